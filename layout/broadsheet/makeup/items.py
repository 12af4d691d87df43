"""Advertisements, notices, photos and service text in their boxes.

Takes an item and a rectangle; returns furniture and copy.  An advertisement is set in one of
a few forms and always marked (广告法, art. 14); its picture stands beside its words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.display import INK, Colour, Fill, Mark, PlacedPicture
from broadsheet.edition import Advert, Info, Item, Notice, Photo, Role
from broadsheet.geometry import Rect
from broadsheet.headline import SetHead
from broadsheet.makeup import furniture, picture
from broadsheet.makeup.desk import ABOVE, Desk, source_of
from broadsheet.paragraph import Setting, Span, set_paragraph
from broadsheet.spec import Box, ItemBox, PicturePlace

WHITE = Colour()
FOOT_BAND = 0.27  # of an advertisement's depth, for its last line
PAD = 9.0  # pt
Marks = tuple[list[Mark], list[Mark]]


def set_item(desk: Desk, box: Box, content: ItemBox, item: Item, rect: Rect) -> Marks:
    """Return furniture and copy of an item that is no story."""
    if isinstance(item, Advert):
        return _advert(desk, box, content.form, item, rect)
    if isinstance(item, Photo):
        return _photo(desk, box, item, rect)
    if isinstance(item, Info):
        return _info(desk, box, item, rect)
    if isinstance(item, Notice):
        return _notice(desk, box, item, rect)
    return [], []


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of display type in an advertisement."""

    head: SetHead
    before: float  # pt of white over it


def _advert(desk: Desk, box: Box, form: str, item: Advert, rect: Rect) -> Marks:
    accent = box.accent or INK
    below = _advert_ground(box, form, rect, accent)
    copy: list[Mark] = []
    inner = rect.inset(PAD, PAD * 0.6)
    label = furniture.corner_label(desk, box, rect, "ad")
    if item.src in desk.picture_sizes:
        inner = _emblem(desk, box, item, inner, copy)
    lines = list(item.copy)
    banded = form in ("solid", "strip") and len(lines) > 2
    depth = rect.height * FOOT_BAND if banded else 0.0
    colour = WHITE if form == "solid" else None
    upper = Rect(inner.left, inner.top, inner.width, rect.bottom - depth - inner.top)
    count = len(lines) - 1 if banded else len(lines)
    rows = [_advert_row(desk, box, item, n, len(lines), upper.width, colour) for n in range(count)]
    copy += _stack(desk, box, rows, upper)
    if banded:
        band = Rect(rect.left, rect.bottom - depth, rect.width, depth).inset(PAD, 0)
        row = _advert_row(desk, box, item, count, len(lines), band.width, WHITE)
        copy += _stack(desk, box, [row], band)
    return below + label, copy


def _advert_ground(box: Box, form: str, rect: Rect, accent: Colour) -> list[Mark]:
    if form == "solid":
        return [Fill(rect, fill=accent, box=box.name)]
    marks: list[Mark] = []
    if form == "tinted":
        pale = Colour(
            *(0.1 * ink for ink in (accent.cyan, accent.magenta, accent.yellow, accent.black))
        )
        marks.append(Fill(rect, fill=box.tint or pale, box=box.name))
    if form == "strip":
        depth = rect.height * FOOT_BAND
        band = Rect(rect.left, rect.bottom - depth, rect.width, depth)
        marks.append(Fill(band, fill=accent, box=box.name))
    weight = 0.5 if form == "plain" else 1.2
    marks.append(Fill(rect.inset(weight / 2), stroke=accent, weight=weight, box=box.name))
    return marks


def _emblem(desk: Desk, box: Box, item: Advert, rect: Rect, copy: list[Mark]) -> Rect:
    """Place the picture at the left; return what is left for the words."""
    width, height = desk.picture_sizes[item.src]
    depth = rect.height * 0.86
    across = min(depth * width / height, rect.width * 0.36)
    depth = across * height / width
    spot = Rect(rect.left, rect.middle - depth / 2, across, depth)
    source = source_of(item.id, "ad", "")
    alt = item.alt or item.name
    copy.append(PlacedPicture(spot, item.src, source, alt=alt, box=box.name))
    left = spot.right + PAD
    return Rect(left, rect.top, rect.right - left, rect.height)


def _advert_row(
    desk: Desk, box: Box, item: Advert, n: int, count: int, width: float, colour: Colour | None
) -> _Row:
    role = "ad-name" if n == 0 else "ad-foot" if n == count - 1 and count > 2 else "ad-line"
    text = item.copy[n]
    type_ = desk.type(role, box)
    source = source_of(item.id, "ad", text, n)
    accent = box.accent if role == "ad-line" and box.accent else None
    fitted = desk.fitted(text, type_, source, width=width, colour=colour or accent)
    return _Row(fitted, 0.0 if n == 0 else 0.45 * fitted.size)


