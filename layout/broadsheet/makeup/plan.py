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
from broadsheet.makeup.shape import Shape
from broadsheet.makeup.stream import Chunk
from broadsheet.models import field, frozen, record, replace

HEAD_ROW = 1.0  # cost of one more row in the head, squared for two
PICTURE_ROW = 1.2  # and in the picture
LEAST_LEVEL = 3  # rows; lines of columns shallower than this read on across the gutter
MOST_PICTURE = 5  # rows that a picture may grow


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


@frozen()
class Fit:
    """How a story sits in given heights."""

    head_extra: int
    picture_extra: int
    depths: tuple[int, ...]  # rows of text in each column
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
    side_fits: bool = True
    costs: dict[tuple[int, ...], float] = field(default_factory=dict)
    fits: dict[tuple[int, ...], Fit] = field(default_factory=dict)
    poured: dict[tuple[int, ...], Poured] = field(default_factory=dict)

    @property
    def least(self) -> int:
        """Fewest rows that the text takes."""
        return sum([min([c.rows for c in chunk.slab.choices]) for chunk in self.chunks])

    def cost(self, heights: tuple[int, ...]) -> float:
        """Cost of the box with its bands ``heights`` rows deep."""
        known = self.costs.get(heights)
        if known is None:
            rooms = self.rooms(heights)
            want = self.least - sum([max(0, room) for room in rooms])
            # What is plainly overset needs no pouring: at least so many rows are.
            known = OVERSET * want if want > 0 else self.fit(heights).cost
            self.costs[heights] = known
        return known

    def fit(self, heights: tuple[int, ...]) -> Fit:
        """Return the cheapest way to fill the bands' ``heights``."""
        known = self.fits.get(heights)
        if known is None:
            known = self.fits[heights] = self._levelled(self._fit(self.rooms(heights)))
        return known

    def rooms(self, heights: Sequence[int]) -> list[int]:
        """Rows left for text in each column; below 0 where head and picture are too deep."""
        site = self.site
        first = site.shape.bands.start
        over = self.head_rows + self.pictures.rows
        white = site.above + site.pad_head + site.pad_foot
        found: list[int] = []
        for place in site.places:
            span = site.shape.spans[place.span]
            rows = sum(heights[span.top - first : span.foot + 1 - first]) - white
            found.append(rows - over if place.under_head else rows)
        return found

    def _fit(self, rooms: Sequence[int]) -> Fit:
        """Try rows more in head and picture, the cheapest first."""
        best: Fit | None = None
        for cost, head, picture in self._extras():
            if best is not None and cost >= best.cost:
                break
            fit = self._fit_with(rooms, head, picture, cost)
            if best is None or fit.cost < best.cost:
                best = fit
            if fit.poured.overset or fit.lacking:
                break  # with more rows taken from it the text fits less
        if best is None:
            raise Fault("a story without a way to set it")
        return best

    def _extras(self) -> list[tuple[float, int, int]]:
        heads = range(MOST_EXTRA + 1 if self.head_rows else 1)
        pictures = range(MOST_PICTURE + 1 if self.pictures.rows else 1)
        return sorted(
            (HEAD_ROW * h * h + PICTURE_ROW * p * p, h, p) for h in heads for p in pictures
        )

    def _fit_with(self, rooms: Sequence[int], head: int, picture: int, cost: float) -> Fit:
        more = head + picture
        own = [
            room - more if place.under_head else room
            for room, place in zip(rooms, self.site.places, strict=True)
        ]
        depths = tuple([max(0, room) for room in own])
        poured = self.poured.get(depths)
        if poured is None:
            poured = self.poured[depths] = pour([chunk.slab for chunk in self.chunks], depths)
        lacking = max(0, -min(own))
        total = cost + poured.cost + OVERSET * lacking
        return Fit(head, picture, depths, poured, total, lacking, poured.short)

    def _levelled(self, fit: Fit) -> Fit:
        """Share white that nothing could fill: columns end level to a line."""
        count = len(fit.depths)
        if fit.short < 2 or len(set(fit.depths)) > 1:
            return fit
        for spare in range(count):
            rows = sum(fit.depths) - fit.short + spare
            if rows // count < LEAST_LEVEL:
                continue
            level = tuple(rows // count + (n < rows % count) for n in range(count))
            poured = pour([chunk.slab for chunk in self.chunks], level)
            if not poured.overset and poured.short <= spare:
                return replace(fit, poured=poured)
        return fit
