"""What stands on a page becomes boxes in cells of its grid.

Takes a page, its grid and the copy; returns areas: which item each holds, its columns and rows,
the white over it, its text, head and pictures.  What lies off the grid is told.
"""

from collections.abc import Iterable, Sequence
from math import ceil, floor

from broadsheet.geometry import Rect
from broadsheet.parse.pdf.boxes import PageItem
from broadsheet.parse.pdf.direction import turned_back
from broadsheet.parse.pdf.stories import union
from broadsheet.parse.pdf.values import PrintedLine
from broadsheet.tracing.grid import text_edges
from broadsheet.tracing.roles import MASTHEAD, Copy, letters
from broadsheet.tracing.values import Area, FoundGrid, OffGrid, PrintedPage, StoryLine

_INK = 1.5  # pt that ink may stand over the edge of its row
_OFF = 2.0  # pt from a column's edge: no column of the grid
_SMALL = 24.0  # pt of the shortest side of a picture
_UNDER = 8.0  # rows between a picture and the head under it
_SHORT = 1  # row of white at the foot of a story whose copy ends before its box
_GAP = 3  # rows of white that belong to the box under it
_RULE = 2.5  # rows over a box in which its rule stands
_HEADS = frozenset({"section", "kicker", "headline", "deck", "standfirst"})


def lines_of(item: PageItem) -> list[PrintedLine]:
    """Return all lines of an item of a page."""
    story = item.story
    return [line for part in (story.head, *story.columns, *story.captions) for line in part]


def standing(line: PrintedLine, page: PrintedPage) -> Rect:
    """Return the box of a line as it stands."""
    return turned_back(line.box, page.sheet.width) if line.upright else line.box


def raw_areas(page: PrintedPage, copy: Copy) -> list[Area]:
    """Return an area for each item of the edition that the page shows, yet without cells."""
    held: dict[str, list[PageItem]] = {}
    for item in page.layout.items:
        lines = lines_of(item)
        names = copy.items_of(lines) if lines else [MASTHEAD]
        name = names[0] if names else ""
        if name and not _is_whole(name, copy):
            # of several that say the same, each has a place of its own
            name = next((one for one in names if one not in held), name)
        held.setdefault(name, []).append(item)
    found = [
        _area(name, _one_place(items, page, whole=_is_whole(name, copy)), page, copy)
        for name, items in held.items()
        if name
    ]
    _give_frames(found, page)
    _give_pictures(found, page)
    return found


def _is_whole(name: str, copy: Copy) -> bool:
    """Tell whether all of an item's lines are its own, wherever they stand."""
    return name == MASTHEAD or copy.kinds.get(name) == "article"


def _one_place(items: Sequence[PageItem], page: PrintedPage, *, whole: bool) -> list[PageItem]:
    """Return what an advertisement or the like has in one place; its words may stand in others."""
    if whole or len(items) < 2:
        return list(items)
    main = max(items, key=lambda one: sum(len(letters(n.text)) for n in lines_of(one)))
    near = 3 * (page.layout.body or 10.0)
    reach = main.box.inset(-near)
    return [item for item in items if item is main or reach.holds(item.box)]


def _area(name: str, items: Sequence[PageItem], page: PrintedPage, copy: Copy) -> Area:
    def seen(line: PrintedLine) -> StoryLine:
        return StoryLine(line=line, box=standing(line, page), role=copy.role_of(line, name))

    head: list[StoryLine] = []
    columns: list[tuple[StoryLine, ...]] = []
    captions: list[StoryLine] = []
    for item in items:
        story = item.story
        head += map(seen, story.head)
        captions += (seen(line) for lines in story.captions for line in lines)
        columns += (tuple(map(seen, lines)) for lines in story.columns)
    kind = (
        MASTHEAD
        if name == MASTHEAD
        else {"article": "story"}.get(copy.kinds.get(name, ""), copy.kinds.get(name, ""))
    )
    every = [*head, *(line for lines in columns for line in lines)]
    if every:  # captions that were given to it from elsewhere make it no wider
        own = union([line.box for line in every])
        captions = [n for n in captions if own.left - 4 < n.box.centre < own.right + 4]
    every += captions
    box = union([line.box for line in every] or [item.box for item in items])
    box = _without_hanging(box, columns)
    return Area(
        kind=kind, item=name, box=box, text=tuple(columns), head=tuple(head),
        captions=tuple(captions), origin=copy.before.get(name, 0),
    )  # fmt: skip


