"""What archives and tagged files ask of a font's dictionary.

Takes fonts of a placed page, as objects; yields what is refused in words, and puts right what is
safe (ISO 19005-2, 6.2.11.2 to 6.2.11.7; ISO 14289-1, 7.21).  What the embedded programs hold is
asked in ``type_faults``.
"""

from collections.abc import Iterator
from typing import Any

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
)

_SIMPLE = {"/Type1", "/MMType1", "/TrueType"}
_BELOW = {"/CIDFontType0", "/CIDFontType2"}
_BY_NAME = {"/WinAnsiEncoding", "/MacRomanEncoding"}
_TELLING = _BY_NAME | {"/MacExpertEncoding"}
_COLLECTIONS = {"GB1", "CNS1", "Japan1", "Korea1"}  # whose characters everybody knows
_PROGRAMS = {"/Type1C", "/CIDFontType0C", "/OpenType"}
_SYMBOLIC = 4  # flag (table 123)

# Table 118, by what their names begin with; -H or -V follows.
_PREDEFINED = {
    "GB1": "GB-EUC GBpc-EUC GBK-EUC GBKp-EUC GBK2K UniGB-UCS2 UniGB-UTF16",
    "CNS1": "B5pc HKscs-B5 ETen-B5 ETenms-B5 CNS-EUC UniCNS-UCS2 UniCNS-UTF16",
    "Japan1": "83pv-RKSJ 90ms-RKSJ 90msp-RKSJ 90pv-RKSJ Add-RKSJ EUC Ext-RKSJ UniJIS-UCS2 "
    "UniJIS-UCS2-HW UniJIS-UTF16",
    "Korea1": "KSC-EUC KSCms-UHC KSCms-UHC-HW KSCpc-EUC UniKS-UCS2 UniKS-UTF16",
}
CMAPS: dict[str, str] = {
    f"/{stem}-{way}": ordering
    for ordering, stems in _PREDEFINED.items()
    for stem in stems.split()
    for way in "HV"
} | {"/H": "Japan1", "/V": "Japan1", "/Identity-H": "", "/Identity-V": ""}


def is_symbolic(font: Any) -> bool:
    """Tell whether a font's descriptor says that its characters are its own."""
    held = font.get("/FontDescriptor")
    about = held.get_object() if held is not None else DictionaryObject()
    return bool(int(about.get("/Flags", _SYMBOLIC)) & _SYMBOLIC)


def tells_characters(kind: str, font: Any) -> bool:
    """Tell whether a font may tell its characters, by a table or by what it is (6.2.11.7.2).

    Those of type 1 and 3 do so by the names of their glyphs, which their programs hold.
    """
    if "/ToUnicode" in font:
        return True
    subtype = str(font.get("/Subtype", ""))
    if kind == "composite":
        below = _below(font).get("/CIDSystemInfo")
        ordering = below.get_object().get("/Ordering", "") if below is not None else ""
        return str(ordering) in _COLLECTIONS
    if subtype == "/TrueType":
        return _base(font) in _TELLING and not is_symbolic(font)
    return subtype in ("/Type1", "/MMType1", "/Type3")


def names_faults(kind: str, font: Any) -> Iterator[str]:
    """Yield what is wrong with a font's dictionary, for archives and for access."""
    if kind in ("simple", "type3"):
        yield from _width_faults(font)
    if kind == "simple" and str(font.get("/Subtype", "")) == "/TrueType":
        yield from _encoding_faults(font)
    if kind == "composite":
        yield from _map_faults(font)


def kind_faults(kind: str, font: Any) -> Iterator[str]:
    """Yield kinds of fonts and programs that are none."""
    subtype = str(font.get("/Subtype", ""))
    if kind == "simple" and subtype not in _SIMPLE:
        yield f"the face {_called(font)} of a kind that is none"
    if kind == "cidfont" and subtype not in _BELOW:
        yield f"the face {_called(font)} of a kind that is none"


def program_faults(descriptor: Any, *, old: bool) -> Iterator[str]:
    """Yield programs that nobody can read, or that came after PDF 1.4 (``old``)."""
    held = descriptor.get("/FontFile3")
    if held is None:
        return
    subtype = str(held.get_object().get("/Subtype", ""))
    name = str(descriptor.get("/FontName", "/?"))[1:]
    if subtype not in _PROGRAMS:
        yield f"the face {name} of a kind that is none"
    elif old and subtype == "/OpenType":
        yield f"the face {name} in OpenType, which came after PDF 1.4"


def _called(font: Any) -> str:
    return str(font.get("/BaseFont", font.get("/Name", "/?")))[1:]


def _below(font: Any) -> Any:
    held = font.get("/DescendantFonts")
    each = held.get_object() if held is not None else ArrayObject()
    return each[0].get_object() if len(each) else DictionaryObject()


