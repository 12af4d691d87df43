"""Lines of heads get their roles."""

import pytest

from broadsheet.parse.build.head_features import HeadsIn, head_rows, row_features
from broadsheet.parse.build.head_lines import HeadParts, read_head
from broadsheet.parse.build.head_roles import head_roles
from broadsheet.parse.learned import shipped
from broadsheet.parse.text.pairs import Pairs
from broadsheet.parse.text.text_blocks import TextBlock
from broadsheet.parse.traits.own import look


def page(*lines: str) -> HeadsIn:
    """Lines of a head, or ``kind: text`` for something else."""
    told = [line.rpartition(": ")[::2] for line in lines]
    seen = [
        look(TextBlock(text=text, first=n, last=n, gap=0, group=1))
        for n, (_, text) in enumerate(told)
    ]
    kinds = [kind or "head" for kind, _ in told]
    return HeadsIn(seen=seen, kinds=kinds, pairs=Pairs(text for _, text in told))


def head(*lines: str) -> HeadParts:
    found = head_roles(page(*lines, "para: 昨天一早，渡口的人都来看。"), shipped().roles)
    return read_head(lines, "".join(found[n] for n in range(len(lines))))


def test_a_broken_line_goes_on_without_a_gap() -> None:
    assert read_head(["渡口老钟今", "日重新敲响"], "3h").headline == "渡口老钟今日重新敲响"
    assert read_head(["The bridge", "opens"], "3h").headline == "The bridge opens"
    two = read_head(["老钟今日重新敲响", "渡口人人来听"], "3H")
    assert two.headline == "老钟今日重新敲响\u3000渡口人人来听"


def test_no_head_opens_with_its_deck() -> None:
    assert read_head(["老钟敲响", "一共十二下"], "DD") == HeadParts(
        headline="老钟敲响", deck="一共十二下"
    )


def test_section_below_the_headline_stays_a_section() -> None:
    found = read_head(["河口", "老钟敲响", "渡口人家"], "13T", ["还有一行"])
    assert found == HeadParts(section="河口\u3000渡口人家", headline="老钟敲响", deck="还有一行")


def test_lines_are_one_row_where_a_head_may_hold_what_stands_between() -> None:
    lines = ("甲", "byline: 叶帆", "乙", "para: 丙。", "丁", "ad: 戊", "己")
    assert head_rows(page(*lines)) == [[0, 2], [4], [6]]


def test_what_follows_and_what_is_said_again_is_seen() -> None:
    told = page("茶园风", "老茶厂变身图书馆", "para: 老茶厂变身图书馆以后，人多了。")
    tag, headline = row_features(told, [0, 1])
    assert {"down:para", "said:7", "first:han", "wide:5"} <= set(headline)
    assert {"said:0", "saidbelow:0", "saiddown:7", "ends:para.1"} <= set(tag)


@pytest.mark.parametrize("marks", ["“”", '""'])
def test_number_of_a_series_is_not_the_headline(marks: str) -> None:
    tag = f"{marks[0]}走读河口三个村{marks[1]}之二"
    found = head(tag, "滩涂上种出了七样好菜")
    assert tag in {found.section, found.kicker}
    assert found.headline == "滩涂上种出了七样好菜"


def test_a_dash_opens_the_deck() -> None:
    found = head("渡口少年", "一条船养活了三代人", "——记河口镇摆渡人老钟")
    assert found.deck == "——记河口镇摆渡人老钟"
    assert found.headline == "一条船养活了三代人"


def test_headlines_in_a_row_are_heads_of_their_own() -> None:
    roles = head_roles(
        page("para: 完了。", "河口大桥今日通车", "byline: 叶帆", "渡口茶摊添新炉", "ad: 出租"),
        shipped().roles,
    )
    assert roles[1] == "3"


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        (
            ("BUSINESS", "Ann Lowe to lead the harbor fair", "Critics call it a waste"),
            HeadParts(
                section="BUSINESS",
                headline="Ann Lowe to lead the harbor fair",
                deck="Critics call it a waste",
            ),
        ),
        (
            ("FERRY SINKS OFF", "STARK ROCK", "All Are Saved, Captain Says"),
            HeadParts(headline="FERRY SINKS OFF STARK ROCK", deck="All Are Saved, Captain Says"),
        ),
        (
            ("The bridge that nobody", "wanted opens on Sunday"),
            HeadParts(headline="The bridge that nobody wanted opens on Sunday"),
        ),
    ],
)
def test_lines_of_an_english_head(lines: tuple[str, ...], parts: HeadParts) -> None:
    assert head(*lines) == parts
