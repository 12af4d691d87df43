"""Hostile PDFs, written object by object."""

import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.hostile.basics import DAY, noise, put
from tests.hostile.running import Order

GIGABYTE = 1 << 30
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
TREE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
LEAF = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/TrimBox[0 0 600 800]/Contents 4 0 R%s>>"


def make(name: str, folder: Path) -> Order:
    """Make a case's PDF and say how it is run."""
    if name == "pdf-not-there":
        return Order(["preflight", "page.pdf"])
    if name == "pdf-device":
        return Order(["preflight", "/dev/zero"])
    put(folder, "page.pdf", bytes_of(name))
    if name in PROVED:
        put(folder, "day.yaml", DAY)
        return Order(["proof", "page.pdf", "day.yaml"])
    return Order(["preflight", "page.pdf"])


PROVED = (
    *("pdf-flate-bomb-proof", "pdf-font-tounicode", "pdf-form-ring", "pdf-form-laughs"),
    *("pdf-operators", "pdf-pages-same", "pdf-lzw-bomb", "pdf-cmap-ring", "pdf-type3-ring"),
    *("pdf-shows-many", "pdf-widths-many", "pdf-tags-ring", "pdf-contents-many"),
)


def bytes_of(name: str) -> bytes:
    """Return the PDF of a case."""
    from tests.hostile import pdf_parts  # it is made of what stands here

    return (CASES | pdf_parts.CASES)[name]()


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"", size: int = 0) -> bytes:
    """Return a file of objects, each in its place of the cross-reference table."""
    out = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(out)
    last = max(objects)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (size or last + 1)
    for number in range(1, last + 1):
        at = places.get(number)
        out += b"%010d 00000 n \n" % at if at else b"0000000000 65535 f \n"
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        size or last + 1,
        trailer,
        start,
    )
    return bytes(out)


def stream(content: bytes, entries: bytes = b"", length: int = -1) -> bytes:
    """Return a stream object."""
    said = len(content) if length < 0 else length
    return b"<</Length %d%s>>stream\n" % (said, entries) + content + b"\nendstream"


def page(content: bytes, more: bytes = b"", **others: bytes) -> bytes:
    """Return a file of one page; ``others`` are objects by number, as o5, o6 …"""
    held = {int(name[1:]): value for name, value in others.items()}
    return pdf({1: CATALOG, 2: TREE, 3: LEAF % more, 4: content, **held})


def zeros(count: int, byte: bytes = b" ") -> bytes:
    """Return ``count`` bytes, packed."""
    packer, out, left = zlib.compressobj(9), bytearray(), count
    block = byte * (1 << 20)
    while left > 0:
        out += packer.compress(block[: min(left, len(block))])
        left -= len(block)
    return bytes(out + packer.flush())


def five_times() -> bytes:
    content = zeros(GIGABYTE)
    for _ in range(4):
        content = zlib.compress(content, 9)
    return page(stream(content, b"/Filter[" + b"/FlateDecode" * 5 + b"]"))


def many_objects() -> bytes:
    others = {number: b"<</A %d>>" % number for number in range(5, 300_000)}
    return pdf({1: CATALOG, 2: TREE, 3: LEAF % b"", 4: stream(b"q Q"), **others})


def object_stream() -> bytes:
    held = zlib.compress(b" ".join(b"%d %d" % (n, n) for n in range(10, 100_000)))
    entries = b"/Type/ObjStm/N 1000000/First 900000/Filter/FlateDecode"
    table = b"".join(b"\2\0\0\0\5\0\0" if n > 5 else b"\0\0\0\0\0\0\0" for n in range(200))
    out = bytearray(b"%PDF-1.7\n")
    at = len(out)
    out += b"5 0 obj\n" + stream(held, entries) + b"\nendobj\n"
    table = b"\1" + at.to_bytes(4, "big") + b"\0\0"
    rows = b"".join(table if n == 5 else b"\2\0\0\0\5\0\1" for n in range(200))
    start = len(out)
    out += b"6 0 obj\n"
    out += stream(rows, b"/Type/XRef/Size 200/W[1 4 2]/Root 10 0 R") + b"\nendobj\n"
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def deep_tree() -> bytes:
    objects = {1: CATALOG}
    for n in range(2, 60_000):
        objects[n] = b"<</Type/Pages/Kids[%d 0 R]/Count 1/Parent %d 0 R>>" % (n + 1, n - 1)
    objects[60_000] = b"<</Type/Page/Parent 59999 0 R/MediaBox[0 0 9 9]>>"
    return pdf(objects)


