"""Read the boxes: what each area of the map holds, and how it is framed.

Takes nodes; returns ``Box`` values.  ``CONTENTS`` has a line for each thing that a box can
hold: the key that names it and the further keys that go with it; ``COMMON`` are the keys of
every box.
"""

import re
from collections.abc import Callable
from collections.abc import Mapping as AnyMapping
from functools import partial
from types import MappingProxyType
from typing import Any, Literal, get_args

from broadsheet.edition import Masthead, Role
from broadsheet.errors import Where
from broadsheet.marked_yaml import (
    FLAG,
    Key,
    Kind,
    Mapping,
    Node,
    Place,
    Sequence,
    Table,
    Text,
    choice,
    did_you_mean,
    integer,
    listed,
    mapping_of,
    number,
    pattern,
    read_table,
    record,
    refuse_unknown,
    sequence_of,
    table_schema,
    text_of,
)
from broadsheet.models import frozen, names, replace
from broadsheet.spec import (
    SLOTS,
    AcrossBox,
    Box,
    CodeBox,
    Content,
    DownBox,
    EarBox,
    Frame,
    IndexBox,
    ItemBox,
    MastheadBox,
    Nameplate,
    Padding,
    Selector,
    StoryBox,
    WeatherBox,
)
from broadsheet.spec_yaml import briefs, threads
from broadsheet.spec_yaml.columns import story_box
from broadsheet.spec_yaml.ladders import FIT_STEPS
from broadsheet.spec_yaml.rules import KIND, RULE
from broadsheet.spec_yaml.stories import STORY, TABLE_RULES
from broadsheet.spec_yaml.values import COLOUR, LINE, SIZE, WHITE, Scope, length, rows

FACTS = (
    *(name for name in names(Masthead) if name != "ear"),
    *("ear_promo", "ear_caption", "year", "month", "month_name", "day"),
)
ROLES: tuple[str, ...] = get_args(Role)
_PARTS = 24  # boxes side by side; more is a mistake


def _fact_line(node: Node, place: Place) -> str:
    """Read a label with facts in braces, each of them a fact of the masthead."""
    text = text_of(node, place)
    for found in re.findall(r"\{([^{}]*)\}", text.value):
        field = found[1:] if found[:1] in ("?", "!") else found  # only with, only without it
        if field not in FACTS:
            raise place.fault(
                text.where, f"{{{field}}} is no fact of a masthead", did_you_mean(field, FACTS)
            )
    if re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", text.value)):
        raise place.fault(
            text.where, f"{text.value!r} has a brace without its pair", "write 邮编：{postcode}"
        )
    return text.value


_BLOCKS = listed(Kind(_fact_line, {"type": "string"}), 40)


def _facts(node: Node, place: Place) -> tuple[tuple[str, ...], ...]:
    """Read lines of blocks; a plain list is one line."""
    if isinstance(node, Sequence) and any(isinstance(line, Sequence) for line in node.items):
        return listed(_BLOCKS, 40).read(node, place)
    return (_BLOCKS.read(node, place),)


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
    "id": Key(kind=_SOME_TEXT),
    "section": Key(kind=_SOME_TEXT),
    "rank": Key(kind=_RANK),
}
SELECTOR = Kind(_selector, {"anyOf": [{"type": "integer", "minimum": 1}, table_schema(_SELECTOR)]})

_NAMEPLATE: Table[Place] = {
    "scales": Key(kind=listed(number(0.2, 3), 40)),
    "kerns": Key(kind=listed(number(-1, 2, "em|字"), 40)),
}
_MASTHEAD: Table[Place] = {
    "arrange": Key(kind=choice("block", "across")),
    "nameplate": Key(kind=record(_NAMEPLATE, Nameplate)),
    "date": Key(kind=FLAG),
    "weekday": Key(kind=choice("under", "beside")),
    "slogan": Key(kind=choice("bar", "rules", "none")),
    "data": Key(kind=Kind(_facts, {"type": "array"})),
}


def _addon(node: Node, place: Place) -> int:
    return int(_ADDON.read(node, place))


