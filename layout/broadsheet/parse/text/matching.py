"""Patterns that cost nothing where they can't match.

Takes regular expressions with the strings one of which every match must hold; compiles each
when it is first asked in earnest.  A page needs a third of the reader's patterns, and the
compiling of all took longer than the reading.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)  # what a pattern tells
_MANY = 6  # strings that are asked one by one for good: compiling so few never pays
_OFTEN = 64  # times that more are asked one by one; then all at once, by an expression of them


def shortest(words: Iterable[str]) -> tuple[str, ...]:
    """Leave out the words that hold another one: those that stay find all.

    >>> shortest(["记者", "特约记者", "编译"])
    ('记者', '编译')
    """
    found: list[str] = []
    for word in sorted(words, key=len):
        if not any(other in word for other in found):
            found.append(word)
    return tuple(found)


class Pattern:
    """A regular expression with what every match holds.

    ``needs``: every match holds one of these, and one of ``also``; ``first``: the text opens
    with one of these characters, else nothing is found; ``last``: likewise for its end.
    """

    __slots__ = ("also", "first", "flags", "guard", "last", "made", "needs", "source", "times")

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
        self.guard: re.Pattern[str] | None = None  # any of many needs
        self.times = 0

    def _asked(self, text: str) -> re.Pattern[str] | None:
        if not text or (self.first and text[0] not in self.first):
            return None
        if self.last and text[-1] not in self.last:
            return None
        if self.guard:
            if not self.guard.search(text):
                return None
        elif self.needs and not self._holds_needed(text):
            return None
        if self.also and not any(map(text.__contains__, self.also)):
            return None
        if self.made is None:
            self.made = re.compile(self.source, self.flags)
        return self.made

    def _holds_needed(self, text: str) -> bool:
        """Tell whether a text holds one of the strings that every match does."""
        if len(self.needs) > _MANY:
            self.times += 1
            if self.times > _OFTEN:
                self.guard = re.compile("|".join(map(re.escape, self.needs)))
        for needed in self.needs:  # noqa: SIM110 - any() takes longer than the answer
            if needed in text:
                return True
        return False

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


class WordList:
    """WordList that a text may hold, open with or end with; asked like a pattern."""

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
        return any(map(text.__contains__, self.inside))

    def count(self, text: str) -> int:
        """Count how many of the words stand inside."""
        return sum(word in text for word in self.inside)


class PatternTable(Generic[Key]):
    """Patterns by what each tells, of which only those are asked that the text can match.

    WordList are found by their first letters, all lists of them at once; a pattern is asked when
    a string that it needs is there, or the text opens or ends as it must.
    """

    __slots__ = ("always", "by_letter", "ends", "firsts", "letters", "patterns")

    def __init__(self, patterns: Mapping[Key, Pattern | WordList]) -> None:
        """Index the patterns by what each needs."""
        self.patterns: dict[Key, Pattern] = {}
        self.always: list[Key] = []
        self.firsts: dict[str, list[Key]] = {}  # names by the character that a text opens with
        self.ends: dict[str, list[Key]] = {}
        # by the first letter of a string: it, its name, whether a pattern must be asked too
        self.by_letter: dict[str, list[tuple[str, Key, bool]]] = {}
        for name, pattern in patterns.items():
            if isinstance(pattern, WordList):
                self._index(pattern.inside, name, asks=False)
            else:
                self.patterns[name] = pattern
                self._place(name, pattern)
        self.letters = frozenset(self.by_letter)

    def _place(self, name: Key, pattern: Pattern) -> None:
        if pattern.needs:
            self._index(pattern.needs, name, asks=True)
        elif pattern.first or pattern.last:
            index, chars = (
                (self.firsts, pattern.first) if pattern.first else (self.ends, pattern.last)
            )
            for char in chars:
                index.setdefault(char, []).append(name)
        else:
            self.always.append(name)

    def _index(self, words: Iterable[str], name: Key, *, asks: bool) -> None:
        for word in words:
            self.by_letter.setdefault(word[0], []).append((word, name, asks))

    def found(self, text: str) -> set[Key]:
        """Return the names of the patterns that are found in a text, which is not empty."""
        asked = {*self.always, *self.firsts.get(text[0], ()), *self.ends.get(text[-1], ())}
        found: set[Key] = set()
        for letter in self.letters.intersection(text):
            for needed, name, asks in self.by_letter[letter]:
                if needed in text:
                    (asked if asks else found).add(name)
        for name in asked:
            if self.patterns[name].search(text):
                found.add(name)
        return found
