"""A contact sheet: pictures in rows on grey.

Takes rows of pictures; returns them as one picture, in PNG.
"""

import io
from collections.abc import Sequence

from PIL import Image

from broadsheet.paint.raster import check_pixels, save_png

_GAP = 12  # pixels, between pictures
_GROUND = (150, 150, 150)


def contact_sheet(rows: Sequence[Sequence[Image.Image]]) -> bytes:
    """Return pictures in rows, none of them empty; OutputError for a sheet over the limits."""
    width = max(sum(one.width + _GAP for one in row) for row in rows) + _GAP
    height = sum(max(one.height for one in row) + _GAP for row in rows) + _GAP
    check_pixels(width, height, 1.0)
    sheet = Image.new("RGB", (width, height), _GROUND)
    top = _GAP
    for row in rows:
        left = _GAP
        for one in row:
            sheet.paste(one, (left, top))
            left += one.width + _GAP
        top += max(one.height for one in row) + _GAP
    out = io.BytesIO()
    save_png(sheet, out, optimize=True)
    return out.getvalue()
