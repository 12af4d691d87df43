"""The foot of a page: advertisements, notices and service text in bands.

Takes the items that are no news; returns bands from the upper to the lowest, each with the rows
that it needs and those that it may take more.  Sizes that were sold and material of a given form
are kept to; the rest share what is left, short notices one over another where that fills a band
better.  What goes in is asked of ``foot_items``.
"""

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from broadsheet.arranging.foot_bands import GAP, FootBand, FootPart, levelled
from broadsheet.arranging.foot_items import FootColumn, FootFit, Other, Shapes, numbered
from broadsheet.edition import Advert, Item
from broadsheet.models import record
from broadsheet.spec import SLOTS

LEAST_WIDTH = 76.0  # pt, of a box in a band
ABREAST = 5  # boxes in a band
STACKED = 8  # items in one, some over others
UNFILLED = 20.0  # rows that white beside material is worth, of a whole band
EMPTY = 0.8  # price of a row that a notice's box is deeper than its text
HALF_EMPTY = 8.0  # rows that a box which they fill less is worth
BLOWN_UP = 6.0  # rows that an advertisement is worth whose words are lost in it
MIXED = 1.0  # price of notices among advertisements
LEVEL = 2  # times that widths are corrected by the depths that they give
NARROW = 11.0  # 字 of the body: no box is made narrower to be filled
MANY = 120  # letters of a notice, with which it stands among advertisements no more
ROOM, GENEROUS = 2, 5  # rows that a band may take more; where copy is short
SHALLOWER = (1.0, 0.8, 0.6)  # of the depth that suits advertisements, where their words are few


