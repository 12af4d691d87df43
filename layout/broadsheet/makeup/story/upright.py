"""A story set from top to bottom, its lines from right to left, in tiers (段).

Takes a story and its box; works out the tiers that any height holds, tells ``heights`` what it
would cost, and sets the story: head upright at the right (or the left), the highest tier
first.  One line takes one row of the grid, across.  Knows nothing of the page's other boxes.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil

from broadsheet.display import INK, PlacedBox, TextLine
from broadsheet.edition import Article, Picture
from broadsheet.flow import OVERSET, Piece, Poured, pour
from broadsheet.geometry import Rect
from broadsheet.makeup.galley.contract import Account, Fitting, account_of
from broadsheet.makeup.galley.forme import Forme
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.interlinear import Struck
from broadsheet.makeup.galley.picture import left_out
from broadsheet.makeup.shape.drawn import Lattice, Shape, box_rect
from broadsheet.makeup.shape.runaround import Layout, Obstacle
from broadsheet.makeup.story.area import side_width
from broadsheet.makeup.story.copyfit import name_chunk, overset, unplaced, wide_chunks
from broadsheet.makeup.story.even import Likeness, Way, differ, likest, no_worse, priced, unlike
from broadsheet.makeup.story.sidehead import TOO_LARGE, place_side_head, side_head_fits
from broadsheet.makeup.story.tiers import Group, groups_of, lay_tiers, place_groups
from broadsheet.makeup.text.body import draw_all, set_body
from broadsheet.makeup.text.chunk import Chunk
from broadsheet.models import field, frozen, record
from broadsheet.paragraph.glosses import glosses_of
from broadsheet.spec import StoryBox

TIER_GAP = 1.0  # em, the least white between two tiers
LOOSEST = 3.0  # em, white between tiers up to which they share what is left
WASTE = 0.5  # cost of a row's depth that no tier fills
HAIR_INSET = 2.0  # pt, of the rule between tiers at its ends


@frozen(kw_only=True)
class UprightArea:
    """The ground of a vertical story: lengths in pt, white in rows."""

    left: float
    right: float  # of the text, without the head
    head_left: float
    head_width: float
    measure: float  # of a line, down
    above: int
    pad_head: int
    pad_foot: int
    most: int  # tiers; 0: as many as go in


@record()
class UprightPlan:
    """A story's text, set; what its box can do with it."""

    galley: Galley
    story: Article
    shape: Shape
    plot: UprightArea
    chunks: tuple[Chunk, ...]
    groups: tuple[Group, ...] = ()  # pictures
    poured: dict[int, Poured] = field(default_factory=dict)
    head_fits: dict[float, bool] = field(default_factory=dict)  # by height, pt

    @property
    def left(self) -> tuple[Picture, ...]:
        """Pictures that stand nowhere: no place takes them, or the spec leaves them out."""
        return self.story.pictures[sum(len(group.shown) for group in self.groups) :]

    @property
    def em(self) -> float:
        """Size of the body, pt."""
        return self.galley.type("body").size

    @property
    def lines(self) -> int:
        """Lines of a tier."""
        return int((self.plot.right - self.plot.left) / self.galley.setup.row + 1e-6)

    def tiers(self, height: float) -> int:
        """Return how many tiers go into a height, pt."""
        gap = TIER_GAP * self.em
        count = int((height + gap) / (self.plot.measure + gap) + 1e-6)
        return min(count, self.plot.most) if self.plot.most else count

    def height(self, rows: int) -> float:
        """Return what rows of the box leave for text, pt."""
        plot = self.plot
        return max(0, rows - plot.above - plot.pad_head - plot.pad_foot) * self.galley.setup.row

    def pour(self, count: int) -> Poured:
        """Pour the text into so many tiers."""
        known = self.poured.get(count)
        if known is None:
            slabs = [chunk.slab for chunk in self.chunks]
            known = self.poured[count] = pour(slabs, self.laid_out(count)[0].depths)
        return known

    def evened(self, count: int) -> Poured:
        """Pour the text into so many tiers with like white round its crossheads."""
        poured = self.pour(count)
        if not unlike(self.chunks, poured):
            return poured

        def pour_alike(wish: Likeness) -> Way[Poured] | None:
            slabs = [priced(chunk, wish).slab for chunk in self.chunks]
            other = pour(slabs, self.laid_out(count)[0].depths)
            if not no_worse(other, poured, wish.worth):
                return None
            return Way(other.cost, differ(self.chunks, other), other)

        return likest(self.chunks, poured.cost, pour_alike) or poured

    def laid_out(self, count: int) -> tuple[Layout, tuple[Obstacle, ...]]:
        """Return what pictures leave of so many tiers, and where they stand."""
        step = self.plot.measure + TIER_GAP * self.em
        tiers = [Rect(0.0, n * step, 0.0, self.plot.measure) for n in range(count)]
        return lay_tiers(self.galley, self.groups, tiers, self.lines)

    def room(self, count: int) -> int:
        """Return the lines that so many tiers have for text."""
        return sum(self.laid_out(count)[0].depths)

    def cost(self, heights: tuple[int, ...]) -> float:
        """Cost of the box with its bands ``heights`` rows deep."""
        height = self.height(sum(heights))
        count = self.tiers(height)
        if not count:
            return OVERSET * 100
        idle = height - count * self.plot.measure - (count - 1) * TIER_GAP * self.em
        lacking = OVERSET * self.laid_out(count)[0].lacking if self.groups else 0.0
        waste = WASTE * idle / self.galley.setup.row
        return self.pour(count).cost + lacking + waste + self._head_over(height)

    def _head_over(self, height: float) -> float:
        """Cost of a head that does not go in beside the text."""
        if not self.plot.head_width:
            return 0.0
        fits = self.head_fits.get(height)
        if fits is None:
            fits = side_head_fits(self.galley, self.story, self.plot.head_width, height)
            self.head_fits[height] = fits
        return 0.0 if fits else OVERSET

    def set(self, forme: Forme, grid: Lattice, heights: tuple[int, ...]) -> Account:
        """Set the story into its tiers, and tell how it fits."""
        del heights  # its rectangle is known by the grid
        galley, box, item = self.galley, self.galley.box, self.story.id
        rect = box_rect(self.shape, grid, self.plot.above)
        tiers, head_fits = set_upright(self, rect)
        forme.file(item, galley)
        fit = self._fitting(len(tiers), head_fits=head_fits)
        room = self.room(len(tiers))
        place = PlacedBox(
            name=box.name,
            rect=rect,
            item=item,
            where=box.where,
            columns=tiers,
            lines=room - fit.short,
            room=room,
        )
        return account_of(forme, galley, item, forme.name(self.story), (place,), fit)

    def _fitting(self, count: int, *, head_fits: bool) -> Fitting:
        """Tell how the story fits so many tiers."""
        poured, (layout, _) = self.evened(count), self.laid_out(count)
        over = overset(self.chunks, poured, len(layout.depths))
        hides = self.galley.story.picture.at == "none"
        beyond = [f"pictures, {layout.lacking} 行 too wide"] if layout.lacking else []
        beyond += () if hides else unplaced(len(self.left), len(self.story.pictures))
        beyond += wide_chunks(self.chunks)
        beyond += () if head_fits else (TOO_LARGE,)
        return Fitting(
            short=poured.short,
            over=poured.overset,
            over_letters=sum(over.values()),
            how=f"from {name_chunk(self.chunks[min(over)], self.story)}" if over else "",
            beyond=tuple(beyond),
            steps=left_out(self.left) if hides else (),
        )


