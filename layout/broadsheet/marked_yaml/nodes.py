"""Values that know where they stand in a file.

A document is a tree of frozen nodes; every scalar stays text.  Texts become nodes in
``yaml_text`` and ``json_text``, plain Python values here.  Knows no language.
"""

import datetime
from collections.abc import Iterator
from collections.abc import Mapping as AnyMapping
from types import MappingProxyType

from broadsheet.errors import UserError, Where
from broadsheet.limits import current
from broadsheet.models import encodable, frozen


@frozen(kw_only=True)
class FileLimits:
    """What a file may cost at most."""

    size: int  # bytes of UTF-8
    depth: int  # lists and mappings in each other
    nodes: int  # with aliases written out


def edition_limits(*, deeper: int = 1) -> FileLimits:
    """Return what an edition may cost in any form; some nest ``deeper`` than YAML by nature."""
    most = current()
    return FileLimits(size=most.edition, depth=deeper * most.depth, nodes=most.edition_values)


@frozen()
class Text:
    """A scalar; ``null`` when nothing was written, or ``null`` or ``~`` without quotes."""

    value: str
    where: Where
    null: bool = False
    block: Where | None = None  # first character of a literal block ('|')


@frozen()
class Sequence:
    """A list."""

    items: tuple["Node", ...]
    where: Where


@frozen()
class Entry:
    """One entry of a mapping: where its key stands, and its value."""

    where: Where
    node: "Node"


@frozen()
class Mapping:
    """A mapping, in the order of the file."""

    entries: AnyMapping[str, Entry]
    where: Where

    def get(self, key: str) -> "Node | None":
        """Return the value of ``key``; None when it is absent or null."""
        entry = self.entries.get(key)
        if entry is None or (isinstance(entry.node, Text) and entry.node.null):
            return None
        return entry.node


Node = Text | Sequence | Mapping


def from_value(
    value: object,
    *,
    error: type[UserError],
    file: str = "mapping",
    limits: FileLimits | None = None,
) -> Node:
    """Return the nodes of a plain Python mapping, as a library hands it over.

    Numbers, booleans and dates become the text that YAML would have held.
    """
    where = Where(file)
    limits = limits or edition_limits()
    budget = iter(range(limits.nodes))
    return _from_value(value, where, error, (limits.depth, budget))


def _from_value(
    value: object, where: Where, error: type[UserError], left: tuple[int, Iterator[int]]
) -> Node:
    depth, budget = left
    if depth < 0 or next(budget, None) is None:
        raise error("the mapping is too deep or too large", where=where)
    inner = (depth - 1, budget)
    if isinstance(value, AnyMapping):
        entries = {
            str(key): Entry(where, _from_value(inside, where, error, inner))
            for key, inside in value.items()
        }
        return Mapping(MappingProxyType(entries), where)
    if isinstance(value, list | tuple):
        return Sequence(tuple(_from_value(v, where, error, inner) for v in value), where)
    if value is None:
        return Text("", where, null=True)
    if isinstance(value, bool):
        return Text("yes" if value else "no", where)
    if isinstance(value, str) and not encodable(value):
        raise error("half of a surrogate pair", where=where, hint="write the character itself")
    if isinstance(value, str | int | float):
        return Text(str(value), where)
    if isinstance(value, datetime.date):
        return Text(value.isoformat(), where)
    raise error(
        f"a {type(value).__name__} can't stand in an edition or a spec",
        where=where,
        hint="use mappings, lists, texts and numbers",
    )
