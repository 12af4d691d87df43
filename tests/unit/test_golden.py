"""Goldens of the text dump: small pages, to be read by a person when they change."""

from collections.abc import Callable

import pytest

import broadsheet
from broadsheet.models import replace
from broadsheet.paint import text
from tests.unit.pages_of import edition, small_spec, story

Golden = Callable[[str, str], None]


def test_a_small_page(golden: Golden) -> None:
    day = edition(
        story(
            1, [96, 0, 120], section="潮头", kicker="退潮之后", source="本报讯", byline="记者潮生"
        ),
        story(2, [88, 70], pictures=[{"caption": "晒海带的人。"}], signature="潮平"),
    )
    spec = small_spec("p p q q | auto")
    golden("small-page", text.dump(broadsheet.compose(day, spec)))


DOWN = [
    "“潮水”退了——渔民说：《渔歌》（上），《石阶》（下）；……3月12日，2026艘船归港，GDP涨了5%！",
    "挑担的人沿着石阶往上走，他们说今年的海带比往年厚，晒三天就能收。",
]
DOWN_TRADITIONAL = [
    "「潮水」退了——漁民說：《漁歌》（上），『石階』（下）；……3月12日，2026艘船歸港！",
    "挑擔的人沿著石階往上走，他們說今年的海帶比往年厚，曬三天就能收。",
]


@pytest.mark.parametrize(
    ("name", "script", "body"),
    [
        ("vertical-page", "zh-Hans", DOWN),
        ("vertical-traditional", "zh-Hant-TW", DOWN_TRADITIONAL),
    ],
)
def test_a_page_from_top_to_bottom(name: str, script: str, body: list[str], golden: Golden) -> None:
    text_of_story = [body[0], {"kind": "crosshead", "text": "潮頭觀察"}, body[1], body[0]]
    day = edition(story(1, [], headline="石階上的人", byline="記者潮生", body=text_of_story))
    box = {"story": "1", "vertical": "yes", "columns": "2", "fit": {"crosshead": 1}}
    spec = small_spec("p p p p | fill", {"p": box})
    golden(name, text.dump(broadsheet.compose(replace(day, script=script), spec)))


def test_a_masthead_and_advertisements(golden: Golden) -> None:
    boxes = {
        "p": {
            "masthead": {"arrange": "across", "data": ["邮编：{postcode}", "总第{issue_number}号"]}
        },
        "q": {
            "across": [{"ad": "1", "form": "reversed"}, {"info": "1", "width": "40mm"}],
            "gap": "2mm",
        },
    }
    day = edition(
        {"kind": "ad", "lines": ["潮汐茶", "一杯看海", "电话：400-000-0711"]},
        {"kind": "info", "lines": ["400-000-0528", "新闻热线"]},
        name="汀潮报",
        date="2026-11-18",
        weekday="星期三",
        issue_number="12",
        slogan="看潮起潮落",
    )
    spec = small_spec("p p p p | 17行\nq q q q | 9行\n. . . . | fill", boxes)
    golden("masthead-and-ads", text.dump(broadsheet.compose(day, spec)))
