"""Rows of lists and tables as they are printed: cells put together, wrapped rows whole."""

from collections import deque

import pytest

from broadsheet.edition import Block
from broadsheet.parse.build.rows import RowEnd, may_open_text, printed_lines, regrouped, row_goes_on
from broadsheet.parse.build.stories import Draft
from broadsheet.parse.text.clean import SourceLine, clean
from broadsheet.parse.text.line_joints import LineEnd, joint_features
from broadsheet.parse.text.pairs import Pairs
from broadsheet.parse.text.text_blocks import TextBlock, cut_blocks
from broadsheet.parse.traits.own import Seen, look


def cells(*texts: str) -> list[Block]:
    return [Block(kind="list", text=text, lines=(n, n)) for n, text in enumerate(texts, 1)]


def rows(*texts: str) -> list[str]:
    return [block.text.replace("\u3000", "|") for block in regrouped(cells(*texts))]


def one(text: str) -> Seen:
    return look(TextBlock(text=text, first=9, last=9, gap=0, group=1))


TABLE = "代表队 金 银 铜 石桥 4 9 1 柳湾 2 3 8 青坪 6 7 3".split()


def test_cells_under_each_other_are_the_rows_of_their_table() -> None:
    found = rows(*TABLE)
    assert found == ["代表队|金|银|铜", "石桥|4|9|1", "柳湾|2|3|8", "青坪|6|7|3"]
    (first, *_) = regrouped(cells(*TABLE))
    assert first.lines == (1, 4)


def test_columns_of_times_and_one_of_mixed_cells_are_a_table_too() -> None:
    table = """班次 去向 开 到 班期 K7 石桥 07:35 10:40 每日 K9 柳湾 08:10 11:05 1357
        K11 青坪 09:55 12:00 246 K13 栗山 13:20 14:55 每日""".split()
    assert rows(*table)[1:3] == ["K7|石桥|07:35|10:40|每日", "K9|柳湾|08:10|11:05|1357"]
    days = "4日 小雨 6~12℃ 东风 5日 阴 7~13℃ 微风 6日 多云 5~15℃ 南风".split()
    assert rows(*days) == ["4日|小雨|6~12℃|东风", "5日|阴|7~13℃|微风", "6日|多云|5~15℃|南风"]


def test_times_take_what_is_on_then() -> None:
    found = rows(
        "6:50", "晨操", "8:05", "电视剧：", "渡口人家（3）", "11:00", "厨房", "青石二台",
        "13:30", "老歌",
    )  # fmt: skip
    assert found == [
        "6:50|晨操",
        "8:05|电视剧：|渡口人家（3）",
        "11:00|厨房",
        "青石二台",
        "13:30|老歌",
    ]


@pytest.mark.parametrize(
    "texts",
    [
        ["白菜", "萝卜", "土豆", "番茄", "黄瓜", "南瓜", "冬瓜", "丝瓜"],  # words alone
        ["石桥", "4", "柳湾", "2"],  # too few to tell
        ["8:00 新闻", "9:00 戏曲", "10:00 广播剧"],  # whole rows
        [*TABLE, "共三队"],  # a cell too many
    ],
)
def test_rows_that_are_whole_stay_as_they_are(texts: list[str]) -> None:
    assert rows(*texts) == texts


@pytest.mark.parametrize(
    ("row", "reach", "rest", "on"),
    [
        ("1.先到校医室登记并领取当天的号", 30, "码，再排队。", True),
        ("收入：鱼塘承包费 12000元", 26, "支出：路灯维修 890元", False),
        ("004018 靳小荷 86.4", 32, "004077 罗秀禾 85.9", False),
        ("东风影院 小铃铛 每日上午九时 儿童五分，学", 32, "生凭证", True),
        ("东风影院 小铃铛 学", 18, "生凭证", False),  # its line had room
        ("Choir, old boathouse, bring", 27, "lanterns", True),  # had none for the next word
        ("Choir, old boathouse", 20, "lanterns", False),
        ("Choir, old boathouse, seven", 27, "Lanterns 40c", False),
    ],
)
def test_a_row_goes_on_where_its_line_was_full(row: str, reach: int, rest: str, on: bool) -> None:
    pairs = Pairs(["学生和家长", "号码"])
    end = RowEnd(text=row, reach=reach, wide=32)
    assert row_goes_on(end, one(rest), pairs) is on


