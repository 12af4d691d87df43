"""An opened face: glyph numbers and their measures.

Takes a font file; returns glyphs of characters and of the special forms of ``marks``, and
their advances, inks and kerns in em.  Knows nothing of sizes, lines or PDF.
"""

import hashlib
from collections.abc import Mapping, Set
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from broadsheet import files_read
from broadsheet.errors import FaceError, Fault, Where
from broadsheet.fonts import marks, sfnt, web
from broadsheet.fonts.descriptor import describe
from broadsheet.fonts.harfbuzz import hb
from broadsheet.fonts.kerning import pair_font, shape_pair
from broadsheet.fonts.manifest import FaceEntry, Manifest
from broadsheet.fonts.marks import Form
from broadsheet.fonts.weights import WEIGHTS, weight_name

if TYPE_CHECKING:  # imported for faces of strangers alone
    from broadsheet.fonts.made import MadeGlyph, MarkForms

NO_AXES: Final[Mapping[str, float]] = MappingProxyType({})

_PLANE_15 = 0xF0000
_MADE: Final = 0x10000  # from here on numbers are of glyphs that are made for a face
# A stranger's vertical metrics are taken where they are of the trade's kind, em: several faces in
# use give ideographs no depth, or hang them a whole em above their cell.
_DEPTHS: Final = (0.2, 2.2)
_HEAD_OFF: Final = 0.25
_SQUARE: Final = "国中一"  # ideographs that stand on the same body in any face that has one
_BODIES: Final = (0.5, 1.25)  # em


