"""Choose the lines of a paragraph, all of them together.

Takes numbers only: what a line that starts or ends at each break holds, in widths, gaps and
reserves; returns which breaks to take and how each line fills its measure.  The total cost of
the paragraph is least (Knuth and Plass, Breaking Paragraphs into Lines, 1981), so that no
line is loose while a neighbour could give.  Knows nothing of characters, faces or scripts.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import inf
from typing import Final

from broadsheet import kernel
from broadsheet.linebreak.filling import (
    EPS,
    EVEN,
    EVEN_COST,
    LOOSE,
    OVER_COST,
    SEEN,
    STRETCH,
    Held,
    over_seen,
    price,
)
from broadsheet.models import frozen

_TAIL_COST: Final = 1000.0
# What a paragraph seldom costs: starts that cost more and no even lines lead to are left out
# first.  Half of all in Chinese text; a gap that is seen wide costs more by itself.
LIKELY: Final = 8.0
_FAR: Final = 512  # breaks between two looks, some milliseconds
_ANY: Final = 1e300
# A line that lacks this much, em, is always weighed; in a narrow column it is looser than LOOSE.
LACK: Final = 1.5
LACK_FOR_TAIL: Final = 4.0
# How far a count of lines may lie from the best one and still be looked for.
SPREAD: Final = 2


@frozen()
class Sums:
    """Sums up to each break, as seen by a line that starts there and one that ends there."""

    starts: Sequence[float]
    ends: Sequence[float]


@frozen(kw_only=True)
class Breaks:
    """The places where lines may start and end; the first is the start, the last the end.

    A line from break j to break k holds ``ends[k] - starts[j]`` of each tally.
    """

    width: Sums  # pt, natural
    gaps: Sums  # how many may be widened, all by the same
    light: Sums  # how many marks can give half an em without harm
    heavy: Sums  # and how many more in need
    grow: Sums  # pt that spaces take before the gaps do
    shrink: Sums  # pt that they can give
    penalty: Sequence[float] | None = None  # extra cost of ending a line at each break

    @property
    def tallies(self) -> tuple[Sequence[float], ...]:
        """All sums, in the order in which the kernel takes them."""
        sums = (self.width, self.gaps, self.light, self.heavy, self.grow, self.shrink)
        return tuple([side for each in sums for side in (each.starts, each.ends)])

    def held(self, start: int, end: int) -> Held:
        """Return what the line between two breaks holds."""
        return (
            self.gaps.ends[end] - self.gaps.starts[start],
            self.light.ends[end] - self.light.starts[start],
            self.heavy.ends[end] - self.heavy.starts[start],
            self.grow.ends[end] - self.grow.starts[start],
            self.shrink.ends[end] - self.shrink.starts[start],
        )


@frozen(kw_only=True)
class BreakChoice:
    """The breaks taken, from the first to the last, and the line counts as good as theirs."""

    ends: tuple[int, ...]
    shortest: int
    longest: int


@frozen(kw_only=True)
class Measure:
    """What lines are broken to."""

    width: float  # pt
    em: float  # pt; a mark gives half of it
    ragged: bool = False  # lines keep their natural width
    tail: int = 0  # the last break from which the last line is long enough
    filled: bool = False  # the last line is to fill the measure as the others do
    look: Callable[[], None] | None = None  # is asked again and again, and may raise to stop

    def watched(self, starts: Iterable[int]) -> Iterable[int]:
        """Return starts that are looked at as they are gone through."""
        return starts if self.look is None else _watched(starts, self.look)


def _watched(starts: Iterable[int], look: Callable[[], None]) -> Iterator[int]:
    for start in starts:
        if not start % _FAR:
            look()
        yield start


def choose(breaks: Breaks, measure: Measure, lines: int | None = None) -> BreakChoice:
    """Return the breaks of the paragraph that cost least.

    With ``lines`` the paragraph takes that many lines, if it can be set in as many as well as
    in the best count.  Runs in time linear in the number of breaks.  The kernel, where there is
    one, does as ``choose_by_rule``.
    """
    if kernel.core is None:
        return choose_by_rule(breaks, measure, lines)
    found = kernel.core.choose(
        breaks.tallies,
        breaks.penalty,
        measure.width,
        measure.em,
        measure.ragged,
        measure.filled,
        measure.tail,
        -1 if lines is None else lines,
        measure.look,
    )
    if found is None:  # numbers that are not for it
        return choose_by_rule(breaks, measure, lines)
    ends, shortest, longest = found
    return BreakChoice(ends=ends, shortest=shortest, longest=longest)


def choose_by_rule(breaks: Breaks, measure: Measure, lines: int | None = None) -> BreakChoice:
    """Return what ``choose`` does, by the rule as it is written here."""
    table = _weighed(breaks, measure, LACK, keep=lines is not None)
    best = table.choice()
    if best.ends[-2] > measure.tail and len(best.ends) > 2:
        # Looser lines before it may still save a last line that is too short.
        wider = _weighed(breaks, measure, LACK_FOR_TAIL, keep=lines is not None)
        if wider.best[-1] < table.best[-1]:
            table, best = wider, wider.choice()
    if lines is None or lines == len(best.ends) - 1:
        return best
    if not best.shortest <= lines <= best.longest:
        return best
    return table.counted(lines, best) or best


def _weighed(breaks: Breaks, measure: Measure, lack: float, *, keep: bool) -> "BreakTable":
    """Return the table of a paragraph, all starts gone through that can matter.

    No line costs less than nothing, so that a way which costs ``LIKELY`` or less goes through
    no start that costs more; where there is no such way all starts are gone through.
    """
    if not keep:
        table = BreakTable(breaks, measure, lack)
        table.run(limit=LIKELY)
        if table.best[-1] <= LIKELY:
            return table
    table = BreakTable(breaks, measure, lack)
    table.run(keep=keep)
    return table


Edge = tuple[int, float, bool]  # break where the line ends, cost, as good as any


def _penalised(edges: list[Edge], penalty: Sequence[float]) -> list[Edge]:
    """Add what ending a line at each break costs by itself."""
    return [(end, cost + penalty[end], even and not penalty[end]) for end, cost, even in edges]


class BreakTable:
    """The least cost of reaching each break, and from where."""

    def __init__(self, breaks: Breaks, measure: Measure, lack: float) -> None:
        self.breaks = breaks
        self.lack = lack  # em that a line may want and still be weighed
        self.measure = measure
        self.last = len(breaks.width.ends) - 1
        size = self.last + 1
        self.best = [0.0] + [inf] * self.last
        self.back = [0] * size
        self.count = [0] * size
        self.fewest = [0.0] + [inf] * self.last
        self.most = [0.0] + [-inf] * self.last
        self.edges: dict[int, list[Edge]] = {}

    def run(self, *, keep: bool = False, limit: float = _ANY) -> None:
        """Go through the starts in order; each finds the ends that it can reach.

        ``keep`` the edges for ``counted``: in a long text they are many.  Starts above the
        ``limit`` of cost are left out, if no way over even lines goes through them.
        """
        best, back, count, fewest, most = self.best, self.back, self.count, self.fewest, self.most
        for start, edges in self.reached(self.measure.watched(self._open_starts(limit))):
            if keep:
                self.edges[start] = edges
            base = best[start]
            low, high, lines = fewest[start] + 1, most[start] + 1, count[start] + 1
            for end, cost, even in edges:
                if base + cost < best[end]:
                    best[end] = base + cost
                    back[end] = start
                    count[end] = lines
                if even:
                    fewest[end] = low if low < fewest[end] else fewest[end]
                    most[end] = high if high > most[end] else most[end]

    def _open_starts(self, limit: float) -> Iterator[int]:
        """Yield the starts that some line ends at, each when those before it are done."""
        best, fewest = self.best, self.fewest
        for start in range(self.last):
            if best[start] <= limit or fewest[start] < inf:
                yield start

    def reached(self, starts: Iterable[int]) -> Iterator[tuple[int, list[Edge]]]:
        """Yield each of some starts, in order, with the ends in reach of a line from it."""
        reach = self._ragged if self.measure.ragged else self._justified
        if self.breaks.penalty is None:
            return reach(starts)
        penalty = self.breaks.penalty
        return ((start, _penalised(edges, penalty)) for start, edges in reach(starts))

    def _justified(self, starts: Iterable[int]) -> Iterator[tuple[int, list[Edge]]]:
        """Yield the ends in reach of lines that fill the measure.

        The first end that a start can reach never moves back; all that lines look up again and
        again is at hand in this one call.
        """
        breaks, em, last = self.breaks, self.measure.em, self.last
        begins, ends = breaks.width.starts, breaks.width.ends
        gap_starts, gap_ends = breaks.gaps.starts, breaks.gaps.ends
        grow_starts, grow_ends = breaks.grow.starts, breaks.grow.ends
        loose, lack, width = LOOSE * em, self.lack * em, self.measure.width
        scale, seen, even, eps = STRETCH / (em * em), SEEN * em, EVEN * em, em * EPS
        half = em / 2
        first = 1
        for start in starts:
            target, gap_start, grow_start = (
                width + begins[start],
                gap_starts[start],
                grow_starts[start],
            )
            first = first if first > start else start + 1
            least = target - lack
            while first < last and ends[first] < least:
                slack = target - ends[first]
                if slack <= (gap_ends[first] - gap_start) * loose + grow_ends[first] - grow_start:
                    break
                first += 1
            edges: list[Edge] = []
            for end in range(first, last):
                slack = target - ends[end]
                gaps = gap_ends[end] - gap_start
                if slack < -eps or not gaps or grow_ends[end] != grow_start:
                    held = breaks.held(start, end)
                    if -slack > (held[1] + held[2]) * half + held[4] + eps:
                        break
                    cost = price(slack, held, em)
                    edges.append((end, cost, cost <= EVEN_COST))
                else:
                    gap = slack / gaps
                    seen_too = 0.0 if gap <= seen else over_seen(gap / em)
                    edges.append((end, gap * gap * scale + seen_too, gap <= even))
            else:
                self.close(start, target, edges)
            yield start, edges or [self.forced(start, first, target)]

    def _ragged(self, starts: Iterable[int]) -> Iterator[tuple[int, list[Edge]]]:
        """Yield the ends in reach of lines that keep their natural width."""
        ends, width = self.breaks.width.ends, self.measure.width
        for start in starts:
            target = width + self.breaks.width.starts[start]
            edges: list[Edge] = []
            for end in range(start + 1, self.last):
                slack = target - ends[end]
                if slack < -EPS * self.measure.em:
                    break
                part = slack / width
                edges.append((end, part * part * 10, True))
            else:
                self.close(start, target, edges)
            yield start, edges or [self.forced(start, start + 1, target)]

    def close(self, start: int, target: float, edges: list[Edge]) -> None:
        """Add the line that ends the paragraph, if it fits; it keeps its natural width."""
        slack = target - self.breaks.width.ends[self.last]
        em = self.measure.em
        cost = 0.0
        if slack < -EPS * em:
            cost = price(slack, self.breaks.held(start, self.last), em)
            if cost >= OVER_COST or self.measure.ragged:
                return
        if self.measure.filled and slack > 0:
            cost = price(slack, self.breaks.held(start, self.last), em)
            edges.append((self.last, cost, cost <= EVEN_COST))
            return
        long_enough = start <= self.measure.tail or not start
        edges.append((self.last, cost if long_enough else cost + _TAIL_COST, long_enough))

    def forced(self, start: int, first: int, target: float) -> Edge:
        """Return the one line that must do where none is within bounds: too loose or too long."""
        end = first - 1 if first - 1 > start else start + 1
        slack = target - self.breaks.width.ends[end]
        lack = abs(slack) / self.measure.em
        if slack < 0:
            return end, OVER_COST * (1 + lack), False
        gaps = self.breaks.gaps.ends[end] - self.breaks.gaps.starts[start]
        return end, over_seen(lack / (gaps or 0.5)) + lack * lack, False

    def choice(self) -> BreakChoice:
        """Return the cheapest way to the last break."""
        ends = [self.last]
        while ends[-1]:
            ends.append(self.back[ends[-1]])
        lines = len(ends) - 1
        fewest, most = self.fewest[self.last], self.most[self.last]
        return BreakChoice(
            ends=tuple(reversed(ends)),
            shortest=int(max(min(fewest, lines), lines - SPREAD)),
            longest=int(min(max(most, lines), lines + SPREAD)),
        )

    def counted(self, lines: int, best: BreakChoice) -> BreakChoice | None:
        """Return the cheapest way in that many lines over lines as good as any.

        Only counts near the best one of each break are followed, so that the time stays
        linear in the paragraph's length.
        """
        states: list[dict[int, tuple[float, int]]] = [{} for _ in range(self.last + 1)]
        states[0][0] = (0.0, 0)
        for start in self.measure.watched(range(self.last)):
            for end, cost, even in self.edges.get(start, ()) if states[start] else ():
                if not even:
                    continue
                for count, (base, _) in states[start].items():
                    known = states[end].get(count + 1)
                    near = abs(count + 1 - self.count[end]) <= SPREAD
                    if near and (known is None or base + cost < known[0]):
                        states[end][count + 1] = (base + cost, start)
        if lines not in states[self.last]:
            return None
        ends = [self.last]
        for count in range(lines, 0, -1):
            ends.append(states[ends[-1]][count][1])
        return BreakChoice(ends=tuple(reversed(ends)), shortest=best.shortest, longest=best.longest)
