"""Read what any box can have besides what it holds: frame, ground, padding, rules, styles.

Takes nodes; returns the values of a ``Box``.
"""

from collections.abc import Mapping as AnyMapping
from types import MappingProxyType
from typing import get_args

from broadsheet.edition import Role
from broadsheet.errors import did_you_mean
from broadsheet.marked_yaml import (
    Key,
    Kind,
    Node,
    Table,
    Text,
    choice,
    mapping_of,
    read_table,
    refuse_unknown,
    table_schema,
    text_of,
)
from broadsheet.spec import Frame, Padding
from broadsheet.spec_yaml import places, threads
from broadsheet.spec_yaml.ladders import FIT_STEPS
from broadsheet.spec_yaml.rules import KIND, RULE
from broadsheet.spec_yaml.values import COLOUR, LINE, WHITE, Scope, length, rows

ROLES: tuple[str, ...] = get_args(Role)
_FRAME: Table[Scope] = {
    "kind": Key(kind=KIND, about="What the lines are drawn as: `double`"),
    "weight": Key(kind=LINE, about="How heavy the outer line is: `1.6pt`"),
    "inner": Key(kind=LINE, about="How heavy a second line inside is: `0.4pt`"),
    "gap": Key(kind=length(0.0, 50.0, "2pt"), about="White between the two: `2pt`"),
    "colour": Key(kind=COLOUR, about="The colour of the lines: `black`"),
    "ornament": Key(
        kind=choice("fret", "stepped", "beads"), about="An ornamental border in their place: `fret`"
    ),
    "depth": Key(kind=length(2.0, 100.0, "9.5pt"), about="How deep the ornament is: `9.5pt`"),
}
_PADDING: Table[Scope] = {
    "sides": Key(kind=WHITE, about="White between its sides and what it holds: `18pt`"),
    "head": Key(kind=WHITE, about="White under its head, a whole number of rows: `2行`"),
    "foot": Key(kind=WHITE, about="White over its foot, a whole number of rows: `2行`"),
}


def _frame(node: Node, scope: Scope) -> Frame:
    if isinstance(node, Text):
        return Frame(weight=LINE.read(node, scope))
    return Frame(**read_table(node, scope, _FRAME))


def _padding(node: Node, scope: Scope) -> Padding:
    if isinstance(node, Text):
        white = WHITE.read(node, scope)
        return Padding(sides=white, head=white, foot=white)
    return Padding(**read_table(node, scope, _PADDING))


def _box_styles(node: Node, scope: Scope) -> AnyMapping[str, str]:
    """Read which style a role takes in this box instead of the style of its own name."""
    known = dict.fromkeys((*scope.styles, *ROLES))
    styles: dict[str, str] = {}
    mapping = mapping_of(node, scope)
    refuse_unknown(mapping, known, scope)
    for role, entry in mapping.entries.items():
        text = text_of(entry.node, scope.at(role))
        if text.value not in scope.styles:
            raise scope.at(role).fault(
                text.where,
                f"{text.value!r} is not a style of this spec",
                did_you_mean(text.value, scope.styles),
            )
        styles[role] = text.value
    return MappingProxyType(styles)


def _either(form: AnyMapping[str, object]) -> dict[str, object]:
    return {"anyOf": [{"type": ["string", "number"]}, form]}


_BOX_STYLES = Kind(_box_styles, {"type": "object", "additionalProperties": {"type": "string"}})
# of every box, also of one among others side by side
SURFACE: Table[Scope] = {
    "frame": Key(
        kind=Kind(_frame, _either(table_schema(_FRAME))),
        about="A frame: a weight, or more of it: `{weight: 1.6pt, inner: 0.4pt, gap: 2pt}`",
    ),
    "tint": Key(kind=COLOUR, about="The ground: `0/0/0/10`"),
    "padding": Key(
        kind=Kind(_padding, _either(table_schema(_PADDING))),
        about="White inside, head and foot in whole rows: `{sides: 18pt, head: 2行}`",
    ),
    "accent": Key(kind=COLOUR, about="The colour of tags, bands and rules: `black`"),
    "side": Key(kind=RULE, about="A rule at its left: `0.4pt`"),
    "styles": Key(
        kind=_BOX_STYLES, about="Styles that roles take in this box: `{headline: lead-headline}`"
    ),
}


COMMON: Table[Scope] = {
    **SURFACE,
    "above": Key(
        kind=rows(0, 50), about="White over it, in rows, in place of the grid's `gap`: `1行`"
    ),
    "nudge": Key(
        kind=threads.NUDGE,
        about="Rows that its head stands lower than drawn, or with - higher: `-1行`",
    ),
    "rule": Key(kind=RULE, about="A rule in the white over it: `1.4pt`"),
    "at": Key(
        kind=places.AT,
        about="Its place outside the map: left, top, width and depth in mm, from the trimmed "
        "sheet's left upper corner: `19 40 120.5 80`",
    ),
    "fit": Key(
        kind=FIT_STEPS,
        about="What its story may do to fit, in place of the page's: `{picture: -4行..6行}`",
    ),
}
