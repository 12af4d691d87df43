"""Spread a spec out into its pages: masters, and what each page says differently.

Takes the nodes of a spec with all that it extends; returns the nodes of each page's sheet,
complete and without ``masters`` and ``pages``.  Reads no section itself.

A page begins with the spec's own sections.  Its master goes over them, then what the page
says.  A master that draws a map has its own boxes alone: those of the spec belong to the
spec's map.  Of a master's boxes a page takes those that its map draws.
"""

import re
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence as AnySequence
from types import MappingProxyType

from broadsheet.errors import did_you_mean
from broadsheet.marked_yaml import (
    Entry,
    Mapping,
    Node,
    Place,
    Sequence,
    Text,
    mapping_of,
    refuse_unknown,
    sequence_of,
    text_of,
)
from broadsheet.models import replace
from broadsheet.spec_yaml.merge import merged, pruned, without
from broadsheet.spec_yaml.places import placed_in

# what a master, or a page, may say otherwise than its spec
SECTIONS = (
    "page",
    "grid",
    "colours",
    "styles",
    "map",
    "boxes",
    "labels",
    "lint",
    "fit",
    "folio",
    "seam",
    "takes",
)
MOST_PAGES = 400  # of a spec; more is a mistake
_CHAIN = 8  # masters that extend each other


def sheets(root: Mapping, place: Place) -> tuple[Mapping, ...]:
    """Return the nodes of each page's sheet; nothing for a spec of one sheet."""
    masters = _masters(root, place.at("masters"))
    node = root.get("pages")
    if node is None:
        return ()
    base = without(root, "masters", "pages")
    inside = place.at("pages")
    pages = sequence_of(node, inside).items
    if not 1 <= len(pages) <= MOST_PAGES:
        raise inside.fault(node.where, f"{len(pages)} pages", f"write 1 to {MOST_PAGES}")
    found: list[Mapping] = []
    for n, page in enumerate(pages, 1):
        master = masters.get(_named(page, masters, inside.at(n)))
        sheet = pruned(_sheet(page, base, master, inside.at(n)))
        found.append(mapping_of(sheet, inside.at(n)))
    return tuple(found)


def check_drawn(root: Mapping, found: AnySequence[Mapping], place: Place) -> None:
    """Refuse boxes of a master that none of its pages draws; unused masters are let be."""
    masters = _masters(root, place.at("masters"))
    pages = root.get("pages")
    if not isinstance(pages, Sequence):
        return
    every = mapping_of(root.entries["masters"].node, place) if masters else root
    drawn: dict[str, set[str]] = {}
    for page, sheet in zip(pages.items, found, strict=True):
        name = _named(page, masters, place)
        while name:  # what a master's heirs draw is drawn for it, too
            drawn.setdefault(name, set()).update(_boxes(sheet))
            base = mapping_of(every.entries[name].node, place).get("extends")
            name = base.value if isinstance(base, Text) else ""
    for name in masters.keys() & drawn.keys():
        own = mapping_of(every.entries[name].node, place)
        for box, entry in _boxes(own).items():
            null = isinstance(entry.node, Text) and entry.node.null
            if box not in drawn[name] and masters[name].get("map") and not null:
                raise (
                    place.at("masters")
                    .at(name)
                    .at("boxes")
                    .at(box)
                    .fault(
                        entry.where, "no page draws this box", "draw it in a map, or take it out"
                    )
                )


def _named(page: Node, masters: AnyMapping[str, Mapping], place: Place) -> str:
    """Return the name of a page's master; empty where it has none."""
    node: Node | None = page
    if isinstance(page, Mapping):
        node, place = page.get("master"), place.at("master")
    if node is None:
        return ""
    word = text_of(node, place)
    if word.value not in masters:
        hint = did_you_mean(word.value, masters)
        raise place.fault(word.where, f"there is no master {word.value!r}", hint)
    return word.value


def _boxes(sheet: Mapping) -> AnyMapping[str, Entry]:
    boxes = sheet.get("boxes")
    return boxes.entries if isinstance(boxes, Mapping) else {}


def _masters(root: Mapping, place: Place) -> AnyMapping[str, Mapping]:
    """Return each master with those that it extends."""
    node = root.get("masters")
    if node is None:
        return {}
    every = mapping_of(node, place)
    for name, entry in every.entries.items():
        inside = place.at(name)
        refuse_unknown(mapping_of(entry.node, inside), ("extends", *SECTIONS), inside)
    return {name: _extended(name, every, place, ()) for name in every.entries}


def _extended(name: str, every: Mapping, place: Place, chain: tuple[str, ...]) -> Mapping:
    own = mapping_of(every.entries[name].node, place.at(name))
    base = own.get("extends")
    if base is None:
        return own
    word = text_of(base, place.at(name).at("extends"))
    inside = place.at(name).at("extends")
    if word.value not in every.entries or word.value == name:
        known = [other for other in every.entries if other != name]
        raise inside.fault(
            word.where, f"{word.value!r} is no other master", did_you_mean(word.value, known)
        )
    if word.value in chain or len(chain) >= _CHAIN:
        around = " → ".join((*chain, name, word.value))
        raise inside.fault(word.where, f"masters extend each other: {around}", "take one out")
    below = _extended(word.value, every, place, (*chain, name))
    return without(merged(below, own), "extends")


def _sheet(node: Node, base: Mapping, master: Mapping | None, place: Place) -> Mapping:
    own = node if isinstance(node, Mapping) else Mapping(MappingProxyType({}), node.where)
    refuse_unknown(own, ("master", *SECTIONS), place)
    own = without(own, "master")
    sheet = base
    if master is not None:
        alone = without(base, "map", "boxes") if master.get("map") else base
        sheet = merged(alone, master)
    elif own.get("map"):
        sheet = without(base, "boxes")
    drawn = own.get("map") or (master.get("map") if master else None)
    if drawn is not None:
        sheet = _drawn(sheet, drawn)
    return replace(merged(sheet, own), where=node.where)


def _drawn(sheet: Mapping, drawn: Node) -> Mapping:
    """Leave out the boxes that a page's map does not draw."""
    boxes = sheet.get("boxes")
    if not isinstance(boxes, Mapping):
        return sheet
    lines = drawn.items if isinstance(drawn, Sequence) else (drawn,)
    text = "\n".join(line.value for line in lines if isinstance(line, Text))
    cells = {
        cell for line in text.splitlines() for cell in re.findall(r"\S+", line.partition("|")[0])
    }
    cells |= placed_in(boxes)  # they stand on every page
    kept = {name: entry for name, entry in boxes.entries.items() if name in cells}
    entry = sheet.entries["boxes"]
    held = Entry(entry.where, replace(boxes, entries=MappingProxyType(kept)))
    return replace(sheet, entries=MappingProxyType({**sheet.entries, "boxes": held}))
