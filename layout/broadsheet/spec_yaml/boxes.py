"""Read the boxes: what each area of the map holds, and how it is framed.

Takes nodes; returns ``Box`` values.  ``CONTENTS`` has a line for each thing that a box can
hold: the key that names it and the further keys that go with it; ``surfaces`` has the keys of
every box.
"""

from collections.abc import Callable
from collections.abc import Mapping as AnyMapping
from functools import partial
from types import MappingProxyType
from typing import Any, Literal

from broadsheet.errors import Where
from broadsheet.marked_yaml import (
    FLAG,
    Gathered,
    Key,
    Kind,
    Mapping,
    Node,
    Place,
    Schema,
    Table,
    Text,
    choice,
    described,
    integer,
    mapping_of,
    pattern,
    read_each,
    read_table,
    refuse_unknown,
    sequence_of,
    table_schema,
)
from broadsheet.models import frozen, replace
from broadsheet.spec import (
    SLOTS,
    AcrossBox,
    Box,
    CodeBox,
    Content,
    DownBox,
    EarBox,
    IndexBox,
    ItemBox,
    Selector,
    StoryBox,
    WeatherBox,
)
from broadsheet.spec_yaml import briefs, threads
from broadsheet.spec_yaml.columns import story_box
from broadsheet.spec_yaml.mastheads import MASTHEAD
from broadsheet.spec_yaml.stories import STORY, TABLE_RULES
from broadsheet.spec_yaml.surfaces import COMMON, SURFACE
from broadsheet.spec_yaml.values import SIZE, WHITE, Scope, length

_PARTS = 24  # boxes side by side; more is a mistake


def _selector(node: Node, place: Place) -> Selector:
    """Read a rank, ``{id: …}`` or ``{section: …}``, which may have a rank in it."""
    if isinstance(node, Text):
        return Selector(rank=_RANK.read(node, place))
    values = read_table(node, place, _SELECTOR)
    if ("id" in values) == ("section" in values) or ("id" in values and "rank" in values):
        raise place.fault(
            node.where, "this selects nothing, or two things", "write 1, {id: …} or {section: …}"
        )
    return Selector(**values)


_RANK = integer(1, 999)
_SOME_TEXT = pattern(r"\S(.*\S)?", "a name", "write the edition's own words")
_SELECTOR: Table[Place] = {
    "id": Key(kind=_SOME_TEXT, about="The item, by the edition's id: `tide`"),
    "section": Key(kind=_SOME_TEXT, about="The item, by the edition's section: `要闻`"),
    "rank": Key(kind=_RANK, about="Which of the section's items, counted from 1: `2`"),
}
SELECTOR = Kind(_selector, {"anyOf": [{"type": "integer", "minimum": 1}, table_schema(_SELECTOR)]})


def _addon(node: Node, place: Place) -> int:
    return int(_ADDON.read(node, place))


_ADDON = choice("0", "2", "5")
_LISTED: Table[Scope] = {
    "table": Key(
        kind=choice(*TABLE_RULES, "leaders"),
        about="How its tables are ruled; `leaders` are dotted lines: `three`",
    )
}
_ADVERT: Table[Scope] = {
    "size": Key(
        kind=choice(*SLOTS),
        about="A standard size of the type area, which finds its height or width: `通栏`",
    ),
    "form": Key(
        kind=choice("plain", "reversed", "tinted", "strip"), about="How it stands out: `reversed`"
    ),
    **_LISTED,
}

_CODE: Table[Scope] = {
    "size": Key(
        kind=length(5.0, 2000.0, "30mm"),
        about="The side of a QR code, or the width of an EAN-13: `22mm`",
    ),
    "addon": Key(
        kind=Kind(_addon, {"enum": [0, 2, 5]}),
        about="Digits of the issue's number beside an EAN-13: `2`",
    ),
}

PART: Table[Scope] = {
    **SURFACE,
    "width": Key(
        kind=SIZE, about="Its width among boxes side by side; else a share of the rest: `50%`"
    ),
}
DOWN_PART: Table[Scope] = {
    **SURFACE,
    "depth": Key(
        kind=SIZE,
        field="width",
        about="Its depth among boxes one under another; else what it needs, or a share: `40行`",
    ),
}
_STACKED = (ItemBox, CodeBox, IndexBox, WeatherBox, EarBox)


@frozen()
class Holding:
    """Something a box can hold: its key, the keys beside it, and the model made of them."""

    key: Key[Scope]
    beside: Table[Scope]
    build: Callable[..., Content]


