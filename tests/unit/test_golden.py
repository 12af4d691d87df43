"""Goldens of the text dump: small pages, to be read by a person when they change."""

from collections.abc import Callable

import broadsheet
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
