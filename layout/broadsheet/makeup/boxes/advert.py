"""Advertisements: the copy of an advertiser in one of a few forms.

Takes an advertisement and a rectangle; sets it, its picture beside its words, and marks it
as what it is (广告法, art. 14).  Forms: ``plain``, ``reversed``, ``strip``, ``tinted``.
"""

from collections.abc import Sequence

from broadsheet.display import INK, Colour, Mark, TextLine
from broadsheet.edition import Advert
from broadsheet.geometry import Rect
from broadsheet.headline import FITS, SetHead
from broadsheet.makeup.galley import furniture
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.setup import ABOVE, WHITE, source_of
from broadsheet.models import frozen

MARKED = frozenset(
    {"广告", "廣告", "advertisement"}
)  # what tells an advertisement, as its own copy
LISTED = ("\t", "…", "⋯", "...", "···")  # what rows of cells and lines with leaders have
FOOT_BAND = 0.27  # of the depth, for the last line
PAD = 9.0  # pt
EMBLEM_DEPTH, EMBLEM_WIDTH = 0.78, 0.36  # most of the room that a picture takes
EMBLEM_SHARES = (0.85, 0.7, 0.55, 0.4)  # of that, until the words beside it go in
FULL = 0.86  # most of the depth that the lines may take
LEAST_SCALE = 0.45  # of the styles' sizes
PALE = 0.1  # of the accent, for a tinted ground


@frozen()
class Row:
    """A line of display type, and the white over it, pt."""

    head: SetHead
    before: float

    @property
    def depth(self) -> float:
        """Depth of its type, pt."""
        return self.head.size + self.head.leading * (len(self.head.lines) - 1)


def set_advert(galley: Galley, form: str, item: Advert, rect: Rect) -> None:
    """Set an advertisement: its own material, or its words in a form."""
    if item.src in galley.setup.picture_sizes and not any(item.copy):
        from broadsheet.makeup.boxes import material  # noqa: PLC0415 - many pages have none

        material.place_material(galley, item, rect)
        return
    accent = galley.accent(INK)
    _lay_ground(galley, form, rect, accent)
    if form != "reversed" and any(mark in line for line in item.copy for mark in LISTED):
        from broadsheet.makeup.boxes import listing  # noqa: PLC0415 - few advertisements hold one

        if listing.is_listing(item.copy):
            _listed(galley, item, rect)
            furniture.corner_label(galley, rect, "ad")
            return
    banded = form in ("reversed", "strip") and len(item.copy) > 2
    depth = rect.height * FOOT_BAND if banded else 0.0
    if form == "strip" and banded:
        galley.fill(Rect(rect.left, rect.bottom - depth, rect.width, depth), accent)
    upper = Rect(rect.left, rect.top, rect.width, rect.height - depth).inset(PAD, 0.7 * PAD)
    colour = WHITE if form == "reversed" else None
    count = len(item.copy) - 1 if banded else len(item.copy)
    if item.src in galley.setup.picture_sizes:
        upper, rows = _emblem(galley, item, upper, range(count), colour)
    else:
        rows = _fit_rows(galley, item, range(count), upper, colour)
    label = furniture.label_panel(galley, rect, "ad")
    if label and rows and _spot(rows, upper).overlaps(label):
        upper = Rect(upper.left, label.bottom, upper.width, max(0.0, upper.bottom - label.bottom))
        rows = _fit_rows(galley, item, range(count), upper, colour)
    stack_rows(galley, rows, upper)
    if banded:
        foot = furniture.inside_frame(galley, rect).bottom
        band = Rect(rect.left, rect.bottom - depth, rect.width, foot - rect.bottom + depth)
        band = band.inset(PAD, 0)
        stack_rows(galley, _fit_rows(galley, item, range(count, count + 1), band, WHITE), band)
    furniture.corner_label(galley, rect, "ad")


def _spot(rows: Sequence[Row], rect: Rect) -> Rect:
    """Return where the first of some rows stands in the middle of a rectangle."""
    depth, head = sum(row.before + row.depth for row in rows), rows[0].head
    return Rect(rect.centre - head.width / 2, rect.middle - depth / 2, head.width, rows[0].depth)


def _listed(galley: Galley, item: Advert, rect: Rect) -> None:
    """An advertiser's prices: the name at the head, the last line of words at the foot.

    Where the mark of an advertisement would stand on them they begin under it.
    """
    from broadsheet.makeup.boxes import listing  # noqa: PLC0415 - few boxes hold one

    last = len(item.copy) - 1

    name = _name_at(item.copy)

    def style(n: int) -> tuple[str, Colour | None]:
        role = "ad-name" if n == name else "ad-foot" if n == last else "ad-line"
        return role, galley.box.accent if role == "ad-line" else None

    lines, inner = list(enumerate(item.copy)), rect.inset(PAD, PAD)
    label = furniture.label_panel(galley, rect, "ad")
    own = Galley(galley.setup, galley.box)
    listing.set_listing(own, item.id, "ad", lines, inner, style)
    if label and any(label.overlaps(_face(mark)) for mark in own.copy):
        under = Rect(inner.left, label.bottom, inner.width, max(0.0, inner.bottom - label.bottom))
        own = Galley(galley.setup, galley.box)
        listing.set_listing(own, item.id, "ad", lines, under, style)
    galley.below += own.below
    galley.copy += own.copy
    galley.said += own.said


