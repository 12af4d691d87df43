"""White round the crossheads of a story, like for all of them.

Takes a story's chunks and how they were poured; returns whether its crossheads stand in unlike
white, and the chunks with prices that make them alike: each row that a crosshead has more or
fewer than its fellows costs, besides what the row itself costs.  One at a column's head takes no
part: its white is all under it, so it is best as it is by itself.  Pours nothing.
"""

from collections.abc import Iterable, Sequence

from broadsheet.flow import AT_HEAD, Poured
from broadsheet.makeup.text.chunk import Chunk
from broadsheet.models import replace

# Times the square of the rows.  With a row's own price of 1.5 in the usual ladder one row unlike
# is dearer than a paragraph one line longer (2.2), and cheaper than a row of white at the end (3).
UNLIKE = 1.4
FOOT = 1  # rows of white at the end that two rows unlike may cost


def levels_of(chunks: Iterable[Chunk]) -> range:
    """Return the rows more or fewer that all crossheads of a story could have."""
    steps = [
        choice.rows - c.slab.choices[0].rows for c in _heads(chunks) for choice in c.slab.choices
    ]
    return range(min(steps, default=0), max(steps, default=0) + 1)


def unlike(chunks: Sequence[Chunk], poured: Poured) -> bool:
    """Tell whether crossheads have other white than they have by themselves.

    One at a column's head does not count: no white is seen over it.
    """
    return any(
        rows != chunk.slab.choices[0].rows
        for chunk, rows, pieces in zip(chunks, poured.rows, poured.pieces, strict=True)
        if _is_head(chunk) and pieces and pieces[0].row
    )


def priced(chunk: Chunk, level: int) -> Chunk:
    """Return a chunk that is dearer the more its white differs from ``level`` rows more.

    Where it opens a column, the more it differs from what it has by itself.
    """
    if not _is_head(chunk):
        return chunk
    own = chunk.slab.choices[0].rows
    choices = [
        replace(
            one,
            unlike=UNLIKE * (one.rows - own - level) ** 2,
            opening=AT_HEAD * UNLIKE * (one.rows - own) ** 2,
        )
        for one in chunk.slab.choices
    ]
    return replace(chunk, slab=replace(chunk.slab, choices=tuple(choices)))


def dearer(level: int) -> float:
    """Return what a story costs whose crossheads all have other white than those of the page."""
    return UNLIKE * abs(level)


def _heads(chunks: Iterable[Chunk]) -> list[Chunk]:
    return [chunk for chunk in chunks if _is_head(chunk)]


def _is_head(chunk: Chunk) -> bool:
    """Tell whether a chunk is a crosshead that may take rows."""
    return (
        chunk.crosshead
        and not chunk.rule
        and chunk.role == "crosshead"
        and len(chunk.slab.choices) > 1
    )


def no_worse(poured: Poured, than: Poured) -> bool:
    """Tell whether nothing more is over, and no more white at the end than one row."""
    return poured.overset <= than.overset and poured.short <= max(FOOT, than.short)
