"""A head that stands beside its story, upright (竖题).

Takes a story and the block that its head has to itself, as deep as the text; sets column
tag, kicker, headline and deck as vertical lines.  Their order follows the text: a head to
the left of its story is read left to right, one to the right of it right to left
(TYPOGRAPHY 1, 12).
"""

from collections.abc import Sequence
from functools import partial
from math import ceil

from broadsheet.display import Anchor
from broadsheet.edition import Article, Role
from broadsheet.geometry import Rect
from broadsheet.headline import SetHead, fit_head
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.kept import kept_in
from broadsheet.makeup.galley.setup import source_of
from broadsheet.makeup.galley.tag import lay_tag, tag_colours, tail
from broadsheet.makeup.story.head import words_of
from broadsheet.makeup.story.plan import ColumnsPlan
from broadsheet.models import frozen

BAR = 1.3  # of the tag's size: width of its bar
BAR_PAD = 0.6  # em of the tag, above and below its text
RULE = 0.5  # pt, running on under the bar
SPREAD = 14  # characters up to which a headline is spread over the depth (均排)
SPREAD_LEAST = 0.55  # of the depth that it must fill by itself to be spread
MOST = 120  # rows that are tried for a head that does not go in
TOO_LARGE = "the head is too large for the block beside the text"


@frozen()
class SideHeadLines:
    """One role's lines, and the width they take, pt."""

    role: Role
    set: SetHead
    width: float


def place_side_head(
    galley: Galley, story: Article, rect: Rect, *, left: bool, loosest: float = 0.0
) -> bool:
    """Set the head into ``rect``; return whether all of it fits.

    Its lines are shared out over the width, or stand in its middle, no further apart than
    ``loosest`` pt.
    """
    lines = [line for line in _lines(galley, story, rect) if line]
    title = story.headline or story.id
    galley.copy.append(Anchor(story.id, title, rect.left, rect.top))
    taken = sum(line.width for line in lines)
    gap = (rect.width - taken) / (len(lines) - 1) if len(lines) > 1 else 0.0
    shown = lines if left else lines[::-1]
    at = rect.left
    if loosest and (gap > loosest or len(lines) == 1):
        gap = min(gap, loosest) if len(lines) > 1 else 0.0
        at += (rect.width - taken - gap * (len(lines) - 1)) / 2
    places: dict[Role, float] = {}
    for line in shown:
        places[line.role] = at
        at += line.width + gap
    for line in lines:
        spot = Rect(places[line.role], rect.top, line.width, rect.height)
        _place(galley, line, spot, left=left)
    return _go_in(lines, rect)


def room_beside(plan: ColumnsPlan, heights: tuple[int, ...]) -> tuple[float, float] | None:
    """Return width and depth, pt, of a head beside its text, or in it; None where it is over it."""
    area, row = plan.area, plan.galley.setup.row
    block = area.head_block
    if plan.head is not None or not (area.beside or block):
        return None
    fit, width = plan.unlevelled(heights), area.head_width
    depth = max(fit.depths, default=0)
    if block is not None:
        width = area.across(block.columns)[1]
        depth = plan.layout(heights, fit).spots[0].rows - 1
    return width, depth * row


def too_large(plan: ColumnsPlan, story: Article) -> str:
    """Say that a head does not go in beside its text, or into it, and what would hold it."""
    block, galley = plan.area.head_block, plan.galley
    width = plan.area.across(block.columns)[1] if block is not None else plan.area.head_width
    row = galley.setup.row
    rows = next((n for n in range(2, MOST) if side_head_fits(galley, story, width, n * row)), 0)
    held = f"it takes {rows} 行 there" if rows else "no depth holds it: widen its block"
    return f"{TOO_LARGE}: {held}"


def side_head_fits(galley: Galley, story: Article, width: float, depth: float) -> bool:
    """Tell whether a head goes into a block, pt, as ``place_side_head`` sets it."""
    rect = Rect(0.0, 0.0, width, depth)
    # a headline that is spread is as long as the depth, or as it is by itself
    lines = _lines(galley, story, rect, spread=False)
    return _go_in([line for line in lines if line], rect)


