"""Sentences that a column's end broke, and what stands between their two ends.

Takes what was noticed of each block; returns the traits of the lines whose ends belong
together, as ``continuation`` tells, and of the lines between.
"""

from collections.abc import Sequence

from broadsheet.parse.text.continuation import NUMBER_END, goes_on
from broadsheet.parse.text.pairs import Pairs
from broadsheet.parse.traits.own import Seen
from broadsheet.parse.traits.vocabulary import T, Trait

_FRAGMENT = 9  # letters: a whole paragraph is seldom so short
_CAPTION = 30  # letters of a caption without a credit
_BETWEEN = 6  # blocks that may stand between the two ends
_LEAST = 9  # letters of a line that may be broken
_PASSED = frozenset(
    {
        T.CAPTION,
        T.CREDIT,
        T.CREDIT_LINE,
        T.CAPTION_START,
        T.CONTACT,
        T.FIRM,
        T.AD_WORDS,
        T.AD_SURE,
        T.AD_LABEL,
        T.SHOP,
        T.JUMP,
        T.FOLIO,
        T.FOLIO_BARE,
        T.DIAL,
        T.QR,
    }
)
_NAMED = frozenset({T.AD_WORDS, T.FIRM})  # what a story's text may hold too
_WHOLE = frozenset(
    {
        T.BYLINE,
        T.FACTS,
        T.SOME_FACTS,
        T.FOLIO,
        T.FOLIO_BARE,
        T.NOTICE_TITLE,
        T.NUMBER,
        T.CONTACT,
        T.DIAL,
        T.SHOP,
        T.INDEX,
        T.CAPTION,
        T.CREDIT,
        T.CREDIT_LINE,
        T.CAPTION_START,
        T.JUMP,
        T.SIGN_NAME,
        T.TABLE,
        T.AD_LABEL,
        T.AD_SURE,
        T.PAGE_REF,
        T.TEASER,
        T.SOURCE,
        T.ORG,
        T.DATE,
        T.LABEL,
    }
)
_OPENS = frozenset(
    {
        T.RUNIN,
        T.BYLINE,
        T.SOURCE,
        T.NOTE,
        T.QA_SURE,
        T.LIST_MARK,
        T.BULLET,
        T.TIMED,
        T.FOLIO,
        T.FACTS,
        T.NOTICE_TITLE,
        T.TABLE,
    }
)


def broken_sentences(seen: Sequence[Seen], pairs: Pairs) -> dict[int, set[Trait]]:
    """Return the traits of blocks that are two ends of one sentence."""
    found: dict[int, set[Trait]] = {}
    for n, one in enumerate(seen):
        if not _may_be_broken(one, n, found):
            continue
        for m in range(n + 1, min(len(seen), n + 2 + _BETWEEN)):
            two = seen[m]
            if not two.traits & _OPENS and not two.traits & _PASSED and _fits(one, two, pairs):
                found.setdefault(n, set()).add(T.BREAKS_OFF)
                found.setdefault(m, set()).add(T.RESUMES)
                for k in range(n + 1, m):
                    found.setdefault(k, set()).add(T.WITHIN_BROKEN)
                break
            alone = m == n + 1 and _one_sentence(two)
            passed = _may_stand_between(two)
            if not (alone or passed or _in_group_of_passed(seen, m)):
                break
    return found


def _resumes(n: int, found: dict[int, set[Trait]]) -> bool:
    return T.RESUMES in found.get(n, ())


def _may_be_broken(one: Seen, n: int, found: dict[int, set[Trait]]) -> bool:
    if one.traits & _WHOLE:
        return False
    text = one.block.text
    stopped = T.STOP in one.traits and not NUMBER_END.search(text[-3:])
    marked = bool(one.traits & {T.MID_MARK, T.MID_STOP}) or _resumes(n, found)
    latin = text[-1].isascii() and text[-1].isalpha() and not text.isascii()
    return (
        not stopped
        and (one.size >= _LEAST or _resumes(n, found))
        and (marked or latin or one.size >= 2 * _LEAST)
    )


def _fits(one: Seen, two: Seen, pairs: Pairs) -> bool:
    why = goes_on(one.block.text, two.block.text, pairs)
    if not why:
        fragment = (
            T.STOP in two.traits and two.size <= _FRAGMENT and one.block.text[-1] not in "：:"
        )
        return fragment and T.MID_MARK in one.traits and not two.traits & _WHOLE
    if why == "both ends make a word":
        return T.MID_MARK in one.traits or T.MID_STOP in one.traits
    return True


def _one_sentence(one: Seen) -> bool:
    """Tell whether a line may be a caption that stands within a cut sentence."""
    whole = T.STOP in one.traits and not one.traits & {T.MID_STOP, T.LIST_MARK, T.QA, T.RUNIN}
    return whole and _FRAGMENT < one.size <= _CAPTION and one.block.text[-1] in "。."


def _may_stand_between(one: Seen) -> bool:
    """Tell whether a block may be an advertiser's or a caption: no text that names a service."""
    found = one.traits & _PASSED
    return bool(found) and not (found <= _NAMED and one.traits & {T.MEDIUM, T.LONG})


def _in_group_of_passed(seen: Sequence[Seen], m: int) -> bool:
    """Tell whether a short line stands in one block with lines that may be passed over."""
    if not seen[m].traits & {T.SHORT, T.TINY} or T.MID_MARK in seen[m].traits:
        return False
    near = range(max(0, m - 3), min(len(seen), m + 4))
    group = seen[m].block.group
    return any(seen[k].block.group == group and seen[k].traits & _PASSED for k in near)
