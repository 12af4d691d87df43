"""Type of a placed page that an archive refuses: glyphs that are none, widths that lie.

Takes operators with their resources; yields faults in words.  Asks the embedded programs
through fontTools, imported when there is one to be asked (ISO 19005-2, 6.2.11.5, 6.2.11.7 and
6.2.11.8; ISO 14289-1, 7.21).  Fonts by a code table of their own, and PostScript ones of type 1,
are not looked into.
"""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from broadsheet.models import frozen
from broadsheet.opened_pdf.content import Operation, named

_SYMBOLIC = 4  # flag (table 123)
_SLACK = 1.001  # of a thousandth of an em (6.2.11.5: consistent)
_INVISIBLE = 3
_HEX = rb"<\s*([0-9A-Fa-f\s]*)>"
_UNSAID = {"\x00", "\ufeff", "\ufffe"}


@frozen(kw_only=True)
class Program:
    """An embedded font, as far as it is asked."""

    glyphs: Mapping[int, float]  # code → width, thousandths of an em; missing: no glyph
    name: str


def text_faults(operations: Iterable[Operation], resources: Any) -> Iterator[str]:
    """Yield what the text of a content stream has that PDF/A-2u and PDF/UA-1 refuse."""
    for name, codes in _shown(operations).items():
        held = named(resources, "/Font", name)
        font = held.get_object() if held is not None else None
        if isinstance(font, DictionaryObject):
            yield from font_faults(font, codes)


def font_faults(font: Any, shown: Mapping[bytes, bool]) -> Iterator[str]:
    """Yield what is wrong with what is shown in a font: strings, and whether they are seen."""
    size = 2 if str(font.get("/Subtype", "")) == "/Type0" else 1
    codes: dict[int, bool] = {}
    for text, seen in shown.items():
        for at in range(0, len(text) - size + 1, size):
            code = int.from_bytes(text[at : at + size], "big")
            codes[code] = codes.get(code, False) or seen
    name = str(font.get("/BaseFont", "/?"))[1:]
    if "/ToUnicode" in font and _is_plain(font):
        told = _told(font["/ToUnicode"].get_object())
        if any(told.get(code, "\0") in _UNSAID for code in codes):
            yield f"characters of {name} that tell nothing"
    program = _program(font)
    if program is None:
        return
    if any(code not in program.glyphs for code in codes):
        yield f"characters that {name} does not have"
    widths = _widths(font)
    for code, seen in codes.items():
        own, said = program.glyphs.get(code), widths.get(code, widths[-1])
        if seen and own is not None and said is not None and abs(own - said) > _SLACK:
            yield f"widths of {name} that are not its own"
            return


def _is_plain(font: Any) -> bool:
    """Tell whether codes can be read off: single bytes, or two by Identity."""
    encoding = str(font.get("/Encoding", ""))
    return str(font.get("/Subtype", "")) != "/Type0" or encoding.startswith("/Identity-")


def _shown(operations: Iterable[Operation]) -> dict[str, dict[bytes, bool]]:
    """Return the strings shown in each font, and whether they are to be seen."""
    found: dict[str, dict[bytes, bool]] = {}
    state, saved = ("", 0), [("", 0)]
    for operands, operator in operations:
        if operator == b"q":
            saved.append(state)
        elif operator == b"Q" and len(saved) > 1:
            state = saved.pop()
        elif operator == b"Tf" and operands:
            state = (str(operands[0]), state[1])
        elif operator == b"Tr" and operands:
            state = (state[0], int(operands[0]))
        elif operator in (b"Tj", b"TJ", b"'", b'"') and operands:
            last = operands[-1]
            for part in last if isinstance(last, ArrayObject) else [last]:
                if isinstance(part, (bytes, str)):
                    own = found.setdefault(state[0], {})
                    text = _bytes(part)
                    own[text] = own.get(text, False) or state[1] != _INVISIBLE
    return found


def _bytes(text: Any) -> bytes:
    """Return a string of a content stream as the bytes it is."""
    original = getattr(text, "original_bytes", None)
    return bytes(original) if original is not None else bytes(text)


def _told(cmap: Any) -> dict[int, str]:
    """Return what a ToUnicode table says of each code (9.10.3)."""
    found: dict[int, str] = {}
    data = cmap.get_data() if isinstance(cmap, StreamObject) else b""
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", data, re.DOTALL):
        pairs = re.findall(_HEX + rb"\s*" + _HEX, block)
        found |= {int(code or b"0", 16): _text(text) for code, text in pairs}
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", data, re.DOTALL):
        row = _HEX + rb"\s*" + _HEX + rb"\s*(?:" + _HEX + rb"|\[(.*?)\])"
        for first, last, text, each in re.findall(row, block, re.DOTALL):
            start, end = int(first or b"0", 16), min(int(last or b"0", 16), 0xFFFF)
            texts = re.findall(_HEX, each) if each else []
            for n, code in enumerate(range(start, end + 1)):
                if each:
                    found[code] = _text(texts[n]) if n < len(texts) else "\0"
                elif began := _text(text):
                    found[code] = began[:-1] + chr(min(ord(began[-1]) + n, 0x10FFFF))
    return found


