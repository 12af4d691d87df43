"""The operators of content streams, each with what it does to the reader.

Takes a page of pypdf; returns its marks (ISO 32000-1, annex A).
"""

from collections.abc import Callable
from typing import Any

from pypdf.generic import ContentStream

from broadsheet.errors import SourceError
from broadsheet.preflight import colours
from broadsheet.preflight.colours import GREY, INKS, LIGHT, ColourSpace
from broadsheet.preflight.graphics import UNIT, MarkReader, Matrix, matrix_of, point, times
from broadsheet.preflight.models import Mark, Paint

_MOST_BYTES = 12_000_000  # of a content stream, unpacked; a page of text has a hundredth
_MOST = 500_000  # operators of a page, those of its forms each time they are called
_TOO_MUCH = "has more content than a page can show"


def read_marks(pdf: Any, page: Any, origin: tuple[float, float]) -> list[Mark]:
    """Return the marks of a page in painting order; ``origin`` is the trim's left and top."""
    parsed: dict[int, Any] = {}  # by object; forms are called again and again

    def run(reader: MarkReader, stream: Any, resources: Any) -> None:
        outer, reader.resources = reader.resources, resources
        if id(stream) not in parsed:
            if _unpacked(stream) > _MOST_BYTES:
                raise SourceError(_TOO_MUCH)
            parsed[id(stream)] = ContentStream(stream, pdf).operations
        for operands, operator in parsed[id(stream)]:
            reader.count += 1
            if reader.count > _MOST:
                raise SourceError(_TOO_MUCH)
            action = ACTIONS.get(operator)
            if action is not None:
                action(reader, operands)
        reader.resources = outer

    contents, resources = page.get("/Contents"), page.get("/Resources")
    reader = MarkReader(origin, run)
    if contents is not None:
        run(reader, contents.get_object(), resources.get_object() if resources else None)
    return reader.marks


def _unpacked(stream: Any) -> int:
    """Return the length of a content stream, or of the parts that make one."""
    parts = stream if isinstance(stream, list) else [stream]
    return sum(len(part.get_object().get_data()) for part in parts)


def _save(reader: MarkReader, _: Any) -> None:
    reader.stack.append(reader.state.copy())


def _restore(reader: MarkReader, _: Any) -> None:
    if reader.stack:
        reader.state = reader.stack.pop()


def _concatenate(reader: MarkReader, values: Any) -> None:
    reader.state.matrix = times(matrix_of(values), reader.state.matrix)


def _weight(reader: MarkReader, values: Any) -> None:
    reader.state.weight = float(values[0])


def _to(step: str) -> Callable[[MarkReader, Any], None]:
    def add(reader: MarkReader, values: Any) -> None:
        numbers = [float(value) for value in values]
        for n in range(0, len(numbers) - 1, 2):
            reader.path.append((step, *point(reader.state.matrix, numbers[n], numbers[n + 1])))

    return add


def _rectangle(reader: MarkReader, values: Any) -> None:
    x, y, width, height = (float(value) for value in values)
    matrix = reader.state.matrix
    places = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    reader.path += [("m" if n == 0 else "l", *point(matrix, *at)) for n, at in enumerate(places)]


def _paints(*, fill: bool = False, stroke: bool = False) -> Callable[[MarkReader, Any], None]:
    def paint(reader: MarkReader, _: Any) -> None:
        reader.paint_path(fill=fill, stroke=stroke)

    return paint


def _clips(reader: MarkReader, _: Any) -> None:
    reader.clipping = True


def _colour(space: ColourSpace, *, stroke: bool) -> Callable[[MarkReader, Any], None]:
    def take(reader: MarkReader, values: Any) -> None:
        _set(reader, space, colours.paint_of(space, values), stroke=stroke)

    return take


def _set(reader: MarkReader, space: ColourSpace, paint: Paint, *, stroke: bool) -> None:
    state = reader.state
    if stroke:
        state.stroke_space, state.stroke = space, paint
    else:
        state.fill_space, state.fill = space, paint


def _space(*, stroke: bool) -> Callable[[MarkReader, Any], None]:
    def take(reader: MarkReader, values: Any) -> None:
        space = colours.space_of(values[0], reader.resources)
        first = [0.0] * 3 + [1.0] if space.kind == "process" else [1.0] * max(space.size, 1)
        first = [0.0] * space.size if space.kind in ("grey", "light", "indexed") else first
        _set(reader, space, colours.paint_of(space, first), stroke=stroke)

    return take


