"""Draw rows of a set table, and the rules around them.

Takes a galley, a set table and a place; adds the cells as copy, in reading order, and the
rules below them.  A head that is repeated over the rest of a table is furniture.
"""

from broadsheet.display import FURNITURE, INK, Cell
from broadsheet.geometry import Rect
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.setup import ABOVE
from broadsheet.makeup.text.tables.columns import GAP
from broadsheet.makeup.text.tables.setting import SetTable, TablePart
from broadsheet.models import replace

HEAVY, FINE = 0.8, 0.3  # pt: first and last rule of a three-line table, and those between
NEAR = 0.2  # of a row of white beside the table: how far its outer rules stand off the type


def draw_part(galley: Galley, part: TablePart, spot: Rect, *, continued: bool) -> None:
    """Draw rows of a table in a column of a story.

    ``spot`` is as deep as the rows that ``flow`` gave them: what is over the rows' own lines is
    white above the first rule or below the last one.  ``continued``: the column opens with
    these rows, and the head is repeated over them.
    """
    table, row = part.table, galley.setup.row
    again = table.head_lines if continued and part.first >= table.head else 0
    spare = spot.height - (part.lines + again) * row
    over = spare / 2 if part.closes or continued else spare
    near = 0.0 if table.rules == "grid" else NEAR
    top = spot.top + (over if part.opens else 0.0)
    if part.opens:
        _rule(galley, table, spot.left, spot.top if continued else top - near * over, HEAVY)
    if again:
        _rule(galley, table, spot.left, top, HEAVY)
        for n in range(table.head):
            top = draw_row(galley, table, n, spot.left, top, pitch=row, furniture=True)
        _rule(galley, table, spot.left, top, FINE)
    for n in range(part.first, part.first + part.count):
        top = draw_row(galley, table, n, spot.left, top, pitch=row)
        if n < part.first + part.count - 1 or not part.opens:
            _rule_under(galley, table, n, spot.left, top)
        elif not part.closes:
            _rule_under(galley, table, n, spot.left, spot.bottom if continued else top)
    if part.closes:
        _rule(galley, table, spot.left, top + near * spare, HEAVY)


def draw_row(  # noqa: PLR0913 - a place and a way
    galley: Galley,
    table: SetTable,
    n: int,
    left: float,
    top: float,
    *,
    pitch: float,
    furniture: bool = False,
) -> float:
    """Draw a row from ``top``, its lines ``pitch`` pt apart; return where it ends."""
    row = table.rows[n]
    drop = (pitch - table.size) / 2 + ABOVE * table.size
    for column, lines in enumerate(row.cells):
        cell = Cell(table.block, n, column, len(row.cells), n < table.head)
        lower = (row.lines - len(lines)) * pitch / 2 if n < table.head else 0.0
        for k, line in enumerate(lines):
            mark = galley.mark(line, left, top + lower + k * pitch + drop)
            mark = replace(mark, cell=cell)
            if furniture:
                runs = tuple(replace(run, source=FURNITURE) for run in mark.runs)
                galley.below.append(replace(mark, runs=runs))
            else:
                galley.copy.append(mark)
    foot = top + row.lines * pitch
    if table.rules == "grid":
        _uprights(galley, table, left, top, foot)
    return foot


def _uprights(galley: Galley, table: SetTable, left: float, top: float, foot: float) -> None:
    """Draw the rules between the columns, and at both sides, as deep as a row."""
    half = GAP * table.size / 2
    edges = [0.0, *(own - half for own in table.columns.lefts[1:]), table.measure]
    for edge in edges:
        galley.upright(left + edge, Rect(left, top, 0.0, foot - top), FINE, INK)


def draw_block(galley: Galley, table: SetTable, left: float, top: float, pitch: float) -> float:
    """Draw a whole table with its rules; return where it ends, pt."""
    _rule(galley, table, left, top, HEAVY)
    for n in range(len(table.rows)):
        top = draw_row(galley, table, n, left, top, pitch=pitch)
        _rule_under(galley, table, n, left, top)
    _rule(galley, table, left, top, HEAVY)
    return top


def _rule_under(galley: Galley, table: SetTable, n: int, left: float, y: float) -> None:
    """Draw the rule under a row: under the head always, under others as the table asks."""
    last = n == len(table.rows) - 1
    if not last and (n == table.head - 1 or table.rules in ("rows", "grid")):
        _rule(galley, table, left, y, FINE)


def _rule(galley: Galley, table: SetTable, left: float, y: float, weight: float) -> None:
    if table.rules != "none":
        galley.across(left, left + table.measure, y, weight, INK)
