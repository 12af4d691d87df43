"""Pouring slabs into columns: nothing lost, columns level, slack where it shows least."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.flow import Choice, Poured, Slab, pour


def para(rows: int, *, longer: bool = False) -> Slab:
    choices = (Choice(rows), Choice(rows + 1, 2.2)) if longer else (Choice(rows),)
    return Slab(choices=choices)


def crosshead() -> Slab:
    return Slab(choices=(Choice(2), Choice(3, 1.5)), splits=False, keep=2)


def picture(poured: Poured, depths: list[int]) -> list[str]:
    """Sketch the columns: a letter a slab, ``.`` for white."""
    columns = [["."] * depth for depth in depths]
    for letter, pieces in zip("abcdefghij", poured.pieces, strict=False):
        for piece in pieces:
            if piece.column < len(depths):
                for k in range(piece.count):
                    columns[piece.column][piece.row + k] = letter
    return ["".join(column) for column in columns]


def test_columns_are_filled_left_to_right() -> None:
    poured = pour([para(4), para(5)], [3, 3, 3])
    assert picture(poured, [3, 3, 3]) == ["aaa", "abb", "bbb"]
    assert (poured.overset, poured.short) == (0, 0)


def test_slack_goes_to_the_crosshead_first() -> None:
    poured = pour([para(3, longer=True), crosshead(), para(4)], [10])
    assert poured.rows == (3, 3, 4)
    assert picture(poured, [10]) == ["aaabbbcccc"]


def test_a_crosshead_never_ends_a_column() -> None:
    poured = pour([para(4), crosshead(), para(6)], [7, 7])
    assert picture(poured, [7, 7])[0] == "aaaa..."
    assert picture(poured, [7, 7])[1].startswith("bb")


def test_a_last_line_does_not_open_a_column() -> None:
    poured = pour([para(5, longer=True), para(3)], [4, 5])
    assert poured.rows[0] == 6
    assert picture(poured, [4, 5]) == ["aaaa", "aabbb"]


def test_two_lines_move_on_together_when_nothing_else_saves_the_last() -> None:
    poured = pour([para(5), para(3)], [4, 6])
    assert picture(poured, [4, 6]) == ["aaa.", "aabbb."]


def test_a_last_line_opens_a_column_only_where_else_four_rows_are_white() -> None:
    """Two lines under a crosshead can't be parted elsewhere: all move on, or the last line does."""

    def poured(deep: int) -> list[str]:
        head = Slab(choices=(Choice(deep),), splits=False, keep=1)
        before, after = (
            Slab(choices=(Choice(n), Choice(n + m))) for n, m in ((2, 1), (4, deep + 1))
        )
        depths = [2 + deep + 1, deep + 2 + 4]
        return picture(pour([before, head, para(2), after], depths), depths)

    assert poured(3) == ["aaa...", "bbbccdddd"]
    assert poured(4) == ["aabbbbc", "cddddddddd"]


def test_white_is_shared_so_that_columns_differ_by_a_line() -> None:
    poured = pour([para(13)], [5, 5, 5])
    assert sorted(column.count(".") for column in picture(poured, [5, 5, 5])) in (
        [0, 0, 2],
        [0, 1, 1],
    )
    poured = pour([para(4), para(9)], [5, 5, 5])
    assert [column.count(".") for column in picture(poured, [5, 5, 5])] == [1, 0, 1]


def test_what_no_column_holds_is_counted() -> None:
    poured = pour([para(4), para(5)], [3, 3])
    assert poured.overset == 3
    assert sum(p.count for pieces in poured.pieces for p in pieces) == 9


def whole(*rows: int, keep: int = 0) -> Slab:
    """A piece of the first depth, or of the others at the price of a crosshead's row."""
    choices = tuple(Choice(deep, 1.5 * n) for n, deep in enumerate(rows))
    return Slab(choices=choices, splits=False, keep=keep)


@pytest.mark.parametrize(
    ("slabs", "depths", "cost", "drawn"),
    [
        ([para(4)], [4], 0.0, "aaaa"),
        ([para(4)], [5], 3.0, "aaaa."),
        ([para(4)], [6], 12.0, "aaaa.."),
        ([para(4)], [20], 316.0, "aaaa" + 16 * "."),  # white is always better than lost text
        ([para(3), para(3)], [4, 2], 0.6, "aaab bb"),  # a first line alone
        ([para(5)], [4, 2], 4.0, "aaa. aa"),  # a column ends a row early
        ([para(5)], [4, 1], 60.0, "aaaa a"),  # a last line alone: two have no room
        ([para(4), para(2)], [4], 2000.0, "aaaa"),
        ([para(2), whole(4)], [4, 4], 16.0, "aa.. bbbb"),  # two rows of white
        ([para(2), whole(3, keep=1), para(1)], [4, 3, 4], 100.0, "aa.. ... bbbc"),
        ([para(2), whole(2, 3), para(1)], [6], 1.5, "aabbbc"),
        ([whole(2, 3), para(1)], [4], 3.0, "aab."),  # at a column's head 6, four times as dear
    ],
)
def test_what_slack_costs(slabs: list[Slab], depths: list[int], cost: float, drawn: str) -> None:
    poured = pour(slabs, depths)
    assert " ".join(picture(poured, depths)) == drawn
    assert poured.cost == pytest.approx(cost)


