"""The drawn map, as shapes.

Takes a spec's map; returns, for each box, the bands (lines of the map) that each basic
column of it runs through, and with the bands' heights the rectangles on the page.  Knows
nothing of what the boxes hold.
"""

from collections.abc import Sequence
from itertools import accumulate

from broadsheet.geometry import Rect
from broadsheet.models import frozen, replace
from broadsheet.spec import Grid, MapRow, Style

_HAIR = 0.01  # rows: rounding of millimetres, not white


@frozen()
class ColumnBands:
    """One basic column of a box: from band ``top`` to band ``foot``, both included."""

    column: int
    top: int
    foot: int


@frozen(kw_only=True)
class Shape:
    """The cells of a box: one span for each basic column, left to right."""

    name: str
    spans: tuple[ColumnBands, ...]

    @classmethod
    def cell(cls, name: str) -> "Shape":
        """Return the shape of a box outside the map: one cell of a lattice of its own."""
        return cls(name=name, spans=(ColumnBands(0, 0, 0),))

    @property
    def bands(self) -> range:
        """All bands that it touches."""
        return range(min(s.top for s in self.spans), max(s.foot for s in self.spans) + 1)

    @property
    def rectangular(self) -> bool:
        """Whether all columns run through the same bands."""
        return len({(s.top, s.foot) for s in self.spans}) == 1


def shapes(rows: Sequence[MapRow]) -> dict[str, Shape]:
    """Return the shape of each box of a map, in reading order of their first cells."""
    cells: dict[str, dict[int, list[int]]] = {}
    for band, row in enumerate(rows):
        for column, name in enumerate(row.cells):
            if name != ".":
                cells.setdefault(name, {}).setdefault(column, []).append(band)
    return {
        name: Shape(
            name=name,
            spans=tuple(
                ColumnBands(c, min(bands), max(bands)) for c, bands in sorted(columns.items())
            ),
        )
        for name, columns in cells.items()
    }


def stands_under(shape: Shape, rows: Sequence[MapRow]) -> bool:
    """Tell whether another box stands above one of its columns."""
    return any(
        row.cells[span.column] not in (".", shape.name)
        for span in shape.spans
        for row in rows[: span.top]
    )


def tops(shape: Shape) -> list[tuple[int, int, int]]:
    """Return the first and the last column and the band of each level head of a shape."""
    found: list[tuple[int, int, int]] = []
    for span in shape.spans:
        if found and found[-1][1:] == (span.column - 1, span.top):
            found[-1] = (found[-1][0], span.column, span.top)
        else:
            found.append((span.column, span.column, span.top))
    return found


def edges(shape: Shape) -> list[tuple[int, int, int]]:
    """Return the column, first and last band of each left edge of a shape, inside the page."""
    found: list[tuple[int, int, int]] = []
    before: ColumnBands | None = None
    for span in shape.spans:
        if before is None and span.column:
            found.append((span.column, span.top, span.foot))
        elif before is not None and before.foot < span.foot:
            found.append((span.column, max(span.top, before.foot + 1), span.foot))
        before = span
    return found


@frozen()
class Lattice:
    """The page's rows and columns in points, once the bands' heights are known."""

    left: float  # of the type area
    top: float  # of row 0
    columns: Grid
    row: float  # depth of a row
    heights: tuple[int, ...]  # rows of each band
    starts: tuple[int, ...]  # first row of each band, and the row after the last
    spare: float = 0.0  # pt under the last row: less than a row, of a box outside the map

    def column_left(self, column: int) -> float:
        """Left edge of a basic column, pt."""
        return self.left + self.columns.offset(column)

    def column_right(self, column: int) -> float:
        """Right edge of a basic column, pt."""
        return self.column_left(column) + self.columns.width(column)

    def alike(self, first: int, last: int) -> bool:
        """Tell whether the columns ``first`` … ``last`` are of one width."""
        return len(set(self.columns.widths[first : last + 1])) < 2

    def row_top(self, row: float) -> float:
        """Top of a row, pt."""
        return self.top + row * self.row

    def rect(self, first: int, last: int, top: float, foot: float) -> Rect:
        """Return columns ``first`` … ``last`` from row ``top`` to before row ``foot``."""
        left = self.column_left(first)
        return Rect(
            left, self.row_top(top), self.column_right(last) - left, (foot - top) * self.row
        )


def box_rect(shape: Shape, grid: Lattice, above: int) -> Rect:
    """Return the rectangle about a box, ``above`` rows of white over it left out."""
    bands, spans = shape.bands, shape.spans
    top, foot = grid.starts[bands[0]] + above, grid.starts[bands[-1] + 1]
    rect = grid.rect(spans[0].column, spans[-1].column, top, foot)
    return replace(rect, height=rect.height + grid.spare) if grid.spare else rect


def lattice(style: Style, top: float, heights: Sequence[int]) -> Lattice:
    """Return the lattice for bands of ``heights`` rows, the first at ``top`` pt."""
    return Lattice(
        left=style.page.left,
        top=top,
        columns=style.grid,
        row=style.grid.baseline,
        heights=tuple(heights),
        starts=(0, *accumulate(heights)),
    )


def own_lattice(style: Style, at: Rect) -> Lattice:
    """Return the lattice of a box outside the map: one cell, its rows from its head down."""
    row = style.grid.baseline
    rows = int(at.height / row + _HAIR)
    return Lattice(
        left=at.left,
        top=at.top,
        columns=replace(style.grid, columns=1, measure=at.width, widths=()),
        row=row,
        heights=(rows,),
        starts=(0, rows),
        spare=max(0.0, at.height - rows * row),
    )
