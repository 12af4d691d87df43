"""The index box and its links, the weather and its signs, in pages of the example."""

from functools import cache
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


def test_a_long_headline_takes_two_lines_of_an_index() -> None:
    long = "老城区三十条小巷本月装上扶手和夜灯"
    copy = broadsheet.read_edition(
        {"pages": [{"items": [story(1, [120])]},
                   {"items": [story(2, [90], headline=long), story(3, [90])]}]}
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
    words = [line.plain for line in lines if "…" not in line.plain and "版" not in line.plain]
    assert words[0] == "导读"
    assert len(words) == 4
    assert "".join(words[1:3]) == long
    assert len({line.runs[0].size for line in lines if line.plain != "导读"}) == 1
    two, one = links(pages)
    assert two.rect.height == pytest.approx(2 * one.rect.height)
    box = next(box for box in pages.boxes if box.name == "q")
    assert all(line.x + line.width <= box.rect.right for line in lines)


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


def test_a_paper_without_weather_is_told() -> None:
    spec = small_spec("p p q q | auto", {"p": {"story": "1"}, "q": {"weather": "sign"}})
    pages = broadsheet.compose(edition(story(1, [90])), spec)
    told = [f.message for f in pages.findings if f.code == "empty-box"]
    assert told == ["the masthead has no weather: this box stays white"]
