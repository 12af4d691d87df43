"""Lines that a wire broke at so many characters, put together to paragraphs.

Takes the lines of one passage; returns its paragraphs: lines that are nearly as long as each
other and whose next begins in the middle of a sentence were only broken to fit.  Verse, an
address and a list keep their lines.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

_NARROWEST = 40  # half ems of the shortest measure: verse and addresses are narrower
_FULL = 0.75  # of the widest line: a broken one is as wide, but for the word that didn't fit
_ENDS = frozenset("。！？!?.…:：;；”’\"'）)")


def paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """Yield the paragraphs of lines without white at their ends; empty lines part them.

    >>> list(paragraphs(["The ferry between the islands will reopen in May", "after the harbor."]))
    ['The ferry between the islands will reopen in May after the harbor.']
    """
    run: list[str] = []
    for line in (*lines, ""):
        if line:
            run.append(line)
            continue
        yield from _unwrapped(run)
        run = []


def _unwrapped(lines: Sequence[str]) -> Iterator[str]:
    widest = max(map(_width, lines), default=0)
    if widest < _NARROWEST or not _broken(lines, widest):
        yield from lines
        return
    so_far = before = ""
    for line in lines:
        if so_far and not _goes_on(so_far, before, widest):
            yield so_far
            so_far = ""
        so_far, before = so_far + _between(so_far, line) + line, line
    yield so_far


def _broken(lines: Sequence[str], widest: int) -> bool:
    """Tell whether most lines but the last are full and end within a sentence."""
    breaks = list(pairwise(lines))
    within = sum(
        one[-1] not in _ENDS and _width(one) >= _FULL * widest and not _opens_anew(one, two)
        for one, two in breaks
    )
    return within > 0.5 * len(breaks)


def _opens_anew(one: str, two: str) -> bool:
    """Tell whether a line in Latin letters opens like a verse's or a list's next line."""
    return one[-1].isascii() and two[0].isascii() and two[0].isupper() and one[-1] != ","


def _goes_on(so_far: str, before: str, widest: int) -> bool:
    if so_far[-1] not in _ENDS:
        return True
    return _width(before) >= _FULL * widest


def _between(one: str, two: str) -> str:
    """Return a space between Latin words, nothing between ideographs or at a hyphen's break."""
    if not one or one[-1] == "-" or max(one[-1], two[0]) > "\u2e7f":
        return ""
    return " "


def _width(text: str) -> int:
    """Return the width of a line in half ems, ideographs being two wide."""
    return len(text) + sum(char > "\u2e7f" for char in text)
