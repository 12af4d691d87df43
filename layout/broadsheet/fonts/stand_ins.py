"""What stands in the place of a character that no face holds.

Takes a character; returns one that reads as it does, or none.  The text of the page keeps the
character itself: only its shape is another's, and that is told.  Knows no face.
"""

import unicodedata
from typing import Final

from broadsheet.fonts.radicals import STANDS_FOR

# They have no shape and take no room, but the page keeps them.
UNSEEN: Final = frozenset(
    (
        *"\u00ad\u200b\u200c\u200d\u2060\ufeff\n\r",
        *map(chr, range(0xFE00, 0xFE10)),  # variation selectors
        *map(chr, range(0xE0100, 0xE01F0)),
        *map(chr, range(0x1F3FB, 0x1F400)),  # colours of skin, which outlines have not
    )
)
# The trade's mark for missing type (geta).
GETA: Final = "〓"
_WINGDINGS: Final = range(0xF020, 0xF100)  # where files of Windows put their dingbats
# Those of them that copy out of PDFs has; what each shows (Microsoft, Wingdings character set).
_DINGBATS: Final = {
    0xF06C: "●",
    0xF06E: "■",
    0xF06F: "□",
    0xF071: "❑",
    0xF075: "◆",
    0xF076: "❖",
    0xF0A7: "▪",
    0xF0A8: "◻",
    0xF0AB: "★",
    0xF0B7: "•",
    0xF0D8: "➢",
    0xF0E0: "→",
    0xF0FC: "✓",
    0xF0FE: "☑",
}


def equivalents(char: str) -> tuple[str, ...]:
    """Return characters that may be shown in place of one, the best first.

    Radicals by Unicode's EquivalentUnifiedIdeograph; ideographs and forms for compatibility by
    their decomposition; dingbats of Windows as Unicode has them.

    >>> equivalents("⻓"), equivalents("\uf900"), equivalents("\uf06c"), equivalents("浙")
    (('长',), ('豈',), ('●',), ())
    """
    code = ord(char)
    if char in STANDS_FOR:
        return (STANDS_FOR[char],)
    if code in _WINGDINGS:
        return (_DINGBATS[code],) if code in _DINGBATS else ()
    plain = unicodedata.normalize("NFKC", char)
    return (plain,) if len(plain) == 1 and plain != char else ()
