"""A story in its box: head, pictures, columns.

Takes a story, a box and its shape; works out once what does not depend on heights (head fitted,
text set to the measure), tells ``heights`` what any depth would cost, sets it when they are known.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate
from math import ceil

from broadsheet.display import INK, PlacedBox
from broadsheet.edition import Article, Picture
from broadsheet.flow import OVERSET
from broadsheet.geometry import Rect
from broadsheet.makeup.galley.contract import Account, account_of
from broadsheet.makeup.galley.forme import Forme
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.kept import kept_in
from broadsheet.makeup.galley.picture import Stack, place_pictures, plan_pictures, width_in
from broadsheet.makeup.shape.drawn import Lattice, box_rect
from broadsheet.makeup.shape.heights import TOO_MUCH
from broadsheet.makeup.shape.runaround import Layout, Obstacle, ObstacleRows
from broadsheet.makeup.story.area import StoryArea, block_in, picture_block, side_of
from broadsheet.makeup.story.copyfit import (
    cuts_unfound,
    fitting_of,
    unplaced,
    wide_chunks,
    wide_words,
)
from broadsheet.makeup.story.head import MIDDLE_WHITE, place_head, set_head
from broadsheet.makeup.story.plan import ColumnsPlan, Pours
from broadsheet.makeup.story.pull import floating, place_quote, set_quote
from broadsheet.makeup.story.sidehead import (
    place_side_head,
    room_beside,
    rows_upright,
    side_head_fits,
    too_large,
)
from broadsheet.makeup.story.variants import variants
from broadsheet.makeup.story.ways import Fit, Insert
from broadsheet.makeup.story.wrap import Shaper, stand
from broadsheet.makeup.text.body import Shown, draw_all, draw_chunk, draw_note_panels, set_body
from broadsheet.makeup.text.chunk import Column
from broadsheet.makeup.text.reading_order import in_reading_order, is_out_of_order
from broadsheet.models import field, frozen, record, replace
from broadsheet.spec import Box, StoryBox

HAIR_INSET = 2.0  # pt, of the rule between columns at head and foot
HAIR_ROWS = 2  # a rule between columns is at least this deep
UPRIGHT_GAP = 20.0  # pt, most between the lines of an upright head in the text


@record()
class StoryPlan:
    """A story's text and head, set; what its box can do with them."""

    story: Article
    columns: ColumnsPlan
    unplaced: int = 0  # pictures that no place takes
    hidden: tuple[Picture, ...] = ()  # pictures that the spec leaves out
    head_fits: dict[tuple[float, float], bool] = field(default_factory=dict)  # beside, by room

    @property
    def galley(self) -> Galley:
        """Where it is set."""
        return self.columns.galley

    def cost(self, heights: tuple[int, ...]) -> float:
        """Cost of the box with its bands ``heights`` rows deep."""
        cost = self.columns.cost(heights)
        if cost >= TOO_MUCH or (room := room_beside(self.columns, heights)) is None:
            return cost
        if room not in self.head_fits:
            self.head_fits[room] = side_head_fits(self.galley, self.story, *room)
        return cost if self.head_fits[room] else cost + OVERSET

    def set(self, forme: Forme, grid: Lattice, heights: tuple[int, ...]) -> Account:
        """Set the story into its columns, and tell how it fits."""
        plan, galley, item = self.columns, self.galley, self.story.id
        columns, fits = set_story(self, grid, heights)
        forme.file(item, galley)
        fit = fitting_of(plan, self.story, heights, self.hidden)
        beyond = (*fit.beyond, *unplaced(self.unplaced, len(self.story.pictures)))
        beyond = (*beyond, *(() if fits else (too_large(plan, self.story),)))
        beyond = (*beyond, *wide_words(plan.head_in(plan.fit(heights).trial), plan.area.head_width))
        beyond = (*beyond, *wide_chunks(plan.chunks))
        notes = tuple(cuts_unfound(galley, self.story))
        place = placed_in(galley.box, plan.area, grid, columns, fit.short)
        place = replace(place, item=item, part=forme.parts.get(place.name, 1))
        fit, named = replace(fit, beyond=beyond, notes=notes), forme.name(self.story)
        return account_of(forme, galley, item, named, (place,), fit)


