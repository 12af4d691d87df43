"""Pages: rooms interlocked, so that no white and no gutter runs through.

Takes the rooms of a page's blocks and the doglegs that its longer stories can be; returns the
cheapest drawings that fill the news area.  A slicing tree alone always has a 断版 or a 通缝 at
its root: here the root is one story as a dogleg between three rooms, at either hand, or a
pinwheel of five rooms; one room, or one over another, only where nothing else goes.  Work is
counted, not timed: the same drawings on every machine.  Knows numbers only.
"""

import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from broadsheet.arranging.rooms import LEFT, MEET, RIGHT, Key, PlacedBlock, Rooms, parts_of
from broadsheet.deadline import untimed
from broadsheet.models import field, frozen, record

BROKEN = 45.0  # price of a 断版 or a 通缝 at the root
TURNED = 1.5  # of a lesser story over a better one
DEAR = 70.0  # a fit that costs more is not drawn
LOOKED = 700  # interlocks looked at
STEPS = 1_600_000  # counted work of all rooms and interlocks: then the best so far stand
WHEELS = 1_000_000  # counted work of pinwheels alone
HEAP = 400  # drawings that are kept
NEAR = 5  # rows by which areas may mislead
LEAST_TAIL, LEAST_UPPER = 4, 5  # rows of text of a dogleg's parts


@frozen()
class DoglegForm:
    """A block as a dogleg: its head over ``width`` columns, its tail ``tail`` columns wide."""

    block: int
    form: int
    width: int
    tail: int
    right: bool  # its tail is at the right
    over: int  # rows of head, pictures and white
    lines: int  # of text
    price: float
    slack: Mapping[int, float]  # cost by rows of columns to spare
    corners: int = 0
    upper: int = 0  # rows under its head in the upper part, at least


@frozen()
class Drawing:
    """All blocks in their places; a dogleg has two spots."""

    cost: float
    spots: tuple[PlacedBlock, ...]
    rows: int
    broken: bool = False

    def shape(self) -> tuple[tuple[int, ...], ...]:
        """Return what two drawings have in common that differ in rows alone."""
        return tuple(sorted((s.block, s.form, s.column, s.width) for s in self.spots))


Room = tuple[int, int, Key]  # blocks, width, way
Draw = Callable[[float], Drawing]  # makes a drawing that was found, of its cost