_ADDON = choice("0", "2", "5")
_LISTED: Table[Scope] = {"table": Key(kind=choice(*TABLE_RULES, "leaders"))}
_ADVERT: Table[Scope] = {
    "size": Key(kind=choice(*SLOTS)),
    "form": Key(kind=choice("plain", "reversed", "tinted", "strip")),
    **_LISTED,
}

_CODE: Table[Scope] = {
    "size": Key(kind=length(5.0, 2000.0, "30mm")),
    "addon": Key(kind=Kind(_addon, {"enum": [0, 2, 5]})),
}

_FRAME: Table[Scope] = {
    "kind": Key(kind=KIND),
    "weight": Key(kind=LINE),
    "inner": Key(kind=LINE),
    "gap": Key(kind=length(0.0, 50.0, "2pt")),
    "colour": Key(kind=COLOUR),
    "ornament": Key(kind=choice("fret", "stepped", "beads")),
    "depth": Key(kind=length(2.0, 100.0, "9.5pt")),
}
_PADDING: Table[Scope] = {key: Key(kind=WHITE) for key in ("sides", "head", "foot")}


def _frame(node: Node, scope: Scope) -> Frame:
    if isinstance(node, Text):
        return Frame(weight=LINE.read(node, scope))
    return Frame(**read_table(node, scope, _FRAME))


def _padding(node: Node, scope: Scope) -> Padding:
    if isinstance(node, Text):
        white = WHITE.read(node, scope)
        return Padding(sides=white, head=white, foot=white)
    return Padding(**read_table(node, scope, _PADDING))


def _box_styles(node: Node, scope: Scope) -> AnyMapping[str, str]:
    """Read which style a role takes in this box instead of the style of its own name."""
    known = dict.fromkeys((*scope.styles, *ROLES))
    styles: dict[str, str] = {}
    mapping = mapping_of(node, scope)
    refuse_unknown(mapping, known, scope)
    for role, entry in mapping.entries.items():
        text = text_of(entry.node, scope.at(role))
        if text.value not in scope.styles:
            raise scope.at(role).fault(
                text.where,
                f"{text.value!r} is not a style of this spec",
                did_you_mean(text.value, scope.styles),
            )
        styles[role] = text.value
    return MappingProxyType(styles)


def _either(form: AnyMapping[str, object]) -> dict[str, object]:
    return {"anyOf": [{"type": ["string", "number"]}, form]}


_BOX_STYLES = Kind(_box_styles, {"type": "object", "additionalProperties": {"type": "string"}})
# of every box, also of one among others side by side
SURFACE: Table[Scope] = {
    "frame": Key(kind=Kind(_frame, _either(table_schema(_FRAME)))),
    "tint": Key(kind=COLOUR),
    "padding": Key(kind=Kind(_padding, _either(table_schema(_PADDING)))),
    "accent": Key(kind=COLOUR),
    "side": Key(kind=RULE),
    "styles": Key(kind=_BOX_STYLES),
}


COMMON: Table[Scope] = {
    **SURFACE,
    "above": Key(kind=rows(0, 50)),
    "nudge": Key(kind=threads.NUDGE),
    "rule": Key(kind=RULE),
    "fit": Key(kind=FIT_STEPS),
}
_PART: Table[Scope] = {**SURFACE, "width": Key(kind=SIZE)}
DOWN_PART: Table[Scope] = {**SURFACE, "depth": Key(kind=SIZE, field="width")}
_STACKED = (ItemBox, CodeBox, IndexBox, WeatherBox, EarBox)


@frozen()
class Holding:
    """Something a box can hold: its key, the keys beside it, and the model made of them."""

    key: Key[Scope]
    beside: Table[Scope]
    build: Callable[..., Content]


def _parts(node: Node, scope: Scope) -> tuple[Box, ...]:
    items = sequence_of(node, scope).items
    if not 1 <= len(items) <= _PARTS:
        raise scope.fault(node.where, f"{len(items)} boxes side by side", f"write 1 to {_PARTS}")
    return tuple(
        _box(item, replace(scope.at(n), box=f"{scope.box}.{n}"), item.where, _PART)
        for n, item in enumerate(items, 1)
    )


