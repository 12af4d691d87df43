"""What who listens to a page is told: structure trees of one page of each kind."""

import io
import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdf
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from PIL import Image

import broadsheet
from broadsheet.display import Link, Pages
from broadsheet.edition import passages
from broadsheet.paint.pdf.languages import foreign_words, passage_language
from broadsheet.spec import Spec
from tests.unit.pages_of import edition, prose, small_spec, story
from tests.unit.structure_of import structure

EXAMPLES = Path(__file__).parents[2] / "examples"
Golden = Callable[[str, str], None]

ENGLISH = "The harbour ferry will sail through the winter after all, the council said last night."
BODY: list[Any] = [
    "船长读过⟦ruby:骎骎|qīn qīn⟧而来的《Python编程》，又看了New York时报，"
    "网址www.example.cn/a?id=3&x=1或https://example.cn?x=1可查。",
    ENGLISH,
    {"kind": "crosshead", "text": "名单"},
    {"kind": "list", "text": "1. 甲船十月二十日出港\n2. 乙船\n3. Morning Star and her sister ship"},
    {"kind": "verse", "text": "江上起了雾\n灯还亮着\n\n船在等人"},
    {
        "kind": "qa",
        "text": "问：船几点开？\n答：六点二十分，风浪大时改在七点。\n问：票价呢？\n答：二十元。",
    },
    {"kind": "note", "text": "本报今起刊登。\n请读者来信。"},
    {"kind": "table", "text": "航线\t班次\n北线\t4\nNew York\t6"},
]


def heard(pages: Pages) -> str:
    assert [f.message for f in pages.findings if f.level == "error"] == []
    out = io.BytesIO()
    broadsheet.write_pdf(pages, out, standard="ua1")
    return structure(pypdf.PdfReader(out))


def test_a_story_of_all_blocks(golden: Golden) -> None:
    """Entries, lines of verse, questions and answers apart; readings and languages in place."""
    head = {"kicker": "肩题", "deck": "副题", "source": "本报讯", "byline": "记者程雪"}
    copy = edition(story(1, [10], body=BODY, signature="（完）", **head))
    golden("listened-story", heard(broadsheet.compose(copy, small_spec("p p p p | auto"))))


def test_a_front_page_with_its_masthead_and_code(golden: Golden) -> None:
    masthead = {
        "name": "汀澜日报",
        "date": "2026-11-18",
        "weekday": "星期三",
        "website": "www.example.cn",
        "ear": {
            "promo": "一城潮声　尽在掌中",
            "qr": {"caption": "官方客户端", "url": "www.example.cn/app"},
        },
    }
    drawn = "E M M M | 10行\np p p p | auto"
    boxes = {
        "E": {"ear": "code"},
        "M": {"masthead": {"data": ["{website}"]}},
        "p": {"story": "1"},
    }
    pages = broadsheet.compose(edition(story(1, [60]), **masthead), small_spec(drawn, boxes))
    golden("listened-front", heard(pages))


def two_pages() -> Spec:
    drawn = "p p q q | auto"
    return small_spec(
        masters={
            "front": {
                "map": drawn,
                "boxes": {"p": {"story": "1"}, "q": {"index": {"pages": "yes"}}},
            },
            "in": {"map": drawn, "boxes": {"p": {"story": "1"}, "q": {"story": "2"}}},
        },
        pages=["front", "in"],
        folio={"left": "{folio}版", "right": "责任编辑：{editors}"},
    )


def test_an_index_leads_to_its_stories_and_who_edited_is_read(golden: Golden) -> None:
    copy = broadsheet.read_edition(
        {
            "masthead": {"name": "汀澜日报"},
            "pages": [
                {"folio": "A1", "editors": "林潮", "items": [story(1, [90])]},
                {"folio": "A2", "editors": "程雪 何岸", "items": [story(2, [90]), story(3, [90])]},
            ],
        }
    )
    golden("listened-index", heard(broadsheet.compose(copy, two_pages())))


def test_briefs_adverts_and_pictures(golden: Golden, tmp_path: Path) -> None:
    Image.new("L", (300, 200), 90).save(tmp_path / "a.png")
    Image.new("L", (200, 200), 90).save(tmp_path / "b.png")
    picture = {"src": "a.png", "caption": "晨渡", "credit": "江一舟摄", "alt": "江上一只小船"}
    source = {
        "items": [
            story(1, [60], pictures=[picture]),
            {"kind": "article", "id": "b1", "headline": "海带开镰", "body": [prose(50)]},
            {"kind": "article", "id": "b2", "headline": "新桥通车", "body": [prose(50, 9)]},
            {"kind": "ad", "id": "bank", "name": "归帆银行", "src": "b.png"},
        ]
    }
    (tmp_path / "day.json").write_text(json.dumps(source), encoding="utf-8")
    copy = broadsheet.read_edition(tmp_path / "day.json")
    spec = small_spec(
        "p p p p | auto\nq q r r | 9行",
        {
            "p": {"story": "1", "picture": {"at": "top-right", "columns": "1", "ratio": "3:2"}},
            "q": {"briefs": {"from": "2"}, "mark": "▲"},
            "r": {"ad": "1"},
        },
    )
    golden("listened-briefs", heard(broadsheet.compose(copy, spec)))


