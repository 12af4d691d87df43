"""Hostile PDFs, second list: what pages are made of, made of itself, too wide or not there."""

import zlib
from collections.abc import Callable

from tests.hostile.basics import noise
from tests.hostile.pdfs import CATALOG, GIGABYTE, LEAF, TREE, form, image, page, pdf, stream, zeros

DRAWN = stream(b"/X Do")


def of(resources: bytes, content: bytes, **others: bytes) -> bytes:
    """One page with resources and content."""
    return page(stream(content), b"/Resources<<%s>>" % resources, **others)


def leaf(entries: bytes) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R%s>>" % entries
    return pdf({1: CATALOG, 2: TREE, 3: page, 4: stream(b"0 0 9 9 re f")})


def catalog(entries: bytes, **others: bytes) -> bytes:
    held = {int(name[1:]): value for name, value in others.items()}
    root = b"<</Type/Catalog/Pages 2 0 R%s>>" % entries
    return pdf({1: root, 2: TREE, 3: LEAF % b"", 4: stream(b"q Q"), **held})


def nested_streams(*, ring: bool) -> bytes:
    """An object stream that lies in an object stream, or each extends the other."""
    more = b"/Extends %d 0 R"
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, other in ((5, 7), (7, 5)):
        places[number] = len(out)
        entries = b"/Type/ObjStm/N 2/First 10" + (more % other if ring else b"")
        held = b"1 0 2 30  " + CATALOG + b" " + TREE
        out += b"%d 0 obj\n" % number + stream(held, entries) + b"\nendobj\n"
    start = len(out)
    rows = [b"\0\0\0\0\0\0\0", b"\2\0\0\0\5\0\0", b"\2\0\0\0\5\0\1", b"\2\0\0\0\7\0\0"]
    rows.append(b"\2\0\0\0\7\0\1")
    inside = b"\2\0\0\0\7\0\0"
    rows.append(b"\1" + places[5].to_bytes(4, "big") + b"\0\0" if ring else inside)
    rows += [b"\1" + start.to_bytes(4, "big") + b"\0\0"]
    rows.append(b"\1" + places[7].to_bytes(4, "big") + b"\0\0" if ring else b"\2\0\0\0\5\0\0")
    table = b"/Type/XRef/Size 8/W[1 4 2]/Root 1 0 R"
    out += b"6 0 obj\n" + stream(b"".join(rows), table) + b"\nendobj\n"
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def traced(entry: bytes) -> bytes:
    whole = page(stream(b"q Q"))
    start = whole.rindex(b"xref\n0 ")
    return whole.replace(b"/Root 1 0 R", entry.replace(b"START", b"%d" % start) + b"/Root 1 0 R")


def laughs() -> bytes:
    lines = [b'<!ENTITY a0 "ha">']
    lines += [b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)]
    told = b"<!DOCTYPE x [%s]><x:xmpmeta xmlns:x='adobe:ns:meta/'>&a9;</x:xmpmeta>"
    return stream(told % b"".join(lines), b"/Type/Metadata/Subtype/XML")


def glyphs(content: bytes) -> bytes:
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 65"
        b"/LastChar 65/Widths[9]/Encoding<</Differences[65/a]>>/CharProcs<</a 6 0 R>>"
        b"/Resources<</Font<</F 5 0 R>>>>>>"
    )
    return of(b"/Font<</F 5 0 R>>", b"BT /F 9 Tf (A) Tj ET", o5=font, o6=stream(content))


def simple_font(entries: bytes, content: bytes, **others: bytes) -> bytes:
    font = b"<</Type/Font/Subtype/TrueType/BaseFont/A/FirstChar 0/LastChar 255%s>>" % entries
    return of(b"/Font<</F 5 0 R>>", content, o5=font, **others)


def unpacked(times: int) -> bytes:
    """Run lengths: each pass makes a hundred and twenty-eight bytes of two."""
    content = b"\x81\x81" * 64 + b"\x80"
    return page(stream(content, b"/Filter[%s]" % (b"/RunLengthDecode" * times)))


def layers() -> bytes:
    groups = {f"o{n}": b"<</Type/OCG/Name(a)>>" for n in range(5, 50_000)}
    named = b" ".join(b"%d 0 R" % n for n in range(5, 50_000))
    return catalog(b"/OCProperties<</OCGs[%s]/D<</Order[%s]>>>>" % (named, named), **groups)


