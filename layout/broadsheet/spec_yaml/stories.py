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
    "at": Key(
        kind=choice("top", "bottom", "left", "right", *CORNERS),
        about="Where the head stands: over the story, in it or beside it: `top-right`",
    ),
    "across": Key(
        kind=Kind(_across_all, {"type": ["integer", "string"]}),
        about="Columns of the story that the head goes over: `2`",
    ),
    "vertical": Key(kind=FLAG, about="Whether it is set from top to bottom: `yes`"),
    "rows": Key(
        kind=rows(0, 500), about="Rows that the head takes, whatever its words need: `7行`"
    ),
    "width": Key(
        kind=length(0.0, 2000.0, "9字 or 40mm"), about="The width of a head beside its story: `9字`"
    ),
    "rule": Key(kind=RULE, about="A rule under the head: `wave`"),
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
    "at": Key(
        kind=choice("top", "bottom", "none", *CORNERS),
        about="Where it stands: over the head, at the foot, in the text, or `none`: `top-right`",
    ),
    "columns": Key(kind=integer(1, 24), about="Columns of the story that it stands over: `2`"),
    "take": Key(kind=integer(1, 24), about="Pictures that stand side by side in this place: `2`"),
    "caption": Key(
        kind=choice("under", "left", "right"), about="Where the caption stands: `right`"
    ),
    "ratio": Key(
        kind=RATIO, about="Its form, width to height, in place of `rows`; crops it: `5:3`"
    ),
    "rows": Key(kind=rows(0, 500), about="Its depth: `13行`"),
    "width": Key(kind=SIZE, about="Its width, if it is narrower than its columns: `50%`"),
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
    "at": Key(
        kind=choice("top", "bottom", *CORNERS), about="Where it stands among the columns: `middle`"
    ),
    "columns": Key(kind=integer(1, 24), about="Columns that it stands over: `2`"),
    "rows": Key(
        kind=rows(0, 500), about="Its depth; as its words need where it is not given: `8行`"
    ),
    "width": Key(kind=SIZE, about="Its width, if it is narrower than its columns: `20字`"),
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
    "lead": Key(kind=FLAG, about="Whether it is its page's lead, whatever its rank: `yes`"),
    "columns": Key(
        kind=COLUMNS, about="Columns of the story, or where they end: `{count: 3, breaks: source}`"
    ),
    "measure": Key(
        kind=length(0.0, 5000.0, "17字"),
        about="The width of a column, in place of their number: `17字`",
    ),
    "headline": Key(
        kind=Kind(_headline, table_schema(_HEADLINE)),
        about="Where the head stands: `{at: top-right, across: 2}`",
    ),
    "picture": Key(
        kind=record(_PICTURE, PicturePlace),
        about="Where the pictures stand, side by side: `{at: top, rows: 13行}`",
    ),
    "pictures": Key(
        kind=Kind(_pictures, {"type": "array", "items": table_schema(_PICTURE)}),
        about="Places of the first pictures: `[{at: top-right, columns: 2, rows: 12行}]`",
    ),
    "pull": Key(
        kind=_QUOTES,
        field="quotes",
        about="Where the first pull quote (引语) stands, or a list: `{at: middle, columns: 2}`",
    ),
    "byline": Key(
        kind=choice(*get_args(BylineAt)),
        about="In the text's first line, under the deck, or under the last line: `head`",
    ),
    "vertical": Key(kind=FLAG, about="Whether the story is set from top to bottom: `yes`"),
    "table": Key(
        kind=choice(*TABLE_RULES), about="How its tables are ruled, such as 三线表: `three`"
    ),
}
