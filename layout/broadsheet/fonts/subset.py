"""Cut a face down to the glyphs that a file uses.

Takes a face and glyph numbers; returns a font program for a PDF and the new numbers, which are
the codes of the text.  Knows nothing of PDF objects.
"""

from collections.abc import Iterable
from typing import Literal

import uharfbuzz as hb

from broadsheet.errors import FaceError, Where
from broadsheet.fonts.face import Face
from broadsheet.models import frozen

# What a CIDFontType2 needs (ISO 32000-1, 9.9).
_KEPT = frozenset({"glyf", "loca", "head", "hhea", "hmtx", "maxp"})
_KEPT_CFF = frozenset({"CFF ", "CFF2", "head", "hhea", "hmtx", "maxp"})
# What an instance of a variable face is reckoned from; it is static, and has none of them.
_VARIED = frozenset({"fvar", "avar", "gvar", "HVAR", "MVAR", "cvar", "OS/2"})
_LAST = 0xFFFF  # number of a glyph that a font can hold; beyond are those made for a face

# With code = glyph = CID, bare CFF reads right in poppler, mupdf, pdfium and Ghostscript;
# original numbers, or CFF wrapped as OpenType, fail in one or the other.
_FLAGS = (
    hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.DESUBROUTINIZE
    | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    | hb.SubsetFlags.NO_BIDI_CLOSURE
    | hb.SubsetFlags.CFF_IDENTITY_CHARSET
    | hb.SubsetFlags.DOWNGRADE_CFF2
)


@frozen(kw_only=True)
class Subset:
    """A font program with the glyphs of one file."""

    program: bytes
    kind: Literal["CIDFontType0C", "TrueType"]
    codes: dict[int, int]  # the face's glyph -> glyph, CID and code here


def cut_subset(face: Face, glyphs: Iterable[int]) -> Subset:
    """Cut a face down; glyph 0 is always kept and stays 0."""
    used = {0, *glyphs}
    made = sorted(glyph for glyph in used if glyph > _LAST)
    wanted = sorted(used.difference(made))
    subset = hb.SubsetInput()
    # By code points HarfBuzz needs not look through all that the face maps.
    if asked := face.code_points(used - {0}) if not made and not face.variable else set():
        subset.unicode_set.update(asked)
    else:
        subset.glyph_set.update(wanted)
    subset.flags = _FLAGS
    kept = _KEPT_CFF if face.cff else _KEPT
    if face.variable:
        subset.pin_all_axes_to_default(face.hb_face)
        for axis, place in face.instance.items():
            subset.pin_axis_location(face.hb_face, axis, place)
        kept = kept | _VARIED
    subset.drop_table_tag_set.update(
        int.from_bytes(tag.encode("latin-1"), "big")
        for tag in face.hb_face.table_tags
        if tag not in kept
    )
    try:
        plan = hb.SubsetPlan(face.hb_face, subset)
        numbers = plan.old_to_new_glyph_mapping
        codes = {glyph: numbers[glyph] for glyph in wanted}
        cut = plan.execute()
    except (hb.HarfBuzzError, RuntimeError, KeyError):
        raise FaceError("can't be cut down", where=Where(str(face.file))) from None
    if made:
        from broadsheet.fonts import drawn  # noqa: PLC0415 - brings fontTools along

        first = cut.glyph_count
        recipes = [face.made(glyph) for glyph in made]
        try:
            whole = drawn.with_made(bytes(cut.blob.data), recipes, face.hb_font, face.units)
        except drawn.Undrawable:
            raise FaceError("can't be given forms", where=Where(str(face.file))) from None
        cut = hb.Face(whole)
        codes |= {glyph: first + n for n, glyph in enumerate(made)}
    if face.cff:
        program = bytes(cut.reference_table("CFF ").data)
        return Subset(program=program, kind="CIDFontType0C", codes=codes)
    return Subset(program=bytes(cut.blob.data), kind="TrueType", codes=codes)
