"""Text without its white, and where the white was.

Takes text of an edition or of a page; returns its letters.  Two texts are the same when
their letters are and no space stands where the other has none (DESIGN: the same text).
"""

import re
from bisect import bisect_right

from broadsheet.models import frozen

# Besides white: controls and signs of no width, which readers put in where they see fit.
_WHITE = re.compile(r"[\s\x00-\x1f\x7f\xad\u200b\u2060\ufeff\ufffe]+")
_LINE_END = re.compile(r"[\n\r\f\v\x85\u2028\u2029]")
# Ideographs, kana, and the marks that are set in their bodies.
_HAN = re.compile(
    "[\u00b7\u2014\u2018\u2019\u201c\u201d\u2026\u2e3a\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff00-\uffef\U00020000-\U0003ffff]"
)


@frozen(kw_only=True)
class Letters:
    """The letters of a text."""

    text: str  # no white in it
    spaces: frozenset[int]  # before which letters a space stood
    ends: frozenset[int]  # before which letters a line ended
    page_starts: tuple[int, ...]  # the first letter of each page
    page_numbers: tuple[int, ...] = ()  # of the pages that begin there; empty: in order

    def page(self, at: int) -> int:
        """Return the number of the page that a letter is on, from 1."""
        place = bisect_right(self.page_starts, at)
        return self.page_numbers[place - 1] if self.page_numbers else place


def letters(text: str) -> Letters:
    """Take the white out of a text; a form feed ends a page."""
    kept: list[str] = []
    spaces, ends, pages = set(), set(), [0]
    count = start = 0
    for white in _WHITE.finditer(text):
        kept.append(text[start : white.start()])
        count += white.start() - start
        start = white.end()
        pages += [count] * white[0].count("\f")
        if _LINE_END.search(white[0]):
            ends.add(count)
        elif any(char.isspace() for char in white[0]):
            spaces.add(count)
    kept.append(text[start:])
    return Letters(
        text="".join(kept),
        spaces=frozenset(spaces),
        ends=frozenset(ends),
        page_starts=tuple(pages),
    )


def is_han(char: str) -> bool:
    """Tell whether a character is set in an ideograph's body.

    >>> [is_han(char) for char in "浙，“A8%"]
    [True, True, True, False, False, False]
    """
    return _HAN.match(char) is not None
