"""Where a story is built: its columns, and the place of its head among them.

Takes a story's box and the shape drawn for it; returns its columns in points and how the head
stands to them: over them, beside them, or as a block that the text runs round.  Knows nothing
of the story.
"""

from collections.abc import Sequence
from itertools import groupby, takewhile
from math import ceil

from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.shape.drawn import Lattice, Shape
from broadsheet.makeup.shape.runaround import Level, Obstacle
from broadsheet.models import frozen, replace
from broadsheet.spec import HeadPlace, PicturePlace, StoryBox

LEAST_GUTTER = 0.95  # em: what the grid leaves may be a little under one
NARROWEST = 4.0  # em, of a column of text
NEARLY = 0.2  # of a column of the grid that a box outside the map may lack
SIDE_HEAD = 9.0  # em, width of a head beside the text

_LEVELS: dict[str, Level] = {"top": "top", "middle": "middle", "bottom": "bottom"}


@frozen()
class ColumnPlace:
    """One column: left edge and measure, pt; the span of the shape it stands in."""

    left: float
    measure: float
    span: int
    under_head: bool


@frozen()
class StoryArea:
    """Where a story is built: its shape, the white over and in it, its columns and head."""

    shape: Shape
    above: int  # rows of white over the box
    pad_head: int  # rows
    pad_foot: int  # rows
    places: tuple[ColumnPlace, ...]
    head_left: float
    head_width: float
    beside: bool = False  # the head stands at a side of the text
    head_block: Obstacle | None = None  # the text runs round the head

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


def area_of(
    galley: Galley, content: StoryBox, shape: Shape, grid: Lattice, above: int
) -> StoryArea:
    """Return the columns of a story's box; of ``grid`` the columns serve, not the rows."""
    box, row = galley.box, galley.setup.row
    whole = content.columns in (0, len(shape.spans)) and not content.measure
    even = grid.alike(shape.spans[0].column, shape.spans[-1].column)
    basic = whole and even and not content.headline.beside and not box.padding.sides
    basic = basic and box.at is None
    if basic or not shape.rectangular:
        places, left, width = _basic_columns(content, shape, grid)
    else:
        places, left, width = _own_columns(galley, content, shape, grid)
    area = StoryArea(
        shape=shape,
        above=above,
        pad_head=ceil(round(box.padding.head / row, 3)),
        pad_foot=ceil(round(box.padding.foot / row, 3)),
        places=places,
        head_left=left,
        head_width=width,
        beside=content.headline.beside and shape.rectangular,
    )
    _check_counts(galley, content, area)
    block = _head_block(content.headline, area)
    if block is None:
        return area
    left, width = area.across(block.columns)
    return replace(area, head_left=left, head_width=width, head_block=block)


def _check_counts(galley: Galley, content: StoryBox, area: StoryArea) -> None:
    """Say where a head or pictures ask for more columns than the story has."""
    own = len(area.places)
    under = sum(place.under_head for place in area.places)
    head = content.headline
    over = under if head.at.startswith("top") or head.at in ("left", "right") else own
    if not area.beside and head.across > over:
        # of a dogleg ``across`` says itself how many columns the head stands over
        message = f"headline across {head.across}: the story has {over} columns there"
        galley.say("warning", "count", message)
    for place in (content.picture, *content.pictures):
        if place.columns > own:
            message = f"picture across {place.columns} columns: the story has {own}"
            galley.say("warning", "count", message)
    for quote in content.quotes:
        if quote.columns > own:
            message = f"pull quote across {quote.columns} columns: the story has {own}"
            galley.say("warning", "count", message)


