"""The display list: a composed page, mark by mark.

Made by ``makeup``; read by the painters, ``lint`` and tools.  A mark says where it is (pt,
top left of the trimmed page, y down), what it looks like, and what it sets: the item and
block of the edition, and the place of its box in the spec.  Marks stand in painting order;
those that set copy stand in reading order (``edition.passages``).  Glyph ids are the face's
own; the painter alone knows how they are coded in the file.
"""

from collections.abc import Iterator
from typing import Literal

from broadsheet.edition import Role
from broadsheet.errors import Finding, OutputError, Where
from broadsheet.geometry import Rect
from broadsheet.models import frozen


@frozen()
class Colour:
    """Process colour, each ink from 0 to 1; ``spot`` names a separation with that alternate.

    Of a ``tint`` below 1 the inks are those of the tint, as it looks.  What is ``over`` prints over
    what lies below it; everything else but black text knocks it out.
    """

    cyan: float = 0.0
    magenta: float = 0.0
    yellow: float = 0.0
    black: float = 0.0
    spot: str = ""
    tint: float = 1.0
    over: bool = False

    @property
    def solid(self) -> "Colour":
        """The colour of which this is a tint, knocking out: what a separation is made of.

        >>> Colour(magenta=0.4, spot="Coral", tint=0.4, over=True).solid
        Colour(cyan=0.0, magenta=1.0, yellow=0.0, black=0.0, spot='Coral', tint=1.0, over=False)
        """
        cyan, magenta, yellow, black = (
            round(ink / self.tint, 4) for ink in (self.cyan, self.magenta, self.yellow, self.black)
        )
        return Colour(cyan, magenta, yellow, black, self.spot)


INK = Colour(black=1.0)
PAPER = Colour()


@frozen()
class Source:
    """What a mark sets.

    ``item`` is empty for furniture: rules, tints, labels that the spec adds.  ``start`` and
    ``end`` are the range of characters in the passage's text.
    """

    item: str = ""
    role: Role | Literal["furniture"] = "furniture"
    block: int = -1
    start: int = 0
    end: int = 0


FURNITURE = Source()


@frozen()
class Run:
    """Glyphs of one face, size and letter-spacing, set one after the other.

    The pen moves by each glyph's own advance and ``tracking`` after it, as PDF's Tc does
    (ISO 32000-1, 9.3.2).  ``text`` has one string per glyph; a ``str`` when each glyph sets
    one character.  ``shifts`` are moves of the pen before a glyph, pt along the line, by
    index: only for faces without forms of their own.
    """

    face: str  # id in the face book
    size: float  # pt
    glyphs: tuple[int, ...]
    text: str | tuple[str, ...]
    source: Source
    colour: Colour = INK
    tracking: float = 0.0  # pt
    rise: float = 0.0  # pt, upward in the line
    stretch: float = 1.0  # horizontal scale, for digits set tate-chu-yoko
    upright: bool = True  # False: in a vertical line, lying on its side
    shifts: tuple[tuple[int, float], ...] = ()
    stroke: float = 0.0  # pt, of a line along the letters' edge, in their colour

    @property
    def plain(self) -> str:
        """The characters it sets."""
        return self.text if isinstance(self.text, str) else "".join(self.text)


@frozen()
class Cell:
    """Where a line stands in a table; ``table`` is the block that opens the table."""

    table: int
    row: int
    column: int
    columns: int  # of the table: cells that hold nothing have no line
    head: bool = False  # it names its column


@frozen()
class TextLine:
    """A set line: the start of its baseline, and its runs.

    Vertical lines start at the top of their centre line.  ``exact`` asks the painter to
    give the characters as ActualText too (gaps above 0.09 em make readers insert spaces).
    """

    x: float
    y: float
    width: float  # pt, as set, along the line
    runs: tuple[Run, ...]
    vertical: bool = False
    lang: str = "zh-CN"
    exact: bool = False
    box: str = ""
    cell: Cell | None = None
    beside: Source | None = None  # of a reading (ruby): the characters that it is read for

    @property
    def plain(self) -> str:
        """The characters it sets."""
        return "".join(run.plain for run in self.runs)


@frozen()
class Fill:
    """A filled and/or stroked rectangle; rules are thin fills."""

    rect: Rect
    fill: Colour | None = None
    stroke: Colour | None = None
    weight: float = 0.0  # pt, of the stroke, centred on the edge
    radius: float = 0.0  # pt, of the corners
    source: Source = FURNITURE
    box: str = ""


@frozen()
class Outline:
    """A path of steps: ``("m", x, y)``, ``("l", x, y)``, ``("c", six numbers)``, ``("h",)``."""

    path: tuple[tuple[str | float, ...], ...]
    fill: Colour | None = None
    stroke: Colour | None = None
    weight: float = 0.0  # pt
    dash: tuple[float, ...] = ()
    source: Source = FURNITURE
    box: str = ""
    alt: str = ""  # of one that is a figure, such as a code: what it shows, in words


