"""Open units that have no place to break: addresses at their joints, what is too long anywhere.

Takes matter; sets break flags in it and returns what breaking there costs, so that it is done
only where a line would else be loose or run out of its column; tells where a set line does so.
A first unit that goes into a line, but not beside the indent, takes the indent's place.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from broadsheet import cjk
from broadsheet.paragraph.matter import Matter
from broadsheet.paragraph.models import SetLine

# An address, by its look: letters and joints without white between.
_SOLID: Final = re.compile(r"[!-~]{8,}")
_LETTER: Final = re.compile(r"[A-Za-z]")
_JOINED: Final = re.compile(r"[./@_]")
# A line may end after these and before a full point, which would else read as a sentence's end.
_JOINT: Final = re.compile(r"(?<=[/?&=_@])(?![/?&=_@])(?!$)|(?<=[A-Za-z0-9])(?=\.[A-Za-z0-9])")
_IS_BREAK: Final = cjk.flag_table(cjk.BREAK)
_JOINT_COST: Final = 3.0
_PART_COST: Final = 10.0  # after a hyphen or a solidus of a number that no line holds
_ANYWHERE_COST: Final = 40.0
_TOLD: Final = 6  # characters that tell a place
# Hyphens, connectors and solidi join: in numbers a line ends after them (GB/T 15834-2011, 5.1.6
# and 5.1.9; UAX #14, LB21).
_JOINS: Final = frozenset("y-~s/")
_NO_START: Final = frozenset(cjk.CLOSING + ")!i") | _JOINS
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
    for gap, cost in _in_long_units(matter):
        costs[gap] = cost
        matter.torn.add(gap)
        matter.flags[gap] |= cjk.BREAK
    return costs


def torn_message(line: SetLine) -> str:
    """Say where a line ends inside what no line holds; nothing of another line."""
    if not line.torn:
        return ""
    text = "".join(run.plain for run in line.runs)[-_TOLD:]
    return f"a line ends with “{text}”, inside what is wider than the column"


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


def _in_long_units(matter: Matter) -> list[tuple[int, float]]:
    """Return the gaps opened inside units that are wider than the measure, and their costs.

    A number opens at its joints, and between its digits only where a part has no room either.
    """
    room = matter.setting.measure + 0.001
    widest = max(matter.widths, default=0.0)
    least = int(room / widest) if widest else 0  # gaps that such a unit has inside, or more
    if not 0 < least < len(matter.text):
        least = 1
    unbroken = matter.flags.translate(_IS_BREAK)
    found: list[tuple[int, float]] = []
    if bytes(least) not in unbroken:
        return found
    for run in re.compile(rb"\0{%d,}" % least).finditer(unbroken, 1):
        start, end = run.start() - 1, run.end()
        if not _is_too_wide(matter, start, end, room):
            continue
        joints = list(_joints(matter.letters, start, end))
        found += [(gap, _PART_COST) for gap in joints]
        for first, last in pairwise((start, *joints, end)):
            if not joints or _is_too_wide(matter, first, last, room):
                found += [(n, _ANYWHERE_COST) for n in _openings(matter.letters, first, last)]
    return found


def _is_too_wide(matter: Matter, start: int, end: int, room: float) -> bool:
    """Tell whether no line holds a stretch of text, however its marks are squeezed."""
    own = matter.sums[end] - matter.sums[start] + matter.hyphens.get(end, 0.0)
    return own > room and _least(matter, start, end) > room


def _joints(letters: str, start: int, end: int) -> Iterator[int]:
    """Yield the gaps after hyphens and solidi between two parts of a unit; a sign is no joint."""
    for gap in _parting(letters, start, end):
        before, after = letters[gap - 1], letters[gap]
        if before in _JOINS and after in "anHI" and gap - 1 > start:
            yield gap


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
    best = [gap for gap in allowed if letters[gap - 1] not in _NO_END] or allowed or gaps
    if any(letters[gap - 1 : gap + 1] != "nn" for gap in best):
        return best
    # no digit of a number stands alone at either side
    return [gap for gap in best if gap - start > 1 and letters[gap : gap + 2] == "nn"] or best


def _parting(letters: str, start: int, end: int) -> Iterator[int]:
    """Yield the gaps of a unit that part two characters at all; long dashes go by twos."""
    run = 1  # of the same dash or ellipsis
    for gap in range(start + 1, end):
        before, after = letters[gap - 1], letters[gap]
        run = run + 1 if before == after and after in "de" else 1
        attached = after in "cZw_" or before in "Zw"
        if run % 2 and not attached:
            yield gap
