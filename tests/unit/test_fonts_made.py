"""Forms of marks in faces of a paper's own: asked of GSUB and GPOS, or made by their ink."""

import io
import re
from collections.abc import Sequence
from pathlib import Path

import pypdf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from broadsheet import api, trial
from broadsheet.fonts import outlines
from broadsheet.fonts.face import Face, open_file
from broadsheet.fonts.marks import Form
from broadsheet.fonts.subset import cut_subset
from broadsheet.spec import Spec
from tests.unit.fonts_of import PLAIN, Box, font_of


def inks(face: Face, glyphs: Sequence[int]) -> list[tuple[float, ...]]:
    """Cut the face down and return the ink of glyphs as the file's program draws them."""
    cut = cut_subset(face, glyphs)
    if cut.kind == "TrueType":
        font = TTFont(io.BytesIO(cut.program))
        drawn, order = font.getGlyphSet(), font.getGlyphOrder()
    else:
        fonts = CFFFontSet()
        fonts.decompile(io.BytesIO(cut.program), None)
        drawn, order = fonts[0].CharStrings, fonts[0].charset
    found: list[tuple[float, ...]] = []
    for glyph in glyphs:
        pen = BoundsPen(drawn)
        drawn[order[cut.codes[glyph]]].draw(pen)
        found.append(pen.bounds or ())
    return found


def ink(face: Face, mark: str, form: Form) -> tuple[float, ...]:
    return inks(face, [face.form(mark, form)])[0]


both = pytest.mark.parametrize("cff", [False, True], ids=["glyf", "CFF"])


@both
def test_a_face_without_features_is_given_every_form_by_its_ink(
    tmp_path: Path, *, cff: bool
) -> None:
    face = font_of(tmp_path / "own.otf", cff=cff)
    near = pytest.approx
    assert ink(face, "—", "full") == near((-5, 300, 1005, 360), abs=1)  # two of them are joined
    assert ink(face, "—", "vert") == near((470, -125, 530, 885), abs=1)
    assert ink(face, "“", "full") == near((660, 560, 940, 800), abs=1)  # on the right of one em
    assert ink(face, "”", "full") == near((60, 560, 340, 800), abs=1)
    assert ink(face, "…", "full") == near((100, 330, 900, 430), abs=1)  # at mid-height
    assert ink(face, "·", "full") == near((450, 300, 550, 400), abs=1)
    assert ink(face, "（", "half") == near((150, -100, 400, 860), abs=1)
    assert ink(face, "，", "vert") == near((760, 630, 920, 850), abs=1)  # upper right
    assert ink(face, "：", "vert") == near((445, 140, 555, 620), abs=1)  # upright, in the middle
    assert ink(face, "（", "vert") == near((20, -20, 980, 230), abs=1)  # turned, at the foot
    assert ink(face, "）", "vert") == near((20, 530, 980, 780), abs=1)  # turned, at the head
    assert ink(face, "（", "vert_half") == near((20, 480, 980, 730), abs=1)
    # “ as ﹃ (GB/T 15834-2011, 5.2)
    assert ink(face, "“", "vert") == ink(face, "『", "vert") == near((60, -50, 950, 280), abs=1)


@both
def test_made_forms_have_the_measures_of_their_bodies(tmp_path: Path, *, cff: bool) -> None:
    face = font_of(tmp_path / "own.otf", cff=cff)
    half, down = face.form("，", "half"), face.form("，", "vert_half")
    assert face.advance(half) == 0.5
    assert face.vertical(down) == pytest.approx((0.5, 0.5, 0.88))
    assert face.advance(face.form("—", "full")) == 1
    assert face.form("，", "full") == face.glyph("，")  # which is as wide already
    cut = cut_subset(face, [half])
    if not cff:
        font = TTFont(io.BytesIO(cut.program))
        assert font["hmtx"].metrics[font.getGlyphOrder()[cut.codes[half]]][0] == 500


@both
def test_a_mark_that_is_narrower_than_its_body_is_put_on_it(tmp_path: Path, *, cff: bool) -> None:
    narrow = {"《": (740, (100, -60, 640, 830)), "》": (740, (100, -60, 640, 830))}
    face = font_of(tmp_path / "own.otf", cff=cff, chars=PLAIN | narrow)
    assert [face.advance(face.form(mark, "full")) for mark in "《》"] == [1.0, 1.0]
    assert ink(face, "《", "full") == pytest.approx((360, -60, 900, 830), abs=1)  # at the right
    assert ink(face, "》", "full") == pytest.approx((100, -60, 640, 830), abs=1)


