"""Find the passages on the page, in order.

Takes letters only; returns where each passage stands.  The chain is the one that keeps the
most letters in order, so that of two paragraphs that changed places the shorter is named.
"""

from bisect import insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# A short passage ("要闻") may stand in many places; more are not looked at.
_MOST = 200


@dataclass(frozen=True, slots=True, order=True)
class PassagePlace:
    """Where a passage stands on the page: letters from ``start`` to ``end``."""

    end: int
    start: int
    passage: int

    def overlaps(self, other: "PassagePlace") -> bool:
        """Tell whether the two share letters."""
        return self.start < other.end and other.start < self.end


def places(passages: Sequence[str], page: str) -> list[list[PassagePlace]]:
    """Return all places of each passage."""
    return [
        [PassagePlace(at + len(text), at, n) for at in _occurrences(text, page)]
        for n, text in enumerate(passages)
    ]


def _occurrences(text: str, page: str) -> Iterator[int]:
    at = page.find(text) if text else -1
    for _ in range(_MOST):
        if at < 0:
            return
        yield at
        at = page.find(text, at + 1)


def longest_chain(found: Sequence[Sequence[PassagePlace]]) -> dict[int, PassagePlace]:
    """Return the places, in order and apart, that hold the most letters, by passage.

    A passage has one place at most.  Time grows with n log n of all places.
    """
    waiting: list[PassagePlace] = []  # by end: their chains may go on from there
    best = _PrefixMost(len(found))
    weights: dict[PassagePlace, int] = {}
    before: dict[PassagePlace, PassagePlace | None] = {}
    for place in sorted((p for group in found for p in group), key=lambda p: (p.start, p.passage)):
        while waiting and waiting[0].end <= place.start:
            done = waiting.pop(0)
            best.put(done.passage, weights[done], done)
        weight, last = best.most(place.passage)
        weights[place] = weight + place.end - place.start
        before[place] = last
        insort(waiting, place)
    at: PassagePlace | None = max(
        weights, key=lambda p: (weights[p], -p.end, -p.passage), default=None
    )
    chain = {}
    while at is not None:
        chain[at.passage] = at
        at = before[at]
    return chain


class _PrefixMost:
    """The heaviest chain among the passages before one (a Fenwick tree of maxima)."""

    def __init__(self, count: int) -> None:
        self._best: list[tuple[int, PassagePlace | None]] = [(0, None)] * (count + 1)

    def put(self, passage: int, weight: int, place: PassagePlace) -> None:
        """Note a chain that ends with a passage."""
        n = passage + 1
        while n < len(self._best):
            if weight > self._best[n][0]:
                self._best[n] = (weight, place)
            n += n & -n

    def most(self, passage: int) -> tuple[int, PassagePlace | None]:
        """Return the heaviest chain that ends before a passage."""
        found: tuple[int, PassagePlace | None] = (0, None)
        n = passage
        while n:
            if self._best[n][0] > found[0]:
                found = self._best[n]
            n -= n & -n
        return found
