"""Square artwork for the three advertisements, 600 x 600 pixels each, and the ear's code.

Takes nothing but the numbers below, and the address for the code; returns the pictures.
The squares are filled to the edge, so that they stand on paper and on a tint alike.
"""

from math import cos, pi, sin

from PIL import Image
from reportlab.graphics.barcode.qr import QrCodeWidget

from artwork.sheet import (
    BARK,
    CREAM,
    FOAM,
    GOLD,
    GREEN,
    LAMP,
    LEAF,
    MIST,
    NAVY,
    PAPER,
    SEA,
    SUN,
    Ink,
    Point,
    Sheet,
    mix,
    new_sheet,
    smooth,
)

SIDE = 600


def draw_bank() -> Image.Image:
    """Return a junk under full sail, homeward bound, in a ring."""
    deep = mix(SEA, NAVY, 0.35)
    view = new_sheet(SIDE, SIDE, deep)
    view.disc((398, 216), 52, SUN)
    view.shape([(286, 112), (286, 372), (152, 372), (176, 262), (226, 170)], PAPER)
    view.shape([(306, 148), (362, 196), (404, 276), (418, 372), (306, 372)], PAPER)
    for y, left, right in ((196, 214, 352), (254, 182, 388), (312, 168, 406)):
        view.stroke([(left - 6, y + 8), (285, y)], 5, deep)
        view.stroke([(307, y), (right, y + 8)], 5, deep)
    view.stroke([(296, 96), (296, 400)], 7, GOLD)
    view.blob([(132, 386), (300, 402), (468, 378), (424, 456), (300, 470), (182, 460)], GOLD)
    for n, ink in enumerate((PAPER, MIST, mix(SEA, MIST, 0.45), SEA)):
        top = 436 + 24 * n
        crest = [(float(x), top + 9 * cos(x * pi / 52 + n * 1.9)) for x in range(60, 541, 6)]
        view.shape([*crest, (540, 560), (60, 560)], ink)
    sheet = new_sheet(SIDE, SIDE, NAVY)
    sheet.disc((300, 300), 246, GOLD)
    sheet.disc((300, 300), 237, NAVY)
    sheet.porthole((300, 300), 224, view)
    return sheet.finish()


def draw_bookshop() -> Image.Image:
    """Return a lantern that lights an open book."""
    sheet = new_sheet(SIDE, SIDE, BARK)
    for radius, share in ((262, 0.16), (206, 0.34), (150, 0.6)):
        sheet.disc((300, 226), radius, mix(BARK, LAMP, share))
    sheet.stroke([(300, 0), (300, 96)], 7, CREAM)
    sheet.shape([(252, 96), (348, 96), (362, 124), (238, 124)], CREAM)
    sheet.blob([(236, 126), (364, 126), (404, 226), (364, 326), (236, 326), (196, 226)], LAMP)
    sheet.oval((300, 226), 58, 100, mix(LAMP, PAPER, 0.5))
    sheet.oval((300, 226), 18, 100, mix(LAMP, PAPER, 0.85))
    sheet.shape([(238, 328), (362, 328), (350, 354), (250, 354)], CREAM)
    for n in (-1, 0, 1):
        sheet.stroke([(300 + 24 * n, 356), (300 + 24 * n, 388)], 5, CREAM)
    for side in (-1, 1):
        _pages(sheet, side)
    return sheet.finish()


def _pages(sheet: Sheet, side: int) -> None:
    def p(*pairs: Point) -> list[Point]:
        return [(300 + side * x, y) for x, y in pairs]

    cover = p((0, 478), (70, 436), (236, 448), (236, 538), (80, 530), (0, 562))
    sheet.shape(cover, mix(BARK, LAMP, 0.5))
    leaf = p(
        (2, 460), (64, 418), (140, 412), (220, 426), (220, 520), (140, 508), (64, 512), (2, 546)
    )
    sheet.shape(leaf, PAPER)
    for n in range(4):
        y = 444 + 18 * n
        sheet.curve(
            p((26, y + 14), (76, y - 6), (136, y - 12), (196, y - 2)), 4, mix(CREAM, BARK, 0.35)
        )


def draw_tea() -> Image.Image:
    """Return two leaves and a bud over an island in the mist."""
    ground = mix(FOAM, PAPER, 0.3)
    view = new_sheet(SIDE, SIDE, mix(MIST, PAPER, 0.3))
    ranges = (
        ([(40, 440), (150, 340), (214, 372), (300, 270), (392, 376), (450, 344), (560, 440)], 0.7),
        ([(40, 480), (150, 420), (250, 456), (360, 404), (452, 446), (560, 440)], 0.42),
    )
    for ridge, haze in ranges:
        line = smooth(ridge, closed=False)
        view.shape([*line, (560, 560), (40, 560)], mix(GREEN, MIST, haze))
    for y, left, right in ((418, 40, 262), (448, 352, 580), (482, 120, 420)):
        view.stroke([(left, y), (right, y)], 13, ground)
    sheet = new_sheet(SIDE, SIDE, ground)
    sheet.porthole((300, 300), 236, view)
    sheet.curve([(300, 548), (293, 440), (304, 340), (300, 270)], 11, GREEN)
    _leaf(sheet, (300, 372), 196, -0.72 * pi, GREEN)
    _leaf(sheet, (302, 336), 210, -0.27 * pi, mix(GREEN, LEAF, 0.35))
    _leaf(sheet, (300, 300), 214, -0.49 * pi, LEAF)
    return sheet.finish()


def _leaf(sheet: Sheet, stalk: Point, length: float, turn: float, ink: Ink) -> None:
    """Draw a pointed leaf; ``turn`` is the way it points, radians from the right."""

    def p(along: float, across: float) -> Point:
        a, b = along * length, across * length
        return (stalk[0] + a * cos(turn) - b * sin(turn), stalk[1] + a * sin(turn) + b * cos(turn))

    upper = [p(n / 20, 0.26 * sin(pi * (n / 20) ** 0.8)) for n in range(21)]
    lower = [p(n / 20, -0.26 * sin(pi * (n / 20) ** 0.8)) for n in range(20, -1, -1)]
    sheet.shape([*upper, *lower], ink)
    sheet.shape([*lower, p(0.5, 0)], mix(ink, NAVY, 0.16))
    vein = mix(ink, PAPER, 0.55)
    sheet.stroke([p(-0.04, 0), p(0.88, 0)], 4.5, vein)
    for n in (0.26, 0.42, 0.58):
        for side in (-1, 1):
            sheet.stroke([p(n, 0), p(n + 0.13, side * 0.13)], 3, vein)


def draw_code(address: str, module: int = 24, quiet: int = 4) -> Image.Image:
    """Return a QR code in black and white, ``module`` pixels to a square.

    The white around it is four modules wide (ISO/IEC 18004:2015, 5.3.8).
    """
    code = QrCodeWidget(address, barLevel="M").qr
    code.make()
    count = code.getModuleCount()
    small = Image.new("1", (count + 2 * quiet, count + 2 * quiet), 1)
    for row in range(count):
        for column in range(count):
            if code.isDark(row, column):
                small.putpixel((column + quiet, row + quiet), 0)
    side = small.width * module
    return small.resize((side, side), Image.Resampling.NEAREST)
