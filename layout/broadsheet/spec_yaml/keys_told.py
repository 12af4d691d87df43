"""The keys of one box: which are in force, where each was written, what it means.

Takes the merged nodes of a spec; returns a row for each key, in the words of the tables that read
them, and the keys that the box could have as well.
"""

from collections.abc import Iterator
from collections.abc import Mapping as AnyMapping

from broadsheet.errors import SpecError, Where
from broadsheet.marked_yaml import Key, Mapping, Node, Schema, Sequence, Table, Text, table_schema
from broadsheet.models import frozen
from broadsheet.spec_yaml import boxes, masters
from broadsheet.spec_yaml.surfaces import COMMON
from broadsheet.spec_yaml.values import Scope

_DEEPEST = 2  # keys in keys that have rows of their own


@frozen(kw_only=True)
class ToldKey:
    """A key of a box: ``picture.at``, what it says, what it means."""

    key: str
    about: str
    value: str = ""  # as YAML on one line; empty: the key is not there
    where: Where | None = None


def keys_of(root: Mapping, page: int, box: str) -> tuple[ToldKey, ...]:
    """Return the keys of a box of a page, those in force first; none for a box that is not there.

    ``root`` is a spec with all that it extends; pages count from 1.  A box among others is named
    by its number in them: ``F.2``.
    """
    sheets = masters.sheets(root, Scope(error=SpecError)) or (root,)
    node = _box(sheets[min(page, len(sheets)) - 1], box)
    if not isinstance(node, Mapping):
        return ()
    tables = _tables(node)
    told = tuple(_told(node, table_schema(tables), "", 0))
    others = [name for name in tables if name not in node.entries]
    return (*told, *(ToldKey(key=name, about=tables[name].about) for name in others))


def _tables(node: Mapping) -> Table[Scope]:
    """Return the keys that a box can have beside what it holds."""
    name = next((name for name in boxes.CONTENTS if name in node.entries), "")
    held = boxes.CONTENTS.get(name)
    own: dict[str, Key[Scope]] = {name: held.key, **held.beside} if held else {}
    sides = {**boxes.DOWN_PART, **boxes.PART}  # of a box among others: told where it is written
    return {
        **own,
        **COMMON,
        **{key: sides[key] for key in ("width", "depth") if key in node.entries},
    }


def _box(sheet: Mapping, name: str) -> Node | None:
    word, *numbers = name.split(".")
    node: Node | None = sheet.get("boxes")
    node = node.get(word) if isinstance(node, Mapping) else None
    for number in numbers:
        parts = (node.get("across") or node.get("down")) if isinstance(node, Mapping) else None
        if not isinstance(parts, Sequence) or not number.isdigit():
            return None
        node = parts.items[int(number) - 1] if 1 <= int(number) <= len(parts.items) else None
    return node


def _told(node: Mapping, schema: Schema, above: str, depth: int) -> Iterator[ToldKey]:
    for name, entry in node.entries.items():
        own, inner = _of(schema, name), entry.node
        path, about = f"{above}{name}", str(own.get("description", ""))
        within = isinstance(inner, Mapping) and depth + 1 < _DEEPEST
        if isinstance(inner, Mapping) and within and any(_of(own, key) for key in inner.entries):
            yield ToldKey(key=path, about=about, where=entry.where)
            yield from _told(inner, own, f"{path}.", depth + 1)
        else:
            yield ToldKey(key=path, about=about, value=_line(inner), where=entry.where)


def _of(schema: Schema, name: str) -> Schema:
    """Return the schema of a key, in whichever of the forms of a mapping has it."""
    for form in (schema, *_forms(schema)):
        keys = form.get("properties")
        if isinstance(keys, AnyMapping) and isinstance(keys.get(name), AnyMapping):
            own: Schema = keys[name]
            return own
    return {}


def _forms(schema: Schema) -> Iterator[Schema]:
    """Yield the forms of a value that are mappings with keys."""
    if "properties" in schema:
        yield schema
    either = schema.get("anyOf")
    for form in either if isinstance(either, list) else ():
        yield from _forms(form)


def _line(node: Node) -> str:
    """Return a value as YAML on one line."""
    if isinstance(node, Text):
        plain = node.value and not set(node.value) & set("{}[],:#\"'\n") and not node.null
        return node.value if plain or node.null else f'"{node.value}"'
    if isinstance(node, Sequence):
        return f"[{', '.join(map(_line, node.items))}]"
    inside = (f"{name}: {_line(entry.node)}" for name, entry in node.entries.items())
    return f"{{{', '.join(inside)}}}"
