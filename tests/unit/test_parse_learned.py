"""What the reader learned from pages: broken lines, heads, small items, torn stories."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from broadsheet.edition import Article, Edition
from broadsheet.errors import SourceError
from broadsheet.geometry import Rect
from broadsheet.models import replace
from broadsheet.parse import read_text
from broadsheet.parse.build.head_roles import NO_ROLES, RoleWeights, likeliest, read_roles
from broadsheet.parse.build.item_seams import parts, run_of
from broadsheet.parse.build.picture_seams import (
    Pictured,
    is_news,
    picture_features,
    whole_caption,
)
from broadsheet.parse.build.service import openings
from broadsheet.parse.checks.verdict import read_signs
from broadsheet.parse.learned import FILES, read_learned, shipped
from broadsheet.parse.text.line_joints import read_worths, speaks_for
from broadsheet.parse.text.pairs import Pairs
from broadsheet.parse.text.printed_facts import find_facts, value_of
from broadsheet.parse.text.text_blocks import Printed, TextBlock
from broadsheet.parse.traits.own import Seen, look

MOST = 150_000  # bytes of all that was learned

TORN = """\
河口早报 2031年4月2日 星期三

老船坞改成书院
　　本报讯（记者 江一舟）昨天上
午，河口镇的老船坞正式改成书院，
三百多名学生在船台上读了第一堂课。
　　书院收下各家捐来的旧书四千余
册，镇里请木匠把船板做成书架，又
在坞门边种下两排香樟树，等树长大
以后，这里就会变成全镇最凉快的地

渡口茶摊添了新炉子
　　本报讯（记者 方小满）渡口的茶
摊昨天换了新炉子，摊主说，往后烧
一壶水只要六分钟，赶早班船的人不
用再等。
　　茶价没有变，一碗还是五角。

