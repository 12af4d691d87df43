"""What a house leaves open: the sheets, the forms of boxes, the limits of a page drawn by rule.

Frozen values that ``sheets`` keeps with a style; read by ``dummy`` alone.  Sheets and forms are
plain mappings in the language of specs: they go into the drawing as they are written.
"""

from collections.abc import Mapping
from typing import Any

from broadsheet.errors import Where
from broadsheet.models import field, frozen

Plain = Mapping[str, Any]


def laid_over(below: Any, own: Any) -> Any:
    """Lay one plain mapping over another, key by key, as ``extends`` does."""
    if not isinstance(below, Mapping) or not isinstance(own, Mapping):
        return own
    return {**below, **{key: laid_over(below.get(key), value) for key, value in own.items()}}


@frozen(kw_only=True)
class SheetForm:
    """A sheet that the house may choose: what it says otherwise than the style."""

    name: str
    sections: Plain  # page, grid, styles … as a page of a spec writes them
    masthead: int = 14  # rows, at least
    ads: int = 10  # rows that suit a band of advertisements


@frozen(kw_only=True)
class House:
    """How a style's pages are drawn."""

    sheets: tuple[SheetForm, ...]  # in the order of choice
    forms: Mapping[str, tuple[Plain, ...]] = field(default_factory=dict)  # boxes, by kind
    briefs: int = 120  # characters: shorter items go together
    framed: int = 1  # boxes in a frame, at most
    upright: bool = True  # whether a head may stand upright
    dogleg: bool = True
    jump: bool = True  # whether a lead may go on on the next page
    index: bool = True  # of the other pages, on page 1
    style: Plain = field(default_factory=dict)  # all sections of the style that has it
    sized: Mapping[str, Where] = field(default_factory=dict)  # styles whose size its own file says


@frozen(kw_only=True)
class Takes:
    """What a sheet takes of a page of the edition that several sheets share."""

    page: int = 1  # of the edition
    ranks: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # by kind: story ad notice
