"""Hostile pictures, most of them made by hand: no program would write them."""

import io
import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from tests.hostile import picture_files
from tests.hostile.basics import DAY, noise, page, put
from tests.hostile.pdfs import zeros
from tests.hostile.running import Order

Made = bytes | Callable[[Path], Order]


def make(name: str, folder: Path) -> Order:
    """Make a case's picture, and an edition that names it."""
    if name in NAMED:
        return shown(folder, NAMED[name])
    if name in PLACED:
        file, place = PLACED[name]
        place(folder / file)
        return shown(folder, file)
    if name in picture_files.MADE:
        return picture_files.MADE[name](folder)
    made = (CASES | picture_files.CASES)[name]()
    ending, content = made if isinstance(made, tuple) else ("png", made)
    put(folder, f"picture.{ending}", content)
    more = ("--standard", "x4") if name == "picture-icc-junk" else ()
    return shown(folder, f"picture.{ending}", *more)


def shown(folder: Path, src: str, *more: str) -> Order:
    """A story with a picture of that name."""
    quoted = '"' + src.replace("\\", "\\\\").replace("\x1b", "\\e") + '"'
    put(folder, "day.yaml", f"{DAY}  pictures:\n  - {{src: {quoted}, caption: 灯火}}\n")
    return page(folder, *more)


