"""Things on two pages become pairs of one thing.

Takes two rows of things, what each is known by and where it stands; returns pairs, and what has
none.  Of several alike those that stand nearest to each other are one.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from broadsheet.comparing.values import way
from broadsheet.models import frozen

T = TypeVar("T")
_MOST = 10_000  # ways between things alike that are measured; more are paired in order
Place = tuple[float, float]


@frozen()
class Matched(Generic[T]):
    """Matched of things, and those of either side that have none."""

    both: tuple[tuple[T, T], ...]
    gone: tuple[T, ...]
    new: tuple[T, ...]


def pair(
    was: Sequence[T],
    now: Sequence[T],
    key: Callable[[T], Hashable],
    place: Callable[[T], Place],
) -> Matched[T]:
    """Return pairs of things of one key, the nearest first."""
    groups: dict[Hashable, tuple[list[T], list[T]]] = defaultdict(lambda: ([], []))
    for one in was:
        groups[key(one)][0].append(one)
    for one in now:
        groups[key(one)][1].append(one)
    both: list[tuple[T, T]] = []
    gone: list[T] = []
    new: list[T] = []
    for before, after in groups.values():
        found = _nearest(before, after, place)
        both += [(before[n], after[m]) for n, m in found]
        left, came = {n for n, _ in found}, {m for _, m in found}
        gone += [one for n, one in enumerate(before) if n not in left]
        new += [one for m, one in enumerate(after) if m not in came]
    return Matched(tuple(both), tuple(gone), tuple(new))


def _nearest(
    before: Sequence[T], after: Sequence[T], place: Callable[[T], Place]
) -> list[tuple[int, int]]:
    if len(before) * len(after) > _MOST:
        return list(zip(range(len(before)), range(len(after)), strict=False))
    ways = sorted(
        (_away(place(one), place(two)), n, m)
        for n, one in enumerate(before)
        for m, two in enumerate(after)
    )
    left: set[int] = set()
    came: set[int] = set()
    found = []
    for _, n, m in ways:
        if n not in left and m not in came:
            left.add(n)
            came.add(m)
            found.append((n, m))
    return found


def _away(one: Place, two: Place) -> float:
    return way((two[0] - one[0], two[1] - one[1]))


def near(
    was: Sequence[T], now: Sequence[T], box: Callable[[T], Sequence[float]], slack: float
) -> Matched[T]:
    """Return pairs of things whose figures all differ by ``slack`` at the most."""
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    side = max(1.0, 2 * slack)
    for m, one in enumerate(now):
        first, second = box(one)[:2]
        cells[int(first // side), int(second // side)].append(m)
    both: list[tuple[T, T]] = []
    gone: list[T] = []
    for one in was:
        figures = box(one)
        x, y = int(figures[0] // side), int(figures[1] // side)
        held = [
            cells[c, r] for c in (x - 1, x, x + 1) for r in (y - 1, y, y + 1) if (c, r) in cells
        ]
        found = next(((h, m) for h in held for m in h if _alike(figures, box(now[m]), slack)), None)
        if found:
            found[0].remove(found[1])
            both.append((one, now[found[1]]))
        else:
            gone.append(one)
    left = sorted(m for held in cells.values() for m in held)
    return Matched(tuple(both), tuple(gone), tuple(now[m] for m in left))


def _alike(one: Sequence[float], two: Sequence[float], slack: float) -> bool:
    return all(abs(a - b) <= slack + 1e-6 for a, b in zip(one, two, strict=True))
