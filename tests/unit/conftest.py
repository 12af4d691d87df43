"""What several test files need."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen


@pytest.fixture
def make_font() -> Callable[..., Path]:
    """Return what writes a face of a user's own: ``make_font(path, chars, cff=, embedding=)``."""
    return build_font


def build_font(path: Path, chars: str = "aV中", *, cff: bool = False, embedding: int = 0) -> Path:
    """A face of 2048 units; each glyph is a box 1000 wide on an advance of 1024."""
    names = [".notdef", *(f"u{ord(char):04X}" for char in chars)]
    builder = FontBuilder(2048, isTTF=not cff)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(char): f"u{ord(char):04X}" for char in chars})
    pen = T2CharStringPen(1024, None) if cff else TTGlyphPen(None)
    for number, point in enumerate([(0, 0), (0, 1500), (1000, 1500), (1000, 0)]):
        (pen.lineTo if number else pen.moveTo)(point)
    pen.closePath()
    if cff:
        box = pen.getCharString()
        builder.setupCFF("Stranger", {}, dict.fromkeys(names, box), {})
    else:
        builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1024, 0)))
    builder.setupHorizontalHeader(ascent=1700, descent=-500)
    builder.setupNameTable({"familyName": "Stranger", "psName": "Stranger (Odd)/Name"})
    builder.setupOS2(sTypoAscender=1700, sTypoDescender=-500, usWeightClass=650, fsType=embedding)
    builder.setupPost()
    builder.save(path)
    return path
