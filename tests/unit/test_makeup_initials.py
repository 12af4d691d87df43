"""A story's first character several lines deep (首字下沉), and the lines beside it."""

import io
from typing import Any

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import broadsheet
from broadsheet import flow
from broadsheet.display import Pages, Run, TextLine
from broadsheet.fonts.typeface import FaceBook
from broadsheet.paragraph.places import glyph_places
from tests.unit.pages_of import edition, prose, set_lines, small_spec, story, text_of

SUNK: dict[str, Any] = {
    "styles": {"body": {"initial": 3}, "headline": {"size": "18pt", "lines": 1}}
}
EM, ROW = 10.5, 13.5


def page(*paragraphs: str, facts: dict[str, Any] | None = None, **more: Any) -> Pages:
    copy = story(1, [20]) | {"body": list(paragraphs)} | (facts or {})
    more = {"boxes": {"p": {"story": "1", "columns": "1"}}} | more
    return broadsheet.compose(edition(copy), small_spec("p p . . | 20行", **(SUNK | more)))


def body_lines(pages: Pages) -> list[TextLine]:
    return [
        line for line in set_lines(pages, "s1") if any(r.source.role == "para" for r in line.runs)
    ]


def initial(pages: Pages) -> Run:
    return body_lines(pages)[0].runs[0]


def test_the_first_character_fills_its_lines_and_the_others_stand_beside_it() -> None:
    pages = page(prose(170))
    first, second, third, fourth = body_lines(pages)[:4]
    sunk = first.runs[0]
    assert sunk.plain == prose(170)[0]
    assert sunk.size == pytest.approx(2 * ROW + EM)
    # Its em box reaches from the top of the first line's to the foot of the third's.
    assert first.y - 0.88 * EM == pytest.approx(first.y - sunk.rise - 0.88 * sunk.size, abs=0.01)
    assert third.y + 0.12 * EM == pytest.approx(first.y - sunk.rise + 0.12 * sunk.size, abs=0.01)
    # 37.5 pt of type: four characters of the text make way, in each of three lines.
    assert [line.x - first.x for line in (second, third, fourth)] == pytest.approx([42, 42, 0])
    book = FaceBook.open({"song": ("Noto Serif SC",)})
    faces = {run.face: book.face(run.face) for run in first.runs}
    after = glyph_places(_as_set(first), faces)[1]
    assert after.x == pytest.approx(42)
    assert text_of(pages, "s1") == prose(170)


def _as_set(line: TextLine) -> Any:
    """Return a line of a page as ``glyph_places`` takes set lines."""
    from broadsheet.paragraph import SetLine

    return SetLine(
        runs=line.runs, width=line.width, left=0.0, stretch=0.0, exact=False, start=0, end=0,
        last=False,
    )  # fmt: skip


def test_a_letter_stands_on_the_last_line_as_high_as_capitals_in_the_first() -> None:
    pages = page("Water " + prose(170))
    sunk, first = initial(pages), body_lines(pages)[0]
    assert sunk.plain == "W"
    assert first.y - sunk.rise == pytest.approx(body_lines(pages)[2].y)
    face = FaceBook.open({"song": ("Noto Serif SC",)}).face(sunk.face)
    cap = face.ink(face.glyph("H"))[3]
    assert cap * sunk.size == pytest.approx(2 * ROW + cap * EM)


@pytest.mark.parametrize(
    ("text", "sunk"),
    [
        ("“潮来了。" + prose(90), "“潮"),
        ("2026年" + prose(90), "2026"),
        ("《海" + prose(90), "《海"),
    ],
)
def test_opening_marks_and_figures_go_with_it(text: str, sunk: str) -> None:
    pages = page(text)
    large = [run.plain for run in body_lines(pages)[0].runs if run.size > 2 * EM]
    assert "".join(large) == sunk
    assert text_of(pages, "s1") == text


