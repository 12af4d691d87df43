"""Build ``table.py``, the pairs of ideographs that stand within words.

Takes the word list of jieba 0.42.1 (``dict.txt`` of its source archive on PyPI, MIT licence,
copyright 2013 Sun Junyi: words with their counts); writes the pairs beside this file.  Only
counts are kept, no words.  The same list gives the same bytes.  Run by hand, with the list's
path; nothing of the package imports it.
"""

import math
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

_LEAST = 100  # times that a pair must stand within words of the list's corpus
_CLOSE = 2.0  # nats: how much oftener than chance would have it
_LONGEST = 4  # ideographs of a word: longer ones are names and sayings
_LINE = 90  # characters of a line of the table

_HEAD = '''# ruff: noqa: E501 - a table of pairs; an ideograph counts as two columns
"""Pairs of ideographs that stand within words: groups of a first and all its seconds.

Data only, made by ``build``, which names its source.
"""

TABLE = """
'''


def build(source: Path, target: Path) -> int:
    """Write the table; return how many pairs it holds."""
    pairs: Counter[str] = Counter()
    single: Counter[str] = Counter()
    for line in source.read_text(encoding="utf-8").splitlines():
        word, count = line.split()[:2]
        if all("\u4e00" <= c <= "\u9fff" for c in word):
            single.update({c: int(count) * word.count(c) for c in set(word)})
            if len(word) <= _LONGEST:
                for a, b in pairwise(word):
                    pairs[a + b] += int(count)
    total = sum(single.values())
    seconds: dict[str, str] = {}
    for pair in sorted(pairs):
        times, chance = pairs[pair], single[pair[0]] * single[pair[1]] / total
        if times >= _LEAST and math.log(times / chance) >= _CLOSE:
            seconds[pair[0]] = seconds.get(pair[0], "") + pair[1]
    groups = " ".join(first + rest for first, rest in sorted(seconds.items()))
    lines: list[str] = []
    while groups:
        cut = len(groups) if len(groups) <= _LINE else groups.rfind(" ", 0, _LINE)
        cut = cut if cut > 0 else (groups + " ").index(" ")
        lines.append(groups[:cut])
        groups = groups[cut:].lstrip()
    target.write_text(_HEAD + "\n".join(lines) + '\n"""\n', encoding="utf-8")
    return sum(map(len, seconds.values()))


if __name__ == "__main__":
    print(build(Path(sys.argv[1]), Path(__file__).with_name("table.py")), "pairs")
