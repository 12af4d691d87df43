"""Patterns that cost nothing where they can't match.

Takes regular expressions with the strings one of which every match must hold; compiles each
when it is first asked in earnest.  A page needs a third of the reader's patterns, and the
compiling of all took longer than the reading.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping


def shortest(words: Iterable[str]) -> tuple[str, ...]:
    """Leave out the words that hold another one: a needle for each is enough.

    >>> shortest(["记者", "特约记者", "编译"])
    ('记者', '编译')
    """
    found: list[str] = []
    for word in sorted(words, key=len):
        if not any(other in word for other in found):
            found.append(word)
    return tuple(found)


class Pattern:
    """A regular expression with its needles.

    ``needs``: every match holds one of these, and one of ``also``; ``first``: the text opens
    with one of these characters, else nothing is found; ``last``: likewise for its end.
    """

    __slots__ = ("also", "first", "flags", "last", "made", "needs", "source")

    def __init__(
        self,
        source: str,
        *,
        needs: tuple[str, ...] = (),
        also: tuple[str, ...] = (),
        first: str = "",
        last: str = "",
        flags: int = 0,
    ) -> None:
        """Keep what is asked; compile nothing yet."""
        self.source, self.flags = source, flags
        self.needs, self.also, self.first, self.last = needs, also, first, last
        self.made: re.Pattern[str] | None = None

    @property
    def clues(self) -> set[str]:
        """Characters one of which is in every text that is found; none: it may be any text."""
        if self.needs:
            return {needle[0] for needle in self.needs}
        return set(self.first or self.last)

    def _asked(self, text: str) -> re.Pattern[str] | None:
        if not text or (self.first and text[0] not in self.first):
            return None
        if self.last and text[-1] not in self.last:
            return None
        if self.needs:
            for needle in self.needs:
                if needle in text:
                    break
            else:
                return None
        if self.also and not any(needle in text for needle in self.also):
            return None
        if self.made is None:
            self.made = re.compile(self.source, self.flags)
        return self.made

    def match(self, text: str, at: int = 0) -> re.Match[str] | None:
        """Match at a place."""
        made = self._asked(text)
        return made.match(text, at) if made else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Match all of the text."""
        made = self._asked(text)
        return made.fullmatch(text) if made else None

    def search(self, text: str, at: int = 0) -> re.Match[str] | None:
        """Find the first match from a place on."""
        made = self._asked(text)
        return made.search(text, at) if made else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Find all matches."""
        made = self._asked(text)
        return made.finditer(text) if made else iter(())

    def split(self, text: str) -> list[str]:
        """Cut a text at all matches; the pattern has no groups."""
        made = self._asked(text)
        return [str(piece) for piece in made.split(text)] if made else [text]

    def sub(self, new: str | Callable[[re.Match[str]], str], text: str) -> str:
        """Replace all matches."""
        made = self._asked(text)
        return made.sub(new, text) if made else text


class Words:
    """Words that a text may hold, open with or end with; asked like a pattern."""

    __slots__ = ("ends", "inside", "letters", "starts")

    def __init__(
        self, inside: Iterable[str] = (), *, starts: Iterable[str] = (), ends: Iterable[str] = ()
    ) -> None:
        """Keep the words."""
        self.inside, self.starts, self.ends = tuple(inside), tuple(starts), tuple(ends)
        self.letters = frozenset(word[0] for word in self.inside)

    def search(self, text: str) -> bool:
        """Tell whether one of the words is where it is looked for."""
        if self.starts and text.startswith(self.starts):
            return True
        if self.ends and text.endswith(self.ends):
            return True
        if self.letters.isdisjoint(text):
            return False
        return any(word in text for word in self.inside)

    def count(self, text: str) -> int:
        """Count how many of the words stand inside."""
        return sum(word in text for word in self.inside)

    @property
    def clues(self) -> set[str]:
        """Characters one of which is in every text that is found."""
        return {word[0] for word in (*self.inside, *self.starts, *self.ends)}


class Table:
    """Patterns by name, of which only those are asked whose clues are in the text."""

    __slots__ = ("always", "by_clue", "patterns")

    def __init__(self, patterns: Mapping[str, Pattern | Words]) -> None:
        """Index the patterns by their clues."""
        self.patterns = dict(patterns)
        self.always = frozenset(name for name, p in patterns.items() if not p.clues)
        self.by_clue: dict[str, set[str]] = {}
        for name, pattern in patterns.items():
            for clue in pattern.clues:
                self.by_clue.setdefault(clue, set()).add(name)

    def asked(self, text: str) -> frozenset[str]:
        """Return the names of the patterns that may be found in a text."""
        return self.always.union(*(self.by_clue[c] for c in self.by_clue.keys() & set(text)))

    def found(self, text: str) -> set[str]:
        """Return the names of the patterns that are found."""
        return {name for name in self.asked(text) if self.patterns[name].search(text)}
