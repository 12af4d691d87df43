"""What a story's box can do with any heights.

Takes a story's set head, pictures and text, and the columns of its site; returns the cheapest
way to fill given rows: rows added to the head and the picture, and the text poured.  Asked by
``heights`` for costs alone, by ``story`` for the fit itself.
"""

from collections.abc import Sequence

from broadsheet.edition import Article
from broadsheet.errors import Fault
from broadsheet.flow import OVERSET, Poured, pour
from broadsheet.makeup.galley import Galley
from broadsheet.makeup.head import MOST_EXTRA, Head
from broadsheet.makeup.picture import Stack
from broadsheet.makeup.runaround import Block, Layout, Stretch, lay_out, levelled
from broadsheet.makeup.shape import Shape
from broadsheet.makeup.stream import Chunk
from broadsheet.models import field, frozen, record, replace

HEAD_ROW = 1.0  # cost of one more row in the head, squared for two
PICTURE_ROW = 1.2  # and in the picture
MOST_PICTURE = 5  # rows that a picture may grow
LEAST_SHARED = 2  # rows of white that are shared among columns


@frozen()
class Place:
    """One column: left edge and measure, pt; the span of the shape it stands in."""

    left: float
    measure: float
    span: int
    under_head: bool


@frozen()
class Site:
    """Where a story is built: its shape, the white over and in it, its columns and head."""

    shape: Shape
    above: int  # rows of white over the box
    pad_head: int  # rows
    pad_foot: int  # rows
    places: tuple[Place, ...]
    head_left: float
    head_width: float
    beside: bool = False  # the head stands at a side of the text
    head_block: Block | None = None  # the text runs round the head

    def across(self, columns: range) -> tuple[float, float]:
        """Return left edge and width of some columns, pt."""
        last = self.places[columns[-1]]
        left = self.places[columns[0]].left
        return left, last.left + last.measure - left

    @property
    def stack_left(self) -> float:
        """Left edge of what stands over the whole story, pt."""
        return self._over[0] if self.head_block else self.head_left

    @property
    def stack_width(self) -> float:
        """Width of what stands over the whole story, pt."""
        return self._over[1] if self.head_block else self.head_width

    @property
    def _over(self) -> tuple[float, float]:
        under = [n for n, place in enumerate(self.places) if place.under_head]
        return self.across(range(under[0], under[-1] + 1))

    def tops(self, heights: Sequence[int]) -> list[int]:
        """Return the first row of each column, counted from the story's first."""
        first = self.shape.bands.start
        spans = self.shape.spans
        return [sum(heights[: spans[place.span].top - first]) for place in self.places]


@frozen()
class Insert:
    """Pictures that the text runs round."""

    block: Block
    stack: Stack


@frozen()
class Fit:
    """How a story sits in given heights."""

    head_extra: int
    picture_extra: int
    depths: tuple[int, ...]  # rows of each stretch of text
    poured: Poured
    cost: float
    lacking: int  # rows that head and picture are too deep
    short: int  # rows of white at the foot


