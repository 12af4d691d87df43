"""Rows of small numbers as the files of what was learned hold them.

Takes a table by family (what stands before the colon of a name; empty for a name without one):
its names, parted by blanks, and one string of all their rows, a character of STEPS for each number.
Returns names with the counts of their rows.  Knows nothing of what a step is worth.
"""

from collections.abc import Iterator, Mapping, Sequence

# a character for each count of steps, fewest first: printable, and none that JSON writes as two
STEPS = "".join(chr(n) for n in range(35, 127) if chr(n) != "\\")
MIDDLE = len(STEPS) // 2  # the count of no step at all
_COUNTS = bytes.maketrans(STEPS.encode(), bytes(range(len(STEPS))))


def step_rows(families: Mapping[str, Sequence[str]], width: int) -> Iterator[tuple[str, bytes]]:
    """Yield names with the counts of their rows; ValueError for rows of other lengths.

    >>> [(name, [n - MIDDLE for n in row]) for name, row in step_rows({"a": ["b c", "QOPR"]}, 2)]
    [('a:b', [1, -1]), ('a:c', [0, 2])]
    """
    for family, (names, rows) in families.items():
        opens = f"{family}:" if family else ""
        counts, held = steps_of(rows), names.split(" ")
        if len(counts) != width * len(held):
            raise ValueError(family)
        for n, name in enumerate(held):
            yield opens + name, counts[n * width : (n + 1) * width]


def steps_of(row: str) -> bytes:
    """Return the counts that a string holds; ValueError for a character that is none of STEPS."""
    if not set(STEPS).issuperset(row):
        raise ValueError(row)
    return row.encode("ascii").translate(_COUNTS)
