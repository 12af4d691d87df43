"""What a column's end tore, told from both ends; and what a page's lines were cut at."""

import pytest

from broadsheet.edition import Article
from broadsheet.parse import read_text
from broadsheet.parse.text.continuation import goes_on
from broadsheet.parse.text.pairs import Pairs

PAIRS = Pairs()


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("船上只有1", "5个鱼舱", "a figure goes on"),
        ("损失了1.", "38亿元", "a figure goes on"),
        ("停留到明年3", "月。", "a figure goes on with what it counts"),
        ("名为Ocean Br", "ain的系统", "a word goes on"),
        ("第一次运的是“活", "的货”。鱼不说话", "a quotation opened before is closed after"),
        ("推出一系列创新活", "动。在湖边", "both ends make a word"),
        ("今天他走了。", "动身以前", ""),
        ("新桥通车了", "老街的灯亮了", ""),
        ("全文共3章。", "5月再写", ""),
    ],
)
def test_both_ends_tell(before: str, after: str, why: str) -> None:
    assert goes_on(before, after, PAIRS) == why


def test_what_stands_between_two_torn_ends_is_no_headline() -> None:
    page = (
        "桥通了\n本报讯 记者金水报道 昨天,新桥通车了,桥长3,\n\n江畔茶铺\n"
        "一碗茶 一口井\n电话:5550-2233\n\n"
        "260米,两岸的人不用绕路。\n\n孩子们在桥上跑来跑去,数着灯。\n"
    )
    story, advert = read_text(page).edition.items
    assert isinstance(story, Article)
    assert [b.text for b in story.body] == [
        "昨天，新桥通车了，桥长3,260米，两岸的人不用绕路。",
        "孩子们在桥上跑来跑去，数着灯。",
    ]
    assert advert.kind == "ad"


TEXT = (
    "桥通了以后,老街的人每天傍晚都要到桥上走一走,他们说桥上的风比街上的凉,灯也比街上的亮。"
    "住在桥头的石大林今年81岁,他数过,从桥东走到桥西一共是426步,不多不少。"
)


@pytest.mark.parametrize("size", [14, 18, 23])
def test_lines_cut_after_so_many_characters_are_put_together(size: int) -> None:
    lines = [TEXT[n : n + size] for n in range(0, len(TEXT), size)]
    text = "老街的桥\n\n" + "\n\n".join("\n".join(lines) for _ in range(3)) + "\n"
    (story,) = read_text(text).edition.items
    assert isinstance(story, Article)
    assert [len(b.text) for b in story.body] == [len(TEXT)] * 3
    spread = text.replace("\n\n", "\n").replace("\n", "\n\n")
    assert [i.kind for i in read_text(spread).edition.items] == ["article"]
