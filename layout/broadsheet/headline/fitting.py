"""Fit display lines to a width: the largest size at which they go in, broken between phrases.

Takes a text, a typeface, a range of sizes and the room; returns set lines with their size
and leading.  Marks are half an em wide, a single space between Han is a phrase gap of one em.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import pairwise
from math import floor, inf
from typing import Any, Final, TypeVar

from broadsheet.display import INK, Colour, Source
from broadsheet.fonts.typeface import Typeface
from broadsheet.headline.phrases import INSIDE, joints
from broadsheet.models import frozen, replace
from broadsheet.paragraph import Corners, SetLine, Setting, Span, line_width, set_line
from broadsheet.paragraph.matter import cast

T = TypeVar("T")
FITS: Final = 0.05  # pt, lost in sums of widths
_STEP: Final = 0.5  # pt
_EPS: Final = 1e-6
_PLACES: Final = 120  # the cheapest ones, where a head could be broken
# One more line must make the head this much larger to be worth its break.
_GAIN: Final = 1.08
# What a line as long again as the mean costs; a place inside a phrase costs more.
_UNEVEN: Final = 3.0


@frozen(kw_only=True)
class SetHead:
    """A head ready to be placed.

    Where it does not fit at the smallest size, ``width`` or ``depth`` is more than was given.
    """

    lines: tuple[SetLine, ...]
    size: float  # pt
    leading: float  # pt, from baseline to baseline
    width: float  # pt, of the widest line
    missing: tuple[tuple[str, int], ...] = ()

    @property
    def depth(self) -> float:
        """From the head of the first line's body to the foot of the last one's, pt."""
        return self.size + self.leading * (len(self.lines) - 1) if self.lines else 0.0


@frozen(kw_only=True)
class _Copy:
    """The words of a head and how they look, size apart."""

    text: str
    typeface: Typeface
    source: Source
    colour: Colour
    tracking: float
    vertical: bool
    corners: Corners

    def set(self, start: int, end: int, size: float, width: float | None = None) -> SetLine:
        """Set a part of the head as one line."""
        start, span = self.part(start, end, size)
        line = set_line(
            [span], scheme="half", vertical=self.vertical, corners=self.corners, width=width
        )
        return replace(line, start=start + line.start, end=start + line.end)

    def width(self, start: int, end: int, size: float) -> float:
        """Return how wide a part of the head is as one line, pt."""
        _, span = self.part(start, end, size)
        return line_width([span], scheme="half", vertical=self.vertical, corners=self.corners)

    def part(self, start: int, end: int, size: float) -> tuple[int, Span]:
        """Return a part of the head without white at its edges, and where it starts."""
        text = self.text[start:end]
        start += len(text) - len(text.lstrip(" \u3000"))
        return start, Span(
            text=text.strip(" \u3000"),
            typeface=self.typeface,
            size=size,
            source=replace(self.source, start=self.source.start + start),
            colour=self.colour,
            tracking=self.tracking,
        )

    def sums(self) -> list[float]:
        """Return about how wide the text is before each character, in sizes."""
        span = Span(text=self.text, typeface=self.typeface, size=1.0, source=self.source)
        setting = Setting(
            measure=0.0, em=1.0, scheme="half", vertical=self.vertical, corners=self.corners
        )
        return cast([span], setting).sums


@frozen(kw_only=True)
class _Room:
    """What a head may take, and the sizes that it may have, pt."""

    width: float
    depth: float | None
    leading: float  # sizes
    smallest: float
    largest: float

    def size(self, widest: float, rows: int) -> float:
        """Return the largest size at which so many lines go in; ``widest``, pt, at 100 pt."""
        size = min(self.largest, self.width * 100.0 / widest if widest else self.largest)
        if self.depth is not None:
            size = min(size, self.depth / (1 + (rows - 1) * self.leading))
        return floor(size / _STEP + _EPS) * _STEP


Keep = Callable[[Hashable, Callable[[], Any]], Any]  # what was made from a key, or makes it


class _Divided:
    """The best ways to divide a head, with their prices and widths; each is found once."""

    def __init__(self, copy: _Copy, most: int, story: str) -> None:
        self._copy, self._left = copy, _divisions(copy, most, story)
        self._found: list[tuple[list[int], float]] = []
        self._widths: dict[int, float] = {}

    def __iter__(self) -> Iterator[tuple[int, list[int], float]]:
        """Yield the number of each way, its cuts and the price of its dearest break."""
        n = 0
        while n < len(self._found) or self._go_on():
            yield n, *self._found[n]
            n += 1

    def _go_on(self) -> bool:
        found = next(self._left, None)
        if found is not None:
            self._found.append(found)
        return found is not None

    def widest(self, n: int) -> float:
        """Return the width of a way's widest line, pt, at 100 pt."""
        if n not in self._widths:
            cuts = self._found[n][0]
            self._widths[n] = max(self._copy.width(a, b, 100.0) for a, b in pairwise(cuts))
        return self._widths[n]