def png(
    width: int, height: int, content: bytes, *chunks: bytes, depth: int = 1, kind: int = 0
) -> bytes:
    head = struct.pack(">2I5B", width, height, depth, kind, 0, 0, 0)
    parts = [chunk(b"IHDR", head), *chunks, chunk(b"IDAT", content), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


def rows(width: int, height: int) -> bytes:
    return zeros((width + 7) // 8 * height + height, b"\0")


def saved(picture: Image.Image, form: str, **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


def noisy(width: int = 300, height: int = 200) -> Image.Image:
    return Image.frombytes("RGB", (width, height), noise(width * height * 3))


def tiff(*entries: tuple[int, int, int, int], after: int = 0) -> bytes:
    """A TIFF of one directory: tag, type, count and value of each entry."""
    listed = b"".join(struct.pack("<2H2I", *entry) for entry in entries)
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + listed + struct.pack("<I", after)


TIFF = ((258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 8), (277, 3, 1, 1))


def sized(
    width: int, height: int, *more: tuple[int, int, int, int]
) -> tuple[tuple[int, int, int, int], ...]:
    return ((256, 4, 1, width), (257, 4, 1, height), *TIFF, (278, 4, 1, height), *more)


def jpeg_of(width: int, height: int) -> bytes:
    """A small JPEG that says it is larger."""
    content = bytearray(saved(Image.new("L", (16, 16), 200), "JPEG"))
    at = content.index(b"\xff\xc0")
    content[at + 5 : at + 9] = struct.pack(">2H", height, width)
    return bytes(content)


def scans() -> bytes:
    """A progressive JPEG whose last scan comes again and again."""
    content = saved(Image.new("L", (2000, 2000), 90), "JPEG", progressive=True)
    last = content.rindex(b"\xff\xda")
    return content[:last] + content[last:-2] * 3000 + content[-2:]


def with_segment(marker: bytes, content: bytes) -> bytes:
    whole = saved(noisy(), "JPEG")
    return whole[:2] + marker + struct.pack(">H", len(content) + 2) + content + whole[2:]


def exif(orientation: int) -> bytes:
    held = tiff((0x0112, 3, 1, orientation))
    return with_segment(b"\xff\xe1", b"Exif\0\0" + held)


def frames() -> bytes:
    one = Image.new("P", (20, 20))
    others = [Image.new("P", (20, 20), n % 250) for n in range(5000)]
    return saved(one, "GIF", save_all=True, append_images=others)


def webp() -> bytes:
    content = bytearray(saved(Image.new("RGB", (16, 16)), "WEBP", lossless=True))
    at = content.index(b"VP8L") + 9
    content[at : at + 4] = struct.pack("<I", (16382) | (16382 << 14))
    return bytes(content)


def large(path: Path) -> None:
    put(path.parent, path.name, png(10, 10, rows(10, 10)))
    with path.open("ab") as out:
        out.truncate(200_000_000)


SVG = b"""<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>f()</script>&x;</svg>"""
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%touch pwned) (w) file\nshowpage\n"
NAMED = {
    "picture-parent": "../secret.png",
    "picture-absolute": "/etc/passwd",
    "picture-url": "http://127.0.0.1:9/a.png",
    "picture-file-url": "file:///etc/passwd",
    "picture-name-long": "a" * 100_000 + ".png",
    "picture-name-nul": "a\x1b[2J.png",
}
PLACED: dict[str, tuple[str, Callable[[Path], object]]] = {
    "picture-link-out": ("out.png", lambda path: os.symlink("../../secret.yaml", path)),
    "picture-pipe": ("pipe.png", os.mkfifo),
    "picture-device": ("zero.png", lambda path: os.symlink("/dev/zero", path)),
    "picture-size": ("large.png", large),
}
PLACED["picture-link-out"] = ("link.png", PLACED["picture-link-out"][1])
CASES: dict[str, Callable[[], bytes | tuple[str, bytes]]] = {
    "picture-png-bomb": lambda: png(60_000, 60_000, rows(60_000, 60_000)),
    "picture-png-most": lambda: png(9_400, 9_400, rows(9_400, 9_400)),
    "picture-png-text-bomb": lambda: png(
        99, 99, rows(99, 99), chunk(b"zTXt", b"Comment\0\0" + zeros(500_000_000))
    ),
    "picture-png-profile-bomb": lambda: png(
        99, 99, rows(99, 99), chunk(b"iCCP", b"Profile\0\0" + zeros(500_000_000))
    ),
    "picture-tiff-bomb": lambda: ("tif", tiff(*sized(1 << 31, 1 << 31, (279, 4, 1, 100)))),
    "picture-tiff-ring": lambda: ("tif", tiff(*sized(9, 9, (279, 4, 1, 81)), after=8) + bytes(99)),
    "picture-tiff-strips": lambda: ("tif", tiff(*sized(9, 9, (279, 4, 10_000_000, 8)))),
    "picture-jpeg-bomb": lambda: ("jpg", jpeg_of(65_500, 65_500)),
    "picture-jpeg-scans": lambda: ("jpg", scans()),
    "picture-gif-bomb": lambda: ("gif", b"GIF89a" + struct.pack("<2H", 65_535, 65_535) + bytes(99)),
    "picture-gif-frames": lambda: ("gif", frames()),
    "picture-webp-bomb": lambda: ("webp", webp()),
    "picture-bmp-negative": lambda: (
        "bmp",
        b"BM"
        + struct.pack("<IHHI", 54, 0, 0, 54)
        + struct.pack("<I2i2H6I", 40, -9, -9, 1, 24, *[0] * 6),
    ),
    "picture-truncated-png": lambda: saved(noisy(), "PNG")[:60_000],
    "picture-truncated-jpeg": lambda: ("jpg", saved(noisy(), "JPEG")[:9_000]),
    "picture-wrong-type": lambda: ("jpg", b"no picture at all\n" * 50),
    "picture-empty": lambda: b"",
    "picture-cmyk-odd": lambda: (
        "jpg",
        saved(Image.new("CMYK", (99, 99), (9, 90, 200, 30)), "JPEG").replace(
            b"Adobe\0d\0\0\0\0\0", b"Adobe\0d\0\0\0\0\x09"
        ),
    ),
    "picture-five-inks": lambda: (
        "tif",
        tiff(*sized(9, 9)[:6], (277, 3, 1, 5), (278, 4, 1, 9), (279, 4, 1, 405)) + bytes(405),
    ),
    "picture-sliver-tall": lambda: png(1, 65_535, rows(1, 65_535)),
    "picture-sliver-wide": lambda: png(65_535, 1, rows(65_535, 1)),
    "picture-one-pixel": lambda: png(1, 1, rows(1, 1)),
    "picture-no-pixels": lambda: png(0, 0, zlib.compress(b"")),
    "picture-exif-junk": lambda: ("jpg", with_segment(b"\xff\xe1", b"Exif\0\0" + noise(60_000))),
    "picture-exif-orientation": lambda: ("jpg", exif(65_535)),
    "picture-icc-junk": lambda: (
        "jpg",
        with_segment(b"\xff\xe2", b"ICC_PROFILE\0\x01\x01" + noise(50_000)),
    ),
    "picture-svg": lambda: ("svg", SVG),
    "picture-eps": lambda: ("eps", EPS),
    "picture-pdf": lambda: b"%PDF-1.7\n" + noise(1000),
}