def _text(digits: bytes) -> str:
    plain = re.sub(rb"\s", b"", digits)
    raw = bytes.fromhex(plain.decode("ascii")) if len(plain) % 2 == 0 else b""
    return raw.decode("utf-16-be", "replace")


def _widths(font: Any) -> dict[int, float | None]:
    """Return the widths that the font's dictionary says; -1 holds that of all others."""
    if str(font.get("/Subtype", "")) != "/Type0":
        first = int(font.get("/FirstChar", 0))
        own = font.get("/Widths", ArrayObject()).get_object()
        said: dict[int, float | None] = {first + n: float(w) for n, w in enumerate(own)}
        return {-1: None, **said}
    below = font["/DescendantFonts"].get_object()[0].get_object()
    widths: dict[int, float | None] = {-1: float(below.get("/DW", 1000))}
    entries = [one.get_object() for one in below.get("/W", ArrayObject()).get_object()]
    while len(entries) > 1:
        start, second = int(entries.pop(0)), entries.pop(0)
        if isinstance(second, ArrayObject):
            widths |= {start + n: float(value) for n, value in enumerate(second)}
        elif entries:
            value = float(entries.pop(0))
            widths |= dict.fromkeys(range(start, min(int(second), 0xFFFF) + 1), value)
    return widths


def _program(font: Any) -> Program | None:
    """Return the embedded program of a font; None for kinds that are not looked into."""
    composite = str(font.get("/Subtype", "")) == "/Type0"
    if not _is_plain(font):
        return None
    holder = font["/DescendantFonts"].get_object()[0].get_object() if composite else font
    descriptor = holder.get("/FontDescriptor")
    if descriptor is None:
        return None
    about = descriptor.get_object()
    if "/FontFile2" in about:
        return _of_truetype(about["/FontFile2"].get_object(), font, holder, about)
    if "/FontFile3" in about and composite:
        return _of_cff(about["/FontFile3"].get_object(), holder)
    return None


def _of_truetype(stream: Any, font: Any, holder: Any, about: Any) -> Program:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - for archives of placed pages alone

    program = TTFont(io.BytesIO(stream.get_data()), lazy=True)
    scale = 1000 / program["head"].unitsPerEm
    order = program.getGlyphOrder()
    metrics = program["hmtx"].metrics
    if holder is not font:
        by_code: Mapping[int, int] = _by_map(holder, len(order))
    else:
        symbolic = bool(int(about.get("/Flags", _SYMBOLIC)) & _SYMBOLIC)
        by_code = _by_code(program, font, symbolic=symbolic)
    glyphs = {
        code: metrics[order[glyph]][0] * scale
        for code, glyph in by_code.items()
        if 0 < glyph < len(order)
    }
    return Program(glyphs=glyphs, name=str(font.get("/BaseFont", "/?"))[1:])


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
    for code in range(256):
        if symbolic or (3, 1) not in tables:
            wide, narrow = tables.get((3, 0), {}), tables.get((1, 0), {})
            own = wide.get(code) or wide.get(0xF000 + code) or narrow.get(code)
        else:
            own = tables[3, 1].get(_character(font, code))
        if own is not None:
            found[code] = program.getGlyphID(own)
    return found


def _character(font: Any, code: int) -> int:
    """Return the character of a code in an encoding by name, with its differences."""
    from fontTools import agl  # noqa: PLC0415 - as above

    held = font.get("/Encoding")
    encoding = held.get_object() if held is not None else ""
    base = str(encoding)
    if isinstance(encoding, DictionaryObject):
        base, at = str(encoding.get("/BaseEncoding", "")), 0
        for part in encoding.get("/Differences", ArrayObject()).get_object():
            if isinstance(part, int):
                at = int(part)
            else:
                if at == code:
                    text = agl.toUnicode(str(part)[1:])
                    return ord(text[0]) if text else -1
                at += 1
    table = "mac_roman" if "MacRoman" in base else "cp1252"
    return ord(bytes([code]).decode(table, "replace"))


def _of_cff(stream: Any, holder: Any) -> Program:
    from fontTools.cffLib import CFFFontSet  # noqa: PLC0415 - as above
    from fontTools.pens.basePen import NullPen  # noqa: PLC0415 - as above
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - as above

    data = stream.get_data()
    if data[:4] in (b"OTTO", b"\x00\x01\x00\x00"):
        top = TTFont(io.BytesIO(data), lazy=True)["CFF "].cff.topDictIndex[0]
    else:
        fonts = CFFFontSet()
        fonts.decompile(io.BytesIO(data), None)
        top = fonts.topDictIndex[0]
    scale = 1000 * top.FontMatrix[0] if not hasattr(top, "ROS") else 1.0
    names = top.charset
    glyphs: dict[int, float] = {}
    for n, name in enumerate(names):
        code = int(name[3:]) if hasattr(top, "ROS") and name != ".notdef" else n
        if code:
            drawn = top.CharStrings[name]
            drawn.draw(NullPen())
            glyphs[code] = drawn.width * scale
    return Program(glyphs=glyphs, name=str(holder.get("/BaseFont", "/?"))[1:])
