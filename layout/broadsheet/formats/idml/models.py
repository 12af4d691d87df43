"""What an IDML file is made of here: stories, the frames that they flow through, other marks.

Lengths are pt from the top left of the page, y down.
"""

from broadsheet.display import Cell, Colour, Fill, Outline, PlacedPicture
from broadsheet.geometry import Rect
from broadsheet.models import frozen


@frozen()
class TextLook:
    """How characters are set."""

    face: str  # id in the face book
    size: float  # pt
    colour: Colour


@frozen()
class TextSpan:
    """Characters of one look."""

    text: str
    look: TextLook


@frozen(kw_only=True)
class Paragraph:
    """A paragraph of a story; rows of a table have ``cells`` instead of spans of their own."""

    role: str  # names its style
    spans: tuple[TextSpan, ...]
    leading: float  # pt
    justify: str  # LeftJustified, LeftAlign, CenterAlign, RightAlign
    indent: float = 0.0  # pt, of the first line
    cells: tuple[tuple[Cell, str], ...] = ()  # of a table, each with its text

    @property
    def look(self) -> TextLook:
        """What most of its characters look like."""
        return max(self.spans, key=lambda span: len(span.text)).look

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(span.text for span in self.spans)


@frozen(kw_only=True)
class TextFrame:
    """A place where a story flows on."""

    story: str
    page: int  # index
    rect: Rect


@frozen(kw_only=True)
class FlowedStory:
    """A story as InDesign knows it: text that flows through frames."""

    name: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    frames: tuple[TextFrame, ...]
    vertical: bool = False


@frozen(kw_only=True)
class FramedPages:
    """All of it: for each page its marks in painting order; stories by name."""

    stories: tuple[FlowedStory, ...]
    shapes: tuple[tuple[Fill | Outline | PlacedPicture, ...], ...]  # a page each
