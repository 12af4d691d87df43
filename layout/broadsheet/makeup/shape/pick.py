"""Give each box its item.

Takes the page's boxes and the edition's items; returns who goes where, and findings for
boxes without an item and items without a box.
"""

from collections.abc import Iterable, Iterator, Mapping

from broadsheet.edition import Article, Item
from broadsheet.errors import Finding
from broadsheet.models import frozen, replace
from broadsheet.spec import (
    AcrossBox,
    Box,
    BriefsBox,
    DownBox,
    IndexBox,
    ItemBox,
    Selector,
    StoryBox,
)

KINDS = {"story": "article", "ad": "ad", "notice": "notice", "photo": "photo", "info": "info"}


@frozen()
class Picked:
    """Items by the name of their box, and what was found amiss."""

    items: Mapping[str, Item]
    briefs: Mapping[str, tuple[Article, ...]]  # of boxes that hold several
    findings: tuple[Finding, ...]


def leaves(box: Box) -> Iterator[Box]:
    """Yield a box, or the boxes that stand in it side by side, or one under another."""
    if isinstance(box.content, AcrossBox | DownBox):
        for part in box.content.parts:
            yield from leaves(part)
    else:
        yield box


def pick_items(boxes: Mapping[str, Box], items: tuple[Item, ...], page: int) -> Picked:
    """Match boxes with items, and find the items that have no box."""
    picked = held_by(boxes.values(), items, page)
    held = {item.id for item in picked.items.values()}
    held |= {item.id for own in picked.briefs.values() for item in own}
    left = [
        Finding(
            level="error",
            code="no-box",
            message=f"{name_of(item, items)} has no box on page {page}: it is not set "
            f"({_way_out(item, items)})",
            page=page,
            item=item.id,
        )
        for item in items
        if item.id not in held
    ]
    return replace(picked, findings=(*picked.findings, *left))


def _way_out(item: Item, items: tuple[Item, ...]) -> str:
    """Return what to write, or to run, for an item without a box."""
    kind, rank = name_of(item, items).split(" ")[:2]
    return f"draw a box and write x: {{{kind}: {rank}}}, or let broadsheet dummy draw the page"


def held_by(boxes: Iterable[Box], items: tuple[Item, ...], page: int) -> Picked:
    """Return what some boxes hold of a page's items, which may be more."""
    taken: dict[str, Item] = {}
    briefs: dict[str, tuple[Article, ...]] = {}
    findings: list[Finding] = []
    owner: dict[str, str] = {}
    for box in (leaf for outer in boxes for leaf in leaves(outer)):
        content = box.content
        if isinstance(content, BriefsBox):
            briefs[box.name] = tuple(_briefs(box, content, items, owner, findings, page))
        if not isinstance(content, StoryBox | ItemBox | IndexBox) or content.select is None:
            continue
        if isinstance(content, StoryBox) and content.continues:
            continue  # it goes on with what another box holds: see threads
        kind = "story" if isinstance(content, StoryBox) else content.kind
        item = find_item(items, KINDS[kind], content.select)
        named = f"{kind} {content.select}"
        if item is None:
            message = f"no {named} for this box: it stays white"
            findings.append(box.finding("warning", "empty-box", message, page))
        elif item.id in owner:
            message = f"{named} stands in box {owner[item.id]} already"
            findings.append(box.finding("error", "taken", message, page))
        else:
            owner[item.id] = box.name
            taken[box.name] = item
    return Picked(taken, briefs, tuple(findings))


def _briefs(
    box: Box,
    content: BriefsBox,
    items: tuple[Item, ...],
    owner: dict[str, str],
    findings: list[Finding],
    page: int,
) -> Iterator[Article]:
    """Yield the items of a box of briefs in their order, and note that it holds them."""
    stories = [item for item in items if isinstance(item, Article)]
    last = content.last or len(stories)
    ranks = sorted(content.ranks) or range(content.first or 1, last + 1)
    found = 0
    for rank in ranks:
        if rank > len(stories):
            message = f"no story {rank} for this box"
            findings.append(box.finding("warning", "empty-box", message, page))
            continue
        story = stories[rank - 1]
        if content.section and story.section != content.section:
            continue
        found += 1
        if story.id in owner:
            message = f"story {rank} stands in box {owner[story.id]} already"
            findings.append(box.finding("error", "taken", message, page))
        else:
            owner[story.id] = box.name
            yield story
    if not found and not content.ranks:
        message = f"no stories {content} for this box: it stays white"
        findings.append(box.finding("warning", "empty-box", message, page))


def find_item(items: tuple[Item, ...], kind: str, select: Selector) -> Item | None:
    """Return the item of a kind that a selector names."""
    among = [item for item in items if item.kind == kind]
    if select.id:
        return next((item for item in among if item.id == select.id), None)
    if select.section:
        return next(
            (i for i in among if isinstance(i, Article) and i.section == select.section), None
        )
    return among[select.rank - 1] if 0 < select.rank <= len(among) else None


def name_of(item: Item, items: tuple[Item, ...]) -> str:
    """Name an item to its editor: ``story 2 “吴兴用…”``, ``ad 1``."""
    kind = "story" if item.kind == "article" else item.kind
    rank = [other.id for other in items if other.kind == item.kind].index(item.id) + 1
    text = ""
    if isinstance(item, Article):
        text = item.headline or item.kicker or item.section
    short = text if len(text) <= 8 else text[:8] + "…"
    return f"{kind} {rank} “{short}”" if short else f"{kind} {rank}"
