import contextlib
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.errors import FaceError
from broadsheet.fonts import marks
from broadsheet.fonts.face import Face, open_bundled, open_file
from broadsheet.fonts.manifest import read_manifest
from broadsheet.fonts.subset import cut_subset

MakeFont = Callable[..., Path]

MANIFEST = read_manifest()
FACES = {entry.id: open_bundled(MANIFEST, entry) for entry in MANIFEST.faces}
LATIN = [face for entry, face in FACES.items() if entry.startswith("roman-")]
MARKED = [face for face in FACES.values() if face not in LATIN and face.id != "signs-regular"]
TEXT_FACES = [face for face in MARKED if not face.id.startswith("brush-")]
TRADITIONAL = [face for face in TEXT_FACES if "-tc-" in face.id or "-hk-" in face.id]
MAINLAND = [face for face in MARKED if face not in TRADITIONAL and face.id != "brush-tc-regular"]
SONG = FACES["song-regular"]

each_face = pytest.mark.parametrize("face", FACES.values(), ids=FACES.keys())
each_marked_face = pytest.mark.parametrize("face", MARKED, ids=lambda face: face.id)
each_mainland_face = pytest.mark.parametrize("face", MAINLAND, ids=lambda face: face.id)
each_traditional_face = pytest.mark.parametrize("face", TRADITIONAL, ids=lambda face: face.id)
each_text_face = pytest.mark.parametrize("face", TEXT_FACES, ids=lambda face: face.id)


def close(*values: float) -> object:
    return pytest.approx(values, abs=1e-9)


