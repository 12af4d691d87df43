"""Lines of heads get their roles."""

import pytest

from broadsheet.parse.build.head_lines import HeadParts, read_head
from broadsheet.parse.text.text_blocks import TextBlock
from broadsheet.parse.traits.own import look


def head(*lines: str) -> HeadParts:
    return read_head(
        [look(TextBlock(text=t, first=n, last=n, gap=0, group=1)) for n, t in enumerate(lines)]
    )


def test_question_before_its_longer_answer_is_the_kicker() -> None:
    found = head("秋收用工贵不贵？", "三个乡的联合收割机排起了长队")
    assert found == HeadParts(kicker="秋收用工贵不贵？", headline="三个乡的联合收割机排起了长队")


def test_question_as_long_as_what_follows_is_the_headlines_first_line() -> None:
    found = head("渡船票价真的要涨？", "乘客各说各话")
    assert found.headline == "渡船票价真的要涨？\u3000乘客各说各话"


@pytest.mark.parametrize("marks", ["“”", '""'])
def test_number_of_a_series_is_a_section(marks: str) -> None:
    tag = f"{marks[0]}走读河口三个村{marks[1]}之二"
    assert head(tag, "潮水退得远　日子过得近 滩涂上种出了七样好菜").section == tag


def test_eve_of_a_feast_is_a_kicker() -> None:
    found = head("教师节前夕", "全县表彰九十位乡村教师", "三位老教师各得一间教室的命名权")
    assert (found.section, found.kicker) == ("", "教师节前夕")


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        (
            ("BUSINESS", "Ann Lowe to lead the harbor fair", "Critics call it a waste"),
            HeadParts(
                kicker="BUSINESS",
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
        (("Rain", "Sun"), HeadParts(headline="Rain", deck="Sun")),
    ],
)
def test_lines_of_an_english_head(lines: tuple[str, ...], parts: HeadParts) -> None:
    assert head(*lines) == parts
