"""Facts of the masthead as they are printed.

Takes the edition's masthead; returns spans for labelled facts such as ``邮编：{postcode}``.
A label goes when its fact is missing.  Also the parts of the date.
"""

import re
from collections.abc import Mapping
from datetime import date

from broadsheet.display import FURNITURE, Source
from broadsheet.edition import Masthead
from broadsheet.makeup.desk import Desk, Type
from broadsheet.paragraph import Span

FIELD = re.compile(r"\{(\w+)\}")
GAP = "\u3000"  # splits a template into parts that come and go each with its facts


def date_parts(masthead: Masthead) -> dict[str, str]:
    """Return ``year``, ``month`` and ``day`` as figures; empty when there is no full date."""
    try:
        day = date.fromisoformat(masthead.date)
    except ValueError:
        return {}
    return {"year": str(day.year), "month": str(day.month), "day": str(day.day)}


def fact_values(masthead: Masthead) -> Mapping[str, str]:
    """Return all facts by the names that templates use."""
    return masthead.facts() | date_parts(masthead)


def label_spans(desk: Desk, template: str, type_: Type) -> list[Span]:
    """Return the spans of a template: labels as furniture, facts as masthead copy."""
    values = fact_values(desk.edition.masthead)
    spans: list[Span] = []
    for part in template.split(GAP):
        names = FIELD.findall(part)
        if names and not any(values.get(name) for name in names):
            continue
        if spans:
            spans.append(_span(GAP, type_, FURNITURE))
        for n, piece in enumerate(FIELD.split(part)):
            text = values.get(piece, "") if n % 2 else piece
            if text:
                spans.append(_span(text, type_, fact_source(desk, piece) if n % 2 else FURNITURE))
    return spans


def _span(text: str, type_: Type, source: Source) -> Span:
    return Span(
        text=text,
        typeface=type_.typeface,
        size=type_.size,
        source=source,
        colour=type_.ink,
        tracking=type_.style.tracking,
    )


def fact_source(desk: Desk, key: str) -> Source:
    """Return the source of a fact as a whole."""
    facts = desk.edition.masthead.facts()
    if key not in facts:
        return FURNITURE
    return Source("masthead", "masthead", list(facts).index(key), 0, len(facts[key]))
