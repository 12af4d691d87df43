"""Advertisements that stand beside news: those whose size leaves a band of the foot half empty.

Takes the bands of a foot and its sheet; says which advertisements no band is filled with, and
returns the forms of these as blocks among the news, which stand at the foot or the outer edge.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import Any

from broadsheet.arranging.foot_bands import GAP, FootBand
from broadsheet.arranging.foot_items import PPI, box_of
from broadsheet.arranging.forms import BOTH, StoryForm
from broadsheet.arranging.ranking import MOST, RankedBlock
from broadsheet.edition import Advert, Item
from broadsheet.makeup.galley.setup import PageSetup
from broadsheet.models import frozen
from broadsheet.spec import SLOTS

FILLED = 0.8  # of its width that a band is filled with, at least
SOLD = 0.06  # of a size that was sold, by which columns of the grid may differ
OFF = 0.2  # price of each row more or less than suits advertisements
NARROWER = 3.0  # of a size that the grid's columns do not have: white stays beside it
LEAST, DEEPEST = 5, 0.45  # rows of material; of the news


@frozen(kw_only=True)
class BesideGround:
    """The sheet that advertisements beside news stand on."""

    desk: PageSetup
    shapes: Mapping[str, tuple[Mapping[str, Any], ...]]
    ads: int  # rows that suit them
    news: int  # rows


def unfilled(bands: Sequence[FootBand], items: Sequence[Item], full: float) -> list[Advert]:
    """Return the advertisements of bands that they do not fill, whose size is given."""
    adverts = [item for item in items if isinstance(item, Advert)]
    found: list[Advert] = []
    for band in bands:
        taken = sum(part.width for part in band.parts) + GAP * (len(band.parts) - 1)
        if taken < FILLED * full and all("ad" in part.box for part in band.parts):
            found += [adverts[int(part.box["ad"]) - 1] for part in band.parts]
    return found


def with_adverts(
    blocks: Sequence[RankedBlock], beside: Sequence[Advert], items: Sequence[Item]
) -> list[RankedBlock]:
    """Return a page's blocks and as many advertisements as there may be blocks."""
    adverts = [item for item in items if isinstance(item, Advert)]
    made = list(blocks)
    for advert in beside[: max(0, MOST - len(made))]:
        select = adverts.index(advert) + 1
        made.append(RankedBlock(items=(advert,), kind="ad", select=select, rank=len(made),
                                level=3, letters=0))  # fmt: skip
    return made


def advert_forms(number: int, block: RankedBlock, sheet: BesideGround) -> Iterator[StoryForm]:
    """Yield the forms of an advertisement beside news."""
    item = block.items[0]
    if not isinstance(item, Advert):
        return
    box = box_of(item, int(str(block.select)), sheet.shapes)
    found = _sold(item, box, sheet) if item.size in SLOTS else _material(item, box, sheet)
    for width, rows, own, price in found:
        costs = {rows + 1 + n: abs(n) * 0.5 for n in (0, 1)} if rows < sheet.news else {}
        if costs:
            yield StoryForm(block=number, width=width, kind="ad", corners=BOTH, box=own,
                            costs=costs, price=price, bridge=(0.0, float(width)),
                            why="an advertisement")  # fmt: skip


Found = Iterator[tuple[int, int, dict[str, Any], float]]  # columns, rows, box, price


def _sold(item: Advert, box: dict[str, Any], sheet: BesideGround) -> Found:
    """Yield the columns that are nearest to a size that was sold."""
    grid = sheet.desk.style.grid
    across, down = SLOTS[item.size]
    full, rows = grid.span(0, grid.columns - 1), round(down * grid.rows)
    wanted = across * (full + grid.gutter) - grid.gutter
    sized = {**box, "size": item.size}
    for width in range(1, grid.columns):
        off = grid.span(0, width - 1) / wanted - 1
        if abs(off) <= SOLD:
            yield width, rows, sized, 0.0
            return
        if off > 0:
            own = {**sized, "width": f"{100 / (1 + off):.3f}%"}
            yield width, rows, {"across": [own]}, NARROWER
            return


def _material(item: Advert, box: dict[str, Any], sheet: BesideGround) -> Found:
    """Yield widths that an advertiser's own material bears."""
    grid, size = sheet.desk.style.grid, sheet.desk.picture_sizes.get(item.src)
    if size is None:
        return
    for width in range(1, grid.columns):
        room = grid.span(0, width - 1)
        rows = max(LEAST, ceil(room * size[1] / size[0] / grid.baseline - 0.1))
        if width == 1 or (room <= size[0] / PPI * 72 and rows <= DEEPEST * sheet.news):
            yield width, rows, box, OFF * abs(rows - sheet.ads)
