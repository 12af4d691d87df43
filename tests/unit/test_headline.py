from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.display import Source
from broadsheet.fonts.typeface import FaceBook, Typeface
from broadsheet.headline import SetHead, fit_head
from broadsheet.headline.phrases import INSIDE, NEVER, joints

SOURCE = Source("story", "headline", -1, 0)


@cache
def hei() -> Typeface:
    return FaceBook.open({"hei": ("Noto Sans SC",)}).typeface("hei", "black")


def fit(text: str, width: float, **changes: Any) -> SetHead:
    fields = {"typeface": hei(), "sizes": (20.0, 60.0), "source": SOURCE} | changes
    return fit_head(text, width=width, **fields)


def plains(head: SetHead) -> list[str]:
    return ["".join(run.plain for run in line.runs) for line in head.lines]


def test_a_head_is_as_large_as_its_width_lets_it() -> None:
    head = fit("数字赋能云端共享", 300)
    assert (head.size, head.width) == (37.5, 300.0)
    assert head.leading == pytest.approx(45.0)
    assert fit("数字赋能", 300).size == 60.0
    assert fit("数字赋能云端共享啊", 300).size == 33.0  # 33.3, in steps of half a point


def test_what_does_not_fit_is_set_at_the_smallest_size() -> None:
    head = fit("数字赋能云端共享数字赋能云端共享", 300)
    assert head.size == 20.0
    assert head.width == 320.0


def test_marks_are_half_and_a_space_is_a_phrase_gap() -> None:
    assert fit("“数字”赋能", 1000).width == pytest.approx(5 * 60)
    head = fit("数字赋能 云端共享", 1000)
    assert head.width == pytest.approx(9 * 60)
    assert plains(head) == ["数字赋能 云端共享"]


def test_heads_break_at_the_writers_spaces_first() -> None:
    head = fit("擦亮城市 让家园更宜居", 300, max_lines=2)
    assert plains(head) == ["擦亮城市", "让家园更宜居"]
    assert [(line.start, line.end) for line in head.lines] == [(0, 4), (5, 11)]
    assert [line.runs[0].source.start for line in head.lines] == [0, 5]
    assert head.size == 50.0


def test_one_more_line_must_be_worth_it() -> None:
    assert len(fit("城市更美好", 300, max_lines=3).lines) == 1


def test_depth_bounds_the_size() -> None:
    head = fit("擦亮城市 让家园更宜居", 300, max_lines=2, depth=66)
    assert head.size == 30.0
    assert head.depth <= 66


def test_spread_fills_the_width() -> None:
    head = fit("公告", 300, spread=True)
    assert head.width == pytest.approx(300)
    assert head.lines[0].stretch == pytest.approx((300 - 120) / 60)


def test_missing_characters_are_told() -> None:
    assert fit("数\U000f1234", 300).missing == (("\U000f1234", 1),)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("最美的城市", "的"),
        ("新增30万个岗位", "万个"),
        ("走过十五年历程", "五年"),
        ("投入1.2亿元", "亿元"),
    ],
)
def test_some_places_are_never_broken(text: str, never: str) -> None:
    prices = joints(text)
    for char in never:
        at = text.index(char)
        assert prices.get(at, NEVER) >= NEVER


def test_a_word_that_leads_on_ends_no_line() -> None:
    assert joints("让城市更宜居")[1] >= INSIDE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推动高质量发展建设共同富裕示范区", ["推动高质量发展", "建设共同富裕示范区"]),
        ("老旧小区加装电梯让居民出行更方便", ["老旧小区加装电梯", "让居民出行更方便"]),
        ("新增就业岗位30万个", ["新增就业", "岗位30万个"]),
        ("志愿服务进社区", ["志愿服务", "进社区"]),
    ],
)
def test_heads_break_between_phrases(text: str, expected: list[str]) -> None:
    assert plains(fit(text, 30 * max(map(len, expected)), max_lines=2)) == expected


def test_the_story_tells_what_belongs_together() -> None:
    story = "阿木措站开通了。阿木措站是新站，阿木措站在山上。牧民去阿木措站坐车。"
    assert plains(fit("牧民在阿木措站坐车", 240, max_lines=2, story=story)) == [
        "牧民",
        "在阿木措站坐车",
    ]
    prices = joints("牧民在阿木措站坐车", story)
    assert all(prices[at] > 3 for at in (4, 5, 6))
    assert prices[7] < 3


def test_a_word_is_broken_only_where_nothing_else_fits() -> None:
    assert len(fit("现代化", 100, max_lines=2).lines) == 1
    assert len(fit("现代化", 50, max_lines=2).lines) == 2


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="春江潮水连海平的一二三，。“”《》 12ab", min_size=1, max_size=24),
    st.integers(1, 4),
    st.integers(60, 600),
)
def test_heads_lose_nothing_and_stay_in_their_room(text: str, rows: int, width: int) -> None:
    head = fit(text, width, max_lines=rows)
    assert "".join(plains(head)).replace(" ", "") == text.replace(" ", "")
    assert len(head.lines) <= rows
    assert head.width <= width + 1e-6 or head.size == 20.0


@settings(max_examples=25)
@given(
    text=st.text(alphabet="数字赋能，云端 共享“城市”2026a", max_size=24),
    rooms=st.lists(
        st.tuples(st.floats(0, 400), st.none() | st.floats(0, 200), st.booleans(), st.booleans()),
        min_size=2,
        max_size=8,
    ),
)
def test_what_is_kept_of_a_head_changes_nothing_in_any_room(
    text: str, rooms: list[tuple[float, float | None, bool, bool]]
) -> None:
    kept: dict[Any, Any] = {}

    def keep(key: Any, make: Any) -> Any:
        return kept[key] if key in kept else kept.setdefault(key, make())

    for width, depth, spread, fewest in rooms:
        asked = {"depth": depth, "spread": spread, "fewest": fewest, "max_lines": 3}
        assert fit(text, width, keep=keep, **asked) == fit(text, width, **asked)
