"""Put the brush face together again.

Takes the folder of web fonts that an npm package splits it into; writes one TrueType face.
"""

from pathlib import Path

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from glyphs import append_glyph


def join(folder: Path, target: Path) -> None:
    """Write the union of the largest file and of the characters only the split ones hold."""
    base = TTFont(folder / "ma-shan-zheng-chinese-simplified-400-normal.woff2")
    base.recalcTimestamp = False
    base.flavor = None
    for part in sorted(folder.glob("ma-shan-zheng-[0-9]*-400-normal.woff2")):
        add_missing(base, TTFont(part))
    base.save(target)


def add_missing(base: TTFont, part: TTFont) -> None:
    """Copy the glyphs of characters that ``base`` lacks."""
    held = base.getBestCmap()
    glyphs = part.getGlyphSet()
    for code, name in sorted(part.getBestCmap().items()):
        if code in held:
            continue
        outline = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(outline)
        pen = TTGlyphPen(None)
        outline.replay(pen)
        copy = f"u{code:05X}"
        append_glyph(base, copy, pen.glyph())
        base["hmtx"][copy] = part["hmtx"][name]
        for table in base["cmap"].tables:
            if table.isUnicode() and (code <= 0xFFFF or table.format == 12):
                table.cmap[code] = copy
