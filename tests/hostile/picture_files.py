"""Hostile pictures, second list: what lies about its size, its pieces and its parts."""

import gzip
import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from tests.hostile.basics import DAY, meanwhile, noise, page, put
from tests.hostile.pdfs import zeros
from tests.hostile.running import Order

File = bytes | tuple[str, bytes]


def png(head: bytes, content: bytes, *chunks: bytes) -> bytes:
    parts = [chunk(b"IHDR", head), *chunks, chunk(b"IDAT", content), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def head(width: int, height: int, depth: int = 1, kind: int = 0, laced: int = 0) -> bytes:
    return struct.pack(">2I5B", width, height, depth, kind, 0, 0, laced)


def chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)


def rows(width: int, height: int, bits: int = 1) -> bytes:
    return zeros(((width * bits + 7) // 8 + 1) * height, b"\0")


def noisy(width: int = 300, height: int = 200, mode: str = "RGB") -> Image.Image:
    return Image.frombytes(mode, (width, height), noise(width * height * len(mode)))


def saved(picture: Image.Image, form: str, **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


def jpeg() -> bytes:
    return saved(noisy(), "JPEG")


def pieces() -> bytes:
    content = zlib.compress(noise(300 * 301))
    parts = b"".join(chunk(b"IDAT", content[n : n + 1]) for n in range(len(content)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head(300, 300, 8)) + parts + chunk(b"IEND", b"")


def palette() -> bytes:
    content = zlib.compress(b"\0" + b"\xff" * 9)
    return png(head(9, 1, 8, 3), content, chunk(b"PLTE", b"\1\2\3"))


def frames() -> bytes:
    one = Image.new("P", (20, 20))
    others = [Image.new("P", (20, 20), n % 250) for n in range(2000)]
    return saved(one, "PNG", save_all=True, append_images=others)


def two_heads(content: bytes) -> bytes:
    """A JPEG whose head of a frame comes again, larger."""
    at = content.index(b"\xff\xc0")
    size = 2 + struct.unpack_from(">H", content, at + 2)[0]
    again = bytearray(content[at : at + size])
    again[5:9] = struct.pack(">2H", 9000, 9000)
    return content[: at + size] + bytes(again) + content[at + size :]


def segments() -> bytes:
    whole = jpeg()
    return whole[:2] + (b"\xff\xe7" + struct.pack(">H", 34) + bytes(32)) * 20_000 + whole[2:]


def tables() -> bytes:
    whole = jpeg()
    while (at := whole.find(b"\xff\xdb")) > 0:
        whole = whole[:at] + whole[at + 2 + struct.unpack_from(">H", whole, at + 2)[0] :]
    return whole


def exif_ring() -> bytes:
    entry = struct.pack("<2H2I", 0x8769, 4, 1, 8) + struct.pack("<2H2I", 0x0112, 3, 1, 6)
    held = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", 2) + entry + struct.pack("<I", 8)
    return jpeg()[:2] + b"\xff\xe1" + struct.pack(">H", len(held) + 2) + held + jpeg()[2:]


def icc_parts() -> bytes:
    held = b"ICC_PROFILE\0\x01\xff" + noise(500)
    return jpeg()[:2] + b"\xff\xe2" + struct.pack(">H", len(held) + 2) + held + jpeg()[2:]


def cmyk() -> bytes:
    whole = saved(Image.new("CMYK", (99, 99), (9, 90, 200, 30)), "JPEG")
    at = whole.index(b"\xff\xee")
    return whole[:at] + whole[at + 2 + struct.unpack_from(">H", whole, at + 2)[0] :]


def twelve() -> bytes:
    whole = bytearray(jpeg())
    whole[whole.index(b"\xff\xc0") + 4] = 12
    return bytes(whole)


def gif(width: int, height: int, left: int = 0) -> bytes:
    colours = b"\0\0\0\xff\xff\xff"
    screen = b"GIF89a" + struct.pack("<2H3B", width, height, 0x80, 0, 0) + colours
    frame = b"," + struct.pack("<4HB", left, left, width, height, 0)
    return screen + frame + b"\x02\x02\x4c\x01\0;"


def webp_frames() -> bytes:
    one, *others = [Image.new("RGB", (20, 20), (n % 250, 9, 9)) for n in range(500)]
    return saved(one, "WEBP", save_all=True, append_images=others, lossless=True)


def webp_short() -> bytes:
    whole = bytearray(saved(noisy(), "WEBP"))
    whole[4:8] = struct.pack("<I", 0x7FFFFFFF)
    return bytes(whole[: len(whole) // 2])


def bmp(compression: int, content: bytes, colours: int = 2) -> bytes:
    about = struct.pack(
        "<I2i2H6I", 40, 9000, 9000, 1, 8, compression, len(content), 0, 0, colours, 0
    )
    table = bytes(8)
    at = 14 + len(about) + len(table)
    return b"BM" + struct.pack("<IHHI", at + len(content), 0, 0, at) + about + table + content


def tiff(entries: list[tuple[int, int, int, int]], content: bytes) -> bytes:
    """A TIFF of one directory, whose content lies after it."""
    listed = b"".join(struct.pack("<2H2I", *entry) for entry in sorted(entries))
    at = struct.pack("<H", len(entries)) + listed + struct.pack("<I", 0)
    return b"II*\0\x08\0\0\0" + at + content


def strip(width: int, packing: int, content: bytes, *more: tuple[int, int, int, int]) -> bytes:
    entries = [
        (256, 4, 1, width), (257, 4, 1, width), (258, 3, 1, 8), (259, 3, 1, packing),
        (262, 3, 1, 1), (277, 3, 1, 1), (278, 4, 1, width), (279, 4, 1, len(content)),
    ]  # fmt: skip
    entries = [entry for entry in entries if entry[0] not in {other[0] for other in more}]
    entries += more
    count = len(entries) + 1
    return tiff([*entries, (273, 4, 1, 8 + 2 + 12 * count + 4)], content)


def tiff_pages() -> bytes:
    one, *others = [Image.new("L", (9, 9), n % 250) for n in range(3000)]
    return saved(one, "TIFF", save_all=True, append_images=others)


def floats() -> bytes:
    content = struct.pack("<81f", *[float("nan")] * 40, *[float("inf")] * 41)
    return strip(9, 1, content, (258, 3, 1, 32), (339, 3, 1, 3))


def tiles() -> bytes:
    big = 1 << 31
    return strip(
        9, 1, bytes(81), (322, 4, 1, big), (323, 4, 1, big), (324, 4, 1, 8), (325, 4, 1, 81)
    )


def shown(folder: Path, *names: str) -> Order:
    """A story with pictures of those names."""
    pictures = "".join(f"  - {{src: {name}, caption: 灯火}}\n" for name in names)
    put(folder, "day.yaml", f"{DAY}  pictures:\n{pictures}")
    return page(folder)


def large_many(folder: Path) -> Order:
    names = [f"a{n}.jpg" for n in range(12)]
    content = saved(Image.effect_noise((600, 400), 60).resize((5_500, 3_700)), "JPEG")
    for name in names:
        put(folder, name, content)
    return shown(folder, *names)


def changing(folder: Path) -> Order:
    """Another size, form and length each time."""
    files = [
        saved(noisy(300, 200), "PNG"), saved(noisy(900, 90), "JPEG"), b"", b"\x89PNG\r\n\x1a\n",
        saved(noisy(64, 640), "PNG")[:9_000],
    ]  # fmt: skip
    put(folder, "a.png", files[0])

    def change(turn: int) -> None:
        put(folder, "a.png", files[turn % len(files)])

    return meanwhile(shown(folder, "a.png"), change, every=0.0005)


MADE: dict[str, Callable[[Path], Order]] = {
    "picture-large-many": large_many,
    "picture-changing": changing,
}
CASES: dict[str, Callable[[], File]] = {
    "picture-png-laced": lambda: png(head(9_400, 9_400, laced=1), rows(9_400, 9_430)),
    "picture-png-data-over": lambda: png(head(99, 99), zeros(500_000_000, b"\0")),
    "picture-png-pieces": pieces,
    "picture-png-palette-out": palette,
    "picture-png-sixteen": lambda: png(
        head(99, 99, 16, 6), zlib.compress((b"\0" + noise(99 * 8)) * 99)
    ),
    "picture-png-sums": lambda: (
        saved(noisy(), "PNG").replace(b"IDAT", b"IDAT", 1)[:-20] + bytes(20)
    ),
    "picture-png-frames": frames,
    "picture-png-endless": lambda: saved(noisy(), "PNG")[:-12],
    "picture-png-heads": lambda: png(head(9, 9), rows(9, 9), chunk(b"IHDR", head(9_000, 9_000))),
    "picture-jpeg-heads": lambda: ("jpg", two_heads(jpeg())),
    "picture-jpeg-after": lambda: ("jpg", jpeg() + bytes(50_000_000)),
    "picture-jpeg-segments": lambda: ("jpg", segments()),
    "picture-jpeg-tables": lambda: ("jpg", tables()),
    "picture-jpeg-exif-ring": lambda: ("jpg", exif_ring()),
    "picture-jpeg-icc-parts": lambda: ("jpg", icc_parts()),
    "picture-jpeg-cmyk-plain": lambda: ("jpg", cmyk()),
    "picture-jpeg-twelve": lambda: ("jpg", twelve()),
    "picture-gif-lzw": lambda: ("gif", gif(9_000, 9_000)),
    "picture-gif-outside": lambda: ("gif", gif(20, 20, left=60_000)),
    "picture-webp-frames": lambda: ("webp", webp_frames()),
    "picture-webp-short": lambda: ("webp", webp_short()),
    "picture-bmp-rle": lambda: ("bmp", bmp(1, b"\0\1")),
    "picture-bmp-palette": lambda: ("bmp", bmp(0, bytes(99), 1 << 31)),
    "picture-tiff-pages": lambda: ("tif", tiff_pages()),
    "picture-tiff-flate": lambda: ("tif", strip(99, 8, zeros(500_000_000, b"\0"))),
    "picture-tiff-fax": lambda: ("tif", strip(9_000, 4, noise(200_000), (258, 3, 1, 1))),
    "picture-tiff-float": lambda: ("tif", floats()),
    "picture-tiff-tiles": lambda: ("tif", tiles()),
    "picture-tiff-profile": lambda: ("tif", strip(9, 1, bytes(81), (34675, 7, 0xFFFFFFFF, 8))),
    "picture-ppm-digits": lambda: ("ppm", b"P6 " + b"9" * 100_000 + b" 9 255\n" + bytes(99)),
    "picture-ppm-comments": lambda: (
        "ppm",
        b"P6\n" + b"# lamp\n" * 1_500_000 + b"9 9 255\n" + bytes(243),
    ),
    "picture-jpeg-2000": lambda: ("jpg", b"\0\0\0\x0cjP  \r\n\x87\n" + noise(900)),
    "picture-icon": lambda: ("png", b"\0\0\1\0\xff\xff" + noise(900)),
    "picture-psd": lambda: (
        "png",
        b"8BPS\0\1" + bytes(6) + struct.pack(">H2I2H", 4, 30_000, 30_000, 8, 3),
    ),
    "picture-svgz": lambda: ("svg", gzip.compress(b"<svg xmlns='http://www.w3.org/2000/svg'/>")),
}