def _down(node: Node, scope: Scope) -> tuple[Box, ...]:
    items = sequence_of(node, scope).items
    if not 1 <= len(items) <= _PARTS:
        raise scope.fault(node.where, f"{len(items)} boxes in a column", f"write 1 to {_PARTS}")
    parts = tuple(
        _box(item, replace(scope.at(n), box=f"{scope.box}.{n}"), item.where, DOWN_PART)
        for n, item in enumerate(items, 1)
    )
    for n, part in enumerate(parts, 1):
        if not isinstance(part.content, _STACKED):
            raise scope.at(n).fault(
                part.where,
                "a box among others in a column can't hold this",
                "write ad, notice, info, photo, code, index, weather or ear",
            )
    return parts


def _item(kind: Literal["ad", "notice", "photo", "info"], beside: Table[Scope]) -> Holding:
    return Holding(Key(kind=SELECTOR, field="select"), beside, partial(ItemBox, kind=kind))


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
    "pages": Key(kind=FLAG),
    "info": Key(kind=SELECTOR, field="select"),
}
_MOST: Table[Scope] = {"most": Key(kind=integer(1, 60))}


def _index_box(index: dict[str, Any], most: int = 0) -> IndexBox:
    return IndexBox(**index, most=most)


_EAR = choice("couplet", "code")
CONTENTS: AnyMapping[str, Holding] = {
    "masthead": Holding(Key(kind=record(_MASTHEAD, MastheadBox)), {}, lambda masthead: masthead),
    "ear": Holding(Key(kind=_EAR, field="form"), {}, EarBox),
    "code": Holding(Key(kind=choice("qr", "issn"), field="form"), _CODE, CodeBox),
    "index": Holding(Key(kind=Kind(_index, table_schema(_INDEX))), _MOST, _index_box),
    "weather": Holding(Key(kind=choice("sign", "words"), field="form"), {}, WeatherBox),
    "story": Holding(Key(kind=SELECTOR, field="select"), STORY, story_box),
    "briefs": Holding(Key(kind=briefs.BRIEFS), briefs.BESIDE, briefs.briefs_box),
    "continues": Holding(Key(kind=threads.CONTINUED), threads.GOES_ON, StoryBox),
    "ad": _item("ad", _ADVERT),
    "notice": _item("notice", _LISTED),
    "info": _item("info", {**_LISTED, "icon": Key(kind=choice("none", "phone"))}),
    "photo": _item("photo", {}),
    "across": Holding(
        Key(kind=Kind(_parts, {"type": "array", "items": {"type": "object"}}), field="parts"),
        {"gap": Key(kind=WHITE)},
        AcrossBox,
    ),
    "down": Holding(
        Key(kind=Kind(_down, {"type": "array", "items": {"type": "object"}}), field="parts"),
        {"gap": Key(kind=WHITE)},
        DownBox,
    ),
    # beside a story it says where the story's pictures stand; alone it is a photo
    "picture": _item("photo", {}),
}


def _holding(mapping: Mapping, scope: Scope, common: Table[Scope]) -> tuple[str, Holding]:
    """Find what a box holds; refuse keys that don't go with it."""
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
    refuse_unknown(mapping, (name, *held.beside, *common), scope)
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


def box_schema() -> dict[str, object]:
    """Return the JSON Schema of a box: all keys that some box can have."""
    keys: dict[str, object] = {}
    for name, held in CONTENTS.items():
        beside = {key: value.kind.schema for key, value in held.beside.items()}
        keys = {name: held.key.kind.schema, **beside, **keys}
    # ``picture`` is a place beside a story and a choice of item when alone
    keys["picture"] = {"anyOf": [STORY["picture"].kind.schema, SELECTOR.schema]}
    keys |= {key: value.kind.schema for key, value in {**COMMON, **_PART, **DOWN_PART}.items()}
    return {"type": "object", "properties": keys, "additionalProperties": False}


def read_boxes(node: Node, scope: Scope) -> AnyMapping[str, Box]:
    """Read ``boxes`` by name."""
    return MappingProxyType(
        {
            name: _box(entry.node, replace(scope.at(name), box=name), entry.where, COMMON)
            for name, entry in mapping_of(node, scope).entries.items()
        }
    )