def plan_upright(
    galley: Galley, content: StoryBox, story: Article, shape: Shape, grid: Lattice, above: int
) -> UprightPlan:
    """Set a story's text in vertical lines for its box; of ``grid`` the columns serve."""
    padding, row = galley.box.padding, galley.setup.row
    em = galley.type("body").size
    left = grid.column_left(shape.spans[0].column) + padding.sides
    right = grid.column_right(shape.spans[-1].column) - padding.sides
    headed = any((story.section, story.kicker, story.headline, story.deck))
    block = side_width(galley, content.headline, right - left) if headed else 0.0
    width = block - em
    at_left = content.headline.at == "left"
    plot = UprightArea(
        left=left + block if at_left else left,
        right=right if at_left else right - block,
        head_left=left if at_left else right - width,
        head_width=width if headed else 0.0,
        measure=content.measure or grid.columns.measure,
        above=above,
        pad_head=ceil(round(padding.head / row, 3)),
        pad_foot=ceil(round(padding.foot / row, 3)),
        most=content.columns,
    )
    chunks = set_body(galley, story, plot.measure, headless=True)
    if content.quotes and any(block.kind == "pull" for block in story.body):
        message = "pull quotes of a vertical story stand in its text: its pull has no meaning"
        galley.say("warning", "count", message)
    return UprightPlan(galley, story, shape, plot, chunks, groups_of(content, story))


