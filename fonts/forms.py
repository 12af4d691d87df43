"""How each form of a mark is made from what a face has.

Takes a face as it comes from its makers; returns recipes: which of its glyphs to copy, moved,
turned or stretched how, and with which advances.  ``glyphs`` carries them out.
"""

from dataclasses import dataclass, replace
from math import ceil, floor

import uharfbuzz as hb

from broadsheet.fonts import marks
from broadsheet.fonts.marks import Form

Matrix = tuple[float, float, float, float, float, float]
Ink = tuple[float, float, float, float]  # left, bottom, right, top

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
# All sources draw on 1000 units with the ideographic body from -120 to 880.
EM = 1000
HEAD = 880
FOOT = -120
MIDDLE = (HEAD + FOOT) // 2
# Dashes overlap by this much at both ends: edges that just meet show a light seam in viewers.
OVERLAP = 5
# Ink may leave its half by this much before it is moved to the middle of it: brackets of a
# written face are a little wide, but a comma drawn in the middle of its body must move.
TOLERANCE = 60
MARGIN = 100  # at most, between a comma and the corner of its cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """A glyph to make, in units of the face."""

    source: int  # glyph of the source face
    matrix: Matrix = IDENTITY
    advance: int = EM
    depth: int = EM  # vertical advance; the vertical origin is at the head of the body

    def moved(self, across: float, up: float = 0) -> "Recipe":
        """Return the recipe with its outline moved."""
        a, b, c, d, e, f = self.matrix
        return replace(self, matrix=(a, b, c, d, e + across, f + up))


class Source:
    """A face as its makers drew it."""

    def __init__(self, face: hb.Face, language: str) -> None:
        self.font, self.language = hb.Font(face), language

    @property
    def is_traditional(self) -> bool:
        """Tell whether marks stand in the middle of their em, as in Taiwan and Hong Kong."""
        return self.language.startswith("zh-hant")

    def nominal(self, char: str) -> int:
        """Return the glyph of a character, 0 when there is none."""
        return self.font.get_nominal_glyph(ord(char)) or 0

    def advance(self, glyph: int) -> int:
        """Return the advance of a glyph."""
        return int(self.font.get_glyph_h_advance(glyph))

    def ink(self, recipe: Recipe) -> Ink:
        """Return the box around the ink of a recipe that stretches, moves or turns."""
        box = self.font.get_glyph_extents(recipe.source)
        a, b, c, d, e, f = recipe.matrix
        corners = [
            (a * x + c * y + e, b * x + d * y + f)
            for x in (box.x_bearing, box.x_bearing + box.width)
            for y in (box.y_bearing + box.height, box.y_bearing)
        ]
        across, up = zip(*corners, strict=True)
        return min(across), min(up), max(across), max(up)

    def shaped(self, char: str, feature: str, direction: str = "ltr") -> int:
        """Return the glyph that a feature puts in the place of a character's own."""
        buffer = hb.Buffer()
        buffer.add_str(char)
        # Guessing fails on marks, they belong to no script.
        buffer.direction, buffer.script, buffer.language = direction, "Hani", self.language
        hb.shape(self.font, buffer, {feature: True})
        return int(buffer.glyph_infos[0].codepoint)


def box_of(data: bytes) -> tuple[int, int, int, int]:
    """Return the box around the ink of all glyphs of a font: left, bottom, right, top."""
    face = hb.Face(data)
    font = hb.Font(face)
    boxes = [font.get_glyph_extents(glyph) for glyph in range(face.glyph_count)]
    inks = [box for box in boxes if box is not None and box.width]
    return (
        min(box.x_bearing for box in inks),
        min(box.y_bearing + box.height for box in inks),
        max(box.x_bearing + box.width for box in inks),
        max(box.y_bearing for box in inks),
    )


def box_around(boxes: list[Ink]) -> tuple[int, int, int, int]:
    """Return the box around boxes, in whole units."""
    left, bottom, right, top = zip(*boxes, strict=True)
    return floor(min(left)), floor(min(bottom)), ceil(max(right)), ceil(max(top))


def recipes(source: Source) -> dict[tuple[str, Form], Recipe]:
    """Return a recipe for every form of every mark that the face holds."""
    made: dict[tuple[str, Form], Recipe] = {}
    for mark in marks.MARKS:
        if source.nominal(mark):
            for form in marks.FORMS:
                if mark in marks.MARKS_OF[form]:
                    made[mark, form] = recipe(source, mark, form)
    return made


