"""The picture of the harbour-cleaning story: a harbour at dawn, 1400 x 840 pixels.

Takes nothing but the numbers below; returns the picture, separated for the press.
"""

from dataclasses import dataclass
from math import cos, pi, sin

from PIL import Image, ImageDraw

from artwork.sheet import (
    APRICOT,
    DUSK,
    FOAM,
    GREEN,
    HAIR,
    MIST,
    NAVY,
    ORANGE,
    OVERSIZE,
    PAPER,
    RED,
    SAND,
    SEA,
    SKIN,
    SLATE,
    STONE,
    SUN,
    TEAL,
    Ink,
    Point,
    Sheet,
    mix,
    new_sheet,
    smooth,
    to_cmyk,
)

HORIZON = 372.0
SUN_AT: Point = (905.0, 338.0)


def draw_harbour() -> Image.Image:
    """Return volunteers in a dinghy, fishing boats, a lighthouse and the rising sun."""
    sheet = new_sheet(1400, 840, PAPER)
    _sky(sheet)
    _hills(sheet)
    _sea(sheet)
    _lighthouse(sheet)
    _fishing_boat(sheet, (640, 398), 0.62, SLATE, mix(RED, SLATE, 0.35))
    _fishing_boat(sheet, (235, 452), 1.25, NAVY, RED)
    _litter(sheet)
    _dinghy(sheet)
    _quay(sheet)
    for x, y, span in ((500, 142, 46), (584, 98, 34), (440, 196, 26), (1120, 96, 38)):
        _gull(sheet, x, y, span)
    return to_cmyk(sheet.finish())


def _sky(sheet: Sheet) -> None:
    tints = [mix(SEA, MIST, 0.45), MIST, mix(MIST, SUN, 0.55), SUN, APRICOT]
    ramp = Image.new("RGB", (1, len(tints)))
    ramp.putdata(tints)
    width = sheet.image.width
    size = (width, round(HORIZON * OVERSIZE))
    sheet.image.paste(ramp.resize(size, Image.Resampling.BICUBIC), (0, 0))
    for radius, share in ((300, 0.16), (215, 0.2), (140, 0.28)):
        ring = Image.new("L", sheet.image.size, 0)
        x, y = (v * OVERSIZE for v in SUN_AT)
        r = radius * OVERSIZE
        ImageDraw.Draw(ring).ellipse((x - r, y - r, x + r, y + r), fill=round(255 * share))
        sheet.image.paste(SUN, (0, 0), ring)
    sheet.disc(SUN_AT, 72, mix(ORANGE, SUN, 0.25))
    for y, left, right in ((104, 90, 400), (150, 960, 1330), (196, 20, 250), (228, 1130, 1400)):
        light = mix(PAPER, SUN, 0.4)
        sheet.blob(
            [(left, y), ((left + right) / 2, y - 9), (right, y), ((left + right) / 2, y + 6)], light
        )


def _hills(sheet: Sheet) -> None:
    far = [(0, 268), (120, 236), (250, 270), (400, 246), (560, 306), (700, 340), (800, 372)]
    near = [(0, 318), (90, 300), (210, 330), (330, 312), (470, 350), (580, 372)]
    right = [(1000, 372), (1090, 330), (1180, 300), (1290, 262), (1400, 280)]
    right_near = [(1130, 372), (1210, 340), (1310, 316), (1400, 330)]
    for ridge, ink in (
        (far, mix(MIST, DUSK, 0.6)),
        (near, mix(SLATE, DUSK, 0.4)),
        (right, mix(MIST, DUSK, 0.7)),
        (right_near, mix(SLATE, DUSK, 0.45)),
    ):
        line = smooth(ridge, closed=False)
        sheet.shape([*line, (line[-1][0], 376), (line[0][0], 376)], ink)


def _sea(sheet: Sheet) -> None:
    bands = 14
    for n in range(bands):
        top = HORIZON + (840 - HORIZON) * (n / bands) ** 1.7
        ink = mix(mix(MIST, APRICOT, 0.3), mix(SEA, NAVY, 0.3), (n / (bands - 1)) ** 0.6)
        crest = [
            (float(x), top + 0.6 * n * sin(x / (50 + 9 * n) + n * 2.1)) for x in range(-8, 1417, 8)
        ]
        if n == 0:
            crest = [(-8.0, top), (1416.0, top)]
        sheet.shape([*crest, (1416, 840), (-8, 840)], ink)
    for n in range(26):  # the sun's road
        y = HORIZON + 6 + n * n * 0.62
        half = (70 + 4 * n) * (0.55 + 0.45 * abs(sin(n * 1.9)))
        x = SUN_AT[0] + 16 * sin(n * 2.3)
        thick = 1.6 + 0.24 * n
        share = max(0.12, 0.85 - 0.03 * n)
        ink = mix(mix(SEA, NAVY, 0.1), mix(SUN, ORANGE, 0.18), share)
        sheet.blob([(x - half, y), (x, y - thick), (x + half, y), (x, y + thick)], ink)


