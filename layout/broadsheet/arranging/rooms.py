"""Rooms: in which depths some stories fill a rectangle, by cuts across and down.

Takes the leaves of each block (a width in columns, the depths in rows that it fills so, and what
each costs); returns the ways in which any set of blocks fills any width, each with the recipe
of its cuts: shape functions of slicing trees, by dynamic programming over sets, found when
first asked for.  Knows numbers only: nothing of stories, type or the page.
"""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from math import inf

from broadsheet.models import field, frozen, record

LEFT, RIGHT = 1, 2  # upper corners of a room where no head can be met (碰题)
MEET = 9.0  # price of two heads side by side at one level: ``judge`` looks closer
LARGEST = 5  # blocks of a room
KEPT = 26  # ways of a room that are kept, the cheapest
LEAST_ALIKE, MOST_ALIKE = 0.55, 1.8  # depths of two rooms side by side, by their areas

Key = tuple[int, int]  # rows, corners
Recipe = tuple[object, ...]  # ("leaf", block, form) | ("across", …) | ("down", …)
Ways = dict[Key, tuple[float, Recipe]]


@frozen()
class RoomForm:
    """A block in one of its forms."""

    width: int  # columns
    corners: int
    costs: Mapping[int, float]  # by rows, the white over it among them
    form: int


@frozen()
class PlacedBlock:
    """A block in its place: columns and rows, counted from the news area's first."""

    block: int
    form: int
    column: int
    width: int
    row: int
    rows: int


def parts_of(whole: int) -> Iterator[int]:
    """Yield the parts of a set that are not empty, itself first.

    >>> list(parts_of(0b101))
    [5, 4, 1]
    """
    part = whole
    while part:
        yield part
        part = (part - 1) & whole


