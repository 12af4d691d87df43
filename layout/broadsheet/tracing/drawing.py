"""Boxes become the map of a drawing; style and drawing become the text of two files.

Takes areas in their cells, a grid, styles; returns text as a dummy's drawing is written.
"""

from collections.abc import Mapping, Sequence
from itertools import chain, count, pairwise
from typing import Any

from broadsheet.arranging import draw
from broadsheet.geometry import MM
from broadsheet.tracing.inks import BLACK, WHITE
from broadsheet.tracing.values import Area, FoundGrid, PrintedPage

LETTERS = "abcdefghijklmnopqrstuvwxyzGHIJKLNOPQRSTUVWXYZ"
_WHOLE = 0.02  # mm, or ems, from a whole number
_ROUNDED = 0.002  # pt: what lengths are off that are written to 0.001 pt
_OWN = ("black", "white")  # colours that the language names itself


def named(areas: Sequence[Area], *, any_number: bool = False) -> list[Area]:
    """Give boxes their letters, from above and from the left; more than there are get none.

    Those that no map draws may be ``any_number``: letters with figures come after the letters.
    """
    order = {"masthead": 0, "ear": 1}
    rest = sorted(
        (a for a in areas if a.kind not in order),
        key=lambda a: (a.place.top, a.place.left, a.row, a.column, a.kind),
    )
    more = (f"{letter}{n}" for n in count(2) for letter in LETTERS) if any_number else ()
    free = chain(LETTERS, more)
    for area in areas:
        area.name = {"masthead": "M", "ear": "E"}.get(area.kind, "")
    found = [a for a in areas if a.kind in order]
    for area in rest:
        area.name = next(free, "")
        if area.name:
            found.append(area)
    return found


def shown(areas: Sequence[Area], rows: Sequence[str]) -> list[Area]:
    """Return the boxes that have a place in the map: others may lie on them."""
    there = {letter for row in rows for letter in row.split("|")[0].split()}
    return [area for area in areas if area.name in there]


def map_rows(areas: Sequence[Area], grid: FoundGrid, head: int) -> list[str]:
    """Return the lines of a map; ``head`` are rows of a folio line over it."""
    cells: dict[tuple[int, int], str] = {}
    cuts = {head, grid.rows}
    for area in areas:
        for n, (first, last) in enumerate(area.spans):
            top = max(head, first - area.above)
            foot = min(grid.rows, last)
            cuts |= {top, foot} & set(range(head, grid.rows + 1))
            for row in range(top, foot):
                cells.setdefault((row, area.column + n), area.name)
    rows = []
    for top, foot in pairwise(sorted(cuts)):
        letters = [cells.get((top, column), ".") for column in range(grid.columns)]
        rows.append(f"{' '.join(letters)} | {foot - top}行")
    return rows


def page_sections(
    areas: Sequence[Area], rows: Sequence[str], extra: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what a page's part of a drawing says."""
    found: dict[str, Any] = dict(extra)
    if rows:
        found["map"] = list(rows)
    found["boxes"] = {area.name: area.spec for area in areas}
    return found


def page_text(
    style: str, pages: Sequence[tuple[dict[str, Any], dict[str, str]]], fit: Mapping[str, Any]
) -> str:
    """Return the text of a drawing that takes its style from a file."""
    return draw.text({"style": style, "fit": fit}, pages)


def sheet_sections(page: PrintedPage, grid: FoundGrid) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a page's sheet with its margins, and its grid."""
    sheet = page.sheet
    ems = grid.measure / grid.size
    columns: dict[str, Any] = {"columns": grid.columns}
    if abs(ems - round(ems)) < _WHOLE:
        columns |= {"measure": f"{round(ems)}字", "gutter": None}
    else:
        columns |= {"measure": None, "gutter": _pt(grid.gutter)}
    columns |= {"baseline": _pt(grid.row), "rows": grid.rows}
    # a page that is cut down to its type shows less than its lines take
    left, top = max(0.0, grid.left), max(0.0, grid.top)
    least = left + grid.right - grid.left, top + grid.bottom - grid.top
    across, down = _mm(max(sheet.width, least[0])), _mm(max(sheet.height, least[1]))
    # as they are written, less what roundings may come to
    width, height = (float(side[:-2]) * MM - _ROUNDED for side in (across, down))
    shape = {
        "size": f"{across} x {down}",
        "margin": {
            "top": _pt(top),
            "bottom": _pt(max(0.0, height - top - grid.bottom + grid.top)),
            "left": _pt(left),
            "right": _pt(max(0.0, width - left - grid.right + grid.left)),
        },
    }
    return shape, columns


def style_text(
    base: str, page: PrintedPage, grid: FoundGrid, styles: Mapping[str, Any], rule: float
) -> str:
    """Return the text of a style: what a paper is, as its page shows it."""
    shape, columns = sheet_sections(page, grid)
    columns |= {"gap": "1行", "rule": _pt(rule)}
    colours, own = inked(styles)
    lines = [
        "# What the paper is, as a printed page shows it; what the page does not show is the",
        f"# style's that it is traced on ({base})",
        "broadsheet: 1",
        f"style: {base}",
        f"page: {draw.flow(shape)}",
        f"grid: {draw.flow(columns)}",
    ]
    if colours:
        lines.append(f"colours: {draw.flow(colours)}")
    if own:
        lines += ["styles:", *(f"  {name}: {draw.flow(style)}" for name, style in own.items())]
    return "\n".join(lines) + "\n"


def _pt(length: float) -> str:
    return f"{round(length, 3):g}pt"


def _mm(length: float) -> str:
    mm = length / MM
    return f"{round(mm)}mm" if abs(mm - round(mm)) < _WHOLE else f"{round(mm, 3):g}mm"


def inked(styles: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, Any]]:
    """Return names for the inks that styles use, and the styles with these names."""
    names: dict[str, str] = {}
    out: dict[str, Any] = {}
    for role, style in styles.items():
        own = dict(style)
        for key in ("colour", "fill"):
            if (inks := own.get(key)) and "/" in inks:
                own[key] = names.setdefault(inks, _called(inks, set(names.values())))
        out[role] = own
    return {name: inks for inks, name in names.items() if name not in _OWN}, out


def _called(inks: str, taken: set[str]) -> str:
    """Return a name for inks: by their hue; black and white are the language's own."""
    if inks in (BLACK, WHITE):
        return "black" if inks == BLACK else "white"
    cyan, magenta, yellow, black = (float(part) for part in inks.split("/"))
    if max(cyan, magenta, yellow) < 1:
        name = "grey"
    else:
        near = {
            "red": magenta + yellow - 2 * cyan, "yellow": 2 * yellow - magenta - cyan,
            "green": cyan + yellow - 2 * magenta, "blue": cyan + magenta - 2 * yellow,
            "teal": 2 * cyan - magenta - yellow, "purple": 2 * magenta - yellow - cyan,
        }  # fmt: skip
        name = max(near, key=lambda one: near[one])
    if max(cyan, magenta, yellow, black) < 20:
        name = f"pale-{name}"
    count = 2
    tried = name
    while tried in taken:
        tried, count = f"{name}-{count}", count + 1
    return tried
