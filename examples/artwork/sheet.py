"""Flat shapes on an oversized sheet, and the inks they are drawn in.

Takes points in pixels of the finished picture, from the top left; returns pictures.
Shapes are drawn three times as large and then reduced, so that edges are smooth without
any font or picture from outside.  Knows nothing of what is drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw

Point = tuple[float, float]
Ink = tuple[int, int, int]

OVERSIZE = 3  # drawn so many times as large as kept

NAVY: Ink = (24, 52, 84)
SLATE: Ink = (58, 92, 116)
TEAL: Ink = (74, 132, 146)
SEA: Ink = (40, 124, 148)
DUSK: Ink = (172, 140, 150)
MIST: Ink = (168, 196, 198)
FOAM: Ink = (214, 226, 220)
PAPER: Ink = (252, 248, 238)
APRICOT: Ink = (247, 190, 130)
SUN: Ink = (253, 226, 160)
ORANGE: Ink = (228, 98, 38)
RED: Ink = (190, 44, 40)
SKIN: Ink = (226, 172, 134)
HAIR: Ink = (44, 40, 44)
SAND: Ink = (206, 184, 150)
STONE: Ink = (128, 126, 122)
GOLD: Ink = (222, 180, 104)
BARK: Ink = (92, 44, 40)
LAMP: Ink = (240, 168, 76)
CREAM: Ink = (246, 226, 186)
GREEN: Ink = (52, 112, 84)
LEAF: Ink = (118, 166, 96)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A canvas measured in pixels of the finished picture, from the top left."""

    image: Image.Image

    @property
    def pen(self) -> ImageDraw.ImageDraw:
        """The tool that draws on the oversized image."""
        return ImageDraw.Draw(self.image)

    def shape(self, points: Sequence[Point], ink: Ink) -> None:
        """Fill a polygon."""
        self.pen.polygon([(x * OVERSIZE, y * OVERSIZE) for x, y in points], fill=ink)

    def blob(self, points: Sequence[Point], ink: Ink) -> None:
        """Fill a closed smooth curve through the points."""
        self.shape(smooth(points, closed=True), ink)

    def disc(self, centre: Point, radius: float, ink: Ink) -> None:
        """Fill a circle."""
        self.oval(centre, radius, radius, ink)

    def oval(self, centre: Point, across: float, down: float, ink: Ink) -> None:
        """Fill an ellipse of the given half axes."""
        (x, y), n = centre, OVERSIZE
        self.pen.ellipse(
            ((x - across) * n, (y - down) * n, (x + across) * n, (y + down) * n), fill=ink
        )

    def stroke(self, points: Sequence[Point], width: float, ink: Ink) -> None:
        """Draw a line with round joints and ends."""
        path = [(x * OVERSIZE, y * OVERSIZE) for x, y in points]
        self.pen.line(path, fill=ink, width=max(1, round(width * OVERSIZE)), joint="curve")
        for x, y in points[:: max(1, len(points) - 1)]:
            self.disc((x, y), width / 2, ink)

    def curve(self, points: Sequence[Point], width: float, ink: Ink) -> None:
        """Draw a smooth line through the points."""
        self.stroke(smooth(points, closed=False), width, ink)

    def porthole(self, centre: Point, radius: float, behind: "Sheet") -> None:
        """Show another sheet of the same size through a round hole."""
        hole = Image.new("L", self.image.size, 0)
        x, y, r = (v * OVERSIZE for v in (*centre, radius))
        ImageDraw.Draw(hole).ellipse((x - r, y - r, x + r, y + r), fill=255)
        self.image.paste(behind.image, (0, 0), hole)

    def finish(self) -> Image.Image:
        """Return the picture at its final size."""
        width, height = self.image.size
        return self.image.resize((width // OVERSIZE, height // OVERSIZE), Image.Resampling.BOX)


def new_sheet(width: int, height: int, ink: Ink) -> Sheet:
    """Return an empty sheet of one colour."""
    return Sheet(Image.new("RGB", (width * OVERSIZE, height * OVERSIZE), ink))


def smooth(points: Sequence[Point], *, closed: bool, steps: int = 12) -> list[Point]:
    """Return points of a Catmull-Rom curve through the given ones."""
    count = len(points)
    ends = range(count) if closed else range(count - 1)

    def at(n: int) -> Point:
        return points[n % count] if closed else points[min(max(n, 0), count - 1)]

    found = [
        (
            _spline([at(n + k)[0] for k in (-1, 0, 1, 2)], step / steps),
            _spline([at(n + k)[1] for k in (-1, 0, 1, 2)], step / steps),
        )
        for n in ends
        for step in range(steps)
    ]
    return found if closed else [*found, points[-1]]


def _spline(v: Sequence[float], t: float) -> float:
    a, b, c, d = v
    rise, bend, twist = c - a, 2 * a - 5 * b + 4 * c - d, 3 * (b - c) + d - a
    return 0.5 * (2 * b + t * (rise + t * (bend + t * twist)))


def mix(one: Ink, other: Ink, share: float) -> Ink:
    """Return a colour between two; ``share`` of the other."""
    r, g, b = (round(p + (q - p) * share) for p, q in zip(one, other, strict=True))
    return (r, g, b)


def to_cmyk(picture: Image.Image) -> Image.Image:
    """Separate with all grey in black, which keeps every colour to 200 % ink."""
    inks = [ImageChops.invert(band) for band in picture.convert("RGB").split()]
    black = ImageChops.darker(ImageChops.darker(inks[0], inks[1]), inks[2])
    return Image.merge("CMYK", [*(ImageChops.subtract(ink, black) for ink in inks), black])
