"""Nothing lost, nothing invented.

Takes what went in and the edition that came out; counts every character that is not
layout white.  The marks' own change to full width is checked where it is made.
"""

from collections import Counter
from collections.abc import Iterable

from broadsheet.edition import Edition, item_passages


def characters(texts: Iterable[str]) -> Counter[str]:
    """Count all characters but white."""
    total: Counter[str] = Counter()
    for text in texts:
        total.update(text)
    for char in [c for c in total if c.isspace()]:
        del total[char]
    return total


def copy_of(edition: Edition) -> Counter[str]:
    """Count the characters of all items."""
    return characters(p.text for item in edition.items for p in item_passages(item))


def difference(
    source: Iterable[str], spent: Iterable[str], edition: Edition
) -> tuple[Counter[str], Counter[str]]:
    """Return what is lost and what is invented.

    ``spent`` is what became facts of masthead and folio, labels included.
    """
    before = characters(source)
    after = copy_of(edition) + characters(spent)
    return before - after, after - before
