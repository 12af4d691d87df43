"""A page held against a standard: every object that its look is made of, each once.

Takes pypdf's page and the bans of a standard; yields what it refuses, in words.  Goes by the
tables of ``kinds``, and asks ``rules`` of each object and of each content stream.
"""

from collections.abc import Iterator
from typing import Any

from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DictionaryObject,
    IndirectObject,
    StreamObject,
)

from broadsheet.opened_pdf import kinds, rules
from broadsheet.opened_pdf.rules import Bans

_DEEPEST = 60
_MOST = 20_000  # objects
_INNER = {
    "/ICCBased": ("any", "profile"),
    "/Indexed": ("any", "space", "any", "leaf"),
    "/Separation": ("any", "any", "space", "function"),
    "/DeviceN": ("any", "any", "space", "function", "attributes"),
    "/Pattern": ("any", "space"),
}


def parts_of_space(value: Any) -> tuple[str, ...]:
    """Return the kinds of a colour space's parts, by its family (8.6)."""
    family = str(value[0]) if value else ""
    return _INNER.get(family, ("any",) * len(value))


def page_faults(page: Any, bans: Bans) -> Iterator[str]:
    """Yield what a page has that a standard refuses, each once."""
    walk = _Walk(bans)
    found: dict[str, None] = {}
    content = page.get_contents()
    if content is not None:
        found |= dict.fromkeys(rules.content_faults(content.operations, bans))
    for key, kind in (("/Resources", "resources"), ("/Group", "group")):
        if key in page:
            found |= dict.fromkeys(walk.faults(kind, page.raw_get(key)))
    yield from found


class _Walk:
    """The objects met so far."""

    def __init__(self, bans: Bans) -> None:
        self.bans = bans
        self.met: set[tuple[int, int, str]] = set()

    def faults(self, kind: str, value: Any, depth: int = 0) -> Iterator[str]:
        """Yield the faults of an object and of all that it leads to."""
        if isinstance(value, IndirectObject):
            key = (value.idnum, value.generation, kind)
            if key in self.met or len(self.met) > _MOST:
                return
            self.met.add(key)
            value = value.get_object()
        if depth > _DEEPEST or kind == "any":
            return
        if kind == "space":
            yield from rules.object_faults(kind, value, self.bans)
        if isinstance(value, ArrayObject):
            yield from self._of_array(kind, value, depth)
        elif isinstance(value, DictionaryObject):
            yield from self._of_dictionary(kind, value, depth)

    def _of_array(self, kind: str, value: Any, depth: int) -> Iterator[str]:
        each = parts_of_space(value) if kind == "space" else (kind.strip("[]"),) * len(value)
        if kind == "fontsize":
            each = ("font", "any")
        for inner, part in zip(each, value, strict=False):
            yield from self.faults(inner, part, depth + 1)

    def _of_dictionary(self, kind: str, value: Any, depth: int) -> Iterator[str]:
        if kind.startswith("{"):
            for key in value:
                yield from self.faults(kind[1:-1], value.raw_get(key), depth + 1)
            return
        kind = kinds.refined(kind.strip("[]"), value)
        if kind == "group":
            yield from self._of_group(value)
        if kind != "space":
            yield from rules.object_faults(kind, value, self.bans)
        if kind in kinds.DRAWN and isinstance(value, StreamObject):
            operations = ContentStream(value, None).operations
            yield from rules.content_faults(operations, self.bans)
        known = kinds.KINDS.get(kind, {})
        for key in value:
            yield from self.faults(known.get(key, "any"), value.raw_get(key), depth + 1)

    def _of_group(self, value: Any) -> Iterator[str]:
        if self.bans.clear:
            yield "a group of transparency"
        elif self.bans.light and rules.mended("group", value, self.bans) is not value:
            yield "a group that is blended in red, green and blue"
