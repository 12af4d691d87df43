"""Read which faults of a page are told: the section ``lint``.

Takes nodes; returns every rule with its level and limit, those that a spec does not name as
``spec.LINT`` has them.  Finds no faults itself.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from broadsheet.marked_yaml import (
    Key,
    Kind,
    Node,
    Table,
    Text,
    choice,
    integer,
    mapping_of,
    read_table,
    refuse_unknown,
    table_schema,
    text_of,
)
from broadsheet.models import replace
from broadsheet.spec import LINT, LintRule
from broadsheet.spec_yaml.values import Scope, ems, length, rows


def _percent(node: Node, place: Scope) -> float:
    """Read a part of a whole, in percent."""
    text = text_of(node, place)
    found = re.fullmatch(r"([0-9]{1,2}(?:\.[0-9]+)?)%", text.value)
    if not found:
        raise place.fault(text.where, f"{text.value!r} is no part of an area", "write 40%")
    return float(found[1]) / 100


_PERCENT: Kind[Scope, float] = Kind(_percent, {"type": "string"})
LEVEL = choice("warning", "note", "off")
# the limits that can be moved, each under the name of its unit
LIMITS: Mapping[str, Table[Scope]] = {
    "trapped-white": {"rows": Key(kind=rows(1, 200), field="limit")},
    "uneven-columns": {"lines": Key(kind=integer(1, 200), field="limit")},
    "small-type": {"size": Key(kind=length(1.0, 100.0, "7pt"), field="limit")},
    "off-grid": {"slack": Key(kind=length(0.05, 50.0, "0.5pt"), field="limit")},
    "head-white": {"rows": Key(kind=rows(1, 200), field="limit")},
    "tight-padding": {"sides": Key(kind=ems(0.0, 20.0, "1.2字"), field="limit")},
    "loose-hairline": {"rows": Key(kind=rows(1, 200), field="limit")},
    "much-red": {"frames": Key(kind=integer(0, 50), field="limit")},
    "cropped": {"share": Key(kind=_PERCENT, field="limit")},
    "mixed-ornaments": {"kinds": Key(kind=integer(0, 20), field="limit")},
}


def _table(code: str) -> Table[Scope]:
    return {"level": Key(kind=LEVEL), **LIMITS.get(code, {})}


def _rule(code: str) -> Callable[[Node, Scope], LintRule]:
    def read(node: Node, scope: Scope) -> LintRule:
        if isinstance(node, Text):
            return replace(LINT[code], level=LEVEL.read(node, scope))
        values: dict[str, Any] = read_table(node, scope, _table(code))
        return replace(LINT[code], **values)

    return read


def _rules(node: Node, scope: Scope) -> Mapping[str, LintRule]:
    mapping = mapping_of(node, scope)
    refuse_unknown(mapping, LINT, scope)
    own = {
        code: _rule(code)(inside, scope.at(code))
        for code in mapping.entries
        if (inside := mapping.get(code)) is not None
    }
    return MappingProxyType({**LINT, **own})


LINT_RULES: Kind[Scope, Mapping[str, LintRule]] = Kind(
    _rules,
    {
        "type": "object",
        "properties": {
            code: {"anyOf": [LEVEL.schema, table_schema(_table(code))]} for code in LINT
        },
        "additionalProperties": False,
    },
)
