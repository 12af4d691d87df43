"""What each kind of box holds, by which it is planned and set.

``PLANNERS`` has a line for each content that a spec's box can have, as ``spec_yaml``'s
``CONTENTS`` has one for each word for it.  Knows nothing of other boxes of the page.
"""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from broadsheet.edition import Article
from broadsheet.geometry import Rect
from broadsheet.makeup.boxes.ear import set_ear_box
from broadsheet.makeup.boxes.items import set_item_box
from broadsheet.makeup.boxes.masthead import set_masthead_box
from broadsheet.makeup.boxes.plain import PlainPlan, least_rows, lost_in, set_nothing
from broadsheet.makeup.galley import furniture
from broadsheet.makeup.galley.contract import Account, Planned, Planner, Setter, content_of, enter
from broadsheet.makeup.galley.forme import Forme
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.kept import kept_in
from broadsheet.makeup.shape.drawn import Lattice, Shape
from broadsheet.makeup.shape.heights import fewest
from broadsheet.makeup.shape.pick import leaves
from broadsheet.makeup.story.area import area_of
from broadsheet.makeup.story.story import plan_story
from broadsheet.spec import (
    AcrossBox,
    Box,
    BriefsBox,
    CodeBox,
    Content,
    DownBox,
    EarBox,
    IndexBox,
    ItemBox,
    MastheadBox,
    Share,
    Spec,
    StoryBox,
    WeatherBox,
)

WHITE_ROWS = 1  # of a box that stays white, in a row that finds its own height
STEPS = 2  # of a row, by which the depths of boxes in a column are found
FEWEST = 2  # rows of one that goes in at no depth
LEAST_ROWS = 5  # of one that holds no story


def plan_content(forme: Forme, galley: Galley, shape: Shape, grid: Lattice, above: int) -> Planned:
    """Plan what a box of the map holds; of ``grid`` the columns serve, not the rows."""
    return PLANNERS[type(galley.box.content)](forme, galley, shape, grid, above)


def set_content(forme: Forme, galley: Galley, rect: Rect) -> None:
    """Set what a box holds into a rectangle outside the map's rows, and enter its account."""
    enter(forme, _set_in(forme, galley, rect))


def _set_in(forme: Forme, galley: Galley, rect: Rect) -> Account:
    return SETTERS.get(type(galley.box.content), set_nothing)(forme, galley, rect)


def _set_code(forme: Forme, galley: Galley, rect: Rect) -> Account:
    from broadsheet.makeup.boxes import codes  # noqa: PLC0415 - few pages have one

    return codes.set_code_box(forme, galley, rect)


def _set_index(forme: Forme, galley: Galley, rect: Rect) -> Account:
    from broadsheet.makeup.boxes import index  # noqa: PLC0415 - few pages have one

    return index.set_index_box(forme, galley, rect)


def _set_weather(forme: Forme, galley: Galley, rect: Rect) -> Account:
    from broadsheet.makeup.boxes import weather  # noqa: PLC0415 - few pages have one

    return weather.set_weather_box(forme, galley, rect)


def _set_across(forme: Forme, galley: Galley, rect: Rect) -> Account:
    """Boxes side by side: the widths given, and equal shares of what is left."""
    content = content_of(galley.box, AcrossBox)
    forme.below += galley.below
    rect = furniture.inside(galley, rect)
    room = rect.width - content.gap * (len(content.parts) - 1)
    fixed = [_width(part, rect.width, content.gap) for part in content.parts]
    free = sum(width is None for width in fixed)
    share = (room - sum(width or 0.0 for width in fixed)) / free if free else 0.0
    left = rect.left
    parts: list[Account] = []
    for part, width in zip(content.parts, fixed, strict=True):
        own = Rect(left, rect.top, share if width is None else width, rect.height)
        forme.setup.look()
        inner = Galley(forme.setup, part)
        furniture.lay_ground(inner, own)
        parts.append(_set_in(forme, inner, own))
        left += own.width + content.gap
    return Account(places=(), parts=tuple(parts))


