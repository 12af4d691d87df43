"""The page that draws itself: demand, drawings, the best of them.

Takes one page of an edition on one sheet; returns pages, drawn and composed, the best first.
Masthead and foot stand already (``ground``), as an editor has them; here come the stories.
Opens nothing: faces, sizes of pictures and the reading of specs are handed in.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from broadsheet.arranging import draw, judge
from broadsheet.arranging.beside import BesideGround, advert_forms
from broadsheet.arranging.contents_box import index_forms
from broadsheet.arranging.demand import Measures
from broadsheet.arranging.dogleg_forms import legs
from broadsheet.arranging.drawn_page import FOOT_WHITE, DrawnPage, tried
from broadsheet.arranging.exact import Exact
from broadsheet.arranging.foot_bands import spread
from broadsheet.arranging.forms import QUIETER, FormGround, FormMaker, StoryForm
from broadsheet.arranging.ground import LEAST_NEWS, BareSheet, Ground
from broadsheet.arranging.interlock import Drawing
from broadsheet.arranging.nearness import moved
from broadsheet.arranging.other_forms import brief_forms, photo_forms
from broadsheet.arranging.promise import ROUNDS, Promise, learn
from broadsheet.arranging.ranking import RankedBlock
from broadsheet.arranging.refused import Refused
from broadsheet.arranging.rests import may_go_on, rest_shapes
from broadsheet.arranging.rooms import PlacedBlock
from broadsheet.arranging.story_forms import story_forms
from broadsheet.models import record, replace

FORMS = MappingProxyType({"story": story_forms, "photo": photo_forms, "briefs": brief_forms})
TRIED, MOST_TRIED, MORE_TRIED = 4, 12, 6  # that are composed; more, while each has a fault
FAULT = 25.0  # a price over which a page has one
MORE = 3  # times as many as are asked for, where a choice is
ENOUGH = 6.0  # a price under which no better drawing is looked for
SMALL_LEAD = 40.0  # price of the part by which the lead's headline is smaller than in its best form
MAST_MORE = 3  # rows more of a masthead, where rows are to spare
CROWDED = 1.2  # fill of a sheet whose masthead and foot leave no room for news
LOOSE = ("short", "trapped-white", "uneven-columns")  # faults of too little copy
DIRE = 60.0  # a price of such a page over which a shorter type area is looked at
FLUSH = 0.9  # fill of a sheet that larger heads would overfill
SHORTER = 4.0  # price of the row by which a page may end short, untold, where it fills better
WHITE = 1.2  # price of a row that a page ends short


@record()
class Designer:
    """One page of an edition on one sheet."""

    bare: BareSheet
    rest: str = ""  # id of the story that is what another page leaves of its lead
    fill: float = 0.0  # of the news area that copy takes at least, once it is measured
    looked: int = 0  # drawings that were composed
    refused: Refused | None = None  # what a plain page had no place for

    def drawn(self, count: int = 1) -> list[DrawnPage]:
        """Return the best pages on this sheet, the best first; nothing where none goes in.

        Of more than one, several times as many are composed as are asked for.
        """
        ground = self.bare.ground()
        if ground is None:
            self.fill = CROWDED
            return []
        if not ground.blocks:
            return self._empty(ground)
        forms = self._forms(ground, any_width=False)
        columns = ground.desk.style.grid.columns
        self.fill = sum(_least_area(own) for own in forms) / (columns * ground.news)
        if not all(forms):
            return []
        full = _depths(ground)
        made = self._looked_at(ground, forms, full, count)
        if not made or (count == 1 and _is_loose(made[0]) and self.fill < FLUSH):
            ground = ground.generous()  # heads larger, advertisements deeper
            forms = self._forms(ground, any_width=False)
            full = _depths(ground)
            made += self._looked_at(ground, forms, full, count, MORE_TRIED if made else MOST_TRIED)
        dire = made and count == 1 and _is_loose(made[0]) and made[0].look.price >= DIRE
        if not made or dire:  # too little copy: at last the type area is shorter
            full |= _shorter_depths(ground, self.fill, min(full, default=ground.news))
            made += self._looked_at(ground, forms, full, count, MORE_TRIED if made else MOST_TRIED)
        return sorted(made, key=lambda one: one.look.price)

    def _looked_at(
        self,
        ground: Ground,
        forms: Sequence[Sequence[StoryForm]],
        depths: Mapping[int, float],
        count: int,
        tries: int = MOST_TRIED,
    ) -> list[DrawnPage]:
        """Compose the drawings that promise most; return them, the best first."""
        rounds, most = (1, tries) if count == 1 else (ROUNDS, MORE * count)
        made: list[DrawnPage] = []
        for drawing in Promise(self.bare, ground, forms, depths).drawings(rounds)[:most]:
            self.looked += 1
            page = tried(self.bare, self._laid(ground, forms, drawing), drawing)
            away = moved(self.bare.shop.near, ground.blocks, drawing.spots, forms, ground.columns)
            away += judge.astray(drawing.spots, forms, ground.columns)
            made.append(replace(page, look=replace(page.look, price=page.look.price + away)))
            best = min(one.look.price for one in made)
            if count == 1 and best < (ENOUGH if len(made) < TRIED else FAULT):
                break
        return sorted(made, key=lambda one: one.look.price)

    def stacked(self) -> DrawnPage | None:
        """Return a plain page: stories one under another, each over all columns, none lost.

        Nothing where they are deeper than the sheet.
        """
        ground = self.bare.ground()
        if ground is None:
            return None
        forms = self._forms(ground, any_width=True)
        columns = ground.desk.style.grid.columns
        chosen = []
        even = ground.news / max(1, len(forms))  # rows of a block
        for n, own in enumerate(forms):
            broad = [(f, k) for k, f in enumerate(own) if not f.tail and f.kind != "upright"]
            if not broad:
                self._refuse(ground, n)
                return None
            form, k = max(
                broad, key=lambda one: (one[0].width, -_plain_price(one[0], even), -one[1])
            )
            chosen.append(PlacedBlock(n, k, 0, min(form.width, columns), 0, 0))
        exact, row, spots = Exact(ground.desk, self.bare.page.items, forms), 0, []
        learn(self.bare, exact, chosen)
        for spot in chosen:
            deep = exact.least(spot.block, spot.form)
            spots.append(PlacedBlock(spot.block, spot.form, 0, spot.width, row, deep))
            row += deep
        if row > ground.news:
            self._refuse(ground, max(spots, key=lambda spot: spot.rows).block)
            return None
        drawing = Drawing(0.0, tuple(spots), row)
        page = tried(self.bare, self._laid(ground, forms, drawing), drawing)
        beside = sum((columns - spot.width) * spot.rows for spot in spots) / (columns * ground.news)
        return replace(page, look=replace(page.look, price=page.look.price + FOOT_WHITE * beside))

    def _refuse(self, ground: Ground, number: int) -> None:
        self.refused = Refused(ground.blocks[number], ground.desk, self.bare.house)

    def _laid(
        self, ground: Ground, forms: Sequence[Sequence[StoryForm]], drawing: Drawing
    ) -> draw.PageDrawing:
        """Give the rows that a drawing leaves to the bands, then the masthead, then white."""
        spare = ground.news - drawing.rows
        depths = spread(ground.bands, spare)
        spare -= sum(depths) - ground.least
        more = min(spare, MAST_MORE) if ground.mast else 0
        return draw.PageDrawing(
            columns=ground.desk.style.grid.columns, spots=drawing.spots, forms=forms,
            bands=ground.bands, depths=tuple(depths), full=ground.full, white=spare - more,
            masthead=self.bare.masthead_box() if ground.mast else None,
            mast_rows=ground.mast + more,
        )  # fmt: skip

    def _forms(self, ground: Ground, *, any_width: bool) -> list[list[StoryForm]]:
        blocks, desk = ground.blocks, ground.desk
        sheet = FormGround(grid=desk.style.grid, rows=ground.news, house=self.bare.house,
                      latin=desk.style.language.startswith("en"), any_width=any_width,
                      heads=ground.heads)  # fmt: skip
        demand = Measures(desk)
        shapes = {name: found[0] for name, found in self.bare.house.forms.items() if found}
        styles = desk.style.styles
        soft = self._soft(blocks)
        tall = self._tall(blocks, soft)
        made: list[list[StoryForm]] = []
        quiet = 0.0
        for n, block in enumerate(blocks):
            if block.kind == "index":
                box = self.bare.sheet_spec().arrangement.boxes["index"]
                made.append(list(index_forms(n, sheet, desk, shapes.get("index", {}), box)))
                continue
            if block.kind == "ad":
                place = BesideGround(desk=desk, shapes=self.bare.house.forms,
                                     ads=self.bare.sheet.ads, news=ground.news)  # fmt: skip
                made.append(list(advert_forms(n, block, place)))
                continue
            rest = bool(self.rest) and block.items[0].id == self.rest
            own = shapes
            if rest:
                own = rest_shapes(shapes, "jump-head" if "jump-head" in styles else "crosshead")
            maker = FormMaker(n, block, sheet, demand, n == soft, n == tall, own, quiet)
            forms = [form for form in FORMS[block.kind](maker) if form.costs]
            if self.bare.house.dogleg and n < 5 and not any_width:
                forms += list(legs(maker))
            if rest:
                forms = [form for form in forms if may_go_on(form)]
            if not n:
                quiet, forms = _loud(forms)
            made.append(forms)
        return made

    def _soft(self, blocks: Sequence[RankedBlock]) -> int:
        """Return the block that may have the page's frame: light, with a picture if any has."""
        if not self.bare.house.framed:
            return -1
        news = [n for n, b in enumerate(blocks) if n and b.kind == "story" and b.asked != "upright"]
        pictured = [n for n in news if blocks[n].story.pictures]
        tagged = [n for n in news[1:] if blocks[n].story.section]
        briefs = [n for n, b in enumerate(blocks) if b.kind == "briefs"]
        return [*pictured, *tagged, *briefs, *news[2:], *news[1:], -1][0]

    def _tall(self, blocks: Sequence[RankedBlock], soft: int) -> int:
        """Return the block whose head may stand upright."""
        if not self.bare.house.upright or "upright" not in self.bare.house.forms:
            return -1
        fit = [n for n, b in enumerate(blocks[:5]) if n not in (0, soft) and b.kind == "story"
               and 3 <= len(b.story.headline) <= 10 and not b.story.pictures]  # fmt: skip
        return max(fit, key=lambda n: (blocks[n].letters, -n), default=-1)

    def _empty(self, ground: Ground) -> list[DrawnPage]:
        """Draw a page without news: its bands, and white."""
        drawing = Drawing(0.0, (), 0)
        return [tried(self.bare, self._laid(ground, (), drawing), drawing)]


