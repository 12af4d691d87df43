"""A sheet before its stories: the style on it, its masthead and its foot.

Takes one page of an edition, a house and one of its sheets; returns what is there first, as an
editor lays it out: masthead and bands, and the rows that are left for news.  Draws nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Any

from broadsheet.arranging import draw
from broadsheet.arranging.beside import unfilled, with_adverts
from broadsheet.arranging.contents_box import with_index
from broadsheet.arranging.foot import Foot
from broadsheet.arranging.foot_bands import FootBand, lowered, room
from broadsheet.arranging.foot_items import FootFit, box_of, numbered
from broadsheet.arranging.nearness import FormerPlace
from broadsheet.arranging.ranking import RankedBlock, blocks_of
from broadsheet.deadline import Watch, untimed
from broadsheet.display import Pages
from broadsheet.edition import Edition, EditionPage
from broadsheet.errors import Finding
from broadsheet.fonts.typeface import FaceBook
from broadsheet.makeup.galley.kept import Kept, kept_in
from broadsheet.makeup.galley.setup import PageSetup
from broadsheet.makeup.page import pages as making
from broadsheet.makeup.page.demand import least_in
from broadsheet.models import field, frozen, record, replace
from broadsheet.spec import Box, Spec
from broadsheet.spec.leeway import House, SheetForm

LARGER = 1.25  # heads than the house's largest, where copy is short
LEAST_NEWS = 8  # rows of news on a page
SMALL_MAST = 14  # rows of a masthead on sheets that take the second form of it
CROWDED_MAST = frozenset({"small-type", "outside", "rule-on-type"})  # faults of too few rows
MAST = 12  # rows more that a masthead may take than its sheet says


@frozen(kw_only=True)
class Shop:
    """What is needed to draw: how a spec's text is read, and what lint says."""

    head: Mapping[str, object]  # of every drawing: the style that it extends
    read: Callable[[str], Spec]
    lint: Callable[[Pages, Spec], tuple[Finding, ...]]
    book: FaceBook
    kept: Kept  # what was set already
    picture_sizes: Mapping[str, tuple[int, int]]
    near: Mapping[str, FormerPlace] = field(default_factory=dict)  # another day's drawing
    columns: int = 0  # of its grid; 0: there is none
    look: Watch = untimed  # is told what is begun, and raises to stop it

    def more(self, _: str) -> None:
        """Ask whether to go on with what is in hand."""
        self.look("")


@frozen(kw_only=True)
class Ground:
    """What is there before the stories."""

    desk: PageSetup
    bands: tuple[FootBand, ...]
    mast: int  # rows of the masthead
    least: int  # rows of the bands
    most: int
    news: int  # rows that are left
    blocks: Sequence[RankedBlock]
    heads: float = 1.0  # by which heads may be larger than the house's largest
    full: float  # pt, width of the type area

    @property
    def columns(self) -> int:
        """Columns of the grid."""
        return self.desk.style.grid.columns

    def generous(self) -> "Ground":
        """Return it as it is where copy is short: heads larger, bands deeper."""
        bands = tuple(replace(band, most=band.generous) for band in self.bands)
        return replace(self, bands=bands, most=room(bands)[1], heads=LARGER)


