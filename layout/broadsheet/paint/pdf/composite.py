"""One composite font for each face used (ISO 32000-1, 9.7).

Takes the sorts of a face that the pages use; returns its codes and the objects of the file:
Type0 dictionaries for horizontal and for vertical setting, which share one CIDFont, one
program and one ToUnicode map.  Knows nothing of where glyphs stand.
"""

import hashlib
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from struct import Struct
from typing import Any

from broadsheet.fonts.face import Face
from broadsheet.fonts.subset import Subset, cut_subset
from broadsheet.models import frozen
from broadsheet.paint.pdf import objects
from broadsheet.paint.pdf.typecase import Typecase, name, place_of

# Outlines hardly compress: level 6 takes as long again for 1.2 % less.
_PROGRAM_LEVEL = 2
_CODE = Struct(">H")
# Stretches of equal widths from this length on are written as a range.
_RANGE = 4


@frozen(kw_only=True)
class Composite:
    """A face as the file holds it."""

    face: Face
    number: int  # the first face called for is 1
    readings: tuple[dict[int, str], ...]  # what each glyph reads as (``typecase``)
    vertical: bool  # used upright in a vertical line
    horizontal: bool
    subset: Subset
    packed: bytes  # the font program, compressed


def cut(case: Typecase) -> Composite:
    """Cut a face down to the glyphs in use."""
    subset = cut_subset(case.face, case.sorts.readings[0])
    return Composite(
        face=case.face,
        number=case.number,
        readings=tuple(case.sorts.readings),
        vertical=case.vertical,
        horizontal=case.horizontal,
        subset=subset,
        packed=zlib.compress(subset.program, _PROGRAM_LEVEL),
    )


def put_codes(case: Typecase, font: Composite, codes: bytearray) -> None:
    """Put the codes of a face's sorts into those of a file, two bytes each, by their places."""
    found, put = font.subset.codes, _CODE.pack_into
    dealt = case.sorts.items()
    end = 2 * max((place_of(stood) for _, stood in dealt), default=-1) + 2
    if len(codes) < end:
        codes.extend(bytes(end - len(codes)))
    for (glyph, _), stood in dealt:
        put(codes, 2 * place_of(stood), found[glyph])


def type0(font: Composite, document: Any) -> None:
    """Put a font's objects into the document, named as ``reference`` calls for them."""
    digest = hashlib.md5(font.packed, usedforsecurity=False).digest()
    base = "".join(chr(65 + byte % 26) for byte in digest[:6]) + "+" + font.face.psname
    descendant = document.Reference(_cid_font(font, base, document))
    suffix = font.subset.kind == "CIDFontType0C"  # only then part of the name (9.7.6.2)
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
            called = name(font.number, vertical=vertical, reading=n)
            document.Reference(entries, _named(called))


def reference(called: str) -> Any:
    """Return the reference of a font by its resource name; it may yet have to be made."""
    return objects.reference(_named(called))


def _named(called: str) -> str:
    return f"Face {called}"


def _cid_font(font: Composite, base: str, document: Any) -> Any:
    """Return the CIDFont: which program, how wide its glyphs are, where vertical ones hang."""
    truetype = font.subset.kind == "TrueType"
    codes, advance = font.subset.codes, font.face.advance
    by_code = sorted([(codes[glyph], glyph) for glyph in font.readings[0]])
    widths = {code: _thousandths(advance(glyph)) for code, glyph in by_code}
    # An integer (ISO 32000-1, table 117): poppler takes any other for one em.
    whole = {width: n for width, n in Counter(widths.values()).items() if width == round(width)}
    usual = round(_commonest(whole))
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


def _commonest(counts: Mapping[Any, int]) -> Any:
    """Return the value that occurs most often, the smallest of several; 1000 of none."""
    return min(counts, key=lambda value: (-counts[value], value), default=1000)


@lru_cache(maxsize=1 << 12)  # most glyphs of a face have one of a few measures
def _thousandths(length: float) -> float:
    """Return a length in em in thousandths of one, as fonts tell them."""
    return round(1000 * length, 3)


def _vertical_metrics(
    font: Composite, by_code: list[tuple[int, int]], widths: Mapping[int, float]
) -> dict[str, Any]:
    """Return DW2 and W2: advance and origin of each glyph in vertical setting."""
    vertical = font.face.vertical
    metrics = {code: tuple(map(_thousandths, vertical(glyph))) for code, glyph in by_code}
    advance, height = _commonest(Counter([metric[::2] for metric in metrics.values()]))
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
            last = start + len(piece) - 1
            ranges.append(f"<{start:04x}> <{last:04x}> [{_in_hex(piece)}]")
    blocks = []
    for start in range(0, len(ranges), 100):  # a block holds a hundred entries at most
        block = ranges[start : start + 100]
        blocks += [f"{len(block)} beginbfrange", *block, "endbfrange"]
    return "\n".join([_CMAP_HEAD, *blocks, _CMAP_FOOT]).encode("ascii")


def _in_hex(texts: list[str]) -> str:
    """Return texts as strings of a map: UTF-16, in hexadecimal.

    >>> _in_hex(["春", "天"]), _in_hex(["fi", "天"])
    ('<6625> <5929>', '<00660069> <5929>')
    """
    together = "".join(texts).encode("utf-16-be")
    if len(together) == 2 * len(texts):  # one unit each, as nearly all are
        return f"<{together.hex(' ', 2).replace(' ', '> <')}>"
    return " ".join([f"<{text.encode('utf-16-be').hex()}>" for text in texts])


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
