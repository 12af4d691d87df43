"""A story's marks in the order of reading.

Takes what a story's box has set, in the order in which it was set; returns the same marks in
the order of ``edition.passages``.  Needed where the two differ: a byline under the head or at
the end, an editor's note before the text that 本报讯 opens.
"""

from collections.abc import Collection, Iterator, Sequence

from broadsheet.display import Mark, PlacedPicture, Source, TextLine
from broadsheet.edition import Article, item_passages
from broadsheet.fonts.typeface import FaceBook
from broadsheet.makeup.text.chunk import Chunk
from broadsheet.models import replace
from broadsheet.paragraph.places import width_of_runs

OPENING = ("source", "byline")  # run into the first paragraph


def is_out_of_order(chunks: Sequence[Chunk], roles: Collection[str]) -> bool:
    """Tell whether what opens a story is set after its text, or before: ``roles`` over it."""
    late = (
        chunk.role in OPENING or (chunk.spans and chunk.spans[0].source.role in OPENING)
        for chunk in chunks[1:]
    )
    return bool(roles) or any(late) or any(chunk.role == "standfirst" for chunk in chunks[:1])


def in_reading_order(copy: Sequence[Mark], story: Article, book: FaceBook) -> list[Mark]:
    """Return a story's marks in the order of its passages; lines of two passages are parted."""
    ranks = {(p.role, p.block): n for n, p in enumerate(item_passages(story))}
    found: list[tuple[int, Mark]] = []
    last = -1
    for mark in _parted(copy, book):
        source = _source(mark)
        if source is not None:
            keys = [(source.role, source.block), ("credit", source.block)]
            last = next((ranks[key] for key in keys if key in ranks), last)
        found.append((last, mark))
    found.sort(key=lambda one: one[0])
    return [mark for _, mark in found]


def _source(mark: Mark) -> Source | None:
    if isinstance(mark, PlacedPicture):
        return mark.source
    if isinstance(mark, TextLine):
        return next((run.source for run in mark.runs if run.source.item), None)
    return None


def _parted(copy: Sequence[Mark], book: FaceBook) -> Iterator[Mark]:
    """Part the lines in which 本报讯 or a byline runs into the text."""
    for mark in copy:
        runs = mark.runs if isinstance(mark, TextLine) else ()
        cuts = [n for n, run in enumerate(runs, 1) if run.source.role in OPENING]
        cut = cuts[-1] if cuts else 0
        if not isinstance(mark, TextLine) or not cut or cut == len(runs):
            yield mark
            continue
        faces = {run.face: book.face(run.face) for run in runs[:cut]}
        along = width_of_runs(runs[:cut], faces, vertical=mark.vertical)
        at = (mark.x, mark.y + along) if mark.vertical else (mark.x + along, mark.y)
        yield replace(mark, runs=runs[:cut], width=round(along, 3))
        yield replace(
            mark,
            runs=runs[cut:],
            x=round(at[0], 3),
            y=round(at[1], 3),
            width=round(mark.width - along, 3),
        )
