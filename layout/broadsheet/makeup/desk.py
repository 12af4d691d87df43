"""What every box needs at hand: the spec, the opened faces, the edition's masthead.

Takes the frozen inputs of a page; answers questions of style, typeface and colour, and
turns set lines into marks.  Knows nothing of where boxes lie.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from broadsheet.display import FURNITURE, INK, Colour, Source, TextLine
from broadsheet.edition import Edition, Role
from broadsheet.errors import SpecError
from broadsheet.fonts.typeface import FaceBook, Typeface
from broadsheet.headline import SetHead, fit_head
from broadsheet.paragraph import SetLine, Span, set_line
from broadsheet.spec import Box, Spec, Style

WHITE_INK = Colour()
# Em box of Chinese faces: what stands above and below the baseline.
ABOVE, BELOW = 0.88, 0.12
HOLD = Colour(black=0.06)  # of a place that is kept for a picture
HOLD_EDGE = Colour(black=0.45)


@dataclass(frozen=True, slots=True)
class Type:
    """A style with its opened typeface."""

    style: Style
    typeface: Typeface

    @property
    def size(self) -> float:
        """Largest size, pt."""
        return self.style.largest

    @property
    def reversed(self) -> bool:
        """Whether it is white on a ground of its own."""
        return self.style.fill is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The inputs of a page."""

    spec: Spec
    book: FaceBook
    edition: Edition
    picture_sizes: Mapping[str, tuple[int, int]]  # pixels, by src; missing: not there
    lang: str = "zh-CN"

    @property
    def row(self) -> float:
        """Depth of a row, pt."""
        return self.spec.grid.baseline

    @property
    def em(self) -> float:
        """The body character, pt."""
        return self.spec.grid.em

    def type(self, role: str, box: Box | None = None) -> Type:
        """Return how a role is set in a box: the box's own style for it, or the spec's."""
        name = box.styles.get(role, role) if box else role
        style = self.spec.styles.get(name)
        if style is None:
            raise SpecError(
                f"no style {name!r}",
                where=box.where if box else self.spec.where,
                key="styles",
                hint=f"add it under styles, or extend duikai-6 which has {role!r}",
            )
        return Type(style, self.book.typeface(style.face, style.weight))

    def baseline_drop(self, size: float) -> float:
        """From a row's top to the baseline of type of ``size`` in it, pt: the em box centred."""
        return (self.row - size) / 2 + ABOVE * size

    def label(self, name: str) -> str:
        """Return a furniture label of the spec, such as 广告."""
        return self.spec.labels.get(name, "")

    def mark(self, line: SetLine, left: float, baseline: float, box: str) -> TextLine:
        """Return a set line at its place."""
        return TextLine(
            x=round(left + line.left, 3),
            y=round(baseline, 3),
            width=round(line.width, 3),
            runs=line.runs,
            lang=self.lang,
            exact=line.exact,
            box=box,
        )

    def line(
        self,
        text: str,
        type_: Type,
        source: Source = FURNITURE,
        *,
        size: float | None = None,
        colour: Colour | None = None,
    ) -> SetLine:
        """Set one line at its natural width."""
        span = Span(
            text=text,
            typeface=type_.typeface,
            size=size or type_.size,
            source=source,
            colour=colour or self.ink(type_),
            tracking=type_.style.tracking,
        )
        return set_line([span])

    def ink(self, type_: Type) -> Colour:
        """Colour of a style's letters: white where it has a ground."""
        return WHITE_INK if type_.reversed and type_.style.colour == INK else type_.style.colour

    def fitted(
        self,
        text: str,
        type_: Type,
        source: Source,
        *,
        width: float,
        colour: Colour | None = None,
        lines: int | None = None,
        depth: float | None = None,
    ) -> SetHead:
        """Fit display type to a width, in at most the style's number of lines."""
        style = type_.style
        return fit_head(
            text,
            typeface=type_.typeface,
            sizes=(style.smallest, style.largest),
            width=width,
            max_lines=lines or style.lines,
            depth=depth,
            source=source,
            colour=colour or self.ink(type_),
            tracking=style.tracking,
        )

    def centred(self, line: SetLine, centre: float, baseline: float, box: str) -> TextLine:
        """Return a line whose middle is at ``centre``."""
        return self.mark(line, centre - line.width / 2 - line.left, baseline, box)


def source_of(item: str, role: Role, text: str, block: int = -1) -> Source:
    """Return the source of a whole passage."""
    return Source(item=item, role=role, block=block, start=0, end=len(text))
