import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.linebreak import LOOSE, BreakChoice, Breaks, LineFill, Measure, Sums, choose, fill
from broadsheet.linebreak.table import LACK, BreakTable

EM = 10.0


def breaks_of(boxes: list[float], light: list[int] | None = None) -> Breaks:
    """Boxes of that many em, a gap between any two; some of them may give half an em."""
    width, halves = [0.0], [0]
    for n, box in enumerate(boxes):
        width.append(width[-1] + box * EM)
        halves.append(halves[-1] + (light[n] if light else 0))
    size = len(width)
    zero = Sums([0.0] * size, [0.0] * size)
    return Breaks(
        width=Sums(width, width),
        gaps=Sums(list(range(size)), [n - 1 for n in range(size)]),
        light=Sums(halves, halves),
        heavy=zero,
        grow=zero,
        shrink=zero,
    )


def lines_of(choice: BreakChoice) -> list[int]:
    return [b - a for a, b in zip(choice.ends, choice.ends[1:], strict=False)]


def test_solid_lines_are_filled_with_nothing_between() -> None:
    choice = choose(breaks_of([1] * 35), Measure(width=10 * EM, em=EM))
    assert lines_of(choice) == [10, 10, 10, 5]


def test_a_paragraph_is_broken_as_a_whole() -> None:
    # Line by line the second line would be left with 8 of 10 em, before a unit of 3.
    boxes = [1.0] * 18 + [3.0] + [1.0] * 9
    choice = choose(breaks_of(boxes), Measure(width=10 * EM, em=EM))
    widths = [sum(boxes[a:b]) for a, b in zip(choice.ends, choice.ends[1:], strict=False)]
    assert min(widths[:-1]) == 9
    assert widths == [9, 9, 10, 2]


def test_marks_give_before_gaps_take() -> None:
    boxes = [1.0] * 10 + [0.5] + [1.0] * 10
    light = [0] * 21
    light[5] = 1
    choice = choose(breaks_of(boxes, light), Measure(width=10 * EM, em=EM))
    assert choice.ends[1] == 11


def test_the_last_line_is_long_enough() -> None:
    boxes = [1.0] * 21
    short = choose(breaks_of(boxes), Measure(width=10 * EM, em=EM, tail=20))
    assert lines_of(short) == [10, 10, 1]
    kept = choose(breaks_of(boxes), Measure(width=10 * EM, em=EM, tail=19))
    assert lines_of(kept)[-1] == 2


def test_one_line_more_or_less_is_told_and_kept_to() -> None:
    boxes = [1.0] * 198
    measure = Measure(width=20 * EM, em=EM, tail=196)
    best = choose(breaks_of(boxes), measure)
    count = len(best.ends) - 1
    assert best.shortest <= count <= best.longest
    assert best.longest > count
    more = choose(breaks_of(boxes), measure, lines=count + 1)
    assert len(more.ends) - 1 == count + 1
    assert choose(breaks_of(boxes), measure, lines=count + 9).ends == best.ends


def test_what_fits_nowhere_stands_alone() -> None:
    choice = choose(breaks_of([1, 1, 14, 1, 1]), Measure(width=10 * EM, em=EM))
    assert choice.ends == (0, 2, 3, 5)


def test_penalties_move_a_break() -> None:
    breaks = breaks_of([1.0, 0.5] * 10)
    held = Breaks(
        width=breaks.width, gaps=breaks.gaps, light=breaks.light, heavy=breaks.heavy,
        grow=breaks.grow, shrink=breaks.shrink,
        penalty=[1000.0 if n == 10 else 0.0 for n in range(21)],
    )  # fmt: skip
    measure = Measure(width=7.5 * EM, em=EM)
    assert choose(breaks, measure).ends[1] == 10
    assert choose(held, measure).ends[1] != 10


