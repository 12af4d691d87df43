"""Embedded fonts of placed pages: which codes have a glyph, how wide it is, what it is named.

Takes fonts as objects; asks their programs through fontTools, which is loaded with this module,
for archives and tagged files with placed pages alone (ISO 32000-1, 9.6 to 9.9).
"""

import io
import re
import struct
from collections.abc import Mapping
from typing import Any

from fontTools import agl
from fontTools.cffLib import CFFFontSet
from fontTools.encodings.StandardEncoding import StandardEncoding
from fontTools.pens.basePen import NullPen
from fontTools.ttLib import TTFont, TTLibError
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, NameObject, StreamObject

from broadsheet.errors import SourceError
from broadsheet.models import frozen
from broadsheet.opened_pdf.font_rules import is_symbolic
from broadsheet.opened_pdf.type_one import read_type_one

_SFNT = (b"OTTO", b"\x00\x01\x00\x00", b"true")
_MISSING = ".notdef"
# What fontTools raises on broken fonts is not only its own: it trusts tables and offsets.
_SPOILT = (
    ArithmeticError, AssertionError, AttributeError, LookupError, struct.error, TypeError,
    RecursionError, ValueError,
)  # fmt: skip


@frozen(kw_only=True)
class Program:
    """An embedded font, as far as it is asked."""

    glyphs: Mapping[int, float]  # code → width, thousandths of an em; missing: no glyph
    names: Mapping[int, str] = {}  # of glyphs, where they tell characters


def is_plain(font: Any) -> bool:
    """Tell whether codes can be read off: single bytes, or two by Identity."""
    encoding = str(font.get("/Encoding", ""))
    return str(font.get("/Subtype", "")) != "/Type0" or encoding.startswith("/Identity-")


def program_of(font: Any) -> Program | None:
    """Return the program of a font; None for what is not looked into: tables of codes.

    Raises SourceError for a program that is broken.
    """
    try:
        return _opened_program(font)
    except (TTLibError, *_SPOILT):
        name = str(font.get("/BaseFont", "/?"))[1:]
        hint = "ask the advertiser to embed it anew"
        raise SourceError(f"holds the face {name}, which is broken", hint=hint) from None


def _opened_program(font: Any) -> Program | None:
    subtype = str(font.get("/Subtype", ""))
    if subtype == "/Type3":
        return _of_drawings(font)
    if not is_plain(font):
        return None
    composite = subtype == "/Type0"
    holder = font["/DescendantFonts"].get_object()[0].get_object() if composite else font
    descriptor = holder.get("/FontDescriptor")
    if descriptor is None:
        return None
    about = descriptor.get_object()
    embedded = next((key for key in about if key.startswith("/FontFile")), "")
    if embedded == "/FontFile2":
        return _of_truetype(about[embedded].get_object(), font, holder)
    data = about[embedded].get_object().get_data() if embedded else b""
    if embedded == "/FontFile3":
        return _of_cids(_cff(data)) if composite else _of_names(_cff(data), font)
    return _of_type1(data, font) if embedded and not composite else None


def _of_truetype(stream: Any, font: Any, holder: Any) -> Program:
    program = TTFont(io.BytesIO(stream.get_data()), lazy=True)
    scale = 1000 / program["head"].unitsPerEm
    order = program.getGlyphOrder()
    metrics = program["hmtx"].metrics
    if holder is not font:
        by_code: Mapping[int, int] = _by_map(holder, len(order))
    else:
        by_code = _by_code(program, font, symbolic=is_symbolic(font))
    glyphs = {
        code: metrics[order[glyph]][0] * scale
        for code, glyph in by_code.items()
        if 0 < glyph < len(order)
    }
    return Program(glyphs=glyphs)