def _part(table: Table[Scope], around: Scope) -> Kind[Scope, Box]:
    """Return the kind of a box within another, which is named after it and its number."""

    def read(node: Node, scope: Scope) -> Box:
        number = scope.key.rpartition(".")[2]
        return _box(node, replace(scope, box=f"{around.box}.{number}"), node.where, table)

    return Kind(read, {"type": "object"})


def _parts(node: Node, scope: Scope) -> tuple[Box, ...]:
    items = sequence_of(node, scope).items
    if not 1 <= len(items) <= _PARTS:
        raise scope.fault(node.where, f"{len(items)} boxes side by side", f"write 1 to {_PARTS}")
    return tuple(read_each(_part(PART, scope), enumerate(items, 1), scope))


def _down(node: Node, scope: Scope) -> tuple[Box, ...]:
    items = sequence_of(node, scope).items
    if not 1 <= len(items) <= _PARTS:
        raise scope.fault(node.where, f"{len(items)} boxes in a column", f"write 1 to {_PARTS}")
    parts = tuple(read_each(_part(DOWN_PART, scope), enumerate(items, 1), scope))
    for n, part in enumerate(parts, 1):
        if not isinstance(part.content, _STACKED):
            raise scope.at(n).fault(
                part.where,
                "a box among others in a column can't hold this",
                "write ad, notice, info, photo, code, index, weather or ear",
            )
    return parts


def _item(
    kind: Literal["ad", "notice", "photo", "info"], beside: Table[Scope], about: str
) -> Holding:
    key: Key[Scope] = Key(kind=SELECTOR, field="select", about=about)
    return Holding(key, beside, partial(ItemBox, kind=kind))


def _index(node: Node, scope: Scope) -> dict[str, Any]:
    """Read ``{pages: yes}``, or which item of the edition names the pages."""
    values = read_table(node, scope, _INDEX)
    made = values.pop("pages", None)
    if (made is not True and "select" not in values) or (made and "select" in values):
        raise scope.fault(
            node.where, "this makes no index, or two", "write {pages: yes} or {info: 1}"
        )
    return values


_INDEX: Table[Scope] = {
    "pages": Key(kind=FLAG, about="Headlines of the other pages, leads first (导读): `yes`"),
    "info": Key(
        kind=SELECTOR, field="select", about="The edition's own index, an item of service text: `1`"
    ),
}
_MOST: Table[Scope] = {
    "most": Key(
        kind=integer(1, 60), about="Entries at most; as many as go in where it is not given: `8`"
    )
}


def _index_box(index: dict[str, Any], most: int = 0) -> IndexBox:
    return IndexBox(**index, most=most)


_EAR = choice("couplet", "code")
CONTENTS: AnyMapping[str, Holding] = {
    "masthead": Holding(
        Key(
            kind=MASTHEAD,
            about="The paper's name, day and facts (报头): `{arrange: block}`",
        ),
        {},
        lambda masthead: masthead,
    ),
    "ear": Holding(
        Key(kind=_EAR, field="form", about="The block beside the nameplate (报眼): `couplet`"),
        {},
        EarBox,
    ),
    "code": Holding(
        Key(
            kind=choice("qr", "issn"),
            field="form",
            about="The ear's address as QR, or the paper's ISSN as EAN-13: `qr`",
        ),
        _CODE,
        CodeBox,
    ),
    "index": Holding(
        Key(
            kind=Kind(_index, table_schema(_INDEX)),
            about="What stands on the other pages: `{pages: yes}`",
        ),
        _MOST,
        _index_box,
    ),
    "weather": Holding(
        Key(
            kind=choice("sign", "words"),
            field="form",
            about="The masthead's weather, with signs or in words: `sign`",
        ),
        {},
        WeatherBox,
    ),
    "story": Holding(
        Key(
            kind=SELECTOR,
            field="select",
            about="A story, by rank, id or section: `{section: 要闻}`",
        ),
        STORY,
        story_box,
    ),
    "briefs": Holding(
        Key(kind=briefs.BRIEFS, about="A column of short items: `{section: 简讯}`"),
        briefs.BESIDE,
        briefs.briefs_box,
    ),
    "continues": Holding(
        Key(
            kind=threads.CONTINUED,
            about="The text that another box could not hold (转版): `{page: 1, box: a}`",
        ),
        threads.GOES_ON,
        StoryBox,
    ),
    "ad": _item("ad", _ADVERT, about="An advertisement, by rank among them: `1`"),
    "notice": _item("notice", _LISTED, about="A notice, by rank among notices: `1`"),
    "info": _item(
        "info",
        {
            **_LISTED,
            "icon": Key(
                kind=choice("none", "phone"),
                about="A sign over the figures of service text: `phone`",
            ),
        },
        about="Service text, by rank among it: `1`",
    ),
    "photo": _item("photo", {}, about="A picture that stands alone, by rank among them: `1`"),
    "across": Holding(
        Key(
            kind=Kind(_parts, {"type": "array", "items": {"type": "object"}}),
            field="parts",
            about="Boxes side by side: `[{ad: 1, width: 50%}, {ad: 2}]`",
        ),
        {"gap": Key(kind=WHITE, about="White between boxes side by side: `3mm`")},
        AcrossBox,
    ),
    "down": Holding(
        Key(
            kind=Kind(_down, {"type": "array", "items": {"type": "object"}}),
            field="parts",
            about="Boxes one under another: `[{notice: 1}, {ad: 2, depth: 12行}]`",
        ),
        {"gap": Key(kind=WHITE, about="White between boxes one under another: `1行`")},
        DownBox,
    ),
    # beside a story it says where the story's pictures stand; alone it is a photo
    "picture": _item(
        "photo",
        {},
        about="A picture that stands alone, by rank among them: `1`",
    ),
}


