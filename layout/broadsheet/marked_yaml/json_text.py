"""Turn JSON into nodes (RFC 8259).

Takes text; returns nodes with their places: numbers, true and false stay text.  Depth and number
are bounded, keys that come twice and halves of surrogate pairs refused.
"""

import json
import re
from bisect import bisect_right
from types import MappingProxyType
from typing import Final

from broadsheet.errors import UserError, Where
from broadsheet.marked_yaml.nodes import Entry, FileLimits, Mapping, Node, Sequence, Text

_WHITE: Final = re.compile(r"[ \t\n\r]*")
_TEXT: Final = re.compile(r'"[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*"')
_BARE: Final = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null")
_HALF: Final = re.compile("[\ud800-\udfff]")


def read_json(text: str, file: str, error: type[UserError], limits: FileLimits) -> Node:
    """Return the nodes of a JSON document; faults are raised as ``error``, with their place."""
    return _Reader(text, file, error, limits).document()


class _Reader:
    def __init__(self, text: str, file: str, error: type[UserError], limits: FileLimits) -> None:
        self._text = text
        self._file = file
        self._error = error
        self._limits = limits
        self._at = 0
        self._count = 0
        self._halved = _HALF.search(text) is not None
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def document(self) -> Node:
        node = self._value(0)
        if self._peek():
            raise self._fault("there is more after the end", "keep one { … }")
        return node

    def _where(self, at: int) -> Where:
        line = bisect_right(self._starts, at)
        return Where(self._file, line, at - self._starts[line - 1] + 1)

    def _fault(self, message: str, hint: str = "", at: int | None = None) -> UserError:
        where = self._where(self._at if at is None else at)
        return self._error(message, where=where, hint=hint)

    def _peek(self) -> str:
        """Return the next character that is not white, empty at the end."""
        sign = self._text[self._at : self._at + 1]
        if sign > " ":
            return sign
        found = _WHITE.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._text[self._at : self._at + 1]

    def _value(self, depth: int) -> Node:
        self._count += 1
        if self._count > self._limits.nodes:
            raise self._fault("the file holds too much", f"at most {self._limits.nodes} values")
        if depth > self._limits.depth:
            hint = f"at most {self._limits.depth}"
            raise self._fault("too many lists and objects in each other", hint)
        sign = self._peek()
        if sign == "{":
            return self._object(depth)
        if sign == "[":
            return self._list(depth)
        if sign == '"':
            return self._string()
        return self._word(sign)

    def _word(self, sign: str) -> Text:
        found = _BARE.match(self._text, self._at)
        if not found:
            if not sign:
                raise self._fault("the file ends too soon", "close each { with } and [ with ]")
            raise self._fault("a value is needed here", 'write "text", a number, { … } or [ … ]')
        where = self._where(self._at)
        self._at = found.end()
        null = found[0] == "null"
        return Text("" if null else found[0], where, null=null)

    def _string(self) -> Text:
        found = _TEXT.match(self._text, self._at)
        if not found:
            hint = 'end it with "; write \\n for a line\'s end, \\" for a quote'
            raise self._fault("a text is not closed on its line", hint)
        where, start = self._where(self._at), self._at
        self._at = found.end()
        value = found[0][1:-1]
        if "\\" not in value and not self._halved:
            return Text(value, where)
        try:
            value = json.loads(found[0])
        except ValueError:
            raise self._fault(
                "an unknown escape in this text", "write \\\\ for \\", start
            ) from None
        if _HALF.search(value):
            raise self._fault("half of a surrogate pair", "write the character itself", start)
        return Text(value, where)

    def _object(self, depth: int) -> Mapping:
        where = self._where(self._at)
        entries: dict[str, Entry] = {}
        self._at += 1
        while self._peek() != "}":
            if entries:
                self._comma("}")
            if self._peek() != '"':
                hint = 'write "key": value, and no comma before }'
                raise self._fault("a key in quotes is needed here", hint)
            key = self._string()
            if key.value in entries:
                first = entries[key.value].where.line
                message = f"the key {key.value!r} comes twice"
                raise self._error(message, where=key.where, hint=f"first in line {first}")
            if self._peek() != ":":
                raise self._fault("no : after this key", 'write "key": value')
            self._at += 1
            entries[key.value] = Entry(key.where, self._value(depth + 1))
        self._at += 1
        return Mapping(MappingProxyType(entries), where)

    def _list(self, depth: int) -> Sequence:
        where = self._where(self._at)
        items: list[Node] = []
        self._at += 1
        while self._peek() != "]":
            if items:
                self._comma("]")
            items.append(self._value(depth + 1))
        self._at += 1
        return Sequence(tuple(items), where)

    def _comma(self, end: str) -> None:
        sign = self._peek()
        if sign != ",":
            message = "the file ends too soon" if not sign else f"no comma or {end} here"
            raise self._fault(message, f"write , between values and {end} after the last")
        self._at += 1
