"""Stories longer than a sheet: they go on over further pages of their own (转版).

Takes an edition and a house style; says which stories no sheet holds, and draws the sheets that one
runs over: the text of each sheet goes on in the next.  Counts letters; make-up threads the text.
"""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

from broadsheet.arranging import draw
from broadsheet.arranging.choose import Look
from broadsheet.arranging.deals import FRONT, SheetShare, asked
from broadsheet.arranging.drawn_page import DrawnPage
from broadsheet.arranging.ground import BareSheet, Ground, Shop
from broadsheet.arranging.ranking import letters_of
from broadsheet.edition import Article, Edition, Item
from broadsheet.models import replace
from broadsheet.spec import Spec
from broadsheet.spec.leeway import House, SheetForm

HOLDS = 0.9  # of the largest sheet: a longer story goes on
HEAD = 12  # rows that head and white take on a first sheet; on others half of it


def largest(house: House) -> SheetForm:
    """Return the sheet that takes most copy."""

    def cells(sheet: SheetForm) -> float:
        grid: Mapping[str, Any] = sheet.sections["grid"]
        measure = float(str(grid.get("measure", "15字")).removesuffix("字"))
        return float(grid["columns"]) * float(grid["rows"]) * measure

    return max(house.sheets, key=cells)


def parted(edition: Edition, house: House) -> tuple[Edition, list[tuple[int, Article]]]:
    """Return an edition without the stories that no sheet holds, and these by their pages."""
    sheet = largest(house)
    bare = asked((), sheet, front=True)
    long = [
        (number, item)
        for number, page in enumerate(edition.pages, 1)
        for item in page.items
        if isinstance(item, Article) and asked((item,), sheet, front=True) - bare > HOLDS - bare
    ]
    gone = {item.id for _, item in long}
    pages = tuple(
        replace(page, items=tuple(item for item in page.items if item.id not in gone))
        for page in edition.pages
    )
    return replace(edition, pages=pages), long


def sheets_of(  # noqa: PLR0913, PLR0917 - what a run of sheets is made of
    edition: Edition,
    number: int,
    story: Article,
    tools: tuple[Shop, Spec, House],
    before: int,
    more: int,
    beside: Sequence[Item] = (),
) -> tuple[list[DrawnPage], list[SheetShare]]:
    """Draw the sheets that a story runs over; ``before`` stand before them in the spec.

    ``more`` of them than it is counted to need: what was over is known when it is composed.
    Items ``beside`` stand at the foot of the first.
    """
    shop, style, house = tools
    whole, sheet = edition.pages[number - 1], largest(house)
    front = not before and bool(edition.masthead.name) and whole.folio in FRONT
    held = {story.id, *(item.id for item in beside)}
    page = replace(whole, items=tuple(item for item in whole.items if item.id in held))
    first = BareSheet(shop, style, house, sheet, replace(edition, pages=(page,)), front, number)
    grid = first.sheet_spec().style.grid
    ground = first.ground()
    taken = HEAD + (ground.mast + ground.least if ground else 0)
    lines = letters_of(story) / (grid.measure / grid.em) + 0.5 * len(story.body)
    left = lines - grid.columns * (grid.rows - taken)
    count = 1 + more + max(1, ceil(left / (grid.columns * (grid.rows - HEAD // 2 - 3))))
    drawn, shares = [], []
    for n in range(count):
        own = page if not n else replace(page, items=())
        alone = replace(edition, pages=(own,))
        bare = BareSheet(shop, style, house, sheet, alone, front and not n, number)
        drawn.append(_sheet(bare, n, before, None if n else ground))
        folio = own.folio if not n else own.folio or str(before + n + 1)
        shares.append(SheetShare(number=number, whole=whole, front=front and not n,
                                 page=replace(own, folio=folio)))  # fmt: skip
    return drawn, shares


def _sheet(bare: BareSheet, n: int, before: int, ground: Ground | None) -> DrawnPage:
    """Draw the sheet of a story's part: the first, with what stands around it, or one more."""
    columns = bare.sheet_spec().style.grid.columns
    lead = dict(bare.house.forms.get("lead", ({},))[0])
    boxes: dict[str, Any] = {}
    rows = []
    if ground and ground.mast:
        boxes["M"] = bare.masthead_box()
        rows.append(f"{' '.join('M' * columns)} | {ground.mast}行")
    rows.append(f"{' '.join('a' * columns)} | fill")
    goes_on = {"continues": {"page": before + n, "box": "a"}}
    boxes["a"] = {**({"story": 1, **lead} if not n else goes_on), "above": "1行"}
    for name, band in zip(draw.BANDS, ground.bands if ground else (), strict=False):
        boxes[name] = band.box(ground.full if ground else 0.0)
        rows.append(f"{' '.join(name * columns)} | {band.rows}行")
    sections = {**bare.head(), "map": rows, "boxes": boxes}
    return DrawnPage(sections=sections, why={"a": "longer than a sheet: it goes on"},
                     look=Look(0.0, 0, {}), sheet=bare.sheet.name, shape=())  # fmt: skip
