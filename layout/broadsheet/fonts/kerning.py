"""What the gap between two glyphs of a Latin word changes by.

Takes an opened face; returns kerns by glyph numbers, in units of the face.  Knows nothing of
characters.
"""

from collections.abc import Mapping

import uharfbuzz as hb

PLANE_15 = 0xF0000


def pair_font(face: hb.Face, instance: Mapping[str, float]) -> hb.Font:
    """Return a font in which code points of planes 15 and 16 are glyphs without advance.

    So that glyphs can be shaped by number and what comes out is nothing but the kern.
    """
    functions = hb.FontFuncs()
    functions.set_nominal_glyph_func(lambda _font, code, _data: code - PLANE_15)
    functions.set_glyph_h_advance_func(lambda _font, _glyph, _data: 0)
    font = hb.Font(face)
    if instance:
        font.set_variations(dict(instance))
    font.funcs = functions
    return font


def shape_pair(font: hb.Font, left: int, right: int) -> int:
    """Return the kern between two glyphs, in units of the face."""
    buffer = hb.Buffer()
    buffer.add_codepoints([PLANE_15 + left, PLANE_15 + right])
    buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "en"
    hb.shape(font, buffer, {"kern": True, "liga": False, "calt": False, "ccmp": False})
    return int(buffer.glyph_positions[0].x_advance)
