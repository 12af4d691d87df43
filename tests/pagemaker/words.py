"""Words by grammar: rules of the stock, drawn by chance.

Takes the texts of ``stock`` and a seeded chance; returns sentences, heads and names.  A rule
`<x>` is drawn anew each time, `<@x>` once in a story, so that its paragraphs share words;
`<n:3-90>` is a number, `<h:3-90>` one in ideographs.  Knows nothing of pages.
"""

import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

STOCK = Path(__file__).parent / "stock"
_SLOT = re.compile(r"<(@?)([\w:-]+)>")
_DIGITS = "零一二三四五六七八九"
Voice = Callable[[str], str]  # what is done to all that is said: script, bad scans


@cache
def rules() -> dict[str, tuple[str, ...]]:
    """Return the rules of the stock by name."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(STOCK.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                name, _, choices = line.partition(": ")
                found[name] = (*found.get(name, ()), *choices.split("|"))
    return found


def ideographs(number: int) -> str:
    """Write a number as it is spoken.

    >>> ideographs(7), ideographs(12), ideographs(40), ideographs(305), ideographs(1912)
    ('七', '十二', '四十', '三百零五', '一千九百一十二')
    """
    if number < 10:
        return _DIGITS[number]
    said, zero = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            said += ("零" if zero and said else "") + _DIGITS[digit] + unit
        zero = not digit
    return said.removeprefix("一") if 10 <= number < 20 else said


def figures(number: int) -> str:
    """Write a number digit by digit: 二〇一八."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


class Teller:
    """Draws from the stock; what it has drawn for `<@x>` it keeps until ``turn``."""

    def __init__(self, chance: random.Random, voice: Voice = str) -> None:
        self.chance = chance
        self.voice = voice
        self._kept: dict[str, str] = {}

    def turn(self) -> None:
        """Begin another story, with words of its own."""
        self._kept.clear()

    def say(self, template: str) -> str:
        """Expand a text with rules in it."""
        return self.voice(self._grown(template))

    def pick(self, *choices: str) -> str:
        """Expand one of several."""
        return self.say(self.chance.choice(choices))

    def maybe(self, share: float) -> bool:
        """Return True in so many cases of one."""
        return self.chance.random() < share

    def between(self, least: int, most: int) -> int:
        """Return a number of things."""
        return self.chance.randint(least, most)

    def _grown(self, text: str) -> str:
        return _SLOT.sub(lambda slot: self._slot(slot[1], slot[2]), text)

    def _slot(self, keep: str, name: str) -> str:
        if name.startswith(("n:", "h:")):
            least, most = (int(end) for end in re.findall(r"(?<=[:-])-?\d+", name))
            number = self.chance.randint(least, most)
            return ideographs(number) if name[0] == "h" else str(number)
        if keep and name in self._kept:
            return self._kept[name]
        said = self._grown(self.chance.choice(rules()[name]))
        if keep:
            self._kept[name] = said
        return said
