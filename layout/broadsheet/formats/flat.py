"""Facts of an edition under flat names, for forms whose metadata are names and values.

``flat`` takes plain mappings as ``edition_plain`` makes them; ``nested`` takes the names and
values that a file holds and returns nodes of the edition's own language.  The numbers in a name
count the entries of a list: ``byline.roles.1.names.2``.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from broadsheet.errors import Where
from broadsheet.formats import drafts
from broadsheet.marked_yaml import Node, Text

PAPER: Final = (
    "spec",
    "script",
    "masthead",
    "page",
)  # facts of the paper; all others are an item's
_DEEPEST: Final = 6
_Tree = dict[str, Any]


def flat(facts: Mapping[str, Any] | list[Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield names and values.

    >>> list(flat({"masthead": {"ear": {"promo": "扫码"}}, "at": [3, 9]}))
    [('masthead.ear.promo', '扫码'), ('at.1', '3'), ('at.2', '9')]
    """
    named = facts.items() if isinstance(facts, Mapping) else enumerate(facts, 1)
    for key, value in named:
        if isinstance(value, Mapping | list):
            yield from flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", str(value)


def nested(pairs: Iterable[tuple[str, Text]], where: Where) -> dict[str, Node]:
    """Return nodes by their first names; of two that can't stand together the later counts."""
    tree: _Tree = {}
    for name, value in pairs:
        *path, last = name.split(".", _DEEPEST)
        held = tree
        for key in path:
            inner = held.get(key)
            if not isinstance(inner, dict):
                inner = held[key] = {}
            held = inner
        held[last] = value
    return {key: _node(value, where) for key, value in tree.items()}


def _node(value: Any, where: Where) -> Node:
    if isinstance(value, Text):
        return value
    inner = {key: _node(held, where) for key, held in value.items()}
    if all(key.isdecimal() and key.isascii() for key in inner):
        return drafts.listing([inner[key] for key in sorted(inner, key=_number)], where)
    return drafts.mapping(where, inner)


def _number(key: str) -> tuple[int, str]:
    """Return how numbers are sorted, whatever their length."""
    return len(key.lstrip("0")), key.lstrip("0")
