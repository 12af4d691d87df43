"""Boxes set into their places on a page.

Takes a page in work, the places that ``heights`` found and what was planned; sets each box and
files it.  Knows nothing of other pages.
"""

from typing import TYPE_CHECKING

from broadsheet.display import PlacedBox
from broadsheet.edition import Info, Item
from broadsheet.geometry import Rect
from broadsheet.makeup.boxes.ear import set_ear
from broadsheet.makeup.boxes.items import depth_over, set_item, too_wide
from broadsheet.makeup.boxes.masthead import crowded, set_masthead
from broadsheet.makeup.galley import furniture, picture
from broadsheet.makeup.galley.forme import Forme, rows_above
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.shape.drawn import Lattice, Shape, edges, tops
from broadsheet.makeup.story.copyfit import account_of, story_findings
from broadsheet.makeup.story.plan import StoryPlan
from broadsheet.makeup.story.story import set_story
from broadsheet.spec import (
    SLOTS,
    AcrossBox,
    Box,
    CodeBox,
    EarBox,
    IndexBox,
    ItemBox,
    MastheadBox,
    Share,
    WeatherBox,
)

if TYPE_CHECKING:
    from broadsheet.makeup.story.upright import UprightPlan

OUT = 20.0  # pt: a nameplate may reach over the gutter, not into the next column


def set_box(
    forme: Forme,
    shape: Shape,
    grid: Lattice,
    plan: StoryPlan | None,
    upright: "UprightPlan | None",
) -> None:
    """Set a box into its place; ``plan`` or ``upright`` is what its story can do."""
    box = forme.spec.arrangement.boxes[shape.name]
    above = rows_above(box, shape, forme.spec)
    bands = shape.bands
    top, foot = grid.starts[bands[0]] + above, grid.starts[bands[-1] + 1]
    rect = grid.rect(shape.spans[0].column, shape.spans[-1].column, top, foot)
    planned = plan or upright
    galley = planned.galley if planned else Galley(forme.setup, box)
    if shape.rectangular:
        furniture.lay_ground(galley, rect)
    nudge = max(0, min(above, box.nudge))
    for first, last, band in tops(shape):
        over = grid.rect(first, last, grid.starts[band] + above, foot)
        furniture.draw_rule(galley, over, above, nudge=nudge if band == bands[0] else 0)
    for column, head, end in edges(shape):
        along = grid.rect(column, column, grid.starts[head] + above, grid.starts[end + 1])
        furniture.draw_side(galley, along)
    if upright is not None:
        _set_upright(forme, upright, rect)
    elif plan is not None and plan.owners:
        from broadsheet.makeup.page import briefs  # noqa: PLC0415 - many pages have none

        briefs.set_briefs(forme, plan, grid, rect)
    elif plan is not None:
        _set_story(forme, plan, grid, rect)
    else:
        set_content(forme, galley, rect)


def _set_story(forme: Forme, plan: StoryPlan, grid: Lattice, rect: Rect) -> None:
    bands = plan.area.shape.bands
    heights = grid.heights[bands[0] : bands[-1] + 1]
    columns = set_story(plan, grid, heights)
    forme.file(plan.story.id, plan.galley)
    forme.findings += story_findings(plan, heights, forme.name(plan.story), forme.number)
    row = forme.setup.row
    rects = tuple(
        Rect(column.left, column.top, column.measure, column.rows * row) for column in columns
    )
    room = sum(column.rows for column in columns)
    told = account_of(plan, heights)
    forme.boxes.append(
        PlacedBox(
            name=plan.galley.box.name,
            rect=rect,
            item=plan.story.id,
            where=plan.galley.box.where,
            columns=rects,
            lines=room - told.short,
            room=room,
            short=told.short,
            over=told.over,
            over_letters=told.over_letters,
            steps=told.steps,
            part=forme.parts.get(plan.galley.box.name, 1),
        )
    )


def _set_upright(forme: Forme, plan: "UprightPlan", rect: Rect) -> None:
    from broadsheet.makeup.story import upright  # noqa: PLC0415

    tiers, fits = upright.set_upright(plan, rect)
    forme.file(plan.story.id, plan.galley)
    name = forme.name(plan.story)
    forme.findings += upright.upright_findings(plan, len(tiers), name, forme.number, fits=fits)
    box, room = plan.galley.box, plan.room(len(tiers))
    forme.boxes.append(
        PlacedBox(
            name=box.name,
            rect=rect,
            item=plan.story.id,
            where=box.where,
            columns=tiers,
            lines=room - plan.pour(len(tiers)).short,
            room=room,
            steps=picture.left_out(plan.hidden),
        )
    )


