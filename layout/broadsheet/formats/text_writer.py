"""Write down the text of elements: white collapsed, readings and marks kept as inlines.

Takes the children of an element; returns copy and its inlines.  White is one space, as HTML
has it; a line's end between two wide characters is none, as no one meant it.  What is marked
and has no place in the copy (bold, links, the tagging of names) is told to the losses.
"""

import re
from typing import Final, cast

from broadsheet.edition import Inline, InlineKind, together
from broadsheet.formats.elements import ElementNode, TextNode, joint
from broadsheet.formats.losses import Losses
from broadsheet.models import replace

_RUNS: Final = re.compile(r"[ \t\r\n\f]+|[^ \t\r\n\f]+")
_LAYOUT: Final = " \t\n\u00a0\u3000"  # an indent that is made of spaces
_UNMARKED: Final = re.compile("[⟦⟧|]")  # can't stand inside a mark
_MARKED: Final = frozenset({"dot", "name", "title", "note", "wide"})
_PLAIN: Final = frozenset("span html rb rbc rtc bdi bdo time data text lang font nobr".split())


class TextWriter:
    """Text in the making."""

    def __init__(self, losses: Losses, key: str) -> None:
        self._losses = losses
        self._key = key
        self._parts: list[str] = []
        self._length = 0
        self._white = ""
        self._inlines: list[Inline] = []
        self.pictures: list[ElementNode] = []

    def finished(self) -> tuple[str, tuple[Inline, ...]]:
        """Return the copy and its inlines; layout white at both ends is gone."""
        whole = "".join(self._parts)
        bare = whole.strip(_LAYOUT)
        cut = len(whole) - len(whole.lstrip(_LAYOUT))
        inlines = tuple(
            replace(i, start=i.start - cut, end=i.end - cut)
            for i in self._inlines
            if i.start >= cut and i.end - cut <= len(bare)
        )
        return bare, inlines

    def take(self, children: tuple[ElementNode | TextNode, ...]) -> None:
        """Write down what is in an element."""
        for child in children:
            if isinstance(child, TextNode):
                self._words(child.text)
            else:
                self._element(child)

    def _words(self, text: str) -> None:
        for run in _RUNS.findall(text):
            if run[0] in " \t\r\n\f":
                self._white += run
            else:
                self._space(run[0])
                self._add(run)

    def _space(self, following: str) -> None:
        """Write the white that was held back, unless nothing stands before it."""
        white, self._white = self._white, ""
        before = self._parts[-1][-1] if self._parts else "\n"
        if not white or before == "\n":
            return
        if space := joint(before, white, following):
            self._add(space)

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _element(self, element: ElementNode) -> None:
        name = element.name
        if name == "br":
            self._white = ""
            self._add("\n")
        elif name == "img":
            self.pictures.append(element)
        elif name == "ruby":
            self._ruby(element)
        elif name == "pronounce" and "ruby" in element.classes:
            start = self._start()
            self.take(element.children)
            self._reading(start, element.get("phonetic"), element)
        elif name == "q":
            self._quoted(element)
        elif name in ("script", "style", "template"):
            self._losses.text(f"{self._key}.{name}", element.plain, element.where)
        else:
            self._span(element)

    def _span(self, element: ElementNode) -> None:
        words = [word for word in element.classes if word in _MARKED]
        kind = words[0] if words else ""
        start = self._start()
        self.take(element.children)
        inner = "".join(self._parts)[start:] if kind else ""
        if kind and inner and not _UNMARKED.search(inner):
            self._mark(words, start)
        elif element.name == "a":
            address = element.get("href")
            if address and address != element.plain:
                self._losses.fact(f"{self._key}: a link's address", "", element.where)
        elif not kind and element.name not in _PLAIN:
            self._losses.fact(
                f"{self._key}: the tag <{element.name}> round words", "", element.where
            )

    def _start(self) -> int:
        """Return where the next character will stand: white held back goes before it."""
        if self._white:
            self._space("x" if "\n" not in self._white else "\u4e00")
        return self._length

    def _mark(self, words: list[str], start: int) -> None:
        """Mark what was written from ``start``, beside a mark on the same characters if it can be.

        What can't stand together has the first mark alone.
        """
        last = self._inlines[-1] if self._inlines else None
        if last and (last.start, last.end) == (start, self._length):
            if kinds := together([last.kind, *last.also, *words]):
                self._inlines[-1] = replace(last, kind=kinds[0], also=kinds[1:])
        elif not self._overlaps(start):
            kinds = together(words) or (cast(InlineKind, words[0]),)
            self._inlines.append(Inline(kinds[0], start, self._length, also=kinds[1:]))

    def _overlaps(self, start: int) -> bool:
        return any(inline.end > start for inline in self._inlines)

    def _quoted(self, element: ElementNode) -> None:
        bare = element.plain[:1] not in "“\"‘'「『"
        self._words("“" if bare else "")
        self.take(element.children)
        self._words("”" if bare else "")

    def _ruby(self, element: ElementNode) -> None:
        start = self._start()
        for child in element.children:
            if isinstance(child, TextNode):
                self._words(child.text.strip())
            elif child.name in ("rt", "rtc"):
                self._reading(start, child.plain, child)
                start = self._length
            elif child.name != "rp":
                self.take(child.children)

    def _reading(self, start: int, words: str, element: ElementNode) -> None:
        base = "".join(self._parts)[start:]
        if base and words and not _UNMARKED.search(base + words) and not self._overlaps(start):
            self._inlines.append(Inline("ruby", start, self._length, words))
        elif words:
            self._losses.text(f"{self._key}.rt", words, element.where)
