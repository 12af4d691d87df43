"""What a page is made of: kinds of objects, their keys, and the kinds of what these lead to.

Tables of ISO 32000-1.  Only what is named here is a part of a page's look: whoever copies a
page by them leaves behind scripts, files inside the file, ways back to the document, and all
that nobody has heard of.  ``{x}`` is a dictionary of names to ``x``, ``[x]`` an array of it, or
one alone; ``any`` are plain values.
"""

from collections.abc import Mapping
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject

Keys = Mapping[str, str]


def _keys(plain: str, **others: str) -> dict[str, str]:
    """Return a table: plain keys in one text, those of other kinds with their kind."""
    return {f"/{key}": "any" for key in plain.split()} | {f"/{k}": v for k, v in others.items()}


_STREAM = "Filter"
_PARMS = {"DecodeParms": "[parms]"}
_SIMPLE = _keys(
    "Type Subtype Name BaseFont FirstChar LastChar",
    Widths="any",
    FontDescriptor="descriptor",
    Encoding="any",
    ToUnicode="cmap",
)

KINDS: dict[str, Keys] = {
    # 7.8.3: procedure sets are of no use any more, properties are of marked content
    "resources": _keys(
        "",
        ExtGState="{state}",
        ColorSpace="{space}",
        Pattern="{pattern}",
        Shading="{shading}",
        XObject="{xobject}",
        Font="{font}",
    ),
    "form": _keys(  # table 95
        f"Type Subtype FormType BBox Matrix {_STREAM}",
        Resources="resources",
        Group="group",
        **_PARMS,
    ),
    "image": _keys(  # table 89; alternates and OPI's stand-ins stay behind
        f"Type Subtype Width Height BitsPerComponent Intent ImageMask Decode Interpolate "
        f"SMaskInData Matte {_STREAM}",
        ColorSpace="space",
        Mask="mask",
        SMask="image",
        **_PARMS,
    ),
    "parms": _keys(  # tables 8, 11 to 13
        "Predictor Colors BitsPerComponent Columns EarlyChange K EndOfLine EncodedByteAlign Rows "
        "EndOfBlock BlackIs1 DamagedRowsBeforeError ColorTransform",
        JBIG2Globals="leaf",
    ),
    "group": _keys("Type S I K", CS="space"),  # table 147
    "state": _keys(  # table 58; halftones and how black is made are the press's own
        "Type LW LC LJ ML D RI OP op OPM FL SM SA BM CA ca AIS TK",
        Font="fontsize",
        SMask="softmask",
        TR="function",
        TR2="function",
    ),
    "softmask": _keys("Type S BC", G="form", TR="function"),  # table 144
    "tiling": _keys(  # table 75
        f"Type PatternType PaintType TilingType BBox XStep YStep Matrix {_STREAM}",
        Resources="resources",
        **_PARMS,
    ),
    "shaded": _keys("Type PatternType Matrix", Shading="shading", ExtGState="state"),  # table 76
    "shading": _keys(  # tables 78 to 84
        f"ShadingType Background BBox AntiAlias Domain Matrix Coords Extend BitsPerCoordinate "
        f"BitsPerComponent BitsPerFlag Decode VerticesPerRow {_STREAM}",
        ColorSpace="space",
        Function="[function]",
        **_PARMS,
    ),
    "function": _keys(  # tables 38 to 41
        f"FunctionType Domain Range Size BitsPerSample Order Encode Decode C0 C1 N Bounds "
        f"{_STREAM}",
        Functions="[function]",
        **_PARMS,
    ),
    "profile": _keys(f"N Range {_STREAM}", Alternate="space", **_PARMS),  # table 66
    "attributes": _keys("Subtype", Colorants="{space}", Process="process"),  # table 71
    "process": _keys("Components", ColorSpace="space"),  # table 72
    "simple": _SIMPLE,  # table 111
    "type3": _SIMPLE  # table 112
    | _keys("FontBBox FontMatrix", CharProcs="{glyph}", Resources="resources"),
    "composite": _keys(  # table 121
        "Type Subtype BaseFont", Encoding="cmap", DescendantFonts="[cidfont]", ToUnicode="cmap"
    ),
    "cidfont": _keys(  # table 117
        "Type Subtype BaseFont CIDSystemInfo DW W DW2 W2",
        FontDescriptor="descriptor",
        CIDToGIDMap="leaf",
    ),
    # tables 122 and 124; lists of what a subset holds are mostly wrong and asked for by nobody
    "descriptor": _keys(
        "Type FontName FontFamily FontStretch FontWeight Flags FontBBox ItalicAngle Ascent Descent "
        "Leading CapHeight XHeight StemV StemH AvgWidth MaxWidth MissingWidth Lang",
        FontFile="program",
        FontFile2="program",
        FontFile3="program",
    ),
    "program": _keys(f"Length1 Length2 Length3 Subtype {_STREAM}", **_PARMS),  # tables 126, 127
    "cmap": _keys(f"Type CMapName CIDSystemInfo WMode {_STREAM}", UseCMap="cmap", **_PARMS),
    "glyph": _keys(_STREAM, **_PARMS),
    "leaf": _keys(_STREAM, **_PARMS),
}
DRAWN = frozenset({"form", "tiling", "glyph"})  # streams of operators


def refined(kind: str, value: Any) -> str:
    """Return which of its kinds an object is, by what it says of itself."""
    entries = value if isinstance(value, DictionaryObject) else DictionaryObject()
    subtype = str(entries.get("/Subtype", ""))
    if kind == "xobject":
        return {"/Form": "form", "/Image": "image"}.get(subtype, "foreign")
    if kind == "pattern":
        return "shaded" if str(entries.get("/PatternType", "")) == "2" else "tiling"
    if kind == "font":
        return {"/Type0": "composite", "/Type3": "type3"}.get(subtype, "simple")
    if kind == "mask":
        return "any" if isinstance(value, ArrayObject) else "image"
    return kind
