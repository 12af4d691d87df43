"""An advertiser's drawing in SVG, as shapes: the part of the language that only draws.

Takes the bytes of a file; returns its size and its shapes, or refuses in one line what can't be
drawn as it is meant: text that is no outlines, gradients, pictures inside, filters, scripts.
Nothing outside the file is ever asked for.  Paths are read by fontTools.  Knows nothing of PDF.

Of libraries that turn SVG into PDF, svglib, CairoSVG and fpdf2 are LGPL; skia-python and Typst
bring 20 MB and more, and write light where a press wants inks; resvg's bindings write pixels.
"""

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.parsers import expat

from broadsheet import limits
from broadsheet.errors import PictureError, Where
from broadsheet.models import field, frozen, record
from broadsheet.paint.vector_styles import StyleSheet, VectorStyle, length, numbers

Matrix = tuple[float, float, float, float, float, float]
Step = tuple[str | float, ...]  # ("m", x, y), ("l", x, y), ("c", six numbers), ("h",)

_MOST, _DEEPEST = 20_000, 60  # elements
_MOST_STEPS, _MOST_WORDS = 300_000, 8_000_000  # of paths, wherever they are drawn again
_ONE: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_GROUPS = {"g", "a"}
_SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
_SILENT = frozenset(  # they draw nothing where they stand
    "title desc metadata defs style clipPath symbol linearGradient radialGradient pattern mask "
    "filter marker".split()
)
_AS_PDF = "export it as PDF"
_REFUSED = {  # elements, and properties that are not ``none``
    "text": ("has text that is no outlines", "turn its text into outlines, or export it as PDF"),
    "image": ("has a picture inside", _AS_PDF),
    "script": ("has a script", _AS_PDF),
    "foreignObject": ("has a page of another language inside", _AS_PDF),
    "mask": ("has a mask", _AS_PDF),
    "filter": ("has a filter", _AS_PDF),
    "marker": ("has markers", _AS_PDF),
    "mix-blend-mode": ("blends its colours", _AS_PDF),
}
_SVG = "http://www.w3.org/2000/svg"
_GZIP = b"\x1f\x8b"


@frozen(kw_only=True)
class VectorShape:
    """A path in its own units, and what takes them to the page: pt, y down."""

    path: tuple[Step, ...]
    matrix: Matrix
    style: VectorStyle
    clips: "tuple[VectorClip, ...]" = ()


@frozen(kw_only=True)
class VectorClip:
    """A path outside which nothing of a shape is drawn."""

    path: tuple[Step, ...]
    matrix: Matrix
    evenodd: bool = False


@frozen(kw_only=True)
class VectorDrawing:
    """A drawing's size, pt, and its shapes in the order in which they are painted."""

    width: float
    height: float
    shapes: tuple[VectorShape, ...]


@record()
class _Node:
    """An element of the file."""

    name: str
    attributes: Mapping[str, str]
    kids: "list[_Node]" = field(default_factory=list)
    text: str = ""


def read_drawing(content: bytes, name: str) -> VectorDrawing:
    """Read an SVG file.  Raises ``PictureError``, in one line, whatever the file is."""
    where = Where(name)
    try:
        root = _parsed(content, where)
        return _Reader(root, where).drawing()
    except expat.ExpatError as fault:
        message = f"is no XML: {expat.ErrorString(fault.code)} in line {fault.lineno}"
        raise PictureError(message, where=where, hint="export it anew") from None
    except (ValueError, OverflowError) as fault:
        raise PictureError(f"has {fault}", where=where, hint=_AS_PDF) from None


def _parsed(content: bytes, where: Where) -> _Node:
    """Return the tree of a file; what it declares beyond elements is refused."""
    if len(content) > (most := limits.current().file):
        raise PictureError(f"is over {most / 1e6:g} MB", where=where)
    if content.startswith(_GZIP):
        raise PictureError("is a packed SVG", where=where, hint="save it as plain SVG")
    top = _Node("", {})
    open_, count = [top], 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > _MOST or len(open_) > _DEEPEST:
            raise PictureError("has too many elements", where=where, hint=_AS_PDF)
        space, _, own = name.rpartition(" ")
        node = _Node(own if space in ("", _SVG) else "", attributes)
        open_[-1].kids.append(node)
        open_.append(node)

    def told(text: str) -> None:
        if open_[-1].name == "style":
            open_[-1].text += text

    def declared(*_: Any) -> None:
        raise PictureError("declares entities", where=where, hint="save it as plain SVG")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: open_.pop()
    parser.CharacterDataHandler = told
    parser.EntityDeclHandler = declared
    try:
        parser.Parse(content, True)
    except LookupError:  # of Python's codecs
        message = "has a coding of characters that nobody knows"
        raise PictureError(message, where=where, hint="save it in UTF-8") from None
    (root,) = top.kids
    if root.name != "svg":
        raise PictureError("is no SVG", where=where, hint="export it anew")
    return root


