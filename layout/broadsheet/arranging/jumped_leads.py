"""A lead that goes on on the next page (转版), where more copy than a page deals badly whole.

Takes an edition, a house style and what draws a page; returns its first page, with as much of the
lead as leaves the others their place, and the next one with the rest among its own stories.  The
rest is what make-up really leaves: page 1 is composed before page 2 is drawn.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from broadsheet.arranging import draw
from broadsheet.arranging.choose import Look, looked_at
from broadsheet.arranging.deals import (
    SUITS,
    DealPlan,
    SheetShare,
    asked,
    least,
    misfit,
    shares_of,
    trims,
)
from broadsheet.arranging.design import Designer
from broadsheet.arranging.drawn_page import FOOT_WHITE, DrawnPage, composed
from broadsheet.arranging.ground import BareSheet, Shop
from broadsheet.arranging.ranking import letters_of, ranked
from broadsheet.display import Pages, TextLine
from broadsheet.edition import Article, Block, Edition, Item, Jump
from broadsheet.makeup.threads.jumps import JUMP_FROM, JUMP_TO
from broadsheet.models import frozen, replace
from broadsheet.spec import Spec
from broadsheet.spec.leeway import House, SheetForm

LEAST, MOST = 0.1, 0.62  # of a sheet that is cut at least; of the lead's text at most
MOVED = 3  # stories that come from page 2 to page 1 in the lead's place, at most
PLANS = 2  # ways to part that are tried
TRIED = 3  # drawings of page 2 that are composed with page 1
ATTEMPTS = ((1.0, 0), (0.82, 0), (1.0, 1))  # of what is kept, and the sheet of page 1
EVEN = 8  # rows of white on both pages, at which no other attempt is made
PAGE = 60.0  # price of a page
LEAST_REST = 60  # characters that are worth a box
GOES_ON = {"continues": {"page": 1, "box": "a"}}  # a drawing's lead is box a
BODY = ("para", "crosshead", "list", "qa", "note", "verse")
REST = "→"  # after the lead's id: its rest, while page 2 is drawn


@frozen()
class JumpPlan:
    """Pages of one trim; the lead of the first leaves a part of its text to the second."""

    plan: DealPlan
    lead: Article
    kept: float  # of the lead's text that page 1 keeps, about


@frozen()
class JumpTools:
    """What draws pages of an edition."""

    edition: Edition
    style: Spec
    house: House
    shop: Shop

    def designer(
        self, plan: DealPlan, number: int, items: Sequence[Item], choice: int = 0
    ) -> Designer:
        """Return what draws a share with some items in place of its own.

        ``choice``: on the sheet that suits it best, or on the next.
        """
        share = plan.shares[number - 1]
        page = replace(share.page, items=tuple(items))
        alone = replace(self.edition, pages=(page,), findings=(), spec="")
        own = replace(share, page=page)
        suiting = sorted(plan.sheets, key=lambda sheet: misfit(own, sheet, 1.0))
        sheet = suiting[min(choice, len(suiting) - 1)]
        return Designer(
            BareSheet(self.shop, self.style, self.house, sheet, alone, share.front, number)
        )


def jump_plans(edition: Edition, house: House) -> list[JumpPlan]:
    """Return ways to part a lead between the first page and the next, the most even first."""
    found: list[tuple[float, int, JumpPlan]] = []
    for sheets in trims(house.sheets) if house.jump else []:
        for shares in _dealt(edition, sheets[0]):
            for one in _parted(shares, sheets):
                found.append((one[0], len(found), one[1]))
    return [plan for _, _, plan in sorted(found, key=lambda one: one[:2])][:PLANS]


def _dealt(edition: Edition, sheet: SheetForm) -> Iterator[tuple[SheetShare, ...]]:
    """Yield the shares of pages, each of the edition's on one sheet, or its only one on two."""
    if len(edition.pages) > 1:
        yield tuple(
            shares_of(number, page, edition, sheet, 1)[0]
            for number, page in enumerate(edition.pages, 1)
        )
        return
    if least(edition) > 2:  # the editor asks for more pages
        return
    first, second = shares_of(1, edition.pages[0], edition, sheet, 2)
    order = [i for i in ranked(_stories(second.page.items)) if not i.page]
    for count in range(min(MOVED, len(order)) + 1):
        gone = {story.id for story in order[:count]}
        items = edition.pages[0].items
        own = {item.id for item in first.page.items} | gone
        one = tuple(item for item in items if item.id in own)
        two = tuple(item for item in items if item.id not in own)
        yield (
            replace(first, page=replace(first.page, items=one)),
            replace(second, page=replace(second.page, items=two)),
        )


