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

# With code = glyph = CID, bare CFF reads right in poppler, mupdf, pdfium and Ghostscript;
# original numbers, or CFF wrapped as OpenType, fail in one or the other.
_FLAGS = (
    hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.DESUBROUTINIZE
    | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    | hb.SubsetFlags.CFF_IDENTITY_CHARSET
)


@frozen(kw_only=True)
class Subset:
    """A font program with the glyphs of one file."""

    program: bytes
    kind: Literal["CIDFontType0C", "TrueType"]
    codes: dict[int, int]  # the face's glyph -> glyph, CID and code here


def cut_subset(face: Face, glyphs: Iterable[int]) -> Subset:
    """Cut a face down; glyph 0 is always kept and stays 0."""
    wanted = sorted({0, *glyphs})
    subset = hb.SubsetInput()
    subset.glyph_set.update(wanted)
    subset.flags = _FLAGS
    kept = {"CFF ", "head", "hhea", "hmtx", "maxp"} if face.cff else _KEPT
    subset.drop_table_tag_set.update(
        int.from_bytes(tag.encode("latin-1"), "big")
        for tag in face.hb_face.table_tags
        if tag not in kept
    )
    try:
        plan = hb.SubsetPlan(face.hb_face, subset)
        numbers = plan.old_to_new_glyph_mapping
        codes = {glyph: numbers[glyph] for glyph in wanted}
        made = plan.execute()
    except (hb.HarfBuzzError, RuntimeError, KeyError):
        raise FaceError("can't be cut down", where=Where(str(face.file))) from None
    if face.cff:
        program = bytes(made.reference_table("CFF ").data)
        return Subset(program=program, kind="CIDFontType0C", codes=codes)
    return Subset(program=bytes(made.blob.data), kind="TrueType", codes=codes)
