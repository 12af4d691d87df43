"""Whether the text below a short line goes on with the matter of the text above it.

Takes what ``features`` noticed; tells by the words that both share, names above all.  A
crosshead stands within one story, a headline between two.  No dictionary is asked: pairs of
ideographs do (Hearst, TextTiling, Computational Linguistics 23(1), 1997, on the principle).
"""

from collections.abc import Sequence
from operator import add

from broadsheet.parse.text.characters import is_han
from broadsheet.parse.traits.own import Seen
from broadsheet.parse.traits.vocabulary import T, Trait

_ABOVE = 6  # blocks of text that are compared
_BELOW = 2
_MOST = 1200  # characters of one block that are looked at
_SHARED = 0.055  # of the geometric mean of both vocabularies: one story
_ENOUGH = 2400  # product of both vocabularies from which sharing nothing tells something


class Vocabulary:
    """The pairs of ideographs of each block, found when first asked."""

    __slots__ = ("found",)

    def __init__(self) -> None:
        """Know nothing yet."""
        self.found: dict[int, set[Trait]] = {}

    def shared(self, seen: Sequence[Seen], n: int) -> Trait | None:
        """Return ``same_words``, ``other_words`` or nothing for a line between two texts."""
        above = self._pairs(seen, range(n - 1, max(-1, n - 1 - _ABOVE), -1))
        below = self._pairs(seen, range(n + 1, min(len(seen), n + 1 + _BELOW)))
        size = len(above) * len(below)
        if not size:
            return None
        shared = len(above & below) / size**0.5
        if shared >= _SHARED:
            return T.SAME_WORDS
        return T.OTHER_WORDS if size >= _ENOUGH and shared < _SHARED / 3 else None

    def _pairs(self, seen: Sequence[Seen], blocks: range) -> set[Trait]:
        """Return the pairs of ideographs in a run of text."""
        all_pairs: set[Trait] = set()
        for k in blocks:
            if not (seen[k].is_text or T.MEDIUM in seen[k].traits):
                break
            if k not in self.found:
                text = seen[k].block.text[:_MOST]
                every = set(map(add, text, text[1:]))
                self.found[k] = {p for p in every if is_han(p[0]) and is_han(p[1])}
            all_pairs |= self.found[k]
        return all_pairs
