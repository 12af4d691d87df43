"""What is known of a block's forms, and how one is put together.

Takes a block, the sheet and what its story asks for; returns forms, each with the depths that it
fills and what an art editor has against it.  Which forms a block may take is said by
``story_forms``, ``dogleg_forms`` and ``other_forms``: there lives the house's taste; what is
hard is in ``rooms``, ``interlock`` and make-up.
"""

from collections.abc import Mapping
from typing import Any

from broadsheet.arranging.demand import (
    HeadDemand,
    Measures,
    PicturesDemand,
    TextDemand,
    spare_costs,
)
from broadsheet.arranging.ranking import RankedBlock
from broadsheet.arranging.rooms import LEFT, RIGHT
from broadsheet.edition import Article
from broadsheet.models import frozen
from broadsheet.spec import Grid
from broadsheet.spec.leeway import House

BOTH = LEFT | RIGHT
DEAR = 70.0  # a depth that costs more is not drawn
SHALLOW = 0.5  # price of each column's end, for each row under seven
LEAST_GUTTER = 0.95  # em, as make-up sets columns of a box's own
NARROW, WIDE = 10, 26  # characters of a column
LINES = {1: 4, 2: 3}  # of a headline over so many columns; over more, two
CRAMPED = 10.0  # price of a head whose deck is large beside its headline
LEVELS = ("lead", "second", "story", "small")  # the house's forms of plain boxes, by rank
QUIETER = 1.5  # pt by which other heads are smaller than the lead's


@frozen(kw_only=True)
class StoryForm:
    """A block in one form; a dogleg where it has a tail."""

    block: int
    width: int  # columns of the grid
    tail: int = 0
    right: bool = False
    box: Mapping[str, Any]  # keys of its box
    kind: str = "plain"  # plain beside broken framed upright photo briefs
    corners: int = 0
    price: float = 0.0
    costs: Mapping[int, float]  # by rows; of a dogleg by rows of columns to spare
    over: int = 0  # rows of white, head and pictures over the text
    lines: int = 0  # rows of text
    head: HeadDemand | None = None
    bridge: tuple[float, float] = (0.0, 0.0)  # what crosses gutters: from, to, in columns
    crossed: tuple[int, ...] = ()  # gutters within it that its own columns or pictures cross
    upper: int = 0  # rows of a dogleg's upper part under its head, at least
    why: str = ""


@frozen(kw_only=True)
class FormGround:
    """What forms are measured against."""

    grid: Grid
    rows: int  # of the news
    house: House
    latin: bool
    any_width: bool = False  # as broad as the sheet too, whatever it looks like
    heads: float = 1.0  # by which heads may be larger than the house's largest

    @property
    def large(self) -> bool:
        """Whether it is a sheet on which heads are large."""
        return self.grid.columns * self.grid.measure > 800

    def pitch(self) -> float:
        """From one column to the next, pt."""
        return self.grid.measure + self.grid.gutter


