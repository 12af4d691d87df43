"""Elements and words with their places: what XML and HTML are read into.

``strict_xml`` and ``loose_html`` make them; the readers of NITF, NewsML-G2, ninjs and Markdown
take copy out of them.  Names are without prefix and in small letters.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from broadsheet.errors import Where
from broadsheet.models import frozen

_WHITE: Final = re.compile("[ \t\r\n\f]+")
_WIDE: Final = 0x2E7F


def joint(before: str, white: str, after: str) -> str:
    """Return what white between two characters is: one space, as HTML has it.

    A line's end between two wide characters is nothing: no one meant a space there.
    """
    wide = ord(before) > _WIDE and ord(after) > _WIDE
    return "" if wide and "\n" in white else " "


def tidied(text: str) -> str:
    """Return a text on one line, without white at its ends; full-width spaces within stay."""

    def space(found: re.Match[str]) -> str:
        return joint(text[found.start() - 1], found[0], text[found.end()])

    text = text.strip(" \t\r\n\f\u3000")
    return _WHITE.sub(space, text)


@frozen()
class TextNode:
    """Text between tags, as it stands."""

    text: str
    where: Where


@frozen()
class ElementNode:
    """An element: its own name, where its tag stands, and what is in it."""

    name: str
    attributes: Mapping[str, str]
    children: tuple["ElementNode | TextNode", ...]
    where: Where

    def get(self, name: str) -> str:
        """Return an attribute; empty when it is not there."""
        return self.attributes.get(name, "")

    @property
    def classes(self) -> list[str]:
        """The words of its ``class``."""
        return self.get("class").split()

    def inside(self) -> Iterator["ElementNode"]:
        """Yield the elements right inside it."""
        return (child for child in self.children if isinstance(child, ElementNode))

    def first(self, *path: str) -> "ElementNode | None":
        """Return the first element along a path of names, None when there is none."""
        if not path:
            return self
        for child in self.inside():
            if child.name == path[0] and (found := child.first(*path[1:])) is not None:
                return found
        return None

    def each(self, *names: str) -> Iterator["ElementNode"]:
        """Yield the elements of these names at any depth, in order, none inside another."""
        for child in self.inside():
            if child.name in names:
                yield child
            else:
                yield from child.each(*names)

    def raw(self) -> Iterator[str]:
        """Yield all text in it, as it stands."""
        for child in self.children:
            if isinstance(child, TextNode):
                yield child.text
            else:
                yield from child.raw()

    @property
    def plain(self) -> str:
        """All text in it on one line."""
        return tidied("".join(self.raw()))


@frozen()
class OpenElement:
    """An element whose end has not come yet."""

    name: str
    attributes: Mapping[str, str]
    children: list[ElementNode | TextNode]
    where: Where

    def closed(self) -> ElementNode:
        """Return it with what came in."""
        return ElementNode(self.name, self.attributes, tuple(self.children), self.where)
