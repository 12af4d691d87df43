"""Read the keys of a story's box: its columns, head and pictures.

Takes nodes; returns the values of a ``StoryBox``.
"""

from typing import get_args

from broadsheet.marked_yaml import (
    FLAG,
    Key,
    Kind,
    Node,
    Sequence,
    Table,
    choice,
    integer,
    listed,
    read_table,
    record,
    sequence_of,
    table_schema,
    text_of,
)
from broadsheet.spec import BylineAt, Corner, HeadPlace, PicturePlace, QuotePlace
from broadsheet.spec_yaml.columns import COLUMNS
from broadsheet.spec_yaml.rules import RULE
from broadsheet.spec_yaml.values import RATIO, SIZE, Scope, length, rows

CORNERS: tuple[str, ...] = get_args(Corner)


def _across_all(node: Node, scope: Scope) -> int:
    """Read how many basic columns a head spans; 0 stands for all."""
    text = text_of(node, scope)
    return 0 if text.value == "all" else integer(1, scope.columns).read(node, scope)


_HEADLINE: Table[Scope] = {
    "at": Key(kind=choice("top", "bottom", "left", "right", *CORNERS)),
    "across": Key(kind=Kind(_across_all, {"type": ["integer", "string"]})),
    "vertical": Key(kind=FLAG),
    "rows": Key(kind=rows(0, 500)),
    "width": Key(kind=length(0.0, 2000.0, "9字 or 40mm")),
    "rule": Key(kind=RULE),
}


def _headline(node: Node, scope: Scope) -> HeadPlace:
    place = HeadPlace(**read_table(node, scope, _HEADLINE))
    if place.vertical and place.at == "top":
        raise scope.fault(
            node.where, "a vertical head can't stand over its story", "write at: left or at: right"
        )
    if place.vertical and not place.beside and not place.rows:
        raise scope.fault(
            node.where, "a vertical head in the text has no depth", "write rows: 14行"
        )
    if place.rule and (place.beside or place.vertical):
        raise scope.at("rule").fault(
            node.where, "an upright head has no rule under it", "write side: for one beside a box"
        )
    if place.width and not place.beside:
        raise scope.at("width").fault(
            node.where, "only a head beside its story has a width", "write across: 2"
        )
    return place


_PICTURE: Table[Scope] = {
    "at": Key(kind=choice("top", "bottom", "none", *CORNERS)),
    "columns": Key(kind=integer(1, 24)),
    "take": Key(kind=integer(1, 24)),
    "caption": Key(kind=choice("under", "left", "right")),
    "ratio": Key(kind=RATIO),
    "rows": Key(kind=rows(0, 500)),
    "width": Key(kind=SIZE),
}
_PLACES = 24  # of pictures in a story; more is a mistake


def _pictures(node: Node, scope: Scope) -> tuple[PicturePlace, ...]:
    """Read the places of a story's first pictures, each with one unless it takes more."""
    items = sequence_of(node, scope).items
    if len(items) > _PLACES:
        raise scope.fault(node.where, f"{len(items)} are too many", f"at most {_PLACES}")
    places: list[PicturePlace] = []
    for n, item in enumerate(items, 1):
        place = PicturePlace(**{"take": 1, **read_table(item, scope.at(n), _PICTURE)})
        if not place.inside:
            raise scope.at(n).fault(
                item.where,
                "a picture in a list stands among the columns",
                "write at: top-right, or columns: 2",
            )
        places.append(place)
    return tuple(places)


_QUOTE: Table[Scope] = {
    "at": Key(kind=choice("top", "bottom", *CORNERS)),
    "columns": Key(kind=integer(1, 24)),
    "rows": Key(kind=rows(0, 500)),
    "width": Key(kind=SIZE),
}
_QUOTE_PLACE = record(_QUOTE, QuotePlace)


def _quotes(node: Node, scope: Scope) -> tuple[QuotePlace, ...]:
    """Read the place of a story's first pull quote, or a list of places."""
    if isinstance(node, Sequence):
        return listed(_QUOTE_PLACE, _PLACES).read(node, scope)
    return (_QUOTE_PLACE.read(node, scope),)


_QUOTES = Kind(
    _quotes,
    {"anyOf": [table_schema(_QUOTE), {"type": "array", "items": table_schema(_QUOTE)}]},
)
TABLE_RULES = ("three", "rows", "grid", "none")
STORY: Table[Scope] = {
    "columns": Key(kind=COLUMNS),
    "measure": Key(kind=length(0.0, 5000.0, "17字")),
    "headline": Key(kind=Kind(_headline, table_schema(_HEADLINE))),
    "picture": Key(kind=record(_PICTURE, PicturePlace)),
    "pictures": Key(kind=Kind(_pictures, {"type": "array", "items": table_schema(_PICTURE)})),
    "pull": Key(kind=_QUOTES, field="quotes"),
    "byline": Key(kind=choice(*get_args(BylineAt))),
    "vertical": Key(kind=FLAG),
    "table": Key(kind=choice(*TABLE_RULES)),
}