def placed_in(
    box: Box, area: StoryArea, grid: Lattice, columns: Sequence[Column], short: int
) -> PlacedBox:
    """Return the place of columns of text, ``short`` lines of which are white."""
    room = sum(column.rows for column in columns)
    return PlacedBox(
        name=box.name,
        rect=box_rect(area.shape, grid, area.above),
        where=box.where,
        columns=tuple(Rect(c.left, c.top, c.measure, c.rows * grid.row) for c in columns),
        lines=room - short,
        room=room,
    )


def plan_story(galley: Galley, content: StoryBox, story: Article, area: StoryArea) -> StoryPlan:
    """Set a story's head, captions and text for its area."""
    upright = content.headline.vertical or content.headline.beside
    head = None if upright else set_head(galley, story, area.head_width)
    rows = max(content.headline.rows, head.rows) if head else 0
    if area.head_block is not None and area.head_block.level == "middle" and head and rows:
        rows = max(rows, ceil(head.natural / galley.setup.row + 2 * MIDDLE_WHITE))
    if area.head_block is not None and upright:
        rows = content.headline.rows or rows_upright(galley, story)
    inserts, left = _inserts(galley, content, story, area)
    place = content.picture
    stack = Stack(story.id)
    if picture_block(place, area) is None and place.at != "none":
        first, shown = left
        taken = shown[: place.take or len(shown)]
        stack = plan_pictures(galley, place, story.id, taken, area.stack_width, first=first)
        left = (first + len(taken), shown[len(taken) :])
    measure = area.places[0].measure
    chunks = set_body(
        galley,
        story,
        measure,
        "start" if upright and content.byline == "head" else content.byline,
        headless=upright,
        without=floating(content, story),
    )
    # pours of kept text are kept with it
    poured: Pours = kept_in(galley.setup.kept, ("poured", id(chunks)), dict)
    columns = ColumnsPlan(
        galley=galley,
        area=area,
        head=head,
        head_rows=rows,
        pictures=stack,
        pictures_below=place.at == "bottom",
        chunks=chunks,
        poured=poured,
        inserts=(*inserts, *_quotes(galley, content, story, area)),
        others=partial(variants, galley, story, galley.ladder, area.head_width, head, stack),
        shaper=Shaper(galley, story, measure, chunks),
    )
    hides = place.at == "none"
    return StoryPlan(
        story,
        columns,
        unplaced=0 if hides else len(left[1]),
        hidden=tuple(left[1]) if hides else (),
    )


def _inserts(
    galley: Galley, content: StoryBox, story: Article, area: StoryArea
) -> tuple[tuple[Insert, ...], tuple[int, Sequence[Picture]]]:
    """Set the pictures that stand among the columns; return them, and the pictures left."""
    last = content.picture
    places = [*content.pictures, *([last] if picture_block(last, area) else [])]
    inserts: list[Insert] = []
    at = 0
    for place in places:
        shown = story.pictures[at : at + place.take] if place.take else story.pictures[at:]
        if not shown:
            continue
        block = picture_block(place, area)
        if block is None:
            continue
        _, width = area.across(block.columns)
        stack = plan_pictures(galley, place, story.id, shown, width, first=at, level=block.level)
        block = replace(block, rows=stack.rows)
        side = side_of(place.at)
        inserts.append(_insert(galley, area, block, stack, (width_in(place.width, width), side)))
        at += len(shown)
    return tuple(inserts), (at, story.pictures[at:])


def _quotes(galley: Galley, content: StoryBox, story: Article, area: StoryArea) -> Iterator[Insert]:
    """Yield the pull quotes that stand among the columns, set."""
    for place, n in zip(content.quotes, floating(content, story), strict=False):
        block = block_in(place.at, place.columns, len(area.places))
        _, width = area.across(block.columns)
        width = width_in(place.width, width)
        quote = set_quote(galley, story, n, width, block.level, place.rows)
        block = replace(block, rows=quote.rows)
        insert = _insert(galley, area, block, Stack(story.id), (width, side_of(place.at)))
        yield replace(insert, quote=quote)


