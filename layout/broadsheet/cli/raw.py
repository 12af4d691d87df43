"""Raw pages as they are given: a text file, a PDF of several pages, a folder of both.

Takes a name; returns the text of each page in order, what to call it in messages, and a note
on how it was coded.
"""

import re
from pathlib import Path

from broadsheet.cli import inputs
from broadsheet.errors import Finding, SourceError, Where
from broadsheet.models import frozen

_ENDINGS = (".txt", ".text", ".pdf")


@frozen()
class RawPage:
    """One page as its extraction left it."""

    text: str
    file: str  # in messages; of a PDF's pages with the number
    coding: str

    def told(self) -> Finding:
        """Return how the page was coded, for whoever wonders at its characters."""
        where = Where(self.file)
        return Finding(level="note", code="coding", message=f"read as {self.coding}", where=where)


def raw_pages(name: str) -> list[RawPage]:
    """Return text and name of each page; a folder's files in the order of their names.

    Figures in names count as numbers: A2 comes before A10.
    """
    folder = Path(name)
    if name == "-" or not folder.is_dir():
        return _pages(name)
    files = sorted(
        (
            path
            for path in folder.iterdir()
            if path.suffix.lower() in _ENDINGS and not path.is_dir()
        ),
        key=lambda path: _order(path.name),
    )
    if not files:
        raise SourceError(
            "the folder holds no page", where=Where(name), hint=f"put {', '.join(_ENDINGS)} in it"
        )
    return [page for path in files for page in _pages(str(path))]


def _order(name: str) -> list[tuple[int, str]]:
    parts = re.split(r"(\d+)", name.lower())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def _pages(name: str) -> list[RawPage]:
    content, file = inputs.bytes_of(name)
    if content.startswith(b"%PDF-"):
        from broadsheet.parse.pdf_text import pdf_pages

        pages = pdf_pages(content, file=file)
        if len(pages) == 1:
            return [RawPage(pages[0], file, "PDF")]
        return [
            RawPage(text, f"{file}[{n}]", "PDF") for n, text in enumerate(pages, 1) if text.strip()
        ]
    from broadsheet.parse.reader import decode

    text, coding = decode(content, file=file)
    return [RawPage(text, file, coding.upper())]