@frozen()
class PlacedPicture:
    """A picture file in a rectangle; ``crop`` is the part shown, as fractions of the picture."""

    rect: Rect
    src: str
    source: Source
    crop: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)  # left top right bottom
    alt: str = ""
    box: str = ""


@frozen()
class Link:
    """A place to click that leads to a URL, or to a destination of this file (``#id``)."""

    rect: Rect
    target: str
    box: str = ""
    goes_on: bool = False  # one link with the one before: a line's end broke its address


@frozen()
class Anchor:
    """A destination, and with a title an outline entry: the start of a story."""

    name: str
    title: str
    x: float
    y: float
    level: int = 0


Mark = TextLine | Fill | Outline | PlacedPicture | Link | Anchor


@frozen()
class Adjusted:
    """A step that was taken to fit a story: ``head 6 → 7 行``.

    ``words`` say which crosshead or paragraph, or what was left out.
    """

    kind: str
    before: float = 0.0
    after: float = 0.0
    words: str = ""

    def __str__(self) -> str:
        what = f"{self.kind} {self.words}".rstrip()
        if self.kind == "drop":
            return f"{self.words} left out"
        unit = "pt" if self.kind == "headline" else "行"
        return f"{what} {self.before:g} → {self.after:g} {unit}"


OVER, SHORT = "溢 ", "缺 "  # before what does not go in, and before lines of white


@frozen(kw_only=True)
class PlacedBox:
    """Where a box of the spec lies, for tools, lint and hot zones."""

    name: str
    rect: Rect
    item: str = ""
    where: Where | None = None  # the box's key in the spec
    columns: tuple[Rect, ...] = ()
    lines: int = 0  # body lines set
    room: int = 0  # body lines that it holds
    short: int = 0  # body lines of white
    over: int = 0  # body lines that don't go in
    over_letters: int = 0  # and their characters
    beyond: tuple[str, ...] = ()  # what else does not go in, in words
    steps: tuple[Adjusted, ...] = ()  # what was done to fit it
    part: int = 1  # which part of the item it holds, of a story in several boxes

    @property
    def fit(self) -> str:
        """Lines over or short, in editors' words; empty where the text fits to a line."""
        if self.over:
            return f"{OVER}{self.over_letters} 字 / {self.over} 行"
        return f"{SHORT}{self.short} 行" if self.short > 1 else ""

    @property
    def state(self) -> str:
        """What is over, or else short, in editors' words; empty where all fits."""
        return f"{OVER}{self.beyond[0]}" if self.beyond and not self.over else self.fit


@frozen(kw_only=True)
class Page:
    """One composed page, trimmed size in pt."""

    number: int
    width: float
    height: float
    marks: tuple[Mark, ...]
    boxes: tuple[PlacedBox, ...] = ()
    label: str = ""  # the folio printed, such as A3
    bands: tuple[int, ...] = ()  # rows that each line of the map has got
    written: bool = False  # one by one, and its marks were let go: it can't be drawn again


@frozen(kw_only=True)
class Parted:
    """A passage of several lines of its own: entries of a list, verse, questions and answers."""

    item: str
    role: Role
    block: int
    starts: tuple[int, ...]  # where each line begins, by characters
    labels: tuple[int, ...]  # where its bullet, number or 问： ends: at its start without one
    stanzas: tuple[int, ...]  # lines, by number, that white stands before


@frozen(kw_only=True)
class Pages:
    """All composed pages of an edition, with what was found while composing."""

    pages: tuple[Page, ...]
    findings: tuple[Finding, ...] = ()
    title: str = ""
    lang: str = "zh-CN"
    spec: str = ""  # name of the spec
    faces: tuple[tuple[str, str], ...] = ()  # id and digest of each face used
    folder: str = ""  # where picture names are looked up
    roots: tuple[str, ...] = ()  # more folders for them
    typefaces: tuple[tuple[str, tuple[str, ...]], ...] = ()  # the spec's, to open faces again
    signs: tuple[tuple[str, str, str], ...] = ()  # of the paper's own: character, file, glyph
    face_folder: str = ""  # where font files of the spec lie
    face_roots: tuple[str, ...] = ()  # more folders for them
    parted: tuple[Parted, ...] = ()  # passages of several lines

    @property
    def boxes(self) -> tuple[PlacedBox, ...]:
        """All boxes of all pages."""
        return tuple(box for page in self.pages for box in page.boxes)

    def lines(self) -> Iterator[TextLine]:
        """Yield every set line in painting order."""
        for page in self.pages:
            yield from (mark for mark in page.marks if isinstance(mark, TextLine))


def check_marks(pages: Pages) -> None:
    """Refuse pages that were written one by one and keep no marks; raises OutputError."""
    if any(page.written for page in pages.pages):
        raise OutputError(
            "these pages were written one by one and keep no marks",
            hint="compose them again: compose(edition, spec)",
        )