def test_the_faces_own_vertical_forms_are_taken(tmp_path: Path) -> None:
    face = font_of(
        tmp_path / "own.ttf",
        features="languagesystem DFLT dflt; languagesystem hani dflt;"
        "feature vert { sub uFF0C by comma.v; sub u30FC by long.v; sub u300E by open.v; } vert;",
        **{
            "comma.v": (1000, (700, 600, 870, 820)),
            "long.v": (1000, (460, 0, 540, 800)),
            "open.v": (1000, (60, -60, 940, 260)),
        },
    )
    order = face.hb_font.glyph_to_string
    assert order(face.form("，", "vert")) == "comma.v"
    assert order(face.upright("ー")) == "long.v"  # no mark of Chinese: asked all the same
    assert order(face.form("“", "vert")) == "open.v"
    assert face.upright("春") == face.glyph("春")


def test_vertical_forms_that_are_blank_or_lie_on_their_side_are_not_taken(tmp_path: Path) -> None:
    face = font_of(
        tmp_path / "own.ttf",
        features="languagesystem DFLT dflt; languagesystem hani dflt;"
        "feature vert { sub uFF08 by blank; sub uFF1A by lying; } vert;",
        blank=(1000, (0, 0, 0, 0)),
        lying=(1000, (260, 330, 740, 440)),
    )
    assert ink(face, "（", "vert") == pytest.approx((20, -20, 980, 230), abs=1)
    assert ink(face, "：", "vert") == pytest.approx((445, 140, 555, 620), abs=1)


@pytest.mark.parametrize(
    ("features", "asked"),
    [
        ("feature halt { pos uFF08 <-480 0 -500 0>; pos uFF0C <20 0 -500 0>; } halt;", "halt"),
        (
            "feature chws { pos uFF08 uFF08' <-480 0 -500 0>; pos uFF0C' <20 0 -500 0> uFF0C; }"
            " chws;",
            "chws",
        ),
    ],
    ids=["halt", "chws"],
)
def test_halves_are_where_the_face_puts_them(tmp_path: Path, features: str, asked: str) -> None:
    face = font_of(tmp_path / "own.ttf", features=f"languagesystem hani dflt; {features}")
    opening, comma = face.form("（", "half"), face.form("，", "half")
    assert inks(face, [opening, comma]) == [(170, -100, 420, 860), (100, -90, 260, 130)]
    assert face.made(opening).feature == asked
    # What it says nothing of goes by its ink.
    assert ink(face, "）", "half") == (100, -100, 350, 860)


def test_vertical_halves_are_where_vhal_puts_them(tmp_path: Path) -> None:
    face = font_of(
        tmp_path / "own.ttf",
        features="languagesystem DFLT dflt; languagesystem hani dflt;"
        "feature vert { sub uFF08 by open.v; } vert;"
        "feature vhal { pos open.v <0 470 0 -500>; } vhal;",
        **{"open.v": (1000, (20, -20, 980, 230))},
    )
    half = face.form("（", "vert_half")
    assert inks(face, [half]) == [(20, 450, 980, 700)]
    assert (face.made(half).feature, face.vertical(half)[0]) == ("vhal", 0.5)


def test_wide_quotes_of_the_face_come_before_made_ones(tmp_path: Path) -> None:
    face = font_of(
        tmp_path / "own.ttf",
        features="languagesystem hani dflt; feature fwid { sub u201C by wide; } fwid;",
        wide=(1000, (600, 500, 900, 800)),
    )
    assert face.hb_font.glyph_to_string(face.form("“", "full")) == "wide"
    assert face.form("“", "narrow") == face.glyph("“")


@pytest.mark.parametrize(("left", "shown"), [(656, 416), (440, 440)])
def test_a_middle_dot_stands_in_the_middle_of_its_body(
    tmp_path: Path, left: int, shown: int
) -> None:
    """A face in use has for its wide form the stop of the lower right."""
    face = font_of(
        tmp_path / "own.ttf",
        features="languagesystem hani dflt; feature fwid { sub u00B7 by wide; } fwid;",
        wide=(1000, (left, 300, left + 168, 460)),
    )
    dot = face.form("·", "full")
    assert inks(face, [dot]) == [(shown, 300, shown + 168, 460)]
    assert face.advance(dot) == 1.0


