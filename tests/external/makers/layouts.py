"""Layouts of our own as things to be set: heads, columns of text, rules, areas, at their places.

Takes a layout, written in cells; returns what a program has to set, with the rectangle of each
box, which is the truth that a trace of the page is held against.  The copy is made by rule and
fills its box but for a line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil
from random import Random
from typing import Literal

from broadsheet.geometry import Rect
from tests.bench.made_editions import headline, paragraph

Head = Literal["over", "part", "side", "upright", "none"]
_PAD = 9.0  # pt between a frame and what it holds
_LATIN = 0.46  # ems of a Latin letter


@dataclass(frozen=True, kw_only=True)
class Story:
    """A box of a layout, in cells."""

    at: tuple[int, int, int, int]  # column, columns, row, rows
    size: float = 22.0  # pt, of its headline
    head: Head = "over"
    lines: int = 1  # of its headline
    across: int = 0  # columns under a head over part of them
    kicker: bool = False
    columns: int = 0  # of text, where not the grid's
    legs: tuple[int, ...] = ()  # rows of its columns, from its top, where they differ
    frame: float = 0.0  # pt
    tint: bool = False
    rule: float = 0.0  # pt, over it
    crossheads: int = 0
    align: Literal["left", "center"] = "left"
    advert: bool = False


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A page."""

    name: str
    sheet: tuple[float, float] = (595.0, 842.0)  # pt
    margin: float = 36.0
    columns: int = 4
    gutter: float = 14.0
    size: float = 9.0
    leading: float = 13.0
    latin: bool = False
    hairlines: bool = False
    masthead: float = 44.0  # pt, size of its name; 0: a page without one
    stories: tuple[Story, ...] = ()

    @property
    def measure(self) -> float:
        """Width of a column, pt."""
        width = self.sheet[0] - 2 * self.margin
        return (width - (self.columns - 1) * self.gutter) / self.columns


@dataclass(frozen=True, kw_only=True)
class Words:
    """A line by itself."""

    text: str
    left: float
    top: float
    width: float
    size: float
    bold: bool = True
    sans: bool = False
    align: Literal["left", "center"] = "left"
    upright: bool = False


@dataclass(frozen=True, kw_only=True)
class Flow:
    """Text in equal columns."""

    rect: Rect
    columns: int
    gutter: float
    copy: tuple[tuple[str, str], ...]  # role, text


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A rule, an area or a frame."""

    rect: Rect
    weight: float = 0.0  # of its frame; 0: it is filled
    grey: float = 0.0  # 0 black


@dataclass(kw_only=True)
class ToSet:
    """A page as a program has to set it."""

    layout: Layout
    drawn: list[Drawn] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)
    boxes: list[Rect] = field(default_factory=list)  # the truth
    heads: list[str] = field(default_factory=list)


def to_set(layout: Layout) -> ToSet:
    """Return a layout as what is to be set."""
    page = ToSet(layout=layout)
    dice = Random(layout.name)
    if layout.masthead:
        name = "The Saltmarsh Courier" if layout.latin else "汀兰湾晨报"
        left, width = layout.margin, layout.sheet[0] - 2 * layout.margin
        top = layout.margin - 4
        page.words.append(
            Words(text=name, left=left, top=top, width=width, size=layout.masthead, align="center")
        )
        facts = (
            "Wednesday, 18 November 2026 · No. 312 · Price 30p"
            if layout.latin
            else "2026年11月18日　星期三　总第312号　今日八版"
        )
        under = top + 1.3 * layout.masthead
        page.words.append(
            Words(
                text=facts, left=left, top=under, width=width, size=layout.size, bold=False,
                align="center",
            )
        )  # fmt: skip
        page.drawn.append(Drawn(rect=Rect(left, under + 1.6 * layout.size, width, 1.0)))
    for story in layout.stories:
        _put(page, story, dice)
    if layout.hairlines:
        _hairlines(page)
    return page


def top_of(layout: Layout, row: int) -> float:
    """Return the upper edge of a row, pt."""
    over = 1.3 * layout.masthead + 3.6 * layout.size if layout.masthead else 0.0
    return layout.margin + over + row * layout.leading


def _put(page: ToSet, story: Story, dice: Random) -> None:
    layout = page.layout
    column, columns, row, rows = story.at
    step = layout.measure + layout.gutter
    left, top = layout.margin + column * step, top_of(layout, row)
    box = Rect(left, top, columns * step - layout.gutter, rows * layout.leading)
    page.boxes.append(box)
    if story.rule:
        middle = top - layout.leading / 2
        page.drawn.append(Drawn(rect=Rect(left, middle, box.width, story.rule)))
    inner = box
    if story.frame or story.tint or story.advert:
        if story.tint:
            page.drawn.append(Drawn(rect=box, grey=0.88))
        if weight := story.frame or (0.8 if story.advert else 0.0):
            page.drawn.append(Drawn(rect=box, weight=weight))
        inner = box.inset(_PAD)
    if story.advert:
        _advert(page, inner)
        return
    words = headline(dice, latin=layout.latin)
    _headed(page, story, inner, words, dice)


def _advert(page: ToSet, inner: Rect) -> None:
    """Put an advertiser's words in the middle of its frame."""
    latin = page.layout.latin
    texts = ("Kettle & Rope", "Chandlers since 1911", "Quay Street 9") if latin else (
        "归帆茶行", "新茶上市 第二件半价", "南堤街九号　电话4000000912"
    )  # fmt: skip
    top = inner.middle - 30
    for text, size in zip(texts, (20.0, 11.0, 9.0), strict=True):
        line = Words(
            text=text, left=inner.left, top=top, width=inner.width, size=size, sans=True,
            align="center", bold=size > 15,
        )  # fmt: skip
        page.words.append(line)
        top += 1.6 * size
    page.heads.append("")


