"""Whether two ideographs, or two pieces of a Latin word, belong to one word.

Takes a pair; answers from a table of pairs that stand within words far oftener than chance
would have them (``build`` tells where it is from), and from the page's own Latin words.  The
table is imported when it is first asked.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache


class Pairs:
    """The table, as it is asked: groups by their first ideograph."""

    __slots__ = ("groups", "latin")

    def __init__(self, lines: Iterable[str] = ()) -> None:
        """Know the Latin words within the page's lines; load no table yet: few pages need it."""
        self.groups: Mapping[str, str] = {}
        self.latin = frozenset(word for line in lines for word in _WITHIN.findall(line))

    def hold(self, first: str, second: str) -> bool:
        """Tell whether a word may hold the second ideograph after the first.

        >>> Pairs().hold("活", "动"), Pairs().hold("让", "鱼")
        (True, False)
        """
        self.groups = self.groups or _table()
        return bool(second) and second in self.groups.get(first, "")

    def one_word(self, first: str, second: str) -> bool:
        """Tell whether two pieces of Latin letters make a word that the page has whole.

        >>> Pairs(["合乎KGLM标准"]).one_word("KGL", "M"), Pairs(["the ferry"]).one_word("the", "n")
        (True, False)
        """
        return first + second in self.latin and not {first, second} <= self.latin


# a word that is whole: the line goes on before and after it
_WITHIN = re.compile(r"(?<=.)(?<![A-Za-z])[A-Za-z]{2,}(?![A-Za-z])(?=.)")


@lru_cache(maxsize=1)
def _table() -> Mapping[str, str]:
    from broadsheet.parse.text.pairs.table import TABLE  # noqa: PLC0415  it is large

    return {group[0]: group[1:] for group in TABLE.split()}
