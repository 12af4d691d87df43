"""The forms that a story may take in two pieces: its head over the first, its tail in the second.

Takes what is known of a block; returns forms.
"""

from collections.abc import Iterator
from typing import Any

from broadsheet.arranging.demand import TextDemand, spare_costs
from broadsheet.arranging.forms import BOTH, CRAMPED, FormMaker, StoryForm
from broadsheet.arranging.rooms import RIGHT

LEG, LEG_PICTURED = 12, 9  # rows of text of a dogleg, at least


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
    wide = maker.columns
    head = maker.head(maker.width(across), across, maker.level)
    shot = maker.shot(maker.width(width))
    if not head.fits or (shot and shot.rows > 0.34 * maker.sheet.rows):
        return
    box: dict[str, Any] = {"story": maker.block.select, **maker.styles(maker.level)}
    over, image = 1 + head.rows, (0, 0, 0)
    if shot:
        box["picture"] = {"at": "top", "rows": f"{shot.rows}行"}
        over += shot.rows + shot.captions
        image = (width, shot.rows - shot.least, shot.most - shot.rows)
    if across < width:
        box["headline"] = {"at": "top-left", "across": across}
    box["fit"] = maker.fit(image)
    share = head.share * across
    bridge = (across / 2 - share / 2, across / 2 + share / 2)
    spare = spare_costs(text, width, across, image, maker.growth)
    # a column beside the head is deeper by what stands over the others
    lines = text.rows - (width - across) * (over - 1)
    for tail in range(1 if wide < 7 else 2, width):
        if width == wide and tail < 2:
            continue
        price = 3.0 * abs(width - 0.67 * wide) if maker.block.rank == 0 else 0.5
        price += 1.5 * (tail == 1) + 1.0 * (across < width) + CRAMPED * head.cramped
        for right in (False, True) if across == width else (False,):
            yield StoryForm(
                block=maker.number, width=width, tail=tail, right=right, box=box,
                price=price, costs=spare, over=over, lines=lines, head=head,
                corners=BOTH if shot else RIGHT if across < width else 0,
                bridge=(0.0, float(width)) if shot else bridge,
                why=f"{maker.block.letters} 字, a dogleg",
            )  # fmt: skip
