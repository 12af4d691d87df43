"""A block of a story's text, set: lines, the depths they can take, and what is round them.

Made by ``blocks``, poured by ``flow`` as a slab, drawn by ``body``.  Knows nothing of which
kind of block it is.
"""

from collections.abc import Callable, Sequence
from math import ceil
from typing import TYPE_CHECKING

from broadsheet.display import Colour, Source
from broadsheet.edition import Role
from broadsheet.flow import Choice, Slab
from broadsheet.geometry import Rect
from broadsheet.linebreak.filling import STRETCH
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.ladder import SHORTER, Rung
from broadsheet.makeup.galley.setup import Type
from broadsheet.models import frozen, replace
from broadsheet.paragraph import SetLine, SetParagraph, Setting, Span, set_paragraph
from broadsheet.spec import Rule

if TYPE_CHECKING:
    from broadsheet.makeup.text.tables import TablePart

WHOLE_PANEL = 14  # rows up to which a panel stays in one column
PANEL_ROW = 0.3  # of a blank row, outside a panel
PAD = 0.35  # em, between display type and its panel's edge
SIDE_PAD = 0.8  # em, at its sides
RULE_PAD = 0.6  # em, between display type and the rules above and under it
LAST_LINE = 2  # em, the least on a paragraph's last line
EASY, MIDDLING = 0.5, 4.0  # of the price of a line more where nothing need be stretched; share
# of what all lines cost together that doubles it: half an em in each of two lines is middling
DISPLAY_WHITE = 0.6  # rows about display type in the text


@frozen()
class Panel:
    """What stands round text in its column: a ground, a frame, rules above and under it."""

    fill: Colour | None
    box: float  # pt
    rules: float  # pt
    colour: Colour  # of the lines

    @property
    def pad(self) -> float:
        """White over and under its display type, em."""
        return PAD if self.closed else RULE_PAD

    @property
    def closed(self) -> bool:
        """Whether it has sides, from which the text keeps off."""
        return self.fill is not None or self.box > 0


@frozen()
class Chunk:
    """A block, set: its slab, and what is needed to set it one line longer or shorter."""

    slab: Slab
    natural: SetParagraph
    setting: Setting
    size: float
    spans: tuple[Span, ...] = ()
    crosshead: bool = False  # display type that stays whole
    leading: float = 0.0  # pt, between the lines of a crosshead
    before: int = 0  # blank rows over its lines
    after: int = 0  # and under them
    inset: float = 0.0  # pt, from the column's edge
    panel: Panel | None = None
    part: "TablePart | None" = None  # rows of a table
    rule: Rule | None = None  # in the middle of its rows, in place of lines
    bullet: SetLine | None = None  # furniture before its first line

    def lines(self, rows: int) -> tuple[SetLine, ...]:
        """Return its lines when it takes ``rows``."""
        count = rows - self.before - self.after
        if self.crosshead or self.part or count == len(self.natural.lines):
            return self.natural.lines
        return set_paragraph(self.spans, self.setting, lines=count).lines

    @property
    def role(self) -> Role | str:
        """What it sets: the role of its text, or of what is set in place of text."""
        source = self.spans[-1].source if self.spans else self.natural.lines[0].runs[0].source
        return source.role

    @property
    def block(self) -> int:
        """The block of the body that it sets; -1 where it sets none."""
        source = self.spans[-1].source if self.spans else self.natural.lines[0].runs[0].source
        return source.block


@frozen()
class Room:
    """What a block leaves of a column for the text beside it, pt."""

    inset: float  # from the column's left edge
    measure: float


def narrowest(rooms: Sequence[Room | None]) -> Room | None:
    """Return the narrowest room among some rows; None where no block stands in them."""
    return min((room for room in rooms if room), key=lambda room: room.measure, default=None)