@pytest.mark.parametrize(
    ("slack", "held", "expected"),
    [
        (0.0, (9, 2, 1, 5.0, 5.0), LineFill()),
        (4.0, (8, 2, 0, 0.0, 0.0), LineFill(gap=0.5)),
        (4.0, (8, 0, 0, 8.0, 0.0), LineFill(flex=0.5)),
        (9.0, (10, 0, 0, 4.0, 0.0), LineFill(gap=0.5, flex=1.0)),
        (-5.0, (9, 3, 2, 0.0, 0.0), LineFill(light=1)),
        (-10.0, (9, 3, 2, 0.0, 5.0), LineFill(light=2)),
        (-7.0, (9, 3, 0, 0.0, 4.0), LineFill(light=1.4)),
        (-17.0, (9, 3, 0, 0.0, 4.0), LineFill(light=3, flex=-0.5)),
        (-3.0, (9, 3, 0, 0.0, 0.0), LineFill(light=0.6)),
        (-4.0, (9, 0, 2, 0.0, 4.0), LineFill(flex=-1.0)),
        (-6.0, (9, 0, 2, 0.0, 4.0), LineFill(heavy=0.4, flex=-1.0)),
        (-10.0, (9, 1, 1, 0.0, 2.0), LineFill(light=1, heavy=0.6, flex=-1.0)),
        (-9.0, (9, 1, 0, 0.0, 1.0), LineFill(light=1, flex=-1.0, left=-3.0)),
    ],
)
def test_a_line_gives_and_takes_in_order(
    slack: float, held: tuple[float, float, float, float, float], expected: LineFill
) -> None:
    got = fill(slack, held, EM)
    assert (got.light, got.heavy) == (expected.light, expected.heavy)
    assert (got.gap, got.flex, got.left) == pytest.approx(
        (expected.gap, expected.flex, expected.left)
    )


@given(
    st.floats(-30, 30),
    st.tuples(
        st.integers(1, 20), st.integers(0, 4), st.integers(0, 3), st.floats(0, 9), st.floats(0, 9)
    ),
)
def test_filling_adds_up(slack: float, held: tuple[float, float, float, float, float]) -> None:
    gaps, light, heavy, grow, shrink = held
    got = fill(slack, held, EM)
    taken = got.gap * gaps - (got.light + got.heavy) * EM / 2 + got.left
    taken += got.flex * (grow if got.flex > 0 else shrink)
    assert taken == pytest.approx(slack, abs=0.01)
    assert got.light <= light
    assert got.heavy <= heavy
    assert -1 <= got.flex <= 1
    assert got.gap >= 0


@given(
    st.lists(st.sampled_from([1.0, 1.0, 1.0, 0.5, 2.2, 2.0]), min_size=1, max_size=120),
    st.integers(4, 25),
)
def test_lines_take_everything_in_order_and_fit(boxes: list[float], measure: int) -> None:
    choice = choose(breaks_of(boxes), Measure(width=measure * EM, em=EM))
    assert choice.ends[0] == 0
    assert choice.ends[-1] == len(boxes)
    assert list(choice.ends) == sorted(set(choice.ends))
    for start, end in zip(choice.ends, choice.ends[1:], strict=False):
        assert sum(boxes[start:end]) <= measure + 1e-6
    count = len(choice.ends) - 1
    assert choice.shortest <= count <= choice.longest


@given(st.lists(st.sampled_from([1.0, 1.0, 0.5]), min_size=40, max_size=90))
def test_no_line_is_loose_where_marks_are_few(boxes: list[float]) -> None:
    choice = choose(breaks_of(boxes), Measure(width=15 * EM, em=EM))
    for start, end in list(zip(choice.ends, choice.ends[1:], strict=False))[:-1]:
        slack = 15 - sum(boxes[start:end])
        assert slack / (end - start - 1) <= LOOSE


@given(
    st.lists(
        st.tuples(st.sampled_from([1.0, 1.0, 1.0, 0.5, 2.3]), st.integers(0, 1)),
        min_size=30,
        max_size=120,
    ),
    st.integers(6, 20),
)
def test_starts_that_cost_too_much_are_left_out_for_nothing(
    boxes: list[tuple[float, int]], measure: int
) -> None:
    breaks = breaks_of([width for width, _ in boxes], [light for _, light in boxes])
    # any last line is long enough: none is mended by looser lines before it
    own = Measure(width=measure * EM, em=EM, tail=len(boxes))
    every = BreakTable(breaks, own, LACK)
    every.run()
    assert choose(breaks, every.measure) == every.choice()


def test_ragged_lines_are_even() -> None:
    boxes = [1.0] * 21
    choice = choose(breaks_of(boxes), Measure(width=11 * EM, em=EM, ragged=True))
    assert len(choice.ends) == 3


def test_time_is_linear() -> None:
    def seconds(size: int) -> float:
        breaks = breaks_of(([1.0] * 7 + [0.5]) * size)
        begin = time.process_time()
        choose(breaks, Measure(width=15 * EM, em=EM))
        return time.process_time() - begin

    seconds(200)
    short, long = (min(seconds(size) for _ in range(3)) for size in (1000, 8000))
    assert long < 24 * short