def _face(mark: Mark) -> Rect:
    """Return the em boxes of a line of type; nothing of other marks."""
    if not isinstance(mark, TextLine):
        return Rect(0.0, 0.0, 0.0, 0.0)
    size = max(run.size for run in mark.runs)
    return Rect(mark.x, mark.y - ABOVE * size, mark.width, size)


def _lay_ground(galley: Galley, form: str, rect: Rect, accent: Colour) -> None:
    if form == "reversed":
        galley.fill(rect, accent)
        return
    if form == "tinted":
        galley.fill(rect, galley.box.tint or _pale(accent))
    galley.edge(rect, 0.5 if form == "plain" else 1.2, accent)


def _pale(ink: Colour) -> Colour:
    return Colour(PALE * ink.cyan, PALE * ink.magenta, PALE * ink.yellow, PALE * ink.black)


def _emblem(
    galley: Galley, item: Advert, rect: Rect, lines: range, colour: Colour | None
) -> tuple[Rect, list[Row]]:
    """Place the picture at the left; return what is left for the words, and their lines.

    It is smaller where they would not go in beside it: a deeper slot would make it wider, too.
    """
    width, height = galley.setup.picture_sizes[item.src]
    most = min(rect.height * EMBLEM_DEPTH, rect.width * EMBLEM_WIDTH * height / width)

    def tried(share: float) -> tuple[Rect, Rect, list[Row]]:
        depth = share * most
        spot = Rect(rect.left, rect.middle - depth / 2, depth * width / height, depth)
        left = spot.right + PAD
        room = Rect(left, rect.top, rect.right - left, rect.height)
        return spot, room, _fit_rows(galley, item, lines, room, colour)

    whole = tried(1.0)
    found = whole if _go_in(whole[2], whole[1]) else None
    smaller = (tried(share) for share in EMBLEM_SHARES)
    spot, room, rows = found or next((t for t in smaller if _go_in(t[2], t[1])), whole)
    galley.picture(spot, item.src, source_of(item.id, "ad", ""), item.alt or item.name)
    return room, rows


def _go_in(rows: Sequence[Row], rect: Rect) -> bool:
    """Tell whether lines go into a rectangle, across and down."""
    deep = sum(row.before + row.depth for row in rows)
    return deep <= rect.height + FITS and all(row.head.width <= rect.width + FITS for row in rows)


def _fit_rows(
    galley: Galley, item: Advert, lines: range, rect: Rect, colour: Colour | None
) -> list[Row]:
    """Set the lines smaller, all alike, until they go into the depth."""
    scale, room = 1.0, FULL * rect.height
    while True:
        rows = [_row(galley, item, n, rect.width, colour, scale) for n in lines]
        depth = sum(row.before + row.depth for row in rows)
        if scale <= LEAST_SCALE or depth <= room:
            return rows
        scale = max(LEAST_SCALE, min(0.97 * scale, scale * room / depth))


def _row(
    galley: Galley, item: Advert, n: int, width: float, colour: Colour | None, scale: float
) -> Row:
    count = len(item.copy)
    last = n == count - 1 and count > 2
    role = "ad-name" if n == _name_at(item.copy) else "ad-foot" if last else "ad-line"
    text = item.copy[n]
    accent = galley.box.accent if role == "ad-line" else None
    source = source_of(item.id, "ad", text, n)
    type_ = galley.type(role).scaled(scale)
    fitted = galley.fitted(text, type_, source, width=width, colour=colour or accent)
    return Row(fitted, 0.5 * fitted.size if n else 0.0)


def _name_at(copy: Sequence[str]) -> int:
    """Return which line names the advertiser: the first, or the one after the mark 广告."""
    return int(len(copy) > 1 and copy[0].strip("（(【[）)】] ").lower() in MARKED)


def stack_rows(galley: Galley, rows: Sequence[Row], rect: Rect) -> None:
    """Set rows of display type in the middle of a rectangle; say if they are deeper."""
    depth = sum(row.before + row.depth for row in rows)
    if depth > rect.height + FITS:
        galley.overset(f"lines are {depth - rect.height:.0f} pt too deep")
    y = rect.middle - depth / 2
    for row in rows:
        y += row.before
        galley.show_from(row.head, rect.centre, y)
        y += row.depth
