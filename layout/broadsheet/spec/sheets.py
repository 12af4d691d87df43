"""A sheet: the page, its grid and all that stands on it; and the sheets of several pages.

Frozen values made of those of ``boxes``.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Literal

from broadsheet.display import INK, Colour
from broadsheet.errors import Where
from broadsheet.models import field, frozen
from broadsheet.spec.boxes import FIT, NOWHERE, AcrossBox, Box, FitStep, MapRow, StoryBox, Style

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
        "rule-on-type": LintRule(),
        "outside": LintRule(),
        "small-type": LintRule(limit=7),  # pt
        "kicker-size": LintRule(limit=0.67),  # of the headline
        "off-grid": LintRule(limit=0.5),  # pt
        "mixed-ornaments": LintRule(limit=1),  # ornaments
        "head-white": LintRule(limit=2.5),  # rows
        "kicker-face": LintRule(),
        "deck-size": LintRule(limit=0.5),  # of the headline
        "nearly-full": LintRule(limit=0.92),  # of the width
        "wide-marks": LintRule(),
        "tight-padding": LintRule(limit=1.2),  # em of the body
        "loose-hairline": LintRule(limit=4),  # rows
        "much-red": LintRule(limit=1),  # frames
    }
)


@frozen(kw_only=True)
class PressSheet:
    """How files for press and archive are made of these pages."""

    profile: str = ""  # ICC file beside the spec; empty: coldset newsprint
    condition: str = ""  # registered name of that printing condition
    marks: bool = False  # printer's marks outside the trim
    bleed: float = 0.0  # pt; newspapers have none


@frozen(kw_only=True)
class FolioLine:
    """The line with page, name and date at a page's head or foot (报眉)."""

    at: Literal["top", "bottom"] = "top"
    left: str = ""  # templates: "{folio} {section}"; a label goes with a missing fact
    middle: str = ""
    right: str = ""
    rows: int = 3  # that it takes of the grid
    rule: float = 0.5  # pt, between the line and the page; 0: none
    thin: float = 0.0  # pt, of a second rule beside it; 0: none
    colour: Colour = INK
    mirror: bool = False  # left and right change places on pages of even number
    where: Where = NOWHERE


@frozen(kw_only=True)
class Seam:
    """The strip in the margin towards the fold (中缝), with boxes one under another."""

    at: Literal["inner", "left", "right"] = "inner"  # inner: right on pages of even number
    width: float  # pt
    white: float = 8.5  # pt, between the strip and the type area
    gap: float = 8.5  # pt, between two boxes
    boxes: tuple[Box, ...]  # their ``width`` is their depth; those without share what is left
    where: Where = NOWHERE


@frozen(kw_only=True)
class Spec:
    """A complete layout spec, resolved: one sheet, or the sheets of several pages."""

    name: str
    page: PageShape
    grid: Grid
    typefaces: Mapping[str, tuple[str, ...]]  # fallback in order; "system": the machine's
    colours: Mapping[str, Colour]
    styles: Mapping[str, Style]
    map: tuple[MapRow, ...]
    boxes: Mapping[str, Box]
    labels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # ad: 广告
    language: str = "zh-CN"  # of the paper, BCP 47
    lint: Mapping[str, LintRule] = field(default_factory=lambda: LINT)
    press: PressSheet = PressSheet()
    fit: tuple[FitStep, ...] = FIT
    folio: FolioLine | None = None
    seam: Seam | None = None
    pages: "tuple[Spec, ...]" = ()  # a sheet for each page; empty: this one serves all
    folder: str = ""  # where fonts and pictures are looked up; empty: nowhere
    roots: tuple[str, ...] = ()  # more folders for them
    where: Where = NOWHERE
    places: Mapping[str, Where] = field(default_factory=lambda: MappingProxyType({}))  # by key

    def sheet(self, number: int) -> "Spec":
        """Return the sheet of a page; pages count from 1, those after the last have the last."""
        return self.pages[min(number, len(self.pages)) - 1] if self.pages else self

    @property
    def band(self) -> int:
        """Rows of the grid that the folio line takes."""
        return self.folio.rows if self.folio else 0

    @property
    def rows(self) -> int:
        """Rows of the grid that the map fills."""
        return self.grid.rows - self.band

    @property
    def top(self) -> float:
        """Top of the first row that the map fills, pt.

        Rows that leave a part of the type area over lie in its middle.
        """
        page, grid = self.page, self.grid
        slack = page.height - page.top - page.bottom - grid.rows * grid.baseline
        over = self.band if self.folio and self.folio.at == "top" else 0
        return page.top + slack / 2 + over * grid.baseline

    @property
    def goes_on(self) -> bool:
        """Whether a box goes on with what another leaves of its story."""
        contents = [box.content for box in self.boxes.values()]
        return any(isinstance(c, StoryBox) and c.continues is not None for c in contents)

    def leaves(self) -> Iterator[Box]:
        """Yield the boxes that hold one thing, those side by side and in the seam too."""
        waiting = [*self.boxes.values(), *(self.seam.boxes if self.seam else ())][::-1]
        while waiting:
            box = waiting.pop()
            if isinstance(box.content, AcrossBox):
                waiting += box.content.parts[::-1]
            else:
                yield box
