"""Preflight: a good page passes, and each bad one is caught with its finding and no other."""

import io
import json
import re
import zlib
from collections.abc import Callable
from typing import Any

import pypdf
import pytest
from PIL import Image
from pypdf.generic import ByteStringObject
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import broadsheet
from broadsheet import preflight
from broadsheet.errors import SourceError, UserError
from broadsheet.geometry import MM
from broadsheet.preflight import limits_of, operators
from broadsheet.preflight.colours import paint_of, space_of
from broadsheet.resources import bundled

WIDTH, HEIGHT = 200.0, 300.0
INTENT = (
    "<</Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (CGATS TR 002) "
    "/RegistryName (http://www.color.org)>>"
)
BLACK_TEXT = "0 0 0 1 k BT /F1 10 Tf 20 200 Td (AB) Tj ET"


def font_objects(embedded: bool = True, wide: bool = False) -> dict[int, bytes]:
    """A font of which only the dictionaries matter."""
    file = b" /FontFile2 12 0 R" if embedded else b""
    descriptor = (
        b"<</Type /FontDescriptor /FontName /Plain /Flags 4 /FontBBox [0 0 1000 1000] "
        b"/ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80" + file + b">>"
    )
    font = (
        b"<</Type /Font /Subtype /TrueType /BaseFont /Plain /FirstChar 65 /LastChar 66 "
        b"/Widths [500 500] /FontDescriptor 11 0 R>>"
    )
    if wide:
        font = (
            b"<</Type /Font /Subtype /Type0 /BaseFont /Plain /Encoding /Identity-H "
            b"/DescendantFonts [<</Type /Font /Subtype /CIDFontType2 /BaseFont /Plain /DW 500 "
            b"/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> "
            b"/FontDescriptor 11 0 R>>]>>"
        )
    return {10: font, 11: descriptor, 12: stream(b"not looked into")}


def stream(content: bytes, entries: str = "") -> bytes:
    head = f"<</Length {len(content)} {entries}>>\nstream\n".encode()
    return head + content + b"\nendstream"