def _in_space(*, stroke: bool) -> Callable[[MarkReader, Any], None]:
    def take(reader: MarkReader, values: Any) -> None:
        space = reader.state.stroke_space if stroke else reader.state.fill_space
        if values and isinstance(values[-1], str):
            _set(reader, space, reader.pattern(str(values[-1])), stroke=stroke)
        else:
            _set(reader, space, colours.paint_of(space, values), stroke=stroke)

    return take


def _begin_text(reader: MarkReader, _: Any) -> None:
    reader.line = reader.pen = UNIT


def _sets(name: str, scale: float = 1.0) -> Callable[[MarkReader, Any], None]:
    def take(reader: MarkReader, values: Any) -> None:
        setattr(reader.state, name, float(values[0]) * scale)

    return take


def _render(reader: MarkReader, values: Any) -> None:
    reader.state.render = int(values[0])


def _font(reader: MarkReader, values: Any) -> None:
    reader.call_font(str(values[0]), float(values[1]))


def _next(reader: MarkReader, values: Any) -> None:
    reader.next_line(float(values[0]), float(values[1]))


def _next_leading(reader: MarkReader, values: Any) -> None:
    reader.state.leading = -float(values[1])
    _next(reader, values)


def _pen(reader: MarkReader, values: Any) -> None:
    matrix: Matrix = matrix_of(values)
    reader.line = reader.pen = matrix


def _star(reader: MarkReader, _: Any) -> None:
    reader.next_line(0.0, -reader.state.leading)


def _show(reader: MarkReader, values: Any) -> None:
    reader.show(values[0])


def _show_array(reader: MarkReader, values: Any) -> None:
    for part in values[0]:
        if isinstance(part, int | float):
            reader.move(float(part))
        else:
            reader.show(part)


def _quote(reader: MarkReader, values: Any) -> None:
    _star(reader, values)
    _show(reader, values)


def _quotes(reader: MarkReader, values: Any) -> None:
    reader.state.word, reader.state.spacing = float(values[0]), float(values[1])
    _quote(reader, values[2:])


def _object(reader: MarkReader, values: Any) -> None:
    reader.call_object(str(values[0]))


def _inline(reader: MarkReader, values: Any) -> None:
    reader.add_image(values["settings"])


def _shading(reader: MarkReader, values: Any) -> None:
    reader.add_shading(str(values[0]))


def _graphics(reader: MarkReader, values: Any) -> None:
    reader.call_state(str(values[0]))


ACTIONS: dict[bytes, Callable[[MarkReader, Any], None]] = {
    b"q": _save, b"Q": _restore, b"cm": _concatenate, b"w": _weight, b"gs": _graphics,
    b"m": _to("m"), b"l": _to("l"), b"c": _to("c"), b"v": _to("c"), b"y": _to("c"),
    b"re": _rectangle, b"W": _clips, b"W*": _clips,
    b"f": _paints(fill=True), b"F": _paints(fill=True), b"f*": _paints(fill=True),
    b"S": _paints(stroke=True), b"s": _paints(stroke=True), b"n": _paints(),
    b"B": _paints(fill=True, stroke=True), b"B*": _paints(fill=True, stroke=True),
    b"b": _paints(fill=True, stroke=True), b"b*": _paints(fill=True, stroke=True),
    b"g": _colour(GREY, stroke=False), b"G": _colour(GREY, stroke=True),
    b"rg": _colour(LIGHT, stroke=False), b"RG": _colour(LIGHT, stroke=True),
    b"k": _colour(INKS, stroke=False), b"K": _colour(INKS, stroke=True),
    b"cs": _space(stroke=False), b"CS": _space(stroke=True),
    b"sc": _in_space(stroke=False), b"scn": _in_space(stroke=False),
    b"SC": _in_space(stroke=True), b"SCN": _in_space(stroke=True),
    b"BT": _begin_text, b"Tc": _sets("spacing"), b"Tw": _sets("word"), b"Tz": _sets("scale", 0.01),
    b"TL": _sets("leading"), b"Ts": _sets("rise"), b"Tr": _render, b"Tf": _font,
    b"Td": _next, b"TD": _next_leading, b"Tm": _pen, b"T*": _star,
    b"Tj": _show, b"TJ": _show_array, b"'": _quote, b'"': _quotes,
    b"Do": _object, b"sh": _shading, b"INLINE IMAGE": _inline,
}  # fmt: skip