def _headed(page: ToSet, story: Story, inner: Rect, words: str, dice: Random) -> None:
    """Put a story's head and its columns."""
    layout = page.layout
    count = story.columns or story.at[1]
    gutter = layout.gutter
    measure = (inner.width - (count - 1) * gutter) / count
    if story.head == "none":
        page.heads.append("")
        _flows(page, story, inner, (count, measure, 0.0), dice)
        return
    if story.head in ("side", "upright"):
        wide = 1.7 * story.size if story.head == "upright" else measure + gutter
        if story.head == "upright":
            words = words.split(maxsplit=1)[0][: int(inner.height / story.size)]
        across = measure if story.head == "side" else wide
        _head_lines(page, story, words, (inner.left, inner.top, across))
        page.heads.append(words)
        rest = Rect(inner.left + wide, inner.top, inner.width - wide, inner.height)
        count -= 1 if story.head == "side" else 0
        measure = (rest.width - (count - 1) * gutter) / count
        _flows(page, story, rest, (count, measure, 0.0), dice)
        return
    over = story.across or count
    width = over * (measure + gutter) - gutter
    deep = _head_lines(page, story, words, (inner.left, inner.top, width))
    page.heads.append(words)
    deep = ceil(deep / layout.leading) * layout.leading
    if story.head == "part":
        for first, number, down in ((0, over, deep), (over, count - over, 0.0)):
            x = inner.left + first * (measure + gutter)
            part = Rect(
                x, inner.top + down, number * (measure + gutter) - gutter, inner.height - down
            )
            _flows(page, story, part, (number, measure, 0.0), dice)
        return
    _flows(page, story, inner, (count, measure, deep), dice)


def _head_lines(page: ToSet, story: Story, words: str, place: tuple[float, float, float]) -> float:
    """Put the lines of a head at a place (left, top, width); return how deep it is, pt."""
    left, top, width = place
    latin, size = page.layout.latin, story.size
    start = top
    if story.kicker:
        text = "From the harbour board" if latin else "入冬以来的头一回"
        page.words.append(
            Words(
                text=text, left=left, top=top, width=width, size=0.55 * size, bold=False,
                align=story.align,
            )
        )  # fmt: skip
        top += 0.85 * size
    if story.head == "upright":
        page.words.append(
            Words(text=words, left=left, top=top, width=size, size=size, sans=True, upright=True)
        )
        return len(words) * size
    ems = width / size
    for line in _phrases(words, story.lines, ems / (0.55 if latin else 1.0), latin):
        page.words.append(
            Words(
                text=line, left=left, top=top, width=width, size=size, sans=not latin,
                align=story.align,
            )
        )  # fmt: skip
        top += 1.25 * size
    return top - start + 0.3 * size


