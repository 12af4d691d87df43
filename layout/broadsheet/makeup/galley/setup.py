"""What every box needs at hand: the house style, the opened faces, the edition.

Takes the frozen inputs of a page; answers questions of style, typeface and label.  Knows
nothing of where boxes lie.
"""

from collections.abc import Callable, Mapping

from broadsheet.display import INK, Colour, Source
from broadsheet.edition import Edition, Role
from broadsheet.errors import SpecError
from broadsheet.fonts import scripts
from broadsheet.fonts.optical import typeface_at
from broadsheet.fonts.typeface import AskedFace, FaceBook, Lettering, Typeface
from broadsheet.makeup.galley.kept import Kept
from broadsheet.models import frozen, replace
from broadsheet.spec import Box, Style, TypeStyle

WHITE = Colour()
ABOVE = 0.88  # em of a Chinese face's em box over the baseline
MIDDLE = 0.38  # em from the middle of the em box down to the baseline


_GROUNDED = frozenset({"section", "headline", "label", "slogan", "crosshead", "pull", "note"})
_HEAD = frozenset({"kicker", "deck", "byline", "standfirst"})  # they stand on a headline's panel
DARK = 0.6  # of the paper's light; type on a ground below it is reversed


def is_dark(ground: Colour) -> bool:
    """Tell whether type on a ground is to be reversed (the inks' light as the eye weighs it)."""
    light = 1 - 0.3 * ground.cyan - 0.59 * ground.magenta - 0.11 * ground.yellow
    return light * (1 - ground.black) < DARK


@frozen()
class Type:
    """A style with its opened typeface."""

    style: TypeStyle
    typeface: Typeface

    @property
    def size(self) -> float:
        """Largest size, pt."""
        return self.style.largest

    def scaled(self, scale: float) -> "Type":
        """Return the same with its largest size scaled, not under its smallest."""
        largest = max(self.style.smallest, scale * self.style.largest)
        return Type(replace(self.style, largest=largest), self.typeface)

    def between(self, least: float, most: float) -> "Type":
        """Return the same with its sizes held between two, pt; 0 leaves an end as it is."""
        if not least and not most:
            return self
        largest = min(most or self.style.largest, self.style.largest)
        smallest = max(least, self.style.smallest)
        return Type(
            replace(self.style, smallest=min(smallest, largest), largest=largest), self.typeface
        )

    def down_to(self, size: float) -> "Type":
        """Return the same with its smallest size ``size`` pt, if it is larger."""
        return Type(replace(self.style, smallest=min(size, self.style.smallest)), self.typeface)

    def sized(self, size: float) -> "Type":
        """Return the same in one size, pt."""
        return Type(replace(self.style, smallest=size, largest=size), self.typeface)

    def on_paper(self) -> "Type":
        """Return the same without a ground, where none is drawn: nothing is reversed."""
        return Type(replace(self.style, fill=None), self.typeface) if self.style.fill else self

    @property
    def ink(self) -> Colour:
        """Colour of the letters: white where the style has a dark ground."""
        if self.style.colour == INK and self.style.fill is not None and is_dark(self.style.fill):
            return WHITE
        return self.style.colour


@frozen(kw_only=True)
class PageSetup:
    """The inputs of a page."""

    style: Style
    book: FaceBook
    edition: Edition
    picture_sizes: Mapping[str, tuple[int, int]]  # pixels, by src; missing: not there
    kept: Kept | None = None  # what has been set already; None: nothing is kept
    watch: Callable[[str], None] | None = None  # is told what is begun; raises to stop it

    @property
    def lang(self) -> str:
        """Language of the paper, as the script of this edition has it."""
        return scripts.language_in(self.style.language, self.book.script)

    @property
    def row(self) -> float:
        """Depth of a row, pt."""
        return self.style.grid.baseline

    def type(self, role: str, box: Box) -> Type:
        """Return how a role is set in a box: the box's own style for it, or the spec's."""
        name = box.styles.get(role, role)
        style = self.style.styles.get(name)
        if style is None:
            raise SpecError(
                f"there is no style {name!r} to set this box's {role}",
                where=box.where,
                key=f"styles.{name}",
                hint="add it, or extend duikai-6, which has it",
            )
        if style.fill is not None and not self.grounded(role, box):
            style = replace(style, fill=None)  # else its letters would be reversed on the paper
        lettering = Lettering(style.axes, style.features, style.quotes)
        asked = AskedFace(style.weight, style.slant, lettering)
        return Type(style, typeface_at(self.book, style.face, asked, style.smallest, style.largest))

    def grounded(self, role: str, box: Box) -> bool:
        """Tell whether a ground is drawn for a role; for a head's parts it is the headline's."""
        if role not in _HEAD:
            return role in _GROUNDED
        headline = self.style.styles.get(box.styles.get("headline", "headline"))
        return headline is not None and headline.fill is not None

    def useless_fill(self, role: str, box: Box) -> bool:
        """Tell whether the style of a role has a ground that is not drawn."""
        style = self.style.styles.get(box.styles.get(role, role))
        return style is not None and style.fill is not None and not self.grounded(role, box)

    def has_style(self, role: str, box: Box) -> bool:
        """Tell whether a role has a style of its own in a box."""
        return box.styles.get(role, role) in self.style.styles

    def look(self, what: str = "") -> None:
        """Tell who watches that ``what`` is begun, or still in hand: it may have to stop."""
        if self.watch is not None:
            self.watch(what)

    def baseline_drop(self, size: float) -> float:
        """From a row's top to the baseline of type of ``size`` in it, pt: the em box centred."""
        return (self.row - size) / 2 + ABOVE * size


def source_of(item: str, role: Role, text: str, block: int = -1) -> Source:
    """Return the source of a whole passage."""
    return Source(item, role, block, 0, len(text))
