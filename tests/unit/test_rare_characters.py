"""Rare and odd characters: variation sequences, radicals, parts, and what no face has."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from pypdf import PdfReader

import broadsheet
from broadsheet.cli import main
from broadsheet.display import Run
from broadsheet.fonts.stand_ins import GETA
from broadsheet.parse.text.clean import clean, notes
from tests.unit.pages_of import edition, small_spec, story

MakeFont = Callable[..., Path]
PLAIN, OTHER = "\U000e0100", "\U000e0101"  # selectors: the first is the face's usual form


def sequences(path: Path) -> None:
    """Give a font 榊 with two selectors: the second has a glyph of its own, that of ★."""
    with TTFont(path) as font:
        table = CmapSubtable.newSubtable(14)
        table.platformID, table.platEncID, table.language, table.cmap = 0, 5, 0, {}
        glyph = font.getBestCmap()[ord("★")]
        table.uvsDict = {ord(PLAIN): [(ord("榊"), None)], ord(OTHER): [(ord("榊"), glyph)]}
        font["cmap"].tables.append(table)
        font.save(path)


def runs(pages: broadsheet.Pages) -> list[Run]:
    return [run for line in pages.lines() for run in line.runs]


@pytest.mark.parametrize("vertical", [False, True])
def test_a_variation_sequence_takes_the_form_that_a_face_has_for_it(
    make_font: MakeFont, tmp_path: Path, *, vertical: bool
) -> None:
    sequences(make_font(tmp_path / "own.ttf", "榊★的家"))
    (tmp_path / "paper.yaml").write_text(
        "broadsheet: 1\nextends: duikai-6\ntypefaces: {song: [own.ttf, Noto Serif SC]}\n"
        'map: "a a a a a a | auto"\nboxes: {a: {story: 1, vertical: '
        f"{'true' if vertical else 'false'}}}, M: null, E: null, b: null, c: null, d: null, "
        "F: null}\n",
        encoding="utf-8",
    )
    text = f"榊{PLAIN}的家，榊{OTHER}的家，榊的家。"
    spec = broadsheet.load_spec(tmp_path / "paper.yaml")
    pages = broadsheet.compose(edition(story(1, [], body=[text])), spec)
    with TTFont(tmp_path / "own.ttf") as font:
        usual, own = (font.getGlyphID(font.getBestCmap()[ord(char)]) for char in "榊★")
    set_as = [
        glyph
        for run in runs(pages)
        if run.source.role == "para"
        for glyph, char in zip(run.glyphs, run.text, strict=True)
        if char == "榊"
    ]
    assert set_as == [usual, own, usual]
    told = [f for f in pages.findings if f.code == "unseen"]
    assert [(f.level, f.message) for f in told] == [
        ("note", "U+E0100 variation selector, 2 times in s1: kept, for a face that has its form")
    ]
    out = io.BytesIO()
    broadsheet.write_pdf(pages, out)
    read = "".join("".join(page.extract_text().split()) for page in PdfReader(out).pages)
    assert text in read


@pytest.mark.parametrize("selector", ["\ufe00", "\ufe02", "\ufe0d", "\ufe0f", PLAIN, "\U000e01ef"])
def test_a_selector_that_no_face_obeys_leaves_the_usual_form_and_a_note(selector: str) -> None:
    day = edition(story(1, [30], headline=f"茨{selector}城来信"))
    pages = broadsheet.compose(day, small_spec())
    odd = {"unseen", "no-face", "other-face", "stand-in", "unshown"}
    assert [(f.level, f.code) for f in pages.findings if f.code in odd] == [("note", "unseen")]
    head = [run for run in runs(pages) if run.source.role == "headline"]
    assert "".join(run.plain for run in head) == f"茨{selector}城来信"
    assert 0 not in [glyph for run in head for glyph in run.glyphs]


def test_radicals_of_a_raw_page_are_the_characters_that_they_stand_for() -> None:
    seen: dict[str, tuple[int, int]] = {}
    (line,) = clean("⻢年⻓跑，⻰舟⻅⾬；\uf9dc起更\uf901", seen)
    assert line.text == "马年长跑，龙舟见雨；隆起更更"
    told = {note.code: note.message for note in notes(seen, file="page.txt")}
    assert told["input-radical"] == (
        "radicals replaced by the characters they stand for, 5 times, first here"
    )
    assert told["input-compat"].startswith("compatibility ideographs replaced")


def test_a_radical_in_an_edition_is_kept_as_it_was_written() -> None:
    day = edition(story(1, [], body=["部首“⻌”读作走之，“⻓”是长的偏旁。"]))
    pages = broadsheet.compose(day, small_spec())
    assert not {f.code for f in pages.findings} & {"no-face", "other-face", "stand-in"}
    assert "⻌" in "".join(run.plain for run in runs(pages))


def test_a_character_told_by_its_parts_is_printed_so_and_warned_of() -> None:
    day = edition(story(1, [], body=["村民⿰亻厓大伯说，⿱⿰木木日下好乘凉。"]))
    pages = broadsheet.compose(day, small_spec())
    told = [f for f in pages.findings if f.code == "of-parts"]
    assert [f.message.split(" ")[0] for f in told] == ["⿰亻厓", "⿱⿰木木日"]
    assert {f.level for f in told} == {"warning"}
    assert "gaiji" in told[0].message
    assert not [f for f in pages.findings if f.code == "no-face"]


def test_private_use_is_set_as_an_ideograph_with_no_white_beside_it() -> None:
    pages = broadsheet.compose(edition(story(1, [], body=["船名是\ue0d8\ue0d9号。"])), small_spec())
    (line,) = [x for x in pages.lines() if "\ue0d8" in x.plain]
    assert line.plain == "船名是\ue0d8\ue0d9号。"
    assert line.width == pytest.approx(6.5 * 10.5)  # the stop is half
    assert not [run for run in line.runs if run.shifts]


def test_the_command_writes_a_page_with_a_geta_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = tmp_path / "day.yaml", tmp_path / "page.pdf"
    source.write_text(
        "items:\n- {kind: article, headline: 渔船归港, body: [船主姓\ue0d8，名大海。]}\n",
        encoding="utf-8",
    )
    assert main(["render", str(source), "--spec", "duikai-6", "-o", str(out)]) == 1
    said = capsys.readouterr().err
    assert f"error: U+E0D8 private use: no face has it, {GETA} is printed (name a face" in said
    assert "not written" not in said
    text = "".join("".join(p.extract_text().split()) for p in PdfReader(out).pages)
    assert "船主姓\ue0d8，名大海。" in text
    assert main(["proof", str(out), str(source)]) == 0
    # what no page can show still stops it
    out.unlink()
    source.write_text(
        source.read_text(encoding="utf-8").replace("\ue0d8", "\\u202e"), encoding="utf-8"
    )
    text = source.read_text(encoding="utf-8").replace("[船主", '["船主').replace("。]", '。"]')
    source.write_text(text, encoding="utf-8")
    assert main(["render", str(source), "--spec", "duikai-6", "-o", str(out)]) == 1
    assert not out.exists()