@frozen()
class Column:
    """A column of text on the page: its left edge, top and measure, pt; its depth in rows."""

    left: float
    top: float
    rows: int
    measure: float
    rooms: tuple[Room | None, ...] = ()  # by row, where a block stands beside some

    def rect(self, row: int, count: int, depth: float) -> Rect:
        """Return ``count`` rows of it, each ``depth`` pt, without what a block takes of them."""
        room = narrowest(self.rooms[row : row + count]) or Room(0.0, self.measure)
        top = self.top + row * depth
        return Rect(self.left + room.inset, top, room.measure, count * depth)


def span_of(text: str, type_: Type, source: Source, size: float = 0.0) -> Span:
    """Return text in a style."""
    return Span(
        text=text,
        typeface=type_.typeface,
        size=size or type_.size,
        source=source,
        colour=type_.ink,
        tracking=type_.style.tracking,
    )


def panel_of(galley: Galley, type_: Type) -> Panel | None:
    """Return what a style puts round its text, in the box's accent; None: nothing."""
    style = type_.style
    if style.fill is None and not style.box and not style.rules:
        return None
    return Panel(style.fill, style.box, style.rules, galley.accent(style.colour))


def setting_of(
    type_: Type, measure: float, *, down: bool, look: Callable[[], None] | None = None
) -> Setting:
    """Return how a style sets a paragraph; ``look`` is asked while a long one is set."""
    style = type_.style
    return Setting(
        measure=measure,
        em=type_.size,
        indent=style.indent,
        align=style.align,
        level=style.level,
        scheme=style.scheme,
        hanging=style.hanging,
        hyphens=style.hyphens,
        letterspace=style.letterspace,
        corners=style.corners,
        vertical=down,
        look=look,
    )


def set_chunk(spans: tuple[Span, ...], setting: Setting, rung: Rung, inset: float = 0.0) -> Chunk:
    """Set a paragraph, with the counts of lines that it can take within the bounds of ``rung``."""
    natural = set_paragraph(spans, setting)
    rows, sunk = len(natural.lines), setting.sunk[0]
    choices = [Choice(rows)]
    for more in range(1, min(rung.most, natural.longest - rows) + 1):
        choices.append(Choice(rows + more, rung.cost(more) * _looseness(natural, setting, more)))
    for less in range(1, min(-rung.least, rows - max(natural.shortest, sunk)) + 1):
        choices.append(Choice(rows - less, SHORTER * rung.cost(less)))
    # what goes on does so elsewhere
    slab = Slab(choices=tuple(choices), ends=setting.filled, head=sunk)
    return Chunk(slab, natural, setting, setting.em, spans, inset=inset)


def _looseness(natural: SetParagraph, setting: Setting, more: int) -> float:
    """Return how many times dearer a paragraph so many lines longer is than a middling one.

    What fills its last line, and two characters after it, is shared by the gaps of all its lines;
    the price is that of ``linebreak`` for lines so loose.  So of several paragraphs the one that
    is long, or ends nearly full, is set a line longer.
    """
    lines, em = natural.lines, setting.em
    room = setting.measure / em - 1  # gaps of a line
    need = (setting.measure - lines[-1].width) / em + LAST_LINE + (more - 1) * (room + 1)
    if room <= 0:
        return 1.0
    gap = need / (len(lines) * room)
    return EASY + len(lines) * gap * gap * STRETCH / MIDDLING


def padded(chunk: Chunk, before: int, after: int, panel: Panel | None = None) -> Chunk:
    """Return a chunk with blank rows over and under it; one in a small panel stays whole."""
    choices = tuple(Choice(c.rows + before + after, c.cost) for c in chunk.slab.choices)
    whole = panel is not None and before and after and choices[0].rows <= WHOLE_PANEL
    slab = Slab(choices=choices, splits=chunk.slab.splits and not whole)
    return replace(chunk, slab=slab, before=before, after=after, panel=panel)


def display_rows(depth: float, row: float, least: int) -> int:
    """Return the rows of display type ``depth`` pt deep, white above and under it."""
    return max(least, ceil(depth / row + DISPLAY_WHITE))
