"""A story set from top to bottom, its lines from right to left, in tiers (段).

Takes a story and its box; works out the tiers that any height holds, tells ``heights`` what it
would cost, and sets the story: head upright at the right (or the left), the highest tier
first.  One line takes one row of the grid, across.  Knows nothing of the page's other boxes.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil

from broadsheet.display import INK, TextLine
from broadsheet.edition import Article, Picture
from broadsheet.errors import Finding
from broadsheet.flow import OVERSET, Piece, Poured, pour
from broadsheet.geometry import Rect
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.picture import left_out
from broadsheet.makeup.shape.drawn import Lattice, Shape
from broadsheet.makeup.shape.runaround import Layout, Obstacle
from broadsheet.makeup.story.area import side_width
from broadsheet.makeup.story.copyfit import wide_chunks
from broadsheet.makeup.story.sidehead import place_side_head
from broadsheet.makeup.story.tiers import Group, groups_of, lay_tiers, place_groups
from broadsheet.makeup.text.body import set_body
from broadsheet.makeup.text.chunk import Chunk
from broadsheet.models import field, frozen, record
from broadsheet.paragraph import strokes_of
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
    plot: UprightArea
    chunks: tuple[Chunk, ...]
    groups: tuple[Group, ...] = ()  # pictures
    poured: dict[int, Poured] = field(default_factory=dict)

    @property
    def hidden(self) -> tuple[Picture, ...]:
        """Pictures that the spec leaves out."""
        content = self.galley.box.content
        out = isinstance(content, StoryBox) and content.picture.at == "none"
        shown = sum(len(group.shown) for group in self.groups)
        return self.story.pictures[shown:] if out else ()

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
        return self.pour(count).cost + lacking + WASTE * idle / self.galley.setup.row


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
    return UprightPlan(galley, story, plot, chunks, groups_of(content, story))


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
    poured = plan.pour(len(tiers))
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
    for n, (chunk, rows, pieces) in enumerate(
        zip(plan.chunks, poured.rows, poured.pieces, strict=True)
    ):
        at = (chunk.block if chunk.block >= 0 else len(plan.story.body)) if n else 0
        for place in sorted([place for place in shown if place <= at]):
            galley.copy += shown.pop(place)
        _draw(galley, chunk, rows, pieces, runs)
    for late in sorted(shown):
        galley.copy += shown[late]
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
                galley.below += strokes_of(line, mark.x, mark.y, vertical=True, colour=colour)
            if line.glosses:
                glosses += glosses_of(
                    line, mark.x, mark.y, vertical=True, lang=mark.lang, box=mark.box
                )
    galley.copy += glosses


def upright_findings(
    plan: UprightPlan, tiers: int, name: str, page: int, *, fits: bool
) -> list[Finding]:
    """Say what is over or short in a vertical story's box."""
    poured = plan.pour(tiers)
    layout, _ = plan.laid_out(tiers)
    beyond = len(layout.depths)
    box = plan.galley.box
    said: list[tuple[str, str]] = []
    if poured.overset:
        letters = 0
        for chunk, rows, pieces in zip(plan.chunks, poured.rows, poured.pieces, strict=True):
            for piece in (piece for piece in pieces if piece.column == beyond):
                shown = chunk.lines(rows)[piece.first : piece.first + piece.count]
                letters += sum(len(run.plain) for line in shown for run in line.runs)
        said.append(("overset", f"溢 {letters} 字 / {poured.overset} 行"))
    elif poured.short > 1:
        said.append(("short", f"缺 {poured.short} 行"))
    if layout.lacking:
        said.append(("overset", f"溢 pictures, {layout.lacking} 行 too wide"))
    left = len(plan.story.pictures) - sum(len(group.shown) for group in plan.groups)
    if left and not plan.hidden:
        message = f"溢 {left} of {len(plan.story.pictures)} pictures have no place"
        said.append(("overset", message))
    said += [("left-out", f"{step}") for step in left_out(plan.hidden)]
    said += [("overset", message) for message in wide_chunks(plan.chunks)]
    if not fits:
        said.append(("overset", "溢 the head is too large for the block beside the text"))
    return [
        box.finding(
            "error" if code == "overset" else "warning",
            code,
            f"{name}: {message}",
            page,
            plan.story.id,
        )
        for code, message in said
    ]
