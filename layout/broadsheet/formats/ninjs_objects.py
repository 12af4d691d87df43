"""The objects of ninjs as they stand in a file, whatever version wrote them.

Takes nodes of JSON; returns texts with their roles and places.  2.x writes its keys in small
letters, 3.x in camel case, 1.x has keys such as ``body_text`` instead of lists of roles.
"""

from collections.abc import Iterable, Iterator

from broadsheet.errors import EditionError, Where
from broadsheet.formats import drafts
from broadsheet.formats.drafts import same
from broadsheet.formats.losses import Losses
from broadsheet.marked_yaml import Mapping, Node, Sequence, Text
from broadsheet.models import frozen


@frozen(kw_only=True)
class Role:
    """A text with its role, as headlines, descriptions, bodies and ids have them."""

    role: str
    value: str
    type: str
    where: Where
    key: str


class NinjsObject:
    """A ninjs object: keys in small letters."""

    def __init__(self, node: Mapping, key: str) -> None:
        self.where = node.where
        self.key = key
        self.entries = {name.lower(): entry for name, entry in node.entries.items()}

    def at(self, name: str) -> str:
        """Return the path of a key, for messages."""
        return f"{self.key}.{name}" if self.key else name

    def text(self, name: str) -> str:
        """Return a text; empty when it is not there.  Raises EditionError for another value."""
        entry = self.entries.get(name)
        if entry is None or isinstance(entry.node, Text):
            return entry.node.value if entry and isinstance(entry.node, Text) else ""
        message = "a text is needed here"
        raise EditionError(message, where=entry.node.where, key=self.at(name), hint='write "…"')

    def place(self, name: str) -> Where:
        """Return where the value of a key stands."""
        return self.entries[name].node.where

    def objects(self, name: str) -> Iterator["NinjsObject"]:
        """Yield the objects of a list, or of 1.x's mapping of names to them."""
        entry = self.entries.get(name)
        if entry is None or (isinstance(entry.node, Text) and entry.node.null):
            return
        named: Iterable[tuple[str, Node]]
        if isinstance(entry.node, Mapping):
            named = [(f"{name}.{key}", inner.node) for key, inner in entry.node.entries.items()]
        elif isinstance(entry.node, Sequence):
            named = [(f"{name}[{n}]", inner) for n, inner in enumerate(entry.node.items)]
        else:
            message = "a list is needed here"
            hint = "write [{ … }]"
            raise EditionError(message, where=entry.node.where, key=self.at(name), hint=hint)
        for key, inner in named:
            if not isinstance(inner, Mapping):
                raise EditionError(
                    "an object is needed here",
                    where=inner.where,
                    key=self.at(key),
                    hint="write { … }",
                )
            yield NinjsObject(inner, self.at(key))

    def roles(self, name: str) -> Iterator[Role]:
        """Yield the texts of a list of values with roles, 1.x's key_role as well."""
        for one in self.objects(f"{name}s" if name != "body" else "bodies"):
            if "value" not in one.entries:
                hint = 'write "value": "…"'
                raise EditionError("value is missing", where=one.where, key=one.key, hint=hint)
            kind = one.text("contenttype").lower()
            where = one.place("value")
            yield Role(
                role=one.text("role"), value=one.text("value"), type=kind, where=where, key=one.key
            )
        for key in self.entries:
            if key == name or key.startswith(f"{name}_"):
                role = key.removeprefix(name).removeprefix("_")
                kind = role if role in ("xhtml", "html") else ""
                where = self.place(key)
                yield Role(
                    role=role, value=self.text(key), type=kind, where=where, key=self.at(key)
                )

    def ids(self) -> dict[str, str]:
        """Return the alternative ids by their roles."""
        return {one.text("role"): one.text("value") for one in self.objects("altids")}


def file_of(one: NinjsObject, losses: Losses) -> str:
    """Return the name of the largest rendition; the others are told."""
    found: list[tuple[float, str, NinjsObject]] = []
    for rendition in one.objects("renditions"):
        name = rendition.text("originalfilename") or rendition.text("href")
        width = rendition.text("width")
        size = float(width) if width.replace(".", "", 1).isdecimal() else 0.0
        if name:
            found.append((size, name, rendition))
    best = max(found, key=lambda entry: entry[0], default=None)
    for entry in found:
        if best is not None and entry is not best and not same(entry[1], best[1]):
            losses.fact("a smaller rendition of a picture", "", entry[2].where)
    return best[1] if best else ""


def masthead_of(facts: dict[str, Node], where: Where) -> Mapping:
    """Return the masthead of flat names."""
    ear = {key.removeprefix("ear."): facts.pop(key) for key in [*facts] if key.startswith("ear.")}
    code: dict[str, Node] = {key: ear.pop(key) for key in ("caption", "src", "url") if key in ear}
    if code:
        ear["qr"] = drafts.mapping(where, code)
    return drafts.mapping(where, {**facts, **({"ear": drafts.mapping(where, ear)} if ear else {})})
