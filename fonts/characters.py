"""Which characters the bundled faces hold.

Takes Unicode's tables as Debian packs them; returns a set of characters.
"""

import bz2
from functools import cache
from pathlib import Path

UNIHAN = Path("/usr/share/unicode")

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
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22BF),  # signs of mathematics
    (0x2460, 0x24FF),  # ① ⑴ ⒈ ⓐ
    (0x25A0, 0x25FF),  # ■ ▲ ● ◆
    (0x2605, 0x2606),  # ★ ☆
    (0x260E, 0x260F),  # ☎
    (0x2640, 0x2642),  # ♀ ♂
    (0x2776, 0x2793),  # ❶
    (0x2E3A, 0x2E3B),  # two-em and three-em dash
    (0x2E80, 0x2FFB),  # radicals, and how a character is made of others: ⿰
    (0x3000, 0x30FF),  # marks of Chinese, kana
    (0x3100, 0x312F),  # bopomofo
    (0x31A0, 0x31FF),  # bopomofo of dialects, strokes, small kana
    (0x3200, 0x32FF),  # ㈠ ㊣
    (0x3371, 0x33DF),  # ㎏ ㎜ ㎡
    (0xFE10, 0xFE19),  # vertical marks
    (0xFE30, 0xFE4F),  # vertical brackets, ﹃ ﹄ ﹁ ﹂
    (0xFE50, 0xFE6B),  # small marks
    (0xFF01, 0xFF9F),  # full-width ASCII, half-width kana
    (0xFFE0, 0xFFE6),  # ￥
)


# Of all Han: GB 18030-2022, level 2, beside what 通用规范汉字表 has in the further planes.
LEVEL_2 = ((0x3400, 0x4DB5), (0x4E00, 0x9FEF))
# Of GB 18030-2022 (elements) and HKSCS-2016 what the printed faces lack and the written one has.
WRITTEN = "鿫鿬鿭鿮鿯𭉝"
PHONETIC = (0x0250, 0x02AF)
JAMO = (0x3131, 0x318E)


@cache
def unihan(file: str, field: str) -> dict[str, str]:
    """Return a field of Unicode's Han database by character."""
    with bz2.open(UNIHAN / f"Unihan_{file}.txt.bz2", "rt", encoding="utf-8") as lines:
        rows = (line.rstrip("\n").split("\t") for line in lines if f"\t{field}\t" in line)
        return {chr(int(code[2:], 16)): value for code, _, value in rows}


@cache
def decoded(codec: str) -> set[str]:
    """Return all characters that two bytes of a coding stand for."""
    cells = (bytes([row, cell]) for row in range(0x81, 0xFF) for cell in range(0x40, 0xFF))
    found = {cell.decode(codec, "ignore") for cell in cells}
    return {char for char in found if len(char) == 1 and not "\ue000" <= char <= "\uf8ff"}


def simplified() -> frozenset[str]:
    """Return the 8105 characters of 通用规范汉字表 (2013; kTGH) and all of GB/T 2312-1980."""
    return frozenset(set(unihan("OtherMappings", "kTGH")) | decoded("gb2312"))


def traditional() -> frozenset[str]:
    """Return Big5 with ETEN's characters, and HKSCS-2016 (kIRG_HSource), which holds both."""
    sources = unihan("IRGSources", "kIRG_HSource")
    return frozenset(decoded("cp950") | decoded("big5hkscs") | set(sources))


def common_traditional() -> frozenset[str]:
    """Return Big5 with ETEN's characters, and what is common of HKSCS.

    That is what Unicode's first block has of it, and what the registries call basic (IICore);
    the others are names of places and persons.
    """
    basic = unihan("IRGSources", "kIICore")
    rest = traditional() - decoded("cp950")
    return traditional() - {c for c in rest if is_han(c) and not is_first(c) and c not in basic}


def japanese() -> frozenset[str]:
    """Return the ideographs of JIS X 0208."""
    return frozenset(char for char in decoded("euc_jp") if is_han(char))


def text() -> frozenset[str]:
    """Return what a newspaper prints in any weight: of both Chinese, names and quotations."""
    signs = {chr(code) for first, last in RANGES for code in range(first, last + 1)}
    return simplified() | common_traditional() | japanese() | signs | set(WRITTEN)


def quoted() -> frozenset[str]:
    """Return what a face that also quotes Korean holds: hangul of KS X 1001 beside."""
    hangul = {char for char in decoded("euc_kr") if "\uac00" <= char <= "\ud7a3"}
    return text() | hangul | {chr(code) for code in range(JAMO[0], JAMO[1] + 1)}


def names_too() -> frozenset[str]:
    """Return what a face for running text holds beside: the rest of HKSCS."""
    return quoted() | traditional()


def rare() -> frozenset[str]:
    """Return what the usual face for running text holds beside: GB 18030-2022, level 2."""
    level_2 = {chr(code) for first, last in LEVEL_2 for code in range(first, last + 1)}
    return names_too() | level_2 | decoded("gbk")


def nameplate() -> frozenset[str]:
    """Return what a face for nameplates of Taiwan and Hong Kong holds: Big5, level 1."""
    cells = (bytes([row, cell]) for row in range(0xA4, 0xC7) for cell in range(0x40, 0xFF))
    level_1 = {cell.decode("big5", "ignore") for cell in cells if cell <= b"\xc6\x7e"}
    return frozenset(char for char in text() if char in level_1 or not is_han(char))


def latin() -> frozenset[str]:
    """Return what the Latin faces are cut down to: letters, figures and marks of the West."""
    stretches = (*RANGES[:14], PHONETIC)
    return frozenset(chr(code) for first, last in stretches for code in range(first, last + 1))


def is_han(char: str) -> bool:
    """Tell whether a character is an ideograph, one for compatibility too."""
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= "\U00020000"


def is_first(char: str) -> bool:
    """Tell whether an ideograph is of Unicode's first block."""
    return "\u4e00" <= char <= "\u9fff"
