"""Hostile fonts: a sound one, spoilt table by table."""

import io
import os
import struct
from collections.abc import Callable
from pathlib import Path

from fontTools.ttLib import TTFont

from tests.hostile.basics import SMALL, noise, page, put
from tests.hostile.running import ROOT, Order
from tests.unit.conftest import build_font

Tables = dict[bytes, bytes]


def make(name: str, folder: Path) -> Order:
    """Make a case's font and a spec that names it."""
    file = "face.otf" if "cff" in name else "face.woff2" if "web" in name else "face.ttf"
    item = file
    if name == "font-pipe":
        os.mkfifo(folder / file)
    elif name in PLACED:
        placed(name, folder)
    elif name == "font-size":
        put(folder, file, sound(folder))
        with (folder / file).open("ab") as out:
            out.truncate(200_000_000)
    else:
        put(folder, file, CASES[name](folder))
    if name == "font-collection-number":
        item += "#999999999"
    faces = "".join(f", t{n}: [{item}]" for n in range(39)) if "same-many" in name else ""
    put(folder, "spec.yaml", f'{SMALL}typefaces: {{song: ["{item}", Noto Serif SC]{faces}}}\n')
    return page(folder)


def sound(folder: Path, *, cff: bool = False, embedding: int = 0) -> bytes:
    path = build_font(folder / "sound.otf", "灯火aV", cff=cff, embedding=embedding)
    content = path.read_bytes()
    path.unlink()
    return content


def tables(content: bytes) -> Tables:
    font = TTFont(io.BytesIO(content))
    return {tag.encode(): bytes(font.reader[tag]) for tag in font.reader.keys()}  # noqa: SIM118


