"""Fonts of a PDF: whether they are in the file, and how wide their glyphs are.

Takes font dictionaries as pypdf gives them; returns what the reading of content needs.
"""

import re
from typing import Any

from broadsheet.models import frozen

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_PLAIN = (b"\0\1\0\0", b"OTTO", b"true")
_RESTRICTED, _WHOLE, _BITMAPS = 0x0002, 0x0100, 0x0200  # bits of fsType
_SUBSET = re.compile("[A-Z]{6}[+]")
_USUAL = 0.5  # em, where a font does not say


@frozen(kw_only=True)
class Font:
    """A font as content calls for it; widths in em by code."""

    name: str
    embedded: bool
    licence: str  # what the font program's own licence bits forbid
    wide: bool  # two bytes a code
    vertical: bool
    identity: bool  # codes are glyph numbers: 0 is the glyph of what is missing
    usual: float
    widths: dict[int, float]

    def codes(self, text: bytes) -> list[int]:
        """Return the codes of a string."""
        if not self.wide:
            return list(text)
        return [int.from_bytes(text[n : n + 2], "big") for n in range(0, len(text), 2)]

    def width(self, code: int) -> float:
        """Return how far the pen moves, em; downward in vertical setting."""
        return 1.0 if self.vertical else self.widths.get(code, self.usual)


NO_FONT = Font(
    name="",
    embedded=True,
    licence="",
    wide=False,
    vertical=False,
    identity=False,
    usual=_USUAL,
    widths={},
)


def font_of(held: Any) -> Font:
    """Return what a font dictionary says."""
    name = str(held.get("/BaseFont", held.get("/Name", "/unnamed")))[1:]
    kind = held.get("/Subtype")
    if kind == "/Type0":
        return _composite(held, name)
    first = int(held.get("/FirstChar", 0))
    # Glyphs of Type 3 stand in a space of their own, and in the file.
    unit = float(held["/FontMatrix"][0]) if kind == "/Type3" else 0.001
    widths = {first + n: float(width) * unit for n, width in enumerate(_list(held, "/Widths"))}
    return Font(
        name=name,
        embedded=kind == "/Type3" or _has_file(held),
        licence=_licence(held, name),
        wide=False,
        vertical=False,
        identity=False,
        usual=_USUAL,
        widths=widths,
    )


def _composite(held: Any, name: str) -> Font:
    below = held["/DescendantFonts"].get_object()[0].get_object()
    encoding = held.get("/Encoding")
    named = str(encoding) if isinstance(encoding, str) else ""
    return Font(
        name=name,
        embedded=_has_file(below),
        licence=_licence(below, name),
        wide=True,
        vertical=named.endswith("-V"),
        identity=named.startswith("/Identity"),
        usual=float(below.get("/DW", 1000)) / 1000,
        widths=_cid_widths(_list(below, "/W")),
    )


def _list(held: Any, key: str) -> list[Any]:
    found = held.get(key)
    return list(found.get_object()) if found is not None else []


def _has_file(held: Any) -> bool:
    descriptor = held.get("/FontDescriptor")
    return descriptor is not None and any(key in descriptor.get_object() for key in _FILES)


def _licence(held: Any, name: str) -> str:
    """Return what the licence bits of an embedded program forbid (OpenType, OS/2: fsType).

    Most subsets have lost that table; bare CFF and Type 1 never had it.
    """
    descriptor = held.get("/FontDescriptor")
    if descriptor is None:
        return ""
    program = next(
        (found for key in _FILES if (found := descriptor.get_object().get(key)) is not None), None
    )
    bits = _embedding_bits(program.get_object().get_data()) if program is not None else 0
    if bits & 0x000F == _RESTRICTED:
        return "to be embedded"
    if bits & _WHOLE and _SUBSET.match(name):
        return "to be embedded in part"
    return "to be embedded as outlines" if bits & _BITMAPS else ""


def _embedding_bits(program: bytes) -> int:
    """Return fsType of a TrueType or OpenType program, 0 where it has none."""
    count = int.from_bytes(program[4:6], "big") if program[:4] in _PLAIN else 0
    for at in range(12, min(12 + 16 * count, len(program) - 15), 16):
        if program[at : at + 4] == b"OS/2":
            start = int.from_bytes(program[at + 8 : at + 12], "big")
            return int.from_bytes(program[start + 8 : start + 10], "big")
    return 0


def _cid_widths(entries: list[Any]) -> dict[int, float]:
    """Return widths by code from a W array (ISO 32000-1, 9.7.4.3)."""
    widths: dict[int, float] = {}
    at = 0
    while at + 1 < len(entries):
        first, second = int(entries[at]), entries[at + 1].get_object()
        if isinstance(second, list):
            widths |= {first + n: float(width) / 1000 for n, width in enumerate(second)}
            at += 2
        else:
            last = min(int(second), first + 0xFFFF)
            widths |= dict.fromkeys(range(first, last + 1), float(entries[at + 2]) / 1000)
            at += 3
    return widths
