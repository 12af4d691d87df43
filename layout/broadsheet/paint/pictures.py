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

from broadsheet import limits
from broadsheet.errors import PictureError, Where

_ORIENTATION = 0x0112  # Exif: 1 is upright, 5 to 8 lie on their side
_SIDEWAYS, _LAST = 5, 8
# What pillow's readers raise on broken files: they trust offsets, counts and types.
BROKEN = (
    OSError, SyntaxError, ValueError, EOFError, LookupError, ArithmeticError,
    TypeError, AttributeError, RuntimeError, struct.error, zlib.error,
)  # fmt: skip
_MOST_SCANS = 100  # a usual one has ten
_HEAD = 4096  # bytes
# Only what is known to be read by pillow itself: for EPS it would start another program.
FORMATS = ("PNG", "JPEG", "GIF", "BMP", "PPM", "TIFF", "WEBP")


def picture_size(path: Path) -> tuple[int, int]:
    """Return width and height of a picture file, px, as it is shown.

    Only the head of the file is read.  Raises ``PictureError``.
    """
    try:
        if path.stat().st_size > (most := limits.current().file):
            raise PictureError(f"is over {most / 1e6:g} MB", where=Where(str(path)))
        with path.open("rb") as file, opened(file, str(path)) as picture:
            width, height = picture.size
            return (height, width) if turned(picture) >= _SIDEWAYS else (width, height)
    except OSError as fault:
        reason = "no such file" if isinstance(fault, FileNotFoundError) else "can't be read"
        raise PictureError(reason, where=Where(str(path))) from None


def check_scans(content: bytes, name: str) -> None:
    """Refuse a JPEG whose whole picture comes over and over: each scan costs a reading of it."""
    if content.count(b"\xff\xda") > _MOST_SCANS:
        raise PictureError("is a JPEG of too many scans", where=Where(name), hint="save it anew")


def _check_head(file: BinaryIO) -> None:
    """Refuse a PPM whose head does not end: pillow reads it byte by byte."""
    head = file.read(_HEAD)
    file.seek(0)
    if head[:1] == b"P" and len(head) == _HEAD and len(re.sub(rb"#.*", b"", head).split()) < 4:
        raise SyntaxError("a head without an end")


@contextmanager
def opened(file: BinaryIO, name: str) -> Iterator[Image.Image]:
    """Open a picture; faults of the file, then and later, are raised as ``PictureError``."""
    where = Where(name)
    try:
        _check_head(file)
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
    all of a PNG.
    """
    if picture.format == "PNG" and "exif" not in picture.info:
        return 1
    noted = picture.getexif().get(_ORIENTATION, 1)
    return noted if isinstance(noted, int) and 1 <= noted <= _LAST else 1


def in_ink(picture: Image.Image) -> Image.Image:
    """Convert to one bit, grey or process colour, upright, on white where it was transparent.

    Red, green and blue become inks with all grey taken out into black, so that no point
    has more than 200 % of ink, safe for any newsprint (240 %, WAN-IFRA 26 v5).
    """
    if turned(picture) != 1:
        picture = ImageOps.exif_transpose(picture)
    if picture.mode in ("1", "L", "CMYK"):
        return picture
    if picture.mode.startswith("I"):  # sixteen bits
        return picture.convert("I").point(lambda value: value / 257).convert("L")
    if picture.has_transparency_data:
        over = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", over.size, "white"), over)
    red, green, blue = picture.convert("RGB").split()
    if not any(ImageChops.difference(red, ink).getbbox() for ink in (green, blue)):
        return red
    inks = [ImageChops.invert(light) for light in (red, green, blue)]
    black = ImageChops.darker(ImageChops.darker(inks[0], inks[1]), inks[2])
    return Image.merge("CMYK", [*(ImageChops.subtract(ink, black) for ink in inks), black])
