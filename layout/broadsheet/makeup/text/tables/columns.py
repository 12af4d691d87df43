"""How wide a table's columns are, and at what size it goes in.

Takes what each column needs in ems; returns widths and a size.  Numbers only.
"""

from collections.abc import Sequence
from math import ceil, floor

from broadsheet.models import frozen

GAP = 1.0  # em, white between two columns at least
STEP = 0.25  # pt, between sizes tried
LEAST_TEXT = 4.0  # em: no column of words is broken narrower than this
EPS = 1e-6


@frozen()
class Need:
    """What a column needs, in ems of the table."""

    natural: float  # of its widest cell, unbroken
    least: float  # of what can't be broken in it
    widths: tuple[float, ...]  # of each cell, unbroken, by row


@frozen()
class TableColumns:
    """Columns as they go in."""

    size: float  # pt
    lefts: tuple[float, ...]  # pt from the table's edge
    widths: tuple[float, ...]  # pt
    over: float  # pt by which the table is too wide; 0: it goes in


def fit_columns(needs: Sequence[Need], measure: float, sizes: tuple[float, float]) -> TableColumns:
    """Return the columns in ``measure`` pt.

    The largest size at which no cell is broken; where there is none, the size that takes the
    fewest lines, of those the largest.  What does not go in even so is told by ``over``.
    """
    smallest, largest = sizes
    steps = floor((largest - smallest) / STEP + EPS)
    tried = [largest - n * STEP for n in range(steps + 1)]
    if tried[-1] - smallest > EPS:
        tried.append(smallest)
    for size in tried:
        if _whole(needs, size) <= measure + EPS:
            return _placed(needs, [need.natural * size for need in needs], measure, size)
    fitting = [(size, widths) for size in tried if (widths := _broken(needs, measure, size))]
    if fitting:
        size, widths = min(fitting, key=lambda one: (_lines(needs, *one), -one[0]))
        return _placed(needs, widths, measure, size)
    return _placed(needs, [need.least * smallest for need in needs], measure, smallest)


def _whole(needs: Sequence[Need], size: float) -> float:
    return size * (sum(need.natural for need in needs) + GAP * (len(needs) - 1))


def _broken(needs: Sequence[Need], measure: float, size: float) -> list[float]:
    """Return widths of columns whose words are broken; nothing where that does not help.

    Columns that need less than an equal share keep what they need, the others share the rest.
    """
    room = measure - GAP * size * (len(needs) - 1)
    widths = [need.least * size for need in needs]
    if sum(widths) > room + EPS:
        return []
    open_ = [n for n, need in enumerate(needs) if need.natural * size > widths[n] + EPS]
    while open_:
        share = (room - sum(w for n, w in enumerate(widths) if n not in open_)) / len(open_)
        settled = [n for n in open_ if needs[n].natural * size <= share + EPS]
        settled += [n for n in open_ if n not in settled and widths[n] >= share]
        if not settled:
            for n in open_:
                widths[n] = share
            break
        for n in settled:
            widths[n] = min(max(widths[n], share), max(widths[n], needs[n].natural * size))
        open_ = [n for n in open_ if n not in settled]
    return widths if sum(widths) <= room + 0.01 else [need.least * size for need in needs]


def _lines(needs: Sequence[Need], size: float, widths: Sequence[float]) -> int:
    """About how many lines a table takes: each row as many as its deepest cell."""
    rows = zip(*(need.widths for need in needs), strict=True)
    return sum(
        max(_deep(cell * size, width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )


def _deep(cell: float, width: float) -> int:
    return max(1, ceil(cell / width - EPS)) if width > 0 else 1


def _placed(
    needs: Sequence[Need], widths: Sequence[float], measure: float, size: float
) -> TableColumns:
    """Share what is left among the columns; the white between them lies in equal parts."""
    gap = GAP * size
    spare = measure - sum(widths) - gap * (len(needs) - 1)
    own = [width + max(0.0, spare) / len(needs) for width in widths]
    lefts: list[float] = []
    at = 0.0
    for width in own:
        lefts.append(at)
        at += width + gap
    return TableColumns(size, tuple(lefts), tuple(own), max(0.0, -spare))
