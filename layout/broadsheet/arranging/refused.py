"""Copy that no sheet takes, in words: which item it is, and what of it is too much.

Takes the block that did not go in on a sheet, and that sheet's style; returns the fault.
"""

from broadsheet.arranging.demand import Measures
from broadsheet.arranging.forms import LEVELS, LINES
from broadsheet.arranging.ranking import RankedBlock
from broadsheet.edition import Article
from broadsheet.errors import SpecError
from broadsheet.makeup.galley.setup import PageSetup
from broadsheet.models import frozen, replace
from broadsheet.spec.leeway import House

NAMED = 16  # characters of a headline that name its story


@frozen()
class Refused:
    """A block that did not go in on a sheet, all of its width free."""

    block: RankedBlock
    desk: PageSetup
    house: House

    def fault(self) -> SpecError:
        """Say which item it is, and whether its headline is what is too long."""
        item = self.block.items[0]
        head = getattr(item, "headline", "")
        name = head if len(head) <= NAMED else f"{head[:NAMED]}…"
        if self.block.kind == "story" and not self._fits(self.block.story):
            bare = replace(self.block.story, kicker="", deck="")
            what = "kicker or deck" if self._fits(bare) else f"headline of {len(head)} characters"
            return SpecError(
                f"no page takes {item.id} “{name}”: its {what} is too long",
                key="make-up.sheets",
                hint="cut the head, or add a larger sheet",
            )
        return SpecError(
            f"no page takes {item.id} “{name}”: it is longer than a sheet",
            key="make-up.sheets",
            hint="add a larger sheet, or cut the story",
        )

    def _fits(self, story: Article) -> bool:
        """Tell whether a story's head goes over the whole sheet."""
        grid = self.desk.style.grid
        shapes = self.house.forms.get(LEVELS[self.block.level]) or ({},)
        names = dict(shapes[0].get("styles", {}))
        lines = LINES.get(grid.columns, 2)
        width = grid.span(0, grid.columns - 1)
        return Measures(self.desk).head(story, width, names, lines).fits
