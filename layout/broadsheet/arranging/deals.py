"""How copy is dealt to pages, and the sheets that suit them.

Takes an edition and the sheets that its house leaves open; returns plans, those first that fill
their sheets: all pages of one trim, each with its share of the items.  Counts letters; measures
nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from broadsheet.arranging.ranking import letters_of, ranked
from broadsheet.edition import Advert, Article, Edition, EditionPage, Item, Photo
from broadsheet.errors import Fault
from broadsheet.geometry import MM
from broadsheet.models import frozen, replace
from broadsheet.spec import SLOTS
from broadsheet.spec.leeway import House, SheetForm

SUITS = 0.94  # of a sheet that copy asks for, as it is estimated
OVER, UNDER = 4.0, 1.0  # price of a sheet that is too small by all of it, and too large
FURTHER = 0.06  # of each page more
SMALL = 0.7  # of the lines of body text that a long notice takes in its smaller type
SOLD = 1.15  # of the area of a size that was sold: what stands beside it has its depth
BODY = "10pt"  # of text in letters, where a sheet does not say
MOST = 24  # pages that one of the edition becomes
FRONT = ("", "1", "01", "A1", "A01", "第1版", "第一版", "一版", "头版")
Whites = tuple[float, ...]  # shares of their rows that the sheets of a page left white
EVEN: Mapping[int, Whites] = MappingProxyType({})
KINDS = {"article": "story"}


@frozen(kw_only=True)
class SheetShare:
    """What one sheet takes of a page of the edition."""

    number: int  # of the edition's page
    whole: EditionPage
    page: EditionPage  # with its share of the items
    front: bool

    def ranks(self) -> dict[str, list[int]]:
        """Return the ranks of its items among their kinds on the edition's page."""
        count: dict[str, int] = {}
        found: dict[str, list[int]] = {}
        own = {item.id for item in self.page.items}
        for item in self.whole.items:
            kind = KINDS.get(item.kind, item.kind)
            count[kind] = count.get(kind, 0) + 1
            if item.id in own:
                found.setdefault(kind, []).append(count[kind])
        return found


@frozen()
class DealPlan:
    """Pages of one trim, each with its share."""

    sheets: tuple[SheetForm, ...]
    shares: tuple[SheetShare, ...]

    @property
    def room(self) -> float:
        """Characters that its sheets hold, about."""
        return len(self.shares) * max(map(cells, self.sheets))

    def key(self) -> object:
        """Return what tells it from other plans."""
        dealt = tuple(tuple(item.id for item in share.page.items) for share in self.shares)
        return tuple(sheet.name for sheet in self.sheets), dealt


def suiting(sheets: Sequence[SheetForm], share: SheetShare, scale: float = 1.0) -> list[SheetForm]:
    """Return sheets, those first that a share fills."""
    return sorted(sheets, key=lambda sheet: misfit(share, sheet, scale))


def plans(
    edition: Edition, house: House, scale: float = 1.0, lean: Mapping[int, Whites] = EVEN
) -> list[DealPlan]:
    """Return ways to deal an edition, those first that promise most.

    ``scale`` corrects what copy is estimated to ask for; ``lean``: by pages of the edition, what
    the sheets of a page left white when they were drawn, so that these are dealt more.
    """
    found: list[tuple[float, int, DealPlan]] = []
    for sheets in trims(house.sheets):
        parted = [
            _parted(number, page, edition, sheets, scale, lean.get(number, ()))
            for number, page in _pages(edition)
        ]
        for n in range(2):  # the best number of pages, and the next
            shares = [way[min(n, len(way) - 1)] for way in parted]
            price = max(cost for cost, _ in shares)
            dealt = _in_order([own for _, own in shares])
            found.append((price, len(found), DealPlan(sheets, dealt)))
    return [plan for _, _, plan in sorted(found, key=lambda one: one[:2])]


def broad(edition: Edition, house: House) -> Iterator[DealPlan]:
    """Yield plans for plain pages, with more pages each time."""
    for sheets in trims(house.sheets)[:2]:
        for count in range(1, MOST + 1):
            dealt = [
                shares_of(
                    number,
                    page,
                    edition,
                    sheets[0],
                    max(least(edition), min(count, len(page.items))),
                )
                for number, page in _pages(edition)
            ]
            yield DealPlan(sheets, _in_order([_closed(shares) for shares in dealt]))


