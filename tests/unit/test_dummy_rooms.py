"""Rooms, interlocks and their cuts: whatever the numbers, a drawing fills its area once."""

from collections import Counter
from math import inf
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from broadsheet.arranging import judge
from broadsheet.arranging.demand import HeadDemand
from broadsheet.arranging.forms import StoryForm
from broadsheet.arranging.interlock import DoglegForm, Drawing, PageSearch
from broadsheet.arranging.rooms import LEFT, MEET, RIGHT, PlacedBlock, RoomForm, Rooms, parts_of
from broadsheet.arranging.settle import cuts_of, settled


def fluid(area: int, columns: int, form: int = 0) -> list[RoomForm]:
    """A block that fills about ``area`` at any width, a row more or less at a small price."""
    return [
        RoomForm(
            w, LEFT | RIGHT, {max(4, area // w + n): float(abs(n)) for n in (-1, 0, 1, 2)}, form + w
        )
        for w in range(1, columns + 1)
    ]


def cells(spots: tuple[PlacedBlock, ...]) -> Counter[tuple[int, int]]:
    """How often each cell of the area is taken."""
    return Counter(
        (column, row)
        for s in spots
        for column in range(s.column, s.column + s.width)
        for row in range(s.row, s.row + s.rows)
    )


AREAS = st.lists(st.integers(24, 120), min_size=2, max_size=5)


@settings(max_examples=40, deadline=None)
@given(AREAS, st.integers(3, 6))
def test_every_way_of_a_room_fills_it_once(areas: list[int], columns: int) -> None:
    rooms = Rooms([fluid(area, columns) for area in areas], 120)
    whole = (1 << len(areas)) - 1
    for key, (cost, _) in rooms.ways(whole, columns).items():
        spots = tuple(rooms.spots(whole, columns, key, (0, 0)))
        assert cells(spots) == {(c, r): 1 for c in range(columns) for r in range(key[0])}
        assert sorted(s.block for s in spots) == list(range(len(areas)))
        assert cost >= 0


@settings(max_examples=25, deadline=None)
@given(AREAS, st.integers(4, 6), st.integers(30, 70))
def test_every_drawing_fills_the_news_once_and_a_dogleg_is_in_one_piece(
    areas: list[int], columns: int, rows: int
) -> None:
    rooms = Rooms([fluid(area, columns) for area in areas], rows)
    legs = [
        DoglegForm(0, 90, w, t, right, 5, areas[0], 0.0, {n: abs(n) * 1.0 for n in range(-12, 13)})
        for w in range(2, columns + 1)
        for t in range(1, w)
        for right in (False, True)
    ]
    wanted = {rows - n: 0.4 * n for n in range(6)}
    found = PageSearch(rooms, legs, columns, wanted).drawings()
    assert found == sorted(found, key=lambda drawing: drawing.cost)
    for drawing in found[:60]:
        assert cells(drawing.spots) == {
            (c, r): 1 for c in range(columns) for r in range(drawing.rows)
        }
        assert drawing.rows in wanted
        lead = [s for s in drawing.spots if s.block == 0]
        assert min(s.row for s in lead) == 0 or drawing.broken is False
        if len(lead) == 2:
            upper, tail = sorted(lead, key=lambda s: s.row)
            assert upper.row + upper.rows == tail.row
            assert upper.column <= tail.column < upper.column + upper.width
            assert tail.column + tail.width <= upper.column + upper.width


def test_heads_that_meet_are_dearer() -> None:
    plain = [RoomForm(1, 0, {10: 0.0}, 0)]
    framed = [RoomForm(1, LEFT | RIGHT, {10: 0.0}, 0)]
    met = Rooms([plain, plain], 40).ways(3, 2)[10, 0][0]
    parted = min(
        cost for (rows, _), (cost, _) in Rooms([plain, framed], 40).ways(3, 2).items() if rows == 10
    )
    assert met - parted == MEET


def test_parts_are_all_that_a_set_has() -> None:
    assert sorted(parts_of(0b1011)) == [1, 2, 3, 8, 9, 10, 11]
    assert list(parts_of(0)) == []


@settings(max_examples=30, deadline=None)
@given(AREAS, st.integers(4, 6), st.integers(30, 60), st.integers(0, 3))
def test_settling_never_costs_more_and_keeps_the_cuts(
    areas: list[int], columns: int, rows: int, off: int
) -> None:
    rooms = Rooms([fluid(area, columns) for area in areas], rows)
    found = PageSearch(rooms, [], columns, {rows - n: 0.4 * n for n in range(6)}).drawings()
    assume(found)
    drawing: Drawing = found[0]
    best = {s.block: s.rows + off for s in drawing.spots}
    wanted = {n: 0.1 * abs(n - rows) for n in range(rows - 8, rows + 1)}

    def cost_of(block: int, _: int, depths: tuple[int, ...]) -> float:
        return 2.0 * abs(sum(depths) - best[block])

    before = sum(cost_of(s.block, 0, (s.rows,)) for s in drawing.spots) + wanted[drawing.rows]
    after, spots = settled(drawing.spots, cost_of, wanted)
    assert after <= before + 1e-9
    deep = max(s.row + s.rows for s in spots)
    assert cells(spots) == {(c, r): 1 for c in range(columns) for r in range(deep)}
    cuts = cuts_of(drawing.spots)
    assert cuts.rows[:2] == [0, drawing.rows]
    assert cuts.moved() == drawing.spots


def test_a_picture_that_stands_alone_may_stand_over_a_better_story() -> None:
    story = [RoomForm(2, 0, {10: 0.0}, 0)]
    photo = [RoomForm(2, LEFT | RIGHT, {6: 0.0}, 0)]
    for free, first in ((0, {0}), (0b10, {0, 1})):
        rooms = Rooms([story, photo], 40, free)
        ways = rooms.ways(3, 2)
        tops = {rooms_top(rooms, key) for key in ways}
        assert tops == first
        assert rooms.least(3, 2) == min(cost for cost, _ in ways.values())
    assert Rooms([story, photo], 12).least(3, 2) == inf  # they are deeper together


def rooms_top(rooms: Rooms, key: tuple[int, int]) -> int:
    """The block that stands at the head of a room."""
    return next(spot.block for spot in rooms.spots(3, 2, key, (0, 0)) if spot.row == 0)


def form(width: int, size: float = 20.0, **more: Any) -> StoryForm:
    """A story's form with a headline of some size."""
    head = HeadDemand(rows=4, size=size, share=1.0, lines=1, over=1.0, deep=2.0, styles={},
                      fits=True)  # fmt: skip
    return StoryForm(block=0, width=width, box={}, costs={10: 0.0}, head=head, over=4,
                     bridge=(0.0, float(width)), **more)  # fmt: skip


def priced(*spots: PlacedBlock, sizes: tuple[float, ...] = (30.0, 20.0, 20.0)) -> float:
    forms = [[form(4, size)] for size in sizes]
    return judge.price(spots, forms, [0, 1, 2], 4, framed=1, alleys=False)


def test_a_white_across_the_page_is_dearer_than_an_interlock() -> None:
    lead = PlacedBlock(0, 0, 0, 4, 0, 10)
    parted = priced(lead, PlacedBlock(1, 0, 0, 2, 10, 10), PlacedBlock(2, 0, 2, 2, 10, 10))
    tail = PlacedBlock(0, 0, 0, 1, 10, 5)
    bound = priced(lead, tail, PlacedBlock(1, 0, 1, 3, 10, 10), PlacedBlock(2, 0, 0, 1, 15, 5))
    assert parted > bound + judge.BREAK / 2


def test_a_headline_larger_than_the_leads_is_dear() -> None:
    spots = [PlacedBlock(0, 0, 0, 3, 0, 20), PlacedBlock(1, 0, 3, 1, 0, 9)]
    spots.append(PlacedBlock(2, 0, 3, 1, 9, 11))
    louder = priced(*spots, sizes=(18.0, 24.0, 16.0))
    assert louder == priced(*spots, sizes=(30.0, 24.0, 16.0)) + judge.LOUDER
