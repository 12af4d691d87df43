"""What became of a box is told alike by all planners: finding, placed box and table agree."""

from collections.abc import Callable
from typing import get_args

import pytest

import broadsheet
from broadsheet.cli.report import story_table
from broadsheet.display import Pages, PlacedBox
from broadsheet.edition import Edition
from broadsheet.makeup.page.contents import PLANNERS, SETTERS
from broadsheet.spec import Content, Spec
from tests.unit.pages_of import edition, prose, small_spec, story

LENGTHS = (4, 90, 260, 420, 700, 2500)  # from much too short to much too long
UPRIGHT = {"vertical": "yes", "measure": "12字", "headline": {"at": "right", "width": "6字"}}


def columns(length: int) -> tuple[Spec, Edition]:
    return small_spec("p p p p | auto"), edition(story(1, [length]))


def upright(length: int) -> tuple[Spec, Edition]:
    spec = small_spec("p p p p | auto", {"p": {"story": "1"} | UPRIGHT})
    return spec, edition(story(1, [length]))


def side_head(length: int) -> tuple[Spec, Edition]:
    box = {"story": "1", "headline": {"at": "left", "vertical": "yes", "across": "1", "rows": "20"}}
    return small_spec("p p p p | auto", {"p": box}), edition(story(1, [length]))


def briefs(length: int) -> tuple[Spec, Edition]:
    items = [story(n, [length // 3 + 1]) for n in (1, 2, 3)]
    return small_spec("p p p p | auto", {"p": {"briefs": {"from": "1"}}}), edition(*items)


def legs(length: int) -> tuple[Spec, Edition]:
    boxes = {"p": {"story": "1"}, "q": {"continues": {"box": "p"}}}
    return small_spec("p p q q | auto", boxes), edition(story(1, [length]))


def notice(length: int) -> tuple[Spec, Edition]:
    item = {"kind": "notice", "id": "n1", "title": "启事", "lines": [prose(length)]}
    boxes = {"p": {"story": "1"}, "q": {"notice": "1"}}
    return small_spec("p p p q | auto", boxes), edition(story(1, [400]), item)


def across(length: int) -> tuple[Spec, Edition]:
    items = [
        {"kind": "notice", "id": f"n{n}", "title": "启事", "lines": [prose(length // n)]}
        for n in (1, 3)
    ]
    boxes = {"p": {"story": "1"}, "q": {"across": [{"notice": "1"}, {"notice": "2"}]}}
    return small_spec("p p q q | auto", boxes), edition(story(1, [400]), *items)


FORMS = (columns, upright, side_head, briefs, legs, notice, across)
Form = Callable[[int], tuple[Spec, Edition]]


def told(pages: Pages, box: PlacedBox, code: str) -> list[str]:
    """Return what findings tell of an item in a box, or of the box where it has none."""
    name = box.name.partition(".")[0] if box.item else box.name
    return [
        finding.message.split(": ", 1)[1]
        for finding in pages.findings
        if finding.code == code
        and finding.item == (box.item or None)
        and finding.box in (name, box.name)
    ]


def last_parts(pages: Pages) -> list[PlacedBox]:
    """Return the boxes: of an item in several columns of a box, the last, which tells."""
    last = {(box.name, box.item): box for box in pages.boxes}
    return list(last.values())


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("form", FORMS)
def test_finding_box_and_table_agree(form: Form, length: int) -> None:
    spec, content = form(length)
    pages = broadsheet.compose(content, spec)
    table = story_table(pages, content).splitlines()[1:]
    for box in last_parts(pages):
        over, short = told(pages, box, "overset"), told(pages, box, "short")
        is_whole = box.item == "" and any(other.name.startswith(f"{box.name}.")
                                          for other in pages.boxes)  # fmt: skip
        if is_whole:  # of briefs: each item tells its own
            assert over == []
        else:
            assert bool(over) == bool(box.over or box.beyond)
        if box.over and not is_whole:
            assert over[0].startswith(box.fit)
            assert box.over_letters > 0
            assert short == []
        if not box.over and box.short > 1:
            assert short == [box.fit]
        elif not box.over:
            assert short == []
        rows = [row for row in table if row.split()[1:3] == [box.name, box.item or "-"]]
        if box.state:
            assert any(box.state in row for row in rows)
        else:
            assert all("fits" in row for row in rows)


@pytest.mark.parametrize("form", FORMS)
def test_all_forms_are_over_and_all_columns_short(form: Form) -> None:
    """The lengths do what they are for: the test above would see nothing otherwise."""
    spec, content = form(LENGTHS[-1])
    boxes = broadsheet.compose(content, spec).boxes
    assert any(box.over for box in boxes)
    if form in (notice, across):  # no columns that should be filled
        return
    spec, content = form(LENGTHS[0])
    boxes = broadsheet.compose(content, spec).boxes
    assert any(box.short > 1 and box.state.startswith("缺") for box in boxes)


def test_briefs_as_a_whole_are_over_by_what_their_items_are() -> None:
    spec, content = briefs(2500)
    boxes = broadsheet.compose(content, spec).boxes
    whole = next(box for box in boxes if box.name == "p")
    items = [box for box in boxes if box.item]
    assert whole.over == sum(box.over for box in items) > 0
    assert whole.over_letters == sum(box.over_letters for box in items) > 0


def test_lines_over_and_set_are_all_lines() -> None:
    """Of columns and of tiers: what a box of any depth tells adds up to the same text."""
    for form in (columns, upright):
        spec, content = form(2500)
        (box,) = broadsheet.compose(content, spec).boxes
        assert box.short == 0
        assert box.lines == box.room
        letters = sum(len(block.text) for item in content.items for block in item.body)  # type: ignore[union-attr]
        per_line = 12 if form is upright else 10
        assert box.over_letters < letters
        assert box.lines + box.over == pytest.approx(letters / per_line, rel=0.12)


def test_what_a_box_says_is_too_large_counts_once_and_warnings_do_not() -> None:
    boxes = {"p": {"weather": "words"}, "q": {"index": {"pages": "yes"}}, "r": {"story": 1}}
    spec = small_spec("p . . q | 2行\nr r r r | fill", boxes)
    copy = edition(story(1, [300]), weather="多云转小雨，东北风三到四级，海上有雾，十八到二十四度")
    pages = broadsheet.compose(copy, spec)
    said = {(f.box, f.code) for f in pages.findings}
    assert ("q", "empty-box") in said
    told = [f.message for f in pages.findings if (f.box, f.code) == ("p", "overset")]
    assert len(told) == 1
    weather, index = (next(box for box in pages.boxes if box.name == name) for name in "pq")
    assert weather.over == 0
    assert len(weather.beyond) == 1
    assert weather.beyond[0] in told[0]
    assert "too large for its box" in weather.beyond[0]
    assert (index.over, index.beyond) == (0, ())


def test_each_content_of_a_box_has_a_planner() -> None:
    assert set(PLANNERS) == set(get_args(Content))
    assert set(SETTERS) < set(PLANNERS)
