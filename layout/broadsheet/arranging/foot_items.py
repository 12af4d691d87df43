"""What an item of a page's foot asks for: the rows that it goes in, and how well it fills more.

Takes advertisements, notices and service text, some of them one over another in a column; returns
rows, measured by make-up's own setting.  Knows nothing of what stands beside.
"""

from collections.abc import Mapping, Sequence
from math import ceil, sqrt
from typing import Any

from broadsheet.arranging.foot_bands import GAP
from broadsheet.display import TextLine
from broadsheet.edition import Advert, Info, Item, Notice
from broadsheet.geometry import Rect
from broadsheet.makeup.boxes.items import set_item, title_of
from broadsheet.makeup.boxes.plain import goes_in
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.setup import PageSetup
from broadsheet.models import field, frozen, record
from broadsheet.spec import Box, ItemBox

FIRST = 8  # rows that are tried first
PPI = 110.0  # pixels an inch that material has at least
HALF, FEW = 0.55, 3  # of a box that words fill at least; rows of white that are nothing
BLOWN = 0.07  # of an advertisement that its words cover at least

Other = Advert | Notice | Info
Shapes = Mapping[str, tuple[Mapping[str, Any], ...]]


@frozen()
class FootColumn:
    """Items one over another in a band, each with its rank among its kind; most often one."""

    items: tuple[tuple[Other, int], ...]

    @property
    def words(self) -> bool:
        """Whether they are notices and service text: no advertiser's."""
        return not any(isinstance(item, Advert) for item, _ in self.items)

    @property
    def weight(self) -> float:
        """Their share of a band: advertisements alike, others by their words."""
        return max(_weight(item) for item, _ in self.items)

    def over(self, other: "FootColumn") -> "FootColumn":
        """Return a column with another one's items under its own."""
        return FootColumn((*self.items, *other.items))

    def box(self, shapes: Shapes) -> dict[str, Any]:
        """Return the keys of its box, in the house's forms."""
        boxes = [box_of(item, number, shapes) for item, number in self.items]
        return boxes[0] if len(boxes) == 1 else {"down": boxes, "gap": f"{GAP}pt"}


