"""Read the seam (中缝): boxes in the margin towards the fold.

Takes nodes; returns ``Seam``, or nothing where it is switched off.  A margin that is too
narrow for it is refused with the numbers.
"""

from typing import Any

from broadsheet.geometry import MM
from broadsheet.marked_yaml import (
    Key,
    Kind,
    Node,
    Table,
    Text,
    choice,
    read_table,
    sequence_of,
    table_schema,
)
from broadsheet.models import replace
from broadsheet.spec import Box, CodeBox, ItemBox, PageShape, Seam, Share, WeatherBox
from broadsheet.spec_yaml.boxes import DOWN_PART, read_part
from broadsheet.spec_yaml.values import HUGE, WHITE, Scope, length

_MOST = 24  # boxes; more is a mistake
_LEAST = 8 * MM  # of its width: three characters of a notice
_HOLDS = (ItemBox, CodeBox, WeatherBox)


def _boxes(node: Node, scope: Scope) -> tuple[Box, ...]:
    items = sequence_of(node, scope).items
    if not 1 <= len(items) <= _MOST:
        raise scope.fault(node.where, f"{len(items)} boxes in a seam", f"write 1 to {_MOST}")
    return tuple(
        _held(read_part(item, replace(scope.at(n), box=f"seam.{n}"), DOWN_PART), scope.at(n))
        for n, item in enumerate(items, 1)
    )


def _held(box: Box, scope: Scope) -> Box:
    if not isinstance(box.content, _HOLDS):
        raise scope.fault(
            box.where, "a seam can't hold this", "write ad, notice, info, photo, code or weather"
        )
    return box


_SEAM: Table[Scope] = {
    "at": Key(
        kind=choice("inner", "left", "right"),
        about="The margin that it stands in; `inner` is the fold's: `inner`",
    ),
    "width": Key(
        kind=length(_LEAST, HUGE, "14mm"), needed="14mm", about="The width of the strip: `14mm`"
    ),
    "white": Key(
        kind=WHITE, about="White between the strip and the type area, as between boxes: `3mm`"
    ),
    "gap": Key(kind=WHITE, about="White between two of its boxes: `1行`"),
    "boxes": Key(
        kind=Kind(_boxes, {"type": "array", "items": {"$ref": "#/$defs/box"}}),
        needed="[{notice: 1}, {ad: 1}]",
        about="What stands in it, one under another: `[{notice: 1, depth: 40行}, {ad: 4}]`",
    ),
}
SEAM_SCHEMA: dict[str, object] = {"anyOf": [{"enum": ["none"]}, table_schema(_SEAM)]}


def read_seam(node: Node, scope: Scope, page: PageShape, depth: float) -> Seam | None:
    """Read ``seam`` for a page whose map is ``depth`` pt deep."""
    if isinstance(node, Text) and node.value == "none":
        return None
    values: dict[str, Any] = read_table(node, scope, _SEAM)
    seam = Seam(**values, where=node.where)
    sides = {"left": page.left, "right": page.right}
    margin = sides.get(seam.at, min(sides.values()))
    if seam.width + seam.white > margin + 0.01:
        room = margin - seam.white
        raise scope.at("width").fault(
            node.where,
            f"{_mm(seam.width)} and {_mm(seam.white)} of white don't go into a margin "
            f"of {_mm(margin)}",
            f"write width: {_mm(room)} at most, or a wider page.margin"
            if room >= _LEAST
            else f"write a wider page.margin: {_mm(seam.width + seam.white)}",
        )
    taken = sum(_depth(box, depth) for box in seam.boxes) + seam.gap * (len(seam.boxes) - 1)
    if taken > depth + 0.01:
        raise scope.at("boxes").fault(
            node.where,
            f"depths and gaps take {taken:.1f}pt, the seam is {depth:.1f}pt deep",
            "make a depth smaller, or leave one out: it takes what is left",
        )
    return seam


def _depth(box: Box, room: float) -> float:
    return box.width.of * room if isinstance(box.width, Share) else box.width or 0.0


def _mm(points: float) -> str:
    return f"{points / MM:.4g}mm"
