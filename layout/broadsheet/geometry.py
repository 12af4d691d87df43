"""Lengths and rectangles.

Takes and returns numbers only.  Lengths are points, the origin is the top left corner of
the trimmed page, y grows downward; only ``paint.pdf`` turns the axis.
"""

from broadsheet.models import frozen

MM = 72 / 25.4  # pt


def rounded(length: float) -> float:
    """Round to 0.001 pt, the resolution of the display list."""
    return round(length, 3) + 0.0  # the sum turns -0.0 into 0.0


@frozen()
class Rect:
    """A rectangle, pt; ``bottom`` is below ``top``."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Right edge, pt."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Lower edge, pt."""
        return self.top + self.height

    @property
    def centre(self) -> float:
        """Middle in x, pt."""
        return self.left + self.width / 2

    @property
    def middle(self) -> float:
        """Middle in y, pt."""
        return self.top + self.height / 2

    def inset(self, across: float, down: float | None = None) -> "Rect":
        """Return the rectangle drawn in by ``across`` at the sides, ``down`` at head and foot."""
        down = across if down is None else down
        return Rect(
            self.left + across, self.top + down, self.width - 2 * across, self.height - 2 * down
        )

    def shared_width(self, other: "Rect") -> float:
        """Return how much of their width both have, pt; below 0 where they stand side by side."""
        return min(self.right, other.right) - max(self.left, other.left)

    def overlaps(self, other: "Rect", slack: float = 0.01) -> bool:
        """Tell whether the two share more than a border of ``slack`` pt."""
        return (
            self.left < other.right - slack
            and other.left < self.right - slack
            and self.top < other.bottom - slack
            and other.top < self.bottom - slack
        )

    def holds(self, other: "Rect", slack: float = 0.01) -> bool:
        """Tell whether ``other`` lies inside, give or take ``slack`` pt."""
        return (
            self.left <= other.left + slack
            and other.right <= self.right + slack
            and self.top <= other.top + slack
            and other.bottom <= self.bottom + slack
        )
