"""A galley: where one box's content is set.

Takes a setup and a box; collects furniture and copy as marks, with the small moves that all
kinds of boxes share.  Copy stands in reading order, furniture under it.
"""

from collections.abc import Callable
from functools import partial

from broadsheet.display import FURNITURE, OVER, Colour, Fill, Mark, PlacedPicture, Source, TextLine
from broadsheet.errors import Level
from broadsheet.geometry import Rect
from broadsheet.headline import FITS, SetHead, fit_head
from broadsheet.makeup.galley.interlinear import Struck, strokes_in
from broadsheet.makeup.galley.kept import Kept, kept_in
from broadsheet.makeup.galley.ladder import Ladder, ladder_of
from broadsheet.makeup.galley.setup import ABOVE, MIDDLE, PageSetup, Type
from broadsheet.models import field, record, replace
from broadsheet.paragraph import SetLine, Span, set_line, torn_message
from broadsheet.spec import Box, StoryBox

SPREAD = 0.6  # of the width: a line that takes less of it would fall apart
HOLD = Colour(black=0.06)  # of a place that is kept for a picture
HOLD_EDGE = Colour(black=0.5)
NO_STORY = StoryBox()


@record()
class Galley:
    """Marks of a box in the making."""

    setup: PageSetup
    box: Box
    below: list[Mark] = field(default_factory=list)
    copy: list[Mark] = field(default_factory=list)
    priced: Ladder | None = None
    said: list[tuple[Level, str, str]] = field(default_factory=list)  # level, code, message
    heads: Kept = field(default_factory=Kept)  # what was found of the words of its heads
    struck: list[Struck] = field(default_factory=list)  # lines whose strokes are not drawn yet

    def say(self, level: Level, code: str, message: str) -> None:
        """Note what the editor should know of this box."""
        self.said.append((level, code, message))

    def draw_strokes(self) -> None:
        """Draw what stands beside lines, now that all readings near them are set."""
        for marks, told in strokes_in(self.struck, self.copy):
            self.below += marks
            for message in told:
                self.say("warning", "interlinear", message)
        self.struck.clear()

    def overset(self, message: str) -> None:
        """Note what does not go in."""
        self.say("error", "overset", f"{OVER}{message}")

    def type(self, role: str) -> Type:
        """Return how a role is set here; a ground that is not drawn for it is told."""
        if self.setup.useless_fill(role, self.box):
            message = f"fill: does nothing for {role}, no ground is drawn for it: write colour:"
            if ("warning", "no-ground", message) not in self.said:
                self.say("warning", "no-ground", message)
        return self.setup.type(role, self.box)

    @property
    def ladder(self) -> Ladder:
        """Return the steps that this box's story may take to fit, priced."""
        if self.priced is None:
            own = self.box.fit
            self.priced = ladder_of(self.setup.style.fit if own is None else own)
        return self.priced

    @property
    def story(self) -> StoryBox:
        """What the box says of a story in it; of another kind of box, what goes without saying."""
        content = self.box.content
        return content if isinstance(content, StoryBox) else NO_STORY

    @property
    def as_cut(self) -> bool:
        """Whether columns end where the source was cut."""
        return self.story.breaks == "source"

    @property
    def watched(self) -> Callable[[], None] | None:
        """What is asked while a long paragraph is set; None where nobody watches."""
        return self.setup.look if self.setup.watch is not None else None

    @property
    def down(self) -> bool:
        """Whether the box's text runs from top to bottom."""
        return self.story.vertical

    def accent(self, otherwise: Colour) -> Colour:
        """Colour of the box's furniture."""
        return self.box.accent or otherwise

    def line(
        self, text: str, type_: Type, source: Source = FURNITURE, colour: Colour | None = None
    ) -> SetLine:
        """Set one line at its natural width, in the style's largest size."""
        span = Span(
            text=text,
            typeface=type_.typeface,
            size=type_.size,
            source=source,
            colour=colour or type_.ink,
            tracking=type_.style.tracking,
        )
        return set_line([span])

    def fitted(  # noqa: PLR0913 - a head's facts are all of one rank
        self,
        text: str,
        type_: Type,
        source: Source,
        *,
        width: float,
        colour: Colour | None = None,
        lines: int = 0,
        story: str = "",
    ) -> SetHead:
        """Fit display type to a width, in the fewest lines that its sizes allow.

        At most the style's lines, or ``lines``.  ``story``, the text below, tells which
        characters belong together.
        """
        style = type_.style
        fit = partial(
            fit_head,
            text,
            typeface=type_.typeface,
            sizes=(style.smallest, style.largest),
            width=width,
            max_lines=lines or style.lines,
            leading=style.leading,
            source=source,
            colour=colour or type_.ink,
            tracking=style.tracking,
            story=story,
            vertical=self.down,
            corners=style.corners,
            fewest=True,
        )
        kept, key = self.setup.kept, ("head", text, *fit.keywords.values())
        fit = partial(fit, keep=self.heads.value)
        fitted = kept_in(kept, key, fit)
        if style.align == "spread" and _spreads(fitted, width):
            fitted = kept_in(kept, (*key, "spread"), partial(fit, spread=True))
        return _stroked(fitted, style.stroke) if style.stroke else fitted

    def _tell_torn(self, line: SetLine) -> None:
        """Tell of a line that ends where none may, because nothing else went in."""
        if message := torn_message(line):
            self.say("warning", "torn", message)

    def mark(self, line: SetLine, left: float, baseline: float) -> TextLine:
        """Return a set line at its place."""
        self._tell_torn(line)
        return TextLine(
            x=round(left + line.left, 3),
            y=round(baseline, 3),
            width=round(line.width, 3),
            runs=line.runs,
            lang=self.setup.lang,
            exact=line.exact,
            box=self.box.name,
        )

    def hung(self, line: SetLine, centre: float, top: float) -> TextLine:
        """Return a vertical line about ``centre``, from ``top`` down."""
        self._tell_torn(line)
        return TextLine(
            x=round(centre, 3),
            y=round(top + line.left, 3),
            width=round(line.width, 3),
            runs=line.runs,
            vertical=True,
            lang=self.setup.lang,
            exact=line.exact,
            box=self.box.name,
        )

    def centred(self, line: SetLine, centre: float, baseline: float) -> TextLine:
        """Return a line whose middle is at ``centre``."""
        return self.mark(line, centre - line.width / 2 - line.left, baseline)

    def show(self, head: SetHead, rect: Rect) -> None:
        """Set display lines in the middle of a rectangle."""
        depth = head.size + head.leading * (len(head.lines) - 1)
        self.show_from(head, rect.centre, rect.middle - depth / 2)

    def show_from(self, head: SetHead, centre: float, top: float) -> None:
        """Set display lines about ``centre``, the first from ``top``; an empty one stays white."""
        for k, line in enumerate(head.lines):
            baseline = top + k * head.leading + ABOVE * head.size
            if line.runs:
                self.copy.append(self.centred(line, centre, baseline))

    def fill(self, rect: Rect, colour: Colour) -> None:
        """Lay a ground or a rule."""
        self.below.append(Fill(rect, fill=colour, box=self.box.name))

    def edge(self, rect: Rect, weight: float, colour: Colour) -> None:
        """Draw a line along the inside of a rectangle's edge."""
        inner = rect.inset(weight / 2)
        self.below.append(Fill(inner, stroke=colour, weight=weight, box=self.box.name))

    def across(
        self, left: float, right: float, middle: float, weight: float, colour: Colour
    ) -> None:
        """Draw a horizontal rule about ``middle``."""
        self.fill(Rect(left, middle - weight / 2, right - left, weight), colour)

    def upright(self, centre: float, rect: Rect, weight: float, colour: Colour) -> None:
        """Draw a vertical rule about ``centre``, as deep as ``rect``."""
        self.fill(Rect(centre - weight / 2, rect.top, weight, rect.height), colour)

    def double(self, rect: Rect, thick: float, thin: float, colour: Colour) -> None:
        """Draw a thick rule along the top of ``rect`` and a thin one along its foot."""
        self.fill(Rect(rect.left, rect.top, rect.width, thick), colour)
        self.fill(Rect(rect.left, rect.bottom - thin, rect.width, thin), colour)

    def picture(self, rect: Rect, src: str, source: Source, alt: str) -> None:
        """Place a whole picture."""
        self.copy.append(PlacedPicture(rect, src, source, alt=alt, box=self.box.name))

    def keep_place(self, rect: Rect, label: str) -> None:
        """Keep the place of a picture that is still to come: a quiet panel with a label."""
        self.below.append(Fill(rect, fill=HOLD, stroke=HOLD_EDGE, weight=0.4, box=self.box.name))
        text = self.setup.style.labels.get(label, "")
        type_ = self.type("label")
        line = self.line(text, type_, colour=HOLD_EDGE) if text else None
        if line and rect.height > 3 * type_.size and rect.width > line.width:
            baseline = rect.middle + MIDDLE * type_.size
            self.below.append(self.centred(line, rect.centre, baseline))


def _spreads(head: SetHead, width: float) -> bool:
    """Tell whether each line of a head takes so much of the width that it may fill it (均排)."""
    return SPREAD * width <= min(line.width for line in head.lines) and head.width <= width + FITS


def _stroked(head: SetHead, weight: float) -> SetHead:
    """Return display type with a line along its edge, as faces of one weight need it."""
    lines = [
        replace(line, runs=tuple(replace(run, stroke=weight) for run in line.runs))
        for line in head.lines
    ]
    return replace(head, lines=tuple(lines))
