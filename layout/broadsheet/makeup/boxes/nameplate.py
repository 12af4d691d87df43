"""The nameplate: lettering set by its ink, glyph by glyph.

Takes the paper's name and a rectangle; returns one line in which each character has its own
size and stands by its ink with one visual gap (ART: a nameplate is lettering).  A Latin name
stands on its baseline, with the white of its face.
"""

from broadsheet import cjk
from broadsheet.display import Run, Source, TextLine
from broadsheet.geometry import Rect
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.setup import Type
from broadsheet.models import frozen, replace
from broadsheet.spec import Nameplate

GAP = 0.035  # em of white between the ink of two characters


@frozen()
class _Letter:
    """A character of the plate at its scale; lengths in em of the plate's size."""

    char: str
    face: str
    glyph: int
    scale: float
    advance: float
    left: float  # ink, from the origin
    right: float
    middle: float  # of the ink, up from the baseline
    depth: float  # of the ink
    kern: float


def set_nameplate(galley: Galley, plate: Nameplate, rect: Rect) -> TextLine:
    """Set the name as large as ``rect`` and the style's range allow, middle in middle."""
    type_ = galley.type("nameplate")
    if cjk.latin_only(cjk.classify(galley.setup.edition.masthead.name)):
        return _latin(galley, type_, rect)
    letters = _letters(type_, galley.setup.edition.masthead.name, plate)
    across = sum(x.right - x.left for x in letters)
    across += sum(GAP + x.kern for x in letters[:-1])
    size = min(
        type_.style.largest,
        rect.width / across,
        rect.height / max(letter.depth for letter in letters),
    )
    size = max(size, type_.style.smallest)
    # All characters stand on one axis, the middle of their ink; the line's baseline is the
    # first character's.
    baseline = rect.middle + size * letters[0].middle
    runs = _runs(letters, size, type_)
    left = rect.centre - across * size / 2 - letters[0].left * size
    return TextLine(
        x=round(left, 3),
        y=round(baseline, 3),
        width=round(across * size, 3),
        runs=runs,
        lang=galley.setup.lang,
        exact=True,
        box=galley.box.name,
    )


def _latin(galley: Galley, type_: Type, rect: Rect) -> TextLine:
    """Set a Latin name as large as goes in; its capitals stand in the middle."""
    name = galley.setup.edition.masthead.name
    face = type_.typeface.faces[0]
    inks = [face.ink(face.glyph(char)) for char in name]
    deepest, highest = min(ink[1] for ink in inks), max(ink[3] for ink in inks)
    room = rect.height / max(highest - deepest, 0.01)
    style = replace(type_.style, largest=max(type_.style.smallest, min(type_.style.largest, room)))
    source = Source("masthead", "masthead", 0, 0, len(name))
    fitted = galley.fitted(name, replace(type_, style=style), source, width=rect.width, lines=1)
    baseline = rect.middle + fitted.size * (highest + deepest) / 2
    return replace(galley.centred(fitted.lines[0], rect.centre, baseline), exact=True)


def _runs(letters: list[_Letter], size: float, type_: Type) -> tuple[Run, ...]:
    runs: list[Run] = []
    for n, letter in enumerate(letters):
        after = letters[n + 1] if n + 1 < len(letters) else None
        pitch = letter.right + GAP + letter.kern - (after.left if after else 0.0)
        runs.append(
            Run(
                face=letter.face,
                size=round(size * letter.scale, 3),
                glyphs=(letter.glyph,),
                text=letter.char,
                source=Source("masthead", "masthead", 0, n, n + 1),
                colour=type_.ink,
                tracking=round((pitch - letter.advance) * size, 3) if after else 0.0,
                rise=round(size * (letters[0].middle - letter.middle), 2),
            )
        )
    return tuple(runs)


def _letters(type_: Type, name: str, plate: Nameplate) -> list[_Letter]:
    letters: list[_Letter] = []
    for n, char in enumerate(name):
        shown = type_.typeface.shown(char)
        face = type_.typeface.face_for(shown) or type_.typeface.faces[0]
        glyph = face.glyph(shown)
        scale = plate.scales[n] if n < len(plate.scales) else 1.0
        left, foot, right, top = (v * scale for v in face.ink(glyph))
        letters.append(
            _Letter(
                char=char,
                face=face.id,
                glyph=glyph,
                scale=scale,
                advance=face.advance(glyph) * scale,
                left=left,
                right=right,
                middle=(top + foot) / 2,
                depth=max(top - foot, 0.01),
                kern=plate.kerns[n] if n < len(plate.kerns) else 0.0,
            )
        )
    return letters
