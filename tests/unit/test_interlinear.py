"""Marks between two lines: readings side by side, dots and lines against readings."""

from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import api, markup
from broadsheet.display import INK, Fill, Source, TextLine
from broadsheet.fonts.typeface import FaceBook
from broadsheet.makeup.galley.interlinear import Struck, ink_of, laid
from broadsheet.models import replace
from broadsheet.paragraph import (
    Beside,
    Setting,
    Span,
    closest,
    half_depth,
    set_line,
    set_paragraph,
)
from broadsheet.paragraph.glosses import glosses_of, parted
from broadsheet.paragraph.inlines import marked_spans
from broadsheet.paragraph.models import Ruby
from tests.unit.pages_of import edition, small_spec, story

SIZE = 10.0
SONG = FaceBook.open({"song": ("Noto Serif SC",)}).typeface("song")
PLACE = Source("s1", "para", 0)


def span(text: str, reading: str = "", beside: Beside = "") -> Span:
    ruby = Ruby(reading, Source("s1", "ruby", 0, 0, len(reading))) if reading else None
    return Span(text=text, typeface=SONG, size=SIZE, source=PLACE, reading=ruby, beside=beside)


def readings_of(parts: list[Span], y: float, *, vertical: bool = False) -> list[TextLine]:
    return glosses_of(set_line(parts, vertical=vertical), 0.0, y, vertical=vertical)


@pytest.mark.parametrize("vertical", [False, True])
@pytest.mark.parametrize("beside", ["line", "wave"])
@pytest.mark.parametrize("reading", ["", "cháo"])
def test_a_line_and_dots_on_the_same_characters_keep_off_each_other(
    reading: str, beside: Beside, vertical: bool
) -> None:
    part = replace(span("潮", reading, beside), dotted=True)
    line = set_line([part], vertical=vertical)
    assert [stroke.kind for stroke in line.strokes] == [beside, "dot"]
    for both in (line.strokes, [closest(one, vertical=vertical) for one in line.strokes]):
        rule, dot = both
        assert rule.off < 0 if vertical else rule.off > 0
        assert (dot.off > 0) is not (vertical and bool(reading))  # at the other side of a reading
        if dot.off * rule.off > 0:
            assert abs(dot.off) - half_depth(dot) > abs(rule.off) + half_depth(rule)


@given(
    st.lists(st.tuples(st.floats(0, 80), st.floats(1, 20)), min_size=1, max_size=6).map(sorted),
    st.floats(20, 120),
)
def test_readings_keep_off_each_other(places: list[tuple[float, float]], width: float) -> None:
    begins = parted(places, 1.0, width)
    ends = [begin + own for begin, (_, own) in zip(begins, places, strict=True)]
    assert all(end + 1.0 <= after + 1e-6 for end, after in zip(ends, begins[1:], strict=False))
    apart = all(a + own + 1.0 <= b for (a, own), (b, _) in pairwise(places))
    if apart:
        assert begins == pytest.approx([start for start, _ in places])


@pytest.mark.parametrize("vertical", [False, True])
@pytest.mark.parametrize("reading", ["shuāng", "chuáng", "zhuàngzhuàng"])
def test_two_long_readings_side_by_side_at_both_edges(vertical: bool, reading: str) -> None:
    parts = [span("双", reading), span("窗", reading)]
    one, two = readings_of(parts, 100.0, vertical=vertical)
    assert (two.y - one.y if vertical else two.x - one.x) >= one.width + 0.9


def test_a_reading_among_plain_characters_stays_in_the_middle_of_its_own() -> None:
    parts = [span("两行"), span("双", "shuāng"), span("字两行")]
    done = set_paragraph(parts, Setting(measure=120.0, em=SIZE, indent=0.0))
    [gloss] = done.lines[0].glosses
    [small] = glosses_of(done.lines[0], 0.0, 100.0)
    assert small.x + small.width / 2 == pytest.approx((gloss.start + gloss.end) / 2, abs=0.01)


def over(beside: Literal["dot", "line", "wave"], leading: float) -> tuple[Struck, list[TextLine]]:
    """A marked line, and the readings of the next one."""
    marked = set_paragraph(
        [span("潮水退去", beside=beside)], Setting(measure=80.0, em=SIZE, indent=0.0)
    )
    below = [span(char, "zhǎng") for char in "掌长涨仉"]
    return Struck(marked.lines[0], 0.0, 100.0, INK), readings_of(below, 100.0 + leading)


@pytest.mark.parametrize("beside", ["dot", "line"])
def test_marks_give_way_to_readings_while_the_leading_has_room(
    beside: Literal["dot", "line"],
) -> None:
    first = [stroke.off for stroke in over(beside, 30.0)[0].line.strokes]
    offs: dict[int, list[float]] = {}
    told: dict[int, tuple[str, ...]] = {}
    for tenths in range(120, 200, 2):
        struck, readings = over(beside, tenths / 10)
        line, told[tenths] = laid(struck, readings)
        offs[tenths] = [stroke.off for stroke in line.strokes]
        foot = 100.0 + max(stroke.off + stroke.weight / 2 for stroke in line.strokes)
        clear = foot <= min(ink_of(one).top for one in readings)
        assert clear == (not told[tenths])
        assert len({*offs[tenths]}) == 1, "marks of one kind stand at one height"
        assert offs[tenths][0] - line.strokes[0].weight / 2 >= 0.1 * SIZE, "off the characters"
    assert told[128], "a body leading holds no such marks over readings"
    assert offs[198] == first
    moved = [n for n in offs if offs[n] != first and not told[n]]
    assert moved, "somewhere between they have moved and are clear"


