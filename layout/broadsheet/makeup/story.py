"""A story in its box: head, pictures, columns.

Takes a story, a box and its shape; works out once what does not depend on heights (head
fitted, text set to the measure), tells ``heights`` what any depth would cost, and sets the
story when the heights are known.
"""

from collections.abc import Sequence
from math import ceil

from broadsheet.display import INK
from broadsheet.edition import Article
from broadsheet.errors import Finding, Level
from broadsheet.geometry import Rect
from broadsheet.makeup.galley import Galley
from broadsheet.makeup.head import place_head, set_head
from broadsheet.makeup.picture import place_pictures, plan_pictures
from broadsheet.makeup.plan import Fit, Place, Site, StoryPlan
from broadsheet.makeup.shape import Lattice, Shape
from broadsheet.makeup.sidehead import place_side_head
from broadsheet.makeup.stream import Column, draw_chunk, set_stream
from broadsheet.spec import StoryBox

HAIR_INSET = 2.0  # pt, of the rule between columns at head and foot
LEAST_GUTTER = 0.95  # em: what the grid leaves may be a little under one
SIDE_HEAD = 9.0  # em, width of a head beside the text
HAIR_ROWS = 2  # a rule between columns is at least this deep


def plan_story(galley: Galley, content: StoryBox, story: Article, site: Site) -> StoryPlan:
    """Set a story's head, captions and text for its site."""
    head = None if site.beside else set_head(galley, story, site.head_width)
    stack = plan_pictures(galley, content.picture, story.id, story.pictures, site.head_width)
    return StoryPlan(
        galley=galley,
        story=story,
        site=site,
        head=head,
        head_rows=max(content.headline.rows, head.rows) if head else 0,
        pictures=stack,
        pictures_below=content.picture.at == "bottom",
        chunks=set_stream(galley, story, site.places[0].measure),
    )


def site_of(galley: Galley, content: StoryBox, shape: Shape, grid: Lattice, above: int) -> Site:
    """Return the columns of a story's box; of ``grid`` the columns serve, not the rows."""
    box, row = galley.box, galley.desk.row
    beside = content.headline.at != "top"
    whole = content.columns in (0, len(shape.spans)) and not content.measure
    basic = whole and not beside and not box.padding.sides
    if basic or not shape.rectangular:
        places, left, width = _basic_columns(content, shape, grid)
    else:
        places, left, width = _own_columns(galley, content, shape, grid)
    return Site(
        shape=shape,
        above=above,
        pad_head=ceil(round(box.padding.head / row, 3)),
        pad_foot=ceil(round(box.padding.foot / row, 3)),
        places=places,
        head_left=left,
        head_width=width,
        beside=beside,
    )


def _own_columns(
    galley: Galley, content: StoryBox, shape: Shape, grid: Lattice
) -> tuple[tuple[Place, ...], float, float]:
    """Equal columns of whole characters in a width; what is left goes into the gutters (破栏)."""
    padding, head = galley.box.padding, content.headline
    left = grid.column_left(shape.spans[0].column) + padding.sides
    width = grid.column_right(shape.spans[-1].column) - padding.sides - left
    count = content.columns or len(shape.spans)
    em = galley.type("body").size
    if head.at != "top":
        block = (head.width or SIDE_HEAD * em) + em
        width -= block
        places, _, _ = _equal_columns(
            left + (block if head.at == "left" else 0), width, count, em, content.measure
        )
        return places, left if head.at == "left" else left + width + em, block - em
    return _equal_columns(left, width, count, em, content.measure)


def _equal_columns(
    left: float, width: float, count: int, em: float, measure: float
) -> tuple[tuple[Place, ...], float, float]:
    gutters = LEAST_GUTTER * em * (count - 1)
    measure = measure or int((width - gutters) / count / em + 1e-6) * em
    if count == 1:
        return (Place(left + (width - measure) / 2, measure, 0, True),), left, width
    gutter = (width - measure * count) / (count - 1)
    places = tuple(Place(left + n * (measure + gutter), measure, 0, True) for n in range(count))
    return places, left, width


def _basic_columns(
    content: StoryBox, shape: Shape, grid: Lattice
) -> tuple[tuple[Place, ...], float, float]:
    """The grid's own columns, each as deep as the shape is there."""
    top = shape.bands.start
    heading = [n for n, span in enumerate(shape.spans) if span.top == top]
    if content.headline.across:
        heading = heading[: content.headline.across]
    places = tuple(
        Place(grid.column_left(span.column), grid.measure, n, n in heading)
        for n, span in enumerate(shape.spans)
    )
    left = grid.column_left(shape.spans[heading[0]].column)
    return places, left, grid.column_right(shape.spans[heading[-1]].column) - left


