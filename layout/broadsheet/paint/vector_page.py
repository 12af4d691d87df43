"""A drawing's shapes as a PDF page in inks, which is placed as any advertiser's page is.

Takes the bytes of an SVG, and what turns light into inks; returns the bytes of a PDF of one page.
"""

import io
from collections.abc import Callable, Iterable

import pypdf
from PIL import Image
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
)

from broadsheet.paint import pictures
from broadsheet.paint.vector_gradients import VectorGradient, pieces
from broadsheet.paint.vector_shapes import Matrix, Step, times
from broadsheet.paint.vector_styles import VectorPaint, VectorStyle
from broadsheet.paint.vectors import VectorDrawing, VectorShape, read_drawing

Inks = Callable[[tuple[int, int, int]], tuple[float, ...]]  # one share for grey, four for inks


def quick_inks(light: tuple[int, int, int]) -> tuple[float, ...]:
    """Return the inks of a colour by arithmetic, as pictures of plain files are turned."""
    return separated(light, pictures.in_ink)


def separated(
    light: tuple[int, int, int],
    separate: Callable[[Image.Image], Image.Image],
) -> tuple[float, ...]:
    """Return the inks of a colour: of one pixel of a picture."""
    inked = separate(Image.new("RGB", (1, 1), light))
    found = inked.getpixel((0, 0))
    if isinstance(found, tuple):
        return tuple(part / 255 for part in found)
    return (float(found or 0) / 255,)


def page_of(content: bytes, name: str, inks: Inks = quick_inks) -> bytes:
    """Return a drawing as a PDF.  Raises ``PictureError`` for one that can't be drawn."""
    drawing = read_drawing(content, name)
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(drawing.width, drawing.height)
    states: dict[tuple[float, float], str] = {}
    stream = DecodedStreamObject()
    stream.set_data("\n".join(_operators(drawing, inks, states)).encode("ascii"))
    page[NameObject("/Contents")] = writer._add_object(stream)
    held = DictionaryObject()
    for (fill, stroke), state in states.items():
        about = {"/ca": FloatObject(fill), "/CA": FloatObject(stroke)}
        held[NameObject(f"/{state}")] = DictionaryObject(
            {NameObject(key): value for key, value in about.items()}
        )
    resources = DictionaryObject({NameObject("/ExtGState"): held})
    if patterns := _patterns(drawing, inks):
        resources[NameObject("/Pattern")] = patterns
    page[NameObject("/Resources")] = resources
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _operators(
    drawing: VectorDrawing, inks: Inks, states: dict[tuple[float, float], str]
) -> Iterable[str]:
    """Yield operators; the axis is turned once, as y grows downward in a drawing."""
    yield f"1 0 0 -1 0 {_written(drawing.height)} cm"
    yield f"0 0 {_written(drawing.width)} {_written(drawing.height)} re W n"
    for number, shape in enumerate(drawing.shapes):
        style = shape.style
        ends = _ends(style)
        if not ends:
            continue
        yield "q"
        for clip in shape.clips:  # each in units of its own, and back
            yield f"{_moved(clip.path, clip.matrix)} {'W*' if clip.evenodd else 'W'} n"
        alphas = (style.fill_alpha, style.stroke_alpha)
        if min(alphas) < 1:
            yield f"/{states.setdefault(alphas, f'A{len(states)}')} gs"
        yield from _set(style, inks)
        yield from _gradients(number, shape)
        yield f"{' '.join(map(_written, shape.matrix))} cm"
        yield f"{_drawn(shape.path)} {ends}"
        yield "Q"


def _ends(style: VectorStyle) -> str:
    stroked = style.stroke is not None and style.width > 0 and style.stroke_alpha > 0
    filled = style.fill is not None and style.fill_alpha > 0
    operator = {(True, True): "B", (True, False): "f", (False, True): "S"}.get((filled, stroked))
    return f"{operator}*" if operator in ("B", "f") and style.evenodd else operator or ""


