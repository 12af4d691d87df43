"""An edition as a file for each item, named so that a folder of them is in order.

Takes an edition; yields what the writers of such files need: a name, the item, its page, and
the facts of the paper that stand with it.  The paper's stand with the first item, a page's with
its first: ``interchange`` begins a page where a file names another folio.
"""

import re
from collections.abc import Iterator
from typing import Any

from broadsheet.edition import Edition, EditionPage, Item
from broadsheet.formats import edition_plain
from broadsheet.formats.losses import Losses
from broadsheet.models import frozen


@frozen(kw_only=True)
class StoryFile:
    """One item and what is told with it."""

    name: str
    item: Item
    page: EditionPage
    facts: dict[str, Any]  # of the paper and the page, under the keys of the edition


def story_files(edition: Edition, ending: str, losses: Losses) -> Iterator[StoryFile]:
    """Yield the items in order; ``losses`` hears what a folder of files can't say."""
    facts = paper_facts(edition)
    count, before = 0, ""
    for number, page in enumerate(edition.pages, 1):
        if number > 1 and page.folio in ("", before):
            losses.fact("the parting into pages", "a page without a folio of its own")
        before = page.folio or before
        if (folio := edition_plain.folio_of(page)) and page.items:
            facts["page"] = folio
        elif folio:
            losses.fact(f"page {number}", "it holds no item")
        for item in page.items:
            count += 1
            word = re.sub(r"[^\w.-]+", "-", item.id).strip("-.") or item.kind
            yield StoryFile(
                name=f"{count:02}-{word[:60]}{ending}", item=item, page=page, facts=facts
            )
            facts = {}


def paper_facts(edition: Edition) -> dict[str, Any]:
    """Return what is told of the paper: the spec it asks for, and its masthead."""
    told = edition_plain.plain(edition)
    return {key: told[key] for key in ("spec", "script", "masthead") if key in told}
