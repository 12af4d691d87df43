import hashlib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from broadsheet.errors import Fault
from broadsheet.fonts.manifest import read_manifest

MANIFEST = read_manifest()


def test_every_role_has_its_faces_in_every_chinese_that_there_is() -> None:
    heavy = ("regular", "bold", "black")
    threes = [
        f"{role}{infix}-{weight}"
        for role in ("song", "hei")
        for weight in heavy
        for infix in ("", "-tc", "-hk")
    ]
    assert [entry.id for entry in MANIFEST.faces] == [
        *threes,
        *("kai-regular", "kai-tc-regular", "brush-regular", "brush-tc-regular", "signs-regular"),
        *("roman-regular", "roman-bold", "roman-regular-italic", "roman-bold-italic"),
    ]
    assert MANIFEST.families == (
        *("Noto Serif SC", "Noto Serif TC", "Noto Serif HK"),
        *("Noto Sans SC", "Noto Sans TC", "Noto Sans HK"),
        *("Broadsheet Kai", "Broadsheet Kai TC", "Ma Shan Zheng", "Yuji Boku", "Noto Emoji"),
        "Broadsheet Roman",
    )
    scripts = {entry.id: entry.script for entry in MANIFEST.faces}
    assert scripts["song-hk-black"] == "zh-Hant-HK"
    assert scripts["kai-tc-regular"] == "zh-Hant-TW"
    assert scripts["roman-bold"] == scripts["signs-regular"] == ""


@pytest.mark.parametrize("entry", MANIFEST.faces, ids=lambda entry: entry.id)
def test_each_file_is_the_one_that_was_built(entry) -> None:
    assert hashlib.sha256(MANIFEST.path(entry).read_bytes()).hexdigest() == entry.sha256


@pytest.mark.parametrize("entry", MANIFEST.faces, ids=lambda entry: entry.id)
def test_each_face_carries_its_copyright_and_its_licence(entry) -> None:
    text = (MANIFEST.folder / entry.licence_file).read_text(encoding="utf-8")
    assert text.startswith("Copyright 20")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    with TTFont(MANIFEST.path(entry), lazy=True, fontNumber=entry.index) as font:
        names = font["name"]
    assert names.getDebugName(4) == f"{entry.family} {style_of(entry)}"
    assert "Open Font License" in names.getDebugName(13)
    assert names.getDebugName(0)


def style_of(entry) -> str:
    return entry.weight.title() + (" Italic" if entry.slant == "italic" else "")


def test_the_kai_does_not_bear_the_reserved_name() -> None:
    for entry in (entry for entry in MANIFEST.faces if entry.role == "kai"):
        with TTFont(MANIFEST.path(entry), lazy=True, fontNumber=entry.index) as font:
            names = font["name"].names
        borne = [str(name) for name in names if name.nameID != 0]  # 0 is the copyright notice
        assert not [name for name in borne if "LXGW" in name.upper() or "霞鹜" in name]
        assert entry.family.replace(" ", "") + "-Regular" in borne


def test_no_face_lies_about_unlisted_and_all_stay_small() -> None:
    faces = {
        path.name for path in MANIFEST.folder.iterdir() if path.suffix in {".otf", ".ttf", ".ttc"}
    }
    assert faces == {entry.file for entry in MANIFEST.faces}
    assert sum((MANIFEST.folder / name).stat().st_size for name in faces) < 90_000_000


@pytest.mark.parametrize(
    "text", ["", '{"faces": 3}', '{"faces": [{"id": "a"}]}', '{"faces": [', '["a"]']
)
def test_a_spoilt_manifest_is_a_fault_of_ours(tmp_path: Path, text: str) -> None:
    (tmp_path / "fonts.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Fault, match="no manifest of faces"):
        read_manifest(tmp_path)
