"""Dummies of an edition: a sheet for each page, the best drawings as specs.

Takes an edition, a house style and what composes; returns dummies, the best first.  Knows of all
pages; each is drawn by ``design`` alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import inf

from broadsheet.arranging import draw
from broadsheet.arranging.contents_box import other_pages
from broadsheet.arranging.deals import EVEN, DealPlan, SheetShare, Whites, broad, plans, suiting
from broadsheet.arranging.design import Designer
from broadsheet.arranging.drawn_page import DrawnPage, composed, unlike
from broadsheet.arranging.ground import BareSheet, Shop
from broadsheet.arranging.jumped_leads import PAGE, JumpTools, against, jump_plans, parted_pages
from broadsheet.arranging.long_stories import SheetRun, bearing, ends, of_trim, parted, sheets_of
from broadsheet.arranging.refused import Refused
from broadsheet.display import Pages
from broadsheet.edition import Article, Edition, EditionPage
from broadsheet.errors import Finding, SpecError
from broadsheet.models import frozen, record, replace
from broadsheet.spec import Spec
from broadsheet.spec.leeway import House, SheetForm

SOUND, GOOD = 28.0, 46.0  # prices under which no other sheet is tried, and no other way to deal
SHEETS = 3  # sheets that are tried
PLANS = 4  # ways to deal copy to pages that are tried
SPARE = 3  # rows that a long story's last sheet may need to spare
LOOKED = 30  # drawings a page that are composed, before no other way to deal is tried
PATIENCE = 24  # drawings of a page that are composed, before no sheet is tried after a whole one
MORE_SHEETS = 4  # that a long story may need beyond what was counted
USUAL = 6  # choices that are sought, however few are asked for: each keeps its number
UNLIKE = 0.3  # of the news that differs in drawings to choose from
SHORT = 1  # rows by which a page may end short untold
JUMP, WORTH = 12.0, 40.0  # price of a lead that goes on; what may be gained, to try it
FULL = 0.98  # of the news area that copy takes at least: more does not go in
TIGHTER, LOOSER = 1.07, 0.7  # of the estimate, after a plan that does not go in, or leaves white


@frozen(kw_only=True)
class Dummy:
    """A drawing of an edition's pages.

    - ``text``: an ordinary spec
    - ``spec``: that spec, read
    - ``score``: what an art editor has against it: less is better
    - ``reasons``: why the boxes stand as they do, a line each
    - ``findings``: what its editor should know
    """

    text: str
    spec: Spec
    score: float
    reasons: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


def design(edition: Edition, style: Spec, shop: Shop, *, choices: int = 1) -> list[Dummy]:
    """Draw an edition's pages; return at most ``choices`` drawings, the best first.

    Raises SpecError for a style that leaves no sheet open, and for copy that no page takes.
    """
    house = style.style.open
    if house is None:
        raise SpecError(
            "this style leaves nothing open to a page that draws itself",
            where=style.where,
            key="make-up",
            hint="extend house, house-tabloid … (broadsheet specs lists them), or add make-up:",
        )
    rest, long = parted(edition, house)
    if not long:
        best, shares = _best(edition, style, house, shop, choices)
        count = min(choices, max(len(page) for page in best)) if choices > 1 else 1
        drawn = [
            _dummy([page[min(n, len(page) - 1)] for page in best], shares, shop)
            for n in range(count)
        ]
        jumped = _jumped(_Work(edition, style, house, shop), [page[0] for page in best], shares)
        return [*filter(None, [jumped]), *drawn][:choices]
    tools = shop, style, house
    for more in range(MORE_SHEETS):
        found, dealt = _with_long(rest, edition, long, tools, SheetRun(more))
        pages = _going_in(edition, found, shop)
        if pages is not None:
            return [_ended(found, dealt, pages, (rest, edition, long, tools, more))]
    return [found]


def _going_in(edition: Edition, found: Dummy, shop: Shop) -> Pages | None:
    """Return an edition composed with a drawing; nothing where text is over."""
    pages = composed(replace(edition, findings=(), spec=""), found.spec, shop)
    return None if any(one.code == "overset" for one in pages.findings) else pages


def _ended(
    found: Dummy,
    dealt: Sequence[SheetShare],
    pages: Pages,
    made_of: tuple[Edition, Edition, Sequence[tuple[int, Article]], tuple[Shop, Spec, House], int],
) -> Dummy:
    """Return a drawing whose long stories' last sheets end where their text does."""
    rest, edition, long, tools, more = made_of
    for spare in range(SPARE):
        cuts = ends(pages, dealt, [story.id for _, story in long], spare)
        if not cuts:
            break
        ended, _ = _with_long(rest, edition, long, tools, SheetRun(more, cuts))
        if _going_in(edition, ended, tools[0]) is not None:
            return ended
    return found


