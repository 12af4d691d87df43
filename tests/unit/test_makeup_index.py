"""The index box and its links, the weather and its signs, in pages of the example."""

from functools import cache
from math import hypot, sqrt
from pathlib import Path

import pypdf
import pytest

import broadsheet
from broadsheet.display import Anchor, Link, Outline, Pages, TextLine
from broadsheet.edition import Edition
from broadsheet.geometry import Rect
from broadsheet.makeup.boxes.weather import SIGNS, sign_marks, signs
from tests.unit.pages_of import edition, small_spec, story

FOLDER = Path(__file__).parents[2] / "examples" / "boxes"


@cache
def service() -> tuple[Edition, Pages]:
    copy = broadsheet.read_edition(FOLDER / "service.yaml")
    return copy, broadsheet.compose(copy, broadsheet.load_spec(FOLDER / "service-spec.yaml"))


MAP = "p p q q | auto"


def two_pages(entry: str) -> Pages:
    lead = story(1, [120])
    copy = broadsheet.read_edition(
        {
            "masthead": {"name": "汀澜日报"},
            "pages": [
                {
                    "items": [
                        lead,
                        {"kind": "info", "id": "i", "lines": ["导读", *entry.split("|")]},
                    ]
                },
                {"folio": "A2", "items": [story(2, [90]), story(3, [90])]},
            ],
        }
    )
    spec = small_spec(
        masters={
            "front": {"map": MAP, "boxes": {"p": {"story": "1"}, "q": {"index": {"info": "1"}}}},
            "in": {"map": MAP, "boxes": {"p": {"story": "1"}, "q": {"story": "2"}}},
        },
        pages=["front", "in"],
    )
    return broadsheet.compose(copy, spec)


def links(pages: Pages) -> list[Link]:
    return [m for m in pages.pages[0].marks if isinstance(m, Link) and m.target.startswith("#")]


def test_the_example_is_whole_and_its_index_is_furniture(tmp_path: Path) -> None:
    copy, pages = service()
    assert [f.message for f in pages.findings if f.level != "note"] == []
    broadsheet.write_pdf(pages, tmp_path / "page.pdf")
    assert broadsheet.prove(tmp_path / "page.pdf", copy) == ()
    box = [line for line in pages.pages[0].marks if getattr(line, "box", "") == "I"]
    assert all(not run.source.item for line in box if hasattr(line, "runs") for run in line.runs)


def test_each_line_of_the_index_leads_to_its_story(tmp_path: Path) -> None:
    copy, pages = service()
    found = links(pages)
    wanted = [item.id for item in copy.pages[1].items][: len(found)]
    assert [link.target for link in found] == [f"#{name}" for name in wanted]
    assert len(found) >= 6
    anchors = {m.name for m in pages.pages[1].marks if isinstance(m, Anchor)}
    assert {link.target[1:] for link in found} <= anchors
    broadsheet.write_pdf(pages, tmp_path / "page.pdf")
    reader = pypdf.PdfReader(tmp_path / "page.pdf")
    dests = [a.get_object()["/Dest"] for a in reader.pages[0]["/Annots"]]
    assert dests == wanted
    assert set(wanted) <= set(reader.named_destinations)


def test_every_standard_takes_an_index(tmp_path: Path) -> None:
    _, pages = service()
    for standard in ("x4", "a2u", "ua1"):
        broadsheet.write_pdf(pages, tmp_path / f"{standard}.pdf", standard=standard)


def test_an_index_of_the_edition_is_linked_by_its_words() -> None:
    pages = two_pages("导读|第3条潮讯……A2版|潮头……A2版")
    assert [link.target for link in links(pages)] == ["#s3", "#s2"]
    assert not [f for f in pages.findings if f.code in ("index", "lost")]


def test_a_page_that_is_not_there_is_told() -> None:
    pages = two_pages("导读|第3条潮讯……9版")
    told = [f.message for f in pages.findings if f.code == "index"]
    assert told == ["“第3条潮讯……9版” names page 9: the edition has none"]
    assert links(pages) == []


def test_an_index_of_one_page_is_told_to_be_empty() -> None:
    spec = small_spec("p p q q | auto", {"p": {"story": "1"}, "q": {"index": {"pages": "yes"}}})
    pages = broadsheet.compose(edition(story(1, [90])), spec)
    told = [f.message for f in pages.findings if f.code == "empty-box"]
    assert told == ["no other page has a story: the index is empty"]


def index_of(headline: str) -> tuple[Pages, list[TextLine]]:
    """Return pages with an index of two stories, and its words under its head."""
    copy = broadsheet.read_edition(
        {"pages": [{"items": [story(1, [120])]},
                   {"items": [story(2, [90], headline=headline), story(3, [90])]}]}
    )  # fmt: skip
    spec = small_spec(
        masters={
            "front": {"map": MAP, "boxes": {"p": {"story": "1"}, "q": {"index": {"pages": "yes"}}}},
            "in": {"map": MAP, "boxes": {"p": {"story": "1"}, "q": {"story": "2"}}},
        },
        pages=["front", "in"],
        styles={"index": {"face": "hei", "size": "14pt..16pt"}},
    )
    pages = broadsheet.compose(copy, spec)
    lines = [m for m in pages.pages[0].marks if isinstance(m, TextLine) and m.box == "q"]
    box = next(box for box in pages.boxes if box.name == "q")
    assert all(line.x + line.width <= box.rect.right for line in lines)
    words = [line for line in lines if "版" not in line.plain and set(line.plain) != {"…"}]
    assert words[0].plain == "导读"
    assert len({line.runs[0].size for line in lines if line.plain != "导读"}) == 1
    return pages, words[1:]


