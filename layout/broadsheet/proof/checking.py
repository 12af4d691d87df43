"""Hold a page's text against the edition.

Takes text, or a PDF to take it from, and an edition; returns a finding for each passage that
is not there complete, identical and in its place.  What stands between two passages is
furniture and passed over; within a passage nothing else may stand.
"""

from collections.abc import Sequence
from typing import BinaryIO

from broadsheet.edition import Article, Edition, Passage, item_passages
from broadsheet.errors import Finding
from broadsheet.models import frozen
from broadsheet.proof import jumps, naming, order
from broadsheet.proof.difference import first_difference, wrong_space
from broadsheet.proof.letters import Letters, letters
from broadsheet.proof.masthead import missing_facts
from broadsheet.proof.reading import extract

_KNOWN = 12  # letters of a passage that no other repeats by chance
_SHOWN = 10  # letters of an example


def compare(pdf: BinaryIO | bytes, edition: Edition) -> tuple[Finding, ...]:
    """Return what differs between a PDF's text and the edition; nothing when they agree.

    Raises ``SourceError`` when the PDF can't be read.
    """
    return compare_text(extract(pdf), edition)


def compare_text(text: str, edition: Edition) -> tuple[Finding, ...]:
    """Return what differs between a page's text and the edition, in reading order.

    The text may come from any tool that keeps the order of the content, such as ``pdftotext
    -raw``; a form feed ends a page.
    """
    page = jumps.followed(letters(text), _stories(edition))
    if not page.text:
        return (Finding(level="error", code="proof-empty", message="there is no text to read"),)
    facts = [
        Finding(
            level="error",
            code="proof-masthead",
            message=f"masthead {key}: 应为“{edition.masthead.facts()[key]}”, 页面没有",
            item="masthead",
        )
        for key in missing_facts(edition.masthead.facts(), page.text)
    ]
    copies = [
        _Copy(passage, name, letters(passage.text))
        for passage, name in naming.named_passages(edition)
    ]
    return (*facts, *_Check(page, _dealt(copies, page, edition)).findings())


def _dealt(copies: "list[_Copy]", page: Letters, edition: Edition) -> "list[_Copy]":
    """Return copies in the order of their pages, where the edition's went on to further ones.

    Each item stands where the first of its passages does that stand once and are long enough to
    be no other's, else its longest: a story that goes on is read where it begins.  On a page
    items stand in the edition's order.
    """
    filled = {page.page(at) for at in page.page_starts if at < len(page.text)}
    if len(filled) <= max(1, len(edition.pages)):
        return copies
    longest: dict[str, str] = {}
    first: dict[str, int] = {}
    for copy in copies:
        item, text = copy.passage.item, copy.letters.text
        if page.text.count(text) != 1:
            continue
        if len(text) > len(longest.get(item, "")):
            longest[item] = text
        if len(text) >= _KNOWN:
            at = page.page(page.text.find(text))
            first[item] = min(at, first.get(item, at))
    pages = {item: page.page(page.text.find(text)) for item, text in longest.items()} | first
    pages["masthead"] = 0
    return sorted(copies, key=lambda copy: pages.get(copy.passage.item, 1))


def _stories(edition: Edition) -> list[str]:
    """Return the letters of each story; a line that leads to another page stands anywhere."""
    return [
        "".join(letters(p.text).text for p in item_passages(item) if p.role != "jump")
        for item in edition.items
        if isinstance(item, Article)
    ]


@frozen()
class _Copy:
    """A passage, what it is called, and its letters."""

    passage: Passage
    name: str
    letters: Letters


class _Check:
    """The copies of an edition against one text."""

    def __init__(self, page: Letters, copies: Sequence[_Copy]) -> None:
        self.page = page
        self.copies = copies
        self.places = order.places([copy.letters.text for copy in copies], page.text)
        self.chain = order.longest_chain(self.places)

    def findings(self) -> list[Finding]:
        """Return the findings, in reading order."""
        found = (self._check(n, copy) for n, copy in enumerate(self.copies) if copy.letters.text)
        return [finding for finding in found if finding]

    def _check(self, n: int, copy: _Copy) -> Finding | None:
        place = self.chain.get(n)
        if place is not None:
            fault = wrong_space(copy.letters, self.page, place.start)
            return self._finding(copy, "proof-space", fault, place.start) if fault else None
        if copy.passage.role == "section" and self._shared(n):
            return None
        start, end = self._gap(n)
        if moved := self._moved(n):
            here = self.page.text[start : start + _SHOWN]
            message = (
                f"第 1 字: 应为“{copy.letters.text[:_SHOWN]}”, 页面为“{here}”; "
                f"{self._neighbour(moved)}"
            )
            return self._finding(copy, "proof-order", message, moved.start)
        difference = first_difference(copy.letters.text, self.page.text, start, end)
        return self._finding(copy, f"proof-{difference.kind}", str(difference), difference.found_at)

    def _gap(self, n: int) -> tuple[int, int]:
        """Return the stretch of the page between a passage's neighbours that are in place."""
        before = [place.end for passage, place in self.chain.items() if passage < n]
        after = [place.start for passage, place in self.chain.items() if passage > n]
        return max(before, default=0), min(after, default=len(self.page.text))

    def _shared(self, n: int) -> bool:
        """Tell whether a tag stands over the stories before this one: a column of briefs."""
        tag = self.copies[n].letters.text
        item = self.copies[n].passage.item
        for before in range(n - 1, -1, -1):
            copy = self.copies[before]
            if copy.passage.item == item:
                return False
            if before and self.copies[before - 1].passage.item == copy.passage.item:
                continue  # an article's tag is its first passage
            if copy.passage.role != "section" or copy.letters.text != tag:
                return False
            if before in self.chain:
                return True
        return False

    def _moved(self, n: int) -> order.PassagePlace | None:
        """Return where a passage stands that is out of order, None when it is nowhere."""
        taken = self.chain.values()
        free = (p for p in self.places[n] if not any(p.overlaps(other) for other in taken))
        return next(free, None)

    def _neighbour(self, place: order.PassagePlace) -> str:
        """Say after which passage a moved one stands."""
        before = [p for p in self.chain.values() if p.end <= place.start]
        if not before:
            return "it stands first"
        return f"it stands after {self.copies[max(before).passage].name}"

    def _finding(self, copy: _Copy, code: str, message: str, at: int) -> Finding:
        return Finding(
            level="error",
            code=code,
            message=f"{copy.name}: {message}",
            page=self.page.page(min(at, len(self.page.text) - 1)),
            item=copy.passage.item,
        )
