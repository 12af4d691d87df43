"""Letters that PDFium passes over, from a second reader.

Takes a PDF's bytes, a page and places on it; returns the text that is set there.  PDFium leaves
out what has no width: a letter by itself, of a font that the file only names and this machine
has not.  pypdf knows no widths either, but what the letters are.  Imported for such pages alone.
"""

from collections.abc import Iterable, Mapping

from broadsheet.errors import SourceError
from broadsheet.opened_pdf import faults_told, open_pdf

Place = tuple[int, int]  # tenths of a point in the page's own space, y up


def place(x: float, y: float) -> Place:
    """Return where a stretch of text begins, to the tenth of a point."""
    return round(x * 10), round(y * 10)


def texts_at(content: bytes, page: int, places: Iterable[Place]) -> Mapping[Place, str]:
    """Return the text of a page, counted from 0, that begins at each place; none: not told."""
    wanted = set(places)
    found: dict[Place, str] = {}

    def visit(text: str, cm: list[float], tm: list[float], _font: object, _size: float) -> None:
        text = text.strip()
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        if text and (at := place(x, y)) in wanted:
            found.setdefault(at, text)

    try:
        with faults_told("its text"):
            open_pdf(content, "its text").pages[page].extract_text(visitor_text=visit)
    except SourceError:
        return {}
    return found
