"""The picture of the windmill story: a smock mill on the marsh, 1000 x 620 pixels, grey.

Takes nothing but the numbers below; returns the picture, in one ink.
"""

from math import cos, pi, sin

from PIL import Image

from artwork.sheet import Ink, Point, Sheet, mix, new_sheet

PAPER: Ink = (246, 246, 246)
PALE: Ink = (222, 222, 222)
MIDDLE: Ink = (168, 168, 168)
DARK: Ink = (84, 84, 84)
INK: Ink = (34, 34, 34)
CAP_AT: Point = (610.0, 214.0)
TURN = pi / 9  # of the sails, from upright


def draw_windmill() -> Image.Image:
    """Return a mill with four sails over a marsh, a fence, clouds and three rooks."""
    sheet = new_sheet(1000, 620, PAPER)
    for x, y, span in ((150, 120, 150), (300, 84, 110), (860, 150, 130)):
        _cloud(sheet, x, y, span)
    sheet.blob([(-60, 480), (200, 446), (520, 462), (820, 440), (1060, 470), (500, 560)], PALE)
    sheet.shape([(0, 486), (1000, 470), (1000, 620), (0, 620)], MIDDLE)
    for y, left in ((520, 60), (548, 330), (582, 120)):
        sheet.blob([(left, y), (left + 170, y - 7), (left + 360, y), (left + 170, y + 6)], PALE)
    _tower(sheet)
    for quarter in range(4):
        _sail(sheet, TURN + quarter * pi / 2)
    sheet.disc(CAP_AT, 11, INK)
    _fence(sheet)
    for x, y, span in ((250, 210, 26), (318, 176, 18), (206, 158, 14)):
        sheet.curve([(x - span, y - 8), (x - span / 2, y - 12), (x, y)], 3, DARK)
        sheet.curve([(x, y), (x + span / 2, y - 12), (x + span, y - 8)], 3, DARK)
    return sheet.finish().convert("L")


def _cloud(sheet: Sheet, x: float, y: float, span: float) -> None:
    points = [(x - span, y), (x - span / 2, y - 26), (x, y - 18), (x + span / 2, y - 30)]
    sheet.blob([*points, (x + span, y), (x, y + 12)], PALE)


def _tower(sheet: Sheet) -> None:
    x, y = CAP_AT
    sheet.shape([(x - 62, y + 20), (x + 62, y + 20), (x + 96, 476), (x - 96, 476)], DARK)
    light = mix(DARK, MIDDLE, 0.6)
    sheet.shape([(x - 62, y + 20), (x - 20, y + 20), (x - 34, 476), (x - 96, 476)], light)
    sheet.blob(
        [(x - 70, y + 22), (x - 52, y - 34), (x, y - 58), (x + 52, y - 34), (x + 70, y + 22)], INK
    )
    sheet.shape([(x - 108, 396), (x + 108, 396), (x + 108, 406), (x - 108, 406)], INK)
    for n in range(-5, 6):
        sheet.stroke([(x + n * 20, 372), (x + n * 20, 398)], 3, INK)
    sheet.stroke([(x - 104, 372), (x + 104, 372)], 4, INK)
    sheet.shape([(x - 18, 430), (x + 18, 430), (x + 20, 476), (x - 20, 476)], INK)
    for side, height in ((-18, 300), (22, 340)):
        sheet.shape(
            [
                (x + side, height),
                (x + side + 20, height),
                (x + side + 20, height + 26),
                (x + side, height + 26),
            ],
            PALE,
        )


def _sail(sheet: Sheet, angle: float) -> None:
    """Draw one sail: the whip, and the bars of its frame at the leading side."""

    def at(along: float, aside: float) -> Point:
        across = CAP_AT[0] + along * sin(angle) + aside * cos(angle)
        return across, CAP_AT[1] - along * cos(angle) + aside * sin(angle)

    sheet.shape([at(52, 4), at(214, 4), at(214, 46), at(52, 40)], PALE)
    sheet.stroke([at(0, 0), at(220, 0)], 7, INK)
    sheet.stroke([at(52, 40), at(214, 46)], 3, DARK)
    for along in range(52, 215, 18):
        sheet.stroke([at(along, 0), at(along, 40 + (along - 52) / 27)], 2.5, DARK)


def _fence(sheet: Sheet) -> None:
    for y in (548, 572):
        sheet.stroke([(0, y - 6), (420, y), (1000, y + 10)], 4, INK)
    for x in range(30, 1000, 90):
        sheet.stroke([(x, 530 + x / 60), (x, 604)], 7, INK)
