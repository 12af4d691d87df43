"""White round the crossheads of a story, like for all of them.

Takes a story's chunks and how they were poured; returns whether its crossheads stand in unlike
white, the chunks with prices that make them alike, and the best of some ways to pour them.  A
row that one crosshead has more than its fellows is dearer than a row of white at the story's
end, which shows less.  One at a column's head takes no part: its white is all under it, so it is
best as it is by itself.  Pours nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from broadsheet.flow import AT_HEAD, Poured
from broadsheet.makeup.text.chunk import Chunk
from broadsheet.models import frozen, replace

OFF = 1.4  # cost of each row by which all crossheads of a story differ from those of the page

T = TypeVar("T")


@frozen(kw_only=True)
class Worth:
    """What it is worth that crossheads are alike."""

    price: float  # of one that is not: times the square of the rows by which it differs
    foot: int = 0  # rows of white at the end, where there were fewer
    more: int = 0  # and those besides what there were


@frozen()
class Likeness:
    """What the crossheads of a story should be."""

    level: int  # rows more than each has by itself
    worth: Worth


@frozen()
class Way(Generic[T]):
    """A way to pour a story: what it costs besides its level, its crossheads, and what it is."""

    cost: float
    differ: int  # rows between the most and the least that crossheads have
    poured: T


# First, and where crossheads differ by more than a row even so.  For ``flow`` a row of white at the
# end costs 3, two of them 12: a row unlike is dearer than one, two rows unlike than two.
WORTHS = (Worth(price=6.0, foot=1), Worth(price=30.0, more=2))
UNLIKE = WORTHS[0].price


def likest(
    chunks: Sequence[Chunk], least: float, pour: Callable[[Likeness], Way[T] | None]
) -> T | None:
    """Return the cheapest way to pour a story whose crossheads differ by no more than a row.

    ``least``: what any way costs at the least; ``pour`` tries one, None: it is out of question.
    Where none keeps to a row, the cheapest of all stands.
    """
    best: tuple[bool, float, T] | None = None  # differs by more than a row, cost
    for worth in WORTHS:
        for level in levels_of(chunks):
            off = OFF * abs(level)
            if best is not None and not best[0] and least + off >= best[1]:
                continue  # no way with this level can be cheaper
            way = pour(Likeness(level, worth))
            if way is None:
                continue
            rank = (way.differ > 1, way.cost + off)
            if best is None or rank < best[:2]:
                best = (*rank, way.poured)
        if best is not None and not best[0]:
            break
    return best[2] if best else None


def levels_of(chunks: Iterable[Chunk]) -> range:
    """Return the rows more or fewer that all crossheads of a story could have."""
    steps = [
        choice.rows - c.slab.choices[0].rows
        for c in chunks
        if _is_head(c)
        for choice in c.slab.choices
    ]
    return range(min(steps, default=0), max(steps, default=0) + 1)


def unlike(chunks: Sequence[Chunk], poured: Poured) -> bool:
    """Tell whether crossheads have other white than they have by themselves."""
    return any(_more(chunks, poured))


def differ(chunks: Sequence[Chunk], poured: Poured) -> int:
    """Return by how many rows more than by themselves crossheads of a story differ at most."""
    more = _more(chunks, poured)
    return max(more) - min(more) if more else 0


def _more(chunks: Sequence[Chunk], poured: Poured) -> list[int]:
    """Return the rows that crossheads have more than by themselves.

    One at a column's head does not count: no white is seen over it.
    """
    return [
        rows - chunk.slab.choices[0].rows
        for chunk, rows, pieces in zip(chunks, poured.rows, poured.pieces, strict=True)
        if _is_head(chunk) and pieces and pieces[0].row
    ]


def priced(chunk: Chunk, wish: Likeness) -> Chunk:
    """Return a chunk that is dearer the more its white differs from what is wished.

    Where it opens a column, the more it differs from what it has by itself.
    """
    if not _is_head(chunk):
        return chunk
    own = chunk.slab.choices[0].rows
    choices = [
        replace(
            one,
            unlike=wish.worth.price * (one.rows - own - wish.level) ** 2,
            opening=AT_HEAD * UNLIKE * (one.rows - own) ** 2,
        )
        for one in chunk.slab.choices
    ]
    return replace(chunk, slab=replace(chunk.slab, choices=tuple(choices)))


def _is_head(chunk: Chunk) -> bool:
    """Tell whether a chunk is a crosshead that may take rows."""
    return (
        chunk.crosshead
        and not chunk.rule
        and chunk.role == "crosshead"
        and len(chunk.slab.choices) > 1
    )


def no_worse(poured: Poured, than: Poured, worth: Worth) -> bool:
    """Tell whether nothing more is over, and no more white at the end than a worth allows."""
    most = max(worth.foot, than.short + worth.more)
    return poured.overset <= than.overset and poured.short <= most