def _anew(_: Hashable, make: Callable[[], T]) -> T:
    return make()


def fit_head(  # noqa: PLR0913 - a head's facts are all of one rank
    text: str,
    *,
    typeface: Typeface,
    sizes: tuple[float, float],
    width: float,
    max_lines: int = 1,
    depth: float | None = None,
    leading: float = 1.2,
    source: Source,
    colour: Colour = INK,
    tracking: float = 0.0,
    spread: bool = False,
    vertical: bool = False,
    corners: Corners = "double",
    story: str = "",
    fewest: bool = False,
    keep: Keep = _anew,
) -> SetHead:
    """Set a head at the largest size, in steps of half a point, at which it fits.

    ``width`` and ``depth`` are pt, ``leading`` is in sizes, ``tracking`` in em.  Lines are
    broken between phrases and nearly equal; ``story``, the text below the head, tells which
    characters belong together.  ``spread`` fills the width with each line (均排).  ``fewest``:
    no line more than its width asks for, even where more would make it larger.  ``keep`` has
    what was found of the same words before, for who tries them in many rooms.
    """
    copy = _Copy(
        text=text,
        typeface=typeface,
        source=source,
        colour=colour,
        tracking=tracking,
        vertical=vertical,
        corners=corners,
    )
    room = _Room(width=width, depth=depth, leading=leading, smallest=min(sizes), largest=max(sizes))
    divided = keep((copy, max_lines, story), lambda: _Divided(copy, max_lines, story))
    size, cuts = _best(room, divided, len(text), fewest=fewest)
    wide = width if spread else None
    lines: tuple[SetLine, ...] = keep(
        (copy, size, *cuts, wide),
        lambda: tuple([copy.set(a, b, size, wide) for a, b in pairwise(cuts)]),
    )
    return SetHead(
        lines=lines,
        size=size,
        leading=size * leading,
        width=max((line.width for line in lines), default=0.0),
        missing=keep((copy, "missing"), lambda: _missing(text, typeface)),
    )


def _best(room: _Room, divided: _Divided, end: int, *, fewest: bool) -> tuple[float, list[int]]:
    """Return the largest size of some divisions, and the cuts of the one that has it."""
    best, best_cuts, needed = 0.0, [0, end], inf
    for n, cuts, price in divided:
        if price >= INSIDE and best >= room.smallest:
            continue  # no size is worth a broken word
        widest = divided.widest(n)
        size = room.size(widest, len(cuts) - 1)
        if size > best * (_GAIN if best >= room.smallest else 1) + _EPS:
            best, best_cuts, needed = size, cuts, widest
        if fewest and needed * max(best, room.smallest) / 100.0 <= room.width + FITS:
            break
    return max(best, room.smallest), best_cuts


def _missing(text: str, typeface: Typeface) -> tuple[tuple[str, int], ...]:
    """Return the characters that no face has, with their places."""
    return tuple([(char, n) for n, char in enumerate(text) if _lost(char, typeface)])


def _lost(char: str, typeface: Typeface) -> bool:
    return not char.isspace() and typeface.face_for(char) is None


def _divisions(copy: _Copy, most: int, story: str) -> Iterator[tuple[list[int], float]]:
    """Yield the best way to divide a head into one line, two lines, and so on.

    With each comes the price of its dearest break.
    """
    text = copy.text
    yield [0, len(text)], 0.0
    if most < 2 or len(text) < 2:
        return
    prices = joints(text, story)
    cheapest = sorted(prices, key=lambda place: (prices[place], place))[:_PLACES]
    places = [0, *sorted(cheapest), len(text)]
    sums = copy.sums()
    for rows in range(2, most + 1):
        cuts = _divide(places, prices, sums, rows)
        if cuts:
            yield cuts, max(prices[cut] for cut in cuts[1:-1])


def _divide(
    places: Sequence[int], prices: dict[int, float], sums: Sequence[float], rows: int
) -> list[int]:
    """Return the cheapest cuts into that many lines: even, and between phrases."""
    end = places[-1]
    mean = (sums[end] - sums[0]) / rows
    if not mean:
        return []
    reached: dict[int, tuple[float, list[int]]] = {0: (0.0, [0])}
    for row in range(1, rows + 1):
        further: dict[int, tuple[float, list[int]]] = {}
        for start, (base, cuts) in reached.items():
            for place in places:
                if place <= start or (place == end) != (row == rows):
                    continue
                off = (sums[place] - sums[start] - mean) / mean
                cost = base + _UNEVEN * off * off + prices.get(place, 0.0)
                if cost < further.get(place, (inf, cuts))[0]:
                    further[place] = (cost, [*cuts, place])
        reached = further
    return reached[end][1] if end in reached else []
