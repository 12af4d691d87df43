"""Fonts of a PDF: whether they are in the file, and how wide their glyphs are.

Takes font dictionaries as pypdf gives them; returns what the reading of content needs.
"""

from typing import Any

from broadsheet.models import frozen

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_USUAL = 0.5  # em, where a font does not say


@frozen(kw_only=True)
class Font:
    """A font as content calls for it; widths in em by code."""

    name: str
    embedded: bool
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
    name="", embedded=True, wide=False, vertical=False, identity=False, usual=_USUAL, widths={}
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
