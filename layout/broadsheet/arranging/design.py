"""The page that draws itself: sheet, demand, drawings, the best of them.

Takes an edition, a house style and what composes; returns dummies, the best first, each an
ordinary spec.  The wiring of this room: foot and masthead first, as an editor does, then stories.
Opens nothing: faces, sizes of pictures and the reading of specs are handed in.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Any

from broadsheet.arranging import draw, judge
from broadsheet.arranging.choose import Look, looked_at
from broadsheet.arranging.contents_box import index_forms, with_index
from broadsheet.arranging.demand import Measures
from broadsheet.arranging.exact import Exact
from broadsheet.arranging.foot import Foot, FootBand, box_of, numbered, room, spread
from broadsheet.arranging.forms import QUIETER, FormGround, FormMaker, StoryForm
from broadsheet.arranging.interlock import DoglegForm, Drawing, PageSearch
from broadsheet.arranging.nearness import FormerPlace, moved
from broadsheet.arranging.ranking import RankedBlock, blocks_of
from broadsheet.arranging.rooms import PlacedBlock, RoomForm, Rooms
from broadsheet.arranging.settle import settled
from broadsheet.display import Pages
from broadsheet.edition import Edition, EditionPage
from broadsheet.errors import Finding
from broadsheet.fonts.typeface import FaceBook
from broadsheet.makeup.galley.kept import Kept
from broadsheet.makeup.galley.setup import PageSetup
from broadsheet.makeup.page import pages as making
from broadsheet.makeup.page.demand import least_in
from broadsheet.models import field, frozen, record, replace
from broadsheet.spec import Box, Spec
from broadsheet.spec.leeway import House, SheetForm

LOOKED = 12  # drawings whose rows are settled, in each round
ROUNDS = 3  # of them, until one fits
FITS = 45.0  # a price under which one does
TRIED, MOST_TRIED = 4, 10  # that are composed; more, while each has a fault
FAULT = 25.0  # a price over which a page has one
MORE = 3  # times as many as are asked for, where a choice is
ENOUGH = 6.0  # a price under which no better drawing is looked for
SMALL_LEAD = 8.0  # price of a form in which the lead's headline is smaller than in its best
ALIKE = 2  # drawings that differ in rows alone
TENTHS = 20  # rows of cells by which drawings are told apart
LEAST_NEWS = 8  # rows of news on a page
SHEETS = 3  # sheets that are tried
SMALL_MAST = 14  # rows of a masthead on sheets that take the second form of it
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
    near: Mapping[str, FormerPlace] = field(default_factory=dict)  # another day's drawing
    columns: int = 0  # of its grid; 0: there is none


@frozen(kw_only=True)
class DrawnPage:
    """One page, drawn and composed."""

    sections: Mapping[str, Any]
    why: Mapping[str, str]
    look: Look
    sheet: str
    shape: tuple[object, ...]
    white: int = 0  # rows by which its type area is shorter
    cells: tuple[tuple[int, ...], ...] = ()  # which block stands where, by tenths of the news
    indexed: bool = False  # it names what stands on other pages


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

    @property
    def columns(self) -> int:
        """Columns of the grid."""
        return self.desk.style.grid.columns


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
    others: tuple[EditionPage, ...] = ()  # of the edition, that an index names; none: no index
    spec: Spec | None = None
    fill: float = 0.0  # of the news area that copy takes at least, once it is measured

    @property
    def page(self) -> EditionPage:
        """The page that is drawn."""
        return self.edition.pages[0]

    @property
    def whole(self) -> Edition:
        """The page and those that its index names."""
        return replace(self.edition, pages=(self.page, *self.others))

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
                boxes["index"] = {
                    "index": {"pages": "yes"},
                    **(self.house.forms.get("index", ({},))[0]),
                }
            if boxes:
                found["map"] = [f"{' '.join([name] * columns)} | auto" for name in boxes]
                found["boxes"] = boxes
            self.spec = self.shop.read(draw.text(self.shop.head, [(found, {})]))
        return self.spec

    def desk(self) -> PageSetup:
        """Return what measuring needs."""
        return PageSetup(style=self.sheet_spec().style, book=self.shop.book, edition=self.whole,
                         picture_sizes=self.shop.picture_sizes, kept=self.shop.kept)  # fmt: skip

    def drawn(self, count: int = 1) -> list[DrawnPage]:
        """Return the best pages on this sheet, the best first; nothing where none goes in.

        Of more than one, several times as many are composed as are asked for.
        """
        ground = self.ground()
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
        wanted = {
            ground.news - n: 0.4 * n for n in range(spare + 1) if ground.news - n >= LEAST_NEWS
        }
        found = self._search(ground, forms, wanted, count)
        if not found:  # too little copy: the type area is shorter
            least = max(LEAST_NEWS, int(0.8 * self.fill * ground.news))
            most = min(ground.news - spare, least + round(0.6 * ground.news))
            wanted |= {
                rows: 0.4 * spare + WHITE * (ground.news - spare - rows)
                for rows in range(least, most)
            }
            found = self._search(ground, forms, wanted, count)
        made: list[DrawnPage] = []
        for drawing in found:
            page = self._tried(self._laid(ground, forms, drawing), drawing)
            away = moved(self.shop.near, ground.blocks, drawing.spots, forms, ground.columns)
            made.append(replace(page, look=replace(page.look, price=page.look.price + away)))
            best = min(one.look.price for one in made)
            if count == 1 and best < (ENOUGH if len(made) < TRIED else FAULT):
                break
        return sorted(made, key=lambda one: one.look.price)

    def stacked(self) -> DrawnPage | None:
        """Return a plain page: stories one under another, each over all columns, none lost.

        Nothing where they are deeper than the sheet.
        """
        ground = self.ground()
        if ground is None:
            return None
        forms = self._forms(ground, any_width=True)
        columns = ground.desk.style.grid.columns
        chosen = []
        for n, own in enumerate(forms):
            broad = [(f, k) for k, f in enumerate(own) if not f.tail and f.kind != "upright"]
            if not broad:
                return None
            form, k = max(broad, key=lambda one: (one[0].width, -one[0].price, -one[1]))
            chosen.append(PlacedBlock(n, k, 0, min(form.width, columns), 0, 0))
        exact, row, spots = Exact(ground.desk, self.page.items, forms), 0, []
        self._learn(exact, chosen)
        for spot in chosen:
            deep = exact.least(spot.block, spot.form)
            spots.append(PlacedBlock(spot.block, spot.form, 0, spot.width, row, deep))
            row += deep
        if row > ground.news:
            return None
        drawing = Drawing(0.0, tuple(spots), row)
        return self._tried(self._laid(ground, forms, drawing), drawing)

    def ground(self) -> "Ground | None":
        """Return what is there before the stories: masthead and foot, as an editor does."""
        desk = self.desk()
        boxes = self.sheet_spec().arrangement.boxes
        others: dict[tuple[str, int], Box] = {
            (i.kind, n): boxes[f"{i.kind}-{n}"] for i, n in numbered(self.page.items)
        }
        foot = Foot(desk, self.house.forms, self.sheet.ads, others)
        bands = tuple(foot.bands(self.page.items))
        mast = self.masthead_rows() if self.front else 0
        least, most = room(bands)
        news = self.sheet_spec().rows - mast - least
        blocks = blocks_of(self.page.items, self.house)
        if self.others:
            blocks = with_index(blocks)
        if news < (LEAST_NEWS if blocks else 0):
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
            masthead=self.masthead_box() if ground.mast else None, mast_rows=ground.mast + more,
        )  # fmt: skip

    def _forms(self, ground: "Ground", *, any_width: bool) -> list[list[StoryForm]]:
        blocks, desk = ground.blocks, ground.desk
        sheet = FormGround(grid=desk.style.grid, rows=ground.news, house=self.house,
                      latin=desk.style.language.startswith("en"), any_width=any_width)  # fmt: skip
        demand = Measures(desk)
        shapes = {name: found[0] for name, found in self.house.forms.items() if found}
        soft = self._soft(blocks)
        tall = self._tall(blocks, soft)
        made: list[list[StoryForm]] = []
        quiet = 0.0
        for n, block in enumerate(blocks):
            if block.kind == "index":
                shape = dict(shapes.get("index", {}))
                made.append(
                    list(
                        index_forms(
                            n, sheet, desk, shape, self.sheet_spec().arrangement.boxes["index"]
                        )
                    )
                )
                continue
            maker = FormMaker(n, block, sheet, demand, n == soft, n == tall, shapes, quiet)
            forms = [form for form in maker.forms() if form.costs]
            if self.house.dogleg and n < 5 and not any_width:
                forms += list(maker.legs())
            if not n:
                quiet, forms = _loud(forms)
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
        return [*pictured, *tagged, *briefs, *news[2:], *news[1:], -1][0]

    def _tall(self, blocks: Sequence[RankedBlock], soft: int) -> int:
        """Return the block whose head may stand upright."""
        if not self.house.upright or "upright" not in self.house.forms:
            return -1
        fit = [n for n, b in enumerate(blocks[:5]) if n not in (0, soft) and b.kind == "story"
               and 3 <= len(b.story.headline) <= 10 and not b.story.pictures]  # fmt: skip
        return max(fit, key=lambda n: (blocks[n].letters, -n), default=-1)

    def _search(
        self,
        ground: "Ground",
        forms: Sequence[Sequence[StoryForm]],
        wanted: Mapping[int, float],
        count: int,
    ) -> list[Drawing]:
        """Return the drawings that are to be composed, those first that promise most."""
        leaves = [
            [
                RoomForm(f.width, f.corners, {h: c + f.price for h, c in f.costs.items()}, n)
                for n, f in enumerate(own)
                if not f.tail
            ]
            for own in forms
        ]
        legs = [
            DoglegForm(b, n, f.width, f.tail, f.right, f.over, f.lines, f.price, f.costs, f.corners)
            for b, own in enumerate(forms)
            for n, f in enumerate(own)
            if f.tail
        ]
        search = PageSearch(Rooms(leaves, max(wanted)), legs, ground.columns, wanted)
        pool = [
            (drawing.cost + self._judged(ground, forms, drawing.spots), n, drawing)
            for n, drawing in enumerate(search.drawings())
        ]
        found = self._looked(ground, forms, wanted, pool, 1 if count == 1 else ROUNDS)
        return found[: MOST_TRIED if count == 1 else MORE * count]

    def _looked(
        self,
        ground: "Ground",
        forms: Sequence[Sequence[StoryForm]],
        wanted: Mapping[int, float],
        pool: list[tuple[float, int, Drawing]],
        least: int,
    ) -> list[Drawing]:
        """Settle the drawings that promise most; where forms turn out dearer, others are next."""
        exact = Exact(ground.desk, self.page.items, forms)
        dearer: dict[tuple[int, int], float] = {}
        found: list[tuple[float, int, Drawing]] = []
        seen: dict[tuple[object, ...], int] = {}
        for n_round in range(1, ROUNDS + 1):
            chosen = self._promising(pool, dearer, seen)
            self._learn(exact, [spot for _, drawing in chosen for spot in drawing.spots])
            for n, drawing in chosen:
                for block, form, more in exact.dearer(drawing.spots, forms):
                    dearer[block, form] = min(more, dearer.get((block, form), 1e9))
                cost, spots = settled(drawing.spots, exact.cost, wanted)
                cost += sum(forms[b][f].price for b, f in {(s.block, s.form) for s in spots})
                cost += self._judged(ground, forms, spots)
                rows = max(spot.row + spot.rows for spot in spots)
                found.append((cost, n, Drawing(cost, spots, rows, drawing.broken)))
            found.sort(key=lambda one: one[:2])
            if not chosen or (n_round >= least and found[0][0] < FITS):
                break
        best: dict[tuple[object, ...], Drawing] = {}
        for _, _, drawing in found:  # rows apart, two are one drawing
            best.setdefault(drawing.shape(), drawing)
        return list(best.values())

    def _promising(
        self,
        pool: list[tuple[float, int, Drawing]],
        dearer: Mapping[tuple[int, int], float],
        seen: dict[tuple[object, ...], int],
    ) -> list[tuple[int, Drawing]]:
        """Take the next drawings out of a pool, few of them alike."""
        order = []
        for cost, n, drawing in pool:
            used = {(spot.block, spot.form) for spot in drawing.spots}
            order.append((cost + sum(dearer.get(form, 0.0) for form in used), n, drawing))
        order.sort(key=lambda one: one[:2])
        chosen: list[tuple[int, Drawing]] = []
        for _, n, drawing in order:
            key = drawing.shape()
            if seen.get(key, 0) < ALIKE and len(chosen) < LOOKED:
                seen[key] = seen.get(key, 0) + 1
                chosen.append((n, drawing))
        taken = {n for n, _ in chosen}
        pool[:] = [one for one in pool if one[1] not in taken]
        return chosen

    def _judged(
        self, ground: "Ground", forms: Sequence[Sequence[StoryForm]], spots: Sequence[PlacedBlock]
    ) -> float:
        alleys = self.sheet_spec().style.lint["through-gutter"].level != "off"
        levels = [block.level for block in ground.blocks]
        price = judge.price(spots, forms, levels, ground.columns,
                            framed=self.house.framed, alleys=alleys)  # fmt: skip
        return price + moved(self.shop.near, ground.blocks, spots, forms, ground.columns)

    def _learn(self, exact: Exact, spots: Sequence[PlacedBlock]) -> None:
        """Have the forms of some blocks asked what they really cost."""
        sections = exact.sections(spots)
        if sections:
            own = self.head()
            styles = {**own.get("styles", {}), **sections.pop("styles")}
            found = {**own, "styles": styles, **sections}
            exact.learn(self.shop.read(draw.text(self.shop.head, [(found, {})])))

    def _tried(self, page: draw.PageDrawing, drawing: Drawing) -> DrawnPage:
        """Compose and look at one drawing."""
        found, why = draw.sections(page)
        own = self.head()
        if page.white and found["map"]:
            own |= self._shorter(page.white)
        styles = {**own.get("styles", {}), **found.pop("styles", {})}
        found = own | ({"styles": styles} if styles else {}) | found
        spec = self.shop.read(draw.text(self.shop.head, [(found, why)]))
        pages = composed(self.whole, spec, self.shop, most=1)
        look = looked_at(pages, self.shop.lint(pages, spec))
        shape = (self.sheet.name, drawing.shape())
        return DrawnPage(sections=found, why=why, look=look, sheet=self.sheet.name, shape=shape,
                         white=page.white, cells=_cells(page),
                         indexed=bool(self.others))  # fmt: skip

    def _shorter(self, rows: int) -> dict[str, Any]:
        """Return page and grid of a type area that ends so many rows higher."""
        style = self.sheet_spec().style
        page, grid = dict(self.sheet.sections["page"]), dict(self.sheet.sections["grid"])
        foot = style.page.bottom + rows * style.grid.baseline
        page["margin"] = {**page["margin"], "bottom": f"{foot:.3f}pt"}
        grid["rows"] = style.grid.rows - rows
        return {"page": page, "grid": grid}

    def _empty(self, ground: "Ground") -> list[DrawnPage]:
        """Draw a page without news: its bands, and white."""
        drawing = Drawing(0.0, (), 0)
        return [self._tried(self._laid(ground, (), drawing), drawing)]

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
        return min(
            most, max(self.sheet.masthead, least_in(setup, box, grid.span(0, grid.columns - 1), ()))
        )


def composed(edition: Edition, spec: Spec, shop: Shop, most: int | None = None) -> Pages:
    """Compose an edition with a drawing; of its pages the first ``most``."""
    setup = PageSetup(style=spec.style, book=shop.book, edition=edition,
                      picture_sizes=shop.picture_sizes, kept=shop.kept)  # fmt: skip
    work = making.begin(setup, spec)
    return work.closed(tuple(islice(work.pages(), most)))


def _least_area(forms: Sequence[StoryForm]) -> float:
    """Return the least area that a block takes, columns x rows."""
    areas = [form.width * min(form.costs) for form in forms if not form.tail]
    return float(min(areas, default=0))


def _loud(forms: Sequence[StoryForm]) -> tuple[float, list[StoryForm]]:
    """Return the size that no other headline may have, pt, and the lead's forms.

    The lead's best form says it; forms in which its headline is smaller are dear.
    """
    headed = [form for form in forms if form.head is not None and form.head.size]
    if not headed:
        return 0.0, list(forms)
    best = min(headed, key=lambda form: form.price)
    size = best.head.size if best.head else 0.0
    found = [
        replace(form, price=form.price + SMALL_LEAD * bool(form.head and form.head.size < size - 1))
        for form in forms
    ]
    return size - QUIETER, found


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
