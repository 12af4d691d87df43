"""The weather box: the masthead's weather, with a sign drawn for its words.

Takes a galley with the masthead's edition and a rectangle; sets the words as copy and draws
sun, clouds, rain, snow, fog or lightning from circles and lines.
"""

from collections.abc import Callable, Iterator
from math import cos, pi, sin

from broadsheet.display import INK, Colour, Mark, Outline
from broadsheet.geometry import Rect
from broadsheet.makeup.boxes.facts import fact_source
from broadsheet.makeup.boxes.plain import file_plain
from broadsheet.makeup.galley import furniture
from broadsheet.makeup.galley.contract import Account, content_of
from broadsheet.makeup.galley.forme import Forme
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.setup import WHITE
from broadsheet.spec import WeatherBox

# words and their signs; the first that stands at a place in the text counts
WORDS: tuple[tuple[str, str], ...] = (
    ("多云", "fair"), ("partly", "fair"), ("晴", "sun"), ("sun", "sun"), ("clear", "sun"),
    ("雷", "thunder"), ("thunder", "thunder"), ("雪", "snow"), ("snow", "snow"),
    ("雨", "rain"), ("rain", "rain"), ("shower", "rain"), ("drizzle", "rain"),
    ("雾", "fog"), ("霾", "fog"), ("fog", "fog"), ("mist", "fog"), ("haze", "fog"),
    ("阴", "cloud"), ("云", "cloud"), ("overcast", "cloud"), ("cloud", "cloud"),
)  # fmt: skip
CIRCLE = 0.5523  # handle of a quarter circle, of its radius
PAD = 6.0  # pt
BESIDE = 2.2  # width of a box to its depth, from which signs stand at the left of the words
LINE = 0.045  # of a sign's side
SUN = Colour(0, 0.35, 1, 0)  # where a box has no accent

Step = tuple[str | float, ...]


def signs(text: str) -> list[str]:
    """Return the signs for a forecast in the order of its words, two at most.

    >>> signs("多云转小雨，北风3级"), signs("雷阵雨")
    (['fair', 'rain'], ['thunder'])
    """
    text = text.lower()
    found: list[str] = []
    at = 0
    while at < len(text):
        word, sign = next(((w, s) for w, s in WORDS if text.startswith(w, at)), ("", ""))
        if sign == "rain" and found and found[-1] in ("thunder", "snow"):
            sign = ""  # 雷阵雨 and 雨夹雪 are one
        if sign and sign not in found:
            found.append(sign)
        at += len(word) or 1
    return found[:2]


def set_weather_box(forme: Forme, galley: Galley, rect: Rect) -> Account:
    """Set the weather into its box."""
    set_weather(galley, content_of(galley.box, WeatherBox), rect)
    return file_plain(forme, galley, rect, None)


def set_weather(galley: Galley, content: WeatherBox, rect: Rect) -> None:
    """Set the weather's words, its signs at their left, or over them where a box is narrow."""
    text = galley.setup.edition.masthead.weather
    if not text:
        galley.say("warning", "empty-box", "the masthead has no weather: this box stays white")
        return
    inner = furniture.inside_frame(galley, rect).inset(PAD, PAD)
    shown = signs(text) if content.form == "sign" else []
    beside = inner.width > BESIDE * inner.height
    count = max(1, len(shown))
    side = min(inner.height, 0.45 * inner.width / count) if beside else min(
        0.55 * inner.height, inner.width / count
    )  # fmt: skip
    words = inner
    if shown and beside:
        for n, sign in enumerate(shown):
            spot = Rect(inner.left + n * side, inner.middle - side / 2, side, side)
            galley.below += sign_marks(sign, spot, galley.box.accent, galley.box.name)
        gone = side * len(shown) + PAD
        words = Rect(inner.left + gone, inner.top, inner.width - gone, inner.height)
    elif shown:
        left = inner.centre - side * len(shown) / 2
        for n, sign in enumerate(shown):
            spot = Rect(left + n * side, inner.top, side, side)
            galley.below += sign_marks(sign, spot, galley.box.accent, galley.box.name)
        words = Rect(inner.left, inner.top + side, inner.width, inner.height - side)
    type_ = galley.type("weather" if galley.setup.has_style("weather", galley.box) else "info")
    source = fact_source(galley.setup, "weather")
    head = galley.fitted(text, type_, source, width=words.width, lines=max(3, type_.style.lines))
    depth = head.size + head.leading * (len(head.lines) - 1)
    if head.width > words.width + 0.5 or depth > words.height + 0.5:
        galley.overset(f"weather {text!r} is too large for its box")
    galley.show(head, words)


def sign_marks(sign: str, rect: Rect, accent: Colour | None, box: str) -> list[Mark]:
    """Return the marks of a sign in a square."""
    draw = _Sign(rect, accent or SUN, box)
    return list(SIGNS[sign](draw))