def _with_long(
    rest: Edition,
    edition: Edition,
    long: Sequence[tuple[int, Article]],
    tools: tuple[Shop, Spec, House],
    run: SheetRun,
) -> tuple[Dummy, list[SheetShare]]:
    """Draw an edition some of whose stories are longer than a sheet: these go on at its end."""
    shop, style, house = tools
    drawn: list[DrawnPage] = []
    shares: list[SheetShare] = []
    news = any(isinstance(item, Article) for item in rest.items)
    if news:  # all pages are of one trim
        best, dealt = _best(rest, style, replace(house, sheets=bearing(house, long)), shop, 1)
        trim = next(sheet for sheet in house.sheets if sheet.name == best[0][0].sheet)
        house = replace(house, sheets=of_trim(house.sheets, trim))
        tools = shop, style, house
        drawn = [page[0] for page in best]
        shares = [replace(s, whole=edition.pages[s.number - 1]) for s in dealt]
    for number, story in long:
        others = () if news or drawn else rest.pages[number - 1].items
        begun = replace(run, before=len(drawn), beside=tuple(others))
        own, parts = sheets_of(edition, number, story, tools, begun)
        drawn += own
        shares += parts
    return _dummy(drawn, shares, shop), shares


def _jumped(work: "_Work", best: Sequence[DrawnPage], shares: Sequence[SheetShare]) -> Dummy | None:
    """Return the drawing whose lead goes on on page 2, where whole stories deal worse."""
    given = len(work.edition.pages)
    dealt = given > 1 and sum(share.number == 1 for share in shares) > 1
    gained = against(best) - PAGE * (len(best) - dealt)
    if len(shares) < 2 or gained < WORTH:  # last of all: what deals well stays whole
        return None
    tools = JumpTools(work.edition, work.style, work.house, work.shop)
    for jump in jump_plans(work.edition, work.house):
        pages = parted_pages(tools, jump)
        for number, share in enumerate(jump.plan.shares[2:] if pages else (), 3):
            pages += work.page(jump.plan, share, number)[0][:1]
        whole = len(pages) == len(jump.plan.shares)
        if whole and against(pages) + JUMP < against(best):
            return _dummy(pages, jump.plan.shares, work.shop)
    return None


def _best(
    edition: Edition, style: Spec, house: House, shop: Shop, choices: int
) -> tuple[list[list[DrawnPage]], tuple[SheetShare, ...]]:
    """Return the drawings of each page on the sheets that suit it best."""
    work = _Work(edition, style, house, shop)
    best: list[list[DrawnPage]] | None = None
    chosen: DealPlan | None = None
    scale, tried = 1.0, set[object]()
    lean: Mapping[int, Whites] = EVEN
    room = inf  # what left white is tried on no larger sheets
    for _ in range(PLANS):
        offered = plans(edition, house, scale, lean)
        plan = next((p for p in offered if p.key() not in tried and p.room <= room), None)
        if plan is None:
            break
        tried.add(plan.key())
        made, fill = work.drawn(plan)
        if made is not None and (best is None or _price(made) < _price(best)):
            best, shares, chosen = made, plan.shares, plan
        if best is not None and max(page[0].look.price for page in best) < GOOD:
            break
        if best is not None and work.looked > LOOKED * len(best):
            break
        # what was measured corrects what was estimated, before other sheets are looked for
        if made is None or any(page[0].look.lost for page in made):
            scale *= max(TIGHTER, fill)
        elif any(page[0].white > SHORT for page in made):
            room = min(room, plan.room)
            uneven = _whites(plan, made)
            if uneven and uneven != lean:
                lean = uneven
            else:
                scale *= min(1.0, max(LOOSER, fill + 0.08))
    if best is None:
        best, shares = work.plain()
    if choices > 1 and chosen is not None:
        best = [
            work.choices(chosen, number, pages[0], choices) for number, pages in enumerate(best, 1)
        ]
    return best, shares


