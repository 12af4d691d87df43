"""Read rules between and around boxes: a weight, a kind, or both with a colour.

Takes nodes; returns ``Rule`` values.  Each kind has a weight of its own.
"""

from broadsheet.marked_yaml import Key, Kind, Node, Table, Text, choice, read_table, table_schema
from broadsheet.spec import Rule
from broadsheet.spec_yaml.values import COLOUR, LINE, Scope

WEIGHTS = {  # pt, of a kind that is named alone
    "single": 0.4,
    "double": 0.4,
    "thick-thin": 1.6,
    "thin-thick": 1.6,
    "dotted": 0.9,
    "dashed": 0.6,
    "wave": 0.5,
}
KIND = choice(*WEIGHTS)
_RULE: Table[Scope] = {
    "kind": Key(
        kind=KIND, about="What it is drawn as, such as 文武线 `thick-thin` or 波线: `wave`"
    ),
    "weight": Key(kind=LINE, about="How heavy it is: `0.4pt`"),
    "colour": Key(kind=COLOUR, about="Its colour, by name or in C/M/Y/K: `0/0/0/60`"),
}


def _rule(node: Node, scope: Scope) -> Rule | None:
    """Read ``1.4pt``, ``wave`` or ``{kind: wave, weight: 0.6pt, colour: red}``."""
    if isinstance(node, Text):
        if node.value[:1].isdigit() or node.value[:1] in "-." or node.value not in WEIGHTS:
            named = node.value[:1].isalpha() and node.value.isascii()
            if named:
                KIND.read(node, scope)
            weight = LINE.read(node, scope)
            return Rule(weight=weight) if weight else None
        return Rule(kind=KIND.read(node, scope), weight=WEIGHTS[node.value])
    values = read_table(node, scope, _RULE)
    return Rule(**{"weight": WEIGHTS[values.get("kind", "single")], **values})


RULE: Kind[Scope, Rule | None] = Kind(
    _rule, {"anyOf": [{"type": ["string", "number"]}, table_schema(_RULE)]}
)
