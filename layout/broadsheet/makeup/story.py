"""A story in its box: head, pictures, columns.

Takes a story, a box and its shape; works out once what does not depend on heights (head
fitted, text set to the measure), tells ``heights`` what any depth would cost, and sets the
story when the heights are known.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from broadsheet.display import Colour, Fill, Mark
from broadsheet.edition import Article
from broadsheet.errors import Finding
from broadsheet.flow import OVERSET, Poured, pour
from broadsheet.geometry import Rect
from broadsheet.makeup import head as heads
from broadsheet.makeup import picture as pictures
from broadsheet.makeup.desk import Desk
from broadsheet.makeup.shape import Lattice, Shape
from broadsheet.makeup.stream import Chunk, Column, draw_chunk, set_stream
from broadsheet.spec import Box, StoryBox

HEAD_ROW = 1.0  # cost of one more row in the head
PICTURE_ROW = 1.2  # and in the picture
MOST_PICTURE = 3  # rows that a picture may grow
HAIR_INSET = 2.0  # pt, of the rule between columns at head and foot
BESIDE_GAP = 1.0  # em between a head at the side and the text
OVERSET_RED = Colour(0, 1, 1, 0)


@dataclass(frozen=True, slots=True)
class Place:
    """One column: left edge and measure, pt; the span of the shape it stands in."""

    left: float
    measure: float
    span: int
    under_head: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """How a story sits in given heights."""

    head_extra: int
    picture_extra: int
    depths: tuple[int, ...]
    poured: Poured
    cost: float


@dataclass(slots=True)
class StoryPlan:
    """A story's text and head, set; what its box can do with them."""

    desk: Desk
    box: Box
    story: Article
    shape: Shape
    above: int  # rows of white over the box
    pad_head: int
    pad_foot: int
    places: tuple[Place, ...]
    head: heads.Head
    head_rows: int
    head_rect: tuple[float, float]  # left and width, pt
    picture: pictures.Stack
    chunks: tuple[Chunk, ...]
    fits: dict[tuple[int, ...], Fit] = field(default_factory=dict)
    poured: dict[tuple[int, ...], Poured] = field(default_factory=dict)

    @property
    def least(self) -> int:
        """Fewest rows of text."""
        return sum(min(c.rows for c in chunk.slab.choices) for chunk in self.chunks)

    def cost(self, heights: tuple[int, ...]) -> float:
        """Cost of the box with its bands ``heights`` rows deep."""
        return self.fit(heights).cost

    def fit(self, heights: tuple[int, ...]) -> Fit:
        """Return the cheapest way to fill the bands' ``heights``."""
        known = self.fits.get(heights)
        if known is None:
            known = self.fits[heights] = self._fit(heights)
        return known

    def _fit(self, heights: tuple[int, ...]) -> Fit:
        best: Fit | None = None
        for extra in range(heads.MOST_EXTRA + 1 if self.head_rows else 1):
            for more in range(MOST_PICTURE + 1 if self.picture.rows else 1):
                cost = HEAD_ROW * extra * extra + PICTURE_ROW * more * more
                if best is not None and cost >= best.cost:
                    continue
                depths = self.depths(heights, extra, more)
                if sum(depths) < self.least and best is not None:
                    continue
                poured = self._pour(depths)
                if best is None or cost + poured.cost < best.cost:
                    best = Fit(extra, more, depths, poured, cost + poured.cost)
        if best is None:
            raise AssertionError
        return best

    def _pour(self, depths: tuple[int, ...]) -> Poured:
        known = self.poured.get(depths)
        if known is None:
            missing = self.least - sum(depths)
            if missing > 0 and depths in self.poured:
                return self.poured[depths]
            known = pour([chunk.slab for chunk in self.chunks], depths)
            self.poured[depths] = known
        return known

    def depths(
        self, heights: Sequence[int], head_extra: int, picture_extra: int
    ) -> tuple[int, ...]:
        """Rows of text in each column for bands of ``heights``."""
        first = self.shape.bands.start
        top = self.head_rows + head_extra + self.picture.depth(picture_extra)
        found: list[int] = []
        for place in self.places:
            span = self.shape.spans[place.span]
            rows = sum(heights[span.top - first : span.foot + 1 - first])
            rows -= self.above + self.pad_head + self.pad_foot
            found.append(max(0, rows - (top if place.under_head else 0)))
        return tuple(found)


