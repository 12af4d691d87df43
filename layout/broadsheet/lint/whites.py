"""Rules of the white between stories.

Each takes a ``LintPage`` and its limit, and yields the spots where it is broken.
"""

from collections.abc import Iterable, Iterator

from broadsheet.geometry import Rect
from broadsheet.lint.lint_page import HEAD, Ink, LintFault, LintPage, around, is_short

BREAK = 0.9  # rows of white across a page that part it
SEAM, WIDEST = 0.5, 3.0  # em, the least and the greatest width of a gutter
CAPTION = frozenset({"caption", "credit"})
_EDGE = 0.1  # pt, depth by which an edge counts as ink

Span = tuple[float, float]


def full_break(sheet: LintPage, _: float) -> Iterator[LintFault]:
    """断版: one white or rule across the whole page, parting it in two.

    The one under the masthead and the one over the advertisements at the foot belong to
    the page's order and are none.
    """
    solid = [ink for ink in sheet.page_ink if ink.kind != "rule"]
    extents = [(ink.rect.top, ink.rect.bottom) for ink in solid]
    for top, bottom in _gaps(extents):
        above = {ink.box for ink in solid if ink.rect.bottom <= top + 0.01}
        below = {ink.box for ink in solid if ink.rect.top >= bottom - 0.01}
        if bottom - top < BREAK * sheet.row or above & below:
            continue
        if _all_are(sheet, above, "masthead") or _all_are(sheet, below, "advert"):
            continue
        box = min((sheet.boxes[name] for name in below if name in sheet.boxes),
                  key=lambda placed: (placed.rect.top, placed.rect.left), default=None)  # fmt: skip
        if box is not None:
            yield LintFault(
                box.name,
                f"断版: one white of {bottom - top:.0f}pt runs across the whole page over this box",
                box.item,
            )


def through_gutter(sheet: LintPage, _: float) -> Iterator[LintFault]:
    """通缝: one gutter runs down the whole depth of the news.

    A story over it that is short would bridge it if it were not: making up has told that.
    """
    boxes = list(sheet.news())
    if not boxes:
        return
    top = min(box.rect.top for box in boxes)
    bottom = max(box.rect.bottom for box in boxes)
    solid = [ink.rect for ink in sheet.page_ink if ink.kind != "rule"]
    inside = [
        rect
        for rect in (*solid, *(own for _, own in _head_blocks(sheet)))
        if rect.bottom > top + 0.01 and rect.top < bottom - 0.01
    ]
    for left, right in _gaps((rect.left, rect.right) for rect in inside):
        if not SEAM <= (right - left) / sheet.style.grid.em <= WIDEST:
            continue
        over = [box for box in boxes if box.rect.left < left and box.rect.right > right]
        if any(_known_white(sheet, box.name) for box in over):
            continue
        before = [box for box in boxes if box.rect.left < right]
        if not before:
            continue  # what stands beside the gutter is in no box
        beside = max(before, key=lambda box: (box.rect.right <= left + 1, -box.rect.top))
        number = 1 + sum(
            1 for start in _column_starts(sheet) if start < left - 0.01 and start > sheet.area.left
        )
        yield LintFault(
            beside.name,
            f"通缝: the gutter after column {number} runs through from head to foot",
            beside.item,
        )


def trapped_white(sheet: LintPage, rows: float) -> Iterator[LintFault]:
    """White of a column's width and more than ``rows`` rows within the news.

    Of a box that is empty, or whose story is short, making up has told already.
    """
    told: set[str] = set()
    filled = [*_filled(sheet)]
    inset = sheet.style.grid.em / 4
    for lane in _lanes(sheet):
        inside = [
            (rect.top, rect.bottom)
            for rect in filled
            if rect.left < lane.right - inset
            and rect.right > lane.left + inset
            and rect.bottom > lane.top
            and rect.top < lane.bottom
        ]
        edges = [(lane.top, lane.top), (lane.bottom, lane.bottom)]
        for top, bottom in _gaps([*inside, *edges]):
            # a line's own white above it is no row
            deep = (bottom - top - (sheet.row - sheet.style.grid.em)) / sheet.row
            if deep <= rows + 0.05:
                continue
            spot = Rect(lane.left, top, lane.width, bottom - top)
            box = _box_of(sheet, spot)
            if box not in told and not _known_white(sheet, box):
                told.add(box)
                item = sheet.boxes[box].item if box in sheet.boxes else ""
                yield LintFault(box, f"white of {deep:.1f} rows is trapped here", item)