def _phrases(words: str, lines: int, most: float, latin: bool) -> list[str]:
    """Return the lines of a head, none longer than ``most`` letters."""
    if latin:
        out = [""]
        for word in words.split():
            if out[-1] and len(out[-1]) + len(word) + 1 > most:
                out.append("")
            out[-1] = f"{out[-1]} {word}".strip()
        return out[: max(lines, 1)]
    plain = words.replace(" ", "　")
    if lines == 1:
        return [plain.partition("　")[0][: int(most)]]
    plain = plain.replace("　", "")
    step = min(int(most), ceil(len(plain) / lines))
    return [plain[n : n + step] for n in range(0, len(plain), step)][:lines]


def _flows(
    page: ToSet, story: Story, rest: Rect, shape: tuple[int, float, float], dice: Random
) -> None:
    """Put text into columns (how many, measure, depth of the head over them)."""
    count, measure, deep = shape
    layout = page.layout
    step = measure + layout.gutter
    legs = [leg * layout.leading for leg in story.legs] or [rest.height] * count
    first = 0
    while first < count:
        last = first
        while last + 1 < count and legs[last + 1] == legs[first]:
            last += 1
        number = last - first + 1
        rect = Rect(
            rest.left + first * step,
            rest.top + deep,
            number * step - layout.gutter,
            legs[first] - deep,
        )
        rows = int((rect.height + 0.5) / layout.leading)
        copy = tuple(_copy(layout, measure, number * rows, story.crossheads, dice))
        page.flows.append(Flow(rect=rect, columns=number, gutter=layout.gutter, copy=copy))
        first = last + 1


def _copy(
    layout: Layout, measure: float, lines: int, crossheads: int, dice: Random
) -> Iterator[tuple[str, str]]:
    """Yield paragraphs that fill so many lines but one or two, with crossheads between."""
    ems = measure / layout.size * (0.94 if layout.latin else 0.95)
    room = lines - 1 - lines // 40
    every = lines / (crossheads + 1)
    marks = [every * (n + 1) for n in range(crossheads)]
    used = 0
    while used < room:
        if marks and used > marks[0] and room - used > 6:
            marks.pop(0)
            yield "cross", headline(dice, latin=layout.latin)[: 20 if layout.latin else 7].strip()
            used += 1
        text = paragraph(
            dice, dice.randrange(60, 190) * (3 if layout.latin else 1), latin=layout.latin
        )
        if (more := _lines(text, ems)) > room - used:
            text = _cut(text, ems, room - used)
            more = room - used
        if text:
            yield "para", text
        used += more


def _width(text: str) -> float:
    half = text.isascii() or not any(char > "\u2e80" for char in text)
    return sum(_LATIN if char < ("\u2e80" if half else "\u2000") else 1.0 for char in text)


def _lines(text: str, ems: float) -> int:
    return ceil((_width(text) + 2) / ems)


def _cut(text: str, ems: float, lines: int) -> str:
    """Return as much of a text as fills some lines, to the end of a clause."""
    while text and _lines(text, ems) > lines:
        text = text[:-1]
    end = max(text.rfind(mark) for mark in "，。,. ")
    return text[:end].rstrip("，,. ") + ("." if text < "\u2e80" else "。") if end > 0 else ""


def _hairlines(page: ToSet) -> None:
    """Draw a hairline between the columns of each flow."""
    for flow in page.flows:
        wide = (flow.rect.width + flow.gutter) / flow.columns
        for n in range(1, flow.columns):
            x = flow.rect.left + n * wide - flow.gutter / 2
            page.drawn.append(Drawn(rect=Rect(x - 0.1, flow.rect.top, 0.2, flow.rect.height)))


def truth(page: ToSet, printed: Sequence[Rect]) -> list[Rect]:
    """Return the boxes as a page shows them: those without a frame end with their last line.

    ``printed`` are the places of the page's letters.
    """
    found = []
    for story, box in zip(page.layout.stories, page.boxes, strict=True):
        others = [b for b in page.boxes if b is not box and box.overlaps(b)]  # within a dogleg
        own = [
            one.bottom
            for one in printed
            if box.inset(-2).holds(one) and not any(b.inset(-2).holds(one) for b in others)
        ]
        open_foot = not (story.frame or story.tint or story.advert) and own
        foot = max(own) if open_foot else box.bottom
        found.append(Rect(box.left, box.top, box.width, foot - box.top))
    return found
