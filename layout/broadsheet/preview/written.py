"""Where values stand in a spec's text, and the text with one of them otherwise.

Takes a YAML text and the place of a key, as reading told it; returns the text with a value
replaced or a key added.  All else stays byte for byte.  The text has been read before, so what
is wrong in it has been told.  Opens nothing.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import yaml

from broadsheet.errors import OutputError, Where
from broadsheet.models import field, frozen

_LOADER: type = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_ENDS = r"\r\n\x85\u2028\u2029"  # of lines, as YAML counts them (1.1, 4.1.4)
LINE = re.compile(rf"[^{_ENDS}]*(?:\r\n|[{_ENDS}])|[^{_ENDS}]+")


@frozen(kw_only=True)
class Value:
    """A value as it is written: characters ``start`` to ``end`` of the text."""

    start: int
    end: int
    flow: bool = False  # written in brackets
    # by key: where the key begins, line and column counted from 1, and its value
    entries: Mapping[str, tuple[int, int, "Value"]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    items: tuple["Value", ...] = ()
    mapping: bool = False


@frozen()
class Edit:
    """Characters ``start`` to ``end`` of a text that become another text."""

    start: int
    end: int
    text: str


def line_starts(text: str) -> list[int]:
    """Return where each line of a text begins, and where it ends."""
    starts = [0]
    for line in LINE.finditer(text):
        starts.append(line.end())
    return starts


def whole(text: str) -> Value:
    """Return the value of a whole text.  Raises OutputError for what is no YAML."""
    try:
        return _Values(text).read()
    except yaml.YAMLError:
        raise OutputError("the file can't be read as it is", hint="mend it first") from None


def value_at(value: Value, place: Where) -> Value | None:
    """Return what stands under the key at a place; in a list, the mapping that begins there."""
    for line, column, inner in value.entries.values():
        if (line, column) == (place.line, place.column):
            return inner
        if (found := value_at(inner, place)) is not None:
            return found
    for item in value.items:
        first = next(iter(item.entries.values()), None)
        if item.mapping and first and (first[0], first[1]) == (place.line, place.column):
            return item
        if (found := value_at(item, place)) is not None:
            return found
    return None


def put(text: str, value: Value, key: str, word: str) -> Edit:
    """Return the edit that has a key of a mapping say ``word``; it is added when it is not there.

    Raises OutputError where no mapping stands.
    """
    known = value.entries.get(key)
    if known is not None:
        held = text[known[2].start : known[2].end]
        return Edit(known[2].start, known[2].start + len(held.rstrip()), word)
    if not value.mapping:
        raise OutputError("no keys stand here", hint="write {story: 1}")
    if value.flow:
        more = ", " if value.entries else ""
        return Edit(value.start + 1, value.start + 1, f"{key}: {word}{more}")
    indent = " " * (value.start - line_start(text, value.start))
    return Edit(value.start, value.start, f"{key}: {word}{end_of_lines(text)}{indent}")


def appended(text: str, value: Value, lines: Sequence[str]) -> Edit:
    """Return the edit that adds lines, keys with their values, at the end of a block of keys."""
    if value.flow or (not value.mapping and text[value.start : value.end].strip()):
        raise OutputError("the keys of this file stand in brackets", hint="give each a line")
    end = end_of_lines(text)
    column = next((entry[1] for entry in value.entries.values()), 1)
    at = _after(text, value)
    open_end = at > 0 and not text[:at].endswith(("\n", "\r"))
    block = "".join(f"{' ' * (column - 1)}{line}{end}" for line in lines)
    return Edit(at, at, f"{end}{block.removesuffix(end)}" if open_end else block)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits of different places."""
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _after(text: str, value: Value) -> int:
    """Return where the line after a block's last value begins."""
    last = value
    while (last.entries or last.items) and not last.flow:
        last = [*last.entries.values()][-1][2] if last.entries else last.items[-1]
    held = last.start + len(text[last.start : last.end].rstrip())
    return next(at for at in line_starts(text) if at >= held)


def line_start(text: str, index: int) -> int:
    """Return where the line of a character begins."""
    return max(at for at in line_starts(text) if at <= index)


def end_of_lines(text: str) -> str:
    """Return how lines of a text end."""
    found = re.search(r"\r\n|\n|\r", text)
    return found[0] if found else "\n"


class _Values:
    """Makes values from the events of a text, which nest no deeper than reading allows."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = line_starts(text)
        self._events = iter(yaml.parse(text, Loader=_LOADER))

    def read(self) -> Value:
        """Return the value of the document."""
        for event in self._events:
            if isinstance(event, yaml.NodeEvent):
                return self._value(event)
        return Value(start=len(self._text), end=len(self._text))

    def _value(self, event: yaml.Event) -> Value:
        start = self._index(event.start_mark)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(start, flow=bool(event.flow_style))
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := next(self._events), yaml.SequenceEndEvent):
                items.append(self._value(inner))
            flow, end = bool(event.flow_style), self._index(inner.end_mark)
            return Value(start=start, end=end, flow=flow, items=tuple(items))
        return Value(start=start, end=self._index(event.end_mark))

    def _mapping(self, start: int, *, flow: bool) -> Value:
        entries: dict[str, tuple[int, int, Value]] = {}
        while not isinstance(key := next(self._events), yaml.MappingEndEvent):
            line, column = _place(key.start_mark)
            name = key.value if isinstance(key, yaml.ScalarEvent) else ""
            entries[name] = (line + 1, column + 1, self._value(next(self._events)))
        end, held = self._index(key.end_mark), MappingProxyType(entries)
        return Value(start=start, end=end, flow=flow, entries=held, mapping=True)

    def _index(self, mark: object) -> int:
        """Return the character at a mark, from its line and column, which all loaders count so."""
        line, column = _place(mark)
        start = self._starts[min(line, len(self._starts) - 1)]
        return min(len(self._text), start + column)


def _place(mark: object) -> tuple[int, int]:
    return int(getattr(mark, "line", 0)), int(getattr(mark, "column", 0))
