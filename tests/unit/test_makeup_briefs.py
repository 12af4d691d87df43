"""Briefs: many short items in one box, and what is told of each."""

from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import broadsheet
from broadsheet.display import Anchor, Fill, PlacedBox, TextLine
from broadsheet.edition import Edition, item_passages
from broadsheet.proof.checking import compare_text
from broadsheet.spec import Spec
from tests.unit.pages_of import edition, prose, small_spec, story

HEADS = (
    "灯塔重新点亮",
    "渡轮加开夜班",
    "海带开镰",
    "新桥合龙通车",
    "渔灯节本周末开市",
    "潮汐表改版",
)


def briefs(*lengths: int, section: str = "简讯", **facts: Any) -> list[dict[str, Any]]:
    """Return a lead and short items of so many characters."""
    items = [story(1, [60])]
    for n, length in enumerate(lengths):
        item = {"kind": "article", "id": f"b{n + 1}", "headline": HEADS[n % len(HEADS)]}
        items.append(item | {"section": section, "body": [prose(length, 3 * n)]} | facts)
    return items


def sheet(rows: int = 18, **box: Any) -> Spec:
    box = {"briefs": {"from": "2"}} | box
    return small_spec(
        f"p p p p | auto\nq q q q | {rows}行", {"p": {"story": "1"}, "q": box}, grid=GRID
    )


GRID = {"columns": "4", "measure": "10字", "rows": "30"}


def lines_of(pages: broadsheet.Pages, item: str, role: str) -> list[TextLine]:
    return [
        line
        for line in pages.lines()
        if any(r.source.item == item and r.source.role == role for r in line.runs)
    ]


def faults(pages: broadsheet.Pages, *codes: str) -> list[str]:
    return [f.message for f in pages.findings if f.code in codes]


def proved(pages: broadsheet.Pages, copy: Edition) -> list[str]:
    held = BytesIO()
    broadsheet.write_pdf(pages, held)
    return [f.message for f in broadsheet.prove(held.getvalue(), copy)]


def test_a_kicker_among_briefs_has_the_kickers_face() -> None:
    copy = edition(*briefs(90, 70, kicker="渔港新貌", deck="三百条船归港"))
    own = {"kicker": {"face": "kai"}, "deck": {"face": "hei", "weight": "bold"}}
    spec = small_spec(
        "p p p p | auto\nq q q q | 18行",
        {"p": {"story": "1"}, "q": {"briefs": {"from": "2"}}}, grid=GRID, styles=own,
    )  # fmt: skip
    pages = broadsheet.compose(copy, spec)
    faces = {
        role: {run.face for line in lines_of(pages, "b1", role) for run in line.runs}
        for role in ("kicker", "deck")
    }
    assert faces == {"kicker": {"kai-regular"}, "deck": {"hei-bold"}}


def whole(pages: broadsheet.Pages) -> PlacedBox:
    return next(box for box in pages.boxes if box.name == "q")


@pytest.mark.parametrize("heads", ["line", "run-in"])
def test_one_tag_stands_over_all_items_and_the_page_is_proved(heads: str) -> None:
    copy = edition(*briefs(90, 70, 85, 60, 75))
    pages = broadsheet.compose(copy, sheet(heads=heads, mark="■"))
    tags = [line for line in pages.lines() if line.plain == "简讯"]
    assert len(tags) == 1
    assert tags[0].runs[0].source.item == "b1"
    assert faults(pages, "overset", "lost", "no-box") == []
    assert proved(pages, copy) == []
    assert sum(line.plain.count("■") for line in pages.lines()) == 5


def test_items_are_read_one_after_the_other() -> None:
    copy = edition(*briefs(90, 70, 85, source="本报讯"))
    pages = broadsheet.compose(copy, sheet())
    runs = [r for line in pages.lines() for r in line.runs if r.source.item.startswith("b")]
    wanted = "".join(p.text for item in copy.items[1:] for p in item_passages(item))
    assert "".join(r.plain for r in runs) == wanted.replace("简讯", "", 3).join(["简讯", ""])


def test_another_section_keeps_its_own_tag() -> None:
    items = briefs(70, 70, 70)
    items[3]["section"] = "快评"
    copy = edition(*items)
    pages = broadsheet.compose(copy, sheet())
    assert [len(lines_of(pages, f"b{n}", "section")) for n in (1, 2, 3)] == [1, 0, 1]
    assert faults(pages, "lost") == []
    assert proved(pages, copy) == []


def test_the_label_stands_over_items_without_a_section() -> None:
    spec = small_spec(
        "p p p p | auto\nq q q q | 18行",
        {"p": {"story": "1"}, "q": {"briefs": ["2", "3"]}},
        labels={"briefs": "一句话新闻"},
    )
    pages = broadsheet.compose(edition(*briefs(60, 60, section="")), spec)
    label = next(line for line in pages.lines() if line.plain == "一句话新闻")
    assert not label.runs[0].source.item


def test_a_rule_stands_between_items_and_never_at_a_columns_head() -> None:
    pages = broadsheet.compose(edition(*briefs(*[47] * 6)), sheet(rows=20, columns=2))
    row, column = 13.5, whole(pages).columns
    rules = [
        m.rect
        for m in pages.pages[0].marks
        if isinstance(m, Fill) and m.box == "q" and abs(m.rect.height - 0.3) < 0.01
    ]
    assert 3 <= len(rules) <= 5
    tops = {round(c.left, 1): c.top for c in column}
    for rule in rules:
        assert rule.top - tops[round(rule.left, 1)] > row


