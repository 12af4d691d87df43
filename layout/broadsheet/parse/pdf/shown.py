"""The part of a page that is shown, and the faces that it is set in.

Takes PDFium's page or font; returns boxes as they are seen, y down, and the name of a face.
"""

import ctypes
import re
from typing import Any

import pypdfium2
from pypdfium2 import raw

from broadsheet.geometry import Rect
from broadsheet.parse.pdf.values import PrintedStyle

_BOLD = re.compile(r"bold|black|heavy|demi|medium|w[6-9]\b|黑|粗", re.IGNORECASE)
_BOLD_WEIGHT = 600  # from which a font's own figure says bold
_SUBSET = re.compile(r"^[A-Z]{6}\+")


class ShownPart:
    """The part of the page that is shown, and how a viewer turns it."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.left, self.bottom, self.right, self.top = page.get_bbox()
        self.turn = page.get_rotation()
        self.width, self.height = page.get_size()

    def rect(self, left: float, bottom: float, right: float, top: float) -> Rect:
        """Return a box of the page's own space as it is seen."""
        x, y = left - self.left, self.top - top
        width, height = right - left, top - bottom
        across, down = self.right - self.left, self.top - self.bottom
        if self.turn == 90:
            x, y, width, height = down - y - height, x, height, width
        elif self.turn == 180:
            x, y = across - x - width, down - y - height
        elif self.turn == 270:
            x, y, width, height = y, across - x - width, height, width
        return Rect(x, y, width, height)

    def shows(self, box: Rect) -> bool:
        """Tell whether the middle of a box is on the page."""
        return bool(0 <= box.centre <= self.width and 0 <= box.middle <= self.height)


def address(pointer: Any) -> int:
    """Return where PDFium holds a thing, 0 for none: what it is known by."""
    return ctypes.addressof(pointer.contents) if pointer else 0


def face_of(font: Any) -> PrintedStyle:
    """Return a font's name without the mark of a subset, and whether it is bold; of size 1."""
    name = ctypes.create_string_buffer(256)
    raw.FPDFFont_GetBaseFontName(font, name, 256)
    face = _SUBSET.sub("", name.value.decode("utf-8", "replace"))
    bold = raw.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT or _BOLD.search(face) is not None
    return PrintedStyle(size=1.0, face=face, bold=bold)
