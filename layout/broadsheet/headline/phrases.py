"""Price the places where a headline may be broken.

Takes the text of a head; returns what breaking at each legal gap costs: nothing at the
writer's own spaces and after marks, little between phrases, much inside one.  Phrases come
from BudouX when it is installed, imported only when a head needs a second line; the rules
here stand above it.  Knows nothing of sizes or widths.
"""

import re
from functools import cache
from importlib import import_module
from typing import Final, Protocol

from broadsheet import cjk

FREE: Final = 0.0
PHRASE: Final = 0.15
OPEN: Final = 0.6  # nothing is known of this gap
INSIDE: Final = 4.0  # inside a phrase
NEVER: Final = 1000.0

# Words that lean on what comes before them, and so never open a line.
_LEANING: Final = frozenset("的了着过地得们等吗呢吧啊之者性化")
# Words that lead on to what follows, and so never end one.
_LEADING: Final = frozenset("把被在对为向从与和及或让用以将是由于比给跟同并而不最更第每各该本我")
_NUMERAL: Final = "0-9０-９一二三四五六七八九十百千万亿两几数多余第%％.点"
# A numeral holds on to its measure word, and to the one numeral before it.
_COUNTED: Final = re.compile(f"[{_NUMERAL}][{_NUMERAL}]*(?:余|多)?[^{_NUMERAL}\\s\\W]")
_QUOTED: Final = re.compile("[“‘《〈「『（][^”’》〉」』）]{1,8}[”’》〉」』）]")


class Segmenter(Protocol):
    """What cuts a text into phrases."""

    def parse(self, sentence: str) -> list[str]:
        """Return the phrases of a sentence, in order; joined they are the sentence."""


def joints(text: str) -> dict[int, float]:
    """Return the price of breaking before each character that may begin a line.

    >>> sorted(joints("让城市 更宜居").items())[:2]
    [(1, 4.0), (2, 0.6)]
    """
    flags = cjk.gaps(cjk.classify(text), "strict")
    legal = [at for at in range(1, len(text)) if flags[at] & cjk.BREAK]
    prices = dict.fromkeys(legal, OPEN)
    phrases = _phrase_starts(text)
    for at in legal:
        before, after = text[at - 1], text[at]
        if before.isspace() or cjk.classify(before) in ",:.?>":
            prices[at] = FREE
        elif after in _LEANING:
            prices[at] = NEVER
        elif before in _LEADING:
            prices[at] = INSIDE
        elif phrases is not None:
            prices[at] = PHRASE if at in phrases else INSIDE
        elif before in _LEANING or after in _LEADING:
            prices[at] = PHRASE
    for held, price in ((_COUNTED, NEVER), (_QUOTED, INSIDE)):
        for match in held.finditer(text):
            for at in range(match.start() + 1, match.end()):
                if at in prices:
                    prices[at] = max(prices[at], price)
    return prices


def _phrase_starts(text: str) -> frozenset[int] | None:
    """Return where phrases begin, None when nothing here can tell."""
    segmenter = _segmenter()
    if segmenter is None:
        return None
    starts, at = set(), 0
    for phrase in segmenter.parse(text):
        at += len(phrase)
        starts.add(at)
    return frozenset(starts)


@cache
def _segmenter() -> Segmenter | None:
    try:
        budoux = import_module("budoux")
    except ImportError:
        return None
    parser: Segmenter = budoux.load_default_simplified_chinese_parser()
    return parser
