"""Column tags in their shapes, rules under heads, counts that a story does not have."""

from typing import Any

import pytest

import broadsheet
from broadsheet.display import INK, Fill, Outline, Pages, TextLine
from broadsheet.geometry import Rect
from broadsheet.makeup.galley.ornament import ORNAMENTS, ornament_marks
from broadsheet.spec import Frame
from tests.unit.pages_of import edition, small_spec, story


def tagged(form: str, **box: Any) -> Pages:
    style = {"extends": "section", "form": form, "fill": "red", "size": "12pt"}
    spec = small_spec(
        "p p q q | auto",
        {"p": {"story": "1", "styles": {"section": "own"}} | box, "q": {"ad": "1"}},
        styles={"own": style, "headline": {"size": "16pt", "lines": "1"}},
    )
    advert = {"kind": "ad", "id": "a", "lines": ["灯塔渔具"]}
    return broadsheet.compose(edition(story(1, [150], section="潮头观察"), advert), spec)


def tag_of(pages: Pages) -> TextLine:
    return next(line for line in pages.lines() if line.runs[0].source.role == "section")


def grounds(pages: Pages) -> list[Fill | Outline]:
    return [
        m
        for m in pages.pages[0].marks
        if isinstance(m, Fill | Outline) and m.box == "p" and (m.fill or m.stroke)
        and (m.fill or m.stroke).magenta == 1
    ]  # fmt: skip


def test_a_bar_runs_on_as_a_rule_and_a_panel_does_not() -> None:
    panel, rule = grounds(tagged("bar"))
    assert isinstance(rule, Fill)
    assert (rule.rect.height, rule.rect.bottom) == (1.0, pytest.approx(panel.rect.bottom))
    assert rule.rect.width > 200
    (alone,) = grounds(tagged("reversed"))
    assert alone.rect == panel.rect


def test_a_pill_is_round_and_a_box_is_a_line_about_words_in_its_colour() -> None:
    (pill,) = grounds(tagged("pill"))
    assert pill.radius == pytest.approx(pill.rect.height / 2, abs=0.01)
    boxed = tagged("boxed")
    (edge,) = grounds(boxed)
    assert (edge.fill, edge.weight) == (None, 0.9)
    assert tag_of(boxed).runs[0].colour == edge.stroke
    assert tag_of(tagged("pill")).runs[0].colour.magenta == 0


def test_a_flag_ends_in_a_notch_beyond_its_words() -> None:
    pages = tagged("flag")
    (flag,) = grounds(pages)
    xs = sorted({step[1] for step in flag.path if len(step) == 3})
    left, notch, right = xs
    depth = max(step[2] for step in flag.path if len(step) == 3) - flag.path[0][2]
    assert right - notch == pytest.approx(0.45 * depth, abs=0.01)
    line = tag_of(pages)
    assert left < line.x
    assert line.x + line.width < notch + 1.5
    assert line.runs[0].colour.black == 0


def test_an_upright_tag_has_its_shape_too() -> None:
    pages = tagged("flag", headline={"at": "left"}, columns="1")
    (flag,) = grounds(pages)
    points = [step for step in flag.path if len(step) == 3]
    line = tag_of(pages)
    assert line.vertical
    assert line.y + line.width < max(y for _, _, y in points)
    assert min(x for _, x, _ in points) < line.x < max(x for _, x, _ in points)


@pytest.mark.parametrize("kind", ["wave", "dotted", {"kind": "double", "weight": "0.5pt"}])
def test_a_rule_stands_between_a_head_and_its_text(kind: Any) -> None:
    with_rule, without = tagged("pill", headline={"rule": kind}), tagged("pill")
    marks = [m for m in with_rule.pages[0].marks if isinstance(m, Fill | Outline)]
    others = [m for m in without.pages[0].marks if isinstance(m, Fill | Outline)]
    added = [m for m in marks if m not in others]
    assert len(added) == (2 if isinstance(kind, dict) else 1)
    ys = []
    for mark in added:
        if isinstance(mark, Fill):
            ys += [mark.rect.top, mark.rect.bottom]
        else:
            ys += [y for step in mark.path for y in step[2::2]]
    head = next(ln for ln in with_rule.lines() if ln.runs[0].source.role == "headline")
    text = min(ln.y - 0.88 * 10.5 for ln in with_rule.lines() if ln.runs[0].source.role == "para")
    assert head.y + 0.12 * 16 < min(ys)
    assert max(ys) < text


