"""Numbers wider than their column: telephones, ISBN, DOI, rows of years."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import api
from broadsheet.cli import main
from broadsheet.display import Source
from broadsheet.fonts.typeface import FaceBook
from broadsheet.paragraph import Setting, Span, set_paragraph, torn_message
from tests.unit.pages_of import edition, small_spec, story

SIZE = 10.0
SONG = FaceBook.open({"song": ("Noto Serif SC",)}).typeface("song")
JOINS = "-/–～"


def lines_of(text: str, em: int) -> list[str]:
    """Return the lines of a paragraph as they read."""
    span = Span(text=text, typeface=SONG, size=SIZE, source=Source("s", "para", 0))
    done = set_paragraph([span], Setting(measure=em * SIZE, em=SIZE, indent=0.0))
    return [text[line.start : line.end] for line in done.lines]


def numbers(most: int) -> st.SearchStrategy[str]:
    """Groups of at most so many digits, joined."""
    group = st.integers(10, 10**most - 1).map(str)
    row = st.lists(st.tuples(group, st.sampled_from(JOINS)), min_size=2, max_size=6)
    return row.map(lambda parts: "".join(group + join for group, join in parts)[:-1])


@given(numbers(8), st.integers(6, 12), st.sampled_from(["", "订货请拨", "见"]))
def test_a_number_opens_at_its_joints_where_its_parts_go_in(
    number: str, em: int, before: str
) -> None:
    found = lines_of(f"{before}{number}。此后照旧。", em)
    for one, two in pairwise(found):
        assert two[0] not in JOINS
        assert not (one[-1].isdigit() and two[0].isdigit()), found


@given(numbers(24), st.integers(3, 9))
def test_no_line_starts_with_a_joint(number: str, em: int) -> None:
    found = lines_of(f"编号{number}，存。", em)
    assert "".join(found) == f"编号{number}，存。"
    assert not any(line[0] in JOINS for line in found)


@given(st.integers(10**5, 10**40 - 1).map(str), st.integers(2, 9))
def test_no_digit_of_a_number_stands_alone(number: str, em: int) -> None:
    found = lines_of(f"数{number}", em)
    assert "".join(found) == f"数{number}"
    assert all(len(line.strip("数")) != 1 for line in found)


@pytest.mark.parametrize(
    ("text", "em", "lines"),
    [
        ("来电0898-66553321-207。", 8, ["来电0898-", "66553321-207。"]),
        ("ISBN978-7-302-51423-7", 7, ["ISBN978-7-", "302-51423-7"]),
        ("详见2019/2020/2021/2022年卷", 7, ["详见2019/", "2020/2021/", "2022年卷"]),
        ("帐号6222020200112233445566，存", 8, ["帐号62220202", "001122334455", "66，存"]),
        ("温度-123456789012345", 7, ["温度-12345678", "9012345"]),  # a sign is no joint
    ],
)
def test_where_numbers_open(text: str, em: int, lines: list[str]) -> None:
    assert lines_of(text, em) == lines


def test_a_trial_tells_what_a_page_tells(capsys: pytest.CaptureFixture[str]) -> None:
    text = "报料请拨0898-66553321-20789，短信发106980005522113344556677。"
    grid = {"columns": "4", "measure": "8字", "rows": "20"}
    spec = small_spec("p p p p | auto", {"p": {"story": "1"}}, grid=grid)
    pages = api.compose(edition(story(1, []) | {"body": [text]}), spec)
    of_page = [one.message for one in pages.findings if one.code == "torn"]
    assert main(["set", text, "--measure", "8em", "--indent", "2em"]) == 0
    told = capsys.readouterr().err.splitlines()
    assert of_page
    assert [line.removeprefix("warning: ") for line in told] == of_page


def test_a_line_that_ends_where_it_may_is_not_told() -> None:
    span = Span(text="来电问询。", typeface=SONG, size=SIZE, source=Source("s", "para", 0))
    done = set_paragraph([span], Setting(measure=40.0, em=SIZE, indent=0.0))
    assert not any(map(torn_message, done.lines))