def plan_story(
    desk: Desk, box: Box, content: StoryBox, story: Article, shape: Shape, grid: Lattice, above: int
) -> StoryPlan:
    """Set a story for its box; ``grid`` serves for its columns, not for rows."""
    pad_head = _rows(box.padding.head, desk.row)
    pad_foot = _rows(box.padding.foot, desk.row)
    places, head_rect = _columns(desk, box, content, shape, grid)
    head = heads.set_head(desk, box, story, head_rect[1])
    head_rows = max(content.headline.rows, head.rows)
    stack = pictures.plan_pictures(desk, box, content.picture, story, head_rect[1])
    return StoryPlan(
        desk=desk,
        box=box,
        story=story,
        shape=shape,
        above=above,
        pad_head=pad_head,
        pad_foot=pad_foot,
        places=places,
        head=head,
        head_rows=head_rows,
        head_rect=head_rect,
        picture=stack,
        chunks=set_stream(desk, box, story, places[0].measure),
    )


def _rows(length: float, row: float) -> int:
    return -(-round(length, 3) // row).__int__() if length > 0 else 0


def _columns(
    desk: Desk, box: Box, content: StoryBox, shape: Shape, grid: Lattice
) -> tuple[tuple[Place, ...], tuple[float, float]]:
    """Return the columns of a box, and the left edge and width of its head."""
    if not shape.rectangular:
        return _basic_columns(content, shape, grid)
    left = grid.column_left(shape.spans[0].column) + box.padding.sides
    right = grid.column_right(shape.spans[-1].column) - box.padding.sides
    width = right - left
    count = content.columns or len(shape.spans)
    if not content.columns and not content.measure and not box.padding.sides:
        return _basic_columns(content, shape, grid)
    em = desk.type("body", box).size
    gutter = em
    measure = content.measure or (width - gutter * (count - 1)) // em * em
    gutter = (width - measure * count) / (count - 1) if count > 1 else 0.0
    start = left if count > 1 else left + (width - measure) / 2
    places = tuple(Place(start + n * (measure + gutter), measure, 0, True) for n in range(count))
    return places, (left, width)


def _basic_columns(
    content: StoryBox, shape: Shape, grid: Lattice
) -> tuple[tuple[Place, ...], tuple[float, float]]:
    top = shape.bands.start
    heading = [n for n, span in enumerate(shape.spans) if span.top == top]
    if content.headline.across:
        heading = heading[: content.headline.across]
    places = tuple(
        Place(grid.column_left(span.column), grid.measure, n, n in heading)
        for n, span in enumerate(shape.spans)
    )
    left = grid.column_left(shape.spans[heading[0]].column)
    return places, (left, grid.column_right(shape.spans[heading[-1]].column) - left)


def set_story(
    plan: StoryPlan, grid: Lattice, heights: tuple[int, ...], page: int
) -> tuple[list[Mark], list[Mark], list[Column], list[Finding], int]:
    """Set a planned story; return furniture, copy, its columns, findings and lines set."""
    fit = plan.fit(heights)
    desk, box = plan.desk, plan.box
    top_row = grid.starts[plan.shape.bands.start] + plan.above + plan.pad_head
    left, width = plan.head_rect
    furniture: list[Mark] = []
    copy: list[Mark] = []
    picture_rows = plan.picture.depth(fit.picture_extra)
    picture_marks: dict[int, list[Mark]] = {}
    if picture_rows:
        rect = Rect(left, grid.row_top(top_row), width, picture_rows * desk.row)
        below, picture_marks = plan.picture.place(rect)
        furniture += below
    head_rows = plan.head_rows + fit.head_extra
    rect = Rect(left, grid.row_top(top_row + picture_rows), width, head_rows * desk.row)
    below, head_copy = heads.place_head(desk, box, plan.head, rect)
    furniture += below
    copy += head_copy
    copy += picture_marks.pop(0, [])
    columns = _place_columns(plan, fit, grid, head_rows + picture_rows)
    for n, chunk in enumerate(plan.chunks):
        if n:
            copy += picture_marks.pop(n, [])
        rows, pieces = fit.poured.rows[n], fit.poured.pieces[n]
        copy += draw_chunk(desk, chunk, rows, pieces, columns, box.name)
    for late in sorted(picture_marks):
        copy += picture_marks[late]
    furniture += _hairlines(plan, columns)
    lines = sum(fit.depths) - fit.poured.short
    return furniture, copy, columns, _findings(plan, fit, page), lines


def _place_columns(plan: StoryPlan, fit: Fit, grid: Lattice, over: int) -> list[Column]:
    columns: list[Column] = []
    for place, depth in zip(plan.places, fit.depths, strict=True):
        row = grid.starts[plan.shape.spans[place.span].top] + plan.above + plan.pad_head
        row += over if place.under_head else 0
        columns.append(Column(place.left, grid.row_top(row), depth))
    return columns


def _hairlines(plan: StoryPlan, columns: Sequence[Column]) -> list[Mark]:
    """Rules between neighbouring columns, as deep as both are."""
    weight = plan.desk.spec.grid.rule
    if not weight:
        return []
    marks: list[Mark] = []
    pairs = zip(plan.places, columns, columns[1:], strict=False)
    for place, one, two in pairs:
        top = max(one.top, two.top)
        foot = min(one.top + one.rows * plan.desk.row, two.top + two.rows * plan.desk.row)
        if foot - top < 2 * plan.desk.row:
            continue
        middle = (one.left + place.measure + two.left) / 2
        rect = Rect(middle - weight / 2, top + HAIR_INSET, weight, foot - top - 2 * HAIR_INSET)
        marks.append(
            Fill(rect, fill=plan.desk.spec.colours.get("rule", _black()), box=plan.box.name)
        )
    return marks


def _black() -> Colour:
    return Colour(black=1.0)


def title_of(story: Article, rank: int) -> str:
    """Name a story to its editor: ``story 2 “吴兴…”``."""
    text = story.headline or story.kicker or story.section
    short = text if len(text) <= 8 else text[:8] + "…"
    return f"story {rank} “{short}”" if short else f"story {rank}"


def _findings(plan: StoryPlan, fit: Fit, page: int) -> list[Finding]:
    found: list[Finding] = []
    rank = [i.id for i in plan.desk.edition.items if isinstance(i, Article)].index(plan.story.id)
    name = title_of(plan.story, rank + 1)

    def add(level: str, code: str, message: str) -> None:
        found.append(
            Finding(
                level="error" if level == "error" else "warning" if level == "warning" else "note",
                code=code,
                message=f"{name}: {message}",
                page=page,
                box=plan.box.name,
                item=plan.story.id,
                where=plan.box.where,
            )
        )

    if fit.poured.overset:
        rows, letters = fit.poured.overset, _overset_letters(plan, fit)
        add("error", "overset", f"溢 {letters} 字 / {rows} 行")
    elif fit.poured.short >= len(plan.places) or fit.poured.short > 1:
        add("warning", "short", f"缺 {fit.poured.short} 行")
    if fit.head_extra:
        add("note", "fit", f"head {plan.head_rows} → {plan.head_rows + fit.head_extra} 行")
    if fit.picture_extra:
        rows = plan.picture.rows
        add("note", "fit", f"picture {rows} → {rows + fit.picture_extra} 行")
    for part in plan.head.parts:
        if part.overset:
            add("error", "overset", f"{part.role} is too long for its box at {part.size:g} pt")
    return found


def _overset_letters(plan: StoryPlan, fit: Fit) -> int:
    letters = 0
    for chunk, rows, pieces in zip(plan.chunks, fit.poured.rows, fit.poured.pieces, strict=True):
        lines = chunk.lines(rows)
        for piece in pieces:
            if piece.column < len(plan.places):
                continue
            shown = lines[piece.first : piece.first + piece.count]
            letters += sum(len(run.plain) for line in shown for run in line.runs)
    return letters


def overset_bar(rect: Rect) -> Fill:
    """Return the red mark of a draft at the foot of a box that is overset."""
    return Fill(Rect(rect.left, rect.bottom - 3, rect.width, 3), fill=OVERSET_RED)


__all__ = ["OVERSET", "StoryPlan", "overset_bar", "plan_story", "set_story", "title_of"]
