"""One page, drawn and composed, and how unlike two of them are.

Takes a drawing and its sheet; returns the page with what its editor would say of it.
"""

from collections.abc import Mapping
from itertools import islice
from typing import Any

from broadsheet.arranging import draw
from broadsheet.arranging.choose import Look, looked_at
from broadsheet.arranging.ground import BareSheet, Shop
from broadsheet.arranging.interlock import Drawing
from broadsheet.display import Pages
from broadsheet.edition import Edition
from broadsheet.makeup.galley.setup import PageSetup
from broadsheet.makeup.page import pages as making
from broadsheet.models import frozen, replace
from broadsheet.spec import Spec

FOOT_WHITE = 300.0  # price of a page that stays white; of its part that does
TENTHS = 20  # rows of cells by which drawings are told apart


@frozen(kw_only=True)
class DrawnPage:
    """One page, drawn and composed."""

    sections: Mapping[str, Any]
    why: Mapping[str, str]
    look: Look
    sheet: str
    shape: tuple[object, ...]
    white: int = 0  # rows by which its type area is shorter
    rows: int = 1  # of the type area, if it were not
    cells: tuple[tuple[int, ...], ...] = ()  # which block stands where, by tenths of the news
    indexed: bool = False  # it names what stands on other pages


def tried(bare: BareSheet, page: draw.PageDrawing, drawing: Drawing) -> DrawnPage:
    """Compose and look at one drawing."""
    bare.begun()
    found, why = draw.sections(page)
    own = bare.head()
    if page.white and found["map"]:
        own |= bare.shorter(page.white)
    styles = {**own.get("styles", {}), **found.pop("styles", {})}
    found = own | ({"styles": styles} if styles else {}) | found
    spec = bare.shop.read(draw.text(bare.shop.head, [(found, why)]))
    pages = composed(bare.whole, spec, bare.shop, most=1)
    look = looked_at(pages, bare.shop.lint(pages, spec))
    look = replace(look, price=look.price + FOOT_WHITE * page.white / bare.sheet_spec().rows)
    shape = (bare.sheet.name, drawing.shape())
    return DrawnPage(sections=found, why=why, look=look, sheet=bare.sheet.name, shape=shape,
                     white=page.white, rows=bare.sheet_spec().rows, cells=_cells(page),
                     indexed=bool(bare.others))  # fmt: skip


def composed(edition: Edition, spec: Spec, shop: Shop, most: int | None = None) -> Pages:
    """Compose an edition with a drawing; of its pages the first ``most``."""
    setup = PageSetup(style=spec.style, book=shop.book, edition=edition,
                      picture_sizes=shop.picture_sizes, kept=shop.kept,
                      watch=shop.more)  # fmt: skip
    work = making.begin(setup, spec)
    return work.closed(tuple(islice(work.pages(), most)))


def _cells(page: draw.PageDrawing) -> tuple[tuple[int, ...], ...]:
    """Return which block stands in each column of each tenth of the news; -1: none."""
    rows = max((spot.row + spot.rows for spot in page.spots), default=1)
    found = [[-1] * page.columns for _ in range(TENTHS)]
    for n, line in enumerate(found):
        at = (n + 0.5) * rows / TENTHS
        for spot in page.spots:
            if spot.row <= at < spot.row + spot.rows:
                line[spot.column : spot.column + spot.width] = [spot.block] * spot.width
    return tuple(map(tuple, found))


def unlike(one: DrawnPage, two: DrawnPage) -> float:
    """Return the share of the news in which two drawings differ."""
    pairs = [
        (a, b)
        for x, y in zip(one.cells, two.cells, strict=True)
        for a, b in zip(x, y, strict=False)
    ]
    same_grid = len(one.cells[0]) == len(two.cells[0]) if one.cells else True
    return sum(a != b for a, b in pairs) / max(1, len(pairs)) if same_grid else 1.0