def _set(style: VectorStyle, inks: Inks) -> Iterable[str]:
    if style.fill is not None and not style.fill.by:
        yield _colour(style.fill, inks, "g", "k")
    if style.stroke is not None and not style.stroke.by:
        yield _colour(style.stroke, inks, "G", "K")
    if style.stroke is not None:
        dash = " ".join(map(_written, style.dash))
        yield f"{_written(style.width)} w {style.cap} J {style.join} j {_written(style.miter)} M"
        yield f"[{dash}] {_written(style.phase)} d"


def _gradients(number: int, shape: VectorShape) -> Iterable[str]:
    """Yield operators that take up a shape's gradients."""
    for way, gradient in enumerate(shape.gradients):
        if gradient is not None:
            space, colour = ("cs", "scn") if way == 0 else ("CS", "SCN")
            yield f"/Pattern {space} /{_name(number, way)} {colour}"


def _name(number: int, way: int) -> str:
    return f"P{number}{'fs'[way]}"


def _patterns(drawing: VectorDrawing, inks: Inks) -> DictionaryObject:
    """Return the gradients of a drawing as patterns (ISO 32000-1, 8.7.4)."""
    found = DictionaryObject()
    turned: Matrix = (1.0, 0.0, 0.0, -1.0, 0.0, drawing.height)
    for number, shape in enumerate(drawing.shapes):
        for way, gradient in enumerate(shape.gradients):
            if gradient is not None:
                matrix = times(times(turned, shape.matrix), gradient.matrix)
                pattern = _dictionary(PatternType=2, Matrix=list(matrix))
                pattern[NameObject("/Shading")] = _shading(gradient, inks)
                found[NameObject(f"/{_name(number, way)}")] = pattern
    return found


def _shading(gradient: VectorGradient, inks: Inks) -> DictionaryObject:
    kind = 2 if len(gradient.places) == 4 else 3
    made = _dictionary(ShadingType=kind, Coords=list(gradient.places))
    made[NameObject("/Extend")] = ArrayObject([BooleanObject(value=True)] * 2)
    cut = list(pieces(gradient, inks))
    grey = not any(any(shares[:3]) for _, *ends in cut for shares in ends)  # as plain colours are
    made[NameObject("/ColorSpace")] = NameObject("/DeviceGray" if grey else "/DeviceCMYK")
    if grey:
        cut = [(end, (1 - one[3],), (1 - two[3],)) for end, one, two in cut]
    bounds = [end for end, _, _ in cut[:-1]]
    way = _dictionary(FunctionType=3, Domain=[0, 1], Bounds=bounds, Encode=[0, 1] * len(cut))
    way[NameObject("/Functions")] = ArrayObject(
        _dictionary(FunctionType=2, Domain=[0, 1], C0=list(one), C1=list(two), N=1)
        for _, one, two in cut
    )
    made[NameObject("/Function")] = way
    return made


def _dictionary(**entries: int | list[float]) -> DictionaryObject:
    made = DictionaryObject()
    for key, value in entries.items():
        listed = ArrayObject(map(FloatObject, value)) if isinstance(value, list) else None
        own = NumberObject(value) if not isinstance(value, list) else listed
        made[NameObject(f"/{key}")] = own or ArrayObject()
    return made


def _colour(paint: VectorPaint, inks: Inks, grey: str, four: str) -> str:
    found = paint.inks or inks(paint.light)
    return f"{' '.join(map(_written, found))} {grey if len(found) == 1 else four}"


def _drawn(path: tuple[Step, ...]) -> str:
    return " ".join(
        " ".join([*(_written(float(n)) for n in step[1:]), str(step[0])]) for step in path
    )


def _moved(path: tuple[Step, ...], matrix: Matrix) -> str:
    a, b, c, d, e, f = matrix
    moved: list[Step] = []
    for kind, *points in path:
        pairs = zip(map(float, points[::2]), map(float, points[1::2]), strict=True)
        moved.append((kind, *(n for x, y in pairs for n in (a * x + c * y + e, b * x + d * y + f))))
    return _drawn(tuple(moved))


def _written(number: float) -> str:
    return f"{number:.5f}".rstrip("0").rstrip(".") or "0"
