"""Read what boxes go on with: the named box must be there, hold a story, and come before.

Takes nodes, then the resolved spec; raises for what no edition could make right.  Which story
a box by rank or id goes on with is known with an edition only.
"""

import re
from collections.abc import Sequence

from broadsheet.errors import did_you_mean
from broadsheet.marked_yaml import (
    Key,
    Kind,
    Node,
    Place,
    Table,
    Text,
    choice,
    integer,
    pattern,
    read_table,
    table_schema,
    text_of,
)
from broadsheet.spec import Box, Continued, Selector, Spec, StoryBox
from broadsheet.spec_yaml.values import Scope, length

_STEPS = 400  # boxes that one text runs through; more is a ring
_MOST_NUDGE = 20  # rows
_NAME = pattern(r"\S(.*\S)?", "a name", "write the edition's own words")
_CONTINUED: Table[Scope] = {
    "page": Key(
        kind=integer(1, 400),
        about="The page of the spec that the text comes from, where it is another: `1`",
    ),
    "box": Key(kind=_NAME, about="The box that it comes from, by its name in the map: `a`"),
    "story": Key(
        kind=integer(1, 999), field="rank", about="The story, by rank, where no box is named: `2`"
    ),
    "id": Key(kind=_NAME, about="The story, by the edition's id: `tide`"),
    "section": Key(kind=_NAME, about="The story, by the edition's section: `要闻`"),
}
GOES_ON: Table[Scope] = {
    "repeat": Key(
        kind=choice("headline", "kicker", "section", "none"),
        about="What stands over the rest again: `kicker`",
    ),
    "columns": Key(kind=integer(1, 24), about="Columns of the rest: `3`"),
    "measure": Key(
        kind=length(0.0, 5000.0, "17字"),
        about="The width of a column of the rest, in place of their number: `17字`",
    ),
}


def _continued(node: Node, scope: Scope) -> Continued:
    """Read the box that is gone on with, by name, or its story."""
    if isinstance(node, Text):
        return Continued(box=text_of(node, scope).value, where=node.where)
    values = read_table(node, scope, _CONTINUED)
    page, box = values.pop("page", 0), values.pop("box", "")
    if bool(box) + len(values) != 1:
        raise scope.fault(
            node.where,
            "this names no text to go on with, or two",
            "write {page: 1, box: a}, {page: 1, story: 2} or {page: 1, id: …}",
        )
    return Continued(page=page, box=box, select=Selector(**values), where=node.where)


def _nudge(node: Node, scope: Scope) -> int:
    """Read rows down, or with a minus up."""
    text = text_of(node, scope)
    found = re.fullmatch("(-?)([0-9]{1,2})行?", text.value)
    if not found or int(found[2]) > _MOST_NUDGE:
        raise scope.fault(
            text.where, f"{text.value!r} is no nudge", f"write -{_MOST_NUDGE}行 to {_MOST_NUDGE}行"
        )
    return -int(found[2]) if found[1] else int(found[2])


CONTINUED: Kind[Scope, Continued] = Kind(
    _continued, {"anyOf": [{"type": "string"}, table_schema(_CONTINUED)]}
)
NUDGE: Kind[Scope, int] = Kind(_nudge, {"type": ["integer", "string"]})


def check_threads(spec: Spec, place: Place) -> None:
    """Refuse boxes that go on with what is not there, or with each other in a ring."""
    if not spec.pages:
        for box in spec.arrangement.leaves():
            _check(box, 1, (spec,), place.at("boxes").at(box.name))
    for number, sheet in enumerate(spec.pages, 1):
        for box in sheet.arrangement.leaves():
            _check(box, number, spec.pages, place.at("pages").at(number).at("boxes").at(box.name))


def _check(box: Box, number: int, pages: Sequence[Spec], place: Place) -> None:
    seen = [(number, box.name)]
    while (step := _before(box, seen[-1][0], pages, place.at("continues"))) is not None:
        page, box = step
        if (page, box.name) in seen or len(seen) > _STEPS:
            around = " → ".join(name for _, name in (*seen, (page, box.name)))
            raise place.at("continues").fault(
                box.where, f"these boxes go on with each other: {around}", "begin with a story"
            )
        seen.append((page, box.name))


def _before(box: Box, number: int, pages: Sequence[Spec], place: Place) -> tuple[int, Box] | None:
    """Return the box that another goes on with, where the spec names one."""
    goes_on = box.content.continues if isinstance(box.content, StoryBox) else None
    if goes_on is None:
        return None
    page = goes_on.page or number
    if page > len(pages):
        raise place.fault(
            goes_on.where, f"there is no page {page}", f"the spec has {len(pages)} pages"
        )
    if page > number:
        raise place.fault(
            goes_on.where, f"page {page} comes after this one", "a story goes on forward"
        )
    if not goes_on.box:
        return None
    stories = {
        leaf.name: leaf
        for leaf in pages[page - 1].arrangement.leaves()
        if isinstance(leaf.content, StoryBox)
    }
    found = stories.get(goes_on.box)
    if found is None:
        known = [name for name in stories if page != number or name != box.name]
        raise place.fault(
            goes_on.where,
            f"{goes_on.box!r} is no box with a story on page {page}",
            did_you_mean(goes_on.box, known),
        )
    return page, found
