"""Sum up what lines between any two breaks would hold.

Takes matter; returns the breaks that it may take and, for ``linebreak``, the tallies of each:
width, gaps, and what can be given or taken where (CLREQ 6.2.2.3 and 6.2.2.4).
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import accumulate, compress
from typing import Final

from broadsheet import cjk, kernel
from broadsheet.linebreak import Breaks, Sums
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

    ``penalties`` are gaps where breaking costs something by itself.  The kernel, where there is
    one, does as ``take_by_rule``.
    """
    if kernel.core is None:
        return take_by_rule(matter, penalties)
    found = kernel.core.tally(
        matter.letters,
        matter.flags,
        matter.sums,
        matter.springs,
        matter.spring_gaps,
        matter.squeezable,
        matter.heads,
        matter.tails,
        matter.hyphens,
        matter.setting.indent * matter.setting.em,
    )
    if found is None:  # numbers that are not for it
        return take_by_rule(matter, penalties)
    places, numbers, visible = found
    rows: Sequence[float] = memoryview(numbers).cast("d")
    count = len(places)
    sums = [
        Sums(rows[at : at + count], rows[at + count : at + 2 * count])
        for at in range(0, len(rows), 2 * count)
    ]
    width, gaps, light, heavy, grow, shrink = sums
    breaks = Breaks(
        width=width,
        gaps=gaps,
        light=light,
        heavy=heavy,
        grow=grow,
        shrink=shrink,
        penalty=_at_places(penalties, places),
    )
    return Tallies(places=places, breaks=breaks, visible=visible)


def _at_places(
    penalties: Mapping[int, float] | None, places: Sequence[int]
) -> Sequence[float] | None:
    return [penalties.get(place, 0.0) for place in places] if penalties else None


def take_by_rule(matter: Matter, penalties: Mapping[int, float] | None = None) -> Tallies:
    """Return what ``take`` does, by the rule as it is written here."""
    mask = bytearray(matter.flags.translate(_IS_BREAK))
    mask[0] = 1
    places = list(compress(range(len(mask)), mask))
    at = _Breakpoints(matter, mask, places, {place: n for n, place in enumerate(places)}, {})
    at.visible.update(visible_ends(matter, places))
    light, heavy = _squeezes(at)
    grow, shrink = _reserves(at)
    breaks = Breaks(
        width=_widths(at),
        gaps=_gaps(at),
        light=light,
        heavy=heavy,
        grow=grow,
        shrink=shrink,
        penalty=_at_places(penalties, places),
    )
    return Tallies(places=places, breaks=breaks, visible=at.visible)


@frozen()
class _Breakpoints:
    """The gaps where a line may end, in order."""

    matter: Matter
    mask: bytearray  # 1 at each of them
    places: list[int]
    where: dict[int, int]  # the number of each
    visible: dict[int, int]


def visible_ends(matter: Matter, places: list[int]) -> dict[int, int]:
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


def _widths(at: _Breakpoints) -> Sums:
    matter, where = at.matter, at.where
    starts = list(compress(matter.sums, at.mask))
    ends = list(starts)
    for gap, width in matter.heads.items():
        if gap in where:
            starts[where[gap]] += width
    for gap, spring in matter.springs.items():
        if gap in where:
            starts[where[gap]] += spring.base
    for gap, shown in at.visible.items():
        ends[where[gap]] = matter.sums[shown] - matter.tails.get(shown, 0.0)
    for gap, width in matter.tails.items():
        if gap in where:
            ends[where[gap]] -= width
    for gap, width in matter.hyphens.items():
        if gap in where:  # a soft hyphen before a mark that begins no line is no place to break
            ends[where[gap]] += width
    starts[0] -= matter.setting.indent * matter.setting.em
    return Sums(starts, ends)


def _gaps(at: _Breakpoints) -> Sums:
    """Count the gaps that may be widened: those inside a line, not the ones at its edges."""
    wide = list(accumulate(at.matter.flags.translate(_IS_WIDE)))
    starts = list(compress(wide, at.mask))
    ends = list(compress([0, *wide[:-1]], at.mask))
    for gap, shown in at.visible.items():
        ends[at.where[gap]] = wide[shown - 1]
    return Sums(starts, ends)


def _squeezes(at: _Breakpoints) -> tuple[Sums, Sums]:
    """Count the marks that can give half an em, those that end a sentence apart."""
    letters = at.matter.letters
    heavy = [mark for mark in at.matter.squeezable if letters[mark] in _HEAVY]
    light = [mark for mark in at.matter.squeezable if letters[mark] not in _HEAVY]
    return _counted(light, at), _counted(heavy, at)


def _counted(marks: list[int], at: _Breakpoints) -> Sums:
    """Count marks up to each break; one already trimmed at the line's edge does not count."""
    if not marks:
        zero = [0] * len(at.places)
        return Sums(zero, zero)
    starts = _steps(at.places, [mark + 1 for mark in marks], [1] * len(marks))
    ends = list(starts)
    where, matter = at.where, at.matter
    for gap, shown in at.visible.items():
        ends[where[gap]] -= shown in matter.tails and shown - 1 in marks
    for mark in marks:
        if mark in matter.heads and mark in where:
            starts[where[mark]] += 1
        if mark + 1 in matter.tails and mark + 1 in where:
            ends[where[mark + 1]] -= 1
    return Sums(starts, ends)


def _reserves(at: _Breakpoints) -> tuple[Sums, Sums]:
    """Sum up what gaps beside Latin and word spaces can take and give, pt."""
    matter = at.matter
    if not matter.springs:
        zero = [0.0] * len(at.places)
        return Sums(zero, zero), Sums(zero, zero)
    springs = [matter.springs[gap] for gap in matter.spring_gaps]
    return (
        _summed([spring.grow for spring in springs], at),
        _summed([spring.shrink for spring in springs], at),
    )


def _summed(reserve: list[float], at: _Breakpoints) -> Sums:
    """Sum reserves of springs up to each break; a gap counts inside a line only."""
    gaps = at.matter.spring_gaps
    starts = _steps(at.places, gaps, reserve)
    ends = _steps(at.places, [gap + 1 for gap in gaps], reserve)
    if at.visible:
        sums = list(accumulate(reserve, initial=0.0))
        for gap, shown in at.visible.items():
            ends[at.where[gap]] = sums[bisect_left(gaps, shown)]
    return Sums(starts, ends)


def _steps(places: list[int], gaps: Sequence[int], amounts: Sequence[float]) -> list[float]:
    """Return for each place the sum of the amounts of all gaps up to it; ``gaps`` in order."""
    found: list[float] = []
    total: float = 0
    for gap, amount in zip(gaps, amounts, strict=True):
        found += [total] * (bisect_left(places, gap) - len(found))
        total += amount
    return found + [total] * (len(places) - len(found))
