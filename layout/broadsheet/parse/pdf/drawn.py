"""What a page draws besides its letters: rules, areas, pictures.

Takes PDFium's page; returns the boxes of what is drawn, within forms too and clipped, and where
text stands that has no width.
"""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

from broadsheet import limits
from broadsheet.errors import SourceError
from broadsheet.geometry import Rect
from broadsheet.models import field, record
from broadsheet.parse.pdf.shown import ShownPart, address, face_of
from broadsheet.parse.pdf.unset import Place, place
from broadsheet.parse.pdf.values import PrintedStyle

_SEGMENTS = 64  # of a clipping path: of one with more its box is not asked for
_NO_WIDTH = 0.01  # pt
_DEEPEST = 8  # forms in forms


@record()
class DrawnParts:
    """What else a page draws."""

    shapes: list[Rect] = field(default_factory=list)
    pictures: list[Rect] = field(default_factory=list)
    unset: dict[Place, PrintedStyle] = field(default_factory=dict)  # text without a width


def drawn_on(page: pypdfium2.PdfPage, frame: ShownPart) -> DrawnParts:
    """Return the boxes of what is drawn and of pictures, and text that has no width."""
    most = limits.current().objects
    drawn = DrawnParts()
    for seen, (thing, kind, matrix) in enumerate(_objects(page.raw, None, 0)):
        if seen > most:
            raise SourceError(f"draws over {most} objects", hint=f"the limit objects is {most}")
        if kind == raw.FPDF_PAGEOBJ_TEXT and not matrix:
            _keep_unset(thing, drawn)
        if kind not in {raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE}:
            continue
        bounds = _bounds(thing)
        if bounds and kind == raw.FPDF_PAGEOBJ_IMAGE:
            bounds = _clipped(thing, bounds)
        box = _seen(bounds, matrix, frame) if bounds else None
        if box is None or not frame.shows(box):
            continue
        (drawn.pictures if kind == raw.FPDF_PAGEOBJ_IMAGE else drawn.shapes).append(box)
    return drawn


def _keep_unset(thing: Any, drawn: DrawnParts) -> None:
    bounds = _bounds(thing)
    if bounds is None or bounds[2] - bounds[0] > _NO_WIDTH:
        return
    font = raw.FPDFTextObj_GetFont(thing)
    if raw.FPDFFont_GetIsEmbedded(font):
        return  # white, or a mark without ink
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(thing, size)
    m = _matrix(thing)
    scale = (m[2] ** 2 + m[3] ** 2) ** 0.5
    face = face_of(font)
    drawn.unset[place(m[4], m[5])] = PrintedStyle(
        size=round(abs(size.value) * scale or 1.0, 2), face=face.face, bold=face.bold
    )


_Matrix = tuple[float, float, float, float, float, float]


def _objects(
    holder: Any, matrix: _Matrix | None, depth: int
) -> Iterator[tuple[Any, int, _Matrix | None]]:
    """Yield a page's objects, those within forms too, with the form's matrix."""
    count, take = (
        (raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject)
        if depth
        else (raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject)
    )
    for n in range(max(0, count(holder))):
        thing = take(holder, n)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _objects(thing, _times(_matrix(thing), matrix), depth + 1)
        else:
            yield thing, kind, matrix


def _matrix(thing: Any) -> _Matrix:
    m = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, m)
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _times(one: _Matrix, two: _Matrix | None) -> _Matrix:
    if two is None:
        return one
    a, b, c, d, e, f = one
    p, q, r, s, t, u = two
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


_Bounds = tuple[float, float, float, float]  # left, bottom, right, top


def _bounds(thing: Any) -> _Bounds | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
        return None
    return left.value, bottom.value, right.value, top.value


def _clipped(thing: Any, bounds: _Bounds) -> _Bounds:
    """Cut a picture's box to what is shown of it."""
    left, bottom, right, top = _window(thing, bounds)
    return (left, bottom, right, top) if left < right and bottom < top else bounds


def is_hidden(thing: Any) -> bool:
    """Tell whether all of a thing lies outside of what it is clipped to: no reader sees it."""
    clip = raw.FPDFPageObj_GetClipPath(thing)
    if not clip or raw.FPDFClipPath_CountPaths(clip) <= 0:
        return False
    bounds = _bounds(thing)
    if bounds is None:
        return False
    left, bottom, right, top = _window(thing, bounds)
    return right - left < -_NO_WIDTH or top - bottom < -_NO_WIDTH


def spoken(thing: Any) -> int:
    """Return what gives a text object its text in other words than its letters; 0 for none.

    PDFium gives such a text (ActualText, ISO 32000-2, 14.9.4) for some of the objects that it
    stands for again, though it is said once.
    """
    for n in range(max(0, raw.FPDFPageObj_CountMarks(thing))):
        mark = raw.FPDFPageObj_GetMark(thing, n)
        if raw.FPDFPageObjMark_GetParamValueType(mark, b"ActualText") == raw.FPDF_OBJECT_STRING:
            return address(mark)
    return 0


def _window(thing: Any, bounds: _Bounds) -> _Bounds:
    """Return what is shown of a box, turned inside out where it is nothing."""
    left, bottom, right, top = bounds
    clip = raw.FPDFPageObj_GetClipPath(thing)
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(max(0, raw.FPDFClipPath_CountPaths(clip)) if clip else 0):
        xs: list[float] = []
        ys: list[float] = []
        count = raw.FPDFClipPath_CountPathSegments(clip, path)
        for n in range(count if 0 < count <= _SEGMENTS else 0):
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, n), x, y)
            xs.append(x.value)
            ys.append(y.value)
        if xs:
            left, right = max(left, min(xs)), min(right, max(xs))
            bottom, top = max(bottom, min(ys)), min(top, max(ys))
    return left, bottom, right, top


def _seen(bounds: _Bounds, matrix: _Matrix | None, frame: ShownPart) -> Rect:
    xs, ys = bounds[::2], bounds[1::2]
    if matrix:
        a, b, c, d, e, f = matrix
        corners = [(a * x + c * y + e, b * x + d * y + f) for x in xs for y in ys]
        xs = (min(x for x, _ in corners), max(x for x, _ in corners))
        ys = (min(y for _, y in corners), max(y for _, y in corners))
    return frame.rect(xs[0], ys[0], xs[1], ys[1])
