"""The last look at all copy: what is on no page of the edition, and was not told of.

Takes each page as it is composed; returns the findings of all when the last one is, page by
page.  Of a page it keeps counts and findings, no marks.
"""

from collections import Counter

from broadsheet.display import Mark
from broadsheet.edition import EditionPage, Item, Masthead
from broadsheet.errors import Finding
from broadsheet.makeup.checks import complete
from broadsheet.makeup.checks.invisible import unseen_characters
from broadsheet.makeup.galley.forme import Forme
from broadsheet.models import field, record

_TOLD = ("overset", "no-box", "taken")  # findings that say that copy is not on the page


@record()
class PageTally:
    """What is known of a page when the next one is composed."""

    number: int
    items: tuple[Item, ...]
    headed: bool  # it has a masthead
    found: list[Finding]  # while it was composed
    lines: list[Finding]  # of its lines and characters
    folio: list[Finding]


@record()
class Inventory:
    """The copy of an edition, as its pages show it."""

    facts: dict[int, tuple[str, str]]  # of the masthead that no page has shown, in their order
    accounts: list[PageTally] = field(default_factory=list)
    shown: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    left_out: set[tuple[str, str]] = field(default_factory=set)  # parts of items, to fit

    def add(self, forme: Forme, content: EditionPage) -> None:
        """Take a page's copy into account."""
        marks: list[Mark] = [mark for copy in forme.copy.values() for mark in copy]
        self.shown.update(complete.characters_set(marks))  # ``+=`` would go through all pages again
        every = [*forme.below, *marks]
        self.facts = complete.unprinted_facts(every, self.facts)
        self.left_out |= {
            (box.item, step.words.split()[0])
            for box in forme.boxes
            for step in box.steps
            if step.kind == "drop"
        }
        self.left_out |= {(item, "section") for item in forme.shared}
        number = forme.number
        page = forme.setup.style.page
        told = {finding.item for finding in forme.findings if finding.code == "overset"}
        lines = complete.off_page(marks, (page.width, page.height), told, number)
        lines += complete.loose_lines(marks, number) + unseen_characters(forme.items, number)
        self.accounts.append(
            PageTally(
                number=number,
                items=forme.items,
                headed="masthead" in forme.copy,
                found=forme.findings,
                lines=lines,
                folio=complete.unprinted_folio(every, content, number),
            )
        )

    def findings(self) -> list[Finding]:
        """Return what was found on all pages."""
        told = {
            finding.item
            for page in self.accounts
            for finding in page.found
            if finding.code in _TOLD and finding.item
        }
        facts = dict(self.facts.values())
        headed = any(page.headed for page in self.accounts)
        every: list[Finding] = []
        for page in self.accounts:
            lost = complete.lost_copy(self.shown, page.items, told, page.number, self.left_out)
            every += [*page.found, *lost, *page.lines]
            if page.headed:
                every += complete.unprinted_findings(facts, page.number)
            elif page.number == 1 and not headed:
                every += complete.unheaded_findings(facts, page.number)
            every += page.folio
        return every


def inventory_of(masthead: Masthead) -> Inventory:
    """Return an inventory that no page has been entered in."""
    return Inventory(dict(enumerate(masthead.facts().items())))
