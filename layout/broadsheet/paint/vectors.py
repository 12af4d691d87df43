"""An advertiser's drawing in SVG, as shapes: the part of the language that only draws.

Takes the bytes of a file; returns its size and its shapes, or refuses in one line what can't be
drawn as it is meant: patterns, pictures inside, filters, scripts, text along a path.
Nothing outside the file is ever asked for.  Paths are read by fontTools.  Knows nothing of PDF.

Of libraries that turn SVG into PDF, svglib, CairoSVG and fpdf2 are LGPL; skia-python and Typst
bring 20 MB and more, and write light where a press wants inks; resvg's bindings write pixels.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from xml.parsers import expat

from broadsheet import limits
from broadsheet.errors import PictureError, Where
from broadsheet.models import frozen, replace
from broadsheet.paint.vector_gradients import (
    GRADIENTS,
    Box,
    VectorGradient,
    box_of,
    read_gradient,
)
from broadsheet.paint.vector_shapes import (
    SHAPES,
    Matrix,
    Step,
    VectorNode,
    as_path,
    number,
    steps_of,
    times,
    transform,
)
from broadsheet.paint.vector_styles import StyleSheet, VectorPaint, VectorStyle, length, numbers
from broadsheet.paint.vector_texts import LETTERS, TEXTS, LetterRun, VectorTexts

_MOST, _DEEPEST = 20_000, 60  # elements
_MOST_STEPS, _MOST_WORDS = 300_000, 8_000_000  # of paths, wherever they are drawn again
_GROUPS = {"g", "a"}
_SILENT = frozenset(  # they draw nothing where they stand
    "title desc metadata defs style clipPath symbol linearGradient radialGradient pattern mask "
    "filter marker".split()
)
_AS_PDF = "export it as PDF"
_REFUSED = {  # elements, and properties that are not ``none``
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
    gradients: "tuple[VectorGradient | None, VectorGradient | None]" = (None, None)  # fill, stroke


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
    stood_in: tuple[tuple[str, str], ...] = ()  # faces that are not here, and which are set


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


def _parsed(content: bytes, where: Where) -> VectorNode:
    """Return the tree of a file; what it declares beyond elements is refused."""
    if len(content) > (most := limits.current().file):
        raise PictureError(f"is over {most / 1e6:g} MB", where=where)
    if content.startswith(_GZIP):
        raise PictureError("is a packed SVG", where=where, hint="save it as plain SVG")
    top = VectorNode("", {})
    open_, count = [top], 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > _MOST or len(open_) > _DEEPEST:
            raise PictureError("has too many elements", where=where, hint=_AS_PDF)
        space, _, own = name.rpartition(" ")
        node = VectorNode(own if space in ("", _SVG) else "", attributes)
        open_[-1].kids.append(node)
        open_.append(node)

    def told(text: str) -> None:
        own = open_[-1]
        if own.name == "style":
            own.text += text
        elif own.name in TEXTS:
            if not own.kids or own.kids[-1].name != LETTERS:
                own.kids.append(VectorNode(LETTERS, {}))
            own.kids[-1].text += text

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

    def __init__(self, root: VectorNode, where: Where) -> None:
        self.root = root
        self.where = where
        self.named: dict[str, VectorNode] = {}
        self.sheet = StyleSheet()
        self.left = _MOST  # of elements that may still be drawn: ``use`` draws them again
        self.steps, self.words = _MOST_STEPS, _MOST_WORDS
        self.texts = VectorTexts(style=self._style, told=self._told)
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
        stood_in = tuple(self.texts.stood_in.items())
        return VectorDrawing(width=width, height=height, shapes=tuple(shapes), stood_in=stood_in)

    def _refuse(self, what: str) -> None:
        message, hint = _REFUSED[what]
        raise PictureError(message, where=self.where, hint=hint)

    def _style(self, node: VectorNode, above: VectorStyle) -> VectorStyle:
        told = self.sheet.told(node.name, node.attributes)
        for key, value in told.items():
            refused = "marker" if key.startswith("marker-") else key
            if refused in _REFUSED and value not in ("none", "normal"):
                self._refuse(refused)
        return above.below(told)

    def _shapes(self, node: VectorNode, above: _Above) -> Iterator[VectorShape]:
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
        matrix = times(above.matrix, transform(node.attributes.get("transform", "")))
        clips = above.clips
        if style.clip:
            clips = (*clips, self._clip(style.clip, matrix))
        if node.name in SHAPES or node.name == "text":
            drawn = self._drawn(node, style)
            box = box_of(tuple(step for one in drawn for step in one.path))
            for one in drawn:
                self._spend(len(one.path) + sum(len(clip.path) for clip in clips))
                own = one.style.alone()
                shape = VectorShape(path=one.path, matrix=matrix, style=own, clips=clips)
                yield self._painted(shape, box)
            return
        if style.faint:
            message = "has a group that lets through what lies under it"
            raise PictureError(message, where=self.where, hint=_AS_PDF)
        kids = node.kids
        if node.name == "use":
            matrix = times(matrix, (1, 0, 0, 1, number(node, "x"), number(node, "y")))
            kids = [self._used(node)]
        elif node.name not in _GROUPS:
            message = f"has an element that is not drawn: {node.name[:20]}"
            raise PictureError(message, where=self.where, hint=_AS_PDF)
        below = _Above(style=style, matrix=matrix, clips=clips, depth=above.depth + 1)
        for kid in kids:
            yield from self._shapes(kid, below)

    def _drawn(self, node: VectorNode, style: VectorStyle) -> list[LetterRun]:
        """Return what is seen of a shape, or of a text, run by run."""
        if node.name == "text":
            runs = self.texts.runs(node, style)
            return [run for run in runs if run.path and run.style.visible]
        path = self._path(node)
        return [LetterRun(path=path, style=style)] if path and style.visible else []

    def _painted(self, shape: VectorShape, box: Box) -> VectorShape:
        """Return a shape with the gradients that its colours name; ``box`` is the element's."""
        style = shape.style
        fill, stroke = self._gradient(style.fill, box), self._gradient(style.stroke, box)
        if style.fill is not None and style.fill.by and fill is None:
            style = replace(style, fill=None)
        if style.stroke is not None and style.stroke.by and stroke is None:
            style = replace(style, stroke=None)
        return replace(shape, style=style, gradients=(fill, stroke))

    def _gradient(self, paint: VectorPaint | None, box: Box) -> VectorGradient | None:
        if paint is None or not paint.by:
            return None
        node = self.named.get(paint.by)
        if node is None or node.name not in GRADIENTS:
            raise ValueError(f"a pattern, or a colour by a name that is none: {paint.by[:20]!r}")
        return read_gradient(node, self.named, self._told, box)

    def _told(self, node: VectorNode) -> Mapping[str, str]:
        return self.sheet.told(node.name, node.attributes)

    def _path(self, node: VectorNode) -> tuple[Step, ...]:
        words = as_path(node)
        self.words -= len(words)
        found = tuple(steps_of(words)) if self.words >= 0 else ()
        self._spend(len(found))
        return found

    def _spend(self, steps: int) -> None:
        self.steps -= steps
        if self.steps < 0 or self.words < 0:
            raise PictureError("has too long paths", where=self.where, hint=_AS_PDF)

    def _used(self, node: VectorNode) -> VectorNode:
        """Return what an element shows again; nothing outside the file is looked for."""
        target = next((v for k, v in node.attributes.items() if k.rpartition(" ")[2] == "href"), "")
        found = self.named.get(target[1:]) if target.startswith("#") else None
        if found is None or found.name not in SHAPES | _GROUPS | {"use", "text"}:
            message = f"asks for {target[:40]!r}, which it can't draw again"
            raise PictureError(message, where=self.where, hint=_AS_PDF)
        return found

    def _clip(self, name: str, matrix: Matrix) -> VectorClip:
        held = self.named.get(name)
        kids = [kid for kid in held.kids if kid.name in SHAPES] if held else []
        units = held.attributes.get("clipPathUnits", "") if held else ""
        if held is None or len(kids) != 1 or len(kids) != len(held.kids) or "Box" in units:
            message = "has a clipping path of several parts"
            raise PictureError(message, where=self.where, hint=_AS_PDF)
        own = times(matrix, transform(held.attributes.get("transform", "")))
        own = times(own, transform(kids[0].attributes.get("transform", "")))
        rule = self.sheet.told(kids[0].name, kids[0].attributes).get("clip-rule", "")
        return VectorClip(path=self._path(kids[0]), matrix=own, evenodd=rule == "evenodd")


def _all(node: VectorNode) -> Iterator[VectorNode]:
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
