"""Choose the lines of a paragraph whose first lines have measures of their own.

Takes what ``table`` takes, and the measures of the first lines; returns the breaks of least
total cost.  A break is reached in several counts of lines, as the measure of the next line
hangs on them; those far from the cheapest are dropped, so that the time stays linear.
"""

from collections.abc import Sequence

from broadsheet.linebreak.table import (
    LACK,
    LACK_FOR_TAIL,
    SPREAD,
    BreakChoice,
    Breaks,
    BreakTable,
    Edge,
    Measure,
)
from broadsheet.models import replace

LONG = 2000  # breaks; in a longer paragraph one count of lines is followed, others are not told

State = dict[int, tuple[float, int]]  # cost and the break before, by count of lines


def choose_shaped(
    breaks: Breaks, measure: Measure, widths: Sequence[float], lines: int | None = None
) -> BreakChoice:
    """Return the breaks of the paragraph that cost least, as ``choose`` does.

    ``widths`` are the measures of the first lines, pt; those after them have ``measure``.
    """
    table = _Shaped(breaks, measure, widths, LACK)
    best = table.choice(lines)
    if best.ends[-2] > measure.tail and len(best.ends) > 2:
        wider = _Shaped(breaks, measure, widths, LACK_FOR_TAIL)
        if wider.cost < table.cost:
            return wider.choice(lines)
    return best


class _Shaped:
    """The least cost of reaching each break, by the count of lines before it."""

    def __init__(
        self, breaks: Breaks, measure: Measure, widths: Sequence[float], lack: float
    ) -> None:
        self.widths = widths
        self.measure = measure
        self.width = measure.width
        self.last = len(breaks.width.ends) - 1
        self.tables = {
            width: BreakTable(breaks, replace(measure, width=width), lack)
            for width in {measure.width, *widths}
        }
        self.states = self.run(even=False)

    @property
    def cost(self) -> float:
        """Cost of the cheapest way."""
        return min(cost for cost, _ in self.states[self.last].values())

    def run(self, *, even: bool) -> list[State]:
        """Go through all starts in order; ``even``: over lines as good as any alone."""
        states: list[State] = [{} for _ in range(self.last + 1)]
        states[0][0] = (0.0, 0)
        near = 0 if self.last > LONG else SPREAD
        for start in self.measure.watched(range(self.last)):
            own = states[start]
            if not own:
                continue
            cheapest = min(own, key=lambda count: (own[count][0], count))
            edges: dict[float, list[Edge]] = {}
            for count, (base, _) in own.items():
                if abs(count - cheapest) > (near if count > len(self.widths) else SPREAD):
                    continue
                width = self.widths[count] if count < len(self.widths) else self.width
                if width not in edges:
                    edges[width] = self.edges(start, width)
                for end, cost, fine in edges[width]:
                    known = states[end].get(count + 1)
                    if (fine or not even) and (known is None or base + cost < known[0]):
                        states[end][count + 1] = (base + cost, start)
        return states

    def edges(self, start: int, width: float) -> list[Edge]:
        """Return the ends in reach of a start for a line of some measure."""
        return next(self.tables[width].reached((start,)))[1]

    def choice(self, lines: int | None) -> BreakChoice:
        """Return the cheapest way, or that in ``lines`` lines where it is as good."""
        ends = self.states[self.last]
        best = min(ends, key=lambda count: (ends[count][0], count))
        states = self.run(even=True) if self.last <= LONG else self.states
        counts = states[self.last]
        shortest = longest = best
        if self.last > LONG:
            counts = {}
        while shortest - 1 in counts and best - shortest < SPREAD:
            shortest -= 1
        while longest + 1 in counts and longest - best < SPREAD:
            longest += 1
        if lines is None or lines == best or not shortest <= lines <= longest:
            return BreakChoice(ends=self.way(self.states, best), shortest=shortest, longest=longest)
        return BreakChoice(ends=self.way(states, lines), shortest=shortest, longest=longest)

    def way(self, states: Sequence[State], lines: int) -> tuple[int, ...]:
        """Return the breaks of the cheapest way in so many lines."""
        ends = [self.last]
        for count in range(lines, 0, -1):
            ends.append(states[ends[-1]][count][1])
        return tuple(reversed(ends))
