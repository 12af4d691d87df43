"""The grid of a page and the boundaries of its map, as the browser is told them.

Takes a composed page and its sheet of the spec; returns plain values for JSON, in points and in
numbers of columns, lines and rows.  Opens nothing.
"""

from broadsheet.display import Page
from broadsheet.makeup.galley.setup import ABOVE
from broadsheet.makeup.shape.drawn import lattice
from broadsheet.preview.drawn_map import Drawn, Edge, edges, piece
from broadsheet.preview.map_of import Texts, drawn_of
from broadsheet.spec import Spec


def told_grid(sheet: Spec, page: Page, texts: Texts) -> dict[str, object]:
    """Return the grid, the rows at which the lines of the map begin, and their boundaries."""
    grid = sheet.style.grid
    drawn = drawn_of(sheet, page, texts)
    lines = lattice(sheet.style, sheet.top, [sheet.rows])
    columns = [lines.rect(n, n, 0, sheet.rows) for n in range(grid.columns)]
    return {
        "top": sheet.top,
        "row": grid.baseline,
        "rows": sheet.rows,
        "drop": (grid.baseline - grid.em) / 2 + ABOVE * grid.em,  # from a row's top to its baseline
        "columns": [[column.left, column.width] for column in columns],
        "lines": [sum(line.rows for line in drawn[:n]) for n in range(len(drawn) + 1)],
        "edges": [_edge(drawn, edge) for edge in edges(drawn)] if drawn else [],
    }


def _edge(drawn: Drawn, edge: Edge) -> dict[str, object]:
    own = [piece(drawn, edge, number) for number in range(len(edge.pieces))]
    return {"way": edge.way, "at": edge.at, **_run(edge), "pieces": [_run(one) for one in own]}


def _run(edge: Edge) -> dict[str, int]:
    return {"first": edge.first, "last": edge.last, "back": edge.back, "ahead": edge.ahead}