def _stack(desk: Desk, box: Box, rows: Sequence[_Row], rect: Rect) -> list[Mark]:
    """Set rows of display type in the middle of a rectangle."""
    depth = sum(
        row.before + row.head.size + row.head.leading * (len(row.head.lines) - 1) for row in rows
    )
    y = rect.middle - depth / 2
    marks: list[Mark] = []
    for row in rows:
        y += row.before
        for k, line in enumerate(row.head.lines):
            baseline = y + k * row.head.leading + ABOVE * row.head.size
            marks.append(desk.centred(line, rect.centre, baseline, box.name))
        y += row.head.size + row.head.leading * (len(row.head.lines) - 1)
    return marks


def _info(desk: Desk, box: Box, item: Info, rect: Rect) -> Marks:
    """Service text: figures large, words on a band at the head."""
    accent = box.accent or INK
    lines = [*([item.title] if item.title else []), *item.copy]
    figures = [n for n, text in enumerate(lines) if sum(c.isdigit() for c in text) * 2 > len(text)]
    below: list[Mark] = [Fill(rect.inset(0.6), stroke=accent, weight=1.2, box=box.name)]
    band = Rect(rect.left, rect.top, rect.width, rect.height * 0.32)
    words = [n for n in range(len(lines)) if n not in figures]
    title = words[0] if figures and words else -1
    if title >= 0:
        below.append(Fill(band, fill=accent, box=box.name))
    rest = Rect(rect.left, band.bottom, rect.width, rect.bottom - band.bottom)
    if title < 0:
        rest = rect
    rows: dict[int, _Row] = {}
    for n, text in enumerate(lines):
        role = "info-title" if n == title else "info-figure" if n in figures else "info"
        offset = n - (1 if item.title else 0)
        source = source_of(item.id, "info", text, offset)
        fitted = desk.fitted(
            text, desk.type(role, box), source, width=rect.width - 2 * PAD,
            colour=WHITE if n == title else accent if n in figures else None,
        )  # fmt: skip
        rows[n] = _Row(fitted, 0.3 * fitted.size if n not in (title, 0) else 0.0)
    copy: list[Mark] = []
    if title >= 0:
        copy += _stack(desk, box, [rows.pop(title)], band)
    copy += _stack(desk, box, [rows[n] for n in sorted(rows)], rest.inset(PAD, 2))
    return below, _in_order(copy)


def _in_order(marks: list[Mark]) -> list[Mark]:
    """Sort lines by the block that they set: reading order, wherever they stand."""

    def block(mark: Mark) -> int:
        runs = getattr(mark, "runs", ())
        return runs[0].source.block if runs else -1

    return sorted(marks, key=block)


def _photo(desk: Desk, box: Box, item: Photo, rect: Rect) -> Marks:
    stack = picture.plan_shots(desk, box, PicturePlace(), item.id, (item.picture,), rect.width)
    below, copy = stack.place(rect)
    return below, [mark for marks in copy.values() for mark in marks]


def _notice(desk: Desk, box: Box, item: Notice, rect: Rect) -> Marks:
    """A title and paragraphs of small type in one column."""
    inner = rect.inset(PAD, PAD * 0.7)
    copy: list[Mark] = []
    y = inner.top
    if item.title:
        fitted = desk.fitted(
            item.title, desk.type("notice-title", box), source_of(item.id, "notice", item.title),
            width=inner.width,
        )  # fmt: skip
        copy.append(desk.centred(fitted.lines[0], inner.centre, y + ABOVE * fitted.size, box.name))
        y += 1.5 * fitted.size
    type_ = desk.type("notice", box)
    leading = type_.style.leading * type_.size
    setting = Setting(
        measure=inner.width // type_.size * type_.size, em=type_.size, indent=2.0, align="justify"
    )
    role: Role = "notice"
    for n, text in enumerate(item.copy):
        span = Span(
            text=text,
            typeface=type_.typeface,
            size=type_.size,
            source=source_of(item.id, role, text, n),
            colour=type_.style.colour,
        )
        for line in set_paragraph([span], setting).lines:
            copy.append(desk.mark(line, inner.left, y + ABOVE * type_.size, box.name))
            y += leading
    edge: list[Mark] = [Fill(rect.inset(0.25), stroke=INK, weight=0.5, box=box.name)]
    return edge, copy


def item_depth_over(copy: Sequence[Mark], rect: Rect) -> float:
    """Return how far the lowest line stands below the rectangle, pt; not above 0 when all fit."""
    feet = [
        mark.y for mark in copy if hasattr(mark, "runs") and not getattr(mark, "vertical", False)
    ]
    return max(feet, default=rect.bottom) - rect.bottom
