"""A paragraph on its own: its lines, and the place of every glyph as a PDF of it has it."""

import ctypes
import io
import json
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
import pytest

from broadsheet import api, trial
from broadsheet.cli import main
from broadsheet.errors import FaceError, SpecError, UserError

MIXED = "第26届“听澜”读书节（上）开幕，BBC记者来访：好！……共2600人、11.6%（含《朝》）。"


def done(text: str, **changes: Any) -> trial.Trial:
    order = trial.TrialOrder(**{"measure": "12em"} | changes)
    return api.set_text(text, api.load_spec(), order)


def shown(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    status = main(["set", *argv])
    out, err = capsys.readouterr()
    return status, out, err


def test_lines_come_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = shown(capsys, "文文文文文文，字字", "--measure", "6.17em")
    assert (status, out) == (0, "文文文文文\n文，字字\n")
    assert shown(capsys, "文文文文文文，字字", "--measure", "7字")[1] == "文文文文文文，\n字字\n"


def test_json_holds_every_glyph_in_em(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = shown(capsys, "春“天”，江", "--measure", "12em", "--json")
    (line,) = json.loads(out)["lines"]
    assert status == 0
    assert (line["text"], line["width"]) == ("春“天”，江", 5.5)
    assert [(g["text"], g["x"], g["advance"]) for g in line["glyphs"]] == [
        ("春", 0.0, 1.0),
        ("“", 1.0, 1.0),
        ("天", 2.0, 1.0),
        ("”", 3.0, 0.5),
        ("，", 3.5, 1.0),
        ("江", 4.5, 1.0),
    ]


@pytest.mark.parametrize("vertical", [False, True], ids=["across", "down"])
@pytest.mark.parametrize("face", ["song", "kai"])
def test_places_are_those_of_the_painted_page(face: str, vertical: bool) -> None:
    # pdfminer moves a string by its letter-spacing when a number stands before it
    copy = MIXED.replace("2600", "两千") if vertical else MIXED
    made = done(copy, measure="9em", face=face, vertical=vertical)
    out = io.BytesIO()
    pages = trial.as_pages(made, api.load_style())
    api.write_pdf(pages, out)
    told = trial.report(made)["lines"]
    origins = iter(origins_of(out.getvalue(), vertical=vertical))
    for glyph in (glyph for line in told for glyph in line["glyphs"]):
        for char in glyph["text"]:
            read, place = next(origins)
            assert read == char
            # what stands upright in a cell has its origin within it
            if not (vertical and char.isascii()):
                assert place / made.size - 1 == pytest.approx(glyph["x"], abs=0.003), glyph
    assert "".join(line["text"] for line in told) == copy


def origins_of(pdf: bytes, *, vertical: bool) -> list[tuple[str, float]]:
    """Return each character with where its origin lies along the line, pt."""
    if vertical:
        with pdfplumber.open(io.BytesIO(pdf)) as read:
            page = read.pages[0]
            return [(c["text"], float(page.height) - c["matrix"][5]) for c in page.chars]
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage()
    found = []
    for n in range(text.count_chars()):
        char = chr(pypdfium2.raw.FPDFText_GetUnicode(text.raw, n))
        x, y = ctypes.c_double(), ctypes.c_double()
        pypdfium2.raw.FPDFText_GetCharOrigin(text.raw, n, x, y)
        if not char.isspace():
            found.append((char, x.value))
    document.close()
    return found


def test_no_glyph_stands_in_another_and_lines_fill_the_measure() -> None:
    for line in trial.report(done(MIXED * 3))["lines"][:-1]:
        glyphs = line["glyphs"]
        for one, two in pairwise(glyphs):
            assert one["x"] + one["advance"] <= two["x"] + 0.0011
        assert line["width"] == pytest.approx(12, abs=0.01)
        assert glyphs[-1]["x"] + glyphs[-1]["advance"] == pytest.approx(12, abs=0.01)


def test_levels_measures_and_indents_are_asked_for() -> None:
    dash = "文文文文文文——字字字字"
    assert trial.report(done(dash, measure="6em", level="gb"))["lines"][1]["text"][0] == "—"
    assert trial.report(done(dash, measure="6em", level="strict"))["lines"][1]["text"][0] == "文"
    first = trial.report(done("春江潮水", indent="2em"))["lines"][0]
    assert (first["glyphs"][0]["x"], first["width"]) == (2.0, 4.0)
    assert done("春", measure="40pt").measure == 40.0
    assert done("春", measure="10mm").measure == pytest.approx(28.346, abs=0.001)


def test_digits_that_share_a_cell_are_one_glyph_down_the_line() -> None:
    (line,) = trial.report(done("第26届", vertical=True))["lines"]
    assert [(g["text"], g["x"]) for g in line["glyphs"]] == [("第", 0.0), ("26", 1.0), ("届", 2.0)]


@pytest.mark.parametrize(
    ("changes", "fault", "message"),
    [
        ({"measure": "12行"}, UserError, "'12行' is not a length"),
        ({"measure": "0em"}, UserError, "out of range"),
        ({"measure": "9999em"}, UserError, "out of range"),
        ({"style": "boddy"}, SpecError, "no style 'boddy' (did you mean body?"),
        ({"face": "songg"}, FaceError, "no typeface 'songg'"),
    ],
)
def test_what_is_wrong_is_told(changes: dict[str, Any], fault: type, message: str) -> None:
    with pytest.raises(fault, match=re.escape(message)):
        done("春", **changes)


def test_text_comes_on_standard_input() -> None:
    argv = [sys.executable, "-m", "broadsheet", "set", "--measure", "4em"]
    ran = subprocess.run(argv, input="春江潮水连海平\n".encode(), capture_output=True, check=True)
    assert ran.stdout.decode() == "春江潮水\n连海平\n"


def test_a_pdf_and_a_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf, png = tmp_path / "line.pdf", tmp_path / "line.png"
    assert shown(capsys, "春江潮水连海平", "--measure", "4em", "-o", str(pdf)) == (0, "", "")
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert shown(capsys, "春江潮水连海平", "--measure", "4em", "-o", str(png))[0] == 0
    from PIL import Image

    with Image.open(png) as picture:
        # 4 em and 1 em at each side, at 288 ppi
        assert picture.size[0] == pytest.approx(6 * 10.5 * 4, abs=1)
        assert picture.convert("L").getextrema()[0] < 40
    status, _, err = shown(capsys, "春", "--measure", "4em", "-o", str(tmp_path / "line.jpg"))
    assert (status, "end it in .pdf, .png or .svg" in err) == (2, True)


def test_a_paragraph_is_written_as_svg(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "line.svg"
    assert shown(capsys, "春江花月夜", "--measure", "4em", "-o", str(out))[0] == 0
    said = re.findall(r'aria-label="([^"]*)"', out.read_text(encoding="utf-8"))
    assert "".join(said) == "春江花月夜"


def test_a_character_that_no_face_has_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = shown(capsys, "春\U00030001江", "--measure", "4em")
    assert status == 1
    assert "U+30001" in err
    assert out == "春\U00030001江\n"


def test_nothing_is_set_of_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "empty.pdf")
    assert shown(capsys, "", "--measure", "4em", "--json", "-o", out)[1] == '{"lines": []}\n'


def test_what_the_face_lacks_of_the_style_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--set", "styles.body.figures=old-style"]
    assert main(["set", "1914", "--measure", "8em", "--spec", "english-6", *asked]) == 0
    assert "Broadsheet Roman (typeface roman) has no onum" in capsys.readouterr().err