@record()
class FootFit:
    """Measures items in widths and depths; keeps what it has measured."""

    setup: PageSetup
    boxes: Mapping[tuple[str, int], Box]  # of each item, by kind and rank
    known: dict[tuple[str, int], int] = field(default_factory=dict)
    fits: dict[tuple[str, int, int], bool] = field(default_factory=dict)
    shares: dict[tuple[str, int, int], tuple[float, float]] = field(default_factory=dict)

    @property
    def full(self) -> float:
        """Width of the type area, pt."""
        grid = self.setup.style.grid
        return grid.span(0, grid.columns - 1)

    @property
    def deepest(self) -> int:
        """Rows of a band, at most: of the sheet, without the white over it."""
        return self.setup.style.grid.rows - 2

    def material(self, column: FootColumn, rows: int) -> float:
        """Return the width that an advertiser's own material takes in so many rows, pt."""
        item = column.items[0][0]
        if not isinstance(item, Advert) or item.copy or not rows:
            return 0.0
        size = self.setup.picture_sizes.get(item.src)
        if size is None:
            return 0.0
        most = size[0] / PPI * 72
        return min(rows * self.setup.row * size[0] / size[1], self.full, most)

    def least(self, column: FootColumn, width: float) -> int:
        """Return the fewest rows in which a column goes in; over ``deepest`` where none will do."""
        gaps = ceil((len(column.items) - 1) * GAP / self.setup.row)
        return gaps + sum(self._least(item, number, width) for item, number in column.items)

    def needs(self, column: FootColumn, width: float, deep: int) -> int:
        """Return ``deep`` rows where a column goes into them, else the fewest that it needs."""
        if not deep or len(column.items) > 1:
            return max(deep, self.least(column, width))
        [(item, number)] = column.items
        key = (item.id, round(width / 2), deep)
        if key not in self.fits:
            self.fits[key] = self._goes_in(item, number, width, deep)
        return deep if self.fits[key] else self._least(item, number, width)

    def half_empty(self, column: FootColumn, width: float, deep: int) -> int:
        """Count the notices and service texts whose words leave half of their box white.

        A band over figures fills any.
        """
        spare = max(0, deep - self.least(column, width)) / len(column.items)
        count = 0
        for item, number in column.items:
            if isinstance(item, Advert) or (isinstance(item, Info) and title_of(item) is not None):
                continue
            rows = deep if len(column.items) == 1 else self._least(item, number, width) + int(spare)
            share, _ = self._filled(item, number, width, rows)
            count += share < HALF and (1 - share) * rows > FEW
        return count

    def blown_up(self, column: FootColumn, width: float, deep: int) -> bool:
        """Tell whether an advertisement of words is much larger than they can fill."""
        [(item, number), *_] = column.items
        if not isinstance(item, Advert) or item.src in self.setup.picture_sizes:
            return False
        return self._filled(item, number, width, deep)[1] < BLOWN

    def _least(self, item: Other, number: int, width: float) -> int:
        key = (item.id, round(width / 2))
        if key not in self.known:
            low, high = 1 if isinstance(item, Notice | Info) else 5, FIRST
            while high <= self.deepest and not self._goes_in(item, number, width, high):
                low, high = high + 1, 2 * high
            while low < high <= self.deepest:
                middle = (low + high) // 2
                fits = self._goes_in(item, number, width, middle)
                low, high = (low, middle) if fits else (middle + 1, high)
            self.known[key] = min(high, self.deepest + 1)
        return self.known[key]

    def _set(self, item: Other, number: int, width: float, rows: int) -> tuple[Galley, Rect]:
        box = self.boxes[item.kind, number]
        rect = Rect(self.setup.style.page.left, 0.0, width, rows * self.setup.row)
        galley = Galley(self.setup, box)
        if isinstance(box.content, ItemBox):
            set_item(galley, box.content, item, rect)
        return galley, rect

    def _goes_in(self, item: Other, number: int, width: float, rows: int) -> bool:
        if not isinstance(self.boxes[item.kind, number].content, ItemBox):
            return False
        return goes_in(*self._set(item, number, width, rows))

    def _filled(self, item: Other, number: int, width: float, rows: int) -> tuple[float, float]:
        """Return the share of a box's depth from its first line to its last, and of its area."""
        key = (item.id, round(width / 2), rows)
        if key not in self.shares:
            galley, rect = self._set(item, number, width, rows)
            lines = [mark for mark in galley.copy if isinstance(mark, TextLine)]
            sizes = [max(run.size for run in line.runs) for line in lines]
            deep = 0.0
            if lines:
                tops = [line.y - size for line, size in zip(lines, sizes, strict=True)]
                deep = max(line.y for line in lines) - min(tops)
            area = sum(line.width * size for line, size in zip(lines, sizes, strict=True))
            self.shares[key] = deep / rect.height, area / (rect.width * rect.height)
        return self.shares[key]


def _weight(item: Other) -> float:
    if isinstance(item, Advert):
        return 1.0
    return min(1.3, max(0.4, sqrt(sum(len(line) for line in item.copy)) / 10))


def box_of(item: Other, number: int, shapes: Shapes) -> dict[str, Any]:
    """Return the keys of an item's box, in the house's form for its kind and rank."""
    own = shapes.get(item.kind, ({},))
    shape = dict(own[(number - 1) % len(own)])
    banded = shape.get("form") in ("strip", "reversed")
    if isinstance(item, Advert) and banded and len(item.copy) < 3:
        shape["form"] = "tinted"
    return {item.kind: number, **shape}


def numbered(items: Sequence[Item]) -> list[tuple[Other, int]]:
    """Return the items that are no news, each with its rank among its kind."""
    count: dict[str, int] = {}
    found = []
    for item in items:
        count[item.kind] = count.get(item.kind, 0) + 1
        if isinstance(item, Advert | Notice | Info):
            found.append((item, count[item.kind]))
    return found
