"""Pages of two PDFs as pictures, and where their ink differs.

Takes PDFs' bytes; returns how much of each page looks otherwise, which letters and lines do not
tell: colours, tints, what pictures show.  Pillow and PDFium are loaded with it.
"""

import io
from collections.abc import Iterator

import pypdfium2
from PIL import Image, ImageChops

from broadsheet.comparing.values import InkChange
from broadsheet.deadline import Watch, untimed
from broadsheet.errors import SourceError
from broadsheet.geometry import Rect
from broadsheet.paint.raster import OpenPdf

PPI = 72
_DARK = 96  # of 255 by which a pixel of another ink differs; edges of letters differ by less
_LEAST = 1e-4  # of the page: less is how edges are drawn


def pictures(
    was: bytes, now: bytes, *, ppi: int = PPI, watch: Watch = untimed
) -> Iterator[tuple[Image.Image | None, Image.Image | None]]:
    """Yield the pages of two PDFs in pairs; None where one has no more."""
    try:
        opened = OpenPdf(was), OpenPdf(now)
    except pypdfium2.PdfiumError:
        raise SourceError("is broken: its pages can't be drawn") from None
    one, two = opened
    try:
        for number in range(max(one.count, two.count)):
            watch(f"drawing page {number + 1}")
            yield _picture(one, number, ppi), _picture(two, number, ppi)
    finally:
        one.close()
        two.close()


def _picture(opened: OpenPdf, number: int, ppi: int) -> Image.Image | None:
    if number >= opened.count:
        return None
    return Image.open(io.BytesIO(opened.png(number, ppi / 72))).convert("RGB")


def ink_change(was: Image.Image | None, now: Image.Image | None, ppi: int = PPI) -> InkChange:
    """Return how much of a page looks otherwise."""
    if was is None or now is None:
        return InkChange(share=1.0)
    size = (max(was.width, now.width), max(was.height, now.height))
    apart = ImageChops.difference(on_sheet(was, size), on_sheet(now, size))
    red, green, blue = apart.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    marked = most.point([255 * (level > _DARK) for level in range(256)])
    share = marked.histogram()[255] / (size[0] * size[1])
    found = marked.getbbox()
    if share < _LEAST or found is None:
        return InkChange(share=0.0)
    left, top, right, bottom = (side * 72 / ppi for side in found)
    return InkChange(share=round(share, 5), box=Rect(left, top, right - left, bottom - top))


def on_sheet(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return a picture on white of a size."""
    if picture.size == size:
        return picture
    sheet = Image.new("RGB", size, "white")
    sheet.paste(picture, (0, 0))
    return sheet