@record()
class BareSheet:
    """One page of an edition on one sheet, before its stories."""

    shop: Shop
    style: Spec
    house: House
    sheet: SheetForm
    edition: Edition  # of this page alone
    front: bool
    number: int
    others: tuple[EditionPage, ...] = ()  # of the edition, that an index names; none: no index
    spec: Spec | None = None

    @property
    def page(self) -> EditionPage:
        """The page that is drawn."""
        return self.edition.pages[0]

    @property
    def whole(self) -> Edition:
        """The page and those that its index names."""
        return replace(self.edition, pages=(self.page, *self.others))

    def begun(self) -> None:
        """Tell who watches that this page is drawn."""
        self.shop.look(f"drawing page {self.number} on {self.sheet.name}")

    def head(self) -> dict[str, Any]:
        """Return the sections that come before a page's map."""
        found: dict[str, Any] = dict(self.sheet.sections)
        if self.front or not self._folio():
            found["folio"] = "none"
        return found

    def _folio(self) -> bool:
        page, masthead = self.page, self.edition.masthead
        return bool(page.folio or page.section or page.editors or masthead.name or masthead.date)

    def sheet_spec(self) -> Spec:
        """Return the style on this sheet, with boxes for its masthead and all that is no news."""
        if self.spec is None:
            columns = int(self.sheet.sections["grid"]["columns"])
            boxes = {"M": self.masthead_box()} if self.front else {}
            for item, number in numbered(self.page.items):
                boxes[f"{item.kind}-{number}"] = box_of(item, number, self.house.forms)
            found: dict[str, Any] = {**self.head(), "map": "auto"}
            if self.others:
                shape = self.house.forms.get("index", ({},))[0]
                boxes["index"] = {"index": {"pages": "yes"}, **shape}
            if boxes:
                found["map"] = [f"{' '.join([name] * columns)} | auto" for name in boxes]
                found["boxes"] = boxes
            self.spec = self.shop.read(draw.text(self.shop.head, [(found, {})]))
        return self.spec

    def desk(self) -> PageSetup:
        """Return what measuring needs."""
        return PageSetup(style=self.sheet_spec().style, book=self.shop.book, edition=self.whole,
                         picture_sizes=self.shop.picture_sizes, kept=self.shop.kept,
                         watch=self.shop.more)  # fmt: skip

    def ground(self) -> Ground | None:
        """Return what is there before the stories: masthead and foot, as an editor does."""
        self.begun()
        desk = self.desk()
        boxes = self.sheet_spec().arrangement.boxes
        others: dict[tuple[str, int], Box] = {
            (i.kind, n): boxes[f"{i.kind}-{n}"] for i, n in numbered(self.page.items)
        }
        foot = Foot(FootFit(desk, others), self.house.forms, self.sheet.ads)
        bands = tuple(foot.bands(self.page.items))
        blocks = blocks_of(self.page.items, self.house)
        if self.others:
            blocks = with_index(blocks)
        if blocks and (beside := unfilled(bands, self.page.items, foot.full)):
            blocks = with_adverts(blocks, beside, self.page.items)
            gone = {block.items[0].id for block in blocks if block.kind == "ad"}
            bands = tuple(foot.bands(self.page.items, gone))
        mast = self.masthead_rows() if self.front else 0
        least, most = room(bands)
        news = self.sheet_spec().rows - mast - least
        if news < 0 and not blocks:  # an advertisement as deep as the sheet is
            bands = lowered(bands, -news)
            least, most = room(bands)
            news = self.sheet_spec().rows - mast - least
        if news < (LEAST_NEWS if blocks else 0):
            return None
        return Ground(desk=desk, bands=bands, mast=mast, least=least, most=most, news=news,
                      blocks=blocks, full=foot.full)  # fmt: skip

    def shorter(self, rows: int) -> dict[str, Any]:
        """Return page and grid of a type area that ends so many rows higher."""
        style = self.sheet_spec().style
        page, grid = dict(self.sheet.sections["page"]), dict(self.sheet.sections["grid"])
        foot = style.page.bottom + rows * style.grid.baseline
        page["margin"] = {**page["margin"], "bottom": f"{foot:.3f}pt"}
        grid["rows"] = style.grid.rows - rows
        return {"page": page, "grid": grid}

    def masthead_box(self) -> dict[str, Any]:
        """Return the keys of the masthead's box."""
        forms = self.house.forms["masthead"]
        small = len(forms) > 1 and self.sheet.masthead < SMALL_MAST
        return dict(forms[1 if small else 0])

    def masthead_rows(self) -> int:
        """Return the fewest rows that the masthead goes in, and no fewer than the sheet's."""
        setup = self.desk()
        grid, box = setup.style.grid, self.sheet_spec().arrangement.boxes["M"]
        most = self.sheet.masthead + MAST
        least = max(self.sheet.masthead, least_in(setup, box, grid.span(0, grid.columns - 1), ()))
        key = ("masthead", self.sheet.name, self.number, least)
        tried = range(min(least, most), most)

        def found() -> int:
            return next((rows for rows in tried if not self._crowds(setup, rows)), min(least, most))

        return kept_in(setup.kept, key, found)

    def _crowds(self, setup: PageSetup, rows: int) -> bool:
        """Tell whether a masthead so many rows deep has lines too small, or over each other."""
        columns = setup.style.grid.columns
        found = {**self.head(), "map": [f"{' '.join(['M'] * columns)} | {rows}行"],
                 "boxes": {"M": self.masthead_box()}}  # fmt: skip
        spec = self.shop.read(draw.text(self.shop.head, [(found, {})]))
        alone = replace(self.edition, pages=(replace(self.page, items=()),))
        work = making.begin(replace(setup, edition=alone), spec)
        pages = work.closed(tuple(islice(work.pages(), 1)))
        return any(fault.code in CROWDED_MAST for fault in self.shop.lint(pages, spec))
