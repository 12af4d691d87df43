"""A stranger's font is looked at table by table before a glyph is asked for."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from broadsheet import limits, resources
from broadsheet.errors import FaceError
from broadsheet.fonts import sound
from broadsheet.fonts.face import open_file
from tests.hostile import fonts as hostile
from tests.unit.conftest import build_font

REFUSED = {
    "font-offset-outside": "cut short",
    "font-offsets-overlap": "lie over each other",
    "font-tables-twice": "comes twice",
    "font-no-cmap": "no characters",
    "font-cmap-bomb": "claimed twice",
    "font-cmap-short": "cmap",
    "font-glyphs-huge": "glyphs are missing",
    "font-units-zero": "units to the em",
    "font-units-huge": "units to the em",
    "font-loca-back": "glyphs outside glyf",
    "font-composite-ring": "made of itself",
    "font-composite-laughs": "made of over 500 others",
    "font-cff-noise": "CFF",
    "font-not-embeddable": "forbid embedding",
    "font-web-bomb": "65535 tables",
    "font-bitmaps": "outlines",
}


@pytest.mark.parametrize(("name", "says"), REFUSED.items())
def test_a_spoilt_font_is_refused_before_it_is_used(name: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "face.ttf"
    path.write_bytes(hostile.CASES[name](tmp_path))
    with pytest.raises(FaceError, match=says) as caught:
        open_file(path, "face.ttf")
    assert str(caught.value).startswith(f"{path}: ")


@pytest.mark.parametrize("cff", [True, False])
def test_a_sound_font_is_let_through(cff: bool, tmp_path: Path) -> None:
    path = tmp_path / "face.otf"
    path.write_bytes(hostile.sound(tmp_path, cff=cff))
    assert open_file(path, "face.otf").covers("灯")
    with limits.put(font=100), pytest.raises(FaceError, match=r"is over 0\.0001 MB"):
        open_file(path, "face.otf")
    with limits.put(tables=3), pytest.raises(FaceError, match="tables"):
        open_file(path, "face.otf")


@pytest.mark.parametrize("file", ["kai-regular.ttc", "roman-regular.otf", "hei-black.ttc"])
def test_real_faces_are_sound(file: str) -> None:
    face = open_file(resources.bundled("fonts") / file, file)
    sound.check_face(face.table, cff=face.cff)


@pytest.mark.parametrize("tag", ["head", "hhea", "cmap", "loca", "glyf"])
@pytest.mark.parametrize("keep", [0.0, 0.3, 0.6])
def test_a_table_that_is_cut_short_is_refused_whatever_it_is(
    tag: str, keep: float, tmp_path: Path
) -> None:
    held = {
        name.decode(): content for name, content in hostile.tables(hostile.sound(tmp_path)).items()
    }
    held[tag] = held[tag][: int(len(held[tag]) * keep)]
    named = {"glyf": "loca", "hhea": "hmtx"}.get(tag, tag)
    with pytest.raises(FaceError, match=f"is spoilt: {named}"):
        sound.check_face(lambda name: held.get(name, b""), cff=False)


def test_composites_of_a_few_parts_are_usual(tmp_path: Path) -> None:
    path = tmp_path / "face.ttf"
    path.write_bytes(hostile.composites([0, 0], [1, 0])(tmp_path))
    assert open_file(path, "face.ttf").units == 2048


def test_a_face_whose_glyphs_have_no_advance_is_refused(tmp_path: Path) -> None:
    path = build_font(tmp_path / "flat.ttf", "潮水退了灯亮着海面平")
    font = TTFont(path)
    for name in font["hmtx"].metrics:
        font["hmtx"].metrics[name] = (0, 0)
    font.save(path)
    with pytest.raises(FaceError, match="glyphs without an advance"):
        open_file(path, "flat")
    font["hmtx"].metrics["u6F6E"] = font["hmtx"].metrics["u6C34"] = (1024, 0)
    font.save(path)
    assert open_file(path, "flat").covers("潮")  # many marks combine and have none
