import io

import pytest
import uharfbuzz as hb
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont

from broadsheet.fonts.face import Face, open_bundled
from broadsheet.fonts.manifest import read_manifest
from broadsheet.fonts.subset import cut_subset

MANIFEST = read_manifest()
FACES = {entry.id: open_bundled(MANIFEST, entry) for entry in MANIFEST.faces}
TEXT = "浙江工人日报A1"
SOME = {"Broadsheet Roman": "Courier £1", "Noto Emoji": "☀☂🐟", "Yuji Boku": "浙江工人報"}


@pytest.mark.parametrize("face", FACES.values(), ids=FACES.keys())
def test_codes_are_the_glyphs_of_the_program_and_glyph_0_stays(face) -> None:
    glyphs = [face.glyph(char) for char in (SOME.get(face.family, TEXT))]
    assert 0 not in glyphs
    subset = cut_subset(face, glyphs)
    assert set(subset.codes) == {0, *glyphs}
    assert subset.codes[0] == 0
    codes = sorted(subset.codes.values())
    # Parts of composed glyphs may come in between.
    assert codes == list(range(len(set(glyphs)) + 1)) or not face.cff
    assert len(set(codes)) == len(codes)
    assert len(subset.program) < 20_000


def test_cff_comes_bare_with_code_as_cid_and_without_subroutines() -> None:
    face = FACES["song-black"]
    half = face.form("“", "half")
    subset = cut_subset(face, [face.glyph("报"), half])
    assert subset.kind == "CIDFontType0C"
    cff = CFFFontSet()
    cff.decompile(io.BytesIO(subset.program), None)
    assert cff.fontNames == ["NotoSerifSC-Black"]
    top = cff.topDictIndex[0]
    assert top.charset == [".notdef", "cid00001", "cid00002"]
    assert len(top.GlobalSubrs) == 0
    # Drawn anew, the glyph has the ink it had in the face.
    name = f"cid{subset.codes[half]:05d}"
    box = top.CharStrings[name].calcBounds(top.CharStrings)
    assert [length / 1000 for length in box] == pytest.approx(face.ink(half))


def test_glyf_comes_with_no_more_tables_than_a_pdf_reads() -> None:
    face = FACES["kai-regular"]
    glyph = face.glyph("报")
    subset = cut_subset(face, [glyph])
    assert subset.kind == "TrueType"
    font = TTFont(io.BytesIO(subset.program))
    assert set(font.keys()) - {"GlyphOrder"} == {"glyf", "loca", "head", "hhea", "hmtx", "maxp"}
    box = hb.Font(hb.Face(subset.program)).get_glyph_extents(subset.codes[glyph])
    assert box.x_bearing / 1000 == pytest.approx(face.ink(glyph)[0])
    assert box.y_bearing / 1000 == pytest.approx(face.ink(glyph)[3])


def test_the_same_glyphs_give_the_same_bytes_in_any_order() -> None:
    face = FACES["hei-bold"]
    glyphs = [face.glyph(char) for char in TEXT]
    assert cut_subset(face, glyphs) == cut_subset(face, [*reversed(glyphs), glyphs[0]])


def test_a_face_cut_by_code_points_is_the_same_as_one_cut_by_glyphs() -> None:
    entry = MANIFEST.faces[0]
    known, fresh = (Face(MANIFEST.path(entry), entry.index, entry.id, entry) for _ in range(2))
    glyphs = [known.glyph(char) for char in "（）《》报A1 "]
    glyphs += [known.form("，", "half"), known.form("“", "vert"), known.form("…", "full")]
    assert len(known.code_points({*glyphs})) == len(set(glyphs))
    # nothing was looked up in it
    assert fresh.code_points({*glyphs}) == set()
    assert cut_subset(known, glyphs) == cut_subset(fresh, glyphs)