def locked_name() -> bytes:
    font = b"/FontDescriptor<</Type/FontDescriptor/FontName/A#00#0A#1b[2J/Flags 4>>"
    return simple_font(font, b"BT /F 9 Tf (A) Tj ET").replace(
        b"/BaseFont/A", b"/BaseFont/A#00#0a#1b"
    )


PATTERN = b"<</Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 1/YStep 1"
CASES: dict[str, Callable[[], bytes]] = {
    "pdf-streams-nested": lambda: nested_streams(ring=False),
    "pdf-streams-ring": lambda: nested_streams(ring=True),
    "pdf-prev-minus": lambda: traced(b"/Prev -99"),
    "pdf-hybrid-ring": lambda: traced(b"/XRefStm START/Prev START"),
    "pdf-predictor-wide": lambda: page(
        stream(
            zlib.compress(bytes(900)),
            b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2147483647/Colors 32>>",
        )
    ),
    "pdf-predictor-ring": lambda: page(
        stream(zlib.compress(b"q Q"), b"/Filter/FlateDecode/DecodeParms 5 0 R"), o5=b"5 0 R"
    ),
    "pdf-inline-bomb": lambda: page(
        stream(b"q BI /W 100000 /H 100000 /CS /CMYK /BPC 8 /F /Fl ID " + zeros(99_999) + b" EI Q")
    ),
    "pdf-space-ring": lambda: of(
        b"/ColorSpace<</C 5 0 R>>",
        b"/C cs 0 scn 0 0 9 9 re f",
        o5=b"[/Indexed 5 0 R 255 6 0 R]",
        o6=stream(bytes(768)),
    ),
    "pdf-function-ring": lambda: of(
        b"/ColorSpace<</C[/Separation/Red/DeviceCMYK 5 0 R]>>",
        b"/C cs 1 scn 0 0 9 9 re f",
        o5=b"<</FunctionType 3/Domain[0 1]/Functions[5 0 R 5 0 R]/Bounds[0.5]/Encode[0 1 0 1]>>",
    ),
    "pdf-pattern-ring": lambda: of(
        b"/Pattern<</P 5 0 R>>",
        b"/Pattern cs /P scn 0 0 9 9 re f",
        o5=stream(
            b"/Pattern cs /P scn 0 0 9 9 re f", PATTERN[2:] + b"/Resources<</Pattern<</P 5 0 R>>>>"
        ),
    ),
    "pdf-shading-ring": lambda: of(
        b"/Pattern<</P 5 0 R>>/Shading<</S 6 0 R>>",
        b"/S sh /Pattern cs /P scn 0 0 9 9 re f",
        o5=b"<</PatternType 2/Shading 6 0 R>>",
        o6=b"<</ShadingType 2/ColorSpace[/Pattern 5 0 R]/Coords[0 0 1 1]/Function 6 0 R>>",
    ),
    "pdf-type3-ring": lambda: glyphs(b"9 0 d0 BT /F 9 Tf (A) Tj ET"),
    "pdf-cmap-ring": lambda: of(
        b"/Font<</F 5 0 R>>",
        b"BT /F 9 Tf <0001> Tj ET",
        o5=b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding 6 0 R/DescendantFonts[5 0 R]>>",
        o6=stream(b"/A usecmap", b"/Type/CMap/CMapName/A/UseCMap 6 0 R"),
    ),
    "pdf-mask-ring": lambda: of(
        b"/ExtGState<</G 5 0 R>>/XObject<</X 6 0 R>>",
        b"/G gs /X Do",
        o5=b"<</SMask<</S/Luminosity/G 6 0 R>>/CA 0.5/ca 0.5>>",
        o6=form(b"/G gs 0 0 9 9 re f", b"").replace(b"/XObject<<>>", b"/ExtGState<</G 5 0 R>>"),
    ),
    "pdf-media-huge": lambda: leaf(b"/MediaBox[-1%s 0 1%s 9]" % (b"0" * 30, b"0" * 30)),
    "pdf-media-backwards": lambda: leaf(b"/MediaBox[600 800 0 0]/TrimBox[500 700 9 9]"),
    "pdf-unit-huge": lambda: leaf(b"/MediaBox[0 0 600 800]/UserUnit 1%s" % (b"0" * 30)),
    "pdf-turned-odd": lambda: leaf(b"/MediaBox[0 0 600 800]/Rotate 2147483648"),
    "pdf-contents-many": lambda: leaf(
        b"/MediaBox[0 0 600 800]/Contents[%s]" % (b"4 0 R " * 100_000)
    ).replace(b"/Contents 4 0 R", b"", 1),
    "pdf-parent-ring": lambda: leaf(b"").replace(b"/Parent 2 0 R", b"/Parent 3 0 R"),
    "pdf-outline-ring": lambda: catalog(
        b"/Outlines 5 0 R",
        o5=b"<</First 6 0 R/Last 6 0 R/Count 1>>",
        o6=b"<</Title(a)/Parent 5 0 R/Next 6 0 R/First 6 0 R>>",
    ),
    "pdf-tags-ring": lambda: catalog(
        b"/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R",
        o5=b"<</Type/StructTreeRoot/K[5 0 R 6 0 R]/ParentTree 5 0 R/RoleMap<</A/A>>>>",
        o6=b"<</S/A/P 6 0 R/K[6 0 R 6 0 R]>>",
    ),
    "pdf-layers-many": layers,
    "pdf-metadata-laughs": lambda: catalog(b"/Metadata 5 0 R", o5=laughs()),
    "pdf-attached-bomb": lambda: catalog(
        b"/Names<</EmbeddedFiles<</Names[(a) <</Type/Filespec/F(../../a)/EF<</F 5 0 R>>>>]>>>>",
        o5=stream(zeros(GIGABYTE), b"/Type/EmbeddedFile/Filter/FlateDecode"),
    ),
    "pdf-jpx": lambda: image(b"/Width 60000/Height 60000/Filter/JPXDecode", noise(5_000)),
    "pdf-dct-lies": lambda: image(
        b"/Width 9/Height 9/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode",
        b"\xff\xd8\xff\xc0\0\x11\x08\xff\xff\xff\xff\3\1\x22\0\2\x11\1\3\x11\1" + noise(900),
    ),
    "pdf-fax-wide": lambda: image(
        b"/Width 2147483647/Height 9/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode"
        b"/DecodeParms<</K -1/Columns 2147483647/Rows 2147483647>>",
        noise(900),
    ),
    "pdf-run-length": lambda: unpacked(5),
    "pdf-root-missing": lambda: page(stream(b"q Q")).replace(b"/Root 1 0 R", b""),
    "pdf-root-array": lambda: pdf({1: b"[1 0 R]", 2: TREE, 3: LEAF % b"", 4: stream(b"q Q")}),
    "pdf-kids-numbers": lambda: pdf(
        {1: CATALOG, 2: b"<</Type/Pages/Kids[3 4 5]/Count 3>>", 3: b"7"}
    ),
    "pdf-resources-ring": lambda: page(
        stream(b"/X Do BT /F 9 Tf (A) Tj ET"),
        b"/Resources 5 0 R",
        o5=b"<</XObject 5 0 R/X 5 0 R/Font 5 0 R/F 5 0 R>>",
    ),
    "pdf-widths-many": lambda: simple_font(
        b"/Widths[%s]" % (b"9 " * 1_000_000), b"BT /F 9 Tf (A) Tj ET"
    ),
    "pdf-shows-many": lambda: page(
        stream(
            zlib.compress(b"BT /F 9 Tf " + b"(A) Tj " * 1_000_000 + b"ET", 9),
            b"/Filter/FlateDecode",
        ),
        b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>",
    ),
    "pdf-number-digits": lambda: leaf(
        b"/MediaBox[0 0 %s 1.%s]/Rotate %s" % (b"9" * 100_000, b"3" * 100_000, b"9" * 100_000)
    ),
    "pdf-name-escapes": lambda: leaf(b"/MediaBox[0 0 600 800]/A/%s" % (b"#41#zz" * 100_000)),
    "pdf-matrix-none": lambda: page(
        stream(b"0 0 0 0 0 0 cm 9 w 0 0 9 9 re S 1%s 0 0 1 0 0 cm 0 0 9 9 re f" % (b"0" * 300))
    ),
    "pdf-fields-ring": lambda: catalog(
        b"/AcroForm<</XFA 5 0 R/Fields[5 0 R]>>", o5=b"<</T(a)/Kids[5 0 R]/Parent 5 0 R>>"
    ),
    "pdf-signed": lambda: catalog(
        b"/AcroForm<</SigFlags 3/Fields[5 0 R]>>",
        o5=b"<</FT/Sig/T(a)/V<</Type/Sig/ByteRange[0 99999999 -1 99999999]/Contents<00>>>>>",
    ),
    "pdf-nul-names": locked_name,
}
