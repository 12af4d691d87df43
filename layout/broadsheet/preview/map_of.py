"""The map of a composed page, as a designer moves its boundaries.

Takes a page and its sheet of the spec; returns its map with the rows that each line has got, and
where the lines are written.  Opens nothing.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from broadsheet.display import Page
from broadsheet.errors import Where
from broadsheet.preview.drawn_map import Drawn, MapLine
from broadsheet.spec import MapRow, Spec

Texts = Mapping[str, Sequence[str]]  # lines of the spec's files, by their names


def drawn_of(sheet: Spec, page: Page, texts: Texts) -> Drawn:
    """Return the map of a page; empty for a page that has none, or whose map is not on show."""
    lines = sheet.arrangement.map
    if not lines or len(lines) != len(page.bands):
        return ()
    return tuple(
        MapLine(
            cells=line.cells,
            height=_height(line, texts),
            rows=line.height.rows if line.height.kind == "rows" else rows,
            source=n,
        )
        for n, (line, rows) in enumerate(zip(lines, page.bands, strict=True))
    )


def as_read(rows: Sequence[MapRow]) -> list[tuple[tuple[str, ...], str, int]]:
    """Return the lines of a map as reading understands them, to be compared."""
    return [(row.cells, row.height.kind, row.height.rows) for row in rows]


def as_meant(drawn: Drawn) -> list[tuple[tuple[str, ...], str, int]]:
    """Return the lines of a moved map as reading should understand them."""
    return [
        (line.cells, "rows" if line.fixed else line.height, line.rows if line.fixed else 0)
        for line in drawn
    ]


def places_of(sheet: Spec) -> tuple[Where, ...]:
    """Return where each line of a sheet's map is written."""
    return tuple(line.where for line in sheet.arrangement.map)


def file_of(sheet: Spec) -> Path:
    """Return the file in which a sheet's map is written."""
    return Path(sheet.arrangement.map[0].where.file)


def _height(line: MapRow, texts: Texts) -> str:
    """Return a height as it is written: ``17行``, ``40mm``."""
    if line.height.kind != "rows":
        return line.height.kind
    own = texts.get(line.where.file, ())
    if 1 <= line.where.line <= len(own):
        height = own[line.where.line - 1].partition("|")[2].strip()
        if height:
            return height
    return f"{line.height.rows}行"
