"""Fonts of type 1, as far as widths go: names of glyphs, what each is wide, the built-in encoding.

Takes a program's bytes; nothing of it is run, as a PostScript reader would (Adobe Type 1 Font
Format, 1990, chapters 2, 6 and 7).
"""

import re
from collections.abc import Iterator, Mapping

from fontTools.encodings.StandardEncoding import StandardEncoding
from fontTools.misc.eexec import decrypt

from broadsheet.models import frozen

_PROGRAM_KEY, _GLYPH_KEY = 55665, 4330
_SPOILT = 4  # bytes that come first
_PFB = 0x80
_WIDTH, _ESCAPE, _DIVIDE, _WIDTH_TOO = 13, 12, 12, 7
_HEX = re.compile(rb"[0-9A-Fa-f\s]{8}")


@frozen(kw_only=True)
class TypeOne:
    """A font of type 1."""

    widths: Mapping[str, float]  # of glyphs by name, thousandths of an em
    encoding: Mapping[int, str]


def read_type_one(data: bytes) -> TypeOne:
    """Read a program; raises ValueError for one that is none."""
    data = _unwrapped(data)
    head, found, rest = data.partition(b"eexec")
    if not found:
        raise ValueError("no program of type 1")
    secret = rest.lstrip(b" \t\r\n")
    if _HEX.match(secret):
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", secret)
        secret = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
    private = decrypt(secret, _PROGRAM_KEY)[0][_SPOILT:]
    matrix = re.search(rb"/FontMatrix\s*\[\s*([-+.\deE]+)", head)
    scale = 1000 * float(matrix[1]) if matrix else 1.0
    skipped = re.search(rb"/lenIV\s+(-?\d+)", private)
    spoilt = int(skipped[1]) if skipped else _SPOILT
    widths = {name: scale * width for name, width in _widths(private, spoilt)}
    return TypeOne(widths=widths, encoding=_encoding(head))


def _unwrapped(data: bytes) -> bytes:
    """Return a program without the heads of a PFB's parts, which have no place in a PDF."""
    parts: list[bytes] = []
    while len(data) > 6 and data[0] == _PFB and data[1] in (1, 2):
        size = int.from_bytes(data[2:6], "little")
        parts.append(data[6 : 6 + size])
        data = data[6 + size :]
    return b"".join(parts) or data


def _encoding(head: bytes) -> dict[int, str]:
    if re.search(rb"/Encoding\s+StandardEncoding\b", head):
        return dict(enumerate(StandardEncoding))
    pairs = re.findall(rb"\bdup\s+(\d+)\s*/([^\s/\[\](){}<>%]+)\s+put\b", head)
    return {int(code): name.decode("latin-1") for code, name in pairs if int(code) < 256}


def _widths(private: bytes, spoilt: int) -> Iterator[tuple[str, float]]:
    at = max(0, private.find(b"/CharStrings"))
    entry = re.compile(rb"/([^\s/\[\](){}<>%]+)\s+(\d+)\s+(?:RD|-\||[^\s/]+)\s")
    at = private.find(b"begin", at)
    while at >= 0 and (found := entry.search(private, at, at + 400)):
        size, begins = int(found[2]), found.end()
        drawn = private[begins : begins + size]
        if spoilt >= 0:
            drawn = decrypt(drawn, _GLYPH_KEY)[0][spoilt:]
        width = _width(drawn)
        if width is not None:
            yield found[1].decode("latin-1"), width
        at = begins + size


def _width(drawn: bytes) -> float | None:
    """Return the width that a glyph begins with: ``hsbw`` or ``sbw``, its numbers maybe divided."""
    stack: list[float] = []
    at = 0
    while at < len(drawn):
        byte = drawn[at]
        at += 1
        if byte >= 32:
            value, at = _number(drawn, byte, at)
            stack.append(value)
        elif byte == _WIDTH and len(stack) > 1:
            return stack[1]
        elif byte == _ESCAPE and at < len(drawn):
            byte, at = drawn[at], at + 1
            if byte == _WIDTH_TOO and len(stack) > 3:
                return stack[2]
            if byte != _DIVIDE or len(stack) < 2 or not stack[-1]:
                return None
            stack[-2:] = [stack[-2] / stack[-1]]
        else:
            return None
    return None


def _number(drawn: bytes, byte: int, at: int) -> tuple[float, int]:
    if byte <= 246:
        return byte - 139, at
    if byte == 255:
        return int.from_bytes(drawn[at : at + 4], "big", signed=True), at + 4
    low = drawn[at] if at < len(drawn) else 0
    return (
        (byte - 247) * 256 + low + 108 if byte <= 250 else (251 - byte) * 256 - low - 108
    ), at + 1
