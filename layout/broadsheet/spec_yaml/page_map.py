"""Read the page map: which cells of the grid each box takes.

Takes the map's text and the names of the boxes; returns rows of cells with their heights.
Positions in messages are those of the cell in the file.
"""

import math
import re
from collections.abc import Collection, Iterable, Mapping

from broadsheet.errors import Where, did_you_mean
from broadsheet.marked_yaml import Gathered, Kind, Node, Sequence, Text, text_of
from broadsheet.models import replace
from broadsheet.spec import Grid, MapRow, RowHeight, Share
from broadsheet.spec_yaml.values import SIZE, Scope, rows

WHITE = "."
_WIDE_BAR = "\uff5c"  # as input methods for Chinese type it
_HEIGHT_HINT = "write | 17行, | 40mm, | auto or | fill"
_MOST_ROWS = 400  # rows of a map; more is a mistake


def is_auto(node: Node | None) -> bool:
    """Tell whether a map is left to be drawn (``map: auto``)."""
    return isinstance(node, Text) and node.value == "auto"


def white(grid: Grid, where: Where) -> tuple[MapRow, ...]:
    """Return a map that draws nothing: all boxes have places of their own."""
    return (MapRow(cells=(WHITE,) * grid.columns, height=RowHeight(kind="fill"), where=where),)


def read_map(
    node: Node,
    scope: Scope,
    grid: Grid,
    boxes: Mapping[str, Where],
    placed: Collection[str] = (),
) -> tuple[MapRow, ...]:
    """Read ``map``; every box must be drawn, in one piece, in columns of the grid.

    But those that are ``placed`` elsewhere on the sheet: they must not.
    """
    lines = [line for line in _lines(node, scope) if line.value.strip()]
    if not 1 <= len(lines) <= _MOST_ROWS:
        raise scope.fault(
            node.where, f"the map has {len(lines)} rows", f"draw 1 to {_MOST_ROWS}, a line each"
        )
    drawn = _rows(lines, scope, grid, boxes)
    fixed = sum(row.height.rows for row in drawn if row.height.kind == "rows")
    if fixed > grid.rows:
        raise _of_grid(scope).fault(
            node.where,
            f"the heights add up to {fixed} rows, the grid has {grid.rows}",
            f"take {fixed - grid.rows} rows away",
        )
    above, near = scope.key.removesuffix("map"), (node.where,)
    plain = replace(scope, near=())
    names, faults = {cell for row in drawn for cell in row.cells}, Gathered()
    for name, where in boxes.items():
        with faults:
            if name in names and name in placed:
                raise replace(scope, key=f"{above}boxes.{name}", near=near).fault(
                    where, "this box has a place of its own, and the map draws it too",
                    "take out at, or write . in the map",
                )  # fmt: skip
            if name not in names and name not in placed:
                raise replace(scope, key=f"{above}boxes.{name}", near=near).fault(
                    where, "this box is not in the map", "draw it, or write null to take it out"
                )
    for name in sorted(names - {WHITE}):
        with faults:
            _check_shape(name, drawn, lines, plain)
    faults.tell()
    return drawn


def _of_grid(scope: Scope) -> Scope:
    """Return a place where the grid alone has a part in what is wrong, and no box."""
    return replace(scope, near=scope.near[1:])


def _rows(
    lines: Iterable[Text], scope: Scope, grid: Grid, boxes: Mapping[str, Where]
) -> tuple[MapRow, ...]:
    rows: list[MapRow] = []
    faults = Gathered()
    for line in lines:
        with faults:
            rows.append(_row(line, scope, grid, boxes))
    faults.tell()
    return tuple(rows)


def _lines(node: Node, scope: Scope) -> Iterable[Text]:
    if isinstance(node, Sequence):  # JSON has no literal blocks: one text a row
        parts = [text_of(item, scope.at(n)) for n, item in enumerate(node.items, 1)]
        return [Text(part.value, part.where) for part in parts]
    text = text_of(node, scope)
    first = text.block
    if first is None:
        return [Text(line, text.where) for line in text.value.splitlines()]
    return [
        Text(line, Where(first.file, first.line + n, first.column))
        for n, line in enumerate(text.value.splitlines())
    ]


