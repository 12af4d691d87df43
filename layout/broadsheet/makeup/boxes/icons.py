"""Small pictures of our own over service text, or at its left where it is shallow.

Takes a rectangle; returns its marks as vectors that set no copy.  Drawn on a square of one
unit, y down.
"""

from collections.abc import Callable

from broadsheet.display import Colour, Mark, Outline
from broadsheet.geometry import Rect
from broadsheet.makeup.boxes.advert import Row

Step = tuple[str | float, ...]

LEAST, MOST, WHITE = 14.0, 44.0, 10.0  # pt: its side, white it needs
OVER, UNDER = 0.36, 0.26  # parts of the white over it and under it
BESIDE = 1.5  # of the depth of the words: its side at their left
BETWEEN = 0.25  # of its side: white between it and words at its right

# A telephone: the handset lies on a cradle over a body with a dial, which stays open.
_HANDSET: tuple[Step, ...] = (
    ("m", 0.02, 0.42), ("c", -0.01, 0.26, 0.22, 0.12, 0.5, 0.12),
    ("c", 0.78, 0.12, 1.01, 0.26, 0.98, 0.42), ("c", 0.97, 0.47, 0.94, 0.48, 0.9, 0.47),
    ("l", 0.77, 0.44), ("c", 0.73, 0.43, 0.72, 0.4, 0.72, 0.36), ("l", 0.72, 0.31),
    ("c", 0.58, 0.27, 0.42, 0.27, 0.28, 0.31), ("l", 0.28, 0.36),
    ("c", 0.28, 0.4, 0.27, 0.43, 0.23, 0.44), ("l", 0.1, 0.47),
    ("c", 0.06, 0.48, 0.03, 0.47, 0.02, 0.42), ("h",),
)  # fmt: skip
_BODY: tuple[Step, ...] = (
    ("m", 0.36, 0.36), ("l", 0.43, 0.36), ("l", 0.43, 0.42), ("l", 0.57, 0.42),
    ("l", 0.57, 0.36), ("l", 0.64, 0.36), ("l", 0.64, 0.43),
    ("c", 0.7, 0.45, 0.88, 0.6, 0.88, 0.76), ("l", 0.88, 0.83),
    ("c", 0.88, 0.86, 0.86, 0.88, 0.83, 0.88), ("l", 0.17, 0.88),
    ("c", 0.14, 0.88, 0.12, 0.86, 0.12, 0.83), ("l", 0.12, 0.76),
    ("c", 0.12, 0.6, 0.3, 0.45, 0.36, 0.43), ("h",),
)  # fmt: skip
_ROUND = 0.5523  # control points of a quarter circle, of its radius
_DIAL = ((0.15, "ground"), (0.085, "ink"))  # radii of its rings
_DIAL_AT = (0.5, 0.655)


def make_room(
    rect: Rect, set_rows: Callable[[float], list[Row]], pad: float
) -> tuple[list[Row], Rect, Rect | None]:
    """Find a picture's place with words set to a width less ``pad`` pt at each side.

    Return the rows, where they stand in the middle, and the picture's place: over them, or
    at their left where the box is shallow; none where it would be too small.
    """
    room = rect.width - 2 * pad
    rows = set_rows(room)
    if not rows:
        return rows, rect, None
    lines = _depth(rows)
    side = min(MOST, rect.height - lines - WHITE)
    if side >= LEAST:
        white = rect.height - side - lines
        spot = Rect(rect.left, rect.top + OVER * white, rect.width, side)
        # lines stand in the middle of what is left: as much white over them as at the foot
        top = spot.bottom + (OVER + 2 * UNDER - 1) * white
        return rows, Rect(rect.left, top, rect.width, rect.bottom - top), spot
    side = min(MOST, BESIDE * lines, rect.height - WHITE)
    step = side * (1 + BETWEEN)
    if side < LEAST or room - step < step:
        return rows, rect, None
    beside = set_rows(room - step)
    widest = max(row.head.width for row in beside)
    if widest > room - step + 0.5 or _depth(beside) > rect.height:
        return rows, rect, None
    left = rect.centre - (step + widest) / 2
    spot = Rect(left, rect.middle - side / 2, side, side)
    return beside, Rect(left + step, rect.top, widest, rect.height), spot


def _depth(rows: list[Row]) -> float:
    return sum(row.before + row.depth for row in rows)


def phone(rect: Rect, ink: Colour, ground: Colour, box: str) -> list[Mark]:
    """Draw a telephone as large as fits, in the middle of ``rect``."""
    side = min(rect.width, rect.height)
    spot = Rect(rect.centre - side / 2, rect.middle - side / 2, side, side)
    marks: list[Mark] = [Outline(_at(path, spot), fill=ink, box=box) for path in (_HANDSET, _BODY)]
    for radius, colour in _DIAL:
        ring = _circle(*_DIAL_AT, radius)
        marks.append(Outline(_at(ring, spot), fill=ink if colour == "ink" else ground, box=box))
    return marks


def _circle(x: float, y: float, radius: float) -> tuple[Step, ...]:
    arm = radius * _ROUND
    return (
        ("m", x + radius, y),
        ("c", x + radius, y + arm, x + arm, y + radius, x, y + radius),
        ("c", x - arm, y + radius, x - radius, y + arm, x - radius, y),
        ("c", x - radius, y - arm, x - arm, y - radius, x, y - radius),
        ("c", x + arm, y - radius, x + radius, y - arm, x + radius, y),
        ("h",),
    )


def _at(path: tuple[Step, ...], spot: Rect) -> tuple[Step, ...]:
    """Return a path of the unit square in its place."""
    placed: list[Step] = []
    for kind, *numbers in path:
        points = [float(number) for number in numbers]
        placed.append(
            (
                kind,
                *(
                    round((spot.top if n % 2 else spot.left) + value * spot.width, 3)
                    for n, value in enumerate(points)
                ),
            )
        )
    return tuple(placed)