def _lighthouse(sheet: Sheet) -> None:
    stone = mix(STONE, NAVY, 0.4)
    sheet.blob(
        [(1010, 398), (1100, 380), (1260, 376), (1420, 374), (1420, 404), (1200, 408)], stone
    )
    white, shade = PAPER, mix(MIST, SLATE, 0.3)
    sheet.shape([(1176, 382), (1190, 236), (1222, 236), (1236, 382)], white)
    sheet.shape([(1206, 382), (1206, 236), (1222, 236), (1236, 382)], shade)
    for top, foot in ((268, 300), (332, 364)):
        a, b = (14 * (382 - y) / 146 for y in (top, foot))
        sheet.shape([(1176 + a, top), (1236 - a, top), (1236 - b, foot), (1176 + b, foot)], RED)
    sheet.shape([(1182, 236), (1230, 236), (1230, 228), (1182, 228)], NAVY)
    sheet.shape([(1194, 228), (1218, 228), (1218, 204), (1194, 204)], SUN)
    sheet.shape([(1188, 204), (1224, 204), (1206, 184)], RED)
    sheet.stroke([(1206, 186), (1206, 172)], 3, NAVY)


def _fishing_boat(sheet: Sheet, at: Point, size: float, hull: Ink, trim: Ink) -> None:
    """Draw a trawler; ``at`` is the middle of its water line."""

    def p(*pairs: Point) -> list[Point]:
        return [(at[0] + x * size, at[1] + y * size) for x, y in pairs]

    rope = max(1.2, 2.2 * size)
    sheet.stroke(p((-20, -60), (-20, -190)), 5 * size, hull)
    sheet.stroke(p((-20, -182), (118, -48)), rope, hull)
    sheet.stroke(p((-20, -182), (-130, -50)), rope, hull)
    sheet.stroke(p((-20, -96), (66, -150)), 3.4 * size, hull)
    sheet.shape(p((-20, -178), (18, -168), (-20, -158)), RED)
    sheet.shape(p((-112, -50), (-112, -104), (-44, -104), (-36, -50)), PAPER)
    sheet.shape(p((-118, -104), (-118, -112), (-36, -112), (-40, -104)), trim)
    for x in (-104, -82, -60):
        sheet.shape(p((x, -94), (x + 14, -94), (x + 14, -76), (x, -76)), SLATE)
    sheet.shape(p((-148, -58), (150, -74), (128, 0), (-128, 0)), hull)
    sheet.shape(p((-148, -58), (150, -74), (147, -64), (-145, -48)), PAPER)
    sheet.shape(p((-131, -9), (131, -9), (128, 0), (-128, 0)), trim)
    for x in (-70, -20, 30, 80):
        sheet.disc(p((x, -28))[0], 8 * size, mix(hull, STONE, 0.5))
        sheet.disc(p((x, -28))[0], 4 * size, hull)
    for n, half in enumerate((124, 104, 76, 44)):
        y = 7 + 9 * n
        ink = mix(hull, TEAL, 0.35 + 0.12 * n)
        sheet.blob(p((-half, y), (0, y - 3.4), (half, y), (0, y + 3.4)), ink)


def _gull(sheet: Sheet, x: float, y: float, span: float) -> None:
    lift = span * 0.32
    for side in (-1, 1):
        wing = [(x, y), (x + side * span * 0.45, y - lift), (x + side * span, y - lift * 0.3)]
        sheet.curve(wing, max(2.4, span / 12), NAVY)


