"""Inks that lie over one another, as a plate gets them.

Takes a mark and what lies below it; returns the inks that print there (ISO 32000-1, 8.6.7 and
11.7.4.5).  Only fills in ink are reckoned: what a picture has at one place is not known.
"""

from broadsheet.preflight.colours import PROCESS, REGISTRATION
from broadsheet.preflight.models import Mark, Paint


def together(mark: Mark, ground: Mark | None) -> Paint:
    """Return the paint of a mark with what it leaves of its ground."""
    if ground is None or not mark.overprint or ground.kind == "image":
        return mark.paint
    if mark.paint.kind != "ink" or ground.paint.kind != "ink":
        return mark.paint
    own = dict(mark.paint.inks)
    # Grey and process colour paint all four plates: in mode 1 a colour in four inks leaves
    # those of which it has none, in mode 0 it leaves spot colours alone.
    leaves_none = mark.mode == 1 and set(own) >= set(PROCESS)
    process = any(name in PROCESS for name in own)
    kept = {
        name: amount
        for name, amount in ground.paint.inks
        if not own.get(name) and (leaves_none or not process or name not in PROCESS)
    }
    inks = tuple({**own, **kept}.items())
    return Paint("ink", inks, white=all(amount < 0.02 for _, amount in inks))


def spot_inks(paint: Paint) -> list[str]:
    """Return the inks of a paint that are none of the four."""
    return [name for name in paint.used if name not in (*PROCESS, REGISTRATION)]
