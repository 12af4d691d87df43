"""Read boxes of briefs: which short items they hold, and what stands between them.

Takes nodes; returns a ``BriefsBox``.
"""

from typing import Any, get_args

from broadsheet.marked_yaml import (
    Key,
    Kind,
    Node,
    Sequence,
    Table,
    choice,
    integer,
    listed,
    pattern,
    read_table,
    table_schema,
    text_of,
)
from broadsheet.spec import BriefsBox, Rule
from broadsheet.spec_yaml.rules import RULE
from broadsheet.spec_yaml.values import Scope, length

_RANK = integer(1, 999)
_RANKS = listed(_RANK, 200)
_RUN: Table[Scope] = {
    "section": Key(
        kind=pattern(r"\S(.*\S)?", "a name", "write the edition's own words"),
        about="All items of a section of the edition: `简讯`",
    ),
    "from": Key(kind=_RANK, field="first", about="The first of a run of items, by rank: `4`"),
    "to": Key(
        kind=_RANK,
        field="last",
        about="The last of the run; all that follow where it is not given: `9`",
    ),
}
_HINT = "write [2, 3, 4], {from: 4, to: 9} or {section: …}"


def _briefs(node: Node, scope: Scope) -> dict[str, Any]:
    """Read ranks, a run of them, or a section."""
    if isinstance(node, Sequence):
        ranks = _RANKS.read(node, scope)
        twice = sorted({rank for rank in ranks if ranks.count(rank) > 1})
        if not ranks or twice:
            fault = f"story {twice[0]} comes twice" if twice else "this selects nothing"
            raise scope.fault(node.where, fault, _HINT)
        return {"ranks": ranks}
    values = read_table(node, scope, _RUN)
    if ("section" in values) == ("first" in values) or ("section" in values and "last" in values):
        raise scope.fault(node.where, "this selects nothing, or two things", _HINT)
    if 0 < values.get("last", 0) < values.get("first", 0):
        raise scope.at("to").fault(
            node.where,
            f"{values['last']} comes before {values['first']}",
            f"write {values['first']} or more",
        )
    return values


def _between(node: Node, scope: Scope) -> Rule | None:
    """Read a rule, or ``none``."""
    if getattr(node, "value", "") == "none":
        return None
    return RULE.read(node, scope)


def _mark(node: Node, scope: Scope) -> str:
    text = text_of(node, scope)
    if not 1 <= len(text.value.strip()) <= 3:
        raise scope.fault(text.where, f"{text.value!r} is no mark", "write ■, ▲ or ●")
    return text.value.strip()


BRIEFS: Kind[Scope, dict[str, Any]] = Kind(_briefs, {"anyOf": [_RANKS.schema, table_schema(_RUN)]})
BESIDE: Table[Scope] = {
    "columns": Key(kind=integer(1, 24), about="Columns that the items are poured through: `2`"),
    "measure": Key(
        kind=length(0.0, 5000.0, "17字"),
        about="The width of a column, in place of their number: `17字`",
    ),
    "heads": Key(
        kind=choice(*get_args(BriefsBox.__annotations__["heads"])),
        about="A head on lines of its own, or before the text's first line: `run-in`",
    ),
    "between": Key(
        kind=Kind(_between, RULE.schema), about="A rule between two items, or `none`: `0.4pt`"
    ),
    "mark": Key(kind=Kind(_mark, {"type": "string"}), about="A mark before each head: `■`"),
}


def briefs_box(briefs: dict[str, Any], **values: Any) -> BriefsBox:
    """Make a box of briefs of its keys."""
    return BriefsBox(**briefs, **values)
