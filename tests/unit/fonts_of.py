"""Small faces of boxes for tests, drawn by fontTools."""

from collections.abc import Mapping
from pathlib import Path

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

from broadsheet.fonts.face import Face, open_file

Box = tuple[int, int, int, int]  # left, bottom, right, top
# A plain face on 1000 units: each character a box of ink on an advance.
PLAIN: dict[str, tuple[int, Box]] = {
    "春": (1000, (50, -70, 950, 830)),
    "　": (1000, (0, 0, 0, 0)),
    "ー": (1000, (80, 350, 920, 420)),
    "，": (1000, (80, -90, 240, 130)),
    "。": (1000, (80, -60, 330, 190)),
    "（": (1000, (650, -100, 900, 860)),
    "）": (1000, (100, -100, 350, 860)),
    "：": (1000, (90, 20, 200, 500)),
    "“": (400, (60, 560, 340, 800)),
    "”": (400, (60, 560, 340, 800)),
    "『": (1000, (600, -60, 930, 830)),
    "』": (1000, (70, -60, 400, 830)),
    "—": (900, (60, 300, 840, 360)),
    "…": (1000, (100, 0, 900, 100)),
    "·": (300, (100, 300, 200, 400)),
}


def font_of(
    path: Path,
    *,
    features: str = "",
    cff: bool = False,
    units: int = 1000,
    chars: Mapping[str, tuple[int, Box]] = PLAIN,
    **more: tuple[int, Box],
) -> Face:
    """Write a face of boxes, with the glyphs ``more`` that features may call for, and open it."""
    glyphs = {f"u{ord(char):04X}": glyph for char, glyph in chars.items()} | more
    names = [".notdef", *glyphs]
    fb = FontBuilder(units, isTTF=not cff)
    fb.setupGlyphOrder(names)
    fb.setupCharacterMap({ord(char): f"u{ord(char):04X}" for char in chars})
    drawn = {name: _box(box, cff=cff) for name, (_, box) in glyphs.items()}
    drawn[".notdef"] = _box((0, 0, 0, 0), cff=cff)
    if cff:
        fb.setupCFF("Own", {}, drawn, {})
    else:
        fb.setupGlyf(drawn)
    metrics = {name: (advance, box[0]) for name, (advance, box) in glyphs.items()}
    fb.setupHorizontalMetrics({".notdef": (1000, 0), **metrics})
    fb.setupHorizontalHeader(ascent=880, descent=-120)
    fb.setupNameTable({"familyName": "Own", "psName": "Own"})
    fb.setupOS2(sTypoAscender=880, sTypoDescender=-120)
    fb.setupPost()
    if features:
        addOpenTypeFeaturesFromString(fb.font, features)
    fb.save(path)
    return open_file(path, path.name)


def _box(box: Box, *, cff: bool) -> object:
    pen = T2CharStringPen(1000, None) if cff else TTGlyphPen(None)
    left, bottom, right, top = box
    if right > left:
        pen.moveTo((left, bottom))
        for point in ((left, top), (right, top), (right, bottom)):
            pen.lineTo(point)
        pen.closePath()
    return pen.getCharString() if cff else pen.glyph()
