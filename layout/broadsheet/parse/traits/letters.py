"""The letters of a block: its characters, pairs and words, as they are weighed.

Takes the text of a block; returns the names of what it holds, opens with and ends with, which
weights know that have met them often.  A figure is any figure.  ``said`` has the words of a name
for ``explain``.
"""

import re
from collections.abc import Collection
from operator import add

Spelt = tuple[tuple[str, Collection[str]], ...]  # by family: pieces of a text

_ENDS = 30  # characters of a long text that are looked at, from its start and before its end
_WORDS = 30  # of a text in Latin letters
_LONG, _ENDINGS = 5, (2, 3)  # letters of a word whose ending tells, and of the ending
_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_LOOKED = 400  # characters
# expressions, as tables of str.translate ask for each letter that they lack
_LATIN = re.compile("[a-z]+")
_FIGURES = re.compile("[0-9０-９]")
SAYS = "is spelt with {}"
FAMILIES = {
    f"{kind}{place}": 1 + (kind == "pair") if kind != "word" else 0  # characters; 0: any
    for kind in ("letter", "pair", "word")
    for place in ("", "_first", "_last")
} | {"ending": 0}


def spelt(text: str) -> Spelt:
    """Return what a text holds, opens with and ends with, each piece once in its family."""
    looked = text if len(text) <= _LOOKED else text[: _LOOKED // 2] + text[-_LOOKED // 2 :]
    plain = _FIGURES.sub("0", looked).lower()
    if len(_LATIN.sub("", plain)) < 0.5 * len(plain):
        words = _WORD.findall(plain)[:_WORDS]
        if not words:
            return ()
        known = set(words)
        long = [word for word in known if len(word) >= _LONG and word.isalpha()]
        endings = {word[-length:] for length in _ENDINGS for word in long}
        ends = ("word_first", words[:1]), ("word_last", words[-1:])
        return ("word", known), *ends, ("ending", endings)
    solid = "".join(plain.split())
    if not solid:
        return ()
    start, end = (solid, "") if len(solid) <= 2 * _ENDS else (solid[:_ENDS], solid[-_ENDS:])
    pairs = set(map(add, start, start[1:]))
    pairs.update(map(add, end, end[1:]))
    found = ("letter", {*start, *end}), ("letter_first", solid[0]), ("letter_last", solid[-1])
    if len(solid) == 1:
        return found
    return (*found, ("pair", pairs), ("pair_first", [solid[:2]]), ("pair_last", [solid[-2:]]))


def letters_of(text: str) -> tuple[str, ...]:
    """Return the names of what ``spelt`` returns.

    >>> sorted(letters_of("求购 3"))[:4]
    ['letter:0', 'letter:求', 'letter:购', 'letter_first:求']
    """
    return tuple(f"{family}:{one}" for family, pieces in spelt(text) for one in pieces)


def said(name: str) -> str:
    """Return the words of a name; empty for one that nobody makes.

    >>> said("pair:求购"), said("word_first:wanted"), said("pair:求")
    ('is spelt with “求购”', 'is spelt with “wanted”', '')
    """
    family, _, what = name.partition(":")
    length = FAMILIES.get(family)
    fits = length is not None and bool(what) and length in {0, len(what)}
    return SAYS.format(f"“{what}”") if fits else ""


def spelling(name: str) -> str:
    """Return the letters of a name."""
    return name.partition(":")[2]
