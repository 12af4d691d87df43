"""Captions without a credit, told by the story that they stand in.

Takes what ``features`` noticed; tells whether a line can only be a caption because the story's
byline says that its writer took pictures too.  ``context`` makes a trait of it.
"""

from collections.abc import Sequence

from broadsheet.parse.text.matching import Pattern, WordList
from broadsheet.parse.traits.neighbours import ends_text
from broadsheet.parse.traits.own import Seen
from broadsheet.parse.traits.vocabulary import T, Trait

_LEAST_CAPTION, _LONGEST_CAPTION = 6, 20  # letters
_LONGEST_SCENE = 32  # letters of a caption that tells what is seen
_STORY = 40  # blocks of the longest story that is looked through
_TOOK = Pattern(
    r"[文图圖][/／][摄攝图圖文]|[摄攝]影|[摄攝图圖][/／:：]", needs=("/", "／", "影", ":", "：")
)
_SCENE = WordList(
    (
        "正在 身后 身後 身旁 合影 留影 展示 站在 坐在 手持 手捧 捧着 捧著 举着 舉著 挤满 擠滿 "
        "忙着 忙著 俯瞰 远眺"
    ).split()
)
_SEEN = WordList("在 把 正 向 给 給 为 為 与 與 现场 現場 拿 看 走".split())
_NEAR = 12  # blocks around in which a further crosshead of the story would stand
_NO_SCENE = frozenset({T.MID_STOP, T.QA, T.LIST, T.RUNIN, T.NOTE, T.DASH, T.ASKS})
_NO_HEAD = frozenset({T.BYLINE, T.CONTACT, T.FACTS, T.FOLIO, T.JUMP, T.PAGE_REF, T.INDEX})
_NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩"


def pictured(seen: Sequence[Seen], n: int) -> Trait | None:
    """Return the trait of a line that is a caption where the byline's writer took pictures.

    A numbered sentence, a short one alone between two texts, or one that says what is seen.
    """
    one = seen[n]
    text = one.block.text
    if T.STOP in one.traits and _in_head(seen, n):
        return T.PICTURE_IN_HEAD
    if T.SHORT in one.traits and _lone_scene(seen, n):
        return T.PICTURED_LINE
    if T.STOP not in one.traits or text[-1] not in "。." or one.size < _LEAST_CAPTION:
        return None
    numbered = text[0] in _NUMBERS
    if (numbered or _alone(seen, n)) and _took(seen, n):
        return T.PICTURE_NUMBER if numbered else T.PICTURED
    return None


def _in_head(seen: Sequence[Seen], n: int) -> bool:
    """Tell whether a sentence stands between a head and the first words of its story."""
    one = seen[n]
    if not 0 < n < len(seen) - 1 or one.size > _LONGEST_SCENE or one.traits & _NO_SCENE:
        return False
    if T.MID_MARK in one.traits and not _SCENE.search(one.block.text):
        return False
    above, below = seen[n - 1].traits, seen[n + 1].traits
    return T.RUNIN in below and bool(above & {T.SHORT, T.TINY}) and not above & _NO_HEAD


def _lone_scene(seen: Sequence[Seen], n: int) -> bool:
    """Tell whether a line that tells what is seen is the only short one of a pictured story."""
    one = seen[n]
    if not _LEAST_CAPTION < one.size <= _LONGEST_CAPTION or T.GAPS in one.traits:
        return False
    between = 0 < n < len(seen) - 1 and _running(seen[n + 1])
    ended = n > 0 and (_running(seen[n - 1]) or T.STOP in seen[n - 1].traits)
    if not (between and ended) or not _SEEN.search(one.block.text) or not _took(seen, n):
        return False
    return not any(_short_between(seen, k) for k in range(n - _NEAR, n + _NEAR) if k != n)


def _short_between(seen: Sequence[Seen], n: int) -> bool:
    """Tell whether a line is a short one between two texts, as crossheads are."""
    if not 0 < n < len(seen) - 1 or not seen[n].traits & {T.SHORT, T.TINY}:
        return False
    return _running(seen[n - 1]) and _running(seen[n + 1]) and T.RUNIN not in seen[n + 1].traits


def _alone(seen: Sequence[Seen], n: int) -> bool:
    one = seen[n]
    if one.traits & {T.MID_STOP, T.QA, T.LIST} or one.size > _LONGEST_SCENE:
        return False
    around = [ends_text(seen, n - 1) or (n > 0 and _running(seen[n - 1]))] if n else []
    around += [_running(seen[n + 1])] if n + 1 < len(seen) else []
    short = one.size <= _LONGEST_CAPTION and T.MID_MARK not in one.traits
    if short and all(around) and len(around) == 2:
        return True
    quoted = any(mark in one.block.text for mark in '“”「」"')
    return around[:1] == [True] and not quoted and _SCENE.search(one.block.text)


def _running(one: Seen) -> bool:
    """Tell whether a block is text, whole or cut."""
    return one.is_text or {T.MID_MARK, T.OPEN_END} <= one.traits


def _took(seen: Sequence[Seen], n: int) -> bool:
    """Tell whether the byline above says that its writer took pictures."""
    for k in range(n - 1, max(-1, n - _STORY), -1):
        if seen[k].traits & {T.BYLINE, T.RUNIN, T.SOURCE}:
            return _TOOK.search(seen[k].block.text[:60]) is not None
    return False
