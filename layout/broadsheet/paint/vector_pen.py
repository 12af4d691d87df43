"""Steps of a path, from what fontTools reads of its words.

Takes the calls of a parser; holds steps as the display list has them, every curve a cubic.
"""

from fontTools.pens.basePen import BasePen

Step = tuple[str | float, ...]


class StepPen(BasePen):  # type: ignore[misc]  # fontTools is untyped
    """A pen that keeps its steps."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[Step] = []

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - fontTools asks for it
        self.steps.append(("m", *pt))

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - fontTools asks for it
        self.steps.append(("l", *pt))

    def _curveToOne(  # noqa: N802 - fontTools asks for it
        self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]
    ) -> None:
        self.steps.append(("c", *pt1, *pt2, *pt3))

    def _closePath(self) -> None:  # noqa: N802 - fontTools asks for it
        self.steps.append(("h",))
