"""What readings and other marked characters ask of a paragraph.

Takes spans; sets break flags for what holds together, and returns the white that characters
need around them so that a reading (ruby) wider than they are goes above them.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from broadsheet import cjk
from broadsheet.models import frozen
from broadsheet.paragraph.case import case_of
from broadsheet.paragraph.models import Setting, Span

# Size of a reading, in ems of what it stands beside.  Above a line it keeps within the white
# of a body leading of 125 % with its vowels, in a vertical one within the white at the right.
ACROSS: Final = 0.4
DOWN: Final = 0.3
APART: Final = 0.1  # em, between two readings
_LATIN: Final = "anAh"  # classes that no reading hangs over
_OVER: Final = 0.5  # em of a character without a reading that another's may hang over


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


@frozen()
class _Base:
    """Characters with a reading: the gaps around them, their width and its own, pt."""

    span: Span
    start: int
    end: int
    width: float
    reading: float

    @property
    def over(self) -> float:
        """How far the reading reaches beyond them on either side; below 0: how far within."""
        return (self.reading - self.width) / 2


def rooms(
    spans: Sequence[Span], setting: Setting, widths: Sequence[float], letters: str
) -> dict[int, float]:
    """Return white by the gap, pt, that readings wider than their characters ask for.

    A reading hangs over the characters beside its own that have none, as far as another leaves
    room, half an em at most (CLREQ 3.3.4.1: with a quarter em of the small type between two);
    what is left is made up by white between the characters and at their ends.
    """
    bases = list(_bases(spans, setting, widths))
    found: dict[int, float] = {}
    for n, base in enumerate(bases):
        if base.over <= 0:
            continue
        before = _hang(base, bases[n - 1] if n else None, widths, letters)
        after = _hang(base, bases[n + 1] if n + 1 < len(bases) else None, widths, letters)
        want = max(0.0, base.over - before) + max(0.0, base.over - after)
        count = base.end - base.start
        inside = want * (count - 1) / count
        for gap in range(base.start + 1, base.end):
            found[gap] = found.get(gap, 0.0) + want / count
        for gap, hang in ((base.start, before), (base.end, after)):
            white = max(0.0, base.over - inside / 2 - hang)
            if white:
                found[gap] = found.get(gap, 0.0) + white
    return found


def _bases(spans: Sequence[Span], setting: Setting, widths: Sequence[float]) -> Iterator[_Base]:
    start = 0
    for span in spans:
        end = start + len(span.text)
        if span.reading:
            yield _Base(span, start, end, sum(widths[start:end]), reading_width(span, setting))
        start = end


def _hang(base: _Base, other: _Base | None, widths: Sequence[float], letters: str) -> float:
    """Return how far a reading may hang over what lies between its characters and another's, pt.

    Two readings share what lies between; where nothing does, one takes what the other leaves
    of its own characters.  None hangs over letters and figures.
    """
    least = _OVER * base.span.size
    forward = other is None or other.start >= base.end
    beside = base.end if forward else base.start - 1
    if not 0 <= beside < len(letters):
        return least  # the paragraph ends here: the reading moves into the line
    if other is not None:
        first, last = (base.end, other.start) if forward else (other.end, base.start)
        between = sum(widths[first:last])
        rest = between - other.over
        least = min(least, rest if other.over <= 0 else max(between / 2, rest))
    return 0.0 if letters[beside] in _LATIN else max(0.0, least)


def reading_width(span: Span, setting: Setting) -> float:
    """Return how much of the line a reading takes up, pt, with white to the next one."""
    if span.reading is None:
        return 0.0
    case = case_of(span.typeface, "full", setting.vertical, setting.corners)
    case.stock(set(span.reading.text))
    size = span.size * (DOWN if setting.vertical else ACROSS)
    return sum(case.widths[char] for char in span.reading.text) * size + APART * span.size
