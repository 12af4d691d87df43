"""Slips of the hand in running text, as advice.

Takes one passage; yields what a proofreader would underline: words set twice, telephone
numbers and addresses of no known shape, figures that GB/T 15835 sets otherwise.  Changes
nothing.
"""

import re
from collections.abc import Iterator

from broadsheet.parse.text.characters import is_han
from broadsheet.parse.text.matching import Pattern

# two to four ideographs twice over; 研究研究 and the like are verbs doubled as they should be
_TWICE = Pattern(r"([^\W\da-zA-Z_]{2,4})\1")
_SMALL_WORDS = Pattern(  # 的的确确, 和和气气 are words
    r"的的(?!确)|和和(?![气美睦])|与与|于于|(?<!其)(?:他他|它它)|她她|我我|你你|们们|們們",
    needs=tuple("的的 和和 与与 于于 他他 她她 它它 我我 你你 们们 們們".split()),
)
_PHONE = Pattern(
    r"(?:电话|電話|热线|熱線|手机|手機)(?:号码|號碼|号|號)?[为為是：:]?\s*"
    r"(\d[\d\-—()（） ]{4,20}\d)",
    needs=("电话", "電話", "热线", "熱線", "手机", "手機"),
)
_ADDRESS = Pattern(r"(?:www\.|https?://)[!-~]*", needs=("www.", "http"))
_GROUPS = Pattern(r"(?<![\d.,])\d{1,3}(?:,\d+)+(?![\d,])", needs=(",",))
_MIXED = Pattern(r"(?<![\d.])\d[\d.]*[十百千](?![^\W\da-zA-Z_]?[分之])", needs=("十", "百", "千"))
_ZERO = Pattern(
    r"[一二三四五六七八九][0０oO○][一二三四五六七八九十年]", needs=("0", "０", "o", "O", "○")
)
_ABOUT = Pattern(
    r"(?<![\d、.:：第])([1-8])、([2-9])(?=[个個名人位天次年月只条條元米岁歲公])", needs=("、",)
)
_SOME = Pattern(r"(?<![\d.])\d{1,3}几(?=[^\W\da-zA-Z_])", needs=("几",))
_HALF = Pattern(
    r"(?<![^\W\da-zA-Z_])[一二三四五六七八九]?[十百千]\d+(?=[个個名人位天次年月日只条條元岁歲])",
    needs=("十", "百", "千"),
)
_MOBILE = 11  # digits, the first of them 1
_LENGTHS = frozenset({5, 6, 7, 8, 10, 11, 12, 13})  # digits of a telephone number, area code too


def doubts(text: str) -> Iterator[tuple[str, str]]:
    """Yield code and message of each doubt.

    >>> [code for code, _ in doubts("全市共有1,2000人,增长增长很快")]
    ['repeated', 'thousands']
    """
    yield from _repeated(text)
    yield from _contacts(text)
    yield from _figures(text)
    yield from _numerals(text)


def _repeated(text: str) -> Iterator[tuple[str, str]]:
    for match in _TWICE.finditer(text):
        word = match[1]
        counted = word[0] in "一几每各" or word[0] == word[1]  # 一群一群, 热热闹闹
        if (
            not counted
            and len(set(word)) > 1
            and all(map(is_han, word))
            and not _doubled_verb(text, match.start())
        ):
            yield "repeated", f"{word!r} stands twice near {_near(text, match.start())!r}"
    for match in _SMALL_WORDS.finditer(text):
        yield "repeated", f"{match.group()!r} near {_near(text, match.start())!r}"


def _doubled_verb(text: str, at: int) -> bool:
    """研究研究, 商量商量: doubled before a mark or at a quotation's end, as speech does."""
    after = text[at + 4 : at + 5]
    return not after or not is_han(after)


def _contacts(text: str) -> Iterator[tuple[str, str]]:
    for match in _PHONE.finditer(text):
        figures = "".join(filter(str.isdecimal, match[1]))
        digits = len(figures)
        mobile = re.match(r"1[3-9]\d{7}", figures) and digits != _MOBILE  # no area code is 1…
        if digits not in _LENGTHS or mobile:
            yield "phone", f"{match[1]!r} has {digits} digits"
    for match in _ADDRESS.finditer(text):
        host = match.group().partition("//")[2] or match.group()
        if host.count(".") < 1 + host.startswith("www.") or ".." in host or not host.isascii():
            yield "address", f"{match.group()!r} is no web address"


def _figures(text: str) -> Iterator[tuple[str, str]]:
    for match in _GROUPS.finditer(text):
        sizes = {len(part) for part in match.group().split(",")[1:]}
        if max(sizes) > 3 or (3 in sizes and len(sizes) > 1):  # 1,2,3 is a list
            yield "thousands", f"{match.group()!r} is no grouping by thousands"
    for match in _MIXED.finditer(text):
        yield (
            "figures",
            f"{match.group()!r}: digits go with 万 and 亿 only (GB/T 15835)",
        )
    for match in _HALF.finditer(text):
        yield "figures", f"{match.group()!r}: half ideographs, half digits (GB/T 15835)"


def _numerals(text: str) -> Iterator[tuple[str, str]]:
    """Figures and ideographs that GB/T 15835-2011 does not set together."""
    for match in _ZERO.finditer(text):
        yield "figures", f"{match.group()!r}: 〇 stands among ideographs, not 0 (GB/T 15835)"
    for match in _ABOUT.finditer(text):
        if int(match[2]) == int(match[1]) + 1:
            yield (
                "figures",
                f"{match.group()!r}: two figures for about so many are ideographs (GB/T 15835)",
            )
    for match in _SOME.finditer(text):
        yield "figures", f"{match.group()!r}: 几 goes with ideographs (GB/T 15835)"


def _near(text: str, at: int) -> str:
    return text[max(0, at - 4) : at + 8]
