"""What pouring costs: held against every way there is, priced by the numbers of the house.

The prices are written out here once more, so that one of them can't move unseen.
"""

from collections.abc import Iterator, Sequence
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.flow import Choice, Poured, Slab, pour

HOLE, WIDOW, LONE_FIRST, SHORT, OVERSET = 4.0, 60.0, 0.6, 3.0, 1000.0


class Columns:
    """Rows of all columns numbered through."""

    def __init__(self, depths: Sequence[int], over: float = OVERSET) -> None:
        self.starts = [sum(depths[:n]) for n in range(len(depths) + 1)]
        self.end = self.starts[-1]
        self.over = over

    def opens(self, at: int) -> bool:
        return at in self.starts

    def room(self, at: int) -> int:
        return next((start - at for start in self.starts if start > at), 10**6)

    def lost(self, start: int, end: int) -> float:
        return max(0, end - max(start, self.end)) * self.over

    def white(self, rows: int) -> float:
        return min(SHORT * rows * rows, 300 + rows)

    def begins(self, at: int, held: bool) -> Iterator[tuple[int, float]]:
        yield at, 0.0
        if at < self.end and self.room(at) == 1 and not held and not self.opens(at):
            yield at + 1, HOLE


def ways_on(slab: Slab, at: int, held: bool, columns: Columns) -> Iterator[tuple[int, float]]:
    """Yield where a slab may end that comes after row ``at``, and what it costs."""
    whole = False
    for start, hole in columns.begins(at, held):
        head = columns.opens(start)
        again = slab.repeat if head and start < columns.end else 0
        for choice in slab.choices:
            rows = max(0, choice.rows + again)
            end, price = start + rows, hole + choice.cost + columns.lost(start, start + rows)
            if not slab.splits:
                if rows + slab.keep <= columns.room(start):
                    whole = True
                    yield end, price + (3 * choice.cost if head else 0.0)
                continue
            widow = columns.opens(end - 1)
            if rows > 1 and start < columns.end and columns.room(start) == 1:
                price += LONE_FIRST
            yield end, price + (WIDOW if rows > 1 and widow else 0.0)
            if rows > 2 and widow and end <= columns.end and columns.room(end - 1) >= 2:
                yield end + 1, price + HOLE
    if slab.splits or whole:
        return
    start, choice = at, slab.choices[0]
    rows = choice.rows
    while rows + slab.keep > columns.room(start):
        start += columns.room(start)
        rows = max(0, choice.rows + (slab.repeat if start < columns.end else 0))
    price = columns.lost(start, start + rows)
    yield start + rows, HOLE * (start - at) ** 2 + choice.cost + price


def cheapest(slabs: Sequence[Slab], columns: Columns, at: int = 0, held: bool = False) -> float:
    """Try every way to set the slabs from a row on."""
    if not slabs:
        return columns.white(max(0, columns.end - at))
    best = inf
    for end, price in ways_on(slabs[0], at, held, columns):
        white = 0
        if slabs[0].ends and end < columns.end and not columns.opens(end):
            white = columns.room(end)
        rest = cheapest(slabs[1:], columns, end + white, not slabs[0].splits)
        best = min(best, price + columns.white(white) + rest)
    return best


def choices(most: int) -> st.SearchStrategy[tuple[Choice, ...]]:
    further = st.lists(st.tuples(st.integers(1, most), st.sampled_from([0.4, 1.5, 2.2, 7.0])))
    return st.builds(
        lambda rows, more: (Choice(rows), *(Choice(deep, cost) for deep, cost in more[:2])),
        st.integers(1, most),
        further,
    )


PARAGRAPHS = st.builds(Slab, choices=choices(7), ends=st.sampled_from([False] * 4 + [True]))
WHOLE = st.builds(
    Slab,
    choices=choices(4),
    splits=st.just(False),
    keep=st.integers(0, 2),
    repeat=st.sampled_from([0, 0, 0, 1, -1]),
)
STORIES = st.lists(st.one_of(PARAGRAPHS, PARAGRAPHS, WHOLE), min_size=1, max_size=5)
DEPTHS = st.lists(st.integers(2, 7), min_size=1, max_size=4)


@given(STORIES, DEPTHS, st.booleans())
def test_no_way_to_pour_a_story_is_cheaper(
    slabs: list[Slab], depths: list[int], onward: bool
) -> None:
    poured = pour(slabs, depths, onward=onward)
    columns = Columns(depths, 0.0 if onward else OVERSET)
    assert poured.cost == pytest.approx(cheapest(slabs, columns))