@each_text_face
def test_text_faces_hold_all_of_gb2312_and_the_signs_of_a_newspaper(face: Face) -> None:
    cells = (bytes([row, cell]) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    wanted = {cell.decode("gb2312", "ignore") for cell in cells} - {""}
    wanted |= set("℃①㎡﹃﹄﹁﹂ˉˇ˙āáǎàǖǘǚǜḿɡ€£™®©°镕〇·•—…⸺")
    assert len(wanted) > 7440
    assert [char for char in sorted(wanted) if not face.covers(char)] == []


def decoded(codec: str) -> set[str]:
    """All letters that two bytes of a coding stand for."""
    cells = (bytes([row, cell]) for row in range(0x81, 0xFF) for cell in range(0x40, 0xFF))
    found = {cell.decode(codec, "ignore") for cell in cells}
    return {c for c in found if len(c) == 1 and c.isalpha() and not "\ue000" <= c <= "\uf8ff"}


def is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= "\U00020000"


# What no face of Noto's holds: names of elements, and two of HKSCS-2016; the written face has all
# of them but one, and phonetic letters are in the Latin one.
LACKING = set("鿫鿬鿭鿮鿯𫬷𭉝")


def lacking(face: Face, wanted: set[str]) -> list[str]:
    return [char for char in sorted(wanted - LACKING) if not face.covers(char)]


@pytest.mark.parametrize("role", ["song", "hei"])
def test_every_weight_holds_the_characters_of_all_three_chinese(role: str) -> None:
    wanted = set("㑇㘎𠙶𡐓𬜬𬬮𬭛鿍鿎鿏")  # 通用规范汉字表 beside GB 2312
    wanted |= {char for char in decoded("cp950") | decoded("gb2312") if is_han(char)}
    wanted |= {char for char in decoded("big5hkscs") if "\u4e00" <= char <= "\u9fff"}
    wanted |= set("𠝹𡃁𨋢𨳒𧨾")  # what Hong Kong has in common use beside (IICore)
    wanted |= {char for char in decoded("euc_jp") if is_han(char)}
    wanted |= set("あいうえおゔがぱアイウエオヴガパーゝゞ々〆ヶ")
    assert len(wanted) > 17_000
    for weight in ("regular", "bold", "black"):
        for infix in ("", "-tc", "-hk"):
            assert lacking(FACES[f"{role}{infix}-{weight}"], wanted) == [], (infix, weight)


@pytest.mark.parametrize("role", ["song", "hei"])
def test_running_text_has_all_of_hkscs_2016(role: str) -> None:
    wanted = {char for char in decoded("big5hkscs") if is_han(char)}
    # what came in 2016
    wanted |= set("兑吿媪岃悦愠捝敚棁氲涚煴税緼脱腽藴蜕説輼醖鋭閲鱇𫬷𭉝")
    for infix in ("", "-tc", "-hk"):
        assert lacking(FACES[f"{role}{infix}-regular"], wanted) == []


def test_the_usual_face_has_gb_18030_level_2_and_hangul() -> None:
    wanted = {chr(code) for code in (*range(0x3400, 0x4DB6), *range(0x4E00, 0x9FF0))}
    hangul = {char for char in decoded("euc_kr") if "\uac00" <= char <= "\ud7a3"}
    assert len(hangul) == 2350
    assert lacking(SONG, wanted | hangul) == []
    assert lacking(FACES["hei-black"], hangul) == []


def test_what_the_printed_faces_lack_others_hold() -> None:
    kai, roman = FACES["kai-regular"], FACES["roman-regular"]
    assert [char for char in sorted(LACKING) if not kai.covers(char)] == ["𫬷"]
    letters = {char for char in decoded("big5hkscs") if "\u0250" <= char <= "\u02af"}
    assert letters
    assert [char for char in sorted(letters) if not roman.covers(char)] == []


def test_kai_and_brush_have_faces_for_taiwan() -> None:
    big5 = {char for char in decoded("big5") if is_han(char)}
    kai = FACES["kai-tc-regular"]
    assert len([char for char in big5 if not kai.covers(char)]) < 20
    brush = FACES["brush-tc-regular"]
    assert all(map(brush.covers, "香港臺灣晨報聞國濤聲時華僑東星島"))


def test_each_chinese_has_its_own_forms_and_shares_the_rest() -> None:
    here, taiwan, hong_kong = (FACES[f"song{infix}-black"] for infix in ("", "-tc", "-hk"))
    for char in "骨返化":
        inks = {face.ink(face.glyph(char)) for face in (here, taiwan)}
        assert len(inks) == 2, char
    assert taiwan.glyph("爵") == hong_kong.glyph("爵")  # one file, one set of outlines
    assert here.file == taiwan.file == hong_kong.file
    assert len({face.digest for face in (here, taiwan, hong_kong)}) == 1


@each_traditional_face
def test_marks_of_taiwan_and_hong_kong_stand_in_the_middle(face: Face) -> None:
    for mark in "，。、；：！？":
        left, _, right, _ = face.ink(face.form(mark, "full") or face.glyph(mark))
        assert (left + right) / 2 == pytest.approx(0.5, abs=0.08), mark
        left, _, right, _ = face.ink(face.form(mark, "half"))
        assert (left + right) / 2 == pytest.approx(0.25, abs=0.08), mark
    for mark in "，。、":
        left, bottom, right, top = face.ink(face.form(mark, "vert"))
        assert (left + right) / 2 == pytest.approx(0.5, abs=0.08), mark
        assert (bottom + top) / 2 == pytest.approx(0.38, abs=0.08), mark
        _, bottom, _, top = face.ink(face.form(mark, "vert_half"))
        assert (bottom + top) / 2 == pytest.approx(0.63, abs=0.08), mark


@each_face
def test_no_two_characters_share_a_glyph(face: Face) -> None:
    owner: dict[int, str] = {}
    for code in face.hb_face.unicodes:
        if code < 0xF0000:
            glyph = face.glyph(chr(code))
            assert glyph not in owner, (owner[glyph], chr(code))
            owner[glyph] = chr(code)
    for (mark, _), glyph in forms_of(face):
        assert owner.setdefault(glyph, mark) == mark


def forms_of(face: Face) -> list[tuple[tuple[str, marks.Form], int]]:
    found = [((mark, form), face.form(mark, form)) for mark, form in marks.PRIVATE]
    return [(key, glyph) for key, glyph in found if glyph]


@each_text_face
def test_text_faces_have_every_form(face: Face) -> None:
    assert [key for key in marks.PRIVATE if not face.form(*key)] == []


@each_face
def test_forms_have_the_advances_they_promise(face: Face) -> None:
    for (mark, form), glyph in forms_of(face):
        across = {"half": 0.5, "full": 1.0, "quarter": 0.25}.get(form)
        if across is not None:
            width = 2 * across if mark == "⸺" else across
            assert face.advance(glyph) == width, (mark, form)
        if form in {"vert", "vert_half"}:
            depth = 0.5 if form == "vert_half" else 2.0 if mark == "⸺" else 1.0
            assert face.vertical(glyph) == close(depth, 0.5, 0.88), (mark, form)


@each_text_face
def test_the_ink_of_half_forms_stays_in_its_half(face: Face) -> None:
    for mark in marks.MARKS_OF["half"]:
        left, _, right, _ = face.ink(face.form(mark, "half"))
        assert left >= -0.03, mark
        assert right <= 0.53, mark
    for mark in marks.MARKS_OF["vert_half"]:
        _, bottom, _, top = face.ink(face.form(mark, "vert_half"))
        # the full stop of Taiwan stands amid its cell, and may reach over by what the build lets be
        assert bottom >= 0.38 - (0.06 if mark == "．" and face in TRADITIONAL else 0.03), mark
        assert top <= 0.88 + 0.03, mark


@each_text_face
def test_full_quotes_stand_on_the_side_of_their_text(face: Face) -> None:
    for mark in "“‘":
        assert face.ink(face.form(mark, "full"))[0] > 0.5
    for mark in "”’":
        assert face.ink(face.form(mark, "full"))[2] < 0.5
    left, _, right, _ = face.ink(face.form("·", "full"))
    assert (left + right) / 2 == pytest.approx(0.5, abs=0.02)


@each_mainland_face
def test_narrow_quotes_are_narrow(face: Face) -> None:
    for mark in marks.QUOTES:
        assert 0.1 < face.advance(face.form(mark, "narrow")) < 0.65


@each_marked_face
def test_a_pair_of_dashes_joins_either_way(face: Face) -> None:
    left, _, right, _ = face.ink(face.form("—", "full"))
    assert left < 0
    assert right > 1
    _, bottom, _, top = face.ink(face.form("—", "vert"))
    assert bottom < -0.12
    assert top > 0.88


@each_text_face
def test_dots_of_an_ellipsis_stand_at_mid_height(face: Face) -> None:
    _, bottom, _, top = face.ink(face.form("…", "full"))
    assert (bottom + top) / 2 == pytest.approx(0.38, abs=0.01)


@each_mainland_face
def test_vertical_commas_stand_at_the_upper_right(face: Face) -> None:
    for mark in "，。、":
        left, bottom, _, _ = face.ink(face.form(mark, "vert"))
        assert left > 0.5, mark
        assert bottom > 0.38, mark


@pytest.mark.parametrize("face", [face for face in MAINLAND if face in TEXT_FACES], ids=str)
def test_vertical_quotes_take_the_shape_of_corner_brackets(face: Face) -> None:
    for quote, bracket in zip(marks.QUOTES, "『』「」", strict=True):
        ink = face.ink(face.form(quote, "vert"))
        assert ink == close(*face.ink(face.form(bracket, "vert"))), quote


def test_the_copy_can_not_reach_a_form_by_its_code_point() -> None:
    assert SONG.glyph(chr(marks.private("，", "half"))) == 0
    assert not SONG.covers("\U000f0000")


def test_measures_of_the_song() -> None:
    assert (SONG.units, SONG.cff, SONG.psname) == (1000, True, "NotoSerifSC-Regular")
    assert (SONG.ascent, SONG.descent, SONG.cap_height) == close(0.88, -0.12, 0.729)
    assert SONG.advance(SONG.glyph("浙")) == 1.0
    assert SONG.glyph("𪚥") == 0
    assert SONG.ink(SONG.glyph("\u3000")) == (0.0, 0.0, 0.0, 0.0)
    assert SONG.descriptor.flags == 6  # symbolic, with serifs
    assert SONG.digest == MANIFEST.faces[0].sha256


def test_kerns_come_in_em_and_only_where_the_face_has_them() -> None:
    pair = SONG.glyph("A"), SONG.glyph("V")
    assert SONG.kern(*pair) == pytest.approx(-0.132)
    assert SONG.kern(SONG.glyph("浙"), SONG.glyph("江")) == 0.0
    kai = FACES["kai-regular"]
    assert kai.kern(kai.glyph("A"), kai.glyph("V")) == 0.0


@pytest.mark.parametrize("cff", [False, True])
def test_a_face_of_the_users_own_is_measured_in_em(
    make_font: MakeFont, tmp_path: Path, *, cff: bool
) -> None:
    face = open_file(make_font(tmp_path / "own.ttf", cff=cff), "own.ttf")
    assert face.units == 2048
    assert face.advance(face.glyph("中")) == 0.5
    assert face.ink(face.glyph("中")) == close(0, 0, 1000 / 2048, 1500 / 2048)
    # Neither vertical metrics nor an em box: the usual box.
    assert face.vertical(face.glyph("中")) == close(1, 0.25, 0.88)
    assert (face.family, face.weight, face.psname) == ("Stranger", "bold", "StrangerOddName")
    assert len(face.digest) == 64


def test_a_face_of_the_users_own_keeps_its_plane_15(make_font: MakeFont, tmp_path: Path) -> None:
    chars = "，中" + chr(marks.private("，", "half"))
    face = open_file(make_font(tmp_path / "own.ttf", chars), "own.ttf")
    assert face.covers("\U000f0000")
    assert face.form("，", "half") != face.glyph("\U000f0000")


def test_half_a_font_is_refused(make_font: MakeFont, tmp_path: Path) -> None:
    path = make_font(tmp_path / "own.ttf")
    content = path.read_bytes()
    for length in (5, 40, len(content) // 2, len(content) - 8):
        path.write_bytes(content[:length])
        with pytest.raises(FaceError, match="is cut short"):
            open_file(path, "own.ttf")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7 and so on", "is no font"),
        (b"wOF2" + bytes(60), "is a spoilt web font"),
        (b"\0\1\0\0" + bytes(8), "no outlines"),
        (b"ttcf" + struct.pack(">III", 0x10000, 0, 0), "no face number 0"),
        (b"ttcf" + struct.pack(">IIII", 0x10000, 1, 0xFFFFFFF0, 0), "is no font"),
        (b"ttcf\0", "is cut short"),
    ],
)
def test_what_is_no_font_is_refused(tmp_path: Path, content: bytes, fault: str) -> None:
    path = tmp_path / "own.ttf"
    path.write_bytes(content)
    with pytest.raises(FaceError, match=fault) as caught:
        open_file(path, "own.ttf")
    assert str(caught.value).startswith(str(path))


def test_a_licence_that_forbids_embedding_is_kept(make_font: MakeFont, tmp_path: Path) -> None:
    path = make_font(tmp_path / "own.ttf", embedding=2)
    with pytest.raises(FaceError, match="forbid embedding"):
        open_file(path, "own.ttf")


@given(flips=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=12))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_spoilt_font_is_refused_or_used_but_never_breaks_us(
    make_font: MakeFont, tmp_path: Path, flips: list[tuple[int, int]]
) -> None:
    path = tmp_path / "own.ttf"
    content = bytearray(make_font(path, "aV中，").read_bytes())
    for place, value in flips:
        content[place % len(content)] = value
    path.write_bytes(content)
    with contextlib.suppress(FaceError):
        face = open_file(path, "own.ttf")
        glyphs = [face.glyph(char) for char in "aV中"]
        assert face.ink(glyphs[0])[0] <= face.ink(glyphs[0])[2]
        assert all(abs(length) < 1e6 for length in face.vertical(glyphs[2]))
        assert abs(face.kern(*glyphs[:2])) < 1e6
        comma = face.form("，", "vert_half")
        assert cut_subset(face, glyphs).codes[0] == 0
        assert cut_subset(face, [comma]).codes[0] == 0
