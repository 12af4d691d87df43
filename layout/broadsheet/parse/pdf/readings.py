"""Readings over characters (注音, ruby): small letters right over those of a line.

Takes the lines of one direction; returns them without the readings, and these.  Size and place
tell: no caption, credit or figure stands so close over a line of text.
"""

from bisect import bisect_left
from collections.abc import Sequence

from broadsheet.parse.pdf.values import PrintedLine

_SMALL = 0.62  # of the text's size
_WIDE = 6.0  # ems of the text's size: a reading is no wider
_CLOSE = 0.45  # ems of the text's size between a reading and its line
_OUT = 0.6  # ems by which it may stand out of its line


def without_readings(
    lines: Sequence[PrintedLine], body: float
) -> tuple[tuple[PrintedLine, ...], tuple[PrintedLine, ...]]:
    """Take readings out; ``body`` is the size of the page's text, pt."""
    small = [n for n in lines if n.style.size <= _SMALL * body and n.box.width <= _WIDE * body]
    if not small:
        return tuple(lines), ()
    bases = sorted((n for n in lines if n.style.size >= 0.9 * body), key=lambda line: line.box.top)
    tops = [line.box.top for line in bases]
    found = {id(line) for line in small if _has_base(line, bases, tops)}
    kept = tuple(line for line in lines if id(line) not in found)
    return kept, tuple(line for line in small if id(line) in found)


def _has_base(line: PrintedLine, bases: Sequence[PrintedLine], tops: Sequence[float]) -> bool:
    """Tell whether a line of larger letters stands right under a small one, and reaches past it."""
    box = line.box
    size = line.style.size / _SMALL
    for n in range(bisect_left(tops, box.bottom - size), len(bases)):
        base = bases[n]
        reach = base.style.size
        if base.box.top > box.bottom + _CLOSE * reach:
            return False
        over = box.middle < base.box.top + 0.2 * reach
        within = (
            base.box.left - _OUT * reach <= box.left and box.right <= base.box.right + _OUT * reach
        )
        if over and within and line.style.size <= _SMALL * reach:
            return True
    return False