def ends_of(poured: Poured, depths: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first row of each slab, and the row after its last."""
    starts = [sum(depths[:n]) for n in range(len(depths) + 1)]
    found = []
    for pieces in poured.pieces:
        if not pieces:  # it lost all its rows
            found.append((0, 0))
            continue
        first, last = pieces[0], pieces[-1]
        end = starts[last.column] + last.row + last.count
        found.append((starts[first.column] + first.row, end))
    return found


@given(STORIES, DEPTHS)
def test_what_is_laid_out_is_what_was_paid_for(slabs: list[Slab], depths: list[int]) -> None:
    poured, columns = pour(slabs, depths), Columns(depths)
    total, at, held = 0.0, 0, False
    for slab, (start, end), pieces in zip(
        slabs, ends_of(poured, depths), poured.pieces, strict=True
    ):
        if not any(piece.count for piece in pieces):
            return  # a slab that lost all its rows has no place to look at
        prices = [price for after, price in ways_on(slab, at, held, columns) if after == end]
        assert start >= at
        assert prices, "it ends where no way leads"
        total += min(prices)
        at, held = end, not slab.splits
        if slab.ends and at < columns.end and not columns.opens(at):
            total += columns.white(columns.room(at))
            at += columns.room(at)
    total += columns.white(max(0, columns.end - at))
    assert total <= poured.cost + 1e-6
    assert poured.short == max(0, columns.end - at)
    assert poured.overset == sum(
        piece.count for pieces in poured.pieces for piece in pieces if piece.column == len(depths)
    )


SIMPLE = st.lists(
    st.one_of(
        st.integers(1, 7).map(lambda n: Slab(choices=(Choice(n),))),
        st.integers(1, 3).map(lambda n: Slab(choices=(Choice(n),), splits=False, keep=1)),
    ),
    min_size=1,
    max_size=6,
)


@given(SIMPLE, DEPTHS)
def test_slabs_that_are_alike_everywhere_pour_as_plain_ones(
    slabs: list[Slab], depths: list[int]
) -> None:
    plain, shaped = pour(slabs, depths), pour(slabs, depths, ways=lambda n, _: slabs[n])
    assert shaped.cost == pytest.approx(plain.cost)
    assert (shaped.overset, sum(shaped.rows)) == (plain.overset, sum(plain.rows))


def whole(rows: int, *, keep: int = 0, repeat: int = 0) -> Slab:
    return Slab(choices=(Choice(rows),), splits=False, keep=keep, repeat=repeat)


def test_a_last_line_that_opens_a_column_costs_more_than_a_long_paragraph() -> None:
    """Two lines under a crosshead: neither can move.  A third costs, and saves white below."""
    pair = Slab(choices=(Choice(2), Choice(3, 30.0)))
    assert pour([whole(3, keep=1), pair], [4, 5]).rows == (3, 3)
    dear = Slab(choices=(Choice(2), Choice(3, 85.0)))
    assert pour([whole(3, keep=1), dear], [4, 5]).rows == (3, 2)


def test_what_is_white_levels_off_so_that_no_text_is_lost_for_it() -> None:
    poured = pour([whole(2), whole(2)], [30])
    assert poured.short == 26
    assert poured.cost == 326.0
    long = Slab(choices=(Choice(4), Choice(34, 0.0)))
    assert pour([long], [30]).rows == (4,)  # 26 rows of white, and four lines lost


def test_a_head_set_again_takes_its_rows_where_a_column_opens() -> None:
    row = Slab(choices=(Choice(2),), splits=False, repeat=1)
    poured = pour([whole(4), row, row], [5, 6])
    assert poured.rows == (4, 3, 2)
    assert [piece.column for pieces in poured.pieces for piece in pieces] == [0, 1, 1]
    lighter = pour([whole(4), whole(2, repeat=-1)], [5, 6])
    assert lighter.rows == (4, 1)


def test_what_ends_its_column_leaves_the_rest_white() -> None:
    last = Slab(choices=(Choice(2),), ends=True)
    poured = pour([last, Slab(choices=(Choice(3),))], [5, 5])
    assert [piece.column for pieces in poured.pieces for piece in pieces] == [0, 1]
    assert poured.cost == SHORT * 9 + SHORT * 4


def test_lines_that_would_be_of_another_measure_never_move_on() -> None:
    narrow = Slab(choices=(Choice(5),))
    plain = Slab(choices=(Choice(5),))
    poured = pour([plain], [4, 6], ways=lambda _n, _at: narrow)
    assert [piece.count for piece in poured.pieces[0]] == [4, 1]
    assert [piece.count for piece in pour([plain], [4, 6]).pieces[0]] == [3, 2]
