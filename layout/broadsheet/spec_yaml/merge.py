"""Merge a spec with the one it extends, and put single values over it.

Takes and returns nodes, so that every value keeps the place where it was written.  Mappings
merge key by key, lists and texts are replaced, null removes.  Knows no key of the language.
"""

import re
from collections.abc import Sequence as AnySequence
from types import MappingProxyType

from broadsheet.errors import Where
from broadsheet.marked_yaml import Entry, Mapping, Node, Place, Sequence, Text, load
from broadsheet.models import replace

OPTION = "--set"
_FIXED = ("broadsheet", "extends", "style")  # read before options are put over the spec
_STEPS = 12  # deeper than any key of the language


def _null(node: Node) -> bool:
    return isinstance(node, Text) and node.null


def merged(base: Mapping, over: Mapping) -> Mapping:
    """Return ``base`` with what ``over`` says differently."""
    entries = dict(base.entries)
    for key, entry in over.entries.items():
        below = entries.get(key)
        if _null(entry.node):
            entries.pop(key, None)
        elif below and isinstance(below.node, Mapping) and isinstance(entry.node, Mapping):
            entries[key] = Entry(entry.where, merged(below.node, entry.node))
        else:
            entries[key] = entry
    return Mapping(MappingProxyType(entries), over.where)


def without(mapping: Mapping, *keys: str) -> Mapping:
    """Return the mapping without some of its keys."""
    kept = {key: entry for key, entry in mapping.entries.items() if key not in keys}
    return replace(mapping, entries=MappingProxyType(kept))


def pruned(node: Node) -> Node:
    """Return the node without null entries, at any depth."""
    if isinstance(node, Sequence):
        return replace(node, items=tuple(pruned(item) for item in node.items))
    if not isinstance(node, Mapping):
        return node
    kept = {
        key: Entry(entry.where, pruned(entry.node))
        for key, entry in node.entries.items()
        if not _null(entry.node)
    }
    return Mapping(MappingProxyType(kept), node.where)


def pruned_but(root: Mapping, *keys: str) -> Mapping:
    """Return the mapping without null entries, but those within some keys: they remove yet."""
    bare = pruned(without(root, *keys))
    entries = dict(bare.entries) if isinstance(bare, Mapping) else {}
    entries |= {key: root.entries[key] for key in keys if key in root.entries}
    return replace(root, entries=MappingProxyType(entries))


def overridden(root: Mapping, overrides: AnySequence[tuple[str, str]], place: Place) -> Mapping:
    """Return the spec with options such as ``("styles.body.size", "10pt")`` put over it.

    The value is YAML; a part of a list is named by its number, from 1.
    """
    node: Node = root
    for path, value in overrides:
        steps = path.split(".")
        if not all(steps) or len(steps) > _STEPS:
            raise place.fault(Where(OPTION), f"{path!r} is no key", "write styles.body.size=10pt")
        if steps[0] in _FIXED:
            raise place.fault(Where(OPTION), f"{path!r} can't be set", "write it in a spec's file")
        put = _value(value, place)
        node = _put(node, steps, put, place)
    if not isinstance(node, Mapping):  # a path has at least one step, so it stays a mapping
        raise place.fault(Where(OPTION), "the spec is no mapping")
    return node


def _value(value: str, place: Place) -> Node:
    if value.lstrip()[:1] in ("{", "["):
        return load(value, file=OPTION, error=place.error)
    return Text(value, Where(OPTION), null=value in ("", "~", "null"))


def _put(node: Node, steps: AnySequence[str], value: Node, place: Place) -> Node:
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    inner = place.at(step)
    if isinstance(node, Mapping):
        below = node.entries.get(step)
        empty = Mapping(MappingProxyType({}), Where(OPTION))
        put = _put(below.node if below and not _null(below.node) else empty, rest, value, inner)
        where = below.where if below else Where(OPTION)
        return replace(node, entries=MappingProxyType({**node.entries, step: Entry(where, put)}))
    if isinstance(node, Sequence):
        return _put_item(node, step, rest, value, place)
    raise inner.fault(
        Where(OPTION), f"{place.key or 'the spec'} holds a text, no keys", f"set {place.key} itself"
    )


def _put_item(
    node: Sequence, step: str, rest: AnySequence[str], value: Node, place: Place
) -> Sequence:
    last = len(node.items)
    if not re.fullmatch("[0-9]{1,4}", step) or not 1 <= int(step) <= last:
        raise place.at(step).fault(
            Where(OPTION), f"{step!r} is no part of this list", f"write 1 to {last}"
        )
    n = int(step) - 1
    put = _put(node.items[n], rest, value, place.at(step))
    return replace(node, items=(*node.items[:n], put, *node.items[n + 1 :]))
