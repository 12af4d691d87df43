"""Bylines: no line breaks within a name."""

import re
from itertools import pairwise

import pytest

from broadsheet import api
from broadsheet.display import Source, TextLine
from broadsheet.edition import Byline, Credit
from broadsheet.headline.phrases import INSIDE, joints
from broadsheet.makeup.text.names import held, names_in
from broadsheet.paragraph import Span
from tests.unit.pages_of import edition, set_lines, small_spec, story

LINE = "本报记者 王小明 张　三 欧阳春华 通讯员 李 四 赵大海 钱江月"
NAMES = ("王小明", "张　三", "欧阳春华", "李 四", "赵大海", "钱江月")
ROLES = (
    Credit(role="本报记者", names=("王小明", "张　三", "欧阳春华")),
    Credit(role="通讯员", names=("李 四", "赵大海", "钱江月")),
)


def test_names_are_those_of_the_roles_else_told_by_their_length() -> None:
    assert set(names_in(Byline(raw=LINE, roles=ROLES))) == set(NAMES)
    assert set(NAMES) < set(names_in(Byline(raw=LINE)))
    assert names_in(Byline(raw="By Harriet Coombe")) == ()


def test_a_span_is_parted_and_still_says_the_same() -> None:
    source = Source("s1", "byline", -1, 0, len(LINE))
    face = api.open_faces(small_spec().style).typeface("song")
    whole = Span(text=LINE, typeface=face, size=9.0, source=source)
    parts = list(held(whole, NAMES))
    assert "".join(part.text for part in parts) == LINE
    assert [part.text for part in parts if part.hold] == list(NAMES)
    for before, after in pairwise(parts):
        assert before.source.end == after.source.start
    assert list(held(whole, ())) == [whole]


def test_a_word_that_is_spaced_out_is_no_joint_of_a_head() -> None:
    prices = joints("王小明 张 三 李大海")
    assert prices[4] < INSIDE < prices[6]
    assert prices[8] < INSIDE


@pytest.mark.parametrize("place", ["head", "end"])
@pytest.mark.parametrize("letters", range(9, 16))
def test_no_line_of_a_byline_ends_within_a_name(place: str, letters: int) -> None:
    spec = small_spec(
        "p q | auto",
        {"p": {"story": 1, "byline": place}, "q": {"story": 2}},
        grid={"columns": 2, "measure": f"{letters}字", "rows": 30},
        styles={"byline": {"extends": "body", "lines": 6}, "headline": {"lines": 2}},
    )
    pages = api.compose(edition(story(1, [50, 30], byline={"raw": LINE}), story(2, [90])), spec)
    lines = [text for line in set_lines(pages, "s1") if (text := _of_byline(line))]
    assert len(lines) > 1
    told = re.sub(r"\s", "", "|".join(lines))
    for name in NAMES:
        assert re.sub(r"\s", "", name) in told, lines


@pytest.mark.parametrize("letters", range(8, 18))
def test_a_run_in_name_that_is_spaced_out_holds_but_leaves_no_holes(letters: int) -> None:
    """It holds where a line is no wider spaced for it than one that breaks it."""
    spec = small_spec(
        "p q | auto",
        {"p": {"story": 1}, "q": {"story": 2}},
        grid={"columns": 2, "measure": f"{letters}字", "rows": 30},
    )

    def lines(raw: str) -> list[TextLine]:
        first = story(1, [60], byline={"raw": raw}, source="本报讯")
        pages = api.compose(edition(first, story(2, [60])), spec)
        return [line for line in set_lines(pages, "s1") if _of_byline(line)]

    def widest(of: list[TextLine]) -> float:
        return max(run.tracking / run.size for line in of for run in line.runs)

    held = lines("记者 沈　禾 通讯员 陆一鸣")
    plain = lines("记者 沈洋禾 通讯员 陆一鸣")  # as wide, and free to break
    whole = any("沈\u3000禾" in "".join(run.plain for run in line.runs) for line in held)
    assert whole or widest(held) <= max(widest(plain), 0.09) + 0.01


def _of_byline(line: TextLine) -> str:
    return "".join(run.plain for run in line.runs if run.source.role == "byline")
