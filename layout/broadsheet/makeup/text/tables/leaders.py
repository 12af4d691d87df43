"""Price lists with leaders: 名称……价格.

Takes lines of a name and a price; sets each in one line, the price at the right, dots between.
Dots that the copy has are its own; those that fill the line are furniture.
"""

from collections.abc import Sequence
from math import floor

from broadsheet.display import FURNITURE, Source
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.setup import ABOVE, Type
from broadsheet.makeup.text.tables.columns import STEP
from broadsheet.models import frozen
from broadsheet.paragraph import SetLine, Span, set_line

DOT = "…"
OWN = "…⋯"
LEAST = 1.0  # em between a name and its price
WHITE = 0.4  # em beside the dots


@frozen()
class PriceEntry:
    """A name with the dots that the copy has, and its price, each with its passage."""

    name: str
    price: str
    named: Source
    priced: Source


@frozen()
class SetList:
    """A list, set at one size."""

    lines: tuple[tuple[SetLine, SetLine | None], ...]  # without a price: the next goes on with it
    size: float  # pt
    measure: float  # pt
    over: float  # pt by which its longest line is too wide


def set_list(entries: Sequence[PriceEntry], type_: Type, measure: float) -> SetList:
    """Set entries at the largest size at which each goes into one line of ``measure`` pt."""
    style = type_.style
    size = style.largest
    wanted = max((_wanted(entry, type_) for entry in entries), default=0.0)
    while size - STEP >= style.smallest - 1e-9 and wanted * size > measure:
        size -= STEP
    lines = tuple(
        (
            leader_line(one.name, type_, one.named, size),
            leader_line(one.price, type_, one.priced, size),
        )
        for one in entries
    )
    return SetList(lines, size, measure, max(0.0, wanted * size - measure))


def _wanted(entry: PriceEntry, type_: Type) -> float:
    name = leader_line(entry.name, type_, FURNITURE, 100.0).width
    white = WHITE if entry.name[-1:] in OWN else LEAST
    return (name + leader_line(entry.price, type_, FURNITURE, 100.0).width) / 100.0 + white


def leader_line(text: str, type_: Type, source: Source, size: float) -> SetLine:
    """Set a name, a price or dots in one line, marks half an em wide."""
    span = Span(text=text, typeface=type_.typeface, size=size, source=source, colour=type_.ink)
    return set_line([span], scheme="half")


def draw_list(
    galley: Galley, done: SetList, type_: Type, left: float, top: float, pitch: float
) -> float:
    """Draw a list from ``top``, its lines ``pitch`` pt apart; return where it ends."""
    white = WHITE * done.size
    for name, price in done.lines:
        baseline = top + (pitch - done.size) / 2 + ABOVE * done.size
        galley.copy.append(galley.mark(name, left, baseline))
        if price is None:
            top += pitch
            continue
        # dots go on from the copy's own, else they end under those of other lines
        own = name.runs[-1].plain[-1:] in OWN if name.runs else False
        start = left + name.width + (0.0 if own else white)
        end = left + done.measure - price.width
        count = floor((end - white - start) / done.size + 1e-6)
        if count > 0:
            dots = leader_line(DOT * count, type_, FURNITURE, done.size)
            at = start if own else end - white - dots.width
            galley.below.append(galley.mark(dots, at, baseline))
        galley.copy.append(galley.mark(price, end - price.left, baseline))
        top += pitch
    return top
