"""What a day is: the half of a spec that is drawn for its copy.

Frozen values: the map, what its boxes hold, the folio line and the strip at the fold.  Knows
nothing of type, of the grid or of any edition.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from broadsheet.display import INK, Colour
from broadsheet.errors import Where
from broadsheet.models import frozen
from broadsheet.spec.boxes import NOWHERE, AcrossBox, Box, DownBox, MapRow, StoryBox
from broadsheet.spec.leeway import Takes


@frozen(kw_only=True)
class FolioLine:
    """The line with page, name and date at a page's head or foot (报眉)."""

    at: Literal["top", "bottom"] = "top"
    left: str = ""  # templates: "{folio} {section}"; a label goes with a missing fact
    middle: str = ""
    right: str = ""
    rows: int = 3  # that it takes of the grid
    rule: float = 0.5  # pt, between the line and the page; 0: none
    thin: float = 0.0  # pt, of a second rule beside it; 0: none
    colour: Colour = INK
    mirror: bool = False  # left and right change places on pages of even number
    where: Where = NOWHERE


@frozen(kw_only=True)
class Seam:
    """The strip in the margin towards the fold (中缝), with boxes one under another."""

    at: Literal["inner", "left", "right"] = "inner"  # inner: right on pages of even number
    width: float  # pt
    white: float = 8.5  # pt, between the strip and the type area
    gap: float = 8.5  # pt, between two boxes
    boxes: tuple[Box, ...]  # their ``width`` is their depth; those without share what is left
    where: Where = NOWHERE


@frozen(kw_only=True)
class Arrangement:
    """A drawn page, resolved."""

    map: tuple[MapRow, ...]
    boxes: Mapping[str, Box]
    folio: FolioLine | None = None
    seam: Seam | None = None
    takes: Takes | None = None  # where several sheets share a page of the edition

    @property
    def auto(self) -> bool:
        """Whether the page is to be drawn (``map: auto``)."""
        return not self.map

    @property
    def goes_on(self) -> bool:
        """Whether a box goes on with what another leaves of its story."""
        contents = [box.content for box in self.boxes.values()]
        return any(isinstance(c, StoryBox) and c.continues is not None for c in contents)

    @property
    def placed(self) -> tuple[Box, ...]:
        """The boxes that the map does not draw: each has its place on the sheet."""
        return tuple(box for box in self.boxes.values() if box.at is not None)

    def leaves(self) -> Iterator[Box]:
        """Yield the boxes that hold one thing, those in rows, in columns and in the seam too."""
        waiting = [*self.boxes.values(), *(self.seam.boxes if self.seam else ())][::-1]
        while waiting:
            box = waiting.pop()
            if isinstance(box.content, AcrossBox | DownBox):
                waiting += box.content.parts[::-1]
            else:
                yield box
