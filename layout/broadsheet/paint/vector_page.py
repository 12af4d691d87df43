"""A drawing's shapes as a PDF page in inks, which is placed as any advertiser's page is.

Takes the bytes of an SVG, and what turns light into inks; returns the bytes of a PDF of one page.
"""

import io
from collections.abc import Callable, Iterable

import pypdf
from PIL import Image
from pypdf.generic import (
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
)

from broadsheet.paint import pictures
from broadsheet.paint.vector_styles import VectorPaint, VectorStyle
from broadsheet.paint.vectors import Matrix, Step, VectorDrawing, read_drawing

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
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/ExtGState"): held})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _operators(
    drawing: VectorDrawing, inks: Inks, states: dict[tuple[float, float], str]
) -> Iterable[str]:
    """Yield operators; the axis is turned once, as y grows downward in a drawing."""
    yield f"1 0 0 -1 0 {_written(drawing.height)} cm"
    yield f"0 0 {_written(drawing.width)} {_written(drawing.height)} re W n"
    for shape in drawing.shapes:
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
        yield f"{' '.join(map(_written, shape.matrix))} cm"
        yield f"{_drawn(shape.path)} {ends}"
        yield "Q"


def _ends(style: VectorStyle) -> str:
    stroked = style.stroke is not None and style.width > 0 and style.stroke_alpha > 0
    filled = style.fill is not None and style.fill_alpha > 0
    operator = {(True, True): "B", (True, False): "f", (False, True): "S"}.get((filled, stroked))
    return f"{operator}*" if operator in ("B", "f") and style.evenodd else operator or ""


def _set(style: VectorStyle, inks: Inks) -> Iterable[str]:
    if style.fill is not None:
        yield _colour(style.fill, inks, "g", "k")
    if style.stroke is not None:
        yield _colour(style.stroke, inks, "G", "K")
        dash = " ".join(map(_written, style.dash))
        yield f"{_written(style.width)} w {style.cap} J {style.join} j {_written(style.miter)} M"
        yield f"[{dash}] {_written(style.phase)} d"


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
