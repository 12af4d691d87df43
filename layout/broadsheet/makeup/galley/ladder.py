"""What the steps of a box's ``fit`` cost.

Takes the spec's steps; returns a ``Ladder`` that prices them, each dearer than the one
before.  Asked by ``plan``, ``variants`` and ``body``.
"""

from collections.abc import Sequence

from broadsheet.models import frozen
from broadsheet.spec import FitStep

# Cost of one row by the step's place in the ladder, squared for more rows: several steps
# share slack before one takes much of it.
WEIGHTS = (1.0, 1.2, 1.5, 2.2, 6.0, 12.0)
SHORTER = 2.6 / 2.2  # a paragraph one line shorter is a little tighter than it is loose longer
LEFT_OUT = 40.0  # least cost of leaving something out: dearer than white of three rows


@frozen()
class Rung:
    """A step of whole rows or lines: its bounds and what one costs."""

    least: int = 0
    most: int = 0
    weight: float = 0.0

    def cost(self, rows: int) -> float:
        """Cost of ``rows`` more, or fewer."""
        return self.weight * rows * rows


@frozen(kw_only=True)
class Ladder:
    """All steps of a box, priced."""

    head: Rung = Rung()
    picture: Rung = Rung()
    crosshead: Rung = Rung()
    paragraph: Rung = Rung()
    headline: FitStep | None = None
    headline_weight: float = 0.0
    drop: tuple[str, ...] = ()
    drop_weight: float = 0.0


def ladder_of(steps: Sequence[FitStep]) -> Ladder:
    """Price the steps of a box by their order."""
    rungs: dict[str, Rung] = {}
    headline: FitStep | None = None
    dropped: tuple[str, ...] = ()
    weights: dict[str, float] = {}
    for step, weight in zip(steps, WEIGHTS, strict=False):
        weights[step.kind] = weight
        if step.kind == "headline":
            headline = step
        elif step.kind == "drop":
            dropped = step.parts
        else:
            rungs[step.kind] = Rung(int(step.least), int(step.most), weight)
    return Ladder(
        **rungs,
        headline=headline,
        headline_weight=weights.get("headline", 0.0),
        drop=dropped,
        drop_weight=max(LEFT_OUT, weights.get("drop", 0.0)),
    )
