"""Pour set text into columns.

Takes slabs (what a paragraph or crosshead can be in rows of the grid, and what each choice
costs) and the depths of a story's columns; returns which choice each slab takes and where
its rows lie.  One shortest-path search over the whole story, so that slack goes where it
shows least.  Knows rows and costs only: nothing of type, boxes or the page.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import accumulate

from broadsheet import kernel
from broadsheet.models import frozen

# Costs, in units of "one row more at a crosshead is 1.5".  Order of TYPOGRAPHY 2: crosshead
# depth before a longer paragraph before an uneven column.
HOLE = 4.0  # a column ends one row early
WIDOW = 60.0  # a paragraph's last line opens a column (CLREQ 7.1.2, 孤行)
LONE_FIRST = 0.6  # a paragraph's first line ends a column
SHORT = 3.0  # times the square of the rows missing in the last column
WHITE = 300.0  # where that cost levels off: white is always better than lost text
AT_HEAD = 4.0  # times the cost of a crosshead's depth at a column's head: all of it lies under it
OVERSET = 1000.0  # a row that no column holds
DEEPEST_HOLE = 1  # rows, between two slabs
TAIL = 2  # lines of a paragraph that move to the next column together


@frozen()
class Choice:
    """One way to set a slab: its depth in rows, and its cost."""

    rows: int
    cost: float = 0.0
    unlike: float = 0.0  # what it costs besides where it does not open a column
    opening: float = 0.0  # and where it does


@frozen(kw_only=True)
class Slab:
    """A paragraph (``splits``) or a piece that stays whole, such as a crosshead."""

    choices: tuple[Choice, ...]
    splits: bool = True
    ends: bool = False  # its column ends with it
    keep: int = 0  # rows of what follows that must stand under it in its column
    head: int = 0  # rows at its beginning that stay together
    # rows set again over it where it opens a column: a table's head; below 0: rows it loses there
    repeat: int = 0


@frozen()
class Piece:
    """Rows ``first`` … ``first + count`` of a slab, from ``row`` of ``column``."""

    column: int
    row: int
    first: int
    count: int


@frozen(kw_only=True)
class Poured:
    """Where each slab lies; rows in the column numbered ``len(depths)`` are overset."""

    rows: tuple[int, ...]  # depth chosen, by slab
    pieces: tuple[tuple[Piece, ...], ...]  # by slab
    cost: float
    overset: int  # rows
    short: int  # rows of white at the end


# The best way to have set some slabs so that the next row is known: cost; where the slab began,
# after any hole; its rows; the state it came from; whether its last lines moved to the next
# column and a row before them is white.
_Step = tuple[float, int, int, int, bool]
_Steps = dict[int, _Step]  # by the next row
_ENDLESS = 1 << 30  # rows


class _Columns:
    """Rows of all columns numbered through, one endless column last for what is overset."""

    def __init__(self, depths: Sequence[int], over: float = OVERSET) -> None:
        self.over = over  # cost of a row that no column holds
        self.depths = depths
        self.starts = [0, *accumulate(depths)]
        self.end = self.starts[-1]
        self.heads = set(self.starts)
        self.left = [left for depth in depths for left in range(depth, 0, -1)]  # by row
        self.numbers = [n for n, depth in enumerate(depths) for _ in range(depth)]

    def column(self, at: int) -> int:
        """Return the column of row ``at``."""
        return self.numbers[at] if at < self.end else len(self.depths)

    def room(self, at: int) -> int:
        """Return how many rows are left in the column from ``at`` on."""
        return self.left[at] if at < self.end else _ENDLESS

    def begins(self, at: int, *, held: bool) -> list[tuple[int, float]]:
        """Return where what follows row ``at`` may begin, and what the hole before it costs."""
        room = self.left[at] if at < self.end else _ENDLESS
        if room > DEEPEST_HOLE or held or at in self.heads:
            return [(at, 0.0)]
        return [(at, 0.0), (at + room, HOLE * room * room)]

    def again(self, slab: Slab, start: int) -> int:
        """Return the rows of a slab that are set again, or lost, where it opens a column."""
        return slab.repeat if slab.repeat and start < self.end and start in self.heads else 0


Ways = Callable[[int, int], Slab]  # a slab, by its number, as it is set from a row on


def pour(
    slabs: Sequence[Slab],
    depths: Sequence[int],
    *,
    onward: bool = False,
    ways: Ways | None = None,
) -> Poured:
    """Find the cheapest way to fill columns of ``depths`` rows with ``slabs`` in order.

    ``onward``: what no column holds is no loss, it goes on elsewhere.  ``ways`` gives slabs that
    are of another depth from some rows on, those of all columns numbered through; one without a
    choice can't begin there.  The kernel, where there is one, does as ``pour_by_rule``.
    """
    if ways is None and kernel.core is not None:
        plain = [_plain(slab) for slab in slabs]
        found = kernel.core.pour(plain, tuple(depths), 0.0 if onward else OVERSET)
        if found is not None:  # else numbers that are not for it
            rows, pieces, cost, overset, short = found
            placed = tuple([tuple([Piece(*piece) for piece in own]) for own in pieces])
            return Poured(rows=rows, pieces=placed, cost=cost, overset=overset, short=short)
    return pour_by_rule(slabs, depths, onward=onward, ways=ways)


def _plain(slab: Slab) -> kernel.PlainSlab:
    """Return a slab as the kernel takes it."""
    choices = tuple([(c.rows, c.cost, c.unlike, c.opening) for c in slab.choices])
    return choices, slab.splits, slab.ends, slab.keep, slab.head, slab.repeat


def pour_by_rule(
    slabs: Sequence[Slab],
    depths: Sequence[int],
    *,
    onward: bool = False,
    ways: Ways | None = None,
) -> Poured:
    """Return what ``pour`` does, by the rule as it is written here."""
    columns = _Columns(depths, 0.0 if onward else OVERSET)
    states: dict[int, float] = {0: 0.0}
    trail: list[_Steps] = []
    held = False  # under a crosshead: no hole may come between
    for n, slab in enumerate(slabs):
        if ways is None:
            set_slab = _set_lines if slab.splits else _set_whole
            steps = set_slab(slab, states, columns, held=held)
        else:
            steps = _set_shaped(slab, partial(ways, n), states, columns, held=held)
        if slab.ends:
            steps = _end_columns(steps, columns)
        _drop_dearer(steps, columns)
        trail.append(steps)
        held = not slab.splits
        states = {at: step[0] for at, step in steps.items()}
    end = min(states, key=lambda at: (states[at] + _end_cost(at, columns), at))
    return _walk_back(trail, end, states[end] + _end_cost(end, columns), columns)


def _drop_dearer(steps: _Steps, columns: _Columns) -> None:
    """Of the steps that end behind all columns keep the cheapest: what follows costs all the same.

    So there are never more states than rows, however long the text is.
    """
    over = [at for at in steps if at >= columns.end]
    if len(over) > 1:
        best = min(over, key=lambda at: (steps[at][0], at))
        for at in over:
            if at != best:
                del steps[at]


def _end_columns(steps: _Steps, columns: _Columns) -> _Steps:
    """Return steps after which the next column begins; what they leave is white."""
    ended: _Steps = {}
    for at, (cost, start, rows, before, torn) in steps.items():
        white = 0 if at in columns.heads or at >= columns.end else columns.room(at)
        total = cost + min(SHORT * white * white, WHITE + white)
        _keep_best(ended, at + white, (total, start, rows, before, torn))
    return ended


def _end_cost(at: int, columns: _Columns) -> float:
    missing = max(0, columns.end - at)
    return min(SHORT * missing * missing, WHITE + missing)


def _set_lines(slab: Slab, states: Mapping[int, float], columns: _Columns, *, held: bool) -> _Steps:
    """Set a paragraph after each state: each of its choices, from each row that it may begin at."""
    steps: _Steps = {}
    end, heads, left, over = columns.end, columns.heads, columns.left, columns.over
    choices = [(choice.rows, choice.cost) for choice in slab.choices]
    for at, cost in states.items():
        for start, hole in _begins(slab, at, columns, held=held):
            again = columns.again(slab, start)
            lone = LONE_FIRST if start < end and left[start] == 1 else 0.0
            for deep, price in choices:
                rows = deep + again if deep + again > 0 else 0
                last = start + rows - 1
                fit = (last + 1 - (end if end > start else start)) * over if last >= end else 0.0
                if rows > 1:
                    fit += (WIDOW if last in heads else 0.0) + lone
                total = cost + hole + price + fit
                known = steps.get(last + 1)
                if known is None or total < known[0]:
                    steps[last + 1] = (total, start, rows, at, False)
                # two lines may open a column in the last one's stead
                if rows > TAIL + slab.head and last < end and last in heads and left[last] >= TAIL:
                    torn = total - WIDOW + HOLE
                    _keep_best(steps, last + 2, (torn, start, rows, at, True))
    return steps


def _begins(slab: Slab, at: int, columns: _Columns, *, held: bool) -> list[tuple[int, float]]:
    """Return where a paragraph may begin: where there is room for what stays together of it."""
    begins = columns.begins(at, held=held)
    if not slab.head:
        return begins
    whole = [(start, hole) for start, hole in begins if columns.room(start) >= slab.head]
    start = at
    while not whole and columns.room(start) < slab.head:
        start += columns.room(start)
    return whole or [(start, HOLE * (start - at) ** 2)]


def _set_whole(slab: Slab, states: Mapping[int, float], columns: _Columns, *, held: bool) -> _Steps:
    """Set a piece that stays whole after each state.

    Where no choice fits it moves to the next column that holds it, however deep the hole.
    """
    steps: _Steps = {}
    for at, cost in states.items():
        placed = False
        for start, hole in columns.begins(at, held=held):
            again = columns.again(slab, start)
            opens = start in columns.heads
            for choice in slab.choices:
                rows = max(0, choice.rows + again)
                if rows + slab.keep <= columns.room(start):
                    placed = True
                    over = max(0, start + rows - max(columns.end, start)) * columns.over
                    price = choice.cost + choice.unlike
                    if opens:
                        price = AT_HEAD * choice.cost + choice.opening
                    total = cost + hole + price + over
                    _keep_best(steps, start + rows, (total, start, rows, at, False))
        if not placed:
            _push(slab, at, cost, columns, steps)
    return steps


def _push(slab: Slab, at: int, cost: float, columns: _Columns, steps: _Steps) -> None:
    start = at
    choice = slab.choices[0]
    rows = choice.rows
    while rows + slab.keep > columns.room(start):
        start += columns.room(start)
        rows = max(0, choice.rows + (slab.repeat if start < columns.end else 0))
    over = rows * columns.over if start >= columns.end else 0.0
    hole = HOLE * (start - at) ** 2
    _keep_best(steps, start + rows, (cost + hole + choice.cost + over, start, rows, at, False))


def _set_shaped(
    plain: Slab,
    way: Callable[[int], Slab],
    states: Mapping[int, float],
    columns: _Columns,
    *,
    held: bool,
) -> _Steps:
    """Set a slab that hangs on the row in which it begins; it moves on to one where it may."""
    steps: _Steps = {}
    for at, cost in states.items():
        begins = columns.begins(at, held=held)
        starts = [(start, hole) for start, hole in begins if _goes_in(way(start), start, columns)]
        if not starts:
            start = at
            while not _goes_in(way(start), start, columns):
                start += 1
            starts = [(start, HOLE * (start - at) ** 2)]
        for start, hole in starts:
            slab = way(start)
            set_slab = _set_lines if slab.splits else _set_whole
            own = set_slab(slab, {start: cost + hole}, columns, held=True)
            for end, (total, first, rows, _, torn) in own.items():
                if slab is plain or not torn:  # lines that move would have another measure
                    _keep_best(steps, end, (total, first, rows, at, torn))
    return steps


def _goes_in(slab: Slab, start: int, columns: _Columns) -> bool:
    """Tell whether a slab can be set from a row on."""
    least = min([choice.rows for choice in slab.choices], default=_ENDLESS)
    whole = least + columns.again(slab, start) + slab.keep <= columns.room(start)
    return whole or (slab.splits and bool(slab.choices))


def _keep_best(steps: _Steps, end: int, step: _Step) -> None:
    if end not in steps or step[0] < steps[end][0]:
        steps[end] = step


def _walk_back(trail: list[_Steps], end: int, cost: float, columns: _Columns) -> Poured:
    placed: list[tuple[int, tuple[Piece, ...]]] = []
    at = end
    for steps in reversed(trail):
        _, start, rows, before, torn = steps[at]
        if torn:
            head = _pieces(start, rows - TAIL, columns)
            tail = _pieces(start + rows - 1, TAIL, columns, first=rows - TAIL)
            placed.append((rows, head + tail))
        else:
            placed.append((rows, _pieces(start, rows, columns)))
        at = before
    placed.reverse()
    lost = sum(
        piece.count
        for _, pieces in placed
        for piece in pieces
        if piece.column == len(columns.depths)
    )
    return Poured(
        rows=tuple(rows for rows, _ in placed),
        pieces=tuple(pieces for _, pieces in placed),
        cost=cost,
        overset=lost,
        short=max(0, columns.end - end),
    )


def _pieces(start: int, rows: int, columns: _Columns, first: int = 0) -> tuple[Piece, ...]:
    found: list[Piece] = []
    at, last = start, first + rows
    while first < last:
        count = min(last - first, columns.room(at))
        column = columns.column(at)
        found.append(Piece(column, at - columns.starts[column], first, count))
        at += count
        first += count
    return tuple(found)
