"""Write glyphs that were made for a face into a font program cut from it.

Takes a small font as ``subset`` has cut it, glyphs of ``made`` and the face that their outlines
come from; returns the font with the glyphs behind its own.  Knows nothing of PDF.
fontTools is imported here, and here alone in a run: few papers have faces of their own.
"""

import io
import struct
from collections.abc import Sequence
from typing import Any

import uharfbuzz as hb
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, TTLibError

from broadsheet.fonts.made import MadeGlyph

# What fontTools raises over tables that HarfBuzz has let through.
_SPOILT = (
    TTLibError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    struct.error,
)


class Undrawable(ValueError):
    """An outline that no font can hold."""


def with_made(data: bytes, made: Sequence[MadeGlyph], font: hb.Font, units: int) -> bytes:
    """Return a font, ``glyf`` or ``CFF ``, with glyphs added in their order.

    ``font`` draws the glyphs that they are made from, in the face's own units.
    """
    try:
        cut = TTFont(io.BytesIO(data), recalcBBoxes=False, recalcTimestamp=False)
        return _written(cut, made, font, units)
    except _SPOILT:
        raise Undrawable from None


def _written(cut: Any, made: Sequence[MadeGlyph], font: hb.Font, units: int) -> bytes:
    for glyph in made:
        outline = RecordingPen()
        font.draw_glyph_with_pen(glyph.source, outline)
        a, b, c, d, e, f = glyph.matrix
        matrix = (a, b, c, d, e * units, f * units)
        if "CFF " in cut:
            _append_cff(cut, outline, matrix, round(glyph.advance * units))
        else:
            _append_glyf(cut, outline, matrix, round(glyph.advance * units))
    written = io.BytesIO()
    cut.save(written, reorderTables=None)
    return written.getvalue()


def _append_glyf(font: Any, outline: RecordingPen, matrix: tuple[float, ...], advance: int) -> None:
    pen = TTGlyphPen(None)
    outline.replay(TransformPen(pen, matrix))
    glyph = pen.glyph()
    table, most = font["glyf"], font["maxp"]
    glyph.recalcBounds(table)
    name = f"made{len(font.getGlyphOrder()):05d}"
    order = [*font.getGlyphOrder(), name]
    table.glyphs[name] = glyph
    table.glyphOrder = order
    font.setGlyphOrder(order)
    font["hmtx"][name] = (advance, getattr(glyph, "xMin", 0))
    if glyph.numberOfContours > 0:  # a blank has none
        points, contours = glyph.getMaxpValues()
        most.maxPoints = max(most.maxPoints, points)
        most.maxContours = max(most.maxContours, contours)
    most.numGlyphs = len(order)


def _append_cff(font: Any, outline: RecordingPen, matrix: tuple[float, ...], advance: int) -> None:
    top = font["CFF "].cff.topDictIndex[0]
    strings = top.CharStrings
    private = top.FDArray[0].Private if hasattr(top, "FDArray") else top.Private
    width = None if advance == private.defaultWidthX else advance - private.nominalWidthX
    pen = T2CharStringPen(width, None)
    outline.replay(TransformPen(pen, matrix))
    string = pen.getCharString(private, top.GlobalSubrs)
    name = f"cid{len(font.getGlyphOrder()):05d}"
    if hasattr(top, "FDSelect"):
        string.fdSelectIndex = 0
        top.FDSelect.append(0)
    strings.charStringsIndex.append(string)
    strings.charStrings[name] = len(strings.charStringsIndex) - 1
    # The charset and the font's glyph order are one list, or two, as the font was read.
    for order in {id(names): names for names in (top.charset, font.glyphOrder)}.values():
        order.append(name)
    font.setGlyphOrder(font.glyphOrder)
    font["hmtx"][name] = (advance, 0)
    font["maxp"].numGlyphs = len(font.glyphOrder)