def _insert(
    galley: Galley, area: StoryArea, block: Obstacle, stack: Stack, place: tuple[float, str]
) -> Insert:
    """Stand a block of some width, pt, at a side of its columns, text beside it if it may."""
    columns = [(one.left, one.measure) for one in area.places]
    width, side = place
    block, left, width, rooms = stand(block, columns, width, side, galley.type("body").size)
    return Insert(block, stack, None, left, width, rooms)


def set_story(
    plan: StoryPlan, grid: Lattice, heights: tuple[int, ...]
) -> tuple[list[Column], bool]:
    """Set a planned story into its galley; return its columns, and whether its head fits."""
    place = place_columns(plan.columns, grid, heights)
    columns = place.columns
    shown = _set_inserts(place)
    _set_stack(place, shown)
    fits = set_head_in(place, plan.story)
    plan.galley.copy += shown.pop(0, [])
    _set_chunks(plan, place.fit, columns, shown)
    draw_hairlines(plan.galley, place.layout, columns, _straddling(place))
    return columns, fits


def place_columns(plan: ColumnsPlan, grid: Lattice, heights: tuple[int, ...]) -> "Placing":
    """Return where columns and what is among them go, its bands ``heights`` rows deep."""
    fit = plan.fit(heights)
    area = plan.area
    top = grid.starts[area.shape.bands.start] + area.above + area.pad_head
    return Placing(plan, fit, plan.layout(heights, fit), grid, top)


@frozen()
class Placing:
    """Columns whose rows are known: what head and pictures are placed by."""

    plan: ColumnsPlan
    fit: Fit
    layout: Layout
    grid: Lattice
    top: int  # its first row on the page

    @property
    def columns(self) -> list[Column]:
        """Its columns of text."""
        places, fit = self.plan.area.places, self.fit
        lacking, starts = fit.lacking, [0, *accumulate(fit.level)]
        return [
            Column(
                places[stretch.column].left,
                self.grid.row_top(
                    self.top + stretch.top - lacking * places[stretch.column].under_head
                ),
                stretch.rows,
                places[stretch.column].measure,
                fit.rooms[starts[n] : starts[n + 1]] + (None,) * stretch.rows if fit.rooms else (),
            )
            for n, stretch in enumerate(self.layout.stretches)
        ]

    def feet_under_head(self) -> list[int]:
        """Return the rows after the blocks in columns that the story's head stands over."""
        plan = self.plan
        blocks = [plan.area.head_block] if plan.area.head_block else []
        blocks += [insert.block for insert in plan.inserts]
        return [
            spot.top + spot.rows
            for block, spot in zip(blocks, self.layout.spots, strict=True)
            if any(plan.area.places[column].under_head for column in block.columns)
        ]

    def rect(self, spot: ObstacleRows, columns: range) -> Rect:
        """Return the rectangle of a block."""
        left, width = self.plan.area.across(columns)
        return self.over(left, width, spot.top, spot.rows)

    def over(self, left: float, width: float, first: int, rows: int) -> Rect:
        """Return a rectangle of rows, the first counted from the story's."""
        row = self.plan.galley.setup.row
        return Rect(left, self.grid.row_top(self.top + first), width, rows * row)


def _set_inserts(at: Placing) -> Shown:
    """Set the pictures that the text runs round."""
    plan, shown = at.plan, Shown()
    spots = at.layout.spots[1:] if plan.area.head_block else at.layout.spots
    for insert, spot in zip(plan.inserts, spots, strict=True):
        stack = insert.stack
        rect = at.over(insert.left, insert.width, spot.top, spot.rows)
        if insert.quote:
            marks = place_quote(plan.galley, insert.quote, rect)
            shown.setdefault(insert.quote.block, []).extend(marks)
            continue
        if spot.above and not stack.white:
            stack = replace(stack, white=spot.above)
        for place, marks in place_pictures(plan.galley, stack, rect).items():
            shown.setdefault(place, []).extend(marks)
    return shown


def _set_stack(at: Placing, shown: Shown) -> None:
    """Set the pictures over the whole story or under it."""
    plan, area = at.plan, at.plan.area
    trial = at.fit.trial
    pictures = plan.pictures_in(trial)
    rows = pictures.depth(trial.picture)
    if not rows:
        return
    first = 0
    if plan.pictures_below:
        lowest = [s.foot for s in at.layout.stretches if area.places[s.column].under_head]
        lowest += at.feet_under_head()
        first = max(lowest, default=plan.head_rows_in(trial))
    rect = at.over(area.stack_left, area.stack_width, first, rows)
    for place, marks in place_pictures(plan.galley, pictures, rect).items():
        shown.setdefault(place, []).extend(marks)