def wanted(edition: Edition, count: int = MOST) -> Mapping[int, int]:
    """Return by the page that items ask for, where that is: gaps that no copy fills are closed.

    Of an edition of one page, which its copy makes several, at most ``count``; where it has
    more, an item stands on the page that holds it.
    """
    if len(edition.pages) > 1:
        return {}
    found: dict[int, int] = {}
    free, last = sum(not item.page for item in edition.items), 0
    for page in sorted({item.page for item in edition.items if item.page}):
        between = min(free, page - last - 1)
        free -= between
        last += between + 1
        if last <= count:
            found[page] = last
    return found


def least(edition: Edition) -> int:
    """Return the pages that its items ask for, at least."""
    return max(wanted(edition).values(), default=1)


def _closed(shares: tuple[SheetShare, ...]) -> tuple[SheetShare, ...]:
    """Close the gaps that sheets without any item leave."""
    full = [share for share in shares if share.page.items]
    if len(full) in (0, len(shares)):
        return shares if full else shares[:1]
    return tuple(
        replace(share, front=shares[0].front and not n,
                page=replace(share.page, folio=share.whole.folio or (str(n + 1) if n else "")))
        for n, share in enumerate(full)
    )  # fmt: skip


def _pages(edition: Edition) -> list[tuple[int, EditionPage]]:
    return list(enumerate(edition.pages or (EditionPage(),), 1))


def trims(sheets: Sequence[SheetForm]) -> list[tuple[SheetForm, ...]]:
    """Group sheets by their trim, in the order in which the house names them."""
    found: dict[str, list[SheetForm]] = {}
    for sheet in sheets:
        found.setdefault(str(sheet.sections.get("page")), []).append(sheet)
    return [tuple(own) for own in found.values()]


def _in_order(dealt: Sequence[tuple[SheetShare, ...]]) -> tuple[SheetShare, ...]:
    """Return the first share of each page, then the further ones."""
    first = [shares[0] for shares in dealt]
    return (*first, *(share for shares in dealt for share in shares[1:]))


def _parted(
    number: int,
    page: EditionPage,
    edition: Edition,
    sheets: Sequence[SheetForm],
    scale: float,
    lean: Whites,
) -> list[tuple[float, tuple[SheetShare, ...]]]:
    """Return the ways to part a page, the best first, with what they cost."""
    found = []
    for count in range(least(edition), MOST + 1):
        shares = min(
            (_closed(shares_of(number, page, edition, sheet, count, lean)) for sheet in sheets),
            key=lambda own: _worst(own, sheets, scale),
        )
        cost = _worst(shares, sheets, scale) + FURTHER * count
        found.append((cost, shares))
        if count >= len(page.items) or (count > 1 and all(_is_thin(s, sheets) for s in shares)):
            break
    order = sorted(range(len(found)), key=lambda n: (found[n][0], n))
    best = order[0]
    return [found[best], found[min(best + 1, len(found) - 1)]]


def _worst(shares: Sequence[SheetShare], sheets: Sequence[SheetForm], scale: float) -> float:
    return max(min(misfit(share, sheet, scale) for sheet in sheets) for share in shares)


def _is_thin(share: SheetShare, sheets: Sequence[SheetForm]) -> bool:
    return max(asked(share.page.items, sheet, share.front) for sheet in sheets) < 0.6


def misfit(share: SheetShare, sheet: SheetForm, scale: float) -> float:
    """Return what is to be said against a sheet for a share: it is too small, or too large."""
    off = scale * asked(share.page.items, sheet, share.front) - SUITS
    return OVER * off if off > 0 else -UNDER * off


