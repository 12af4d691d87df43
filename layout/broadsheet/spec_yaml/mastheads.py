"""Read a masthead's box: how it is arranged, and which facts stand in it.

Takes nodes; returns a ``MastheadBox``.
"""

import re

from broadsheet.edition import Masthead
from broadsheet.errors import did_you_mean
from broadsheet.marked_yaml import (
    FLAG,
    Key,
    Kind,
    Node,
    Place,
    Sequence,
    Table,
    choice,
    listed,
    number,
    record,
    text_of,
)
from broadsheet.models import names
from broadsheet.spec import MastheadBox, Nameplate

FACTS = (
    *(name for name in names(Masthead) if name != "ear"),
    *("ear_promo", "ear_caption", "year", "month", "month_name", "day"),
)


def _fact_line(node: Node, place: Place) -> str:
    """Read a label with facts in braces, each of them a fact of the masthead."""
    text = text_of(node, place)
    for found in re.findall(r"\{([^{}]*)\}", text.value):
        field = found[1:] if found[:1] in ("?", "!") else found  # only with, only without it
        if field not in FACTS:
            raise place.fault(
                text.where, f"{{{field}}} is no fact of a masthead", did_you_mean(field, FACTS)
            )
    if re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", text.value)):
        raise place.fault(
            text.where, f"{text.value!r} has a brace without its pair", "write 邮编：{postcode}"
        )
    return text.value


_BLOCKS = listed(Kind(_fact_line, {"type": "string"}), 40)


def _facts(node: Node, place: Place) -> tuple[tuple[str, ...], ...]:
    """Read lines of blocks; a plain list is one line."""
    if isinstance(node, Sequence) and any(isinstance(line, Sequence) for line in node.items):
        return listed(_BLOCKS, 40).read(node, place)
    return (_BLOCKS.read(node, place),)


_NAMEPLATE: Table[Place] = {
    "scales": Key(
        kind=listed(number(0.2, 3), 40),
        about="The size of each character of the name, the first of them 1: `[1, 0.92, 1]`",
    ),
    "kerns": Key(
        kind=listed(number(-1, 2, "em|字"), 40),
        about="White after each character, in ems: `[-0.1, 0.05]`",
    ),
}
MASTHEAD_KEYS: Table[Place] = {
    "arrange": Key(
        kind=choice("block", "across"),
        about="The name over the facts in one block, or across the page: `across`",
    ),
    "nameplate": Key(
        kind=record(_NAMEPLATE, Nameplate),
        about="How the name's characters differ (报名): `{scales: [1, 0.92]}`",
    ),
    "date": Key(kind=FLAG, about="Whether the day stands in it: `yes`"),
    "weekday": Key(
        kind=choice("under", "beside"),
        about="Where the weekday stands, beside the day upright: `beside`",
    ),
    "slogan": Key(kind=choice("bar", "rules", "none"), about="How the slogan is set off: `bar`"),
    "data": Key(
        kind=Kind(_facts, {"type": "array"}),
        about='Lines of labelled facts; a label goes with a missing fact: `["邮编：{postcode}"]`',
    ),
}


MASTHEAD: Kind[Place, MastheadBox] = record(MASTHEAD_KEYS, MastheadBox)