def _is_loose(page: DrawnPage) -> bool:
    """Tell whether a page has white that larger heads and deeper bands would take."""
    loose = page.white or any(code in page.look.faults for code in LOOSE)
    return bool(loose) and page.look.price >= FAULT


def _depths(ground: Ground) -> dict[int, float]:
    """Return the price of each depth of the news that bands and masthead make up for."""
    spare = ground.most - ground.least + (MAST_MORE if ground.mast else 0)
    found = {ground.news - n: 0.4 * n for n in range(spare + 1)}
    found[ground.news - spare - 1] = 0.4 * spare + SHORTER
    return {rows: price for rows, price in found.items() if rows >= LEAST_NEWS}


def _shorter_depths(ground: Ground, fill: float, full: int) -> dict[int, float]:
    """Return the price of depths under ``full``, the least that fills the sheet."""
    least = max(LEAST_NEWS, int(0.8 * fill * ground.news))
    most = min(full, least + round(0.6 * ground.news))
    return {rows: 0.4 * (ground.news - full) + WHITE * (full - rows) for rows in range(least, most)}


def _plain_price(form: StoryForm, even: float) -> float:
    """Return what is against a form on a plain page: its price, and rows over its even share."""
    return form.price + max(0.0, min(form.costs, default=0) - even)


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
        replace(form, price=form.price + SMALL_LEAD * max(0.0, 1 - form.head.size / size))
        if form.head and size
        else form
        for form in forms
    ]
    return size - QUIETER, found
