"""Lines that a column's end tore from each other, told by the two ends alone.

Takes the end of one text and the start of another; tells whether a figure, a word or a
quotation goes on from the one to the other.  No meaning is asked: figures, Latin words, pairs
of ideographs and the balance of quotation marks speak for themselves.
"""

from collections.abc import Sequence

from broadsheet.parse.features import Seen
from broadsheet.parse.marks import ends_sentence, is_han
from broadsheet.parse.needles import Pattern
from broadsheet.parse.pairs import Pairs

_NUMBER_END = Pattern(r"\d[.,．，]?$", last="0123456789.,．，")
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
_FRAGMENT = 9  # letters: a whole paragraph is seldom so short
_CAPTION = 30  # letters of a caption without a credit
_BETWEEN = 6  # blocks that may stand between the two ends
_LEAST = 9  # letters of a line that may be torn
_PASSED = frozenset(
    "caption credit credit_line caption_start contact firm ad_words ad_sure ad_label shop jump "
    "folio folio_bare dial qr".split()
)
_NAMED = frozenset({"ad_words", "firm"})  # what a story's text may hold too
_WHOLE = frozenset(
    "byline facts some_facts folio folio_bare notice_title number contact dial shop index caption "
    "credit credit_line caption_start jump sign_name table ad_label ad_sure page_ref teaser source "
    "org date label".split()
)
_OPENS = frozenset(
    "runin byline source note qa_sure list_mark bullet timed folio facts notice_title table".split()
)


def torn(before: str, after: str, pairs: Pairs) -> str:
    """Return what goes on from one text's end to another's start; nothing when it is whole."""
    if _NUMBER_END.search(before[-3:]) and after[0].isdecimal():
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


def torn_lines(seen: Sequence[Seen], pairs: Pairs) -> dict[int, set[str]]:
    """Return the traits of blocks that are two ends of one sentence."""
    found: dict[int, set[str]] = {}
    for n, one in enumerate(seen):
        if not _may_be_torn(one, n, found):
            continue
        for m in range(n + 1, min(len(seen), n + 2 + _BETWEEN)):
            two = seen[m]
            if not two.traits & _OPENS and not two.traits & _PASSED and _fits(one, two, pairs):
                found.setdefault(n, set()).add("torn")
                found.setdefault(m, set()).add("resumes")
                for k in range(n + 1, m):
                    found.setdefault(k, set()).add("between_torn")
                break
            alone = m == n + 1 and _one_sentence(two)
            passed = _may_stand_between(two)
            if not (alone or passed or _in_group_of_passed(seen, m)):
                break
    return found


def _resumes(n: int, found: dict[int, set[str]]) -> bool:
    return "resumes" in found.get(n, ())


def _may_be_torn(one: Seen, n: int, found: dict[int, set[str]]) -> bool:
    if one.traits & _WHOLE:
        return False
    text = one.block.text
    stopped = "stop" in one.traits and not _NUMBER_END.search(text[-3:])
    marked = bool(one.traits & {"mid_mark", "mid_stop"}) or _resumes(n, found)
    latin = text[-1].isascii() and text[-1].isalpha() and not text.isascii()
    return (
        not stopped
        and (one.size >= _LEAST or _resumes(n, found))
        and (marked or latin or one.size >= 2 * _LEAST)
    )


def _fits(one: Seen, two: Seen, pairs: Pairs) -> bool:
    why = torn(one.block.text, two.block.text, pairs)
    if not why:
        fragment = (
            "stop" in two.traits and two.size <= _FRAGMENT and one.block.text[-1] not in "：:"
        )
        return fragment and "mid_mark" in one.traits and not two.traits & _WHOLE
    if why == "both ends make a word":
        return "mid_mark" in one.traits or "mid_stop" in one.traits
    return True


def _one_sentence(one: Seen) -> bool:
    """Tell whether a line may be a caption that stands within a cut sentence."""
    whole = "stop" in one.traits and not one.traits & {"mid_stop", "list_mark", "qa", "runin"}
    return whole and _FRAGMENT < one.size <= _CAPTION and one.block.text[-1] in "。."


def _may_stand_between(one: Seen) -> bool:
    """Tell whether a block may be an advertiser's or a caption: no text that names a service."""
    found = one.traits & _PASSED
    return bool(found) and not (found <= _NAMED and one.traits & {"medium", "long"})


def _in_group_of_passed(seen: Sequence[Seen], m: int) -> bool:
    """Tell whether a short line stands in one block with lines that may be passed over."""
    if not seen[m].traits & {"short", "tiny"} or "mid_mark" in seen[m].traits:
        return False
    near = range(max(0, m - 3), min(len(seen), m + 4))
    group = seen[m].block.group
    return any(seen[k].block.group == group and seen[k].traits & _PASSED for k in near)
