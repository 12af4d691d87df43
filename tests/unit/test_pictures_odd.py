"""Odd members of the picture formats, written by hand: what of them is on paper."""

import io
import struct
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from broadsheet.errors import PictureError
from broadsheet.paint import pictures, profiles
from broadsheet.paint.pdf import images
from broadsheet.paint.separation import separator
from tests.unit.test_pictures_on_paper import (
    BARE,
    CORNERS,
    HEIGHT,
    INKS,
    RGB,
    SHADES,
    SHOWN,
    WHITE,
    WIDTH,
    close,
    on_paper,
    quarters,
    saved,
    seen,
    shades,
)

Pixels = Callable[[int, int], tuple[int, ...]]
ADAM7 = (  # where each pass begins, and its steps
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
    (0, 1, 1, 2),
)  # fmt: skip


def corner(x: int, y: int) -> int:
    return 2 * (y >= HEIGHT // 2) + (x >= WIDTH // 2)


def png(
    kind: int, bits: int, pixel: Pixels, *more: tuple[bytes, bytes], woven: bool = False
) -> bytes:
    """A PNG of any kind and depth, in one pass or woven in seven (PNG, 8.2)."""

    def chunk(name: bytes, content: bytes) -> bytes:
        told = name + content
        return struct.pack(">I", len(content)) + told + struct.pack(">I", zlib.crc32(told))

    def rows(xs: range, ys: range) -> bytes:
        if not xs:
            return b""
        found = b""
        for y in ys:
            packed = "".join(f"{part:0{bits}b}" for x in xs for part in pixel(x, y))
            packed += "0" * (-len(packed) % 8)
            found += b"\0" + int(packed, 2).to_bytes(len(packed) // 8, "big")
        return found

    passes = ADAM7 if woven else ((0, 0, 1, 1),)
    data = b"".join(rows(range(x, WIDTH, dx), range(y, HEIGHT, dy)) for x, y, dx, dy in passes)
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, bits, kind, 0, 0, int(woven))
    parts = ((b"IHDR", head), *more, (b"IDAT", zlib.compress(data)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def wide(x: int, y: int) -> tuple[int, ...]:
    return tuple(257 * part for part in CORNERS[corner(x, y)])


PALETTE = (b"PLTE", bytes(part for colour in CORNERS for part in colour))


def tiff(chunks: Iterable[bytes], *more: tuple[int, int, tuple[int, ...]], tiled: int = 0) -> bytes:
    """A TIFF of strips, or of tiles so wide and deep; its other tags as they are given."""
    pieces = list(chunks)
    at, offsets = 8, list[int]()
    for piece in pieces:
        offsets.append(at)
        at += len(piece)
    lengths = tuple(map(len, pieces))
    tags = {256: (3, (WIDTH,)), 257: (3, (HEIGHT,)), 259: (3, (1,))}
    if tiled:
        tags |= {
            322: (3, (tiled,)),
            323: (3, (tiled,)),
            324: (4, tuple(offsets)),
            325: (4, lengths),
        }
    else:
        tags |= {273: (4, tuple(offsets)), 278: (3, (HEIGHT,)), 279: (4, lengths)}
    tags |= {tag: (kind, values) for tag, kind, values in more}
    entries, beyond = b"", b""
    start = at + 2 + 12 * len(tags) + 4
    for tag, (kind, values) in sorted(tags.items()):
        packed = struct.pack("<" + {3: "H", 4: "I"}[kind] * len(values), *values)
        if len(packed) > 4:
            place, beyond = struct.pack("<I", start + len(beyond)), beyond + packed
        else:
            place = packed.ljust(4, b"\0")
        entries += struct.pack("<HHI", tag, kind, len(values)) + place
    head = b"II*\0" + struct.pack("<I", at)
    return head + b"".join(pieces) + struct.pack("<H", len(tags)) + entries + bytes(4) + beyond


def tile(left: int, top: int, side: int = 16) -> bytes:
    box = (left, top, left + side, top + side)
    return RGB.crop(box).tobytes()


THREE = (258, 3, (8, 8, 8)), (262, 3, (2,)), (277, 3, (3,))
ODD: dict[str, Callable[[], bytes]] = {
    "png-16": lambda: png(2, 16, wide),
    "png-16-alpha": lambda: png(
        6, 16, lambda x, y: (*wide(x, y), 0 if corner(x, y) == 2 else 65535)
    ),
    "png-palette-2": lambda: png(3, 2, lambda x, y: (corner(x, y),), PALETTE),
    "png-palette-4": lambda: png(3, 4, lambda x, y: (corner(x, y),), PALETTE),
    "png-palette-alpha": lambda: png(
        3, 8, lambda x, y: (corner(x, y),), PALETTE, (b"tRNS", b"\xff\xff\0\xff")
    ),
    "png-woven": lambda: png(2, 8, lambda x, y: CORNERS[corner(x, y)], woven=True),
    "png-woven-palette": lambda: png(3, 4, lambda x, y: (corner(x, y),), PALETTE, woven=True),
    "png-moving": lambda: saved(RGB, "PNG", save_all=True, append_images=[RGB.rotate(180)]),
    "webp-moving": lambda: saved(
        RGB, "WEBP", save_all=True, append_images=[RGB.rotate(180)], lossless=True
    ),
    "webp-lossy": lambda: saved(RGB, "WEBP", quality=98),
    "gif-woven": lambda: saved(RGB.quantize(4), "GIF", interlace=1),
    "gif-clear": lambda: saved(BARE, "GIF"),
    "bmp-palette-8": lambda: saved(RGB.quantize(4), "BMP"),
    "bmp-alpha": lambda: saved(RGB.convert("RGBA"), "BMP"),
    "tiff-tiles": lambda: tiff(
        [tile(x, y) for y in (0, 16) for x in (0, 16, 32)], *THREE, tiled=16
    ),
    "tiff-planes": lambda: tiff([part.tobytes() for part in RGB.split()], *THREE, (284, 3, (2,))),
    "tiff-palette": lambda: saved(RGB.quantize(4), "TIFF"),
    "tiff-zip": lambda: saved(RGB, "TIFF", compression="tiff_adobe_deflate"),
    "tiff-packbits": lambda: saved(RGB, "TIFF", compression="packbits"),
    "tiff-inks-lzw": lambda: saved(INKS, "TIFF", compression="tiff_lzw"),
    "jpeg-in-light": lambda: saved(RGB, "JPEG", quality=98, subsampling=0, keep_rgb=True),
    "jpeg-subsampled": lambda: saved(RGB, "JPEG", quality=98, subsampling=2),
    "jpeg-srgb": lambda: saved(RGB, "JPEG", quality=98, subsampling=0, icc_profile=srgb()),
}


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize("form", ODD)
def test_colours_of_odd_files_are_on_paper(form: str, tmp_path: Path) -> None:
    shown = on_paper(ODD[form](), tmp_path)
    assert shown.size == (WIDTH, HEIGHT)
    assert close(seen(shown), SHOWN, 48), seen(shown)


def grey(*parts: Callable[[int], int]) -> Pixels:
    return lambda x, y: tuple(part(corner(x, y)) for part in parts)


GREYS: dict[str, tuple[Callable[[], bytes], tuple[int, ...]]] = {
    "png-1": (lambda: png(0, 1, grey(lambda n: n % 2)), (0, 255, 0, 255)),
    "png-2": (lambda: png(0, 2, grey(lambda n: n)), (0, 85, 170, 255)),
    "png-4": (lambda: png(0, 4, grey(lambda n: 5 * n)), (0, 85, 170, 255)),
    "png-16": (lambda: png(0, 16, grey(lambda n: 257 * SHADES[n])), SHADES),
    "png-16-alpha": (
        lambda: png(4, 16, grey(lambda n: 257 * SHADES[n], lambda n: 0 if n == 0 else 65535)),
        (255, *SHADES[1:]),
    ),
    "png-1-woven": (lambda: png(0, 1, grey(lambda n: n % 2), woven=True), (0, 255, 0, 255)),
    "bmp-1": (lambda: saved(quarters("1", (0, 1, 1, 0)), "BMP"), (0, 255, 255, 0)),
    "pbm": (lambda: saved(quarters("1", (0, 1, 1, 0)), "PPM"), (0, 255, 255, 0)),
    "tiff-white-is-nought": (
        lambda: tiff(
            [bytes(255 - SHADES[corner(x, y)] for y in range(HEIGHT) for x in range(WIDTH))],
            (258, 3, (8,)), (262, 3, (0,)), (277, 3, (1,)),
        ),
        SHADES,
    ),
    "tiff-g3": (
        lambda: saved(quarters("1", (0, 1, 1, 0)), "TIFF", compression="group3"),
        (0, 255, 255, 0),
    ),
    "webp": (lambda: saved(quarters("L", SHADES).convert("RGB"), "WEBP", lossless=True), SHADES),
}  # fmt: skip


@pytest.mark.parametrize("form", GREYS)
def test_greys_of_odd_files_are_on_paper(form: str, tmp_path: Path) -> None:
    make, wanted = GREYS[form]
    assert close(seen(on_paper(make(), tmp_path)), shades(*wanted), 12)


def profile(kind: bytes, space: bytes) -> bytes:
    made = bytearray(srgb())
    made[12:16], made[16:20] = kind, space
    return bytes(made)


PROFILES = {
    "monitor": lambda: srgb(),
    "scanner": lambda: profile(b"scnr", b"RGB "),
    "space": lambda: profile(b"spac", b"RGB "),
    "link": lambda: profile(b"link", b"RGB "),
    "abstract": lambda: profile(b"abst", b"Lab "),
    "named": lambda: profile(b"nmcl", b"RGB "),
    "grey": lambda: profile(b"mntr", b"GRAY"),
    "inks": lambda: bytes(profiles.coldset().profile),
    "noise": lambda: b"noise" * 40,
    "cut": lambda: srgb()[:200],
    "empty": lambda: b"",
}


@pytest.mark.parametrize("kind", PROFILES)
@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_a_profile_of_any_class_spoils_no_picture(kind: str, form: str) -> None:
    """One that is no way from red, green and blue is passed over, as if there were none."""
    more: dict[str, Any] = {"quality": 98} if form in ("JPEG", "WEBP") else {}
    content = saved(RGB, form, icc_profile=PROFILES[kind](), **more)
    separate = separator(profiles.coldset().profile)
    made = images.image_object("it", lambda _: content, separate)
    plain = images.image_object("it", lambda _: saved(RGB, form, **more), separate)
    assert made.entries["ColorSpace"] == "/DeviceCMYK"
    one, two = (_first(image) for image in (made, plain))
    assert all(abs(a - b) < 40 for a, b in zip(one, two, strict=True)), (one, two)


def _first(image: Any) -> tuple[int, ...]:
    if image.entries["Filter"] == "/FlateDecode":
        return tuple(zlib.decompress(image.content)[:4])
    with Image.open(io.BytesIO(image.content)) as held:
        return held.getpixel((4, 4))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (bytes(4) + b"ftypavif" + bytes(9), "is AVIF, which is not read (save it as TIFF"),
        (bytes(4) + b"ftypmif1" + bytes(9), "is HEIC, which is not read (save it as TIFF"),
        (b"\xff\x0a" + bytes(20), "is JPEG XL, which is not read"),
        (saved(RGB, "JPEG2000"), "is JPEG 2000, which is not read"),
        (saved(RGB, "JPEG2000", no_jp2=True), "is JPEG 2000, which is not read"),
        (b"\x06\x06\xed\xf5" + bytes(20), "is a document of InDesign, which is not read"),
        (saved(RGB, "AVIF"), "is AVIF, which is not read"),
        (saved(RGB, "TGA"), "is no picture that can be read"),
        (saved(RGB, "ICO"), "is no picture that can be read"),
        (saved(RGB, "PCX"), "is no picture that can be read"),
        (b"RIFF\x10\0\0\0WEBPVP8 " + bytes(20), "is no picture that can be read"),
        (b"BM" + bytes(60), "is no picture that can be read"),
        (b"GIF89a" + bytes(3), "is no picture that can be read"),
    ],
)
def test_formats_that_are_not_read_are_told_apart(
    content: bytes, says: str, tmp_path: Path
) -> None:
    path = tmp_path / "ad.png"
    path.write_bytes(content)
    with pytest.raises(PictureError) as fault:
        pictures.picture_size(path)
    assert says in str(fault.value), str(fault.value)


def test_white_is_paper_in_all_of_them(tmp_path: Path) -> None:
    """The lower left quarter: not a level of ink."""
    for form, make in ODD.items():
        if "jpeg" not in form and "inks" not in form and "lossy" not in form:
            assert seen(on_paper(make(), tmp_path))[2] == WHITE, form