def built(held: Tables, kind: bytes = b"\0\1\0\0") -> bytes:
    """Write tables as a font, without looking at them."""
    out = bytearray(kind + struct.pack(">4H", len(held), 0, 0, 0))
    at, body = 12 + 16 * len(held), bytearray()
    for tag, content in held.items():
        out += tag + struct.pack(">3I", 0, at + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    return bytes(out + body)


def spoilt(tag: bytes, change: Callable[[bytes], bytes]) -> Callable[[Path], bytes]:
    """A sound font with one table otherwise; an empty table is left out."""

    def made(folder: Path) -> bytes:
        held = tables(sound(folder, cff=tag == b"CFF "))
        held[tag] = change(held.get(tag, b""))
        kept = {name: content for name, content in held.items() if content}
        return built(kept, b"OTTO" if tag == b"CFF " else b"\0\1\0\0")

    return made


def at(place: int, form: str, *values: int) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        out = bytearray(content)
        struct.pack_into(form, out, place, *values)
        return bytes(out)

    return change


def directory(change: Callable[[bytearray, int], None]) -> Callable[[Path], bytes]:
    def made(folder: Path) -> bytes:
        out = bytearray(sound(folder))
        for n in range(struct.unpack_from(">H", out, 4)[0]):
            change(out, 12 + 16 * n)
        return bytes(out)

    return made


def cmap_bomb(_: bytes) -> bytes:
    group = struct.pack(">3I", 0, 0x10FFFF, 1)
    held = struct.pack(">2H3I", 12, 0, 16 + 12 * 4000, 0, 4000) + group * 4000
    return struct.pack(">4HI", 0, 1, 3, 10, 12) + held


def composites(*parts: list[int]) -> Callable[[Path], bytes]:
    """A font whose glyphs after the first are made of the glyphs that are listed."""

    def made(folder: Path) -> bytes:
        held = tables(sound(folder))
        plain = bytes(10)
        outlines = [plain]
        for listed in parts:
            out = struct.pack(">5h", -1, 0, 0, 9, 9)
            for n, glyph in enumerate(listed, 1):
                more = 0x20 if n < len(listed) else 0
                out += struct.pack(">2H2b", 0x0002 | more, glyph, 0, 0)
            outlines.append(out)
        count = len(outlines)
        places, glyf = [0], b""
        for outline in outlines:
            glyf += outline + bytes(-len(outline) % 4)
            places.append(len(glyf))
        held[b"glyf"] = glyf
        held[b"loca"] = struct.pack(f">{count + 1}I", *places)
        held[b"head"] = at(50, ">H", 1)(held[b"head"])
        held[b"maxp"] = at(4, ">H", count)(held[b"maxp"])
        held[b"hhea"] = at(34, ">H", 1)(held[b"hhea"])
        held[b"hmtx"] = struct.pack(">2H", 1000, 0) + bytes(2 * count)
        return built(held)

    return made


def many_contours(folder: Path) -> bytes:
    held = tables(sound(folder))
    held[b"glyf"] = struct.pack(">5h", 0x7FFF, 0, 0, 9, 9) + b"\xff\xff" * 40_000
    held[b"loca"] = struct.pack(">6I", 0, *[len(held[b"glyf"])] * 5)
    held[b"head"] = at(50, ">H", 1)(held[b"head"])
    return built(held)


def cff_ring(content: bytes) -> bytes:
    """Charstrings made of calls: callsubr with whatever number."""
    return content.replace(content[-40:], b"\x20\x0a" * 20)


def unlike(tag: bytes, length: int) -> Callable[[Path], bytes]:
    return spoilt(tag, lambda _: noise(length))


def bitmaps(folder: Path) -> bytes:
    held = tables(sound(folder))
    return built(
        {tag: v for tag, v in held.items() if tag not in (b"glyf", b"loca")} | {b"EBDT": noise(99)}
    )


def collection(count: int) -> Callable[[Path], bytes]:
    return lambda folder: b"ttcf\0\1\0\0" + struct.pack(">2I", count, 16) + sound(folder)


def put_in(tag: bytes, content: bytes) -> Callable[[Path], bytes]:
    return spoilt(tag, lambda _: content)


def lookups(*subtables: bytes, kind: int = 6) -> bytes:
    """A GSUB whose feature calls the first of lookups, each of one subtable."""
    scripts = b"\0\1DFLT\0\x08\0\4\0\0\0\0\xff\xff\0\1\0\0"
    features = b"\0\1ccmp\0\x08\0\0\0\1\0\0"
    count = len(subtables)
    places, body = [], b""
    for held in subtables:
        places.append(2 + 2 * count + len(body))
        body += struct.pack(">4H", kind, 0, 1, 8) + held
    listed = struct.pack(f">{count + 1}H", count, *places) + body
    at = 10 + len(scripts)
    head = struct.pack(">5H", 1, 0, 10, at, at + len(features))
    return head + scripts + features + listed


def calling(lookup: int) -> bytes:
    """Chained context, third form: the first glyph, then a lookup on it."""
    cover = struct.pack(">4H", 1, 2, 1, 2)
    return struct.pack(">7H", 3, 0, 1, 14, 0, 1, 0)[:12] + struct.pack(">2H", 0, lookup) + cover


def growing() -> bytes:
    """One glyph becomes a hundred, of which each becomes a hundred: five lookups in a row."""
    one = struct.pack(">4H", 1, 8, 1, 14) + struct.pack(">3H", 1, 1, 1)
    many = one + struct.pack(">H", 100) + b"\0\1" * 100
    return lookups(*[many] * 5, kind=2)


def kern() -> bytes:
    return struct.pack(">9H", 0, 1, 0, 65_535, 1, 65_535, 65_535, 15, 65_535) + noise(600)


def variants(content: bytes) -> bytes:
    """A cmap with a table of variants that lies about its places."""
    body = content[4:]
    count = struct.unpack_from(">H", content, 2)[0]
    moved = bytearray(struct.pack(">2H", 0, count + 1) + body[: 8 * count])
    for n in range(count):
        at = 4 + 8 * n + 4
        struct.pack_into(">I", moved, at, struct.unpack_from(">I", moved, at)[0] + 8)
    moved += struct.pack(">2HI", 0, 5, len(content) + 8)
    held = struct.pack(">H2I", 14, 21, 0x7FFFFFFF) + b"\0\xfe\0" + struct.pack(">2I", 0xFFFFFF, 21)
    return bytes(moved) + body[8 * count :] + held


def injected(_: bytes) -> bytes:
    words = "A) /Launch (x\n>> endobj\0\u202e".encode("utf-16-be")
    rows = [(3, 1, 0x409, n, len(words), 0) for n in (1, 2, 4, 6)]
    listed = b"".join(struct.pack(">6H", *row) for row in rows)
    return struct.pack(">3H", 0, len(rows), 6 + len(listed)) + listed + words


def shared_collection(folder: Path) -> bytes:
    face = sound(folder)
    return b"ttcf\0\1\0\0" + struct.pack(">4I", 3, 0, 12, 24) + face


def full(folder: Path) -> bytes:
    held = tables(sound(folder))
    for n in range(99 - len(held)):
        held[b"Z%03d" % n] = bytes(1_000_000)
    return built(held)


def hinted(folder: Path) -> bytes:
    held = tables(sound(folder))
    endless = b"\xb8\xff\xfd\x1c" * 50  # jump back, for ever
    return built(held | {b"fpgm": endless, b"prep": endless, b"cvt ": bytes(9)})


def layered(folder: Path) -> bytes:
    held = tables(sound(folder))
    paint = struct.pack(">BBHBB", 1, 0xFF, 0xFFFF, 11, 0) + noise(300)
    table = struct.pack(">3HI2I3I", 1, 0, 0, 0, 0, 0, 34, 34, 0) + paint
    return built(held | {b"COLR": table, b"CPAL": noise(90)})


def drawn(folder: Path) -> bytes:
    told = b"<svg xmlns='http://www.w3.org/2000/svg'><script>f()</script></svg>"
    place = struct.pack(">HIIHHHII", 0, 10, 0, 1, 0, 4, 14, len(told))
    return built(tables(sound(folder)) | {b"SVG ": place + told})


def placed(name: str, folder: Path) -> None:
    """Put something else where a face should be."""
    if name == "font-folder":
        os.mkdir(folder / "face.ttf")
    else:
        os.symlink("face.ttf", folder / "face.ttf")


ZEROED = 0
PLACED = ("font-folder", "font-link-ring")
CASES: dict[str, Callable[[Path], bytes]] = {
    "font-collection-ring": shared_collection,
    "font-gsub-ring": put_in(b"GSUB", lookups(calling(1), calling(0))),
    "font-gsub-grows": put_in(b"GSUB", growing()),
    "font-kern-lies": put_in(b"kern", kern()),
    "font-cmap-fourteen": spoilt(b"cmap", variants),
    "font-loca-format": spoilt(b"head", at(50, ">H", 99)),
    "font-hmtx-none": spoilt(b"hhea", at(34, ">H", ZEROED)),
    "font-name-injected": spoilt(b"name", injected),
    "font-axes": put_in(
        b"fvar", struct.pack(">2H6H", 1, 0, 16, 2, 65_535, 20, 65_535, 8) + noise(600)
    ),
    "font-colours": layered,
    "font-drawn": drawn,
    "font-hinting-ring": hinted,
    "font-tables-full": full,
    "font-type-1": lambda _: b"%!PS-AdobeFont-1.0: Lamp\n" + noise(900),
    "font-same-many": sound,
    "font-glyphs-outside": spoilt(b"hhea", at(34, ">H", 60_000)),
    "font-empty": lambda _: b"",
    "font-text": lambda _: b"no font at all\n" * 100,
    "font-noise": lambda _: b"\0\1\0\0\0\x0a" + noise(50_000),
    "font-truncated": lambda _: (ROOT / "fonts" / "brush-regular.ttf").read_bytes()[:2_000_000],
    "font-offset-outside": directory(lambda out, n: struct.pack_into(">I", out, n + 8, 0xFFFFFF00)),
    "font-offsets-overlap": directory(lambda out, n: struct.pack_into(">I", out, n + 8, 300)),
    "font-tables-huge": lambda folder: sound(folder)[:4] + b"\xff\xff" + sound(folder)[6:] * 500,
    "font-tables-twice": lambda _: (
        b"\0\1\0\0"
        + struct.pack(">4H", 90, 0, 0, 0)
        + (b"head" + struct.pack(">3I", 0, 1500, 54)) * 90
        + bytes(200)
    ),
    "font-no-cmap": spoilt(b"cmap", lambda _: b""),
    "font-cmap-bomb": spoilt(b"cmap", cmap_bomb),
    "font-cmap-short": spoilt(b"cmap", lambda content: content[: len(content) // 2]),
    "font-glyphs-huge": spoilt(b"maxp", at(4, ">H", 65_535)),
    "font-units-zero": spoilt(b"head", at(18, ">H", ZEROED)),
    "font-units-huge": spoilt(b"head", at(18, ">H", 65_535)),
    "font-loca-back": spoilt(b"loca", lambda content: content[::-1]),
    "font-composite-ring": composites([1], [2]),
    "font-composite-laughs": composites(*[[n + 2] * 10 for n in range(7)], [0] * 10),
    "font-glyph-noise": spoilt(b"glyf", lambda content: content[:10] + noise(len(content) - 10)),
    "font-glyph-points": many_contours,
    "font-cff-noise": unlike(b"CFF ", 3000),
    "font-cff-ring": spoilt(b"CFF ", cff_ring),
    "font-not-embeddable": lambda folder: sound(folder, embedding=2),
    "font-web": lambda _: b"wOF2\0\1\0\0" + noise(500),
    "font-web-bomb": lambda _: b"wOFF\0\1\0\0" + b"\xff" * 40,
    "font-bitmaps": bitmaps,
    "font-collection-huge": collection(0xFFFFFFFF),
    "font-collection-number": collection(1),
    "font-name-noise": spoilt(b"name", lambda _: struct.pack(">3H", 0, 4000, 6) + noise(60_000)),
    "font-gpos-noise": spoilt(b"GPOS", lambda _: b"\0\1\0\0" + noise(60_000)),
}
