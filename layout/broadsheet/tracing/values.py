"""What is traced of a page, as values.

Points, the origin is the top left corner of the page, y down; rows and columns of the grid count
from 0.
"""

from collections.abc import Mapping
from typing import Any

from broadsheet.geometry import Rect
from broadsheet.models import field, frozen, record
from broadsheet.parse.pdf.page import PageLayout
from broadsheet.parse.pdf.values import PrintedLine, PrintedSheet
from broadsheet.preflight.models import Mark

ASCENT = 0.88  # of the size that a letter's body stands over its baseline, as make-up sets it


@frozen(kw_only=True)
class PrintedPage:
    """A page as the reader saw it."""

    number: int  # from 1
    sheet: PrintedSheet
    lines: tuple[PrintedLine, ...]  # upright ones with their boxes as they stand
    layout: PageLayout
    frames: tuple[Rect, ...]  # larger ones first
    marks: tuple[Mark, ...]  # what is painted, with its inks


@frozen(kw_only=True)
class FoundGrid:
    """The grid of a page."""

    size: float  # pt, of the text
    row: float  # pt
    top: float  # of the type area, pt
    rows: int
    left: float  # of the type area, pt
    columns: int
    measure: float  # pt
    gutter: float  # pt

    @property
    def right(self) -> float:
        """Right edge of the type area, pt."""
        return self.left + self.columns * self.measure + (self.columns - 1) * self.gutter

    @property
    def bottom(self) -> float:
        """Foot of the type area, pt."""
        return self.top + self.rows * self.row

    def column_left(self, column: int) -> float:
        """Left edge of a column, pt."""
        return self.left + column * (self.measure + self.gutter)

    def column_right(self, column: int) -> float:
        """Right edge of a column, pt."""
        return self.column_left(column) + self.measure

    def row_top(self, row: int) -> float:
        """Upper edge of a row, pt."""
        return self.top + row * self.row

    def row_at(self, y: float) -> float:
        """Return in which row a height is, with its part."""
        return (y - self.top) / self.row

    def line_row(self, level: float, size: float) -> float:
        """Return the row that a line of text stands in, by its baseline."""
        return self.row_at(level - (self.row - size) / 2 - ASCENT * size)


@frozen(kw_only=True)
class StoryLine:
    """A line with what it sets of its story."""

    line: PrintedLine
    box: Rect  # as it stands
    role: str  # of the edition; empty: not known


@record(kw_only=True)
class Area:
    """A box of the page in the making."""

    kind: str  # story, ad, info, notice, photo, masthead, ear
    item: str  # id
    box: Rect  # what it shows, or its frame
    column: int = 0
    columns: int = 1
    row: int = 0
    rows: int = 1
    above: int = 0  # rows of white over it
    framed: bool = False
    spans: tuple[tuple[int, int], ...] = ()  # of each column, first row and the row after its last
    text: tuple[tuple[StoryLine, ...], ...] = ()  # columns
    head: tuple[StoryLine, ...] = ()
    pictures: tuple[Rect, ...] = ()
    captions: tuple[StoryLine, ...] = ()
    panel: Rect | None = None  # the ground of its headline
    spec: dict[str, Any] = field(default_factory=dict)  # what the box's line says
    name: str = ""  # its letter
    own: FoundGrid | None = None  # of a box that has its place on the sheet: one cell
    place: Rect = Rect(0, 0, 0, 0)  # there, with the white over it
    first: "Area | None" = None  # whose text it goes on with
    origin: int = 0  # page on which its story begins, where that is another


@frozen(kw_only=True)
class OffGrid:
    """What does not lie on the grid, and how far off it is."""

    page: int
    what: str
    by: float  # pt

    def __str__(self) -> str:
        return f"page {self.page}: {self.what} is {self.by:.2f} pt off the grid"


@frozen(kw_only=True)
class Correction:
    """What a first setting of the trace showed: rows of heads, measures, by box."""

    heads: Mapping[str, int] = field(default_factory=dict)  # by number of the page and letter
    over: Mapping[int, int] = field(default_factory=dict)  # rows of white over a page's masthead
