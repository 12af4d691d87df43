"""Where Latin words may be hyphenated.

Takes matter and a language; sets break flags inside words and returns what a break costs
there.  Pyphen, with its dictionaries, is imported here alone, and only for styles that ask
for it (extra ``hyphens``).
"""

import re
from functools import lru_cache
from typing import Final

import pyphen

from broadsheet import cjk
from broadsheet.errors import UserError
from broadsheet.paragraph.matter import Matter

HYPHEN: Final = "-"
READ: Final = "\u00ad"  # what a page gives for it: a soft hyphen, no part of the copy

# Words in small letters or with one capital; at least two letters stay, three go on.
# Letters of Latin, Greek and Cyrillic.
_WORD: Final = re.compile(
    r"(?<![A-Za-z0-9_@./-])[A-Za-zÀ-ɏΆ-ϿЀ-ԯ][a-zß-ɏά-ώа-ӿ]{4,}(?![A-Za-z0-9_@/-])"
)
_BEFORE, _AFTER = 2, 3
_COST: Final = 3.0


def hyphenate(matter: Matter) -> dict[int, float]:
    """Return the gaps opened inside words, with the cost of ending a line there.

    Raises UserError for a language that has no dictionary.
    """
    words = _dictionary(matter.setting.hyphens)
    costs: dict[int, float] = {}
    for word in _WORD.finditer(matter.text):
        stretch = matter.stretch_at(word.start())
        width = stretch.case.cell(HYPHEN, "natural").width * stretch.span.size
        for place in words.positions(word[0]):
            gap = word.start() + place
            if gap < stretch.end:
                costs[gap] = _COST
                matter.flags[gap] |= cjk.BREAK
                matter.hyphens[gap] = width
    return costs


@lru_cache(maxsize=8)
def _dictionary(language: str) -> pyphen.Pyphen:
    name = pyphen.language_fallback(language.replace("-", "_"))
    if name is None:
        raise UserError(
            f"there are no hyphens for the language {language!r}", hint="write en-GB, de or fr"
        )
    return pyphen.Pyphen(lang=name, left=_BEFORE, right=_AFTER)
