"""The page that draws itself: sheet, demand, drawings, the best of them.

Takes an edition, a house style and what composes; returns dummies, the best first, each an
ordinary spec.  The wiring of this room: foot and masthead first, as an editor does, then stories.
Opens nothing: faces, sizes of pictures and the reading of specs are handed in.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from broadsheet.display import Pages
from broadsheet.dummy import draw, judge
from broadsheet.dummy.choose import Look, looked_at
from broadsheet.dummy.demand import Measures
from broadsheet.dummy.foot import Foot, FootBand, room, spread
from broadsheet.dummy.forms import FormGround, FormMaker, StoryForm
from broadsheet.dummy.interlock import DoglegForm, Drawing, PageSearch
from broadsheet.dummy.ranking import RankedBlock, blocks_of
from broadsheet.dummy.rooms import PlacedBlock, RoomForm, Rooms
from broadsheet.edition import Edition, EditionPage
from broadsheet.errors import Finding
from broadsheet.fonts.typeface import FaceBook
from broadsheet.makeup.galley.kept import Kept
from broadsheet.makeup.galley.setup import PageSetup
from broadsheet.makeup.page import pages as making
from broadsheet.models import frozen, record, replace
from broadsheet.spec import Spec
from broadsheet.spec.leeway import House, SheetForm

TRIED = 6  # drawings that are composed
ENOUGH = 4.0  # a price under which no better drawing is looked for
ALIKE = 2  # drawings that differ in rows alone
SHEETS = 3  # sheets that are tried
MAST_MORE = 3  # of them where rows are to spare
WHITE = 0.6  # price of a row that a page ends short
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


@frozen(kw_only=True)
class DrawnPage:
    """One page, drawn and composed."""

    sections: Mapping[str, Any]
    why: Mapping[str, str]
    look: Look
    sheet: str
    shape: tuple[object, ...]


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
    full: float  # pt, width of the type area


@record()
class Designer:
    """One page of an edition on one sheet."""

    shop: Shop
    style: Spec
    house: House
    sheet: SheetForm
    edition: Edition  # of this page alone
    front: bool
    number: int
    spec: Spec | None = None
    fill: float = 0.0  # of the news area that copy takes at least, once it is measured

    @property
    def page(self) -> EditionPage:
        """The page that is drawn."""
        return self.edition.pages[0]

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
        """Return the style on this sheet, with no map."""
        if self.spec is None:
            self.spec = self.shop.read(draw.text({**self.shop.head, **self.head()}, [({}, {})]))
        return self.spec

    def desk(self) -> PageSetup:
        """Return what measuring needs."""
        return PageSetup(style=self.sheet_spec().style, book=self.shop.book, edition=self.edition,
                         picture_sizes=self.shop.picture_sizes, kept=self.shop.kept)  # fmt: skip

    def drawn(self, count: int) -> list[DrawnPage]:
        """Return the best pages on this sheet, the best first; nothing where none goes in."""
        ground = self._ground()
        if ground is None:
            self.fill = 2.0
            return []
        if not ground.blocks:
            return self._empty(ground)
        forms = self._forms(ground, any_width=False)
        columns = ground.desk.style.grid.columns
        self.fill = sum(_least_area(own) for own in forms) / (columns * ground.news)
        if not all(forms):
            return []
        extra = MAST_MORE if ground.mast else 0
        spare = ground.most - ground.least + extra
        wanted = {ground.news - n: 0.4 * n for n in range(spare + 1) if ground.news - n > 8}
        found = self._search(ground.blocks, forms, wanted)
        if not found:  # too little copy: the type area is shorter
            least = max(8, round(0.3 * ground.news))
            wanted |= {
                rows: 0.4 * spare + WHITE * (ground.news - spare - rows)
                for rows in range(least, ground.news - spare)
            }
            found = self._search(ground.blocks, forms, wanted)
        made = []
        for drawing in found:
            made.append(self._tried(self._laid(ground, forms, drawing), drawing))
            if len(made) >= count and min(one.look.price for one in made) < ENOUGH:
                break
        return sorted(made, key=lambda one: one.look.price)

    def stacked(self) -> DrawnPage | None:
        """Return a plain page: stories one under another, each over all columns, none lost.

        Nothing where they are deeper than the sheet.
        """
        ground = self._ground()
        if ground is None:
            return None
        forms = self._forms(ground, any_width=True)
        columns = ground.desk.style.grid.columns
        spots, row = [], 0
        for n, own in enumerate(forms):
            broad = [(f, k) for k, f in enumerate(own) if not f.tail and f.kind != "upright"]
            if not broad:
                return None
            form, k = max(broad, key=lambda one: (one[0].width, -one[0].price, -one[1]))
            deep = min(form.costs, key=lambda rows: (form.costs[rows], rows))
            spots.append(PlacedBlock(n, k, 0, min(form.width, columns), row, deep))
            row += deep
        if row > ground.news:
            return None
        drawing = Drawing(0.0, tuple(spots), row)
        return self._tried(self._laid(ground, forms, drawing), drawing)

    def _ground(self) -> "Ground | None":
        """Return what is there before the stories: masthead and foot, as an editor does."""
        desk = self.desk()
        foot = Foot(desk, self.house.forms, self.sheet.ads)
        bands = tuple(foot.bands(self.page.items))
        mast = self._masthead() if self.front else 0
        least, most = room(bands)
        news = self.sheet_spec().rows - mast - least
        blocks = blocks_of(self.page.items, self.house)
        if news < (8 if blocks else 0):
            return None
        return Ground(desk=desk, bands=bands, mast=mast, least=least, most=most, news=news,
                      blocks=blocks, full=foot.full)  # fmt: skip

    def _laid(
        self, ground: "Ground", forms: Sequence[Sequence[StoryForm]], drawing: Drawing
    ) -> draw.PageDrawing:
        """Give the rows that a drawing leaves to the bands, then the masthead, then white."""
        spare = ground.news - drawing.rows
        depths = spread(ground.bands, spare)
        spare -= sum(depths) - ground.least
        more = min(spare, MAST_MORE) if ground.mast else 0
        return draw.PageDrawing(
            columns=ground.desk.style.grid.columns, spots=drawing.spots, forms=forms,
            bands=ground.bands, depths=tuple(depths), full=ground.full, white=spare - more,
            masthead=self._mast_box() if ground.mast else None, mast_rows=ground.mast + more,
        )  # fmt: skip

    def _forms(self, ground: "Ground", *, any_width: bool) -> list[list[StoryForm]]:
        blocks, desk = ground.blocks, ground.desk
        sheet = FormGround(grid=desk.style.grid, rows=ground.news, house=self.house,
                      latin=desk.style.language.startswith("en"), any_width=any_width)  # fmt: skip
        demand = Measures(desk)
        shapes = {name: found[0] for name, found in self.house.forms.items() if found}
        soft = self._soft(blocks)
        tall = self._tall(blocks, soft)
        made = []
        for n, block in enumerate(blocks):
            maker = FormMaker(n, block, sheet, demand, n == soft, n == tall, shapes)
            forms = [form for form in maker.forms() if form.costs]
            if self.house.dogleg and n < 5 and not any_width:
                forms += list(maker.legs())
            made.append(forms)
        return made

    def _soft(self, blocks: Sequence[RankedBlock]) -> int:
        """Return the block that may have the page's frame: light, with a picture if any has."""
        if not self.house.framed:
            return -1
        news = [n for n, b in enumerate(blocks) if n and b.kind == "story" and b.asked != "upright"]
        pictured = [n for n in news if blocks[n].story.pictures]
        tagged = [n for n in news[1:] if blocks[n].story.section]
        briefs = [n for n, b in enumerate(blocks) if b.kind == "briefs"]
        return [*pictured, *tagged, *briefs, *news[2:], -1][0]

    def _tall(self, blocks: Sequence[RankedBlock], soft: int) -> int:
        """Return the block whose head may stand upright."""
        if not self.house.upright or "upright" not in self.house.forms:
            return -1
        fit = [n for n, b in enumerate(blocks[:5]) if n not in (0, soft) and b.kind == "story"
               and 3 <= len(b.story.headline) <= 10 and not b.story.pictures]  # fmt: skip
        return max(fit, key=lambda n: (blocks[n].letters, -n), default=-1)

    def _search(
        self,
        blocks: Sequence[RankedBlock],
        forms: Sequence[Sequence[StoryForm]],
        wanted: Mapping[int, float],
    ) -> list[Drawing]:
        """Return the drawings that are to be composed, those first that promise most."""
        columns = self.sheet_spec().style.grid.columns
        leaves = [
            [
                RoomForm(f.width, f.corners, {h: c + f.price for h, c in f.costs.items()}, n)
                for n, f in enumerate(own)
                if not f.tail
            ]
            for own in forms
        ]
        legs = [
            DoglegForm(b, n, f.width, f.tail, f.right, f.over, f.lines, f.price, f.costs)
            for b, own in enumerate(forms)
            for n, f in enumerate(own)
            if f.tail
        ]
        rooms = Rooms(leaves, max(wanted))
        search = PageSearch(rooms, legs, columns, wanted)
        levels = [block.level for block in blocks]
        alleys = self.sheet_spec().style.lint["through-gutter"].level != "off"
        priced = []
        for n, drawing in enumerate(search.drawings()):
            more = judge.price(drawing.spots, forms, levels, columns,
                               framed=self.house.framed, alleys=alleys)  # fmt: skip
            priced.append((drawing.cost + more, n, drawing))
        priced.sort(key=lambda one: one[:2])
        kept: list[Drawing] = []
        seen: dict[tuple[object, ...], int] = {}
        for _, _, drawing in priced:
            key = drawing.shape()
            seen[key] = seen.get(key, 0) + 1
            if seen[key] <= ALIKE:
                kept.append(drawing)
            if len(kept) >= TRIED:
                break
        return kept

    def _tried(self, page: draw.PageDrawing, drawing: Drawing) -> DrawnPage:
        """Compose and look at one drawing."""
        found, why = draw.sections(page)
        own = self.head()
        styles = {**own.get("styles", {}), **found.pop("styles", {})}
        found = own | ({"styles": styles} if styles else {}) | found
        spec = self.shop.read(draw.text(self.shop.head, [(found, why)]))
        pages = composed(self.edition, spec, self.shop)
        look = looked_at(pages, self.shop.lint(pages, spec))
        shape = (self.sheet.name, drawing.shape())
        return DrawnPage(sections=found, why=why, look=look, sheet=self.sheet.name, shape=shape)

    def _empty(self, ground: "Ground") -> list[DrawnPage]:
        """Draw a page without news: its bands, and white."""
        drawing = Drawing(0.0, (), 0)
        return [self._tried(self._laid(ground, (), drawing), drawing)]

    def _mast_box(self) -> dict[str, Any]:
        return dict(self.house.forms["masthead"][0])

    def _masthead(self) -> int:
        """Return the fewest rows that the masthead goes in."""
        columns = self.sheet_spec().style.grid.columns
        blank = replace(self.edition, pages=(replace(self.page, items=()),))
        for rows in range(self.sheet.masthead, self.sheet.masthead + MAST):
            found = {**self.head(), "boxes": {"M": self._mast_box()}}
            found["map"] = [
                f"{' '.join('M' * columns)} | {rows}行",
                f"{' '.join('.' * columns)} | fill",
            ]
            spec = self.shop.read(draw.text(self.shop.head, [(found, {})]))
            if not any(one.code == "overset" for one in composed(blank, spec, self.shop).findings):
                break
        return rows


def composed(edition: Edition, spec: Spec, shop: Shop) -> Pages:
    """Compose an edition with a drawing."""
    setup = PageSetup(style=spec.style, book=shop.book, edition=edition,
                      picture_sizes=shop.picture_sizes, kept=shop.kept)  # fmt: skip
    work = making.begin(setup, spec)
    return work.closed(tuple(work.pages()))


def _least_area(forms: Sequence[StoryForm]) -> float:
    """Return the least area that a block takes, columns x rows."""
    areas = [form.width * min(form.costs) for form in forms if not form.tail]
    return float(min(areas, default=0))