def _set_down(forme: Forme, galley: Galley, rect: Rect) -> Account:
    """Boxes one under another: the depths given, what the others need, white in equal shares."""
    content = content_of(galley.box, DownBox)
    forme.below += galley.below
    rect = furniture.inside(galley, rect)
    room = rect.height - content.gap * (len(content.parts) - 1)
    depths = [_depth(forme, part, rect) for part in content.parts]
    free = [n for n, part in enumerate(content.parts) if part.width is None]
    spare = room - sum(depths)
    asked = sum(depths[n] for n in free)
    for n in free:  # where they need more than there is, each lacks as much of its own
        depths[n] += spare / len(free) if spare >= 0 else spare * depths[n] / asked
    top, parts = rect.top, list[Account]()
    for part, depth in zip(content.parts, depths, strict=True):
        own, inner = Rect(rect.left, top, rect.width, max(0.0, depth)), Galley(forme.setup, part)
        forme.setup.look()
        furniture.lay_ground(inner, own)
        parts.append(_set_in(forme, inner, own))
        top += depth + content.gap
    return Account(places=(), parts=tuple(parts))


def _depth(forme: Forme, part: Box, rect: Rect) -> float:
    """Return the depth of a box among others in a column, pt: its own, or the least it needs."""
    if part.width is not None:
        return part.width.of * rect.height if isinstance(part.width, Share) else part.width
    setter, step = SETTERS[type(part.content)], forme.setup.row / STEPS

    def fits(steps: int) -> bool:
        own = Rect(rect.left, rect.top, rect.width, steps * step)
        return not lost_in(forme, part, setter, own)

    def asked() -> float:
        most = int(rect.height / step)
        found = fewest(fits, most)
        return step * (found if found <= most else FEWEST * STEPS)

    look = (part.content, part.frame, part.padding, part.accent, *sorted(part.styles.items()))
    item, wide = forme.picked.get(part.name), round(rect.width, 2)
    return kept_in(forme.setup.kept, ("depth", item, wide, round(rect.height, 2), *look), asked)


def _width(part: Box, room: float, gap: float) -> float | None:
    """Return the width that a box among others asks for: its own, or its slot's share."""
    if isinstance(part.width, Share):
        return part.width.of * room
    if part.width is None and part.slot:
        return part.slot[0] * (room + gap) - gap
    return part.width


def _plain(setter: Setter, rows: int = LEAST_ROWS) -> Planner:
    """Return the planner of what takes any rectangle, some rows deep at least."""

    def plan(forme: Forme, galley: Galley, shape: Shape, grid: Lattice, above: int) -> Planned:
        del grid
        box, asks = galley.box, None
        if (
            box.at is None
            and _finds_its_height(forme.spec, shape)
            and not any(leaf.slot for leaf in leaves(box))
        ):
            asks = partial(least_rows, forme, box, shape, setter, rows)
        return PlainPlan(galley, shape, above, rows, setter, asks)

    return plan


def _finds_its_height(spec: Spec, shape: Shape) -> bool:
    """Tell whether a box of the map stands in a row that has no height of its own."""
    rows = [row.height.kind for row in spec.arrangement.map]
    return any(kind != "rows" for kind in rows[shape.bands.start : shape.bands.stop])


def _plan_story(forme: Forme, galley: Galley, shape: Shape, grid: Lattice, above: int) -> Planned:
    """Plan the story of a box, level or upright; a box without one stays white."""
    item, content = forme.picked.get(galley.box.name), galley.story
    if not isinstance(item, Article):
        return PlainPlan(galley, shape, above, WHITE_ROWS, set_nothing)
    if content.vertical:
        from broadsheet.makeup.story import upright  # noqa: PLC0415 - few pages have such stories

        return upright.plan_upright(galley, content, item, shape, grid, above)
    return plan_story(galley, content, item, area_of(galley, content, shape, grid, above))


def _plan_briefs(forme: Forme, galley: Galley, shape: Shape, grid: Lattice, above: int) -> Planned:
    """Plan the items of a box; one without any stays white."""
    items = forme.briefs.get(galley.box.name)
    if not items:
        return PlainPlan(galley, shape, above, LEAST_ROWS, set_nothing)
    from broadsheet.makeup.story import briefs  # noqa: PLC0415 - many pages have none

    return briefs.plan_briefs(galley, items, shape, grid, above)


SETTERS: Mapping[type[Content], Setter] = MappingProxyType(
    {
        MastheadBox: set_masthead_box,
        EarBox: set_ear_box,
        CodeBox: _set_code,
        IndexBox: _set_index,
        WeatherBox: _set_weather,
        ItemBox: set_item_box,
        AcrossBox: _set_across,
        DownBox: _set_down,
    }
)
PLANNERS: Mapping[type[Content], Planner] = MappingProxyType(
    {
        **{kind: _plain(setter) for kind, setter in SETTERS.items()},
        StoryBox: _plan_story,
        BriefsBox: _plan_briefs,
    }
)