def _parted(
    shares: tuple[SheetShare, ...], sheets: Sequence[SheetForm]
) -> Iterator[tuple[float, JumpPlan]]:
    """Yield the plan that shares allow, with what is to be said against it."""
    first, second, *others = shares
    order = ranked(_stories(first.page.items))
    if len(order) < 2 or not _may_jump(order[0]):
        return
    lead, best = order[0], None
    for sheet in sheets:
        fills = [asked(share.page.items, sheet, share.front) for share in shares]
        own = asked((lead,), sheet, False) - asked((), sheet, False)
        even = (fills[0] - fills[1]) / 2 if first.number == second.number else 0.0
        cut = max(fills[0] - SUITS, even)
        if not LEAST <= cut <= MOST * own or fills[1] + cut > 1.0:
            continue
        off = abs(fills[0] - cut - SUITS) + abs(fills[1] + cut - SUITS)
        off += sum(max(0.0, misfit(share, sheet, 1.0)) for share in others)
        if best is None or off < best[0]:
            best = off, 1.0 - cut / own
    if best:
        yield best[0], JumpPlan(DealPlan(tuple(sheets), shares), lead, best[1])


def _stories(items: Sequence[Item]) -> list[Article]:
    return [item for item in items if isinstance(item, Article)]


def _may_jump(lead: Article) -> bool:
    """Tell whether a story may be parted: plain text of some length, with no jump of its own."""
    plain = all(block.kind in ("para", "crosshead", "qa", "list") for block in lead.body)
    return plain and lead.jump is None and not lead.treatment and bool(lead.headline)


def parted_pages(tools: JumpTools, jump: JumpPlan) -> list[DrawnPage]:
    """Draw the first two pages of a plan; nothing where they do not go in."""
    best: list[DrawnPage] = []
    for share, sheet in ATTEMPTS:
        pages = _attempt(tools, replace(jump, kept=share * jump.kept), sheet)
        if pages and (not best or against(pages) < against(best)):
            best = pages
        if best and sum(page.white for page in best) <= EVEN:
            break
    return best


def against(pages: Sequence[DrawnPage]) -> float:
    """Return what an art editor has against pages, and that they are so many."""
    return sum(page.look.price + PAGE for page in pages)


def _attempt(tools: JumpTools, jump: JumpPlan, sheet: int) -> list[DrawnPage]:
    """Draw page 1 with a part of the lead, compose it, and draw page 2 with what it leaves."""
    first, second = jump.plan.shares[:2]
    label = tools.style.style.labels.get("jump-to", JUMP_TO)
    part = replace(
        jump.lead, body=_begun(jump.lead, jump.kept), signature="",
        jump=Jump(type="to", raw=label.replace("{page}", second.page.folio or "2")),
    )  # fmt: skip
    items = [part if item.id == part.id else item for item in first.page.items]
    made = tools.designer(jump.plan, 1, items, sheet).drawn()
    if not made or made[0].look.lost:
        return []
    rest = _rest(tools, jump, made[0])
    if rest is None:
        return []
    one = made[0]
    designer = tools.designer(jump.plan, 2, [*second.page.items, rest])
    for two in replace(designer, rest=rest.id).drawn()[:TRIED]:
        number = len(_stories(second.page.items)) + 1
        drawn = replace(two, sections=_going_on(two.sections, number))
        pages, spec = _composed(tools, jump, [one.sections, drawn.sections])
        look = looked_at(pages, tools.shop.lint(pages, spec))
        if not look.lost:
            price = look.price + FOOT_WHITE * (one.white / one.rows + two.white / two.rows)
            return [
                replace(one, look=Look(0.0, 0, {})),
                replace(drawn, look=replace(look, price=price)),
            ]
    return []