@record()
class PageSearch:
    """The drawings of a page's blocks in ``columns``, their depths in ``wanted``: rows, price."""

    rooms: Rooms
    legs: Sequence[DoglegForm]
    columns: int
    wanted: Mapping[int, float]
    look: Callable[[str], None] = untimed  # is asked whether to go on
    heap: list[tuple[float, int, Draw]] = field(default_factory=list)
    count: int = 0

    @property
    def whole(self) -> int:
        """All blocks."""
        return (1 << len(self.rooms.blocks)) - 1

    def drawings(self) -> list[Drawing]:
        """Return the drawings found, the cheapest first."""
        self._plain()
        self._legs()
        if len(self.rooms.blocks) >= 5:
            self._wheels()
        return [draw(-cost) for cost, _, draw in sorted(self.heap, reverse=True)]

    def _push(self, cost: float, draw: Draw) -> None:
        self.count += 1  # each has a number of its own: what draws is never compared
        entry = (-cost, -self.count, draw)
        if len(self.heap) < HEAP:
            heapq.heappush(self.heap, entry)
        elif entry > self.heap[0]:
            heapq.heapreplace(self.heap, entry)

    @property
    def worst(self) -> float:
        """The cost from which a drawing is not kept."""
        return -self.heap[0][0] if len(self.heap) >= HEAP else 1e9

    @property
    def spent(self) -> bool:
        """Whether no more work may be done."""
        return self.rooms.steps > STEPS

    def _plain(self) -> None:
        """Fill the page with one room: parted by a white or a gutter, unless it is one story."""
        if len(self.rooms.blocks) > 6:
            return
        alone = len(self.rooms.blocks) == 1
        for key, (cost, _) in self.rooms.ways(self.whole, self.columns).items():
            if key[0] in self.wanted:
                total = cost + self.wanted[key[0]] + (0.0 if alone else BROKEN)
                self._push(total, partial(self._plain_drawn, key))

    def _legs(self) -> None:
        """Look at interlocks, those first that promise most."""
        seen = []
        for n, leg in enumerate(self.legs):
            for parts in self._parted(leg):
                bound = self._bound(leg, parts)
                if bound < 1e8:
                    seen.append((bound, n, parts))
                if self.spent:
                    break
            self.look("")
        seen.sort()
        for bound, n, parts in seen[:LOOKED]:
            if self.spent or bound >= self.worst:
                break
            self.look("")
            self._interlock(n, parts)

    def _parted(self, leg: DoglegForm) -> Iterator[tuple[int, int, int]]:
        """Yield the blocks over a dogleg, beside it and in its corner, as areas allow.

        X X X X Y Y        X and b's upper part are as deep as Y, b's tail as Z
        b b b b Y Y
        b b Z Z Z Z
        """
        others, area = self.whole ^ (1 << leg.block), self.rooms.area
        least, most = min(self.wanted), max(self.wanted)
        for corner in parts_of(others):
            tail = area(corner) / (self.columns - leg.tail)
            if corner & 1 or not LEAST_TAIL - 2 <= tail <= most:
                continue
            rest = others ^ corner
            if leg.width == self.columns:
                if not rest:
                    yield 0, 0, corner
                continue
            for beside in parts_of(rest):
                over = rest ^ beside
                if over and (leg.block == 0 or over.bit_count() > 2):
                    continue
                deep = area(beside) / (self.columns - leg.width) + tail
                if least - 0.32 * least - NEAR <= deep <= most + NEAR:
                    yield over, beside, corner

    def _rooms_of(
        self, leg: DoglegForm, parts: tuple[int, int, int]
    ) -> tuple[dict[int, list[tuple[int, float]]], ...]:
        """Return the ways of the rooms over, beside and in the corner; nothing is one way."""
        over, beside, corner = parts
        by_depth = self.rooms.by_depth
        zs = by_depth(corner, self.columns - leg.tail)
        none: dict[int, list[tuple[int, float]]] = {0: [(LEFT | RIGHT, 0.0)]}
        ys = by_depth(beside, self.columns - leg.width) if beside and zs else none
        xs = by_depth(over, leg.width) if over and zs and ys else {0: [(leg.corners, 0.0)]}
        return xs, ys, zs

    def _turned(self, parts: tuple[int, int, int]) -> float:
        """Return what it costs that lesser stories stand over better ones."""
        over, beside, corner = parts
        return TURNED * ((over | beside) >> (corner & -corner).bit_length()).bit_count()

    def _bound(self, leg: DoglegForm, parts: tuple[int, int, int]) -> float:
        over, beside, corner = parts
        price = leg.price + self._turned(parts)
        rooms = ((corner, leg.tail), (beside, leg.width), (over, self.columns - leg.width))
        for members, taken in rooms:  # no further one is sought where one has no way
            if members:
                price += self.rooms.least(members, self.columns - taken)
            if price >= self.worst:
                break
        return price

    def _interlock(self, n: int, parts: tuple[int, int, int]) -> None:
        leg = self.legs[n]
        xs, ys, zs = self._rooms_of(leg, parts)
        over, beside, corner = parts
        near, far = (LEFT, RIGHT) if leg.right else (RIGHT, LEFT)
        fixed = leg.price + self._turned(parts)
        best: dict[int, float] = {}
        for tail, ((z_corners, z_cost), *_) in zs.items():
            if tail < LEAST_TAIL:
                continue
            for rows, price in self.wanted.items():
                upper = rows - tail
                for y_corners, y_cost in ys.get(upper if beside else 0, ()):
                    self.rooms.steps += len(xs)
                    for above, ways in xs.items():
                        spare = leg.width * (upper - above - leg.over) + leg.tail * tail - leg.lines
                        fit = leg.slack.get(spare)
                        if fit is None or upper - above < leg.over + max(LEAST_UPPER, leg.upper):
                            continue
                        for x_corners, x_cost in ways:
                            met = not beside or x_corners & near or y_corners & far
                            total = x_cost + y_cost + z_cost + fit + fixed + price
                            total += 0.0 if met else MEET
                            if total < best.get(rows, 1e9) and total < self.worst:
                                best[rows] = total
                                room_x = (over, leg.width, (above, x_corners))
                                room_y = (beside, self.columns - leg.width, (upper, y_corners))
                                room_z = (corner, self.columns - leg.tail, (tail, z_corners))
                                draw = partial(self._leg_drawn, leg, room_x, room_y, room_z)
                                self._push(total, draw)

    def _wheels(self) -> None:
        """Look at pinwheels of five rooms; mirrored too.

        A A A B        E is as deep as B is deeper than A
        D E E B        D stands under A, C under B
        D C C C
        """
        whole, area, wide = self.whole, self.rooms.area, self.columns
        few = [
            s for s in parts_of(whole) if s.bit_count() <= (3 if len(self.rooms.blocks) < 8 else 2)
        ]
        most, looked = max(self.wanted), 0
        for p in range(2, wide):
            for q in range(1, p):
                self.look("")
                for e in (1 << k for k in range(1, len(self.rooms.blocks))):
                    deep_e = area(e) / (p - q)
                    for a in (s for s in few if s & 1 and not s & e and s.bit_count() <= 2):
                        deep_b = area(a) / p + deep_e
                        looked += len(few)
                        if looked > WHEELS:
                            return
                        for b in (s for s in few if not s & (e | a)):
                            if abs(area(b) / (wide - p) - deep_b) > 6:
                                continue
                            looked += len(few)
                            for c in (s for s in few if not s & (e | a | b)):
                                d = whole ^ (a | b | c | e)
                                deep = area(c) / (wide - q)
                                if not 1 <= d.bit_count() <= 3 or deep_b + deep > most + 4:
                                    continue
                                if abs(area(d) / q - deep_e - deep) > 6 or self.spent:
                                    continue
                                wanted = ((a, p), (b, wide - p), (c, wide - q), (d, q), (e, p - q))
                                self._wheel(wanted)
                                looked += 20

    def _wheel(self, wanted: tuple[tuple[int, int], ...]) -> None:
        found = [self.rooms.by_depth(*room) for room in wanted]
        if not all(found):
            return
        # of each room the cheapest way of a depth
        ra, rb, rc, rd, re = [{rows: way[0] for rows, way in one.items()} for one in found]
        best = 1e9
        for deep_a, (sa, ca) in ra.items():
            for deep_e, (se, ce) in re.items():
                deep_b = deep_a + deep_e
                if deep_b not in rb:
                    continue
                sb, cb = rb[deep_b]
                self.rooms.steps += 1
                for deep_c, (sc, cc) in rc.items():
                    rows, deep_d = deep_b + deep_c, deep_e + deep_c
                    if rows not in self.wanted or deep_d not in rd:
                        continue
                    sd, cd = rd[deep_d]
                    cost = ca + cb + cc + cd + ce + self.wanted[rows]
                    if cost >= best:
                        continue
                    best = cost
                    keys = ((deep_a, sa), (deep_b, sb), (deep_c, sc), (deep_d, sd), (deep_e, se))
                    for right in (False, True):
                        near, far = (LEFT, RIGHT) if right else (RIGHT, LEFT)
                        met = MEET * (not (sa & near or sb & far))
                        met += MEET * (not (sd & near or se & far))
                        draw = partial(self._wheel_drawn, right, wanted, keys)
                        self._push(cost + met, draw)

    def _plain_drawn(self, key: Key, cost: float) -> Drawing:
        spots = self.rooms.spots(self.whole, self.columns, key, (0, 0))
        return Drawing(cost, tuple(spots), key[0], self.whole != 1)

    def _room(self, room: Room, column: int, row: int, mirrored: bool) -> Iterator[PlacedBlock]:
        members, width, key = room
        if members:
            left = self.columns - column - width if mirrored else column
            yield from self.rooms.spots(members, width, key, (left, row))

    def _leg_drawn(self, leg: DoglegForm, x: Room, y: Room, z: Room, cost: float) -> Drawing:
        above, tail = x[2][0], z[2][0]
        upper = y[2][0]
        spots = [*self._room(x, 0, 0, leg.right), *self._room(y, leg.width, 0, leg.right)]
        spots += self._room(z, leg.tail, upper, leg.right)
        first = self.columns - leg.width if leg.right else 0
        last = self.columns - leg.tail if leg.right else 0
        spots.append(PlacedBlock(leg.block, leg.form, first, leg.width, above, upper - above))
        spots.append(PlacedBlock(leg.block, leg.form, last, leg.tail, upper, tail))
        return Drawing(cost, tuple(spots), upper + tail)

    def _wheel_drawn(
        self,
        right: bool,
        wanted: Sequence[tuple[int, int]],
        keys: Sequence[Key],
        cost: float,
    ) -> Drawing:
        p, q = wanted[0][1], wanted[3][1]
        deep_a, deep_b = keys[0][0], keys[1][0]
        places = ((0, 0), (p, 0), (q, deep_b), (0, deep_a), (q, deep_a))
        spots = [
            spot
            for (members, width), key, (column, row) in zip(wanted, keys, places, strict=True)
            for spot in self._room((members, width, key), column, row, right)
        ]
        return Drawing(cost, tuple(spots), deep_b + keys[2][0])
