"""What a form could not carry, told one by one.

Takes places and names as a reader or writer meets them; returns findings.  Text that would be
lost is a warning with its first words; a fact that the other side has no place for is a note.
"""

from collections.abc import Container

from broadsheet.errors import Finding, Level, Where
from broadsheet.formats.elements import ElementNode, TextNode

CODE = "not-carried"
_SHOWN = 24  # characters of a text that a message shows


class Losses:
    """The losses of one file, in order; each fact is told once, with how often it came."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], tuple[Level, Where | None, str | None, int]] = {}

    def text(
        self, key: str, words: str, where: Where | None = None, level: Level = "warning"
    ) -> None:
        """Tell a text that goes nowhere; a note for what is no part of a story."""
        words = " ".join(words.split())
        if words:
            shown = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
            message = f"{key}: {len(words)} characters are not carried: “{shown}”"
            self._add(level, message, "", where, None)

    def fact(
        self, key: str, why: str = "", where: Where | None = None, item: str | None = None
    ) -> None:
        """Tell a fact that has no place on the other side."""
        self._add("note", f"{key} is not carried", why, where, item)

    def attributes(
        self, path: str, element: ElementNode, known: Container[str] = ("id", "class")
    ) -> None:
        """Tell the attributes of an element that are not known."""
        for key, value in element.attributes.items():
            if key not in known and value:
                self.fact(f"{path}.{key}", value, element.where)

    def element(self, path: str, element: ElementNode) -> None:
        """Tell an element that has no place on the other side, by the paths of what is in it."""
        values = " ".join(v for k, v in element.attributes.items() if k not in ("id", "lang") and v)
        words = "".join(child.text for child in element.children if isinstance(child, TextNode))
        inner = list(element.inside())
        why = " ".join(filter(None, (" ".join(words.split()), values)))
        if why or not inner:
            self.fact(path, why, element.where)
        for child in inner:
            self.element(f"{path}.{child.name}", child)

    def told(self, message: str, where: Where | None = None, level: Level = "note") -> None:
        """Tell something else that a person should know."""
        self._add(level, message, "", where, None)

    def _add(
        self, level: Level, message: str, why: str, where: Where | None, item: str | None
    ) -> None:
        key = (message, why)
        before = self._found.get(key)
        if before is None:
            self._found[key] = (level, where, item, 1)
        else:
            self._found[key] = (*before[:3], before[3] + 1)

    def findings(self) -> tuple[Finding, ...]:
        """Return them, in the order in which they came up."""
        return tuple(
            Finding(
                level=level,
                code=CODE,
                message=message
                + (f" ({count} times)" if count > 1 else "")
                + (f": {why}" if why else ""),
                where=where,
                item=item,
            )
            for (message, why), (level, where, item, count) in self._found.items()
        )
