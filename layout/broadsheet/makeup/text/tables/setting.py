"""Set a table's cells.

Takes cells, their type and a measure; returns set rows.  Here the widths of words are found,
the columns fitted, and each cell set in lines of its column.
"""

from collections.abc import Callable, Sequence
from functools import partial

from broadsheet.display import Source
from broadsheet.edition import Inline
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.setup import Type
from broadsheet.makeup.text.tables.cells import TableCell, TableCells
from broadsheet.makeup.text.tables.columns import GAP, LEAST_TEXT, Need, TableColumns, fit_columns
from broadsheet.models import frozen, replace
from broadsheet.paragraph import SetLine, Setting, Span, set_line, set_paragraph
from broadsheet.spec import ItemBox, StoryBox

UNIT = 100.0  # pt, at which widths are taken

Spans = Callable[[Span], tuple[Span, ...]]  # marks what is marked inside a cell


@frozen()
class SetRow:
    """A row: the lines of each cell, and how many lines the deepest has."""

    cells: tuple[tuple[SetLine, ...], ...]  # each line's ``left`` counts from the table's edge
    lines: int


@frozen()
class SetTable:
    """A table, set."""

    rows: tuple[SetRow, ...]
    head: int  # rows that name the columns
    columns: TableColumns
    measure: float  # pt
    rules: str  # three, rows, grid or none
    block: int = -1  # of the edition, that its first row is in

    @property
    def size(self) -> float:
        """Size of its type, pt."""
        return self.columns.size

    @property
    def head_lines(self) -> int:
        """Lines of its head."""
        return sum(row.lines for row in self.rows[: self.head])


@frozen()
class TablePart:
    """Rows of a table that stay together in a column."""

    table: SetTable
    first: int
    count: int

    @property
    def opens(self) -> bool:
        """Whether the table begins with it."""
        return self.first == 0

    @property
    def closes(self) -> bool:
        """Whether the table ends with it."""
        return self.first + self.count == len(self.table.rows)

    @property
    def rows(self) -> tuple[SetRow, ...]:
        """Its rows."""
        return self.table.rows[self.first : self.first + self.count]

    @property
    def lines(self) -> int:
        """Lines that its rows take."""
        return sum(row.lines for row in self.rows)

    def joined(self) -> tuple[SetLine, ...]:
        """Return its lines from edge to edge, each with what all cells have in it."""
        return tuple(
            _joined([cell[k] for cell in row.cells if k < len(cell)])
            for row in self.rows
            for k in range(row.lines)
        )


@frozen(kw_only=True)
class Dress:
    """How a table is set: type of head and body, rules, and what is marked inside cells."""

    body: Type
    head: Type
    rules: str = "three"
    marked: Spans | None = None


def set_table(
    cells: TableCells, sources: Sequence[Source], dress: Dress, measure: float
) -> SetTable:
    """Set cells in ``measure`` pt; ``sources`` are the passages that hold them, by row."""
    if dress.rules == "none":  # a list in columns: no row is set apart
        cells = replace(cells, head=0)
    needs = [_need(cells, n, dress) for n in range(cells.columns)]
    style = dress.body.style
    inset = GAP * style.largest if dress.rules == "grid" else 0.0  # off the outer rules
    columns = fit_columns(needs, measure - inset, (style.smallest, style.largest))
    columns = replace(columns, lefts=tuple(left + inset / 2 for left in columns.lefts))
    points = [_point(cells, n, dress, columns.size) for n in range(cells.columns)]
    rows: list[SetRow] = []
    for k, row in enumerate(cells.rows):
        done: list[tuple[SetLine, ...]] = []
        for n, cell in enumerate(row):
            type_ = dress.head if k < cells.head else dress.body
            span = _span(cell, type_, sources[k], columns.size)
            align = _alignment(cells, k, n)
            lines = _cell(cell, span, dress.marked, columns.widths[n], align)
            if align == "point" and len(lines) == 1:
                lines = (_pointed(lines[0], cell, span, points[n], columns.widths[n]),)
            left = columns.lefts[n]
            done.append(tuple(replace(line, left=line.left + left) for line in lines))
        rows.append(SetRow(tuple(done), max(1, *map(len, done))))
    return SetTable(tuple(rows), cells.head, columns, measure, dress.rules, sources[0].block)


def _alignment(cells: TableCells, row: int, column: int) -> str:
    """Words of the first column are ranged left, amounts at their points, all else centred.

    Columns of long words are ranged left too.
    """
    cell = cells.rows[row][column]
    if cells.amounts(column):
        return "point" if cell.numeric and row >= cells.head else "center"
    if column == 0 or any(len(own.text) > 6 for own in cells.body(column)):
        return "left"
    return "center"


