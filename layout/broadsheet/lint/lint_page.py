"""Look at a composed page as an editor does: what ink lies where, and whose it is.

Takes a page of the display list and the spec; returns a ``LintPage`` that all rules ask.
Lengths are pt.  Judges nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import Literal

from broadsheet.display import (
    Colour,
    Fill,
    Mark,
    Outline,
    Page,
    PlacedBox,
    PlacedPicture,
    Run,
    TextLine,
)
from broadsheet.geometry import Rect
from broadsheet.models import frozen
from broadsheet.spec import Arrangement, BriefsBox, Spec, Style

Kind = Literal["type", "picture", "panel", "rule", "ground", "frame"]
Service = Literal["masthead", "advert", "news"]

RULE = 4.0  # pt, what is thinner is a rule
GROUND = 0.85  # of a box: a fill that covers more of it is its ground
ABOVE = 0.88  # em of a Chinese face's em box over the baseline
HEAD = frozenset({"section", "kicker", "headline", "deck", "standfirst"})
ADVERT = frozenset({"ad", "notice", "info"})
DISPLAY = frozenset({"headline", "masthead"})
FIRST_HAN = "\u2e80"
SMALL = frozenset({"ruby"})  # readings beside characters are small by nature
WEIGHTS = ("light", "regular", "medium", "bold", "black")


@frozen(kw_only=True)
class Ink:
    """Something printed: its extent, what it is, and what it sets."""

    kind: Kind
    rect: Rect
    box: str = ""
    item: str = ""
    roles: tuple[str, ...] = ()  # of type, in the order of its runs
    size: float = 0.0  # pt, the largest type in the line
    least: float = 0.0  # pt, the smallest
    weight: int = 1  # place in ``WEIGHTS``, the heaviest
    text: str = ""
    start: int = 0  # of the text in its passage
    end: int = 0
    upright: bool = False  # a vertical line
    family: str = ""  # the typeface of its largest type, as the spec names it
    faces: tuple[tuple[str, str], ...] = ()  # of display type: each face with its ideographs
    tracking: float = 0.0  # pt, of its largest type
    colour: Colour | None = None  # of its largest type
    cut: float = 0.0  # of a picture's area, that is not shown


@frozen()
class LintFault:
    """A fault that a rule has found: its box, what to say, and the item."""

    box: str
    message: str
    item: str = ""


@frozen(kw_only=True)
class LintPage:
    """A page as the rules see it."""

    number: int
    style: Style
    arrangement: Arrangement
    area: Rect  # the rows of the type area, without those of the folio line
    ink: tuple[Ink, ...]
    boxes: Mapping[str, PlacedBox]
    services: Mapping[str, Service]  # what each box is for

    @property
    def row(self) -> float:
        """Depth of a row, pt."""
        return self.style.grid.baseline

    @property
    def page_ink(self) -> Iterator[Ink]:
        """Yield the ink that touches the type area: none in the margins, such as a seam's."""
        return (ink for ink in self.ink if ink.rect.overlaps(self.area, 0.0))

    def is_brief(self, box: str) -> bool:
        """Tell whether a box holds briefs: their kickers and decks are lines of the body's size."""
        own = self.arrangement.boxes.get(box)
        return own is not None and isinstance(own.content, BriefsBox)

    def is_placed(self, box: str) -> bool:
        """Tell whether a box stands outside the map, in a place of its own."""
        own = self.arrangement.boxes.get(box.partition(".")[0])
        return own is not None and own.at is not None

    def of(self, *kinds: Kind) -> Iterator[Ink]:
        """Yield the ink of some kinds."""
        return (ink for ink in self.ink if ink.kind in kinds)

    def lines(self, role: str) -> Iterator[Ink]:
        """Yield the lines that set a role."""
        return (ink for ink in self.ink if role in ink.roles)

    def news(self) -> Iterator[PlacedBox]:
        """Yield the boxes that hold neither masthead nor advertisements."""
        return (box for name, box in self.boxes.items() if self.services[name] == "news")


def look(page: Page, spec: Spec) -> LintPage:
    """Return what there is to see on a page."""
    boxes = {box.name: box for box in page.boxes}
    ink = tuple(found for mark in page.marks if (found := _ink(mark, boxes)) is not None)
    shape, depth = spec.style.page, spec.rows * spec.style.grid.baseline
    across = page.width - shape.left - shape.right
    area = Rect(shape.left, spec.top, across, depth)
    return LintPage(
        number=page.number,
        style=spec.style,
        arrangement=spec.arrangement,
        area=area,
        ink=ink,
        boxes=boxes,
        services={name: _service(name, ink) for name in boxes},
    )