def _without_hanging(box: Rect, columns: Sequence[Sequence[StoryLine]]) -> Rect:
    """Return a box that ends where its columns do: marks may hang out of them by an em."""
    level = [lines for lines in columns if lines and not lines[0].line.upright]
    if not level:
        return box
    edges = [text_edges([line.box for line in lines]) for lines in level]
    size = level[0][0].line.style.size
    left, right = min(left for left, _ in edges), max(right for _, right in edges)
    # a head of large type hangs farther out
    left = left if left - 2 * size < box.left < left else box.left
    right = right if right < box.right < right + size else box.right
    return Rect(left, box.top, right - left, box.height)


def _give_frames(found: Sequence[Area], page: PrintedPage) -> None:
    """Give each area the outermost frame that holds it and nothing else."""
    for area in found:
        if area.kind == MASTHEAD:
            continue
        for frame in page.frames:
            others = [o for o in found if o is not area and frame.overlaps(o.box, 2.0)]
            if frame.holds(area.box, 3.0) and not others:
                area.box, area.framed = frame, True
                break


def _give_pictures(found: Sequence[Area], page: PrintedPage) -> None:
    """Give each picture to the story around it, or to the nearest under it."""
    stories = [area for area in found if area.kind in ("story", "photo")]
    for picture in page.sheet.pictures:
        if min(picture.width, picture.height) < _SMALL:
            continue
        inside = [a for a in found if a.box.holds(picture, 4.0)]
        told = [a for a in stories if any(_under(n.box, picture) for n in a.captions)]
        if told:
            owner = told[0]
        elif inside:
            owner = min(inside, key=lambda a: a.box.width * a.box.height)
        else:
            near = [a for a in stories if _belongs(picture, a, page)]
            if not near:
                continue
            owner = min(near, key=lambda a: abs(a.box.top - picture.bottom))
        if owner.kind in ("story", "photo"):
            owner.pictures = (*owner.pictures, picture)
            if not owner.framed:
                owner.box = union([owner.box, picture])


def _under(caption: Rect, picture: Rect) -> bool:
    """Tell whether a caption stands right under a picture."""
    within = picture.left - 4 < caption.centre < picture.right + 4
    return within and -2 < caption.top - picture.bottom < 2 * caption.height


def _belongs(picture: Rect, area: Area, page: PrintedPage) -> bool:
    shared = picture.shared_width(area.box)
    if shared < 0.8 * min(picture.width, area.box.width):
        return False
    if any(f.holds(picture, 2.0) and not f.holds(area.box, 2.0) for f in page.frames):
        return False  # it stands in a frame of its own
    away = max(area.box.top - picture.bottom, picture.top - area.box.bottom, 0.0)
    return away < _UNDER * 1.5 * (page.layout.body or 10.0)


def lattice_boxes(found: Iterable[Area]) -> list[Rect]:
    """Return the boxes whose edges tell the grid's columns."""
    return [area.box for area in found if area.kind != MASTHEAD]


def place(found: Sequence[Area], page: PrintedPage, grid: FoundGrid) -> list[OffGrid]:
    """Give areas their cells; return what does not lie on the grid."""
    told: list[OffGrid] = []
    for area in found:
        box = area.box
        area.column, left = _nearest([grid.column_left(n) for n in range(grid.columns)], box.left)
        last, right = _nearest([grid.column_right(n) for n in range(grid.columns)], box.right)
        area.columns = max(1, last - area.column + 1)
        area.row = floor(grid.row_at(box.top + _INK))
        foot = ceil(grid.row_at(box.bottom - _INK))
        if area.framed:
            area.row, foot = round(grid.row_at(box.top)), round(grid.row_at(box.bottom))
        elif (ruled := _under_rule(area, page, grid)) is not None:
            area.row = ruled
        area.rows = max(1, foot - area.row)
        if area.kind == "story" and not _indented(area):
            away = max(left, right if area.framed else 0.0)
            if away > _OFF:
                what = f"box of “{_called(area)}”"
                told.append(OffGrid(page=page.number, what=what, by=away))
    return told


def _indented(area: Area) -> bool:
    """Tell whether nothing of a story need reach the edges of its box: its head stands alone."""
    return not area.text


def _called(area: Area) -> str:
    words = next((line.line.text for line in area.head if line.role == "headline"), "")
    return words[:12] or area.item


def _nearest(edges: Sequence[float], place: float) -> tuple[int, float]:
    best = min(range(len(edges)), key=lambda n: abs(edges[n] - place))
    return best, abs(edges[best] - place)


def rule_over(box: Rect, page: PrintedPage, row: float) -> Rect | None:
    """Return the rule in the white over a box, across most of it."""
    near = [
        rule
        for rule in page.sheet.shapes
        if rule.height < 4
        and rule.width > 0.8 * box.width
        and rule.left < box.left + 4
        and rule.width < 1.08 * box.width + 8
        and -_INK < box.top - rule.middle < _RULE * row
    ]
    return max(near, key=lambda rule: rule.middle, default=None)


