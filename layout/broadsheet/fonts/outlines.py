"""Outlines of glyphs, for painters whose files hold no fonts.

Takes a face and a glyph's number; returns a path in the steps of SVG (SVG 2, 9.3), in units
of the face, y downward, the pen's origin at 0.  Knows nothing of sizes or pages.
"""

from typing import Any

import uharfbuzz as hb

from broadsheet.fonts.face import Face


def outline(face: Face, glyph: int) -> str:
    """Return a glyph's outline; empty for a blank."""
    steps: list[str] = []
    hb.Font(face.hb_face).draw_glyph(glyph, _DRAWS, steps)
    return "".join(steps)


def _step(letter: str) -> Any:
    """Return what notes a step of the path; HarfBuzz hands the list back at each."""

    def note(*given: Any) -> None:
        *points, steps = given
        turned = (-value if n % 2 else value for n, value in enumerate(points))
        steps.append(letter + " ".join(f"{value:g}" for value in turned))

    return note


def _made() -> hb.DrawFuncs:
    funcs = hb.DrawFuncs()
    funcs.set_move_to_func(_step("M"))
    funcs.set_line_to_func(_step("L"))
    funcs.set_quadratic_to_func(_step("Q"))
    funcs.set_cubic_to_func(_step("C"))
    funcs.set_close_path_func(lambda steps: steps.append("Z"))
    return funcs


_DRAWS = _made()