def test_a_wave_on_readings_is_told_by_its_name() -> None:
    _, told = laid(*over("wave", 13.0))
    assert told == (
        "the reading “zhǎng” lies on the wave of a title of the line beside it: "
        "it wants more leading, or another mark",
    )


@pytest.mark.parametrize("kind", ["dot", "name", "title"])
@pytest.mark.parametrize("down", [False, True])
def test_a_page_tells_of_readings_on_marks(kind: str, down: bool) -> None:
    marked = f"⟦{kind}:潮水退去以后码头⟧" if not down else f"上站⟦{kind}:满了人都在等船来接⟧"
    read = "⟦ruby:掌长涨仉掌长涨仉掌长|" + " ".join(["zhǎng"] * 10) + "⟧"
    box: dict[str, object] = {"story": "1"}
    if down:  # dots stand at the right, lines at the left, readings at the right
        box |= {"vertical": "yes"}
    spec = small_spec("p p p p | auto", {"p": box})

    def said(text: str) -> list[str]:
        pages = api.compose(edition(story(1, []) | {"body": [text]}), spec)
        return [one.message for one in pages.findings if one.code == "interlinear"]

    assert not said(marked + "掌长涨仉" * 5)
    lies = not (down and kind == "dot")  # at the right, as readings are: never on those beside it
    assert bool(said(marked + read)) == lies


def test_dots_of_a_note_lie_over_its_ground() -> None:
    spec = small_spec(
        "p p p p | auto", {"p": {"story": "1"}}, styles={"note": {"fill": "pale-blue"}}
    )
    body = ["潮水退去。", {"kind": "note", "text": "编者按：⟦dot:抓紧⟧处理。"}, "两岸灯火。"]
    pages = api.compose(edition(story(1, []) | {"body": body}), spec)
    fills = [mark for mark in pages.pages[0].marks if isinstance(mark, Fill)]
    dots = [n for n, mark in enumerate(fills) if mark.radius]
    grounds = [n for n, mark in enumerate(fills) if mark.rect.height > SIZE]
    assert dots
    assert max(grounds) < min(dots)


def placed(text: str, measure: float = 20.0, *, vertical: bool = False) -> list[tuple[float, ...]]:
    """Each reading's start and end, and those of its characters, em from the line's head."""
    copy, inlines = markup.read(text)
    spans = marked_spans(span(copy), inlines)
    setting = Setting(measure=measure * SIZE, em=SIZE, indent=0.0, vertical=vertical)
    found = []
    for line in set_paragraph(spans, setting).lines:
        small = glosses_of(line, 0.0, 0.0, vertical=vertical)
        for one, gloss in zip(small, line.glosses, strict=True):
            start = one.y if vertical else one.x
            places = (start, start + one.width, gloss.start, gloss.end)
            found.append(tuple(place / SIZE for place in places))
    return found


@pytest.mark.parametrize("vertical", [False, True])
def test_a_reading_hangs_over_neighbours_that_have_none_and_moves_nothing(vertical: bool) -> None:
    reading = "chuáng" if not vertical else "chuángjiā"
    ((start, end, first, last),) = placed(f"江边⟦ruby:床|{reading}⟧前月光", vertical=vertical)
    assert (first, last) == pytest.approx((2.0, 3.0))
    assert start < 2.0
    assert end > 3.0
    assert (start + end) / 2 == pytest.approx(2.5, abs=0.01)


def test_no_reading_hangs_over_letters_or_more_than_half_an_em() -> None:
    ((_, end, first, last),) = placed("江⟦ruby:床|chuáng⟧ab月光")
    assert first > 1.2
    assert end <= last + (first - 1.0) + 0.01  # as much white after the base as before it
    ((start, end, first, last),) = placed("江边⟦ruby:床|chuángchuáng⟧前月光")
    assert 1.5 <= start < 1.6
    assert last + (first - 2.0) + 0.4 < end <= last + (first - 2.0) + 0.5


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "江", "边月", "，", "A"]), st.sampled_from(["ā", "chuáng"])),
        min_size=1,
        max_size=6,
    ),
    st.booleans(),
)
def test_readings_never_lie_on_each_other(parts: list[tuple[str, str]], vertical: bool) -> None:
    text = "".join(f"{before}⟦ruby:床|{reading}⟧" for before, reading in parts) + "月"
    found = placed(text, vertical=vertical)
    assert len(found) == len(parts)
    for one, other in pairwise(found):
        if other[2] > one[2]:  # in one line
            assert other[0] - one[1] >= 0.1 - 0.06  # a quarter em of the small type, kerned


def test_words_of_pinyin_go_with_their_characters_and_lines_break_between_them() -> None:
    text = "江⟦ruby:全国人民代表大会|quánguó rénmín dàibiǎo dàhuì⟧"
    assert [round(last - first) for _, _, first, last in placed(text)] == [2, 2, 2, 2]
    lines = placed(text, 5.0)
    assert [first for _, _, first, _ in lines] == pytest.approx([1.0, 3.0, 0.0, 2.0], abs=0.3)
    for whole in ("⟦ruby:全国|quánguó quánguó quánguó⟧", "⟦ruby:全国大会|quán dàhuì⟧"):
        assert len(placed(whole)) == 1
    assert len(placed("⟦ruby:西安花儿|Xī'ān huār⟧")) == 1  # syllables that are not told apart
    assert len(placed("⟦ruby:西安路|Xī'ān lù⟧")) == 2
