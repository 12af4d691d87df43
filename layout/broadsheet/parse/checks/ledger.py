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
    return _solid(read - written), _solid(written - read)


def _solid(counted: Counter[str]) -> Counter[str]:
    return Counter({char: n for char, n in counted.items() if not char.isspace()})
