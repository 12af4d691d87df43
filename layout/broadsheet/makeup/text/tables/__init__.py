"""Tables and price lists: rows of cells in a story's columns or in a box.

Takes text whose rows are lines and whose cells are split by tabs; sets it.

    cells    text as rows of cells, which of them are numbers, which row is the head
    columns  how wide each column is and at what size; numbers only
    setting  the cells set at that size, each row as deep as its deepest cell
    leaders  names and prices with dots between them
    drawing  rows of a set table at their place, and the rules around them
"""

from broadsheet.makeup.text.tables.cells import cells_of, is_table, leader_end, read_cells
from broadsheet.makeup.text.tables.drawing import draw_block, draw_part
from broadsheet.makeup.text.tables.setting import (
    Dress,
    SetRow,
    SetTable,
    TablePart,
    dress_of,
    set_table,
)

__all__ = [
    "Dress",
    "SetRow",
    "SetTable",
    "TablePart",
    "cells_of",
    "draw_block",
    "draw_part",
    "dress_of",
    "is_table",
    "leader_end",
    "read_cells",
    "set_table",
]
