"""Sets of characters that faces are measured by: facts of national standards.

Takes nothing; returns the sets by name.  What Python's codecs know is taken from them; the rest
is the table ``standard_letters``.
"""

from unicodedata import category

from broadsheet.fonts.standard_letters import GENERAL, NOT_GENERAL


def encoded(codec: str, leads: range, trails: tuple[range, ...]) -> frozenset[str]:
    """Return the letters that a coding of two bytes holds between some lead and trail bytes.

    Letters of scripts without capitals: ideographs, kana, hangul.
    """
    cells = (bytes([lead, trail]) for lead in leads for part in trails for trail in part)
    held = {cell.decode(codec, "ignore") for cell in cells}
    return frozenset(char for char in held if len(char) == 1 and category(char) == "Lo")


def standards() -> dict[str, frozenset[str]]:
    """Return the sets by the names of their standards, those of the mainland first."""
    rows, big5 = (range(0xA1, 0xFF),), (range(0x40, 0x7F), range(0xA1, 0xFF))
    gb2312 = encoded("gb2312", range(0xB0, 0xF8), rows)
    return {
        "GB/T 2312": gb2312,
        "通用规范汉字表": (gb2312 | set(GENERAL)) - set(NOT_GENERAL),
        "GBK": encoded("gbk", range(0x81, 0xFF), (range(0x40, 0x7F), range(0x80, 0xFF)))
        - encoded("gb2312", range(0xA4, 0xA6), rows),
        "Big5": encoded("big5", range(0xA4, 0xFA), big5),
        "HKSCS-2004": encoded("big5hkscs", range(0x87, 0xFF), big5),
        "JIS X 0208 kanji": encoded("euc_jp", range(0xB0, 0xF5), rows),
        "kana": encoded("euc_jp", range(0xA4, 0xA6), rows),
        "KS X 1001 hangul": encoded("euc_kr", range(0xB0, 0xC9), rows),
        "Latin": frozenset(chr(code) for code in range(0x21, 0x180) if chr(code).isalpha()),
    }
