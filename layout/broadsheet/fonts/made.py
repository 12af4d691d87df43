"""Forms of marks that a paper's own face has, or that are made for it.

Takes a face of strangers; returns, for a mark and a form of ``marks``, the glyph that the face
itself puts there (GSUB ``vert``, ``fwid``, ``pwid``), one of its glyphs moved as the face asks
(GPOS ``halt``, ``vhal``, ``chws``), or else one moved, turned or stretched by where its ink lies.
The bundled faces need none of this: their build has given them every form.  Knows nothing of
lines; ``drawn`` writes the outlines.
"""

from collections.abc import Callable
from typing import Final, Literal, Protocol

import uharfbuzz as hb

from broadsheet.fonts import marks
from broadsheet.fonts.marks import Form
from broadsheet.models import frozen, replace

Matrix = tuple[float, float, float, float, float, float]
Ink = tuple[float, float, float, float]  # left, bottom, right, top
How = Literal["own", "glyph", "feature", "moved", "turned", "stretched"]

IDENTITY: Final[Matrix] = (1, 0, 0, 1, 0, 0)
# Numbers of glyphs that are made lie beyond those that a font can hold.
FIRST: Final = 0x10000
_ROW: Final = 0x100
# Dashes overlap by this much at both ends: edges that just meet show a light seam in viewers.
_OVERLAP: Final = 0.005
# Ink may leave its half by this much before it is moved to the middle of it: brackets of a
# written face are a little wide, but a comma drawn in the middle of its body must move.
_TOLERANCE: Final = 0.06
_MARGIN: Final = 0.1  # at most, between a comma and the corner of its cell
_OFF_MIDDLE: Final = 0.1  # em, by which a middle dot may be off the middle of its body
_SAME: Final = 1e-6
_NEAR: Final = 0.02  # of what a feature promises
_NARROW: Final = 0.9  # from here on a quote is one of Han
_BEARING: Final = 0.06  # beside a quote that is made narrow
_DASHES: Final = "—⸺"
_DASH: Final = 0.1  # shorter ink is no dash, and is not stretched to one
_CORNERS: Final = dict(zip(marks.QUOTES, "『』「」", strict=True))
# Marks in the upper right corner of a vertical cell (UAX #50, class Tu).
_CORNER: Final = "，。、．"


@frozen(kw_only=True)
class MadeGlyph:
    """One of a face's glyphs, moved, turned or stretched; lengths in em, y up."""

    source: int
    matrix: Matrix = IDENTITY
    advance: float = 1.0
    depth: float = 1.0
    origin: tuple[float, float]  # of the vertical cell's head, seen from the other one
    how: How = "own"
    feature: str = ""  # that asked for it

    def moved(self, across: float, up: float = 0.0) -> "MadeGlyph":
        """Return the glyph with its outline moved."""
        a, b, c, d, e, f = self.matrix
        how: How = "moved" if self.how in ("own", "glyph") else self.how
        return replace(self, matrix=(a, b, c, d, e + across, f + up), how=how)


class Measured(Protocol):
    """What is asked of a face; lengths in em."""

    @property
    def box_top(self) -> float:
        """Top of the em box."""

    @property
    def box_bottom(self) -> float:
        """Its foot, below zero."""

    @property
    def body(self) -> float:
        """How wide the body of ideographs is."""

    def glyph(self, char: str) -> int:
        """Return the glyph of a character, 0 for none."""

    def advance(self, glyph: int) -> float:
        """Return the advance of a glyph."""

    def vertical(self, glyph: int) -> tuple[float, float, float]:
        """Return advance down and the vertical origin."""

    def ink(self, glyph: int) -> Ink:
        """Return the box of its ink."""


def number_of(mark: str, form: Form) -> int:
    """Return the number that the made form of a mark bears in any face."""
    return FIRST + _ROW * marks.FORMS.index(form) + marks.MARKS.index(mark)


def named(number: int) -> tuple[str, Form]:
    """Return the mark and the form of such a number."""
    row, place = divmod(number - FIRST, _ROW)
    return marks.MARKS[place], marks.FORMS[row]