def test_forms_bear_the_same_numbers_in_every_process(tmp_path: Path) -> None:
    """Pages are written by a face that is opened again."""
    one = font_of(tmp_path / "own.ttf")
    two = open_file(tmp_path / "own.ttf", "own.ttf")
    made = one.form("（", "half")
    assert two.advance(made) == 0.5
    assert inks(two, [made]) == inks(one, [made])


TEXT = "“春”（春），春——春……春：“春。”"


@pytest.fixture
def spec(tmp_path: Path) -> Spec:
    path = tmp_path / "paper.yaml"
    path.write_text("broadsheet: 1\nextends: duikai-6\ntypefaces: {song: [own.otf]}\n")
    return api.load_spec(path)


@both
@pytest.mark.parametrize("vertical", [False, True], ids=["across", "down"])
def test_what_is_set_in_made_forms_reads_back(
    tmp_path: Path, spec: Spec, *, cff: bool, vertical: bool
) -> None:
    font_of(tmp_path / "own.otf", cff=cff)
    made = api.set_text(TEXT, spec, trial.TrialOrder(measure="7em", vertical=vertical))
    api.write_trial(made, spec, tmp_path / "set.pdf")
    read = pypdf.PdfReader(tmp_path / "set.pdf").pages[0].extract_text()
    assert "".join(read.split()) == TEXT


@both
def test_outlines_of_made_forms_are_drawn_for_files_without_fonts(
    tmp_path: Path, *, cff: bool
) -> None:
    face = font_of(tmp_path / "own.otf", cff=cff)
    half = face.form("（", "half")
    path = outlines.outline(face, half)
    numbers = [float(one) for one in re.findall(r"-?[0-9.]+", path)]
    assert (min(numbers[::2]), max(numbers[::2])) == pytest.approx((150, 400), abs=1)
    assert (min(numbers[1::2]), max(numbers[1::2])) == pytest.approx((-860, 100), abs=1)


def condensed() -> dict[str, tuple[int, Box]]:
    """The plain face with bodies of 0.8 em; quotes and dashes as narrow as they were."""
    found = {char: (800 if wide == 1000 else wide, box) for char, (wide, box) in PLAIN.items()}
    return found | dict.fromkeys("国中一", (800, (40, -70, 760, 830)))


def test_marks_of_a_condensed_face_stand_on_its_own_body(tmp_path: Path, spec: Spec) -> None:
    face = font_of(tmp_path / "own.otf", chars=condensed())
    assert face.body == 0.8
    assert face.advance(face.form("“", "full")) == pytest.approx(0.8)
    assert face.advance(face.form("，", "half")) == pytest.approx(0.4)
    assert ink(face, "—", "full") == pytest.approx((-5, 300, 805, 360), abs=1)
    assert face.vertical(face.form("（", "vert"))[0] == pytest.approx(1)
    made = api.set_text("国中，一国：“中”一。", spec, trial.TrialOrder(measure="40em"))
    size = made.size
    # Ten characters and marks of 0.8 em; the pair of marks and the last one give half each.
    assert made.lines[0].width / size == pytest.approx(11 * 0.8 - 2 * 0.4, abs=1e-3)
    places = [glyph.x / size for glyph in made.glyphs[0][:5]]
    assert places == pytest.approx([0, 0.8, 1.6, 2.4, 3.2], abs=1e-3)


def test_lines_of_a_condensed_face_fill_their_measure(tmp_path: Path, spec: Spec) -> None:
    font_of(tmp_path / "own.otf", chars=condensed())
    text = "国中一国中，国一（国中）国一，" * 6
    made = api.set_text(text, spec, trial.TrialOrder(measure="9em"))
    for line, places in zip(made.lines[:-1], made.glyphs[:-1], strict=True):
        assert line.width == pytest.approx(9 * made.size, abs=0.01)
        assert places[-1].x + places[-1].advance == pytest.approx(line.width, abs=0.01)
        assert line.stretch < 0.08
