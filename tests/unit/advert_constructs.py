"""Advertisers' pages, each with one odd thing in it, made by pikepdf.

Each function takes a file of one page that draws a black shape, and puts one construct into it;
the table says which standards must refuse the page, and by which words.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import cmap_classes
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image, ImageCms

FONTS = Path(__file__).parents[2] / "fonts"
ADVERTS = Path(__file__).parents[1] / "external" / "adverts"
SHAPE = b"0 0 0 1 k 10 10 80 60 re f\n"
PRESS, ARCHIVE, EVERY = "x4 x1a", "a2u a2a", "x4 x1a a2u ua1 a2a"
BARE, INKS = "a2u ua1 a2a", "x4 x1a a2u a2a"
LIGHT = "colours in red, green and blue"


@dataclass
class Construct:
    """A page in the making."""

    pdf: pikepdf.Pdf
    resources: Any
    content: list[bytes] = field(default_factory=lambda: [SHAPE])

    def put(self, kind: str, name: str, held: Any) -> None:
        """Name something in the page's resources."""
        if kind not in self.resources:
            self.resources[kind] = Dictionary()
        self.resources[kind][name] = held

    def draw(self, operators: bytes) -> None:
        """Add operators to the page."""
        self.content.append(operators + b"\n")

    def stream(self, data: bytes, **entries: Any) -> Any:
        """Return a stream of the file."""
        return self.pdf.make_indirect(Stream(self.pdf, data, Dictionary(**entries)))


Build = Callable[[Construct], None]