def set_upright(plan: UprightPlan, rect: Rect) -> tuple[tuple[Rect, ...], bool]:
    """Set a planned story into its box; return its tiers, and whether the head fits."""
    galley, plot, row = plan.galley, plan.plot, plan.galley.setup.row
    top = rect.top + plot.pad_head * row
    height = rect.height - (plot.pad_head + plot.pad_foot) * row
    fits = True
    if plot.head_width:
        spot = Rect(plot.head_left, top, plot.head_width, height)
        fits = place_side_head(galley, plan.story, spot, left=plot.head_left < plot.left)
    tiers = _tiers(plan, top, height)
    poured = plan.evened(len(tiers))
    layout, blocks = plan.laid_out(len(tiers))
    runs = [
        Rect(
            tiers[run.column].right - run.foot * row,
            tiers[run.column].top,
            run.rows * row,
            plot.measure,
        )
        for run in layout.stretches
    ]
    shown = place_groups(galley, plan.story, plan.groups, tiers, layout, blocks) if tiers else {}

    def draw(n: int) -> None:
        _draw(galley, plan.chunks[n], poured.rows[n], poured.pieces[n], runs)

    draw_all(galley.copy, plan.chunks, shown, len(plan.story.body), draw)
    _draw_hairlines(plan, tiers, layout, blocks)
    return tiers, fits


def _draw_hairlines(
    plan: UprightPlan, tiers: Sequence[Rect], layout: Layout, blocks: Sequence[Obstacle]
) -> None:
    """Rules between tiers, none through a picture that stands in both."""
    weight, row = plan.galley.setup.style.grid.rule, plan.galley.setup.row
    for n, (one, two) in enumerate(pairwise(tiers)):
        held = [
            (one.right - (spot.top + spot.rows) * row, one.right - spot.top * row)
            for block, spot in zip(blocks, layout.spots, strict=True)
            if {n, n + 1} <= {*block.columns}
        ]
        left, last = plan.plot.left, plan.plot.right
        for start, end in (*sorted(held), (last, last)) if weight else ():
            if start - left > row:
                middle = (one.bottom + two.top) / 2
                inner = left + HAIR_INSET, start - HAIR_INSET
                plan.galley.across(*inner, middle, weight, INK)
            left = max(left, end)


def _tiers(plan: UprightPlan, top: float, height: float) -> tuple[Rect, ...]:
    """Return the tiers, the highest first: as wide as their lines, from the right edge."""
    plot, count = plan.plot, plan.tiers(height)
    gap = (height - count * plot.measure) / (count - 1) if count > 1 else 0.0
    if gap > LOOSEST * plan.em:
        gap = TIER_GAP * plan.em
    width = plan.lines * plan.galley.setup.row
    step = plot.measure + gap
    return tuple(
        Rect(plot.right - width, top + n * step, width, plot.measure) for n in range(count)
    )


def _draw(
    galley: Galley, chunk: Chunk, rows: int, pieces: Sequence[Piece], tiers: Sequence[Rect]
) -> None:
    """Add the lines of a chunk at the places that ``flow`` gave it; overset is left out."""
    row = galley.setup.row
    lines = chunk.lines(rows)
    glosses: list[TextLine] = []
    for piece in pieces:
        if piece.column >= len(tiers):
            continue
        tier = tiers[piece.column]
        right = tier.right - piece.row * row
        if chunk.crosshead:
            depth = chunk.leading * (len(lines) - 1)
            for k, line in enumerate(lines):
                centre = right - piece.count * row / 2 + depth / 2 - k * chunk.leading
                over = (chunk.setting.measure - line.width) / 2 - line.left
                galley.copy.append(galley.hung(line, centre, tier.top + over))
            continue
        for k in range(piece.count):
            line = lines[piece.first + k]
            mark = galley.hung(line, right - (k + 0.5) * row, tier.top)
            galley.copy.append(mark)
            if line.strokes:
                colour = chunk.spans[-1].colour
                galley.struck.append(Struck(line, mark.x, mark.y, colour, vertical=True))
            if line.glosses:
                glosses += glosses_of(
                    line, mark.x, mark.y, vertical=True, lang=mark.lang, box=mark.box
                )
    galley.copy += glosses