def _whites(plan: DealPlan, made: Sequence[Sequence[DrawnPage]]) -> dict[int, Whites]:
    """Return what the sheets of each page left white; nothing where no page has several."""
    found: dict[int, Whites] = {}
    for share, (best, *_) in zip(plan.shares, made, strict=True):
        found[share.number] = (*found.get(share.number, ()), best.white / best.rows)
    return {number: own for number, own in found.items() if max(own) > min(own)}


def _whole(page: DrawnPage) -> bool:
    """Tell whether all copy is on a page, and fills it."""
    return not page.look.lost and page.white <= SHORT


def _price(pages: Sequence[Sequence[DrawnPage]]) -> float:
    return sum(page[0].look.price for page in pages)


@record()
class _Work:
    """Draws plans of an edition."""

    edition: Edition
    style: Spec
    house: House
    shop: Shop
    looked: int = 0  # drawings that were composed
    refused: Refused | None = None  # what no plain page had a place for

    def _designer(
        self,
        sheet: SheetForm,
        share: SheetShare,
        number: int,
        others: tuple[EditionPage, ...] = (),
    ) -> Designer:
        alone = replace(self.edition, pages=(share.page,), findings=(), spec="")
        bare = BareSheet(
            self.shop, self.style, self.house, sheet, alone, share.front, number, others
        )
        return Designer(bare)

    def _named(self, plan: DealPlan) -> tuple[EditionPage, ...]:
        """Return the pages that an index on page 1 names."""
        first, *rest = plan.shares
        return other_pages(self.edition, self.house, first.front, tuple(s.page for s in rest))

    def _indexed(self, plan: DealPlan, number: int) -> tuple[list[DrawnPage], list[float]]:
        """Return the drawings of page 1 with an index where there is room, and how full it is."""
        others = self._named(plan) if number == 1 else ()
        if not others:
            return [], []
        share = plan.shares[0]
        designer = self._designer(self._sheets(plan, share)[0], share, number, others)
        made = [page for page in designer.drawn() if page.look.price < GOOD and not page.white]
        return made, [designer.fill] if made else []

    def _sheets(self, plan: DealPlan, share: SheetShare) -> list[SheetForm]:
        """Return the sheets to try; those of another day's grid first where it is kept near to."""
        found = suiting(plan.sheets, share)
        if self.shop.columns:
            found.sort(
                key=lambda sheet: int(sheet.sections["grid"]["columns"]) != self.shop.columns
            )
        return found[:SHEETS]

    def drawn(self, plan: DealPlan) -> tuple[list[list[DrawnPage]] | None, float]:
        """Return the drawings of each page, and how full the fullest is by what was measured.

        None where a page does not go in.
        """
        found, fills = [], [0.0]
        for number, share in enumerate(plan.shares, 1):
            made, fill = self.page(plan, share, number)
            fills.append(fill)
            if not made:
                return None, fill
            found.append(made)
        return found, max(fills)

    def page(self, plan: DealPlan, share: SheetShare, number: int) -> tuple[list[DrawnPage], float]:
        """Return the drawings of one page, the best first, and how full it is."""
        made, own = self._indexed(plan, number)
        looked = 0
        for sheet in () if made else self._sheets(plan, share):
            designer = self._designer(sheet, share, number)
            made += designer.drawn()
            looked += designer.looked
            own.append(designer.fill)
            if made and min(one.look.price for one in made) < SOUND:
                break
            if looked > PATIENCE and any(_whole(page) for page in made):
                break
        self.looked += looked
        if not made and min(own) > FULL:
            return [], min(own)
        if not made or min(one.look.lost for one in made):
            made += filter(None, [self.stacked(plan, share, number)])
        return sorted(made, key=lambda one: one.look.price), min(own)

    def choices(self, plan: DealPlan, number: int, best: DrawnPage, count: int) -> list[DrawnPage]:
        """Return drawings of a page to choose from, the best first, each unlike the others."""
        share = plan.shares[number - 1]
        found = [best]
        others = self._named(plan) if best.indexed else ()
        for sheet in self._sheets(plan, share):
            for page in self._designer(sheet, share, number, others).drawn(max(count, USUAL)):
                sound = not page.look.lost or best.look.lost
                if sound and all(unlike(page, other) > UNLIKE for other in found):
                    found.append(page)
        return [best, *sorted(found[1:], key=lambda one: one.look.price)][:count]

    def stacked(self, plan: DealPlan, share: SheetShare, number: int) -> DrawnPage | None:
        """Return a plain page on the first sheet that takes its copy."""
        for sheet in suiting(plan.sheets, share):
            designer = self._designer(sheet, share, number)
            made = designer.stacked()
            if made is not None:
                return made
            self.refused = designer.refused or self.refused
        return None

    def plain(self) -> tuple[list[list[DrawnPage]], tuple[SheetShare, ...]]:
        """Return plain pages, as many as it takes."""
        best: tuple[list[list[DrawnPage]], tuple[SheetShare, ...]] | None = None
        for plan in broad(self.edition, self.house):
            found = [self.stacked(plan, share, n) for n, share in enumerate(plan.shares, 1)]
            if all(found):
                made = [[page] for page in found if page is not None]
                if best is None or _price(made) < _price(best[0]):
                    best = made, plan.shares
                if not any(page[0].look.lost for page in made):
                    break
        if best is None and self.refused is not None:
            raise self.refused.fault()
        if best is None:
            raise SpecError(
                "no page takes this copy: advertisements and masthead leave no room for news",
                key="make-up.sheets", hint="add a larger sheet",
            )  # fmt: skip
        return best


