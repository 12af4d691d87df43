"""Gradients of an SVG drawing: along a line, or from a point to a circle (SVG 1.1, 13.2).

Takes their elements and what they fill; returns colours at places, and what takes their units to
those of the shape.  What is over and over, or lets through, raises ValueError.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from broadsheet.models import frozen
from broadsheet.paint.vector_shapes import ONE, Matrix, Step, VectorNode, times, transform
from broadsheet.paint.vector_styles import VectorPaint, VectorStyle, share

Box = tuple[float, float, float, float]  # left, top, right, bottom
Ink4 = tuple[float, ...]

_DEEPEST, _MOST_STOPS = 10, 200
_STEPS = 24  # straight pieces that the whole way is cut into, at least
_PLACES = {  # attributes and what they are without being said, in shares
    "linearGradient": (("x1", "0%"), ("y1", "0%"), ("x2", "100%"), ("y2", "0%")),
    "radialGradient": (("fx", ""), ("fy", ""), ("fr", "0%"), ("cx", "50%"), ("cy", "50%"),
                       ("r", "50%")),
}  # fmt: skip
GRADIENTS = frozenset(_PLACES)


@frozen(kw_only=True)
class VectorGradient:
    """A way of colours, in units of its own."""

    places: tuple[float, ...]  # from x, y to x, y; or from x, y, radius to x, y, radius
    matrix: Matrix  # to the units of the shape
    stops: tuple[tuple[float, VectorPaint], ...]  # shares of the way, rising


def box_of(path: tuple[Step, ...]) -> Box:
    """Return the box that a path fills (SVG 1.1, 7.11)."""
    from fontTools.misc.bezierTools import calcCubicBounds  # noqa: PLC0415 - few drawings ask

    points: list[tuple[float, float]] = []
    at = (0.0, 0.0)
    for kind, *given in path:
        own = list(map(float, given))
        pairs = list(zip(own[::2], own[1::2], strict=True))
        if kind == "c":
            left, top, right, bottom = calcCubicBounds(at, *pairs)
            points += [(left, top), (right, bottom)]
        points += pairs[-1:]
        at = pairs[-1] if pairs else at
    if not points:
        return 0.0, 0.0, 0.0, 0.0
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def read_gradient(
    node: VectorNode,
    named: Mapping[str, VectorNode],
    told: Callable[[VectorNode], Mapping[str, str]],
    box: Box,
) -> VectorGradient | None:
    """Return a gradient for what has a box; None where there is nothing to be seen of it.

    ``told`` returns what is said of an element's style.
    """
    said, stops = _inherited(node, named)
    if said.get("spreadMethod", "pad") != "pad":
        raise ValueError("a gradient over and over")
    colours = tuple(_stops(stops, told))
    left, top, right, bottom = box
    matrix = transform(said.get("gradientTransform", ""))
    whole: tuple[float, float] = (1.0, 1.0)
    if said.get("gradientUnits", "objectBoundingBox") == "objectBoundingBox":
        if right <= left or bottom <= top:
            return None
        matrix = times((right - left, 0.0, 0.0, bottom - top, left, top), matrix)
    else:
        matrix, whole = times(ONE, matrix), (right - left, bottom - top)
    places = _placed(node.name, said, whole)
    return VectorGradient(places=places, matrix=matrix, stops=colours) if colours else None


def _inherited(
    node: VectorNode, named: Mapping[str, VectorNode]
) -> tuple[dict[str, str], list[VectorNode]]:
    """Return attributes and stops, of those that a gradient goes by where it says none."""
    said: dict[str, str] = {}
    stops: list[VectorNode] = []
    one: VectorNode | None = node
    for _ in range(_DEEPEST):
        if one is None or one.name not in GRADIENTS:
            break
        said = dict(one.attributes) | said
        stops = stops or [kid for kid in one.kids if kid.name == "stop"]
        by = {key.rpartition(" ")[2]: value for key, value in one.attributes.items()}
        one = named.get(by.get("href", "").removeprefix("#"))
    return said, stops[:_MOST_STOPS]


def _placed(name: str, said: Mapping[str, str], whole: tuple[float, float]) -> tuple[float, ...]:
    found: dict[str, float] = {}
    for key, usual in _PLACES[name]:
        value = said.get(key, usual)
        if value:
            found[key] = share(value, whole[1] if "y" in key else whole[0])
    if name == "radialGradient":
        found.setdefault("fx", found["cx"])
        found.setdefault("fy", found["cy"])
    return tuple(found[key] for key, _ in _PLACES[name])


def _stops(
    nodes: list[VectorNode], told: Callable[[VectorNode], Mapping[str, str]]
) -> Iterator[tuple[float, VectorPaint]]:
    last = 0.0
    for node in nodes:
        style = VectorStyle().below(told(node))
        if style.stop_alpha < 1:
            raise ValueError("a gradient that lets through")
        last = max(last, min(1.0, share(node.attributes.get("offset", "0"), 1.0)))
        yield last, style.stop


def pieces(
    gradient: VectorGradient, inks: Callable[[tuple[int, int, int]], Ink4]
) -> Iterator[tuple[float, Ink4, Ink4]]:
    """Yield straight pieces of a gradient in four inks: where each ends, and its two ends."""

    def four(paint: VectorPaint) -> Ink4:
        found = paint.inks or inks(paint.light)
        return (0.0, 0.0, 0.0, 1 - found[0]) if len(found) == 1 else tuple(found)

    stops = [(0.0, gradient.stops[0][1]), *gradient.stops, (1.0, gradient.stops[-1][1])]
    for (begin, one), (end, two) in pairwise(stops):
        if end <= begin:
            continue
        count = max(1, round(_STEPS * (end - begin))) if one != two else 1
        ways = [four(one)]
        for n in range(1, count + 1):
            ways.append(four(_between(one, two, n / count)))
        for n in range(count):
            yield begin + (end - begin) * (n + 1) / count, ways[n], ways[n + 1]


def _between(one: VectorPaint, two: VectorPaint, part: float) -> VectorPaint:
    """Return a colour on the way; of inks and light, the nearer."""
    if one.inks and two.inks:
        c, m, y, k = (a + part * (b - a) for a, b in zip(one.inks, two.inks, strict=True))
        return VectorPaint(inks=(c, m, y, k))
    if one.inks or two.inks:
        return two if part >= 1 else one
    red, green, blue = (
        round(a + part * (b - a)) for a, b in zip(one.light, two.light, strict=True)
    )
    return VectorPaint(light=(red, green, blue))
