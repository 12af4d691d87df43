"""Stories longer than a sheet: they go on over further pages of their own (转版).

Takes an edition and a house style; says which stories no sheet holds, and draws the sheets that one
runs over: the text of each sheet goes on in the next.  Counts letters; make-up threads the text.
"""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

from broadsheet.arranging import draw
from broadsheet.arranging.choose import Look
from broadsheet.arranging.deals import FRONT, SheetShare, asked, cells
from broadsheet.arranging.drawn_page import DrawnPage
from broadsheet.arranging.ground import BareSheet, Ground, Shop
from broadsheet.arranging.ranking import letters_of
from broadsheet.display import Pages
from broadsheet.edition import Article, Edition, Item
from broadsheet.models import field, frozen, replace
from broadsheet.spec import Spec
from broadsheet.spec.leeway import House, SheetForm

HOLDS = 0.9  # of the largest sheet: a longer story goes on
PAGES = 4.0  # sheets that a story goes on over, where there are larger ones
SHEET = 0.2  # price of a sheet more, in sheets that stay white
LEAST_CUT = 3  # rows for which a last sheet is cut
HEAD = 12  # rows that head and white take on a first sheet; on others half of it


def largest(house: House) -> SheetForm:
    """Return the sheet that takes most copy."""
    return max(house.sheets, key=cells)


def of_trim(sheets: Sequence[SheetForm], like: SheetForm) -> tuple[SheetForm, ...]:
    """Return the sheets that have the trim of one of them."""
    return tuple(sheet for sheet in sheets if sheet.sections["page"] == like.sections["page"])


def bearing(house: House, long: Sequence[tuple[int, Article]]) -> tuple[SheetForm, ...]:
    """Return the sheets of trims on which no story goes on too long; of the largest, at least."""
    found = [
        sheet
        for sheet in house.sheets
        if all(asked((story,), sheet, front=False) <= PAGES for _, story in long)
    ]
    most = largest(house)
    bears = {str(sheet.sections["page"]) for sheet in (*found, most)}
    return tuple(sheet for sheet in house.sheets if str(sheet.sections["page"]) in bears)


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


@frozen()
class SheetRun:
    """How a story's sheets are drawn."""

    more: int = 0  # than it is counted to need: what was over is known when it is composed
    cuts: Mapping[str, int] = field(default_factory=dict)  # rows that its last sheet ends early
    before: int = 0  # sheets before it in the spec
    beside: tuple[Item, ...] = ()  # what stands at the foot of its first sheet


def sheets_of(
    edition: Edition, number: int, story: Article, tools: tuple[Shop, Spec, House], run: SheetRun
) -> tuple[list[DrawnPage], list[SheetShare]]:
    """Draw the sheets that a story runs over, all of the sheet that its text fills best."""
    shop, style, house = tools
    whole = edition.pages[number - 1]
    front = not run.before and bool(edition.masthead.name) and whole.folio in FRONT
    held = {story.id, *(item.id for item in run.beside)}
    page = replace(whole, items=tuple(item for item in whole.items if item.id in held))
    alone = replace(edition, pages=(page,))
    needs = []
    for n, sheet in enumerate(bearing(house, [(number, story)])):
        first = BareSheet(shop, style, house, sheet, alone, front, number)
        need = _needed(first, story)
        needs.append((ceil(need) - need + SHEET * ceil(need), n, ceil(need), first))
    _, _, count, first = min(needs, key=lambda one: one[:2])
    drawn, shares = [], []
    count += run.more
    for n in range(count):
        own = page if not n else replace(page, items=())
        bare = replace(first, edition=replace(edition, pages=(own,)), front=front and not n,
                       spec=None)  # fmt: skip
        cut = run.cuts.get(story.id, 0) if n == count - 1 else 0
        drawn.append(_sheet(bare, n, run.before, None if n else first.ground(), cut))
        folio = own.folio if not n else own.folio or str(run.before + n + 1)
        shares.append(SheetShare(number=number, whole=whole, front=front and not n,
                                 page=replace(own, folio=folio)))  # fmt: skip
    return drawn, shares


def _needed(first: BareSheet, story: Article) -> float:
    """Return about how many sheets a story takes, its first with what stands around it."""
    grid, ground = first.sheet_spec().style.grid, first.ground()
    taken = HEAD + (ground.mast + ground.least if ground else 0)
    lines = letters_of(story) / (grid.measure / grid.em) + 0.5 * len(story.body)
    left = lines - grid.columns * (grid.rows - taken)
    return 1 + max(0.0, left / (grid.columns * (grid.rows - HEAD // 2 - 3)))


def ends(
    pages: Pages, shares: Sequence[SheetShare], stories: Sequence[str], spare: int
) -> dict[str, int]:
    """Return the rows that are white under each story on the last of its sheets, but for some."""
    found: dict[str, int] = {}
    for page in pages.pages[: len(shares)]:
        for box in page.boxes:
            if box.item in stories and box.columns:
                found[box.item] = int((box.room - box.lines) / len(box.columns)) - spare
    return {item: rows for item, rows in found.items() if rows >= LEAST_CUT}


def _sheet(bare: BareSheet, n: int, before: int, ground: Ground | None, cut: int) -> DrawnPage:
    """Draw the sheet of a story's part: the first, with what stands around it, or one more.

    Its type area ends ``cut`` rows early.
    """
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
    shorter = bare.shorter(cut) if cut else {}
    sections = {**bare.head(), **shorter, "map": rows, "boxes": boxes}
    return DrawnPage(sections=sections, why={"a": "longer than a sheet: it goes on"},
                     look=Look(0.0, 0, {}), sheet=bare.sheet.name, shape=(), white=cut)  # fmt: skip