def set_content(forme: Forme, galley: Galley, rect: Rect) -> None:
    """Set a box that holds no story into its rectangle."""
    box, content = galley.box, galley.box.content
    if isinstance(content, AcrossBox):
        forme.below += galley.below
        _set_across(forme, content, furniture.inside(galley, rect))
        return
    item = forme.picked.get(box.name)
    if isinstance(content, MastheadBox):
        set_masthead(galley, content, rect)
        _check_masthead(forme, galley, rect)
    elif isinstance(content, EarBox):
        set_ear(galley, content, rect)
    elif isinstance(content, CodeBox):
        _set_code(galley, content, rect)
    elif isinstance(content, IndexBox):
        _set_index(forme, galley, content, rect)
        if item is None:  # all of it is furniture
            return
    elif isinstance(content, WeatherBox):
        from broadsheet.makeup.boxes import weather  # noqa: PLC0415 - few pages have one

        weather.set_weather(galley, content, rect)
    elif isinstance(content, ItemBox) and item is not None:
        set_item(galley, content, item, rect)
        _check_item(forme, galley, item, rect)
    forme.file(item.id if item else "masthead", galley)
    placed = PlacedBox(name=box.name, rect=rect, item=item.id if item else "", where=box.where)
    forme.boxes.append(placed)


def _set_index(forme: Forme, galley: Galley, content: IndexBox, rect: Rect) -> None:
    from broadsheet.makeup.boxes import index  # noqa: PLC0415 - few pages have one

    item = forme.picked.get(galley.box.name)
    own = item if isinstance(item, Info) else None
    if content.select is None or own:
        forme.leads += index.set_index(galley, content, own, rect, forme.number)
    if own:
        _check_item(forme, galley, own, rect)
        return
    copy, galley.copy = galley.copy, []
    forme.below += copy
    forme.file("", galley)
    forme.boxes.append(PlacedBox(name=galley.box.name, rect=rect, where=galley.box.where))


def _set_code(galley: Galley, content: CodeBox, rect: Rect) -> None:
    from broadsheet.makeup.boxes import codes, ear  # noqa: PLC0415 - few pages have one

    inner = rect.inset(galley.box.padding.sides, galley.box.padding.head)
    if content.form == "qr":
        ear.set_code(galley, inner, content.size)
    else:
        codes.set_code_box(galley, content, inner)


def _set_across(forme: Forme, content: AcrossBox, rect: Rect) -> None:
    """Boxes side by side: the widths given, and equal shares of what is left."""
    room = rect.width - content.gap * (len(content.parts) - 1)
    fixed = [_width(part, rect.width, content.gap) for part in content.parts]
    free = sum(width is None for width in fixed)
    share = (room - sum(width or 0.0 for width in fixed)) / free if free else 0.0
    left = rect.left
    for part, width in zip(content.parts, fixed, strict=True):
        own = Rect(left, rect.top, share if width is None else width, rect.height)
        forme.setup.look()
        galley = Galley(forme.setup, part)
        furniture.lay_ground(galley, own)
        set_content(forme, galley, own)
        left += own.width + content.gap


def _width(part: Box, room: float, gap: float) -> float | None:
    """Return the width that a box among others asks for: its own, or its slot's share."""
    if isinstance(part.width, Share):
        return part.width.of * room
    if part.width is None and isinstance(part.content, ItemBox) and part.content.size:
        return SLOTS[part.content.size][0] * (room + gap) - gap
    return part.width


def _check_masthead(forme: Forme, galley: Galley, rect: Rect) -> None:
    """Tell of a nameplate or a fact that runs off the sheet or out of its box, or over another."""
    page = forme.setup.style.page
    sheet = Rect(0.0, rect.top, page.width, rect.height)
    if wide := too_wide(galley.copy, sheet):
        what = f"{wide.plain[:20]!r} runs off the page"
    elif wide := too_wide(galley.copy, rect.inset(-OUT, 0)):
        what = f"{wide.plain[:20]!r} is wider than its place in the box"
    elif pair := crowded(galley.copy):
        what = f"{pair[0].plain[:20]!r} lies over {pair[1].plain[:20]!r}: the box is too small"
    else:
        return
    found = galley.box.finding("error", "overset", f"masthead: 溢 {what}", forme.number, "masthead")
    forme.findings.append(found)


def _check_item(forme: Forme, galley: Galley, item: Item, rect: Rect) -> None:
    over = depth_over(galley.copy, rect)
    wide = too_wide(galley.copy, rect)
    said = any(code == "overset" for _, code, _ in galley.said)
    if (over <= 0.5 or said) and wide is None:
        return
    what = f"{wide.plain!r} is wider than its box" if wide else f"{over:.0f} pt deeper than its box"
    message = f"{forme.name(item)}: 溢 {what}"
    forme.findings.append(galley.box.finding("error", "overset", message, forme.number, item.id))
