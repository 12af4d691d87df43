"""The forms that a story may take in one piece: how wide, where head and pictures stand.

Takes what is known of a block; returns forms.
"""

from collections.abc import Iterator
from math import sqrt
from typing import Any

from broadsheet.arranging.demand import (
    NARROWEST,
    UNFIT,
    HeadDemand,
    PicturesDemand,
    TextDemand,
    spare_costs,
)
from broadsheet.arranging.forms import BOTH, DEAR, LEAST_GUTTER, NARROW, FormMaker, StoryForm
from broadsheet.arranging.rooms import LEFT, RIGHT
from broadsheet.models import replace

STRIP = 45.0  # pt of a picture among very many
KEPT_COLUMNS = 2  # over which a place that is kept for a picture reaches
LEVELS = ("top-left", "middle", "bottom-left")  # of pictures in rows
RIBBON = 5  # rows of text in a column: fewer are a strip
ACROSS, FLAT = 3, 4  # columns of a ribbon, and the lines in each under which it is one
FLAT_PRICE = 10.0
HOLLOW = 5.0  # of each column that stays white beside what stays in one
LEFTWARD = 1.5  # price of text at the left of its head
SIDE = {True: 9, False: 8}  # characters of an upright head's block: on large sheets, on small ones


def story_forms(maker: FormMaker) -> Iterator[StoryForm]:
    """Yield the forms of a story in one piece."""
    basic = maker.demand.text(maker.story, maker.sheet.grid.measure)
    lines, asked = basic.rows, maker.block.asked
    shot_there = bool(maker.story.pictures)
    for width in _widths(maker, basic):
        price = _width_price(maker, width, lines)
        price += HOLLOW * max(0, width - _filled(basic, maker.columns))
        if asked not in ("framed", "upright"):
            yield from _plain(maker, width, basic, price)
        if width >= 2 and not shot_there and asked != "framed":
            yield from _beside(maker, width, basic, price + 1.0 + 1.5 * (width == 2))
        if width >= 3 and asked != "framed":
            yield from _broken(maker, width, width - 1, price + 0.5 + (maker.block.level > 1))
        if width > 1 and basic.wide and asked != "framed":  # a table, or lines of verse
            yield from _broken(maker, width, max(1, width // 2), price)
        if (maker.framed or asked == "framed") and 2 <= width <= 3:
            yield from _framed(maker, width, price + (0.0 if shot_there else 3.0))
        if (maker.upright or asked == "upright") and width >= 3:
            yield from _upright(maker, width, price - 2.0)


def _widths(maker: FormMaker, text: TextDemand) -> list[int]:
    wide, rows, lines = maker.columns, maker.sheet.rows, text.rows
    if maker.sheet.any_width:
        return [wide]
    broad = max(w for w in range(1, wide + 1) if w < ACROSS or lines >= FLAT * w)
    least = 1 if maker.block.rank else min(-(-wide // 2), broad, _filled(text, wide))
    found = [w for w in range(least, wide + 1) if 0.5 * RIBBON <= lines / w <= 0.7 * rows]
    # a few lines are a strip in any width: on a page of little copy they may take any
    return found or list(range(least, wide + 1))


def _filled(text: TextDemand, wide: int) -> int:
    """Return how many columns a text fills: beside what stays in one, others are soon white."""
    return max(1, text.rows // text.whole) if text.whole else wide


def _width_price(maker: FormMaker, width: int, lines: int) -> float:
    """Return what speaks against a width: the lead broad, others of pleasant proportion."""
    price = 2.0 * max(0.0, RIBBON - lines / width)
    price += FLAT_PRICE * (width >= ACROSS and lines < FLAT * width)
    if maker.block.rank == 0:
        return price + 4.0 * abs(width - 0.67 * maker.columns)
    suits = sqrt(lines / 12) + 0.3  # columns of a story about as deep as it is broad
    return price + 0.8 * abs(width - suits) + (1.5 if width == maker.columns else 0.0)


def _plain(maker: FormMaker, width: int, text: TextDemand, price: float) -> Iterator[StoryForm]:
    head = maker.head(maker.width(width), width, maker.level)
    if not head.fits or text.wide:
        return
    box: dict[str, Any] = {"story": maker.block.select, **maker.styles(maker.level)}
    shot = maker.shot(maker.width(width))
    if shot is None:
        yield maker.made(width, box, text, head, price=price)
        return
    if shot.rows == UNFIT:
        yield from _many(maker, width, text, head, price)
        return
    corners = list(_corners(maker, width, box, text, head, price + 0.7))
    suits = _suits(maker, shot, width)
    if suits or maker.block.rank == 0 or maker.sheet.any_width or not corners:
        price += 0.0 if shot.there or width <= KEPT_COLUMNS else 6.0
        place = {"at": "top", "rows": f"{shot.rows}行"}
        yield maker.made(width, box | {"picture": place}, text, head, price=price, shot=shot)
    yield from corners


def _corners(
    maker: FormMaker,
    width: int,
    box: dict[str, Any],
    text: TextDemand,
    head: HeadDemand,
    price: float,
) -> Iterator[StoryForm]:
    """Pictures at the right under the head, the text beside them and under them."""
    for across in range(1, width):
        inner = maker.shot(maker.width(across))
        if inner is None or inner.rows == UNFIT:
            continue
        if across > (4 if inner.there else KEPT_COLUMNS):
            continue
        beside = text.rows / width + inner.rows * across / width
        # on a page that takes whatever there is white may stand under the text beside one
        if inner.rows + inner.captions > 0.6 * beside and not maker.sheet.any_width:
            continue
        corner = {"at": "top-right", "columns": str(across), "rows": f"{inner.rows}行"}
        yield maker.made(
            width, box | {"picture": corner}, text, head, price=price, shot=inner, inside=across
        )


def _suits(maker: FormMaker, shot: PicturesDemand, width: int) -> bool:
    """Tell whether pictures over the head leave the story its place."""
    if not shot.there and width > KEPT_COLUMNS:
        return False
    return shot.rows <= 0.34 * maker.sheet.rows and (width <= 4 or maker.block.rank == 0)


def _many(
    maker: FormMaker, width: int, text: TextDemand, head: HeadDemand, price: float
) -> Iterator[StoryForm]:
    """Pictures in several rows: over the head, and across all columns under it."""
    room, shown = maker.width(width), maker.story.pictures
    # where they go in no other way, many pictures are a strip of small ones
    narrowest = STRIP if maker.sheet.any_width else NARROWEST
    abreast = max(1, int(room // narrowest))
    count = -(-len(shown) // abreast)
    if count > len(LEVELS) + 1:
        return
    each = -(-len(shown) // count)
    groups = [shown[n : n + each] for n in range(0, len(shown), each)]
    shots = [maker.demand.pictures(maker.story.id, group, room, narrowest) for group in groups]
    box: dict[str, Any] = {"story": maker.block.select, **maker.styles(maker.level)}
    box["pictures"] = [
        {"at": level, "columns": width, "take": len(group), "rows": f"{shot.rows}行"}
        for level, group, shot in zip(LEVELS, groups, shots, strict=False)
    ][: len(groups) - 1]
    box["picture"] = {"at": "top", "rows": f"{shots[-1].rows}行"}
    inner = sum(shot.rows + shot.captions + 1 for shot in shots[:-1])
    yield maker.made(width, box, text, head, price=price, shot=shots[-1], pads=inner, kind="plain")


def _beside(maker: FormMaker, width: int, text: TextDemand, price: float) -> Iterator[StoryForm]:
    """串文题: the column of text beside a head parts it from its neighbour's.

    At its right; where the head goes over two columns or more, at its left too.
    """
    across = width - 1
    head = maker.head(maker.width(across), across, maker.level)
    if not head.fits or text.wide or text.rows / width < 9:
        return
    box = {"story": maker.block.select, **maker.styles(maker.level)}
    for at, corner, more in (("top-left", RIGHT, 0.0), ("top-right", LEFT, LEFTWARD)):
        if corner == RIGHT or across > 1:
            place = {"headline": {"at": at, "across": across}}
            form = maker.made(width, box | place, text, head, price=price + more,
                              kind="beside", corners=corner, under=across)  # fmt: skip
            left, right = form.bridge
            yield form if corner == RIGHT else replace(form, bridge=(left + 1, right + 1))


def _broken(maker: FormMaker, width: int, count: int, price: float) -> Iterator[StoryForm]:
    """破栏: fewer columns than the grid has there."""
    measure = maker.own_measure(width, count, 0.0, wide=True)
    if not measure:
        return
    text = maker.demand.text(maker.story, measure)
    if count >= ACROSS and text.rows < FLAT * count:
        return
    head = maker.head(maker.width(width), width, maker.level)
    shot = maker.shot(maker.width(width))
    if not head.fits or text.wide or (shot and not _suits(maker, shot, width)):
        return
    box = {"story": maker.block.select, "columns": count, **maker.styles(maker.level)}
    if shot:
        box["picture"] = {"at": "top", "rows": f"{shot.rows}行"}
    yield maker.made(width, box, text, head, price=price, shot=shot, count=count, kind="broken")


def _framed(maker: FormMaker, width: int, price: float) -> Iterator[StoryForm]:
    shape = maker.shapes.get("framed")
    if not shape:
        return
    count = 1 if width == 2 and maker.sheet.grid.measure < 11 * maker.sheet.grid.em else 2
    sides, pads = maker.pads(shape)
    measure = maker.own_measure(width, count, sides)
    if not measure:
        return
    text = maker.demand.text(maker.story, measure)
    inner = maker.width(width) - 2 * sides
    head = maker.head(inner, width, "framed")
    shot = maker.shot(inner)
    if not head.fits or text.wide or (shot and shot.rows > 0.36 * maker.sheet.rows):
        return
    box = {"story": maker.block.select, "columns": count, **maker.styles("framed")}
    if shot:
        box["picture"] = {"at": "top", "rows": f"{shot.rows}行"}
    yield maker.made(
        width, box, text, head, price=price, shot=shot, count=count, pads=pads,
        kind="framed", corners=BOTH,
    )  # fmt: skip


def _upright(maker: FormMaker, width: int, price: float) -> Iterator[StoryForm]:
    """竖题: a block at the left with the head upright, as deep as the text."""
    shape = maker.shapes.get("upright")
    letters = len(maker.story.headline)
    if not shape or not 3 <= letters <= 12 or maker.story.pictures or maker.story.standfirst:
        return
    em, block = maker.sheet.grid.em, SIDE[maker.sheet.large]
    count = width - 1
    room = maker.width(width) - (block + 1) * em - LEAST_GUTTER * em * (count - 1)
    measure = int(room / count / em + 1e-6) * em
    if measure < NARROW * em:
        return
    text = maker.demand.text(maker.story, measure, headless=True)
    box = {"story": maker.block.select, "columns": count, **maker.styles("upright")}
    box["headline"] = {"at": "left", "vertical": "yes", "width": f"{block}字"}
    spare = spare_costs(text, count, 0, (0, 0, 0))
    row, costs = maker.sheet.grid.baseline, {}
    style = maker.demand.setup.style.styles[maker.names("upright").get("headline", "headline")]
    for rows in range(8, maker.sheet.rows + 1):
        deep = (rows - 2) * row
        cost = spare.get(count * (rows - 1) - text.rows)
        if (
            cost is not None
            and cost < DEAR
            and letters * style.smallest <= deep <= 1.7 * letters * style.largest
        ):
            costs[rows] = cost
    if costs and not text.wide:
        yield StoryForm(
            block=maker.number, width=width, box=box | {"fit": maker.fit((0, 0, 0))},
            kind="upright", corners=RIGHT, price=price, costs=costs, over=1, lines=text.rows,
            bridge=(0.0, 1.0), crossed=tuple(range(1, width)), why=f"{maker.block.letters} 字",
        )  # fmt: skip
