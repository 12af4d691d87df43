"""Where the glyphs of a set line stand.

Takes a line's runs and the faces that they name; returns each glyph's place along the line,
as the painter will move its pen.  For trials, tools and tests, and for lines that are parted.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from broadsheet.display import Run
from broadsheet.fonts.face import Face
from broadsheet.models import frozen, replace
from broadsheet.paragraph.models import SetLine


@frozen()
class GlyphPlace:
    """A glyph, or the digits that share a cell of a vertical line; lengths in pt.

    ``advance`` is what it takes up itself: letter-spacing and white that follow are left out,
    and so is the part of its body that the next one moves into.
    """

    text: str
    x: float  # from the head of the line
    advance: float


def glyph_places(
    line: SetLine, faces: Mapping[str, Face], *, vertical: bool = False
) -> tuple[GlyphPlace, ...]:
    """Return the places of a line's glyphs in their order, by the ids of the faces."""
    found: list[GlyphPlace] = []
    pen = 0.0
    for run in line.runs:
        if vertical and run.upright and run.stretch != 1.0:
            pen += sum(move for _, move in run.shifts)
            found.append(GlyphPlace(run.plain, pen, run.size))
            pen += run.size
            continue
        pen = _place_run(run, faces[run.face], pen, found, down=vertical and run.upright)
    return _trimmed(found, line.width)


def width_of_runs(
    runs: Sequence[Run], faces: Mapping[str, Face], *, vertical: bool = False
) -> float:
    """Return how far runs move the pen, pt: where the next run of their line begins."""
    pen = 0.0
    for run in runs:
        if vertical and run.upright and run.stretch != 1.0:
            pen += sum(move for _, move in run.shifts) + run.size
        else:
            pen = _place_run(run, faces[run.face], pen, [], down=vertical and run.upright)
    return pen


def _place_run(run: Run, face: Face, pen: float, found: list[GlyphPlace], *, down: bool) -> float:
    """Place the glyphs of a run from ``pen`` on; return where the next run begins."""
    moves = dict(run.shifts)
    for n, (glyph, text) in enumerate(zip(run.glyphs, run.text, strict=True)):
        pen += moves.get(n, 0.0)
        advance = (face.vertical(glyph)[0] if down else face.advance(glyph)) * run.size
        found.append(GlyphPlace(text, pen, advance))
        pen += advance + run.tracking
    return pen


def _trimmed(found: list[GlyphPlace], width: float) -> tuple[GlyphPlace, ...]:
    """Cut each advance where the next glyph begins, and the last at the end of the line."""
    if not found:
        return ()
    cut = [replace(a, advance=max(0.0, min(a.advance, b.x - a.x))) for a, b in pairwise(found)]
    last = found[-1]
    room = width - last.x
    # A mark that hangs begins where the line ends.
    return (*cut, replace(last, advance=min(last.advance, room)) if room > 0 else last)
