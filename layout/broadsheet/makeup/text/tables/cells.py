"""Read a table's text: rows, cells, numbers, the head.

Takes text; returns cells with their places in it.  Knows nothing of type.
"""

import re
from collections.abc import Iterable

from broadsheet.models import frozen

# A sign, a currency, digits in groups, a fraction, a unit; what dates and counts of pages are
# followed by makes words of them: "2024年" heads a column, it is no amount.
NUMBER = re.compile(
    r"[+\-−±＋－]?[¥￥$€]?[0-9][0-9,，]*(?P<point>\.[0-9]+)?"
    r"(?P<unit>\s?(?:[%％‰℃°]|(?![年月日时号版期届])[^\W\d_/]{1,3}(?:/[^\W\d_]{1,3})?)?)"
)
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
LEADER = re.compile(r"[…⋯]{2,}|\.{3,}|·{3,}")  # 名称……价格


@frozen()
class TableCell:
    """A cell: its text, and where in the passage it starts."""

    text: str
    start: int

    @property
    def numeric(self) -> bool:
        """Whether it is an amount, which is aligned at its point."""
        return NUMBER.fullmatch(self.text) is not None

    @property
    def point(self) -> int:
        """How many characters stand before the decimal point, or before a number's unit."""
        found = NUMBER.fullmatch(self.text)
        if found is None:
            return len(self.text)
        return found.start("point") if found["point"] else found.start("unit")


@frozen()
class TableCells:
    """Rows of cells, all of one length; the first ``head`` rows name the columns."""

    rows: tuple[tuple[TableCell, ...], ...]
    head: int

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self.rows[0]) if self.rows else 0

    def body(self, column: int) -> tuple[TableCell, ...]:
        """Return the cells of a column under its head that hold something."""
        return tuple(row[column] for row in self.rows[self.head :] if row[column].text)

    def amounts(self, column: int) -> bool:
        """Tell whether a column holds amounts: more of its cells than not."""
        own = self.body(column)
        return 2 * sum(cell.numeric for cell in own) > len(own)


def is_table(text: str) -> bool:
    """Tell whether a text has cells.

    >>> is_table("鲈鱼\\t28元"), is_table("鲈鱼 28元")
    (True, False)
    """
    return "\t" in text.strip("\n")


def read_cells(text: str, start: int = 0) -> TableCells:
    """Read rows that are lines and cells that are split by tabs; short rows are filled up.

    ``start`` is the place of the text in its passage.  Lines of white alone are left out.
    """
    rows: list[list[TableCell]] = []
    for line in text.split("\n"):
        if line.strip():
            rows.append(_row(line, start))
        start += len(line) + 1
    return _filled(rows)


def cells_of(lines: Iterable[str]) -> TableCells:
    """Return the cells of lines that are passages of their own."""
    return _filled([_row(line, 0) for line in lines])


def _filled(rows: list[list[TableCell]]) -> TableCells:
    most = max(map(len, rows), default=0)
    full = [(*row, *[TableCell("", row[-1].start) for _ in range(most - len(row))]) for row in rows]
    cells = TableCells(tuple(full), 0)
    return TableCells(cells.rows, 1) if _has_head(cells) else cells


def _row(line: str, start: int) -> list[TableCell]:
    found: list[TableCell] = []
    for piece in line.split("\t"):
        bare = piece.strip()
        at = start + len(piece) - len(piece.lstrip())
        found.append(TableCell(bare, at))
        start += len(piece) + 1
    return found


def _has_head(cells: TableCells) -> bool:
    """Tell whether the first row names the columns.

    It does when it holds words over amounts, or years in a row; and in a table of words
    alone, as soon as there are three rows and three columns.
    """
    if len(cells.rows) < 2:
        return False
    first = cells.rows[0]
    years = [bool(YEAR.fullmatch(cell.text)) for cell in first[1:]]
    if years and all(years):
        return True
    amounts = [n for n in range(cells.columns) if _amounts_under(cells, n)]
    if amounts:
        return not any(first[n].numeric for n in amounts)
    return len(cells.rows) > 2 and cells.columns > 2


def _amounts_under(cells: TableCells, column: int) -> bool:
    own = [row[column] for row in cells.rows[1:] if row[column].text]
    return bool(own) and 2 * sum(cell.numeric for cell in own) > len(own)


def leader_end(text: str) -> int:
    """Return where the leader of ``名称……价格`` ends, 0 when a line has none.

    >>> leader_end("带鱼……26元"), leader_end("带鱼26元")
    (4, 0)
    """
    found = list(LEADER.finditer(text))
    if not found or not found[-1].start() or found[-1].end() == len(text):
        return 0
    return found[-1].end()
