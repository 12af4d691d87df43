"""Rows of a drawing, moved until its stories fit as well as they can.

Takes the blocks of a drawing in their places, what each costs at any depth, and what the depth of
the whole costs; returns the same blocks with their cuts moved.  A cut is an edge that blocks
share: what one gains another loses.  Goes downhill, one cut after the other; numbers only.
"""

from collections.abc import Callable, Mapping, Sequence

from broadsheet.arranging.rooms import PlacedBlock
from broadsheet.models import record

Depths = tuple[int, ...]  # of a block's parts, rows
CostOf = Callable[[int, int, Depths], float]  # of a block, in a form, so deep
PASSES = 4
STEPS = (1, -1, 2, -2)
LEAST = 4  # rows of a block
BETTER = 0.05


@record()
class Cuts:
    """The edges of a drawing: which cut each block's head and foot stand on, and its row."""

    spots: Sequence[PlacedBlock]
    tops: list[int]
    feet: list[int]
    rows: list[int]  # of each cut

    def depths(self) -> dict[int, Depths]:
        """Return the rows of each block's parts, from the head."""
        found: dict[int, list[tuple[int, int]]] = {}
        for n, spot in enumerate(self.spots):
            top, foot = self.rows[self.tops[n]], self.rows[self.feet[n]]
            found.setdefault(spot.block, []).append((top, foot - top))
        return {block: tuple(deep for _, deep in sorted(own)) for block, own in found.items()}

    def moved(self) -> tuple[PlacedBlock, ...]:
        """Return the blocks where they stand now."""
        return tuple(
            PlacedBlock(
                spot.block, spot.form, spot.column, spot.width, top := self.rows[self.tops[n]],
                self.rows[self.feet[n]] - top,
            )
            for n, spot in enumerate(self.spots)
        )  # fmt: skip


def cuts_of(spots: Sequence[PlacedBlock]) -> Cuts:
    """Find the cuts of a drawing: the first is its head, the second its foot."""
    last = max(spot.row + spot.rows for spot in spots)
    count = len(spots)
    owner = list(range(2 * count + 2))  # edges: heads of blocks, feet of blocks, head, foot

    def find(edge: int) -> int:
        while owner[edge] != edge:
            edge = owner[edge]
        return edge

    for n, spot in enumerate(spots):
        foot = spot.row + spot.rows
        if spot.row == 0:
            owner[find(n)] = find(2 * count)
        if foot == last:
            owner[find(count + n)] = find(2 * count + 1)
        for m, other in enumerate(spots):
            beside = spot.column < other.column + other.width
            if foot == other.row and beside and other.column < spot.column + spot.width:
                owner[find(m)] = find(count + n)
    numbers = {find(2 * count): 0, find(2 * count + 1): 1}
    rows = [0, last]
    for edge in range(2 * count):
        if find(edge) not in numbers:
            numbers[find(edge)] = len(rows)
            spot = spots[edge % count]
            rows.append(spot.row if edge < count else spot.row + spot.rows)
    tops = [numbers[find(n)] for n in range(count)]
    feet = [numbers[find(count + n)] for n in range(count)]
    return Cuts(spots, tops, feet, rows)


def settled(
    spots: Sequence[PlacedBlock], cost_of: CostOf, wanted: Mapping[int, float]
) -> tuple[float, tuple[PlacedBlock, ...]]:
    """Move a drawing's cuts to where it costs least; return that cost and its blocks."""
    cuts = cuts_of(spots)
    forms = {spot.block: spot.form for spot in spots}

    def total() -> float:
        depths = cuts.depths()
        if any(min(deep) < LEAST for deep in depths.values()):
            return 1e9
        price = wanted.get(cuts.rows[1], 1e9)
        return price + sum(cost_of(block, forms[block], deep) for block, deep in depths.items())

    best = total()
    for _ in range(PASSES):
        before = best
        for cut in range(1, len(cuts.rows)):
            for step in STEPS:
                cuts.rows[cut] += step
                now = total()
                if now < best - BETTER:
                    best = now
                    break
                cuts.rows[cut] -= step
        if best >= before - BETTER:
            break
    return best, cuts.moved()