def ring() -> bytes:
    return pdf({1: CATALOG, 2: b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>", 3: LEAF % b""})


def huge_count() -> bytes:
    tree = b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>"
    return pdf({1: CATALOG, 2: tree, 3: LEAF % b"", 4: stream(b"q Q")})


def same_pages() -> bytes:
    tree = b"<</Type/Pages/Kids[" + b"3 0 R " * 100_000 + b"]/Count 100000>>"
    return pdf({1: CATALOG, 2: tree, 3: LEAF % b"", 4: stream(b"q Q")})


def reference_ring() -> bytes:
    return pdf({1: CATALOG, 2: b"5 0 R", 3: LEAF % b"", 4: stream(b"q"), 5: b"2 0 R"})


def xref_ring() -> bytes:
    whole = page(stream(b"q Q"))
    start = whole.rindex(b"xref\n0 ")
    return whole.replace(b"/Root 1 0 R", b"/Prev %d/Root 1 0 R" % start)


def wide_xref() -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    start = len(out)
    entries = b"/Type/XRef/Size 2000000000/W[2147483647 2147483647 2147483647]/Root 1 0 R"
    out += b"6 0 obj\n" + stream(noise(100), entries) + b"\nendobj\n"
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def form(content: bytes, resources: bytes) -> bytes:
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<<%s>>>>" % resources
    return stream(content, entries)


def forms(depth: int) -> bytes:
    objects = {1: CATALOG, 2: TREE, 3: LEAF % b"/Resources<</XObject<</X 5 0 R>>>>"}
    objects[4] = stream(b"/X Do")
    for n in range(5, 5 + depth):
        objects[n] = form(b"/X Do " * 10, b"/X %d 0 R" % (n + 1))
    objects[5 + depth] = form(b"0 0 9 9 re f", b"")
    return pdf(objects)


def image(entries: bytes, content: bytes) -> bytes:
    held = stream(content, b"/Type/XObject/Subtype/Image" + entries)
    more = b"/Resources<</XObject<</X 5 0 R>>>>"
    return page(stream(b"q 500 0 0 500 0 0 cm /X Do Q"), more, o5=held)


def to_unicode() -> bytes:
    ranges = b"".join(b"<0000> <ffff> <%04x>\n" % n for n in range(100))
    blocks = b"".join(b"100 beginbfrange\n" + ranges + b"endbfrange\n" for _ in range(40))
    cmap = b"1 begincodespacerange <0000> <ffff> endcodespacerange\n" + blocks
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[6 0 R]"
        b"/ToUnicode 7 0 R>>"
    )
    below = (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/W[0 [1000]]"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
    )
    more = b"/Resources<</Font<</F 5 0 R>>>>"
    text = stream(b"BT /F 9 Tf <00010002> Tj ET")
    return page(text, more, o5=font, o6=below, o7=stream(cmap))


def locked(entries: bytes) -> bytes:
    objects = {1: CATALOG, 2: TREE, 3: LEAF % b"", 4: stream(b"q Q"), 5: entries}
    return pdf(objects, b"/Encrypt 5 0 R/ID[<00><00>]")


LOCK = b"<</Filter/Standard/V 2/R 3/Length 128/P -4/O<%s>/U<%s>>>" % (b"41" * 32, b"42" * 32)
SCRIPT = (
    b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"
    b"/AA<</WC<</S/Launch/F(/bin/sh)>>>>>>"
)

CASES: dict[str, Callable[[], bytes]] = {
    "pdf-flate-bomb": lambda: page(stream(zeros(GIGABYTE), b"/Filter/FlateDecode")),
    "pdf-flate-bomb-proof": lambda: page(stream(zeros(GIGABYTE), b"/Filter/FlateDecode")),
    "pdf-flate-twice": five_times,
    "pdf-objects-million": many_objects,
    "pdf-object-stream-bomb": object_stream,
    "pdf-page-tree-deep": deep_tree,
    "pdf-page-tree-ring": ring,
    "pdf-pages-count": huge_count,
    "pdf-pages-same": same_pages,
    "pdf-reference-ring": reference_ring,
    "pdf-xref-huge": lambda: pdf(
        {1: CATALOG, 2: TREE, 3: LEAF % b"", 4: stream(b"q Q")}, size=10_000_000
    ),
    "pdf-xref-ring": xref_ring,
    "pdf-xref-stream-wide": wide_xref,
    "pdf-length-huge": lambda: page(stream(b"q Q", length=10**12)),
    "pdf-arrays-deep": lambda: page(stream(b"q Q"), b"/X" + b"[" * 50_000 + b"]" * 50_000),
    "pdf-string-deep": lambda: page(stream(b"q Q"), b"/X" + b"(" * 200_000 + b")" * 200_000),
    "pdf-form-ring": lambda: page(
        stream(b"/X Do"), b"/Resources<</XObject<</X 5 0 R>>>>", o5=form(b"/X Do", b"/X 5 0 R")
    ),
    "pdf-form-laughs": lambda: forms(12),
    "pdf-operators": lambda: page(
        stream(zlib.compress(b"0 0 9 9 re f\n" * 3_000_000, 9), b"/Filter/FlateDecode")
    ),
    "pdf-save-deep": lambda: page(stream(b"q " * 500_000)),
    "pdf-encrypted": lambda: locked(LOCK),
    "pdf-encrypted-odd": lambda: locked(b"<</Filter/Nobody/V 99/R 99>>"),
    "pdf-truncated": lambda: many_objects()[:400_000],
    "pdf-empty": lambda: b"%PDF-1.7\n",
    "pdf-text": lambda: b"no PDF at all\n" * 100,
    "pdf-noise": lambda: b"%PDF-1.7\n" + noise(200_000),
    "pdf-jbig2": lambda: image(
        b"/Width 60000/Height 60000/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/JBIG2Decode",
        noise(5_000),
    ),
    "pdf-image-bomb": lambda: image(
        b"/Width 100000/Height 100000/ColorSpace/DeviceCMYK/BitsPerComponent 8/Filter/FlateDecode",
        zeros(GIGABYTE, b"\0"),
    ),
    "pdf-lzw-bomb": lambda: page(stream(b"\x80\x40" * 1_000_000, b"/Filter/LZWDecode")),
    "pdf-ascii85-noise": lambda: page(stream(noise(100_000), b"/Filter/ASCII85Decode")),
    "pdf-font-tounicode": to_unicode,
    "pdf-boxes-nan": lambda: pdf(
        {
            1: CATALOG,
            2: TREE,
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 1%s (x)]/TrimBox[/a null]/Contents 4 0 R>>"
            % (b"0" * 308),
            4: stream(b"q Q"),
        }
    ),
    "pdf-annots-ring": lambda: page(stream(b"q Q"), b"/Annots 5 0 R", o5=b"5 0 R"),
    "pdf-javascript": lambda: pdf({1: SCRIPT, 2: TREE, 3: LEAF % b"", 4: stream(b"q Q")}),
}
