"""Which drawings promise most: found in numbers, their rows settled by what they really cost.

Takes the forms of a page's blocks and the depths that the news may have; returns drawings, those
first that are to be composed.  Composes nothing.
"""

from collections.abc import Mapping, Sequence

from broadsheet.arranging import draw, judge
from broadsheet.arranging.exact import Exact
from broadsheet.arranging.forms import StoryForm
from broadsheet.arranging.ground import BareSheet, Ground
from broadsheet.arranging.interlock import DoglegForm, Drawing, PageSearch
from broadsheet.arranging.nearness import moved
from broadsheet.arranging.rooms import PlacedBlock, RoomForm, Rooms
from broadsheet.arranging.settle import settled
from broadsheet.models import record

LOOKED = 12  # drawings whose rows are settled, in each round
ROUNDS = 3  # of them, until one fits
FITS = 45.0  # a price under which one does
ALIKE = 2  # drawings that differ in rows alone


@record()
class Promise:
    """Looks for the drawings of a page's blocks."""

    bare: BareSheet
    ground: Ground
    forms: Sequence[Sequence[StoryForm]]
    wanted: Mapping[int, float]  # price of each depth of the news

    def drawings(self, rounds: int = 1) -> list[Drawing]:
        """Return the drawings that are to be composed, those first that promise most.

        ``rounds`` of settling are gone through at least.
        """
        leaves = [
            [
                RoomForm(f.width, f.corners, {h: c + f.price for h, c in f.costs.items()}, n)
                for n, f in enumerate(own)
                if not f.tail
            ]
            for own in self.forms
        ]
        legs = [
            DoglegForm(b, n, f.width, f.tail, f.right, f.over, f.lines, f.price, f.costs, f.corners,
                       f.upper)
            for b, own in enumerate(self.forms)
            for n, f in enumerate(own)
            if f.tail
        ]  # fmt: skip
        self.bare.shop.look("")
        free = sum(1 << n for n, b in enumerate(self.ground.blocks) if n and b.kind == "photo")
        search = PageSearch(
            Rooms(leaves, max(self.wanted), free),
            legs,
            self.ground.columns,
            self.wanted,
            self.bare.shop.look,
        )
        pool = [
            (drawing.cost + self._judged(drawing.spots), n, drawing)
            for n, drawing in enumerate(search.drawings())
        ]
        return self._looked(pool, rounds)

    def _looked(self, pool: list[tuple[float, int, Drawing]], least: int) -> list[Drawing]:
        """Settle the drawings that promise most; where forms turn out dearer, others are next."""
        exact = Exact(self.ground.desk, self.bare.page.items, self.forms)
        dearer: dict[tuple[int, int], float] = {}
        found: list[tuple[float, int, Drawing]] = []
        seen: dict[tuple[object, ...], int] = {}
        for n_round in range(1, ROUNDS + 1):
            chosen = self._promising(pool, dearer, seen)
            learn(self.bare, exact, [spot for _, drawing in chosen for spot in drawing.spots])
            for n, drawing in chosen:
                for block, form, more in exact.dearer(drawing.spots, self.forms):
                    dearer[block, form] = min(more, dearer.get((block, form), 1e9))
                self.bare.shop.look("")
                cost, spots = settled(drawing.spots, exact.cost, self.wanted)
                cost += sum(self.forms[b][f].price for b, f in {(s.block, s.form) for s in spots})
                cost += self._judged(spots)
                rows = max(spot.row + spot.rows for spot in spots)
                found.append((cost, n, Drawing(cost, spots, rows, drawing.broken)))
            found.sort(key=lambda one: one[:2])
            if not chosen or (n_round >= least and found[0][0] < FITS):
                break
        best: dict[tuple[object, ...], Drawing] = {}
        for _, _, drawing in found:  # rows apart, two are one drawing
            best.setdefault(drawing.shape(), drawing)
        return list(best.values())

    def _promising(
        self,
        pool: list[tuple[float, int, Drawing]],
        dearer: Mapping[tuple[int, int], float],
        seen: dict[tuple[object, ...], int],
    ) -> list[tuple[int, Drawing]]:
        """Take the next drawings out of a pool, few of them alike."""
        order = []
        for cost, n, drawing in pool:
            used = {(spot.block, spot.form) for spot in drawing.spots}
            order.append((cost + sum(dearer.get(form, 0.0) for form in used), n, drawing))
        order.sort(key=lambda one: one[:2])
        chosen: list[tuple[int, Drawing]] = []
        for _, n, drawing in order:
            key = drawing.shape()
            if seen.get(key, 0) < ALIKE and len(chosen) < LOOKED:
                seen[key] = seen.get(key, 0) + 1
                chosen.append((n, drawing))
        taken = {n for n, _ in chosen}
        pool[:] = [one for one in pool if one[1] not in taken]
        return chosen

    def _judged(self, spots: Sequence[PlacedBlock]) -> float:
        alleys = self.bare.sheet_spec().style.lint["through-gutter"].level != "off"
        levels = [block.level for block in self.ground.blocks]
        price = judge.price(spots, self.forms, levels, self.ground.columns,
                            framed=self.bare.house.framed, alleys=alleys)  # fmt: skip
        near, ground = self.bare.shop.near, self.ground
        return price + moved(near, ground.blocks, spots, self.forms, ground.columns)


def learn(bare: BareSheet, exact: Exact, spots: Sequence[PlacedBlock]) -> None:
    """Have the forms of some blocks asked what they really cost."""
    sections = exact.sections(spots)
    if sections:
        own = bare.head()
        styles = {**own.get("styles", {}), **sections.pop("styles")}
        found = {**own, "styles": styles, **sections}
        exact.learn(bare.shop.read(draw.text(bare.shop.head, [(found, {})])))