def around(rects: Sequence[Rect]) -> Rect:
    """Return the smallest rectangle that holds all of some."""
    left = min(rect.left for rect in rects)
    top = min(rect.top for rect in rects)
    right = max(rect.right for rect in rects)
    bottom = max(rect.bottom for rect in rects)
    return Rect(left, top, right - left, bottom - top)


def is_short(box: PlacedBox) -> bool:
    """Tell whether a story leaves more than a line of each column of its box."""
    return box.room - box.lines > len(box.columns)


def _service(name: str, ink: tuple[Ink, ...]) -> Service:
    roles = {role for found in ink if found.box == name for role in found.roles}
    if "masthead" in roles:
        return "masthead"
    return "advert" if roles & ADVERT else "news"


def _ink(mark: Mark, boxes: Mapping[str, PlacedBox]) -> Ink | None:
    match mark:
        case TextLine():
            return _type(mark) if mark.plain.strip() else None
        case PlacedPicture():
            source = mark.source
            return Ink(
                kind="picture",
                rect=mark.rect,
                box=mark.box,
                item=source.item,
                roles=(source.role,),
                cut=1 - (mark.crop[2] - mark.crop[0]) * (mark.crop[3] - mark.crop[1]),
            )
        case Fill():
            kind = _fill_kind(mark, boxes.get(mark.box))
            return Ink(kind=kind, rect=mark.rect, box=mark.box, item=mark.source.item)
        case Outline():
            rect = _extent(mark)
            if rect is None:
                return None
            kind = "picture" if mark.source.item else "frame"
            return Ink(
                kind="rule" if min(rect.width, rect.height) <= RULE else kind,
                rect=rect,
                box=mark.box,
                item=mark.source.item,
            )
    return None


def _type(line: TextLine) -> Ink:
    """Return a line's em boxes as one rectangle."""
    sizes = [run.size for run in line.runs]
    size = max(sizes)
    if line.vertical:
        rect = Rect(line.x - size / 2, line.y, size, line.width)
    else:
        rect = Rect(line.x, line.y - ABOVE * size, line.width, size)
    sources = [run.source for run in line.runs]
    chief = max(line.runs, key=lambda run: run.size)
    return Ink(
        kind="type",
        rect=rect,
        box=line.box,
        item=next((source.item for source in sources if source.item), ""),
        roles=tuple(dict.fromkeys(source.role for source in sources)),
        size=size,
        least=min((run.size for run in line.runs if not _is_small(run)), default=inf),
        weight=max(_weight(run.face) for run in line.runs),
        text=line.plain,
        start=sources[0].start,
        end=sources[-1].end,
        upright=line.vertical,
        family=_family(chief.face),
        faces=_faces(line.runs) if line.runs[0].source.role in DISPLAY else (),
        tracking=chief.tracking,
        colour=chief.colour,
    )


def _faces(runs: Sequence[Run]) -> tuple[tuple[str, str], ...]:
    """Return the faces of a line's Han, kana and hangul, each with what it sets."""
    found: dict[str, str] = {}
    for run in runs:
        if letters := "".join(char for char in run.text if char.isalpha() and char >= FIRST_HAN):
            found[run.face] = found.get(run.face, "") + letters
    return tuple(found.items())


def _is_small(run: Run) -> bool:
    """Tell whether a run is small by nature: a reading beside characters, a note's mark."""
    return run.source.role in SMALL or run.rise != 0.0


def _family(face: str) -> str:
    return face.removesuffix("-italic").rpartition("-")[0]


def _weight(face: str) -> int:
    """Place of a face's weight among ``WEIGHTS``; faces are named typeface-weight-slant."""
    word = face.removesuffix("-italic").rpartition("-")[2]
    return WEIGHTS.index(word) if word in WEIGHTS else WEIGHTS.index("regular")


def _fill_kind(mark: Fill, box: PlacedBox | None) -> Kind:
    rect = mark.rect
    if min(rect.width, rect.height) <= RULE:
        return "rule"
    if mark.source.item:
        return "picture"
    if mark.fill is None:
        return "frame"
    if mark.stroke is not None:
        return "panel"  # the place of a picture that is still to come, whatever it fills
    whole = box.rect.width * box.rect.height if box else 0.0
    return "ground" if whole and rect.width * rect.height >= GROUND * whole else "panel"


def _extent(mark: Outline) -> Rect | None:
    numbers = [[float(n) for n in step[1:]] for step in mark.path]
    across = [n for step in numbers for n in step[0::2]]
    down = [n for step in numbers for n in step[1::2]]
    if not across:
        return None
    left, top = min(across), min(down)
    return Rect(left, top, max(across) - left, max(down) - top)
