"""One composite font for each face used (ISO 32000-1, 9.7).

Takes the display list and the faces; returns for each face its codes, the names under which
pages call for it, and the objects of the file: Type0 dictionaries for horizontal and for
vertical setting, which share one CIDFont, one program and one ToUnicode map.  Knows nothing
of where glyphs stand.
"""

import hashlib
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from broadsheet import display
from broadsheet.errors import Fault
from broadsheet.fonts.face import Face
from broadsheet.fonts.subset import Subset, cut_subset
from broadsheet.models import frozen
from broadsheet.paint.pdf import objects

# A carriage return as it stands would be read as a line feed.
_ESCAPES = {"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r"}
# Outlines hardly compress: level 6 takes as long again for 1.2 % less.
_PROGRAM_LEVEL = 2
# Stretches of equal widths from this length on are written as a range.
_RANGE = 4


@frozen(kw_only=True)
class Composite:
    """A face as the file holds it."""

    face: Face
    number: int  # the first face called for is 1
    # What each glyph reads as, by glyph id: the commonest text of all glyphs first, then the
    # second of those that have one, and so on.  Each reading is a Type0 font of its own, as
    # two codes of one glyph are not to be had and ActualText is not honoured everywhere.
    readings: tuple[dict[int, str], ...]
    vertical: bool  # used upright in a vertical line
    horizontal: bool
    subset: Subset
    packed: bytes  # the font program, compressed
    codes: dict[int, str]  # as strings hold them, by glyph id

    def name(self, *, vertical: bool = False, reading: int = 0) -> str:
        """Return the resource name for one way of setting and one reading."""
        return f"{'V' if vertical else 'F'}{self.number}{f'.{reading}' if reading else ''}"

    def reading(self, glyph: int, text: str) -> int:
        """Return which reading gives a glyph this text."""
        return next(n for n, texts in enumerate(self.readings) if texts.get(glyph) == text)


def cut_fonts(pages: display.Pages, faces: Mapping[str, Face]) -> dict[str, Composite]:
    """Cut a subset of every face that the pages use, by face id in the order of first use."""
    used: dict[str, Counter[tuple[int, str]]] = {}
    upright: set[str] = set()
    level: set[str] = set()
    for line in pages.lines():
        for run in line.runs:
            if len(run.text) != len(run.glyphs) or not all(run.text):
                raise Fault(f"not one text for each of {len(run.glyphs)} glyphs: {run.plain!r}")
            used.setdefault(run.face, Counter()).update(zip(run.glyphs, run.text, strict=True))
            (upright if stands(line, run) else level).add(run.face)
    if strangers := sorted(used.keys() - faces.keys()):
        raise Fault(f"faces that nobody opened: {', '.join(strangers)}")
    fonts = {}
    # One after the other: HarfBuzz holds the interpreter's lock, threads gain nothing.
    for number, (face, pairs) in enumerate(used.items(), 1):
        readings = _readings(pairs)
        subset = cut_subset(faces[face], readings[0])
        fonts[face] = Composite(
            face=faces[face],
            number=number,
            readings=readings,
            vertical=face in upright,
            horizontal=face in level,
            subset=subset,
            packed=zlib.compress(subset.program, _PROGRAM_LEVEL),
            codes={glyph: _escaped(code) for glyph, code in subset.codes.items()},
        )
    return fonts


def stands(line: display.TextLine, run: display.Run) -> bool:
    """Tell whether a run is set with the vertical font: upright, glyph under glyph.

    Digits set tate-chu-yoko and runs that lie on their side take the horizontal one.
    """
    return line.vertical and run.upright and run.stretch == 1.0


def _readings(pairs: Counter[tuple[int, str]]) -> tuple[dict[int, str], ...]:
    """Deal the texts of each glyph out to readings, the commonest first."""
    readings: list[dict[int, str]] = []
    for (glyph, text), _ in sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0])):
        free = next((reading for reading in readings if glyph not in reading), None)
        if free is None:
            readings.append(free := {})
        free[glyph] = text
    return tuple(readings)


def _escaped(code: int) -> str:
    """Return a code as two bytes of a literal string (ISO 32000-1, 7.3.4.2).

    Hexadecimal strings would make the page's stream a third larger, compressed.
    """
    return "".join(_ESCAPES.get(byte, byte) for byte in map(chr, divmod(code, 0x100)))


def type0(font: Composite, document: Any) -> dict[str, Any]:
    """Put a font's objects into the document; return its references by resource name."""
    digest = hashlib.md5(font.packed, usedforsecurity=False).digest()
    base = "".join(chr(65 + byte % 26) for byte in digest[:6]) + "+" + font.face.psname
    descendant = document.Reference(_cid_font(font, base, document))
    suffix = font.subset.kind == "CIDFontType0C"  # only then part of the name (9.7.6.2)
    references = {}
    for n, texts in enumerate(font.readings):
        to_unicode = document.Reference(objects.deflated(_to_unicode(texts, font.subset.codes)))
        for vertical in (False, True):
            if not (font.vertical if vertical else font.horizontal):
                continue
            encoding = "Identity-V" if vertical else "Identity-H"
            entries = objects.dictionary(
                Type="/Font",
                Subtype="/Type0",
                BaseFont=objects.name(f"{base}-{encoding}" if suffix else base),
                Encoding=f"/{encoding}",
                DescendantFonts=objects.array(descendant),
                ToUnicode=to_unicode,
            )
            references[font.name(vertical=vertical, reading=n)] = document.Reference(entries)
    return references


