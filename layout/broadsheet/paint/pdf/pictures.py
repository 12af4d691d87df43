"""Pictures as image objects: process colour or grey only, no transparency.

Takes the bytes of a picture file; returns an image object.  What is fit for the press as it
is (JPEG in grey or process colour) goes in untouched; all else is converted.  Pillow is
imported here alone, and only for pages with pictures.
"""

import io
import zlib
from collections.abc import Callable

from PIL import Image, ImageChops, ImageOps

from broadsheet.errors import PictureError
from broadsheet.paint.pdf import objects

# Coarse newsprint shows nothing of a better quality (measured: 85 to 92 doubles the bytes).
_JPEG_QUALITY = 88
_ORIENTATION = 0x0112  # Exif


def image_object(src: str, read_picture: Callable[[str], bytes]) -> objects.Stream:
    """Return the image object of a picture file."""
    try:
        content = read_picture(src)
    except OSError as fault:
        raise PictureError(f"{src}: {fault.strerror or fault}") from None
    try:
        with Image.open(io.BytesIO(content)) as picture:
            return _converted(picture, content)
    except Image.DecompressionBombError:
        raise PictureError(f"{src}: more pixels than a page needs", hint="scale it down") from None
    except (OSError, SyntaxError, ValueError):  # what pillow's readers raise on broken files
        raise PictureError(f"{src}: not a picture that can be read") from None


def _converted(picture: Image.Image, content: bytes) -> objects.Stream:
    """Return an image object in ink: untouched, as JPEG again, or without loss."""
    photograph = picture.format == "JPEG"
    if photograph and picture.mode in ("L", "CMYK") and picture.getexif().get(_ORIENTATION, 1) == 1:
        # Adobe's programs write the inks inverted and say so by their marker.
        inverted = picture.mode == "CMYK" and "adobe" in picture.info
        return _object(picture, content, "DCTDecode", inverted=inverted)
    inked = in_ink(ImageOps.exif_transpose(picture))
    if not photograph:
        return _object(inked, zlib.compress(inked.tobytes(), objects.LEVEL), "FlateDecode")
    again = io.BytesIO()
    inked.save(again, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
    return _object(inked, again.getvalue(), "DCTDecode", inverted=inked.mode == "CMYK")


def _object(
    picture: Image.Image, content: bytes, coding: str, *, inverted: bool = False
) -> objects.Stream:
    """Return the image object for a picture in grey or process colour."""
    entries = {"Decode": objects.array(*(1, 0) * 4)} if inverted else {}
    return objects.Stream(
        content,
        Type="/XObject",
        Subtype="/Image",
        Width=picture.width,
        Height=picture.height,
        ColorSpace="/DeviceCMYK" if picture.mode == "CMYK" else "/DeviceGray",
        BitsPerComponent=1 if picture.mode == "1" else 8,
        Filter=f"/{coding}",
        **entries,
    )


def in_ink(picture: Image.Image) -> Image.Image:
    """Convert to one bit, grey or process colour, on white where it was transparent.

    Red, green and blue become inks with all grey taken out into black, so that no point
    has more than 200 % of ink, safe for any newsprint (240 %, WAN-IFRA 26 v5).
    """
    if picture.mode in ("1", "L", "CMYK"):
        return picture
    if picture.mode.startswith("I") or picture.mode == "F":  # sixteen bits and more
        return picture.point(lambda value: value / 257).convert("L")
    if picture.has_transparency_data:
        over = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", over.size, "white"), over)
    red, green, blue = picture.convert("RGB").split()
    if not any(ImageChops.difference(red, ink).getbbox() for ink in (green, blue)):
        return red
    inks = [ImageChops.invert(light) for light in (red, green, blue)]
    black = ImageChops.darker(ImageChops.darker(inks[0], inks[1]), inks[2])
    return Image.merge("CMYK", [*(ImageChops.subtract(ink, black) for ink in inks), black])
