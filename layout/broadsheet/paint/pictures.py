"""Picture files: their size, and their inks.

Takes a path or a picture; returns pixels, or the picture in grey or process colour.  Pillow is
imported here and by those who place pictures, and only for pages that have any.  Knows
nothing of PDF.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from PIL import Image, ImageChops, ImageOps

from broadsheet import files_read, limits
from broadsheet.errors import AbsentPictureError, PictureError, Where

_ORIENTATION = 0x0112  # Exif: 1 is upright, 5 to 8 lie on their side
_SIDEWAYS, _LAST = 5, 8
# What pillow's readers raise on broken files: they trust offsets, counts and types.
BROKEN = (
    OSError, SyntaxError, ValueError, EOFError, LookupError, ArithmeticError,
    TypeError, AttributeError, RuntimeError, struct.error, zlib.error,
)  # fmt: skip
_MOST_SCANS = 100  # a usual one has ten
# T.81, B.1.1.2: in coded data FF is followed by 0 or a restart, else it is a marker
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_ALONE = b"\x01\xd8"  # markers without a length: TEM, SOI
PHOTOGRAPHS = ("JPEG", "MPO")  # the second is a camera's JPEG with more pictures behind it
_HEAD = 4096  # bytes
# Only what is known to be read by pillow itself: for EPS it would start another program.
FORMATS = ("PNG", "JPEG", "GIF", "BMP", "PPM", "TIFF", "WEBP")
_AS_PDF, _AS_PICTURE = "export it as PDF", "save it as TIFF, PNG or JPEG"
# What advertisers send too: how its file begins, its name, and the way out.
_OTHERS = (
    (rb"%!PS|\xc5\xd0\xd3\xc6", "is EPS", _AS_PDF),
    (rb"(?s)(?:\xef\xbb\xbf)?\s*<.*<?svg[\s>]", "is SVG", "give it a name that ends in .svg"),
    (rb"%PDF", "is a PDF", "give it a name that ends in .pdf"),
    (rb"\x06\x06\xed\xf5", "is a document of InDesign", _AS_PDF),
    (rb"8BPS", "is a picture of Photoshop", _AS_PICTURE),
    (rb"(?s)....ftyp(?:hei|hev|mif|msf)", "is HEIC", _AS_PICTURE),
    (rb"(?s)....ftypavi", "is AVIF", _AS_PICTURE),
    (rb"\xff\x0a|\x00{3}\x0cJXL ", "is JPEG XL", _AS_PICTURE),
    (rb"\x00{3}\x0cjP|\xff\x4f\xff\x51", "is JPEG 2000", _AS_PICTURE),
)


def picture_size(path: Path) -> tuple[int, int]:
    """Return width and height of a picture file, px, as it is shown.

    Only the head of the file is read.  Raises ``PictureError``.
    """
    try:
        if path.stat().st_size > (most := limits.current().file):
            raise PictureError(f"is over {most / 1e6:g} MB", where=Where(str(path)))
        files_read.note(path)
        with path.open("rb") as file, opened(file, str(path)) as picture:
            width, height = picture.size
            return (height, width) if turned(picture) >= _SIDEWAYS else (width, height)
    except OSError as fault:
        if isinstance(fault, FileNotFoundError):
            raise AbsentPictureError("no such file", where=Where(str(path))) from None
        raise PictureError("can't be read", where=Where(str(path))) from None


def one_jpeg(content: bytes, name: str) -> bytes:
    """Return the first picture of a JPEG file, without what lies behind it.

    Cameras put a preview or a map of depth there (CIPA DC-007).  Refuses one whose whole
    picture comes over and over: each scan costs a reading of it.
    """
    place, scans = 0, 0
    while found := _MARKER.search(content, place):
        code, place = found.group()[1:], found.end()
        if code == b"\xd9":
            return content[:place]
        if code not in _ALONE:
            place += int.from_bytes(content[place : place + 2], "big")
        scans += code == b"\xda"
        if scans > _MOST_SCANS:
            hint = "save it anew"
            raise PictureError("is a JPEG of too many scans", where=Where(name), hint=hint)
    return content


def _check_head(file: BinaryIO, where: Where) -> None:
    """Refuse by its head what is known and not taken, each with a way out.

    And a PPM whose head does not end: pillow reads it byte by byte.
    """
    head = file.read(_HEAD)
    file.seek(0)
    for begins, what, hint in _OTHERS:
        if re.match(begins, head):
            raise PictureError(f"{what}, which is not read", where=where, hint=hint)
    if head[:1] == b"P" and len(head) == _HEAD and len(re.sub(rb"#.*", b"", head).split()) < 4:
        raise SyntaxError("a head without an end")


@contextmanager
def opened(file: BinaryIO, name: str) -> Iterator[Image.Image]:
    """Open a picture; faults of the file, then and later, are raised as ``PictureError``."""
    where = Where(name)
    try:
        _check_head(file, where)
        # Pillow warns at this number of pixels and raises at twice that; we refuse from here on.
        with Image.open(file, formats=FORMATS) as picture:
            if picture.width * picture.height > limits.current().pixels:
                raise PictureError("has too many pixels", where=where, hint="scale it down")
            yield picture
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureError("has too many pixels", where=where, hint="scale it down") from None
    except BROKEN:
        raise PictureError("is no picture that can be read", where=where) from None


def turned(picture: Image.Image) -> int:
    """Return the orientation that the camera noted, 1 for upright.

    Asked before the pixels are read: to find a note at its very end, pillow would decode
    all of a PNG.  A TIFF is turned by pillow itself, and its size is given as it is shown.
    """
    if picture.format == "TIFF" or (picture.format == "PNG" and "exif" not in picture.info):
        return 1
    noted = picture.getexif().get(_ORIENTATION, 1)
    return noted if isinstance(noted, int) and 1 <= noted <= _LAST else 1


def upright(picture: Image.Image) -> Image.Image:
    """Return a picture as it is shown: turned as the camera noted, on white where it is clear."""
    clear = _clear_grey(picture)
    if turned(picture) != 1:
        picture = ImageOps.exif_transpose(picture)
    if clear is not None:
        mask = _pixels_of(picture, clear)
        if picture.mode.startswith("I"):  # pillow mixes whole numbers, not those of two bytes
            picture = picture.convert("I")
        white = Image.new(picture.mode, picture.size, 65535 if picture.mode == "I" else 255)
        return Image.composite(white, picture, mask)
    if picture.has_transparency_data:
        over = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", over.size, "white"), over)
    return picture


def _clear_grey(picture: Image.Image) -> int | None:
    """Return the grey that stands for clear in a PNG, as its pixels have it (PNG, 11.3.1.1).

    Asked before the pixels are read: two and four bits are spread to eight then, and the
    value is noted as it was.
    """
    value = picture.info.get("transparency")
    if picture.mode not in ("1", "L", "I;16", "I") or not isinstance(value, int):
        return None
    packed = next((str(tile[3]) for tile in getattr(picture, "tile", ())), "")
    return value * {"L;2": 85, "L;4": 17}.get(packed, 1)


def _pixels_of(picture: Image.Image, value: int) -> Image.Image:
    """Return the mask of the pixels that have a value, of eight or sixteen bits."""
    if not picture.mode.startswith("I"):
        return picture.convert("L").point([255 * (level == value) for level in range(256)])
    raw = picture.tobytes("raw", "I;16B")
    high, low = (
        Image.frombytes("L", picture.size, raw[n::2]).point(
            [255 * (level == part) for level in range(256)]
        )
        for n, part in enumerate(value.to_bytes(2, "big"))
    )
    return ImageChops.darker(high, low)


def in_ink(picture: Image.Image) -> Image.Image:
    """Convert to one bit, grey or process colour, upright, on white where it was transparent.

    Red, green and blue become inks with all grey taken out into black, so that no point
    has more than 200 % of ink, safe for any newsprint (240 %, WAN-IFRA 26 v5).
    """
    picture = upright(picture)
    if picture.mode in ("1", "L", "CMYK"):
        return picture
    if picture.mode.startswith("I"):  # sixteen bits
        return picture.convert("I").point(lambda value: value / 257).convert("L")
    red, green, blue = picture.convert("RGB").split()
    if not any(ImageChops.difference(red, ink).getbbox() for ink in (green, blue)):
        return red
    inks = [ImageChops.invert(light) for light in (red, green, blue)]
    black = ImageChops.darker(ImageChops.darker(inks[0], inks[1]), inks[2])
    return Image.merge("CMYK", [*(ImageChops.subtract(ink, black) for ink in inks), black])
