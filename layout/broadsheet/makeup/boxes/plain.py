"""Boxes that take whatever rectangle they get: what they ask for, and how what they hold fits.

Takes a galley with what was set into a rectangle; returns an account: lines that run out of it
are over.  Knows nothing of what the box holds.
"""

from collections.abc import Callable, Iterator, Sequence

from broadsheet.display import Mark, PlacedBox, TextLine
from broadsheet.edition import Item
from broadsheet.geometry import Rect
from broadsheet.makeup.galley.contract import (
    Account,
    Fitting,
    Setter,
    account_of,
    enter,
    every_place,
)
from broadsheet.makeup.galley.forme import Forme
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.setup import ABOVE
from broadsheet.makeup.shape.drawn import Lattice, Shape, box_rect, lattice
from broadsheet.makeup.shape.heights import fewest
from broadsheet.models import record, replace
from broadsheet.spec import Box

SLACK = 0.5  # pt, too little to see
STARVED = 1000.0  # cost of a row that it lacks


@record()
class PlainPlan:
    """A box of the map that takes what it gets from a few rows on."""

    galley: Galley
    shape: Shape
    above: int  # rows of white over it
    rows: int  # the fewest under them
    setter: Setter
    asks: Callable[[], int] | None = None  # what finds the fewest, where a row has no height yet

    def cost(self, heights: tuple[int, ...]) -> float:
        """Cost of the box with its bands ``heights`` rows deep."""
        if self.asks is not None:
            self.rows, self.asks = self.asks(), None
        return STARVED * max(0, self.above + self.rows - sum(heights))

    def set(self, forme: Forme, grid: Lattice, heights: tuple[int, ...]) -> Account:
        """Set it into its place on the page, and tell what became of it."""
        del heights  # its rectangle is known by the grid
        rect = box_rect(self.shape, grid, self.above)
        account = self.setter(forme, self.galley, rect)
        if self.galley.box.at is not None:  # no line of the map to make deeper
            return account
        if not any(place.over or place.beyond for place in every_place(account)):
            return account
        box, rows = self.galley.box, self.above + round(rect.height / grid.row)
        least = fewest_rows(forme, box, self.shape, self.setter)
        told = f"{rows} 行 are too few, all goes in from {self.above + least} 行 on"
        if least > forme.spec.rows:
            told = f"no depth holds all, {rect.width / grid.columns.em:.0f} 字 are too narrow"
        note = box.finding("warning", "needs", f"box {box.name}: {told}", forme.number)
        return replace(account, findings=(*account.findings, note))


def least_rows(forme: Forme, box: Box, shape: Shape, setter: Setter, least: int) -> int:
    """Return the fewest rows, ``least`` or more, in which nothing of a box is over.

    ``least`` where none of the page's do.
    """
    found = fewest_rows(forme, box, shape, setter)
    return least if found > forme.spec.rows else max(least, found)


def fewest_rows(forme: Forme, box: Box, shape: Shape, setter: Setter) -> int:
    """Return the fewest rows in which nothing of a box is over; more than the page's: none."""
    spec, spans = forme.spec, shape.spans

    def fits(rows: int) -> bool:
        rect = lattice(spec.style, spec.top, [rows]).rect(
            spans[0].column, spans[-1].column, 0, rows
        )
        return not lost_in(forme, box, setter, rect)

    return fewest(fits, spec.rows)


def lost_in(forme: Forme, box: Box, setter: Setter, rect: Rect) -> int:
    """Count the errors of a box set into a rectangle; the page does not see it."""
    trial = Forme(forme.setup, forme.spec, forme.number, forme.items, forme.picked, forme.briefs)
    enter(trial, setter(trial, Galley(forme.setup, box), rect))
    return sum(finding.level == "error" for finding in trial.findings)


def file_plain(
    forme: Forme, galley: Galley, rect: Rect, item: Item | None, beyond: tuple[str, ...] = ()
) -> Account:
    """File what a galley holds under its item, or under the masthead; tell how it fits."""
    own = item.id if item else "masthead"
    forme.file(own, galley)
    place = PlacedBox(
        name=galley.box.name,
        rect=rect,
        item=item.id if item else "",
        where=galley.box.where,
    )
    named = forme.name(item) if item else own
    fit = fitting_in(galley, rect) if item else Fitting(beyond=beyond)
    return account_of(forme, galley, own, named, (place,), fit)


def goes_in(galley: Galley, rect: Rect) -> bool:
    """Tell whether all that was set lies in a rectangle, and nothing was told to be overset."""
    fit = fitting_in(galley, rect)
    told = any(code == "overset" for _, code, _ in galley.said)
    return not (told or fit.over or fit.beyond)


def fitting_in(galley: Galley, rect: Rect) -> Fitting:
    """Tell how what was set fits a rectangle; what the galley has told itself is not told twice."""
    told = any(code == "overset" for _, code, _ in galley.said)
    over = [line for line, foot in _feet(galley.copy) if foot > rect.bottom + SLACK]
    wide = too_wide(galley.copy, rect)
    beyond = (f"{wide.plain!r} is wider than its box",) if wide else ()
    if told or not over:
        return Fitting(beyond=beyond)
    deep = max(foot for _, foot in _feet(galley.copy)) - rect.bottom
    return Fitting(
        over=len(over),
        over_letters=sum(len(line.plain) for line in over),
        how=f"{deep:.0f} pt deeper than its box",
        beyond=beyond,
    )


def _feet(copy: Sequence[Mark]) -> Iterator[tuple[TextLine, float]]:
    """Yield level lines, and the foot of their lowest em box, pt."""
    for mark in copy:
        if isinstance(mark, TextLine) and not mark.vertical:
            yield mark, mark.y + (1 - ABOVE) * max(run.size for run in mark.runs)


def too_wide(copy: Sequence[Mark], rect: Rect) -> TextLine | None:
    """Return the first line that runs out of the rectangle's sides."""
    for line, _ in _feet(copy):
        if line.x < rect.left - SLACK or line.x + line.width > rect.right + SLACK:
            return line
    return None


def set_nothing(forme: Forme, galley: Galley, rect: Rect) -> Account:
    """Leave a box white: nothing was found for it."""
    return file_plain(forme, galley, rect, forme.picked.get(galley.box.name))
