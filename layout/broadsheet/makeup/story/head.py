"""A story's head: column tag, kicker, headline and deck as one group.

Takes a story and the width to fill; returns a group that knows how many rows it needs, and
sets it into a rectangle of that many or more.  White is shared by rule: half a row above, a
third of the kicker's size under it, about a row under the headline.  Knows nothing of
columns or of the page.
"""

from math import ceil

from broadsheet.display import Anchor, Colour, Source
from broadsheet.edition import Article, Role
from broadsheet.geometry import Rect
from broadsheet.headline import SetHead
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.rules import rule_marks
from broadsheet.makeup.galley.setup import ABOVE, MIDDLE, source_of
from broadsheet.makeup.galley.tag import lay_tag, tag_colours, tail
from broadsheet.makeup.text.chunk import setting_of, span_of
from broadsheet.makeup.text.names import names_in
from broadsheet.models import frozen, replace
from broadsheet.paragraph import set_paragraph
from broadsheet.spec import TagForm

HEAD_WHITE = 0.45  # rows above the first line
FOOT_WHITE = 0.7  # rows under the last
MIDDLE_WHITE = 0.8  # rows above and under a head that stands in its text
WIDE_STANDFIRST, STANDFIRST_INSET = 24, 2  # em: a wider one stands so far in at both sides
STANDFIRST_STEP = 0.5  # pt
TAG_DEPTH = 1.55  # of the tag's type size
TAG_PAD = 0.55  # em of the tag, left and right of its text
TAG_RULE = 1.0  # pt
RULE_WHITE = 0.3  # rows, from the middle of a rule under a head to the text, at least
RULE_SHARE = 0.4  # of the white under the last line
PANEL_PAD = 1.2  # em of the body, at the sides of a head that is reversed on a panel
PANEL_BETWEEN = 0.15  # of a panel's slack, between two parts
# How slack is shared: above the first line, between the parts; the rest goes below.
SLACK_ABOVE, SLACK_BETWEEN = 0.3, 0.3


@frozen()
class HeadPart:
    """Lines of one role, and the white above them, pt."""

    role: Role
    text: str
    set: SetHead
    flush: bool  # left, not centred
    before: float = 0.0
    overset: bool = False
    inset: float = 0.0  # pt, of lines that are flush

    @property
    def depth(self) -> float:
        """From the top of the first em box to the foot of the last."""
        return self.set.size + self.set.leading * (len(self.set.lines) - 1)


@frozen()
class Tag:
    """The column tag (栏目题): reversed type on a bar, on a rule across the head."""

    set: SetHead
    ground: Colour
    form: TagForm
    centred: bool = False  # in the middle of the head, not at its left
    kicker: HeadPart | None = None  # shares the line, where there is room
    overset: bool = False  # its words are wider than the head

    @property
    def bar(self) -> float:
        """Depth of the bar, pt."""
        return self.set.size * TAG_DEPTH

    @property
    def depth(self) -> float:
        """Depth of the line, pt."""
        return max(self.bar, self.kicker.set.size * 1.25 if self.kicker else 0.0)

    @property
    def width(self) -> float:
        """Width of the bar, pt."""
        own = self.set.lines[0].width + 2 * TAG_PAD * self.set.size
        return own + tail(self.form, self.bar)


@frozen()
class StoryHead:
    """A group ready to be placed."""

    item: str  # empty: it is the head of several
    tag: Tag | None
    parts: tuple[HeadPart, ...]
    row: float

    @property
    def natural(self) -> float:
        """Depth of its type and the white between, pt."""
        bar = self.tag.depth if self.tag else 0.0
        return bar + sum(part.before + part.depth for part in self.parts)

    @property
    def headline(self) -> HeadPart | None:
        """The headline among its parts."""
        return next((part for part in self.parts if part.role == "headline"), None)

    @property
    def rows(self) -> int:
        """Rows that it needs."""
        if not self.tag and not self.parts:
            return 0
        above = 0.2 if self.tag else HEAD_WHITE
        return ceil(self.natural / self.row + above + FOOT_WHITE)


