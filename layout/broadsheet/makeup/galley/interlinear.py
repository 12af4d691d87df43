"""Marks between two lines: emphasis dots, name lines and waves under one, readings over the next.

Takes what a galley has set; draws the strokes of its lines where they do not lie on a reading,
and tells of those that have no other place (CLREQ, Interlinear Annotations; JLReq 3.3: both
need a wider leading).  Across, strokes give way to the line above; readings keep their place.
"""

from collections.abc import Iterator, Sequence

from broadsheet.display import Colour, Mark, TextLine
from broadsheet.geometry import Rect
from broadsheet.models import frozen, replace
from broadsheet.paragraph import SetLine, Stroke, closest, half_depth, strokes_of

_NAMES = {"dot": "emphasis dots", "line": "the line of a name", "wave": "the wave of a title"}
# em of a reading from its baseline: what its letters reach; Chinese signs fill their em box
_LETTERS = (0.76, 0.02)
_TAILED = (0.76, 0.22)
_SIGNS = (0.88, 0.12)
_TAILS = frozenset("gjpqyŋQ,;()")
_FIRST_SIGN = "\u2e80"


@frozen()
class Struck:
    """A placed line with strokes: the start of its baseline or centre line, pt."""

    line: SetLine
    x: float
    y: float
    colour: Colour
    vertical: bool = False


def laid(struck: Struck, readings: Sequence[TextLine]) -> tuple[SetLine, tuple[str, ...]]:
    """Return a line with its strokes off the readings near it, and what is said of those on one.

    Strokes of one kind in a line move together.
    """
    inks = [(one, ink_of(one)) for one in readings]
    strokes: list[Stroke] = []
    told: dict[str, None] = {}
    for kind in dict.fromkeys(stroke.kind for stroke in struck.line.strokes):
        own = [stroke for stroke in struck.line.strokes if stroke.kind == kind]
        if any(_met(struck, own, inks)):
            own = [closest(stroke, vertical=struck.vertical) for stroke in own]
        strokes += own
        for reading in _met(struck, own, inks):
            told[
                f"the reading “{reading.plain}” lies on {_NAMES[kind]} of the line beside it: "
                "it wants more leading, or another mark"
            ] = None
    return replace(struck.line, strokes=tuple(strokes)), tuple(told)


def ink_of(reading: TextLine) -> Rect:
    """Return what a reading covers."""
    size = max(run.size for run in reading.runs)
    if reading.vertical:
        return Rect(reading.x - size / 2, reading.y, size, reading.width)
    text = reading.plain
    up, down = _TAILED if _TAILS.intersection(text) else _LETTERS
    if max(text) >= _FIRST_SIGN:
        up, down = _SIGNS
    return Rect(reading.x, reading.y - up * size, reading.width, (up + down) * size)


def _met(
    struck: Struck, strokes: Sequence[Stroke], inks: Sequence[tuple[TextLine, Rect]]
) -> Iterator[TextLine]:
    """Yield the readings that some strokes lie on."""
    rects = [_rect(struck, stroke) for stroke in strokes]
    for reading, ink in inks:
        if any(rect.overlaps(ink, 0.0) for rect in rects):
            yield reading


def _rect(struck: Struck, stroke: Stroke) -> Rect:
    half, along = half_depth(stroke), stroke.end - stroke.start
    if struck.vertical:
        return Rect(struck.x + stroke.off - half, struck.y + stroke.start, 2 * half, along)
    return Rect(struck.x + stroke.start, struck.y + stroke.off - half, along, 2 * half)


def strokes_in(
    lines: Sequence[Struck], copy: Sequence[Mark]
) -> Iterator[tuple[list[Mark], tuple[str, ...]]]:
    """Yield the marks that draw each line's strokes, and what is said of them."""
    readings = [mark for mark in copy if isinstance(mark, TextLine) and mark.beside is not None]
    for one in lines:
        line, told = laid(one, readings) if readings else (one.line, ())
        marks = strokes_of(line, one.x, one.y, vertical=one.vertical, colour=one.colour)
        yield [*marks], told
