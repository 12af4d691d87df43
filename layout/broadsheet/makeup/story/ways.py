"""A way to fill the columns of a box: the steps taken, what they cost, where the text lies.

Plain values between ``plan``, which finds the cheapest, and ``story``, which sets it.
"""

from collections.abc import Mapping

from broadsheet.flow import Poured
from broadsheet.makeup.galley.picture import Stack
from broadsheet.makeup.shape.runaround import Obstacle
from broadsheet.makeup.story.pull import Quote
from broadsheet.makeup.story.variants import Variant
from broadsheet.makeup.text.chunk import Chunk, Room
from broadsheet.models import field, frozen


@frozen()
class Insert:
    """Pictures, or a pull quote, that the text runs round."""

    block: Obstacle
    stack: Stack
    quote: Quote | None = None
    left: float = 0.0  # pt
    width: float = 0.0  # pt
    beside: Mapping[int, Room] = field(default_factory=dict)  # by column, room for text


@frozen()
class FitTrial:
    """Steps taken together: what they cost, and how many rows more they take of the text."""

    cost: float
    more: int
    head: int = 0  # rows more in the head
    picture: int = 0  # rows more in the pictures; below 0: fewer
    variant: Variant | None = None  # another head or other pictures


@frozen()
class Fit:
    """How a story sits in given heights."""

    trial: FitTrial
    depths: tuple[int, ...]  # rows of each stretch of text
    poured: Poured
    cost: float
    lacking: int  # rows that head and picture are too deep
    short: int  # rows of white at the foot
    level: tuple[int, ...] = ()  # rows of each stretch that were poured into, where fewer
    rooms: tuple[Room | None, ...] = ()  # by row of all stretches: beside blocks
    chunks: tuple[Chunk, ...] = ()  # as they are set in it