class Face:
    """A face of one weight.

    Immutable to its users; what is looked up is kept, so that a second page costs less.
    Several threads may use one face: the worst that happens is a look-up done twice.
    """

    __slots__ = (
        "_advances",
        "_codes",
        "_digest",
        "_featured",
        "_forms",
        "_glyphs",
        "_inks",
        "_kerns",
        "_ligatures",
        "_made_forms",
        "_pairs",
        "_uprights",
        "_verticals",
        "ascent",
        "body",
        "box_bottom",
        "box_top",
        "bundled",
        "cap_height",
        "cff",
        "descent",
        "descriptor",
        "family",
        "file",
        "hb_face",
        "hb_font",
        "id",
        "index",
        "instance",
        "ligates",
        "psname",
        "sans",
        "serif",
        "units",
        "variable",
        "weight",
        "weight_class",
    )

    def __init__(
        self,
        file: Path,
        index: int,
        name: str,
        entry: FaceEntry | None,
        instance: Mapping[str, float] = NO_AXES,
    ) -> None:
        """Open a file that ``sfnt.check_file`` has passed, or a bundled one.

        ``instance`` are places on the axes of a variable face, within their bounds.
        """
        self.file, self.index, self.id, self.bundled = file, index, name, entry is not None
        self.hb_face = self._tables()
        self.hb_font = hb.Font(self.hb_face)
        self.variable = "fvar" in self.hb_face.table_tags
        self.instance = dict(instance)
        if instance:
            self.hb_font.set_variations(self.instance)
        self.units = self.hb_face.upem
        tags = set(self.hb_face.table_tags)
        self.cff = bool(tags & {"CFF ", "CFF2"})
        if not (self.cff or "glyf" in tags) or not self.hb_face.glyph_count:
            raise FaceError(
                "has no outlines that a PDF can hold",
                where=Where(str(file)),
                hint="glyf or CFF outlines are wanted, no bitmaps and no drawings in colour",
            )
        if entry is None:
            self._check_sound()
        facts = sfnt.read_facts(self.table, self.units)
        if not facts.embeddable:
            raise FaceError("its licence bits forbid embedding", where=Where(str(file)))
        self.family = entry.family if entry else self.hb_face.get_name(1) or file.stem
        self.psname = sfnt.plain_name(instance_name(self.hb_face, instance) or file.stem)
        own = round(instance.get("wght", facts.weight))
        self.weight, self.weight_class = (
            (entry.weight, WEIGHTS[entry.weight]) if entry else (weight_name(own), own)
        )
        self.ascent, self.descent = facts.ascent, facts.descent  # em, typographic
        self.cap_height = facts.cap_height or 0.7
        self.serif, self.sans = facts.serif, sfnt.is_sans(facts, self.family)
        self.box_top, self.box_bottom = _em_box(facts)
        self.descriptor = describe(facts)
        self._digest = entry.sha256 if entry else ""
        self._glyphs, self._codes = dict[str, int](), dict[int, int]()  # codes lead to glyphs
        self._forms: dict[tuple[str, Form], int] = {}
        self._advances: dict[int, float] = {}
        self._verticals: dict[int, tuple[float, float, float]] | None = (
            {} if "vmtx" in tags or entry is None else None
        )
        self.body, self.ligates = (
            (1.0, False) if entry else (self._find_body(), self.has_feature("liga"))
        )
        self._uprights: dict[str, int] = {}
        self._ligatures: dict[str, int] = {}
        self._featured: dict[tuple[str, tuple[str, ...]], int] = {}
        self._made_forms: MarkForms | None = None
        self._inks: dict[int, tuple[float, float, float, float]] = {}
        self._kerns: dict[tuple[int, int], float] = {}
        self._pairs = pair_font(self.hb_face, self.instance) if tags & {"GPOS", "kern"} else None

    def __repr__(self) -> str:
        return f"Face({self.id!r})"

    def _tables(self) -> hb.Face:
        return open_tables(self.file, self.index)

    def _find_body(self) -> float:
        """Return how wide the body of ideographs is, em: condensed faces have a narrower one."""
        fonts, units = self.hb_font, self.units
        glyphs = [fonts.get_nominal_glyph(ord(char)) for char in _SQUARE]
        wide = {fonts.get_glyph_h_advance(glyph) / units if glyph else 1.0 for glyph in glyphs}
        body = wide.pop()
        return body if not wide and _BODIES[0] <= body <= _BODIES[1] else 1.0

    def _check_sound(self) -> None:
        """Look at a stranger's tables before any glyph is asked for."""
        from broadsheet.fonts import sound  # noqa: PLC0415 - few papers have faces of their own

        try:
            sound.check_face(self.table, cff=self.cff)
        except FaceError as fault:
            where = Where(str(self.file))
            raise FaceError(fault.message, where=where, hint=fault.hint) from None

    def table(self, tag: str) -> bytes:
        """Return a table of the file, empty when it is not there."""
        return bytes(self.hb_face.reference_table(tag).data)

    @property
    def digest(self) -> str:
        """The sha256 of the file: the manifest's for a bundled face."""
        if not self._digest:
            self._digest = hashlib.sha256(self.file.read_bytes()).hexdigest()
        return self._digest

    def glyph(self, char: str) -> int:
        """Return the glyph of a character, 0 when the face lacks it."""
        found = self._glyphs.get(char)
        if found is None:
            # The copy can't reach the forms through their private code points.
            ours = self.bundled and ord(char) >= _PLANE_15
            found = 0 if ours else self.hb_font.get_nominal_glyph(ord(char)) or 0
            self._codes[found] = ord(char)
            self._glyphs[char] = found
        return found

    def code_points(self, glyphs: Set[int]) -> set[int]:
        """Return the code points that lead to glyphs; none where some glyph has no known one."""
        codes = self._codes
        return {codes[glyph] for glyph in glyphs} if glyphs <= codes.keys() else set()

    def covers(self, char: str) -> bool:
        """Tell whether the face holds a character."""
        return self.glyph(char) != 0

    def variant(self, char: str, selector: str) -> int:
        """Return the glyph of a variation sequence (cmap 14, UTS #37), 0 when there is none."""
        return self.hb_font.get_variation_glyph(ord(char), ord(selector)) or 0

    def form(self, char: str, form: Form) -> int:
        """Return the glyph of a special form, 0 when the face has none.

        The build gives them to bundled faces; in a stranger's, which may use plane 15 for signs
        of its own, they are what its tables put there, or made of its glyphs.
        """
        key = (char, form)
        found = self._forms.get(key)
        if found is None:
            found = self._forms[key] = self._find_form(char, form)
        return found

    def _find_form(self, char: str, form: Form) -> int:
        code = marks.private(char, form)
        if self.bundled and code:
            found = self.hb_font.get_nominal_glyph(code) or 0
            self._codes[found] = code
            return found
        if self.bundled or char not in marks.MARKS:
            own = self.glyph(char) if form == "full" else 0
            return own if own and self.advance(own) == 1 else 0
        made = self._mark_forms().form(char, form)
        if made is None:
            return 0
        return made.source if self._mark_forms().is_own(made) else self._made_number(char, form)

    def _made_number(self, char: str, form: Form) -> int:
        from broadsheet.fonts.made import number_of  # noqa: PLC0415 - for few papers

        return number_of(char, form)

    def _mark_forms(self) -> "MarkForms":
        """Return what looks for the forms of a stranger's face, and makes those it has not."""
        if self._made_forms is None:
            from broadsheet.fonts.made import MarkForms  # noqa: PLC0415 - for few papers

            self._made_forms = MarkForms(self, self.hb_font, self.units)
        return self._made_forms

    def made(self, glyph: int) -> "MadeGlyph":
        """Return what a made glyph is made of; its number tells which form of a mark it is."""
        from broadsheet.fonts.made import named  # noqa: PLC0415 - for few papers

        found = self._mark_forms().form(*named(glyph))
        if found is None:
            raise Fault(f"{self!r} has no glyph {glyph}")
        return found

    def upright(self, char: str) -> int:
        """Return the glyph of a character that stands in a vertical line (GSUB ``vert``)."""
        found = self._uprights.get(char)
        if found is None:
            own = self.glyph(char)
            # Ideographs look the same in both directions, and a page has many.
            turned = own and not (char.isalpha() and char >= "\u3400")
            found = self._mark_forms().upright(char) if turned else own
            self._uprights[char] = found
        return found

    def featured(self, char: str, features: tuple[str, ...]) -> int:
        """Return the glyph that features put in the place of a character's own (GSUB).

        Its own where the face has none of them for it, 0 where the face lacks the character.
        """
        key = (char, features)
        found = self._featured.get(key)
        if found is None:
            found = own = self.glyph(char)
            for feature in features if own else ():
                asked = self._mark_forms().asked(char, feature, script="Latn")
                found = asked if asked not in (0, own) else found
            self._featured[key] = found
        return found

    def ligature(self, letters: str) -> int:
        """Return the one glyph that a face joins letters to (GSUB ``liga``), 0 for none."""
        found = self._ligatures.get(letters)
        if found is None:
            found = self._mark_forms().asked(letters, "liga", script="Latn")
            self._ligatures[letters] = found
        return found

    def has_feature(self, feature: str) -> bool:
        """Tell whether a face substitutes glyphs by a feature, for Latin letters or by itself."""
        if "GSUB" not in self.hb_face.table_tags:
            return False
        scripts = range(len(self.hb_face.get_table_script_tags("GSUB")))
        tags = (self.hb_face.get_language_feature_tags("GSUB", script) for script in scripts)
        return any(feature in held for held in tags)

    def advance(self, glyph: int) -> float:
        """Return the advance of a glyph, em."""
        found = self._advances.get(glyph)
        if found is None:
            if glyph >= _MADE:
                found = self.made(glyph).advance
            else:
                found = self.hb_font.get_glyph_h_advance(glyph) / self.units
            self._advances[glyph] = found
        return found

    def vertical(self, glyph: int) -> tuple[float, float, float]:
        """Return advance down, and the vertical origin's x and y seen from the other one, em.

        A face without vertical metrics is set in cells of its em box.
        """
        if self._verticals is None:
            return 1.0, self.advance(glyph) / 2, self.box_top
        found = self._verticals.get(glyph)
        if found is None:
            found = self._verticals[glyph] = self._find_vertical(glyph)
        return found

    def _find_vertical(self, glyph: int) -> tuple[float, float, float]:
        if glyph >= _MADE:
            made = self.made(glyph)
            return made.depth, *made.origin
        cell = (1.0, self.advance(glyph) / 2, self.box_top)
        if "vmtx" not in self.hb_face.table_tags:
            return cell
        x, y = self.hb_font.get_glyph_v_origin(glyph)
        down = -self.hb_font.get_glyph_v_advance(glyph)
        found = (down / self.units, x / self.units, y / self.units)
        usual = _DEPTHS[0] < found[0] < _DEPTHS[1] and abs(found[2] - self.box_top) < _HEAD_OFF
        return found if usual or self.bundled else cell

    def ink(self, glyph: int) -> tuple[float, float, float, float]:
        """Return left, bottom, right and top of a glyph's ink, em, y up; zeros for a blank."""
        found = self._inks.get(glyph)
        if found is None:
            made = glyph >= _MADE
            box = None if made else self.hb_font.get_glyph_extents(glyph)
            found = self._mark_forms().ink(self.made(glyph)) if made else (0.0, 0.0, 0.0, 0.0)
            if box is not None:
                right, bottom = box.x_bearing + box.width, box.y_bearing + box.height
                left, top, units = box.x_bearing, box.y_bearing, self.units
                found = (left / units, bottom / units, right / units, top / units)
            self._inks[glyph] = found
        return found

    def kern(self, left: int, right: int) -> float:
        """Return what the gap between two glyphs of a Latin word changes by, em."""
        if self._pairs is None:
            return 0.0
        key = (left, right)
        found = self._kerns.get(key)
        if found is None:
            found = self._kerns[key] = shape_pair(self._pairs, left, right) / self.units
        return found


