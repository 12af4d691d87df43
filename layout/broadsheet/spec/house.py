"""What a paper is: the half of a spec that serves every day.

Frozen values: the trimmed page and its grid, typefaces, colours, how kinds of text are set,
labels, what a story may do to fit, the editors' rules and the press.  Knows nothing of any
map, box or edition: a story can be measured with it alone.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from broadsheet.display import INK, Colour
from broadsheet.edition import Script
from broadsheet.errors import Where
from broadsheet.models import field, frozen
from broadsheet.spec.boxes import FIT, FitStep
from broadsheet.spec.leeway import House

Align = Literal["justify", "left", "center", "right", "spread"]
Weight = Literal["regular", "bold", "black"]
Slant = Literal["upright", "italic"]
Level = Literal["none", "basic", "gb", "strict"]
Scheme = Literal["full", "kaiming", "half"]
Corners = Literal["double", "single"]
Capitals = Literal["full", "small", "all-small"]
Figures = Literal["own", "lining", "old-style", "tabular"]
TagForm = Literal["bar", "reversed", "pill", "boxed", "flag"]
Notice = Literal["warning", "note", "off"]


@frozen(kw_only=True)
class PageShape:
    """The trimmed page and its margins, pt."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float


@frozen(kw_only=True)
class Grid:
    """Basic columns across the type area, and the rows down it."""

    columns: int
    measure: float  # pt, of one basic column
    gutter: float  # pt: the gutter takes what the columns leave
    em: float  # pt, the body character; 字 and em of boxes
    baseline: float  # pt, one row (行)
    rows: int
    gap: int = 1  # rows of white above a box that stands under another
    rule: float = 0.25  # pt, hairline between the columns of a story; 0: none
    widths: tuple[float, ...] = ()  # pt, of each column where they differ; then measure: the least

    def width(self, column: int) -> float:
        """Width of a basic column, pt."""
        return self.widths[column] if self.widths else self.measure

    def offset(self, column: int) -> float:
        """Left edge of a basic column, pt from the edge of the type area."""
        if self.widths:
            return sum(self.widths[:column]) + column * self.gutter
        return column * (self.measure + self.gutter)

    def span(self, first: int, last: int) -> float:
        """Width of the columns ``first`` … ``last`` with what is between them, pt."""
        return self.offset(last) + self.width(last) - self.offset(first)


@frozen(kw_only=True)
class LintRule:
    """How an editor's fault is told, and where it begins."""

    level: Notice = "warning"
    limit: float = 0.0  # in the rule's own unit: rows, lines or pt


# what ``lint`` looks for on a composed page, and the limits that a spec may move
LINT: Mapping[str, LintRule] = MappingProxyType(
    {
        "heads-meet": LintRule(),
        "louder-than-lead": LintRule(),
        "hanging-start": LintRule(),
        "broken-word": LintRule(),
        "small-nameplate": LintRule(),
        "full-break": LintRule(),
        "through-gutter": LintRule(),
        "trapped-white": LintRule(limit=3),  # rows
        "crosshead-foot": LintRule(),
        "crosshead-sizes": LintRule(),
        "uneven-columns": LintRule(limit=1),  # lines
        "ad-unmarked": LintRule(),
        "picture-under-type": LintRule(),
        "cropped": LintRule(limit=0.4),  # of a picture's area
        "rule-on-type": LintRule(),
        "outside": LintRule(),
        "small-type": LintRule(limit=7),  # pt
        "kicker-size": LintRule(limit=0.67),  # of the headline
        "off-grid": LintRule(limit=0.5),  # pt
        "mixed-ornaments": LintRule(limit=1),  # ornaments
        "head-white": LintRule(limit=2.5),  # rows
        "kicker-face": LintRule(),
        "mixed-faces": LintRule(),
        "deck-size": LintRule(limit=0.5),  # of the headline
        "nearly-full": LintRule(limit=0.92),  # of the width
        "wide-marks": LintRule(),
        "tight-padding": LintRule(limit=1.2),  # em of the body
        "loose-hairline": LintRule(limit=4),  # rows
        "much-red": LintRule(limit=1),  # frames
        "blown-up": LintRule(limit=0.03),  # of an advertisement's area
        "half-empty": LintRule(limit=0.5),  # of a notice's depth
        "ribbon": LintRule(limit=4),  # lines in a column
        "narrow-gutter": LintRule(limit=0.5),  # em of the body
    }
)