@frozen(kw_only=True)
class _Above:
    """What an element has of those above it."""

    style: VectorStyle
    matrix: Matrix
    clips: tuple[VectorClip, ...] = ()
    depth: int = 0


class _Reader:
    """The elements of a file, on their way to shapes."""

    def __init__(self, root: _Node, where: Where) -> None:
        self.root = root
        self.where = where
        self.named: dict[str, _Node] = {}
        self.sheet = StyleSheet()
        self.left = _MOST  # of elements that may still be drawn: ``use`` draws them again
        self.steps, self.words = _MOST_STEPS, _MOST_WORDS
        for node in _all(root):
            if "id" in node.attributes:
                self.named.setdefault(node.attributes["id"], node)
            if node.name == "style":
                self.sheet.add(node.text)

    def drawing(self) -> VectorDrawing:
        """Return the drawing."""
        width, height, matrix = _place(self.root.attributes)
        above = _Above(style=self._style(self.root, VectorStyle()), matrix=matrix)
        shapes = [one for kid in self.root.kids for one in self._shapes(kid, above)]
        if not shapes:  # its slot would be white, and nobody told
            raise ValueError("nothing that is drawn")
        return VectorDrawing(width=width, height=height, shapes=tuple(shapes))

    def _refuse(self, what: str) -> None:
        message, hint = _REFUSED[what]
        raise PictureError(message, where=self.where, hint=hint)

    def _style(self, node: _Node, above: VectorStyle) -> VectorStyle:
        told = self.sheet.told(node.name, node.attributes)
        for key, value in told.items():
            refused = "marker" if key.startswith("marker-") else key
            if refused in _REFUSED and value not in ("none", "normal"):
                self._refuse(refused)
        return above.below(told)

    def _shapes(self, node: _Node, above: _Above) -> Iterator[VectorShape]:
        """Yield the shapes of an element and of what it holds."""
        self.left -= 1
        if self.left < 0 or above.depth > _DEEPEST:
            raise PictureError("draws too many elements", where=self.where, hint=_AS_PDF)
        if not node.name or node.name in _SILENT:
            return
        if node.name in _REFUSED:
            self._refuse(node.name)
        style = self._style(node, above.style)
        if not style.shown:
            return
        matrix = _times(above.matrix, _transform(node.attributes.get("transform", "")))
        clips = above.clips
        if style.clip:
            clips = (*clips, self._clip(style.clip, matrix))
        if node.name in _SHAPES:
            path = self._path(node)
            if path and style.visible:
                self._spend(len(path) + sum(len(clip.path) for clip in clips))
                yield VectorShape(path=path, matrix=matrix, style=style.alone(), clips=clips)
            return
        if style.faint:
            message = "has a group that lets through what lies under it"
            raise PictureError(message, where=self.where, hint=_AS_PDF)
        kids = node.kids
        if node.name == "use":
            matrix = _times(matrix, (1, 0, 0, 1, _number(node, "x"), _number(node, "y")))
            kids = [self._used(node)]
        elif node.name not in _GROUPS:
            message = f"has an element that is not drawn: {node.name[:20]}"
            raise PictureError(message, where=self.where, hint=_AS_PDF)
        below = _Above(style=style, matrix=matrix, clips=clips, depth=above.depth + 1)
        for kid in kids:
            yield from self._shapes(kid, below)

    def _path(self, node: _Node) -> tuple[Step, ...]:
        words = _as_path(node)
        self.words -= len(words)
        found = tuple(_steps(words)) if self.words >= 0 else ()
        self._spend(len(found))
        return found

    def _spend(self, steps: int) -> None:
        self.steps -= steps
        if self.steps < 0 or self.words < 0:
            raise PictureError("has too long paths", where=self.where, hint=_AS_PDF)

    def _used(self, node: _Node) -> _Node:
        """Return what an element shows again; nothing outside the file is looked for."""
        target = next((v for k, v in node.attributes.items() if k.rpartition(" ")[2] == "href"), "")
        found = self.named.get(target[1:]) if target.startswith("#") else None
        if found is None or found.name not in _SHAPES | _GROUPS | {"use"}:
            message = f"asks for {target[:40]!r}, which it can't draw again"
            raise PictureError(message, where=self.where, hint=_AS_PDF)
        return found

    def _clip(self, name: str, matrix: Matrix) -> VectorClip:
        held = self.named.get(name)
        kids = [kid for kid in held.kids if kid.name in _SHAPES] if held else []
        units = held.attributes.get("clipPathUnits", "") if held else ""
        if held is None or len(kids) != 1 or len(kids) != len(held.kids) or "Box" in units:
            message = "has a clipping path of several parts"
            raise PictureError(message, where=self.where, hint=_AS_PDF)
        own = _times(matrix, _transform(held.attributes.get("transform", "")))
        own = _times(own, _transform(kids[0].attributes.get("transform", "")))
        rule = self.sheet.told(kids[0].name, kids[0].attributes).get("clip-rule", "")
        return VectorClip(path=self._path(kids[0]), matrix=own, evenodd=rule == "evenodd")