def test_what_is_over_is_told_item_by_item() -> None:
    pages = broadsheet.compose(edition(*briefs(90, 90, 90, 90, 90)), sheet(rows=11))
    told = faults(pages, "overset")
    assert told
    assert all(message.startswith("story ") and "溢 " in message for message in told)
    named = {message.split(" “")[0] for message in told}
    assert "story 6" in named
    assert "story 2" not in named
    over = sum(box.over for box in pages.boxes if box.name.startswith("q."))
    assert over == sum(int(message.split(" 行")[0].split("/ ")[1]) for message in told)


def test_each_item_can_be_gone_to_and_has_its_places() -> None:
    pages = broadsheet.compose(edition(*briefs(90, 70, 85)), sheet())
    anchors = [m.name for m in pages.pages[0].marks if isinstance(m, Anchor)]
    assert [name for name in anchors if name.startswith("b")] == ["b1", "b2", "b3"]
    for n in (1, 2, 3):
        parts = [box for box in pages.boxes if box.item == f"b{n}"]
        assert [box.part for box in parts] == list(range(1, len(parts) + 1))
        marks = [m for m in pages.lines() if m.runs[0].source.item == f"b{n}"]
        text = [m for m in marks if m.runs[0].source.role == "para"]
        for line in text:
            assert any(
                box.rect.top < line.y < box.rect.bottom and abs(box.rect.left - line.x) < 30
                for box in parts
            )


def test_pictures_of_briefs_are_told() -> None:
    pages = broadsheet.compose(edition(*briefs(60, pictures=[{"caption": "灯塔"}])), sheet())
    assert "story 2 “灯塔重新点亮”: 溢 1 of 1 pictures have no place" in faults(pages, "overset")


def test_boxes_that_select_nothing_or_too_much_are_told() -> None:
    copy = edition(*briefs(60, 60))
    none = broadsheet.compose(copy, sheet(briefs={"section": "快评"}))
    assert faults(none, "empty-box") == ["no stories 快评 for this box: it stays white"]
    assert len(faults(none, "no-box")) == 2
    beyond = broadsheet.compose(copy, sheet(briefs=["2", "3", "4"]))
    assert faults(beyond, "empty-box") == ["no story 4 for this box"]
    twice = broadsheet.compose(copy, sheet(briefs={"from": "1"}))
    assert faults(twice, "taken") == ["story 1 stands in box p already"]


@settings(max_examples=8, deadline=None)
@given(
    st.lists(st.integers(20, 130), min_size=1, max_size=6),
    st.integers(9, 20),
    st.sampled_from(["line", "run-in"]),
)
def test_nothing_is_lost_and_no_head_stands_at_a_foot(
    lengths: list[int], rows: int, heads: str
) -> None:
    pages = broadsheet.compose(edition(*briefs(*lengths)), sheet(rows=rows, heads=heads))
    over = {f.item for f in pages.findings if f.code == "overset"}
    assert faults(pages, "lost") == []
    for n, length in enumerate(lengths, 1):
        shown = sum(
            len(r.plain)
            for line in lines_of(pages, f"b{n}", "para")
            for r in line.runs
            if r.source.role == "para"
        )
        assert (shown == length) != (f"b{n}" in over)
    for column in whole(pages).columns:
        inside = [
            line
            for line in pages.lines()
            if line.box == "q"
            and column.left - 1 <= line.x < column.left + column.width
            and column.top < line.y <= column.bottom
        ]
        if heads == "line" and inside:
            last = max(inside, key=lambda line: line.y)
            assert last.runs[0].source.role != "headline"


def test_a_tag_said_once_holds_for_the_stories_that_follow_with_it() -> None:
    copy = edition(*briefs(20, 20, 20))
    words = {p.item: [] for item in copy.items for p in item_passages(item)}
    for item in copy.items:
        words[item.id] = [p.text for p in item_passages(item)]
    once = [w for item in copy.items for w in words[item.id]]
    first = once.index("简讯")
    shared = once[: first + 1] + [w for w in once[first + 1 :] if w != "简讯"]
    assert compare_text("\n".join(shared), copy) == ()
    none = [w for w in once if w != "简讯"]
    assert {f.message.split(":")[0] for f in compare_text("\n".join(none), copy)} == {
        "story 2 section",
        "story 3 section",
        "story 4 section",
    }


@pytest.mark.parametrize(
    "headline",
    [
        "今年入秋以来全市各渡口夜航班次增加到每日四十二班沿线七座小岛居民出行时间缩短三十五分钟",
        "Lutheran — 9:30, Norwegian; 11:00, English Catholic — Mass 8:00 United — 11:00, picnic",
    ],
)
def test_a_long_head_of_a_brief_takes_the_lines_that_it_needs(headline: str) -> None:
    items = briefs(60, 60)
    items[1]["headline"] = headline
    copy = edition(*items)
    pages = broadsheet.compose(copy, sheet(rows=24))
    assert faults(pages, "overset", "torn") == []
    heads = lines_of(pages, "b1", "headline")
    assert len(heads) > 3
    column = pages.boxes[-1].columns[0]
    assert all(line.width <= column.width + 0.5 for line in heads)
    told = "".join(line.plain for line in heads)
    assert told.replace(" ", "") == headline.replace(" ", "")
