"""Whether a text goes on in another, told by the two ends alone.

Takes the end of one text and the start of another; tells whether a figure, a word or a
quotation goes on from the one to the other.  No meaning is asked: figures, Latin words, pairs
of ideographs and the balance of quotation marks speak for themselves.
"""

import re

from broadsheet.parse.text.characters import ends_sentence, is_han
from broadsheet.parse.text.matching import Pattern
from broadsheet.parse.text.pairs import Pairs

NUMBER_END = Pattern(r"\d[.,．，]?$", last="0123456789.,．，")
_COUNTED = (
    "年月日时時分秒点點元圆圓角万萬亿億千百十个個位名人岁歲次米公吨噸斤克亩畝平户"
    "戶家件套台辆輛条條所座层層倍成天周週届屆章号號度℃%％"
)
# 一|点七: a figure in ideographs breaks off before its point
_SPELT_END = Pattern(
    r"[零〇○一二两兩三四五六七八九十百千万萬]$", last="零〇○一二两兩三四五六七八九十百千万萬"
)
_SPELT_ON = Pattern(r"[点點][零〇○一二三四五六七八九]|[百千万萬亿億]分之", first="点點百千万萬亿億")
_HYPHENS = "-\u00ad\u2010"
_LATIN_ENDS = "”’“‘–—\u2010\u00ad"  # of a line in Latin letters
_TENS = frozenset("twenty thirty forty fifty sixty seventy eighty ninety".split())
_UNITS = frozenset(
    "one two three four five six seven eight nine first second third fourth fifth sixth seventh "
    "eighth ninth".split()
)
_PIECE = 24  # letters of a word that a line's end cut
_AROUND = 12  # characters on each side that tell what is read
_PIECE_END = re.compile(r"[A-Za-z]+$")
_PIECE_START = re.compile(r"[A-Za-z]+")
_OPEN, _SHUT = "“「『《（(", "”」』》）)"


def glue(before: str, after: str, pairs: Pairs | None = None) -> tuple[int, str]:
    """Return how two pieces of one sentence are put together.

    How many characters go from the end of the first (a hyphen that only broke a word), and
    what stands between: a space within Latin text, nothing within a word or between ideographs.

    >>> glue("the har-", "bor is"), glue("the", "harbor"), glue("共12", "万人")
    ((1, ''), (0, ' '), (0, ''))
    """
    last, first = before[-1:], after[:1]
    if not (last and first and first.isascii() and (last.isascii() or last in _LATIN_ENDS)):
        return 0, ""
    if last in _HYPHENS:
        return _hyphened(before, after, pairs)
    one, two = _PIECE_END.search(before[-_PIECE:]), _PIECE_START.match(after[:_PIECE])
    if one and two:
        abbreviated = one[0].isupper() and two[0].isupper() and _amid_han(before, after)
        whole = pairs is not None and pairs.one_word(one[0], two[0])
        return 0, "" if abbreviated or whole else " "
    latin = _reads_latin(before[-_AROUND:]) and _reads_latin(after[:_AROUND])
    return 0, " " if latin and last not in "([/—–“‘" and first not in ")],.;:!?" else ""


def _hyphened(before: str, after: str, pairs: Pairs | None) -> tuple[int, str]:
    """Take a hyphen out that broke a word; a compound that the page has keeps its own."""
    last = before[-1]
    one, two = _PIECE_END.search(before[-_PIECE:-1]), _PIECE_START.match(after[:_PIECE])
    if not one or not two or not two[0].islower():
        return 0, ""
    words = pairs.latin if pairs else frozenset()
    compound = {one[0], two[0]} <= words and one[0] + two[0] not in words
    compound = compound or _counts(one[0], two[0])
    return (0, "") if compound and last != "\u00ad" else (1, "-" if compound else "")


def _counts(one: str, two: str) -> bool:
    """Tell whether two words with a hyphen between them are a number: ninety-two."""
    return one.lower() in _TENS and two in _UNITS


def _amid_han(before: str, after: str) -> bool:
    """Tell whether ideographs stand around the Latin letters of two ends."""
    around = before[-_AROUND:] + after[:_AROUND]
    return any(map(is_han, around))


def _reads_latin(text: str) -> bool:
    return not any(map(is_han, text)) and any(c.isascii() and c.isalpha() for c in text)


def goes_on(before: str, after: str, pairs: Pairs) -> str:
    """Return what goes on from one text's end to another's start; nothing when it is whole."""
    if NUMBER_END.search(before[-3:]) and after[0].isdecimal():
        return "a figure goes on"
    if before[-1].isdecimal() and after[0] in _COUNTED:
        return "a figure goes on with what it counts"
    if _SPELT_END.search(before[-1]) and _SPELT_ON.match(after[:4]):
        return "a figure goes on"
    latin = before[-1].isascii() and before[-1].isalpha()
    if latin and after[0].isascii() and after[0].islower():
        return "a word goes on"
    return "" if ends_sentence(before) else _torn_within(before, after, pairs)


def _torn_within(before: str, after: str, pairs: Pairs) -> str:
    if _shuts_first(after) and _left_open(before):
        return "a quotation opened before is closed after"
    if is_han(before[-1]) and is_han(after[0]) and pairs.hold(before[-1], after[0]):
        return "both ends make a word"
    return ""


def _left_open(text: str) -> bool:
    """Tell whether the last mark of a pair in a text is an opening one."""
    at = max(text.rfind(mark) for mark in _OPEN)
    straight = text.count('"') % 2 == 1
    return straight or at > max(text.rfind(mark) for mark in _SHUT)


def _shuts_first(text: str) -> bool:
    """Tell whether the first mark of a pair in a text is a closing one."""
    first = next((c for c in text[:200] if c in _OPEN or c in _SHUT), "")
    return (first != "" and first in _SHUT) or text[:200].count('"') % 2 == 1
