"""What programs call a face: its family, its style in it, its PostScript name.

Takes an opened face; returns names as its name table has them (OpenType, name: 16 and 17 before
1 and 2, which group by four).
"""

from broadsheet.fonts.face import Face
from broadsheet.models import frozen


@frozen(kw_only=True)
class FaceNames:
    """The names of a face."""

    family: str
    style: str
    postscript: str
    cff: bool


def names_of(face: Face) -> FaceNames:
    """Return what programs call a face."""
    name = face.hb_face.get_name
    return FaceNames(
        family=name(16) or name(1) or face.family,
        style=name(17) or name(2) or "Regular",
        postscript=name(6) or face.psname,
        cff=face.cff,
    )
