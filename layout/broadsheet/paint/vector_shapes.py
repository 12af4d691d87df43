"""Shapes of an SVG drawing as steps of a path, and what moves them.

Takes elements of the file; returns paths in their own units and matrices (SVG 1.1, 7 and 9).
Paths are read by fontTools.
"""

import math
import re
from collections.abc import Iterator, Mapping
from typing import Final

from broadsheet.models import field, record
from broadsheet.paint.vector_styles import length, numbers

Matrix = tuple[float, float, float, float, float, float]
Step = tuple[str | float, ...]  # ("m", x, y), ("l", x, y), ("c", six numbers), ("h",)

ONE: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
SHAPES: Final = frozenset("path rect circle ellipse line polyline polygon".split())


@record()
class VectorNode:
    """An element of the file; a piece of text is one without a name."""

    name: str
    attributes: Mapping[str, str]
    kids: "list[VectorNode]" = field(default_factory=list)
    text: str = ""


def number(node: VectorNode, key: str, default: str = "0") -> float:
    """Return a length of an element, in px; raises ValueError."""
    return length(node.attributes.get(key) or default)


def place(node: VectorNode, matrix: Matrix) -> Matrix:
    """Return the matrix of an element under that of the one that holds it."""
    return times(matrix, transform(node.attributes.get("transform", "")))


def times(one: Matrix, two: Matrix) -> Matrix:
    """Return what does ``two`` first, then ``one``."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = two
    return (
        a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s,
        a * t + c * u + e, b * t + d * u + f,
    )  # fmt: skip


def transform(text: str) -> Matrix:
    """Return what a list of transforms does (SVG 1.1, 7.6); raises ValueError."""
    found, at = ONE, 0
    step = re.compile(r"[\s,]*([A-Za-z]{1,9})\s*\(([^()]*)\)\s*")
    while at < len(text):
        one = step.match(text, at)  # from here on: to search would take the square of the length
        if one is None:
            raise ValueError(f"a transform that is none: {text[at : at + 20]!r}")
        found = times(found, _one_transform(one[1], numbers(one[2])))
        at = one.end()
    return found


def _one_transform(kind: str, given: list[float]) -> Matrix:
    match kind, given:
        case "matrix", [a, b, c, d, e, f]:
            return (a, b, c, d, e, f)
        case "translate", [x, *rest]:
            return (1, 0, 0, 1, x, rest[0] if rest else 0.0)
        case "scale", [x, *rest]:
            return (x, 0, 0, rest[0] if rest else x, 0, 0)
        case "rotate", [angle, *centre]:
            x, y = centre if centre else (0.0, 0.0)
            cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            turned: Matrix = (cos, sin, -sin, cos, 0, 0)
            return times(times((1, 0, 0, 1, x, y), turned), (1, 0, 0, 1, -x, -y))
        case "skewX", [angle]:
            return (1, 0, math.tan(math.radians(angle)), 1, 0, 0)
        case "skewY", [angle]:
            return (1, math.tan(math.radians(angle)), 0, 1, 0, 0)
    raise ValueError(f"a transform that is none: {kind[:20]!r}")


def steps_of(words: str) -> Iterator[Step]:
    """Yield the steps of a path's words."""
    from fontTools.svgLib.path import parse_path  # noqa: PLC0415 - few pages have a drawing

    from broadsheet.paint.vector_pen import StepPen  # noqa: PLC0415 - it brings fontTools along

    if words:
        pen = StepPen()
        try:
            parse_path(words, pen)
        except (ValueError, TypeError, ArithmeticError, LookupError):  # fontTools reads on trust
            raise ValueError("a path that can't be drawn") from None
        if not all(math.isfinite(float(n)) for step in pen.steps for n in step[1:]):
            raise ValueError("a path without an end")
        yield from pen.steps


def as_path(node: VectorNode) -> str:
    """Return a shape in the words of a path (SVG 1.1, 9)."""
    if node.name == "path":
        return node.attributes.get("d", "")
    if node.name in ("polyline", "polygon"):
        points = numbers(node.attributes.get("points", ""))
        pairs = list(zip(points[::2], points[1::2], strict=False))
        drawn = " L".join(f"{x!r},{y!r}" for x, y in pairs)
        return f"M{drawn}" + ("Z" if node.name == "polygon" else "") if len(pairs) > 1 else ""
    if node.name == "line":
        x, y, far, low = (number(node, key) for key in ("x1", "y1", "x2", "y2"))
        return f"M{x!r},{y!r} L{far!r},{low!r}"
    if node.name == "rect":
        return _rectangle(node)
    x, y = number(node, "cx"), number(node, "cy")
    across = number(node, "r" if node.name == "circle" else "rx")
    down = number(node, "r" if node.name == "circle" else "ry")
    if across <= 0 or down <= 0:
        return ""
    arc = f"A{across!r},{down!r} 0 1 1"
    return f"M{x - across!r},{y!r} {arc} {x + across!r},{y!r} {arc} {x - across!r},{y!r}Z"


def _rectangle(node: VectorNode) -> str:
    x, y, wide, deep = (number(node, key) for key in ("x", "y", "width", "height"))
    if wide <= 0 or deep <= 0:
        return ""
    given = [node.attributes.get(key, "auto") for key in ("rx", "ry")]
    radii = [None if radius == "auto" else length(radius) for radius in given]
    rx = next((radius for radius in radii if radius is not None), 0.0)
    ry = next((radius for radius in radii[::-1] if radius is not None), 0.0)
    rx, ry = min(rx, wide / 2), min(ry, deep / 2)
    if rx <= 0 or ry <= 0:
        return f"M{x!r},{y!r} h{wide!r} v{deep!r} h{-wide!r}Z"
    arc = f"a{rx!r},{ry!r} 0 0 1"
    return (
        f"M{x + rx!r},{y!r} h{wide - 2 * rx!r} {arc} {rx!r},{ry!r} v{deep - 2 * ry!r} "
        f"{arc} {-rx!r},{ry!r} h{2 * rx - wide!r} {arc} {-rx!r},{-ry!r} v{2 * ry - deep!r} "
        f"{arc} {rx!r},{-ry!r}Z"
    )