def _by_map(holder: Any, count: int) -> Mapping[int, int]:
    """Return glyphs by CID (9.7.4.2)."""
    held = holder.get("/CIDToGIDMap")
    found = held.get_object() if held is not None else None
    if not isinstance(found, StreamObject):
        return {n: n for n in range(count)}
    data = found.get_data()
    return {n: int.from_bytes(data[2 * n : 2 * n + 2], "big") for n in range(len(data) // 2)}


def _by_code(program: Any, font: Any, *, symbolic: bool) -> Mapping[int, int]:
    """Return glyphs by single byte (9.6.6.4)."""
    tables = {(t.platformID, t.platEncID): t.cmap for t in program["cmap"].tables}
    found: dict[int, int] = {}
    names = {} if symbolic else names_by_code(font)
    for code in range(256):
        if symbolic:
            wide, narrow = tables.get((3, 0), {}), tables.get((1, 0), {})
            own = wide.get(code) or wide.get(0xF000 + code) or narrow.get(code)
        else:
            own = _by_letter(tables, agl.toUnicode(names.get(code, ""))[:1])
        if own is not None:
            found[code] = program.getGlyphID(own)
    return found


def _by_letter(tables: Mapping[tuple[int, int], Any], letter: str) -> Any:
    """Return the name of a letter's glyph: by Unicode, else by the Macintosh's codes."""
    if not letter:
        return None
    if (3, 1) in tables:
        return tables[3, 1].get(ord(letter))
    code = letter.encode("mac_roman", "ignore")
    return tables.get((1, 0), {}).get(code[0]) if code else None


def same_by_both(stream: Any, font: Any) -> bool:
    """Tell whether a TrueType font shows the same glyphs with its encoding and without.

    What the program has no glyph for in one way and has in the other is not the same.
    """
    program = TTFont(io.BytesIO(stream.get_data()), lazy=True)
    if "cmap" not in program:
        return False
    kinds = {(table.platformID, table.platEncID) for table in program["cmap"].tables}
    if (3, 0) not in kinds and len(kinds) != 1:  # 6.2.11.6: which one readers take is not sure
        return False
    codes = range(int(font.get("/FirstChar", 0)), int(font.get("/LastChar", 255)) + 1)
    if (3, 1) not in kinds:
        return True  # readers have no other way than without it
    bare, named = (_by_code(program, font, symbolic=one) for one in (True, False))
    return all(bare.get(code, 0) == named.get(code, 0) for code in codes)


def names_by_code(font: Any, own: Mapping[int, str] | None = None) -> dict[int, str]:
    """Return the names of a simple font's glyphs by code: its encoding with its differences."""
    held = font.get("/Encoding")
    encoding = held.get_object() if held is not None else ""
    table = encoding if isinstance(encoding, DictionaryObject) else DictionaryObject()
    base = str(table.get("/BaseEncoding", "")) if table else str(encoding)
    coding = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}.get(base)
    if coding:
        found = {code: _name_of(code, coding) for code in range(32, 256)}
    elif own is not None:
        found = dict(own)
    else:
        found = dict(enumerate(StandardEncoding))
    at = 0
    for part in table.get("/Differences", ArrayObject()).get_object():
        if isinstance(part, NameObject):
            found[at] = str(part)[1:]
            at += 1
        else:
            at = int(part)
    return found


def _name_of(code: int, coding: str) -> str:
    character = bytes([code]).decode(coding, "replace")
    if coding == "cp1252":  # annex D.2, notes: both stand for others in this encoding
        character = {"\xa0": " ", "\xad": "-", "\ufffd": "\u2022"}.get(character, character)
    known = {"\u03a9": "Omega", "\u2206": "Delta", "\u00b5": "mu", "\u2126": "Omega"}
    return known.get(character) or str(agl.UV2AGL.get(ord(character), _MISSING))


def _cff(data: bytes) -> Any:
    if data[:4] in _SFNT:
        return TTFont(io.BytesIO(data), lazy=True)["CFF "].cff.topDictIndex[0]
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    return fonts.topDictIndex[0]


def _width(top: Any, name: str) -> float:
    drawn = top.CharStrings[name]
    drawn.draw(NullPen())
    return float(drawn.width)


def _of_cids(top: Any) -> Program:
    """Return what a compact font has by CID, or by glyph where it knows no CIDs (9.7.4.2)."""
    keyed = hasattr(top, "ROS")
    scale = 1.0 if keyed else 1000 * top.FontMatrix[0]
    glyphs: dict[int, float] = {}
    for n, name in enumerate(top.charset):
        code = int(name[3:]) if keyed and name != _MISSING else n
        if code:
            glyphs[code] = _width(top, name) * scale
    return Program(glyphs=glyphs)


def _of_names(top: Any, font: Any) -> Program | None:
    if hasattr(top, "ROS"):
        return None  # a font by CIDs under single bytes: nobody knows which
    encoding = top.Encoding
    own = StandardEncoding if encoding == "StandardEncoding" else encoding
    built = dict(enumerate(own)) if isinstance(own, list) else {}
    names = names_by_code(font, built)
    scale = 1000 * top.FontMatrix[0]
    known = {
        code: name for code, name in names.items() if name != _MISSING and name in top.CharStrings
    }
    widths = {name: _width(top, name) * scale for name in set(known.values())}
    return Program(glyphs={code: widths[name] for code, name in known.items()}, names=names)


def _of_type1(data: bytes, font: Any) -> Program:
    program = read_type_one(data)
    names = names_by_code(font, program.encoding)
    glyphs = {
        code: program.widths[name]
        for code, name in names.items()
        if name != _MISSING and name in program.widths
    }
    return Program(glyphs=glyphs, names=names)


def _of_drawings(font: Any) -> Program:
    """Return what a font of type 3 says of itself: the widths that its glyphs begin with."""
    drawn = font["/CharProcs"].get_object()
    names = names_by_code(font, {})
    glyphs: dict[int, float] = {}
    for code, name in names.items():
        if f"/{name}" in drawn:
            found = re.match(
                rb"\s*([-+.\d]+)\s+[-+.\d]+\s+(?:d0|(?:[-+.\d]+\s+){4}d1)\b",
                ContentStream(drawn[f"/{name}"].get_object(), None).get_data(),
            )
            if found:
                glyphs[code] = float(found[1])
    return Program(glyphs=glyphs, names=names)
