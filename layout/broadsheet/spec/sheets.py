"""A layout spec: a house style, and what is drawn with it; the sheets of several pages.

Frozen values made of those of ``house`` and ``arrangement``.  Who needs one half alone takes
that half.
"""

from broadsheet.errors import Where
from broadsheet.models import frozen
from broadsheet.spec.arrangement import Arrangement
from broadsheet.spec.boxes import NOWHERE
from broadsheet.spec.house import Style


@frozen(kw_only=True)
class Spec:
    """A complete layout spec, resolved: one sheet, or the sheets of several pages."""

    name: str
    style: Style
    arrangement: Arrangement
    pages: "tuple[Spec, ...]" = ()  # a sheet for each page; empty: this one serves all
    where: Where = NOWHERE

    def sheet(self, number: int) -> "Spec":
        """Return the sheet of a page; pages count from 1, those after the last have the last."""
        return self.pages[min(number, len(self.pages)) - 1] if self.pages else self

    @property
    def band(self) -> int:
        """Rows of the grid that the folio line takes."""
        return self.arrangement.folio.rows if self.arrangement.folio else 0

    @property
    def rows(self) -> int:
        """Rows of the grid that the map fills."""
        return self.style.grid.rows - self.band

    @property
    def top(self) -> float:
        """Top of the first row that the map fills, pt.

        Rows that leave a part of the type area over lie in its middle.
        """
        page, grid, folio = self.style.page, self.style.grid, self.arrangement.folio
        slack = page.height - page.top - page.bottom - grid.rows * grid.baseline
        over = self.band if folio and folio.at == "top" else 0
        return page.top + slack / 2 + over * grid.baseline
