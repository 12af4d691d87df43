"""Whether a text goes on in another, told by the two ends alone.

Takes the end of one text and the start of another; tells whether a figure, a word or a
quotation goes on from the one to the other.  No meaning is asked: figures, Latin words, pairs
of ideographs and the balance of quotation marks speak for themselves.
"""

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
_OPEN, _SHUT = "“「『《（(", "”」』》）)"


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
