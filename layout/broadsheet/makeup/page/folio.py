"""The folio line (报眉): page, section, name and date at a page's head or foot.

Takes a setup and what the edition says of the page; returns a galley with the line, which is
furniture, and what is amiss.  The boxes of the page never see it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from broadsheet.display import FURNITURE, OVER, Source
from broadsheet.edition import EditionPage
from broadsheet.errors import Finding, Level
from broadsheet.geometry import Rect
from broadsheet.makeup.boxes.facts import (
    FIELD,
    GAP,
    date_parts,
    fact_values,
    parts_of,
    printed_facts,
)
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.setup import ABOVE, PageSetup
from broadsheet.models import frozen, replace
from broadsheet.paragraph import SetLine, Span, set_line
from broadsheet.spec import Box, FolioLine, ItemBox, MastheadBox, Selector, Spec

NAME = "folio"  # what the line's marks are called, and its style
DATE = "{year}年{month}月{day}日"
RULE_INSET = 0.6  # rows from the rule to the map
CLEAR = 0.42  # em of the largest type, from the rule to the foot of its em box
APART = 1.5  # em, the least white between two parts of the line
READ = {"editors"}  # facts that are read out: no other place of the page says them
DOUBLE = 1.8  # pt, white between two rules
LEADING = 1.25  # of the type, between the lines of a part
BREAKS = r"[^\s、，；;,]+[\s、，；;,]*|[\s、，；;,]+"  # a line of a part ends after white or a mark
OUT = 0.5  # rows of the margin that the outermost of several lines may take
MANY = 2  # lines of a part, from which they are told of
TRIES = 24  # halvings of a width: no point is left between


Lines = tuple[SetLine, ...]  # of one part, one under another


@frozen()
class _Parts:
    """What stands left, in the middle and right, set, and the largest type of each, pt."""

    lines: tuple[Lines, Lines, Lines]
    sizes: tuple[float, float, float]

    @property
    def size(self) -> float:
        """The largest type of all, pt."""
        return max(self.sizes)

    @property
    def widths(self) -> tuple[float, float, float]:
        """Width of each part, pt."""
        left, middle, right = self.lines
        return _widest(left), _widest(middle), _widest(right)

    def fits(self, width: float) -> bool:
        """Tell whether the parts stand apart in a width, the middle one in its middle."""
        left, middle, right = self.widths
        if not middle:
            return self.go_in(width)
        return middle / 2 + max(left, right) + APART * self.size <= width / 2

    def go_in(self, width: float) -> bool:
        """Tell whether the parts stand apart in a width, wherever the middle one stands."""
        widths = [width for width in self.widths if width]
        return sum(widths) + APART * self.size * (len(widths) - 1) <= width

    def centre(self, band: Rect) -> float:
        """Return where the middle part stands: in the middle, or between the others."""
        left, _, right = self.widths
        if self.fits(band.width):
            return band.centre
        return (band.left + left + band.right - right) / 2


def _widest(lines: Lines) -> float:
    return max((line.width for line in lines), default=0.0)


def set_folio(
    setup: PageSetup, spec: Spec, page: EditionPage, number: int
) -> tuple[Galley, list[Finding]]:
    """Set a page's folio line, in the largest type of its styles' ranges that fits.

    Where the smallest does not, the middle part stands between the others, then the longest
    part (a row of editors) takes several lines.
    """
    line = spec.arrangement.folio or FolioLine()
    holder = ItemBox(kind="info", select=Selector())  # of no item: the line is a box of its own
    galley = Galley(setup, Box(name=NAME, content=holder, where=line.where))
    band = _band(spec, line)
    facts = folio_facts(setup, page, number)
    if number == 1 and not _headed(spec):
        facts = {**facts, "others": GAP.join(_others(setup, line))}
    parts = _set_parts(_spanned(galley, line, number, facts, 1.0))
    if not parts.fits(band.width):
        parts = _smaller(_spanned(galley, line, number, facts, 0.0), line, band)
    _draw(galley, line, parts, band)
    level: Level = "note"
    code, message = "fit", f"folio line: {max(map(len, parts.lines))} lines"
    if not parts.go_in(band.width):
        level = "error"
        code, message = "overset", f"{OVER}the parts of the folio line run into each other"
    elif max(map(len, parts.lines)) < MANY:
        return galley, []
    told = Finding(level=level, code=code, message=message, page=number, box=NAME, where=line.where)
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


def _headed(spec: Spec) -> bool:
    """Tell whether a page has a masthead."""
    return any(isinstance(box.content, MastheadBox) for box in spec.arrangement.leaves())


def _others(setup: PageSetup, line: FolioLine) -> Iterator[str]:
    """Yield the facts of the masthead that the line does not name, each once."""
    named = set(FIELD.findall(" ".join((line.left, line.middle, line.right))))
    named |= {"date"} if named & {"year", "month", "day"} else set()
    facts = printed_facts(setup)
    own = setup.edition.masthead.facts()
    yield from dict.fromkeys(v for key, v in own.items() if key in facts and key not in named)


def _day(label: str, days: Mapping[str, str]) -> str:
    """Return a day as a label writes it; a name that is none stays, and no form is obeyed."""
    return re.sub(r"\{(\w+)\}", lambda name: days.get(name[1], name[0]), label)


def _band(spec: Spec, line: FolioLine) -> Rect:
    page, row = spec.style.page, spec.style.grid.baseline
    depth = line.rows * row
    top = spec.top - depth if line.at == "top" else spec.top + spec.rows * row
    return Rect(page.left, top, page.width - page.left - page.right, depth)


def _smaller(spans: Sequence[Sequence[Span]], line: FolioLine, band: Rect) -> _Parts:
    """Return the parts in lines of their own, as many as the band is deep, where one is too few."""
    parts = one = _set_parts(spans)
    row = band.height / line.rows
    room = band.height + OUT * row - _rule_room(line, row, parts.size)
    longest = max((0, 1, 2), key=lambda n: one.widths[n])
    most = 1 + int((room / one.sizes[longest] - 1) / LEADING + 1e-6)
    for count in range(2, most + 1):
        for broken in ({longest}, {0, 2}, {0, 1, 2}):
            if parts.go_in(band.width):
                return parts
            parts = _set_parts(spans, dict.fromkeys(broken, count))
    return parts if parts.go_in(band.width) else one


def _set_parts(
    spans: Sequence[Sequence[Span]], counts: Mapping[int, int] = MappingProxyType({})
) -> _Parts:
    """Set the parts, some of them in so many lines."""
    first, second, third = (max((span.size for span in part), default=1.0) for part in spans)
    left, middle, right = (
        tuple(set_line(own) for own in _divided(part, counts.get(n, 1)))
        for n, part in enumerate(spans)
    )
    return _Parts((left, middle, right), (first, second, third))


def _divided(spans: Sequence[Span], count: int) -> list[list[Span]]:
    """Divide a part into at most ``count`` lines, the longest as short as may be.

    It ends a line between words and after marks, and between the facts of its template.
    """
    if count == 1:
        return [list(spans)] if spans else []
    pieces = [replace(span, text=own) for span in spans for own in re.findall(BREAKS, span.text)]
    widths = [set_line([piece]).width for piece in pieces]
    low, high = max(widths, default=0.0), sum(widths)
    lines: list[list[Span]] = [pieces] if pieces else []
    for _ in range(TRIES):
        middle = (low + high) / 2
        found: list[list[Span]] = []
        taken = 0.0
        for piece, width in zip(pieces, widths, strict=True):
            if not found or taken + width > middle:
                found.append([])
                taken = 0.0
            found[-1].append(piece)
            taken += width
        if len(found) <= count:
            lines, high = found, middle
        else:
            low = middle
    return [[*line[:-1], replace(line[-1], text=line[-1].text.rstrip())] for line in lines]


def _spanned(
    galley: Galley, line: FolioLine, number: int, facts: Mapping[str, str], scale: float
) -> list[list[Span]]:
    """Return the text of the parts in their styles, scaled between smallest and largest."""
    outer, inner = line.left, line.right
    if line.mirror and number % 2 == 0:
        outer, inner = inner, outer
    texts = (outer, line.middle, inner)
    return [list(_spans(galley, text, number, facts, scale)) for text in texts]


def _spans(
    galley: Galley, template: str, number: int, facts: Mapping[str, str], scale: float
) -> Iterator[Span]:
    """Yield a template's labels and facts; a fact has a style of its own where there is one."""
    for name, text in parts_of(template, facts):
        own = f"{NAME}-{name}"
        has_own = bool(name) and galley.setup.has_style(own, galley.box)
        type_ = galley.type(own if has_own else NAME).scaled(scale)
        yield Span(
            text=text,
            typeface=type_.typeface,
            size=type_.size,
            source=Source(role="folio", block=number) if name in READ else FURNITURE,
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
    places = ((band.left, 0.0), (parts.centre(band), 0.5), (band.right, 1.0))
    for lines, size, (at, share) in zip(parts.lines, parts.sizes, places, strict=True):
        first = baseline - (len(lines) - 1) * LEADING * size if above else baseline
        for n, own in enumerate(lines):
            if own.runs:
                x = at - share * own.width - own.left
                galley.below.append(galley.mark(own, x, first + n * LEADING * size))


def _rule_room(line: FolioLine, row: float, size: float) -> float:
    """Return what the rules and the white about them take of the band, pt."""
    rules = line.rule / 2 + (_step(line) + line.thin / 2 if line.thin else 0.0)
    return RULE_INSET * row + rules + CLEAR * size


def _step(line: FolioLine) -> float:
    """From the middle of one rule to that of the other, pt."""
    return line.rule / 2 + DOUBLE + line.thin / 2
