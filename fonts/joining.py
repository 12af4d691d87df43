"""Put together what comes in pieces.

Takes the files of npm packages, which split a face into web fonts, and a face of the same design;
writes faces as the build takes them.  Needs the Python package ``brotli``, to unpack WOFF2.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from forms import EM
from glyphs import put_cmap, set_cmap


def join(pieces: Iterable[Path], target: Path) -> None:
    """Write the union of a face's pieces, the first one that holds a character giving it."""
    first, *others = pieces
    base = TTFont(first, recalcTimestamp=False)
    base.flavor = None
    for piece in others:
        put_cmap(base, added(base, TTFont(piece), set(base.getBestCmap())))
    base.save(target)


def pair(base_file: Path, pieces: Iterable[Path], target: Path) -> None:
    """Write a collection of two: a face, and what the pieces draw otherwise over it.

    Both share their outlines: where a piece draws a character as the face does, its glyph serves.
    """
    base = TTFont(base_file, recalcTimestamp=False)
    others: dict[int, str] = {}
    for piece in pieces:
        others |= added(base, TTFont(piece), set(others))
    base.save(target)
    # Opened again, tables that nobody touches are the same bytes, and stored once.
    both = TTCollection()
    both.fonts = [TTFont(target, recalcTimestamp=False) for _ in range(2)]
    second = both.fonts[1]  # names of glyphs do not outlive a file, numbers do
    numbers = {code: base.getGlyphID(name) for code, name in others.items()}
    put_cmap(second, {code: second.getGlyphName(number) for code, number in numbers.items()})
    both.save(target.with_suffix(".ttc"))


def signs(piece: Path, target: Path) -> None:
    """Write a face of signs on a body of 1000 units, each as wide as that; no others are kept."""
    font = TTFont(piece, recalcTimestamp=False)
    font.flavor = None
    widths, cmap = font["hmtx"], font.getBestCmap()
    body = max(width for width, _ in widths.metrics.values())
    set_cmap(font, {code: name for code, name in cmap.items() if widths[name][0] == body})
    font["head"].unitsPerEm = body
    scale_upem(font, EM)
    font.save(target)


def added(base: TTFont, piece: TTFont, held: set[int]) -> dict[int, str]:
    """Return glyphs of ``base`` for what a piece holds and ``held`` does not, copied if need be."""
    names: dict[int, str] = {}
    glyphs, own, cmap = piece.getGlyphSet(), base.getGlyphSet(), base.getBestCmap()
    order = list(base.getGlyphOrder())
    for code, name in sorted(piece.getBestCmap().items()):
        if code in held:
            continue
        drawn = drawing(glyphs, name)
        if code in cmap and drawn.value == drawing(own, cmap[code]).value:
            names[code] = cmap[code]
            continue
        pen = TTGlyphPen(None)
        drawn.replay(pen)
        names[code] = copy = f"join{len(order):05d}"
        order.append(copy)
        base["glyf"].glyphs[copy] = pen.glyph()
        base["hmtx"][copy] = piece["hmtx"][name]
        if "vmtx" in base:
            base["vmtx"][copy] = piece["vmtx"][name]
    base["glyf"].glyphOrder = order
    base.setGlyphOrder(order)
    return names


def drawing(glyphs: Mapping[str, Any], name: str) -> DecomposingRecordingPen:
    """Return a glyph's outline."""
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    return pen