def _row(line: Text, scope: Scope, grid: Grid, boxes: Mapping[str, Where]) -> MapRow:
    cells_text, bar, height_text = line.value.partition("|")
    alone = replace(scope, near=())
    if (wide := cells_text.find(_WIDE_BAR)) >= 0:
        raise alone.fault(
            _at(line, wide), "this bar is a full-width one", "write | before a height"
        )
    cells = [(found[0], found.start()) for found in re.finditer(r"\S+", cells_text)]
    faults = Gathered()
    for name, index in cells:
        with faults:
            if name != WHITE and name not in boxes:
                raise replace(scope, near=scope.near[:1]).fault(
                    _at(line, index),
                    f"{name!r} has no box",
                    f"{did_you_mean(name, boxes)}; or add it under boxes; {WHITE} is white",
                )
    faults.tell()
    if len(cells) != grid.columns:
        end = cells[min(grid.columns, len(cells) - 1)][1] if cells else 0
        raise _of_grid(scope).fault(
            _at(line, end),
            f"this row has {len(cells)} cells, the grid {grid.columns} columns",
            "a name or . for each column, then | and a height",
        )
    if "|" in height_text:
        raise alone.fault(
            _at(line, 0), "two rows in one line", "begin with 'map: |' and give each row a line"
        )
    if not bar:
        raise alone.fault(_at(line, len(cells_text.rstrip())), "no height", _HEIGHT_HINT)
    start = len(cells_text) + 1 + len(height_text) - len(height_text.lstrip())
    height = _height(Text(height_text.strip(), _at(line, start)), scope, grid)
    return MapRow(cells=tuple(name for name, _ in cells), height=height, where=line.where)


def _height(text: Text, scope: Scope, grid: Grid) -> RowHeight:
    if text.value == "auto":
        return RowHeight(kind="auto")
    if text.value == "fill":
        return RowHeight(kind="fill")
    if re.fullmatch("[0-9]+行", text.value):
        return RowHeight(kind="rows", rows=rows(1, grid.rows).read(text, _of_grid(scope)))
    if not re.match(r"[0-9.]+\D", text.value):
        raise replace(scope, near=()).fault(
            text.where, f"{text.value!r} is not a height", _HEIGHT_HINT
        )
    size = SIZE.read(text, replace(scope, near=()))
    depth = size.of * grid.rows * grid.baseline if isinstance(size, Share) else size
    # a length takes whole rows; a hair over them is rounding of millimetres, not a row
    count = math.ceil(depth / grid.baseline - 1e-6)
    if count > grid.rows:
        raise _of_grid(scope).fault(
            text.where, f"{text.value!r} is more than the page", f"the grid has {grid.rows} rows"
        )
    return RowHeight(kind="rows", rows=count)


def _check_shape(name: str, drawn: tuple[MapRow, ...], lines: list[Text], scope: Scope) -> None:
    """Refuse a box in two pieces, or one whose columns are interrupted."""
    cells = [
        (down, across)
        for down, row in enumerate(drawn)
        for across, cell in enumerate(row.cells)
        if cell == name
    ]
    reached, edge = {cells[0]}, [cells[0]]
    while edge:
        down, across = edge.pop()
        beside = {(down - 1, across), (down + 1, across), (down, across - 1), (down, across + 1)}
        new = (beside & set(cells)) - reached
        reached |= new
        edge.extend(new)
    stray = next((cell for cell in cells if cell not in reached), None)
    if stray is not None:
        raise scope.fault(
            _cell_at(stray, lines),
            f"{name!r} is drawn in two pieces",
            "let its cells touch at their sides, or draw two boxes",
        )
    for down, across in cells:
        if (down - 1, across) not in reached and any(
            (above, across) in reached for above in range(down - 1)
        ):
            raise scope.fault(
                _cell_at((down, across), lines),
                f"column {across + 1} of {name!r} is interrupted",
                "a column of a box runs down in one piece",
            )


def _at(line: Text, index: int) -> Where:
    """Return the place of a character of a line of the map."""
    column = line.where.column + index if line.where.column else 0
    return replace(line.where, column=column)


def _cell_at(cell: tuple[int, int], lines: list[Text]) -> Where:
    down, across = cell
    starts = [found.start() for found in re.finditer(r"\S+", lines[down].value)]
    return _at(lines[down], starts[across])


MAP_SCHEMA = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
MAP: Kind[Scope, object] = Kind(text_of, MAP_SCHEMA)
