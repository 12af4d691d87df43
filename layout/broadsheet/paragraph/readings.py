"""What readings and other marked characters ask of a paragraph.

Takes spans; sets break flags for what holds together, and returns the white that characters
need around them so that a reading (ruby) wider than they are goes above them.
"""

from collections.abc import Sequence
from typing import Final

from broadsheet import cjk
from broadsheet.paragraph.case import case_of
from broadsheet.paragraph.models import Setting, Span

# Size of a reading, in ems of what it stands beside.  Above a line it keeps within the white
# of a body leading of 125 % with its vowels, in a vertical one within the white at the right.
ACROSS: Final = 0.4
DOWN: Final = 0.3
APART: Final = 0.1  # em, between two readings


def hold(flags: bytearray, spans: Sequence[Span]) -> None:
    """Take the breaks out of spans that hold together, and the white before note marks."""
    start = 0
    for span in spans:
        end = start + len(span.text)
        if span.hold:
            for gap in range(start + 1, end):
                flags[gap] &= ~cjk.BREAK
        if span.hold == "before" and start:
            flags[start] &= ~cjk.BREAK
        if span.rise:
            flags[start] &= ~(cjk.LATIN | cjk.WIDEN)
            flags[end] &= ~cjk.LATIN
        start = end


def rooms(spans: Sequence[Span], setting: Setting, widths: Sequence[float]) -> dict[int, float]:
    """Return white by the gap, pt: between the characters of a base, half of it at its ends."""
    found: dict[int, float] = {}
    start = 0
    for span in spans:
        end = start + len(span.text)
        want = reading_width(span, setting) - sum(widths[start:end]) if span.reading else 0.0
        if want > 0:
            step = want / len(span.text)
            for gap in range(start, end + 1):
                part = step / 2 if gap in (start, end) else step
                found[gap] = found.get(gap, 0.0) + part
        start = end
    return found


def reading_width(span: Span, setting: Setting) -> float:
    """Return how much of the line a reading takes up, pt, with white to the next one."""
    if span.reading is None:
        return 0.0
    case = case_of(span.typeface, "full", setting.vertical, setting.corners)
    case.stock(set(span.reading.text))
    size = span.size * (DOWN if setting.vertical else ACROSS)
    return sum(case.widths[char] for char in span.reading.text) * size + APART * span.size
