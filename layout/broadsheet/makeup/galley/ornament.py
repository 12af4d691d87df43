"""Ornamental borders (花边), drawn as vectors.

Takes a frame and its rectangle; returns outlines.  Each border comes in whole repeats on
every side, evened out to the side's length, with corners of its own (ART, commandment 9).
"""

from collections.abc import Callable, Iterator
from functools import lru_cache

from broadsheet.display import Mark, Outline
from broadsheet.geometry import Rect
from broadsheet.models import frozen
from broadsheet.spec import Frame

Point = tuple[float, float]
Step = tuple[str | float, ...]
# The key of a fret in its cell: along the side, and inward from the outer edge; both 0 to 1.
FRET: tuple[Point, ...] = (
    (0.0, 1.0), (0.0, 0.0), (0.8, 0.0), (0.8, 0.72), (0.32, 0.72), (0.32, 0.36), (0.54, 0.36),
)  # fmt: skip
FRET_PITCH = 1.24  # of the depth: length of a cell
LINE = 0.085  # of the depth: weight of an ornament's line
BEAD, BEAD_PITCH = 0.25, 0.72  # of the depth: radius of a bead, from one to the next
CIRCLE = 0.5523  # handle of a quarter circle, of its radius
STEP = 0.45  # of the depth: side of a step


@frozen()
class Side:
    """A side to run along: where it starts, which way it runs, which way is inward."""

    x: float
    y: float
    along: Point
    inward: Point
    length: float

    def at(self, along: float, inward: float) -> Point:
        """Return a point of the page."""
        x = self.x + along * self.along[0] + inward * self.inward[0]
        y = self.y + along * self.along[1] + inward * self.inward[1]
        return round(x, 3), round(y, 3)


@lru_cache(maxsize=64)  # one border is a thousand steps, and pages of one spec share theirs
def ornament_marks(frame: Frame, rect: Rect, box: str) -> tuple[Mark, ...]:
    """Return a frame's ornament along the inside of a rectangle.

    Raises KeyError for a name that is not in ``ORNAMENTS``; the spec's reader knows them.
    """
    return tuple(ORNAMENTS[frame.ornament](frame, rect, box))


def _sides(rect: Rect, corner: float) -> tuple[Side, ...]:
    """The four sides, clockwise, between corners of a given size."""
    across, down = rect.width - 2 * corner, rect.height - 2 * corner
    return (
        Side(rect.left + corner, rect.top, (1, 0), (0, 1), across),
        Side(rect.right, rect.top + corner, (0, 1), (-1, 0), down),
        Side(rect.right - corner, rect.bottom, (-1, 0), (0, -1), across),
        Side(rect.left, rect.bottom - corner, (0, -1), (1, 0), down),
    )


def _fret(frame: Frame, rect: Rect, box: str) -> Iterator[Mark]:
    """回纹: keys in a row, a square with its heart in each corner."""
    depth = frame.depth
    weight = LINE * depth
    outer = rect.inset(weight / 2)
    steps: list[Step] = []
    for side in _sides(outer, depth * 1.12):
        count = max(1, round(side.length / (depth * FRET_PITCH)))
        pitch = side.length / count
        for n in range(count):
            points = [side.at((n + along) * pitch, inward * depth) for along, inward in FRET]
            steps += _line(points)
        steps += _line([side.at(0, depth), side.at(side.length, depth)])
    for x in (outer.left, outer.right - depth):
        for y in (outer.top, outer.bottom - depth):
            steps += _square(x, y, depth)
    yield Outline(tuple(steps), stroke=frame.colour, weight=round(weight, 3), box=box)
    heart = 0.36 * depth
    hearts: list[Step] = []
    for x in (outer.left, outer.right - depth):
        for y in (outer.top, outer.bottom - depth):
            inset = (depth - heart) / 2
            hearts += _square(x + inset, y + inset, heart)
    yield Outline(tuple(hearts), fill=frame.colour, box=box)
    yield from _inner(frame, rect, depth + weight, box)


