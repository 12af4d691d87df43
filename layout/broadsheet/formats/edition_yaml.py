"""Read and write editions as YAML or JSON.

Takes text or a mapping and returns an ``Edition``; takes an edition and returns text that
reads back as the same edition.  The keys are those of DESIGN, the edition; tables say which
field of the model each goes to.  An item's printed lines are ``lines`` there, and where it
stood in the source ``at``.  Opens no file.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as AnyMapping
from functools import partial
from typing import Any, get_args

from broadsheet import markup
from broadsheet.edition import (
    Advert,
    Article,
    Block,
    BlockKind,
    Byline,
    Credit,
    Cut,
    Ear,
    Edition,
    EditionPage,
    Info,
    Item,
    Jump,
    Masthead,
    Notice,
    Photo,
    Picture,
)
from broadsheet.errors import EditionError, Where
from broadsheet.marked_yaml import (
    TEXT,
    Key,
    Kind,
    Mapping,
    Node,
    Place,
    Table,
    Text,
    choice,
    did_you_mean,
    from_value,
    integer,
    listed,
    load,
    mapping_of,
    pattern,
    published,
    read_table,
    record,
    table_schema,
    text_of,
)
from broadsheet.models import frozen, names

MASTHEAD_ID = "masthead"  # what passages of the masthead are called
_HAN, _LATIN = 12, 40  # characters of a headline that make an id

_TEXT_KEY: Key[Place] = Key(kind=TEXT)
_NUMBER = integer(0, 999_999_999)
_SPAN = listed(_NUMBER)


def _texts(*names: str) -> dict[str, Key[Place]]:
    return dict.fromkeys(names, _TEXT_KEY)


def _read_date(node: Node, place: Place) -> str:
    """Read a date of the calendar as ISO 8601 writes it."""
    text = text_of(node, place)
    try:
        if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text.value):
            return datetime.date.fromisoformat(text.value).isoformat()
    except ValueError:
        pass  # a day that no month has
    if not text.value:
        return ""
    raise place.fault(text.where, f"{text.value!r} is not a date", "write 2021-08-18")


def _ear(node: Node, place: Place) -> Ear:
    values = read_table(node, place, _EAR)
    return Ear(promo=values.get("promo", ""), **values.get("qr", {}))


_EAR: Table[Place] = {
    "promo": _TEXT_KEY,
    "qr": Key(kind=record(_texts("caption", "src", "url"), dict)),
}
_MASTHEAD: Table[Place] = {
    **_texts(*(name for name in names(Masthead) if name not in ("date", "ear"))),
    "date": Key(kind=Kind(_read_date, {"type": "string", "format": "date"})),
    "ear": Key(kind=Kind(_ear, table_schema(_EAR))),
}
_CREDIT: Table[Place] = {
    "role": Key(kind=TEXT, needed="记者"),
    "names": Key(kind=listed(TEXT), needed="[程雪]"),
}
_BYLINE: Table[Place] = {
    "raw": Key(kind=TEXT, needed="记者程雪报道"),
    "roles": Key(kind=listed(record(_CREDIT, Credit))),
}


def _byline(node: Node, place: Place) -> Byline:
    if isinstance(node, Text):
        return Byline(raw=text_of(node, place).value)
    return Byline(**read_table(node, place, _BYLINE))


def _block(node: Node, place: Place) -> Block:
    """Read a block of the body; a bare text is a paragraph."""
    if isinstance(node, Text):
        values: dict[str, Any] = {"text": text_of(node, place).value}
    else:
        values = read_table(node, place, _BLOCK)
    text, inlines = markup.read(values.pop("text"))
    return Block(text=text, inlines=inlines, **values)


_CUT: Table[Place] = {
    "before": Key(kind=TEXT, needed="…"),
    "after": Key(kind=TEXT, needed="…"),
}
_BLOCK: Table[Place] = {
    "kind": Key(kind=choice(*get_args(BlockKind))),
    "text": Key(kind=TEXT, needed="…"),
    "lines": Key(kind=_SPAN),
    "cuts": Key(kind=listed(record(_CUT, Cut))),
}
_PART = "(100|[0-9]{1,2}(\\.[0-9]{1,6})?)%"
_FOCUS = pattern(f"|{_PART} {_PART}", "a point of the picture", "write 40% 30%, each 0% to 100%")
_PICTURE: Table[Place] = {
    **_texts("src", "caption", "credit", "alt"),
    "focus": Key(kind=_FOCUS),
    "place": Key(kind=_NUMBER),
}
_JUMP: Table[Place] = {
    "type": Key(kind=choice("to", "from"), needed="to"),
    **_texts("page", "raw"),
}


def _or_text(form: AnyMapping[str, object]) -> dict[str, object]:
    return {"anyOf": [TEXT.schema, form]}


def _one_of(kind: Kind[Place, Any], text: bool = True) -> Kind[Place, tuple[Any, ...]]:
    """Return the kind of a list, where one value must not stand for it by accident."""

    def read(node: Node, place: Place) -> tuple[Any, ...]:
        if isinstance(node, Mapping) or (isinstance(node, Text) and not text):
            raise place.fault(node.where, "a list is needed here", "begin the entry with '- '")
        return listed(kind).read(node, place)

    return Kind(read, {"type": "array", "items": kind.schema})


def _copy(node: Node, place: Place) -> tuple[str, ...]:
    """Read printed lines: a list, or one text with its line ends."""
    if isinstance(node, Text):
        return tuple(text_of(node, place).value.splitlines())
    return listed(TEXT).read(node, place)


_COPY: Key[Place] = Key(kind=Kind(_copy, {"type": ["array", "string"]}), field="copy")
_ID = pattern(r"\S([^\x00-\x1f\x7f]{0,198}\S)?", "an id", "write a short word")
_ANY_ITEM: Table[Place] = {
    "kind": _TEXT_KEY,
    "id": Key(kind=_ID),
    "rank": Key(kind=integer(1, 999)),
    "page": Key(kind=integer(1, 400)),
    "at": Key(kind=_SPAN, field="lines"),
}
_ARTICLE: Table[Place] = {
    **_ANY_ITEM,
    **_texts("section", "kicker", "headline", "deck", "standfirst", "source", "signature"),
    "byline": Key(kind=Kind(_byline, _or_text(table_schema(_BYLINE)))),
    "body": Key(kind=_one_of(Kind(_block, _or_text(table_schema(_BLOCK))))),
    "pictures": Key(kind=_one_of(record(_PICTURE, Picture), text=False)),
    "jump": Key(kind=record(_JUMP, Jump)),
    "treatment": Key(kind=choice("framed", "upright", "brief")),
}
_ADVERT: Table[Place] = {
    **_ANY_ITEM,
    **_texts("name", "src", "alt", "size"),
    "lines": _COPY,
}
_TITLED: Table[Place] = {**_ANY_ITEM, "title": _TEXT_KEY, "lines": _COPY}
_PHOTO: Table[Place] = {**_ANY_ITEM, **_PICTURE}


_OWN = ("id", "rank", "page", "lines")  # of a photo's item, not of its picture


def _photo(**facts: Any) -> Photo:
    own = {name: facts.pop(name) for name in _OWN if name in facts}
    return Photo(**own, picture=Picture(**facts))


@frozen()
class _ItemForm:
    """How a kind of item is read, and what its id is made from."""

    table: Table[Place]
    build: Callable[..., Item]
    named_by: str  # key


_ITEMS: AnyMapping[str, _ItemForm] = {
    "article": _ItemForm(_ARTICLE, Article, "headline"),
    "ad": _ItemForm(_ADVERT, Advert, "name"),
    "notice": _ItemForm(_TITLED, Notice, "title"),
    "photo": _ItemForm(_PHOTO, _photo, "caption"),
    "info": _ItemForm(_TITLED, Info, "title"),
}
_ITEM_KIND = choice(*_ITEMS)
ITEM_KEYS: AnyMapping[str, tuple[str, ...]] = {k: tuple(form.table) for k, form in _ITEMS.items()}


@frozen()
class _Draft:
    """An item that waits for its id: those written in the file come first."""

    id: str
    name: str
    kind: str
    where: Where
    build: Callable[..., Item]


def _item(node: Node, place: Place) -> _Draft:
    mapping = mapping_of(node, place)
    kind_node = mapping.get("kind")
    if kind_node is None:
        raise place.fault(
            mapping.where, "kind is missing", f"write kind: with one of {', '.join(_ITEMS)}"
        )
    kind = _ITEM_KIND.read(kind_node, place.at("kind"))
    form = _ITEMS[kind]
    values = read_table(mapping, place, form.table)
    del values["kind"]
    return _Draft(
        id=values.pop("id", ""),
        name=values.get(form.named_by, ""),
        kind=kind,
        where=mapping.where,
        build=partial(form.build, **values),
    )


def _item_schema(kind: str, table: Table[Place]) -> dict[str, object]:
    keys = {name: key.kind.schema for name, key in table.items()}
    return {
        "type": "object",
        "required": ["kind"],
        "properties": {**keys, "kind": {"const": kind}},
        "additionalProperties": False,
    }


_DRAFTS = _one_of(
    Kind(_item, {"anyOf": [_item_schema(kind, form.table) for kind, form in _ITEMS.items()]})
)
_FOLIO = _texts("folio", "section", "editors")
_PAGE: Table[Place] = {**_FOLIO, "items": Key(kind=_DRAFTS)}
_EDITION: Table[Place] = {
    "spec": _TEXT_KEY,
    "masthead": Key(kind=record(_MASTHEAD, Masthead)),
    "page": Key(kind=record(_FOLIO, dict)),
    "items": Key(kind=_DRAFTS),
    "pages": Key(kind=_one_of(record(_PAGE, dict), text=False)),
}


def read(source: str | AnyMapping[str, object], *, file: str = "", folder: str = "") -> Edition:
    """Read an edition from YAML, JSON or a mapping.

    ``folder`` is where the pictures it names are looked up.  Raises EditionError with file,
    line, column, key and a way out.
    """
    if isinstance(source, str):
        root = load(source, file=file or "edition", error=EditionError)
        if source.lstrip("\ufeff \t\r\n").startswith("{"):
            _check_form(root)
    else:
        root = from_value(source, error=EditionError, file=file or "mapping")
    return read_nodes(root, folder=folder)


def _check_form(root: Node) -> None:
    """Raise EditionError for JSON with no key of an edition, nor one that was meant for it."""
    keys = list(root.entries) if isinstance(root, Mapping) else []
    meant = [key for key in keys if key in _EDITION or "mean" in did_you_mean(key, _EDITION)]
    if keys and not meant:
        shown = ", ".join(keys[:4]) + (" …" if len(keys) > 4 else "")
        raise EditionError(
            f"its form is not known (JSON with the keys {shown})",
            where=root.where,
            hint=f"an edition has {', '.join(_EDITION)}; ninjs uri, headline, body_…",
        )


def read_nodes(root: Node, *, folder: str = "") -> Edition:
    """Read an edition from nodes that know where they stand, as ``read`` does."""
    place = Place(error=EditionError)
    if isinstance(root, Text) and root.null:
        raise place.fault(root.where, "the edition is empty", "write items: and the stories")
    values = read_table(root, place, _EDITION)
    if "pages" in values and ("page" in values or "items" in values):
        raise place.at("pages").fault(
            mapping_of(root, place).entries["pages"].where,
            "pages stand beside page or items",
            "put the items under pages, or leave pages out",
        )
    pages = values.get("pages", ())
    if "page" in values or "items" in values:
        pages = ({**values.get("page", {}), "items": values.get("items", ())},)
    return Edition(
        masthead=values.get("masthead", Masthead()),
        pages=_with_ids(pages, place),
        spec=values.get("spec", ""),
        spec_at=_spec_at(root),
        folder=folder,
    )


def _spec_at(root: Node) -> Where | None:
    """Return where the edition names its spec, for whoever can't find it."""
    entry = root.entries.get("spec") if isinstance(root, Mapping) else None
    return entry.node.where if entry is not None and entry.node.where.file else None


