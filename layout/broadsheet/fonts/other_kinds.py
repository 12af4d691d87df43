"""What a file is that is no font to be used, told by how it begins.

Takes its first bytes; returns its kind and what to do with it.  So whoever has a paper's fonts of
thirty years is told which of them can be had, and how.
"""

from typing import Final

_OUTLINES: Final = "make it an .otf file in a font editor, such as FontForge"
_BITMAPS: Final = "its letters are dots: outlines are wanted, an .otf or .ttf file"
_PLAIN: Final = "an .otf or .ttf file is wanted"
# By what files of a kind begin with.
_KINDS: Final = (
    (b"%!PS-AdobeFont", "is a Type 1 font", _OUTLINES),
    (b"%!FontType1", "is a Type 1 font", _OUTLINES),
    (b"\x80\x01", "is a Type 1 font", _OUTLINES),
    (b"%!PS", "is a PostScript file", _OUTLINES),
    (b"StartFontMetrics", "holds metrics alone, no letters", "name the font that they are of"),
    (b"SplineFontDB", "is a project of FontForge", "have FontForge write an .otf file of it"),
    (b"STARTFONT", "is a font of bitmaps (BDF)", _BITMAPS),
    (b"\x01fcp", "is a font of bitmaps (PCF)", _BITMAPS),
    (b"\0\0\x01\0\0", "is a font of the old Macintosh (.dfont)", _OUTLINES),
    (b"\x1f\x8b", "is packed (gzip)", "unpack it"),
    (b"PK", "is packed (ZIP)", "unpack it, and name the font in it"),
    (b"MZ", "is a font of old Windows (.fon), or a program", _BITMAPS),
)


def refusal(head: bytes) -> tuple[str, str]:
    """Return what a file is that begins so, and a way out.

    >>> refusal(b"%!PS-AdobeFont-1.0: Own")[0], refusal(b"")[0], refusal(b"hello")[0]
    ('is a Type 1 font', 'is empty', 'is no font')
    """
    if not head:
        return "is empty", "fetch the font again"
    if head[34:36] == b"LP" and len(head) >= 36:
        return "is a font for old browsers (.eot)", _PLAIN
    return next(
        ((says, way) for start, says, way in _KINDS if head.startswith(start)),
        ("is no font", _PLAIN),
    )
