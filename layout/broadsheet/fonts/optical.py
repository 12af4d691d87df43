"""Optical sizes: letters drawn for the size at which they are set.

Takes a book of faces, what a style asks and the sizes that it is set at; returns the typeface,
a face with the axis ``opsz`` (OpenType, fvar) at the place of the size.  Knows nothing of styles
besides.
"""

from math import sqrt
from typing import Final

from broadsheet.fonts.typeface import AskedFace, FaceBook, Typeface
from broadsheet.models import replace

AXIS: Final = "opsz"  # its unit is the point


def typeface_at(
    book: FaceBook, name: str, asked: AskedFace, smallest: float, largest: float
) -> Typeface:
    """Return a typeface for type of a size, pt, or of some size between two: of their mean.

    What the style says of the axis itself goes first.
    """
    plain = book.typeface(name, asked.weight, asked.slant, asked.lettering)
    if all(AXIS not in face.instance for face in plain.faces):
        return plain
    if any(tag == AXIS for tag, _ in asked.lettering.axes):
        return plain
    axes = (*asked.lettering.axes, (AXIS, round(sqrt(smallest * largest), 1)))
    return book.typeface(name, asked.weight, asked.slant, replace(asked.lettering, axes=axes))