def image(
    space: str, pixel: bytes, *, side: int = 100, entries: str = "", bits: int = 8
) -> dict[int, bytes]:
    content = pixel * (side * side if bits == 8 else (side + 7) // 8 * side)
    about = (
        f"/Type /XObject /Subtype /Image /Width {side} /Height {side} /ColorSpace {space} "
        f"/BitsPerComponent {bits} {entries}"
    )
    return {20: stream(content, about)}


def pdf(
    content: str,
    *more: dict[int, bytes],
    resources: str = "",
    boxes: str = "/TrimBox [0 0 200 300]",
    intents: str = f"[{INTENT}]",
    info: str = "/Trapped /False",
    page: str = "",
) -> bytes:
    """A file of one page, written by hand: nothing that a library would make right."""
    held: dict[int, bytes] = {
        1: f"<</Type /Catalog /Pages 2 0 R /OutputIntents {intents}>>".encode(),
        2: b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        3: (
            f"<</Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH:g} {HEIGHT:g}] {boxes} {page} "
            f"/Contents 4 0 R /Resources <</Font <</F1 10 0 R>> {resources}>>>>"
        ).encode(),
        4: stream(content.encode("latin-1")),
        5: f"<<{info}>>".encode(),
        **font_objects(),
    }
    for objects in more:
        held |= objects
    out, places = io.BytesIO(), {}
    out.write(b"%PDF-1.6\n")
    for number, body in held.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 1\n0000000000 65535 f \n")
    for number in sorted(places):
        out.write(b"%d 1\n%010d 00000 n \n" % (number, places[number]))
    size = max(held) + 1
    out.write(
        b"trailer <</Size %d /Root 1 0 R /Info 5 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, start)
    )
    return out.getvalue()


def codes(content: bytes, profile: str = "coldset") -> list[str]:
    report = preflight.inspect(content, limits_of(profile))
    return [issue.code for issue in report.issues]


def only(content: bytes) -> preflight.Issue:
    (issue,) = preflight.inspect(content, limits_of("coldset")).issues
    return issue


def test_a_good_page_passes() -> None:
    good = pdf(
        BLACK_TEXT
        + " 0.6 0 0 0.1 k 20 20 100 100 re f 0 0 0 0 k BT /F1 12 Tf 30 60 Td (AB) Tj ET"
        + " 0 0 0 1 K 0.5 w 20 150 m 180 150 l S q 28.8 0 0 28.8 150 20 cm /I1 Do Q",
        image("/DeviceCMYK", b"\x80\x40\x20\x10"),
        resources="/XObject <</I1 20 0 R>>",
    )
    assert codes(good) == []


def coded(kind: str, mode: str, pixel: Any, about: str) -> dict[int, bytes]:
    held = io.BytesIO()
    Image.new(mode, (100, 100), pixel).save(held, kind)
    return {20: stream(held.getvalue(), f"{IMAGE} {about}")}


def font_file(bits: int) -> dict[int, bytes]:
    """A font program of which only the licence bits matter."""
    table = b"OS/2" + bytes(4) + (28).to_bytes(4, "big") + (10).to_bytes(4, "big")
    os2 = bytes(8) + bits.to_bytes(2, "big")
    return {12: stream(b"\0\1\0\0\0\1" + bytes(6) + table + os2)}


IMAGE = "/Type /XObject /Subtype /Image /Width 100 /Height 100 /BitsPerComponent 8"
X1A = "/Trapped /False /GTS_PDFXVersion (PDF/X-1a:2003)"


def tint(inks: str) -> bytes:
    """A spot colour's mixture."""
    return f"<</FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [{inks}] /N 1>>".encode()


SPOT = "/ColorSpace <</Gold [/Separation /Gold /DeviceCMYK 30 0 R]>>"
TWO_GOLDS = (
    "/ColorSpace <</A [/Separation /Gold /DeviceCMYK 30 0 R]"
    " /B [/Separation /Gold /DeviceCMYK 31 0 R]>>"
)
OVER = "/ExtGState <</O <</OP true /op true /OPM 1>>>>"
PICTURE = "/XObject <</I1 20 0 R>>"
PLACED = "q 28.8 0 0 28.8 20 20 cm /I1 Do Q"  # 100 px: 250 ppi
BAD: dict[str, tuple[bytes, str, str, str]] = {
    # name: file, code, value, limit
    "rgb picture": (
        pdf(PLACED, image("/DeviceRGB", b"\x80\x40\x20"), resources=PICTURE),
        "rgb", "", "process inks, grey or spot colours",
    ),
    "rgb picture by its profile": (
        pdf(PLACED, image("[/ICCBased 21 0 R]", b"\x80\x40\x20"),
            {21: stream(b"", "/N 3")}, resources=PICTURE),
        "rgb", "", "process inks, grey or spot colours",
    ),
    "rgb text": (
        pdf("0.2 0.4 0.1 rg BT /F1 10 Tf 20 200 Td (AB) Tj ET"),
        "rgb", "", "process inks, grey or spot colours",
    ),
    "missing font": (pdf(BLACK_TEXT, font_objects(embedded=False)), "font-missing", "", ""),
    "missing glyph": (
        pdf("0 0 0 1 k BT /F1 10 Tf 20 200 Td <00050000> Tj ET", font_objects(wide=True)),
        "missing-glyph", "", "",
    ),
    "rich-black text": (
        pdf("0.5 0.4 0.4 0.8 k BT /F1 10.5 Tf 20 200 Td (AB) Tj ET"),
        "rich-black", "210 % at 10.5 pt", "black alone below 24 pt",
    ),
    "260 % ink in a fill": (pdf("1 0.8 0.5 0.3 k 20 20 50 50 re f"), "total-ink", "260 %", "220 %"),
    "260 % ink in a picture": (
        pdf(PLACED, image("/DeviceCMYK", bytes((255, 204, 128, 76))), resources=PICTURE),
        "total-ink", "260 %", "220 %",
    ),
    "72 ppi": (
        pdf("q 100 0 0 100 20 20 cm /I1 Do Q", image("/DeviceGray", b"\x80"), resources=PICTURE),
        "coarse-picture", "72 ppi", "100 ppi",
    ),
    "coarse line art": (
        pdf(PLACED, image("/DeviceGray", b"\xaa", bits=1), resources=PICTURE),
        "coarse-line-art", "250 ppi", "1000 ppi",
    ),
    "4 pt reversed type": (
        pdf("0 0 0 1 k 20 20 100 50 re f 0 0 0 0 k BT /F1 4 Tf 30 40 Td (AB) Tj ET"),
        "reversed-type", "4.0 pt", "10 pt",
    ),
    "9 pt reversed out of two inks": (
        pdf("0 1 1 0 k 20 20 100 50 re f 0 0 0 0 k BT /F1 9 Tf 30 40 Td (AB) Tj ET"),
        "reversed-type", "9.0 pt", "12 pt",
    ),
    "5 pt type": (
        pdf("0 0 0 1 k BT /F1 5 Tf 20 200 Td (AB) Tj ET"), "small-type", "5.0 pt", "7 pt",
    ),
    "small by its matrix": (
        pdf("0 0 0 1 k BT /F1 10 Tf 0.5 0 0 0.5 20 200 Tm (AB) Tj ET"),
        "small-type", "5.0 pt", "7 pt",
    ),
    "8 pt type in two inks": (
        pdf("0 1 0.9 0 k BT /F1 8 Tf 20 200 Td (AB) Tj ET"), "multi-ink-type", "8.0 pt", "10 pt",
    ),
    "overprinting white text": (
        pdf("0.5 0 0 0 k 20 20 99 99 re f /O gs 0 0 0 0 k BT /F1 20 Tf 30 60 Td (AB) Tj ET",
            resources=OVER),
        "white-overprint", "", "",
    ),
    "overprinting white shape": (
        pdf("/O gs 0 g 1 g 20 20 50 50 re f", resources=OVER), "white-overprint", "", "",
    ),
    "black that knocks out": (
        pdf("0.3 0 0.6 0 k 20 20 99 99 re f 0 0 0 1 k BT /F1 10 Tf 30 60 Td (AB) Tj ET"),
        "black-knockout", "", "",
    ),
    "no intent": (pdf(BLACK_TEXT, intents="[]"), "no-intent", "", ""),
    "an intent that names nothing": (
        pdf(BLACK_TEXT, intents="[<</S /GTS_PDFX /OutputConditionIdentifier (Mine)>>]"),
        "intent-profile", "Mine", "",
    ),
    "an intent of a screen": (
        pdf(BLACK_TEXT, {22: stream(bytes(16) + b"RGB " + bytes(108), "/N 3")},
            intents="[<</S /GTS_PDFX /DestOutputProfile 22 0 R>>]"),
        "intent-profile", "RGB", "CMYK or grey",
    ),
    "no trim": (pdf(BLACK_TEXT, boxes=""), "no-trim", "", ""),
    "trim out of the sheet": (
        pdf(BLACK_TEXT, boxes="/TrimBox [0 0 220 300]"),
        "boxes", "77.6 × 105.8 mm", "70.6 × 105.8 mm",
    ),
    "trapped not said": (pdf(BLACK_TEXT, info=""), "trapped", "", "True or False"),
    "text under an ad": (
        pdf(BLACK_TEXT + " q 72 0 0 72 10 180 cm /I1 Do Q",
            image("/DeviceGray", b"\x80", side=200), resources=PICTURE),
        "covered-text", "", "",
    ),
    "text under a box": (
        pdf(BLACK_TEXT + " 0 0 0 0.1 k 10 180 100 50 re f"), "covered-text", "", "",
    ),
    "text over the trim": (
        pdf("0 0 0 1 k BT /F1 10 Tf 195 200 Td (ABAB) Tj ET"), "text-outside", "", "",
    ),
    "invisible text": (
        pdf("0 0 0 1 k BT 3 Tr /F1 10 Tf 20 200 Td (AB) Tj ET"), "hidden-text", "", "",
    ),
    "white on white": (pdf("1 g BT /F1 20 Tf 20 200 Td (AB) Tj ET"), "hidden-text", "", ""),
    "hairline": (pdf("0 G 0.1 w 20 20 m 90 20 l S"), "hairline", "0.10 pt", "0.25 pt"),
    "hairline by a fill": (pdf("0 g 20 20 90 0.2 re f"), "hairline", "0.20 pt", "0.25 pt"),
    "transparency": (
        pdf("/T gs 0.5 0 0 0 k 20 20 50 50 re f",
            resources="/ExtGState <</T <</ca 0.5>>>>"),
        "transparency", "", "",
    ),
    "a blend mode": (
        pdf("/T gs 0.5 0 0 0 k 20 20 50 50 re f",
            resources="/ExtGState <</T <</BM /Multiply>>>>"),
        "transparency", "", "",
    ),
    "a soft mask": (
        pdf(PLACED, image("/DeviceGray", b"\x80", entries="/SMask 20 0 R"), resources=PICTURE),
        "transparency", "", "",
    ),
    "a gradient in rgb": (
        pdf("q 20 20 50 50 re W n /S sh Q",
            resources="/Shading <</S <</ShadingType 2 /ColorSpace /DeviceRGB>>>>"),
        "rgb", "", "process inks, grey or spot colours",
    ),
    "a pattern in rgb": (
        pdf("/Pattern cs /P scn 20 20 50 50 re f",
            resources="/Pattern <</P <</PatternType 2 "
            "/Shading <</ShadingType 2 /ColorSpace /DeviceRGB>>>>>>"),
        "rgb", "", "process inks, grey or spot colours",
    ),
    "ink over the trim": (pdf("0.5 0 0 0 k -5 20 50 50 re f"), "bleed", "", ""),
    "registration colour": (
        pdf("/All cs 0.5 scn 20 20 50 50 re f",
            resources="/ColorSpace <</All [/Separation /All /DeviceCMYK 30 0 R]>>"),
        "registration", "", "",
    ),
    "a note on the page": (
        pdf(BLACK_TEXT, page="/Annots [<</Subtype /Text /Rect [20 20 40 40]>>]"),
        "annotation", "", "",
    ),
    "0.05 pt hairline": (
        pdf("0 0 0 1 K 0.05 w 20 20 m 90 20 l S"), "hairline", "0.05 pt", "0.25 pt",
    ),
    "transparency in X-1a": (
        pdf("/T gs 0.5 0 0 0 k 20 20 50 50 re f", info=X1A,
            resources="/ExtGState <</T <</CA 0.5 /ca 0.5>>>>"),
        "transparency", "", "",
    ),
    "JPEG 2000 in X-1a": (
        pdf(PLACED, coded("JPEG2000", "L", 128, "/ColorSpace /DeviceGray /Filter /JPXDecode"),
            resources=PICTURE, info=X1A),
        "coding", "", "",
    ),
    "JBIG2 in X-1a": (
        pdf("q 7.2 0 0 7.2 20 20 cm /I1 Do Q",
            {20: stream(b"", f"{IMAGE[:-1]}1 /ColorSpace /DeviceGray /Filter /JBIG2Decode")},
            resources=PICTURE, info=X1A),
        "coding", "", "",
    ),
    "light inside JPEG 2000": (
        pdf(PLACED, coded("JPEG2000", "RGB", (9, 99, 9), "/Filter /JPXDecode"), resources=PICTURE),
        "rgb", "", "process inks, grey or spot colours",
    ),
    "a spot colour on four plates": (
        pdf("/Gold cs 0.5 scn 20 20 50 50 re f", resources=SPOT),
        "spot-colour", "", "the four process inks",
    ),
    "one spot colour of two mixtures": (
        pdf(BLACK_TEXT, {30: tint("0 .2 .6 0"), 31: tint("0 .3 .8 .1")}, resources=TWO_GOLDS),
        "spot-recipe", "2", "1",
    ),
    "260 % ink of two fills": (
        pdf("0 0.9 0.9 0 k 20 20 50 50 re f /O gs 0.8 0 0 0 k 20 20 50 50 re f", resources=OVER),
        "total-ink", "260 %", "220 %",
    ),
    "280 % ink under text": (
        pdf("0 0.9 0.9 0 k 20 20 50 50 re f /O gs 0 0 0 1 k BT /F1 10 Tf 30 40 Td (A) Tj ET",
            resources=OVER),
        "total-ink", "280 %", "220 %",
    ),
    "a font that forbids it": (pdf(BLACK_TEXT, font_file(0x0002)), "font-licence", "", ""),
    "a font of bitmaps": (pdf(BLACK_TEXT, font_file(0x0208)), "font-licence", "", ""),
    "bleed inside the trim": (
        pdf(BLACK_TEXT, boxes="/TrimBox [0 0 200 300] /BleedBox [10 10 190 290]"),
        "boxes", "70.6 × 105.8 mm", "63.5 × 98.8 mm",
    ),
    "text under an ad's form": (
        pdf(BLACK_TEXT + " q 1 0 0 1 10 195 cm /X1 Do Q",
            {20: stream(b"0 0 0 0.2 k 0 0 60 30 re f", "/Type /XObject /Subtype /Form")},
            resources="/XObject <</X1 20 0 R>>"),
        "covered-text", "", "",
    ),
    "a unit of its own": (pdf(BLACK_TEXT, page="/UserUnit 2"), "user-unit", "2", "1"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_each_fault_is_caught_and_no_other(name: str) -> None:
    content, code, value, limit = BAD[name]
    issue = only(content)
    assert (issue.code, issue.value, issue.limit) == (code, value, limit)


def test_one_mixture_written_twice_is_one() -> None:
    golds = {30: tint("0 .2 .60 0"), 31: tint("0.0 0.2 0.6 0")}
    assert codes(pdf(BLACK_TEXT, golds, resources=TWO_GOLDS)) == []


def test_a_finding_has_its_place_and_its_rule() -> None:
    issue = only(BAD["260 % ink in a fill"][0])
    (rect,) = issue.places
    assert (rect.left, rect.top, rect.width, rect.height) == (20, 230, 50, 50)
    assert issue.page == 1
    assert str(issue) == (
        "page 1: at 7.1, 81.1 mm (17.6 × 17.6 mm): error: too much ink in a fill: "
        "260 %, limit 220 % [WAN-IFRA 26 v5]"
    )


def test_places_count_from_the_trim() -> None:
    content = pdf("1 0.8 0.5 0.3 k 20 20 50 50 re f", boxes="/TrimBox [10 15 190 285]")
    (rect,) = only(content).places
    assert (rect.left, rect.top) == (10, 215)


def test_the_same_fault_in_many_places_is_one_finding() -> None:
    fills = " ".join(f"20 {20 + 30 * n} 50 20 re f" for n in range(5))
    issue = only(pdf("1 0.8 0.5 0.3 k " + fills))
    assert len(issue.places) == 5
    assert "and 4 more" in str(issue)


def test_forms_are_looked_into() -> None:
    form = stream(
        b"1 0.8 0.5 0.3 k 0 0 50 50 re f", "/Type /XObject /Subtype /Form /Matrix [1 0 0 1 5 5]"
    )
    content = pdf("q 1 0 0 1 20 20 cm /X1 Do Q", {20: form}, resources="/XObject <</X1 20 0 R>>")
    (rect,) = only(content).places
    assert (rect.left, rect.top) == (25, 225)


def test_what_a_clip_hides_has_no_place() -> None:
    issue = only(pdf("q 30 30 20 20 re W n 1 0.8 0.5 0.3 k 20 20 50 50 re f Q"))
    (rect,) = issue.places
    assert (rect.left, rect.width, rect.height) == (30, 20, 20)


def test_black_over_colour_may_overprint() -> None:
    content = pdf(
        "0.3 0 0.6 0 k 20 20 99 99 re f /O gs 0 0 0 1 k BT /F1 10 Tf 30 60 Td (AB) Tj ET",
        resources=OVER,
    )
    assert codes(content) == []


def test_gradients_in_ink_pass() -> None:
    content = pdf(
        "q 20 20 50 50 re W n /S sh Q /Pattern cs /P scn 20 20 50 50 re f",
        resources="/Shading <</S <</ShadingType 2 /ColorSpace /DeviceCMYK>>>> "
        "/Pattern <</P <</PatternType 1>>>>",
    )
    assert codes(content) == []


def test_states_come_back_after_a_restore() -> None:
    content = pdf(
        "0.5 0 0 0 k 20 20 99 99 re f q /O gs Q 0 0 0 0 k BT /F1 20 Tf 30 60 Td (AB) Tj ET",
        resources=OVER,
    )
    assert codes(content) == []


def test_marks_outside_the_trim_are_noted_and_may_be_in_registration_colour() -> None:
    content = pdf(
        "/All CS 1 SCN 0.5 w 2 10 m 2 30 l S",
        resources="/ColorSpace <</All [/Separation /All /DeviceCMYK 30 0 R]>>",
        boxes="/TrimBox [10 10 190 290]",
    )
    issue = only(content)
    assert (issue.level, issue.code) == ("note", "marks")


@pytest.mark.parametrize("name", ["transparency in X-1a", "JPEG 2000 in X-1a", "JBIG2 in X-1a"])
def test_what_the_file_claims_not_to_have_is_an_error(name: str) -> None:
    content = BAD[name][0]
    assert only(content).level == "error"
    report = preflight.inspect(content.replace(b"X-1a:2003", b"X-4      "), limits_of("coldset"))
    assert report.count("error") == 0


def test_overprint_is_reckoned_as_its_mode_says() -> None:
    """Mode 0 clears the other process inks, a spot colour leaves them all."""
    below, above = "0 0.9 0.9 0 k 20 20 50 50 re f /O gs", "20 20 50 50 re f"
    mode = OVER.replace("/OPM 1", "/OPM 0")
    assert codes(pdf(f"{below} 0.8 0 0 0 k {above}", resources=mode)) == []
    spot = pdf(f"{below} /Gold cs 1 scn {above}", resources=f"{mode} {SPOT}")
    assert codes(spot) == ["total-ink", "spot-colour"]
    hidden = f"{below} /P gs 0 0 0 0.1 k {above} /O gs 0.8 0 0 0 k {above}"
    states = OVER.replace("<</O", "<</P <</OP false /op false>> /O")
    assert codes(pdf(hidden, resources=states)) == []


def test_inks_of_jpeg_2000_and_of_packed_jpeg_are_weighed() -> None:
    held = io.BytesIO()
    Image.new("CMYK", (100, 100), (255, 204, 128, 76)).save(held, "JPEG", quality=95)
    packed = stream(
        zlib.compress(held.getvalue()),
        f"{IMAGE} /ColorSpace /DeviceCMYK /Filter [/FlateDecode /DCTDecode] "
        "/Decode [1 0 1 0 1 0 1 0]",
    )
    assert codes(pdf(PLACED, {20: packed}, resources=PICTURE)) == ["total-ink"]
    about = "/ColorSpace /DeviceCMYK /Filter /JPXDecode"
    four = coded("JPEG2000", "RGBA", (255, 204, 128, 76), about)  # four parts, no matter which
    assert codes(pdf(PLACED, four, resources=PICTURE)) == ["total-ink"]
    light = coded("JPEG2000", "RGBA", (55, 20, 12, 76), about)
    assert codes(pdf(PLACED, light, resources=PICTURE)) == []


def test_a_subset_of_a_font_that_has_to_be_whole() -> None:
    assert codes(pdf(BLACK_TEXT, font_file(0x0100))) == []
    named = {
        number: body.replace(b"/BaseFont /Plain", b"/BaseFont /ABCDEF+Plain")
        for number, body in font_objects().items()
    }
    assert codes(pdf(BLACK_TEXT, named, font_file(0x0100))) == ["font-licence"]


def test_a_jpeg_of_four_inks_is_weighed_as_it_prints() -> None:
    held = io.BytesIO()
    Image.new("CMYK", (100, 100), (255, 204, 128, 76)).save(held, "JPEG", quality=95)
    jpeg = stream(
        held.getvalue(),
        "/Type /XObject /Subtype /Image /Width 100 /Height 100 /ColorSpace /DeviceCMYK "
        "/BitsPerComponent 8 /Filter /DCTDecode /Decode [1 0 1 0 1 0 1 0]",
    )
    issue = only(pdf(PLACED, {20: jpeg}, resources=PICTURE))
    assert issue.code == "total-ink"
    assert 255 <= float(issue.value.split()[0]) <= 265


def test_other_ways_of_printing_have_other_limits() -> None:
    assert codes(BAD["260 % ink in a fill"][0], "heatset") == []
    assert codes(BAD["ink over the trim"][0], "heatset") == []
    with pytest.raises(UserError, match=r"no preflight profile 'gravure' \(one of coldset"):
        limits_of("gravure")


@pytest.mark.parametrize(
    ("space", "values", "total", "used"),
    [
        ("/DeviceGray", (0.25,), 75, ("Black",)),
        (["/Separation", "/Gold", "/DeviceCMYK", None], (0.5,), 50, ("Gold",)),
        (["/Separation", "/None", "/DeviceCMYK", None], (1.0,), 0, ()),
        (
            ["/Indexed", "/DeviceCMYK", 1, ByteStringObject(b"\0\0\0\0\xff\xff\0\0")],
            (1,),
            200,
            ("Cyan", "Magenta"),
        ),
    ],
)
def test_colours_as_inks(space: Any, values: Any, total: float, used: tuple[str, ...]) -> None:
    paint = paint_of(space_of(space, None), values)
    assert paint.total == pytest.approx(total)
    assert paint.used == used


# Mastheads.


@pytest.fixture(scope="module")
def front() -> Callable[[str], bytes]:
    """A page of a paper's size with some text, by way of another library."""
    font = bundled("fonts") / "brush-regular.ttf"
    pdfmetrics.registerFont(TTFont("kai", font))

    def make(text: str) -> bytes:
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=(280 * MM, 400 * MM), invariant=1)
        canvas.setTrimBox((0, 0, 280 * MM, 400 * MM))
        canvas.setFont("kai", 10)
        canvas.setFillColorCMYK(0, 0, 0, 1)
        canvas.drawString(100, 900, text)
        canvas.save()
        return out.getvalue()

    return make


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("国内统一刊号：CN33-0018　邮发代号31-2", []),
        ("2026年11月18日　星期三", []),
        ("国内统一刊号：CN09-0018", ["CN09-0018"]),
        ("国内统一刊号：CN33-1018", ["CN33-1018"]),
        ("邮发代号：32-2", ["32-2"]),
        ("2026年11月18日　星期二", ["星期二"]),
        ("2026年2月30日　星期一", ["星期一"]),
    ],
)
def test_facts_of_the_masthead(front: Callable[[str], bytes], text: str, wrong: list[str]) -> None:
    report = preflight.inspect(front(text), limits_of("coldset"))
    assert [issue.value for issue in report.issues if issue.code == "masthead"] == wrong


