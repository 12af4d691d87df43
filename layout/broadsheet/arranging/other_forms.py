"""The forms of blocks that are no stories: photos, and briefs in one box.

Takes what is known of a block; returns forms.
"""

from collections.abc import Iterator
from math import ceil

from broadsheet.arranging.demand import TextDemand, spare_costs
from broadsheet.arranging.forms import BOTH, DEAR, FormMaker, StoryForm
from broadsheet.edition import Article, Photo

EMPTY_COST = 0.3  # of a row by which a photo differs from its own form


def photo_forms(maker: FormMaker) -> Iterator[StoryForm]:
    """Yield the forms of a photo that stands alone."""
    photo = maker.block.items[0]
    if not isinstance(photo, Photo):
        return
    there = photo.picture.src in maker.demand.setup.picture_sizes
    for width in range(1 if maker.columns < 6 else 2, min(4, maker.columns) + 1):
        shot = maker.demand.pictures(photo.id, (photo.picture,), maker.width(width))
        if shot.rows > 0.45 * maker.sheet.rows:
            continue
        over = 1 + shot.captions
        costs = {
            rows + over: EMPTY_COST * abs(rows - shot.rows)
            for rows in range(shot.least, shot.most + 1)
        }
        yield StoryForm(
            block=maker.number, width=width,
            box={"photo": maker.block.select, **maker.styles("photo")},
            kind="photo", corners=BOTH, costs=costs, bridge=(0.0, float(width)),
            price=0.0 if there else 1.0 * width, why="a photo",
        )  # fmt: skip


def brief_forms(maker: FormMaker) -> Iterator[StoryForm]:
    """Yield the forms of stories that share a box."""
    stories = [item for item in maker.block.items if isinstance(item, Article)]
    shape = maker.shapes.get("framed") or {}
    for framed in (False, True):
        if framed and not (maker.framed and shape):
            continue
        sides, pads = maker.pads(shape) if framed else (0.0, 0)
        for width in range(2 if framed else 1, maker.columns + maker.sheet.any_width):
            count = width
            measure = maker.own_measure(width, count, sides) if framed else maker.sheet.grid.measure
            if not measure:
                continue
            form = _poured(maker, stories, width, measure, pads, framed)
            if form.costs:
                yield form


def _poured(
    maker: FormMaker, stories: list[Article], width: int, measure: float, pads: int, framed: bool
) -> StoryForm:
    texts = [maker.demand.brief(story, measure) for story in stories]
    rows = sum(text.rows for text in texts) + len(stories) - 1
    costs = {0: 0.0} | {n: 1.0 * n for n in range(1, len(stories))}
    spare = spare_costs(TextDemand(rows, costs, wide=False), width, 0, (0, 0, 0))
    over = (
        1 + pads + (3 if stories[0].section or maker.demand.setup.style.labels.get("briefs") else 0)
    )
    found = {}
    for deep in range(over + 4, maker.sheet.rows + 1):
        # heads keep lines under them: a column's foot may stay white a row or two
        cost = spare.get(width * (deep - over) - rows - ceil(0.6 * (width - 1)))
        if cost is not None and cost < DEAR:
            found[deep] = cost
    box = {"briefs": maker.block.select, **maker.styles("framed" if framed else "briefs")}
    return StoryForm(
        block=maker.number, width=width, box=box, kind="framed" if framed else "briefs",
        corners=BOTH, price=1.0 * framed + 0.5 * abs(width - 2), costs=found, over=over,
        lines=rows, bridge=(0.0, float(width)) if framed else (0.0, 0.0),
        why=f"{len(stories)} briefs",
    )  # fmt: skip
