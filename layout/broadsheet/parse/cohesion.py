"""Whether the text below a short line goes on with the matter of the text above it.

Takes what ``features`` noticed; tells by the words that both share, names above all.  A
crosshead stands within one story, a headline between two.  No dictionary is asked: pairs of
ideographs do (Hearst, TextTiling, Computational Linguistics 23(1), 1997, on the principle).
"""

from collections.abc import Sequence
from itertools import pairwise

from broadsheet.parse.features import Seen
from broadsheet.parse.marks import is_han

_ABOVE = 6  # blocks of text that are compared
_BELOW = 2
_MOST = 1200  # characters of one block that are looked at
_SHARED = 0.055  # of the geometric mean of both vocabularies: one story
_ENOUGH = 2400  # product of both vocabularies from which sharing nothing tells something


def shares_words(seen: Sequence[Seen], n: int) -> str:
    """Return ``same_words``, ``other_words`` or nothing for a short line between two texts."""
    above = _pairs(seen, range(n - 1, max(-1, n - 1 - _ABOVE), -1))
    below = _pairs(seen, range(n + 1, min(len(seen), n + 1 + _BELOW)))
    size = len(above) * len(below)
    if not size:
        return ""
    shared = len(above & below) / size**0.5
    if shared >= _SHARED:
        return "same_words"
    return "other_words" if size >= _ENOUGH and shared < _SHARED / 3 else ""


def _pairs(seen: Sequence[Seen], blocks: range) -> set[str]:
    """Return the pairs of ideographs in a run of text."""
    found: set[str] = set()
    for k in blocks:
        if not (seen[k].is_text or "medium" in seen[k].traits):
            break
        text = seen[k].block.text[:_MOST]
        found |= {a + b for a, b in pairwise(text) if is_han(a) and is_han(b)}
    return found
