"""Characters of a paper's own: another in their place, drawings, glyphs of a named font."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

import broadsheet
from broadsheet import trial
from broadsheet.errors import FaceError, SpecError, stops
from broadsheet.fonts.own_signs import OwnSign, program
from broadsheet.fonts.typeface import SIGNS, FaceBook
from tests.hostile.pictures import png
from tests.unit.pages_of import edition, story

BOAT = """<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">
  <!-- a hull and a sail -->
  <path d="M 10 60 L 90 60 L 70 90 L 30 90 Z"/>
  <rect x="45" y="10" width="10" height="50"/>
</svg>"""
SPEC = """broadsheet: 1
extends: duikai-6
gaiji:
  U+F06C: ■
  U+E0D8: boat.svg
  U+E0D9: {file: wave.png, reads: 浪}
  U+E0DA: {file: own.ttf, glyph: U+E123, reads: 镕}
map: "a a a a a a | auto"
boxes: {a: {story: 1}, M: null, E: null, b: null, c: null, d: null, F: null}
"""

MakeFont = Callable[..., Path]


@pytest.fixture
def paper(tmp_path: Path, make_font: MakeFont) -> Path:
    (tmp_path / "boat.svg").write_text(BOAT, encoding="utf-8")
    wave = Image.new("L", (40, 40), 255)
    wave.paste(0, (10, 20, 30, 30))
    wave.save(tmp_path / "wave.png")
    make_font(tmp_path / "own.ttf", "中\ue123")
    (tmp_path / "paper.yaml").write_text(SPEC, encoding="utf-8")
    return tmp_path / "paper.yaml"


def test_signs_are_set_and_read_back_by_what_they_stand_for(paper: Path) -> None:
    text = "\uf06c要闻：渔船\ue0d8归港，\ue0d9高三尺，朱\ue0da基读报。"
    day = edition(story(1, [], headline="\ue0d9涌", body=[text]))
    pages = broadsheet.compose(day, broadsheet.load_spec(paper))
    assert not [f for f in pages.findings if f.code in ("no-face", "other-face", "stand-in")]
    assert not stops(pages.findings)
    out = io.BytesIO()
    broadsheet.write_pdf(pages, out)
    read = "".join(page.extract_text() for page in PdfReader(out).pages).replace("\n", "")
    assert "■要闻：渔船\ue0d8归港，浪高三尺，朱镕基读报。" in read
    assert "浪涌" in read
    set_in = {run.plain: run.face for line in pages.lines() for run in line.runs}
    assert {set_in[char] for char in ("\ue0d8", "浪", "镕")} == {SIGNS}
    # a program that has pages alone opens the same faces again, from what they name
    assert ("浪", "wave.png", "\ue0d9") in pages.signs


def test_a_file_proves_against_its_edition_with_the_spec(paper: Path) -> None:
    day = edition(story(1, [], headline="潮讯", body=["\uf06c要闻：\ue0d9高三尺，渔船归港。"]))
    spec = broadsheet.load_spec(paper)
    out = io.BytesIO()
    broadsheet.write_pdf(broadsheet.compose(day, spec), out)
    assert broadsheet.prove(out.getvalue(), day, spec=spec) == ()
    assert broadsheet.prove(out.getvalue(), day) != ()


def test_set_tries_signs_as_a_page_sets_them(paper: Path, tmp_path: Path) -> None:
    order = trial.TrialOrder(measure="12em")
    done = broadsheet.api.set_text("\uf06c船\ue0d8，\ue0d9高", broadsheet.load_spec(paper), order)
    assert not done.missing
    broadsheet.api.write_trial(done, broadsheet.load_spec(paper), tmp_path / "set.pdf")
    read = PdfReader(tmp_path / "set.pdf").pages[0].extract_text()
    assert read.strip() == "■船\ue0d8，浪高"


@pytest.mark.parametrize("spec", [True, False])
def test_joined_letters_of_a_pdf_are_the_letters_that_they_join(
    paper: Path, tmp_path: Path, spec: bool
) -> None:
    day = edition(story(1, [], headline="Oﬃce", body=["The ﬁrst ﬂoor oﬀers a waﬄe and the laﬅ."]))
    pages = broadsheet.compose(day, broadsheet.load_spec(paper))
    assert not stops(pages.findings)
    told = [f.message for f in pages.findings if f.code == "stand-in"]
    assert "U+FB03 ﬃ: taken as the letters ffi that it joins, 1 times" in told
    assert len(told) == 6
    broadsheet.write_pdf(pages, tmp_path / "page.pdf")
    read = PdfReader(tmp_path / "page.pdf").pages[0].extract_text()
    assert "first" in read
    assert "Office" in read
    proved = broadsheet.prove(
        tmp_path / "page.pdf", day, **({"spec": broadsheet.load_spec(paper)} if spec else {})
    )
    assert proved == ()


def inks(folder: Path, *signs: tuple[str, str, str]) -> dict[str, tuple[float, ...]]:
    book = FaceBook.open({"song": ("Noto Serif SC",)}, [folder], signs=signs)
    face = book.face(SIGNS)
    return {char: tuple(round(n, 3) for n in face.ink(face.glyph(char))) for char, _, _ in signs}


def test_a_drawing_is_one_em_high_and_stands_where_it_was_drawn(paper: Path) -> None:
    found = inks(paper.parent, ("艇", "boat.svg", ""), ("浪", "wave.png", ""))
    # left, bottom, right, top: the em box goes from -0.12 to 0.88
    assert found == {"艇": (0.1, -0.02, 0.9, 0.78), "浪": (0.25, 0.13, 0.75, 0.38)}


def test_a_glyph_of_a_font_keeps_its_drawing_and_its_width(paper: Path) -> None:
    folder = paper.parent
    book = FaceBook.open({"own": ("own.ttf",)}, [folder], signs=[("镕", "own.ttf", "\ue123")])
    own, signs = book.typeface("own").faces[0], book.face(SIGNS)
    was, drawn = own.glyph("\ue123"), signs.glyph("镕")
    assert signs.ink(drawn) == pytest.approx(own.ink(was), abs=0.001)
    assert signs.advance(drawn) == pytest.approx(own.advance(was), abs=0.001)


def test_the_same_signs_are_the_same_bytes(paper: Path) -> None:
    signs = [OwnSign(reads="艇", file="boat.svg")]
    assert program(signs, (paper.parent,)) == program(signs, (paper.parent,))


SIGN = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 20'>%s</svg>"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("none.svg", None, "no file 'none.svg'"),
        ("../out.svg", None, "outside|out of"),
        ("sign.gif", b"GIF89a", "is no drawing"),
        ("sign.svg", b"<svg", "can't be read as SVG"),
        ("sign.svg", b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", "is no plain SVG"),
        ("sign.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "draws nothing"),
        ("sign.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><path d='M 1 x'/></svg>", "read"),
        ("sign.svg", SIGN % b"<rect width='9' height='9' transform='scale(2)'/>", "no matrix"),
        (
            "sign.svg",
            SIGN % b"<g transform='matrix(2 0 0 2 0 0)'><path d='M0 0h9v9z'/></g>",
            "group",
        ),
        ("sign.svg", SIGN % b"<path id='a' d='M0 0h9v9z'/><use href='#a'/>", "an element use"),
        ("sign.svg", SIGN % b"<path d='M0 0H1e300V9z'/>", "draws far off its place"),
        ("sign.png", b"no picture", "can't be read as PNG"),
        ("sign.png", png(30_000, 30_000, b""), "can't be read as PNG"),
        ("sign.svg", b" " * 600_000, "too large"),
    ],
)
def test_what_draws_no_sign_is_refused_by_name(
    paper: Path, name: str, content: bytes | None, says: str
) -> None:
    if content is not None:
        (paper.parent / name).write_bytes(content)
    paper.write_text(SPEC.replace("boat.svg", name), encoding="utf-8")
    day = edition(story(1, [30], headline="\ue0d8来"))
    with pytest.raises(FaceError, match=says):
        broadsheet.compose(day, broadsheet.load_spec(paper))


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("U+D800: ■", "no sign's character"),
        ("a: ■", "no sign's character"),
        ("U+E001: 两字", "is not one character"),
        ("U+E001: {reads: 艇}", "file"),
        ("U+E001: {file: a.svg, reads: 渡船}", "is not one character"),
    ],
)
def test_a_wrong_entry_is_refused_with_its_place(paper: Path, entry: str, says: str) -> None:
    paper.write_text(SPEC.replace("U+F06C: ■", entry), encoding="utf-8")
    with pytest.raises(SpecError, match=says) as caught:
        broadsheet.load_spec(paper)
    assert str(caught.value).startswith(f"{paper}:4:")
