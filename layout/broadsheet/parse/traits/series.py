"""Items that go on from each other: 一、 二、 or 甲：…； 乙：…。

Takes what ``features`` noticed; returns the traits of a block that is one of several items.
"""

from collections import Counter
from collections.abc import Sequence

from broadsheet.parse.text import trade_words
from broadsheet.parse.text.matching import Pattern
from broadsheet.parse.traits.own import Seen
from broadsheet.parse.traits.vocabulary import T, Trait

_ORDINALS = "一二三四五六七八九十"
_ITEM = 60  # letters of the longest item of a list
_ROW = 40  # letters of the longest row
_CELL = 14  # characters of the longest word of a row
_FIGURES = frozenset("0123456789")
_CHAIN = 3  # items of the shortest list without labels
_TURNS = 2  # speakers of an interview, and how often each speaks at the least
_ASKERS = frozenset(trade_words.QA_STARTS)
_SPEAKER = Pattern(r"[^\W\da-zA-Z_]{1,8}\s?[：:]|[QA][：:]", needs=("：", ":"))
_ITEM_LABEL = Pattern(r"[^\s，。；：:,;“”]{1,8}[：:]\s*[^\s“\"]", needs=("：", ":"))


def in_series(seen: Sequence[Seen], n: int) -> set[Trait]:
    """One of several items that go on from each other: 一、 二、 or 甲：…； 乙：…。"""
    more: set[Trait] = set()
    text = seen[n].block.text
    rank = _rank(text)
    if rank and seen[n].size <= _ITEM:
        before = _rank(seen[n - 1].block.text) if n else 0
        after = _rank(seen[n + 1].block.text) if n + 1 < len(seen) else 0
        if before == rank - 1 > 0 or after == rank + 1:
            more.add(T.ORDINAL_RUN)
    if (
        _labelled(seen, n)
        and (
            (n and _labelled(seen, n - 1) and seen[n - 1].block.text[-1] in "；;")
            or (text[-1] in "；;" and n + 1 < len(seen) and _labelled(seen, n + 1))
        )
    ) or _in_chain(seen, n):
        more.add(T.ITEM_RUN)
    if seen[n].size <= _ROW and _in_rows(seen, n):
        more.add(T.CELL_RUN)
    return more


def _in_rows(seen: Sequence[Seen], n: int) -> bool:
    """Tell whether three lines or more around one have as many words, figures among them."""
    count = _cells(seen[n])
    if not count:
        return False
    alike = [0 <= k < len(seen) and _cells(seen[k]) == count for k in (n - 2, n - 1, n + 1, n + 2)]
    return (alike[0] and alike[1]) or (alike[1] and alike[2]) or (alike[2] and alike[3])


def _cells(one: Seen) -> int:
    """Return how many words a row has; 0 where none of them is a figure, or one is no word."""
    text = one.block.text
    if one.size > _ROW or not _FIGURES.isdisjoint(text[:1]) or _FIGURES.isdisjoint(text):
        return 0
    cells = text.split()
    row = len(cells) > 1 and all(len(cell) <= _CELL for cell in cells)
    return len(cells) if row and not any(mark in text for mark in "，。；！？") else 0


def interviews(seen: Sequence[Seen]) -> set[int]:
    """Blocks of an interview: two speakers who take turns, one of whom asks, however long."""
    spoken = {n: _SPEAKER.match(s.block.text) for n, s in enumerate(seen) if T.QA in s.traits}
    said = {n: found[0].rstrip(" :：") for n, found in spoken.items() if found}
    turns = Counter(said.values())
    speakers = {name for name, count in turns.items() if count >= _TURNS}
    if len(speakers) < _TURNS or not speakers & _ASKERS:
        return set()
    return {n for n, name in said.items() if name in speakers}


def _in_chain(seen: Sequence[Seen], n: int) -> bool:
    """Tell whether three lines or more go on from each other with ；, the last with 。"""
    first = last = n
    while first and _links(seen[first - 1]):
        first -= 1
    while last + 1 < len(seen) and _links(seen[last]):
        last += 1
    ended = seen[last].block.text[-1] in "。." and seen[last].size <= _ITEM
    return last - first + 1 >= _CHAIN and ended


def _links(one: Seen) -> bool:
    return one.block.text[-1] in "；;" and one.size <= _ITEM


def _rank(text: str) -> int:
    """The number of an item that opens with an ordinal; 0 for none."""
    return _ORDINALS.find(text[0]) + 1 if text[1:2] in {"、", "．"} else 0


def _labelled(seen: Sequence[Seen], n: int) -> bool:
    one = seen[n]
    return (
        one.size <= _ITEM
        and one.block.text[-1] in "；;。."
        and _ITEM_LABEL.match(one.block.text) is not None
    )
