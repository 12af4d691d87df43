"""A PDF's pages as they are seen: lines, stories, what is drawn.

Takes a PDF's bytes; returns its pages by the reader of PDFs.  Compares nothing.
"""

import unicodedata
from collections.abc import Sequence

from broadsheet.comparing.values import SeenFile, SeenLine, SeenPage, SeenStory
from broadsheet.deadline import Watch, untimed
from broadsheet.errors import SourceError, Where
from broadsheet.geometry import Rect
from broadsheet.parse.pdf.boxes import PageItem
from broadsheet.parse.pdf.direction import turned_back
from broadsheet.parse.pdf.glyphs import sheets
from broadsheet.parse.pdf.letters import mended
from broadsheet.parse.pdf.page import layout, page_lines
from broadsheet.parse.pdf.values import PrintedLine, PrintedSheet

_NAME = 20  # letters of a story's name
_NO_LETTERS = {"\x02", "\u00ad", "\u200b", "\u2060", "\ufeff"}


def seen(content: bytes, *, file: str, watch: Watch = untimed) -> SeenFile:
    """Return a PDF as it is seen; SourceError in one line when it can't be read."""
    try:
        found = tuple(sheets(content, watch))
    except SourceError as fault:
        raise SourceError(fault.message, where=Where(file), hint=fault.hint) from None
    if any(sheet.pieces for sheet in found):
        found = tuple(mended(found, file=file).sheets)
    pages: list[SeenPage] = []
    stories: list[SeenStory] = []
    for number, sheet in enumerate(found, start=1):
        watch("")
        pages.append(_page(sheet, number, stories))
    return SeenFile(pages=tuple(pages), stories=tuple(stories))


def _page(sheet: PrintedSheet, number: int, stories: list[SeenStory]) -> SeenPage:
    read = page_lines(sheet)
    owner: dict[int, int] = {}
    for item in layout(read).items:
        held = _lines_of(item)
        owner |= {id(line): len(stories) for line in held}
        stories.append(
            SeenStory(
                page=number,
                name=_name(held),
                box=item.box,
                text="".join(plain(line.text) for line in held),
            )
        )
    every = [*read.level, *read.upright]
    return SeenPage(
        number=number,
        width=sheet.width,
        height=sheet.height,
        lines=tuple(_line(line, sheet.width, owner.get(id(line), -1)) for line in every),
        shapes=sheet.shapes,
        pictures=sheet.pictures,
    )


def _lines_of(item: PageItem) -> list[PrintedLine]:
    story = item.story
    parts = (story.head, *story.columns, *story.captions)
    return [line for part in parts for line in part]


def _name(held: Sequence[PrintedLine]) -> str:
    """Return a story's largest words, cut."""
    if not held:
        return ""
    size = max(line.style.size for line in held)
    words = "".join(line.text for line in held if line.style.size >= 0.97 * size)
    return words if len(words) <= _NAME else words[:_NAME] + "…"


def _line(line: PrintedLine, page_width: float, story: int) -> SeenLine:
    box = turned_back(line.box, page_width) if line.upright else line.box
    start = (box.centre, box.top) if line.upright else (box.left, line.level)
    return SeenLine(
        text=plain(line.text), box=_rounded(box), start=start, size=line.style.size, story=story
    )


def _rounded(box: Rect) -> Rect:
    return Rect(round(box.left, 3), round(box.top, 3), round(box.width, 3), round(box.height, 3))


def plain(text: str) -> str:
    """Return a text without white, its letters in one coding of several."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(c for c in composed if not c.isspace() and c not in _NO_LETTERS)
