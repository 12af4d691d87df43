"""Pour set text into columns.

Takes slabs (what a paragraph or crosshead can be in rows of the grid, and what each choice
costs) and the depths of a story's columns; returns which choice each slab takes and where
its rows lie.  One shortest-path search over the whole story, so that slack goes where it
shows least.  Knows rows and costs only: nothing of type, boxes or the page.
"""

from collections.abc import Sequence
from itertools import accumulate

from broadsheet.models import frozen, replace

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


@frozen(kw_only=True)
class Slab:
    """A paragraph (``splits``) or a piece that stays whole, such as a crosshead."""

    choices: tuple[Choice, ...]
    splits: bool = True
    ends: bool = False  # its column ends with it
    keep: int = 0  # rows of what follows that must stand under it in its column
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


@frozen()
class _Step:
    """Best way to have set some slabs so that the next row is ``at``."""

    cost: float
    start: int  # where the slab began, after any hole
    rows: int
    before: int  # the state it came from
    torn: bool = False  # its last lines moved to the next column, a row before them is white

    @property
    def end(self) -> int:
        """The next row after it."""
        return self.start + self.rows + self.torn


@frozen()
class _State:
    """Some slabs are set: the next row is ``at``; ``held`` to what stands above it."""

    at: int
    cost: float
    held: bool


class _Columns:
    """Rows of all columns numbered through, one endless column last for what is overset."""

    def __init__(self, depths: Sequence[int], over: float = OVERSET) -> None:
        self.over = over  # cost of a row that no column holds
        self.depths = depths
        self.starts = [0, *accumulate(depths)]
        self.end = self.starts[-1]
        self.heads = set(self.starts)

    def column(self, at: int) -> int:
        """Return the column of row ``at``."""
        if at >= self.end:
            return len(self.depths)
        low = 0
        while self.starts[low + 1] <= at:
            low += 1
        return low

    def room(self, at: int) -> int:
        """Return how many rows are left in the column from ``at`` on."""
        if at >= self.end:
            return 1 << 30
        return self.starts[self.column(at) + 1] - at


def pour(slabs: Sequence[Slab], depths: Sequence[int], *, onward: bool = False) -> Poured:
    """Find the cheapest way to fill columns of ``depths`` rows with ``slabs`` in order.

    ``onward``: what no column holds is no loss, it goes on elsewhere.
    """
    columns = _Columns(depths, 0.0 if onward else OVERSET)
    states: dict[int, float] = {0: 0.0}
    trail: list[dict[int, _Step]] = []
    held = False  # under a crosshead: no hole may come between
    for slab in slabs:
        steps: dict[int, _Step] = {}
        for at, cost in states.items():
            _set_slab(slab, _State(at, cost, held), columns, steps)
        if slab.ends:
            steps = _end_columns(steps, columns)
        _drop_dearer(steps, columns)
        trail.append(steps)
        held = not slab.splits
        states = {at: step.cost for at, step in steps.items()}
    end = min(states, key=lambda at: (states[at] + _end_cost(at, columns), at))
    return _walk_back(trail, end, states[end] + _end_cost(end, columns), columns)


def _drop_dearer(steps: dict[int, _Step], columns: _Columns) -> None:
    """Of the steps that end behind all columns keep the cheapest: what follows costs all the same.

    So there are never more states than rows, however long the text is.
    """
    over = [at for at in steps if at >= columns.end]
    if len(over) > 1:
        best = min(over, key=lambda at: (steps[at].cost, at))
        for at in over:
            if at != best:
                del steps[at]


def _end_columns(steps: dict[int, _Step], columns: _Columns) -> dict[int, _Step]:
    """Return steps after which the next column begins; what they leave is white."""
    ended: dict[int, _Step] = {}
    for at, step in steps.items():
        white = 0 if at in columns.heads or at >= columns.end else columns.room(at)
        known = ended.get(at + white)
        cost = step.cost + min(SHORT * white * white, WHITE + white)
        if known is None or cost < known.cost:
            ended[at + white] = replace(step, cost=cost)
    return ended


def _end_cost(at: int, columns: _Columns) -> float:
    missing = max(0, columns.end - at)
    return min(SHORT * missing * missing, WHITE + missing)


def _set_slab(slab: Slab, state: _State, columns: _Columns, steps: dict[int, _Step]) -> None:
    at = state.at
    room = columns.room(at)
    starts = [(at, 0.0)]
    if room <= DEEPEST_HOLE and at not in columns.heads and not state.held:
        starts.append((at + room, HOLE * room * room))
    placed = False
    for start, hole in starts:
        again = slab.repeat if start in columns.heads and start < columns.end else 0
        for choice in slab.choices:
            rows = max(0, choice.rows + again)
            extra = _fit_cost(slab, rows, start, columns)
            if extra is not None:
                placed = True
                dear = AT_HEAD if start in columns.heads and not slab.splits else 1.0
                total = state.cost + hole + dear * choice.cost + extra
                _keep_best(steps, _Step(total, start, rows, at))
                if slab.splits and _opens_column(start, rows, columns):
                    torn = total - WIDOW + HOLE
                    _keep_best(steps, _Step(torn, start, rows, at, torn=True))
    if not placed:
        _push_whole(slab, state, columns, steps)


def _opens_column(start: int, rows: int, columns: _Columns) -> bool:
    """Tell whether the last line opens a column, and two may do so in its stead."""
    last = start + rows - 1
    return (
        rows > TAIL
        and last in columns.heads
        and last < columns.end
        and columns.room(last) >= TAIL
        and last - start >= TAIL
    )


def _keep_best(steps: dict[int, _Step], step: _Step) -> None:
    end = step.end
    known = steps.get(end)
    if known is None or step.cost < known.cost:
        steps[end] = step


def _fit_cost(slab: Slab, rows: int, start: int, columns: _Columns) -> float | None:
    """Return what setting ``rows`` from ``start`` costs, None where it may not be."""
    over = max(0, start + rows - max(columns.end, start)) * columns.over
    room = columns.room(start)
    if not slab.splits:
        return over if rows + slab.keep <= room else None
    cost = over
    if rows > 1 and start + rows - 1 in columns.heads:
        cost += WIDOW
    if rows > 1 and room == 1:
        cost += LONE_FIRST
    return cost


def _push_whole(slab: Slab, state: _State, columns: _Columns, steps: dict[int, _Step]) -> None:
    """A piece that stays whole moves to the next column that holds it, however deep the hole."""
    start = state.at
    choice = slab.choices[0]
    rows = choice.rows
    while rows + slab.keep > columns.room(start):
        start += columns.room(start)
        rows = max(0, choice.rows + (slab.repeat if start < columns.end else 0))
    over = rows * columns.over if start >= columns.end else 0.0
    hole = HOLE * (start - state.at) ** 2
    _keep_best(steps, _Step(state.cost + hole + choice.cost + over, start, rows, state.at))


def _walk_back(trail: list[dict[int, _Step]], end: int, cost: float, columns: _Columns) -> Poured:
    placed: list[tuple[int, tuple[Piece, ...]]] = []
    at = end
    for steps in reversed(trail):
        step = steps[at]
        if step.torn:
            moved = step.start + step.rows - 1
            head = _pieces(step.start, step.rows - TAIL, columns)
            tail = _pieces(moved, TAIL, columns, first=step.rows - TAIL)
            placed.append((step.rows, head + tail))
        else:
            placed.append((step.rows, _pieces(step.start, step.rows, columns)))
        at = step.before
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