@frozen(kw_only=True)
class HeadWish:
    """What a head is asked for: bounds of its headline's size, parts left out."""

    least: float = 0.0  # pt; 0: the style's
    most: float = 0.0  # pt; 0: the style's
    without: tuple[str, ...] = ()


def set_head(
    galley: Galley, story: Article, width: float, wish: HeadWish | None = None
) -> StoryHead:
    """Fit a story's head to ``width`` pt."""
    wish = wish or HeadWish()
    if galley.type("headline").style.fill is not None:
        width -= 2 * PANEL_PAD * galley.type("body").size
    words: tuple[tuple[Role, str], ...] = (
        ("kicker", story.kicker),
        ("headline", story.headline),
        ("deck", story.deck),
        ("byline", _byline_over(galley, story)),
    )
    found = [
        _part(galley, story, role, text, (width, wish))
        for role, text in words
        if role not in wish.without
    ]
    found.append(_standfirst(galley, story, width))
    parts = [part for part in found if part is not None]
    tag = None
    if story.section:
        tag = set_tag(galley, story.section, source_of(story.id, "section", story.section), width)
    if tag and not tag.centred and parts and parts[0].role == "kicker":
        room = width - tag.width - tag.set.size
        if len(parts[0].set.lines) == 1 and parts[0].set.width <= room:
            tag = replace(tag, kicker=parts.pop(0))
    row = galley.setup.row
    spaced: list[HeadPart] = []
    for part in parts:
        before = _white_before(part, spaced[-1] if spaced else None, tag, row)
        spaced.append(replace(part, before=before))
    return StoryHead(story.id, tag, tuple(spaced), row)


def _byline_over(galley: Galley, story: Article) -> str:
    """Return the byline where its place is in the head."""
    over = galley.story.byline == "head"
    return story.byline.raw if over and story.byline else ""


def words_of(story: Article) -> str:
    """Return the text that a story's head stands over."""
    return "\n".join([block.text for block in story.body])


def _white_before(part: HeadPart, above: HeadPart | None, tag: Tag | None, row: float) -> float:
    if above is None:
        return 0.55 * row if tag else 0.0
    if above.role == "kicker":
        return above.set.size / 3
    if part.role == "standfirst":
        return 0.7 * part.set.size
    return max(0.45 * part.set.size, 0.12 * above.set.size)


def _part(
    galley: Galley, story: Article, role: Role, text: str, asked: tuple[float, HeadWish]
) -> HeadPart | None:
    if not text:
        return None
    type_ = galley.type(role)
    width, wish = asked
    if role == "headline":
        type_ = type_.between(wish.least, wish.most)
    source = source_of(story.id, role, text)
    below = words_of(story)
    if role == "byline" and story.byline:  # its names hold its characters together
        below = "\n".join(2 * names_in(story.byline))
    fitted = galley.fitted(text, type_, source, width=width, story=below)
    flush = type_.style.align in ("left", "justify") and role != "byline"
    return HeadPart(role, text, fitted, flush, overset=fitted.width > width + 0.5)


def _standfirst(galley: Galley, story: Article, width: float) -> HeadPart | None:
    """Set a standfirst as a paragraph, smaller where it takes more than its style's lines."""
    if not story.standfirst:
        return None
    type_ = galley.type("standfirst")
    style = type_.style
    source = source_of(story.id, "standfirst", story.standfirst)
    size, room = style.largest, width
    while True:
        if width > WIDE_STANDFIRST * size:
            room = width - 2 * STANDFIRST_INSET * size
        measure = int(room / size + 1e-6) * size
        setting = replace(setting_of(type_, measure, down=False), em=size)
        lines = set_paragraph((span_of(story.standfirst, type_, source, size),), setting).lines
        if len(lines) <= style.lines or size - STANDFIRST_STEP < style.smallest:
            break
        size -= STANDFIRST_STEP
    widest = max(line.width for line in lines)
    fitted = SetHead(lines=lines, size=size, leading=style.leading * size, width=widest)
    inset = (width - (measure if len(lines) > 1 else widest)) / 2
    return HeadPart("standfirst", story.standfirst, fitted, flush=True, inset=inset)


