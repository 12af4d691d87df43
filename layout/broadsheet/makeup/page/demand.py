"""What an item asks of a page, measured without one: rows, by the columns that it is given.

Takes a setup, a box and the cells that it would take; returns what each depth would cost, as the
page itself finds it: the same planners are asked.  Knows nothing of a map, of other boxes or of
where on the page the box would stand.

Depths are rows of the box, without the white that a map puts over it (``rows_above``).  A
setup that keeps what it sets (``PageSetup.kept``) sets a text once for all forms of one measure.
"""

from collections.abc import Mapping, Sequence
from math import ceil

from broadsheet.edition import Article, Item
from broadsheet.errors import Fault, Finding
from broadsheet.flow import OVERSET
from broadsheet.geometry import Rect
from broadsheet.makeup.boxes.plain import PlainPlan, lost_in
from broadsheet.makeup.galley.contract import Fitting, Planned
from broadsheet.makeup.galley.forme import Forme
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.setup import PageSetup
from broadsheet.makeup.page.contents import SETTERS, plan_content
from broadsheet.makeup.page.placing import set_box
from broadsheet.makeup.shape.drawn import ColumnBands, Shape, lattice
from broadsheet.makeup.shape.heights import TOO_MUCH, fewest
from broadsheet.makeup.shape.pick import held_by
from broadsheet.makeup.story.briefs import BriefsPlan
from broadsheet.makeup.story.copyfit import fitting_of, unplaced, wide_chunks, wide_words
from broadsheet.makeup.story.plan import ColumnsPlan
from broadsheet.makeup.story.story import StoryPlan
from broadsheet.makeup.story.upright import UprightPlan
from broadsheet.models import field, frozen, record, replace
from broadsheet.spec import Arrangement, Box, Spec

MOST = 400  # rows of any page
DEAR = 130.0  # cost of a depth that no page would give: some 50 rows of white
LATIN = 0.2  # em, of a letter, a figure or a space, on an average
SURE = 1e-6  # lines, what rounding may amount to


@frozen()
class Heading:
    """A story's head as it is set over its text: points, and rows of the grid."""

    size: float  # of the headline, pt; 0: it has none
    width: float  # of its widest line, pt
    lines: int
    rows: int  # that all of the head takes


@record()
class Demand:
    """What a box with its item would cost at any depth."""

    box: Box
    shape: Shape
    setup: PageSetup
    held: Forme  # the items that it holds, and no other
    plan: Planned
    known: dict[tuple[int, ...], float] = field(default_factory=dict)
    fewest: int = 0

    def cost(self, *rows: int) -> float:
        """Cost of the box in ``rows`` rows; of a dogleg, in the rows of each of its parts.

        ``TOO_MUCH`` or more: something is over.  Below it: the steps taken to fill the rows
        and the white that is left, priced as ``heights`` prices them.
        """
        found = self.known.get(rows)
        if found is None:
            if len(rows) != len(self.shape.bands):
                raise Fault(f"{len(rows)} depths of a shape of {len(self.shape.bands)} bands")
            found = self.known[rows] = self._cost(rows)
        return found

    def _cost(self, rows: tuple[int, ...]) -> float:
        if isinstance(self.plan, PlainPlan):  # it takes any rectangle: what is lost in this one?
            lost = self._lost(sum(rows))
            return OVERSET * lost if lost else 0.0
        return self.plan.cost(rows)

    def _lost(self, rows: int) -> int:
        """Count the errors of a box that holds no columns of text, so many rows deep."""
        grid = lattice(self.setup.style, 0.0, [rows])
        spans = self.shape.spans
        rect = grid.rect(spans[0].column, spans[-1].column, 0, rows)
        return lost_in(self.held, self.box, SETTERS[type(self.box.content)], rect)

    @property
    def least(self) -> int:
        """Fewest rows in which nothing is over; ``MOST`` + 1 where no depth will do.

        Of a rectangle: the least of a dogleg's part hangs on the other's.
        """
        if not self.fewest:
            self.fewest = fewest(lambda rows: self.cost(rows) < TOO_MUCH, MOST)
        return self.fewest

    def curve(self, most: int, dear: float = DEAR) -> Mapping[int, float]:
        """Return the cost of each depth from the least up to ``most`` rows that is not ``dear``."""
        found: dict[int, float] = {}
        for rows in range(self.least, most + 1):
            cost = self.cost(rows)
            if cost < dear:
                found[rows] = cost
            elif found:
                break
        return found

    def fitting(self, *rows: int) -> Fitting | None:
        """Return what a story in columns would take: lines over or white, and the steps."""
        plan = self.plan
        if not isinstance(plan, StoryPlan):
            return None
        return fitting_of(plan.columns, plan.story, rows, plan.hidden)

    @property
    def head(self) -> Heading | None:
        """The head over a story's text; None where it has none, or stands beside."""
        plan = self._columns
        if plan is None or plan.head is None or not plan.head.parts:
            return None
        line = plan.head.headline
        widest = max(part.set.width for part in plan.head.parts)
        lines, size = (len(line.set.lines), line.set.size) if line else (0, 0.0)
        return Heading(size, widest, lines, plan.head_rows)

    def findings(self, *rows: int) -> tuple[Finding, ...]:
        """Set the box in ``rows`` rows, as the page does, and return all that is found."""
        held = _held(self.setup, self.box, self.held.items)
        plan = _planned(held, self.box, self.shape)
        set_box(held, self.shape, lattice(self.setup.style, 0.0, rows), plan)
        return tuple(held.findings)

    @property
    def faults(self) -> tuple[str, ...]:
        """What is plainly wrong at any depth: words too wide, pictures without a place.

        Cheap, to leave a form out; captions are looked at by ``findings``.
        """
        plan, columns = self.plan, self._columns
        found = [message for level, _, message in plan.galley.said if level == "error"]
        if columns is not None:
            found += (*wide_chunks(columns.chunks), *wide_words(columns.head))
        if isinstance(plan, UprightPlan):
            found += wide_chunks(plan.chunks)
        if isinstance(plan, StoryPlan):
            found += unplaced(plan.unplaced, len(plan.story.pictures))
        return tuple(found)

    @property
    def _columns(self) -> ColumnsPlan | None:
        plan = self.plan
        return plan.columns if isinstance(plan, StoryPlan | BriefsPlan) else None