def set_head_in(at: Placing, story: Article | None = None) -> bool:
    """Set the head over the text, in it, or beside it; tell whether it fits.

    The head that stands beside the text is the ``story``'s own.
    """
    plan, galley, block = at.plan, at.plan.galley, at.plan.area.head_block
    area, row, trial = plan.area, galley.setup.row, at.fit.trial
    head = plan.head_in(trial)
    if block is None:
        over = 0 if plan.pictures_below else plan.pictures_in(trial).depth(trial.picture)
        rows = plan.head_rows_in(trial)
        if area.beside:
            rows = max(at.fit.depths, default=0)
        rect = at.over(area.head_left, area.head_width, over, rows)
    else:
        rect = at.rect(at.layout.spots[0], block.columns)
    if head:
        middle = block is not None and block.level != "top"
        place_head(galley, head, rect, middle=middle)
    if head or story is None:
        return True
    if block is None:
        left = area.head_left < area.places[0].left
        return place_side_head(galley, story, rect, left=left)
    edge = (row - galley.type("body").size) / 2  # level with the type beside it
    rect = Rect(rect.left, rect.top + edge, rect.width, rect.height - row)
    left = 2 * block.first < len(area.places) - 1
    return place_side_head(galley, story, rect, left=left, loosest=UPRIGHT_GAP)


def _set_chunks(plan: StoryPlan, fit: Fit, columns: Sequence[Column], shown: Shown) -> None:
    """Set the text, the copy of pictures in its place of reading."""
    galley, own, poured = plan.galley, plan.columns, fit.poured

    def draw(n: int) -> None:
        draw_chunk(galley, fit.chunks[n], poured.rows[n], poured.pieces[n], columns)

    draw_all(galley.copy, fit.chunks, shown, len(plan.story.body), draw)
    if any(chunk.panel and not chunk.crosshead for chunk in own.chunks):
        draw_note_panels(galley, fit.chunks, poured.pieces, columns)
    over = {part.role for part in own.head.parts} & {"byline"} if own.head else set[str]()
    over |= {insert.quote.chunk.role for insert in own.inserts if insert.quote}
    if is_out_of_order(own.chunks, over):
        galley.copy[:] = in_reading_order(galley.copy, plan.story, galley.setup.book)


def _straddling(at: Placing) -> list[tuple[range, float, float]]:
    """Return the columns, head and foot, pt, of blocks with text beside them."""
    row = at.plan.galley.setup.row
    spots = at.layout.spots[1:] if at.plan.area.head_block else at.layout.spots
    return [
        (insert.block.columns, top := at.grid.row_top(at.top + spot.top), top + spot.rows * row)
        for insert, spot in zip(at.plan.inserts, spots, strict=True)
        if insert.beside
    ]


def draw_hairlines(
    galley: Galley,
    layout: Layout,
    columns: Sequence[Column],
    blocks: Sequence[tuple[range, float, float]] = (),
) -> None:
    """Rules between neighbouring columns, as deep as both are; none through ``blocks``."""
    row, weight = galley.setup.row, galley.setup.style.grid.rule
    if not weight:
        return
    both = list(zip(layout.stretches, columns, strict=True))
    for here, one in both:
        for there, two in both:
            top = max(one.top, two.top)
            foot = min(one.top + one.rows * row, two.top + two.rows * row)
            if there.column != here.column + 1:
                continue
            middle = (one.left + one.measure + two.left) / 2
            cuts = sorted(
                (head, end) for own, head, end in blocks if {here.column, there.column} <= {*own}
            )
            for head, end in (*cuts, (foot, foot)):
                if min(head, foot) - top >= HAIR_ROWS * row:
                    depth = min(head, foot) - top - 2 * HAIR_INSET
                    spot = Rect(middle, top + HAIR_INSET, 0.0, depth)
                    galley.upright(middle, spot, weight, INK)
                top = max(top, end)
