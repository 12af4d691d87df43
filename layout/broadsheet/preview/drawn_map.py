"""The map of a page as it is drawn, and its boundaries, which a designer moves.

Takes a map's lines with the rows that each has got; returns the boundaries that can be moved, and
the map with one of them moved.  Numbers only: knows no file, no page, no browser.

A boundary is the whole straight line that the boxes at it stand on: two boxes under one broad one
keep a common foot.  One of its pieces alone, between two boxes, can be moved as well, and makes a
dogleg.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Literal

from broadsheet.models import frozen, replace

WHITE = "."
Way = Literal["column", "row"]
_OPEN = ("auto", "fill")  # heights that are found


@frozen(kw_only=True)
class MapLine:
    """A line of the map: its cells, its height as it is written, the grid's rows it has got."""

    cells: tuple[str, ...]
    height: str
    rows: int
    source: int  # the line of the map as it was that this one comes from, counted from 0

    @property
    def fixed(self) -> bool:
        """Whether its height is written in the map."""
        return self.height not in _OPEN


Drawn = tuple[MapLine, ...]


@frozen(kw_only=True)
class Edge:
    """A boundary: between two columns over some lines of the map, or two lines over some columns.

    ``at`` is the number of columns, or of lines, before it; ``first`` and ``last`` are the lines,
    or columns, that it runs along.  It moves by ``-back`` to ``ahead`` columns or rows of the grid.
    """

    way: Way
    at: int
    first: int
    last: int
    back: int
    ahead: int
    pieces: tuple[tuple[int, int], ...]  # first and last of each, between one box and another


def edges(drawn: Drawn) -> tuple[Edge, ...]:
    """Return the boundaries of a map, those between columns first."""
    return (*_edges(drawn, "column"), *_edges(drawn, "row"))


def piece(drawn: Drawn, edge: Edge, number: int) -> Edge:
    """Return one piece of a boundary, which can be moved alone."""
    return _edge(drawn, edge.way, edge.at, [edge.pieces[number]])


def moved(drawn: Drawn, edge: Edge, by: int) -> Drawn:
    """Return the map with a boundary moved: to the right or down, with ``by`` under 0 back.

    Every other place of the page keeps its box.  ``by`` is within what the edge allows.
    """
    if edge.way == "column":
        return _across(drawn, edge, by)
    return _down(drawn, edge, by)


def _edges(drawn: Drawn, way: Way) -> Iterator[Edge]:
    columns = len(drawn[0].cells)
    lines, along = (columns, len(drawn)) if way == "column" else (len(drawn), columns)
    for at in range(1, lines):
        for pieces in _runs([_beside(drawn, way, at, n) for n in range(along)]):
            yield _edge(drawn, way, at, pieces)


def _beside(drawn: Drawn, way: Way, at: int, n: int) -> tuple[str, str]:
    """Return the boxes before and after a place on a line."""
    if way == "column":
        return drawn[n].cells[at - 1], drawn[n].cells[at]
    return drawn[at - 1].cells[n], drawn[at].cells[n]


def _runs(pairs: Sequence[tuple[str, str]]) -> Iterator[list[tuple[int, int]]]:
    """Yield the boundaries on a line, each as its pieces."""
    pieces = [
        (pair, (found[0], found[-1]))
        for pair, group in groupby(range(len(pairs)), lambda n: pairs[n])
        if pair[0] != pair[1]
        for found in [list(group)]
    ]
    run: list[tuple[int, int]] = []
    for before, after in pairwise([(("", ""), (-2, -2)), *pieces]):
        touches = before[1][1] + 1 == after[1][0]
        shared = any(
            one == two != WHITE for one, two in zip(before[0], after[0], strict=True)
        )  # a box stands on both
        if run and not (touches and shared):
            yield run
            run = []
        run.append(after[1])
    if run:
        yield run


def _edge(drawn: Drawn, way: Way, at: int, pieces: Sequence[tuple[int, int]]) -> Edge:
    first, last = pieces[0][0], pieces[-1][1]
    room = [_room(drawn, way, at, n) for n in range(first, last + 1)]
    back, ahead = (max(0, min(sides)) for sides in zip(*room, strict=True))
    return Edge(
        way=way, at=at, first=first, last=last, back=back, ahead=ahead, pieces=tuple(pieces)
    )


def _room(drawn: Drawn, way: Way, at: int, n: int) -> tuple[int, int]:
    """Return how far a line may go at one place: a box keeps a column or a row, white need not."""
    if way == "column":
        cells, depths = drawn[n].cells, [1] * len(drawn[n].cells)
    else:
        cells, depths = tuple(line.cells[n] for line in drawn), [line.rows for line in drawn]
    back, ahead = 0, 0
    for m in range(at - 1, -1, -1):
        if cells[m] != cells[at - 1]:
            break
        back += depths[m]
    for m in range(at, len(cells)):
        if cells[m] != cells[at]:
            break
        ahead += depths[m]
    return back - (cells[at - 1] != WHITE), ahead - (cells[at] != WHITE)


def _across(drawn: Drawn, edge: Edge, by: int) -> Drawn:
    lines = list(drawn)
    for n in range(edge.first, edge.last + 1):
        cells = list(lines[n].cells)
        grows = cells[edge.at - 1] if by > 0 else cells[edge.at]
        for column in range(min(edge.at, edge.at + by), max(edge.at, edge.at + by)):
            cells[column] = grows
        lines[n] = replace(lines[n], cells=tuple(cells))
    return tuple(lines)


def _down(drawn: Drawn, edge: Edge, by: int) -> Drawn:
    """Move a boundary between lines; turned over, a move up is a move down."""
    if by < 0:
        over = replace(edge, at=len(drawn) - edge.at)
        return _down(drawn[::-1], over, -by)[::-1]
    held = range(edge.first, edge.last + 1)
    grows = drawn[edge.at - 1].cells
    lines, left = list(drawn[: edge.at]), by
    for line in drawn[edge.at :]:
        taken = min(left, line.rows)
        cells = tuple(grows[n] if n in held else cell for n, cell in enumerate(line.cells))
        if left and taken == line.rows:
            lines.append(replace(line, cells=cells))
        elif taken:
            lines.append(replace(line, cells=cells, height=f"{taken}行", rows=taken))
            lines.append(_rest(line, line.rows - taken))
        else:
            lines.append(line)
        left -= taken
    return _joined(lines, edge.at)


def _rest(line: MapLine, rows: int) -> MapLine:
    return replace(line, height=f"{rows}行" if line.fixed else line.height, rows=rows)


def _joined(lines: list[MapLine], at: int) -> Drawn:
    """Join the lines around a place where no box ends any more."""
    upper, lower = lines[at - 1], lines[at]
    if upper.cells != lower.cells:
        return tuple(lines)
    rows = upper.rows + lower.rows
    others = lines[: at - 1] + lines[at + 1 :]
    found = [line.height for line in (upper, lower) if not line.fixed]
    # a map keeps a line that takes what is left
    height = found[0] if found and all(line.fixed for line in others) else f"{rows}行"
    return (*lines[: at - 1], replace(upper, height=height, rows=rows), *lines[at + 1 :])
