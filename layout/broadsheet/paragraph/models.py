"""What goes into a paragraph and what comes out.

Plain values: ``makeup`` makes spans and settings of the edition and the spec's styles, and
places the set lines; ``set_paragraph`` and ``set_line`` stand between.
"""

from collections.abc import Callable
from typing import Literal

from broadsheet.cjk import Level
from broadsheet.display import INK, Colour, Run, Source
from broadsheet.fonts.typeface import Typeface
from broadsheet.models import frozen

Align = Literal["justify", "left", "center", "right", "spread"]
Scheme = Literal["full", "kaiming", "half"]
Corners = Literal["double", "single"]
Beside = Literal["", "dot", "line", "wave"]
Hold = Literal["", "inside", "before"]


@frozen()
class Ruby:
    """How characters are read, set small above them or beside them (ruby)."""

    text: str
    source: Source


@frozen(kw_only=True)
class Span:
    """A stretch of one passage in one typeface, size and colour."""

    text: str
    typeface: Typeface
    size: float  # pt
    source: Source  # its ``start`` is the place of the first character in the passage
    colour: Colour = INK
    tracking: float = 0.0  # em, after each character
    beside: Beside = ""  # emphasis dots, a line for a proper name, a wave for a title
    dotted: bool = False  # dots outside of its line or wave
    hold: Hold = ""  # no line breaks inside it, or nor before it
    rise: float = 0.0  # em, of superior marks
    reading: Ruby | None = None
    sunk: bool = False  # it opens the paragraph, several lines deep: no white gives or grows by it


@frozen()
class Stroke:
    """A mark beside the characters of a line, lengths in pt.

    ``start`` and ``end`` run along the line from ``left``; ``off`` is how far its middle lies
    from the baseline, downward, or in a vertical line from the centre line, to the right;
    ``beyond`` what another stroke takes up between it and the characters.
    """

    kind: Beside
    start: float
    end: float
    off: float
    weight: float
    beyond: float = 0.0


@frozen()
class Gloss:
    """A reading and the stretch of a line that it belongs to, pt from the line's ``left``."""

    span: Span
    start: float
    end: float


@frozen(kw_only=True)
class Setting:
    """How a paragraph is set.

    ``spread`` fills the measure with every line, the last one too (均排).  Schemes of marks:
    ``full`` (全角) sets them on the whole body, ``kaiming`` (开明) only those that end a
    sentence, ``half`` (半角) none; in all of them pairs of marks and line edges are trimmed.
    """

    measure: float  # pt
    em: float  # pt, the body character
    indent: float = 2.0  # em, of the first line
    align: Align = "justify"
    level: Level = "gb"
    scheme: Scheme = "full"
    hanging: bool = False  # ，、。 may stand beyond the edge
    vertical: bool = False
    hyphens: str = ""  # language whose rules break Latin words, such as en-GB
    corners: Corners = "double"  # in vertical lines “” look like ﹃﹄ (mainland) or ﹁﹂
    filled: bool = False  # the last line fills the measure too: the text goes on elsewhere
    letterspace: float = 0.0  # em that may come between letters of a Latin word, or go
    widths: tuple[float, ...] = ()  # pt, measures of the first lines, where they differ
    sunk: tuple[int, float] = (0, 0.0)  # lines that the first characters take, and pt of each
    look: Callable[[], None] | None = None  # is asked within long paragraphs, may raise to stop


@frozen(kw_only=True)
class SetLine:
    """A line ready to be placed."""

    runs: tuple[Run, ...]
    width: float  # pt as set, from ``left``
    left: float  # pt from the edge of the column
    stretch: float  # em, what justification adds to a gap between two ideographs
    exact: bool  # gaps so wide that readers of the PDF need the characters told again
    start: int  # of the joined text of the spans
    end: int
    last: bool  # of its paragraph
    torn: bool = False  # it ends inside a unit that no line holds: a word, a mark and its text
    strokes: tuple[Stroke, ...] = ()
    glosses: tuple[Gloss, ...] = ()


@frozen(kw_only=True)
class SetParagraph:
    """A paragraph's lines; ``missing`` are characters that no face has, with their places.

    ``shortest`` and ``longest`` are the counts of lines in which it can be set as well.
    """

    lines: tuple[SetLine, ...]
    missing: tuple[tuple[str, int], ...] = ()
    shortest: int = 0
    longest: int = 0