def _dummy(pages: Sequence[DrawnPage], shares: Sequence[SheetShare], shop: Shop) -> Dummy:
    dealt = len(pages) > len({share.number for share in shares})
    sections = []
    for page, share in zip(pages, shares, strict=True):
        takes = {"takes": {"page": share.number, **share.ranks()}} if dealt else {}
        sections.append(({**takes, **page.sections}, dict(page.why)))
    text = draw.text(shop.head, sections)
    return Dummy(
        text=text,
        spec=shop.read(text),
        score=sum(page.look.price for page in pages),
        reasons=tuple(_reason(n, page) for n, page in enumerate(pages, 1)),
        findings=(
            *(_told(n, page) for n, page in enumerate(pages, 1) if page.white > SHORT),
            *_elsewhere(shares),
        ),
    )


def _reason(number: int, page: DrawnPage) -> str:
    """Say what a page is, and what an art editor has against it: ``page 1: 对开, heads-meet 2``."""
    faults = [f"{code} {count}" for code, count in dict(page.look.faults).items()]
    return f"page {number}: {', '.join((page.sheet, *faults))}"


def _elsewhere(shares: Sequence[SheetShare]) -> Iterator[Finding]:
    """Tell which items stand on another page than the one that they ask for."""
    one = len({share.number for share in shares}) == 1
    for n, share in enumerate(shares if one else (), 1):
        for item in share.page.items:
            if item.page not in (0, n):
                name = getattr(item, "headline", "") or item.id
                message = (
                    f"“{name}” is wanted on page {item.page} and stands on page {n}: "
                    "no copy fills the pages before it"
                )
                yield Finding(level="warning", code="other-page", message=message, page=n,
                              item=item.id)  # fmt: skip


def _told(number: int, page: DrawnPage) -> Finding:
    message = (
        f"the copy ends {page.white} 行 over the foot of {page.sheet}: the type area is shorter"
    )
    return Finding(level="warning", code="short-page", message=message, page=number)
