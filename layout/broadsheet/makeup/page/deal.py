"""Deal an edition's pages to the sheets of a spec where several sheets share one.

Takes the pages of an edition and a spec whose sheets say what they take; returns the pages as
they are set.  Nothing is lost: what no sheet takes stays with the first that shares its page.
"""

import re
from collections.abc import Sequence

from broadsheet.edition import EditionPage, Item
from broadsheet.models import replace
from broadsheet.spec import Spec

KINDS = {"article": "story"}  # as specs call them


def deal(pages: Sequence[EditionPage], spec: Spec) -> tuple[EditionPage, ...]:
    """Return the page of each sheet; the edition's own where no sheet says what it takes.

    The first sheet of a page has its folio, the others count on from the last page's.
    """
    takers = [sheet.arrangement.takes for sheet in spec.pages]
    if not any(takers):
        return tuple(pages)
    taken = {
        (takes.page, kind, rank)
        for takes in takers
        if takes
        for kind, ranks in takes.ranks.items()
        for rank in ranks
    }
    found: list[EditionPage] = []
    begun: set[int] = set()
    for number, takes in enumerate(takers, 1):
        page = takes.page if takes else number
        if page > len(pages):
            continue
        own = pages[page - 1]
        held = []
        for kind, rank, item in _ranked(own.items):
            mine = takes is None or rank in takes.ranks.get(kind, ())
            if mine or (page not in begun and (page, kind, rank) not in taken):
                held.append(item)
        folio = own.folio if page not in begun else _after(pages, len(found))
        begun.add(page)
        found.append(replace(own, items=tuple(held), folio=folio))
    return tuple(found) + tuple(pages[n] for n in range(len(pages)) if n + 1 not in begun)


def _ranked(items: Sequence[Item]) -> list[tuple[str, int, Item]]:
    """Return items with their kinds and ranks, as specs count them."""
    count: dict[str, int] = {}
    found = []
    for item in items:
        kind = KINDS.get(item.kind, item.kind)
        count[kind] = count.get(kind, 0) + 1
        found.append((kind, count[kind], item))
    return found


def _after(pages: Sequence[EditionPage], set_before: int) -> str:
    """Return the folio of a further page: it counts on from the edition's last."""
    last = pages[-1].folio
    number = re.search(r"[0-9]+", last)
    more = set_before - len(pages) + 1
    if number is None:
        return str(set_before + 1)
    return f"{last[: number.start()]}{int(number[0]) + more}{last[number.end() :]}"