def _with_ids(pages: Iterable[dict[str, Any]], place: Place) -> tuple[EditionPage, ...]:
    """Build the pages' items, each with an id of its own."""
    pages = tuple(pages)
    drafts: list[_Draft] = [draft for page in pages for draft in page.get("items", ())]
    taken: dict[str, Where] = {MASTHEAD_ID: Where(MASTHEAD_ID)}
    for draft in drafts:
        if draft.id in taken:
            raise place.fault(
                draft.where,
                f"the id {draft.id!r} is taken",
                f"first in line {taken[draft.id].line}"
                if taken[draft.id].line
                else "take another word",
            )
        if draft.id:
            taken[draft.id] = draft.where
    ids = _made_ids(drafts, set(taken))
    return tuple(
        EditionPage(
            **{
                **page,
                "items": tuple(draft.build(id=next(ids)) for draft in page.get("items", ())),
            }
        )
        for page in pages
    )


def _made_ids(drafts: Iterable[_Draft], taken: set[str]) -> Iterator[str]:
    """Yield every item's id: its own, or one made from its headline or name."""
    reached: dict[str, int] = {}  # the last number tried: thousands may be called alike
    for draft in drafts:
        if draft.id:
            yield draft.id
            continue
        words = re.findall(r"\w+", draft.name)
        latin = draft.name.isascii()
        word = "-".join(words).lower()[:_LATIN] if latin else "".join(words)[:_HAN]
        base = word or draft.kind
        made, count = word or f"{base}-1", reached.get(base, 1)
        while made in taken:
            count += 1
            made = f"{base}-{count}"
        reached[base] = count
        taken.add(made)
        yield made


def dump_yaml(edition: Edition) -> str:
    """Write an edition for people to read and correct: one scalar a paragraph."""
    from broadsheet.formats import edition_plain, yaml_writer  # noqa: PLC0415 - not to read

    return yaml_writer.block(edition_plain.plain(edition))


def dump_json(edition: Edition) -> str:
    """Write an edition for programs; it reads back as YAML too."""
    from broadsheet.formats import edition_plain, yaml_writer  # noqa: PLC0415 - not to read

    return yaml_writer.document(edition_plain.plain(edition))


def schema() -> dict[str, object]:
    """Return the JSON Schema of an edition, made from the tables that read it."""
    return published("broadsheet edition", table_schema(_EDITION))
