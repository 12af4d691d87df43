"""What a drawing's boxes really cost, as make-up prices them.

Takes forms that some drawings use; returns their cost at any depth, asked of make-up's own
planners, each text set once.  Where forms are only counted, this is exact.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from broadsheet.arranging import draw
from broadsheet.arranging.forms import StoryForm
from broadsheet.arranging.rooms import PlacedBlock
from broadsheet.edition import Item
from broadsheet.makeup.galley.setup import PageSetup
from broadsheet.makeup.page.demand import Demand, cells, demand
from broadsheet.models import field, record, replace
from broadsheet.spec import Spec

DEAR = 200.0  # more is not told apart
ROUND = 4  # rows over the least that are looked at: columns may end level
ANY_DEPTH = ("photo", "index", "ad")  # forms that say themselves what any depth costs
THIN, STRIP = 4, 40.0  # rows of text in each part of a dogleg; price of each that lacks
ABOVE = 1  # rows of white over a box, which make-up does not count to it


@record()
class Exact:
    """Costs of forms, asked when they are needed."""

    setup: PageSetup
    items: Sequence[Item]
    forms: Sequence[Sequence[StoryForm]]
    demands: dict[tuple[int, int], Demand] = field(default_factory=dict)

    def sections(self, spots: Iterable[PlacedBlock]) -> dict[str, Any]:
        """Return a spec's sections with a box for each form of some drawings, on its own."""
        columns = self.setup.style.grid.columns
        boxes: dict[str, Any] = {}
        styles: dict[str, Any] = {}
        rows = []
        for block, number in sorted({(spot.block, spot.form) for spot in spots}):
            known = (block, number) in self.demands
            if known or self.forms[block][number].kind in ANY_DEPTH:
                continue
            form, name = self.forms[block][number], f"v{block}-{number}"
            boxes[name] = draw.story_box(
                name, form, [PlacedBlock(block, number, 0, 1, 0, 1)], styles
            )
            for first, width in parts_of(form):
                line = ["."] * columns
                line[first : first + width] = [name] * width
                rows.append(f"{' '.join(line)} | auto")
        return {"styles": styles, "map": rows, "boxes": boxes} if boxes else {}

    def learn(self, spec: Spec) -> None:
        """Take the boxes of a spec made of ``sections``."""
        setup = replace(self.setup, style=spec.style)
        for name, box in spec.arrangement.boxes.items():
            block, number = map(int, name[1:].split("-"))
            shape = cells(*parts_of(self.forms[block][number]))
            self.demands[block, number] = demand(setup, box, shape, self.items)

    def cost(self, block: int, form: int, depths: tuple[int, ...]) -> float:
        """Cost of a block in a form, its parts so many rows deep with the white over it."""
        first, *rest = depths
        own = self.forms[block][form]
        if own.kind in ANY_DEPTH:  # make-up fills any depth: its form says what is right
            return own.costs.get(first, DEAR * (1 + abs(first - min(own.costs))))
        strips = sum(max(0, THIN - rows) for rows in (first - own.over, *rest)) if rest else 0
        return self.demands[block, form].cost(first - ABOVE, *rest) + STRIP * strips

    def dearer(
        self, spots: Sequence[PlacedBlock], forms: Sequence[Sequence[StoryForm]]
    ) -> Iterator[tuple[int, int, float]]:
        """Yield blocks, their forms, and what these cost more than was counted."""
        parts: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for spot in spots:
            parts.setdefault((spot.block, spot.form), []).append((spot.row, spot.rows))
        for (block, number), own in parts.items():
            form, depths = forms[block][number], tuple(rows for _, rows in sorted(own))
            spare = form.width * (depths[0] - form.over) + sum(
                form.tail * rows for rows in depths[1:]
            )
            counted = form.costs.get(spare - form.lines if form.tail else depths[0], 0.0)
            yield block, number, max(0.0, min(DEAR, self.cost(block, number, depths)) - counted)

    def least(self, block: int, form: int) -> int:
        """Return the fewest rows, with the white over it, in which nothing of a block is over."""
        if self.forms[block][form].kind in ANY_DEPTH:
            return min(self.forms[block][form].costs)
        own = self.demands[block, form]
        return ABOVE + min(
            range(own.least, own.least + ROUND), key=lambda rows: (own.cost(rows), rows)
        )


def parts_of(form: StoryForm) -> list[tuple[int, int]]:
    """Return first column and width of each part of a form, from the head."""
    parts = [(0, form.width)]
    if form.tail:
        parts.append((form.width - form.tail if form.right else 0, form.tail))
    return parts
