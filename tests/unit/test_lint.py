"""Each editors' fault: a page that has it, and one that has not."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import broadsheet
from broadsheet import api
from broadsheet.cli import main
from broadsheet.display import (
    INK,
    PAPER,
    Colour,
    Fill,
    Mark,
    Outline,
    Page,
    Pages,
    PlacedBox,
    PlacedPicture,
    Run,
    Source,
    TextLine,
)
from broadsheet.errors import Finding, SpecError, Where
from broadsheet.geometry import Rect
from broadsheet.lint import faults
from broadsheet.lint.rules import RULES
from broadsheet.models import replace
from broadsheet.spec import LINT, ItemBox, LintRule, Selector, Spec, StoryBox
from tests.unit.pages_of import edition, prose, small_spec, story

EXAMPLES = Path(__file__).parents[2] / "examples"
SPEC = small_spec()
STYLE = SPEC.style
ROW = STYLE.grid.baseline
LEFT, TOP = STYLE.page.left, (STYLE.page.height - STYLE.grid.rows * STYLE.grid.baseline) / 2
STEP = STYLE.grid.measure + STYLE.grid.gutter
WIDTH = STYLE.page.width - 2 * LEFT
QUIET = dict.fromkeys(LINT, LintRule(level="off"))


def type_(
    text: str,
    left: float,
    top: float,
    *,
    box: str = "p",
    item: str = "s1",
    role: Any = "para",
    size: float = 10.5,
    face: str = "song-regular",
) -> TextLine:
    """A line whose em boxes begin at ``left`` and ``top``."""
    run = Run(face, size, (1,) * len(text), text, Source(item, role, 0, 0, len(text)))
    return TextLine(left, top + 0.88 * size, len(text) * size, (run,), box=box)


def head(text: str, left: float, top: float, **more: Any) -> TextLine:
    return type_(text, left, top, role="headline", **{"size": 20.0, "face": "song-bold"} | more)


def copy(rect: Rect, box: str, item: str, rows: int | None = None) -> list[Mark]:
    """Lines of type that fill a rectangle from its head, a row each."""
    count = round(rect.height / ROW) if rows is None else rows
    letters = int(rect.width / 10.5)
    return [
        type_("潮" * letters, rect.left, rect.top + n * ROW + 1.5, box=box, item=item)
        for n in range(count)
    ]


def area(column: int, across: int, row: int, down: int) -> Rect:
    """A rectangle of basic columns and rows, each counted from 0."""
    width = across * STYLE.grid.measure + (across - 1) * STYLE.grid.gutter
    return Rect(LEFT + column * STEP, TOP + row * ROW, width, down * ROW)


def placed(name: str, rect: Rect, item: str = "", columns: int = 0) -> PlacedBox:
    each = rect.width / max(1, columns)
    cut = tuple(Rect(rect.left + n * each, rect.top, each - 6, rect.height) for n in range(columns))
    where = Where("a.yaml", 7, 3)
    return PlacedBox(name=name, rect=rect, item=item, where=where, columns=cut)


def ruled(rules: Mapping[str, LintRule], spec: Spec = SPEC) -> Spec:
    """Return a spec with other lint rules."""
    return replace(spec, style=replace(spec.style, lint=rules))


def found(
    code: str, *marks: Mark | list[Mark], boxes: tuple[PlacedBox, ...] = (), spec: Spec = SPEC
) -> list[Finding]:
    """What one rule finds on a page of these marks."""
    flat = [one for mark in marks for one in (mark if isinstance(mark, list) else [mark])]
    page = Page(
        number=1,
        width=spec.style.page.width,
        height=spec.style.page.height,
        marks=tuple(flat),
        boxes=boxes or (placed("p", area(0, 4, 0, 30), "s1"),),
    )
    only = ruled({**QUIET, code: spec.style.lint[code]}, spec)
    return list(faults(Pages(pages=(page,)), only))


def test_the_kicker_of_a_brief_is_of_its_text_s_size() -> None:
    spec = small_spec("p p q q | auto", {"p": {"briefs": {"from": "1"}}, "q": {"photo": "1"}})
    items = [story(n, [120], kicker="潮声渐近") for n in (1, 2)]
    pages = broadsheet.compose(edition(*items, {"kind": "photo", "id": "q1"}), spec)
    assert [f for f in faults(pages, spec) if f.code == "kicker-size"] == []


def test_the_kept_place_of_a_photo_is_no_trapped_white() -> None:
    spec = small_spec("p p q q | auto", {"p": {"story": "1"}, "q": {"photo": "1"}})
    photo = {"kind": "photo", "id": "q1", "caption": "潮"}
    pages = broadsheet.compose(edition(story(1, [190, 180]), photo), spec)
    assert [f for f in faults(pages, spec) if f.code == "trapped-white"] == []


def test_every_rule_of_the_spec_is_looked_for_and_none_besides() -> None:
    assert set(RULES) == set(LINT)
    assert {rule.level for rule in LINT.values()} == {"warning"}


P, Q = area(0, 2, 0, 30), area(2, 2, 0, 30)
TWO = (placed("p", P, "s1"), placed("q", Q, "s2"))


def test_heads_meet_side_by_side_at_one_level() -> None:
    near = head("潮水退去", P.left, P.top)
    far = head("码头亮灯", Q.left, Q.top + 4, box="q", item="s2")
    [fault] = found("heads-meet", near, far, boxes=TWO)
    assert str(fault) == (
        "a.yaml:7:3: page 1 box p: warning: 碰题: the headlines “潮水退去” and “码头亮灯” "
        "stand side by side"
    )
    assert (fault.code, fault.page, fault.item) == ("heads-meet", 1, "s1")
    lower = head("码头亮灯", Q.left, Q.top + 12, box="q", item="s2")
    assert not found("heads-meet", near, lower, boxes=TWO)


def test_a_brief_s_line_meets_no_larger_headline_and_none_of_its_box() -> None:
    spec = small_spec("p p q q | auto", {"p": {"briefs": {"from": "1"}}, "q": {"story": "1"}})
    line = head("潮水退去", P.left, P.top, size=11.0)
    far = head("码头亮灯", Q.left, Q.top, box="q", item="s2")
    assert not found("heads-meet", line, far, boxes=TWO, spec=spec)
    like = head("码头亮灯", Q.left, Q.top, box="q", item="s2", size=14.0)
    assert len(found("heads-meet", line, like, boxes=TWO, spec=spec)) == 1
    beside = head("渡口停航", P.left + STEP, P.top, item="s3", size=11.0)
    assert not found("heads-meet", line, beside, boxes=TWO, spec=spec)


def test_heads_that_something_parts_do_not_meet() -> None:
    near = head("潮水退去", P.left, P.top)
    far = head("码头亮灯", Q.left, Q.top, box="q", item="s2")
    between = copy(Rect(P.left + STEP, P.top, 100, 40), "p", "s1")
    assert not found("heads-meet", near, far, between, boxes=TWO)
    frame = Fill(Q, stroke=INK, weight=0.5, box="q")
    assert not found("heads-meet", near, far, frame, boxes=TWO)
    ground = Fill(Q, fill=Colour(yellow=0.1), box="q")
    assert not found("heads-meet", near, far, ground, boxes=TWO)
    rule = Fill(Rect(Q.left - 4, Q.top, 0.4, 200), fill=INK, box="q")
    assert len(found("heads-meet", near, far, rule, boxes=TWO)) == 1


def test_a_headline_is_not_louder_than_the_lead_s() -> None:
    lead = head("潮水退去", P.left, P.top)
    larger = head("码头亮灯", Q.left, Q.top + 90, box="q", item="s2", size=24.0)
    [fault] = found("louder-than-lead", lead, larger, boxes=TWO)
    assert fault.message == "the headline “码头亮灯” of 24pt is louder than the lead's, 20pt"
    assert (fault.box, fault.item) == ("q", "s2")
    lighter = head("码头亮灯", Q.left, 90, box="q", item="s2", size=24.0, face="kai-regular")
    assert not found("louder-than-lead", lead, lighter, boxes=TWO)
    alike = head("码头亮灯", Q.left, 90, box="q", item="s2")
    assert not found("louder-than-lead", lead, alike, boxes=TWO)
    black = head("码头亮灯", Q.left, 90, box="q", item="s2", face="hei-black")
    assert len(found("louder-than-lead", lead, black, boxes=TWO)) == 1
    boxes = dict(SPEC.arrangement.boxes)  # whose box says so is the lead, whatever its rank
    boxes["q"] = replace(boxes["q"], content=StoryBox(select=Selector(rank=2), lead=True))
    own = replace(SPEC, arrangement=replace(SPEC.arrangement, boxes=boxes))
    assert not found("louder-than-lead", lead, larger, boxes=TWO, spec=own)
    loud = head("潮水退去", P.left, P.top, size=28.0)
    [fault] = found("louder-than-lead", loud, larger, boxes=TWO, spec=own)
    assert (fault.box, fault.item) == ("p", "s1")


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("码头上", "的灯亮了", 1),
        ("码头上的", "灯亮了", 0),
        ("夜里十点", "的士还在等", 0),
        ("挑担人", "们往上走", 1),
    ],
)
def test_a_line_of_a_headline_does_not_open_with_de(first: str, second: str, count: int) -> None:
    lines = [head(first, P.left, P.top), head(second, P.left, P.top + 24)]
    assert len(found("hanging-start", *lines)) == count


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("今年收了20", "26吨海带", 1),
        ("增产百分之12", ".5", 1),
        ("海带增产15", "%", 1),
        ("登上SEA", "FISH货轮", 1),
        ("今年收了2026", "吨海带", 0),
        ("登上货轮", "SEAFISH", 0),
    ],
)
def test_numbers_and_latin_words_of_a_headline_stay_whole(
    first: str, second: str, count: int
) -> None:
    lines = [head(first, P.left, P.top), head(second, P.left, P.top + 24)]
    broken = found("broken-word", *lines)
    assert len(broken) == count
    if broken:
        assert broken[0].message.startswith("断词: ")


def test_the_nameplate_is_the_largest_type_of_page_one() -> None:
    plate = type_("海报", P.left, P.top, box="M", item="masthead", role="masthead", size=60)
    loud = head("潮水退去", P.left, 200, size=60.0)
    [fault] = found("small-nameplate", plate, loud)
    assert fault.message == "the nameplate's 60pt is not the largest type: “潮水退去” has 60pt"
    assert not found("small-nameplate", plate, head("潮水退去", P.left, 200, size=59.0))
    assert not found("small-nameplate", loud)


def rows_of_boxes(*parts: tuple[str, Rect, int]) -> tuple[list[Mark], tuple[PlacedBox, ...]]:
    """Boxes filled with type, each its own story; a number of rows is left white at the foot."""
    marks: list[Mark] = []
    boxes: list[PlacedBox] = []
    for name, rect, white in parts:
        marks += copy(rect, name, f"s-{name}", round(rect.height / ROW) - white)
        boxes.append(placed(name, rect, f"s-{name}"))
    return marks, tuple(boxes)


def test_one_white_across_the_page_breaks_it() -> None:
    marks, boxes = rows_of_boxes(
        ("p", area(0, 2, 0, 14), 0),
        ("q", area(2, 2, 0, 14), 0),
        ("r", area(0, 3, 15, 15), 0),
        ("s", area(3, 1, 15, 15), 0),
    )
    [fault] = found("full-break", marks, boxes=boxes)
    assert (fault.box, fault.message[:3]) == ("r", "断版:")
    rule = Fill(Rect(LEFT, TOP + 14.5 * ROW, WIDTH, 1.4), fill=INK, box="r")
    assert len(found("full-break", marks, rule, boxes=boxes)) == 1
    marks, boxes = rows_of_boxes(
        ("p", area(0, 2, 0, 14), 0),
        ("q", area(2, 2, 0, 18), 0),
        ("r", area(0, 2, 15, 15), 0),
        ("s", area(2, 2, 19, 11), 0),
    )
    assert not found("full-break", marks, boxes=boxes)


def test_the_whites_of_masthead_and_advertisements_break_nothing() -> None:
    plate = type_("海报", LEFT, TOP, box="M", item="masthead", role="masthead", size=40)
    marks, boxes = rows_of_boxes(("p", area(0, 4, 5, 15), 0))
    strip = area(0, 4, 22, 8)
    ad = [type_("海带上市", strip.left, strip.top, box="F", item="ad1", role="ad", size=90)]
    whole = (*boxes, placed("M", area(0, 4, 0, 4)), placed("F", strip, "ad1"))
    assert not found("full-break", plate, marks, ad, boxes=whole)
    # white within one story belongs to that story
    one, box = rows_of_boxes(("p", area(0, 4, 0, 30), 0))
    assert not found("full-break", one[:10] + one[14:], boxes=box)


def test_one_gutter_from_head_to_foot() -> None:
    seam = [
        ("p", area(0, 2, 0, 14), 0),
        ("q", area(2, 2, 0, 18), 0),
        ("r", area(0, 2, 15, 15), 0),
        ("s", area(2, 2, 19, 11), 0),
    ]
    marks, boxes = rows_of_boxes(*seam)
    [fault] = found("through-gutter", marks, boxes=boxes)
    assert fault.message == "通缝: the gutter after column 2 runs through from head to foot"
    assert fault.box == "p"
    over = replace(boxes[0], rect=area(0, 4, 0, 14), room=60, lines=5)
    assert not found("through-gutter", marks, boxes=(over, *boxes[1:]))
    bridged = [seam[0], seam[1], ("r", area(0, 3, 19, 11), 0), ("s", area(3, 1, 19, 11), 0)]
    marks, boxes = rows_of_boxes(*bridged)
    assert not found("through-gutter", marks, boxes=boxes)


def test_white_of_more_than_three_rows_is_trapped() -> None:
    marks, boxes = rows_of_boxes(("p", P, 0), ("q", Q, 4))
    hole = marks[:40] + marks[44:]
    [fault] = found("trapped-white", hole, boxes=boxes)
    assert (fault.box, fault.message) == ("q", "white of 4.0 rows is trapped here")
    marks, boxes = rows_of_boxes(("p", P, 0), ("q", Q, 0))
    assert not found("trapped-white", marks[:40] + marks[43:], boxes=boxes)
    short = (boxes[0], replace(boxes[1], room=60, lines=50))
    assert not found("trapped-white", hole, boxes=short)
    empty = (boxes[0], replace(boxes[1], item=""))
    assert not found("trapped-white", hole, boxes=empty)
    patient = ruled({**LINT, "trapped-white": LintRule(limit=4)})
    assert not found("trapped-white", hole, boxes=boxes, spec=patient)


def test_white_beside_a_headline_and_about_a_frame_is_not_trapped() -> None:
    boxes = (placed("p", area(0, 4, 0, 30), "s1"),)
    title = [head("潮水", 200, TOP + 20, size=40), head("退去", 200, TOP + 80, size=40)]
    rest = copy(area(0, 4, 9, 21), "p", "s1")
    assert not found("trapped-white", title, rest, boxes=boxes)
    framed = area(0, 4, 2, 28)
    frame = Fill(framed, stroke=INK, weight=0.5, box="p")
    assert not found("trapped-white", frame, copy(area(0, 4, 5, 23), "p", "s1"), boxes=boxes)


def test_white_about_an_upright_head_is_the_head_s_own() -> None:
    def upright(text: str, centre: float, top: float, size: float, role: Any) -> TextLine:
        run = Run("song-bold", size, (1,) * len(text), text, Source("s1", role))
        return TextLine(centre, top, size * len(text), (run,), vertical=True, box="p")

    kicker = upright("码头", LEFT + WIDTH - 8, TOP + 150, 12, "kicker")
    title = upright("潮水退去以后", LEFT + WIDTH - 70, TOP + 100, 30, "headline")
    rest = copy(area(0, 3, 0, 30), "p", "s1")
    assert not found("trapped-white", title, kicker, rest)
    assert not found("through-gutter", title, kicker, rest[:10], rest[20:])
    assert len(found("trapped-white", rest)) == 1


def test_a_crosshead_does_not_stand_at_a_column_s_foot() -> None:
    box = placed("p", P, "s1", columns=1)
    lines = copy(P, "p", "s1", 28)
    below = type_("潮头观察", P.left, P.top + 28 * ROW, role="crosshead")
    [fault] = found("crosshead-foot", lines, below, boxes=(box,))
    assert fault.message == "the crosshead “潮头观察” stands at the foot of column 1"
    last = type_("收", P.left, P.top + 29.5 * ROW)
    assert not found("crosshead-foot", lines, below, last, boxes=(box,))


def test_columns_of_a_story_end_within_a_line() -> None:
    box = placed("p", P, "s1", columns=2)
    first, second = box.columns
    marks = copy(first, "p", "s1")
    [fault] = found("uneven-columns", marks, copy(second, "p", "s1", 28), boxes=(box,))
    assert fault.message == "column 2 ends 2 lines short of the others"
    assert not found("uneven-columns", marks, copy(second, "p", "s1", 29), boxes=(box,))
    short = replace(box, room=60, lines=50)
    assert not found("uneven-columns", marks, copy(second, "p", "s1", 20), boxes=(short,))


def test_crossheads_of_one_story_are_of_one_size() -> None:
    def crosshead(top: float, size: float, item: str) -> TextLine:
        return type_("潮头观察", P.left, top, role="crosshead", size=size, item=item)

    [fault] = found("crosshead-sizes", crosshead(100, 12.5, "s1"), crosshead(200, 11.0, "s1"))
    assert fault.message == "the crossheads are of 11pt, 12.5pt"
    assert not found("crosshead-sizes", crosshead(100, 12.5, "s1"), crosshead(200, 11.0, "s2"))


def test_an_advertisement_is_marked() -> None:
    copy_ = type_("海带上市", P.left, P.top, role="ad", item="ad1", size=24)
    [fault] = found("ad-unmarked", copy_)
    assert fault.message == "this advertisement is not marked 广告"
    label = type_("广告", P.left, P.top + 60, role="furniture", item="")
    assert not found("ad-unmarked", copy_, label)
    picture = PlacedPicture(P, "a.png", Source("ad1", "ad"), box="p")
    assert len(found("ad-unmarked", picture)) == 1
    assert not found("ad-unmarked", picture, label)


def test_no_picture_lies_under_the_type_of_another_item() -> None:
    picture = PlacedPicture(area(1, 2, 3, 5), "a.png", Source("s2", "caption"), box="q")
    [fault] = found("picture-under-type", picture, copy(P, "p", "s1"), boxes=TWO)
    assert (fault.box, fault.item) == ("p", "s1")
    assert fault.message.endswith("runs over a picture of s2")
    own = PlacedPicture(area(1, 2, 3, 5), "a.png", Source("s1", "caption"), box="p")
    assert not found("picture-under-type", own, copy(P, "p", "s1"), boxes=TWO)
    beside = PlacedPicture(area(2, 1, 3, 5), "a.png", Source("s2", "caption"), box="q")
    assert not found("picture-under-type", beside, copy(P, "p", "s1"), boxes=TWO)


def test_no_rule_touches_type() -> None:
    line = type_("潮水退去", P.left, P.top + 100)
    through = Fill(Rect(P.left, P.top + 108, 60, 0.5), fill=INK, box="p")
    [fault] = found("rule-on-type", line, through)
    assert fault.message == "a rule touches “潮水退去”"
    under = Fill(Rect(P.left, P.top + 111, 60, 0.5), fill=INK, box="p")
    assert not found("rule-on-type", line, under)
    slanted = Outline((("m", P.left, P.top + 105), ("l", P.left + 60, P.top + 106)), stroke=INK)
    assert len(found("rule-on-type", line, slanted)) == 1


def test_type_stays_in_its_box_and_in_the_type_area() -> None:
    across = type_("潮" * 13, Q.left - 30, Q.top, box="q", item="s2")
    [fault] = found("outside", across, boxes=TWO)
    assert fault.message == "“潮潮潮潮潮潮潮潮潮潮潮…” stands outside its box"
    low = type_("潮", P.left, STYLE.page.height - 20)
    assert found("outside", low, boxes=TWO)[0].message.endswith("outside the type area")
    hung = type_("潮潮。", P.right - 21, P.top + 30)
    assert not found("outside", hung, boxes=TWO)
    assert len(found("outside", type_("潮潮潮", P.right - 21, P.top + 30), boxes=TWO)) == 1


def test_type_is_not_under_seven_points() -> None:
    [fault] = found("small-type", type_("潮水", P.left, P.top, size=6.9))
    assert fault.message == "“潮水” is 6.9pt, under 7pt"
    assert not found("small-type", type_("潮水", P.left, P.top, size=7.0))
    tiny = broadsheet.load_spec(
        "broadsheet: 1\nextends: duikai-6\nlint: {small-type: {size: 6pt, level: note}}\n"
    )
    assert tiny.style.lint["small-type"] == LintRule(level="note", limit=6.0)
    assert not found("small-type", type_("潮水", P.left, P.top, size=6.5), spec=tiny)


def test_marks_of_all_kinds_are_looked_at() -> None:
    marks: list[Mark] = [
        TextLine(60, 60, 40, (Run("hei-bold", 20, (1, 1), "潮水", Source("s1", "headline")),),
                 vertical=True, box="p"),
        Fill(Rect(60, 60, 80, 20), fill=PAPER, box="p"),
        Outline((), stroke=INK),
        Outline((("m", 1.0, 1.0), ("c", 2.0, 2.0, 9.0, 9.0, 40.0, 40.0), ("h",)), fill=INK),
        TextLine(60, 60, 40, (Run("hei-bold", 20, (1,), "　", Source("s1", "para")),), box="p"),
    ]  # fmt: skip
    page = Page(number=2, width=480, height=480, marks=tuple(marks))
    assert [fault.code for fault in faults(Pages(pages=(page,)), SPEC)] == ["trapped-white"]


LENGTHS = st.floats(-50, 600)
SIDES = st.floats(0, 400)
RECTS = st.builds(Rect, LENGTHS, LENGTHS, SIDES, SIDES)
NAMES = st.sampled_from(["p", "q", ""])
ROLES = st.sampled_from(["headline", "para", "crosshead", "ad", "masthead", "caption"])
LINES = st.builds(
    lambda text, rect, box, role, size: type_(
        text, rect.left, rect.top, box=box, item=f"s-{box}", role=role, size=size
    ),
    st.text("潮水，。的12ab", min_size=1, max_size=9), RECTS, NAMES, ROLES, st.floats(4, 80),
)  # fmt: skip
FILLS = st.builds(lambda rect, box: Fill(rect, fill=INK, box=box), RECTS, NAMES)
SHOWN = st.builds(
    lambda rect, box: PlacedPicture(rect, "a.png", Source(f"s-{box}", "caption"), box=box),
    RECTS, NAMES,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(LINES, FILLS, SHOWN), max_size=25), RECTS, RECTS, st.integers(0, 4))
def test_any_page_can_be_looked_at(
    marks: list[Mark], first: Rect, second: Rect, columns: int
) -> None:
    boxes = (placed("p", first, "s-p", columns), placed("q", second, "s-q", columns))
    page = Page(number=1, width=480, height=480, marks=tuple(marks), boxes=boxes)
    pages = Pages(pages=(page, replace(page, number=2)))
    once = faults(pages, SPEC)
    assert once == faults(pages, SPEC)
    assert {fault.code for fault in once} <= set(LINT)
    assert faults(pages, ruled(QUIET)) == ()
    for code in {fault.code for fault in once}:
        less = ruled({**LINT, code: LintRule(level="off", limit=LINT[code].limit)})
        assert faults(pages, less) == tuple(fault for fault in once if fault.code != code)


def test_composed_pages_show_their_faults() -> None:
    """The same two stories: heads that meet on one map, and none on another."""
    met = small_spec("p p q q | fill")
    copy_ = edition(story(1, [440]), story(2, [440]))
    codes = {fault.code for fault in api.lint(api.compose(copy_, met), met)}
    assert {"heads-meet", "through-gutter"} <= codes
    boxes = {"p": {"story": "1"}, "q": {"story": "2", "columns": "2"}}
    apart = small_spec("p p p p | fill\nq q q q | fill", boxes)
    copy_ = edition(story(1, [440]), story(2, [440]))
    codes = {fault.code for fault in api.lint(api.compose(copy_, apart), apart)}
    assert not {"heads-meet", "through-gutter"} & codes


@pytest.mark.parametrize("name", ["duikai-6", "zjgrb-front"])
def test_the_example_page_has_no_fault(name: str) -> None:
    spec = api.load_spec(name)
    pages = api.compose(api.read_edition(EXAMPLES / "tinglan-front.yaml"), spec)
    assert api.lint(pages, spec) == ()


def test_a_page_is_looked_at_quickly() -> None:
    spec = api.load_spec("duikai-6")
    pages = api.compose(api.read_edition(EXAMPLES / "tinglan-front.yaml"), spec)
    started = time.perf_counter()
    api.lint(pages, spec)
    assert time.perf_counter() - started < 2


def lint_spec(text: str) -> Spec:
    return broadsheet.load_spec(f"broadsheet: 1\nextends: duikai-6\nlint: {text}\n")


def test_a_spec_switches_rules() -> None:
    spec = lint_spec("{full-break: off, heads-meet: note, trapped-white: {rows: 5行}}")
    assert spec.style.lint["full-break"].level == "off"
    assert spec.style.lint["heads-meet"].level == "note"
    assert spec.style.lint["trapped-white"] == LintRule(limit=5)
    assert spec.style.lint["outside"] == LINT["outside"]
    assert broadsheet.load_spec("duikai-6").style.lint == LINT


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("{head-meet: off}", ":3:8: lint.head-meet: 'head-meet' is no key here",
         "did you mean heads-meet?"),
        ("{heads-meet: error}", ":3:20: lint.heads-meet: 'error' is not allowed here",
         "write one of warning, note, off"),
        ("{heads-meet: {rows: 3}}", ":3:21: lint.heads-meet.rows: 'rows' is no key here",
         "write level"),
        ("{trapped-white: {rows: 0}}", "lint.trapped-white.rows: '0' is out of range", "200"),
        ("[heads-meet]", "lint: a mapping is needed", "write key: value"),
    ],
)  # fmt: skip
def test_mistakes_are_answered_with_place_and_a_way_out(text: str, place: str, hint: str) -> None:
    with pytest.raises(SpecError) as fault:
        lint_spec(text)
    assert place in str(fault.value)
    assert hint in str(fault.value)


def test_check_tells_faults_and_render_only_when_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from broadsheet.formats import edition_yaml

    day, pdf = tmp_path / "day.yaml", str(tmp_path / "page.pdf")
    short = edition(story(1, [60], headline=prose(10)))
    day.write_text(edition_yaml.dump_yaml(short), encoding="utf-8")
    options = ["--spec", "duikai-6", "--set", "lint.small-type.size=11pt"]
    assert main(["check", str(day), *options]) == 0
    assert "under 11pt" in capsys.readouterr().err
    assert main(["check", str(day), "--json", *options]) == 0
    assert '"code": "small-type"' in capsys.readouterr().out
    assert main(["check", str(day), *options, "--set", "lint.small-type.level=off"]) == 0
    assert "under 11pt" not in capsys.readouterr().err
    assert main(["render", str(day), *options, "-o", pdf]) == 0
    assert "under 11pt" not in capsys.readouterr().err
    assert main(["render", str(day), *options, "-o", pdf, "-v"]) == 0
    assert "under 11pt" in capsys.readouterr().err


@pytest.mark.parametrize(("size", "count"), [(13.0, 0), (14.0, 1)])
def test_a_kicker_is_plainly_smaller_than_its_headline(size: float, count: int) -> None:
    kicker = type_("渔港清晨", P.left, P.top, role="kicker", size=size)
    faults_ = found("kicker-size", kicker, head("潮水退去", P.left, P.top + 20), boxes=TWO)
    assert len(faults_) == count
    if faults_:
        assert faults_[0].message == "the kicker of 14pt is 70% of its headline, 20pt"


def test_a_sunk_initial_takes_several_rows() -> None:
    sunk = type_("潮", P.left, P.top + 4 * ROW + 3.5, size=2.4 * ROW)
    assert found("off-grid", sunk, boxes=TWO) == []


@pytest.mark.parametrize(("down", "count"), [(1.5, 0), (3.5, 1)])
def test_body_lines_stand_on_the_rows(down: float, count: int) -> None:
    line = type_("潮水退去以后", P.left, P.top + 4 * ROW + down)
    told = found("off-grid", line, boxes=TWO)
    assert [fault.message for fault in told] == ["“潮水退去以后” stands 2.0pt off the rows"] * count


@pytest.mark.parametrize(("second", "count"), [("stepped", 1), ("fret", 0)])
def test_a_page_has_one_family_of_ornaments(second: str, count: int) -> None:
    boxes = {
        "p": {"story": "1", "frame": {"ornament": "fret"}},
        "q": {"story": "2", "frame": {"ornament": second}},
    }
    spec = small_spec("p p q q | fill", boxes)
    told = found("mixed-ornaments", boxes=TWO, spec=spec)
    assert [fault.message for fault in told] == ["ornaments of 2 kinds: fret, stepped"] * count


@pytest.mark.parametrize(
    ("down", "told"),
    [
        (1.5, "the head touches its text: 1.5pt of white under it"),
        (13.5, ""),
        (40.5, "the head floats: 3.0 rows of white under it"),
    ],
)
def test_white_under_a_head_is_about_a_row(down: float, told: str) -> None:
    lines = head("潮水退去", P.left, P.top), type_("潮" * 9, P.left, P.top + 20 + down)
    assert [fault.message for fault in found("head-white", *lines, boxes=TWO)] == [told] * bool(
        told
    )
    panel = Fill(Rect(P.left, P.top - 9, 90, 29 + down), fill=INK, box="p")
    assert not found("head-white", *lines, panel, boxes=TWO)


@pytest.mark.parametrize(("apart", "count"), [(5.0, 0), (20.0, 1)])
def test_a_kicker_keeps_to_its_headline(apart: float, count: int) -> None:
    kicker = type_("渔港清晨", P.left, P.top, role="kicker", size=12, face="kai-regular")
    title = head("潮水退去", P.left, P.top + 12 + apart)
    told = [fault.message for fault in found("head-white", kicker, title, boxes=TWO)]
    assert told == ["the kicker stands 20pt over its headline"] * count


@pytest.mark.parametrize(
    ("code", "role", "size", "face", "told"),
    [
        ("kicker-face", "kicker", 9.0, "song-regular", "kicker and headline are both set in song"),
        ("kicker-face", "kicker", 9.0, "kai-regular", ""),
        ("deck-size", "deck", 12.0, "kai-regular",
         "the deck of 12pt is 60% of its headline, 20pt"),
        ("deck-size", "deck", 10.0, "kai-regular", ""),
    ],
)  # fmt: skip
def test_kicker_and_deck_stand_back(
    code: str, role: str, size: float, face: str, told: str
) -> None:
    part = type_("渔港清晨", P.left, P.top + 40, role=role, size=size, face=face)
    faults_ = found(code, part, head("潮水退去", P.left, P.top), boxes=TWO)
    assert [fault.message for fault in faults_] == [told] * bool(told)


@pytest.mark.parametrize(("part", "count"), [(0.8, 0), (0.9, 1), (0.97, 0)])
def test_a_headline_fills_its_width_or_is_plainly_shorter(part: float, count: int) -> None:
    box = placed("p", P, "s1", columns=1)
    width = box.columns[0].width * part
    title = replace(head("潮水退去", P.left, P.top), width=width)
    told = [fault.message for fault in found("nearly-full", title, boxes=(box,))]
    assert told == ["the headline fills 90% of its width"] * count


@pytest.mark.parametrize(("letters", "count"), [(5.0, 1), (4.5, 0)])
def test_marks_of_a_headline_are_half_wide(letters: float, count: int) -> None:
    title = replace(head("潮退，灯亮", P.left, P.top), width=letters * 20)
    told = [fault.message for fault in found("wide-marks", title, boxes=TWO)]
    assert told == ["“潮退，灯亮” has marks of full width"] * count


@pytest.mark.parametrize(
    ("side", "foot", "told"),
    [
        (13.0, 14.0, ""),
        (9.0, 14.0, "text 9.0pt from the side of its box, under 1.2字"),
        (13.0, 5.0, "text 5.0pt from the foot of its box"),
    ],
)
def test_a_framed_box_has_white_inside(side: float, foot: float, told: str) -> None:
    spec = small_spec("p p q q | fill", {"p": {"story": "1", "tint": "0/0/9/0"},
                                         "q": {"story": "2"}})  # fmt: skip
    text = Rect(P.left + side, P.top + 14, P.width - 2 * side, P.height - 14 - foot)
    box = replace(placed("p", P, "s1"), columns=(text,))
    line = type_("潮水", text.left, text.top)
    told_ = [fault.message for fault in found("tight-padding", line, boxes=(box,), spec=spec)]
    assert told_ == [told] * bool(told)
    plain = [fault.message for fault in found("tight-padding", line, boxes=(box,))]
    assert plain == []


@pytest.mark.parametrize(("rows", "count"), [(3, 0), (9, 1)])
def test_a_hairline_stands_between_lines(rows: int, count: int) -> None:
    box = placed("p", P, "s1", columns=2)
    first, second = box.columns
    rule = Fill(Rect(first.right + 3, P.top, 0.25, P.height), fill=INK, box="p")
    marks = [copy(first, "p", "s1"), copy(second, "p", "s1", 30 - rows)]
    told = [fault.message for fault in found("loose-hairline", rule, *marks, boxes=(box,))]
    assert told == ["a hairline runs 9.1 rows with no line at one side or the other"] * count


def test_red_is_for_furniture_and_one_frame() -> None:
    red = Colour(magenta=1.0, yellow=0.95, black=0.1)
    title = head("潮水退去", P.left, P.top)
    loud = replace(title, runs=(replace(title.runs[0], colour=red),))
    assert not found("much-red", title, boxes=TWO)
    [fault] = found("much-red", loud, boxes=TWO)
    assert fault.message == "“潮水退去” is red in a plain story"
    frame = {"weight": "1pt", "colour": "0/100/95/10"}
    boxes = {"p": {"story": "1", "frame": frame}, "q": {"story": "2", "frame": frame}}
    both = small_spec("p p q q | fill", boxes)
    [fault] = found("much-red", loud, boxes=TWO, spec=both)
    assert fault.message == "2 frames are red: p, q"
    one = small_spec("p p q q | fill", {"p": boxes["p"], "q": {"story": "2"}})
    assert not found("much-red", loud, boxes=TWO, spec=one)


def two_faces(text: str, other: str, face: str, **more: Any) -> TextLine:
    """A head that one face begins and another ends."""
    line = head(text, P.left, P.top, face="song-black", **more)
    own = line.runs[0]
    run = replace(own, face=face, text=other, glyphs=(1,) * len(other))
    return replace(line, runs=(own, run))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (two_faces("潮水退", "한", "hei-black"),
         "the headline is set in song-black, but 한 in hei-black"),
        (two_faces("潮水退", "𪚥", "song-regular"),
         "the headline is set in song-black, but 𪚥 in song-regular"),
        (two_faces("潮水退", "2026", "roman-bold"), ""),  # figures have a face of their own
        (two_faces("潮水", "退去", "song-black"), ""),
        (type_("海潮晚報", P.left, P.top, role="masthead", size=60.0), ""),
    ],
)  # fmt: skip
def test_a_headline_stands_in_one_face_and_weight(line: TextLine, told: str) -> None:
    faults_ = found("mixed-faces", line, boxes=TWO)
    assert [fault.message for fault in faults_] == [told] * bool(told)


def test_a_nameplate_stands_in_one_face() -> None:
    plate = type_("海潮晚", P.left, P.top, role="masthead", size=60.0, face="brush-regular")
    other = replace(plate.runs[0], face="kai-regular", text="報", glyphs=(1,))
    small = type_("한국", P.left, P.top + 80, role="masthead", size=9.0, face="hei-bold")
    told = found("mixed-faces", replace(plate, runs=(*plate.runs, other)), small, boxes=TWO)
    assert [fault.message for fault in told] == [
        "the nameplate is set in brush-regular, but 報 in kai-regular"
    ]


def text_of(rect: Rect, rows: int, role: str, letters: int = 10, size: float = 10.5) -> list[Mark]:
    """Lines in a box from its head, of so many letters each."""
    return [
        type_("潮" * letters, rect.left + 5, rect.top + 3 + n * ROW, role=role, size=size)
        for n in range(rows)
    ]


def test_an_advertisement_far_larger_than_its_words_is_blown_up() -> None:
    slot = area(0, 4, 0, 12)
    held = (placed("p", slot, "ad"),)
    [fault] = found("blown-up", text_of(slot, 2, "ad", 4), boxes=held)
    assert fault.message == "its words cover 1% of the advertisement, under 3%"
    assert (fault.box, fault.item) == ("p", "ad")
    assert not found("blown-up", text_of(slot, 6, "ad", 20), boxes=held)
    [fault] = found("blown-up", text_of(slot, 1, "ad", 8, 52.0), boxes=held)
    assert "type of 52pt, 5.0 times the body" in fault.message
    shown = PlacedPicture(slot, "ship.jpg", Source("ad", "ad", -1, 0, 0), box="p")
    assert not found("blown-up", text_of(slot, 2, "ad", 4), shown, boxes=held)
    boxes = dict(SPEC.arrangement.boxes)  # a size that was sold has the white that was paid for
    sold = ItemBox(kind="ad", select=Selector(rank=1), size="1/4版")
    boxes["p"] = replace(boxes["p"], content=sold)
    own = replace(SPEC, arrangement=replace(SPEC.arrangement, boxes=boxes))
    assert not found("blown-up", text_of(slot, 2, "ad", 4), boxes=held, spec=own)


def test_a_notice_in_half_of_its_box_is_half_empty() -> None:
    slot = area(0, 2, 0, 12)
    held = (placed("p", slot, "s1"),)
    for role in ("notice", "info"):
        [fault] = found("half-empty", text_of(slot, 4, role), boxes=held)
        assert fault.message.startswith("its text fills 31% of the box: 8 rows are white")
        assert not found("half-empty", text_of(slot, 7, role), boxes=held)
    low = area(0, 2, 0, 4)  # two rows of white are nothing to speak of
    assert not found("half-empty", text_of(low, 2, "notice"), boxes=(placed("p", low, "s1"),))
    assert not found("half-empty", text_of(slot, 4, "ad"), boxes=held)


def test_a_few_lines_over_many_columns_are_a_ribbon() -> None:
    def story_over(count: int, lines: int) -> tuple[PlacedBox, ...]:
        columns = tuple(area(n, 1, 2, 4) for n in range(count))
        return (replace(placed("p", area(0, count, 0, 6), "s1"), columns=columns, lines=lines),)

    [fault] = found("ribbon", boxes=story_over(4, 12))
    assert fault.message == "a ribbon: 12 lines in 4 columns, under 4 in each"
    assert not found("ribbon", boxes=story_over(4, 16))
    assert not found("ribbon", boxes=story_over(2, 4))
    assert not found("ribbon", boxes=story_over(4, 0))


def test_gutters_that_a_larger_body_closes_are_narrow() -> None:
    grid = STYLE.grid
    closed = replace(STYLE, grid=replace(grid, gutter=0.4 * grid.em))
    [fault] = found("narrow-gutter", spec=replace(SPEC, style=closed))
    assert fault.message.startswith(f"the gutters are {0.4 * grid.em:.2g} pt, under 0.5 字")
    assert not found("narrow-gutter")
    alone = replace(STYLE, grid=replace(grid, columns=1, gutter=0.0))
    assert not found("narrow-gutter", spec=replace(SPEC, style=alone))