def _holding(mapping: Mapping, scope: Scope, common: Table[Scope]) -> tuple[str, Holding]:
    """Find what a box holds; refuse a second thing beside it."""
    named = [name for name in CONTENTS if name in mapping.entries]
    if not named:
        every = {key for held in CONTENTS.values() for key in held.beside}
        refuse_unknown(mapping, (*CONTENTS, *sorted(every), *common), scope)
        raise scope.fault(
            mapping.where, "this box holds nothing", f"write one of {', '.join(CONTENTS)}"
        )
    name = named[0]
    held = CONTENTS[name]
    for other in named[1:]:
        if other not in held.beside:
            raise scope.at(other).fault(
                mapping.entries[other].where,
                f"this box holds a {name} already",
                f"take one out; {name}: null removes what a spec extends",
            )
    if scope.box.count(".") and name == "across":
        raise scope.at(name).fault(
            mapping.entries[name].where,
            "boxes side by side can't be in each other",
            "write them in one list",
        )
    if scope.box.count(".") and name == "briefs":
        raise scope.at(name).fault(
            mapping.entries[name].where,
            "briefs fill columns of the map, not a part of a row",
            "give them a letter in the map",
        )
    return name, held


def _box(node: Node, scope: Scope, where: Where, common: Table[Scope]) -> Box:
    mapping = mapping_of(node, scope)
    name, held = _holding(mapping, scope, common)
    own: Table[Scope] = {name: held.key, **held.beside}
    values: dict[str, Any] = read_table(mapping, scope, {**own, **common})
    taken = [key.field or word for word, key in own.items()]
    content = held.build(**{field: values.pop(field) for field in taken if field in values})
    return Box(name=scope.box, content=content, where=where, **values)


def read_part(node: Node, scope: Scope, common: Table[Scope]) -> Box:
    """Read a box that no map draws, with the keys that it can have besides its content's."""
    return _box(node, scope, node.where, common)


def box_schema() -> Schema:
    """Return the JSON Schema of a box: all keys that some box can have.

    What a key holds beside one thing it may hold otherwise beside another.
    """
    tables = [{name: held.key, **held.beside} for name, held in CONTENTS.items()]
    tables.append({**COMMON, **PART, **DOWN_PART})
    found: dict[str, list[Key[Scope]]] = {}
    for name, key in (entry for table in tables for entry in table.items()):
        found.setdefault(name, []).append(key)
    keys = {name: _either_key(each) for name, each in found.items()}
    return {"type": "object", "properties": keys, "additionalProperties": False}


def _either_key(keys: list[Key[Scope]]) -> Schema:
    """Return the JSON Schema of one of several keys of the same name."""
    forms: list[Schema] = []
    for key in keys:
        if key.kind.schema not in forms:
            forms.append(key.kind.schema)
    about = "; or: ".join(dict.fromkeys(key.about for key in keys))
    return described(forms[0] if len(forms) == 1 else {"anyOf": forms}, about)


def read_boxes(node: Node, scope: Scope, faults: Gathered) -> AnyMapping[str, Box]:
    """Read ``boxes`` by name; what is wrong is gathered, its box left out."""
    found: dict[str, Box] = {}
    for name, entry in mapping_of(node, scope).entries.items():
        with faults:
            place = replace(scope.at(name), box=name)
            found[name] = _box(entry.node, place, entry.where, COMMON)
    return MappingProxyType(found)
