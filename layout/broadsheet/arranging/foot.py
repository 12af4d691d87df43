"""The foot of a page: advertisements, notices and service text in bands.

Takes the items that are no news; returns bands from the upper to the lowest, each with the rows
that it needs and those that it may take more.  Sizes that were sold and material of a given form
are kept to; the rest share what is left.  Make-up's own setting says what goes in.
"""

from collections.abc import Container, Mapping, Sequence
from itertools import accumulate
from math import sqrt
from typing import Any

from broadsheet.edition import Advert, Info, Item, Notice
from broadsheet.geometry import Rect
from broadsheet.makeup.boxes.items import set_item, title_of
from broadsheet.makeup.boxes.plain import goes_in
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.setup import PageSetup
from broadsheet.models import field, frozen, record, replace
from broadsheet.spec import SLOTS, Box, ItemBox

GAP = 8.5  # pt, between boxes of a band
LEAST_WIDTH = 76.0  # pt, of a box in a band
FIRST = 8  # rows that are tried first
LEAST_LEFT = 20  # rows that stay of a band which gives some
ABREAST = 5  # boxes in a band
PPI = 110.0  # pixels an inch that material has at least
UNFILLED = 20.0  # rows that white beside material is worth, of a whole band
EMPTY = 0.8  # price of a row that a notice's box is deeper than its text
HALF, FEW = 0.5, 3  # of a box that words fill at least; rows of white that are nothing
HALF_EMPTY = 8.0  # rows that a box which they fill less is worth
LEVEL = 2  # times that widths are corrected by the depths that they give
NARROW = 11.0  # 字 of the body: no box is made narrower to be filled
MANY = 120  # letters of a notice, with which it stands among advertisements no more
ROOM, GENEROUS = 2, 5  # rows that a band may take more; where copy is short

Other = Advert | Notice | Info


@frozen()
class FootPart:
    """An item of a band: keys of its box, and its width."""

    box: Mapping[str, Any]
    width: float  # pt


@frozen()
class FootBand:
    """Boxes side by side, with the white over them among the rows."""

    parts: tuple[FootPart, ...]
    rows: int
    most: int
    ads: bool
    generous: int  # rows at most where copy is short

    def box(self, full: float) -> dict[str, Any]:
        """Return the band's box, ``full`` pt wide."""
        if len(self.parts) == 1 and self.parts[0].width > 0.97 * full:
            return {**self.parts[0].box, "rule": "1.2pt", "above": "1行"}
        boxes = []
        for part in self.parts:
            own = dict(part.box)
            if "size" not in own:
                own["width"] = f"{int(part.width * 100000 / full) / 1000:.3f}%"
            boxes.append(own)
        if sum(part.width for part in self.parts) + GAP * (len(self.parts) - 1) > 0.97 * full:
            free = [own for own in boxes if "width" in own]
            if free:
                free[-1].pop("width")  # it takes what rounding leaves
        return {"across": boxes, "gap": f"{GAP}pt", "rule": "1.2pt", "above": "1行"}


