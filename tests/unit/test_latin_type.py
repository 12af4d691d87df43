"""Small capitals, old-style figures, letterspace, and hyphens that the copy brings along."""

import string
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdf
import pytest
import yaml

from broadsheet import api, trial
from broadsheet.fonts.typeface import Lettering
from broadsheet.spec import Spec
from tests.unit.fonts_of import Box, font_of

LETTER: Box = (50, 0, 450, 700)
LETTERS = dict.fromkeys(string.ascii_letters + string.digits + " -.", (500, LETTER))
FEATURES = (
    "languagesystem DFLT dflt; languagesystem latn dflt;"
    "feature smcp { sub u0061 by a.sc; } smcp; feature c2sc { sub u0041 by A.sc; } c2sc;"
    "feature liga { sub u0066 u0066 u0069 by f_f_i; sub u0066 u0069 by f_i; } liga;"
    "feature onum { sub u0033 by three.old; } onum;"
)
FORMS: dict[str, tuple[int, Box]] = {
    "a.sc": (480, (40, 0, 440, 500)),
    "A.sc": (490, (40, 0, 440, 500)),
    "f_f_i": (1420, (50, 0, 1400, 700)),
    "f_i": (960, (50, 0, 900, 700)),
    "three.old": (470, (50, -200, 400, 450)),
}


def paper(folder: Path, **style: Any) -> Spec:
    font_of(folder / "own.ttf", features=FEATURES, chars=LETTERS, **FORMS)
    sections: dict[str, Any] = {
        "broadsheet": 1,
        "extends": "english-6",
        "typefaces": {"roman": ["own.ttf"]},
        "styles": {"body": {"size": "10pt", "hyphens": "", "indent": 0} | style},
    }
    path = folder / "paper.yaml"
    path.write_text(yaml.safe_dump(sections))
    return api.load_spec(path)


def names(folder: Path, text: str, **style: Any) -> list[str]:
    spec = paper(folder, **style)
    made = api.set_text(text, spec, trial.TrialOrder(measure="40em"))
    book = api.open_faces(spec.style)
    runs = [run for line in made.lines for run in line.runs]
    return [book.face(run.face).hb_font.glyph_to_string(g) for run in runs for g in run.glyphs]


@pytest.mark.parametrize(
    ("style", "wanted"),
    [
        ({}, ["u0041", "u0061", "u0033"]),
        ({"capitals": "small"}, ["u0041", "a.sc", "u0033"]),
        ({"capitals": "all-small"}, ["A.sc", "a.sc", "u0033"]),
        ({"figures": "old-style"}, ["u0041", "u0061", "three.old"]),
    ],
)
def test_capitals_and_figures_are_those_that_the_style_asks_for(
    tmp_path: Path, style: dict[str, str], wanted: list[str]
) -> None:
    assert names(tmp_path, "Aa3", **style) == wanted


def test_they_read_back_as_what_they_stand_for(tmp_path: Path) -> None:
    spec = paper(tmp_path, capitals="all-small", figures="old-style")
    made = api.set_text("Aa3 aA", spec, trial.TrialOrder(measure="40em"))
    api.write_trial(made, spec, tmp_path / "set.pdf")
    assert pypdf.PdfReader(tmp_path / "set.pdf").pages[0].extract_text().strip() == "Aa3 aA"


def test_a_face_that_has_none_is_told_of() -> None:
    spec = api.load_spec("english-6", overrides=[("styles.body.capitals", "small")])
    book = api.open_faces(spec.style)
    style = spec.style.styles["body"]
    book.typeface(style.face, style.weight, style.slant, Lettering(style.axes, style.features))
    (finding,) = book.findings()
    assert (finding.code, "has no smcp" in finding.message) == ("no-feature", True)


def widths(folder: Path, letterspace: str) -> list[float]:
    """The white that each gap between two letters of the first word has got, em."""
    spec = paper(folder, letterspace=letterspace)
    text = "aaaaa aaaaa aaaaa aaaaa aaaaa aaaaa aaaaa aaaaa"
    made = api.set_text(text, spec, trial.TrialOrder(measure="10.1em"))
    first = made.lines[0]
    assert first.width == pytest.approx(101, abs=0.01)
    places = [glyph.x for glyph in made.glyphs[0]]
    return [(b - a) / 10 - 0.5 for a, b in pairwise(places[:5])]


def test_letters_give_way_within_their_bounds_and_not_without(tmp_path: Path) -> None:
    assert widths(tmp_path, "0em") == pytest.approx([0.0] * 4, abs=1e-4)
    spread = widths(tmp_path, "0.03em")
    assert spread == pytest.approx([spread[0]] * 4, abs=1e-4)
    assert 0.002 < abs(spread[0]) <= 0.03


def test_a_line_that_ends_at_a_soft_hyphen_of_the_copy_shows_one(tmp_path: Path) -> None:
    spec = paper(tmp_path)
    text = "aaaa bbbb\u00adcccc dddd"
    made = api.set_text(text, spec, trial.TrialOrder(measure="5em"))
    first, second = made.lines[:2]
    assert "".join(run.plain for run in first.runs).rstrip("\u00ad") == "aaaa bbbb"
    hyphen = api.open_faces(spec.style).face("own.ttf").glyph("-")
    assert first.runs[-1].glyphs == (hyphen,)
    assert made.glyphs[0][-1].x == pytest.approx(45, abs=0.01)  # where the last letter ends
    assert first.width == pytest.approx(50, abs=0.01)
    assert "".join(run.plain for run in second.runs).startswith("cccc")
    # Elsewhere it has neither width nor ink.
    whole = api.set_text(text, spec, trial.TrialOrder(measure="40em"))
    assert whole.lines[0].width == pytest.approx(18 * 5, abs=0.01)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Правительство опубликовало распоряжение строительстве"),
        ("el", "Η κυβέρνηση δημοσιεύει ανακοινώσεις καθημερινά"),
        ("de", "Die Regierungserklärung und die Bundesversammlung beschlossen"),
    ],
)
def test_words_of_other_alphabets_are_broken_by_their_own_rules(language: str, text: str) -> None:
    spec = api.load_spec(overrides=[("styles.body.hyphens", language)])
    made = api.set_text(text, spec, trial.TrialOrder(measure="7em"))
    lines = ["".join(run.plain for run in line.runs) for line in made.lines]
    assert any(line.endswith("\u00ad") for line in lines)
    assert not any(line.torn for line in made.lines)
    assert "".join(lines).replace("\u00ad", "").replace(" ", "") == text.replace(" ", "")