方。
　　馆长说，书院每天开到晚上九点，
周末放电影。
"""


def stories(found: Edition) -> list[Article]:
    return [item for item in found.items if isinstance(item, Article)]


def test_a_sentence_goes_on_behind_another_story() -> None:
    yard, stall = stories(read_text(TORN).edition)
    assert yard.headline == "老船坞改成书院"
    assert yard.body[1].text.endswith("这里就会变成全镇最凉快的地方。")
    assert yard.body[-1].text == "馆长说，书院每天开到晚上九点，周末放电影。"
    assert [block.text[-7:] for block in stall.body] == ["的人不用再等。", "一碗还是五角。"]


def test_another_advertisement_begins_where_the_last_gave_its_number() -> None:
    lines = [
        "渡口两房出租，近码头，月租八百 5550-1201", "旧木船一条转让，可试航 5550-1202",
        "诚聘船工二名，包食宿 5550-1203",
    ]  # fmt: skip
    assert begun("ad", lines) == [1, 2]


def begun(kind: str, lines: Sequence[str]) -> list[int]:
    """Lines that begin another item, by their places."""
    return sorted(parts(run_of(kind, looked_at(*lines)), shipped().seams))


def test_an_advertisement_without_a_number_ends_where_another_name_opens_one() -> None:
    lines = [
        "渡口照相馆", "全家福 结婚照", "加洗不收底片费",
        "河湾大戏院", "日戏 借东风", "夜戏 打渔杀家",
    ]  # fmt: skip
    assert begun("ad", lines) == [3]


def test_a_notice_ends_with_who_gives_it_and_another_title_opens_one() -> None:
    lines = [
        "停水通知", "因检修管道，码头街明日停水，请住户备水。", "河湾自来水厂", "5月3日",
        "招领", "本站拾得雨伞一把，失主请来领取。", "河湾汽车站",
        "声明", "本人遗失渡工证一张，声明作废。",
    ]  # fmt: skip
    assert begun("notice", lines) == [4, 7]


def test_rules_by_hand_part_items_of_a_printed_page() -> None:
    one = look(TextBlock(text="渡口照相馆", first=1, last=1, gap=0, group=1))
    drawn = Printed(part="shown", page=1, box=Rect(0, 0, 90, 12), size=9.0, scale=1.0)
    printed = replace(one, block=replace(one.block, printed=drawn))
    assert openings([one, printed], ["ad", "ad"], shipped().seams) is None
    assert openings([one, one], ["ad", "ad"], {}) is None
    assert openings([one, one], ["ad", "notice"], shipped().seams) == frozenset()


def test_a_picture_between_two_stories_is_news_by_itself() -> None:
    last, one = (
        look(TextBlock(text=text, first=n, last=n, gap=1, group=n))
        for n, text in enumerate(
            ("桥通了，两岸的人都来看。", "5月3日，渡口的孩子在新桥上放风筝。 本报记者 叶帆 摄"), 1
        )
    )
    told = Pictured(
        last=last, one=one, after="para", follow="head", bare=False, pictures=0, by_rule=True
    )
    within = replace(told, one=replace(one, block=replace(one.block, gap=0)), follow="")
    names, other = picture_features(told), picture_features(within)
    assert {"photo:dated:True", "photo:gap", "photo:around:para.head"} <= set(names)
    assert {"photo:flush", "photo:around:para.none"} <= set(other)
    assert is_news(told, shipped().seams)
    assert is_news(told, {})
    assert not is_news(replace(told, bare=True), {})


def looked_at(*lines: str) -> list[Seen]:
    blocks = (
        TextBlock(text=text, first=n, last=n, gap=0, group=1) for n, text in enumerate(lines, 1)
    )
    return list(map(look, blocks))


def test_captions_that_a_column_broke_are_of_one_picture() -> None:
    lines = [
        "5月3日，渡口小学的孩子在新桥上放风筝，岸上", "的老人都来看。 本报记者 叶帆 摄",
        "5月4日，河湾镇的船工给木船上桐油。 江一舟 摄",
    ]  # fmt: skip
    assert begun("caption", lines) == [2]
    whole, spent = whole_caption(looked_at(*lines[:2]), Pairs(lines))
    assert whole.block.text == "".join(lines[:2])
    assert (whole.block.first, whole.block.last, spent) == (1, 2, "")


def test_a_credit_below_stands_apart_from_the_caption_and_a_hyphen_goes() -> None:
    one, _ = whole_caption(looked_at("渡口的灯亮了。", "叶帆 摄"), Pairs([]))
    assert one.block.text == "渡口的灯亮了。 叶帆 摄"
    words = ["The ferry leaves the land-", "ing at noon on Monday."]
    one, spent = whole_caption(looked_at(*words), Pairs(["They met at the landing."]))
    assert (one.block.text, spent) == ("The ferry leaves the landing at noon on Monday.", "-")


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("今日兩大張 零售每份大洋三分", {"pages": "今日兩大張", "price": "零售每份大洋三分"}),
        ("社址：河口鎮橋頭街 電話四一六", {"address": "河口鎮橋頭街", "phone": "四一六"}),
        ("Vol 9 — No 412 | ¥3", {"volume": "Vol 9", "issue_number": "412", "price": "¥3"}),
        ("SIXTEEN PAGES FIVE CENTS", {"pages": "SIXTEEN PAGES", "price": "FIVE CENTS"}),
        ("夏曆甲午年四月十二", {"lunar": "甲午年四月十二"}),
        ("今日A叠16版 B叠8版", {"pages": "今日A叠16版 B叠8版"}),
    ],
)
def test_facts_of_old_and_foreign_mastheads_are_known(line: str, facts: dict[str, str]) -> None:
    assert {fact.key: value_of(fact) for fact in find_facts(line)} == facts


def test_what_rules_say_stands_where_little_speaks_against_it() -> None:
    weights = {"a": 1.0, "b": -0.4}
    assert speaks_for(weights, ["a", "b", "unknown"], by_rule=False)
    assert not speaks_for(weights, ["a", "b"], by_rule=False, trust=1.0)
    assert speaks_for(weights, ["b"], by_rule=True, trust=0.5)


def test_the_likeliest_row_of_roles_weighs_what_follows_what() -> None:
    alone = {"x": (0, 0, 1.2, 0, 0, 0, 0, 0, 0, 0, 0.5, 0.1)}
    after = [[0.0] * 12 for _ in range(12)]
    roles = RoleWeights(rows=alone, first=NO_ROLES.first, after=after)
    assert likeliest([("x",), ("x",)], roles, ["", ""]) == "2H"
    after[10][2] = -2.0  # a headline seldom follows that kicker
    assert likeliest([("x",), ("x",)], replace(roles, after=after), ["", ""]) == "3H"
    assert likeliest([("x",), ("x",)], roles, ["123", "H"])[1] != "H"


@pytest.mark.parametrize(
    "text",
    [
        "{",
        '["a"]',
        '{"step": "much", "features": {}}',
        '{"step": 1, "features": {"a": ["b", "##"]}}',
    ],
)
def test_files_that_training_did_not_write_are_refused(text: str) -> None:
    with pytest.raises(SourceError, match="train the weights anew"):
        read_worths(text, file="w.json")
    with pytest.raises(SourceError, match="train the weights anew"):
        read_roles(text, file="w.json")


@pytest.mark.parametrize("text", ["{", '["a"]', '{"doubted": "much"}'])
def test_signs_that_are_no_numbers_are_refused(text: str) -> None:
    with pytest.raises(SourceError, match="train the weights anew"):
        read_signs(text, file="signs.json")


def test_what_is_shipped_is_read_from_its_files(tmp_path: Path) -> None:
    rooms = Path(__file__).parents[2] / "layout/broadsheet/parse"
    for name in FILES.values():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text((rooms / name).read_text(encoding="utf-8"), encoding="utf-8")
    assert read_learned(tmp_path) == shipped()
    assert sum((rooms / name).stat().st_size for name in FILES.values()) < MOST
    assert json.loads((rooms / FILES["seams"]).read_text(encoding="utf-8"))
