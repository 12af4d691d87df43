"""The case: for each character of a typeface its glyph and its width.

Takes a typeface; returns cells, the bodies on which characters are set, each with a glyph
and what the pen moves beside it.  Bundled faces have a glyph for every form of a mark; in a
face that has none, the mark is set by moving the pen.  Cells are made when a character is
first met and kept.  Knows nothing of sizes, lines or measures.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, Literal

from broadsheet import cjk
from broadsheet.fonts.face import Face
from broadsheet.fonts.marks import DEEP, Form
from broadsheet.fonts.stand_ins import UNSEEN
from broadsheet.fonts.typeface import Typeface
from broadsheet.models import frozen
from broadsheet.paragraph.models import Corners, Scheme

Body = Literal["full", "half", "quarter", "narrow", "natural"]

WIDTH: Final[dict[Body, float]] = {"full": 1.0, "half": 0.5, "quarter": 0.25}

# Marks on the whole body, by their classes; the others are half in that scheme.
FULL: Final[dict[Scheme, str]] = {
    "full": cjk.OPENING + cjk.CLOSING + "M",
    "kaiming": ".?",
    "half": "",
}
_MARKS: Final = cjk.OPENING + cjk.CLOSING + "M"
_SIZES: Final = 64  # of which widths are kept
_LONG: Final = "DdEe~/W"
_BLANK: Final = "\u3000"
_HAN: Final = "国"
_WHITE: Final = " \t\u3000"
# What quotes look like in vertical lines where “” stand for single corners.
_SINGLE: Final = {"“": "「", "”": "」", "‘": "『", "’": "』"}
# Latin letters and what goes with them lie on their side in a vertical line.
_TURNED: Final = frozenset("anAhpoisyqbB()]!gw-")


@frozen()
class PlacedGlyph:
    """A glyph on its body; ``before`` and ``after`` are moves of the pen beside it, em."""

    face: Face
    glyph: int
    width: float  # em along the line, the moves included
    before: float = 0.0
    after: float = 0.0


class _Widths(dict[str, float]):
    """Widths by character, pt, reckoned when one is first met."""

    def __init__(self, widths: dict[str, float], size: float, tracking: float) -> None:
        self.widths = widths  # em
        self.size = size
        self.tracking = tracking  # pt

    def __missing__(self, char: str) -> float:
        width = self[char] = self.widths[char] * self.size + self.tracking
        return width


class Case:
    """Cells of one typeface in one scheme and direction."""

    def __init__(
        self, typeface: Typeface, scheme: Scheme, *, vertical: bool, corners: Corners
    ) -> None:
        self.typeface = typeface
        self.vertical = vertical
        self.shapes = _SINGLE if vertical and corners == "single" else {}
        self.full = FULL[scheme]
        self.main = typeface.faces[0]
        # The body of ideographs across the line, em: of a condensed face it is narrower.
        self.wide = 1.0 if vertical else (typeface.face_for(_HAN) or self.main).body
        self.glyphs: dict[str, int] = {}
        self.widths: dict[str, float] = {}  # em
        self.strange: set[str] = set()  # what has another face, stance or place than most
        self.turned: set[str] = set()  # what lies on its side
        self.missing: set[str] = set()
        # nothing of its face wants more than glyphs on bodies
        self.plain = vertical or not (typeface.quotes or self.main.ligates)
        self.sorts = bytearray()  # glyphs and widths as the kernel looks them up
        self._cells: dict[tuple[str, Body], PlacedGlyph] = {}
        self._ahead: dict[str, float] = {}
        self._widths: dict[tuple[float, float], _Widths] = {}

    def stock(self, chars: Iterable[str]) -> None:
        """Make the cells of characters not met before."""
        new = [char for char in chars if char not in self.glyphs]
        main, face_for, plain = self.main, self.typeface.face_for, not self.typeface.features
        for char, letter in zip(new, cjk.classify("".join(new)), strict=True):
            # most of a page: an ideograph of the main face, which stands on its own body
            if letter == "H" and plain and face_for(char) is main and char not in UNSEEN:
                glyph = main.upright(char) if self.vertical else main.glyph(char)
                along = main.vertical(glyph)[0] if self.vertical else main.advance(glyph)
                self.glyphs[char], self.widths[char] = glyph, along
            elif char not in self.glyphs:
                self._add(char)

    def widths_at(self, size: float, tracking: float) -> "_Widths":
        """Return the widths of characters at a size, with white after each, pt."""
        found = self._widths.get((size, tracking))
        if found is None:
            if len(self._widths) >= _SIZES:  # heads try many
                self._widths.clear()
            found = self._widths[size, tracking] = _Widths(self.widths, size, tracking)
        return found

    def _add(self, char: str) -> None:
        if char not in _WHITE and self.typeface.face_for(char) is None:
            self.missing.add(char)
        if self.vertical and mark_class(char) in _TURNED:
            self.turned.add(char)
        cell = self.cell(char, self.body(char))
        if mark_class(char) in _MARKS:
            self.cell(char, "half")  # may be wanted at any edge
        if char in self.turned:
            self.note_strange(char)
        self.widths[char] = cell.width
        self.glyphs[char] = cell.glyph

    def body(self, char: str) -> Body:
        """Return the body on which a character stands where nothing about it asks for another."""
        letter = mark_class(char)
        if letter in _MARKS:
            return "full" if self.keeps(letter, char) else "half"
        if letter in _LONG or char == "\t":
            return "full"
        return "natural"

    def keeps(self, letter: str, char: str) -> bool:
        """Tell whether a mark stands on its whole body by itself, and so can give half of it."""
        return letter in self.full or (self.vertical and char in DEEP)

    def halves(self, char: str) -> bool:
        """Tell whether a mark can stand on half a body: deep ones can't in a vertical line."""
        return not (self.vertical and char in DEEP)

    def cell(self, char: str, body: Body) -> PlacedGlyph:
        """Return a character on a body."""
        key = (char, body)
        found = self._cells.get(key)
        if found is None:
            found = self._cells[key] = self._make(char, body)
            if found.before or found.after or found.face is not self.main:
                self.note_strange(char)
        return found

    def note_strange(self, char: str) -> None:
        """Note a character as strange; the kernel may have met it as a plain one."""
        if char not in self.strange:
            self.strange.add(char)
            self.sorts.clear()

    def ahead(self, char: str) -> float:
        """Return which part of the half that a mark can give lies ahead of its ink, 0 to 1.

        Of a closing mark none and of an opening one all, unless its face has it elsewhere: a
        comma of Taiwan stands in the middle of its body.
        """
        found = self._ahead.get(char)
        if found is None:
            whole, half = self.cell(char, "full"), self.cell(char, "half")
            lost = self._ink_start(whole) - self._ink_start(half)
            room = whole.width - half.width
            found = self._ahead[char] = min(1.0, max(0.0, lost / room)) if room else 0.0
        return found

    def _ink_start(self, cell: PlacedGlyph) -> float:
        """Return how far from the head of its cell the ink of a glyph begins, em."""
        left, _, _, top = cell.face.ink(cell.glyph)
        return cell.before + (cell.face.vertical(cell.glyph)[2] - top if self.vertical else left)

    def level(self, char: str) -> PlacedGlyph:
        """Return a character as in a level line, for a cell that it shares in a vertical one."""
        char = self.typeface.shown(char)
        face = self.typeface.face_for(char) or self.main
        glyph = face.form(char, "half") or face.glyph(char)
        return PlacedGlyph(face, glyph, face.advance(glyph))

    def variant(self, char: str, selector: str) -> PlacedGlyph | None:
        """Return a character as a variation selector behind it asks, None where no face has it."""
        for face in self.typeface.faces:
            if glyph := face.variant(char, selector):
                along = face.vertical(glyph)[0] if self.vertical else face.advance(glyph)
                return PlacedGlyph(face, glyph, along)
        return None

    def _make(self, char: str, body: Body) -> PlacedGlyph:
        if char in UNSEEN:
            return self._unseen()
        char = self.typeface.shown(char) if char not in _WHITE else char
        face = self.typeface.face_for(char) or self.main
        if body == "natural":
            return self._natural(face, char)
        shape = _BLANK if char in _WHITE else self.shapes.get(char, char)
        if shape == _BLANK:
            face = self.typeface.face_for(_BLANK) or self.main
        glyph = self._form(face, shape, body)
        if body == "narrow":
            glyph = glyph or face.glyph(char)
            return PlacedGlyph(face, glyph, face.advance(glyph))
        width = 2.0 if char in "⸺⸻" and body == "full" else WIDTH[body]
        if not self.vertical:
            width *= self.wide
        if glyph and (self.vertical or self.wide == face.body):
            return PlacedGlyph(face, glyph, width)
        glyph = glyph or (face.upright(shape) if self.vertical else face.glyph(shape))
        return self._shifted(face, glyph, mark_class(char), width)

    def _unseen(self) -> PlacedGlyph:
        blank = self.typeface.face_for(" ") or self.main
        glyph = blank.glyph(" ")
        return PlacedGlyph(blank, glyph, 0.0, 0.0, -blank.advance(glyph))

    def _natural(self, face: Face, char: str) -> PlacedGlyph:
        if not self.vertical or mark_class(char) in _TURNED:
            features = self.typeface.features
            glyph = face.featured(char, features) if features else face.glyph(char)
            return PlacedGlyph(face, glyph, face.advance(glyph))
        glyph = face.upright(char)
        return PlacedGlyph(face, glyph, face.vertical(glyph)[0])

    def _form(self, face: Face, char: str, body: Body) -> int:
        if not self.vertical:
            forms: dict[Body, Form] = {
                "full": "full",
                "half": "half",
                "quarter": "quarter",
                "narrow": "narrow",
            }
            glyph = face.form(char, forms[body])
            if not glyph and body == "full" and face.advance(face.glyph(char)) == 1.0:
                glyph = face.glyph(char)
            return glyph
        return face.form(char, "vert_half" if body == "half" else "vert")

    def _shifted(self, face: Face, glyph: int, letter: str, width: float) -> PlacedGlyph:
        """Set a glyph on another body than its own: ink at the side where the mark has it."""
        own = face.vertical(glyph)[0] if self.vertical else face.advance(glyph)
        spare = width - own
        if letter in cjk.CLOSING:
            return PlacedGlyph(face, glyph, width, 0.0, spare)
        if letter in cjk.OPENING:
            return PlacedGlyph(face, glyph, width, spare, 0.0)
        return PlacedGlyph(face, glyph, width, spare / 2, spare / 2)


@lru_cache(maxsize=4096)  # asked again and again, glyph by glyph, of the same few marks
def mark_class(char: str) -> str:
    """Return the class of a mark among Han: a quote alone is told as Latin by its context."""
    return {"“": "{", "‘": "{", "”": "}", "’": "}"}.get(char) or cjk.classify(char)


@lru_cache(maxsize=128)
def case_of(typeface: Typeface, scheme: Scheme, vertical: bool, corners: Corners) -> Case:
    """Return the case of a typeface, the same one each time."""
    return Case(typeface, scheme, vertical=vertical, corners=corners)
