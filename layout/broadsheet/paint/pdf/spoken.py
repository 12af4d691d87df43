"""What is heard of each passage: its words whole, whatever lines and runs they were set in.

Takes composed pages; tells the language of a passage, and where it is to be cut: at words of
another language, at characters that have a reading, at the lines that its copy has.  Knows
nothing of elements.
"""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from broadsheet import display
from broadsheet.models import frozen
from broadsheet.paint.pdf import languages

Key = tuple[str, str, int]  # item, role and block


@frozen()
class Stretch:
    """Characters of a passage that have a language of their own, or a reading."""

    start: int
    end: int
    lang: str = ""
    read: bool = False  # a reading stands beside them


@frozen()
class Heard:
    """Where a piece of a run stands in its passage, and how it is heard."""

    start: int  # characters of the run
    end: int
    line: int = 0  # of the lines that the copy has
    label: bool = False  # it is that line's bullet, number or 问：
    stretch: Stretch | None = None
    known: bool = False  # its place in the passage is known: further pieces may join it


def key_of(source: display.Source) -> Key:
    """Return what names a passage."""
    return (source.item, source.role, source.block)


class Spoken:
    """The passages of some pages, put together from their runs."""

    def __init__(self, pages: display.Pages) -> None:
        self.lang = pages.lang
        self.parted: dict[Key, display.Parted] = {
            (one.item, one.role, one.block): one for one in pages.parted
        }
        self._runs: dict[Key, list[tuple[int, str]]] = {}
        self._read: dict[Key, set[tuple[int, int]]] = {}
        for line in pages.lines():
            for run in line.runs:
                held = self._runs.setdefault(key_of(run.source), [])
                if _is_placed(run):
                    held.append((run.source.start, run.plain))
            if line.beside is not None:
                base = line.beside
                self._read.setdefault(key_of(base), set()).add((base.start, base.end))
        self.text = cache(self._text)
        self.language = cache(self._language)
        self._cuts = cache(self._stretches)

    def holds(self, key: Key) -> bool:
        """Tell whether a passage stands on the pages."""
        return key in self._runs

    def is_read(self, source: display.Source) -> bool:
        """Tell whether a reading stands beside just these characters."""
        return (source.start, source.end) in self._read.get(key_of(source), ())

    def places(self, run: display.Run) -> Iterator[Heard]:
        """Yield the pieces that a run is to be cut into."""
        source, plain = run.source, run.plain
        if not _is_placed(run):
            yield from self._alone(plain)
            return
        key, first = key_of(source), source.start
        last = first + len(plain)
        stretches = [s for s in self._cuts(key) if s.start < last and s.end > first]
        edges = {first, last}
        for stretch in stretches:
            edges |= {max(first, stretch.start), min(last, stretch.end)}
        parted = self.parted.get(key)
        if parted:
            edges |= {n for n in (*parted.starts, *parted.labels) if first < n < last}
        ordered = sorted(edges)
        for start, end in pairwise(ordered):
            own = next((s for s in stretches if s.start <= start < s.end), None)
            line = sum(n <= start for n in parted.starts[1:]) if parted else 0
            label = bool(parted and parted.starts[line] <= start < parted.labels[line])
            yield Heard(start - first, end - first, line, label, own, known=True)

    def _alone(self, plain: str) -> Iterator[Heard]:
        at = 0
        for start, end, lang in languages.foreign_words(plain, self.lang):
            if start > at:
                yield Heard(at, start)
            yield Heard(start, end, stretch=Stretch(start, end, lang))
            at = end
        if at < len(plain):
            yield Heard(at, len(plain))

    def _text(self, key: Key) -> str:
        """Return the characters of a passage; white where its lines ended."""
        runs = self._runs.get(key, [])
        # cells of a table are no words of one sentence
        found = ["\n" if key[1] == "table" else " "] * max((n + len(t) for n, t in runs), default=0)
        for start, text in runs:
            found[start : start + len(text)] = text
        for start in self.parted[key].starts if key in self.parted else ():
            if 0 < start < len(found):
                found[start - 1] = "\n"
        return "".join(found)

    def _language(self, key: Key, line: int = 0) -> str:
        """Return the language of a passage, or of one of its lines."""
        start, end = self._lines(key)[line]
        return languages.passage_language(self.text(key)[start:end], self.lang)

    def _lines(self, key: Key) -> list[tuple[int, int]]:
        """Return where each line of a passage begins and ends."""
        last = len(self.text(key))
        starts = self.parted[key].starts if key in self.parted else (0,)
        return list(pairwise((*starts, last)))

    def _stretches(self, key: Key) -> list[Stretch]:
        """Return what a passage is cut at, none in another: readings before languages."""
        read = sorted(self._read.get(key, ()))
        found = [Stretch(start, end, read=True) for start, end in read]
        for n, (begins, ends) in enumerate(self._lines(key)):
            own = self.lang if key[1] == "table" else self.language(key, n)
            for start, end, lang in languages.foreign_words(self.text(key)[begins:ends], own):
                at, until = begins + start, begins + end
                for first, last in (*read, (until, until)):
                    if at < min(first, until):
                        found.append(Stretch(at, min(first, until), lang))
                    at = max(at, last) if first < until else at
        return found


def _is_placed(run: display.Run) -> bool:
    """Tell whether a run says where it stands: parts of a date do not.

    A word space at a line's end may have come to it.
    """
    return len(run.plain) - (run.source.end - run.source.start) in {0, 1}
