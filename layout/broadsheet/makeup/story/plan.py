"""What columns of text can do with any heights, with a head and pictures over or among them.

Takes a set head, pictures and text, and the columns of a box; returns the cheapest
way to fill given rows: rows added to the head and the picture, and the text poured.  Asked by
``heights`` for costs alone, by ``story`` and ``briefs`` for the fit itself.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Any

from broadsheet.errors import Fault
from broadsheet.flow import OVERSET, Poured, pour
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.picture import Stack
from broadsheet.makeup.shape.runaround import Layout, Obstacle, TextRows, lay_out, levelled
from broadsheet.makeup.story.area import StoryArea
from broadsheet.makeup.story.even import (
    Likeness,
    Way,
    differ,
    likest,
    no_worse,
    priced,
    unlike,
)
from broadsheet.makeup.story.head import StoryHead
from broadsheet.makeup.story.variants import Variant, head_depth
from broadsheet.makeup.story.ways import Fit, FitTrial, Insert
from broadsheet.makeup.story.wrap import Shaper
from broadsheet.makeup.text.chunk import Chunk, Room
from broadsheet.models import field, record, replace

LEAST_IMAGE = 3  # rows, however much a picture gives
LEAST_SHARED = 2  # rows of white that are shared among columns

Rows = tuple[int, ...]  # of each stretch
Rooms = tuple[Room | None, ...]  # of all rows, numbered through
Pours = dict[tuple[Rows, Rooms], Poured]
Others = Callable[[], Iterator[Variant]]


@record()
class ColumnsPlan:
    """Text and head, set; what the columns of a box can do with them."""

    galley: Galley
    area: StoryArea
    head: StoryHead | None  # None: beside the text
    head_rows: int
    pictures: Stack
    pictures_below: bool  # they stand under the text
    chunks: tuple[Chunk, ...]
    inserts: tuple[Insert, ...] = ()
    others: Others | None = None  # what else its head and pictures can be, to fit
    shaper: Shaper | None = None  # where text stands beside a block
    onward: bool = False  # what it does not hold goes on in another box
    tail: int = 0  # rows kept at its foot for the line that says where, when text goes on
    tailed: bool = False  # they are kept in any case
    costs: dict[tuple[int, ...], float] = field(default_factory=dict)
    by_key: dict[tuple[int, ...], float] = field(default_factory=dict)  # by heights, or by rooms
    fits: dict[tuple[int, ...], Fit] = field(default_factory=dict)
    poured: Pours = field(default_factory=dict)
    tried: dict[tuple[int, ...], Fit] = field(default_factory=dict)  # by heights, or by rooms
    steps: tuple[FitTrial, ...] = ()  # the cheapest first; found when first asked for
    needed: tuple[int, int] | None = None  # the same way
    bands: tuple[tuple[int, int, int], ...] = ()  # the same way

    @property
    def trials(self) -> tuple[FitTrial, ...]:
        """All steps that head and pictures may take, the cheapest first."""
        if not self.steps:
            self.steps = tuple(sorted(self._trials(), key=lambda trial: (trial.cost, trial.more)))
        return self.steps

    @property
    def growing(self) -> Stack:
        """The pictures that may take more rows or fewer: the first ones."""
        return self.pictures if self.pictures.rows or not self.inserts else self.inserts[0].stack

    def head_in(self, trial: FitTrial) -> StoryHead | None:
        """Return the head of a trial."""
        return trial.variant.head if trial.variant else self.head

    def pictures_in(self, trial: FitTrial) -> Stack:
        """Return the pictures over the whole story or under it."""
        return trial.variant.pictures if trial.variant else self.pictures

    def head_rows_in(self, trial: FitTrial) -> int:
        """Return the rows of the head."""
        own = trial.variant
        return (head_depth(self.galley, own.head) if own else self.head_rows) + trial.head

    @property
    def least(self) -> tuple[int, int]:
        """Fewest rows that the text takes; most that head and pictures give to it."""
        if self.needed is None:
            rows = sum([min([c.rows for c in chunk.slab.choices]) for chunk in self.chunks])
            self.needed = rows, -min([trial.more for trial in self.trials])
        return self.needed

    @property
    def blocked(self) -> bool:
        """Whether the text runs round something."""
        return self.area.head_block is not None or bool(self.inserts)

    def cost(self, heights: tuple[int, ...]) -> float:
        """Cost of the box with its bands ``heights`` rows deep."""
        known = self.costs.get(heights)
        if known is None:
            key = self._key(heights)
            known = self.by_key.get(key)
            if known is None:
                known = self.by_key[key] = self._cost(heights)
            self.costs[heights] = known
        return known

    def _key(self, heights: tuple[int, ...]) -> tuple[int, ...]:
        """Return what counts of heights: where the text runs round nothing, its rooms alone.

        Many heights leave them alike.
        """
        return heights if self.blocked else tuple(self.rooms(heights))

    def _cost(self, heights: tuple[int, ...]) -> float:
        least, give = self.least
        rooms = self.rooms(heights)
        want = least - sum([max(0, room + give) for room in rooms])
        if self.onward:
            want = 0
        elif self.blocked:
            blocks = self._blocks(FitTrial(0.0, 0, 0, -give))
            whole = [(block.rows, len(block.columns) - len(block.narrow)) for block in blocks]
            want += sum([rows * columns for rows, columns in whole])
        if want <= 0:
            return self.unlevelled(heights).cost
        # What is plainly overset needs no pouring: at least so many rows are, and those that
        # head and pictures lack, so that each row more counts.
        return OVERSET * (want + sum([max(0, -room - give) for room in rooms]))

    def fit(self, heights: tuple[int, ...]) -> Fit:
        """Return the cheapest way to fill the bands' ``heights``."""
        known = self.fits.get(heights)
        if known is None:
            fit = self._levelled(heights, self.unlevelled(heights))
            own = replace(fit, chunks=self._chunks_in(fit))
            known = self.fits[heights] = self._evened(heights, own)
        return known

    def _evened(self, heights: tuple[int, ...], fit: Fit) -> Fit:
        """Give crossheads like white, or let head, pictures and paragraphs take the slack.

        What it costs is not asked while heights are sought, so it is never bought with text that
        is over, or with more white at the end than a row; two where crossheads differ by more.
        Columns that end as the source's do have slack of their own, which they can't share.
        """
        if self.onward or self.galley.as_cut or not unlike(fit.chunks, fit.poured):
            return fit
        plain = self.unlevelled(heights)

        def pour_alike(wish: Likeness) -> Way[Fit] | None:
            other = self._priced(wish)
            own = other.unlevelled(heights)
            kept = self.head is not None or own.trial == fit.trial  # a head beside has its depth
            no_more = own.lacking <= plain.lacking and no_worse(
                own.poured, plain.poured, wish.worth
            )
            if not (kept and no_more):
                return None
            level = other._levelled(heights, own)
            level = replace(level, chunks=other._chunks_in(level))
            return Way(own.cost, differ(level.chunks, level.poured), level)

        return likest(self.chunks, plain.cost, pour_alike) or fit

    def _priced(self, wish: Likeness) -> "ColumnsPlan":
        """Return the plan with crossheads that are dearer the more they differ from a wish."""
        chunks = tuple([priced(chunk, wish) for chunk in self.chunks])
        shaper = self.shaper and self.shaper.priced(chunks, wish)
        caches: dict[str, Any] = {"costs": {}, "by_key": {}, "fits": {}, "poured": {}, "tried": {}}
        return replace(self, chunks=chunks, shaper=shaper, steps=self.trials, **caches)

    def rooms(self, heights: Sequence[int]) -> list[int]:
        """Rows left for text in each column; below 0 where head and picture are too deep."""
        if not self.bands:
            self.bands = self._bands()
        return [sum(heights[top:foot]) - taken for top, foot, taken in self.bands]

    def _bands(self) -> tuple[tuple[int, int, int], ...]:
        """Return from which band of the box to before which each column runs, and rows taken."""
        area = self.area
        first = area.shape.bands.start
        over = self.pictures.rows + (0 if area.head_block else self.head_rows)
        white = area.above + area.pad_head + area.pad_foot
        places = [(area.shape.spans[place.span], place.under_head) for place in area.places]
        return tuple(
            [
                (span.top - first, span.foot + 1 - first, white + over if under else white)
                for span, under in places
            ]
        )

    def unlevelled(self, heights: tuple[int, ...]) -> Fit:
        """Return the cheapest way to fill heights, white not shared yet."""
        key = self._key(heights)
        known = self.tried.get(key)
        if known is None:
            known = self.tried[key] = self._cheapest(heights)
        return known

    def _cheapest(self, heights: Sequence[int]) -> Fit:
        """Try what head and pictures may do, the cheapest first."""
        best: Fit | None = None
        rooms = self.rooms(heights)
        too_much, too_little = 1 << 30, -(1 << 30)  # rows taken that are overset, or white
        for trial in self.trials:
            if best is not None and trial.cost >= best.cost:
                break
            if trial.more >= too_much or trial.more <= too_little:
                continue
            fit = self._fit_with(heights, rooms, trial)
            if best is None or fit.cost < best.cost:
                best = fit
            if fit.poured.overset or fit.lacking:
                too_much = trial.more  # with more rows taken from it the text fits less
            elif fit.short > 1:
                too_little = max(too_little, trial.more)
        if best is None:
            raise Fault("columns without a way to fill them")
        return best

    def _trials(self) -> Iterator[FitTrial]:
        if self.onward:  # it is full as it is: what is left goes on
            yield FitTrial(0.0, 0)
            return
        ladder = self.galley.ladder
        stack = self.growing
        steps, rung = stack.steps, ladder.picture
        least = max(rung.least, min(0, LEAST_IMAGE - stack.image_rows), steps.start)
        most = min(rung.most, steps.stop - 1)
        pictures = range(least, most + 1) if stack.rows else range(1)
        for head in range(ladder.head.most + 1 if self.head_rows else 1):
            for picture in pictures:
                cost = ladder.head.cost(head) + ladder.picture.cost(picture)
                yield FitTrial(cost, head + picture, head, picture)
        if self.blocked or self.others is None or not (ladder.headline or ladder.drop):
            return
        for other in self.others():
            for picture in pictures if other.pictures.rows else range(1):
                cost = other.cost + ladder.picture.cost(picture)
                yield FitTrial(cost, picture - other.saved, 0, picture, other)

    def _own_rooms(self, rooms: Sequence[int], trial: FitTrial) -> list[int]:
        """Return rows left under head and pictures that are so many rows deeper."""
        more = trial.more
        if self.blocked:
            more = 0 if self.area.head_block else trial.head
            more += trial.picture if self.pictures.rows else 0
        return [
            room - more if place.under_head else room
            for room, place in zip(rooms, self.area.places, strict=True)
        ]

    def _fit_with(self, heights: Sequence[int], rooms: Sequence[int], trial: FitTrial) -> Fit:
        own = self._own_rooms(rooms, trial)
        beside: Rooms = ()
        if self.blocked:
            layout = self._laid_out(heights, own, trial)
            depths, lacking = layout.depths, layout.lacking
            beside = self._rooms_in(layout, depths)
        else:
            depths = tuple([max(0, room) for room in own])
            lacking = max(0, -min(own))
        poured = self._pour(depths, beside)
        total = trial.cost + poured.cost + OVERSET * lacking
        return Fit(trial, depths, poured, total, lacking, poured.short, depths, beside)

    def layout(self, heights: Sequence[int], fit: Fit) -> Layout:
        """Return where text and blocks stand in a fit to ``heights``."""
        own = self._own_rooms(self.rooms(heights), fit.trial)
        return self._laid_out(heights, own, fit.trial)

    def _laid_out(self, heights: Sequence[int], own: Sequence[int], trial: FitTrial) -> Layout:
        over = 0 if self.area.head_block else self.head_rows_in(trial)
        if not self.pictures_below:
            over += self.pictures_in(trial).depth(trial.picture)
        columns = [
            (top + over if place.under_head else top, rows)
            for top, rows, place in zip(self.area.tops(heights), own, self.area.places, strict=True)
        ]
        if self.blocked:
            return lay_out(columns, self._blocks(trial))
        return Layout(
            tuple(TextRows(n, top, max(0, rows)) for n, (top, rows) in enumerate(columns))
        )

    def _blocks(self, trial: FitTrial) -> list[Obstacle]:
        """Return the head's block, then those of pictures, the first of which may grow."""
        blocks = []
        if block := self.area.head_block:
            blocks.append(replace(block, rows=self.head_rows + trial.head))
        first = 0 if self.pictures.rows else trial.picture
        for n, insert in enumerate(self.inserts):
            rows = insert.block.rows + (0 if n else first)
            blocks.append(replace(insert.block, rows=max(0, rows)))
        return blocks

    def _rooms_in(self, layout: Layout, depths: Rows) -> Rooms:
        """Return the room of each row beside a block; nothing where no text stands so."""
        if not any(insert.beside for insert in self.inserts):
            return ()
        spots = layout.spots[1:] if self.area.head_block else layout.spots
        found: list[Room | None] = []
        for stretch, depth in zip(layout.stretches, depths, strict=True):
            rows: list[Room | None] = [None] * depth
            for insert, spot in zip(self.inserts, spots, strict=True):
                room, first = insert.beside.get(stretch.column), spot.top - stretch.top
                for row in range(max(0, first), min(depth, first + spot.rows) if room else 0):
                    rows[row] = room
            found += rows
        return tuple(found) if any(found) else ()

    def _chunks_in(self, fit: Fit) -> tuple[Chunk, ...]:
        """Return the chunks as they are set where a fit has them."""
        if not fit.rooms:
            return self.chunks
        starts = [0, *accumulate(fit.level)]
        found: list[Chunk] = []
        for n, (chunk, pieces) in enumerate(zip(self.chunks, fit.poured.pieces, strict=True)):
            own = None
            if pieces:
                own = self._shaped.chunk(n, starts[pieces[0].column] + pieces[0].row, fit.rooms)
            found.append(own or chunk)
        return tuple(found)

    @property
    def _shaped(self) -> Shaper:
        if self.shaper is None:
            raise Fault("text beside a block, and nothing that sets it")
        return self.shaper

    def _pour(self, depths: Rows, rooms: Rooms = ()) -> Poured:
        poured = self.poured.get((depths, rooms))
        if poured is None:
            poured = self.poured[depths, rooms] = self._poured(depths, rooms)
        return poured

    def _poured(self, depths: Rows, rooms: Rooms) -> Poured:
        slabs = [chunk.slab for chunk in self.chunks]
        ways = self._shaped.ways(rooms) if rooms else None
        if not self.onward:
            return pour(slabs, depths, ways=ways)
        if not self.tailed:
            poured = pour(slabs, depths, onward=True, ways=ways)
            if not poured.overset or not self.tail:
                return poured
        less = (*depths[:-1], *[max(0, rows - self.tail) for rows in depths[-1:]])
        return pour(slabs, less, onward=True, ways=ways)

    def _levelled(self, heights: Sequence[int], fit: Fit) -> Fit:
        """Share white that nothing could fill: columns end level to a line."""
        if fit.short < LEAST_SHARED or self.galley.as_cut:
            return fit
        layout = self.layout(heights, fit)
        for spare in range(len(fit.depths)):
            level = levelled(layout, sum(fit.depths) - fit.short + spare)
            if level is None:
                continue
            rooms = self._rooms_in(layout, level)
            poured = self._pour(level, rooms)
            if not poured.overset and poured.short <= spare:
                return replace(fit, poured=poured, level=level, rooms=rooms)
        return fit
