"""What a PDF page shows, as values.

Points, the origin is the top left corner of the page, y down; a page that a viewer turns is
turned here too.  Knows nothing of PDF.
"""

from typing import Literal

from broadsheet.geometry import Rect
from broadsheet.models import frozen

Panel = Literal["", "note", "pull", "row", "foot"]  # row: of a table; foot: a footnote


@frozen(kw_only=True)
class PrintedStyle:
    """How a stretch of text is set."""

    size: float  # pt, as printed
    face: str  # the font's name without the mark of a subset; empty: it has none
    bold: bool
    narrow: float = 1.0  # of its usual width, where it is condensed


@frozen(kw_only=True)
class PrintedPiece:
    """A stretch of text without a gap, in one style."""

    text: str
    box: Rect  # the em boxes of its letters
    level: float  # its baseline; of upright text the left edge
    style: PrintedStyle
    upright: bool = False  # letters below each other
    run: int = 0  # the same for stretches that the file sets in one go
    spaced: bool = False  # a space stands before it in the file
    figure: bool = False  # small, above or below the baseline of its line
    needs: float = 0.0  # how long its text is at the least, pt, where its box is too small for it


@frozen(kw_only=True)
class PrintedLine:
    """A line of one style, with smaller figures in it; its box as its direction reads.

    An upright line's box is turned: ``left`` is the distance from the page's head, ``top`` that
    from the page's right edge, so that lines of both directions run from left to right and
    follow each other downward.
    """

    text: str
    box: Rect
    level: float  # baseline, in the same frame
    style: PrintedStyle
    upright: bool = False
    open_end: bool = False  # where it ends is not known
    lead: str = ""  # its text up to where another face begins
    opens: str = ""  # face of its first letters
    ends: str = ""  # face of its last letters
    tagged: bool = False  # an area stands behind it alone
    panel: Panel = ""  # what between two rules of a column it belongs to


@frozen(kw_only=True)
class PrintedSheet:
    """One page: what is printed on it and where."""

    width: float
    height: float
    pieces: tuple[PrintedPiece, ...]
    shapes: tuple[Rect, ...] = ()  # of lines and areas that are drawn
    pictures: tuple[Rect, ...] = ()
    unknown: int = 0  # letters that the file's fonts name no character for


@frozen(kw_only=True)
class ShownLines:
    """Lines for show that stand together: a head, an advertiser's words."""

    lines: tuple[PrintedLine, ...]
    box: Rect


@frozen(kw_only=True)
class PrintedStory:
    """A head and the columns that it owns, in reading order; either may be missing."""

    head: tuple[PrintedLine, ...]
    columns: tuple[tuple[PrintedLine, ...], ...]
    captions: tuple[tuple[PrintedLine, ...], ...] = ()
    box: Rect = Rect(0, 0, 0, 0)
