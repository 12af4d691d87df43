"""The graphics state of a page, and the marks that are painted with it.

Takes what ``operators`` reads; keeps marks in painting order, with their places, paints and
sizes.  Only as much of the imaging model is kept as the checks ask for: boxes stand for shapes
and clips (ISO 32000-1, 8 and 9).
"""

from collections.abc import Callable
from typing import Any

from broadsheet.errors import SourceError
from broadsheet.geometry import Rect
from broadsheet.models import field, record, replace
from broadsheet.preflight import colours
from broadsheet.preflight.colours import ColourSpace
from broadsheet.preflight.fonts import NO_FONT, Font, font_of
from broadsheet.preflight.models import Mark, Paint
from broadsheet.preflight.pictures import picture_mark

Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DEEP = 12  # forms within forms
_INVISIBLE, _CLIPPING = 3, 7


def times(a: Matrix, b: Matrix) -> Matrix:
    """Return the matrix that does ``a``, then ``b``."""
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where a point comes to lie."""
    return (
        matrix[0] * x + matrix[2] * y + matrix[4],
        matrix[1] * x + matrix[3] * y + matrix[5],
    )


@record()
class State:
    """The graphics state, as far as it matters here."""

    matrix: Matrix = UNIT
    fill: Paint = colours.BLACK
    stroke: Paint = colours.BLACK
    fill_space: ColourSpace = colours.GREY
    stroke_space: ColourSpace = colours.GREY
    weight: float = 1.0
    over_fill: bool = False
    over_stroke: bool = False
    mode: int = 0
    clear_fill: str = ""
    clear_stroke: str = ""
    blend: str = ""
    mask: str = ""
    clip: tuple[float, float, float, float] | None = None
    font: Font = NO_FONT
    size: float = 0.0
    spacing: float = 0.0
    word: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    render: int = 0

    def copy(self) -> "State":
        """Return a state of its own with the same values."""
        return replace(self)


@record()
class MarkReader:
    """The marks of one page in the making."""

    origin: tuple[float, float]  # left and top edge of the trim, in the page's own space
    run: "Callable[[MarkReader, Any, Any], None]"  # reads a content stream with its resources
    marks: list[Mark] = field(default_factory=list)
    state: State = field(default_factory=State)
    stack: list[State] = field(default_factory=list)
    path: list[tuple[str, float, float]] = field(default_factory=list)
    clipping: bool = False
    line: Matrix = UNIT
    pen: Matrix = UNIT
    resources: Any = None
    depth: int = 0
    count: int = 0  # operators met
    fonts: dict[int, Font] = field(default_factory=dict)
    images: dict[int, float] = field(default_factory=dict)  # heaviest ink, by object

    # Places

    def rect(self, corners: list[tuple[float, float]]) -> Rect:
        """Return the box of some points inside the clip, from the trim's top left, y down."""
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        left, right, low, high = min(xs), max(xs), min(ys), max(ys)
        if self.state.clip is not None:
            clip = self.state.clip
            left, low = max(left, clip[0]), max(low, clip[1])
            right, high = max(left, min(right, clip[2])), max(low, min(high, clip[3]))
        return Rect(left - self.origin[0], self.origin[1] - high, right - left, high - low)

    def corners(
        self, matrix: Matrix, box: tuple[float, float, float, float]
    ) -> list[tuple[float, float]]:
        """Return the corners of a box under a matrix."""
        left, low, right, high = box
        return [point(matrix, x, y) for x in (left, right) for y in (low, high)]

    # Shapes

    def paint_path(self, *, fill: bool, stroke: bool) -> None:
        """Paint the path and forget it."""
        state = self.state
        if self.path:
            corners = [(x, y) for _, x, y in self.path]
            rect, solid = self.rect(corners), self._is_rectangle()
            if fill:
                self._add("fill", rect, state.fill, solid=solid)
            if stroke:
                weight = state.weight * _stretch(state.matrix)
                self._add("stroke", rect, state.stroke, size=weight)
        if self.clipping and self.path:
            self._clip()
        self.path, self.clipping = [], False

    def _is_rectangle(self) -> bool:
        """Tell whether the path is a rectangle: any other shape covers nothing for sure."""
        steps = [step for step, _, _ in self.path]
        xs = {round(x, 2) for _, x, _ in self.path}
        ys = {round(y, 2) for _, _, y in self.path}
        return "c" not in steps and len(steps) in (4, 5) and len(xs) == 2 and len(ys) == 2

    def _clip(self) -> None:
        xs, ys = [x for _, x, _ in self.path], [y for _, _, y in self.path]
        box = (min(xs), min(ys), max(xs), max(ys))
        old = self.state.clip
        if old is not None:
            low = (max(box[0], old[0]), max(box[1], old[1]))
            box = (*low, min(box[2], old[2]), min(box[3], old[3]))
        self.state.clip = box

    def _add(self, kind: str, rect: Rect, paint: Paint, **more: Any) -> None:
        state = self.state
        line = kind == "stroke"
        clear = more.pop("clear", "") or state.blend or state.mask
        clear = clear or (state.clear_stroke if line else state.clear_fill)
        over = state.over_stroke if line else state.over_fill
        mark = Mark(
            kind=kind, rect=rect, paint=paint, overprint=over, mode=state.mode, clear=clear, **more
        )
        self.marks.append(mark)

    # Text

    def show(self, text: Any) -> None:
        """Show a string: one mark, and the pen moves."""
        content = getattr(text, "original_bytes", text)
        if not isinstance(content, bytes) or not content:
            return
        state, font = self.state, self.state.font
        codes = font.codes(content)
        along = 0.0
        for code in codes:
            along += font.width(code) * state.size + state.spacing
            along += state.word if code == 0x20 and not font.wide else 0.0
        start = times(self.pen, state.matrix)
        up = state.size
        if font.vertical:
            box = (-up / 2, -along, up / 2, 0.0)
            self.pen = times((1, 0, 0, 1, 0, -along), self.pen)
        else:
            along *= state.scale
            box = (0.0, state.rise - 0.12 * up, along, state.rise + 0.8 * up)
            self.pen = times((1, 0, 0, 1, along, 0), self.pen)
        blank = set(codes) == {0x20} and not font.wide
        if blank:
            return
        line = state.render in (1, 5)
        self._add(
            "text",
            self.rect(self.corners(start, box)),
            state.stroke if line else state.fill,
            size=abs(up) * _rise(start),
            shown=state.render not in (_INVISIBLE, _CLIPPING),
            font=font.name,
            embedded=font.embedded,
            licence=font.licence,
            notdef=font.identity and 0 in codes,
        )

    def move(self, back: float) -> None:
        """Move the pen by thousandths of the size, backward."""
        away = -back / 1000 * self.state.size
        step = (0.0, away) if self.state.font.vertical else (away * self.state.scale, 0.0)
        self.pen = times((1, 0, 0, 1, *step), self.pen)

    def next_line(self, x: float, y: float) -> None:
        """Go to the start of another line."""
        self.line = self.pen = times((1, 0, 0, 1, x, y), self.line)

    def call_font(self, name: str, size: float) -> None:
        """Take a font and size."""
        self.state.size = size
        held = self._resource("/Font", name)
        if held is None:
            self.state.font = NO_FONT
            return
        key = id(held)
        if key not in self.fonts:
            self.fonts[key] = font_of(held)
        self.state.font = self.fonts[key]

    def _resource(self, kind: str, name: str) -> Any:
        group = self.resources.get(kind) if self.resources is not None else None
        held = group.get_object().get(name) if group is not None else None
        return held.get_object() if held is not None else None

    # Objects

    def call_object(self, name: str) -> None:
        """Paint a picture or a form."""
        held = self._resource("/XObject", name)
        if held is None:
            return
        if held.get("/Subtype") == "/Image":
            self.add_image(held)
        elif held.get("/Subtype") == "/Form":
            self._form(held)

    def add_image(self, held: Any) -> None:
        """Add a picture, in the unit square under the matrix."""
        matrix = self.state.matrix
        whole = self.corners(matrix, (0.0, 0.0, 1.0, 1.0))
        about = picture_mark(held, matrix, self.resources, self.state.fill, self.images)
        self._add("image", self.rect(whole), **about)

    def add_shading(self, name: str) -> None:
        """Add a shading, which fills the clip."""
        held, clip = self._resource("/Shading", name), self.state.clip
        if held is not None:
            corners = [(clip[0], clip[1]), (clip[2], clip[3])] if clip else [self.origin]
            self._add("fill", self.rect(corners), self._shaded(held))

    def pattern(self, name: str) -> Paint:
        """Return the paint of a pattern: its shading's, or nothing known of a tiling."""
        held = self._resource("/Pattern", name) or {}
        shading = held.get("/Shading")
        return self._shaded(shading.get_object()) if shading is not None else Paint("pattern")

    def _shaded(self, held: Any) -> Paint:
        space = colours.space_of(held["/ColorSpace"], self.resources)
        return Paint("light" if (space.base or space).kind == "light" else "pattern")

    def _form(self, held: Any) -> None:
        if self.depth >= _DEEP:
            raise SourceError("has forms within forms without an end")
        outer, stack = self.state.copy(), self.stack
        self.depth += 1
        self.stack = []
        matrix = held.get("/Matrix")
        if matrix is not None:
            self.state.matrix = times(matrix_of(matrix.get_object()), outer.matrix)
        if held.get("/Group") is not None and (outer.blend or outer.mask):
            self.state.blend = outer.blend or outer.mask
        own = held.get("/Resources")
        self.run(self, held, own.get_object() if own is not None else self.resources)
        self.depth -= 1
        self.state, self.stack = outer, stack

    def call_state(self, name: str) -> None:
        """Take what a graphics state dictionary sets."""
        held, state = self._resource("/ExtGState", name) or {}, self.state
        if "/OP" in held:
            state.over_stroke = held["/OP"] == True  # noqa: E712 - pypdf's false is truthy
            state.over_fill = state.over_stroke
        if "/op" in held:
            state.over_fill = held["/op"] == True  # noqa: E712
        state.mode = int(held.get("/OPM", state.mode))
        state.weight = float(held.get("/LW", state.weight))
        if "/ca" in held:
            state.clear_fill = _opacity(held["/ca"])
        if "/CA" in held:
            state.clear_stroke = _opacity(held["/CA"])
        if "/BM" in held:
            blend = held["/BM"].get_object()
            blend = str(blend[0] if isinstance(blend, list) else blend)
            plain = blend in ("/Normal", "/Compatible")
            state.blend = "" if plain else f"blend mode {blend[1:]}"
        if "/SMask" in held:
            state.mask = "" if held["/SMask"] == "/None" else "soft mask"


def _opacity(value: Any) -> str:
    opacity = float(value)
    return "" if opacity >= 1 else f"opacity {opacity:g}"


def matrix_of(values: Any) -> Matrix:
    """Return a matrix from six operands."""
    a, b, c, d, e, f = (float(value) for value in list(values)[:6])
    return (a, b, c, d, e, f)


def _stretch(matrix: Matrix) -> float:
    """Return how much a matrix enlarges, in the mean."""
    return float(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5)


def _rise(matrix: Matrix) -> float:
    """Return how much a matrix enlarges what stands upright."""
    return float((matrix[2] ** 2 + matrix[3] ** 2) ** 0.5)