def _all(node: _Node) -> Iterator[_Node]:
    yield node
    for kid in node.kids:
        yield from _all(kid)


def _place(attributes: Mapping[str, str]) -> tuple[float, float, Matrix]:
    """Return width and height, pt, and what takes the drawing's units there (SVG 1.1, 7.7)."""
    box = numbers(attributes.get("viewBox", ""))
    if box and (len(box) != 4 or min(box[2:]) <= 0):
        raise ValueError("a viewBox that is none")
    sides = [attributes.get(key, "") for key in ("width", "height")]
    sizes = [length(side) if side and not side.endswith("%") else 0.0 for side in sides]
    if not all(sizes):
        if not box:
            raise ValueError("no size: neither width and height nor a viewBox")
        ratio = box[2] / box[3]
        width = sizes[0] or (sizes[1] * ratio if sizes[1] else box[2])
        sizes = [width, sizes[1] or width / ratio]
    width, height = (0.75 * size for size in sizes)
    if not all(1.0 <= side <= 14400.0 for side in (width, height)):
        raise ValueError("no size that a page can have")
    left, top, across, down = box or [0.0, 0.0, *sizes]
    x, y = width / across, height / down
    kept = attributes.get("preserveAspectRatio", "xMidYMid").split()
    if kept[:1] != ["none"]:
        if kept[:1] != ["xMidYMid"] or "slice" in kept:
            raise ValueError("a way of its own to fit its place")
        x = y = min(x, y)
    return width, height, (
        x, 0.0, 0.0, y,
        (width - across * x) / 2 - left * x, (height - down * y) / 2 - top * y,
    )  # fmt: skip


def _times(one: Matrix, two: Matrix) -> Matrix:
    """Return what does ``two`` first, then ``one``."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = two
    return (
        a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s,
        a * t + c * u + e, b * t + d * u + f,
    )  # fmt: skip


def _transform(text: str) -> Matrix:
    found, at = _ONE, 0
    step = re.compile(r"[\s,]*([A-Za-z]{1,9})\s*\(([^()]*)\)\s*")
    while at < len(text):
        one = step.match(text, at)  # from here on: to search would take the square of the length
        if one is None:
            raise ValueError(f"a transform that is none: {text[at : at + 20]!r}")
        found = _times(found, _one_transform(one[1], numbers(one[2])))
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
            return _times(_times((1, 0, 0, 1, x, y), turned), (1, 0, 0, 1, -x, -y))
        case "skewX", [angle]:
            return (1, 0, math.tan(math.radians(angle)), 1, 0, 0)
        case "skewY", [angle]:
            return (1, math.tan(math.radians(angle)), 0, 1, 0, 0)
    raise ValueError(f"a transform that is none: {kind[:20]!r}")


def _number(node: _Node, key: str, default: str = "0") -> float:
    return length(node.attributes.get(key) or default)


def _steps(words: str) -> Iterator[Step]:
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


def _as_path(node: _Node) -> str:
    """Return a shape in the words of a path (SVG 1.1, 9)."""
    if node.name == "path":
        return node.attributes.get("d", "")
    if node.name in ("polyline", "polygon"):
        points = numbers(node.attributes.get("points", ""))
        pairs = list(zip(points[::2], points[1::2], strict=False))
        drawn = " L".join(f"{x!r},{y!r}" for x, y in pairs)
        return f"M{drawn}" + ("Z" if node.name == "polygon" else "") if len(pairs) > 1 else ""
    if node.name == "line":
        x, y, far, low = (_number(node, key) for key in ("x1", "y1", "x2", "y2"))
        return f"M{x!r},{y!r} L{far!r},{low!r}"
    if node.name == "rect":
        return _rectangle(node)
    x, y = _number(node, "cx"), _number(node, "cy")
    across = _number(node, "r" if node.name == "circle" else "rx")
    down = _number(node, "r" if node.name == "circle" else "ry")
    if across <= 0 or down <= 0:
        return ""
    arc = f"A{across!r},{down!r} 0 1 1"
    return f"M{x - across!r},{y!r} {arc} {x + across!r},{y!r} {arc} {x - across!r},{y!r}Z"


def _rectangle(node: _Node) -> str:
    x, y, wide, deep = (_number(node, key) for key in ("x", "y", "width", "height"))
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