# Pages of our own tell their boxes.

PLATES = {
    "masthead": {"name": "江渚日报", "date": "2026-11-18", "cn_code": "CN33-0018"},
    "items": [
        {"kind": "article", "headline": "渡口新春", "body": ["江面渐渐平静，只剩几盏渔火。"]},
        {"kind": "ad", "id": "bank", "lines": ["江渚银行"]},
    ],
}


def plate(edition: dict[str, Any] = PLATES, **spec: Any) -> list[preflight.Issue]:
    source = {"broadsheet": "1", "extends": "duikai-6"} | spec
    pages = broadsheet.compose(broadsheet.read_edition(edition), broadsheet.load_spec(source))
    out = io.BytesIO()
    broadsheet.write_pdf(pages, out, standard="x4")
    found = preflight.inspect(out.getvalue(), limits_of("coldset")).issues
    return [issue for issue in found if issue.code not in ("imprint", "reversed-type")]


def test_a_good_page_of_our_own_passes() -> None:
    assert plate() == []


def test_the_nameplate_is_the_largest_type_of_the_page() -> None:
    styles = {"nameplate": {"size": "30pt"}, "lead-headline": {"size": "60pt"}}
    (issue,) = plate(styles=styles)
    assert (issue.level, issue.code, issue.boxes) == ("error", "nameplate", ("M", "a"))
    assert (issue.value, issue.limit) == ("60.0 pt", "below 30.0 pt")  # the day's figure too


