"""Facts of the masthead as they are printed.

Takes the edition's masthead; returns spans for labelled facts such as ``邮编：{postcode}``.
A label goes when its fact is missing; ``{?fact}`` and ``{!fact}`` make a part depend on
another fact that is there, or is not.  Also the parts of the date.
"""

import re
from collections.abc import Mapping
from datetime import date

from broadsheet.display import FURNITURE, Source
from broadsheet.edition import MONTHS, Info, Masthead
from broadsheet.makeup.galley.setup import PageSetup, Type
from broadsheet.paragraph import Span

FIELD = re.compile(r"\{(\w+)\}")
CONDITION = re.compile(r"\{([?!])(\w+)\}")
_OF_DATE = frozenset({"year", "month", "month_name", "day"})
GAP = "\u3000"  # splits a template into parts that come and go each with its facts


def date_parts(masthead: Masthead) -> dict[str, str]:
    """Return ``year``, ``month`` and ``day`` as figures, and the month's English name.

    Empty when there is no full date.
    """
    try:
        day = date.fromisoformat(masthead.date)
    except ValueError:
        return {}
    return {
        "year": str(day.year),
        "month": str(day.month),
        "month_name": MONTHS[day.month - 1],
        "day": str(day.day),
    }


def fact_values(masthead: Masthead) -> Mapping[str, str]:
    """Return all facts by the names that templates use."""
    return masthead.facts() | date_parts(masthead)


def printed_facts(setup: PageSetup) -> Mapping[str, str]:
    """Return the facts that data lines print: a hotline that has a place of its own goes."""
    values = dict(fact_values(setup.edition.masthead))
    own = {line for item in setup.edition.items if isinstance(item, Info) for line in item.copy}
    if values.get("hotline") in own:
        del values["hotline"]
    return values


def parts_of(template: str, values: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the pieces of a template, each with the fact it is, labels with none.

    Parts between full-width spaces come and go each with its facts.

    >>> parts_of("第{n}版　{x}路", {"n": "3"})
    [('', '第'), ('n', '3'), ('', '版')]
    """
    found: list[tuple[str, str]] = []
    for raw in template.split(GAP):
        if any((sign == "?") != (name in values) for sign, name in CONDITION.findall(raw)):
            continue
        part = CONDITION.sub("", raw)
        names = FIELD.findall(part)
        if names and not any(values.get(name) for name in names):
            continue
        if found:
            found.append(("", GAP))
        for n, piece in enumerate(FIELD.split(part)):
            text = values.get(piece, "") if n % 2 else piece
            if text:
                found.append((piece if n % 2 else "", text))
    while found and not found[-1][1].strip():
        found.pop()
    while found and not found[0][1].strip():
        found.pop(0)
    return found


def label_spans(setup: PageSetup, template: str, type_: Type) -> list[Span]:
    """Return the spans of a template: labels as furniture, facts as masthead copy."""
    values = printed_facts(setup)
    return [
        _span(text, type_, fact_source(setup, name) if name else FURNITURE)
        for name, text in parts_of(template, values)
    ]


def _span(text: str, type_: Type, source: Source) -> Span:
    return Span(
        text=text,
        typeface=type_.typeface,
        size=type_.size,
        source=source,
        colour=type_.ink,
        tracking=type_.style.tracking,
    )


def fact_source(setup: PageSetup, key: str) -> Source:
    """Return the source of a fact as a whole."""
    facts = setup.edition.masthead.facts()
    key = "date" if key in _OF_DATE else key
    if key not in facts:
        return FURNITURE
    return Source("masthead", "masthead", list(facts).index(key), 0, len(facts[key]))
