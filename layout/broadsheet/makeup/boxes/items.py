"""Boxes that hold no story: advertisements, notices, photos, service text.

Takes an item and a rectangle; sets it into a galley.
"""

from collections.abc import Callable
from math import sqrt

from broadsheet.display import INK, Colour, Mark, TextLine
from broadsheet.edition import Advert, Info, Item, Notice, Photo
from broadsheet.geometry import Rect
from broadsheet.headline import SetHead
from broadsheet.makeup.boxes.advert import LISTED, Row, set_advert, stack_rows
from broadsheet.makeup.boxes.plain import file_plain
from broadsheet.makeup.galley import furniture
from broadsheet.makeup.galley.contract import Account, content_of
from broadsheet.makeup.galley.forme import Forme
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.picture import place_pictures, plan_pictures
from broadsheet.makeup.galley.setup import ABOVE, WHITE, Type, source_of
from broadsheet.models import frozen
from broadsheet.paragraph import SetLine, Setting, Span, set_paragraph
from broadsheet.spec import ItemBox, PicturePlace

PAD = 9.0  # pt
NARROW = 0.08  # of the width: white at the sides of a notice that is narrow
FEW = 8  # characters to a line: shorter ones are not justified, and indented by one
NOTICE_STEP = 0.5  # pt, from one size of a notice to the next
BAND = 0.32  # of the depth of service text, for its title


def set_item_box(forme: Forme, galley: Galley, rect: Rect) -> Account:
    """Set the item of a box into it; without one it stays white."""
    item = forme.picked.get(galley.box.name)
    if item is not None:
        set_item(galley, content_of(galley.box, ItemBox), item, rect)
    return file_plain(forme, galley, rect, item)


def set_item(galley: Galley, content: ItemBox, item: Item, rect: Rect) -> None:
    """Set an item that is no story."""
    if isinstance(item, Advert):
        if content.size:
            from broadsheet.makeup.boxes import material  # noqa: PLC0415 - many pages have none

            material.check_slot(galley, content.size, rect)
        set_advert(galley, content.form, item, rect)
    elif isinstance(item, Photo):
        _photo(galley, item, rect)
    elif isinstance(item, Info):
        _info(galley, item, rect)
    elif isinstance(item, Notice):
        _notice(galley, item, rect)


def title_of(item: Info) -> int | None:
    """Return which words of service text are the band over its figures; None for no such form.

    -1 is the item's title, else it is a line of it.  A band and figures fill any depth.
    """
    figures, words = _parted(item)
    return words[0] if figures and words else None


def _parted(item: Info) -> tuple[set[int], list[int]]:
    """Return which lines are mostly figures, and which are words."""
    lines = _lines_of(item)
    figures = {n for n, text in lines if 2 * sum(c.isdigit() for c in text) > len(text)}
    return figures, [n for n, _ in lines if n not in figures]


def _lines_of(item: Info) -> list[tuple[int, str]]:
    return [*([(-1, item.title)] if item.title else []), *enumerate(item.copy)]


def _info(galley: Galley, item: Info, rect: Rect) -> None:
    """Service text: words on a band at the head, figures large."""
    if any(mark in line for line in item.copy for mark in LISTED):
        from broadsheet.makeup.boxes import listing  # noqa: PLC0415 - few boxes hold one

        if listing.is_listing(item.copy):
            _info_listing(galley, item, rect)
            return
    accent = galley.accent(INK)
    lines, title = _lines_of(item), title_of(item)
    figures, _ = _parted(item)
    rect = _edged(galley, rect, accent)
    band = Rect(rect.left, rect.top, rect.width, rect.height * BAND if title is not None else 0.0)
    galley.fill(band, accent) if title is not None else None
    own = Galley(galley.setup, galley.box)

    def fit(n: int, text: str, room: float) -> SetHead:
        role = "info-title" if n == title else "info-figure" if n in figures else "info"
        colour = WHITE if n == title else accent if n in figures else None
        source = source_of(item.id, "info", text, n)
        return own.fitted(text, own.type(role), source, width=room, colour=colour)

    def set_rows(room: float) -> list[Row]:
        heads = [fit(n, text, room) for n, text in lines if n != title]
        return [Row(head, 0.3 * head.size if k else 0.0) for k, head in enumerate(heads)]

    for n, text in lines:
        if n == title:
            stack_rows(own, [Row(fit(n, text, rect.width - 2 * PAD), 0.0)], band)
    rest = Rect(rect.left, band.bottom, rect.width, rect.bottom - band.bottom)
    rows, rest = _beside_icon(galley, rest, accent, set_rows)
    stack_rows(own, rows, rest)
    galley.below += own.below
    galley.copy += sorted(own.copy, key=_block)
    galley.said += own.said


def _beside_icon(
    galley: Galley, rect: Rect, accent: Colour, set_rows: Callable[[float], list[Row]]
) -> tuple[list[Row], Rect]:
    """Draw the box's icon, if it has one; return the rows and where they stand beside it."""
    if content_of(galley.box, ItemBox).icon == "none":
        return set_rows(rect.width - 2 * PAD), rect
    from broadsheet.makeup.boxes import icons  # noqa: PLC0415 - few boxes have one

    rows, rest, spot = icons.make_room(rect, set_rows, PAD)
    if spot is not None:
        ground = galley.box.tint or WHITE
        galley.below += icons.phone(spot, accent, ground, galley.box.name)
    return rows, rest