def test_an_advertisement_says_what_it_is() -> None:
    (issue,) = plate(labels={"ad": ""})
    assert (issue.code, issue.boxes, issue.rule) == ("ad-unmarked", ("F.1",), "广告法, 14")
    assert str(issue).startswith("page 1: box F.1: at ")


def test_a_masthead_has_its_number_and_its_day() -> None:
    issues = plate(PLATES | {"masthead": {"name": "江渚日报"}})
    assert [(issue.code, issue.boxes) for issue in issues] == [("masthead-fact", ("M",))] * 2
    assert [issue.message.split()[-1] for issue in issues] == ["出版日期", "国内统一连续出版物号"]


def test_findings_name_the_boxes_they_lie_in() -> None:
    issues = plate(styles={"body": {"size": "6pt"}, "ad-line": {"size": "5pt"}})
    assert {issue.code: issue.boxes for issue in issues} == {"small-type": ("a",)}
    report = preflight.Report(
        limits=limits_of("coldset"), sizes=((9, 9),), origins=((0, 9),), issues=tuple(issues)
    )
    assert json.loads(preflight.as_json(report, "a.pdf"))["issues"][0]["boxes"] == ["a"]


def test_of_many_boxes_the_first_are_named() -> None:
    issue = preflight.Issue(level="note", code="x", message="m", page=2, boxes=tuple("abcdef"))
    assert str(issue) == "page 2: boxes a, b, c, d and 2 more: note: m"


