"""A story's head: column tag, kicker, headline and deck as one group.

Takes a story, its box and the width to fill; returns a group that knows how many rows it
needs, and sets it into a rectangle of that many or more.  White is shared by rule: half a
row above, a third of the kicker's size under it, about a row under the headline.  Knows
nothing of columns or of the page.
"""

from dataclasses import dataclass
from math import ceil

from broadsheet.display import FURNITURE, Anchor, Colour, Fill, Mark
from broadsheet.edition import Article, Role
from broadsheet.geometry import Rect
from broadsheet.makeup.desk import ABOVE, Desk, source_of
from broadsheet.paragraph import SetLine
from broadsheet.spec import Box

MOST_EXTRA = 2  # rows of slack that a head may take
HEAD_WHITE = 0.45  # rows above the first line
FOOT_WHITE = 0.7  # rows under the last
TAG_DEPTH = 1.55  # of the tag's type size
TAG_PAD = 0.55  # em of the tag, left and right of its text
# How slack in whole rows is shared: above, between the parts, below.
SLACK_ABOVE, SLACK_BETWEEN = 0.3, 0.3


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of one role, stacked; heights in pt."""

    role: Role
    text: str
    lines: tuple[SetLine, ...]
    size: float
    leading: float
    align: str
    before: float  # white above it
    overset: bool = False

    @property
    def depth(self) -> float:
        """From the top of the first em box to the foot of the last."""
        return self.size + self.leading * (len(self.lines) - 1)


@dataclass(frozen=True, slots=True)
class Tag:
    """The column tag (栏目题): reversed type on a bar."""

    text: str
    line: SetLine
    size: float
    ground: Colour
    kicker: Part | None  # shares the line, where there is room

    @property
    def depth(self) -> float:
        """Depth of the bar, pt."""
        return max(self.size * TAG_DEPTH, self.kicker.size if self.kicker else 0.0)

    @property
    def width(self) -> float:
        """Width of the bar, pt."""
        return self.line.width + 2 * TAG_PAD * self.size


@dataclass(frozen=True, slots=True)
class Head:
    """A group ready to be placed."""

    item: str
    tag: Tag | None
    parts: tuple[Part, ...]
    row: float

    @property
    def natural(self) -> float:
        """Depth of its type and the white between, pt."""
        bar = self.tag.depth if self.tag else 0.0
        return bar + sum(part.before + part.depth for part in self.parts)

    @property
    def rows(self) -> int:
        """Rows that it needs."""
        if not self.tag and not self.parts:
            return 0
        return ceil(self.natural / self.row + HEAD_WHITE + FOOT_WHITE)


def set_head(desk: Desk, box: Box, story: Article, width: float) -> Head:
    """Fit a story's head to ``width`` pt."""
    kicker = _part(desk, box, story, "kicker", story.kicker, width)
    tag = _tag(desk, box, story, width, kicker) if story.section else None
    if tag and tag.kicker:
        kicker = None
    parts: list[Part] = []
    for role, text in (("kicker", ""), ("headline", story.headline), ("deck", story.deck)):
        part = kicker if role == "kicker" else _part(desk, box, story, role, text, width)
        if part is None:
            continue
        before = _white_before(part, parts[-1] if parts else None, tag, desk.row)
        parts.append(
            Part(part.role, part.text, part.lines, part.size, part.leading, part.align, before,
                 part.overset)
        )  # fmt: skip
    return Head(story.id, tag, tuple(parts), desk.row)


def _white_before(part: Part, above: Part | None, tag: Tag | None, row: float) -> float:
    if above is None:
        return 0.55 * row if tag else 0.0
    if above.role == "kicker":
        return above.size / 3
    return max(0.45 * part.size, 0.12 * above.size)


def _part(desk: Desk, box: Box, story: Article, role: str, text: str, width: float) -> Part | None:
    if not text:
        return None
    role_: Role = "kicker" if role == "kicker" else "headline" if role == "headline" else "deck"
    type_ = desk.type(role, box)
    fitted = desk.fitted(text, type_, source_of(story.id, role_, text), width=width)
    return Part(
        role_, text, fitted.lines, fitted.size, fitted.leading, type_.style.align, 0.0,
        fitted.width > width + 0.5,
    )  # fmt: skip


def _tag(desk: Desk, box: Box, story: Article, width: float, kicker: Part | None) -> Tag:
    type_ = desk.type("section", box)
    source = source_of(story.id, "section", story.section)
    fitted = desk.fitted(
        story.section, type_, source, width=width - 2 * TAG_PAD * type_.size, lines=1
    )
    ground = box.accent or type_.style.fill or type_.style.colour
    tag = Tag(story.section, fitted.lines[0], fitted.size, ground, None)
    room = width - tag.width - fitted.size
    if kicker and len(kicker.lines) == 1 and kicker.lines[0].width <= room:
        return Tag(tag.text, tag.line, tag.size, ground, kicker)
    return tag


def place_head(desk: Desk, box: Box, head: Head, rect: Rect) -> tuple[list[Mark], list[Mark]]:
    """Return furniture and copy of a head set into ``rect``, a whole number of rows."""
    slack = rect.height - head.natural - (HEAD_WHITE + FOOT_WHITE) * head.row
    above = HEAD_WHITE * head.row + max(0.0, slack) * SLACK_ABOVE
    gaps = len(head.parts) - (0 if head.tag else 1)
    between = max(0.0, slack) * SLACK_BETWEEN / gaps if gaps > 0 else 0.0
    furniture: list[Mark] = []
    title = " ".join(part.text for part in head.parts if part.role == "headline")
    copy: list[Mark] = [Anchor(head.item, title or head.item, rect.left, rect.top)]
    y = rect.top + above
    if head.tag:
        y = rect.top + min(above, 0.15 * head.row + max(0.0, slack) * SLACK_ABOVE)
        _place_tag(
            desk, box, head.tag, Rect(rect.left, y, rect.width, head.tag.depth), furniture, copy
        )
        y += head.tag.depth + between
    for n, part in enumerate(head.parts):
        y += part.before + (between if n else 0.0)
        for k, line in enumerate(part.lines):
            baseline = y + k * part.leading + ABOVE * part.size
            if part.align in ("left", "justify"):
                copy.append(desk.mark(line, rect.left, baseline, box.name))
            else:
                copy.append(desk.centred(line, rect.centre, baseline, box.name))
        y += part.depth
    return furniture, copy


def _place_tag(
    desk: Desk, box: Box, tag: Tag, rect: Rect, furniture: list[Mark], copy: list[Mark]
) -> None:
    depth = tag.size * TAG_DEPTH
    bar = Rect(rect.left, rect.bottom - depth, tag.width, depth)
    furniture.append(Fill(bar, fill=tag.ground, source=FURNITURE, box=box.name))
    furniture.append(
        Fill(Rect(rect.left, rect.bottom - 0.5, rect.width, 1.0), fill=tag.ground, box=box.name)
    )
    baseline = bar.middle + (ABOVE - 0.5) * tag.size
    copy.append(desk.centred(tag.line, bar.centre, baseline, box.name))
    if tag.kicker:
        line = tag.kicker.lines[0]
        centre = rect.centre
        if centre - line.width / 2 < bar.right + tag.size:
            centre = (bar.right + tag.size / 2 + rect.right) / 2
        lift = 0.22 * tag.kicker.size  # clear of the rule under it
        baseline = rect.bottom - lift - 0.12 * tag.kicker.size
        copy.append(desk.centred(line, centre, baseline, box.name))
