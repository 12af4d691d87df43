"""Price the places where a headline may be broken.

Takes the text of a head and the words of its story; returns what breaking at each legal gap
costs: nothing at the writer's own spaces and after marks, little between phrases, much inside
a word.  Three witnesses are heard: rules of grammar, which stand above the others; how firmly
two characters hold together in the story itself; and a table of common words.  Knows nothing of
sizes or widths.
"""

import re
from itertools import pairwise
from typing import Final

from broadsheet import cjk
from broadsheet.headline.words import LONGEST, WORDS

FREE: Final = 0.0
PHRASE: Final = 0.15
OPEN: Final = 0.6  # nothing is known of this gap
INSIDE: Final = 4.0  # inside a phrase
NEVER: Final = 1000.0

_LONG: Final = 200  # characters; what is longer is no head, and nobody is asked about it
# What it adds that two characters are always met together in the story, that they are so just
# once, that they stand in a common word.
_BOUND: Final = 3.0
_ONCE: Final = 0.3
_WORD: Final = 6.0
_EDGE: Final = 0.3  # what counts of the story's witness where a common word begins or ends

# Words that lean on what comes before them, and so never open a line.
_LEANING: Final = frozenset("的了着过地得们等吗呢吧啊之者性化")
# Words that lead on to what follows, and so never end one.
_LEADING: Final = frozenset("把被在对为向从与和及或让用以将是由于比给跟同并而不最更第每各该本我")
_NUMERAL: Final = "0-9０-９一二三四五六七八九十百千万亿两几数多余第%％.点"
# A numeral holds on to its measure word, and to the one numeral before it.
_COUNTED: Final = re.compile(f"[{_NUMERAL}][{_NUMERAL}]*(?:余|多)?[^{_NUMERAL}\\s\\W]")
# Words of English that a line of a head does not end with.
_LIGHT: Final = frozenset(
    "a an the of to in on at for and or but by with as from into over its is be".split()
)
_LAST_WORD: Final = re.compile(r"(\w+)\s*$")
# Two ideographs that a space parts from each other as from all else: a word, or a name, spaced out.
# Of what ``_kinds`` says: ranges of ideographs would take 2 ms of each run to compile.
_SPACED: Final = re.compile("(?<![Hw])H_{1,2}H(?![Hw])")
_QUOTED: Final = re.compile("[“‘《〈「『（][^”’》〉」』）]{1,8}[”’》〉」』）]")


def joints(text: str, story: str = "") -> dict[int, float]:
    """Return the price of breaking before each character that may begin a line.

    ``story`` is the text that the head stands over.

    >>> sorted(joints("让城市 更宜居").items())[:2]
    [(1, 4.0), (2, 6.6)]
    """
    flags = cjk.gaps(cjk.classify(text), "strict")
    legal = [at for at in range(1, len(text)) if flags[at] & cjk.BREAK]
    prices = dict.fromkeys(legal, OPEN)
    bonds = _bonds(text, story) if len(text) <= _LONG else [0.0] * len(text)
    for at in legal:
        before, after = text[at - 1], text[at]
        if before.isspace() or cjk.classify(before) in ",:.?>":
            prices[at] = PHRASE if _ends_light(text[:at]) else FREE
        elif after in _LEANING:
            prices[at] = NEVER
        elif before in _LEADING:
            prices[at] = INSIDE
        else:
            joined = before in _LEANING or after in _LEADING
            prices[at] = (PHRASE if joined else OPEN) + bonds[at]
    kinds = _kinds(text) if len(text.split()) > 1 else ""
    ways = ((_COUNTED, text, NEVER), (_QUOTED, text, INSIDE), (_SPACED, kinds, NEVER))
    for held, told, price in ways:
        for match in held.finditer(told):
            for at in range(match.start() + 1, match.end()):
                if at in prices:
                    prices[at] = max(prices[at], price)
    return prices


def _kinds(text: str) -> str:
    """Return a letter for each character: H an ideograph, w of a word, _ white, else a point."""
    return "".join(
        [
            "H"
            if "\u3400" <= char <= "\u9fff"
            else "_"
            if char.isspace()
            else "w"
            if char.isalnum() or char == "_"
            else "."
            for char in text
        ]
    )


def _ends_light(text: str) -> bool:
    """Tell whether a stretch of a head ends with an article, a preposition or the like."""
    last = _LAST_WORD.search(text[-12:])
    return last is not None and last[1].lower() in _LIGHT


def _bonds(text: str, story: str) -> list[float]:
    """Return how firmly each character holds to the one before it.

    In the story: the part of the rarer one's places where the other stands beside it.
    """
    bonds = [0.0]
    for before, after in pairwise(text):
        together = story.count(before + after)
        rarer = min(story.count(before), story.count(after))
        weight = _BOUND if together > 1 else _ONCE
        bonds.append(weight * together / rarer if rarer else 0.0)
    for start, end in _words(text):
        for edge in (start, end):
            if edge < len(text):
                bonds[edge] *= _EDGE
        for at in range(start + 1, end):
            bonds[at] += _WORD
    return bonds


def _words(text: str) -> list[tuple[int, int]]:
    """Return the common words in a text: as few characters left over as can be, long ones first.

    >>> _words("发展中国家庭")
    [(0, 2), (2, 4), (4, 6)]
    """
    size = len(text)
    best: list[tuple[int, int, list[tuple[int, int]]]] = [(0, 0, [])]
    for end in range(1, size + 1):
        left, words, chain = best[end - 1]
        found = (left + 1, words, chain)
        for start in range(max(0, end - LONGEST), end - 1):
            if text[start:end] in WORDS:
                left, words, chain = best[start]
                if (left, words + 1) < found[:2]:
                    found = (left, words + 1, [*chain, (start, end)])
        best.append(found)
    return best[size][2]