def set_story(plan: StoryPlan, grid: Lattice, heights: tuple[int, ...]) -> list[Column]:
    """Set a planned story into its galley; return its columns."""
    fit = plan.fit(heights)
    galley, site = plan.galley, plan.site
    row = galley.desk.row
    top = grid.starts[site.shape.bands.start] + site.above + site.pad_head
    picture_rows = plan.pictures.depth(fit.picture_extra)
    head_rows = plan.head_rows + fit.head_extra
    first_row = top + head_rows + fit.depths[0] if plan.pictures_below else top
    spot = Rect(site.head_left, grid.row_top(first_row), site.head_width, picture_rows * row)
    shown = place_pictures(galley, plan.pictures, spot) if picture_rows else {}
    over = 0 if plan.pictures_below else picture_rows
    spot = Rect(site.head_left, grid.row_top(top + over), site.head_width, head_rows * row)
    if plan.head:
        place_head(galley, plan.head, spot)
    else:
        depth = max(fit.depths) * row
        spot = Rect(spot.left, spot.top, spot.width, depth)
        plan.side_fits = place_side_head(
            galley, plan.story, spot, left=site.head_left < site.places[0].left
        )
    galley.copy += shown.pop(0, [])
    columns: list[Column] = []
    for place, depth in zip(site.places, fit.depths, strict=True):
        first = grid.starts[site.shape.spans[place.span].top] + site.above + site.pad_head
        first += head_rows + over - fit.lacking if place.under_head else 0
        columns.append(Column(place.left, grid.row_top(first), depth))
    for n, chunk in enumerate(plan.chunks):
        galley.copy += shown.pop(n, []) if n else []
        draw_chunk(galley, chunk, fit.poured.rows[n], fit.poured.pieces[n], columns)
    for late in sorted(shown):
        galley.copy += shown[late]
    _draw_hairlines(plan, columns)
    return columns


def _draw_hairlines(plan: StoryPlan, columns: Sequence[Column]) -> None:
    """Rules between neighbouring columns, as deep as both are."""
    desk = plan.galley.desk
    weight = desk.spec.grid.rule
    if not weight:
        return
    for place, one, two in zip(plan.site.places, columns, columns[1:], strict=False):
        top = max(one.top, two.top)
        foot = min(one.top + one.rows * desk.row, two.top + two.rows * desk.row)
        if foot - top >= HAIR_ROWS * desk.row:
            middle = (one.left + place.measure + two.left) / 2
            spot = Rect(middle, top + HAIR_INSET, 0.0, foot - top - 2 * HAIR_INSET)
            plan.galley.upright(middle, spot, weight, INK)


def story_findings(
    plan: StoryPlan, heights: tuple[int, ...], name: str, page: int
) -> list[Finding]:
    """Say what is over or short in a story's box, and what was adjusted to fit it."""
    fit = plan.fit(heights)
    said: list[tuple[Level, str, str]] = []
    poured = fit.poured
    if poured.overset:
        said.append(
            ("error", "overset", f"溢 {_overset_letters(plan, fit)} 字 / {poured.overset} 行")
        )
    elif fit.short > 1:
        said.append(("warning", "short", f"缺 {fit.short} 行"))
    if fit.head_extra:
        rows = plan.head_rows
        said.append(("note", "fit", f"head {rows} → {rows + fit.head_extra} 行"))
    if fit.picture_extra:
        rows = plan.pictures.rows
        said.append(("note", "fit", f"picture {rows} → {rows + fit.picture_extra} 行"))
    if fit.lacking:
        said.append(("error", "overset", f"溢 head and picture, {fit.lacking} 行 too deep"))
    if not plan.side_fits:
        said.append(("error", "overset", "溢 the head is too large for the block beside the text"))
    for part in plan.head.parts if plan.head else ():
        if part.overset:
            message = f"溢 {part.role} {part.text!r} is too wide at {part.set.size:g} pt"
            said.append(("error", "overset", message))
    box = plan.galley.box
    return [
        Finding(
            level=level,
            code=code,
            message=f"{name}: {message}",
            page=page,
            box=box.name,
            item=plan.story.id,
            where=box.where,
        )
        for level, code, message in said
    ]


def _overset_letters(plan: StoryPlan, fit: Fit) -> int:
    letters = 0
    for chunk, rows, pieces in zip(plan.chunks, fit.poured.rows, fit.poured.pieces, strict=True):
        lines = chunk.lines(rows)
        for piece in pieces:
            if piece.column == len(plan.site.places):
                shown = lines[piece.first : piece.first + piece.count]
                letters += sum(len(run.plain) for line in shown for run in line.runs)
    return letters
