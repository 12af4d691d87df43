"""A story in the making, from whatever form: nodes of the edition's own language.

Readers of strange forms put facts and blocks in; out comes a mapping with the keys of
``edition_yaml``, each with its place in the file, so that the tables of the edition check it
and name every fault where it stands.
"""

import re
from collections.abc import Iterable
from types import MappingProxyType
from typing import Final, get_args

from broadsheet import markup
from broadsheet.edition import BlockKind, Inline
from broadsheet.errors import Finding, Where
from broadsheet.formats.losses import Losses
from broadsheet.marked_yaml import Entry, Mapping, Node, Sequence, Text
from broadsheet.models import frozen

Copy = tuple[str, tuple[Inline, ...]]
KINDS: Final = frozenset(get_args(BlockKind))
_REMOTE: Final = r"[a-zA-Z][a-zA-Z0-9+.-]+:|//"
_DAY: Final = r"(\d{4})-?(\d{2})-?(\d{2})(?=$|T|[+-]\d|Z)"


@frozen(kw_only=True)
class Reading:
    """What a strange form gave: an edition in its own language, and what was not carried."""

    root: Mapping
    findings: tuple[Finding, ...] = ()
    pictures: tuple[tuple[str, bytes], ...] = ()  # that were inside the file


def text(value: str, where: Where) -> Text:
    """Return a text as it would stand in the edition."""
    return Text(value, where)


def listing(items: Iterable[Node], where: Where) -> Sequence:
    """Return a list."""
    return Sequence(tuple(items), where)


def mapping(where: Where, entries: dict[str, Node]) -> Mapping:
    """Return a mapping."""
    return Mapping(
        MappingProxyType({key: Entry(node.where, node) for key, node in entries.items()}), where
    )


def texts(where: Where, **values: str) -> dict[str, Node]:
    """Return the texts that are not empty."""
    return {key: Text(value, where) for key, value in values.items() if value}


def edition(where: Where, items: list[Node], facts: dict[str, Node] | None = None) -> Mapping:
    """Return an edition of one page."""
    return mapping(where, {**(facts or {}), "items": listing(items, where)})


def day_of(stamp: str) -> str:
    """Return the day of a date as NITF, NewsML-G2 and ninjs write it; empty when there is none.

    >>> day_of("20180403T0815+0100"), day_of("2018-04-03"), day_of("soon")
    ('2018-04-03', '2018-04-03', '')
    """
    found = re.match(_DAY, stamp.strip())
    return "-".join(found.groups()) if found else ""


class Story:
    """One item in the making."""

    def __init__(self, where: Where, losses: Losses, *, marked: bool = False) -> None:
        self.where = where
        self.losses = losses
        self.marked = marked  # the copy has the edition's own marks in it, or none are read
        self.facts: dict[str, Node] = {}
        self.body: list[Node] = []
        self.pictures: list[Node] = []

    def has(self, key: str) -> bool:
        """Tell whether a fact is there."""
        return key in self.facts

    def value(self, key: str) -> str:
        """Return a fact that is a text."""
        node = self.facts.get(key)
        return node.value if isinstance(node, Text) else ""

    def put(self, key: str, value: str, where: Where) -> bool:
        """Take a fact unless it is there; tell whether the words are safe."""
        value = value.strip()
        if value and key not in self.facts:
            self.facts[key] = Text(value, where)
            return True
        return not value or same(value, self.value(key))

    def block(
        self, kind: str, copy: Copy, where: Where, more: dict[str, Node] | None = None
    ) -> None:
        """Add a block to the body."""
        words = markup.write(*copy)
        if self.marked:  # a mark that stands in the copy is one
            words = words.replace(markup.OPEN * 2, markup.OPEN)
        entries: dict[str, Node] = {"kind": Text(kind, where), "text": Text(words, where)}
        self.body.append(mapping(where, entries | (more or {})))

    def picture(self, facts: dict[str, str], where: Where) -> None:
        """Add a picture where the body has come to; one that lies elsewhere keeps its place."""
        src = facts.get("src", "")
        if re.match(_REMOTE, src):
            why = f"{src} lies elsewhere; save it beside the edition and name it in src"
            self.losses.fact("a picture's file", why, where)
            facts = {**facts, "src": ""}
        facts = {"place": str(len(self.body)) if self.body else "", **facts}
        self.pictures.append(mapping(where, texts(where, **facts)))

    def set_once(self) -> None:
        """Set once what agencies send twice: a head as deck, the first paragraph as standfirst."""
        opening = self._opening()
        if opening and any(same(opening, self.value(key)) for key in ("headline", "byline")):
            self.losses.told(f"the first paragraph is said above already: “{opening}”", self.where)
            self.body.pop(0)
            opening = self._opening()
        said = [self.value("headline"), opening]
        for key in ("kicker", "deck", "standfirst"):
            words = self.value(key)
            if words and any(same(words, other) for other in said if other):
                self.losses.told(f"{key} is said already: “{words}”", self.facts.pop(key).where)
            said.append(words)

    def _opening(self) -> str:
        """Return the first paragraph; empty when there is none."""
        first = self.body[0] if self.body else None
        words = first.get("text") if isinstance(first, Mapping) else None
        return words.value if isinstance(words, Text) else ""

    def item(self, kind: str = "article") -> Mapping:
        """Return it as an item of the edition."""
        entries: dict[str, Node] = {"kind": Text(kind, self.where), **self.facts}
        if self.body:
            entries["body"] = listing(self.body, self.where)
        if self.pictures:
            entries["pictures"] = listing(self.pictures, self.where)
        return mapping(self.where, entries)

    @property
    def empty(self) -> bool:
        """Tell whether nothing was put in."""
        return not (self.facts or self.body or self.pictures)


def same(one: str, other: str) -> bool:
    """Tell whether two texts are one but for white."""
    return "".join(one.split()) == "".join(other.split())
