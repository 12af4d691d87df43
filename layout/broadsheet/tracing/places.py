"""Boxes as they stand on the sheet, in millimetres, where no grid holds them (``--as boxes``).

Takes areas of a page with its grid, which has the text's size and row; gives each a lattice of
its own, one cell wide, whose rows are those of its text, and keeps the boxes apart from each other.
"""

from collections.abc import Iterator, Sequence
from math import ceil, floor
from statistics import median

from broadsheet.geometry import MM, Rect
from broadsheet.models import replace
from broadsheet.parse.pdf.stories import union
from broadsheet.tracing import areas as cells
from broadsheet.tracing.grid import inked
from broadsheet.tracing.heads import TextColumns, text_columns
from broadsheet.tracing.values import ASCENT, Area, FoundGrid, PrintedPage

_INK = 1.5  # pt that ink may stand over the edge of its row
_NEAR = 0.06  # pt by which sizes of type are told apart
_APART = 0.05  # pt: boxes that touch share no more
_LEAST = 3.0  # pt: no side of a box is shorter
_LEFT, _RIGHT = 2.0, 1.2  # pt, ems that a story's edges may be off a column's
_FEW, _PART = 3, 0.5  # stories off a grid, and their share, from which on there is none


def has_no_grid(found: Sequence[Area], grid: FoundGrid) -> bool:
    """Tell whether so many stories lie off a page's columns that it has none in common."""
    stories = [area for area in found if area.kind == "story" and area.text]
    off = sum(_lies_off(area, grid) for area in stories)
    return off >= _FEW and off > _PART * len(stories)


def _lies_off(area: Area, grid: FoundGrid) -> bool:
    """Tell whether an edge of a story is no column's; its right one may be ragged."""
    lefts = [abs(area.box.left - grid.column_left(n)) for n in range(grid.columns)]
    rights = [abs(area.box.right - grid.column_right(n)) for n in range(grid.columns)]
    return min(lefts) > _LEFT or min(rights) > _RIGHT * grid.size


def stand(found: list[Area], page: PrintedPage, grid: FoundGrid) -> None:
    """Give each area a lattice of its own and its place on the sheet; doglegs get a further box."""
    for area in found:
        if area.kind == "story":
            _stand_story(area, page, grid)
        elif area.kind == "masthead":
            area.place = _over_all(found, page, grid)
        else:
            area.place = area.box
    for area in [*found]:
        if area.kind == "story" and not area.framed and any(_over(area, o) for o in found):
            found += _legs(area)
    found[:] = kept_apart(found, Rect(0, 0, page.sheet.width, page.sheet.height))


def at_of(area: Area) -> str:
    """Return a box's place as the language writes it: left, top, width and depth in mm."""
    place = area.place
    lengths = (place.left, place.top, place.width, place.height)
    return " ".join(f"{round(length / MM, 3):g}" for length in lengths)


def _over_all(found: Sequence[Area], page: PrintedPage, grid: FoundGrid) -> Rect:
    """Return what is printed over all other boxes: the masthead's place."""
    others = [area.box for area in found if area.kind != "masthead"]
    foot = min((box.top for box in others if box.top > grid.top + 2 * grid.row), default=grid.top)
    ears = [area.box for area in found if area.kind == "ear"]
    ink = [inked(line, grid.size) for line in page.lines if line.box.bottom <= foot + _INK]
    ink += [s for s in page.sheet.shapes if s.bottom <= foot - _INK and s.top > 0]
    ink = [box for box in ink if not any(ear.inset(-3).holds(box) for ear in ears)]
    return union(ink) if ink else Rect(grid.left, grid.top, grid.measure, grid.row)


def tell_columns(area: Area) -> None:
    """Write how many columns a story has, and how wide they are."""
    columns = text_columns(area, area.own) if area.own else None
    if columns is not None:
        area.spec["columns"] = len(columns.lefts)
        area.spec["measure"] = f"{round(columns.measure, 2):g}pt"


def _stand_story(area: Area, page: PrintedPage, grid: FoundGrid) -> None:
    """Give a story one cell as wide as its columns and what stands beside them."""
    box, columns = area.box, text_columns(area, grid)
    top = _phase(area, grid) if not area.framed else box.top
    if columns and not area.framed:
        box = _as_wide(box, columns, area)
    first = floor((box.top + _INK - top) / grid.row) if not area.framed else 0
    own = replace(
        grid,
        top=top + first * grid.row,
        left=box.left,
        columns=1,
        measure=box.width,
        gutter=columns.gutter if columns else grid.gutter,
    )
    depth = (box.bottom - own.top - _INK) / grid.row
    rows = int(box.height / grid.row + 0.01) if area.framed else ceil(depth)
    own = replace(own, rows=max(1, rows))
    area.own, area.column, area.columns, area.row, area.rows = own, 0, 1, 0, own.rows
    area.spans = ((0, own.rows),)
    area.place = Rect(box.left, own.top, box.width, own.rows * grid.row)
    if area.framed:
        area.place = box
    rule = cells.rule_over(area.box, page, grid.row) if "rule" in area.spec else None
    if rule is not None:  # it stands in the middle of the white over its box
        area.above = max(1, round(2 * (own.top - rule.middle) / grid.row))
        white = area.above * grid.row
        area.place = replace(
            area.place, top=area.place.top - white, height=area.place.height + white
        )