def _litter(sheet: Sheet) -> None:
    for x, y, ink in ((120, 742, PAPER), (196, 786, ORANGE), (1066, 548, PAPER), (318, 800, FOAM)):
        sheet.stroke([(x - 15, y), (x + 9, y - 4)], 13, mix(ink, TEAL, 0.2))
        sheet.stroke([(x + 15, y - 5), (x + 20, y - 6)], 7, mix(ink, SLATE, 0.45))
        sheet.blob(
            [(x - 34, y + 9), (x, y + 5), (x + 38, y + 8), (x, y + 13)], mix(TEAL, PAPER, 0.4)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Volunteer:
    """A figure: where it holds on to the boat, and what its hands reach for."""

    hip: Point
    lean: float  # px, how far the shoulders are right of the hip
    knees: tuple[Point, Point]
    feet: tuple[Point, Point]
    hands: tuple[Point, Point]
    sleeve: Ink
    hat: bool  # a bamboo hat; else a cap


def _volunteer(sheet: Sheet, one: Volunteer) -> None:
    x, y = one.hip
    neck = (x + one.lean, y - 84)
    head = (neck[0] + one.lean * 0.3, neck[1] - 30)
    facing = -1.0 if one.lean < 0 else 1.0
    _arm(sheet, (neck[0] - 13 * facing, neck[1] + 12), one.hands[1], mix(one.sleeve, NAVY, 0.35))
    for knee, foot in zip(one.knees, one.feet, strict=True):
        sheet.stroke([one.hip, knee, foot], 30, mix(NAVY, HAIR, 0.3))
    _vest(sheet, one.hip, neck, one.sleeve)
    sheet.stroke([neck, head], 15, mix(SKIN, RED, 0.2))
    sheet.disc(head, 22, SKIN)
    hx, hy = head
    sheet.blob([(hx - 23, hy + 2), (hx - 15, hy - 22), (hx + 15, hy - 22), (hx + 23, hy + 2),
                (hx, hy - 8)], HAIR)  # fmt: skip
    if one.hat:
        brim = [(hx - 50, hy - 4), (hx - 4, hy - 46), (hx + 4, hy - 46), (hx + 50, hy - 4)]
        sheet.shape(brim, SAND)
        sheet.oval((hx, hy - 4), 50, 8, mix(SAND, STONE, 0.5))
    else:
        sheet.blob([(hx - 25, hy - 5), (hx - 16, hy - 28), (hx + 16, hy - 28), (hx + 25, hy - 5)],
                   RED)  # fmt: skip
        sheet.stroke([(hx, hy - 7), (hx + 37 * facing, hy - 4)], 7, mix(RED, HAIR, 0.35))
    _arm(sheet, (neck[0] + 15 * facing, neck[1] + 16), one.hands[0], one.sleeve)


def _vest(sheet: Sheet, hip: Point, neck: Point, sleeve: Ink) -> None:
    (x, y), (top, high) = hip, neck

    def p(across: float, up: float) -> Point:
        share = up / (y - high)
        return (x + (top - x) * share + across, y - up)

    sheet.stroke([(x, y - 4), (top, high + 18)], 50, sleeve)
    vest = [p(-29, -6), p(-30, 40), p(-25, 74), p(-14, 84), p(0, 70), p(14, 84), p(25, 74)]
    sheet.blob([*vest, p(30, 40), p(29, -6), p(0, -10)], ORANGE)
    sheet.stroke([p(0, 66), p(0, -6)], 3, mix(ORANGE, RED, 0.7))
    for up in (14, 42):
        sheet.stroke([p(-26, up), p(26, up)], 6.5, PAPER)


def _arm(sheet: Sheet, shoulder: Point, hand: Point, sleeve: Ink) -> None:
    elbow = ((shoulder[0] + hand[0]) / 2, (shoulder[1] + hand[1]) / 2 + 16)
    sheet.stroke([shoulder, elbow, hand], 19, sleeve)
    sheet.disc(hand, 11, SKIN)


def _dinghy(sheet: Sheet) -> None:
    shade = mix(NAVY, TEAL, 0.25)
    sheet.blob([(330, 716), (640, 700), (990, 712), (960, 756), (640, 772), (400, 760)], shade)
    sheet.shape(smooth([(300, 608), (620, 628), (972, 604), (900, 652), (420, 656)], closed=True),
                mix(NAVY, HAIR, 0.5))  # fmt: skip
    netter = Volunteer(
        hip=(452, 552), lean=-26, knees=((420, 604), (478, 606)), feet=((412, 650), (484, 652)),
        hands=((352, 540), (398, 500)), sleeve=MIST, hat=True,
    )  # fmt: skip
    packer = Volunteer(
        hip=(636, 588), lean=22, knees=((690, 616), (664, 632)), feet=((640, 652), (620, 652)),
        hands=((724, 566), (716, 596)), sleeve=FOAM, hat=False,
    )  # fmt: skip
    helm = Volunteer(
        hip=(872, 594), lean=-12, knees=((822, 602), (832, 614)), feet=((818, 650), (842, 652)),
        hands=((926, 578), (818, 586)), sleeve=SLATE, hat=False,
    )  # fmt: skip
    _bag(sheet, (742, 640), 0.95)
    _volunteer(sheet, helm)
    _volunteer(sheet, packer)
    _net(sheet, (432, 474), (196, 706))
    _volunteer(sheet, netter)
    sheet.shape([(948, 560), (1000, 556), (1008, 608), (952, 612)], HAIR)
    sheet.shape([(950, 572), (1002, 568), (1003, 578), (951, 582)], RED)
    sheet.stroke([(980, 612), (986, 716)], 15, HAIR)
    sheet.stroke([(926, 578), (954, 582)], 8, HAIR)
    rim = smooth(
        [(262, 600), (330, 622), (470, 640), (640, 646), (820, 640), (962, 616)], closed=False
    )
    keel = smooth([(940, 716), (800, 736), (600, 738), (440, 728), (340, 690)], closed=False)
    sheet.shape([*rim, *keel], mix(GREEN, NAVY, 0.25))
    sheet.stroke(rim, 13, PAPER)
    sheet.curve(
        [(318, 660), (460, 690), (640, 697), (820, 690), (950, 670)], 8, mix(SUN, SAND, 0.4)
    )
    for x, y, half in ((380, 752, 150), (700, 762, 240), (990, 742, 110)):
        sheet.blob([(x - half, y), (x, y - 5), (x + half, y), (x, y + 5)], mix(TEAL, PAPER, 0.5))


def _net(sheet: Sheet, grip: Point, water: Point) -> None:
    sheet.stroke([grip, water], 8, mix(SAND, STONE, 0.45))
    x, y = water[0] - 40, water[1] + 12
    sheet.blob([(x - 44, y), (x - 26, y + 40), (x + 20, y + 42), (x + 44, y)], mix(SEA, NAVY, 0.5))
    for n in range(-3, 4):
        sheet.stroke([(x + 13 * n, y), (x + 8 * n - 4, y + 34)], 1.8, FOAM)
    sheet.stroke([(x - 16, y + 6), (x + 14, y - 8)], 14, PAPER)
    ring = [(x + 46 * cos(n * pi / 16), y + 13 * sin(n * pi / 16)) for n in range(33)]
    sheet.stroke(ring, 6, PAPER)


def _bag(sheet: Sheet, foot: Point, size: float) -> None:
    x, y = foot
    body = [(-40, 0), (-46, -46), (-24, -86), (24, -88), (46, -44), (40, 0), (0, 6)]
    sheet.blob([(x + p * size, y + q * size) for p, q in body], mix(FOAM, SAND, 0.35))
    fold = [(6, 2), (10, -46), (4, -80), (24, -88), (46, -44), (40, 0)]
    sheet.blob([(x + p * size, y + q * size) for p, q in fold], mix(SAND, STONE, 0.25))
    tie = [(x - 17 * size, y - 84 * size), (x + 17 * size, y - 84 * size)]
    sheet.stroke(tie, 8 * size, RED)
    ears = [(x - 22 * size, y - 108 * size), (x, y - 90 * size), (x + 24 * size, y - 106 * size)]
    sheet.stroke(ears, 11 * size, mix(FOAM, SAND, 0.35))


def _quay(sheet: Sheet) -> None:
    stone, edge = mix(STONE, NAVY, 0.35), mix(SAND, STONE, 0.3)
    sheet.shape([(1050, 840), (1078, 726), (1400, 690), (1400, 840)], stone)
    sheet.shape([(1066, 730), (1400, 690), (1400, 716), (1076, 756)], edge)
    for n in range(4):
        x = 1120 + 80 * n
        sheet.stroke([(x, 752 - 10 * n), (x - 8, 838)], 3, mix(stone, HAIR, 0.4))
    for x, y, size in ((1370, 690, 1.2), (1288, 704, 1.3), (1204, 714, 1.05)):
        _bag(sheet, (x, y), size)
    sheet.shape([(1096, 734), (1101, 690), (1139, 686), (1144, 730)], HAIR)
    sheet.oval((1120, 686), 30, 11, mix(HAIR, SLATE, 0.5))
    sheet.curve([(1104, 712), (1122, 718), (1140, 710)], 7, SAND)
    sheet.curve([(1108, 712), (1040, 700), (990, 664), (958, 622)], 5, SAND)
