"""Turn YAML into nodes.

Takes text; returns nodes with their places.  Every scalar stays text: no booleans, dates,
octals or sexagesimals (``5:3`` is not 303).  Tags and duplicate keys are refused, depth and
number of nodes are bounded, also through aliases.  Reads events instead of PyYAML's node graph:
its composer calls itself for each level, so a file of brackets would exhaust the stack of the C
one.
"""

from types import MappingProxyType

import yaml

from broadsheet.errors import UserError, Where
from broadsheet.marked_yaml import faults
from broadsheet.marked_yaml.nodes import Entry, FileLimits, Mapping, Node, Sequence, Text

# without libyaml the same events come from Python, about ten times slower
_LOADER: type = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


def read_yaml(text: str, file: str, error: type[UserError], limits: FileLimits) -> Node:
    """Return the nodes of one YAML document; faults are raised as ``error``, with their place."""
    builder = _Builder(text, file, error, limits)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.YAMLError as fault:
        if place := faults.too_deep(fault, file):
            raise builder.too_deep(place) from None
        raise faults.syntax_fault(fault, text, file, error) from None
    except UnicodeEncodeError as fault:
        line = text.count("\n", 0, fault.start) + 1
        raise error("half of a surrogate pair", where=Where(file, line)) from None
    return builder.root or Text("", Where(file, 1, 1), null=True)


class _Frame:
    """A list or mapping whose end has not come yet."""

    __slots__ = ("anchor", "before", "entries", "height", "items", "key", "mapping", "where")

    def __init__(self, where: Where, anchor: str | None, before: int, *, mapping: bool) -> None:
        self.where = where
        self.anchor = anchor
        self.before = before  # nodes counted when it opened
        self.mapping = mapping
        self.items: list[Node] = []
        self.entries: dict[str, Entry] = {}
        self.key: Text | None = None
        self.height = 0  # levels inside it


class _Builder:
    """Builds nodes from events on a stack of its own."""

    def __init__(self, text: str, file: str, error: type[UserError], limits: FileLimits) -> None:
        self.root: Node | None = None
        self._text = text
        self._file = file
        self._error = error
        self._limits = limits
        self._count = 0
        self._open: list[_Frame] = []
        # by name: the node, how many nodes it holds, how many levels
        self._anchors: dict[str, tuple[Node, int, int]] = {}
        self._lines: list[str] | None = None

    def take(self, event: yaml.Event) -> None:
        """Add what one event says."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            self._start(event)
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            self._end()
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            raise self._error(
                "a second document starts here", where=self._where(event), hint="take --- out"
            )

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._check_tag(event)
        where = self._where(event)
        plain = not event.style
        text = Text(
            event.value,
            where,
            null=plain and event.value in _NULLS,
            block=self._block(event.value, where.line) if event.style == "|" else None,
        )
        self._counted(where, 1)
        if event.anchor:
            self._anchors[event.anchor] = (text, 1, 0)
        self._place(text, 0)

    def _alias(self, event: yaml.AliasEvent) -> None:
        where = self._where(event)
        known = self._anchors.get(event.anchor or "")
        if known is None:
            raise self._error(
                f"'*{event.anchor}' names nothing that stands before it",
                where=where,
                hint="quote a text that begins with *",
            )
        node, nodes, height = known
        self._counted(where, nodes)
        if len(self._open) + height > self._limits.depth:
            raise self.too_deep(where)
        self._place(node, height)

    def _start(self, event: yaml.SequenceStartEvent | yaml.MappingStartEvent) -> None:
        self._check_tag(event)
        where = self._where(event)
        if len(self._open) >= self._limits.depth:
            raise self.too_deep(where)
        mapping = isinstance(event, yaml.MappingStartEvent)
        frame = _Frame(where, event.anchor, self._count, mapping=mapping)
        if self._open and self._open[-1].mapping and self._open[-1].key is None:
            raise self._error("a key must be a text", where=where, hint="quote { and [ in a key")
        self._counted(where, 1)
        self._open.append(frame)

    def _end(self) -> None:
        frame = self._open.pop()
        node: Node
        if frame.mapping:
            node = Mapping(MappingProxyType(frame.entries), frame.where)
        else:
            node = Sequence(tuple(frame.items), frame.where)
        if frame.anchor:
            counted = self._count - frame.before
            self._anchors[frame.anchor] = (node, counted, frame.height + 1)
        self._place(node, frame.height + 1)

    def _place(self, node: Node, height: int) -> None:
        """Hand a finished node to the list or mapping around it."""
        if not self._open:
            self.root = node
            return
        frame = self._open[-1]
        frame.height = max(frame.height, height)
        if not frame.mapping:
            frame.items.append(node)
        elif frame.key is None:
            frame.key = self._key(node, frame)
        else:
            if isinstance(node, Text) and node.null:
                self._check_comma(frame.key, frame)
            frame.entries[frame.key.value] = Entry(frame.key.where, node)
            frame.key = None

    def _key(self, node: Node, frame: _Frame) -> Text:
        if not isinstance(node, Text) or node.null:
            raise self._error("a key is empty", where=node.where, hint="write key: value")
        first = frame.entries.get(node.value)
        if first is not None:
            raise self._error(
                f"the key {node.value!r} comes twice",
                where=node.where,
                key=node.value,
                hint=f"first in line {first.where.line}",
            )
        return node

    def _check_comma(self, key: Text, frame: _Frame) -> None:
        """Refuse a number with a comma: of ``{size: 9,5pt}`` it makes 9, and a key of nothing."""
        last = next(reversed(frame.entries.values())).node if frame.entries else None
        if not isinstance(last, Text) or not last.value.isdecimal() or not key.value[0].isdecimal():
            return
        where, value = last.where, f"{last.value},{key.value}"
        if (key.where.line, key.where.column) == (where.line, where.column + len(last.value) + 1):
            raise self._error(
                f"the comma in {value!r} parts two entries",
                where=where,
                hint=f"write {value.replace(',', '.')}, or a text in quotes",
            )

    def _counted(self, where: Where, nodes: int) -> None:
        self._count += nodes
        if self._count > self._limits.nodes:
            raise self._error(
                "the file holds too much", where=where, hint=f"at most {self._limits.nodes} values"
            )

    def too_deep(self, where: Where) -> UserError:
        """Return the error of a document whose depth is past the limit."""
        return self._error(
            "too many lists and mappings in each other",
            where=where,
            hint=f"at most {self._limits.depth}",
        )

    def _check_tag(self, event: yaml.NodeEvent) -> None:
        tag = getattr(event, "tag", None)
        if tag is not None:
            raise self._error(
                f"{tag!r} is a tag, and tags are refused",
                where=self._where(event),
                hint="quote a text that begins with !",
            )

    def _where(self, event: yaml.Event) -> Where:
        mark = event.start_mark
        return Where(self._file, mark.line + 1, mark.column + 1) if mark else Where(self._file)

    def _block(self, value: str, header: int) -> Where:
        """Find where the text of a literal block begins: YAML takes its indent away."""
        if self._lines is None:
            self._lines = self._text.splitlines()
        below = zip(value.splitlines(), self._lines[header:], strict=False)
        indent = next((len(raw) - len(line) for line, raw in below if line), 0)
        return Where(self._file, header + 1, indent + 1)
