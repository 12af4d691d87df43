"""Read how many columns a story has, and where they end.

Takes a node; returns a count and the rule of their ends.
"""

from typing import Any

from broadsheet.marked_yaml import (
    Key,
    Kind,
    Mapping,
    Node,
    Table,
    choice,
    integer,
    read_table,
    table_schema,
)
from broadsheet.spec import StoryBox
from broadsheet.spec_yaml.values import Scope

_COUNT = integer(1, 24)
_COLUMNS: Table[Scope] = {
    "count": Key(kind=_COUNT, about="How many columns the story has: `3`"),
    "breaks": Key(
        kind=choice("balance", "source"),
        about="Where they end: level, or where the source was cut: `source`",
    ),
}


def _columns(node: Node, scope: Scope) -> dict[str, Any]:
    """Read ``3``, or ``{count: 3, breaks: source}``."""
    if not isinstance(node, Mapping):
        return {"count": _COUNT.read(node, scope)}
    return read_table(node, scope, _COLUMNS)


COLUMNS: Kind[Scope, dict[str, Any]] = Kind(
    _columns, {"anyOf": [_COUNT.schema, table_schema(_COLUMNS)]}
)


def story_box(columns: dict[str, Any] | None = None, **values: Any) -> StoryBox:
    """Make a story's box of its keys."""
    own = columns or {}
    return StoryBox(columns=own.get("count", 0), breaks=own.get("breaks", "balance"), **values)
