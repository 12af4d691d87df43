"""Sum up what lines between any two breaks would hold.

Takes matter; returns the breaks that it may take and, for ``linebreak``, the tallies of each:
width, gaps, and what can be given or taken where (CLREQ 6.2.2.3 and 6.2.2.4).
"""

from collections.abc import Iterable, Mapping
from itertools import accumulate, compress
from typing import Final

from broadsheet import cjk
from broadsheet.linebreak import Breaks, Tally
from broadsheet.models import frozen
from broadsheet.paragraph.matter import Matter

_HEAVY: Final = ".?"

_IS_BREAK: Final = cjk.flag_table(cjk.BREAK)
_IS_WIDE: Final = cjk.flag_table(cjk.WIDEN)


@frozen(kw_only=True)
class Tallies:
    """The breaks of a paragraph: the gap that each stands for, and what lines would hold."""

    places: list[int]
    breaks: Breaks
    visible: dict[int, int]  # gaps behind white, and where that white begins


def take(matter: Matter, penalties: Mapping[int, float] | None = None) -> Tallies:
    """Return the tallies at all gaps where a line may break.

    ``penalties`` are gaps where breaking costs something by itself.
    """
    flags = matter.flags
    mask = bytearray(flags.translate(_IS_BREAK))
    mask[0] = 1
    places = list(compress(range(len(mask)), mask))
    visible = _visible(matter, places)
    penalty = [penalties.get(place, 0.0) for place in places] if penalties else None
    light, heavy = _squeezes(matter, places)
    grow, shrink = _reserves(matter, places, visible)
    breaks = Breaks(
        width=_widths(matter, mask, places, visible),
        gaps=_gaps(matter, mask, places, visible),
        light=light,
        heavy=heavy,
        grow=grow,
        shrink=shrink,
        penalty=penalty,
    )
    return Tallies(places=places, breaks=breaks, visible=visible)


def _visible(matter: Matter, places: list[int]) -> dict[int, int]:
    """Return where the white begins that a line ending at a place does not show."""
    letters = matter.letters
    if "_" not in letters and "W" not in letters:
        return {}
    found = {}
    for place in places:
        at = place
        while at and letters[at - 1] in "_W":
            at -= 1
        if 0 < at < place:
            found[place] = at
    return found


def _widths(matter: Matter, mask: bytearray, places: list[int], visible: dict[int, int]) -> Tally:
    sums = matter.sums
    starts = list(compress(sums, mask))
    ends = list(starts)
    where = {place: n for n, place in enumerate(places)}
    for at, width in matter.heads.items():
        if at in where:
            starts[where[at]] += width
    for at, spring in matter.springs.items():
        if at in where:
            starts[where[at]] += spring.base
    for place, at in visible.items():
        ends[where[place]] = sums[at] - matter.tails.get(at, 0.0)
    for at, width in matter.tails.items():
        if at in where:
            ends[where[at]] -= width
    setting = matter.setting
    starts[0] -= setting.indent * setting.em
    return Tally(starts, ends)


def _gaps(matter: Matter, mask: bytearray, places: list[int], visible: dict[int, int]) -> Tally:
    """Count the gaps that may be widened: those inside a line, not the ones at its edges."""
    wide = list(accumulate(matter.flags.translate(_IS_WIDE)))
    starts = list(compress(wide, mask))
    ends = list(compress([0, *wide[:-1]], mask))
    if visible:
        for n, place in enumerate(places):
            if place in visible:
                ends[n] = wide[visible[place] - 1]
    return Tally(starts, ends)


def _squeezes(matter: Matter, places: list[int]) -> tuple[Tally, Tally]:
    """Count the marks that can give half an em, those that end a sentence apart."""
    letters = matter.letters
    heavy = {at for at in matter.squeezable if letters[at] in _HEAVY}
    light = matter.squeezable.keys() - heavy
    return _counted(light, places, matter), _counted(heavy, places, matter)


def _counted(marks: Iterable[int], places: list[int], matter: Matter) -> Tally:
    """Count marks up to each place; one already trimmed at the line's edge does not count."""
    marks = sorted(marks)
    if not marks:
        zero = [0] * len(places)
        return Tally(zero, zero)
    counts = bytearray(len(matter.text) + 1)
    for at in marks:
        counts[at + 1] = 1
    sums = list(accumulate(counts))
    starts = [sums[place] for place in places]
    ends = list(starts)
    for n, place in enumerate(places):
        if place in matter.heads and counts[place + 1]:
            starts[n] += 1
        if place in matter.tails and counts[place]:
            ends[n] -= 1
    return Tally(starts, ends)


def _reserves(matter: Matter, places: list[int], visible: dict[int, int]) -> tuple[Tally, Tally]:
    """Sum up what gaps beside Latin and word spaces can take and give, pt."""
    if not matter.springs:
        zero = [0.0] * len(places)
        return Tally(zero, zero), Tally(zero, zero)
    size = len(matter.text) + 1
    grow, shrink = [0.0] * size, [0.0] * size
    for gap, spring in matter.springs.items():
        grow[gap] = spring.grow
        shrink[gap] = spring.shrink
    return _summed(grow, places, visible), _summed(shrink, places, visible)


def _summed(reserve: list[float], places: list[int], visible: dict[int, int]) -> Tally:
    """Sum reserves up to each place; a gap counts inside a line only."""
    sums = list(accumulate(reserve))
    starts = [sums[place] for place in places]
    ends = [sums[visible.get(place, place) - 1] if place else 0.0 for place in places]
    return Tally(starts, ends)
