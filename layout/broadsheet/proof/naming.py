"""Call a passage by a name that an editor finds.

Takes an edition; returns names such as ``story 2 paragraph 3``.
"""

from collections import Counter
from collections.abc import Iterator

from broadsheet.edition import Edition, Item, Passage, item_passages

_KINDS = {"article": "story", "ad": "ad", "notice": "notice", "photo": "photo", "info": "info"}
_ROLES = {"para": "paragraph"}


def named_passages(edition: Edition) -> Iterator[tuple[Passage, str]]:
    """Yield all copy of the items in reading order, each passage with its name."""
    kinds: Counter[str] = Counter()
    for item in edition.items:
        kinds[item.kind] += 1
        yield from _named(item, f"{_KINDS[item.kind]} {kinds[item.kind]}")


def _named(item: Item, name: str) -> Iterator[tuple[Passage, str]]:
    """Number the passages of an item: paragraphs and crossheads each for themselves."""
    found = list(item_passages(item))
    totals = Counter(passage.role for passage in found)
    seen: Counter[str] = Counter()
    for passage in found:
        role = passage.role
        seen[role] += 1
        word = "line" if role == item.kind else _ROLES.get(role, role)
        numbered = passage.block >= 0 and (totals[role] > 1 or role == "para")
        yield passage, f"{name} {word}" + (f" {seen[role]}" if numbered else "")
