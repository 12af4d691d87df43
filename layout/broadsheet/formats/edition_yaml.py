"""Read and write editions as YAML or JSON.

Takes text or a mapping and returns an ``Edition``; takes an edition and returns text that
reads back as the same edition.  The keys are those of DESIGN, the edition; tables say which
field of the model each goes to.  An item's printed lines are ``lines`` there, and where it
stood in the source ``at``.  Opens no file.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as AnyMapping
from functools import partial
from typing import Any, get_args

from broadsheet.edition import (
    Advert,
    Article,
    Edition,
    EditionPage,
    FactPlace,
    Info,
    Item,
    Masthead,
    Notice,
    Photo,
    Picture,
    Script,
)
from broadsheet.errors import EditionError, Where, did_you_mean
from broadsheet.formats.edition_keys import ADVERT, ARTICLE, FOLIO, MASTHEAD, PHOTO, TITLED, list_of
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
    from_value,
    load,
    mapping_of,
    published,
    read_table,
    record,
    table_schema,
)
from broadsheet.models import frozen, replace

MASTHEAD_ID = "masthead"  # what passages of the masthead are called
_HAN, _LATIN = 12, 40  # characters of a headline that make an id

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
    "article": _ItemForm(ARTICLE, Article, "headline"),
    "ad": _ItemForm(ADVERT, Advert, "name"),
    "notice": _ItemForm(TITLED, Notice, "title"),
    "photo": _ItemForm(PHOTO, _photo, "caption"),
    "info": _ItemForm(TITLED, Info, "title"),
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
    own = {**table, "kind": replace(table["kind"], kind=Kind(TEXT.read, {"const": kind}))}
    return {**table_schema(own), "required": ["kind"]}


SCRIPT = choice(*get_args(Script)[1:])
_DRAFTS = list_of(
    Kind(_item, {"anyOf": [_item_schema(kind, form.table) for kind, form in _ITEMS.items()]})
)
_PAGE: Table[Place] = {
    **FOLIO,
    "items": Key(
        kind=_DRAFTS, about="What stands on it, in reading order: `[{kind: ad, name: 海潮船厂}]`"
    ),
}
_EDITION: Table[Place] = {
    "spec": Key(kind=TEXT, about="The layout spec that it asks for, by name or file: `siban-4`"),
    "script": Key(
        kind=SCRIPT,
        about="Whose forms of Chinese are printed; told from the copy without it: `zh-Hant-HK`",
    ),
    "masthead": Key(
        kind=record(MASTHEAD, Masthead),
        about="Facts of the paper and the day: `{name: 海潮日报, date: 2026-11-18}`",
    ),
    "page": Key(kind=record(FOLIO, dict), about="Facts of the one page: `{folio: A1}`"),
    "items": Key(
        kind=_DRAFTS,
        about="Items of the one page, in reading order: `[{kind: article, headline: 大潮之后}]`",
    ),
    "pages": Key(
        kind=list_of(record(_PAGE, dict), text=False),
        about="Several pages, in place of `page` and `items`: `[{folio: A1, items: []}]`",
    ),
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
        facts_at=_facts_at(root),
        script=values.get("script", ""),
        folder=folder,
    )


def _spec_at(root: Node) -> Where | None:
    """Return where the edition names its spec, for whoever can't find it."""
    entry = root.entries.get("spec") if isinstance(root, Mapping) else None
    return entry.node.where if entry is not None and entry.node.where.file else None


def _facts_at(root: Node) -> tuple[FactPlace, ...]:
    """Return where the edition says each fact of its masthead, for whoever doubts one."""
    facts = root.get("masthead") if isinstance(root, Mapping) else None
    if not isinstance(facts, Mapping):
        return ()
    entries = facts.entries.items()
    return tuple(FactPlace(k, one.node.where) for k, one in entries if one.node.where.line)


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
