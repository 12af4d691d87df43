"""The box of a lead's rest (转版): what it looks like, and which forms it may take.

Takes a house's forms and those made for a story; returns those in which a text goes on: a short
head over columns.  Knows nothing of where it comes from.
"""

from collections.abc import Mapping
from typing import Any

from broadsheet.arranging.forms import StoryForm

KEYS = frozenset({"story", "columns", "fit", "styles"})  # of a box that text goes on in
HEADED = ("lead", "second", "story", "small")


def rest_shapes(shapes: Mapping[str, Any], style: str) -> dict[str, Any]:
    """Return a house's forms for what goes on: each with the short head's ``style``."""
    head = {"styles": {"headline": style}}
    plain = {name: own for name, own in shapes.items() if name not in ("framed", "upright")}
    return plain | dict.fromkeys(HEADED, head)


def may_go_on(form: StoryForm) -> bool:
    """Tell whether a text from another page may be set in a form."""
    return form.box.keys() <= KEYS