def _cid_font(font: Composite, base: str, document: Any) -> Any:
    """Return the CIDFont: which program, how wide its glyphs are, where vertical ones hang."""
    truetype = font.subset.kind == "TrueType"
    by_code = sorted((font.subset.codes[glyph], glyph) for glyph in font.readings[0])
    widths = {code: round(1000 * font.face.advance(glyph), 3) for code, glyph in by_code}
    usual = _commonest(widths.values())
    entries: dict[str, Any] = {
        "Type": "/Font",
        "Subtype": "/CIDFontType2" if truetype else "/CIDFontType0",
        "BaseFont": objects.name(base),
        "CIDSystemInfo": objects.dictionary(
            Registry="(Adobe)", Ordering="(Identity)", Supplement=0
        ),
        "FontDescriptor": document.Reference(_descriptor(font, base, document)),
        "DW": usual,
    }
    if others := [(code, width) for code, width in widths.items() if width != usual]:
        entries["W"] = objects.array(*width_entries(others))
    if truetype:
        entries["CIDToGIDMap"] = "/Identity"
    if font.vertical:
        entries |= _vertical_metrics(font, by_code, widths)
    return objects.dictionary(**entries)


def _descriptor(font: Composite, base: str, document: Any) -> Any:
    """Return the font descriptor; lengths in thousandths of an em."""
    face, truetype = font.face, font.subset.kind == "TrueType"
    about = {"Length1": len(font.subset.program)} if truetype else {"Subtype": "/CIDFontType0C"}
    stream = objects.Stream(font.packed, Filter="/FlateDecode", **about)
    facts = face.descriptor
    return objects.dictionary(
        Type="/FontDescriptor",
        FontName=objects.name(base),
        FontBBox=objects.array(*facts.bbox),
        Flags=facts.flags,
        ItalicAngle=facts.italic_angle,
        StemV=facts.stem_v,
        Ascent=round(1000 * face.ascent),
        Descent=round(1000 * face.descent),
        CapHeight=round(1000 * face.cap_height),
        **{"FontFile2" if truetype else "FontFile3": document.Reference(stream)},
    )


def width_entries(pairs: list[tuple[int, float]]) -> Iterator[Any]:
    """Yield the entries of a W array: ``first [w w ...]`` or ``first last w``."""
    for first, widths in _consecutive(pairs):
        code, plain = first, list[float]()
        for width, group in groupby(widths):
            length = len(list(group))
            if length >= _RANGE:
                if plain:
                    yield from (code - len(plain), objects.array(*plain))
                    plain = []
                yield from (code, code + length - 1, width)
            else:
                plain += [width] * length
            code += length
        if plain:
            yield from (code - len(plain), objects.array(*plain))


def _consecutive(pairs: Iterable[tuple[int, Any]]) -> Iterator[tuple[int, list[Any]]]:
    """Yield the values of consecutive codes together, with the first code."""
    first, values = -1, list[Any]()
    for code, value in pairs:
        if values and code == first + len(values):
            values.append(value)
            continue
        if values:
            yield first, values
        first, values = code, [value]
    if values:
        yield first, values


def _commonest(values: Iterable[Any]) -> Any:
    """Return the value that occurs most often, the smallest of several."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value))


def _vertical_metrics(
    font: Composite, by_code: list[tuple[int, int]], widths: Mapping[int, float]
) -> dict[str, Any]:
    """Return DW2 and W2: advance and origin of each glyph in vertical setting."""
    metrics = {
        code: tuple(round(1000 * length, 3) for length in font.face.vertical(glyph))
        for code, glyph in by_code
    }
    advance, height = _commonest((metric[0], metric[2]) for metric in metrics.values())
    found = {"DW2": objects.array(height, -advance)}
    # Without an entry, a glyph hangs by the middle of its width (ISO 32000-1, 9.7.4.3).
    others = [
        (code, metric)
        for code, metric in metrics.items()
        if (metric[0], metric[2]) != (advance, height) or abs(metric[1] - widths[code] / 2) > 0.5
    ]
    if others:
        found["W2"] = objects.array(
            *(
                entry
                for first, group in _consecutive(others)
                for entry in (
                    first,
                    objects.array(*(v for m in group for v in (-m[0], m[1], m[2]))),
                )
            )
        )
    return found


def _to_unicode(texts: Mapping[int, str], codes: Mapping[int, int]) -> bytes:
    """Return the map from codes to text, in ranges that stay within one high byte."""
    by_code = sorted((codes[glyph], text) for glyph, text in texts.items())
    ranges = []
    for first, together in _consecutive(by_code):
        for start, piece in _rows(first, together):
            written = " ".join(f"<{text.encode('utf-16-be').hex()}>" for text in piece)
            last = start + len(piece) - 1
            ranges.append(f"<{start:04x}> <{last:04x}> [{written}]")
    blocks = []
    for start in range(0, len(ranges), 100):  # a block holds a hundred entries at most
        block = ranges[start : start + 100]
        blocks += [f"{len(block)} beginbfrange", *block, "endbfrange"]
    return "\n".join([_CMAP_HEAD, *blocks, _CMAP_FOOT]).encode("ascii")


def _rows(first: int, texts: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Cut texts of consecutive codes where the high byte changes."""
    start = 0
    while start < len(texts):
        end = min(len(texts), start + 0x100 - (first + start) % 0x100)
        yield first + start, texts[start:end]
        start = end


_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange"""

_CMAP_FOOT = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