def test_numbers_without_a_source_are_told_as_ours() -> None:
    assert limits_of("coldset").rule("total_ink") == "WAN-IFRA 26 v5"
    assert limits_of("coldset").rule("multi_type") == "this program's own limit"
    assert limits_of("heatset").rule("total_ink") == "this program's own limit"


# Reports.


def test_the_report_as_json() -> None:
    report = preflight.inspect(BAD["4 pt reversed type"][0], limits_of("coldset"))
    held = json.loads(preflight.as_json(report, "page.pdf"))
    assert held["file"] == "page.pdf"
    assert held["pages_mm"] == [[70.56, 105.83]]
    assert held["counts"] == {"error": 1, "warning": 0, "note": 0}
    (issue,) = held["issues"]
    assert (issue["code"], issue["page"], issue["value"]) == ("reversed-type", 1, "4.0 pt")
    assert issue["rule"] == "WAN-IFRA 26 v5"
    assert len(issue["places_mm"]) == 1


def test_the_report_as_lines() -> None:
    content = pdf(BLACK_TEXT, page="/Annots [<</Subtype /Link /Rect [20 20 40 40]>>]")
    report = preflight.inspect(content, limits_of("coldset"))
    told = preflight.as_text(report, "a.pdf", notes=True).splitlines()
    assert len(told) == 2
    assert "note: Link annotations on the page" in told[0]
    assert told[1].endswith("coldset offset on newsprint: 0 errors, 0 warnings, 1 notes")
    assert len(preflight.as_text(report, "a.pdf", notes=False).splitlines()) == 1


