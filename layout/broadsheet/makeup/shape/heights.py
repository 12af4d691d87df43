"""Find the heights of the map's bands.

Takes the rows to fill, which bands are fixed, and for each box a cost by the rows of its
bands; returns the heights whose costs sum to the least.  Deterministic, bounded: a search
over bands from head to foot that knows the least each box needs, then, when nothing fits,
an even sharing of the want.  Knows nothing of what boxes hold.
"""

from collections.abc import Callable, Sequence
from itertools import permutations

from broadsheet.models import frozen
from broadsheet.spec import RowHeight

Cost = Callable[[tuple[int, ...]], float]
TOO_MUCH = 900.0  # a cost at or above this is an overset or worse
SPAN, WIDE_SPAN = 7, 24  # rows above the least that a band tries; where those fit poorly
POOR = 60.0  # cost above which a page fits poorly: copy of another day than it was drawn for
FIRST = 8  # rows that are tried first where the fewest are asked for
NODES = 4000  # most heights tried; beyond it the best so far stands


@frozen()
class Claim:
    """A box's claim: its cost by the heights of the bands ``first`` … ``last``."""

    first: int
    last: int
    cost: Cost
    open: bool = False  # it takes any height: what it does not hold goes on elsewhere


class _Search:
    """Depth-first search over the free bands."""

    def __init__(self, rows: int, bands: Sequence[RowHeight], claims: Sequence[Claim]) -> None:
        self.rows = rows
        self.bands = bands
        self.ending: list[list[Claim]] = [[] for _ in bands]
        for claim in claims:
            self.ending[claim.last].append(claim)
        free = [n for n, band in enumerate(bands) if band.kind != "rows"]
        self.last_free = max(free, default=-1)
        self.filling = {n for n in free if bands[n].kind == "fill"}
        self.best: tuple[float, tuple[int, ...]] | None = None
        self.span = SPAN
        self.nodes = 0

    def widen(self) -> None:
        """Search once more, further from the least; what was found stands until bettered."""
        self.span, self.nodes = WIDE_SPAN, 0
        self.run()

    def settled(self, band: int, heights: tuple[int, ...]) -> float:
        """Cost of the boxes that end with ``band``."""
        cost = 0.0
        for claim in self.ending[band]:
            cost += claim.cost(heights[claim.first : band + 1])
        return cost

    def ahead(self, band: int, heights: tuple[int, ...]) -> float:
        """Cost of the boxes that end with ``band`` or with the fixed bands that follow it."""
        cost = self.settled(band, heights)
        for n in range(band + 1, len(self.bands)):
            if self.bands[n].kind != "rows":
                break
            heights = (*heights, self.bands[n].rows)
            cost += self.settled(n, heights)
        return cost

    def candidates(self, band: int, heights: tuple[int, ...]) -> Sequence[int]:
        fixed_after = sum(b.rows for b in self.bands[band + 1 :] if b.kind == "rows")
        left = self.rows - sum(heights) - fixed_after
        if self.bands[band].kind == "rows":
            return (self.bands[band].rows,)
        if band == self.last_free:
            return (left,) if left >= 1 else ()
        least = self.least(band, heights, left)
        span = left if any(claim.open for claim in self.ending[band]) else self.span
        return range(least, min(left, least + span) + 1)

    def least(self, band: int, heights: tuple[int, ...], left: int) -> int:
        """Return the fewest rows of ``band`` with which no box that it settles is overset."""
        low, high = 1, max(1, left)
        while low < high:
            middle = (low + high) // 2
            if self.ahead(band, (*heights, middle)) < TOO_MUCH:
                high = middle
            else:
                low = middle + 1
        return low

    def run(self, heights: tuple[int, ...] = (), cost: float = 0.0) -> None:
        band = len(heights)
        if self.nodes > NODES or (self.best is not None and cost >= self.best[0]):
            return
        if band == len(self.bands):
            self.best = (cost, heights)
            return
        for rows in self.candidates(band, heights):
            self.nodes += 1
            now = (*heights, rows)
            self.run(now, cost + self.settled(band, now))


def fill_rows(
    rows: int, bands: Sequence[RowHeight], claims: Sequence[Claim]
) -> tuple[tuple[int, ...], float]:
    """Return the heights of ``bands`` that fill ``rows`` at the least cost, and that cost."""
    search = _Search(rows, bands, claims)
    search.run()
    if search.best is None or search.best[0] > POOR:
        search.widen()
    if search.best is not None and search.best[0] < TOO_MUCH:
        return search.best[1], search.best[0]
    start = search.best[1] if search.best else _even(rows, bands)
    return _share_want(start, bands, claims)


def fewest(fits: Callable[[int], bool], most: int) -> int:
    """Return the fewest rows that fit, if more always do; ``most`` + 1 if ``most`` do not.

    >>> fewest(lambda rows: rows >= 11, 40), fewest(lambda _: False, 40)
    (11, 41)
    """
    low, high = 1, min(FIRST, most)
    while not fits(high):
        if high >= most:
            return most + 1
        low, high = high + 1, min(2 * high, most)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if fits(middle) else (middle + 1, high)
    return high


def _even(rows: int, bands: Sequence[RowHeight]) -> tuple[int, ...]:
    free = [n for n, band in enumerate(bands) if band.kind != "rows"]
    left = rows - sum(band.rows for band in bands if band.kind == "rows")
    heights = [band.rows for band in bands]
    for k, n in enumerate(free):
        heights[n] = max(1, left // len(free) + (k < left % len(free)))
    return tuple(heights)


def _share_want(
    heights: tuple[int, ...], bands: Sequence[RowHeight], claims: Sequence[Claim]
) -> tuple[tuple[int, ...], float]:
    """Move rows between bands while the sum of costs falls."""
    free = [n for n, band in enumerate(bands) if band.kind != "rows"]
    now = list(heights)
    costs = [claim.cost(tuple(now[claim.first : claim.last + 1])) for claim in claims]
    for step in (8, 4, 2, 1):
        moved = True
        while moved:
            moved = False
            for giver, taker in permutations(free, 2):
                if now[giver] <= step:
                    continue
                trial = list(now)
                trial[giver] -= step
                trial[taker] += step
                if changed := _cheaper(trial, {giver, taker}, claims, costs):
                    now, moved = trial, True
                    for n, cost in changed.items():
                        costs[n] = cost
    return tuple(now), sum(costs)


def _cheaper(
    trial: Sequence[int], moved: set[int], claims: Sequence[Claim], costs: Sequence[float]
) -> dict[int, float]:
    """Return what the boxes in the moved bands cost, by number, if that is less than it was."""
    touched = [
        n for n, claim in enumerate(claims) if any(claim.first <= b <= claim.last for b in moved)
    ]
    enough = sum([costs[n] for n in touched]) - 1e-9
    changed: dict[int, float] = {}
    cost = 0.0
    for n in touched:
        claim = claims[n]
        changed[n] = claim.cost(tuple(trial[claim.first : claim.last + 1]))
        cost += changed[n]
        if cost >= enough:
            return {}
    return changed