def _go_in(lines: Sequence[SideHeadLines], rect: Rect) -> bool:
    """Tell whether lines stand side by side in a width, and none is longer than the depth."""
    return sum(line.width for line in lines) <= rect.width + 0.5 and all(
        line.set.width + (2 * BAR_PAD * line.set.size if line.role == "section" else 0.0)
        <= rect.height + 0.5
        for line in lines
    )


def rows_upright(galley: Galley, story: Article) -> int:
    """Return the rows that an upright head takes in its text: its longest line at full size."""
    words = (("headline", story.headline), ("kicker", story.kicker), ("deck", story.deck))
    depths = [
        len(text) * type_.size / (type_.style.lines if role == "headline" else 1)
        for role, text in words
        if text and (type_ := galley.type(role))
    ]
    return ceil(max(depths, default=0.0) / galley.setup.row + 1)


def _lines(
    galley: Galley, story: Article, rect: Rect, *, spread: bool = True
) -> list[SideHeadLines | None]:
    """Fit the parts to the depth, the headline to the width that the others leave too.

    ``spread``: a short headline is spread over the depth.
    """
    section = _fit(galley, story, "section", story.section, rect)
    kicker = _fit(galley, story, "kicker", story.kicker, rect)
    deck = _fit(galley, story, "deck", story.deck, rect)
    left = rect.width - sum(line.width for line in (section, kicker, deck) if line)
    room = Rect(rect.left, rect.top, max(0.0, left), rect.height)
    head = _fit(galley, story, "headline", story.headline, room, spread=spread)
    return [section, kicker, head, deck]


def _fit(
    galley: Galley, story: Article, role: Role, text: str, room: Rect, *, spread: bool = False
) -> SideHeadLines | None:
    if not text:
        return None
    type_ = galley.type(role)
    style = type_.style
    most = style.lines if role == "headline" else 1
    pads = 2 * BAR_PAD * type_.size if role == "section" else 0.0

    asked = partial(
        fit_head,
        text,
        typeface=type_.typeface,
        sizes=(style.smallest, style.largest),
        width=room.height - pads,
        depth=room.width if role == "headline" else None,
        max_lines=most,
        source=source_of(story.id, role, text),
        colour=tag_colours(galley, type_)[1] if role == "section" else type_.on_paper().ink,
        tracking=0.0 if role == "section" else style.tracking,
        vertical=True,
        corners=style.corners,
        story=words_of(story),
    )

    def fit(*, spread: bool) -> SetHead:
        key = ("side head", text, spread, *asked.keywords.values())
        known = galley.heads.value
        return kept_in(galley.setup.kept, key, partial(asked, spread=spread, keep=known))

    head = fit(spread=False)
    if spread and len(text) <= SPREAD and head.width >= SPREAD_LEAST * room.height:
        head = fit(spread=True)
    width = head.size + head.leading * (len(head.lines) - 1)
    return SideHeadLines(role, head, BAR * head.size if role == "section" else width)


def _place(galley: Galley, line: SideHeadLines, rect: Rect, *, left: bool) -> None:
    head = line.set
    if line.role == "section":
        _place_tag(galley, head, rect)
        return
    top = rect.top
    if line.role in ("kicker", "deck"):
        top += max(0.0, rect.height - head.width) / 2
    for k, one in enumerate(head.lines):
        along = head.size / 2 + k * head.leading
        centre = rect.left + along if left else rect.right - along
        galley.copy.append(galley.hung(one, centre, top))


def _place_tag(galley: Galley, head: SetHead, rect: Rect) -> None:
    """The tag on its ground, set tight; under a bar a thin rule runs on."""
    type_ = galley.type("section")
    form, (ground, _) = type_.style.form, tag_colours(galley, type_)
    pad = BAR_PAD * head.size
    depth = head.width + 2 * pad + tail(form, rect.width)
    bar = Rect(rect.left, rect.top, rect.width, min(rect.height, depth))
    lay_tag(galley, form, bar, ground, down=True)
    rest = Rect(bar.left, bar.bottom, rect.width, rect.bottom - bar.bottom)
    if form == "bar" and rest.height > head.size:
        galley.upright(rest.centre, rest, RULE, ground)
    for one in head.lines:
        galley.copy.append(galley.hung(one, bar.centre, bar.top + pad))
