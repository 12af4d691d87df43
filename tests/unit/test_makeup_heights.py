"""Heights of the map's bands: the page filled at the least cost, or the want shared."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.makeup.shape.heights import TOO_MUCH, Claim, fill_rows
from broadsheet.spec import RowHeight

AUTO = RowHeight(kind="auto")


def fixed(rows: int) -> RowHeight:
    return RowHeight(kind="rows", rows=rows)


def needs(first: int, last: int, need: int) -> Claim:
    """A claim that costs nothing at ``need`` rows, 1000 for each row less, 1 for each more."""

    def cost(heights: tuple[int, ...]) -> float:
        got = sum(heights)
        return 1000.0 * (need - got) if got < need else float(got - need)

    return Claim(first, last, cost)


def test_fixed_bands_keep_their_rows_and_auto_bands_fill() -> None:
    claims = [needs(1, 1, 10), needs(2, 2, 14)]
    heights, cost = fill_rows(30, [fixed(6), AUTO, AUTO], claims)
    assert heights == (6, 10, 14)
    assert cost == 0


def test_interlocked_boxes_find_their_common_rows() -> None:
    # a over c at the left, b over d at the right, of different depths
    claims = [needs(0, 0, 10), needs(0, 1, 16), needs(1, 2, 20), needs(2, 2, 14)]
    heights, cost = fill_rows(30, [AUTO, AUTO, AUTO], claims)
    assert heights == (10, 6, 14)
    assert cost == 0


def test_slack_goes_where_it_costs_least() -> None:
    def stiff(heights: tuple[int, ...]) -> float:
        return 50.0 * abs(heights[0] - 8)

    heights, _ = fill_rows(20, [AUTO, AUTO], [Claim(0, 0, stiff), needs(1, 1, 8)])
    assert heights == (8, 12)


def test_a_row_goes_far_over_its_least_where_another_would_stay_white() -> None:
    """A picture takes twenty rows more on a thin day; no other row could fill them."""

    def grows(heights: tuple[int, ...]) -> float:
        return 1000.0 * max(0, 8 - heights[0]) + 0.1 * abs(heights[0] - 8)

    def white(heights: tuple[int, ...]) -> float:
        return 1000.0 * max(0, 10 - heights[0]) + 6.0 * max(0, heights[0] - 10)

    heights, cost = fill_rows(38, [AUTO, AUTO], [Claim(0, 0, grows), Claim(1, 1, white)])
    assert heights == (28, 10)
    assert cost < 3


def test_want_is_shared_when_nothing_fits() -> None:
    heights, cost = fill_rows(20, [AUTO, AUTO], [needs(0, 0, 15), needs(1, 1, 15)])
    assert sum(heights) == 20
    assert cost >= TOO_MUCH


@settings(deadline=None)  # the first call may wait for the machine
@given(st.lists(st.integers(2, 9), min_size=2, max_size=3), st.integers(0, 6))
def test_no_other_heights_are_cheaper(wants: list[int], slack: int) -> None:
    rows = sum(wants) + slack
    claims = [needs(n, n, want) for n, want in enumerate(wants)]
    heights, cost = fill_rows(rows, [AUTO] * len(wants), claims)
    assert sum(heights) == rows
    every = (h for h in product(range(1, rows), repeat=len(wants)) if sum(h) == rows)
    best = min(sum(c.cost((h[c.first],)) for c in claims) for h in every)
    assert cost == best
