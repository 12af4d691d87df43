"""Latin pages: roman and italic, kerning, spaces that justify, heads broken between words."""

from itertools import pairwise
from pathlib import Path

import pytest

import broadsheet
from broadsheet import api, trial
from broadsheet.display import TextLine
from broadsheet.fonts.typeface import FaceBook
from broadsheet.headline.phrases import joints
from broadsheet.lint.lint_page import LintPage, look

EXAMPLE = Path(__file__).parents[2] / "examples" / "saltmarsh-front.yaml"
TEXT = (
    "The trust said last night that all nine of its seamen would keep their posts, and that "
    "repairs to the older of the two boats are to begin in January, when the engineers have "
    "finished with the slip."
)


@pytest.fixture(scope="module")
def spec() -> broadsheet.Spec:
    return broadsheet.load_spec("english-6")


@pytest.fixture(scope="module")
def pages(spec: broadsheet.Spec) -> broadsheet.Pages:
    return broadsheet.compose(broadsheet.read_edition(EXAMPLE), spec)


def set_text(spec: broadsheet.Spec, text: str, measure: str = "16em") -> trial.Trial:
    return api.set_text(text, spec, trial.TrialOrder(measure=measure))


@pytest.mark.parametrize(
    ("weight", "slant", "face"),
    [
        ("regular", "upright", "roman-regular"),
        ("black", "upright", "roman-bold"),
        ("regular", "italic", "roman-regular-italic"),
        ("black", "italic", "roman-bold-italic"),
    ],
)
def test_weight_and_slant_choose_the_face(weight: str, slant: str, face: str) -> None:
    book = FaceBook.open({"roman": ("Broadsheet Roman",)})
    assert book.typeface("roman", weight, slant).faces[0].id == face


def test_a_family_without_italic_stays_upright() -> None:
    book = FaceBook.open({"song": ("Noto Serif SC",)})
    assert book.typeface("song", "bold", "italic").faces[0].id == "song-bold"


def test_the_roman_does_not_bear_the_reserved_name() -> None:
    book = FaceBook.open({"roman": ("Broadsheet Roman",)})
    face = book.typeface("roman").faces[0]
    assert (face.family, face.psname) == ("Broadsheet Roman", "BroadsheetRoman-Regular")
    assert book.typeface("roman", "regular", "italic").faces[0].descriptor.italic_angle < -10


def test_every_line_but_the_last_fills_the_measure_with_its_spaces(spec: broadsheet.Spec) -> None:
    report = trial.report(set_text(spec, TEXT))
    for line in report["lines"][:-1]:
        last = line["glyphs"][-1]
        assert last["x"] + last["advance"] == pytest.approx(16, abs=0.001)
    assert report["lines"][-1]["width"] < 16
    # letters keep their own distance: justification adds white at spaces alone
    glyphs = report["lines"][1]["glyphs"]
    for one, two in pairwise(glyphs):
        if one["text"] not in " " and two["text"] not in " ":
            assert two["x"] - one["x"] == pytest.approx(one["advance"], abs=0.16)


def test_capitals_are_kerned(spec: broadsheet.Spec) -> None:
    def width(text: str) -> float:
        return float(trial.report(set_text(spec, text))["lines"][0]["width"])

    assert width("AVAVAV") < width("AAA") + width("VVV") - 0.4
    assert width("2026") == pytest.approx(4 * width("2"), abs=0.001)  # figures keep their columns


def test_a_head_does_not_end_a_line_with_an_article() -> None:
    text = "Library finds the atlas"
    prices = joints(text)
    assert prices[text.index("atlas")] > prices[text.index("the")] == 0


def test_the_english_page_has_no_error_and_fills_its_columns(pages: broadsheet.Pages) -> None:
    codes = [finding.code for finding in pages.findings if finding.level != "note"]
    assert codes == []
    assert pages.lang == "en-GB"


def test_no_headline_is_broken_in_a_word(pages: broadsheet.Pages, spec: broadsheet.Spec) -> None:
    faults = [fault.code for fault in api.lint(pages, spec)]
    assert "broken-word" not in faults
    assert "small-nameplate" not in faults


def test_a_latin_nameplate_stands_on_one_baseline(pages: broadsheet.Pages) -> None:
    plate = next(
        mark
        for mark in pages.pages[0].marks
        if isinstance(mark, TextLine) and mark.plain == "The Saltmarsh Courier"
    )
    assert {run.rise for run in plate.runs} == {0.0}
    assert plate.runs[0].size > 100
    assert plate.width <= pages.pages[0].boxes[0].rect.width


def test_italic_weighs_as_its_roman(pages: broadsheet.Pages, spec: broadsheet.Spec) -> None:
    sheet: LintPage = look(pages.pages[0], spec)
    decks = [ink for ink in sheet.ink if ink.roles == ("deck",)]
    assert decks
    assert {ink.weight for ink in decks} == {1}


def test_the_date_is_printed_in_the_papers_way(pages: broadsheet.Pages) -> None:
    lines = [mark.plain for mark in pages.pages[0].marks if isinstance(mark, TextLine)]
    assert "Monday 23 November 2026" in lines
