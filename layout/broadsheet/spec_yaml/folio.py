"""Read the folio line: the section ``folio``.

Takes nodes; returns ``FolioLine``, or nothing where it is switched off.  Facts in its
templates are the page's own, the masthead's and the parts of its date.
"""

import re
from typing import Any

from broadsheet.edition import Masthead
from broadsheet.errors import did_you_mean
from broadsheet.marked_yaml import (
    FLAG,
    Key,
    Kind,
    Node,
    Place,
    Table,
    Text,
    choice,
    read_table,
    table_schema,
    text_of,
)
from broadsheet.models import names
from broadsheet.spec import FolioLine
from broadsheet.spec_yaml.values import COLOUR, LINE, Scope, rows

PAGE_FACTS = ("folio", "number", "section", "editors", "others")
DATE_PARTS = ("year", "month", "day")
FACTS = (*PAGE_FACTS, *DATE_PARTS, *(name for name in names(Masthead) if name != "ear"))


def _template(node: Node, place: Place) -> str:
    """Read labels with facts in braces."""
    text = text_of(node, place)
    for found in re.findall(r"\{([^{}]*)\}", text.value):
        field = found[1:] if found[:1] in ("?", "!") else found
        if field not in FACTS:
            raise place.fault(
                text.where, f"{{{field}}} is no fact of a page", did_you_mean(field, FACTS)
            )
    if re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", text.value)):
        raise place.fault(
            text.where, f"{text.value!r} has a brace without its pair", "write {folio} {section}"
        )
    return text.value


_TEMPLATE: Kind[Place, str] = Kind(_template, {"type": "string"})
_FOLIO: Table[Scope] = {
    "at": Key(kind=choice("top", "bottom"), about="At the page's head or foot: `top`"),
    "left": Key(
        kind=_TEMPLATE, about='What stands at the left, facts in braces: `"{folio} {section}"`'
    ),
    "middle": Key(kind=_TEMPLATE, about='What stands in the middle: `"{name}"`'),
    "right": Key(kind=_TEMPLATE, about='What stands at the right: `"{date} {weekday}"`'),
    "rows": Key(kind=rows(1, 40), about="Rows of the grid that it takes: `3`"),
    "rule": Key(kind=LINE, about="The rule between it and the page: `0.8pt`"),
    "thin": Key(kind=LINE, about="A second rule, beside that: `0.25pt`"),
    "colour": Key(kind=COLOUR, about="The colour of its rules: `black`"),
    "mirror": Key(kind=FLAG, about="Whether left and right change on pages of even number: `yes`"),
}


def _folio(node: Node, scope: Scope) -> FolioLine | None:
    if isinstance(node, Text) and node.value == "none":
        return None
    values: dict[str, Any] = read_table(node, scope, _FOLIO)
    if not any(values.get(place) for place in ("left", "middle", "right")):
        raise scope.fault(
            node.where, "this folio line says nothing", 'write left: "{folio} {section}", or none'
        )
    return FolioLine(**values, where=node.where)


FOLIO: Kind[Scope, FolioLine | None] = Kind(
    _folio, {"anyOf": [{"enum": ["none"]}, table_schema(_FOLIO)]}
)