def block_in(at: str, across: int, columns: int) -> Obstacle:
    """Return the columns for what stands ``at`` a place, such as ``top-right``, yet no rows.

    Without a side, what stands in the middle of the depth stands in the middle of the width,
    all else at the left.

    >>> block_in("bottom-right", 2, 5).columns, block_in("middle", 1, 3).columns
    (range(3, 5), range(1, 2))
    """
    level = at.partition("-")[0]
    across = min(across or columns, columns)
    side = side_of(at)
    first = {"left": 0, "middle": (columns - across) // 2, "right": columns - across}[side]
    return Obstacle(first, first + across - 1, _LEVELS[level], 0)


def side_of(at: str) -> str:
    """Return the side that a place such as ``top-right`` names."""
    level, _, side = at.partition("-")
    return side or ("middle" if level == "middle" else "left")


def picture_block(place: PicturePlace, area: StoryArea) -> Obstacle | None:
    """Return the columns of pictures that text runs round; None over the story or under it.

    Where the columns of a box end at several depths, pictures under the story stand under those
    that reach its foot.
    """
    if place.inside:
        return block_in(place.at, place.columns or 1, len(area.places))
    feet = [area.shape.spans[one.span].foot for one in area.places]
    if place.at != "bottom" or len(set(feet)) == 1:
        return None
    runs = [(n, list(run)) for n, run in groupby(range(len(feet)), key=lambda n: feet[n])]
    columns = max((run for foot, run in runs if foot == max(feet)), key=len)
    return Obstacle(columns[0], columns[-1], "bottom", 0)


def _head_block(head: HeadPlace, area: StoryArea) -> Obstacle | None:
    """Return the columns of a head that text runs round; None over the story or beside it."""
    if area.beside:
        return None
    # in a dogleg no block of its own is as deep as the text: it stands in a column of it
    under = [n for n, place in enumerate(area.places) if place.under_head]
    if head.at in ("left", "right"):  # upright, as many rows deep as it says
        block = block_in(f"top-{head.at}", head.across or 1, len(under))
        return replace(block, first=block.first + under[0], last=block.last + under[0])
    if not head.at.startswith("top"):
        return block_in(head.at, head.across, len(area.places))
    if head.across in (0, len(under)) and not head.vertical:
        return None
    block = block_in(head.at, head.across, len(under))
    return replace(block, first=block.first + under[0], last=block.last + under[0])


def _own_columns(
    galley: Galley, content: StoryBox, shape: Shape, grid: Lattice
) -> tuple[tuple[ColumnPlace, ...], float, float]:
    """Equal columns of whole characters in a width; what is left goes into the gutters (破栏)."""
    padding, head = galley.box.padding, content.headline
    left = grid.column_left(shape.spans[0].column) + padding.sides
    width = grid.column_right(shape.spans[-1].column) - padding.sides - left
    em = galley.type("body").size
    block = side_width(galley, head, width) if head.beside else 0.0
    width -= block
    count = content.columns or len(shape.spans)
    if galley.box.at is not None:
        count = content.columns or _usual_count(galley, width, content.measure)
    count = _checked_count(galley, content, count, width, em)
    if head.beside:
        places, _, _ = _equal_columns(
            left + (block if head.at == "left" else 0), width, count, em, content.measure
        )
        return places, left if head.at == "left" else left + width + em, block - em
    return _equal_columns(left, width, count, em, content.measure)


def _usual_count(galley: Galley, width: float, measure: float) -> int:
    """Return how many columns a box outside the map has: about as wide as the grid's, or wider."""
    grid = galley.setup.style.grid
    own = (width + grid.gutter) / ((measure or grid.measure) + grid.gutter)
    return max(1, int(own + NEARLY))


def side_width(galley: Galley, head: HeadPlace, width: float) -> float:
    """Return what a head beside its text takes of ``width`` pt, with the white between.

    It leaves a column that text can be set in, and says so where it is asked for more.
    """
    em = galley.type("body").size
    asked, most = head.width or SIDE_HEAD * em, max(em, width - (NARROWEST + 1) * em)
    if head.width > most + 0.05:
        message = f"a head {asked:.0f} pt wide leaves no column of {NARROWEST:g} 字 beside it"
        galley.say("error", "count", message)
    return min(asked, most) + em


def _checked_count(galley: Galley, content: StoryBox, count: int, width: float, em: float) -> int:
    """Return the columns that go into a width; say so where fewer do than are asked for."""
    least = content.measure or NARROWEST * em
    gutter = 0.0 if content.measure else LEAST_GUTTER * em  # a measure says what is left to it
    most = max(1, int((width + gutter) / (least + gutter) + 1e-6))
    if content.measure and count == 1 and content.measure > width + 0.05:
        message = f"columns {content.measure:.0f} pt wide in a box {width:.0f} pt wide"
        galley.say("error", "count", message)
    if count == 1 and not content.measure and width < least - 0.05:
        message = f"a column of {width / em:.1f} 字 is too narrow: {least / em:g} 字 go in well"
        galley.say("error", "count", message)
    if 0 < content.measure < NARROWEST * em - 0.05:
        message = f"a measure of {content.measure / em:g} 字 is narrow: text wants {NARROWEST:g} 字"
        galley.say("warning", "count", message)
    if count <= most:
        return count
    galley.say("error", "count", f"columns {count}: {most} of {least / em:g} 字 go in")
    return most


def _equal_columns(
    left: float, width: float, count: int, em: float, measure: float
) -> tuple[tuple[ColumnPlace, ...], float, float]:
    gutters = LEAST_GUTTER * em * (count - 1)
    measure = measure or max(1, int((width - gutters) / count / em + 1e-6)) * em
    if count == 1:
        return (ColumnPlace(left + (width - measure) / 2, measure, 0, True),), left, width
    gutter = (width - measure * count) / (count - 1)
    places = tuple(
        ColumnPlace(left + n * (measure + gutter), measure, 0, True) for n in range(count)
    )
    return places, left, width


def _basic_columns(
    content: StoryBox, shape: Shape, grid: Lattice
) -> tuple[tuple[ColumnPlace, ...], float, float]:
    """The grid's own columns, each as deep as the shape is there."""
    top, head = shape.bands.start, content.headline
    first = next(n for n, span in enumerate(shape.spans) if span.top == top)
    # of a U the arm at the left: a head can't lie over what stands between the arms
    heading = [
        first + n for n, _ in enumerate(takewhile(lambda s: s.top == top, shape.spans[first:]))
    ]
    if head.across and head.at in ("top", "top-left") and not head.vertical:
        heading = heading[: head.across]
    places = tuple(
        ColumnPlace(grid.column_left(span.column), grid.columns.width(span.column), n, n in heading)
        for n, span in enumerate(shape.spans)
    )
    left = grid.column_left(shape.spans[heading[0]].column)
    return places, left, grid.column_right(shape.spans[heading[-1]].column) - left
