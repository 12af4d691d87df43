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
    elif name == "font-size":
        put(folder, file, sound(folder))
        with (folder / file).open("ab") as out:
            out.truncate(200_000_000)
    else:
        put(folder, file, CASES[name](folder))
    if name == "font-collection-number":
        item += "#999999999"
    put(folder, "spec.yaml", f'{SMALL}typefaces: {{song: ["{item}", Noto Serif SC]}}\n')
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


ZEROED = 0
CASES: dict[str, Callable[[Path], bytes]] = {
    "font-empty": lambda _: b"",
    "font-text": lambda _: b"no font at all\n" * 100,
    "font-noise": lambda _: b"\0\1\0\0\0\x0a" + noise(50_000),
    "font-truncated": lambda _: (ROOT / "fonts" / "kai-regular.ttf").read_bytes()[:2_000_000],
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