class _Sign:
    """A square to draw in: fractions of its side from its top left corner."""

    def __init__(self, rect: Rect, sun: Colour, box: str) -> None:
        self.rect, self.sun, self.box = rect, sun, box

    def at(self, x: float, y: float) -> tuple[float, float]:
        side = self.rect.width
        return round(self.rect.left + x * side, 3), round(self.rect.top + y * side, 3)

    def line(self, colour: Colour, *ends: tuple[float, float, float, float]) -> Outline:
        steps: list[Step] = []
        for x0, y0, x1, y1 in ends:
            steps += [("m", *self.at(x0, y0)), ("l", *self.at(x1, y1))]
        weight = round(LINE * self.rect.width, 3)
        return Outline(tuple(steps), stroke=colour, weight=weight, box=self.box)

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> Outline:
        k = CIRCLE * radius
        steps: list[Step] = [("m", *self.at(x + radius, y))]
        for quarter in range(4):
            ax, ay = cos(quarter * pi / 2), sin(quarter * pi / 2)
            bx, by = cos((quarter + 1) * pi / 2), sin((quarter + 1) * pi / 2)
            one = self.at(x + radius * ax + k * bx, y + radius * ay + k * by)
            two = self.at(x + radius * bx + k * ax, y + radius * by + k * ay)
            end = self.at(x + radius * bx, y + radius * by)
            steps.append(("c", *one, *two, *end))
        return Outline((*steps, ("h",)), fill=colour, box=self.box)

    def sunlight(self, x: float, y: float, radius: float) -> Iterator[Mark]:
        yield self.disc(x, y, radius, self.sun)
        ends = []
        for n in range(8):
            along, down = cos(n * pi / 4), sin(n * pi / 4)
            near, far = 1.4 * radius, 1.85 * radius
            ends.append((x + near * along, y + near * down, x + far * along, y + far * down))
        yield self.line(self.sun, *ends)

    def clouds(self, y: float, fill: Colour = WHITE) -> Iterator[Mark]:
        """A cloud whose foot is at ``y``: discs on a bar, then the same smaller in white."""
        for inset, colour in ((0.0, INK), (LINE, fill)):
            for x, up, radius in ((0.3, 0.13, 0.13), (0.5, 0.22, 0.19), (0.7, 0.14, 0.14)):
                yield self.disc(x, y - up, radius - inset, colour)
            corners = ((0.3, y - 0.2 + inset), (0.7, y - 0.2 + inset), (0.7, y - inset))
            points = [self.at(*corner) for corner in (*corners, (0.3, y - inset))]
            steps = (("m", *points[0]), *(("l", *point) for point in points[1:]), ("h",))
            yield Outline(steps, fill=colour, box=self.box)


def _sun(sign: _Sign) -> Iterator[Mark]:
    yield from sign.sunlight(0.5, 0.5, 0.21)


def _fair(sign: _Sign) -> Iterator[Mark]:
    yield from sign.sunlight(0.66, 0.36, 0.15)
    yield from sign.clouds(0.82)


def _cloud(sign: _Sign) -> Iterator[Mark]:
    yield from sign.clouds(0.7, Colour(black=0.2))


def _rain(sign: _Sign) -> Iterator[Mark]:
    yield from sign.clouds(0.58, Colour(black=0.2))
    yield sign.line(INK, *((x, 0.66, x - 0.07, 0.86) for x in (0.36, 0.52, 0.68)))


def _thunder(sign: _Sign) -> Iterator[Mark]:
    yield from sign.clouds(0.58, Colour(black=0.2))
    points = [(0.53, 0.6), (0.4, 0.78), (0.5, 0.78), (0.44, 0.95), (0.62, 0.72), (0.52, 0.72)]
    placed = [sign.at(x, y) for x, y in (*points, (0.6, 0.6))]
    steps = (("m", *placed[0]), *(("l", *point) for point in placed[1:]), ("h",))
    yield Outline(steps, fill=sign.sun, box=sign.box)
    yield sign.line(INK, (0.33, 0.66, 0.27, 0.84), (0.74, 0.66, 0.68, 0.84))


def _snow(sign: _Sign) -> Iterator[Mark]:
    yield from sign.clouds(0.58)
    flakes = []
    for x, y in ((0.34, 0.74), (0.52, 0.84), (0.7, 0.74)):
        for n in range(3):
            along, down = 0.06 * cos(n * pi / 3), 0.06 * sin(n * pi / 3)
            flakes.append((x - along, y - down, x + along, y + down))
    yield sign.line(INK, *flakes)


def _fog(sign: _Sign) -> Iterator[Mark]:
    ends = ((0.22, 0.34, 0.7, 0.34), (0.3, 0.46, 0.82, 0.46), (0.18, 0.58, 0.74, 0.58))
    yield sign.line(INK, *ends, (0.28, 0.7, 0.8, 0.7))


SIGNS: dict[str, Callable[[_Sign], Iterator[Mark]]] = {
    "sun": _sun,
    "fair": _fair,
    "cloud": _cloud,
    "rain": _rain,
    "thunder": _thunder,
    "snow": _snow,
    "fog": _fog,
}
