"""Which line of a page sets what of the edition.

Takes an edition; tells of a line whose item and which part of it it sets, by its letters alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from broadsheet.edition import Article, Edition, item_passages, passages
from broadsheet.parse.pdf.values import PrintedLine

MASTHEAD = "masthead"
_PIECE = 3  # letters by which items are looked up
_HEADS = ("headline", "kicker", "deck", "section", "standfirst", "byline", "source")


def letters(text: str) -> str:
    """Return the letters and figures of a text, small."""
    return "".join(char for char in text if char.isalnum()).lower()


class Copy:
    """The copy of a page of an edition, to be looked up."""

    def __init__(self, edition: Edition, number: int) -> None:
        own = edition.pages[number - 1 : number] if len(edition.pages) > 1 else edition.pages
        items = [item for page in own for item in page.items]
        # stories of pages before, which may go on here; each with the number of its page
        self.before = {
            item.id: n
            for n, page in enumerate(edition.pages[: number - 1], start=1)
            for item in page.items
            if isinstance(item, Article)
        }
        items += [
            item for page in edition.pages[: number - 1] for item in page.items
            if item.id in self.before
        ]  # fmt: skip
        self.parts: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.holders: dict[str, set[str]] = defaultdict(set)
        self.kinds = {item.id: item.kind for item in items}
        facts = [p for p in passages(edition) if p.item == MASTHEAD]
        for passage in [*facts, *(p for item in items for p in item_passages(item))]:
            text = letters(passage.text)
            self.parts[passage.item].append((passage.role, text))
            for n in range(max(1, len(text) - _PIECE + 1)):
                self.holders[text[n : n + _PIECE]].add(passage.item)
        self.whole = {item: "\n".join(t for _, t in parts) for item, parts in self.parts.items()}

    def items_of(self, lines: Iterable[PrintedLine]) -> list[str]:
        """Return the items that most letters of some lines are of, in the edition's order."""
        votes: Counter[str] = Counter()
        for line in lines:
            text = letters(line.text)
            if not text:
                continue
            near = self.holders.get(text[:_PIECE], set()) | self.holders.get(text[-_PIECE:], set())
            for item in near:
                if text in self.whole[item] or self._runs_on(text, item):
                    votes[item] += len(text)
        if not votes:
            return []
        most = max(votes.values())
        alike = [item for item, count in votes.items() if count == most]
        rank = {item: n for n, item in enumerate(self.kinds, start=1)}
        return sorted(alike, key=lambda item: rank.get(item, 0))

    def _runs_on(self, text: str, item: str) -> bool:
        """Tell whether a line goes over from one part of an item into the next."""
        return text in self.whole[item].replace("\n", "")

    def role_of(self, line: PrintedLine, item: str) -> str:
        """Return which part of its item a line sets; heads before text; empty for none."""
        text = letters(line.text)
        if not text:
            return ""
        roles = [role for role, whole in self.parts.get(item, ()) if text in whole]
        for role in _HEADS:
            if role in roles:
                return role
        return roles[0] if roles else ""

    def order(self, kind: str, items: Sequence[str]) -> list[str]:
        """Return items of a kind in the order of the edition."""
        return [
            item
            for item, own in self.kinds.items()
            if own == kind and item in items and item not in self.before
        ]