class MarkForms:
    """The forms of one face."""

    def __init__(self, face: Measured, font: hb.Font, units: int) -> None:
        self.face, self.font, self.units = face, font, units
        self.body = face.body
        self.middle = (face.box_top + face.box_bottom) / 2

    def form(self, mark: str, form: Form) -> MadeGlyph | None:
        """Return one form of a mark, None where the face has not the mark."""
        made = form == "full" or mark in marks.MARKS_OF[form]
        if mark not in marks.MARKS or not made or not self._own(mark):
            return None
        makers: dict[Form, Callable[[str], MadeGlyph]] = {
            "full": self._full,
            "half": self._half,
            "quarter": lambda blank: self._cell(self._own(blank), self.body / 4, "moved"),
            "narrow": self._narrow,
            "vert": self._vertical,
            "vert_half": self._vertical_half,
        }
        return makers[form](mark)

    def is_own(self, made: MadeGlyph) -> bool:
        """Tell whether what was made is nothing but a glyph of the face as it is."""
        depth, x, y = self.face.vertical(made.source)
        own = (self.face.advance(made.source), depth, x, y)
        asked = (made.advance, made.depth, *made.origin)
        return made.matrix == IDENTITY and all(
            abs(one - other) < _SAME for one, other in zip(own, asked, strict=True)
        )

    def upright(self, char: str) -> int:
        """Return the glyph of a character in a vertical line, its own where none is for it."""
        return self.asked(char, "vert", "ttb") or self.face.glyph(char)

    def asked(
        self, char: str, feature: str, direction: str = "ltr", *, script: str = "Hani"
    ) -> int:
        """Return the glyph that a feature puts in the place of a character's own."""
        infos, _ = self._shape(char, feature, direction, script)
        return int(infos[0].codepoint) if len(infos) == 1 else 0

    def _own(self, mark: str) -> int:
        glyph = self.face.glyph(mark)
        return glyph or (self.face.glyph(" ") if mark == marks.BLANK else 0)

    def _shape(
        self, text: str, feature: str, direction: str, script: str = "Hani"
    ) -> tuple[list[hb.GlyphInfo], ...]:
        buffer = hb.Buffer()
        buffer.add_str(text)
        # Guessing fails on marks, they belong to no script.
        buffer.direction, buffer.script, buffer.language = direction, script, "zh-hans"
        # locl would put the forms of another country in the place of the face's own.
        hb.shape(self.font, buffer, {"locl": False, feature: True})
        return buffer.glyph_infos, buffer.glyph_positions

    def _cell(self, glyph: int, width: float, how: How = "glyph") -> MadeGlyph:
        """Return a glyph on a body as wide, and as deep where it is set down the page."""
        origin = (width / 2, self.face.box_top)
        return MadeGlyph(source=glyph, advance=width, depth=width, origin=origin, how=how)

    def ink(self, made: MadeGlyph) -> Ink:
        """Return the box of what is drawn of a made glyph, em, y up."""
        left, bottom, right, top = self.face.ink(made.source)
        a, b, c, d, e, f = made.matrix
        corners = [
            (a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)
        ]
        across, up = zip(*corners, strict=True)
        return min(across), min(up), max(across), max(up)

    def _full(self, mark: str, body: float = 0.0) -> MadeGlyph:
        """Return the mark on a whole body, the two-em dash on two; dashes reach both edges."""
        width = (body or self.body) * (2 if mark == "⸺" else 1)
        glyph, how = self._own(mark), "own"
        if abs(self.face.advance(glyph) - width) > _SAME:
            wide = self.asked(mark, "fwid")
            if wide and abs(self.face.advance(wide) - width) < _SAME:
                glyph, how = wide, "glyph"
        whole = replace(self._cell(glyph, width), depth=1.0, how=how)
        if how == "glyph":
            whole = replace(whole, feature="fwid")  # kept also where it is moved or stretched
        left, bottom, right, top = self.face.ink(glyph)
        if mark in _DASHES and right - left > _DASH:
            if left <= 0 and right >= width:
                return whole
            scale = (width + 2 * _OVERLAP) / (right - left)
            matrix = (scale, 0.0, 0.0, 1.0, -_OVERLAP - left * scale, 0.0)
            return replace(whole, matrix=matrix, how="stretched")
        spare = width - self.face.advance(glyph)
        if mark == "…":  # at mid-height (GB/T 15834-2011, 4.11), not on the baseline as in Latin
            up = self.middle - (bottom + top) / 2
            stays = abs(up) < _MARGIN and abs(spare) < _SAME
            return whole if stays else whole.moved(spare / 2, up)
        if mark in marks.MIDDLE:  # a face's own wide form may be the stop of the lower right
            off = (width - left - right) / 2
            return whole.moved(off) if abs(off) > _OFF_MIDDLE else whole
        if abs(spare) < _SAME or mark in marks.CLOSING:
            return whole
        return whole.moved(spare if mark in marks.OPENING else spare / 2)

    def _half(self, mark: str) -> MadeGlyph:
        """Return the mark without the empty half of its body."""
        half = self.body / 2
        if mark == marks.BLANK:
            return replace(self._cell(self._own(mark), half, "moved"), depth=0.5)
        cut = self._halved(mark)
        if cut is None:
            cut = replace(self._full(mark), feature="")
            if mark in marks.OPENING:
                cut = cut.moved(-half)
            elif mark in marks.MIDDLE:
                cut = cut.moved(-half / 2)
        left, _, right, _ = self.ink(cut)
        if left < -_TOLERANCE or right > half + _TOLERANCE:
            cut = cut.moved((half - left - right) / 2)
        how: How = "moved" if cut.how == "own" else cut.how
        return replace(cut, advance=half, origin=(half / 2, self.face.box_top), how=how)

    def _halved(self, mark: str) -> MadeGlyph | None:
        """Return the half that the face itself asks for: ``halt``, or ``chws`` of two alike."""
        second = mark in marks.OPENING
        for feature, text, at in (("halt", mark, 0), ("chws", 2 * mark, int(second))):
            infos, places = self._shape(text, feature, "ltr")
            if len(infos) != len(text):
                continue
            place, glyph = places[at], int(infos[at].codepoint)
            if abs(place.x_advance / self.units - self.body / 2) > _NEAR:
                continue
            if abs(self.face.advance(glyph) - self.body / 2) < _NEAR:  # the feature did nothing
                continue
            made = self._cell(glyph, self.body / 2, "feature").moved(place.x_offset / self.units)
            return replace(made, depth=1.0, feature=feature)
        return None

    def _narrow(self, mark: str) -> MadeGlyph:
        """Return a quote as it goes with Latin letters."""
        own, tight = self._own(mark), self.asked(mark, "pwid")
        shorter = tight and self.face.advance(tight) < self.face.advance(own)
        glyph = tight if shorter else own
        advance = self.face.advance(glyph)
        made = replace(self._cell(glyph, advance), depth=1.0, how="glyph" if shorter else "own")
        if advance < _NARROW:
            return replace(made, feature="pwid" if shorter else "")
        left, _, right, _ = self.face.ink(glyph)
        width = right - left + 2 * _BEARING
        made = replace(self._cell(glyph, width), depth=1.0)
        return made.moved(_BEARING - left)

    def _vertical(self, mark: str) -> MadeGlyph:
        """Return the mark for a vertical line: the face's own form, or one made from the other.

        “” are ﹃﹄ and ‘’ ﹁﹂, whatever the face has for them (GB/T 15834-2011, 5.2).
        """
        corner = _CORNERS.get(mark, "")
        if corner and self._own(corner):
            return self._vertical(corner)
        own, upright = self._own(mark), self.asked(mark, "vert", "ttb")
        if mark == marks.BLANK:
            return self._cell(own, 1.0, "moved")
        if upright in (own, 0) or not self._fit_for(mark, own, upright):
            return self._turned(mark)
        made = self._standing(upright)
        if mark not in _DASHES:
            return made
        depth = 2.0 if mark == "⸺" else 1.0
        left, bottom, right, top = self.face.ink(upright)
        if top - bottom < _DASH:
            return made
        scale = (depth + 2 * _OVERLAP) / (top - bottom)
        head = made.origin[1]
        foot = head - depth - _OVERLAP
        across = made.origin[0] - (left + right) / 2
        matrix = (1.0, 0.0, 0.0, scale, across, foot - bottom * scale)
        return replace(made, matrix=matrix, depth=depth, how="stretched")

    def _fit_for(self, mark: str, own: int, upright: int) -> bool:
        """Tell whether a face's vertical form can be taken for a mark.

        Some faces hold blanks there.  Of Japanese ones colons lie on their side; in Chinese they
        stand (CLREQ, Positions of Punctuation Marks).
        """
        left, bottom, right, top = self.face.ink(own)
        left_v, bottom_v, right_v, top_v = self.face.ink(upright)
        if right > left and right_v <= left_v:
            return False
        lies = right_v - left_v > top_v - bottom_v and top - bottom > right - left
        return not (lies and mark in marks.DEEP)

    def _standing(self, glyph: int) -> MadeGlyph:
        """Return a glyph made for vertical lines in its cell of one em."""
        depth, x, y = self.face.vertical(glyph)
        head = y - (depth - 1) / 2
        made = MadeGlyph(
            source=glyph,
            advance=self.face.advance(glyph),
            origin=(x, head),
            how="glyph",
            feature="vert",
        )
        _, bottom, _, top = self.face.ink(glyph)
        if top > head + _MARGIN or bottom < head - 1 - _MARGIN:
            return made.moved(0.0, head - 0.5 - (bottom + top) / 2)
        return made

    def _turned(self, mark: str) -> MadeGlyph:
        """Return a vertical form for a face that lacks it.

        Which marks are turned and which moved: UAX #50, classes Tr, R and Tu.
        """
        head, foot, wide = self.face.box_top, self.face.box_bottom, self.body
        cell = replace(self._full(mark), feature="", how="moved", origin=(wide / 2, head))
        left, bottom, right, top = self.ink(cell)
        if mark in _CORNER:
            across = wide - right - max(0.0, min(left, _MARGIN))
            return cell.moved(across, head - top - max(0.0, min(bottom - foot, _MARGIN)))
        if mark in marks.DEEP:
            return cell.moved((wide - left - right) / 2, self.middle - (top + bottom) / 2)
        if mark in marks.MIDDLE:
            return cell
        # Quarter turn clockwise; what was the left edge of the body becomes its head.
        level = self._full(mark, 1.0)
        a, b, c, d, e, f = level.matrix
        turned = (b, -a, d, -c, f + wide / 2 - self.middle, head - e)
        made = replace(cell, source=level.source, matrix=turned, depth=level.advance, how="turned")
        if mark in _DASHES or mark == "…":  # their thickness lies about the middle of the line
            left, _, right, _ = self.ink(made)
            made = made.moved((wide - left - right) / 2)
        return made

    def _vertical_half(self, mark: str) -> MadeGlyph:
        """Return a mark for a vertical line, without the empty half of its cell.

        The ink goes to the upper half, so that the origin stays where all others have it and a
        viewer that knows only one origin for a face draws it right.
        """
        whole = self._vertical(mark)
        asked = self._halved_down(_CORNERS.get(mark, mark), whole)
        cut = asked or replace(whole, feature="")
        if not asked and mark in marks.OPENING:
            cut = cut.moved(0.0, 0.5)
        elif not asked and mark in marks.MIDDLE:
            cut = cut.moved(0.0, 0.25)
        _, bottom, _, top = self.ink(cut)
        head = cut.origin[1]
        if top > head + _TOLERANCE or bottom < head - 0.5 - _TOLERANCE:
            cut = cut.moved(0.0, head - 0.25 - (top + bottom) / 2)
        how: How = "moved" if cut.how in ("own", "glyph") else cut.how
        return replace(cut, depth=0.5, how=how)

    def _halved_down(self, char: str, whole: MadeGlyph) -> MadeGlyph | None:
        """Return the half that ``vhal`` asks for, None where it asks for none."""
        if whole.how != "glyph":
            return None
        infos, places = self._shape(char, "vhal", "ttb")
        _, plain = self._shape(char, "vert", "ttb")
        if len(infos) != 1 or int(infos[0].codepoint) != whole.source:
            return None
        depth = -places[0].y_advance / self.units
        if abs(depth - 0.5) > _NEAR or places[0].y_advance == plain[0].y_advance:
            return None
        up = (places[0].y_offset - plain[0].y_offset) / self.units
        return replace(whole.moved(0.0, up), how="feature", feature="vhal")