@record()
class Foot:
    """Lays out the items at a page's foot."""

    fit: FootFit
    shapes: Shapes
    ads: int  # rows that suit a band of advertisements

    @property
    def full(self) -> float:
        """Width of the type area, pt."""
        return self.fit.full

    def bands(self, items: Sequence[Item], gone: Container[str] = ()) -> list[FootBand]:
        """Return the bands: notices and service text over the advertisements.

        Items that are ``gone`` stand elsewhere.
        """
        counted = [one for one in numbered(items) if one[0].id not in gone]
        sold = [one for one in counted if isinstance(one[0], Advert) and one[0].size in SLOTS]
        rest = [one for one in counted if one not in sold]
        ads = [one for one in rest if isinstance(one[0], Advert)]
        others = [one for one in rest if not isinstance(one[0], Advert)]
        if others and ads and len(others) == 1 and self._short(others[0][0]):
            ads, others = [*ads, *others], []
        below = self._sold(sold, ads)  # what goes beside a sold size is taken from ``ads``
        if others and ads and len(ads) <= 2:
            return self._grouped([*others, *ads]) + below
        return (
            (self._grouped(others) if others else []) + (self._grouped(ads) if ads else []) + below
        )

    def _short(self, item: Other) -> bool:
        """Tell whether an item goes among advertisements: a hotline, a notice of a few lines.

        A line alone would stand lost in their depth: it is a strip of its own.
        """
        if isinstance(item, Advert):
            return False
        return bool(item.title) + len(item.copy) > 1 and sum(map(len, item.copy)) < MANY

    def _grouped(self, items: Sequence[tuple[Other, int]]) -> list[FootBand]:
        """Part items into bands in their order, the fewest rows in all."""
        count = len(items)
        best: dict[int, tuple[float, list[FootBand]]] = {0: (0.0, [])}
        for end in range(1, count + 1):
            for start in range(max(0, end - STACKED), end):
                for price, band in self._ways(items[start:end]) if start in best else ():
                    cost = best[start][0] + band.rows + 2.0 + price
                    if end not in best or cost < best[end][0]:
                        best[end] = (cost, [*best[start][1], band])
        return best[count][1] if count in best else [self._alone(one) for one in items]

    def _ways(self, items: Sequence[tuple[Other, int]]) -> Iterator[tuple[float, FootBand]]:
        """Yield the bands that items may be: side by side, or short ones over each other."""
        single = [FootColumn((one,)) for one in items]
        band = self._band(single) if len(single) <= ABREAST else None
        if band is not None:
            yield self._waste(single, band), band
        words = [column.words for column in single]
        if not any(a and b for a, b in pairwise(words)):
            return
        for deep in [band.rows - 1] if band is not None else self._depths(single):
            columns = self._stacked(single, deep)
            stacked = self._band(columns) if len(columns) < len(single) else None
            if stacked is not None and len(columns) <= ABREAST:
                yield self._waste(columns, stacked), stacked

    def _depths(self, single: Sequence[FootColumn]) -> list[int]:
        """Return the depth of a band of more items than go abreast."""
        if not all(column.words for column in single):
            return [self.ads]
        width = self.full / ABREAST
        return [max(self.fit.least(column, width) for column in single)]

    def _stacked(self, single: Sequence[FootColumn], deep: int) -> list[FootColumn]:
        """Put words over words as long as they go into ``deep`` rows."""
        columns: list[FootColumn] = []
        width = self.full / min(ABREAST, len(single))
        for column in single:
            if columns and columns[-1].words and column.words:
                both = columns[-1].over(column)
                if self.fit.least(both, width) <= deep:
                    columns[-1] = both
                    continue
            columns.append(column)
        return columns

    def _waste(self, columns: Sequence[FootColumn], band: FootBand) -> float:
        """Return what it costs that boxes are deeper than their text, or very broad."""
        cost = 3.0 * max(0.0, band.parts[0].width / self.full - 0.55)
        taken = sum(part.width for part in band.parts) + GAP * (len(band.parts) - 1)
        cost += UNFILLED * max(0.0, 1.0 - taken / self.full)
        deep, words = band.rows - 1, [column.words for column in columns]
        cost += MIXED * (any(words) and not all(words))
        for column, part in zip(columns, band.parts, strict=True):
            if column.words:
                cost += EMPTY * (deep - self.fit.least(column, part.width))
                cost += HALF_EMPTY * self.fit.half_empty(column, part.width, deep)
            else:
                cost += BLOWN_UP * self.fit.blown_up(column, part.width, deep)
        return cost

    def _levelled(
        self, columns: Sequence[FootColumn], widths: list[float], deep: int
    ) -> tuple[list[float], int]:
        """Return widths that words fill better, and the rows of the band."""
        words = [column.words for column in columns]
        free = [all(words) or not (w or self.fit.material(column, 1))
                for column, w in zip(columns, words, strict=True)]  # fmt: skip
        for _ in range(LEVEL if len(columns) > 1 else 0):
            needs = [self.fit.least(column, width) if word else deep
                     for column, width, word in zip(columns, widths, words, strict=True)
                     ]  # fmt: skip
            if min(needs) + 1 >= deep:
                break
            areas = [width * need / deep for width, need in zip(widths, needs, strict=True)]
            made = levelled(widths, areas, free, NARROW * self.fit.setup.style.grid.em)
            asked = 0 if all(words) else deep
            depth = max(self.fit.needs(column, width, asked)
                        for column, width in zip(columns, made, strict=True))  # fmt: skip
            if depth > deep:
                break
            widths, deep = made, depth
        return widths, deep

    def _band(self, columns: Sequence[FootColumn]) -> FootBand | None:
        """Return columns side by side; None where they are too narrow.

        Advertisements of few words, that would be lost in the depth which suits others, take less.
        """
        ads = not all(column.words for column in columns)
        found = None
        for share in SHALLOWER if ads else (0.0,):
            found = self._shared(columns, round(share * self.ads))
            if found is None or not any(
                self.fit.blown_up(column, width, found[1])
                for column, width in zip(columns, found[0], strict=True)
            ):
                break
        if found is None:
            return None
        widths, deep = self._levelled(columns, *found)
        parts = tuple(
            FootPart(column.box(self.shapes), width)
            for column, width in zip(columns, widths, strict=True)
        )
        if any(self.fit.material(column, deep) for column in columns):
            return FootBand(parts, deep + 1, deep + 1, ads, deep + 1)
        most = ROOM
        while most and any(
            self.fit.half_empty(column, width, deep + most)
            or self.fit.blown_up(column, width, deep + most)
            for column, width in zip(columns, widths, strict=True)
        ):
            most -= 1
        more = max(most, GENEROUS) if ads and most == ROOM else most
        return FootBand(parts, deep + 1, deep + 1 + most, ads, deep + 1 + more)

    def _shared(self, columns: Sequence[FootColumn], deep: int) -> tuple[list[float], int] | None:
        """Return the widths of columns side by side, and their rows, ``deep`` where these do."""
        room = self.full - GAP * (len(columns) - 1)
        weights = [column.weight for column in columns]
        widths = [room * weight / sum(weights) for weight in weights]
        for _ in range(3):  # material takes its own form's width, the others what is left
            own = [self.fit.material(column, deep) for column in columns]
            left = room - sum(own)
            free = sum(w for w, fixed in zip(weights, own, strict=True) if not fixed)
            if left < 0 or (free and left < LEAST_WIDTH * own.count(0.0)):
                return None
            widths = [
                fixed or left * weight / free for weight, fixed in zip(weights, own, strict=True)
            ]
            if min(widths) < LEAST_WIDTH and len(columns) > 1:
                return None
            need = max(
                (self.fit.needs(column, width, deep)
                 for column, width, fixed in zip(columns, widths, own, strict=True) if not fixed),
                default=0,
            )  # fmt: skip
            if need <= deep:
                break
            deep = need
        return None if deep > self.fit.deepest else (widths, deep)

    def _alone(self, one: tuple[Other, int]) -> FootBand:
        column = FootColumn((one,))
        rows = min(self.fit.deepest, self.fit.least(column, self.full))
        part = FootPart(column.box(self.shapes), self.full)
        return FootBand((part,), rows + 1, rows + 3, False, rows + 3)

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
                {**FootColumn(((item, number),)).box(self.shapes), "size": item.size},
                SLOTS[item.size][0] * (self.full + GAP) - GAP,
            )
            for item, number in line
        ]
        deep = round(depth * self.fit.setup.style.grid.rows)
        room_left = left * (self.full + GAP)
        count = min(len(rest), round(left * 4)) if left > 0.2 else 0
        while count:
            width = room_left / count - GAP
            beside = [FootColumn((one,)) for one in rest[:count]]
            fits = all(
                not self.fit.material(column, deep)
                and self.fit.needs(column, width, deep) <= deep
                and not self.fit.half_empty(column, width, deep)
                for column in beside
            )
            if fits and width >= LEAST_WIDTH:
                parts += [FootPart(column.box(self.shapes), width) for column in beside]
                del rest[:count]
                break
            count -= 1
        return FootBand(tuple(parts), deep + 1, deep + 1, True, deep + 1)
