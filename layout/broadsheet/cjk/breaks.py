"""Find what may happen at each gap of a text.

Takes class letters from ``classes``; returns the flags of ``pairs`` for the gap before each
character and after the last.  Here are the rules that look further than two characters:
white behind an opening mark, combining marks, numbers, flags of regions, stacked stops.
"""

import re
import sys
from functools import cache
from typing import Final

from broadsheet.cjk.pairs import BREAK, HALF_AFTER, HALF_BEFORE, WIDEN, Level, pair_table

# Only texts that match need more than the table of pairs.
_COMPLEX: Final = re.compile(r"[_cZRzCWrfh]|\?\?|[is][npo]|[po][(y]|[nis][\])][po]")
_SUSPECT: Final = frozenset("_cZRzCWrfh?ispo")  # and one of these is in each of them
# A combining mark is as what it combines with (LB9), alone as a letter (LB10).
_COMBINED: Final = re.compile(r"([^krflz_cZ])([cZ]+)")
_STACK: Final = re.compile(r"\?{2,}")
_REGIONS: Final = re.compile(r"R[cZ]*R")
# White that no line may break behind: LB14 to LB17, and LB13 with white before the mark.
_HELD: Final = (
    re.compile(r"[<{(]_+(?=.)"),
    re.compile(r"q_+(?=[(<])"),
    re.compile(r"[\])>]_+(?=S)"),
    re.compile(r"D_+(?=D)"),
    re.compile(r"_(?=[\])!isw])"),
    re.compile(r"[po](?=[(y]n)"),  # LB25
    re.compile(r"h[yb](?=.)"),  # LB21a
)
_FREED: Final = re.compile(r"z_+(?=[^krfl_z])")  # LB8
_NUMBER: Final = re.compile(r"[(y]?n[nsi]*[\])]?[po]?")  # LB25
_HARD: Final = re.compile(r"rf")


def gaps(letters: str, level: Level) -> bytearray:
    """Return the flags of the gap before each character; the last is that after the text.

    A line may always end after the text, never before it.

    >>> [bool(flag & BREAK) for flag in gaps("HH,H", "gb")]
    [False, True, False, True, True]
    """
    if _SUSPECT.isdisjoint(letters) or not _COMPLEX.search(letters):
        return _simple(letters, level)
    return _complex(letters, level)


class _Pairs(dict[int, int]):
    """Flags by a pair of class letters read as one number of two bytes, filled as pairs are met."""

    def __init__(self, level: Level) -> None:
        self.table = pair_table(level)

    def __missing__(self, pair: int) -> int:
        first, second = pair.to_bytes(2, sys.byteorder)
        flags = self[pair] = self.table[first << 7 | second]
        return flags


@cache
def _pairs_of(level: Level) -> _Pairs:
    return _Pairs(level)


def _simple(letters: str, level: Level) -> bytearray:
    codes = letters.encode("ascii")
    pairs = bytearray(2 * len(codes))
    pairs[::2], pairs[1:-1:2] = codes, codes[1:]
    flags = bytearray(1 if codes else 0)
    flags += bytes(map(_pairs_of(level).__getitem__, memoryview(pairs).cast("H")[:-1]))
    flags.append(BREAK)
    return flags


def _complex(letters: str, level: Level) -> bytearray:
    attached = [n for n, letter in enumerate(letters) if letter in "cZ"]
    plain = _COMBINED.sub(lambda part: part[1] * (1 + len(part[2])), letters)
    plain = plain.replace("c", "a").replace("Z", "a")
    flags = _simple(plain, level)
    if attached:
        _attach(letters, plain, flags)
    for match in _NUMBER.finditer(plain):
        for at in range(match.start() + 1, match.end()):
            flags[at] &= ~BREAK
    for held in _HELD:
        for match in held.finditer(plain):
            flags[match.end()] &= ~BREAK
    for match in _FREED.finditer(plain):
        flags[match.end()] |= BREAK
    for match in _HARD.finditer(plain):
        flags[match.start() + 1] &= ~BREAK
    for match in _REGIONS.finditer(letters):
        flags[match.end() - 1] &= ~BREAK
    for match in _STACK.finditer(plain):
        _stack(flags, match.start(), match.end())
    return flags


def _attach(letters: str, plain: str, flags: bytearray) -> None:
    """Hold combining marks and joiners to what stands before them."""
    for n, letter in enumerate(letters):
        if letter in "cZ" and n and letters[n - 1] not in "krflz_":
            flags[n] = 0
        elif n and letters[n - 1] == "Z" and plain[n] != "_":
            flags[n] &= ~(BREAK | WIDEN)


def _stack(flags: bytearray, start: int, end: int) -> None:
    """Set ？！ two to an em, an odd last one full (CLREQ 6.3.2.2)."""
    for n in range(start, end - 1, 2):
        flags[n + 1] |= HALF_BEFORE | HALF_AFTER
    for n in range(start + 1, end - 1, 2):
        flags[n + 1] &= ~(HALF_BEFORE | HALF_AFTER)


@cache
def flag_table(flag: int) -> bytes:
    """Return a table for ``bytes.translate``: 1 where a flag is set, else 0."""
    return bytes(1 if value & flag else 0 for value in range(256))