def test_a_slab_may_end_its_column_for_the_price_of_its_white() -> None:
    for depth, cost in ((2, 0.0), (4, 12.0), (20, 318.0)):
        poured = pour([Slab(choices=(Choice(2),), ends=True), para(3)], [depth, 3])
        assert picture(poured, [depth, 3]) == ["aa" + "." * (depth - 2), "bbb"]
        assert poured.cost == pytest.approx(cost)


@pytest.mark.parametrize(
    ("slab", "rows"),
    [
        (Slab(choices=(Choice(3),), repeat=1), 4),  # a table's head is set again
        (Slab(choices=(Choice(3),), splits=False, repeat=-1), 2),  # white over a crosshead goes
        (Slab(choices=(Choice(1),), repeat=-2), 0),
    ],
)
def test_rows_are_set_again_or_lost_at_a_columns_head_alone(slab: Slab, rows: int) -> None:
    depth = max(4, rows + 2)
    for before, first in ((4, rows), (1, slab.choices[0].rows)):
        depths = [4, depth]
        poured = pour([para(before), slab, para(4 + depth - before - first)], depths)
        assert poured.rows[1] == first
        assert (poured.cost, poured.overset, poured.short) == (0.0, 0, 0)
    lost = pour([para(4), slab], [4])
    assert (lost.overset, lost.cost) == (slab.choices[0].rows, lost.overset * 1000.0)


def test_a_piece_with_no_room_left_is_lost_whole() -> None:
    poured = pour([para(2), whole(3)], [4])
    assert (poured.overset, poured.cost) == (3, 3 * 1000.0 + 16.0)
    assert picture(poured, [4]) == ["aa.."]


@pytest.mark.parametrize(("first", "cost"), [(2, 16.0 + 12.0), (3, 36.0 + 3.0), (4, 64.0)])
def test_what_can_not_begin_in_a_row_moves_on_to_one_where_it_can(first: int, cost: float) -> None:
    def ways(_: int, at: int) -> Slab:
        return Slab(choices=(Choice(2),) if at >= first else ())

    poured = pour([para(2)], [6], ways=ways)
    assert picture(poured, [6]) == ["." * first + "aa" + "." * (4 - first)]
    assert poured.cost == pytest.approx(cost)


def test_two_lines_move_on_only_where_they_keep_their_measure() -> None:
    """A paragraph of another depth from a row on keeps its lines: those that move would change."""
    plain = [para(5), para(2)]
    same = pour(plain, [4, 4], ways=lambda n, _: plain[n])
    assert picture(same, [4, 4]) == ["aaa.", "aabb"]
    other = pour(plain, [4, 4], ways=lambda n, _: para((5, 2)[n]))
    assert (picture(other, [4, 4]), other.cost) == (["aaaa", "abb."], 60.0 + 3.0)


def test_what_goes_on_elsewhere_costs_nothing() -> None:
    poured = pour([para(4), para(2)], [4], onward=True)
    assert (poured.cost, poured.overset, poured.short) == (0.0, 2, 0)


SLABS = st.lists(
    st.one_of(
        st.integers(1, 12).map(para),
        st.integers(2, 12).map(lambda n: para(n, longer=True)),
        st.just(crosshead()),
    ),
    min_size=1,
    max_size=12,
)


@given(SLABS, st.lists(st.integers(4, 30), min_size=1, max_size=6))
def test_every_row_is_placed_once_in_order(slabs: list[Slab], depths: list[int]) -> None:
    poured = pour(slabs, depths)
    at = (0, 0)
    for slab, rows, pieces in zip(slabs, poured.rows, poured.pieces, strict=True):
        assert rows in [choice.rows for choice in slab.choices]
        assert [k for p in pieces for k in range(p.first, p.first + p.count)] == list(range(rows))
        for piece in pieces:
            assert (piece.column, piece.row) >= at
            assert piece.column == len(depths) or piece.row + piece.count <= depths[piece.column]
            at = (piece.column, piece.row + piece.count)
        if not slab.splits:
            assert len(pieces) == 1


def test_a_text_far_too_long_costs_no_more_than_its_columns() -> None:
    """Behind the columns one state is enough: 40,000 slabs of three choices each."""
    slab = Slab(choices=(Choice(2), Choice(1, 2.6), Choice(3, 2.2)))
    poured = pour([slab] * 40_000, [6, 6])
    assert poured.overset >= 39_980  # one row each is the least
    assert len(poured.rows) == 40_000


def test_a_crosshead_that_opens_a_column_takes_slack_last() -> None:
    poured = pour([para(4), crosshead(), para(7, longer=True)], [4, 10])
    assert picture(poured, [4, 10]) == ["aaaa", "bbcccccccc"]
