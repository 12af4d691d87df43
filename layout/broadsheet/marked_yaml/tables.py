"""Read a mapping by a table of its keys.

Takes nodes and a table (key: kind of value, field of the model); returns the fields' values,
or raises the language's error with place, key path and a way out: one for all that is wrong.
A kind also carries its JSON Schema, so that what is read and what is published are one
statement.  Knows no language.
"""

import re
from collections.abc import Callable, Iterable
from collections.abc import Mapping as AnyMapping
from types import MappingProxyType
from typing import Any, Generic, Self, TypeVar

from broadsheet.errors import UserError, Where, did_you_mean
from broadsheet.marked_yaml.gathered import Gathered
from broadsheet.marked_yaml.nodes import Mapping, Node, Sequence, Text
from broadsheet.models import frozen, replace

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
P = TypeVar("P", bound="Place")
P_contra = TypeVar("P_contra", bound="Place", contravariant=True)
Schema = AnyMapping[str, object]


@frozen(kw_only=True)
class Place:
    """Where reading is: the key path so far, and the error that a fault becomes."""

    error: type[UserError]
    key: str = ""
    near: tuple[Where, ...] = ()  # what else has a part in what is wrong here

    def at(self, name: str | int) -> Self:
        """Return the place one step further in; items of lists count from 1."""
        return replace(self, key=f"{self.key}.{name}" if self.key else str(name))

    def fault(self, where: Where, message: str, hint: str = "") -> UserError:
        """Return the error to raise here."""
        fault = self.error(message, where=where, key=self.key, hint=hint)
        fault.near = self.near
        return fault


@frozen()
class Kind(Generic[P_contra, T_co]):
    """A kind of value: how it is read, and its JSON Schema."""

    read: Callable[[Node, P_contra], T_co]
    schema: Schema


@frozen(kw_only=True)
class Key(Generic[P_contra]):
    """One key of a mapping.

    ``about`` says in one sentence what it is and ends with an example that can be read, as
    YAML between back quotes: "The trimmed page, width x height: `390mm x 545mm`".
    """

    kind: Kind[P_contra, Any]
    about: str
    field: str = ""  # of the model; empty: named like the key
    needed: str = ""  # what to write when it is missing; empty: may be left out


Table = AnyMapping[str, Key[P]]


def _kind_name(node: Node) -> str:
    if isinstance(node, Text):
        return "nothing" if node.null else f"the text {_short(node.value)}"
    return "a list" if isinstance(node, Sequence) else "a mapping"


def _short(value: str) -> str:
    return repr(value if len(value) <= 40 else value[:39] + "…")


def text_of(node: Node, place: Place) -> Text:
    """Return a scalar that is there; refuse lists, mappings and nothing."""
    if isinstance(node, Text) and not node.null:
        return node
    raise place.fault(
        node.where, f"a text is needed, {_kind_name(node)} stands here", "write one value"
    )


def mapping_of(node: Node, place: Place) -> Mapping:
    """Return the node as a mapping, or refuse it."""
    if isinstance(node, Mapping):
        return node
    raise place.fault(
        node.where, f"a mapping is needed, {_kind_name(node)} stands here", "write key: value"
    )


def sequence_of(node: Node, place: Place) -> Sequence:
    """Return the node as a list, or refuse it."""
    if isinstance(node, Sequence):
        return node
    raise place.fault(
        node.where, f"a list is needed, {_kind_name(node)} stands here", "write [one, two]"
    )


def refuse_unknown(mapping: Mapping, known: Iterable[str], place: Place) -> None:
    """Refuse keys that the language does not have, naming the nearest that it has."""
    words, faults = list(known), Gathered()
    for name, entry in mapping.entries.items():
        if name not in words:
            with faults:
                hint = did_you_mean(name, words)
                raise place.at(name).fault(entry.where, f"{_short(name)} is no key here", hint)
    faults.tell()


def read_table(node: Node, place: P, table: Table[P]) -> dict[str, Any]:
    """Return the values of a mapping's keys, by field; absent and null keys are left out.

    Raises one fault for all that is wrong in it.  A key may be missing because it was misspelt:
    that is told of mappings only whose keys are all known.
    """
    mapping, faults = mapping_of(node, place), Gathered()
    with faults:
        refuse_unknown(mapping, table, place)
    known = not faults
    values: dict[str, Any] = {}
    for name, key in table.items():
        inside = mapping.get(name)
        with faults:
            if inside is not None:
                values[key.field or name] = key.kind.read(inside, place.at(name))
            elif key.needed and known:
                hint = f"write {name}: {key.needed}"
                raise place.fault(mapping.where, f"{name} is missing", hint)
    faults.tell()
    return values


def record(table: Table[P], build: Callable[..., T]) -> Kind[P, T]:
    """Return the kind of a mapping with the keys of ``table``."""
    return Kind(lambda node, place: build(**read_table(node, place, table)), table_schema(table))


def table_schema(table: Table[P]) -> Schema:
    """Return the JSON Schema of a table: keys may be left out, others are refused."""
    keys = {name: described(key.kind.schema, key.about) for name, key in table.items()}
    return {"type": "object", "properties": keys, "additionalProperties": False}


def described(form: Schema, about: str) -> Schema:
    """Return a JSON Schema with what it is, in words."""
    return {**form, "description": about}


def published(title: str, form: Schema) -> dict[str, object]:
    """Return a language's JSON Schema as editors of text take it.

    Any key may hold nothing, which is as if it were not there.
    """
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, "title": title, **_emptied(form)}