@record()
class StoryPlan:
    """A story's text and head, set; what its box can do with them."""

    galley: Galley
    story: Article
    site: Site
    head: Head | None  # None: beside the text
    head_rows: int
    pictures: Stack
    pictures_below: bool  # they stand under the text
    chunks: tuple[Chunk, ...]
    inserts: tuple[Insert, ...] = ()
    unplaced: int = 0  # pictures that no place takes
    side_fits: bool = True
    costs: dict[tuple[int, ...], float] = field(default_factory=dict)
    fits: dict[tuple[int, ...], Fit] = field(default_factory=dict)
    poured: dict[tuple[int, ...], Poured] = field(default_factory=dict)

    @property
    def least(self) -> int:
        """Fewest rows that the text takes."""
        return sum([min([c.rows for c in chunk.slab.choices]) for chunk in self.chunks])

    @property
    def blocked(self) -> bool:
        """Whether the text runs round something."""
        return self.site.head_block is not None or bool(self.inserts)

    def cost(self, heights: tuple[int, ...]) -> float:
        """Cost of the box with its bands ``heights`` rows deep."""
        known = self.costs.get(heights)
        if known is None:
            rooms = self.rooms(heights)
            want = self.least - sum([max(0, room) for room in rooms])
            if self.blocked:
                want += sum([block.rows * len(block.columns) for block in self._blocks(0, 0)])
            # What is plainly overset needs no pouring: at least so many rows are.
            known = OVERSET * want if want > 0 else self.fit(heights).cost
            self.costs[heights] = known
        return known

    def fit(self, heights: tuple[int, ...]) -> Fit:
        """Return the cheapest way to fill the bands' ``heights``."""
        known = self.fits.get(heights)
        if known is None:
            known = self.fits[heights] = self._levelled(heights, self._fit(heights))
        return known

    def rooms(self, heights: Sequence[int]) -> list[int]:
        """Rows left for text in each column; below 0 where head and picture are too deep."""
        site = self.site
        first = site.shape.bands.start
        over = self.pictures.rows + (0 if site.head_block else self.head_rows)
        white = site.above + site.pad_head + site.pad_foot
        found: list[int] = []
        for place in site.places:
            span = site.shape.spans[place.span]
            rows = sum(heights[span.top - first : span.foot + 1 - first]) - white
            found.append(rows - over if place.under_head else rows)
        return found

    def _fit(self, heights: Sequence[int]) -> Fit:
        """Try rows more in head and picture, the cheapest first."""
        best: Fit | None = None
        rooms = self.rooms(heights)
        for cost, head, picture in self._extras():
            if best is not None and cost >= best.cost:
                break
            fit = self._fit_with(heights, rooms, (head, picture), cost)
            if best is None or fit.cost < best.cost:
                best = fit
            if fit.poured.overset or fit.lacking:
                break  # with more rows taken from it the text fits less
        if best is None:
            raise Fault("a story without a way to set it")
        return best

    def _extras(self) -> list[tuple[float, int, int]]:
        heads = range(MOST_EXTRA + 1 if self.head_rows else 1)
        pictured = self.pictures.rows or self.inserts
        pictures = range(MOST_PICTURE + 1 if pictured else 1)
        return sorted(
            (HEAD_ROW * h * h + PICTURE_ROW * p * p, h, p) for h in heads for p in pictures
        )

    def _own_rooms(self, rooms: Sequence[int], extras: tuple[int, int]) -> list[int]:
        """Return rows left under head and pictures that are so many rows deeper."""
        head, picture = extras
        more = 0 if self.site.head_block else head
        more += picture if self.pictures.rows else 0
        return [
            room - more if place.under_head else room
            for room, place in zip(rooms, self.site.places, strict=True)
        ]

    def _fit_with(
        self, heights: Sequence[int], rooms: Sequence[int], extras: tuple[int, int], cost: float
    ) -> Fit:
        own = self._own_rooms(rooms, extras)
        if self.blocked:
            layout = self._laid_out(heights, own, extras)
            depths, lacking = layout.depths, layout.lacking
        else:
            depths = tuple([max(0, room) for room in own])
            lacking = max(0, -min(own))
        poured = self._pour(depths)
        total = cost + poured.cost + OVERSET * lacking
        return Fit(*extras, depths, poured, total, lacking, poured.short)

    def layout(self, heights: Sequence[int], fit: Fit) -> Layout:
        """Return where text and blocks stand in a fit to ``heights``."""
        extras = (fit.head_extra, fit.picture_extra)
        return self._laid_out(heights, self._own_rooms(self.rooms(heights), extras), extras)

    def _laid_out(
        self, heights: Sequence[int], own: Sequence[int], extras: tuple[int, int]
    ) -> Layout:
        head, picture = extras
        over = 0 if self.site.head_block else self.head_rows + head
        if not self.pictures_below:
            over += self.pictures.depth(picture)
        columns = [
            (top + over if place.under_head else top, rows)
            for top, rows, place in zip(self.site.tops(heights), own, self.site.places, strict=True)
        ]
        if self.blocked:
            return lay_out(columns, self._blocks(head, 0 if self.pictures.rows else picture))
        return Layout(tuple(Stretch(n, top, max(0, rows)) for n, (top, rows) in enumerate(columns)))

    def _blocks(self, head: int, picture: int) -> list[Block]:
        """Return the head's block, then those of pictures, the first of which may grow."""
        blocks = []
        if block := self.site.head_block:
            blocks.append(replace(block, rows=self.head_rows + head))
        for n, insert in enumerate(self.inserts):
            more = 0 if n else picture
            blocks.append(replace(insert.block, rows=insert.block.rows + more))
        return blocks

    def _pour(self, depths: tuple[int, ...]) -> Poured:
        poured = self.poured.get(depths)
        if poured is None:
            poured = self.poured[depths] = pour([chunk.slab for chunk in self.chunks], depths)
        return poured

    def _levelled(self, heights: Sequence[int], fit: Fit) -> Fit:
        """Share white that nothing could fill: columns end level to a line."""
        if fit.short < LEAST_SHARED:
            return fit
        layout = self.layout(heights, fit)
        for spare in range(len(fit.depths)):
            level = levelled(layout, sum(fit.depths) - fit.short + spare)
            if level is None:
                continue
            poured = self._pour(level)
            if not poured.overset and poured.short <= spare:
                return replace(fit, poured=poured)
        return fit
