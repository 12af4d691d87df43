"""Whether two ideographs belong to one word.

Takes a pair; answers from a table of pairs that stand within words far oftener than chance
would have them (``build`` tells where it is from).  The table is imported when it is first
asked.
"""

from collections.abc import Mapping
from functools import lru_cache


class Pairs:
    """The table, as it is asked: groups by their first ideograph."""

    __slots__ = ("groups",)

    def __init__(self) -> None:
        """Load nothing yet: few pages have cut words."""
        self.groups: Mapping[str, str] = {}

    def hold(self, first: str, second: str) -> bool:
        """Tell whether a word may hold the second ideograph after the first.

        >>> Pairs().hold("活", "动"), Pairs().hold("让", "鱼")
        (True, False)
        """
        self.groups = self.groups or _table()
        return bool(second) and second in self.groups.get(first, "")


@lru_cache(maxsize=1)
def _table() -> Mapping[str, str]:
    from broadsheet.parse.text.pairs.table import TABLE  # noqa: PLC0415  it is large

    return {group[0]: group[1:] for group in TABLE.split()}
