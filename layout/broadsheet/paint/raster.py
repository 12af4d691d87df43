"""A page as a picture, for a look at it.

Takes the bytes of a PDF; gives pages, or pieces of them, as PNG.  pypdfium2 draws them; it is
imported when a picture is asked for.
"""

import io
import math
from typing import TYPE_CHECKING

import pypdfium2

from broadsheet import limits
from broadsheet.errors import OutputError
from broadsheet.paint.own_mark import png_text

if TYPE_CHECKING:
    from PIL.Image import Image

_BYTES = 16  # for a pixel, at most: as drawn, turned into a picture, and packed
_KEPT = 6_000_000  # pixels of a page that is kept whole for its pieces
SWIFT = 1  # zlib's level: a page of type packs as well with it, in a third of the time


class OpenPdf:
    """A PDF open for pictures of its pages; for one thread at a time, as PDFium is."""

    def __init__(self, pdf: bytes) -> None:
        self._document = pypdfium2.PdfDocument(pdf)
        self._whole: tuple[tuple[int, float], Image] | None = None  # the page drawn last

    @property
    def count(self) -> int:
        """How many pages it has."""
        return len(self._document)

    def png(self, page: int, scale: float, part: tuple[int, int, int, int] | None = None) -> bytes:
        """Return a page, counted from 0, or a part of it as PNG.

        ``scale`` is in pixels for a point; ``part`` is left, top, width and height in pixels
        of the page at that scale, and cut at its edges.  Raises LookupError for a page that
        is not there, or a part beside it, OutputError for a picture over the limits.
        """
        if not 0 <= page < len(self._document):
            raise LookupError(page)
        sheet = self._document[page]
        crop = (0.0, 0.0, 0.0, 0.0)
        width, height = sheet.get_size()
        if part is None:
            check_pixels(width, height, scale)
        else:
            left, top, across, down = (side / scale for side in part)
            if left >= width or top >= height or left < 0 or top < 0:
                raise LookupError(part)
            crop = (left, max(0, height - top - down), max(0, width - left - across), top)
        if part is not None and width * height * scale * scale <= _KEPT:
            return _png(self._drawn(page, scale), part)
        return _png(sheet.render(scale=scale, crop=crop).to_pil())

    def _drawn(self, page: int, scale: float) -> "Image":
        """Return a whole page, kept for the next of its pieces: a piece costs as much to draw."""
        if self._whole is None or self._whole[0] != (page, scale):
            self._whole = (page, scale), self._document[page].render(scale=scale).to_pil()
        return self._whole[1]

    def close(self) -> None:
        """Let the PDF go."""
        self._document.close()


def _png(picture: "Image", part: tuple[int, int, int, int] | None = None) -> bytes:
    if part is not None:
        left, top, across, down = part
        right, foot = min(left + across, picture.width), min(top + down, picture.height)
        picture = picture.crop((left, top, right, foot))
    out = io.BytesIO()
    save_png(picture, out, compress_level=SWIFT)
    return out.getvalue()


def save_png(picture: "Image", out: io.BytesIO, **options: object) -> None:
    """Write a picture as PNG that says who made it."""
    from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415 - as pillow: for pictures alone

    text = PngInfo()
    for word, said in png_text().items():
        text.add_text(word, said)
    picture.save(out, format="PNG", pnginfo=text, **options)


def check_pixels(width: float, height: float, scale: float) -> None:
    """Refuse a picture over the limits before it is made; sides in pt, pixels for a point.

    Raises OutputError.
    """
    pixels, most = math.ceil(width * scale) * math.ceil(height * scale), limits.current()
    for asked, limit, name in (
        (pixels, most.pixels, "pixels"),
        (pixels * _BYTES, most.memory, "memory"),
    ):
        if asked > limit:
            raise OutputError(
                f"a picture of {width * scale:.0f} × {height * scale:.0f} pixels is too large",
                hint=f"fewer pixels to an inch, or raise the limit {name}={asked}",
            )