def _phase(area: Area, grid: FoundGrid) -> float:
    """Return the upper edge of a row of a story's own text, pt."""
    tops = [
        n.line.level - (grid.row - grid.size) / 2 - ASCENT * grid.size
        for lines in area.text
        for n in lines
        if not n.line.upright and abs(n.line.style.size - grid.size) < _NEAR
    ]
    if not tops:
        return area.box.top
    away = [(top - tops[0] + grid.row / 2) % grid.row for top in tops]
    return tops[0] + median(away) - grid.row / 2


def _as_wide(box: Rect, columns: TextColumns, area: Area) -> Rect:
    """Return a story's box from its first column's left to its last one's right at the least."""
    left, right = columns.lefts[0], columns.lefts[-1] + columns.measure
    beside = [n.box for n in area.head if n.line.upright] + [*area.pictures]
    whole = union([Rect(left, box.top, right - left, box.height), *beside])
    return Rect(whole.left, box.top, whole.width, box.height)


def _over(one: Area, two: Area) -> bool:
    return one is not two and one.place.overlaps(two.place, _APART)


def _legs(area: Area) -> Iterator[Area]:
    """Cut a dogleg where its first column ends; yield what stands under that, left to right."""
    own = area.own
    columns = text_columns(area, own) if own else None
    if own is None or columns is None or len(columns.lefts) < 2:
        return
    feet = [ceil(foot - 0.1) for foot in columns.feet]
    least = min(feet)
    if least < 2 or max(feet) - least < 2:
        return
    white = area.above * own.row
    area.place = replace(area.place, height=white + least * own.row)
    area.rows, area.spans = least, ((0, least),)
    runs: list[list[int]] = []
    for n, foot in enumerate(feet):
        if foot <= least + 1:
            continue
        if runs and runs[-1][-1] == n - 1 and feet[runs[-1][-1]] == foot:
            runs[-1].append(n)
        else:
            runs.append([n])
    for run in runs:
        left, right = columns.lefts[run[0]], columns.lefts[run[-1]] + columns.measure
        rows = feet[run[0]] - least
        place = Rect(left, own.top + least * own.row, right - left, rows * own.row)
        spec = {"columns": len(run), "measure": f"{round(columns.measure, 2):g}pt"}
        yield Area(
            kind="leg", item=area.item, box=place, place=place, rows=rows, first=area,
            spec={"repeat": "none"} | spec,
        )  # fmt: skip


def kept_apart(found: Sequence[Area], sheet: Rect) -> list[Area]:
    """Cut boxes that lie over each other, and what lies outside the sheet, as little as may be.

    A box of which nothing would be left is left out; what it holds is told to have no box.
    """
    kept = [area for area in found if area.place.overlaps(sheet, _LEAST)]
    for area in kept:
        area.place = _within(area.place, sheet)
    kept.sort(key=lambda area: -area.place.width * area.place.height)
    out: list[Area] = []
    for area in kept[::-1]:  # the small ones first: what is large has more to give
        for other in out:
            if _over(area, other):
                cuts = _without(area.place, other.place)
                best = max(cuts, key=lambda cut: cut.width * cut.height, default=None)
                if best is None:
                    break
                area.place = best
        else:
            out.append(area)
    return [area for area in found if any(area is own for own in out)]


def _within(place: Rect, sheet: Rect) -> Rect:
    left, top = max(0.0, place.left), max(0.0, place.top)
    right, bottom = min(sheet.right, place.right), min(sheet.bottom, place.bottom)
    return Rect(left, top, right - left, bottom - top)


def _without(one: Rect, two: Rect) -> Iterator[Rect]:
    """Yield what is left of a box when one of its sides gives way to another's."""
    cut = (
        Rect(one.left, one.top, two.left - one.left, one.height),
        Rect(two.right, one.top, one.right - two.right, one.height),
        Rect(one.left, one.top, one.width, two.top - one.top),
        Rect(one.left, two.bottom, one.width, one.bottom - two.bottom),
    )
    yield from (left for left in cut if left.width >= _LEAST and left.height >= _LEAST)