def _stepped(frame: Frame, rect: Rect, box: str) -> Iterator[Mark]:
    """Lines whose corners are cut back in two steps."""
    step = STEP * frame.depth
    outer = rect.inset(frame.weight / 2)
    yield Outline(_stairs(outer, step), stroke=frame.colour, weight=frame.weight, box=box)
    if frame.inner:
        inner = rect.inset(frame.weight + frame.gap + frame.inner / 2)
        yield Outline(_stairs(inner, step), stroke=frame.colour, weight=frame.inner, box=box)


def _beads(frame: Frame, rect: Rect, box: str) -> Iterator[Mark]:
    """联珠: beads in a row, a larger one with an open heart in each corner."""
    depth = frame.depth
    half, radius = depth / 2, BEAD * depth
    steps: list[Step] = []
    for side in _sides(rect, depth):
        count = max(1, round(side.length / (depth * BEAD_PITCH)))
        pitch = side.length / count
        for n in range(count):
            steps += _circle(*side.at((n + 0.5) * pitch, half), radius)
    yield Outline(tuple(steps), fill=frame.colour, box=box)
    rings: list[Step] = []
    weight = LINE * depth
    for x in (rect.left + half, rect.right - half):
        for y in (rect.top + half, rect.bottom - half):
            rings += _circle(x, y, half - weight / 2)
    yield Outline(tuple(rings), stroke=frame.colour, weight=round(weight, 3), box=box)
    hearts = [
        step
        for x in (rect.left + half, rect.right - half)
        for y in (rect.top + half, rect.bottom - half)
        for step in _circle(x, y, 0.8 * radius)
    ]
    yield Outline(tuple(hearts), fill=frame.colour, box=box)
    yield from _inner(frame, rect, depth, box)


def _circle(x: float, y: float, radius: float) -> list[Step]:
    """A circle of four curves."""
    r, k = radius, CIRCLE * radius
    curves = (
        (x + r, y + k, x + k, y + r, x, y + r),
        (x - k, y + r, x - r, y + k, x - r, y),
        (x - r, y - k, x - k, y - r, x, y - r),
        (x + k, y - r, x + r, y - k, x + r, y),
    )
    steps: list[Step] = [("m", round(x + r, 3), round(y, 3))]
    for curve in curves:
        steps.append(("c", *(round(n, 3) for n in curve)))
    return [*steps, ("h",)]


def _inner(frame: Frame, rect: Rect, depth: float, box: str) -> Iterator[Mark]:
    if frame.inner:
        inner = rect.inset(depth + frame.gap + frame.inner / 2)
        steps = _line(
            [(inner.left, inner.top), (inner.right, inner.top), (inner.right, inner.bottom),
             (inner.left, inner.bottom)]
        )  # fmt: skip
        yield Outline((*steps, ("h",)), stroke=frame.colour, weight=frame.inner, box=box)


def _stairs(rect: Rect, step: float) -> tuple[Step, ...]:
    """A rectangle with two steps in each corner, clockwise."""
    points: list[Point] = []
    for side in _sides(rect, 2 * step):
        end = side.length
        points += [side.at(0, 0), side.at(end, 0), side.at(end, step), side.at(end + step, step)]
        points.append(side.at(end + step, 2 * step))
    return (*_line(points), ("h",))


def _line(points: list[Point]) -> list[Step]:
    first, *rest = points
    return [("m", *first), *(("l", *point) for point in rest)]


def _square(x: float, y: float, side: float) -> list[Step]:
    corners = [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
    return [*_line([(round(a, 3), round(b, 3)) for a, b in corners]), ("h",)]


ORNAMENTS: dict[str, Callable[[Frame, Rect, str], Iterator[Mark]]] = {
    "fret": _fret,
    "stepped": _stepped,
    "beads": _beads,
}