def made(build: Build) -> bytes:
    """Return the page with a construct in it."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 100))
    own = Construct(pdf, Dictionary())
    build(own)
    page.obj.Resources = own.resources
    page.obj.Contents = Stream(pdf, b"".join(own.content))
    out = io.BytesIO()
    pdf.save(out, static_id=True, compress_streams=False)
    return out.getvalue().replace(b"/Zq", "/宋".encode("gb18030"))


# --- what content says ------------------------------------------------------------------


def odd_hex(own: Construct) -> None:
    """The last digit is a nought: a space."""
    widths = glyph_widths(cut("brush-regular.ttf"), " ABC")
    told = characters(own, ABC | {32: " "})
    changes = {"FirstChar": 32, "Widths": [widths[0], *[0] * 32, *widths[1:]], "ToUnicode": told}
    own.put("/Font", "/F", truetype(own, **changes))
    own.draw(b"BT /F 12 Tf 20 80 Td <412> Tj ET")


def long_text(own: Construct) -> None:
    own.put("/Font", "/F", truetype(own))
    own.draw(b"BT /F 1 Tf 20 80 Td (" + b"A" * 40_000 + b") Tj ET")


def quoted_text(own: Construct) -> None:
    own.put("/Font", "/F", truetype(own))
    own.draw(b"BT /F 1 Tf 20 80 Td 0 0 (" + b"A" * 40_000 + b') " ET')


def long_name(own: Construct) -> None:
    own.put("/ExtGState", "/" + "G" * 130, Dictionary(LW=2))
    own.draw(b"/" + b"G" * 130 + b" gs")


def great_number(own: Construct) -> None:
    own.draw(b"3000000000 0 m 10 10 l S")


def saved_deep(own: Construct) -> None:
    own.draw(b"q " * 29 + SHAPE + b"Q " * 29)


def saved_and_left(own: Construct) -> None:
    own.draw(b"q q q " + SHAPE)


def given_back_too_often(own: Construct) -> None:
    own.draw(b"Q Q " + SHAPE)


def unknown_operator(own: Construct) -> None:
    own.draw(b"12 frobnicate")


def unknown_within_brackets(own: Construct) -> None:
    own.draw(b"BX 12 frobnicate EX")


def unknown_intent(own: Construct) -> None:
    own.draw(b"/Vivid ri " + SHAPE)


def marked(own: Construct) -> None:
    own.put("/Properties", "/P", Dictionary(MCID=3))
    own.draw(b"/Artifact BMC " + SHAPE + b"EMC /P /P BDC " + SHAPE + b"EMC /X MP")


def spoken(own: Construct) -> None:
    own.put("/Font", "/F", truetype(own))
    own.draw(b"/Span <</ActualText (A)>> BDC BT /F 12 Tf 20 80 Td (AB) Tj ET EMC")


def inline_smoothed(own: Construct) -> None:
    own.draw(b"q 9 0 0 9 9 9 cm BI /W 1 /H 1 /BPC 8 /CS /G /I true /Intent /Vivid ID 0 EI Q")


def inline_in_light(own: Construct) -> None:
    own.draw(b"q 9 0 0 9 9 9 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI Q")


def inline_by_lzw(own: Construct) -> None:
    own.draw(b"q 9 0 0 9 9 9 cm BI /W 1 /H 1 /BPC 8 /CS /G /F /LZW ID \x80\x0c\x20\x20 EI Q")


def inline_by_table(own: Construct) -> None:
    own.draw(b"q 9 0 0 9 9 9 cm BI /W 1 /H 1 /BPC 1 /CS [/I /RGB 1 <000000FFFFFF>] ID 0 EI Q")


def light_by_operator(own: Construct) -> None:
    own.draw(b"1 0 0 rg 0 0 9 9 re f")


def grey_by_light(own: Construct) -> None:
    own.draw(b"0.5 0.5 0.5 rg 0 0 9 9 re f")


def name_not_utf8(own: Construct) -> None:
    """``made`` puts bytes of GB 18030 for the name."""
    own.content.append(b"/Zq gs " + SHAPE)
    own.put("/ExtGState", "/Zq", Dictionary(LW=2))


def name_of_nothing(own: Construct) -> None:
    own.draw(b"/Nobody gs " + SHAPE)


# --- states -----------------------------------------------------------------------------


def state(**entries: Any) -> Build:
    def build(own: Construct) -> None:
        own.put("/ExtGState", "/G", Dictionary(**entries))
        own.draw(b"/G gs 0 0 9 9 re f")

    return build


def transfer_of_mask(own: Construct) -> None:
    form = own.stream(
        b"0.5 g 0 0 200 100 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 200, 100],
        Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray),
    )  # fmt: skip
    mask = Dictionary(S=Name.Luminosity, G=form, TR=Name.Identity)
    state(SMask=mask)(own)


# --- colours ----------------------------------------------------------------------------


def tint(own: Construct, to: int = 4, most: float = 0.8) -> Any:
    ends = {"C0": [0.0] * to, "C1": [0.0, most, *[0.1] * (to - 2)] if to > 1 else [most]}
    made_of = Dictionary(FunctionType=2, Domain=[0, 1], N=1, **ends)
    return own.pdf.make_indirect(made_of)


def space(make: Callable[[Construct], Any], parts: bytes = b"0.5") -> Build:
    def build(own: Construct) -> None:
        own.put("/ColorSpace", "/C", make(own))
        own.draw(b"/C cs " + parts + b" sc 0 0 9 9 re f")

    return build


def profile(own: Construct, count: int, kind: bytes, version: int = 2) -> Any:
    made_of = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made_of[16:20] = {1: b"GRAY", 3: b"RGB ", 4: b"CMYK"}[count]
    made_of[12:16], made_of[8] = kind, version
    about = {"N": count, "Metadata": own.stream(b"<x/>", Type=Name.Metadata, Subtype=Name.XML)}
    return Array([Name.ICCBased, own.stream(bytes(made_of), **about)])


def spot(alternate: Any, count: int, name: str = "/Gold") -> Callable[[Construct], Any]:
    def make(own: Construct) -> Any:
        return Array([Name.Separation, Name(name), alternate, tint(own, count)])

    return make


def several(names: list[str], *, told: bool) -> Callable[[Construct], Any]:
    def make(own: Construct) -> Any:
        words = b"{" + b"pop " * len(names) + b"0 0 0 0.5}"
        mixed = own.stream(words, FunctionType=4, Domain=[0, 1] * len(names), Range=[0, 1] * 4)
        each = {name: spot(Name.DeviceCMYK, 4, name)(own) for name in names}
        parts = [Name.DeviceN, Array([Name(n) for n in names]), Name.DeviceCMYK, mixed]
        return Array([*parts, Dictionary(Colorants=Dictionary(each))] if told else parts)

    return make


def default_light(own: Construct) -> None:
    own.put("/ColorSpace", "/DefaultRGB", profile(own, 3, b"mntr"))
    light_by_operator(own)


def default_inks(own: Construct) -> None:
    own.put("/ColorSpace", "/DefaultCMYK", profile(own, 4, b"prtr"))


def two_mixtures(own: Construct) -> None:
    own.put("/ColorSpace", "/C", spot(Name.DeviceCMYK, 4)(own))
    other = Array([Name.Separation, Name.Gold, Name.DeviceCMYK, tint(own, 4, 0.3)])
    own.put("/ColorSpace", "/D", other)
    own.draw(b"/C cs 1 sc 0 0 9 9 re f /D cs 1 sc 9 9 9 9 re f")


def overprint_by_profile(own: Construct) -> None:
    space(lambda one: profile(one, 4, b"prtr"), b"0 0 0 1")(own)
    state(OP=True, op=True, OPM=1)(own)


# --- pictures ---------------------------------------------------------------------------


def image(own: Construct, data: bytes, **entries: Any) -> None:
    about = {"Width": 1, "Height": 1, "BitsPerComponent": 8, "ColorSpace": Name.DeviceGray}
    held = own.stream(data, Type=Name.XObject, Subtype=Name.Image, **(about | entries))
    for key in [key for key, value in entries.items() if value is None]:
        del held[f"/{key}"]
    own.put("/XObject", "/I", held)
    own.draw(b"q 90 0 0 90 9 9 cm /I Do Q")


def picture(data: bytes = b"0", **entries: Any) -> Build:
    def build(own: Construct) -> None:
        given = {key: value for key, value in entries.items() if value is not None}
        image(own, data, **given)
        for key in [key for key, value in entries.items() if value is None]:
            del own.resources["/XObject"]["/I"][f"/{key}"]

    return build


def wavelets(mode: str, **entries: Any) -> Build:
    def build(own: Construct) -> None:
        out = io.BytesIO()
        Image.new(mode, (8, 8)).save(out, "JPEG2000")
        about = {"Width": 8, "Height": 8, "Filter": Name.JPXDecode} | entries
        picture(out.getvalue(), **about)(own)

    return build


def of_odd_wavelets(own: Construct) -> None:
    out = io.BytesIO()
    Image.new("LA", (8, 8)).save(out, "JPEG2000")
    picture(out.getvalue(), Width=8, Height=8, Filter=Name.JPXDecode)(own)


def alternates(own: Construct) -> None:
    other = own.stream(b"1", Subtype=Name.Image, Width=1, Height=1)
    entries = {
        "Alternates": Array([Dictionary(Image=other)]),
        "OPI": Dictionary(),
        "ID": String("x"),
    }
    picture(b"0", **entries)(own)


def masked(own: Construct) -> None:
    mask = own.stream(
        b"0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8,
        ColorSpace=Name.DeviceGray,
    )  # fmt: skip
    picture(b"0", SMask=mask)(own)


def by_colour_key(own: Construct) -> None:
    picture(b"0", Mask=Array([0, 3]))(own)


def external(own: Construct) -> None:
    where = Dictionary(Type=Name.Filespec, F=String("/etc/passwd"))
    picture(b"0", F=where)(own)


def indexed_light(own: Construct) -> None:
    table = Array([Name.Indexed, Name.DeviceRGB, 1, String("abcdef")])
    picture(b"0", ColorSpace=table)(own)


def indexed_profile(own: Construct) -> None:
    table = Array([Name.Indexed, profile(own, 1, b"mntr"), 1, String("ab")])
    picture(b"0", ColorSpace=table)(own)


# --- forms, patterns, shadings ----------------------------------------------------------


def form(data: bytes = SHAPE, **entries: Any) -> Build:
    def build(own: Construct) -> None:
        about = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": [0, 0, 200, 100]}
        own.put("/XObject", "/X", own.stream(data, **(about | entries)))
        own.draw(b"/X Do")

    return build


def foreign(own: Construct) -> None:
    own.put("/XObject", "/X", own.stream(b"showpage", Type=Name.XObject, Subtype=Name.PS))
    own.draw(b"/X Do")


def form_without_resources(own: Construct) -> None:
    own.put("/ExtGState", "/G", Dictionary(LW=2))
    form(b"/G gs 0 0 9 9 re f")(own)


def layered(own: Construct) -> None:
    layer = own.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("x")))
    own.pdf.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer]))
    form(b"1 0 0 rg 0 0 99 99 re f", OC=layer)(own)


def tiling(data: bytes, **entries: Any) -> Build:
    def build(own: Construct) -> None:
        about = {
            "PatternType": 1, "PaintType": 1, "TilingType": 1, "BBox": [0, 0, 50, 50],
            "XStep": 50, "YStep": 50, "Resources": Dictionary(),
        }  # fmt: skip
        own.put("/Pattern", "/P", own.stream(data, **(about | entries)))
        own.draw(b"/Pattern cs /P scn 0 0 99 99 re f")

    return build


def shaded(space_of: Any) -> Build:
    def build(own: Construct) -> None:
        count = {"/DeviceCMYK": 4, "/DeviceGray": 1}.get(str(space_of), 3)
        about = Dictionary(
            ShadingType=2, ColorSpace=space_of, Coords=[0, 0, 200, 0], Function=tint(own, count)
        )
        own.put("/Shading", "/S", about)
        own.draw(b"/S sh")

    return build


def packed_by_lzw(own: Construct) -> None:
    """Nine bits each: clear, the bytes of ``0 g`` and a space, the end."""
    bits = "".join(f"{code:09b}" for code in (256, *b"0 g ", 257))
    data = int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")
    form(data, Filter=Name.LZWDecode)(own)


def packed_by_crypt(own: Construct) -> None:
    form(SHAPE, Filter=Array([Name.Crypt]), DecodeParms=Array([Dictionary()]))(own)


def packed_by_nothing(own: Construct) -> None:
    form(SHAPE, Filter=Name.Brotli)(own)


# --- faces ------------------------------------------------------------------------------


@cache
def cut(name: str) -> bytes:
    """Return a face of a few letters."""
    options = subset.Options(notdef_outline=True, layout_features=[], hinting=False)
    face = TTFont(FONTS / name)
    cutter = subset.Subsetter(options)
    cutter.populate(text="ABC ")
    cutter.subset(face)
    if "glyf" in face:
        known = {code: name for code, name in face.getBestCmap().items() if code < 0x10000}
        plain = cmap_classes[4](4)
        plain.platformID, plain.platEncID, plain.language, plain.cmap = 3, 1, 0, known
        face["cmap"].tables = [plain]
    out = io.BytesIO()
    face.save(out)
    return out.getvalue()


def glyph_widths(data: bytes, letters: str = "ABC") -> list[float]:
    face = TTFont(io.BytesIO(data))
    known, scale = face.getBestCmap(), 1000 / face["head"].unitsPerEm
    return [face["hmtx"][known[ord(letter)]][0] * scale for letter in letters]


def characters(own: Construct, codes: dict[int, str], size: int = 1) -> Any:
    rows = [
        f"<{code:0{2 * size}x}> <{text.encode('utf-16-be').hex()}>" for code, text in codes.items()
    ]
    words = f"begincmap {len(rows)} beginbfchar\n" + "\n".join(rows) + "\nendbfchar endcmap"
    return own.stream(words.encode())


ABC = {65: "A", 66: "B", 67: "C"}


def truetype(own: Construct, **changes: Any) -> Any:
    data = cut("brush-regular.ttf")
    about = own.pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name("/ABCDEF+Brush"),
            Flags=32,
            FontBBox=[0, 0, 1, 1],
            ItalicAngle=0,
            Ascent=800,
            Descent=-200,
            CapHeight=700,
            StemV=80,
            FontFile2=own.stream(data, Length1=len(data)),
        )
    )
    font = Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/ABCDEF+Brush"), FirstChar=65,
        LastChar=67, Widths=glyph_widths(data), Encoding=Name.WinAnsiEncoding, FontDescriptor=about,
        ToUnicode=characters(own, ABC),
    )  # fmt: skip
    for key, value in changes.items():
        target = about if key in ("Flags", "CIDSet", "CharSet") else font
        if value is None:
            del target[f"/{key}"]
        else:
            target[f"/{key}"] = value
    return font


def face(shown: bytes = b"ABC", **changes: Any) -> Build:
    def build(own: Construct) -> None:
        given = {k: v(own) if callable(v) else v for k, v in changes.items()}
        own.put("/Font", "/F", truetype(own, **given))
        own.draw(b"BT /F 12 Tf 20 80 Td (" + shown + b") Tj ET")

    return build


def telling(text: str) -> Build:
    """A face that says so of its first letter."""
    return face(ToUnicode=lambda own: characters(own, ABC | {65: text}))


def symbolic_alike(own: Construct) -> None:
    """A face of signs with an encoding that says what it has without one."""
    font = truetype(own, Flags=4)
    held = TTFont(io.BytesIO(cut("brush-regular.ttf")))
    (table,) = held["cmap"].tables
    table.platEncID = 0
    table.cmap = {0xF000 + code: name for code, name in table.cmap.items()}
    out = io.BytesIO()
    held.save(out)
    font.FontDescriptor.FontFile2 = own.stream(out.getvalue(), Length1=len(out.getvalue()))
    own.put("/Font", "/F", font)
    own.draw(b"BT /F 12 Tf 20 80 Td (ABC) Tj ET")


def of_no_glyph(own: Construct) -> None:
    own.put("/Font", "/F", truetype(own, LastChar=68, Widths=[*[600] * 3, 500]))
    own.draw(b"BT /F 12 Tf 20 80 Td (D) Tj ET")


def compact(own: Construct, **changes: Any) -> Any:
    data = cut("roman-regular.otf")
    table = TTFont(io.BytesIO(data)).reader["CFF "]
    program = own.stream(table, Subtype=Name.Type1C)
    about = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Roman"), Flags=32, FontBBox=[0, 0, 1, 1],
        ItalicAngle=0, Ascent=800, Descent=-200, CapHeight=700, StemV=80, FontFile3=program,
    )  # fmt: skip
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/ABCDEF+Roman"), FirstChar=65,
        LastChar=67, Widths=glyph_widths(data), Encoding=Name.WinAnsiEncoding, FontDescriptor=about,
    )  # fmt: skip
    for key, value in changes.items():
        if key == "Subtype3":
            program.Subtype = value
        else:
            font[f"/{key}"] = value
    return font


def compact_face(shown: bytes = b"ABC", **changes: Any) -> Build:
    def build(own: Construct) -> None:
        own.put("/Font", "/F", compact(own, **changes))
        own.draw(b"BT /F 12 Tf 20 80 Td (" + shown + b") Tj ET")

    return build


def by_state(own: Construct) -> None:
    """A face that a graphics state takes up."""
    font = own.pdf.make_indirect(truetype(own, Widths=[1, 2, 3]))
    own.put("/ExtGState", "/G", Dictionary(Font=Array([font, 12])))
    own.draw(b"/G gs BT 20 80 Td (ABC) Tj ET")


def composite(own: Construct, **changes: Any) -> Any:
    data = cut("brush-regular.ttf")
    order = TTFont(io.BytesIO(data))
    gid = order.getGlyphID(order.getBestCmap()[65])
    about = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Brush"), Flags=4, FontBBox=[0, 0, 1, 1],
        ItalicAngle=0, Ascent=800, Descent=-200, CapHeight=700, StemV=80,
        FontFile2=own.stream(data, Length1=len(data)), CIDSet=own.stream(b"\x80"),
    )  # fmt: skip
    below = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/ABCDEF+Brush"), DW=1000,
        CIDSystemInfo=collection("Identity"),
        FontDescriptor=about, W=Array([gid, Array([glyph_widths(data)[0]])]),
        CIDToGIDMap=Name.Identity,
    )  # fmt: skip
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/ABCDEF+Brush"),
        Encoding=Name("/Identity-H"), DescendantFonts=Array([below]),
        ToUnicode=characters(own, {gid: "A"}, 2),
    )  # fmt: skip
    for key, value in changes.items():
        target = below if key in ("CIDToGIDMap", "CIDSystemInfo", "W") else font
        if value is None:
            del target[f"/{key}"]
        else:
            target[f"/{key}"] = value
    own.draw(b"BT /F 12 Tf 20 80 Td <" + f"{gid:04x}".encode() + b"> Tj ET")
    return font


def composite_face(**changes: Any) -> Build:
    def build(own: Construct) -> None:
        given = {k: v(own) if callable(v) else v for k, v in changes.items()}
        own.put("/Font", "/F", composite(own, **given))

    return build


def collection(ordering: str) -> Any:
    return Dictionary(Registry=String("Adobe"), Ordering=String(ordering), Supplement=2)


def own_table(own: Construct) -> Any:
    words = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /WMode 1 def "
        b"1 begincodespacerange <0000> <ffff> endcodespacerange "
        b"1 begincidrange <0000> <ffff> 0 endcidrange endcmap end end"
    )
    about = {"CMapName": Name.Own, "WMode": 0, "CIDSystemInfo": collection("Identity")}
    return own.stream(words, Type=Name.CMap, **about)


def drawn_face(width: int = 600, *, own_resources: bool = True, inks: bytes = b"") -> Build:
    """A font of type 3; its glyph calls for a state by name."""

    def build(own: Construct) -> None:
        glyph = own.stream(b"600 0 d0 " + inks + b" /G gs 0 0 500 500 re f")
        own.put("/ExtGState", "/G", Dictionary(LW=2))
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 600, 600],
            FontMatrix=[0.001, 0, 0, 0.001, 0, 0], CharProcs=Dictionary({"/A": glyph}),
            Encoding=Dictionary(Differences=Array([65, Name.A])), FirstChar=65, LastChar=65,
            Widths=[width],
        )  # fmt: skip
        if own_resources:
            font.Resources = Dictionary(ExtGState=Dictionary({"/G": Dictionary(LW=2)}))
        own.put("/Font", "/F", font)
        own.draw(b"BT /F 12 Tf 20 80 Td (A) Tj ET")

    return build


def of_type_one(widths: list[int] | None = None, *, told: bool = False) -> Build:
    """A program of type 1, from a page that pdfTeX made."""

    def build(own: Construct) -> None:
        with pikepdf.open(ADVERTS / "pdftex-silent.pdf") as other:
            fonts = other.pages[0].Resources.Font
            font = own.pdf.copy_foreign(next(iter(dict(fonts).values())))
        if widths is not None:
            font.Widths = [width for _ in font.Widths for width in widths]
        if told:
            font.ToUnicode = characters(own, ABC)
        own.put("/Font", "/F", font)
        first = int(font.FirstChar)
        own.draw(b"BT /F 12 Tf 20 80 Td <" + f"{first:02x}".encode() + b"> Tj ET")

    return build


def without_a_map(own: Construct) -> None:
    composite_face(CIDToGIDMap=None)(own)


def broken_program(own: Construct) -> None:
    font = truetype(own)
    font.FontDescriptor.FontFile2 = own.stream(b"\x00\x01\x00\x00" + b"\xff" * 40)
    own.put("/Font", "/F", font)
    own.draw(b"BT /F 12 Tf 20 80 Td (ABC) Tj ET")


@dataclass(frozen=True)
class Row:
    """What a construct is, and who must refuse it by which words."""

    build: Build
    refused: str = ""  # standards; "pdf" among them: a plain file too
    words: str = ""


TABLE: dict[str, Row] = {
    # spelling and limits: 6.1 of 19005-2
    "odd-hex": Row(odd_hex),
    "long-text": Row(long_text),
    "quoted-text": Row(quoted_text),
    "long-name": Row(long_name, ARCHIVE, "a name of over 127 bytes"),
    "great-number": Row(great_number, ARCHIVE, "a number over"),
    "saved-deep": Row(saved_deep, ARCHIVE, "saved over 28 deep"),
    "saved-and-left": Row(saved_and_left),
    "given-back": Row(given_back_too_often),
    "name-not-utf8": Row(name_not_utf8),
    "name-of-nothing": Row(name_of_nothing, EVERY, "which it does not have"),
    "lzw": Row(packed_by_lzw),
    "lzw-predicted": Row(
        picture(
            b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01",
            Filter=Name.LZWDecode,
            DecodeParms=Dictionary(Predictor=12),
        ),
        "x1a a2u a2a",
        "packed by LZW",
    ),
    "crypt": Row(packed_by_crypt),
    "no-filter": Row(packed_by_nothing, "pdf " + EVERY, "can't be read"),
    "external": Row(external, "pdf " + EVERY, "lies in another file"),
    # operators (6.2.2)
    "operator": Row(unknown_operator, EVERY, "an operator that is none"),
    "operator-in-brackets": Row(unknown_within_brackets),
    "intent": Row(unknown_intent),
    "marked": Row(marked),
    "spoken": Row(spoken),
    "inline-smoothed": Row(inline_smoothed),
    "inline-light": Row(inline_in_light, INKS, "in red, green and blue"),
    "inline-indexed": Row(inline_by_table, INKS, "in red, green and blue"),
    "inline-lzw": Row(inline_by_lzw, "x1a a2u a2a", "packed by LZW"),
    "light": Row(light_by_operator, INKS, LIGHT),
    "grey-by-light": Row(grey_by_light),
    # states (6.2.5, 6.2.10)
    "transfer": Row(state(TR=Name.Default), EVERY, "a transfer function"),
    "transfer-identity": Row(state(TR=Name.Identity)),
    "transfer-2": Row(state(TR2=Array([Name.Identity] * 4)), EVERY, "a transfer function"),
    "halftone": Row(state(HT=Name.Default, HTP=Array([0, 0]), HTO=Array([0, 0]))),
    "black": Row(state(BG2=Name.Default, UCR2=Name.Default)),
    "state-intent": Row(state(RI=Name.Vivid)),
    "blend-none": Row(state(BM=Name.Glow), INKS, "a way of blending that is none"),
    "blend-list": Row(state(BM=Array([Name.Glow, Name.Normal]))),
    "blend": Row(state(BM=Name.Multiply), "x1a", "transparency"),
    "faint": Row(state(ca=0.5), "x1a", "transparency"),
    "soft-mask": Row(transfer_of_mask, "x1a", "transparency"),
    "overprint-profile": Row(overprint_by_profile, INKS, "profile"),
    # colours (6.2.4)
    "profile-grey": Row(space(lambda own: profile(own, 1, b"mntr")), "x1a", "by a profile"),
    "profile-light": Row(space(lambda own: profile(own, 3, b"mntr"), b"1 0 0"), INKS, LIGHT),
    "profile-link": Row(
        space(lambda own: profile(own, 1, b"link")), INKS, "profile",
    ),
    "profile-new": Row(
        space(lambda own: profile(own, 1, b"mntr", 5)), INKS, "profile",
    ),
    "profile-at-odds": Row(
        space(lambda own: Array([Name.ICCBased, profile(own, 3, b"mntr")[1]]), b"1 0 0"), INKS,
        LIGHT,
    ),
    "cal-grey": Row(
        space(lambda _: Array([Name.CalGray, Dictionary(WhitePoint=[0.95, 1, 1.09])])), "x1a",
        "no ink's",
    ),
    "lab": Row(
        space(lambda _: Array([Name.Lab, Dictionary(WhitePoint=[0.95, 1, 1.09])]), b"50 0 0"),
        INKS, LIGHT,
    ),
    "default-light": Row(default_light, INKS, LIGHT),
    "default-inks": Row(default_inks, "x1a", "by a profile"),
    "spot": Row(space(spot(Name.DeviceCMYK, 4))),
    "spot-light": Row(space(spot(Name.DeviceRGB, 3)), INKS, LIGHT),
    "spot-all": Row(space(spot(Name.DeviceCMYK, 4, "/All"))),
    "spot-none": Row(space(spot(Name.DeviceCMYK, 4, "/None"))),
    "spot-two-ways": Row(two_mixtures, ARCHIVE, "mixes the ink Gold otherwise"),
    "several": Row(space(several(["/Silver", "/Bronze"], told=True), b"1 1")),
    "several-untold": Row(
        space(several(["/Silver", "/Bronze"], told=False), b"1 1"), ARCHIVE, "is not described",
    ),
    "several-9": Row(
        space(several([f"/Ink{n}" for n in range(9)], told=True), b"1 " * 9), "x1a", "9 inks",
    ),
    "several-33": Row(
        space(several([f"/Ink{n}" for n in range(33)], told=True), b"1 " * 33), INKS, "33 inks",
    ),
    # pictures (6.2.8)
    "smoothed": Row(picture(Interpolate=True)),
    "picture-intent": Row(picture(Intent=Name.Vivid)),
    "alternates": Row(alternates),
    "masked": Row(masked, "x1a", "transparency"),
    "colour-key": Row(by_colour_key),
    "sixteen-bits": Row(picture(b"00", BitsPerComponent=16), "x1a", "sixteen bits"),
    "three-bits": Row(picture(BitsPerComponent=3), ARCHIVE, "3 bits"),
    "stencil": Row(picture(ImageMask=True, BitsPerComponent=1, ColorSpace=None)),
    "stencil-of-two": Row(
        picture(ImageMask=True, BitsPerComponent=2, ColorSpace=None), ARCHIVE, "a mask of more",
    ),
    "picture-light": Row(picture(b"000", ColorSpace=Name.DeviceRGB), INKS, LIGHT),
    "indexed-light": Row(indexed_light, INKS, LIGHT),
    "indexed-profile": Row(indexed_profile, "x1a", "by a profile"),
    "wavelets-grey": Row(wavelets("L"), "x1a", "JPX"),
    "wavelets-light": Row(wavelets("RGB", ColorSpace=None), INKS, LIGHT),
    "wavelets-two": Row(of_odd_wavelets, INKS, "2 channels"),
    # forms, patterns, shadings (6.2.9)
    "form": Row(form()),
    "form-reference": Row(form(Ref=Dictionary(F=String("/etc/passwd"))), EVERY, "another file"),
    "form-program": Row(form(Subtype2=Name.PS), EVERY, "PostScript"),
    "foreign": Row(foreign, EVERY, "PostScript"),
    "form-group": Row(form(Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB))),
    "form-alone": Row(form_without_resources),
    "form-light": Row(form(b"1 0 0 rg 0 0 9 9 re f"), INKS, LIGHT),
    "layer-off": Row(layered),
    "tiling": Row(tiling(b"0 0 0 1 k 0 0 30 30 re f")),
    "tiling-light": Row(tiling(b"1 0 0 rg 0 0 5 5 re f"), INKS, LIGHT),
    "shading": Row(shaded(Name.DeviceCMYK)),
    "shading-light": Row(shaded(Name.DeviceRGB), INKS, LIGHT),
    # faces (6.2.11; 14289-1, 7.21)
    "face": Row(face()),
    "face-of-none": Row(face(Subtype=Name.Type9), EVERY, "of a kind that is none"),
    "no-widths": Row(face(Widths=None), BARE, "widths"),
    "no-first": Row(face(FirstChar=None), BARE, "widths"),
    "few-widths": Row(face(LastChar=90), BARE, "all of its widths"),
    "many-widths": Row(face(b"AB", LastChar=66)),
    "no-width-of-one": Row(face(LastChar=66), BARE, "that are not its own"),
    "wrong-widths": Row(face(Widths=[1, 2, 3]), BARE, "that are not its own"),
    "wrong-widths-by-state": Row(by_state, BARE, "that are not its own"),
    "no-encoding": Row(face(Encoding=None), BARE, "no encoding"),
    "symbolic": Row(face(Flags=4), BARE, ""),
    "symbolic-alike": Row(symbolic_alike),
    "odd-differences": Row(
        face(
            Encoding=Dictionary(
                BaseEncoding=Name.WinAnsiEncoding, Differences=Array([66, Name.g9])
            )
        ),
        BARE, "",
    ),
    "untold-by-encoding": Row(face(ToUnicode=None)),
    "tells-nought": Row(telling("\0"), BARE, "tell nothing"),
    "tells-mark": Row(telling("\ufeff"), BARE, "tell nothing"),
    "tells-private": Row(telling("\ue001"), "a2a", "private use"),
    "no-glyph": Row(of_no_glyph, BARE, ""),
    "broken-program": Row(broken_program, BARE, "broken"),
    "compact": Row(compact_face()),
    "compact-widths": Row(compact_face(Widths=[1, 2, 3]), BARE, "that are not its own"),
    "compact-no-glyph": Row(compact_face(b"Z"), BARE, "does not have"),
    "compact-of-none": Row(compact_face(Subtype3=Name.Foo), EVERY, "of a kind that is none"),
    "compact-as-opentype": Row(compact_face(Subtype3=Name.OpenType), "x1a", "after PDF 1.4"),
    "composite": Row(composite_face()),
    "no-map": Row(without_a_map),
    "composite-untold": Row(composite_face(ToUnicode=None), BARE, "tell its characters"),
    "composite-known": Row(composite_face(ToUnicode=None, CIDSystemInfo=collection("GB1"))),
    "table-of-none": Row(composite_face(Encoding=Name("/GB-Own-H")), BARE, "that nobody knows"),
    "table-of-others": Row(
        composite_face(Encoding=Name("/UniJIS-UTF16-H"), CIDSystemInfo=collection("GB1")), BARE,
        "for other characters",
    ),
    "table-of-its-own": Row(composite_face(Encoding=own_table)),
    "drawn": Row(drawn_face()),
    "drawn-widths": Row(drawn_face(500), BARE, "that are not its own"),
    "drawn-alone": Row(drawn_face(own_resources=False)),
    "drawn-light": Row(drawn_face(inks=b"1 0 0 rg"), INKS, LIGHT),
    "type-one": Row(of_type_one()),
    "type-one-widths": Row(of_type_one([333]), BARE, "that are not its own"),
}  # fmt: skip
