"""Links for the web and mail addresses in set lines.

Takes set lines and the faces' advances; returns a place to click over each address that
stands whole in a line.
"""

import re
from collections.abc import Iterable, Iterator

from broadsheet.addresses import target_of
from broadsheet.display import Link, Mark, TextLine
from broadsheet.fonts.typeface import FaceBook
from broadsheet.geometry import Rect

# Compiled when a line may hold one; most pages have none.
ADDRESS = (
    r"(?P<url>https?://[!-~]+|www\.[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:/[!-~]*)?)"
    r"|(?P<mail>[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
)


def link_marks(marks: Iterable[Mark], book: FaceBook) -> Iterator[Link]:
    """Yield a link for each address in the horizontal lines among ``marks``."""
    for mark in marks:
        if isinstance(mark, TextLine) and not mark.vertical:
            text = mark.plain
            if "." in text and _may_hold_one(text):
                yield from _links(mark, text, book)


def _may_hold_one(text: str) -> bool:
    """Tell whether a text has what every address has, before the expression is asked."""
    return "@" in text or "://" in text or "www." in text.lower()


def _links(line: TextLine, text: str, book: FaceBook) -> Iterator[Link]:
    known: list[float] | None = None
    for found in re.finditer(ADDRESS, text, re.IGNORECASE):
        known = known or edges(line, book)
        target = target_of(found["mail"] or found["url"])
        size = max(run.size for run in line.runs)
        left, right = known[found.start()], known[found.end()]
        rect = Rect(left, line.y - 0.88 * size, right - left, size)
        yield Link(rect, target.rstrip(".,;:)"), line.box)


def edges(line: TextLine, book: FaceBook) -> list[float]:
    """Return the left edge of each character, and the right edge of the last, pt."""
    edges = [line.x]
    x = line.x
    for run in line.runs:
        face = book.face(run.face)
        moves = dict(run.shifts)
        for n, (glyph, text) in enumerate(zip(run.glyphs, run.text, strict=False)):
            x += moves.get(n, 0.0)
            x += face.advance(glyph) * run.size + run.tracking
            edges += [x] * len(text)
    return edges
