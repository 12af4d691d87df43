"""How a line fills its measure, and what that costs.

Takes what a line holds and what it lacks, pt; returns how gaps, spaces and marks make up for it,
and a price by which ``table`` and ``shaped`` choose.  Knows nothing of other lines.
"""

from functools import lru_cache
from typing import Final

from broadsheet.models import frozen

# Bounds of what justification adds to a gap, em.  Up to EVEN a paragraph is as good as its
# best setting, so that it may be chosen for its count of lines; from WIDE on it is seen;
# beyond LOOSE it is taken only where nothing else is legal.  SEEN is what the loosest lines of
# other engines come to at a measure of 17 em.
EVEN: Final = 0.06
SEEN: Final = 0.07
WIDE: Final = 0.09
LOOSE: Final = 0.12

EPS: Final = 1e-4  # em, lost in sums of widths
# Costs: 1 for a gap of 1/28 em, half an em over fourteen gaps.
STRETCH: Final = 28.0 * 28.0
_LIGHT: Final = 0.1
_HEAVY: Final = 0.5
_GROW: Final = 0.3
_SHRINK: Final = 0.5
_SEEN_COST: Final = 5.0
_WIDE_COST: Final = 60.0
_LOOSE_COST: Final = 400.0  # for each LOOSE above it
OVER_COST: Final = 1e6

EVEN_COST: Final = EVEN * EVEN * STRETCH

Held = tuple[float, float, float, float, float]  # gaps, light, heavy, grow, shrink


@frozen()
class LineFill:
    """How a line fills its measure."""

    gap: float = 0.0  # pt, added to each gap
    light: float = 0.0  # halves of an em that marks give, shared among them
    heavy: float = 0.0  # and those that end a sentence
    flex: float = 0.0  # part of ``grow`` (above 0) or ``shrink`` (below) that is used
    left: float = 0.0  # pt still to fill; below 0: the line is too long


def fill(slack: float, held: Held, em: float) -> LineFill:
    """Tell how a line takes up its slack, pt: above 0 it is short, below 0 too long.

    Reduction takes what it wants and no more: of the marks, up to half an em of each, then of
    the spaces, then of the heavy marks (CLREQ 6.2.2.3).  Expansion takes spaces, then all gaps
    alike (6.2.2.4).
    """
    if slack >= 0:
        gap, flex, left = _widened(slack, held[0], held[3], em)
        return LineFill(gap, 0.0, 0.0, flex, left)
    return LineFill(0.0, *_narrowed(-slack, held, em))


def _widened(slack: float, gaps: float, grow: float, em: float) -> tuple[float, float, float]:
    """Return what a short line adds to each gap, the part of ``grow`` used, what is left."""
    taken = grow if grow < slack else slack
    flex = taken / grow if grow else 0.0
    rest = slack - taken
    if rest <= em * EPS:
        return 0.0, flex, 0.0
    return (rest / gaps, flex, 0.0) if gaps else (0.0, flex, rest)


def _narrowed(need: float, held: Held, em: float) -> tuple[float, float, float, float]:
    """Return light, heavy, flex, left of a line that is too long by ``need``, pt."""
    _, light, heavy, _, shrink = held
    eps, half = em * EPS, em / 2
    if need <= eps:
        return 0.0, 0.0, 0.0, 0.0
    soft = need / half if need < light * half else light
    rest = need - soft * half
    if rest <= eps:
        return soft, 0.0, 0.0, 0.0
    flex = -(rest / shrink if rest < shrink else 1.0) if shrink else 0.0
    rest -= shrink
    if rest <= eps:
        return soft, 0.0, flex, 0.0
    hard = rest / half if rest < heavy * half else heavy
    over = rest - hard * half
    return soft, hard, flex, -over if over > eps else 0.0


@lru_cache(maxsize=1 << 14)  # type on whole and half bodies comes to the same few sums
def price(slack: float, held: Held, em: float) -> float:
    """Price a line that needs more than plain gaps."""
    gap = soft = hard = 0.0
    if slack >= 0:
        gap, flex, left = _widened(slack, held[0], held[3], em)
    else:
        soft, hard, flex, left = _narrowed(-slack, held, em)
    wide = gap / em
    cost = wide * wide * STRETCH + (_GROW if flex > 0 else _SHRINK) * flex * flex
    if soft:  # what is seen is how much each mark lacks
        cost += _LIGHT * soft * soft / held[1]
    if hard:
        cost += _HEAVY * hard * hard / held[2]
    if wide > SEEN:
        cost += over_seen(wide)
    if left < 0:
        return OVER_COST * (1 - left / em)
    return cost + (_LOOSE_COST * (1 + left / em) if left else 0.0)  # a line with no gap


def over_seen(wide: float) -> float:
    """Price a gap that is seen, em, on top of its stretch."""
    if wide <= WIDE:
        return _SEEN_COST
    return _WIDE_COST + max(0.0, wide / LOOSE - 1) * _LOOSE_COST
