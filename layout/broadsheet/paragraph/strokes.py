"""Marks beside the line: emphasis dots, lines under proper names, waves under titles.

Takes where characters stand along a line; returns strokes with a set line, and the marks of
the display list that draw them once the line has its place.  Below the text in horizontal
lines; in vertical ones dots at the right, lines at the left (CLREQ, Interlinear Punctuation;
GB/T 15834-2011, 5.1.8 and 5.2.5).
"""

from math import cos, pi
from typing import Final

from broadsheet.display import INK, Colour, Fill, Outline
from broadsheet.geometry import Rect
from broadsheet.models import replace
from broadsheet.paragraph.models import SetLine, Setting, Span, Stroke

# em of the character
_DOT: Final = 0.14  # across
_LINE: Final = 0.05
_INSET: Final = 0.06  # at each end, so that two names side by side keep two lines
_BELOW: Final = 0.19  # from the baseline: just under the body
_FAR_BELOW: Final = 0.25
_ASIDE: Final = 0.56  # from the centre of a vertical line
_FAR_ASIDE: Final = 0.6
_APART: Final = 0.03  # white between a line and the dots outside of it
_WAVE: Final = 0.5  # length of a wave
_SWING: Final = 0.05
_INK: Final = 0.13  # what ideographs reach below the baseline, with a little white
_ASIDE_INK: Final = 0.48  # and from the centre of a vertical line
_EMS: Final = {"dot": _DOT, "line": _LINE, "wave": _LINE}  # of a stroke's weight


def dot_beside(span: Span, setting: Setting, start: float, end: float) -> Stroke:
    """Return the dot of one character that takes up ``start`` to ``end`` of its line.

    Where the line of a name stands it lies outside of that; down the page the line is at the
    other side, where the dot goes too if a reading stands at its own.
    """
    middle, half = (start + end) / 2, _DOT / 2 * span.size
    off = (_FAR_ASIDE if setting.vertical else _FAR_BELOW) * span.size
    beyond = 0.0
    aside = setting.vertical and span.reading is not None
    if span.beside != "dot" and (aside or not setting.vertical):
        line = line_beside(span, setting, start, end)
        beyond = 2 * half_depth(line) + _APART * span.size
        off = abs(line.off) + half_depth(line) + _APART * span.size + half
    return Stroke(
        "dot", middle - half, middle + half, -off if aside else off, _DOT * span.size, beyond
    )


def line_beside(span: Span, setting: Setting, start: float, end: float) -> Stroke:
    """Return the line or wave of a span that takes up ``start`` to ``end`` of its line."""
    inset = _INSET * span.size
    off = (-_ASIDE if setting.vertical else _BELOW) * span.size
    return Stroke(span.beside, start + inset, end - inset, off, _LINE * span.size)


def half_depth(stroke: Stroke) -> float:
    """Return how far a stroke reaches from its middle to either side, pt."""
    swing = _SWING / _LINE * stroke.weight if stroke.kind == "wave" else 0.0
    return stroke.weight / 2 + swing


def closest(stroke: Stroke, *, vertical: bool) -> Stroke:
    """Return a stroke as near to its characters as their ink allows."""
    em = stroke.weight / _EMS[stroke.kind]
    near = (_ASIDE_INK if vertical else _INK) * em + half_depth(stroke) + stroke.beyond
    return replace(stroke, off=max(-near, min(near, stroke.off)))


def strokes_of(
    line: SetLine, x: float, y: float, *, vertical: bool = False, colour: Colour = INK
) -> list[Fill | Outline]:
    """Return what draws a line's strokes.

    ``x`` and ``y`` are where the line itself starts: its baseline, or the head of its centre
    line when it is vertical.
    """
    marks: list[Fill | Outline] = []
    for stroke in line.strokes:
        half = stroke.weight / 2
        if stroke.kind == "wave":
            marks.append(_wave(stroke, x, y, vertical=vertical, colour=colour))
            continue
        along, across = stroke.end - stroke.start, stroke.weight
        if vertical:
            rect = Rect(x + stroke.off - half, y + stroke.start, across, along)
        else:
            rect = Rect(x + stroke.start, y + stroke.off - half, along, across)
        marks.append(Fill(rect, fill=colour, radius=half if stroke.kind == "dot" else 0.0))
    return marks


def _wave(stroke: Stroke, x: float, y: float, *, vertical: bool, colour: Colour) -> Outline:
    """Draw whole half-waves from end to end, each one curve."""
    em = stroke.weight / _LINE
    length = stroke.end - stroke.start
    count = max(2, round(length / (_WAVE * em / 2)))
    step, swing = length / count, _SWING * em

    def point(along: float, across: float) -> tuple[float, float]:
        if vertical:
            return x + stroke.off + across, y + stroke.start + along
        return x + stroke.start + along, y + stroke.off + across

    path: list[tuple[str | float, ...]] = [("m", *point(0.0, swing))]
    for n in range(count):
        begin, end = n * step, (n + 1) * step
        high, low = swing * cos(n * pi), swing * cos((n + 1) * pi)
        first, second = point(begin + step / 2, high), point(begin + step / 2, low)
        path.append(("c", *first, *second, *point(end, low)))
    return Outline(tuple(path), stroke=colour, weight=stroke.weight)