def recipe(source: Source, mark: str, form: Form) -> Recipe:
    """Return the recipe for one form of a mark."""
    match form:
        case "full":
            return full(source, mark)
        case "half":
            return half(source, mark)
        case "quarter":
            return Recipe(source=source.nominal(mark), advance=EM // 4, depth=EM // 4)
        case "narrow":
            return narrow(source, mark)
        case "vert":
            return vertical(source, mark)
        case "vert_half":
            return vertical_half(source, mark)


def full(source: Source, mark: str) -> Recipe:
    """Return the mark in a body of one em, two for the two-em dash."""
    width = 2 * EM if mark == "⸺" else EM
    own, wide = source.nominal(mark), source.shaped(mark, "fwid")
    glyph = wide if source.advance(wide) == width else own
    whole = Recipe(source=glyph, advance=width)
    left, _, right, _ = source.ink(whole)
    if mark in "—⸺":
        scale = (width + 2 * OVERLAP) / (right - left)
        return replace(whole, matrix=(scale, 0, 0, 1, -OVERLAP - left * scale, 0))
    spare = width - source.advance(glyph)
    if mark in marks.OPENING:
        return whole.moved(spare)
    if mark in marks.CLOSING:
        return whole
    if mark == "…":  # at mid-height (GB/T 15834-2011, 4.11), not on the baseline as in Latin
        _, bottom, _, top = source.ink(whole)
        return whole.moved(spare // 2, MIDDLE - round((bottom + top) / 2))
    return whole.moved(spare // 2)


def half(source: Source, mark: str) -> Recipe:
    """Return the mark without the empty half of its body."""
    if mark in marks.BLANK:
        return Recipe(source=source.nominal(mark), advance=EM // 2, depth=EM // 2)
    cut = full(source, mark)
    if mark in marks.OPENING:
        cut = cut.moved(-EM // 2)
    elif mark in marks.MIDDLE:
        cut = cut.moved(-EM // 4)
    left, _, right, _ = source.ink(cut)
    outside = left < -TOLERANCE or right > EM // 2 + TOLERANCE
    if outside or not 0.1 * EM <= (left + right) / 2 <= 0.4 * EM:  # narrow ones, amid their em
        cut = cut.moved(round(EM / 4 - (left + right) / 2))
    return replace(cut, advance=EM // 2)


def narrow(source: Source, mark: str) -> Recipe:
    """Return a quote as it goes with Latin letters."""
    own, tight = source.nominal(mark), source.shaped(mark, "pwid")
    glyph = tight if source.advance(tight) < source.advance(own) else own
    return Recipe(source=glyph, advance=source.advance(glyph))


def vertical(source: Source, mark: str) -> Recipe:
    """Return the mark for a vertical line: the face's own form, or one made from the other."""
    own, upright = source.nominal(mark), source.shaped(mark, "vert", "ttb")
    if upright in (own, 0):
        return turned(source, mark)
    form = Recipe(source=upright)
    if mark not in "—⸺":
        return form
    depth = 2 * EM if mark == "⸺" else EM
    _, bottom, _, top = source.ink(form)
    scale = (depth + 2 * OVERLAP) / (top - bottom)
    foot = HEAD - depth - OVERLAP
    return replace(form, matrix=(1, 0, 0, scale, 0, foot - bottom * scale), depth=depth)


def turned(source: Source, mark: str) -> Recipe:
    """Return a vertical form for a face that lacks it.

    Which marks are turned and which moved: UAX #50, classes Tr, R and Tu.
    """
    if mark in marks.QUOTES:
        bracket = "『』「」"[marks.QUOTES.index(mark)]
        if source.nominal(bracket):
            return turned(source, bracket)
    cell = full(source, mark)
    left, bottom, right, top = source.ink(cell)
    if mark in "，。、．" and source.is_traditional:
        return cell  # amid its cell either way (CLREQ, Positions of Punctuation Marks)
    if mark in "，。、．":  # upper right; some written faces draw a comma amid its body
        return cell.moved(
            EM - right - min(round(left), MARGIN),
            HEAD - top - min(round(bottom - FOOT), MARGIN),
        )
    if mark in marks.DEEP:
        return cell.moved(round((EM - left - right) / 2), round(MIDDLE - (top + bottom) / 2))
    if mark in marks.MIDDLE:
        return cell
    # Quarter turn clockwise; what was the left edge of the body becomes its head.
    a, b, c, d, e, f = cell.matrix
    across = EM // 2 - MIDDLE
    return Recipe(
        source=cell.source, matrix=(b, -a, d, -c, f + across, HEAD - e), depth=cell.advance
    )


def vertical_half(source: Source, mark: str) -> Recipe:
    """Return a mark for a vertical line, without the empty half of its cell.

    The ink goes to the upper half, so that the origin stays where all others have it and a
    viewer that knows only one origin for a face draws it right.
    """
    cut = vertical(source, mark)
    if mark in marks.OPENING:
        cut = cut.moved(0, EM // 2)
    elif mark in marks.MIDDLE:
        cut = cut.moved(0, EM // 4)
    _, bottom, _, top = source.ink(cut)
    if top > HEAD + TOLERANCE or bottom < MIDDLE - TOLERANCE:
        cut = cut.moved(0, round((HEAD + MIDDLE) / 2 - (top + bottom) / 2))
    return replace(cut, depth=EM // 2)
