"""Pictures as image objects: process colour or grey only, no transparency.

Takes the bytes of a picture file; returns an image object.  What is fit for the press as it
is (JPEG in grey or process colour) goes in untouched; all else is converted.
"""

import io
import zlib
from collections.abc import Callable

from PIL import Image

from broadsheet.errors import PictureError, Where
from broadsheet.paint import pictures
from broadsheet.paint.pdf import objects

# Twice as many bytes, at 95, show nothing more on newsprint.
_JPEG_QUALITY = 88


Separate = Callable[[Image.Image], Image.Image]


def image_object(
    src: str, read_picture: Callable[[str], bytes], separate: Separate = pictures.in_ink
) -> objects.Stream:
    """Return the image object of a picture file; ``separate`` turns light into inks."""
    try:
        content = read_picture(src)
    except OSError as fault:
        reason = (fault.strerror or "can't be read").lower()
        raise PictureError(reason, where=Where(src)) from None
    with pictures.opened(io.BytesIO(content), src) as picture:
        if picture.format in pictures.PHOTOGRAPHS:
            content = pictures.one_jpeg(content, src)
        return _converted(picture, content, separate)


def _converted(picture: Image.Image, content: bytes, separate: Separate) -> objects.Stream:
    """Return an image object in ink: untouched, as JPEG again, or without loss."""
    photograph = picture.format in pictures.PHOTOGRAPHS
    if photograph and picture.mode in ("L", "CMYK") and pictures.turned(picture) == 1:
        # Adobe's programs write the inks inverted and say so by their marker.
        inverted = picture.mode == "CMYK" and "adobe" in picture.info
        picture.load()  # so that a broken file is refused here and not by the press
        return _object(picture, content, "DCTDecode", inverted=inverted)
    inked = separate(picture)
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