def open_tables(file: Path, index: int) -> hb.Face:
    """Map a font file into memory; a web font is unpacked into it."""
    try:
        if plain := web.unpacked(file) if web.is_packed(file) else b"":
            return hb.Face(hb.Blob(plain), index)
        return hb.Face(hb.Blob.from_file_path(str(file)), index)
    except hb.HarfBuzzError:
        raise FaceError("can't be read as a font", where=Where(str(file))) from None


def open_bundled(manifest: Manifest, entry: FaceEntry) -> Face:
    """Open a bundled face: once in a process, the file is the wheel's and stays as it is."""
    file = manifest.path(entry)
    files_read.note(file, digest=entry.sha256)
    return _opened(file, entry)


@lru_cache(maxsize=64)  # there are fewer
def _opened(file: Path, entry: FaceEntry) -> Face:
    return Face(file, entry.index, entry.id, entry)


def open_file(
    path: Path, name: str, index: int = 0, instance: Mapping[str, float] = NO_AXES
) -> Face:
    """Open a face of the user's or of the machine, under an id of its own."""
    sfnt.check_file(path, index)
    files_read.note(path)
    return Face(path, index, name, None, instance)


def instance_name(face: hb.Face, instance: Mapping[str, float]) -> str:
    """Return a face's PostScript name, of an instance as Adobe's Technical Note 5902 has it."""
    if not instance:
        return str(face.get_name(6) or "")
    prefix = face.get_name(25) or face.get_name(16) or face.get_name(1) or ""
    return prefix + "".join(f"_{place:g}{tag}" for tag, place in instance.items())


def _em_box(facts: sfnt.Facts) -> tuple[float, float]:
    """Return top and foot of the ideographic em box, em; a Latin face takes the usual one."""
    square = abs(facts.ascent - facts.descent - 1) < 0.02
    return (facts.ascent, facts.descent) if square else (sfnt.BOX_TOP, sfnt.BOX_BOTTOM)
