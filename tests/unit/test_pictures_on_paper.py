"""What of a picture file is on paper: its size, its turn, its colours, in every form of it."""

import io
import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageOps

from broadsheet import display
from broadsheet.errors import PictureError
from broadsheet.geometry import Rect
from broadsheet.paint import pictures
from broadsheet.paint.pdf import images, paint
from broadsheet.paint.separation import separator

COPY = display.Source("one", "caption")
WIDTH, HEIGHT = 36, 24  # px
RED, BLUE, WHITE, GREY = (220, 20, 30), (20, 30, 160), (255, 255, 255), (120, 120, 120)
CORNERS = (RED, BLUE, WHITE, GREY)  # upper left, upper right, lower left, lower right
SHOWN = ((210, 82, 62), (86, 86, 133), WHITE, (141, 143, 146))  # PDFium's look at the inks
SHADES = (60, 180, 255, 120)  # of the grey ones
TURNS = {  # how pixels lie in a file that is noted so
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def quarters(mode: str, colours: tuple[Any, ...]) -> Image.Image:
    """A picture of four quarters."""
    whole = Image.new(mode, (WIDTH, HEIGHT))
    half = (WIDTH // 2, HEIGHT // 2)
    for n, colour in enumerate(colours):
        whole.paste(Image.new(mode, half, colour), (n % 2 * half[0], n // 2 * half[1]))
    return whole


def saved(picture: Image.Image, kind: str, **more: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def grey_png(bits: int, levels: tuple[int, ...], clear: int) -> bytes:
    """A grey PNG of any depth with one value that is clear, written by hand."""

    def chunk(name: bytes, content: bytes) -> bytes:
        told = name + content
        return struct.pack(">I", len(content)) + told + struct.pack(">I", zlib.crc32(told))

    def row(left: int, right: int) -> bytes:
        values = [left] * (WIDTH // 2) + [right] * (WIDTH // 2)
        packed = "".join(f"{value:0{bits}b}" for value in values)
        packed += "0" * (-len(packed) % 8)
        return b"\0" + int(packed, 2).to_bytes(len(packed) // 8, "big")

    rows = row(*levels[:2]) * (HEIGHT // 2) + row(*levels[2:]) * (HEIGHT // 2)
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, bits, 0, 0, 0, 0)
    parts = (b"IHDR", head), (b"tRNS", struct.pack(">H", clear)), (b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in (*parts, (b"IEND", b"")))


def on_paper(content: bytes, tmp_path: Path, separate: Any = pictures.in_ink) -> Image.Image:
    """Place a file as large as its size says, and return what a viewer shows of it."""
    path = tmp_path / "it"
    path.write_bytes(content)
    width, height = pictures.picture_size(path)
    mark = display.PlacedPicture(Rect(0, 0, width, height), "it", COPY)
    page = display.Page(number=1, width=width, height=height, marks=(mark,))
    image = images.image_object("it", lambda _: content, separate)
    assert (image.entries["Width"], image.entries["Height"]) == (width, height)
    out = io.BytesIO()
    paint(display.Pages(pages=(page,)), {}, out, read_picture=lambda _: content)
    return pypdfium2.PdfDocument(out.getvalue())[0].render(scale=1).to_pil().convert("RGB")


def seen(shown: Image.Image) -> list[tuple[int, ...]]:
    """The colours in the middle of the four quarters."""
    across, down = shown.size
    places = [(x * across // 4, y * down // 4) for y in (1, 3) for x in (1, 3)]
    return [shown.getpixel(place) for place in places]  # type: ignore[misc]


def close(found: list[tuple[int, ...]], wanted: tuple[tuple[int, ...], ...], most: int) -> bool:
    pairs = zip(found, wanted, strict=True)
    return all(abs(a - b) <= most for one, two in pairs for a, b in zip(one, two, strict=True))


def shades(*levels: int) -> tuple[tuple[int, int, int], ...]:
    return tuple((level,) * 3 for level in levels)


RGB = quarters("RGB", CORNERS)
BARE = quarters("RGBA", ((*RED, 255), (*BLUE, 255), (9, 9, 9, 0), (*GREY, 255)))
CLEAR_P = quarters("P", (0, 1, 2, 3))
CLEAR_P.putpalette([*RED, *BLUE, 7, 7, 7, *GREY])
INKS = quarters("CMYK", ((0, 230, 220, 0), (240, 220, 20, 30), (0, 0, 0, 0), (0, 0, 0, 135)))
COLOURED: dict[str, Callable[[], bytes]] = {
    "png": lambda: saved(RGB, "PNG"),
    "png-alpha": lambda: saved(BARE, "PNG"),
    "png-palette": lambda: saved(RGB.quantize(4), "PNG"),
    "png-palette-clear": lambda: saved(CLEAR_P, "PNG", transparency=2),
    "png-value-clear": lambda: saved(RGB, "PNG", transparency=WHITE),
    "gif": lambda: saved(RGB.quantize(4), "GIF"),
    "gif-moving": lambda: saved(RGB, "GIF", save_all=True, append_images=[RGB.rotate(180)]),
    "webp": lambda: saved(RGB, "WEBP", lossless=True),
    "webp-alpha": lambda: saved(BARE, "WEBP", lossless=True),
    "bmp": lambda: saved(RGB, "BMP"),
    "ppm": lambda: saved(RGB, "PPM"),
    "tiff": lambda: saved(RGB, "TIFF"),
    "tiff-lzw": lambda: saved(RGB, "TIFF", compression="tiff_lzw"),
    "tiff-tiled-jpeg": lambda: saved(RGB, "TIFF", compression="jpeg", quality=98),
    "tiff-alpha": lambda: saved(BARE, "TIFF"),
    "tiff-pages": lambda: saved(RGB, "TIFF", save_all=True, append_images=[RGB.rotate(180)]),
    "tiff-inks": lambda: saved(INKS, "TIFF"),
    "jpeg": lambda: saved(RGB, "JPEG", quality=98, subsampling=0),
    "jpeg-progressive": lambda: saved(RGB, "JPEG", quality=98, subsampling=0, progressive=True),
    "jpeg-inks-adobe": lambda: saved(INKS, "JPEG", quality=98),
    "jpeg-inks-no-marker": lambda: _without_marker(saved(inverted(INKS), "JPEG", quality=98)),
    "mpo": lambda: saved(RGB, "MPO", save_all=True, append_images=[RGB.rotate(180)], quality=98),
}


def inverted(inks: Image.Image) -> Image.Image:
    return Image.merge("CMYK", [ImageOps.invert(ink) for ink in inks.split()])


def _without_marker(content: bytes) -> bytes:
    """Take Adobe's marker out of a JPEG: its inks are then as they are written."""
    return re.sub(rb"(?s)\xff\xee\x00\x0eAdobe.{7}", b"", content)


@pytest.mark.parametrize("form", COLOURED)
def test_colours_are_on_paper(form: str, tmp_path: Path) -> None:
    shown = on_paper(COLOURED[form](), tmp_path)
    assert shown.size == (WIDTH, HEIGHT)
    assert close(seen(shown), SHOWN, 48), seen(shown)


GREYS: dict[str, tuple[Callable[[], bytes], tuple[int, ...]]] = {
    "png": (lambda: saved(quarters("L", SHADES), "PNG"), SHADES),
    "jpeg": (lambda: saved(quarters("L", SHADES), "JPEG", quality=98), SHADES),
    "tiff-16": (
        lambda: saved(quarters("I;16", tuple(257 * level for level in SHADES)), "TIFF"),
        SHADES,
    ),
    "grey-alpha": (
        lambda: saved(quarters("LA", ((60, 255), (180, 255), (0, 0), (120, 255))), "PNG"),
        SHADES,
    ),
    "bits-1-clear": (lambda: grey_png(1, (0, 1, 0, 1), 0), (255, 255, 255, 255)),
    "bits-1-clear-white": (lambda: grey_png(1, (0, 1, 0, 1), 1), (0, 255, 0, 255)),
    "bits-2-clear": (lambda: grey_png(2, (0, 1, 2, 3), 1), (0, 255, 170, 255)),
    "bits-4-clear": (lambda: grey_png(4, (0, 5, 10, 15), 0), (255, 85, 170, 255)),
    "bits-8-clear": (lambda: grey_png(8, (0, 120, 60, 180), 0), (255, 120, 60, 180)),
    "bits-16-clear": (
        lambda: grey_png(16, (0x7800, 0x7801, 0x0078, 0xB4B4), 0x7801),
        (120, 255, 0, 180),
    ),
    "bilevel-tiff-g4": (
        lambda: saved(quarters("1", (0, 1, 1, 0)), "TIFF", compression="group4"),
        (0, 255, 255, 0),
    ),
    "pgm": (lambda: saved(quarters("L", SHADES), "PPM"), SHADES),
}


@pytest.mark.parametrize("form", GREYS)
def test_greys_are_on_paper(form: str, tmp_path: Path) -> None:
    make, wanted = GREYS[form]
    content = make()
    assert close(seen(on_paper(content, tmp_path)), shades(*wanted), 12)


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_every_turn_is_taken_once(kind: str, turn: int, tmp_path: Path) -> None:
    lying = RGB if TURNS[turn] is None else RGB.transpose(TURNS[turn])  # type: ignore[arg-type]
    exif = Image.Exif()
    exif[0x0112] = turn
    more: dict[str, Any] = {"TIFF": {"tiffinfo": {274: turn}}}.get(kind, {"exif": exif.tobytes()})
    if kind in ("JPEG", "WEBP"):
        more |= {"quality": 98}
    shown = on_paper(saved(lying, kind, **more), tmp_path)
    assert shown.size == (WIDTH, HEIGHT)
    assert close(seen(shown), SHOWN, 48), seen(shown)


def test_a_press_sees_clear_grey_as_paper() -> None:
    profile = (Path(images.__file__).parents[1] / "profiles" / "coldset.icc").read_bytes()
    separate = separator(profile)
    for bits in (1, 4, 8, 16):
        content = grey_png(bits, (0, 1, 0, 1), 0)
        image = images.image_object("it", lambda _, content=content: content, separate)
        flat = zlib.decompress(image.content)
        assert flat[0] == 255, bits


def test_a_second_picture_of_a_camera_stays_out() -> None:
    grey = quarters("L", SHADES)
    first = saved(grey, "JPEG", quality=90)
    both = saved(grey, "MPO", save_all=True, append_images=[grey], quality=90)
    image = images.image_object("it", lambda _: both)
    assert image.entries["Filter"] == "/DCTDecode"
    assert both.startswith(image.content)
    assert len(image.content) < len(both) - len(first) // 2
    assert image.content.endswith(b"\xff\xd9")
    coloured = saved(RGB, "MPO", save_all=True, append_images=[RGB], quality=90)
    assert images.image_object("it", lambda _: coloured).entries["Filter"] == "/DCTDecode"


def test_bytes_that_look_like_scans_are_no_scans() -> None:
    """FF DA stands in any packed file, and in the notes of a JPEG."""
    noise = Image.frombytes("L", (100, 20), b"\xff\xda" * 1000)
    stored = saved(noise, "TIFF")
    assert stored.count(b"\xff\xda") > 900
    assert images.image_object("it", lambda _: stored).entries["Width"] == 100
    noted = saved(RGB, "JPEG", comment=b"\xff\xda" * 500)
    assert images.image_object("it", lambda _: noted).entries["Width"] == WIDTH


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "is EPS, which is not read (export it as PDF)"),
        (b"\xc5\xd0\xd3\xc6" + bytes(40), "is EPS, which is not read (export it as PDF)"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is SVG, which is not read"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a --><svg >", "is SVG, which is not read"),
        (b"%PDF-1.7\n", "is a PDF, which is not read (give it a name that ends in .pdf)"),
        (b"8BPS\0\1", "is a picture of Photoshop, which is not read"),
        (bytes(4) + b"ftypheic" + bytes(9), "is HEIC, which is not read (save it as TIFF"),
    ],
)
def test_what_is_not_taken_is_refused_with_a_way_out(
    content: bytes, says: str, tmp_path: Path
) -> None:
    path = tmp_path / "ad.png"
    path.write_bytes(content)
    with pytest.raises(PictureError) as fault:
        pictures.picture_size(path)
    assert says in str(fault.value)
    assert str(fault.value).startswith(str(path))
