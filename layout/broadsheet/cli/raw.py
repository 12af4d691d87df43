"""Raw pages as they are given: a text file, a PDF of several pages, a folder of both.

Takes a name; returns the text of each page in order, and what to call it in messages.
"""

import re
from pathlib import Path

from broadsheet.cli import inputs
from broadsheet.errors import SourceError, Where

_ENDINGS = (".txt", ".text", ".pdf")


def raw_pages(name: str) -> list[tuple[str, str]]:
    """Return text and name of each page; a folder's files in the order of their names.

    Figures in names count as numbers: A2 comes before A10.
    """
    folder = Path(name)
    if name == "-" or not folder.is_dir():
        return _pages(name)
    files = sorted(
        (path for path in folder.iterdir() if path.suffix.lower() in _ENDINGS and path.is_file()),
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


def _pages(name: str) -> list[tuple[str, str]]:
    content, file = inputs.bytes_of(name)
    if content.startswith(b"%PDF-"):
        from broadsheet.parse.pdf_text import pdf_pages

        pages = pdf_pages(content, file=file)
        if len(pages) == 1:
            return [(pages[0], file)]
        return [(text, f"{file}[{n}]") for n, text in enumerate(pages, 1) if text.strip()]
    from broadsheet.parse.reader import decode

    return [(decode(content, file=file)[0], file)]
