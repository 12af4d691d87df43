"""Choose the lines of a paragraph, all of them together.

Takes numbers only: what a line that starts or ends at each break holds, in widths, gaps and
reserves; returns which breaks to take and how each line fills its measure.  The total cost of
the paragraph is least (Knuth and Plass, Breaking Paragraphs into Lines, 1981), so that no
line is loose while a neighbour could give.  Knows nothing of characters, faces or scripts.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import ceil, inf
from typing import Final

from broadsheet.models import frozen

# Bounds of what justification adds to a gap, em.  Up to EVEN a paragraph is as good as its
# best setting, so that it may be chosen for its count of lines; from WIDE on it is seen;
# beyond LOOSE it is taken only where nothing else is legal.  SEEN is what the loosest lines of
# other engines come to at a measure of 17 em.
EVEN: Final = 0.06
SEEN: Final = 0.07
WIDE: Final = 0.09
LOOSE: Final = 0.12

_EPS: Final = 1e-4  # em, lost in sums of widths
# Costs: 1 for a gap of 1/28 em, half an em over fourteen gaps.
_STRETCH: Final = 28.0 * 28.0
_LIGHT: Final = 0.1
_HEAVY: Final = 0.5
_GROW: Final = 0.3
_SHRINK: Final = 0.5
_SEEN_COST: Final = 5.0
_WIDE_COST: Final = 60.0
_TAIL_COST: Final = 1000.0
_LOOSE_COST: Final = 400.0  # for each LOOSE above it
_OVER_COST: Final = 1e6
# A line that lacks this much, em, is always weighed; in a narrow column it is looser than LOOSE.
LACK: Final = 1.5
LACK_FOR_TAIL: Final = 4.0
# How far a count of lines may lie from the best one and still be looked for.
SPREAD: Final = 2
_EVEN_COST: Final = EVEN * EVEN * _STRETCH


Held = tuple[float, float, float, float, float]  # gaps, light, heavy, grow, shrink


@frozen()
class Tally:
    """Sums up to each break, as seen by a line that starts there and one that ends there."""

    starts: Sequence[float]
    ends: Sequence[float]


@frozen(kw_only=True)
class Breaks:
    """The places where lines may start and end; the first is the start, the last the end.

    A line from break j to break k holds ``ends[k] - starts[j]`` of each tally.
    """

    width: Tally  # pt, natural
    gaps: Tally  # how many may be widened, all by the same
    light: Tally  # how many marks can give half an em without harm
    heavy: Tally  # and how many more in need
    grow: Tally  # pt that spaces take before the gaps do
    shrink: Tally  # pt that they can give
    penalty: Sequence[float] | None = None  # extra cost of ending a line at each break

    def held(self, start: int, end: int) -> Held:
        """Return what the line between two breaks holds."""
        return (
            self.gaps.ends[end] - self.gaps.starts[start],
            self.light.ends[end] - self.light.starts[start],
            self.heavy.ends[end] - self.heavy.starts[start],
            self.grow.ends[end] - self.grow.starts[start],
            self.shrink.ends[end] - self.shrink.starts[start],
        )


@frozen()
class Fill:
    """How a line fills its measure."""

    gap: float = 0.0  # pt, added to each gap
    light: int = 0  # marks set half
    heavy: int = 0
    flex: float = 0.0  # part of ``grow`` (above 0) or ``shrink`` (below) that is used
    left: float = 0.0  # pt still to fill; below 0: the line is too long


@frozen(kw_only=True)
class Choice:
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


def fill(slack: float, held: Held, em: float) -> Fill:
    """Tell how a line takes up its slack, pt: above 0 it is short, below 0 too long.

    Reduction takes marks that give half an em, then spaces, then the heavy marks; a mark gives
    all of its half or nothing, so that what is less than a half comes from the spaces if they
    have it (CLREQ 6.2.2.3).  Expansion takes spaces, then all gaps alike (6.2.2.4).
    """
    if slack >= 0:
        gap, flex, left = _widened(slack, held[0], held[3], em)
        return Fill(gap, 0, 0, flex, left)
    return Fill(*_narrowed(-slack, held, em))


def _widened(slack: float, gaps: float, grow: float, em: float) -> tuple[float, float, float]:
    """Return what a short line adds to each gap, the part of ``grow`` used, what is left."""
    taken = grow if grow < slack else slack
    flex = taken / grow if grow else 0.0
    rest = slack - taken
    if rest <= em * _EPS:
        return 0.0, flex, 0.0
    return (rest / gaps, flex, 0.0) if gaps else (0.0, flex, rest)


def _narrowed(need: float, held: Held, em: float) -> tuple[float, int, int, float, float]:
    """Return gap, light, heavy, flex, left of a line that is too long by ``need``, pt."""
    gaps, light, heavy, grow, shrink = held
    eps, half = em * _EPS, em / 2
    if need <= eps:
        return 0.0, 0, 0, 0.0, 0.0
    soft = int((need + eps) / half)
    if need - soft * half > shrink + eps:
        soft += 1
    soft = soft if soft < light else int(light)
    rest = need - soft * half
    hard = 0
    if rest > shrink + eps:
        hard = min(ceil((rest - shrink - eps) / half), int(heavy))
        rest -= hard * half
    if rest < 0:
        gap, flex, left = _widened(-rest, gaps, grow, em)
        return gap, soft, hard, flex, left
    over = rest - shrink
    flex = -min(rest / shrink, 1.0) if shrink and rest > eps else 0.0
    return 0.0, soft, hard, flex, -over if over > eps else 0.0


@lru_cache(maxsize=1 << 14)  # type on whole and half bodies comes to the same few sums
def _cost(slack: float, held: Held, em: float) -> float:
    """Price a line that needs more than plain gaps."""
    if slack >= 0:
        soft = hard = 0
        gap, flex, left = _widened(slack, held[0], held[3], em)
    else:
        gap, soft, hard, flex, left = _narrowed(-slack, held, em)
    wide = gap / em
    cost = wide * wide * _STRETCH + (_GROW if flex > 0 else _SHRINK) * flex * flex
    if soft or hard:
        cost += _LIGHT * soft * soft + _HEAVY * hard
    if wide > SEEN:
        cost += _over_seen(wide)
    if left < 0:
        return _OVER_COST * (1 - left / em)
    return cost + (_LOOSE_COST * (1 + left / em) if left else 0.0)  # a line with no gap


def _over_seen(wide: float) -> float:
    """Price a gap that is seen, em, on top of its stretch."""
    if wide <= WIDE:
        return _SEEN_COST
    return _WIDE_COST + max(0.0, wide / LOOSE - 1) * _LOOSE_COST


def choose(breaks: Breaks, measure: Measure, lines: int | None = None) -> Choice:
    """Return the breaks of the paragraph that cost least.

    With ``lines`` the paragraph takes that many lines, if it can be set in as many as well as
    in the best count.  Runs in time linear in the number of breaks.
    """
    table = Table(breaks, measure, LACK)
    table.run(keep=lines is not None)
    best = table.choice()
    if best.ends[-2] > measure.tail and len(best.ends) > 2:
        # Looser lines before it may still save a last line that is too short.
        wider = Table(breaks, measure, LACK_FOR_TAIL)
        wider.run(keep=lines is not None)
        if wider.best[-1] < table.best[-1]:
            table, best = wider, wider.choice()
    if lines is None or lines == len(best.ends) - 1:
        return best
    if not best.shortest <= lines <= best.longest:
        return best
    return table.counted(lines, best) or best


Edge = tuple[int, float, bool]  # break where the line ends, cost, as good as any


def _penalised(edges: list[Edge], penalty: Sequence[float]) -> list[Edge]:
    """Add what ending a line at each break costs by itself."""
    return [(end, cost + penalty[end], even and not penalty[end]) for end, cost, even in edges]


class Table:
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

    def run(self, *, keep: bool) -> None:
        """Go through all starts in order; each finds the ends that it can reach.

        ``keep`` the edges for ``counted``: in a long text they are many.
        """
        best, back, count, fewest, most = self.best, self.back, self.count, self.fewest, self.most
        for start, edges in self.reached(self._open_starts()):
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

    def _open_starts(self) -> Iterator[int]:
        """Yield the starts that some line ends at, each when those before it are done."""
        best = self.best
        for start in range(self.last):
            if best[start] < inf:
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
        scale, seen, even, eps = _STRETCH / (em * em), SEEN * em, EVEN * em, em * _EPS
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
                    cost = _cost(slack, held, em)
                    edges.append((end, cost, cost <= _EVEN_COST))
                else:
                    gap = slack / gaps
                    seen_too = 0.0 if gap <= seen else _over_seen(gap / em)
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
                if slack < -_EPS * self.measure.em:
                    break
                edges.append((end, (slack / width) ** 2 * 10, True))
            else:
                self.close(start, target, edges)
            yield start, edges or [self.forced(start, start + 1, target)]

    def close(self, start: int, target: float, edges: list[Edge]) -> None:
        """Add the line that ends the paragraph, if it fits; it keeps its natural width."""
        slack = target - self.breaks.width.ends[self.last]
        em = self.measure.em
        cost = 0.0
        if slack < -_EPS * em:
            cost = _cost(slack, self.breaks.held(start, self.last), em)
            if cost >= _OVER_COST or self.measure.ragged:
                return
        if self.measure.filled and slack > 0:
            cost = _cost(slack, self.breaks.held(start, self.last), em)
            edges.append((self.last, cost, cost <= _EVEN_COST))
            return
        long_enough = start <= self.measure.tail or not start
        edges.append((self.last, cost if long_enough else cost + _TAIL_COST, long_enough))

    def forced(self, start: int, first: int, target: float) -> Edge:
        """Return the one line that must do where none is within bounds: too loose or too long."""
        end = first - 1 if first - 1 > start else start + 1
        slack = target - self.breaks.width.ends[end]
        lack = abs(slack) / self.measure.em
        if slack < 0:
            return end, _OVER_COST * (1 + lack), False
        gaps = self.breaks.gaps.ends[end] - self.breaks.gaps.starts[start]
        return end, _over_seen(lack / (gaps or 0.5)) + lack * lack, False

    def choice(self) -> Choice:
        """Return the cheapest way to the last break."""
        ends = [self.last]
        while ends[-1]:
            ends.append(self.back[ends[-1]])
        lines = len(ends) - 1
        fewest, most = self.fewest[self.last], self.most[self.last]
        return Choice(
            ends=tuple(reversed(ends)),
            shortest=int(max(min(fewest, lines), lines - SPREAD)),
            longest=int(min(max(most, lines), lines + SPREAD)),
        )

    def counted(self, lines: int, best: Choice) -> Choice | None:
        """Return the cheapest way in that many lines over lines as good as any.

        Only counts near the best one of each break are followed, so that the time stays
        linear in the paragraph's length.
        """
        states: list[dict[int, tuple[float, int]]] = [{} for _ in range(self.last + 1)]
        states[0][0] = (0.0, 0)
        for start in range(self.last):
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
        return Choice(ends=tuple(reversed(ends)), shortest=best.shortest, longest=best.longest)
