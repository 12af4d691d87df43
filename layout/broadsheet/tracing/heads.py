"""Where the head and the pictures of a story stand among its columns.

Takes an area in its cells; returns what its box says: columns, headline, picture, padding.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from broadsheet.geometry import Rect
from broadsheet.models import frozen
from broadsheet.parse.pdf.stories import union
from broadsheet.tracing.values import Area, FoundGrid, StoryLine

_HEADS = frozenset({"section", "kicker", "headline", "deck", "standfirst"})
_ROW = 0.5  # rows by which tops are told apart
_ALIKE = 1.0  # pt by which a measure may be another
_WHOLE = 0.03  # ems from a whole number
_TAKEN = 0.4  # of a column without text, that its story's head stands over
_WIDE = 0.9  # of a story's width that what stands over all of it takes


@frozen(kw_only=True)
class TextColumns:
    """The text columns of a story, from the left."""

    lefts: tuple[float, ...]
    measure: float
    gutter: float
    tops: tuple[float, ...]  # rows of their first lines
    feet: tuple[float, ...]  # rows after their last


def text_columns(area: Area, grid: FoundGrid) -> TextColumns | None:
    """Return a story's columns; None where it has none of level text."""
    parts = [[n for n in lines if not n.line.upright] for lines in area.text]
    parts = [lines for lines in parts if lines]
    if not parts:
        return None
    lefts: list[float] = []
    groups: list[list[StoryLine]] = []
    for lines in sorted(parts, key=lambda part: min(n.box.left for n in part)):
        left = _usual([n.box.left for n in lines])
        if lefts and left - lefts[-1] < 3 * grid.size:
            groups[-1] += lines
        else:
            lefts.append(left)
            groups.append(list(lines))
    rights = [_usual([n.box.right for n in lines], last=True) for lines in groups]
    measure = max(right - left for left, right in zip(lefts, rights, strict=True))
    steps = [two - one for one, two in pairwise(lefts)]
    return TextColumns(
        lefts=tuple(lefts),
        measure=measure,
        gutter=min(steps) - measure if steps else grid.gutter,
        tops=tuple(_top(lines, grid) for lines in groups),
        feet=tuple(_foot(lines, grid) for lines in groups),
    )


def _top(lines: Sequence[StoryLine], grid: FoundGrid) -> float:
    first = min(lines, key=lambda n: n.line.level)
    return grid.line_row(first.line.level, first.line.style.size)


def _foot(lines: Sequence[StoryLine], grid: FoundGrid) -> float:
    return max(grid.line_row(n.line.level, n.line.style.size) + 1 for n in lines)


def _covered(box: Rect, columns: TextColumns, share: float) -> list[int]:
    """Return the columns of which a box stands over a part at the least."""
    return [
        n
        for n, left in enumerate(columns.lefts)
        if min(box.right, left + columns.measure) - max(box.left, left) > share * columns.measure
    ]