def _edged(galley: Galley, rect: Rect, accent: Colour) -> Rect:
    """Draw the edge of service text; one with a frame has its edge already."""
    if galley.box.frame:
        return furniture.inside_frame(galley, rect)
    galley.edge(rect, 1.2, accent)
    return rect


def _info_listing(galley: Galley, item: Info, rect: Rect) -> None:
    """Service text with tables or prices: its title on a band, the rest from there down."""
    from broadsheet.makeup.boxes import listing  # noqa: PLC0415 - few boxes hold one

    accent = galley.accent(INK)
    lines = list(enumerate(item.copy))
    rect = _edged(galley, rect, accent)
    top = rect.top + 0.5 * PAD
    title = item.title or (lines[0][1] if not listing.is_listing([lines[0][1]]) else "")
    if title:
        n = -1 if item.title else lines.pop(0)[0]
        type_ = galley.type("info-title")
        source = source_of(item.id, "info", title, n)
        fitted = galley.fitted(title, type_, source, width=rect.width - 2 * PAD, colour=WHITE)
        band = Rect(rect.left, rect.top, rect.width, 1.7 * fitted.size)
        galley.fill(band, accent)
        stack_rows(galley, [Row(fitted, 0.0)], band)
        top = band.bottom + 0.6 * PAD
    rest = Rect(rect.left + PAD, top, rect.width - 2 * PAD, rect.bottom - 0.7 * PAD - top)
    listing.set_listing(galley, item.id, "info", lines, rest, lambda _: ("info", None))


def _block(mark: Mark) -> int:
    """Reading order of service text: as in the edition, wherever it stands."""
    return mark.runs[0].source.block if isinstance(mark, TextLine) else -1


def _photo(galley: Galley, item: Photo, rect: Rect) -> None:
    inner = furniture.inside(galley, rect)
    stack = plan_pictures(galley, PicturePlace(), item.id, (item.picture,), inner.width)
    for marks in place_pictures(galley, stack, inner).values():
        galley.copy += marks


def _notice(galley: Galley, item: Notice, rect: Rect) -> None:
    """A title and paragraphs of small type in one column.

    Where the style leaves its size open it is as large as the box lets it be, and what white is
    left stands over and under it alike.
    """
    inner = rect.inset(min(PAD, NARROW * rect.width), PAD * 0.7)
    galley.edge(rect, 0.5, INK)
    title = _notice_title(galley, item, inner.width) if item.title else None
    head = title.depth + 0.5 * title.size if title else 0.0
    if any(mark in line for line in item.copy for mark in LISTED):
        from broadsheet.makeup.boxes import listing  # noqa: PLC0415 - few boxes hold one

        if listing.is_listing(item.copy):
            if title:
                galley.show_from(title, inner.centre, inner.top)
            rest = Rect(inner.left, inner.top + head, inner.width, inner.height - head)
            lines = list(enumerate(item.copy))
            listing.set_listing(galley, item.id, "notice", lines, rest, lambda _: ("notice", None))
            return
    type_ = galley.type("notice")
    copy = _largest_notice(type_, item, inner.width, inner.height - head)
    is_open = type_.style.smallest < type_.style.largest
    y = inner.top + (max(0.0, inner.height - head - copy.depth) / 2 if is_open else 0.0)
    if title:
        galley.show_from(title, inner.centre, y)
    left = inner.centre - copy.measure / 2 if copy.few else inner.left
    for n, line in enumerate(copy.lines):
        at = y + head + n * copy.leading
        galley.copy.append(galley.mark(line, left, at + ABOVE * copy.size))


def _notice_title(galley: Galley, item: Notice, width: float) -> SetHead:
    source = source_of(item.id, "notice", item.title)
    style = galley.type("notice-title")
    return galley.fitted(item.title, style, source, width=width, lines=max(2, style.style.lines))


@frozen()
class _NoticeCopy:
    """The paragraphs of a notice, set in one size."""

    lines: tuple[SetLine, ...]
    size: float  # pt
    leading: float  # pt
    measure: float  # pt
    few: bool  # characters to a line

    @property
    def depth(self) -> float:
        """Depth of the lines, pt."""
        return len(self.lines) * self.leading - (self.leading - self.size)


def _largest_notice(type_: Type, item: Notice, width: float, depth: float) -> _NoticeCopy:
    """Set a notice in the largest of its sizes that goes into ``depth`` pt, else in its smallest.

    Twice as large takes four times the room: the size that this promises is tried, then smaller
    ones.
    """
    least, most = type_.style.smallest, type_.style.largest
    found = _notice_copy(type_.sized(least), item, width)
    if least == most or not found.lines or found.depth > depth:
        return found
    size = min(most, least * sqrt(depth / found.depth))
    size = least + NOTICE_STEP * int((size - least) / NOTICE_STEP + 1e-6)
    while size > least:
        larger = _notice_copy(type_.sized(size), item, width)
        if larger.depth <= depth:
            return larger
        size -= NOTICE_STEP
    return found


def _notice_copy(type_: Type, item: Notice, width: float) -> _NoticeCopy:
    size = type_.size
    letters = width // size
    few = letters < FEW
    setting = Setting(
        measure=letters * size,
        em=size,
        indent=1.0 if few else 2.0,
        align="left" if few else "justify",
    )
    lines: list[SetLine] = []
    for n, text in enumerate(item.copy):
        span = Span(
            text=text,
            typeface=type_.typeface,
            size=size,
            source=source_of(item.id, "notice", text, n),
            colour=type_.ink,
        )
        lines += set_paragraph([span], setting).lines
    leading = type_.style.leading * size
    return _NoticeCopy(tuple(lines), size, leading, setting.measure, few)
