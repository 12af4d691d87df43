"""Which characters the bundled faces hold.

Takes Unicode's tables as Debian packs them; returns a set of characters.
"""

import bz2
from pathlib import Path

UNIHAN = Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2")

# Blocks and stretches that a Chinese newspaper takes its signs from.
RANGES = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x017F),  # Latin 1, Latin Extended-A: names, £ ° ± © ®
    (0x01CD, 0x01DC),  # pinyin ǎ ǐ ǒ ǔ ü with tones
    (0x01F8, 0x01F9),  # pinyin ǹ
    (0x0251, 0x0251),  # pinyin ɑ
    (0x0261, 0x0261),  # pinyin ɡ
    (0x02C7, 0x02CB),  # ˇ ˉ ˊ ˋ
    (0x02D8, 0x02DD),  # ˙ ˚
    (0x1E3E, 0x1E3F),  # pinyin ḿ
    (0x2010, 0x2027),  # dashes, quotes, bullets, ellipsis
    (0x2030, 0x203E),  # ‰ ′ ″ ‹ › ※
    (0x20AC, 0x20AC),  # €
    (0x2100, 0x214F),  # ℃ № ℡ ™
    (0x2150, 0x218B),  # fractions, Roman numerals
    (0x2190, 0x2199),  # arrows
    (0x2200, 0x22BF),  # signs of mathematics
    (0x2460, 0x24FF),  # ① ⑴ ⒈ ⓐ
    (0x25A0, 0x25FF),  # ■ ▲ ● ◆
    (0x2605, 0x2606),  # ★ ☆
    (0x260E, 0x260F),  # ☎
    (0x2640, 0x2642),  # ♀ ♂
    (0x2776, 0x2793),  # ❶
    (0x2E3A, 0x2E3B),  # two-em and three-em dash
    (0x3000, 0x303F),  # marks of Chinese
    (0x30FB, 0x30FC),  # ・
    (0x3100, 0x312F),  # bopomofo
    (0x3200, 0x32FF),  # ㈠ ㊣
    (0x3371, 0x33DF),  # ㎏ ㎜ ㎡
    (0xFE10, 0xFE19),  # vertical marks
    (0xFE30, 0xFE4F),  # vertical brackets, ﹃ ﹄ ﹁ ﹂
    (0xFE50, 0xFE6B),  # small marks
    (0xFF01, 0xFF5E),  # full-width ASCII
    (0xFFE0, 0xFFE6),  # ￥
)


def table_of_general_characters() -> set[str]:
    """Return the 8105 characters of 通用规范汉字表 (2013): field kTGH of Unihan."""
    with bz2.open(UNIHAN, "rt", encoding="utf-8") as lines:
        return {chr(int(line.split("\t")[0][2:], 16)) for line in lines if "\tkTGH\t" in line}


def gb2312() -> set[str]:
    """Return all characters of GB/T 2312-1980."""
    cells = (bytes([row, cell]) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {cell.decode("gb2312", "ignore") for cell in cells} - {""}


def characters() -> frozenset[str]:
    """Return what every text face is cut down to."""
    signs = {chr(code) for first, last in RANGES for code in range(first, last + 1)}
    return frozenset(table_of_general_characters() | gb2312() | signs)


def big5() -> set[str]:
    """Return the 5401 characters of Big5, level 1: those in common use."""
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    cells = (bytes([lead, trail]) for lead in range(0xA4, 0xC7) for trail in trails)
    return {cell.decode("big5", "ignore") for cell in cells if cell <= b"\xc6\x7e"} - {""}


def traditional() -> frozenset[str]:
    """Return what the traditional faces are cut down to: letters, no marks.

    Marks of the TC faces stand in the middle of their body, as in Taiwan; set beside those of
    the SC faces they would jump.
    """
    marks = {char for char in characters() if not char.isalnum()}
    return frozenset((characters() | big5()) - marks)


def latin() -> frozenset[str]:
    """Return what the Latin faces are cut down to: letters, figures and marks of the West."""
    return frozenset(chr(code) for first, last in RANGES[:14] for code in range(first, last + 1))
