"""Pictures in a story set from top to bottom: they take lines of its tiers (段).

Takes the places and pictures of a vertical story; returns where pictures stand in a number of
tiers and which lines are left for text, and sets them.  A tier is to ``runaround`` what a
column is, a line what a row is.  Captions stand level, under their pictures.
"""

from collections.abc import Sequence

from broadsheet.display import Mark
from broadsheet.edition import Article, Picture
from broadsheet.geometry import Rect
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.picture import EMPTY_RATIO, place_pictures, plan_pictures, width_in
from broadsheet.makeup.shape.runaround import Layout, Level, Obstacle, lay_out
from broadsheet.makeup.story.area import side_of
from broadsheet.models import frozen, replace
from broadsheet.spec import PicturePlace, Share, StoryBox

CAPTION = 1.5  # rows that a caption takes of a picture's depth, about
LEAST = 4  # lines that a picture takes, at least
WHITE = 1  # line between a picture and the text beside it

_LEVELS: dict[str, Level] = {"right": "top", "middle": "middle", "left": "bottom"}


@frozen()
class Group:
    """Pictures that stand in one place; the first of them is number ``first`` of the story."""

    place: PicturePlace
    shown: tuple[Picture, ...]
    first: int


def groups_of(content: StoryBox, story: Article) -> tuple[Group, ...]:
    """Share out a story's pictures among the places of its box; some may be left over."""
    found: list[Group] = []
    at = 0
    for place in (*content.pictures, content.picture):
        shown = story.pictures[at : at + place.take] if place.take else story.pictures[at:]
        if shown and place.at != "none":
            found.append(Group(place, tuple(shown), at))
            at += len(shown)
    return tuple(found)


def lay_tiers(
    galley: Galley, groups: Sequence[Group], tiers: Sequence[Rect], lines: int
) -> tuple[Layout, tuple[Obstacle, ...]]:
    """Return what pictures leave of tiers of so many lines, and their blocks."""
    placed = groups if tiers else ()
    blocks = tuple([_block(galley, group, tiers, lines) for group in placed])
    return lay_out([(0, lines)] * len(tiers), blocks), blocks


def _block(galley: Galley, group: Group, tiers: Sequence[Rect], lines: int) -> Obstacle:
    """Return the tiers and lines of pictures, as deep as their tiers are."""
    place, row = group.place, galley.setup.row
    count = min(place.columns or 1, len(tiers))
    over = len(tiers) - count
    first = {"top": 0, "bottom": over}.get(place.at.partition("-")[0], over // 2)
    depth = tiers[first + count - 1].bottom - tiers[first].top
    if place.width == Share(1.0):
        sizes = [galley.setup.picture_sizes.get(picture.src) for picture in group.shown]
        ratios = [size[0] / size[1] if size and size[1] else EMPTY_RATIO for size in sizes]
        told = any(picture.caption or picture.credit for picture in group.shown)
        depth -= CAPTION * row if told else 0.0
        width = depth * sum([place.ratio or ratio for ratio in ratios])
    else:
        width = width_in(place.width, lines * row)
    side = side_of(place.at)
    white = 2 * WHITE if side == "middle" else WHITE
    rows = min(max(LEAST, round(width / row)) + white, lines)
    return Obstacle(first, first + count - 1, _LEVELS[side], rows)


def place_groups(
    galley: Galley,
    story: Article,
    groups: Sequence[Group],
    tiers: Sequence[Rect],
    layout: Layout,
    blocks: Sequence[Obstacle],
) -> dict[int, list[Mark]]:
    """Set the pictures; return their copy by the block of the body before which it is read."""
    row = galley.setup.row
    own = replace(galley.story, vertical=False)
    level = Galley(galley.setup, replace(galley.box, content=own))
    shown: dict[int, list[Mark]] = {}
    for group, block, spot in zip(groups, blocks, layout.spots, strict=True):
        right = tiers[0].right - spot.top * row
        left = right - spot.rows * row
        left += 0.0 if block.level == "bottom" else WHITE * row
        right -= 0.0 if block.level == "top" else WHITE * row
        top, foot = tiers[block.first].top, tiers[block.last].bottom
        rect = Rect(left, top, right - left, foot - top)
        place = replace(group.place, width=Share(1.0))
        stack = plan_pictures(level, place, story.id, group.shown, rect.width, first=group.first)
        if not any(shot.depth or shot.beside for shot in stack.shots):
            stack = replace(stack, caption_rows=0)
        for at, marks in place_pictures(level, stack, rect).items():
            shown.setdefault(at, []).extend(marks)
    galley.below += level.below
    galley.said += level.said
    return shown
