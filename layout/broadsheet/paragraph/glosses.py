"""Readings above the line, or at its right when it is vertical.

Takes a set line and where it stands; returns the small lines of its readings (CLREQ, Ruby:
pinyin above the characters, zhuyin at their right).
"""

from collections.abc import Sequence

from broadsheet.display import TextLine
from broadsheet.paragraph.models import SetLine, Span
from broadsheet.paragraph.readings import ACROSS, APART, DOWN
from broadsheet.paragraph.setting import set_line

_LIFT = 0.93  # em of the characters from their baseline to the reading's
_ASIDE = 0.5  # em from the centre of a vertical line to where readings begin


def glosses_of(
    line: SetLine, x: float, y: float, *, vertical: bool = False, lang: str = "zh-CN", box: str = ""
) -> list[TextLine]:
    """Return the readings of a line that starts at ``x`` and ``y``, each in its middle.

    ``x`` and ``y`` are those of its baseline, or of the head of its centre line.  A reading
    wider than what it stands beside stays within the line.
    """
    small: list[tuple[Span, SetLine]] = []
    places: list[tuple[float, float]] = []  # along the line: where each would begin, and its width
    for gloss in line.glosses:
        base, reading = gloss.span, gloss.span.reading
        if reading is None:
            continue
        span = Span(
            text=reading.text,
            typeface=base.typeface,
            size=base.size * (DOWN if vertical else ACROSS),
            source=reading.source,
            colour=base.colour,
        )
        own = set_line([span], vertical=vertical)
        small.append((base, own))
        along = (gloss.start + gloss.end - own.width) / 2
        end = max(line.width, gloss.end)
        places.append((max(0.0, min(along, end - own.width)), own.width))
    em = max((base.size for base, _ in small), default=0.0)
    found: list[TextLine] = []
    for (base, own), along in zip(small, parted(places, APART * em, line.width), strict=True):
        if vertical:
            place = x + _ASIDE * base.size + DOWN * base.size / 2, y + along
        else:
            place = x + along, y - _LIFT * base.size
        found.append(
            TextLine(
                round(place[0], 3),
                round(place[1], 3),
                round(own.width, 3),
                own.runs,
                vertical=vertical,
                lang=lang,
                box=box,
                beside=base.source,
            )
        )
    return found


def parted(places: Sequence[tuple[float, float]], white: float, width: float) -> list[float]:
    """Return where readings begin that keep off each other, in a line of a width, pt.

    Those at an edge have lost the white of their character on that side, and lean on their
    neighbours: these move along, as little as may be.  What the line does not hold hangs over
    its end on both sides alike.

    >>> parted([(0.0, 10.0), (8.0, 6.0)], 1.0, 30.0), parted([(0.0, 10.0), (8.0, 6.0)], 1.0, 15.0)
    ([0.0, 11.0], [-1.0, 10.0])
    """
    begins: list[float] = []
    for start, _ in places:
        least = begins[-1] + places[len(begins) - 1][1] + white if begins else start
        begins.append(max(start, least))
    most = max(width, max((start + own for start, own in places), default=0.0))
    for n in range(len(places) - 1, -1, -1):
        begins[n] = min(begins[n], most - places[n][1])
        most = begins[n] - white
    over = -min(begins, default=0.0) / 2
    return [begin + over for begin in begins] if over > 0 else begins