def _begun(lead: Article, kept: float) -> tuple[Block, ...]:
    """Return the first blocks of a story, with about so much of its text."""
    left = round(kept * letters_of(lead))
    found: list[Block] = []
    for block in lead.body:
        own = letters_of(replace(lead, body=(block,)))
        if own >= left:
            text = block.text[: max(1, round(len(block.text) * left / max(1, own)))]
            return (*found, replace(block, text=text, inlines=(), cuts=()))
        found.append(block)
        left -= own
    return tuple(found)


def _composed(
    tools: JumpTools, jump: JumpPlan, sections: Sequence[Mapping[str, Any]], most: int = 2
) -> tuple[Pages, Spec]:
    """Compose the first pages of a plan as they are drawn."""
    dealt = tuple(share.page for share in jump.plan.shares[:2])
    edition = replace(tools.edition, pages=dealt, findings=(), spec="")
    text = draw.text(tools.shop.head, [(dict(own), {}) for own in sections])
    spec = tools.shop.read(text)
    return composed(edition, spec, tools.shop, most=most), spec


def _rest(tools: JumpTools, jump: JumpPlan, one: DrawnPage) -> Article | None:
    """Return what page 1 leaves of the lead: a story opened by the line back."""
    columns = int(one.sections["grid"]["columns"])
    further = {
        **{key: own for key, own in one.sections.items() if key not in ("map", "boxes")},
        "map": [f"{' '.join('a' * columns)} | fill"], "boxes": {"a": GOES_ON},
    }  # fmt: skip
    pages, _ = _composed(tools, jump, [one.sections, further], most=1)
    lead, ends = jump.lead, dict[int, int]()
    for mark in pages.pages[0].marks:
        for run in mark.runs if isinstance(mark, TextLine) else ():
            source = run.source
            if source.item == lead.id and source.role in BODY:
                ends[source.block] = max(source.end, ends.get(source.block, 0))
    left: list[Block] = []
    for n, block in enumerate(lead.body):
        at = ends.get(n, 0)
        if block.text[at:].strip():
            own = () if at else block.inlines
            left.append(replace(block, text=block.text[at:], inlines=own, cuts=()))
    body = tuple(left)
    if letters_of(replace(lead, body=body)) < LEAST_REST:
        return None
    label = tools.style.style.labels.get("jump-from", JUMP_FROM)
    label = label.replace("{page}", jump.plan.shares[0].page.folio or "1")
    if body[0].kind == "para":
        body = (replace(body[0], text=label + body[0].text, inlines=()), *body[1:])
    else:
        body = (Block(text=label), *body)
    return Article(id=lead.id + REST, headline=lead.headline, body=body,
                   signature=lead.signature, jump=Jump(type="from"))  # fmt: skip


def _going_on(sections: Mapping[str, Any], rest: int) -> dict[str, Any]:
    """Return a page's sections in which the box of the rest goes on with what page 1 leaves."""
    boxes = dict(sections["boxes"])
    for name, box in boxes.items():
        if box.get("story") == rest:
            styles = dict(box.get("styles", {}))
            head = {"styles": {"jump-head": styles["headline"]}} if "headline" in styles else {}
            kept = {key: own for key, own in box.items() if key not in ("story", "styles")}
            boxes[name] = {**GOES_ON, **kept, **head}
    return {**sections, "boxes": boxes}
