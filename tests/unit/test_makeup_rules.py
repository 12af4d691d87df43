"""Rules between and around boxes: kinds, whole repeats, depth."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import broadsheet
from broadsheet.display import INK, Fill, Outline, Pages
from broadsheet.geometry import Rect
from broadsheet.makeup.galley.rules import frame_marks, rule_depth, rule_marks
from broadsheet.spec import Rule
from tests.unit.pages_of import edition, small_spec, story


def fills(rule: Rule) -> list[tuple[float, float]]:
    """Top and depth of each line of a rule about nought."""
    marks = rule_marks(rule, 0, 100, 0.0)
    return [(round(m.rect.top, 3), round(m.rect.height, 3)) for m in marks if isinstance(m, Fill)]


@pytest.mark.parametrize(
    ("kind", "weight", "lines"),
    [
        ("single", 1.0, [(-0.5, 1.0)]),
        ("double", 1.0, [(-2.0, 1.0), (1.0, 1.0)]),
        ("double", 0.4, [(-0.9, 0.4), (0.5, 0.4)]),
        ("thick-thin", 2.0, [(-1.75, 2.0), (1.25, 0.5)]),
        ("thin-thick", 2.0, [(-1.75, 0.5), (-0.25, 2.0)]),
    ],
)
def test_lines_of_a_rule_lie_about_its_middle(
    kind: str, weight: float, lines: list[tuple[float, float]]
) -> None:
    rule = Rule(kind=kind, weight=weight)
    assert fills(rule) == lines
    assert rule_depth(rule) == pytest.approx(lines[-1][0] + lines[-1][1] - lines[0][0])


@given(st.floats(20, 900), st.sampled_from(["dotted", "dashed"]))
def test_dots_and_dashes_begin_and_end_with_ink(length: float, kind: str) -> None:
    (mark,) = rule_marks(Rule(kind=kind, weight=0.8), 0, length, 0.0)
    assert isinstance(mark, Outline)
    ink, white = mark.dash
    repeats = (length - ink) / (ink + white)
    assert abs(repeats - round(repeats)) < 0.05 + 0.001 * repeats
    assert white >= 0.1


@given(st.floats(20, 900), st.floats(0.3, 1.0), st.booleans())
def test_a_wave_has_whole_periods_and_stays_in_its_depth(
    length: float, weight: float, upright: bool
) -> None:
    rule = Rule(kind="wave", weight=weight)
    (mark,) = rule_marks(rule, 5, 5 + length, 50, upright=upright)
    assert isinstance(mark, Outline)
    curves = [step for step in mark.path if step[0] == "c"]
    assert len(curves) % 2 == 0
    x, y = mark.path[-1][-2:]
    along, off = (y, x) if upright else (x, y)
    assert float(along) == pytest.approx(5 + length, abs=0.01)
    assert off == 50
    offs = [float(step[1 if upright else 2]) for step in curves]
    assert 0.75 * max(abs(o - 50) for o in offs) + weight / 2 <= rule_depth(rule) / 2 + 0.01


def test_a_frame_of_two_lines_has_its_thick_one_outside() -> None:
    outer, inner = frame_marks(Rule(kind="thick-thin", weight=2.0), Rect(0, 0, 100, 50), "p")
    assert isinstance(outer, Fill)
    assert isinstance(inner, Fill)
    assert (outer.rect, outer.weight) == (Rect(1, 1, 98, 48), 2.0)
    assert (inner.rect, inner.weight) == (Rect(3.25, 3.25, 93.5, 43.5), 0.5)


def composed(drawn: str = "p p p p | auto\nq q q q | auto", **box: Any) -> Pages:
    boxes = {"p": {"story": "1"}, "q": {"story": "2"} | box}
    spec = small_spec(drawn, boxes)
    return broadsheet.compose(edition(story(1, [200]), story(2, [200])), spec)


def test_rules_of_a_spec_stand_between_boxes() -> None:
    pages = composed(rule={"kind": "wave", "colour": "red"})
    (rule,) = [mark for mark in pages.pages[0].marks if isinstance(mark, Outline)]
    assert rule.weight == 0.5
    assert rule.stroke == small_spec().style.colours["red"]
    first, second = (box.rect for box in pages.boxes)
    assert first.bottom < float(rule.path[0][2]) < second.top + 0.01


def test_a_rule_at_the_side_stands_in_the_gutter() -> None:
    pages = composed("p p q q | auto", side="dotted")
    (side,) = [mark for mark in pages.pages[0].marks if isinstance(mark, Outline)]
    left, right = (box.rect for box in pages.boxes)
    assert left.right < float(side.path[0][1]) < right.left
    assert side.path[0][1] == side.path[1][1]
    assert side.stroke == INK
    assert side.dash


def test_a_plain_weight_is_a_single_rule_as_ever() -> None:
    thin = [m for m in composed(rule="1.4pt").pages[0].marks if isinstance(m, Fill)]
    assert 1.4 in [round(mark.rect.height, 2) for mark in thin]
    assert 1.4 not in [
        round(m.rect.height, 2) for m in composed(rule="0pt").pages[0].marks if isinstance(m, Fill)
    ]


def test_service_text_in_a_frame_has_no_other_edge() -> None:
    item = {"kind": "info", "id": "i", "lines": ["热线", "400-000-0528"]}
    spec = small_spec("p p p p | auto", {"p": {"info": "1", "frame": {"kind": "wave"}}})
    pages = broadsheet.compose(edition(item), spec)
    edges = [m for m in pages.pages[0].marks if isinstance(m, Fill) and m.stroke]
    assert edges == []
    assert len([m for m in pages.pages[0].marks if isinstance(m, Outline)]) == 4
