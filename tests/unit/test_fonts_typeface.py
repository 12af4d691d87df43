import os
from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from broadsheet.errors import FaceError, Fault
from broadsheet.fonts.bundled import coverage, listing
from broadsheet.fonts.typeface import FaceBook
from tests.unit.fonts_of import font_of

MakeFont = Callable[..., Path]

LISTS = {
    "song": ("Noto Serif SC", "Broadsheet Kai"),
    "brush": ("Ma Shan Zheng", "Broadsheet Kai"),
    "any": ("Noto Sans SC", "system"),
}


def own(item: str, folder: Path | None) -> FaceBook:
    return FaceBook.open({"own": (item,)}, [folder] if folder else [])


def test_a_weight_is_the_nearest_that_a_family_has() -> None:
    book = FaceBook.open(LISTS)
    assert [face.id for face in book.typeface("song", "black").faces] == [
        "song-black",
        "kai-regular",
    ]
    assert book.typeface("song", "bold") is book.typeface("song", "bold")
    assert book.typeface("brush", "black").weight == "black"


def test_only_faces_that_are_asked_for_are_opened() -> None:
    book = FaceBook.open(LISTS)
    assert dict(book.faces) == {}
    book.typeface("any", "bold")
    assert list(book.faces) == ["hei-bold"]
    assert book.face("hei-bold") is book.faces["hei-bold"]


def test_the_first_face_that_holds_a_character_sets_it() -> None:
    typeface = FaceBook.open(LISTS).typeface("brush")
    assert [str(typeface.face_for(char)) for char in "报○𪚥"] == [
        "Face('brush-regular')",
        "Face('kai-regular')",
        "None",
    ]


def test_where_the_main_face_lacks_a_character_one_of_its_weight_goes_first(
    make_font: MakeFont, tmp_path: Path
) -> None:
    make_font(tmp_path / "own.ttf", "中")  # bold
    lists = {"head": ("own.ttf", "Broadsheet Kai", "Noto Sans SC")}
    typeface = FaceBook.open(lists, [tmp_path]).typeface("head", "bold")
    assert [str(typeface.face_for(char)) for char in "中文"] == [
        "Face('own.ttf')",
        "Face('hei-bold')",  # though the Kai stands before it
    ]


@pytest.mark.parametrize(
    ("family", "weight", "script", "char", "face"),
    [
        ("Noto Serif SC", "black", "", "鄺", "song-black"),
        ("Noto Serif SC", "black", "zh-Hant-HK", "鄺", "song-hk-black"),
        ("Broadsheet Kai", "regular", "zh-Hant-HK", "鄺", "kai-tc-regular"),
        ("Noto Serif SC", "black", "", "한", "hei-black"),  # no Song of this weight has it
        ("Noto Serif SC", "regular", "", "한", "song-regular"),
        ("Broadsheet Kai", "regular", "zh-Hant-TW", "㐱", "song-tc-regular"),
        ("Noto Sans SC", "bold", "", "🐟", "signs-regular"),
        ("Broadsheet Roman", "bold", "zh-Hant-TW", "潮", "song-tc-bold"),
    ],
)
def test_bundled_faces_help_out_in_the_weight_and_the_script_that_are_asked_for(
    family: str, weight: str, script: str, char: str, face: str
) -> None:
    book = FaceBook.open({"own": (family,)})
    if script:
        book = book.speaking(script, asked=False)
    found = book.typeface("own", weight).face_for(char)
    assert found is not None
    assert found.id == face


def test_what_no_face_holds_is_shown_as_what_reads_alike_or_as_a_geta() -> None:
    typeface = FaceBook.open({"roman": ("Broadsheet Roman",)}).typeface("roman")
    shown = {char: typeface.shown(char) for char in "浙\u2ed3\uf06c\ue0d8\U000323af"}
    assert shown == {
        "浙": "浙",
        "\u2ed3": "\u2ed3",  # a bundled face holds the radical itself
        "\uf06c": "●",
        "\ue0d8": "〓",
        "\U000323af": "〓",
    }


def test_a_script_has_its_families_in_place_of_others() -> None:
    lists = {
        "song": ("Noto Serif SC", "Broadsheet Roman"),
        "kai": ("Broadsheet Kai",),
        "own": ("paper.ttf", "Noto Sans SC"),
        "chosen": ("Noto Sans HK",),
        "roman": ("Broadsheet Roman",),
    }
    book = FaceBook.open(lists)
    taiwan = book.speaking("zh-Hant-TW", asked=False)
    assert dict(taiwan.typefaces) == {
        "song": ("Noto Serif TC", "Noto Serif SC", "Broadsheet Roman"),
        "kai": ("Broadsheet Kai TC", "Broadsheet Kai"),
        "own": ("paper.ttf", "Noto Sans TC", "Noto Sans SC"),
        "chosen": ("Noto Sans HK",),  # told from the copy, it leaves a designer's choice
        "roman": ("Broadsheet Roman",),
    }
    assert taiwan.speaking("zh-Hant-TW", asked=False) is taiwan is not book
    asked = book.speaking("zh-Hans", asked=True)
    assert asked.typefaces["chosen"] == ("Noto Sans SC", "Noto Sans HK")
    assert book.speaking("zh-Hans", asked=False).typeface("song") is book.typeface("song")


def test_a_wrong_name_comes_with_the_nearest_right_one() -> None:
    book = FaceBook.open({"song": ("Noto Serif CN",)})
    with pytest.raises(FaceError) as caught:
        book.typeface("song")
    assert str(caught.value) == (
        "typefaces.song.1: no face family 'Noto Serif CN' "
        "(did you mean Noto Serif SC or Noto Serif TC?)"
    )
    with pytest.raises(FaceError, match=r"no typeface 'sogn' \(did you mean song\?\)"):
        book.typeface("sogn")
    with pytest.raises(FaceError, match="no weight 'heavy'"):
        book.typeface("song", "heavy")
    with pytest.raises(Fault):
        book.face("song-heavy")