def test_a_line_that_leads_back_is_no_part_of_the_sentence_it_stands_in() -> None:
    copy = broadsheet.read_edition(EXAMPLES / "tinglan-evening.yaml")
    told = heard(broadsheet.compose(copy, broadsheet.load_spec("siban-4"))).split("\n")
    back = told.index("        “（上接第A1版）”")
    assert told[back - 2 : back] == ["    P", "      Link"]
    assert any("沿江小学的家长反映" in line for line in told)


def addressed(text: str) -> tuple[Pages, list[Link]]:
    pages = broadsheet.compose(edition(story(1, [10], body=[text])), small_spec("p p q q | auto"))
    return pages, [mark for mark in pages.pages[0].marks if isinstance(mark, Link)]


def test_an_address_that_a_lines_end_breaks_is_one_link() -> None:
    pages, found = addressed("详情见网址www.example.cn/harbour/winter?id=3&page=2一文。")
    assert {link.target for link in found} == {"https://www.example.cn/harbour/winter?id=3&page=2"}
    assert [link.goes_on for link in found] == [False, True, True, True]
    assert all(one.rect.bottom <= two.rect.top for one, two in pairwise(found))
    assert "“www.example.cn/harbour/winter?id=3&page=2”" in heard(pages)


def test_a_mail_address_is_not_taken_from_its_second_half() -> None:
    _, found = addressed("来信请寄本报编辑部harbour-news@example.cn收。")
    assert {link.target for link in found} == {"mailto:harbour-news@example.cn"}


def test_a_query_right_after_the_host_is_in_the_address() -> None:
    _, found = addressed("见www.a.cn?x=1。")
    assert {link.target for link in found} == {"https://www.a.cn?x=1"}


def test_pictures_without_words_are_told_when_they_are_listened_to(tmp_path: Path) -> None:
    for name in "abc":
        Image.new("L", (300, 200), 90).save(tmp_path / f"{name}.png")
    source = {
        "items": [
            story(1, [60], pictures=[{"src": "a.png", "caption": "晨渡"}, {"src": "b.png"}]),
            {"kind": "ad", "id": "bank", "name": "归帆银行", "src": "c.png"},
        ]
    }
    day, out = tmp_path / "day.json", tmp_path / "page.pdf"
    day.write_text(json.dumps(source), encoding="utf-8")

    def told(standard: str) -> list[str]:
        options = broadsheet.RenderOptions(standard=standard, draft=True)
        found = broadsheet.render(day, out, options).pages.findings
        return [str(finding) for finding in found if finding.code == "no-alt"]

    assert told("pdf") == []
    assert told("ua1") == [
        "warning: the picture a.png has no words of its own: who listens hears its caption "
        "(alt: say what is seen in it)",
        "warning: the picture b.png has no words of its own: who listens hears “第1条潮讯” "
        "(alt: say what is seen in it)",
        "warning: the advertisement c.png has no words of its own: who listens hears “归帆银行” "
        "(alt: say what is seen in it)",
    ]
    assert b"png" not in json.dumps(structure(pypdf.PdfReader(out))).encode()


def test_two_halves_of_a_headline_stay_apart_where_a_line_ends_between_them() -> None:
    copy = edition(story(1, [90], headline="供暖提前三天　热线昨起值守"))
    style = {"headline": {"size": "16pt", "lines": "4"}}
    boxes = {"p": {"story": "1"}, "q": {"story": "2"}}
    pages = broadsheet.compose(copy, small_spec("p q q q | auto", boxes, styles=style))
    heads = [line for line in pages.lines() if line.runs[0].source.role == "headline"]
    assert [line.plain for line in heads] == ["供暖提前三天", "热线昨起值守"]
    assert "H1 “供暖提前三天　热线昨起值守”" in heard(pages)
    assert "P “水退去以后码头上的灯一，接着一盏亮起来挑担的人" in heard(pages)


WORDS = ("Python", "New York", "iPhone", "GDP", "17", "Wi-Fi 6")
TOKENS = (*WORDS, "船长说", "看见了", "，", "的", "《", "》")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(TOKENS), min_size=12, max_size=40))
def test_words_are_told_whole_wherever_lines_and_runs_end(tokens: list[str]) -> None:
    """Runs are cut where letters are spaced, lines where they are full: words are not."""
    copy = edition(story(1, [10], body=[f"本报{''.join(tokens)}。"]))
    (text,) = (passage.text for passage in passages(copy) if passage.role == "para")
    assume(passage_language(text, "zh-CN") == "zh-CN")
    told = heard(broadsheet.compose(copy, small_spec("p p q q | auto")))
    wanted = [text[start:end] for start, end, _ in foreign_words(text, "zh-CN")]
    assert re.findall("Span lang=en “(.*)”", told) == wanted