def _base(font: Any) -> str:
    """Return the name of the encoding that a font goes by."""
    held = font.get("/Encoding")
    encoding = held.get_object() if held is not None else ""
    if isinstance(encoding, DictionaryObject):
        return str(encoding.get("/BaseEncoding", ""))
    return str(encoding)


def _width_faults(font: Any) -> Iterator[str]:
    """Yield widths that are not told (6.2.11.2)."""
    held = font.get("/Widths")
    widths = held.get_object() if held is not None else None
    first, last = font.get("/FirstChar"), font.get("/LastChar")
    if not isinstance(widths, ArrayObject) or first is None or last is None:
        yield f"the face {_called(font)} does not tell its widths"
    elif len(widths) < int(last) - int(first) + 1:
        yield f"the face {_called(font)} does not tell all of its widths"


def _encoding_faults(font: Any) -> Iterator[str]:
    """Yield encodings of TrueType that readers take in two ways (6.2.11.6)."""
    if is_symbolic(font):
        if "/Encoding" in font:
            yield f"the face {_called(font)} has signs of its own, and an encoding"
        return
    if _base(font) not in _BY_NAME:
        yield f"the face {_called(font)} has letters, and no encoding for them"
    encoding = font["/Encoding"].get_object() if "/Encoding" in font else ""
    if isinstance(encoding, DictionaryObject) and "/Differences" in encoding:
        from fontTools.agl import AGL2UV  # noqa: PLC0415 - for archives of placed pages alone

        parts: Any = encoding["/Differences"].get_object()
        names = [str(one)[1:] for one in parts if isinstance(one, NameObject)]
        if any(name not in AGL2UV for name in names):
            yield f"the face {_called(font)} has letters by names that nobody knows"


def _map_faults(font: Any) -> Iterator[str]:
    """Yield tables of codes that are none, or of other characters than the font's (6.2.11.3)."""
    held = font.get("/Encoding")
    encoding = held.get_object() if held is not None else ""
    if isinstance(encoding, StreamObject):
        used = encoding.get("/UseCMap")
        base = used.get_object() if used is not None else ""
        if isinstance(base, StreamObject) or (base and str(base) not in CMAPS):
            yield f"the face {_called(font)} has a table of codes over another one"
        ordering = str(_info(encoding).get("/Ordering", ""))
    elif str(encoding) in CMAPS:
        ordering = CMAPS[str(encoding)]
    else:
        yield f"the face {_called(font)} has a table of codes that nobody knows"
        return
    own = str(_info(_below(font)).get("/Ordering", ""))
    if ordering not in ("", "Identity", own):
        yield f"the face {_called(font)} has a table of codes for other characters"


def _info(holder: Any) -> Any:
    held = holder.get("/CIDSystemInfo")
    return held.get_object() if held is not None else DictionaryObject()


def mended_font(kind: str, font: Any) -> tuple[dict[str, Any], set[str]]:
    """Return what of a font is to be changed, and what is to go, where that is safe."""
    subtype = str(font.get("/Subtype", ""))
    if kind == "cidfont" and subtype == "/CIDFontType2" and "/CIDToGIDMap" not in font:
        return {"/CIDToGIDMap": NameObject("/Identity")}, set()  # what readers take
    if kind == "cmap" and isinstance(font, StreamObject) and "/WMode" in font:
        said, way = _way_of(font), font["/WMode"].get_object()
        if said is not None and str(said) != str(way):  # readers go by the stream
            return {"/WMode": NumberObject(said)}, set()
    if kind not in ("simple", "type3"):
        return {}, set()
    changes: dict[str, Any] = {}
    held, first, last = font.get("/Widths"), font.get("/FirstChar"), font.get("/LastChar")
    widths = held.get_object() if held is not None else None
    if isinstance(widths, ArrayObject) and first is not None and last is not None:
        count = int(last) - int(first) + 1
        if len(widths) > count > 0:  # what lies beyond is asked for by nobody
            changes["/Widths"] = ArrayObject(widths[:count])
    gone = {"/Encoding"} if subtype == "/TrueType" and _says_same(font) else set()
    return changes, gone


def _says_same(font: Any) -> bool:
    """Tell whether a symbolic font has an encoding, and shows the same without it."""
    if not is_symbolic(font) or "/Encoding" not in font or "/FontDescriptor" not in font:
        return False
    about = font["/FontDescriptor"].get_object()
    if "/FontFile2" not in about:
        return False
    from broadsheet.opened_pdf import programs  # noqa: PLC0415 - it brings fontTools along

    return programs.same_by_both(about["/FontFile2"].get_object(), font)


def _way_of(cmap: StreamObject) -> int | None:
    """Return the writing direction that a table's own text says."""
    words = cmap.get_data().split()
    at = next((n for n, word in enumerate(words) if word == b"/WMode"), -1)
    value = words[at + 1] if 0 <= at < len(words) - 1 else b""
    return int(value) if value in (b"0", b"1") else None