def set_tag(galley: Galley, text: str, source: Source, width: float) -> Tag:
    """Set a column tag's words into a head ``width`` pt wide."""
    type_ = galley.type("section")
    form = type_.style.form
    room = width - 2 * TAG_PAD * type_.size - tail(form, TAG_DEPTH * type_.size)
    ground, ink = tag_colours(galley, type_)
    fitted = galley.fitted(text, type_, source, width=room, lines=1, colour=ink)
    overset = fitted.width > max(0.0, room) + 0.5
    return Tag(fitted, ground, form, type_.style.align == "center", overset=overset)


def place_head(galley: Galley, head: StoryHead, rect: Rect, *, middle: bool = False) -> None:
    """Set a head into ``rect``, a whole number of rows; ``middle``: text stands above it too.

    A headline whose style has a ground is reversed on a panel, with all of its head.
    """
    ground = galley.type("headline").style.fill
    if ground is not None:  # reversed on a panel that fills the block
        galley.fill(rect, ground)
    spread = 0.0
    if ground is not None and len(head.parts) > 1:
        spread = max(0.0, PANEL_BETWEEN * (rect.height - head.natural))
    if middle or ground is not None:
        natural = head.natural + spread * (len(head.parts) - 1)
        white = (rect.height - natural) / 2 - HEAD_WHITE * head.row
        rect = Rect(rect.left, rect.top + white, rect.width, rect.height - white)
    slack = max(0.0, rect.height - head.natural - (HEAD_WHITE + FOOT_WHITE) * head.row)
    slack = 0.0 if middle or ground is not None else slack
    gaps = len(head.parts) - (0 if head.tag else 1)
    between = slack * SLACK_BETWEEN / gaps if gaps > 0 else 0.0
    between = spread or between
    title = " ".join(part.text for part in head.parts if part.role == "headline")
    if head.item:
        galley.copy.append(Anchor(head.item, title or head.item, rect.left, rect.top))
    y = rect.top + HEAD_WHITE * head.row + slack * SLACK_ABOVE
    if head.tag:
        y = rect.top + 0.15 * head.row + slack * SLACK_ABOVE
        _place_tag(galley, head.tag, Rect(rect.left, y, rect.width, head.tag.depth))
        y += head.tag.depth + between
    for n, part in enumerate(head.parts):
        y += part.before + (between if n else 0.0)
        if part.flush:
            for k, line in enumerate(part.set.lines):
                baseline = y + k * part.set.leading + ABOVE * part.set.size
                galley.copy.append(galley.mark(line, rect.left + part.inset, baseline))
        else:
            galley.show_from(part.set, rect.centre, y)
        y += part.depth
    if head.tag or head.parts:
        _draw_rule(galley, rect, max(RULE_WHITE * head.row, RULE_SHARE * (rect.bottom - y)))


def _draw_rule(galley: Galley, rect: Rect, white: float) -> None:
    """Draw the rule under a head, ``white`` pt over its foot."""
    rule = galley.story.headline.rule
    if rule:
        middle = rect.bottom - white
        galley.below += rule_marks(rule, rect.left, rect.right, middle, box=galley.box.name)


def _place_tag(galley: Galley, tag: Tag, rect: Rect) -> None:
    left = rect.centre - tag.width / 2 if tag.centred else rect.left
    bar = Rect(left, rect.bottom - tag.bar, tag.width, tag.bar)
    lay_tag(galley, tag.form, bar, tag.ground)
    if tag.form == "bar":
        galley.fill(Rect(rect.left, rect.bottom - TAG_RULE, rect.width, TAG_RULE), tag.ground)
    baseline = bar.middle + MIDDLE * tag.set.size
    centre = bar.centre - tail(tag.form, tag.bar) / 2
    galley.copy.append(galley.centred(tag.set.lines[0], centre, baseline))
    if tag.kicker is None:
        return
    kicker = tag.kicker.set
    centre = rect.centre
    if centre - kicker.width / 2 < bar.right + tag.set.size:
        centre = (bar.right + tag.set.size / 2 + rect.right) / 2
    baseline = rect.bottom - TAG_RULE - 0.3 * kicker.size  # clear of the rule under it
    galley.copy.append(galley.centred(kicker.lines[0], centre, baseline))