def test_the_report_drawn_on_the_page() -> None:
    content = pdf("1 0.8 0.5 0.3 k 20 20 50 50 re f", intents="[]")
    report = preflight.inspect(content, limits_of("coldset"))
    drawn = pypdf.PdfReader(io.BytesIO(preflight.annotated(content, report)))
    notes = [entry.get_object() for entry in drawn.pages[0]["/Annots"]]  # type: ignore[attr-defined]
    assert [note["/T"] for note in notes] == ["preflight: no-intent", "preflight: total-ink"]
    assert [float(edge) for edge in notes[1]["/Rect"]] == [18, 18, 72, 72]
    assert "260 %, limit 220 %" in notes[1]["/Contents"]


# Strangers' files.


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is not a PDF"),
        (b"hello", "is not a PDF"),
        (b"%PDF-1.4\n", "is broken: its structure can't be read"),
        (b"%PDF-1.4\ntrailer<</Root 1 0 R>>\n%%EOF", "is broken: its structure can't be read"),
        (pdf("BT /F1 Tf ET"), "is broken: page 1 can't be read"),
        (pdf("/No cs 1 scn 0 0 9 9 re f"), "is broken: page 1 can't be read"),
        (pdf("1 0 0 cm"), "is broken: page 1 can't be read"),
        (pdf(BLACK_TEXT, boxes="/TrimBox [0 (a) 1]"), "is broken: its structure|is broken: page 1"),
    ],
)
def test_what_cannot_be_read_is_one_line(content: bytes, told: str) -> None:
    with pytest.raises(SourceError) as fault:
        preflight.inspect(content, limits_of("coldset"))
    assert re.match(told, str(fault.value))
    assert "\n" not in str(fault.value)


