"""What preflight knows of a page, and what it says.

Lengths are pt; places are measured from the top left of the trimmed page, y down.
"""

from collections.abc import Callable

from broadsheet.errors import Level
from broadsheet.geometry import MM, Rect
from broadsheet.models import frozen

OWN = "this program's own limit"


@frozen(kw_only=True)
class PressLimits:
    """What a way of printing can hold."""

    name: str
    about: str
    total_ink: float  # percent
    image_ppi: float  # fewer are coarse
    image_ppi_least: float  # fewer are refused
    line_art_ppi: float
    line: float  # pt, the thinnest
    type: float  # pt, the smallest
    reversed_type: float  # pt, white out of one ink
    reversed_multi: float  # pt, white out of several
    multi_type: float  # pt, in several inks
    rich_black: float  # pt, below it black text takes no other ink
    bleed: bool  # whether pages may bleed
    source: str  # of these numbers
    own: tuple[str, ...] = ()  # names of those that no source gives: ours

    def rule(self, name: str) -> str:
        """Return where a number comes from."""
        return OWN if name in self.own else self.source


_MOST = 4  # boxes that a line names


@frozen(kw_only=True)
class Issue:
    """Something that would go wrong on the press."""

    level: Level
    code: str  # short and stable, such as "total-ink"
    message: str
    page: int = 0  # counts from 1; 0 is the file
    places: tuple[Rect, ...] = ()
    value: str = ""
    limit: str = ""
    rule: str = ""  # where the limit stands
    boxes: tuple[str, ...] = ()  # of the spec, in pages that tell them

    def __str__(self) -> str:
        return self.line(str)

    def line(self, of: Callable[[str], str]) -> str:
        """Return it as a line: page, boxes, place, level, message, value, limit and rule.

        ``of`` puts each of these into the reader's language.
        """
        parts = [f"page {self.page}"] if self.page else []
        if self.boxes:
            more = f" and {len(self.boxes) - _MOST} more" if len(self.boxes) > _MOST else ""
            word = "box" if len(self.boxes) == 1 else "boxes"
            parts.append(f"{word} {', '.join(self.boxes[:_MOST])}{more}")
        if self.places:
            parts.append(_place(self.places))
        told = [of(part) for part in (*parts, self.level, self.message)]
        if self.value:
            limit = f", {of(f'limit {of(self.limit)}')}" if self.limit else ""
            told.append(of(self.value) + limit)
        rule = f" [{of(self.rule)}]" if self.rule else ""
        return ": ".join(told) + rule


def _place(places: tuple[Rect, ...]) -> str:
    rect = places[0]
    numbers = (rect.left, rect.top, rect.width, rect.height)
    left, top, width, height = (f"{value / MM:.1f}" for value in numbers)
    more = f" and {len(places) - 1} more" if len(places) > 1 else ""
    return f"at {left}, {top} mm ({width} × {height} mm){more}"


@frozen()
class Paint:
    """A colour as the plates get it.

    ``kind`` is ink, light (red, green, blue and other colours that are no inks), pattern.
    ``inks`` are names and amounts from 0 to 1; of light, nothing.
    """

    kind: str
    inks: tuple[tuple[str, float], ...] = ()
    white: bool = False
    dark: bool = False  # of light: there is none, so that it is black

    @property
    def total(self) -> float:
        """All inks together, percent."""
        return 100 * sum(amount for _, amount in self.inks)

    @property
    def used(self) -> tuple[str, ...]:
        """The inks that print, beyond a trace."""
        return tuple(name for name, amount in self.inks if amount > 0.02)

    @property
    def pure_black(self) -> bool:
        """Tell whether it is black ink alone, full."""
        return self.used == ("Black",) and self.total > 98

    @property
    def rich_black(self) -> bool:
        """Tell whether black stands on other inks."""
        amounts = dict(self.inks)
        return amounts.get("Black", 0.0) > 0.6 and len(self.used) > 1


@frozen(kw_only=True)
class Mark:
    """Something painted: text, a shape, a line, a picture."""

    kind: str  # text, fill, stroke, image
    rect: Rect
    paint: Paint
    solid: bool = False  # it covers its rectangle
    overprint: bool = False
    mode: int = 0  # overprint mode
    clear: str = ""  # what makes it transparent
    size: float = 0.0  # pt: of type, of a line's weight
    shown: bool = True  # false for text that paints nothing
    font: str = ""
    embedded: bool = True
    licence: str = ""  # what the font forbids
    notdef: bool = False  # shows the glyph of missing ones
    ppi: float = 0.0
    line_art: bool = False  # one bit a pixel
    coding: str = ""  # of a picture, when it is one that X-1a forbids
    peak: float = 0.0  # the heaviest ink of a picture, percent