@record()
class Foot:
    """Lays out the items at a page's foot."""

    setup: PageSetup
    shapes: Mapping[str, tuple[Mapping[str, Any], ...]]
    ads: int  # rows that suit a band of advertisements
    boxes: Mapping[tuple[str, int], Box]  # of each item, by kind and rank
    known: dict[tuple[str, int], int] = field(default_factory=dict)
    fits: dict[tuple[str, int, int], bool] = field(default_factory=dict)

    @property
    def full(self) -> float:
        """Width of the type area, pt."""
        grid = self.setup.style.grid
        return grid.span(0, grid.columns - 1)

    @property
    def deepest(self) -> int:
        """Rows of a band, at most: of the sheet, without the white over it."""
        return self.setup.style.grid.rows - 2

    def bands(self, items: Sequence[Item], gone: Container[str] = ()) -> list[FootBand]:
        """Return the bands: notices and service text over the advertisements.

        Items that are ``gone`` stand elsewhere.
        """
        counted = [one for one in numbered(items) if one[0].id not in gone]
        sold = [one for one in counted if isinstance(one[0], Advert) and one[0].size in SLOTS]
        rest = [one for one in counted if one not in sold]
        ads = [one for one in rest if isinstance(one[0], Advert)]
        others = [one for one in rest if not isinstance(one[0], Advert)]
        bands: list[FootBand] = []
        if others and ads and len(others) == 1 and self._short(others[0][0]):
            ads, others = [*ads, *others], []
        below = self._sold(sold, ads)  # what goes beside a sold size is taken from ``ads``
        bands += self._grouped(others) if others else []
        bands += self._grouped(ads) if ads else []
        return bands + below

    def _short(self, item: Other) -> bool:
        """Tell whether an item goes among advertisements: a hotline, a notice of a few lines.

        A line alone would stand lost in their depth: it is a strip of its own.
        """
        if isinstance(item, Advert):
            return False
        return bool(item.title) + len(item.copy) > 1 and sum(map(len, item.copy)) < MANY

    def _grouped(self, items: Sequence[tuple[Other, int]]) -> list[FootBand]:
        """FootPart items into bands in their order, the fewest rows in all."""
        count = len(items)
        best: dict[int, tuple[float, list[FootBand]]] = {0: (0.0, [])}
        for end in range(1, count + 1):
            for start in range(max(0, end - ABREAST), end):
                if start not in best or (band := self._band(items[start:end])) is None:
                    continue
                cost = best[start][0] + band.rows + 2.0 + self._waste(items[start:end], band)
                if end not in best or cost < best[end][0]:
                    best[end] = (cost, [*best[start][1], band])
        return best[count][1] if count in best else [self._alone(one) for one in items]

    def _waste(self, items: Sequence[tuple[Other, int]], band: FootBand) -> float:
        """Return what it costs that boxes are deeper than their text, or very broad."""
        cost = 3.0 * max(0.0, band.parts[0].width / self.full - 0.55)
        taken = sum(part.width for part in band.parts) + GAP * (len(band.parts) - 1)
        cost += UNFILLED * max(0.0, 1.0 - taken / self.full)
        for (item, number), part in zip(items, band.parts, strict=True):
            if not isinstance(item, Advert):
                deep = band.rows - 1
                cost += EMPTY * (deep - self._least(item, number, part.width))
                cost += HALF_EMPTY * self._half_empty(item, number, part.width, deep)
        return cost

    def _half_empty(self, item: Other, number: int, width: float, deep: int) -> bool:
        """Tell whether words, no advertiser's, leave half a box white.

        A band over figures fills any.
        """
        if isinstance(item, Advert) or (isinstance(item, Info) and title_of(item) is not None):
            return False
        least = self._least(item, number, width)
        return least < HALF * deep and deep - least > FEW

    def _levelled(
        self, items: Sequence[tuple[Other, int]], widths: list[float], deep: int
    ) -> tuple[list[float], int]:
        """Return widths that words fill better, and the rows of the band."""
        words = [not isinstance(item, Advert) for item, _ in items]
        free = [all(words) or not (w or self._material(item, 1))
                for (item, _), w in zip(items, words, strict=True)]  # fmt: skip
        for _ in range(LEVEL if len(items) > 1 else 0):
            needs = [self._least(item, number, width) if word else deep
                     for (item, number), width, word in zip(items, widths, words, strict=True)
                     ]  # fmt: skip
            if min(needs) + 1 >= deep:
                break
            areas = [width * need / deep for width, need in zip(widths, needs, strict=True)]
            made = levelled(widths, areas, free, NARROW * self.setup.style.grid.em)
            asked = 0 if all(words) else deep
            depth = max(self._needs(item, number, width, asked)
                        for (item, number), width in zip(items, made, strict=True))  # fmt: skip
            if depth > deep:
                break
            widths, deep = made, depth
        return widths, deep

    def _band(self, items: Sequence[tuple[Other, int]]) -> FootBand | None:
        """Return items side by side; None where they are too narrow."""
        room = self.full - GAP * (len(items) - 1)
        weights = [_weight(item) for item, _ in items]
        deep = self.ads if any(isinstance(item, Advert) for item, _ in items) else 0
        widths = [room * weight / sum(weights) for weight in weights]
        for _ in range(3):  # material takes its own form's width, the others what is left
            own = [self._material(item, deep) for item, _ in items]
            left = room - sum(own)
            free = sum(w for w, fixed in zip(weights, own, strict=True) if not fixed)
            if left < 0 or (free and left < LEAST_WIDTH * own.count(0.0)):
                return None
            widths = [
                fixed or left * weight / free for weight, fixed in zip(weights, own, strict=True)
            ]
            if min(widths) < LEAST_WIDTH and len(items) > 1:
                return None
            need = max(
                (self._needs(i, n, w, deep)
                 for (i, n), w, fixed in zip(items, widths, own, strict=True) if not fixed),
                default=0,
            )  # fmt: skip
            if need <= deep:
                break
            deep = need
        if deep > self.deepest:
            return None
        widths, deep = self._levelled(items, widths, deep)
        parts = tuple(
            FootPart(self._box(item, number), width)
            for (item, number), width in zip(items, widths, strict=True)
        )
        ads = any(isinstance(item, Advert) for item, _ in items)
        material = any(self._material(item, deep) for item, _ in items)
        room, more = (0, 0) if material else (ROOM, GENEROUS if ads else ROOM)
        return FootBand(parts, deep + 1, deep + 1 + room, ads, deep + 1 + more)

    def _alone(self, one: tuple[Other, int]) -> FootBand:
        item, number = one
        rows = min(self.deepest, self._least(item, number, self.full))
        return FootBand(
            (FootPart(self._box(item, number), self.full),), rows + 1, rows + 3, False, rows + 3
        )

    def _sold(
        self, sold: Sequence[tuple[Other, int]], rest: list[tuple[Other, int]]
    ) -> list[FootBand]:
        """Put sold sizes of one depth side by side, others in the room that they leave."""
        bands = []
        by_depth: dict[float, list[tuple[Advert, int]]] = {}
        for item, number in sold:
            if isinstance(item, Advert):
                by_depth.setdefault(SLOTS[item.size][1], []).append((item, number))
        for depth, found in sorted(by_depth.items()):
            line: list[tuple[Advert, int]] = []
            for one in [*found, None]:
                taken = sum(SLOTS[item.size][0] for item, _ in line)
                if line and (one is None or taken + SLOTS[one[0].size][0] > 1.001):
                    bands.append(self._sold_band(line, depth, 1.0 - taken, rest))
                    line = []
                if one is not None:
                    line.append(one)
        return bands

    def _sold_band(
        self,
        line: Sequence[tuple[Advert, int]],
        depth: float,
        left: float,
        rest: list[tuple[Other, int]],
    ) -> FootBand:
        """Return sold sizes side by side, and as many others as the room beside them takes."""
        parts = [
            FootPart(
                {**self._box(item, number), "size": item.size},
                SLOTS[item.size][0] * (self.full + GAP) - GAP,
            )
            for item, number in line
        ]
        deep = round(depth * self.setup.style.grid.rows)
        room_left = left * (self.full + GAP)
        count = min(len(rest), round(left * 4)) if left > 0.2 else 0
        while count:
            width = room_left / count - GAP
            beside = rest[:count]
            fits = all(
                not self._material(item, deep)
                and self._needs(item, number, width, deep) <= deep
                and not self._half_empty(item, number, width, deep)
                for item, number in beside
            )
            if fits and width >= LEAST_WIDTH:
                parts += [FootPart(self._box(item, number), width) for item, number in beside]
                del rest[:count]
                break
            count -= 1
        return FootBand(tuple(parts), deep + 1, deep + 1, True, deep + 1)

    def _material(self, item: Other, rows: int) -> float:
        """Return the width that an advertiser's own material takes in so many rows, pt."""
        if not isinstance(item, Advert) or item.copy or not rows:
            return 0.0
        size = self.setup.picture_sizes.get(item.src)
        if size is None:
            return 0.0
        most = size[0] / PPI * 72
        return min(rows * self.setup.row * size[0] / size[1], self.full, most)

    def _box(self, item: Other, number: int) -> dict[str, Any]:
        return box_of(item, number, self.shapes)

    def _least(self, item: Other, number: int, width: float) -> int:
        """Return the fewest rows in which an item goes in; ``deepest`` + 1 where none will do."""
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

    def _needs(self, item: Other, number: int, width: float, deep: int) -> int:
        """Return ``deep`` rows where an item goes into them, else the fewest that it needs."""
        key = (item.id, round(width / 2), deep)
        if deep and key not in self.fits:
            self.fits[key] = self._goes_in(item, number, width, deep)
        return deep if deep and self.fits[key] else self._least(item, number, width)

    def _goes_in(self, item: Other, number: int, width: float, rows: int) -> bool:
        box = self.boxes[item.kind, number]
        rect = Rect(self.setup.style.page.left, 0.0, width, rows * self.setup.row)
        galley = Galley(self.setup, box)
        if not isinstance(box.content, ItemBox):
            return False
        set_item(galley, box.content, item, rect)
        return goes_in(galley, rect)


