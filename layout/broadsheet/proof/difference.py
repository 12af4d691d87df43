"""Where do two texts part?

Takes the letters of a passage and of the stretch of page where it should stand; returns the
first difference, with a few letters of both.
"""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal

from broadsheet.models import frozen
from broadsheet.proof.letters import Letters, is_han

Kind = Literal["lost", "changed", "foreign", "torn"]

_SHOWN = 10  # letters of an example
_PIECE = 6  # letters that say where on the page a passage stands
_SLIP = 2  # letters that change at an end of a passage; more are lost
_PIECES = 60  # are asked at most
_AROUND = 200  # letters of the page looked at beyond the passage's own length


@frozen(kw_only=True)
class Difference:
    """The first letter of a passage that is not as it should be."""

    kind: Kind
    at: int  # in the passage
    wanted: str
    found: str
    found_at: int  # on the page

    def __str__(self) -> str:
        found = f"页面为“{self.found}”" if self.found else "页面没有"
        return f"第 {self.at + 1} 字: 应为“{self.wanted}”, {found}"


def first_difference(wanted: str, page: str, low: int, high: int) -> Difference:
    """Return the first difference between a passage and a page that does not hold it.

    It should stand between two letters of the page, ``low`` and ``high``; what else stands
    there before and after it is no difference.
    """
    nowhere = Difference(kind="lost", at=0, wanted=wanted[:_SHOWN], found="", found_at=low)
    start = _start_of(wanted, page, low, high)
    if start is None:
        return nowhere
    low = max(low, start - _AROUND)
    window = page[low : min(high, max(start, low) + len(wanted) + _AROUND)]
    steps = SequenceMatcher(None, wanted, window, autojunk=False).get_opcodes()
    kept = sum(step[2] - step[1] for step in steps if step[0] == "equal")
    if len(wanted) < 2 * _PIECE and 2 * kept < len(wanted):  # a word in common by chance
        return nowhere
    faults = [
        step
        for step in steps
        if step[0] != "equal" and not (step[0] == "insert" and step[1] in (0, len(wanted)))
    ]
    if not faults:  # it is there, but as another passage
        return nowhere
    _, i, i_end, j, j_end = faults[0]
    if i == 0:  # what stands before is not the passage's
        j = max(j, j_end - (i_end - i))
    return Difference(
        kind=_kind(wanted, window, faults),
        at=i,
        wanted=wanted[i : i + _SHOWN],
        found=page[low + j : low + j + _SHOWN],
        found_at=low + j,
    )


def _start_of(wanted: str, page: str, low: int, high: int) -> int | None:
    """Return where on the page a passage starts: most of its pieces agree on it."""
    size = min(_PIECE, max(1, len(wanted) // 2))
    votes: Counter[int] = Counter()
    for n in range(0, len(wanted) - size + 1, max(1, size // 2, len(wanted) // _PIECES)):
        at = page.find(wanted[n : n + size], low, high)
        if at >= 0:
            votes[at - n] += 1
    if not votes:
        return None
    return min(votes, key=lambda start: (-votes[start], start))


def _kind(wanted: str, window: str, faults: Sequence[tuple[str, int, int, int, int]]) -> Kind:
    """Name a difference: by its first step, or torn when the same letters stand elsewhere."""
    gone = "".join(wanted[i:i_end] for _, i, i_end, _, _ in faults)
    come = "".join(window[j:j_end] for _, _, _, j, j_end in faults)
    if gone and sorted(gone) == sorted(come):
        return "torn"
    step, i, i_end, _, _ = faults[0]
    if step == "replace" and i_end - i > _SLIP and (i == 0 or i_end == len(wanted)):
        return "lost"  # what stands there instead is not the passage's
    kinds: dict[str, Kind] = {"delete": "lost", "replace": "changed", "insert": "foreign"}
    return kinds[step]


def wrong_space(copy: Letters, page: Letters, start: int) -> str:
    """Describe the first space inside a passage that differs from the edition's.

    A space is wrong where the edition has none, unless it parts Han from Latin or digits;
    one is missing where the edition parts two words and the page does not even end a line.
    """
    text = copy.text
    for n in range(1, len(text)):
        on_page = start + n in page.spaces
        if not on_page and n not in copy.spaces:
            continue
        left, right = is_han(text[n - 1]), is_han(text[n])
        if on_page and n not in copy.spaces | copy.ends and left == right:
            return _spaced(n, text, wanted="", found=" ")
        parted = on_page or start + n in page.ends
        if n in copy.spaces and not parted and not (left or right):
            return _spaced(n, text, wanted=" ", found="")
    return ""


def _spaced(n: int, text: str, *, wanted: str, found: str) -> str:
    before, after = text[max(0, n - _SHOWN // 2) : n], text[n : n + _SHOWN // 2]
    return f"第 {n + 1} 字: 应为“{before}{wanted}{after}”, 页面为“{before}{found}{after}”"