def test_running_text_is_no_rest_of_a_short_row() -> None:
    rest, pairs = "放进锅里。", Pairs()
    assert not may_open_text(RowEnd(text="两把细葱", reach=8, wide=32), rest, pairs)
    assert may_open_text(RowEnd(text="葱洗净，切段", reach=12, wide=32), rest, pairs)
    assert not may_open_text(RowEnd(text="2 cups, sifted", reach=14, wide=32), "Boil it.", pairs)


def line_end(first: str, second: str, measure: int) -> LineEnd:
    lines = [SourceLine(text=text, number=n, indent=0) for n, text in enumerate((first, second))]
    reach = {line.number: len(line.text) for line in lines}
    return LineEnd(
        before=[], one=lines[0], two=lines[1], after=[], reach=reach, measure=measure,
        indented=False, stopped=True, by_rule=False,
    )  # fmt: skip


def test_whether_the_next_word_had_room_is_weighed_of_lines_in_latin_letters() -> None:
    verse = joint_features(line_end("We set your place,", "The chair is full", 40), Pairs())
    text = joint_features(line_end("The ferry was late on all of", "Thursday again", 30), Pairs())
    assert "words:,.up" in verse
    assert "words:open.up" in text
    assert {n for n in verse if n.startswith("room:")}.isdisjoint(text)
    assert not [n for n in joint_features(line_end("渡口", "开了", 30), Pairs()) if "room" in n]


def merged(*lines: str, between: str = "") -> Seen:
    sizes = [len(between.join(lines[:n])) + len(between) for n in range(1, len(lines))]
    text = between.join(lines)
    return look(TextBlock(text=text, first=1, last=len(lines), gap=0, group=1, breaks=tuple(sizes)))


@pytest.mark.parametrize(
    ("lines", "between", "kind"),
    [
        (["十里荷塘一叶舟，", "桥边老柳不知秋。"], "", "verse"),
        (["We set your place on holiday", "The chair is full of coats"], " ", "verse"),
        (["甲组：田禾胜安澜", "乙组：麦收胜乔木"], "", "list"),
        (["Tues.: Tacos, rice", "Wed.: Early release"], " ", "list"),
        (["7:30 渡口早安", "9:00 戏曲"], "", "list"),
    ],
)
def test_lines_that_were_put_together_are_lines_again_where_they_open_alike(
    lines: list[str], between: str, kind: str
) -> None:
    assert list(printed_lines(merged(*lines, between=between), kind)) == lines


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["灯亮着的那扇窗里有一", "个人没有睡"], "verse"),  # a long line, wrapped
        (["甲组：田禾胜安澜，", "乙组：没有人来"], "list"),  # within a sentence
        (["葱洗净切段，加一勺", "盐和半碗水"], "list"),
    ],
)
def test_a_wrapped_line_stays_one(lines: list[str], kind: str) -> None:
    assert list(printed_lines(merged(*lines), kind)) == ["".join(lines)]


def test_blocks_tell_where_their_lines_ended() -> None:
    lines = "　　渡口的灯在雨里亮了一整夜，等船的人\n都说看见了，摆渡的老钟却说那天他没有\n" * 4
    blocks = list(cut_blocks(deque(clean(lines, {}))))
    broken = [block for block in blocks if block.breaks]
    assert broken
    assert all(0 < n < len(block.text) for block in broken for n in block.breaks)
    assert broken[0].text[: broken[0].breaks[0]].endswith("等船的人")


def test_a_dash_and_a_name_under_verse_sign_it() -> None:
    draft = Draft()
    for text in ("荷叶上的雨，", "滚到天亮。", "——柳三"):
        draft.add_text(one(text), "verse", None)
    assert [block.text for block in draft.body] == ["荷叶上的雨，\n滚到天亮。"]
    assert draft.signature == "——柳三"
