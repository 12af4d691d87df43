"""The nameplate: lettering set by its ink, glyph by glyph.

Takes the paper's name, a type and a rectangle; returns one line in which each character has
its own size and stands by its ink with one visual gap (ART: a nameplate is lettering).
"""

from dataclasses import dataclass

from broadsheet.display import INK, Run, Source, TextLine
from broadsheet.geometry import Rect
from broadsheet.makeup.desk import Desk, Type
from broadsheet.spec import Box, Nameplate

GAP = 0.035  # em of white between the ink of two characters


@dataclass(frozen=True, slots=True)
class _Letter:
    """A character of the plate at its scale; all in em of the plate's size."""

    char: str
    face: str
    glyph: int
    scale: float
    advance: float
    left: float  # ink, from the origin
    right: float
    foot: float  # ink, up from the baseline
    top: float
    kern: float


def set_nameplate(
    desk: Desk, box: Box, plate: Nameplate, type_: Type, name: str, rect: Rect
) -> TextLine:
    """Set ``name`` as large as ``rect`` and the style's range allow, middle in middle."""
    letters = _letters(type_, name, plate)
    across = sum(x.right - x.left for x in letters)
    across += sum(GAP + x.kern for x in letters[:-1])
    deepest = max(x.top - x.foot for x in letters)
    style = type_.style
    size = min(style.largest, rect.width / across, rect.height / deepest)
    size = max(size, style.smallest)
    # All characters stand on one axis: the middle of their ink.
    baseline = rect.middle + size * (letters[0].top + letters[0].foot) / 2
    runs: list[Run] = []
    for n, letter in enumerate(letters):
        after = letters[n + 1] if n + 1 < len(letters) else None
        pitch = letter.right + GAP + letter.kern - (after.left if after else 0.0)
        rise = (baseline - rect.middle) - size * (letter.top + letter.foot) / 2
        runs.append(
            Run(
                face=letter.face,
                size=round(size * letter.scale, 3),
                glyphs=(letter.glyph,),
                text=letter.char,
                source=Source("masthead", "masthead", 0, n, n + 1),
                colour=desk.ink(type_) if type_.style.colour == INK else type_.style.colour,
                tracking=round((pitch - letter.advance) * size, 3) if after else 0.0,
                rise=round(rise, 2),
            )
        )
    left = rect.centre - across * size / 2 - letters[0].left * size
    return TextLine(
        x=round(left, 3),
        y=round(baseline, 3),
        width=round(across * size, 3),
        runs=tuple(runs),
        lang=desk.lang,
        exact=True,
        box=box.name,
    )


def _letters(type_: Type, name: str, plate: Nameplate) -> list[_Letter]:
    letters: list[_Letter] = []
    for n, char in enumerate(name):
        face = type_.typeface.face_for(char) or type_.typeface.faces[0]
        glyph = face.glyph(char)
        scale = plate.scales[n] if n < len(plate.scales) else 1.0
        left, foot, right, top = (v * scale for v in face.ink(glyph))
        kern = plate.kerns[n] if n < len(plate.kerns) else 0.0
        advance = face.advance(glyph) * scale
        letters.append(_Letter(char, face.id, glyph, scale, advance, left, right, foot, top, kern))
    return letters