@record()
class Rooms:
    """The ways of all sets of blocks; blocks are numbered by rank, the first the lead."""

    blocks: Sequence[Sequence[RoomForm]]
    rows: int  # the most that a room may be deep
    free: int = 0  # blocks that may stand over better ones: pictures that stand alone
    known: dict[tuple[int, int], Ways] = field(default_factory=dict)
    flat: dict[tuple[int, int], dict[int, list[tuple[int, float]]]] = field(default_factory=dict)
    cheapest: dict[tuple[int, int], float] = field(default_factory=dict)
    areas: list[float] = field(default_factory=list)  # least of each block, columns x rows
    sums: dict[int, float] = field(default_factory=dict)  # areas of sets that were asked for
    steps: int = 0  # counted work

    def area(self, members: int) -> float:
        """Return the least area that some blocks take, columns x rows."""
        if not self.areas:
            for leaves in self.blocks:
                taken = [leaf.width * min(leaf.costs) for leaf in leaves if leaf.costs]
                self.areas.append(min(taken, default=1e9))
        found = self.sums.get(members)
        if found is None:
            found = sum(area for n, area in enumerate(self.areas) if members >> n & 1)
            self.sums[members] = found
        return found

    @property
    def whole(self) -> int:
        """All blocks."""
        return (1 << len(self.blocks)) - 1

    def ways(self, members: int, width: int) -> Ways:
        """Return how some blocks fill ``width`` columns."""
        found = self.known.get((members, width))
        if found is None:
            found = self.known[members, width] = self._found(members, width)
        return found

    def by_depth(self, members: int, width: int) -> dict[int, list[tuple[int, float]]]:
        """Return a room's ways by rows: corners and costs, the cheapest first."""
        found = self.flat.get((members, width))
        if found is None:
            found = self.flat[members, width] = {}
            ways = self.ways(members, width)
            for (rows, corners), (cost, _) in sorted(ways.items(), key=_cheapest):
                found.setdefault(rows, []).append((corners, cost))
        return found

    def least(self, members: int, width: int) -> float:
        """Return what the cheapest of a room's ways costs; infinity where it has none."""
        found = self.cheapest.get((members, width))
        if found is None:
            costs = (cost for cost, _ in self.ways(members, width).values())
            found = self.cheapest[members, width] = min(costs, default=inf)
        return found

    def _found(self, members: int, width: int) -> Ways:
        large = members.bit_count() > LARGEST and members != self.whole
        if large or self.area(members) > width * self.rows + 1e-6:
            return {}
        if not members & (members - 1):
            return self._leaves(members.bit_length() - 1, width)
        ways: Ways = {}
        # what ranks highest stands in the upper room
        for part in parts_of(members ^ (members & -members)):
            rest = members ^ part
            self._cut_across(ways, rest, part, width)
            if not part & ~self.free:
                self._cut_across(ways, part, rest, width)
            for left in range(1, width):
                self._cut_down(ways, part, rest, left, width - left)
                self._cut_down(ways, rest, part, left, width - left)
        if len(ways) > KEPT:
            return dict(heapq.nsmallest(KEPT, ways.items(), key=_cheapest))
        return ways

    def _leaves(self, block: int, width: int) -> Ways:
        ways: Ways = {}
        for leaf in self.blocks[block]:
            if leaf.width != width:
                continue
            for rows, cost in leaf.costs.items():
                key = (rows, leaf.corners)
                if rows <= self.rows and (key not in ways or cost < ways[key][0]):
                    ways[key] = (cost, ("leaf", block, leaf.form))
        return ways

    def _cut_across(self, ways: Ways, top: int, foot: int, width: int) -> None:
        """Lay one room over another."""
        over = self.ways(top, width)
        if not over:
            return
        under = [(rows, *best[0]) for rows, best in self.by_depth(foot, width).items()]
        self.steps += len(over) * len(under)
        for (rows, corners), (cost, _) in over.items():
            for more, other, price in under:
                key, total = (rows + more, corners), cost + price
                if rows + more <= self.rows and (key not in ways or total < ways[key][0]):
                    ways[key] = (total, ("across", top, (rows, corners), foot, (more, other)))

    def _cut_down(self, ways: Ways, left: int, right: int, width: int, more: int) -> None:
        """Stand two rooms of one depth side by side; heads that meet are dear."""
        alike = self.area(left) / width / max(1e-6, self.area(right) / more)
        if not LEAST_ALIKE < alike < MOST_ALIKE:
            return
        near = self.ways(left, width)
        far = self.by_depth(right, more) if near else {}
        self.steps += len(near)
        for (rows, corners), (cost, _) in near.items() if far else ():
            for other, price in far.get(rows, ()):
                met = 0.0 if corners & RIGHT or other & LEFT else MEET
                total, key = cost + price + met, (rows, (corners & LEFT) | (other & RIGHT))
                if key not in ways or total < ways[key][0]:
                    recipe = ("down", left, width, (rows, corners), right, more, (rows, other))
                    ways[key] = (total, recipe)

    def spots(
        self, members: int, width: int, key: Key, at: tuple[int, int]
    ) -> Iterator[PlacedBlock]:
        """Yield the places of a room's blocks when it stands ``at`` a column and a row."""
        yield from self._spots(self.ways(members, width)[key][1], width, key[0], at)

    def _spots(
        self, recipe: Recipe, width: int, rows: int, at: tuple[int, int]
    ) -> Iterator[PlacedBlock]:
        column, row = at
        match recipe:
            case ("leaf", int(block), int(form)):
                yield PlacedBlock(block, form, column, width, row, rows)
            case ("across", int(top), (int(rows1), int(c1)), int(foot), (int(rows2), int(c2))):
                yield from self.spots(top, width, (rows1, c1), at)
                yield from self.spots(foot, width, (rows2, c2), (column, row + rows1))
            case ("down", int(left), int(w1), (_, int(c1)), int(right), int(w2), (_, int(c2))):
                yield from self.spots(left, w1, (rows, c1), at)
                yield from self.spots(right, w2, (rows, c2), (column + w1, row))


def _cheapest(way: tuple[Key, tuple[float, Recipe]]) -> tuple[float, Key]:
    return way[1][0], way[0]