def cells(*bands: tuple[int, int]) -> Shape:
    """Return a shape by the first column and the count of columns of each of its bands.

    >>> cells((0, 3), (0, 2)).spans[2]
    ColumnBands(column=2, top=0, foot=0)
    """
    spans: dict[int, ColumnBands] = {}
    for band, (first, count) in enumerate(bands):
        for column in range(first, first + count):
            top = spans[column].top if column in spans else band
            if column in spans and spans[column].foot != band - 1:
                raise Fault(f"column {column} of a shape is interrupted")
            spans[column] = ColumnBands(column, top, band)
    return Shape(name="", spans=tuple(span for _, span in sorted(spans.items())))


def demand(setup: PageSetup, box: Box, shape: Shape, items: Sequence[Item]) -> Demand:
    """Return what a box would cost in a shape, with the items that it picks among its page's."""
    box, shape = replace(box, above=0, nudge=0), replace(shape, name=box.name)
    held = _held(setup, box, items)
    return Demand(box, shape, setup, held, _planned(held, box, shape))


def _held(setup: PageSetup, box: Box, items: Sequence[Item]) -> Forme:
    """Return a page in work with nothing but the items of a box."""
    picked = held_by([box], tuple(items), 1)
    sheet = Spec(name="", style=setup.style, arrangement=Arrangement(map=(), boxes={box.name: box}))
    return Forme(setup, sheet, 1, tuple(items), picked.items, picked.briefs)


def _planned(forme: Forme, box: Box, shape: Shape) -> Planned:
    grid = lattice(forme.setup.style, 0.0, [0] * len(shape.bands))
    return plan_content(forme, Galley(forme.setup, box), shape, grid, 0)


def least_in(setup: PageSetup, box: Box, width: float, items: Sequence[Item]) -> int:
    """Return the fewest rows of a box ``width`` pt wide: one among others, or in the fold.

    For what is no text in columns; ``MOST`` + 1 where no depth will do.
    """
    held = _held(setup, box, items)

    def fits(rows: int) -> bool:
        rect = Rect(setup.style.page.left, 0.0, width, rows * setup.row)
        return not lost_in(held, box, SETTERS[type(box.content)], rect)

    return fewest(fits, MOST)


def bound(story: Article, measure: float, columns: int) -> int:
    """Return rows under which a story's text never goes, by its characters alone.

    ``measure`` is in em of the body.  Marks count nothing, as they may hang or be squeezed,
    Latin letters a fifth of an em; head, pictures and pull quotes count nothing either.
    """
    held = [block for block in story.body if block.text.strip() and block.kind != "pull"]
    lines = [_em(block.text) / measure if block.kind == "para" else 1.0 for block in held]
    return ceil(sum(max(1, ceil(count - SURE)) for count in lines) / columns)


def _em(text: str) -> float:
    """Return the least width of a text, em."""
    latin = sum(char.isascii() for char in text)
    wide = sum(char.isalnum() and not char.isascii() for char in text)
    return LATIN * latin + wide