def _usual(places: Sequence[float], *, last: bool = False) -> float:
    counts: dict[float, int] = {}
    for place in places:
        counts[round(place, 0)] = counts.get(round(place, 0), 0) + 1
    usual = max(counts, key=lambda one: (counts[one], one if last else -one))
    near = sorted(place for place in places if abs(place - usual) <= 0.6)
    return near[len(near) // 2]


def tell(area: Area, grid: FoundGrid) -> None:
    """Write how a story stands in its box."""
    columns = text_columns(area, grid)
    spec = area.spec
    if area.framed:
        _tell_padding(area, columns, grid)
    if columns is None:
        return
    if any(n.role == "byline" for n in area.head):
        spec["byline"] = "head"
    columns = _all_columns(area, columns, grid)
    if _basic(area, columns, grid):
        pass
    elif len(set(area.spans)) == 1:
        spec["columns"] = len(columns.lefts)
    _tell_pictures(area, columns, grid)
    _tell_head(area, columns, grid)


def _all_columns(area: Area, columns: TextColumns, grid: FoundGrid) -> TextColumns:
    """Return a story's columns with those that its head takes whole, which have no text."""
    every = [grid.column_left(area.column + n) for n in range(area.columns)]
    if len(columns.lefts) >= len(every) or abs(columns.measure - grid.measure) > grid.size / 2:
        return columns
    place = {n: min(range(len(every)), key=lambda m: abs(every[m] - left))
             for n, left in enumerate(columns.lefts)}  # fmt: skip
    if any(abs(every[m] - columns.lefts[n]) > _ALIKE for n, m in place.items()):
        return columns
    head = area.panel or union([n.box for n in area.head] or [area.box])
    known = {m: n for n, m in place.items()}
    for m, left in enumerate(every):
        shared = min(head.right, left + grid.measure) - max(head.left, left)
        if m not in known and shared < _TAKEN * grid.measure:
            return columns
    foot = grid.row_at(head.bottom)
    return TextColumns(
        lefts=tuple(every),
        measure=columns.measure,
        gutter=grid.gutter,
        tops=tuple(columns.tops[known[m]] if m in known else foot for m in range(len(every))),
        feet=tuple(columns.feet[known[m]] if m in known else foot for m in range(len(every))),
    )


def _basic(area: Area, columns: TextColumns, grid: FoundGrid) -> bool:
    """Tell whether a story stands in the grid's own columns."""
    if len(columns.lefts) != area.columns or abs(columns.measure - grid.measure) > grid.size / 2:
        return False
    return all(
        abs(left - grid.column_left(area.column + n)) < _ALIKE
        for n, left in enumerate(columns.lefts)
    )


def _tell_padding(area: Area, columns: TextColumns | None, grid: FoundGrid) -> None:
    padding: dict[str, str] = {}
    inner = [n.box for lines in area.text for n in lines] + [n.box for n in area.head]
    inner += [*area.pictures, *(n.box for n in area.captions)]
    if not inner:
        return
    whole = union(inner)
    left = columns.lefts[0] if columns else whole.left
    sides = left - grid.column_left(area.column)
    if sides > 0.5:
        padding["sides"] = f"{round(sides, 1):g}pt"
    head = int(grid.row_at(whole.top + 1) - area.row + 0.02)
    foot = round(
        area.row + area.rows - (max(columns.feet) if columns else grid.row_at(whole.bottom))
    )
    if head > 0:
        padding["head"] = f"{head}行"
    if foot > 0:
        padding["foot"] = f"{foot}行"
    if padding:
        area.spec["padding"] = padding


def _tell_pictures(area: Area, columns: TextColumns, grid: FoundGrid) -> None:
    if not area.pictures:
        return
    first = area.pictures[0]
    place: dict[str, Any] = {}
    count = len(columns.lefts)
    whole = columns.lefts[-1] + columns.measure - columns.lefts[0]
    over = _covered(first, columns, 0.4)
    alone = first.width >= _WIDE * whole or len(area.pictures) > 1
    middle = grid.row_at(first.middle)
    under = middle > max(columns.feet) - 0.5 or first.top > _foot_of(area)
    if alone or count == 1 or len(over) == count:
        place["at"] = "bottom" if under else "top"
        if first.width < 0.97 * whole and len(area.pictures) == 1:
            place["width"] = f"{100 * first.width / whole:.1f}%"
    elif over:
        top = min(columns.tops[n] for n in range(count))
        level = "top" if grid.row_at(first.top) < top + 1.2 else "bottom" if under else "middle"
        side = "left" if over[0] == 0 else "right" if over[-1] == count - 1 else "middle"
        place["at"] = _corner(level, side)
        place["columns"] = len(over)
    place["rows"] = f"{round(first.height / grid.row)}行"
    area.spec["picture"] = place


def rows_of_pictures(area: Area, grid: FoundGrid) -> int:
    """Return the rows that pictures over all of a story's columns take with their captions."""
    place = area.spec.get("picture", {})
    if not area.pictures or place.get("at") != "top" or "columns" in place:
        return 0
    under = [n.box.bottom for n in area.captions]
    foot = max([*under, *(box.bottom for box in area.pictures)])
    return round((foot - min(box.top for box in area.pictures)) / grid.row)


def _foot_of(area: Area) -> float:
    return max((n.box.bottom for lines in area.text for n in lines), default=area.box.bottom)


def _tell_head(area: Area, columns: TextColumns, grid: FoundGrid) -> None:
    head = [n for n in area.head if n.role in _HEADS] or list(area.head)
    if not head:
        return
    if any(n.line.upright for n in head if n.role in ("headline", "")):
        _tell_upright(area, head, columns, grid)
        return
    whole = area.panel or union([n.box for n in head])
    tops = columns.tops
    late = [n for n, top in enumerate(tops) if top > min(tops) + _ROW]
    over = _covered(whole, columns, 0.2)
    foot = grid.row_at(whole.bottom)
    above = foot <= min(tops) + _ROW
    if above or len(columns.lefts) == 1:
        return
    block = [n for n in late if n in over] or over
    if not block:
        return
    side = _side(block, len(columns.lefts))
    level = "top" if grid.row_at(whole.top) < min(tops) + 1.5 else "middle"
    under = [n for n in area.pictures if n.bottom <= whole.top + 2 * grid.row]
    if (level == "middle" or under) and foot > max(columns.feet) - 1.5:
        level = "bottom"
    area.spec["headline"] = {"at": _corner(level, side), "across": len(block)}
    if area.panel is not None:
        area.spec["headline"]["rows"] = f"{round(area.panel.height / grid.row)}行"


def _corner(level: str, side: str) -> str:
    """Return a place as the language names it: the middle of both is one word."""
    return "middle" if level == side == "middle" else f"{level}-{side}"


def _side(block: Sequence[int], count: int) -> str:
    if block[0] == 0:
        return "left"
    return "right" if block[-1] == count - 1 else "middle"


def _ems(width: float) -> str:
    """Return a width in characters, a whole number of them where it is nearly one."""
    near = round(width) if abs(width - round(width)) < _WHOLE else round(width, 2)
    return f"{near:g}字"


def _tell_upright(
    area: Area, head: Sequence[StoryLine], columns: TextColumns, grid: FoundGrid
) -> None:
    whole: Rect = union([n.box for n in head if n.line.upright])
    left = whole.centre < columns.lefts[0]
    right = whole.centre > columns.lefts[-1] + columns.measure
    if not left and not right:
        side = (
            "left"
            if whole.centre < (columns.lefts[0] + columns.lefts[-1] + columns.measure) / 2
            else "right"
        )
        rows = round(max(columns.tops) - min(columns.tops))
        area.spec["headline"] = {"at": side, "vertical": "true"} | (
            {"rows": f"{rows}行"} if rows else {}
        )
        return
    box_left, box_right = (
        grid.column_left(area.column),
        grid.column_right(area.column + area.columns - 1),
    )
    pad = float(str(area.spec.get("padding", {}).get("sides", "0pt"))[:-2])
    if left:
        width = columns.lefts[0] - columns.gutter - box_left - pad
    else:
        width = box_right - pad - columns.gutter - (columns.lefts[-1] + columns.measure)
    area.spec["headline"] = {
        "at": "left" if left else "right",
        "vertical": "true",
        "width": _ems(width / grid.size),
    }