def _under_rule(area: Area, page: PrintedPage, grid: FoundGrid) -> int | None:
    """Return the first row of a box by the rule in the middle of the row of white over it."""
    rule = rule_over(area.box, page, grid.row)
    if rule is None:
        return None
    row = grid.row_at(rule.middle) + 0.5
    return round(row) if abs(row - round(row)) < 0.12 and round(row) <= area.row else None


def spread(found: Sequence[Area], grid: FoundGrid, head: int) -> None:
    """Let columns of stories end where other boxes begin, and give boxes the white over them.

    ``head`` are the rows of a folio line.
    """
    for area in found:
        area.spans = ((area.row, area.row + area.rows),) * area.columns
    for area in found:
        others = [o for o in found if o is not area and _meets(area, o)]
        if others and area.kind == "story" and area.text:
            spans = _spans(area, grid)
            if all(_ends_before(area, spans, other) for other in others):
                area.spans = spans
    for area in found:
        _level_foot(area, found, grid)
    for area in found:
        area.above = white(area, found, head)
        if area.kind == "story" and not area.framed and "rule" not in area.spec:
            _lift(area, grid)


def _level_foot(area: Area, found: Sequence[Area], grid: FoundGrid) -> None:
    """Let a story whose last rows are white end where the box beside it does."""
    first, foot = area.spans[0]
    if area.kind != "story" or area.framed or any(span != (first, foot) for span in area.spans):
        return
    beside = [
        o.row + o.rows
        for o in found
        if o is not area
        and 0 < o.row + o.rows - foot <= _SHORT
        and o.row < foot
        and min(abs(o.column - area.column - area.columns), abs(o.column + o.columns - area.column))
        == 0
    ]
    more = Area(kind="", item="", box=area.box, column=area.column, columns=area.columns)
    for last in sorted(beside, reverse=True):
        more.row, more.rows = foot, last - foot
        if not any(_meets(more, o) for o in found if o is not area) and last <= grid.rows:
            area.rows = last - area.row
            area.spans = ((first, last),) * area.columns
            return


def _meets(one: Area, two: Area) -> bool:
    across = one.column < two.column + two.columns and two.column < one.column + one.columns
    return across and one.row < two.row + two.rows and two.row < one.row + one.rows


def _ends_before(area: Area, spans: Sequence[tuple[int, int]], other: Area) -> bool:
    """Tell whether the columns of a box that another stands under end where that begins."""
    shared = [
        spans[n - area.column]
        for n in range(area.column, area.column + area.columns)
        if other.column <= n < other.column + other.columns
    ]
    return all(foot <= other.row for _, foot in shared)


def _spans(area: Area, grid: FoundGrid) -> tuple[tuple[int, int], ...]:
    """Return where each basic column of a dogleg begins and ends, by its text."""
    spans = []
    for n in range(area.column, area.column + area.columns):
        left, right = grid.column_left(n), grid.column_right(n)
        feet = [
            line.box.bottom
            for lines in area.text
            for line in lines
            if min(right, line.box.right) - max(left, line.box.left)
            > 0.3 * min(grid.measure, line.box.width)  # the last line of a story may be short
        ]
        foot = ceil(grid.row_at(max(feet) - _INK)) if feet else area.row + area.rows
        spans.append((area.row, max(area.row + 1, foot)))
    return tuple(spans)


def _rows_over(area: Area, grid: FoundGrid) -> int:
    """Return the rows over a head that are its own: as much white as is under it."""
    if not area.head or not area.text:
        return _GAP
    head = union([line.box for line in area.head])
    under = min((line.box.top for lines in area.text for line in lines), default=0.0) - head.bottom
    over = head.top - grid.row_top(area.row)
    return max(0, round((under - over) / grid.row))


def _lift(area: Area, grid: FoundGrid) -> None:
    """Let a head have the white over it but one row: it stands in the middle of its rows."""
    more = min(area.above - 1, _rows_over(area, grid))
    if 0 < more < _GAP and len(set(area.spans)) == 1:
        area.row, area.rows, area.above = area.row - more, area.rows + more, 1
        area.spans = ((area.row, area.row + area.rows),) * area.columns


def white(area: Area, found: Sequence[Area], head: int) -> int:
    """Return the rows of white over a box that are its own."""
    feet = [
        o.spans[n - o.column][1]
        for o in found
        if o is not area
        for n in range(area.column, area.column + area.columns)
        if o.column <= n < o.column + o.columns and o.spans[n - o.column][1] <= area.row
    ]
    white = area.row - max(feet, default=head)
    return white if white <= _GAP else 1
