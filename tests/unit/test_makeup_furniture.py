"""Furniture with forms of its own: the date panel, spread and heavier heads, a telephone."""

import io
from typing import Any

import pytest
from pypdf import PdfReader

import broadsheet
from broadsheet import api
from broadsheet.display import Fill, Outline, Pages, TextLine
from tests.unit.pages_of import edition, small_spec, story

DATE = {"name": "海潮报", "date": "2026-11-20", "weekday": "星期五"}


def masthead(weekday: str) -> Pages:
    boxes = {
        "p": {"masthead": {"arrange": "across", "weekday": weekday, "data": ["{email}"]}},
        "q": {"story": "1"},
    }
    spec = small_spec("p p p p | 17行\nq q q q | fill", boxes)
    return api.compose(edition(story(1, [300]), **DATE), spec)


def line_of(pages: Pages, words: str) -> TextLine:
    [line] = [line for line in pages.lines() if line.plain == words]
    return line


def test_the_weekday_stands_under_the_day_or_upright_beside_it() -> None:
    under, beside = (masthead(place) for place in ("under", "beside"))
    assert not line_of(under, "星期五").vertical
    assert line_of(under, "星期五").y > line_of(under, "20").y
    day, weekday = line_of(beside, "20"), line_of(beside, "星期五")
    assert weekday.vertical
    assert weekday.x > day.x + day.width
    assert weekday.y < day.y < weekday.y + weekday.width
    edge = next(m for m in beside.pages[0].marks if isinstance(m, Fill) and m.weight == 0.6)
    assert weekday.x + weekday.runs[0].size / 2 < edge.rect.right
    read = [line.plain for line in beside.lines()]
    assert read.index("20") < read.index("星期五")


def test_a_shallow_masthead_has_its_weekday_beside_the_day() -> None:
    boxes = {"p": {"masthead": {"arrange": "across"}}, "q": {"story": "1"}}
    for rows, upright in ((17, False), (7, True)):
        spec = small_spec(f"p p p p | {rows}行\nq q q q | fill", boxes)
        pages = api.compose(edition(story(1, [300]), **DATE), spec)
        assert line_of(pages, "星期五").vertical is upright
        assert not [f for f in pages.findings if "lies over" in f.message]


@pytest.mark.parametrize(("rows", "crowded"), [(17, False), (5, True)])
@pytest.mark.parametrize("arrange", ["across", "block"])
def test_facts_of_a_masthead_that_lie_over_each_other_are_told(
    arrange: str, rows: int, crowded: bool
) -> None:
    boxes = {"p": {"masthead": {"arrange": arrange, "data": ["{email}"]}}, "q": {"story": "1"}}
    spec = small_spec(f"p p p p | {rows}行\nq q q q | fill", boxes)
    pages = api.compose(edition(story(1, [300]), email="news@example.org", **DATE), spec)
    told = [f for f in pages.findings if "lies over" in f.message]
    assert bool(told) == crowded
    assert all(f.level == "error" and "the box is too small" in f.message for f in told)


def head_of(words: str, **style: Any) -> TextLine:
    more = {"styles": {"headline": {"size": "20pt", "lines": "1"} | style}}
    spec = small_spec("p p p p | fill", {"p": {"story": "1"}}, **more)
    return line_of(api.compose(edition(story(1, [300], headline=words)), spec), words)


@pytest.mark.parametrize(("count", "spread"), [(16, True), (3, False)])
def test_a_head_is_spread_where_it_fills_most_of_the_width(count: int, spread: bool) -> None:
    words = "潮起东海万里无云渔火初上晚风正好"[:count]
    line = head_of(words, align="spread")
    width = small_spec().style.grid.span(0, 3)
    assert line.width == pytest.approx(width if spread else 20 * count, abs=0.1)


def test_a_stroke_makes_a_head_heavier_in_its_own_colour() -> None:
    plain, heavy = head_of("潮起东海"), head_of("潮起东海", stroke="1.2pt")
    assert [run.stroke for run in plain.runs] == [0.0]
    assert [run.stroke for run in heavy.runs] == [1.2]
    assert heavy.width == plain.width
    more = {"styles": {"headline": {"size": "20pt", "stroke": "1.2pt", "colour": "red"}}}
    spec = small_spec("p p p p | fill", {"p": {"story": "1"}}, **more)
    out = io.BytesIO()
    broadsheet.write_pdf(api.compose(edition(story(1, [60], headline="潮起")), spec), out)
    content = PdfReader(out).pages[0].get_contents()
    assert content is not None
    written = content.get_data().decode("latin-1").split()
    assert [written[n - 1] for n, word in enumerate(written) if word == "Tr"] == ["2", "0"]
    at = written.index("Tr")
    assert written[at + 1 : at + 8] == ["0", "1", "0.95", "0.1", "K", "1.2", "w"]


@pytest.mark.parametrize(("rows", "place"), [("9行", "over"), ("4行", "beside"), ("2行", "")])
def test_a_telephone_stands_over_the_hotline_or_beside_its_figures(rows: str, place: str) -> None:
    boxes = {"p": {"info": "1", "icon": "phone", "above": "0行"}, "q": {"story": "1"}}
    spec = small_spec(f"p . . . | {rows}\nq q q q | fill", boxes)
    hotline = {"kind": "info", "lines": ["新闻热线", "66810000"]}
    pages = api.compose(edition(story(1, [300]), hotline), spec)
    shapes = [mark for mark in pages.pages[0].marks if isinstance(mark, Outline)]
    assert len(shapes) == (4 if place else 0)
    figure = line_of(pages, "66810000")
    ends = [step[-2:] for shape in shapes for step in shape.path if len(step) > 1]
    if place == "over":
        assert all(float(foot) < figure.y - 0.7 * figure.runs[0].size for _, foot in ends)
    if place == "beside":
        assert all(float(right) < figure.x - 2 for right, _ in ends)
        box = next(box for box in pages.boxes if box.name == "p")
        left = min(float(x) for x, _ in ends) - box.rect.left
        assert left == pytest.approx(box.rect.right - figure.x - figure.width, abs=3)


@pytest.mark.parametrize("kind", ["ad", "info", "notice"])
def test_an_empty_line_is_white(kind: str) -> None:
    item = {"kind": kind, "id": "i", "lines": ["", "茶庄在渡口街", "　", "每日开门"]}
    spec = small_spec("p p . . | 12行\nq q q q | fill", {"p": {kind: "1"}, "q": {"story": "1"}})
    pages = api.compose(edition(story(1, [300]), item), spec)
    assert [f.message for f in pages.findings if f.level == "error"] == []
    first, last = line_of(pages, "茶庄在渡口街"), line_of(pages, "每日开门")
    assert last.y - first.y > 1.5 * last.runs[0].size
    broadsheet.write_pdf(pages, io.BytesIO())


def test_a_label_has_the_ground_of_its_style() -> None:
    advert = {"kind": "ad", "name": "茶庄", "lines": ["茶庄"]}
    boxes = {"p": {"ad": "1"}}
    dark = small_spec("p p p p | fill", boxes, styles={"label": {"face": "hei", "size": "10pt",
                                                                 "fill": "black"}})  # fmt: skip
    [label] = [x for x in api.compose(edition(advert), dark).lines() if x.plain == "广告"]
    assert label.runs[0].colour.black == 0.0
    [label] = [
        line
        for line in api.compose(edition(advert), small_spec("p p p p | fill", boxes)).lines()
        if line.plain == "广告"
    ]
    assert label.runs[0].colour.black == 1.0
