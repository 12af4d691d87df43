"""Which colour a thing on a page has, as inks.

Takes the marks of a page; tells the inks of a line, what ground a box has, which frame and rules.
A colour of light (red, green, blue) is no ink: it is left to the style.
"""

from collections.abc import Sequence
from typing import Any

from broadsheet.geometry import Rect
from broadsheet.preflight.models import Mark, Paint

_PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
_NEAR = 1.7  # pt that a frame's line stands out of its box
_FRET = 6.0  # pt between a frame's lines, from which an ornament stands there
_FRET_ROOM = 2.6  # pt of it that the ornament leaves free
_TAG = 2.6  # times the depth of a line: the ground of a tag is no larger
_SEEN = 12.0  # percent of ink, by which type and its ground differ where it can be read
BLACK = "0/0/0/100"
WHITE = "0/0/0/0"


def written(paint: Paint) -> str:
    """Return a paint as a spec writes it; empty for one that is no process ink.

    Of colours of light black and white alone are inks: any program means them.
    """
    if paint.dark:
        return BLACK
    amounts = dict(paint.inks)
    if paint.kind != "ink" or any(name not in _PROCESS for name in amounts):
        return WHITE if paint.white else ""
    return "/".join(f"{round(100 * amounts.get(name, 0.0), 1):g}" for name in _PROCESS)


def is_seen(colour: str, ground: str) -> bool:
    """Tell whether type in some inks can be read on a ground; no ground is paper."""
    one, two = (_amounts(inks or WHITE) for inks in (colour, ground))
    return sum(abs(a - b) for a, b in zip(one, two, strict=True)) > _SEEN


def _amounts(inks: str) -> list[float]:
    return [float(part) for part in inks.split("/")]


class Inks:
    """The marks of a page, to be asked."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.texts = [mark for mark in marks if mark.kind == "text"]
        self.fills = [mark for mark in marks if mark.kind == "fill"]
        self.strokes = [mark for mark in marks if mark.kind == "stroke"]

    def of_text(self, box: Rect) -> str:
        """Return the inks of the type in a box; empty where they can't be told."""
        for mark in self.texts:
            if box.left - 1 <= mark.rect.centre <= box.right + 1 and (
                box.top - 1 <= mark.rect.middle <= box.bottom + 1
            ):
                return written(mark.paint)
        return ""

    def ground(self, box: Rect) -> str:
        """Return the inks of the area that a box is; empty where there is none."""
        for mark in reversed(self.fills):
            if mark.solid and _same(mark.rect, box) and not mark.paint.white:
                return written(mark.paint)
        return ""

    def behind(self, box: Rect) -> Mark | None:
        """Return the smallest dark or pale area that a line stands on."""
        found = [m for m in self.fills if m.solid and m.rect.holds(box, 1.5) and not m.paint.white]
        return min(found, key=lambda m: m.rect.width * m.rect.height, default=None)

    def tag(self, box: Rect) -> Mark | None:
        """Return the area of any form that a line fills: the ground of a column tag."""
        deep = _TAG * box.height
        found = [
            m
            for m in self.fills
            if m.rect.holds(box, 1.5) and m.rect.height < deep and m.rect.width < box.width + deep
        ]
        return min(found, key=lambda m: m.rect.width * m.rect.height, default=None)

    def edges(self, box: Rect) -> list[Mark]:
        """Return the lines around a box, the outer one first."""
        found = [
            mark
            for mark in self.strokes
            if mark.rect.width > 20 and mark.rect.height > 20 and _around(mark.rect, box)
        ]
        return sorted(found, key=lambda m: -m.rect.width)

    def frame(self, box: Rect) -> dict[str, Any]:
        """Return the frame around a box as a spec writes it; empty where there is none."""
        lines = self.edges(box)
        if not lines:
            return {}
        outer, inner = lines[0], lines[-1]
        found: dict[str, Any] = {"weight": f"{round(outer.size, 2):g}pt"}
        if len(lines) > 1:
            found["inner"] = f"{round(inner.size, 2):g}pt"
        if (apart := inner.rect.left - outer.rect.left) > _FRET:
            found |= {"ornament": "fret", "depth": f"{round(apart - _FRET_ROOM, 1):g}pt"}
        if colour := written(outer.paint):
            found["colour"] = colour
        return found

    def exact(self, frame: Rect) -> Rect:
        """Return the area or line that a frame was drawn as, with all its ink."""
        near = [
            (_apart(drawn, frame), drawn)
            for mark in [*self.strokes, *self.fills]
            for drawn in [mark.rect.inset(-mark.size / 2)]
            if _same(drawn, frame)
        ]
        return min(near, key=lambda one: round(one[0], 1))[1] if near else frame

    def rule(self, box: Rect) -> Mark | None:
        """Return the fill or stroke that a rule is."""
        for mark in [*self.fills, *self.strokes]:
            rect = mark.rect
            there = abs(rect.middle - box.middle) < 0.6 and abs(rect.centre - box.centre) < 1.5
            if there and abs(rect.width - box.width) < 2 and abs(rect.height - box.height) < 2:
                return mark
        return None


def _same(one: Rect, two: Rect) -> bool:
    return _apart(one, two) <= _NEAR


def _apart(one: Rect, two: Rect) -> float:
    """Return how far the sides of two boxes are from each other, pt."""
    across = abs(one.left - two.left), abs(one.right - two.right)
    return max(*across, abs(one.top - two.top), abs(one.bottom - two.bottom))


def _around(line: Rect, box: Rect) -> bool:
    """Tell whether a line goes round a box, at its edge or a little within it."""
    if not box.inset(-_NEAR).holds(line):
        return False
    within = (
        line.left - box.left,
        line.top - box.top,
        box.right - line.right,
        box.bottom - line.bottom,
    )
    return max(within) < 16 and max(within) - min(within) < 2
