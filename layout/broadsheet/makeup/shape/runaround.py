"""What text runs round: heads and pictures that stand among a story's columns.

Takes the rows of each column and the blocks that want a place in them; returns where each
block stands and the stretches of column that are left for text, in the order of reading.
Counts rows and columns only; knows nothing of type, pictures or points.

A block takes columns, as a sub-editor draws it: whole, or so that text goes on beside it in some
of them (``wrap`` tells which).  Text jumps over a block that takes its whole column;
a block across all columns parts the story into a text above it and one under it.
"""

from collections.abc import Sequence
from typing import Literal

from broadsheet.models import frozen

LEAST_STRETCH = 3  # rows; fewer between two blocks stay white

Level = Literal["top", "middle", "bottom"]


@frozen()
class Obstacle:
    """What stands in columns ``first`` … ``last``, at the head, middle or foot of them."""

    first: int
    last: int
    level: Level
    rows: int
    narrow: tuple[int, ...] = ()  # those of its columns where text goes on beside it

    @property
    def columns(self) -> range:
        """The columns that it takes."""
        return range(self.first, self.last + 1)


@frozen()
class ObstacleRows:
    """Where a block stands: its first row, its rows, and those of them that are white above."""

    top: int
    rows: int
    above: int = 0


@frozen()
class TextRows:
    """Rows of a column that hold text."""

    column: int
    top: int
    rows: int

    @property
    def foot(self) -> int:
        """The row after the last."""
        return self.top + self.rows


@frozen()
class Layout:
    """A story's columns with their blocks in place."""

    stretches: tuple[TextRows, ...]  # in reading order
    spots: tuple[ObstacleRows, ...] = ()  # by block
    lacking: int = 0  # rows that blocks are too deep

    @property
    def depths(self) -> tuple[int, ...]:
        """Rows of each stretch."""
        return tuple([stretch.rows for stretch in self.stretches])


class _Columns:
    """Columns in work: what is taken of each, and how far from head and foot."""

    def __init__(self, columns: Sequence[tuple[int, int]]) -> None:
        self.columns = columns
        self.high = [top for top, _ in columns]
        self.low = [top + rows for top, rows in columns]
        self.taken: list[list[ObstacleRows]] = [[] for _ in columns]
        self.shut: list[list[ObstacleRows]] = [[] for _ in columns]  # without text beside the block
        self.lacking = 0

    def place(self, block: Obstacle) -> ObstacleRows:
        """Find a block's rows, and take them."""
        high = max([self.high[c] for c in block.columns])
        low = min([self.low[c] for c in block.columns])
        above = 0
        if block.level == "middle":
            high, low = self.gap(block.columns, high, low)
            top = max(high, high + (low - high - block.rows) // 2)
        elif block.level == "bottom":
            top = max(high, low - block.rows)
        else:
            top = high
            # under the text of a column that begins higher it needs white, too
            above = int(min([self.high[c] for c in block.columns]) <= high - LEAST_STRETCH)
        spot = ObstacleRows(top, block.rows + above, above)
        self.lacking += max(0, spot.top + spot.rows - low)
        for column in block.columns:
            self.taken[column].append(spot)
            if column not in block.narrow:
                self.shut[column].append(spot)
            if block.level == "top":
                self.high[column] = spot.top + spot.rows
            elif block.level == "bottom":
                self.low[column] = spot.top
        return spot

    def gap(self, columns: range, high: int, low: int) -> tuple[int, int]:
        """Return the deepest rows that are free in all of some columns."""
        spots = sorted({(s.top, s.top + s.rows) for c in columns for s in self.taken[c]})
        best, at = (high, high), high
        for top, foot in (*spots, (low, low)):
            if min(top, low) - at > best[1] - best[0]:
                best = (at, min(top, low))
            at = max(at, foot)
        return best

    def stretches(self, barriers: Sequence[ObstacleRows]) -> list[TextRows]:
        """Return what is left for text: above a barrier first, then column by column."""
        found: list[tuple[int, TextRows]] = []
        for column, (top, rows) in enumerate(self.columns):
            foot = at = top
            foot += max(0, rows)
            whole = not self.shut[column]
            ends = sorted([(spot.top, spot.top + spot.rows) for spot in self.shut[column]])
            for start, end in (*ends, (foot, foot)):
                room = min(start, foot) - at
                if room >= LEAST_STRETCH or (whole and room >= 0):
                    tier = sum([barrier.top <= at for barrier in barriers])
                    found.append((tier, TextRows(column, at, room)))
                at = max(at, end)
        found.sort(key=lambda one: (one[0], one[1].column, one[1].top))
        return [stretch for _, stretch in found]


def lay_out(columns: Sequence[tuple[int, int]], blocks: Sequence[Obstacle]) -> Layout:
    """Place blocks in columns, each given as its first row and its rows.

    Blocks at the head come first, then those at the foot, then those between; of two in one
    column the earlier keeps the edge.

    >>> lay_out([(0, 9), (0, 9)], [Block(1, 1, "top", 4)]).stretches
    (Stretch(column=0, top=0, rows=9), Stretch(column=1, top=4, rows=5))
    """
    work = _Columns(columns)
    order = {"top": 0, "bottom": 1, "middle": 2}
    spots: dict[int, ObstacleRows] = {}
    for n in sorted(range(len(blocks)), key=lambda n: order[blocks[n].level]):
        spots[n] = work.place(blocks[n])
    across = [
        spots[n]
        for n, b in enumerate(blocks)
        if not b.narrow and len(b.columns) == len(columns) > 1
    ]
    return Layout(
        tuple(work.stretches(across)),
        tuple(spots[n] for n in range(len(blocks))),
        work.lacking + sum([max(0, -rows) for _, rows in columns]),
    )


def levelled(layout: Layout, rows: int) -> tuple[int, ...] | None:
    """Return depths that hold ``rows`` in all, each column ending as far down as the others.

    White is taken from the feet of the lowest stretches; None where these don't end level.
    """
    lowest = {stretch.column: n for n, stretch in enumerate(layout.stretches)}
    for n, stretch in enumerate(layout.stretches):
        if stretch.foot > layout.stretches[lowest[stretch.column]].foot:
            lowest[stretch.column] = n
    lasts = sorted(lowest.values())
    feet = {layout.stretches[n].foot for n in lasts}
    if len(feet) != 1:
        return None
    depths = list(layout.depths)
    spare = sum(depths) - rows
    while spare > 0:
        deepest = max([layout.stretches[n].top + depths[n] for n in lasts])
        ends = [n for n in lasts if layout.stretches[n].top + depths[n] == deepest]
        shorter = ends[-spare:]  # all that end deepest, or as many as the white asks for
        if any(depths[n] <= LEAST_STRETCH for n in shorter):
            return None
        for n in shorter:
            depths[n] -= 1
        spare -= len(shorter)
    return tuple(depths)
