"""Text beside a picture or a pull quote that is narrower than its columns (绕排).

Takes a block, the columns that it is given and its width; returns the columns that it stands
in, and the room that it leaves in each of them; and sets a story's chunks for the rows beside
it.  Lines never run on both sides of a block in one column, nor in a room under six
characters: then the column is the block's.
"""

from collections.abc import Callable, Mapping, Sequence
from math import ceil

from broadsheet.edition import Article
from broadsheet.flow import Slab
from broadsheet.headline import FITS
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.setup import source_of
from broadsheet.makeup.shape.runaround import Obstacle
from broadsheet.makeup.story.even import Likeness, priced
from broadsheet.makeup.text.blocks import STIFF, set_display
from broadsheet.makeup.text.chunk import Chunk, Room, narrowest, set_chunk
from broadsheet.models import field, record, replace

LEAST = 6  # em, of a line beside a block
WHITE = 1.0  # em, between a block and the text beside it
HUNG = 4  # em, least of a line that hangs by a bullet
WHOLE = ("verse", "table")  # keep their lines
NO_WAY = Slab(choices=())  # of what can't begin in a row

Column = tuple[float, float]  # left edge and measure, pt


def stand(
    block: Obstacle, columns: Sequence[Column], width: float, side: str, em: float
) -> tuple[Obstacle, float, float, Mapping[int, Room]]:
    """Return the block's columns, left edge and width, pt, and the rooms beside it by column.

    ``side`` is where it stands in the columns that it is given: left, middle or right.  Where
    no text goes in beside it, they are all the block's, and so is their width.
    """
    left = columns[block.first][0]
    room = sum(columns[block.last]) - left
    if len(block.columns) == 1 and side == "middle":
        side = "right"
    at = left + {"left": 0.0, "middle": 0.5, "right": 1.0}[side] * (room - width)
    kept: list[int] = []
    rooms: dict[int, Room] = {}
    for n in block.columns:
        edge, measure = columns[n]
        before = at - WHITE * em - edge
        after = edge + measure - at - width - WHITE * em
        if max(before, after) > measure - FITS:
            continue
        kept.append(n)
        own = int(max(before, after) / em + 1e-6) * em
        if own >= LEAST * em - FITS:
            rooms[n] = Room(0.0 if before >= after else measure - own, own)
    if not rooms:
        return block, left, room, {}
    block = replace(block, first=kept[0], last=kept[-1], narrow=tuple(rooms))
    if len(kept) == 1 and side == "middle":
        return stand(block, columns, width, side, em)
    return block, at, width, rooms


@record()
class Shaper:
    """Sets a story's chunks for the rows where they begin."""

    galley: Galley
    story: Article
    measure: float  # pt, of a whole column
    chunks: Sequence[Chunk]
    known: dict[tuple[int, tuple[float, ...]], Chunk | None] = field(default_factory=dict)
    wish: Likeness | None = None  # of all crossheads, from which one differs at a price

    def ways(self, rooms: Sequence[Room | None]) -> Callable[[int, int], Slab]:
        """Return what tells ``flow`` how a chunk can be set from a row on."""

        def way(n: int, at: int) -> Slab:
            chunk = self.chunk(n, at, rooms)
            return chunk.slab if chunk else NO_WAY

        return way

    def priced(self, chunks: Sequence[Chunk], wish: Likeness) -> "Shaper":
        """Return what sets chunks whose crossheads were priced by a wish."""
        return replace(self, chunks=chunks, known={}, wish=wish)

    def chunk(self, n: int, at: int, rooms: Sequence[Room | None]) -> Chunk | None:
        """Return chunk ``n`` as it is set from row ``at`` on; None: it can't begin there."""
        own = self.chunks[n]
        reach = max(choice.rows for choice in own.slab.choices)
        if not any(rooms[at : at + reach]):
            return own
        if own.crosshead:
            room = narrowest(rooms[at : at + reach])
            return self._known(n, (room.measure,), self._display) if room else own
        spare = self.measure - own.setting.measure
        tightest = narrowest(rooms[at:])
        longer = ceil(self.measure / tightest.measure) + 1 if tightest else 1
        beside = rooms[at : at + longer * reach]
        widths = [room.measure - spare if room else own.setting.measure for room in beside]
        while widths and widths[-1] == own.setting.measure:
            widths.pop()
        return self._known(n, tuple(widths), self._lines)

    def _known(
        self,
        n: int,
        widths: tuple[float, ...],
        make: Callable[[int, tuple[float, ...]], Chunk | None],
    ) -> Chunk | None:
        if (n, widths) not in self.known:
            self.known[n, widths] = make(n, widths)
        return self.known[n, widths]

    def _lines(self, n: int, widths: tuple[float, ...]) -> Chunk | None:
        own = self.chunks[n]
        stiff = own.part or own.rule or own.panel or own.before or own.after
        if stiff or own.setting.filled or own.role in WHOLE or not own.spans:
            return None
        if min(widths) < HUNG * own.size:
            return None
        rung = STIFF if own.setting.align == "right" else self.galley.ladder.paragraph
        return set_chunk(own.spans, replace(own.setting, widths=widths), rung, own.inset)

    def _display(self, n: int, widths: tuple[float, ...]) -> Chunk | None:
        """A crosshead or a quote in its own size; None where it is too long for the room."""
        own = self.chunks[n]
        block = self.story.body[own.block] if own.block >= 0 else None
        if block is None or block.kind not in ("crosshead", "pull"):
            return None
        source = source_of(self.story.id, block.kind, block.text, own.block)
        type_ = self.galley.type(block.kind)
        if block.kind == "crosshead":
            type_ = type_.sized(own.size)
        chunk = set_display(self.galley, type_, block, source, widths[0])
        fits = max(line.width for line in chunk.natural.lines) <= widths[0] + FITS
        if not fits:
            return None
        return chunk if self.wish is None else priced(chunk, self.wish)