def test_a_list_needs_a_face_before_the_machine_is_asked() -> None:
    with pytest.raises(FaceError, match=r"typefaces\.only: names no face"):
        FaceBook.open({"only": ("system",)}).typeface("only")


def test_a_file_beside_the_spec_is_a_face(make_font: MakeFont, tmp_path: Path) -> None:
    (tmp_path / "faces").mkdir()
    make_font(tmp_path / "faces" / "own.ttf", "中")
    book = own("faces/own.ttf", tmp_path)
    face = book.typeface("own").face_for("中")
    assert face is not None
    assert (face.id, face.family) == ("faces/own.ttf", "Stranger")
    assert book.typeface("own", "bold").faces == (face,)
    assert book.face("faces/own.ttf") is face


@pytest.mark.parametrize(
    "item",
    [
        "../own.ttf",
        "a/../../own.ttf",
        "/etc/own.ttf",
        "C:\\own.ttf",
        "a\0.ttf",
        "x" * 1300 + ".ttf",
    ],
)
def test_a_file_elsewhere_is_refused(make_font: MakeFont, tmp_path: Path, item: str) -> None:
    make_font(tmp_path / "own.ttf")
    (tmp_path / "specs" / "a").mkdir(parents=True)
    with pytest.raises(
        FaceError, match=r"(outside|out of) the spec's folder|backslash|no file's name"
    ):
        own(item, tmp_path / "specs").typeface("own")


def test_a_link_that_leads_out_is_refused(make_font: MakeFont, tmp_path: Path) -> None:
    make_font(tmp_path / "own.ttf")
    (tmp_path / "specs").mkdir()
    os.symlink(tmp_path / "own.ttf", tmp_path / "specs" / "own.ttf")
    with pytest.raises(
        FaceError, match=r"(outside|out of) the spec's folder|backslash|no file's name"
    ):
        own("own.ttf", tmp_path / "specs").typeface("own")


def test_files_that_are_not_there_or_broken_are_named(tmp_path: Path) -> None:
    with pytest.raises(FaceError, match=r"typefaces\.own\.1: no font file 'a.ttf'"):
        own("a.ttf", tmp_path).typeface("own")
    with pytest.raises(FaceError, match=r"no folder to look for 'a.ttf' in"):
        own("a.ttf", None).typeface("own")
    with pytest.raises(FaceError, match=r"'a.ttc#' names no face after #"):
        own("a.ttc#", tmp_path).typeface("own")
    (tmp_path / "a.ttf").write_bytes(b"nothing of a font")
    with pytest.raises(FaceError, match=r"typefaces\.own\.1: 'a.ttf' is no font"):
        own("a.ttf", tmp_path).typeface("own")


def test_the_machine_is_asked_last_and_its_faces_are_reported(
    make_font: MakeFont, tmp_path: Path
) -> None:
    make_font(tmp_path / "b.ttf", "𪚥")
    make_font(tmp_path / "a.ttf", "ก")
    (tmp_path / "broken.ttf").write_bytes(b"\0\1\0\0nothing")
    book = FaceBook.open(LISTS, system_folders=[tmp_path])
    typeface = book.typeface("any")
    face = typeface.face_for("𪚥")
    assert face is not None
    assert face.id == "system:b.ttf"
    assert book.face("system:b.ttf") is face
    assert typeface.face_for("浙") is typeface.faces[0]
    assert typeface.face_for("\U0003fffd") is None
    (finding,) = book.findings()
    assert (finding.level, finding.code) == ("warning", "system-face")
    assert "Stranger of this machine sets 𪚥;" in finding.message


def test_the_machine_is_not_looked_through_before_it_must_be(
    make_font: MakeFont, tmp_path: Path
) -> None:
    book = FaceBook.open(LISTS, system_folders=[tmp_path])
    assert book.typeface("any").face_for("浙") is not None
    make_font(tmp_path / "late.ttf", "𪚥")
    assert book.typeface("song").face_for("𪚥") is None  # its list does not say system
    assert book.typeface("any").face_for("𪚥") is not None


def test_coverage_names_the_bundled_faces_that_hold_a_character() -> None:
    held = coverage("镕○𪚥镕")
    assert list(held) == ["镕", "○", "𪚥"]
    assert held["镕"][:2] == ["song-regular", "song-tc-regular"]
    assert "brush-regular" not in held["○"]
    assert held["𪚥"] == []
    assert [entry.id for entry in listing()][-1] == "roman-bold-italic"


@pytest.mark.parametrize(
    ("family", "panose", "lender"),
    [
        ("Own", (0, 0), "song"),  # it says nothing: body type has serifs
        ("Own", (4, 11), "song"),  # decorative
        ("Own", (2, 11), "hei"),
        ("Own Sans", (0, 0), "hei"),
        ("自家黑体", (0, 0), "hei"),
        ("Own Sans", (2, 2), "song"),
    ],
)
def test_what_a_face_lacks_is_lent_by_one_of_its_kind(
    tmp_path: Path, family: str, panose: tuple[int, int], lender: str
) -> None:
    font_of(tmp_path / "own.ttf")
    font = TTFont(tmp_path / "own.ttf")
    font["name"].setName(family, 1, 3, 1, 0x409)
    font["OS/2"].panose.bFamilyType, font["OS/2"].panose.bSerifStyle = panose
    font.save(tmp_path / "own.ttf")
    face = FaceBook.open({"own": ("own.ttf",)}, [tmp_path]).typeface("own").face_for("潮")
    assert face is not None
    assert face.id == f"{lender}-regular"
