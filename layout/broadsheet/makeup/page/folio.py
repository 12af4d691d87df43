"""The folio line (报眉): page, section, name and date at a page's head or foot.

Takes a setup and what the edition says of the page; returns a galley with the line, which is
furniture, and what is amiss.  The boxes of the page never see it.
"""

import re
from collections.abc import Iterator, Mapping

from broadsheet.display import FURNITURE
from broadsheet.edition import EditionPage
from broadsheet.errors import Finding
from broadsheet.geometry import Rect
from broadsheet.makeup.boxes.facts import date_parts, fact_values, parts_of
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.setup import ABOVE, PageSetup
from broadsheet.models import frozen
from broadsheet.paragraph import SetLine, Span, set_line
from broadsheet.spec import Box, FolioLine, ItemBox, Selector, Spec

NAME = "folio"  # what the line's marks are called, and its style
DATE = "{year}年{month}月{day}日"
RULE_INSET = 0.6  # rows from the rule to the map
CLEAR = 0.42  # em of the largest type, from the rule to the foot of its em box
APART = 1.5  # em, the least white between two parts of the line
DOUBLE = 1.8  # pt, white between two rules


@frozen()
class _Parts:
    """What stands left, in the middle and right, set; ``size`` is the largest type."""

    lines: tuple[SetLine, SetLine, SetLine]
    size: float

    def fits(self, width: float) -> bool:
        """Tell whether the parts stand apart in a width."""
        left, middle, right = (line.width for line in self.lines)
        apart = APART * self.size
        if not middle:
            return left + right + (apart if left and right else 0.0) <= width
        return middle / 2 + max(left, right) + apart <= width / 2


def set_folio(
    setup: PageSetup, spec: Spec, page: EditionPage, number: int
) -> tuple[Galley, list[Finding]]:
    """Set a page's folio line, in the largest type of its styles' ranges that fits."""
    line = spec.arrangement.folio or FolioLine()
    holder = ItemBox(kind="info", select=Selector())  # of no item: the line is a box of its own
    galley = Galley(setup, Box(name=NAME, content=holder, where=line.where))
    band = _band(spec, line)
    facts = folio_facts(setup, page, number)
    parts = _set_parts(galley, line, number, facts, 1.0)
    if not parts.fits(band.width):
        parts = _set_parts(galley, line, number, facts, 0.0)
    _draw(galley, line, parts, band)
    if parts.fits(band.width):
        return galley, []
    told = Finding(
        level="error",
        code="overset",
        message="溢 the parts of the folio line run into each other",
        page=number,
        box=NAME,
        where=line.where,
    )
    return galley, [told]


def folio_facts(setup: PageSetup, page: EditionPage, number: int) -> Mapping[str, str]:
    """Return what the line can print: the page's facts, the masthead's, the date as a day."""
    masthead = setup.edition.masthead
    days = date_parts(masthead)
    facts = dict(fact_values(masthead))
    if days:
        facts["date"] = _day(setup.style.labels.get("date", DATE), days)
    own = {"number": str(number), "section": page.section, "editors": page.editors}
    return (
        facts
        | {key: value for key, value in own.items() if value}
        | {"folio": page.folio or str(number)}
    )


def _day(label: str, days: Mapping[str, str]) -> str:
    """Return a day as a label writes it; a name that is none stays, and no form is obeyed."""
    return re.sub(r"\{(\w+)\}", lambda name: days.get(name[1], name[0]), label)


def _band(spec: Spec, line: FolioLine) -> Rect:
    page, row = spec.style.page, spec.style.grid.baseline
    depth = line.rows * row
    top = spec.top - depth if line.at == "top" else spec.top + spec.rows * row
    return Rect(page.left, top, page.width - page.left - page.right, depth)


def _set_parts(
    galley: Galley, line: FolioLine, number: int, facts: Mapping[str, str], scale: float
) -> _Parts:
    outer, inner = line.left, line.right
    if line.mirror and number % 2 == 0:
        outer, inner = inner, outer
    texts = (outer, line.middle, inner)
    spans = [list(_spans(galley, text, facts, scale)) for text in texts]
    sizes = [span.size for part in spans for span in part]
    left, middle, right = (set_line(part) for part in spans)
    return _Parts((left, middle, right), max(sizes, default=1.0))


def _spans(galley: Galley, template: str, facts: Mapping[str, str], scale: float) -> Iterator[Span]:
    """Yield a template's labels and facts; a fact has a style of its own where there is one."""
    for name, text in parts_of(template, facts):
        own = f"{NAME}-{name}"
        has_own = bool(name) and galley.setup.has_style(own, galley.box)
        type_ = galley.type(own if has_own else NAME).scaled(scale)
        yield Span(
            text=text,
            typeface=type_.typeface,
            size=type_.size,
            source=FURNITURE,
            colour=type_.ink,
            tracking=type_.style.tracking,
        )


def _draw(galley: Galley, line: FolioLine, parts: _Parts, band: Rect) -> None:
    above = line.at == "top"
    inset = RULE_INSET * galley.setup.row
    rule = band.bottom - inset if above else band.top + inset
    if above:
        foot = rule - line.rule / 2 - CLEAR * parts.size
        baseline = foot - (1 - ABOVE) * parts.size
    else:
        baseline = rule + line.rule / 2 + (CLEAR + ABOVE) * parts.size
    for weight, at in ((line.rule, rule), (line.thin, rule + (1 if above else -1) * _step(line))):
        if weight:
            galley.across(band.left, band.right, at, weight, line.colour)
    left, middle, right = parts.lines
    for part, x in (
        (left, band.left),
        (middle, band.centre - middle.width / 2),
        (right, band.right - right.width),
    ):
        if part.runs:
            galley.below.append(galley.mark(part, x - part.left, baseline))


def _step(line: FolioLine) -> float:
    """From the middle of one rule to that of the other, pt."""
    return line.rule / 2 + DOUBLE + line.thin / 2