def test_the_default_width_is_an_integer(tmp_path: Path) -> None:
    """ISO 32000-1, table 117; poppler takes any other for one em."""
    spec = paper(tmp_path)
    font_of(tmp_path / "own.ttf", chars=LETTERS, units=2048)
    made = api.set_text("aaaa", spec, trial.TrialOrder(measure="40em"))
    api.write_trial(made, spec, tmp_path / "set.pdf")
    page: Any = pypdf.PdfReader(tmp_path / "set.pdf").pages[0]
    (font,) = page["/Resources"]["/Font"].values()
    cid = font.get_object()["/DescendantFonts"][0].get_object()
    assert cid["/DW"] == int(cid["/DW"])
    assert cid["/W"][1][0] == pytest.approx(1000 * 500 / 2048, abs=0.001)


def test_letters_join_where_the_face_has_ligatures(tmp_path: Path) -> None:
    assert names(tmp_path, "office fig") == [
        "u006F", "f_f_i", "u0063", "u0065", "u0020", "f_i", "u0067"
    ]  # fmt: skip


def test_the_line_keeps_its_width_and_reads_back(tmp_path: Path) -> None:
    spec = paper(tmp_path)
    made = api.set_text("office fig", spec, trial.TrialOrder(measure="40em"))
    assert made.lines[0].width == pytest.approx(50)
    last = made.glyphs[0][-1]
    assert last.x == pytest.approx(45)  # where it stands without ligatures
    api.write_trial(made, spec, tmp_path / "set.pdf")
    assert pypdf.PdfReader(tmp_path / "set.pdf").pages[0].extract_text().strip() == "office fig"


def test_letters_do_not_join_where_they_are_spaced_or_a_word_is_broken(tmp_path: Path) -> None:
    plain = ["u0066", "u0069", "u0067"]
    assert names(tmp_path, "fig", tracking="0.05em") == plain
    assert names(tmp_path, "fig", letterspace="0.02em") == plain
    spec = paper(tmp_path)
    made = api.set_text("aa of\u00adfice aa", spec, trial.TrialOrder(measure="3.6em"))
    book = api.open_faces(spec.style)
    shown = [[book.face(r.face).hb_font.glyph_to_string(g) for r in line.runs for g in r.glyphs]
             for line in made.lines]  # fmt: skip
    assert shown[0][:5] == ["u0061", "u0061", "u0020", "u006F", "u0066"]
    assert shown[1][0] == "f_i"


def shown(text: str, language: str, measure: str = "40em") -> tuple[str, trial.Trial]:
    """Return what a line looks like: its glyphs' own characters; and how it is set."""
    spec = api.load_spec("english-6", overrides=[("styles.body.quotes", language)])
    made = api.set_text(text, spec, trial.TrialOrder(measure=measure))
    face = api.open_faces(spec.style).typeface("roman").faces[0]
    marks = (*range(0x20, 0x7F), 0xAB, 0xBB, *range(0x2018, 0x2020))
    chars = {face.glyph(chr(code)): chr(code) for code in marks}
    return "".join(chars[g] for line in made.lines for r in line.runs for g in r.glyphs), made


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("", "\"He said 'go' to her,\" Ann's note says. 'Tis '90s (\"so\")"),
        ("en", "“He said ‘go’ to her,” Ann’s note says. ‘Tis ’90s (“so”)"),
        ("de", "„He said ‚go‘ to her,“ Ann’s note says. ‚Tis ’90s („so“)"),
        ("fr", "«He said “go” to her,» Ann’s note says. “Tis ’90s («so»)"),
        ("sv", "”He said ’go’ to her,” Ann’s note says. ’Tis ’90s (”so”)"),
    ],
)
def test_typed_quotes_are_shown_as_the_language_has_them(language: str, wanted: str) -> None:
    text = "\"He said 'go' to her,\" Ann's note says. 'Tis '90s (\"so\")"
    seen, made = shown(text, language)
    assert seen == wanted
    assert "".join(run.plain for line in made.lines for run in line.runs) == text


def test_french_quotes_have_thin_white_inside_and_the_page_reads_as_typed(tmp_path: Path) -> None:
    _, plain = shown('x"o"x', "es")
    _, french = shown('a "o" b', "fr")
    _, spanish = shown('a "o" b', "es")
    assert french.lines[0].width - spanish.lines[0].width == pytest.approx(0.4 * 10, abs=0.01)
    assert plain.lines[0].width > 0
    spec = api.load_spec("english-6", overrides=[("styles.body.quotes", "de")])
    made = api.set_text('A "word" of „theirs“.', spec, trial.TrialOrder(measure="40em"))
    api.write_trial(made, spec, tmp_path / "set.pdf")
    read = pypdf.PdfReader(tmp_path / "set.pdf").pages[0].extract_text()
    assert read.strip() == 'A "word" of „theirs“.'