def _span(cell: TableCell, type_: Type, source: Source, size: float) -> Span:
    return Span(
        text=cell.text,
        typeface=type_.typeface,
        size=size,
        source=replace(source, start=source.start + cell.start, end=source.start + cell.start),
        colour=type_.ink,
        tracking=type_.style.tracking,
    )


def _cell(
    cell: TableCell, span: Span, marked: Spans | None, width: float, align: str
) -> tuple[SetLine, ...]:
    if not cell.text:
        return ()
    spans = marked(span) if marked else (span,)
    line = set_line(spans, scheme="half")
    if line.width <= width + 0.01:
        spare = {"left": 0.0, "center": 0.5, "point": 0.5}[align] * (width - line.width)
        return (replace(line, left=line.left + spare),)
    setting = Setting(
        measure=width,
        em=span.size,
        indent=0.0,
        align="left" if align == "left" else "center",
        scheme="half",
    )
    return set_paragraph(spans, setting).lines


def _need(cells: TableCells, column: int, dress: Dress) -> Need:
    """Find what a column needs: widths of its cells, and of what can't be broken in them."""
    widths: list[float] = []
    least = 0.0
    for k, row in enumerate(cells.rows):
        cell = row[column]
        type_ = dress.head if k < cells.head else dress.body
        width = _width(cell.text, type_)
        widths.append(width)
        least = max(least, width if cell.numeric else _unbreakable(cell.text, type_))
    before, after = _reach(cells, column, dress)
    natural = max(*widths, before + after)
    least = max(least, before + after, min(natural, LEAST_TEXT))
    return Need(natural, least, tuple(widths))


def _width(text: str, type_: Type) -> float:
    """Width of a text in ems."""
    if not text:
        return 0.0
    span = Span(
        text=text,
        typeface=type_.typeface,
        size=UNIT,
        source=Source(),
        tracking=type_.style.tracking,
    )
    return set_line([span], scheme="half").width / UNIT


def _unbreakable(text: str, type_: Type) -> float:
    """Width in ems of the longest piece of a text that holds together."""
    if not text:
        return 0.0
    span = Span(text=text, typeface=type_.typeface, size=UNIT, source=Source())
    setting = Setting(measure=UNIT, em=UNIT, indent=0.0, align="left", scheme="half")
    return max(line.width for line in set_paragraph([span], setting).lines) / UNIT


def _reach(cells: TableCells, column: int, dress: Dress) -> tuple[float, float]:
    """How far the amounts of a column reach before and after their points, em."""
    if not cells.amounts(column):
        return 0.0, 0.0
    before = after = 0.0
    for cell in cells.body(column):
        if cell.numeric:
            whole = _width(cell.text, dress.body)
            own = _width(cell.text[: cell.point], dress.body)
            before, after = max(before, own), max(after, whole - own)
    return before, after


def _point(cells: TableCells, column: int, dress: Dress, size: float) -> tuple[float, float]:
    before, after = _reach(cells, column, dress)
    return before * size, after * size


def _pointed(
    line: SetLine, cell: TableCell, span: Span, reach: tuple[float, float], width: float
) -> SetLine:
    """Move an amount so that its point stands where the column's points stand."""
    before, after = reach
    spare = max(0.0, width - before - after) / 2
    own = set_line([replace(span, text=cell.text[: cell.point])], scheme="half").width
    return replace(line, left=spare + before - own)


def _joined(lines: Sequence[SetLine]) -> SetLine:
    runs = tuple(run for line in lines for run in line.runs)
    return SetLine(
        runs=runs, width=0.0, left=0.0, stretch=0.0, exact=False, start=0, end=0, last=True
    )


def dress_of(galley: Galley, inlines: tuple[Inline, ...] = ()) -> Dress:
    """Return how tables are set in a box: the styles ``table`` and ``table-head``, or the body.

    Without a style of its own, a head is set as its table is.
    """
    content = galley.box.content
    rules = content.table if isinstance(content, StoryBox | ItemBox) else "three"
    has = galley.setup.has_style
    body = galley.type("table" if has("table", galley.box) else "body")
    head = galley.type("table-head") if has("table-head", galley.box) else body
    marked = partial(_marked, inlines=inlines) if inlines else None
    return Dress(body=body, head=head, rules=rules, marked=marked)


def _marked(span: Span, inlines: tuple[Inline, ...]) -> tuple[Span, ...]:
    from broadsheet.paragraph.inlines import marked_spans  # noqa: PLC0415 - rarely used

    return marked_spans(span, inlines)
