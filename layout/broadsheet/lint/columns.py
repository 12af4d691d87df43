"""Rules of the columns of a story.

Each takes a ``LintPage`` and its limit, and yields the spots where it is broken.
"""

from collections.abc import Iterator

from broadsheet.display import PlacedBox
from broadsheet.geometry import Rect
from broadsheet.lint.lint_page import Ink, LintFault, LintPage, is_short


def crosshead_foot(sheet: LintPage, _: float) -> Iterator[LintFault]:
    """A crosshead with no line under it in its column."""
    for box in sheet.news():
        for number, column in enumerate(box.columns, start=1):
            last = _last(sheet, box, column)
            if last is not None and "crosshead" in last.roles and not last.upright:
                yield LintFault(
                    box.name,
                    f"the crosshead “{last.text}” stands at the foot of column {number}",
                    box.item,
                )


def uneven_columns(sheet: LintPage, lines: float) -> Iterator[LintFault]:
    """Columns of one story that end more than ``lines`` lines apart.

    Of a story that is short, making up has told already.
    """
    for box in sheet.news():
        if len(box.columns) < 2 or is_short(box):
            continue
        whites = [_white(sheet, box, column) for column in box.columns]
        apart = round((max(whites) - min(whites)) / sheet.row)
        if apart > lines:
            shortest = whites.index(max(whites)) + 1
            yield LintFault(
                box.name, f"column {shortest} ends {apart} lines short of the others", box.item
            )


def narrow_gutter(sheet: LintPage, ems: float) -> Iterator[LintFault]:
    """Columns of text under ``ems`` of their type apart, so that a line is read on into the next.

    A larger body in a measure of as many characters takes the gutters' white.
    """
    grid = sheet.style.grid
    least = ems * grid.em
    if grid.columns > 1 and grid.gutter < least:
        yield LintFault(
            "",
            f"the gutters are {grid.gutter:.2g} pt, under {ems:g} 字 of the body: take a smaller "
            "body or fewer characters (styles.body.size, grid.measure)",
        )


def crosshead_sizes(sheet: LintPage, _: float) -> Iterator[LintFault]:
    """Crossheads of one story in several sizes."""
    sizes: dict[str, dict[float, str]] = {}
    for ink in sheet.lines("crosshead"):
        sizes.setdefault(ink.item, {})[round(ink.size, 1)] = ink.box
    for item, found in sizes.items():
        if len(found) > 1:
            shown = ", ".join(f"{size:g}pt" for size in sorted(found))
            yield LintFault(next(iter(found.values())), f"the crossheads are of {shown}", item)


def off_grid(sheet: LintPage, slack: float) -> Iterator[LintFault]:
    """Lines of body text more than ``slack`` pt off the rows of the page.

    The em box of a body line stands in the middle of its row, in boxes too; those outside the map
    have rows of their own.  Type larger than
    a row is a sunk initial, which takes several.
    """
    news = {box.name for box in sheet.news()}
    told: set[str] = set()
    for line in sheet.lines("para"):
        if line.upright or line.box not in news or line.box in told or line.size > sheet.row:
            continue
        if sheet.is_placed(line.box):
            continue
        rows = (line.rect.middle - sheet.area.top) / sheet.row - 0.5
        off = abs(rows - round(rows)) * sheet.row
        if off > slack:
            told.add(line.box)
            yield LintFault(
                line.box, f"“{line.text[:12]}” stands {off:.1f}pt off the rows", line.item
            )


def _inside(sheet: LintPage, box: PlacedBox, column: Rect) -> Iterator[Ink]:
    for ink in sheet.of("type", "picture", "panel"):
        if ink.box == box.name and ink.rect.overlaps(column, 1.0):
            yield ink


def _last(sheet: LintPage, box: PlacedBox, column: Rect) -> Ink | None:
    inside = (ink for ink in _inside(sheet, box, column) if ink.kind == "type")
    return max(inside, key=lambda ink: ink.rect.bottom, default=None)


def _white(sheet: LintPage, box: PlacedBox, column: Rect) -> float:
    """White at a column's foot, pt."""
    feet = [ink.rect.bottom for ink in _inside(sheet, box, column)]
    return column.bottom - max(feet, default=column.top)
