"""What ``broadsheet fonts FILE`` tells of a face."""

from pathlib import Path

import pytest
from fontTools.colorLib.builder import buildCOLR, buildCPAL
from fontTools.ttLib import TTFont

from broadsheet.cli import main
from broadsheet.fonts import standards
from broadsheet.fonts.abilities import abilities_of
from tests.unit.fonts_of import PLAIN, font_of

FEATURES = (
    "languagesystem DFLT dflt; languagesystem hani dflt;"
    "feature vert { sub uFF0C by comma.v; } vert;"
    "feature halt { pos uFF08 <-500 0 -500 0>; } halt;"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    comma = (1000, (700, 600, 870, 820))
    return font_of(tmp_path / "own.ttf", features=FEATURES, **{"comma.v": comma}).file


def test_each_form_of_each_mark_is_told_with_how_it_is_had(path: Path) -> None:
    told = abilities_of(path)
    assert told.features == ("vert", "halt")
    forms = {(form, mark): how for form, how, held in told.forms for mark in held}
    assert forms["in vertical lines", "，"] == "vert"
    assert forms["in vertical lines", "（"] == "turned"
    assert forms["half, across", "（"] == "halt"
    assert forms["half, across", "）"] == "moved by its ink"
    assert forms["on a whole em", "—"] == "stretched, so that two join"
    assert forms["on a whole em", "～"] == "not in the face"


def test_coverage_counts_by_standard_and_names_what_is_missing(path: Path) -> None:
    gb, general, *_ = abilities_of(path, shown=3).coverage
    assert (gb.name, gb.held, gb.of, gb.missing) == ("GB/T 2312", 1, 6763, "一丁七")
    assert (general.name, general.of) == ("通用规范汉字表", 8105)
    kana = next(part for part in abilities_of(path).coverage if part.name == "kana")
    assert (kana.held, kana.of) == (0, 169)


def test_the_sets_are_those_of_their_standards() -> None:
    sets = standards.standards()
    assert len(sets["GB/T 2312"]) == 6763
    assert len(sets["通用规范汉字表"]) == 8105
    assert {"丁", "㑇", "𬺈"} <= sets["通用规范汉字表"]
    assert "妳" not in sets["通用规范汉字表"]
    assert len(sets["JIS X 0208 kanji"]) == 6355
    assert len(sets["KS X 1001 hangul"]) == 2350
    assert "嘅" in sets["HKSCS-2004"]


def test_the_command_tells_it_and_names_what_is_no_font(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fonts", str(path)]) == 0
    told = capsys.readouterr().out
    assert "may be embedded for print and preview (fsType 4)" in told
    assert "vert  forms for vertical lines" in told
    assert "GB/T 2312: 1 of 6763, without 一丁七万丈三上下丌不…" in told
    assert main(["fonts", str(path.with_name("other.ttf"))]) == 2
    told = capsys.readouterr().err
    assert "no font file" in told
    assert "('broadsheet fonts' lists the bundled faces)" in told
    assert main(["fonts", f"{path}#Bold"]) == 2
    assert "has no face 'Bold' (it holds Own" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "says", "way"),
    [
        (b"%!PS-AdobeFont-1.0: Own 001.000\n", "is a Type 1 font", "FontForge"),
        (b"\x80\x01\x40\x03\0\0%!PS-AdobeFont", "is a Type 1 font", "FontForge"),
        (b"StartFontMetrics 4.1\n", "holds metrics alone", "name the font"),
        (b"STARTFONT 2.1\nFONT own\n", "is a font of bitmaps (BDF)", "outlines are wanted"),
        (b"\x01fcp" + bytes(40), "is a font of bitmaps (PCF)", "outlines are wanted"),
        (b"\0\0\x01\0\0\0\x10\0" + bytes(40), "old Macintosh", "FontForge"),
        (bytes(34) + b"LP" + bytes(40), "old browsers (.eot)", ".otf"),
        (b"PK\x03\x04" + bytes(40), "is packed (ZIP)", "unpack it"),
        (b"", "is empty", "fetch"),
        ("海".encode() * 30, "is no font", ".otf"),
    ],
)
def test_a_file_of_another_kind_is_called_by_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, says: str, way: str
) -> None:
    (tmp_path / "old.ttf").write_bytes(content)
    assert main(["fonts", str(tmp_path / "old.ttf")]) == 2
    told = capsys.readouterr().err
    assert says in told
    assert way in told


def test_a_face_by_a_number_that_its_file_has_not_is_refused(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fonts", f"{path}#2"]) == 2
    assert "has no face number 2: it holds one" in capsys.readouterr().err


def test_symbols_and_drawings_in_colour_are_told(tmp_path: Path, path: Path) -> None:
    assert abilities_of(path).notes == ()
    font = TTFont(path)
    font["COLR"] = buildCOLR({"u6625": [("u2014", 0)]}, version=0)
    font["CPAL"] = buildCPAL([[(1.0, 0.0, 0.0, 1.0)]])
    font.save(tmp_path / "colour.ttf")
    assert abilities_of(tmp_path / "colour.ttf").notes == (
        "drawn in colours too (COLR): its plain outlines are set",
    )
    signs = {chr(0xF021 + n): PLAIN["春"] for n in range(3)}
    font_of(tmp_path / "signs.ttf", chars=signs)
    (said,) = abilities_of(tmp_path / "signs.ttf").notes
    assert said.startswith("a font of symbols, U+F021 to U+F023: ")
