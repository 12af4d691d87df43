"""Read ``make-up``: what a house leaves open to a page that draws itself.

Takes nodes; returns a ``House``.  Sheets and forms are kept plain, in the language of specs: what
is wrong in them is told when they are drawn with.
"""

from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from broadsheet.errors import Where, did_you_mean
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
    integer,
    listed,
    mapping_of,
    read_table,
    record,
    sequence_of,
    table_schema,
)
from broadsheet.models import replace
from broadsheet.spec.leeway import House, SheetForm, Takes, laid_over
from broadsheet.spec_yaml import page_map
from broadsheet.spec_yaml.merge import OPTION
from broadsheet.spec_yaml.values import Scope

FORMS = (
    *("masthead", "ear", "lead", "second", "story", "small", "framed", "upright"),
    *("briefs", "photo", "ad", "notice", "info", "index"),
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
    "name": Key(kind=TEXT, needed="对开", about="What the sheet is called: `对开`"),
    "like": Key(kind=TEXT, about="A sheet before it, of which it is but for what it says: `四开`"),
    "page": Key(kind=_PLAIN, about="Its page, as a spec writes it: `{size: 280mm x 400mm}`"),
    "grid": Key(kind=_PLAIN, about="Its grid, as a spec writes it: `{columns: 5, measure: 13字}`"),
    "styles": Key(kind=_PLAIN, about="Its styles, as a spec writes them: `{body: {size: 10pt}}`"),
    "fit": Key(kind=_PLAIN, about="What its stories may do to fit: `{head: 2行}`"),
    "lint": Key(kind=_PLAIN, about="Which of its faults are told: `{full-break: off}`"),
    "masthead": Key(kind=integer(0, 200), about="Rows of its masthead, at least: `14`"),
    "ads": Key(kind=integer(1, 400), about="Rows that suit a band of advertisements: `10`"),
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
            values = laid_over(base.sections, values)
        found[own["name"]] = SheetForm(sections=values, **own)
    return tuple(found.values())


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
        about="Sheets to choose from, the first that serves: `[{name: 对开, grid: {columns: 6}}]`",
    ),
    "forms": Key(
        kind=Kind(_forms, {"type": "object"}),
        about="Boxes, or several to choose from, by what they hold: `{framed: {frame: 0.5pt}}`",
    ),
    "briefs": Key(kind=integer(0, 2000), about="Characters under which items go together: `120`"),
    "framed": Key(kind=integer(0, 9), about="Boxes of a page in a frame, at most: `1`"),
    "upright": Key(kind=FLAG, about="Whether a head may stand upright: `yes`"),
    "dogleg": Key(kind=FLAG, about="Whether a story's box may be no rectangle: `no`"),
    "jump": Key(kind=FLAG, about="Whether a lead may go on on the next page (转版): `no`"),
    "index": Key(kind=FLAG, about="Whether page 1 names what stands on the others (导读): `no`"),
}
HOUSE: Kind[Scope, House] = record(_HOUSE, House)


def read_house(root: Mapping, scope: Scope) -> House | None:
    """Return what a style leaves open; None where it has no ``make-up``."""
    own = root.get("make-up")
    if own is None:
        return None
    house = HOUSE.read(own, scope.at("make-up"))
    return replace(house, style=plain_of(root), sized=MappingProxyType(dict(_sized(root, scope))))


def _sized(root: Mapping, scope: Scope) -> Iterator[tuple[str, Where]]:
    """Yield the styles whose size the spec's own file says, where its sheets are another's."""
    styles = root.get("styles")
    sheets = mapping_of(root.entries["make-up"].node, scope).entries["sheets"].node.where.file
    for name, entry in styles.entries.items() if isinstance(styles, Mapping) else ():
        size = entry.node.entries.get("size") if isinstance(entry.node, Mapping) else None
        if size is not None and root.where.file == size.node.where.file != sheets:
            yield name, size.node.where


def check_of_effect(root: Mapping, scope: Scope, house: House | None) -> None:
    """Refuse what a page that draws itself would pass over: a part of page or grid of the
    spec's own file that every sheet to choose from says otherwise, or an option that changes
    what the map is drawn by.  Other options are put over the drawing, and count.
    """
    own_house = root.get("make-up")
    if house is None or not page_map.is_auto(root.get("map")) or own_house is None:
        return
    of_sheets = mapping_of(own_house, scope).entries["sheets"].node.where.file
    for section in ("page", "grid"):
        held = root.get(section)
        for key, entry in held.entries.items() if isinstance(held, Mapping) else ():
            place = entry.node.where
            if place.file == OPTION:
                own = key in _DRAWN_BY
            else:
                own = root.where.file == place.file != of_sheets
            if own and all(key in sheet.sections.get(section, ()) for sheet in house.sheets):
                raise (
                    scope.at(section)
                    .at(key)
                    .fault(
                        place,
                        "the page draws itself, and each sheet of make-up.sheets has its own",
                        f"write --set make-up.sheets.1.{section}.{key}=…, or those sheets anew, "
                        "or draw the page: map: |",
                    )
                )


_DRAWN_BY = frozenset({"size", "margin", "columns", "measure", "gutter", "baseline", "rows"})
_RANKS = listed(integer(1, 999), 400)
_TAKES: Table[Scope] = {
    "page": Key(kind=integer(1, 400), about="The page of the edition that it is of: `1`"),
    "story": Key(kind=_RANKS, about="Its stories, by rank on that page: `[1, 2]`"),
    "photo": Key(kind=_RANKS, about="Its pictures that stand alone: `1`"),
    "ad": Key(kind=_RANKS, about="Its advertisements: `[1, 3]`"),
    "notice": Key(kind=_RANKS, about="Its notices: `1`"),
    "info": Key(kind=_RANKS, about="Its service text: `1`"),
}


def _takes(node: Node, scope: Scope) -> Takes:
    values = read_table(node, scope, _TAKES)
    page = values.pop("page", 1)
    return Takes(page=page, ranks={kind: tuple(ranks) for kind, ranks in values.items()})


TAKES: Kind[Scope, Takes] = Kind(_takes, table_schema(_TAKES))
