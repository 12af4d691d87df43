"""The index of the other pages on page 1 (导读), as a block among its news.

Takes a sheet and what measures; returns the index's forms: narrow, as deep as its entries ask for,
which is a wide range: it fills what the stories beside it leave.  Says when an edition has one.
"""

from collections.abc import Iterator, Mapping
from math import ceil
from typing import Any

from broadsheet.arranging.forms import BOTH, FormGround, StoryForm
from broadsheet.arranging.ranking import MOST, RankedBlock
from broadsheet.edition import Edition, EditionPage, Info
from broadsheet.makeup.boxes.index import index_depths, names_pages
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.setup import PageSetup
from broadsheet.models import replace
from broadsheet.spec import Box, IndexBox
from broadsheet.spec.leeway import House

ENTRIES = 10  # at most: an index of more is a list
WIDEST = 2  # columns of the grid
LETTERS = 11  # em of a column of entries, at least: a headline breaks into two lines
OFF = 0.15  # price of a row more or less than suits
BROAD = 1.0  # of a column more than one
SUITS = 0.6  # of the way from the least depth to the greatest


def other_pages(
    edition: Edition, house: House, front: bool, pages: tuple[EditionPage, ...]
) -> tuple[EditionPage, ...]:
    """Return the pages that page 1 names; none where the edition names them in words of its own."""
    first = edition.pages[0]
    own = any(isinstance(item, Info) and names_pages(item) for item in first.items)
    return pages if front and house.index and not own else ()


def with_index(blocks: list[RankedBlock]) -> list[RankedBlock]:
    """Return a page's blocks and its index; without one where there are as many as there may be."""
    if not blocks or len(blocks) >= MOST:
        return blocks
    index = RankedBlock(items=(), kind="index", select="yes", rank=len(blocks), level=3, letters=0)
    return [*blocks, index]


def index_forms(
    number: int, sheet: FormGround, setup: PageSetup, shape: Mapping[str, Any], box: Box
) -> Iterator[StoryForm]:
    """Yield the forms of an index: ``box`` is its own as the house has it, ``shape`` its keys."""
    galley = Galley(setup, replace(box, content=IndexBox(most=ENTRIES)))
    grid = sheet.grid
    for width in range(1, min(WIDEST, grid.columns - 1) + 1):
        room = grid.span(0, width - 1)
        least, most = (ceil(depth / grid.baseline) for depth in index_depths(galley, room, 1))
        if not least or room < LETTERS * grid.em:
            continue
        ideal = least + SUITS * (most - least)
        yield StoryForm(
            block=number, width=width, kind="index", corners=BOTH, price=BROAD * (width - 1),
            box={"index": {"pages": "yes"}, "most": ENTRIES, **shape},
            costs={rows + 1: OFF * abs(rows - ideal) for rows in range(least, most + 1)},
            bridge=(0.0, float(width)), why="what stands on the other pages",
        )  # fmt: skip
