"""What is seen on a page, and what differs between two, as values.

Points, the origin is the top left corner of the page, y down.  Knows nothing of PDF.
"""

from broadsheet.geometry import Rect
from broadsheet.models import frozen


@frozen(kw_only=True)
class SeenLine:
    """A line of one style, as it stands on the page."""

    text: str
    box: Rect
    start: tuple[float, float]  # of its baseline; of an upright line its top, in the middle
    size: float  # pt
    story: int  # its number in the file; -1: it is of none


@frozen(kw_only=True)
class SeenStory:
    """A story, or lines for show that belong together."""

    page: int  # from 1
    name: str  # its largest words
    box: Rect
    text: str  # without white


@frozen(kw_only=True)
class SeenPage:
    """One page."""

    number: int  # from 1
    width: float
    height: float
    lines: tuple[SeenLine, ...]
    shapes: tuple[Rect, ...]  # boxes of rules, frames, areas
    pictures: tuple[Rect, ...]


@frozen(kw_only=True)
class SeenFile:
    """A PDF as it is seen."""

    pages: tuple[SeenPage, ...]
    stories: tuple[SeenStory, ...]


_NO_LINE = SeenLine(text="", box=Rect(0, 0, 0, 0), start=(0.0, 0.0), size=0.0, story=-1)


@frozen(kw_only=True)
class LineChange:
    """A line that stands elsewhere, is gone (no ``now``), is new (no ``was``), or reads anew."""

    was: SeenLine | None
    now: SeenLine | None

    @property
    def kind(self) -> str:
        """One of moved, reworded, gone and new."""
        if self.was is None:
            return "new"
        if self.now is None:
            return "gone"
        return "moved" if self.was.text == self.now.text else "reworded"

    @property
    def line(self) -> SeenLine:
        """The line where it stands now, or stood."""
        return self.now or self.was or _NO_LINE

    @property
    def by(self) -> tuple[float, float]:
        """How far it moved to the right and down, pt."""
        if self.was is None or self.now is None:
            return (0.0, 0.0)
        return moved_by(self.was.start, self.now.start)


@frozen(kw_only=True)
class DrawnChange:
    """A rule, frame, area or picture that moved, is gone or is new."""

    kind: str  # drawn, picture
    was: Rect | None
    now: Rect | None

    @property
    def by(self) -> tuple[float, float]:
        """How far it moved to the right and down, pt."""
        was, now = self.was, self.now
        if was is None or now is None:
            return (0.0, 0.0)
        return moved_by((was.left, was.top), (now.left, now.top))


@frozen(kw_only=True)
class TextEdit:
    """Words that a story says otherwise; one of both is empty where some went or came."""

    before: str  # the letters right before them
    was: str
    now: str


@frozen(kw_only=True)
class StoryChange:
    """A story that moved, is set anew, or says something else."""

    was: SeenStory | None
    now: SeenStory | None
    edits: tuple[TextEdit, ...] = ()
    anew: int = 0  # lines that break elsewhere
    lines: int = 0  # of it, in the second file

    @property
    def name(self) -> str:
        """What it is called."""
        story = self.now or self.was
        return story.name if story else ""

    @property
    def by(self) -> tuple[float, float]:
        """How far its box moved to the right and down, pt; not over a leaf."""
        was, now = self.was, self.now
        if not was or not now or was.page != now.page:
            return (0.0, 0.0)
        return moved_by((was.box.left, was.box.top), (now.box.left, now.box.top))


@frozen(kw_only=True)
class InkChange:
    """How much of a page looks otherwise, and where."""

    share: float  # of the page's area
    box: Rect | None = None


@frozen(kw_only=True)
class PageChange:
    """What differs between two pages of one number; one of them may be missing."""

    number: int
    was: tuple[float, float] | None  # width and height, pt
    now: tuple[float, float] | None
    same: int = 0  # lines that stand where they stood
    lines: tuple[LineChange, ...] = ()
    drawn: tuple[DrawnChange, ...] = ()
    ink: InkChange = InkChange(share=0.0)

    @property
    def is_same(self) -> bool:
        """Tell whether nothing differs."""
        sized = self.was == self.now
        return sized and not self.lines and not self.drawn and not self.ink.share

    @property
    def farthest(self) -> float:
        """The way that the line that moved farthest went, pt."""
        return max((way(one.by) for one in self.lines if one.kind == "moved"), default=0.0)


@frozen(kw_only=True)
class Comparison:
    """What differs between two PDFs.

    - ``pages``: page by page: lines, rules and pictures, ink
    - ``stories``: those alone that differ
    """

    pages: tuple[PageChange, ...]
    stories: tuple[StoryChange, ...] = ()

    @property
    def is_same(self) -> bool:
        """Tell whether the two show the same."""
        return all(page.is_same for page in self.pages) and not self.stories

    @property
    def is_same_text(self) -> bool:
        """Tell whether the two say the same, wherever it stands."""
        return not any(story.edits for story in self.stories)


def moved_by(was: tuple[float, float], now: tuple[float, float]) -> tuple[float, float]:
    """Return the way from a place to another, to the right and down."""
    return (round(now[0] - was[0], 3) + 0.0, round(now[1] - was[1], 3) + 0.0)


def way(by: tuple[float, float]) -> float:
    """Return how far something moved, pt."""
    return float((by[0] ** 2 + by[1] ** 2) ** 0.5)