@pytest.mark.parametrize(
    "text",
    [prose(30), "……" + prose(90), "2026111823年" + prose(90), "——" + prose(90)],
    ids=["short", "dots", "number", "dash"],
)
def test_some_paragraphs_open_as_ever(text: str) -> None:
    assert {run.size for line in body_lines(page(text)) for run in line.runs} == {EM}


def test_only_the_first_paragraph_has_one_and_the_byline_a_line_of_its_own() -> None:
    facts = {"source": "本报讯", "byline": "记者 林望"}
    pages = page(prose(90), prose(90, 5), facts=facts)
    assert sum(run.size > 2 * EM for line in body_lines(pages) for run in line.runs) == 1
    lead_in = next(line for line in set_lines(pages, "s1") if line.runs[0].source.role == "source")
    assert not any(run.source.role == "para" for run in lead_in.runs)
    assert lead_in.y < body_lines(pages)[0].y


def test_its_style_gives_face_and_colour_and_a_box_may_have_its_own_body() -> None:
    styles = SUNK["styles"] | {
        "initial": {"extends": "body", "face": "hei", "weight": "black", "colour": "0/100/95/10"}
    }
    sunk = initial(page(prose(170), styles=styles))
    assert (sunk.face.rpartition(":")[0] or sunk.face).startswith("hei-black")
    assert sunk.colour.magenta == 1.0
    plain = {"body": {"initial": 0}, "opening": {"extends": "body", "initial": 2}}
    boxes = {"p": {"story": "1", "columns": "1", "styles": {"body": "opening"}}}
    sunk = initial(page(prose(170), styles=SUNK["styles"] | plain, boxes=boxes))
    assert sunk.size == pytest.approx(ROW + EM)


def test_what_has_an_initial_reads_back_in_order() -> None:
    pages = page(prose(170))
    file = io.BytesIO()
    broadsheet.write_pdf(pages, file)
    read = "".join(pypdf.PdfReader(file).pages[0].extract_text().split())
    assert prose(170) in read


UPRIGHT: dict[str, Any] = {
    "boxes": {"p": {"story": "1", "columns": "1", "vertical": True, "measure": "16字"}}
}


def test_down_the_page_it_fills_its_lines_from_the_right() -> None:
    pages = page(prose(90), **UPRIGHT)
    first, second, third, fourth = body_lines(pages)[:4]
    sunk = first.runs[0]
    assert (sunk.plain, first.vertical) == (prose(90)[0], True)
    assert sunk.size == pytest.approx(2 * ROW + EM)
    # Its em box reaches from the right of the first line's to the left of the third's.
    middle = first.x + sunk.rise
    assert middle + sunk.size / 2 == pytest.approx(first.x + EM / 2, abs=0.01)
    assert middle - sunk.size / 2 == pytest.approx(third.x - EM / 2, abs=0.01)
    assert [line.y - first.y for line in (second, third, fourth)] == pytest.approx([42, 42, 0])
    assert text_of(pages, "s1") == prose(90)
    file = io.BytesIO()
    broadsheet.write_pdf(pages, file)
    assert broadsheet.prove(file.getvalue(), edition(story(1, [20]) | {"body": [prose(90)]})) == ()


@pytest.mark.parametrize("text", ["Water " + prose(90), "2026年" + prose(90)])
def test_letters_and_figures_are_not_sunk_down_the_page(text: str) -> None:
    assert {run.size for line in body_lines(page(text, **UPRIGHT)) for run in line.runs} == {EM}


@given(
    depths=st.lists(st.integers(1, 9), min_size=1, max_size=4),
    rows=st.integers(3, 14),
    head=st.integers(2, 3),
)
@settings(deadline=None)
def test_its_lines_stay_in_one_column(depths: list[int], rows: int, head: int) -> None:
    slab = flow.Slab(choices=(flow.Choice(rows),), head=head)
    poured = flow.pour([slab], depths)
    first = poured.pieces[0][0]
    assert first.count >= head
    assert sum(piece.count for piece in poured.pieces[0]) == rows
