"""Read where a box stands that the map does not draw: ``at``, in millimetres of the sheet.

Takes nodes and boxes; returns rectangles in pt.  What lies outside the sheet, or over another
such box, is refused with the numbers; what lies over the map's boxes is found when their heights
are known.
"""

from collections.abc import Mapping as AnyMapping
from itertools import combinations

from broadsheet.errors import Where
from broadsheet.geometry import MM, Rect
from broadsheet.marked_yaml import Gathered, Kind, Mapping, Node, Sequence, Text, text_of
from broadsheet.spec import Box, BriefsBox, Grid, PageShape, StoryBox
from broadsheet.spec_yaml.values import HUGE, Scope, length

KEY = "at"
SLACK = 0.15  # pt, what rounding of millimetres may amount to
_HINT = "write left, top, width and depth in mm: 19 40 120.5 80"
_EDGE = length(0.0, HUGE, "19mm")
_SIDE = length(1 * MM, HUGE, "80mm")


def _place(node: Node, scope: Scope) -> Rect:
    """Read four lengths, which are millimetres where they have no unit."""
    if isinstance(node, Sequence):
        parts = [text_of(item, scope) for item in node.items]
    else:
        text = text_of(node, scope)
        parts = [Text(word, text.where) for word in text.value.split()]
    if len(parts) != 4:
        raise scope.fault(node.where, f"{len(parts)} lengths are no place on the sheet", _HINT)
    kinds = (_EDGE, _EDGE, _SIDE, _SIDE)
    return Rect(*(kind.read(_in_mm(part), scope) for kind, part in zip(kinds, parts, strict=True)))


def _in_mm(part: Text) -> Text:
    bare = part.value.replace(".", "", 1).removeprefix("-").isdecimal()
    return Text(f"{part.value}mm", part.where) if bare else part


AT: Kind[Scope, Rect] = Kind(
    _place,
    {
        "anyOf": [
            {"type": "string"},
            {"type": "array", "items": {"type": ["string", "number"]}, "minItems": 4},
        ]
    },
)


def placed_in(boxes: Node | None) -> frozenset[str]:
    """Return the names of boxes that have a place of their own, be it right or wrong."""
    every = boxes.entries if isinstance(boxes, Mapping) else {}
    return frozenset(name for name, entry in every.items() if _node(entry.node) is not None)


def all_placed(boxes: Node | None) -> bool:
    """Tell whether no box is left for a map to draw."""
    return isinstance(boxes, Mapping) and bool(boxes.entries) and (
        placed_in(boxes) == set(boxes.entries)
    )  # fmt: skip


def check_places(
    node: Node, boxes: AnyMapping[str, Box], style: tuple[PageShape, Grid], scope: Scope
) -> None:
    """Refuse places outside the sheet, over each other, or with keys that mean rows of the map."""
    faults = Gathered()
    page, grid = style
    known = [box for box in boxes.values() if box.at is not None]
    for box in known:
        with faults:
            _check(box, _where(node, box), page, grid, scope.at(box.name))
    for one, other in combinations(known, 2):
        with faults:
            if one.at and other.at and (shared := _shared(one.at, other.at)):
                raise (
                    scope.at(other.name)
                    .at(KEY)
                    .fault(
                        _where(node, other),
                        f"this box lies over box {one.name}: they share {shared}",
                        "move one, or make it smaller",
                    )
                )
    faults.tell()


def _check(box: Box, where: Where, page: PageShape, grid: Grid, scope: Scope) -> None:
    at = box.at
    if at is None:
        return
    if at.right > page.width + SLACK or at.bottom > page.height + SLACK:
        raise scope.at(KEY).fault(
            where,
            f"this box ends {_mm(at.right)} from the left and {_mm(at.bottom)} from the top, "
            f"outside the sheet of {_mm(page.width)} x {_mm(page.height)}",
            f"its width may be {_mm(max(0.0, page.width - at.left))}, its depth "
            f"{_mm(max(0.0, page.height - at.top))} at most",
        )
    if isinstance(box.content, StoryBox | BriefsBox) and at.height < grid.baseline - SLACK:
        raise scope.at(KEY).fault(
            where,
            f"{_mm(at.height)} are less than a row",
            f"a row of the grid is {_mm(grid.baseline)} deep",
        )
    if box.slot is not None:
        raise scope.at("size").fault(
            box.where, "this box says its size twice", "take out size: at says how large it is"
        )
    if box.nudge:
        raise scope.at("nudge").fault(
            box.where, "this box has no neighbours in the map", "take out nudge, and move its at"
        )


def _where(boxes: Node, box: Box) -> Where:
    entry = boxes.entries.get(box.name) if isinstance(boxes, Mapping) else None
    found = _node(entry.node) if entry else None
    return found.where if found else box.where


def _node(box: Node) -> Node | None:
    return box.get(KEY) if isinstance(box, Mapping) else None


def _shared(one: Rect, other: Rect) -> str:
    """Return what two places share, as its width and depth; empty: nothing."""
    if not one.overlaps(other, SLACK):
        return ""
    across = one.shared_width(other)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return f"{_mm(across)} x {_mm(down)}"


def _mm(points: float) -> str:
    return f"{round(points / MM, 2):g}mm"
