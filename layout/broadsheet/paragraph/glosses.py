"""Readings above the line, or at its right when it is vertical.

Takes a set line and where it stands; returns the small lines of its readings (CLREQ, Ruby:
pinyin above the characters, zhuyin at their right).
"""

from broadsheet.display import TextLine
from broadsheet.paragraph.models import SetLine, Span
from broadsheet.paragraph.readings import ACROSS, DOWN
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
    found: list[TextLine] = []
    for gloss in line.glosses:
        base, reading = gloss.span, gloss.span.reading
        if reading is None:
            continue
        size = base.size * (DOWN if vertical else ACROSS)
        span = Span(
            text=reading.text,
            typeface=base.typeface,
            size=size,
            source=reading.source,
            colour=base.colour,
        )
        small = set_line([span], vertical=vertical)
        along = (gloss.start + gloss.end - small.width) / 2
        along = max(0.0, min(along, max(line.width, gloss.end) - small.width))
        if vertical:
            place = x + _ASIDE * base.size + size / 2, y + along
        else:
            place = x + along, y - _LIFT * base.size
        found.append(
            TextLine(
                round(place[0], 3),
                round(place[1], 3),
                round(small.width, 3),
                small.runs,
                vertical=vertical,
                lang=lang,
                box=box,
                beside=base.source,
            )
        )
    return found
