"""Open units that have no place to break: addresses at their joints, what is too long anywhere.

Takes matter; sets break flags in it and returns what breaking there costs, so that it is done
only where a line would else be loose or run out of its column.  A first unit that goes into a
line, but not beside the indent, takes the indent's place.
"""

import re
from collections.abc import Iterator
from typing import Final

from broadsheet import cjk
from broadsheet.paragraph.matter import Matter

# An address, by its look: letters and joints without white between.
_SOLID: Final = re.compile(r"[!-~]{8,}")
_LETTER: Final = re.compile(r"[A-Za-z]")
_JOINED: Final = re.compile(r"[./@_]")
# A line may end after these and before a full point, which would else read as a sentence's end.
_JOINT: Final = re.compile(r"(?<=[/?&=_@])(?![/?&=_@])(?!$)|(?<=[A-Za-z0-9])(?=\.[A-Za-z0-9])")
_IS_BREAK: Final = cjk.flag_table(cjk.BREAK)
_JOINT_COST: Final = 3.0
_ANYWHERE_COST: Final = 40.0
_NO_START: Final = frozenset(cjk.CLOSING + ")!i")
_NO_END: Final = frozenset(cjk.OPENING + "(")


def open_units(matter: Matter) -> dict[int, float]:
    """Return the gaps opened, with the cost of ending a line there."""
    costs: dict[int, float] = {}
    for address in _SOLID.finditer(matter.text):
        if not (_LETTER.search(address[0]) and _JOINED.search(address[0])):
            continue
        for joint in _JOINT.finditer(address[0], 1):
            costs[address.start() + joint.start()] = _JOINT_COST
    for gap in costs:
        matter.flags[gap] |= cjk.BREAK
    matter.torn.update(_in_long_units(matter))
    for gap in matter.torn:
        costs[gap] = _ANYWHERE_COST
        matter.flags[gap] |= cjk.BREAK
    return costs


def indent_of(matter: Matter) -> float:
    """Return the indent of the first line, em, less where its first unit has no room beside it.

    Narrow columns leave two characters or three beside an indent: a line that ended with an
    opening mark, or ran out of its column, would hurt more than one that begins further left.
    """
    setting, flags = matter.setting, matter.flags
    end = 1
    while not flags[end] & cjk.BREAK and end < len(matter.text):
        end += 1
    measure = setting.widths[0] if setting.widths else setting.measure
    spare = (measure + 0.001 - _least(matter, 0, end)) / setting.em
    return setting.indent if spare >= setting.indent else min(setting.indent, max(0, int(spare)))


def _least(matter: Matter, start: int, end: int) -> float:
    """Return the width, pt, of a line that holds a unit alone, all of its marks squeezed."""
    width = matter.sums[end] - matter.sums[start] + matter.hyphens.get(end, 0.0)
    width -= matter.heads.get(start, 0.0) + matter.tails.get(end, 0.0)
    edges = {start if start in matter.heads else -1, end - 1 if end in matter.tails else -1}
    width -= sum(
        half for at, half in matter.squeezable.items() if start <= at < end and at not in edges
    )
    for gap, spring in matter.springs.items():
        if start < gap < end:
            width -= spring.shrink
        elif gap == start:
            width -= spring.base
    return width


def _in_long_units(matter: Matter) -> list[int]:
    """Return the gaps inside units that are wider than the measure."""
    room = matter.setting.measure + 0.001
    widest = max(matter.widths, default=0.0)
    least = int(room / widest) if widest else 0  # gaps that such a unit has inside, or more
    if not 0 < least < len(matter.text):
        least = 1
    unbroken = matter.flags.translate(_IS_BREAK)
    found: list[int] = []
    if bytes(least) not in unbroken:
        return found
    for run in re.compile(rb"\0{%d,}" % least).finditer(unbroken, 1):
        start, end = run.start() - 1, run.end()
        own = matter.sums[end] - matter.sums[start] + matter.hyphens.get(end, 0.0)
        if own > room and _least(matter, start, end) > room:
            found += _openings(matter.letters, start, end)
    return found


def _openings(letters: str, start: int, end: int) -> list[int]:
    """Return the gaps where a unit may be parted; those that prohibition allows, if there are any.

    ``iPhone”。`` is parted inside its word, not before its quote.  Where none is allowed, an
    opening mark ends a line: a full point that begins one hurts more.
    """
    gaps = list(_parting(letters, start, end))
    if not gaps:  # joiners throughout: what holds together by all rules would leave the page
        after = range(start + 1, end)
        return [n for n in after if letters[n - 1] in "Zw" and letters[n] not in "cZw_"]
    allowed = [gap for gap in gaps if letters[gap] not in _NO_START]
    return [gap for gap in allowed if letters[gap - 1] not in _NO_END] or allowed or gaps


def _parting(letters: str, start: int, end: int) -> Iterator[int]:
    """Yield the gaps of a unit that part two characters at all; long dashes go by twos."""
    run = 1  # of the same dash or ellipsis
    for gap in range(start + 1, end):
        before, after = letters[gap - 1], letters[gap]
        run = run + 1 if before == after and after in "de" else 1
        attached = after in "cZw_" or before in "Zw"
        if run % 2 and not attached:
            yield gap