def _known_white(sheet: LintPage, name: str) -> bool:
    box = sheet.boxes.get(name)
    return box is not None and (is_short(box) or not box.item)


def _filled(sheet: LintPage) -> Iterator[Rect]:
    """Yield what takes its place: type, pictures, panels; heads as broad as their box."""
    for placed in sheet.boxes.values():
        if sheet.services[placed.name] != "news":
            yield placed.rect
    for ink in sheet.ink:
        rect = ink.rect
        if ink.kind in ("frame", "ground"):  # white ends at an edge, inside and outside
            yield Rect(rect.left, rect.top, rect.width, _EDGE)
            yield Rect(rect.left, rect.bottom - _EDGE, rect.width, _EDGE)
        elif ink.kind == "rule" and rect.width < rect.height:
            continue
        elif CAPTION & set(ink.roles):
            yield _under_picture(sheet, ink)
        else:
            yield _across_column(sheet, ink)
    yield from (whole for whole, _ in _head_blocks(sheet))


def _across_column(sheet: LintPage, ink: Ink) -> Rect:
    """Return a line of text as broad as its column: the white after it is its own."""
    rect, box = ink.rect, sheet.boxes.get(ink.box)
    if ink.kind == "type" and box is not None and not ink.upright:
        for column in box.columns:
            if column.left - _EDGE <= rect.left <= column.right:
                right = max(rect.right, column.right)
                return Rect(column.left, rect.top, right - column.left, rect.height)
    return rect


def _under_picture(sheet: LintPage, caption: Ink) -> Rect:
    """Return a caption's depth across its picture: the white beside it is its own."""
    rect = caption.rect
    over = [
        ink.rect
        for ink in sheet.of("picture", "panel", "frame")
        if ink.box == caption.box and ink.rect.left <= rect.centre <= ink.rect.right
        and ink.rect.bottom <= rect.bottom
    ]  # fmt: skip
    nearest = max(over, key=lambda picture: picture.bottom, default=rect)
    return Rect(nearest.left, rect.top, nearest.width, rect.height)


def _head_blocks(sheet: LintPage) -> Iterator[tuple[Rect, Rect]]:
    """Yield each head across its box, or down it, with all white that is its; and bare."""
    heads: dict[tuple[str, bool], list[Rect]] = {}
    for ink in sheet.of("type"):
        if ink.box in sheet.boxes and (HEAD & set(ink.roles) or _is_repeated(sheet, ink)):
            heads.setdefault((ink.box, ink.upright), []).append(ink.rect)
    for (name, upright), rects in heads.items():
        box, own = sheet.boxes[name].rect, around(rects)
        if upright:
            yield Rect(own.left, box.top, own.width, box.height), own
        else:
            yield Rect(box.left, own.top, box.width, own.height), own


def _is_repeated(sheet: LintPage, ink: Ink) -> bool:
    """Tell whether type is the short head over what goes on from another box (转版)."""
    columns = sheet.boxes[ink.box].columns
    made = not ink.item and not ink.upright
    return made and bool(columns) and ink.rect.bottom <= min(c.top for c in columns) + _EDGE


def _lanes(sheet: LintPage) -> Iterator[Rect]:
    """Yield where white is looked for: the columns of stories, and those of the grid."""
    for box in sheet.news():
        yield from box.columns
    for column, left in enumerate(_column_starts(sheet)):
        width = sheet.style.grid.width(column)
        yield Rect(left, sheet.area.top, width, sheet.area.height)


def _column_starts(sheet: LintPage) -> list[float]:
    grid = sheet.style.grid
    return [sheet.area.left + grid.offset(column) for column in range(grid.columns)]


def _box_of(sheet: LintPage, spot: Rect) -> str:
    """Name the box in which a white lies, else the one above it."""
    over = [box for box in sheet.boxes.values() if box.rect.overlaps(spot, 2.0)]
    if not over:
        over = [box for box in sheet.boxes.values() if box.rect.top < spot.bottom]
    best = max(over, key=lambda box: _shared(box.rect, spot), default=None)
    return best.name if best else ""


def _shared(one: Rect, two: Rect) -> float:
    across = one.shared_width(two)
    down = min(one.bottom, two.bottom) - max(one.top, two.top)
    return max(0.0, across) * max(0.0, down)


def _all_are(sheet: LintPage, names: set[str], service: str) -> bool:
    return all(sheet.services.get(name, service) == service for name in names)


def _gaps(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield what no span covers, between the first and the last."""
    reached: float | None = None
    for start, end in sorted(spans):
        if reached is not None and start > reached:
            yield reached, start
        reached = end if reached is None else max(reached, end)