def test_a_long_headline_takes_two_lines_of_an_index() -> None:
    long = "老城区三十条小巷本月装上扶手和夜灯"
    pages, words = index_of(long)
    assert [line.plain for line in words[2:]] == ["第3条潮讯"]
    assert "".join(line.plain for line in words[:2]) == long
    two, one = links(pages)
    assert two.rect.height == pytest.approx(2 * one.rect.height)


def test_a_headline_that_two_lines_of_an_index_do_not_hold_is_cut() -> None:
    long = "老城区三十条小巷本月装上扶手和夜灯，老人们说从此夜里出门再不怕黑，孩子们放学也走得稳当"
    _, words = index_of(long)
    assert [line.plain for line in words[2:]] == ["第3条潮讯"]
    cut = "".join(line.plain for line in words[:2])
    assert cut.endswith("…")
    assert long.startswith(cut[:-1])
    assert len(cut) > 15  # no more is cut than must be


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("晴", ["sun"]),
        ("多云转小雨　东北风3级", ["fair", "rain"]),
        ("雷阵雨", ["thunder"]),
        ("雨夹雪", ["rain", "snow"]),
        ("大雾转晴，夜里有雨", ["fog", "sun"]),
        ("阴", ["cloud"]),
        ("Sunny, light rain later", ["sun", "rain"]),
        ("18℃", []),
    ],
)
def test_signs_are_told_from_words(text: str, found: list[str]) -> None:
    assert signs(text) == found


@pytest.mark.parametrize("sign", sorted(SIGNS))
def test_signs_stay_in_their_square(sign: str) -> None:
    rect = Rect(10.0, 20.0, 50.0, 50.0)
    for mark in sign_marks(sign, rect, None, "w"):
        assert isinstance(mark, Outline)
        for step in mark.path:
            numbers = [float(n) for n in step[1:]]
            assert all(10 <= x <= 60 for x in numbers[0::2])
            assert all(20 <= y <= 70 for y in numbers[1::2])


def test_discs_of_a_sign_are_round() -> None:
    """Four curves end a radius from the centre, a quarter on, and bulge as a circle does."""
    [sun, *_] = sign_marks("sun", Rect(10.0, 20.0, 50.0, 50.0), None, "w")
    assert isinstance(sun, Outline)
    steps = [tuple(float(n) for n in step[1:]) for step in sun.path]
    (start, *curves) = [step for step in steps if step]
    ends = [start, *(curve[4:] for curve in curves)]
    middle = tuple(sum(x) / 4 for x in zip(*ends[:4], strict=True))
    radius = hypot(start[0] - middle[0], start[1] - middle[1])
    assert radius > 5
    for (x0, y0), (x1, y1, x2, y2, x3, y3) in zip(ends, curves, strict=False):
        half = ((x0 + 3 * x1 + 3 * x2 + x3) / 8, (y0 + 3 * y1 + 3 * y2 + y3) / 8)
        for x, y in (half, (x3, y3)):
            assert hypot(x - middle[0], y - middle[1]) == pytest.approx(radius, rel=0.001)
        assert hypot(x3 - x0, y3 - y0) == pytest.approx(radius * sqrt(2), rel=0.001)
    assert ends[4] == pytest.approx(start)


def test_the_weather_is_copy_of_the_masthead() -> None:
    copy, pages = service()
    runs = [
        run
        for line in pages.lines()
        if line.box == "W"
        for run in line.runs
        if run.source.role == "masthead"
    ]
    printed = "".join(run.plain for run in runs).replace("\u3000", "")
    assert printed == copy.masthead.weather.replace("\u3000", "")


@pytest.mark.parametrize(("drawn", "beside"), [("p p p . | 5行", True), (". . . p | 14行", False)])
def test_words_of_the_weather_stand_clear_of_its_signs(drawn: str, beside: bool) -> None:
    spec = small_spec(drawn + "\nr r r r | fill", {"p": {"weather": "sign"}, "r": {"story": 1}})
    pages = broadsheet.compose(edition(story(1, [90]), weather="多云转小雨　18～24℃"), spec)
    drawings = [m for m in pages.pages[0].marks if isinstance(m, Outline) and m.box == "p"]
    corners = [(float(s[-2]), float(s[-1])) for m in drawings for s in m.path if len(s) > 2]
    words = [line for line in pages.lines() if line.box == "p"]
    assert words
    box = next(box.rect for box in pages.boxes if box.name == "p")
    assert all(box.holds(Rect(x, y, 0, 0), slack=0.01) for x, y in corners)
    for line in words:
        assert box.left <= line.x
        assert line.x + line.width <= box.right
        if beside:
            assert line.x > max(x for x, _ in corners) + 1
        else:
            assert line.y - 0.88 * line.runs[0].size > max(y for _, y in corners) - 1


def test_a_paper_without_weather_is_told() -> None:
    spec = small_spec("p p q q | auto", {"p": {"story": "1"}, "q": {"weather": "sign"}})
    pages = broadsheet.compose(edition(story(1, [90])), spec)
    told = [f.message for f in pages.findings if f.code == "empty-box"]
    assert told == ["the masthead has no weather: this box stays white"]


def test_an_index_tells_the_pages_that_copy_was_dealt_to() -> None:
    copy = edition(*(story(n, [90]) for n in (1, 2, 3)))
    boxes = {"p": {"story": "1"}, "q": {"index": {"pages": "yes"}}}
    inside = {"p": {"story": "1"}, "q": {"story": "2"}}
    spec = small_spec(
        pages=[
            {"takes": {"page": "1", "story": ["1"]}, "map": MAP, "boxes": boxes},
            {"takes": {"page": "1", "story": ["2", "3"]}, "map": MAP, "boxes": inside},
        ]
    )
    pages = broadsheet.compose(copy, spec)
    assert [link.target for link in links(pages)] == ["#s2", "#s3"]