def test_a_form_that_calls_itself_ends() -> None:
    form = stream(b"/X1 Do", "/Type /XObject /Subtype /Form /Resources <</XObject <</X1 20 0 R>>>>")
    with pytest.raises(SourceError, match="forms within forms without an end"):
        codes(pdf("/X1 Do", {20: form}, resources="/XObject <</X1 20 0 R>>"))


def test_content_that_unpacks_to_millions_is_refused() -> None:
    packed = zlib.compress(b"0 0 1 1 re f " * 2_000_000)
    content = pdf("", {4: stream(packed, "/Filter /FlateDecode")})
    with pytest.raises(SourceError, match="more content than a page can show"):
        codes(content)


def test_forms_that_multiply_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operators, "_MOST", 20_000)
    calls = b"/X Do " * 20
    held = {
        20 + n: stream(
            calls if n < 9 else b"0 0 1 1 re f",
            f"/Type /XObject /Subtype /Form /Resources <</XObject <</X {21 + n} 0 R>>>>",
        )
        for n in range(10)
    }
    with pytest.raises(SourceError, match="more content than a page can show"):
        codes(pdf("/X Do", held, resources="/XObject <</X 20 0 R>>"))


@pytest.mark.parametrize("cut", range(40, 1500, 97))
def test_a_file_cut_short_is_told_or_read(cut: int) -> None:
    whole = BAD["72 ppi"][0]
    told = ""
    try:
        codes(whole[:cut])
    except SourceError as fault:
        told = str(fault)
    assert "\n" not in told