@frozen(kw_only=True)
class PressSheet:
    """How files for press and archive are made of these pages."""

    profile: str = ""  # ICC file beside the spec; empty: coldset newsprint
    condition: str = ""  # registered name of that printing condition
    marks: bool = False  # printer's marks outside the trim
    bleed: float = 0.0  # pt; newspapers have none
    adverts: str = "refuse"  # in light, by a standard that takes inks alone; or "convert"


@frozen(kw_only=True)
class Gaiji:
    """What is shown for a character of a paper's own (造字)."""

    reads: str  # the character that it stands for, as the PDF is read
    file: str = ""  # a drawing or a font beside the spec; empty: that character itself is set
    glyph: str = ""  # of a font: the character whose glyph it is


@frozen(kw_only=True)
class TypeStyle:
    """How a kind of text is set."""

    face: str  # name in ``typefaces``
    weight: Weight = "regular"
    slant: Slant = "upright"
    axes: tuple[tuple[str, float], ...] = ()  # places on the axes of variable faces, by tag
    capitals: Capitals = "full"
    figures: Figures = "own"
    quotes: str = ""  # the language whose quotes are shown for typed ones; empty: as typed
    smallest: float  # pt
    largest: float  # pt; the largest that fits the box is taken
    leading: float = 1.2  # of the size, between lines of one piece
    indent: float = 0.0  # em of the style
    align: Align = "left"
    colour: Colour = INK
    tracking: float = 0.0  # em, after each character
    rows: int = 0  # depth in rows that it takes; 0: what it needs
    lines: int = 1  # most lines of display type
    level: Level = "gb"  # prohibition at line starts and ends (CLREQ)
    scheme: Scheme = "full"  # width of punctuation: 全角 开明 半角
    hanging: bool = False
    corners: Corners = "double"  # shape of “” in vertical lines: ﹃﹄ or ﹁﹂
    initial: int = 0  # lines that the first character of a story sinks through; 0: none
    hyphens: str = ""  # language whose rules break Latin words; empty: none are broken
    fill: Colour | None = None  # ground of a tag or panel; type on a dark one is reversed
    box: float = 0.0  # pt, frame of a panel round it
    rules: float = 0.0  # pt, rules above and under it
    form: TagForm = "bar"  # of a column tag
    stroke: float = 0.0  # pt, of a line that makes display type heavier
    letterspace: float = 0.0  # em that justification may put between Latin letters, or take

    @property
    def features(self) -> tuple[str, ...]:
        """OpenType features that its letters and figures are asked for."""
        return (*_CAPITALS[self.capitals], *_FIGURES[self.figures])


_CAPITALS: Mapping[Capitals, tuple[str, ...]] = MappingProxyType(
    {"full": (), "small": ("smcp",), "all-small": ("smcp", "c2sc")}
)
_FIGURES: Mapping[Figures, tuple[str, ...]] = MappingProxyType(
    {"own": (), "lining": ("lnum",), "old-style": ("onum",), "tabular": ("tnum",)}
)


@frozen(kw_only=True)
class Style:
    """A house style, resolved."""

    page: PageShape
    grid: Grid
    typefaces: Mapping[str, tuple[str, ...]]  # fallback in order; "system": the machine's
    colours: Mapping[str, Colour]
    styles: Mapping[str, TypeStyle]
    labels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # ad: 广告
    language: str = "zh-CN"  # of the paper, BCP 47
    gaiji: Mapping[str, Gaiji] = field(default_factory=lambda: MappingProxyType({}))
    script: Script = ""  # whose forms of Chinese; empty: the language's, or told from the copy
    lint: Mapping[str, LintRule] = field(default_factory=lambda: LINT)
    press: PressSheet = PressSheet()
    fit: tuple[FitStep, ...] = FIT
    open: House | None = None  # what pages that draw themselves may choose
    folder: str = ""  # where fonts and pictures are looked up; empty: nowhere
    roots: tuple[str, ...] = ()  # more folders for them
    places: Mapping[str, Where] = field(default_factory=lambda: MappingProxyType({}))  # by key
