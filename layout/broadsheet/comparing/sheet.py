"""Two PDFs side by side and laid over each other, as one picture.

Takes pictures of their pages and a comparison; returns PNG.  Where both have ink it is black;
ink of the first alone is red, of the second alone blue-green.  What moved is framed where it
stands now, with a line from where it stood.
"""

from collections.abc import Iterable, Sequence

from PIL import Image, ImageDraw

from broadsheet.comparing.inks import on_sheet
from broadsheet.comparing.values import Comparison, DrawnChange, LineChange, PageChange, SeenLine
from broadsheet.geometry import Rect
from broadsheet.paint.contact import contact_sheet

_FIRST, _SECOND, _MOVED = (205, 30, 30), (0, 125, 150), (230, 130, 0)
_MOST = 400  # things that are framed on a page
Seen = tuple[Image.Image | None, Image.Image | None]


def compared(pages: Iterable[Seen], found: Comparison, ppi: int) -> bytes:
    """Return the picture: a row for each page; OutputError when it is over the limits."""
    rows = [[*_aside(pair, page, ppi)] for pair, page in zip(pages, found.pages, strict=True)]
    return contact_sheet(rows)


def _aside(pair: Seen, page: PageChange, ppi: int) -> tuple[Image.Image, Image.Image, Image.Image]:
    there = [one for one in pair if one is not None]
    size = (max(one.width for one in there), max(one.height for one in there))
    white = Image.new("RGB", size, "white")
    one, two = (on_sheet(image, size) if image else white for image in pair)
    return one, two, _over(one, two, page, ppi / 72)


def _over(one: Image.Image, two: Image.Image, page: PageChange, scale: float) -> Image.Image:
    """Return both inks over each other, with what moved marked."""
    first, second = one.convert("L"), two.convert("L")
    laid = Image.merge("RGB", (second, first, first))
    pen = ImageDraw.Draw(laid)
    _mark_lines(pen, page.lines[:_MOST], scale)
    _mark_drawn(pen, page.drawn[:_MOST], scale)
    return laid


def _mark_lines(pen: ImageDraw.ImageDraw, lines: Sequence[LineChange], scale: float) -> None:
    for change in lines:
        if change.was and change.now:
            _frame(pen, change.now.box, scale, _MOVED)
            if change.kind == "moved":
                ends = [_middle(change.was, scale), _middle(change.now, scale)]
                pen.line(ends, fill=_MOVED)
        else:
            _frame(pen, change.line.box, scale, _FIRST if change.was else _SECOND)


def _mark_drawn(pen: ImageDraw.ImageDraw, drawn: Sequence[DrawnChange], scale: float) -> None:
    for change in drawn:
        if change.was and change.now:
            _frame(pen, change.now, scale, _MOVED)
        elif box := change.was or change.now:
            _frame(pen, box, scale, _FIRST if change.was else _SECOND)


def _middle(line: SeenLine, scale: float) -> tuple[float, float]:
    return (line.box.centre * scale, line.box.middle * scale)


def _frame(pen: ImageDraw.ImageDraw, box: Rect, scale: float, colour: tuple[int, int, int]) -> None:
    left, top = box.left * scale - 1, box.top * scale - 1
    pen.rectangle(
        (left, top, max(left, box.right * scale), max(top, box.bottom * scale)), outline=colour
    )
