"""One spot colour mixed in two ways: what comes of it depends on where it is opened.

Takes pypdf's reader; returns issues.  Advertisements of several houses meet on a page, each with
its own gold: on the press there is one plate of that name, on a proof there are two colours.
"""

from collections.abc import Iterator
from typing import Any

from broadsheet.opened_pdf.recipes import recipe_of
from broadsheet.preflight.models import Issue

_RULE = "ISO 19005-2:2011, 6.2.4.4"
_DEEPEST = 20  # steps into what one object holds
_MOST = 200_000  # objects of a file


def check_spots(reader: Any) -> Iterator[Issue]:
    """Yield the spot colours that the file's colour spaces mix in more than one way."""
    recipes: dict[str, set[str]] = {}
    for number in range(1, min(int(reader.trailer.get("/Size", 0)), _MOST)):
        held = reader.get_object(number)
        for space in _separations(held, 0):
            name = str(space[1].get_object())[1:]
            recipes.setdefault(name, set()).add(recipe_of(list(space[2:4])))
    for name, ways in sorted(recipes.items()):
        if len(ways) > 1 and name not in ("All", "None"):
            yield Issue(
                level="error",
                code="spot-recipe",
                message=f"the spot colour {name} is mixed in {len(ways)} ways",
                value=str(len(ways)),
                limit="1",
                rule=_RULE,
            )


def _separations(held: Any, depth: int) -> Iterator[Any]:
    """Yield the Separation spaces that stand inside an object, not those it refers to."""
    if depth > _DEEPEST:
        return
    if isinstance(held, dict):
        for own in dict.values(held):  # as they stand, references unread
            yield from _separations(own, depth + 1)
    elif isinstance(held, list):
        if len(held) >= 4 and str(held[0]) == "/Separation":
            yield held
        else:
            for own in held:
                yield from _separations(own, depth + 1)
