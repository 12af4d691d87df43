"""Outlines of glyphs, for painters whose files hold no fonts.

Takes a face and a glyph's number; returns a path in the steps of SVG (SVG 2, 9.3), in units
of the face, y downward, the pen's origin at 0.  Knows nothing of sizes or pages.
"""

from typing import Any

import uharfbuzz as hb

from broadsheet.fonts.face import Face

LAST = 0xFFFF  # number of a glyph that a font can hold; beyond are those made for a face
_PLAIN = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def outline(face: Face, glyph: int) -> str:
    """Return a glyph's outline; empty for a blank."""
    source, matrix = glyph, _PLAIN
    if glyph > LAST:
        made = face.made(glyph)
        a, b, c, d, e, f = made.matrix
        source, matrix = made.source, (a, b, c, d, e * face.units, f * face.units)
    steps: list[str] = []
    face.hb_font.draw_glyph(source, _DRAWS, (steps, matrix))
    return "".join(steps)


def _step(letter: str) -> Any:
    """Return what notes a step of the path; HarfBuzz hands back the list, and how it is turned."""

    def note(*given: Any) -> None:
        *points, (steps, (a, b, c, d, e, f)) = given
        moved: list[float] = []
        for x, y in zip(points[::2], points[1::2], strict=True):
            moved += (a * x + c * y + e, -(b * x + d * y + f))
        steps.append(letter + " ".join(f"{value:g}" for value in moved))

    return note


def _made() -> hb.DrawFuncs:
    funcs = hb.DrawFuncs()
    funcs.set_move_to_func(_step("M"))
    funcs.set_line_to_func(_step("L"))
    funcs.set_quadratic_to_func(_step("Q"))
    funcs.set_cubic_to_func(_step("C"))
    funcs.set_close_path_func(lambda given: given[0].append("Z"))
    return funcs


_DRAWS = _made()
