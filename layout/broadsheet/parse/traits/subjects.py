"""What lines are about: the kinds of their words.

Takes what the texts of blocks are spelt with; returns for each block the names of what it and the
blocks beside it are about, in parts that may recur.  ``said`` has the words of a name for
``explain``.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain

from broadsheet.parse.text.word_kinds import CHINESE, ENGLISH
from broadsheet.parse.traits.letters import Spelt

Part = tuple[str, ...]

SAYS = {
    "about": "has words of {}",
    "about2": "has several words of {}",
    "about_before": "the line before has words of {}",
    "about_after": "the line after has words of {}",
}
_PIECES = {"pair": CHINESE, "word": ENGLISH}
_NOTHING: Part = ()
_ABOUT, _ABOUT2, _BEFORE, _AFTER = (
    {kind: f"{family}:{kind}" for kind in (*CHINESE, *ENGLISH)} for family in SAYS
)


def _kinds_of(table: Mapping[str, tuple[str, str]]) -> Mapping[str, Sequence[str]]:
    """Return the kinds that each word is of."""
    found: dict[str, list[str]] = defaultdict(list)
    for kind, (_, words) in table.items():
        for word in words.split():
            found[word].append(kind)
    return dict(found)


_KINDS = {family: _kinds_of(table) for family, table in _PIECES.items()}
_KNOWN = {family: frozenset(kinds) for family, kinds in _KINDS.items()}


def subjects(spelt: Sequence[Spelt]) -> list[list[Part]]:
    """Return for each block what it is about, and what the blocks before and after it are."""
    kinds = [_subjects(one) for one in spelt]
    once = [sorted(set(found)) for found in kinds]
    own = [
        (*map(_ABOUT.__getitem__, names), *[_ABOUT2[k] for k in names if found.count(k) > 1])
        for names, found in zip(once, kinds, strict=True)
    ]
    before = [_NOTHING, *(tuple(map(_BEFORE.__getitem__, names)) for names in once[:-1])]
    after = [*(tuple(map(_AFTER.__getitem__, names)) for names in once[1:]), _NOTHING]
    return [list(parts) for parts in zip(own, before, after, strict=False)]


def _subjects(spelt: Spelt) -> list[str]:
    """Return the kinds of a text's words, a kind once for each of its words."""
    found: list[str] = []
    for family, pieces in spelt:
        if (known := _KNOWN.get(family)) and (held := known.intersection(pieces)):
            found += chain.from_iterable(map(_KINDS[family].__getitem__, held))
    return found


def said(name: str) -> str:
    """Return the words of a name; empty for one that nobody makes.

    >>> said("about:dish"), said("about_before:en_verse"), said("about:nothing")
    ('has words of cooking', 'the line before has words of poems', '')
    """
    family, _, kind = name.partition(":")
    held = CHINESE.get(kind) or ENGLISH.get(kind)
    return SAYS[family].format(held[0]) if held and family in SAYS else ""
