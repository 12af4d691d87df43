"""Nothing lost, nothing invented.

Takes what went in and what became of it; counts every character that is not layout white.
The marks' own change to full width is checked where it is made.
"""

from collections import Counter


def difference(read: Counter[str], written: Counter[str]) -> tuple[Counter[str], Counter[str]]:
    """Return what is lost and what is invented.

    ``written`` counts the copy of all items and what became facts of masthead and folio,
    labels included.
    """
    return _more(read, written), _more(written, read)


def _more(one: Counter[str], other: Counter[str]) -> Counter[str]:
    """Return how much more of each character, white aside, one count has."""
    held = other.get  # a Counter's own difference asks each character through Python
    return Counter(
        {char: n - held(char, 0) for char, n in one.items()
         if n > held(char, 0) and not char.isspace()}
    )  # fmt: skip