def _emptied(form: Schema) -> dict[str, object]:
    """Return a schema in which each value of a mapping may be null."""
    inner = dict(form)
    for key, part in form.items():
        if key in ("properties", "$defs") and isinstance(part, AnyMapping):
            inner[key] = {name: _or_null(_emptied(own)) for name, own in part.items()}
        elif key == "anyOf" and isinstance(part, list):
            inner[key] = [_emptied(own) for own in part]
        elif key == "additionalProperties" and isinstance(part, AnyMapping):
            inner[key] = _or_null(_emptied(part))
        elif key == "items" and isinstance(part, AnyMapping):
            inner[key] = _emptied(part)
    return inner


def _or_null(form: dict[str, object]) -> dict[str, object]:
    types, words, forms = form.get("type"), form.get("enum"), form.get("anyOf")
    if isinstance(forms, list):
        return {**form, "anyOf": [*forms, {"type": "null"}]}
    if isinstance(words, list):
        return {**form, "enum": [*words, None]}
    if types is None:
        return form
    return {**form, "type": [*(types if isinstance(types, list) else [types]), "null"]}


def read_each(kind: Kind[P, T], nodes: Iterable[tuple[int, Node]], place: P) -> list[T]:
    """Return the values of a list's nodes, or raise one fault for all that is wrong in it."""
    values: list[T] = []
    faults = Gathered()
    for n, item in nodes:
        with faults:
            values.append(kind.read(item, place.at(n)))
    faults.tell()
    return values


def listed(kind: Kind[P, T], most: int = 100_000) -> Kind[P, tuple[T, ...]]:
    """Return the kind of a list of such values; a single one stands for a list of one."""

    def read(node: Node, place: P) -> tuple[T, ...]:
        if not isinstance(node, Sequence):
            return (kind.read(node, place),)
        if len(node.items) > most:
            raise place.fault(node.where, f"{len(node.items)} are too many", f"at most {most}")
        return tuple(read_each(kind, enumerate(node.items, 1), place))

    return Kind(read, {"anyOf": [{"type": "array", "items": kind.schema}, kind.schema]})


def mapped(
    kind: Kind[P, T], name: Callable[[str, Where, P], None] | None = None
) -> Kind[P, AnyMapping[str, T]]:
    """Return the kind of a mapping from free names to such values; ``name`` checks a name."""

    def read(node: Node, place: P) -> AnyMapping[str, T]:
        values: dict[str, T] = {}
        faults = Gathered()
        for word, entry in mapping_of(node, place).entries.items():
            with faults:
                if name is not None:
                    name(word, entry.where, place.at(word))
                if not (isinstance(entry.node, Text) and entry.node.null):
                    values[word] = kind.read(entry.node, place.at(word))
        faults.tell()
        return MappingProxyType(values)

    return Kind(read, {"type": "object", "additionalProperties": kind.schema})


def _scalar(parse: Callable[[Text, Place], T], schema: Schema) -> Kind[Place, T]:
    return Kind(lambda node, place: parse(text_of(node, place), place), schema)


def pattern(form: str, what: str, hint: str) -> Kind[Place, str]:
    """Return the kind of a text of the given form (a regular expression for all of it)."""

    def parse(text: Text, place: Place) -> str:
        if not re.fullmatch(form, text.value):  # compiled when first used, then kept by re
            raise place.fault(text.where, f"{_short(text.value)} is not {what}", hint)
        return text.value

    return _scalar(parse, {"type": ["string", "number"], "pattern": f"^({form})$"})


def choice(*words: str) -> Kind[Place, str]:
    """Return the kind of a text that is one of a few words."""

    def parse(text: Text, place: Place) -> str:
        if text.value not in words:
            hint = did_you_mean(text.value, words)
            if hint.startswith("did"):
                hint = f"{hint} One of {', '.join(words)}"
            raise place.fault(text.where, f"{_short(text.value)} is not allowed here", hint)
        return text.value

    return _scalar(parse, {"enum": list(words)})


def integer(least: int, most: int) -> Kind[Place, int]:
    """Return the kind of a whole number in a range."""

    def parse(text: Text, place: Place) -> int:
        bare = re.fullmatch("[0-9]{1,9}", text.value)
        if not bare or not least <= int(text.value) <= most:
            fault = "out of range" if bare else "not a whole number"
            raise place.fault(
                text.where, f"{_short(text.value)} is {fault}", f"write {least} to {most}"
            )
        return int(text.value)

    return _scalar(parse, {"type": "integer", "minimum": least, "maximum": most})


def number(least: float, most: float, unit: str = "") -> Kind[Place, float]:
    """Return the kind of a bare number in a range; ``unit`` may follow it."""
    form = f"(-?[0-9]{{1,6}}(?:\\.[0-9]{{1,9}})?)(?:{unit})?"

    def parse(text: Text, place: Place) -> float:
        found = re.fullmatch(form, text.value)
        if not found or not least <= float(found[1]) <= most:
            fault = "out of range" if found else "not a number"
            raise place.fault(
                text.where,
                f"{_short(text.value)} is {fault}",
                f"write {least:g} to {most:g}" + (f", in {unit.partition('|')[0]}" if unit else ""),
            )
        return float(found[1])

    return _scalar(parse, {"type": ["number", "string"]})


_FLAGS = {"yes": True, "no": False, "true": True, "false": False}
_FLAG_WORD = choice(*_FLAGS)
FLAG: Kind[Place, bool] = Kind(
    lambda node, place: _FLAGS[_FLAG_WORD.read(node, place)],
    {"enum": [True, False, "yes", "no"]},
)
TEXT: Kind[Place, str] = _scalar(lambda text, _: text.value, {"type": ["string", "number"]})
