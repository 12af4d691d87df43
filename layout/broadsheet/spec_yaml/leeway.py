"""Read ``make-up``: what a house leaves open to a page that draws itself.

Takes nodes; returns a ``House``.  Sheets and forms are kept plain, in the language of specs: what
is wrong in them is told when they are drawn with.
"""

from collections.abc import Mapping as AnyMapping
from typing import Any

from broadsheet.marked_yaml import (
    FLAG,
    TEXT,
    Key,
    Kind,
    Mapping,
    Node,
    Sequence,
    Table,
    Text,
    choice,
    did_you_mean,
    integer,
    listed,
    mapping_of,
    read_table,
    record,
    sequence_of,
    table_schema,
)
from broadsheet.models import replace
from broadsheet.spec.leeway import House, SheetForm, Takes
from broadsheet.spec_yaml.values import Scope

FORMS = (
    *("masthead", "ear", "lead", "second", "story", "small", "framed", "upright"),
    *("briefs", "photo", "ad", "notice", "info"),
)


def plain_of(node: Node) -> Any:
    """Return a node as a plain value: mappings, lists and texts; null is None."""
    if isinstance(node, Mapping):
        return {name: plain_of(entry.node) for name, entry in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain_of(item) for item in node.items]
    return None if node.null else node.value


def _plain_mapping(node: Node, scope: Scope) -> Any:
    return plain_of(mapping_of(node, scope))


_PLAIN: Kind[Scope, Any] = Kind(_plain_mapping, {"type": "object"})
_SHEET: Table[Scope] = {
    "name": Key(kind=TEXT, needed="对开"),
    "like": Key(kind=TEXT),
    **{name: Key(kind=_PLAIN) for name in ("page", "grid", "styles", "fit", "lint")},
    "masthead": Key(kind=integer(0, 200)),
    "ads": Key(kind=integer(1, 400)),
}


def _sheets(node: Node, scope: Scope) -> tuple[SheetForm, ...]:
    """Read the sheets; one may be like another but for what it says itself."""
    found: dict[str, SheetForm] = {}
    for n, item in enumerate(sequence_of(node, scope).items, 1):
        inside = scope.at(n)
        values = read_table(item, inside, _SHEET)
        own = {name: values.pop(name) for name in ("masthead", "ads", "name") if name in values}
        if like := values.pop("like", ""):
            if like not in found:
                where = mapping_of(item, inside).entries["like"].where
                hint = did_you_mean(like, found)
                raise inside.at("like").fault(where, f"there is no sheet {like!r} before", hint)
            base = found[like]
            own = {"masthead": base.masthead, "ads": base.ads, **own}
            values = _over(base.sections, values)
        found[own["name"]] = SheetForm(sections=values, **own)
    return tuple(found.values())


def _over(below: Any, own: Any) -> Any:
    """Lay one plain mapping over another, key by key."""
    if not isinstance(below, AnyMapping) or not isinstance(own, AnyMapping):
        return own
    return {**below, **{key: _over(below.get(key), value) for key, value in own.items()}}


def _forms(node: Node, scope: Scope) -> dict[str, tuple[Any, ...]]:
    found = {}
    for name, entry in mapping_of(node, scope).entries.items():
        inside = scope.at(name)
        choice(*FORMS).read(Text(name, entry.where), inside)
        if isinstance(entry.node, Sequence):
            found[name] = tuple(_PLAIN.read(item, inside) for item in entry.node.items)
        else:
            found[name] = (_PLAIN.read(entry.node, inside),)
    return found


_HOUSE: Table[Scope] = {
    "sheets": Key(
        kind=Kind(_sheets, {"type": "array", "items": table_schema(_SHEET)}),
        needed="[{name: 对开, grid: {columns: 6}}]",
    ),
    "forms": Key(kind=Kind(_forms, {"type": "object"})),
    "briefs": Key(kind=integer(0, 2000)),
    "framed": Key(kind=integer(0, 9)),
    "upright": Key(kind=FLAG),
    "dogleg": Key(kind=FLAG),
}
HOUSE: Kind[Scope, House] = record(_HOUSE, House)


def read_house(root: Mapping, scope: Scope) -> House | None:
    """Return what a style leaves open; None where it has no ``make-up``."""
    own = root.get("make-up")
    if own is None:
        return None
    return replace(HOUSE.read(own, scope.at("make-up")), style=plain_of(root))


_RANKS = listed(integer(1, 999), 400)
_TAKES: Table[Scope] = {
    "page": Key(kind=integer(1, 400)),
    **{kind: Key(kind=_RANKS) for kind in ("story", "photo", "ad", "notice", "info")},
}


def _takes(node: Node, scope: Scope) -> Takes:
    values = read_table(node, scope, _TAKES)
    page = values.pop("page", 1)
    return Takes(page=page, ranks={kind: tuple(ranks) for kind, ranks in values.items()})


TAKES: Kind[Scope, Takes] = Kind(_takes, table_schema(_TAKES))