@frozen()
class FormMaker:
    """Makes the forms of one block."""

    number: int
    block: RankedBlock
    sheet: FormGround
    demand: Measures
    framed: bool  # whether it may have the page's frame
    upright: bool
    shapes: Mapping[str, Any]  # the house's form for each kind of box
    quiet: float = 0.0  # pt that its headline has at most, for the lead's sake; 0: its own style's

    @property
    def story(self) -> Article:
        """The block's story."""
        return self.block.story

    @property
    def columns(self) -> int:
        """Of the grid."""
        return self.sheet.grid.columns

    def styles(self, kind: str) -> dict[str, Any]:
        """Return the keys that the house gives to a kind of box."""
        return dict(self.shapes.get(kind) or {})

    def names(self, kind: str) -> dict[str, str]:
        """Return the house's styles of a kind of box, by role."""
        return dict((self.shapes.get(kind) or {}).get("styles", {}))

    @property
    def level(self) -> str:
        """The house's form of a plain box for this rank."""
        return LEVELS[self.block.level]

    def width(self, columns: int) -> float:
        """Return what so many columns of the grid are wide, pt."""
        return self.sheet.grid.span(0, columns - 1)

    def head(self, width: float, columns: int, kind: str) -> HeadDemand:
        """Return what its head asks for over ``width`` pt, which are so many columns."""
        lines = LINES.get(columns, 2)
        return self.demand.head(
            self.story, width, self.names(kind), lines, self.quiet, self.sheet.heads
        )

    def shot(self, width: float) -> PicturesDemand | None:
        """Return what its pictures take side by side."""
        shown = self.story.pictures
        return self.demand.pictures(self.story.id, shown, width) if shown else None

    def _costs(
        self,
        text: TextDemand,
        rooms: list[int],
        image: tuple[int, int, int],
        under: int,
        count: int,
    ) -> dict[int, float]:
        """Return the cost of each depth; ``rooms``: rows of each column that are no text."""
        spare = spare_costs(text, count, under, image, self.growth)
        # where columns are shallow a paragraph's last line soon opens one
        shallow = SHALLOW * (count - 1) * max(0.0, 7.0 - text.rows / count)
        found = {}
        for rows in range(max(max(rooms) + 2, min(rooms) + text.whole), self.sheet.rows + 1):
            cost = spare.get(sum(rows - room for room in rooms) - text.rows)
            if cost is not None and cost < DEAR:
                found[rows] = cost + shallow
        if not found:  # so little text fills no depth well: it takes what it needs
            least = max(rooms) + max(2, text.whole, -(-text.rows // count))
            found[min(least, self.sheet.rows)] = DEAR - 1.0
        return found

    @property
    def growth(self) -> int:
        """Rows by which a head may be deeper: one that stands alone soon floats."""
        items = self.block.items
        parts = items and isinstance(items[0], Article) and (items[0].kicker or items[0].deck)
        return 2 if parts else 1

    def fit(self, image: tuple[int, int, int]) -> dict[str, Any]:
        """Return what its box may give to fit; ``image``: columns, rows less and more."""
        fit: dict[str, Any] = {"head": f"{self.growth}行"}
        if image[0]:
            fit["picture"] = f"-{image[1]}行..{image[2]}行"
        return fit | {"crosshead": "2行", "paragraph": 1}

    def made(  # noqa: PLR0913 - the facts of a form are of one rank
        self, width: int, box: dict[str, Any], text: TextDemand, head: HeadDemand, *, price: float,
        shot: PicturesDemand | None = None, inside: int = 0, count: int = 0, pads: int = 0,
        kind: str = "plain", corners: int = 0, under: int = 0,
    ) -> StoryForm:  # fmt: skip
        """Put a form together; ``under`` columns stand under the head, the others beside it."""
        count = count or width
        under = under or count
        over = 1 + pads + head.rows
        image = (0, 0, 0)
        if shot and not inside:
            over += shot.rows + shot.captions
            image = (count, shot.rows - shot.least, shot.most - shot.rows)
        rooms = [over] * under + [1 + pads] * (count - under)
        if shot and inside:
            for n in range(count - inside, count):
                rooms[n] += shot.rows + shot.captions + 1
            image = (inside, shot.rows - shot.least, shot.most - shot.rows)
        costs = self._costs(text, rooms, image, under, count)
        top = BOTH if (shot and not inside) else corners
        share = head.share * (width if under == count else under)
        middle = (width if under == count else under) / 2
        bridge = (middle - share / 2, middle + share / 2)
        if self.sheet.latin:
            bridge = (0.0, share)
        if (shot and not inside) or kind == "framed":
            bridge = (0.0, float(width))
        return StoryForm(
            block=self.number, width=width, box=box | {"fit": self.fit(image)}, kind=kind,
            corners=top, price=price + CRAMPED * head.cramped, costs=costs, over=over,
            lines=text.rows, head=head, bridge=bridge,
            crossed=self._crossed(width, count, inside), why=f"{self.block.letters} 字",
        )  # fmt: skip

    def _crossed(self, width: int, count: int, inside: int) -> tuple[int, ...]:
        """Return the gutters that ``count`` columns of its own, or pictures at its right, cross."""
        if count != width:
            return tuple(n for n in range(1, width) if n * count % width)
        return tuple(range(width - inside + 1, width)) if inside else ()

    def own_measure(self, width: int, count: int, sides: float, *, wide: bool = False) -> float:
        """Return the measure of ``count`` columns of a box's own, pt; 0 where none is pleasant."""
        em = self.sheet.grid.em
        room = self.width(width) - 2 * sides - LEAST_GUTTER * em * (count - 1)
        letters = int(room / count / em + 1e-6)
        most = WIDE + 6 * wide
        return letters * em if NARROW <= letters <= most or self.sheet.latin else 0.0

    def pads(self, shape: Mapping[str, Any]) -> tuple[float, int]:
        """Return the padding of a house's form: sides in pt, rows at head and foot."""
        padding = shape.get("padding", {})
        sides = float(str(padding.get("sides", "0pt")).removesuffix("pt"))
        rows = [int(str(padding.get(end, "0行")).removesuffix("行")) for end in ("head", "foot")]
        return sides, sum(rows)
