"""The forms that a story may take in two pieces: its head over the first, its tail in the second.

Takes what is known of a block; returns forms.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from broadsheet.arranging.demand import HeadDemand, TextDemand, spare_costs
from broadsheet.arranging.forms import BOTH, CRAMPED, FormMaker, StoryForm
from broadsheet.arranging.rooms import RIGHT
from broadsheet.models import frozen

LEG, LEG_PICTURED = 12, 9  # rows of text of a dogleg, at least
MOST_PICTURE = 0.34  # of the news that its pictures may be deep
MOST_INSIDE = 3  # columns of pictures among its text
UNDER = 2  # rows of text under them


@frozen()
class DoglegUpper:
    """The upper part of a dogleg, as its head and pictures stand."""

    box: Mapping[str, Any]  # keys that say where they stand
    head: HeadDemand
    over: int  # rows of white, head and pictures over the text
    lines: int  # rows of text, and of what stands among it
    image: tuple[int, int, int]
    corners: int = 0
    bridge: tuple[float, float] = (0.0, 0.0)
    crossed: tuple[int, ...] = ()
    upper: int = 0  # rows under the head that it has at least


def legs(maker: FormMaker) -> Iterator[StoryForm]:
    """Yield the doglegs that a story can be."""
    if maker.block.kind != "story" or maker.block.asked in ("framed", "upright"):
        return
    wide = maker.columns
    text = maker.demand.text(maker.story, maker.sheet.grid.measure)
    if text.wide or text.rows < (LEG_PICTURED if maker.story.pictures else LEG):
        return
    for width in range(2, wide + 1):
        if width < 0.3 * wide:
            continue
        yield from _doglegs(maker, width, width, text)
        if width >= 3 and not maker.story.pictures:
            yield from _doglegs(maker, width, width - 1, text)


def _doglegs(maker: FormMaker, width: int, across: int, text: TextDemand) -> Iterator[StoryForm]:
    """Yield doglegs whose head stands over ``across`` of their ``width`` columns."""
    head = maker.head(maker.width(across), across, maker.level)
    if not head.fits:
        return
    shot = maker.shot(maker.width(width))
    if not shot or shot.rows <= MOST_PICTURE * maker.sheet.rows:
        over = 1 + head.rows
        own: dict[str, Any] = {}
        image = (0, 0, 0)
        if shot:
            own["picture"] = {"at": "top", "rows": f"{shot.rows}行"}
            over += shot.rows + shot.captions
            image = (width, shot.rows - shot.least, shot.most - shot.rows)
        if across < width:
            own["headline"] = {"at": "top-left", "across": across}
        # a column beside the head is deeper by what stands over the others
        lines = text.rows - (width - across) * (over - 1)
        corners = BOTH if shot else RIGHT if across < width else 0
        share = head.share * across
        bridge = (across / 2 - share / 2, across / 2 + share / 2)
        form = DoglegUpper(own, head, over, lines, image, corners=corners,
                           bridge=(0.0, float(width)) if shot else bridge)  # fmt: skip
        yield from _tails(maker, width, across, text, form)
    for inside in range(1, min(width, MOST_INSIDE + 1)) if shot else ():
        inner = maker.shot(maker.width(inside))
        if inner is None or inner.rows > MOST_PICTURE * maker.sheet.rows:
            continue
        deep = inner.rows + inner.captions + 1
        own = {"picture": {"at": "top-right", "columns": str(inside), "rows": f"{inner.rows}行"}}
        image = (inside, inner.rows - inner.least, inner.most - inner.rows)
        half = head.share * width / 2
        form = DoglegUpper(own, head, 1 + head.rows, text.rows + inside * deep, image,
                           upper=deep + UNDER, crossed=tuple(range(width - inside + 1, width)),
                           bridge=(width / 2 - half, width / 2 + half))  # fmt: skip
        yield from _tails(maker, width, across, text, form)


def _tails(
    maker: FormMaker, width: int, across: int, text: TextDemand, upper: DoglegUpper
) -> Iterator[StoryForm]:
    """Yield doglegs with one upper part: each tail, at either hand."""
    wide = maker.columns
    box: dict[str, Any] = {"story": maker.block.select, **maker.styles(maker.level), **upper.box}
    box["fit"] = maker.fit(upper.image)
    spare = spare_costs(text, width, across, upper.image, maker.growth)
    for tail in range(1 if wide < 7 else 2, width):
        if width == wide and tail < 2:
            continue
        price = 3.0 * abs(width - 0.67 * wide) if maker.block.rank == 0 else 0.5
        price += 1.5 * (tail == 1) + 1.0 * (across < width) + CRAMPED * upper.head.cramped
        for right in (False, True) if across == width else (False,):
            yield StoryForm(
                block=maker.number, width=width, tail=tail, right=right, box=box,
                price=price, costs=spare, over=upper.over, lines=upper.lines, head=upper.head,
                corners=upper.corners, bridge=upper.bridge, crossed=upper.crossed,
                upper=upper.upper, why=f"{maker.block.letters} 字, a dogleg",
            )  # fmt: skip