def shares_of(
    number: int,
    page: EditionPage,
    edition: Edition,
    sheet: SheetForm,
    count: int,
    lean: Whites = (),
) -> tuple[SheetShare, ...]:
    """Deal a page to ``count`` sheets: stories as they rank, others evenly."""
    front = number == 1 and bool(edition.masthead.name) and page.folio in FRONT
    stories = ranked([item for item in page.items if isinstance(item, Article)])
    news: list[Item] = [*stories, *(item for item in page.items if isinstance(item, Photo))]
    others = [item for item in page.items if not isinstance(item, Article | Photo)]
    taken: dict[str, int] = {}
    asked_for = wanted(edition, count)
    each = [_of([item], {item.id: 0}, 0, sheet) for item in others]
    before = 0.0
    for item, own in zip(others, each, strict=True):
        evenly = min(count - 1, int((before + own / 2) * count / max(1e-9, sum(each))))
        taken[item.id] = asked_for.get(item.page, evenly + 1) - 1
        before += own
    first = asked((), sheet, front) + _of(others, taken, 0, sheet)
    loads = [
        first,
        *(asked((), sheet, False) + _of(others, taken, n, sheet) for n in range(1, count)),
    ]
    whole = sum(loads) + sum(
        asked((item,), sheet, False) - asked((), sheet, False) for item in news
    )
    even = sum(lean) / count if len(lean) == count else 0.0
    full = [
        whole / count * (1 + (lean[n] - even if len(lean) == count else 0.0)) for n in range(count)
    ]
    at = 0
    for story in news:
        own = asked((story,), sheet, False) - asked((), sheet, False)
        if own_page := asked_for.get(story.page):
            taken[story.id] = own_page - 1
            loads[own_page - 1] += own
            continue
        while at < count - 1 and loads[at] + own / 2 > full[at]:
            at += 1
        taken[story.id] = at
        loads[at] += own
    return tuple(
        SheetShare(
            number=number,
            whole=page,
            page=replace(page, items=tuple(i for i in page.items if taken[i.id] == n),
                         folio=page.folio if not n else page.folio or str(n + 1)),
            front=front and not n,
        )
        for n in range(count)
    )  # fmt: skip


def _of(others: Sequence[Item], taken: Mapping[str, int], n: int, sheet: SheetForm) -> float:
    own = [item for item in others if taken[item.id] == n]
    return asked(own, sheet, False) - asked((), sheet, False)


def asked(items: Sequence[Item], sheet: SheetForm, front: bool) -> float:
    """Return about how much of a sheet some items ask for: 1 is full."""
    grid = sheet.sections["grid"]
    if not isinstance(grid, Mapping):
        raise Fault("a sheet without a grid")
    columns, rows = int(grid["columns"]), int(grid["rows"])
    measure = _measure(sheet)
    taken = float(sheet.masthead * columns) if front else 3.0 * columns
    for item in items:
        if isinstance(item, Article):
            lines = letters_of(item) / (0.97 * measure) + 0.55 * len(item.body)
            head = 4.0 + 1.5 * bool(item.kicker) + 1.2 * bool(item.deck)
            taken += lines + head * min(columns, 1.4 + lines / 22)
            taken += _pictures(item, lines, measure)
        elif isinstance(item, Photo):
            taken += 29
        elif isinstance(item, Advert) and item.size in SLOTS:
            across, down = SLOTS[item.size]
            taken += SOLD * across * columns * (down * rows + 1)
        elif isinstance(item, Advert):
            taken += columns * (sheet.ads + 1) / 4
        else:
            words = sum(len(line) for line in item.copy)
            taken += max(
                min(columns * (sheet.ads + 1) / 4, 6 + words / measure), SMALL * words / measure
            )
    return taken / (columns * rows)


def cells(sheet: SheetForm) -> float:
    """Return the characters that a sheet's type area holds."""
    grid = sheet.sections["grid"]
    return float(grid["columns"]) * float(grid["rows"]) * _measure(sheet)


def _measure(sheet: SheetForm) -> float:
    """Return the measure of a sheet's columns, em; where a gutter leaves it, as the page is."""
    page, grid, styles = (sheet.sections.get(key, {}) for key in ("page", "grid", "styles"))
    if "measure" in grid:
        return float(str(grid["measure"]).removesuffix("字"))
    body = _points(styles.get("body", {}).get("size", BODY))
    width = _points(str(page["size"]).split(" x ")[0]) - 2 * _points(page["margin"]["sides"])
    columns, gutter = int(grid["columns"]), _points(grid["gutter"])
    return ((width + gutter) / columns - gutter) / body


def _points(length: object) -> float:
    """Return a length of a sheet in pt: it is written in mm or pt."""
    word = str(length)
    return float(word.removesuffix("mm")) * MM if word.endswith("mm") else float(word[:-2])


def _pictures(story: Article, lines: float, measure: float) -> float:
    """Return about what a story's pictures take, columns x rows: as broad as suits its text."""
    if not story.pictures:
        return 0.0
    across = min(3.0, 1.2 + lines / 45)
    there = all(picture.src for picture in story.pictures)
    return across * (min(0.55 * measure * across, 16.0) + 2 if there else 8.0)
