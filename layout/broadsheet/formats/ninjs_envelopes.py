"""Envelopes of ninjs: what an API puts round its stories, and copy under keys that nobody knows.

Takes the objects of a file; returns the stories that an envelope holds, and the words of a value.
"""

from collections.abc import Iterator
from typing import Final

from broadsheet.formats.ninjs_objects import NinjsObject
from broadsheet.marked_yaml import Mapping, Node, Sequence, Text

_DEEPEST: Final = 3  # envelopes in each other
_WORDS: Final = frozenset(
    "headline headlines body bodies description descriptions associations".split()
)
_DEEPEST_VALUE: Final = 6  # of a value that is looked through


def enveloped(whole: NinjsObject, depth: int = 0) -> Iterator[NinjsObject]:
    """Yield the stories of an envelope: an object without copy that holds a list of such as have.

    What an API sends is ``{"items": […]}``, ``{"_items": […]}``, ``{"results": […]}``, or an
    object that holds one of these.
    """
    if depth > _DEEPEST or _has_copy(whole):
        return
    for key, entry in whole.entries.items():
        nodes = entry.node.items if isinstance(entry.node, Sequence) else (entry.node,)
        held = [
            NinjsObject(node, f"{key}[{n}]")
            for n, node in enumerate(nodes)
            if isinstance(node, Mapping)
        ]
        if key == "items" and len(held) < len(nodes):
            yield from whole.objects("items")  # which says what is wrong
        elif key != "associations":
            for one in held:
                told = _has_copy(one) or key == "items"
                yield from [one] if told else enveloped(one, depth + 1)


def _has_copy(one: NinjsObject) -> bool:
    """Tell whether an object has words of its own, or says what kind of object it is."""
    return any(key.split("_")[0] in _WORDS for key in one.entries) or "type" in one.entries


def copy_in(node: Node, depth: int = 0) -> str:
    """Return the copy of a story that stands in a value nobody knows; empty when there is none."""
    if depth > _DEEPEST_VALUE:
        return ""
    if isinstance(node, Sequence):
        return " ".join(filter(None, (copy_in(inner, depth + 1) for inner in node.items)))
    if not isinstance(node, Mapping):
        return ""
    found: list[str] = []
    for key, entry in node.entries.items():
        copy = key.lower().split("_")[0] in _WORDS and isinstance(entry.node, Text)
        words = entry.node.value if copy and isinstance(entry.node, Text) else ""
        found.append(words or copy_in(entry.node, depth + 1))
    return " ".join(filter(None, found))
