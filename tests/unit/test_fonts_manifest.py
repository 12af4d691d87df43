import hashlib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from broadsheet.errors import Fault
from broadsheet.fonts.manifest import read_manifest

MANIFEST = read_manifest()


def test_there_are_fourteen_faces_of_five_roles() -> None:
    assert [entry.id for entry in MANIFEST.faces] == [
        *("song-regular", "song-bold", "song-black"),
        *("hei-regular", "hei-bold", "hei-black"),
        *("song-tc-regular", "hei-tc-bold"),
        *("kai-regular", "brush-regular"),
        *("roman-regular", "roman-bold", "roman-regular-italic", "roman-bold-italic"),
    ]
    assert MANIFEST.families == (
        "Noto Serif SC",
        "Noto Sans SC",
        "Noto Serif TC",
        "Noto Sans TC",
        "Broadsheet Kai",
        "Ma Shan Zheng",
        "Broadsheet Roman",
    )


@pytest.mark.parametrize("entry", MANIFEST.faces, ids=lambda entry: entry.id)
def test_each_file_is_the_one_that_was_built(entry) -> None:
    assert hashlib.sha256(MANIFEST.path(entry).read_bytes()).hexdigest() == entry.sha256


@pytest.mark.parametrize("entry", MANIFEST.faces, ids=lambda entry: entry.id)
def test_each_face_carries_its_copyright_and_its_licence(entry) -> None:
    text = (MANIFEST.folder / entry.licence_file).read_text(encoding="utf-8")
    assert text.startswith("Copyright 20")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    with TTFont(MANIFEST.path(entry), lazy=True) as font:
        names = font["name"]
    assert "Open Font License" in names.getDebugName(13)
    assert names.getDebugName(0)


def test_the_kai_does_not_bear_the_reserved_name() -> None:
    entry = next(entry for entry in MANIFEST.faces if entry.role == "kai")
    with TTFont(MANIFEST.path(entry), lazy=True) as font:
        names = font["name"].names
    borne = [str(name) for name in names if name.nameID != 0]  # 0 is the copyright notice
    assert not [name for name in borne if "LXGW" in name.upper() or "霞鹜" in name]
    assert "BroadsheetKai-Regular" in borne


def test_no_face_lies_about_unlisted_and_all_stay_small() -> None:
    faces = {path.name for path in MANIFEST.folder.iterdir() if path.suffix in {".otf", ".ttf"}}
    assert faces == {entry.file for entry in MANIFEST.faces}
    assert sum((MANIFEST.folder / name).stat().st_size for name in faces) < 32_000_000


@pytest.mark.parametrize(
    "text", ["", '{"faces": 3}', '{"faces": [{"id": "a"}]}', '{"faces": [', '["a"]']
)
def test_a_spoilt_manifest_is_a_fault_of_ours(tmp_path: Path, text: str) -> None:
    (tmp_path / "fonts.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Fault, match="no manifest of faces"):
        read_manifest(tmp_path)