def levelled(
    widths: Sequence[float], wanted: Sequence[float], free: Sequence[bool], narrow: float
) -> list[float]:
    """Return the widths that are wanted, pt, none under ``narrow`` unless it was so before.

    Those that are ``free`` share what is left of the room; where none is, nothing changes.
    """
    floor = min(narrow, *widths)
    made = [max(floor, width) for width in wanted]
    left = sum(widths) - sum(made)
    share = sum(width for width, takes in zip(made, free, strict=True) if takes)
    if share + left < floor * sum(free) or not share:
        return list(widths)
    return [
        width * (1 + left / share) if takes else width
        for width, takes in zip(made, free, strict=True)
    ]


def _weight(item: Other) -> float:
    """Return an item's share of a band: advertisements alike, others by their words."""
    if isinstance(item, Advert):
        return 1.0
    return min(1.3, max(0.4, sqrt(sum(len(line) for line in item.copy)) / 10))


def box_of(
    item: Other, number: int, shapes: Mapping[str, tuple[Mapping[str, Any], ...]]
) -> dict[str, Any]:
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


def spread(bands: Sequence[FootBand], more: int) -> list[int]:
    """Return the rows of each band when ``more`` are to spare; what is over stays."""
    rows = [band.rows for band in bands]
    for n, band in enumerate(bands):
        taken = min(more, band.most - band.rows)
        rows[n] += taken
        more -= taken
    return rows


def lowered(bands: Sequence[FootBand], lack: int) -> tuple[FootBand, ...]:
    """Return bands that take so many rows less: the deepest gives them, if it can."""
    n = max(range(len(bands)), key=lambda n: bands[n].rows, default=-1)
    if n < 0 or bands[n].rows < LEAST_LEFT + lack:
        return tuple(bands)
    rows = bands[n].rows - lack
    less = replace(bands[n], rows=rows, most=rows, generous=rows)
    return (*bands[:n], less, *bands[n + 1 :])


def room(bands: Sequence[FootBand]) -> tuple[int, int]:
    """Return the rows that bands take at least, and at most."""
    least, most = (
        list(accumulate(b))[-1:] for b in ([x.rows for x in bands], [x.most for x in bands])
    )
    return (least or [0])[0], (most or [0])[0]