@pytest.mark.parametrize(
    ("box", "level", "message"),
    [
        ({"headline": {"across": "4"}}, "warning", "headline across 4: the story has 2 columns"),
        ({"picture": {"at": "top-left", "columns": "5"}}, "warning", "picture across 5 columns"),
        ({"columns": "12"}, "error", "columns 12: 4 of 4 字 go in"),
        ({"columns": "3", "measure": "9字"}, "error", "columns 3: 2 of 9 字 go in"),
        ({"columns": "1", "measure": "40字"}, "error", "columns 420 pt wide in a box"),
    ],
)
def test_counts_that_a_story_does_not_have_are_told(
    box: dict[str, Any], level: str, message: str
) -> None:
    told = [(f.level, f.message) for f in tagged("bar", **box).findings if f.code == "count"]
    assert len(told) == 1
    assert told[0][0] == level
    assert told[0][1].startswith(message)


def test_counts_that_a_story_has_are_not_told() -> None:
    pages = tagged("bar", columns="2", headline={"across": "2"}, picture={"columns": "2"})
    assert [f for f in pages.findings if f.code == "count"] == []


@pytest.mark.parametrize("name", sorted(ORNAMENTS))
def test_corners_of_an_ornament_are_alike(name: str) -> None:
    """Each mark reaches as far to the left as to the right, and up as down, within its frame."""
    rect = Rect(10.0, 20.0, 205.0, 103.0)
    for mark in ornament_marks(Frame(ornament=name, depth=8.0, colour=INK), rect, "p"):
        assert isinstance(mark, Outline)
        numbers = [[float(n) for n in step[1:]] for step in mark.path]
        across = [n for step in numbers for n in step[0::2]]
        down = [n for step in numbers for n in step[1::2]]
        inset = min(across) - rect.left
        assert inset >= 0
        assert rect.right - max(across) == pytest.approx(inset, abs=0.01)
        assert min(down) - rect.top == pytest.approx(inset, abs=0.01)
        assert rect.bottom - max(down) == pytest.approx(inset, abs=0.01)


def test_the_heart_of_a_fret_stands_in_the_middle_of_its_corner() -> None:
    rect = Rect(10.0, 20.0, 205.0, 103.0)
    lines, hearts, *_ = ornament_marks(Frame(ornament="fret", depth=8.0, colour=INK), rect, "p")
    assert isinstance(lines, Outline)
    assert isinstance(hearts, Outline)
    corner = rect.inset(lines.weight / 2)
    own = [(float(s[1]), float(s[2])) for s in hearts.path[:4]]
    middle = [sum(n) / 4 for n in zip(*own, strict=True)]
    assert middle == pytest.approx([corner.left + 4, corner.top + 4], abs=0.01)


def test_beads_come_in_whole_repeats_with_corners_of_their_own() -> None:
    rect = Rect(10.0, 20.0, 205.0, 103.0)
    marks = ornament_marks(Frame(ornament="beads", depth=8.0, colour=INK), rect, "p")
    beads, rings, hearts = (m for m in marks if isinstance(m, Outline))
    counts = [sum(step[0] == "m" for step in mark.path) for mark in (beads, rings, hearts)]
    assert counts == [2 * round(189 / 5.76) + 2 * round(87 / 5.76), 4, 4]
    for mark in (beads, rings, hearts):
        for step in mark.path:
            numbers = [float(n) for n in step[1:]]
            assert all(10 <= x <= 215 for x in numbers[0::2])
            assert all(20 <= y <= 123 for y in numbers[1::2])
