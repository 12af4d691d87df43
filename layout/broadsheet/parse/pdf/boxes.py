"""What one box of a page holds: the page itself, or a frame.

Takes the lines of a box in one direction with the walls; returns its stories, what is shown
without a column, and captions with the stories that their pictures belong to.
"""

from collections.abc import Sequence

from broadsheet.geometry import Rect
from broadsheet.models import frozen, record, replace
from broadsheet.parse.pdf import captions as below
from broadsheet.parse.pdf.apart import BoxSpace, in_strips
from broadsheet.parse.pdf.clusters import clusters
from broadsheet.parse.pdf.columns import CutLines, TextColumn, around, cut_columns
from broadsheet.parse.pdf.frames import Walls
from broadsheet.parse.pdf.marks import marks_advert
from broadsheet.parse.pdf.panels import into_column, owner, panels
from broadsheet.parse.pdf.stories import Owned, own, union
from broadsheet.parse.pdf.values import PrintedLine, PrintedStory, ShownLines

_DEEP = 4  # lines of a column of an advertisement's text
_HEAD = 1.4  # times the body's size: a head at the least
_WITHIN = 0.8  # of a picture's width that its story has too
_AWAY = 60.0  # pt between a picture and its story
_BESIDE = 30.0  # pt between a picture and a story to its side


@frozen(kw_only=True)
class PageItem:
    """A story, or lines for show; ``framed``: a frame holds nothing else."""

    story: PrintedStory
    box: Rect  # on the page
    framed: bool = False
    boxed: bool = False  # a frame holds it, perhaps among others


@record()
class BoxFound:
    """What one box of the page holds."""

    box: Rect
    walls: Walls
    framed: bool
    stories: list[Owned]
    loose: list[ShownLines]
    captions: list[below.Captioned]

    @property
    def shown_alone(self) -> bool:
        """Tell whether it is a frame without a column."""
        return self.framed and not any(story.columns for story in self.stories)


def read_box(
    held: Sequence[PrintedLine],
    uprights: Sequence[ShownLines],
    space: BoxSpace,
    noted: list[below.Captioned],
    *,
    framed: bool,
) -> BoxFound:
    """Return what one box holds; ``noted`` are the captions in it."""
    named = {id(line) for one in noted for line in one.lines}
    free = [line for line in held if id(line) not in named]
    parted = panels(free, space.walls, space.body, space.face)
    space = replace(space, walls=parted.walls)
    apart = tuple(around(panel) for panel in parted.panels)
    pictures = (*space.pictures, *apart)
    facts = in_strips(parted.lines, space)
    named = set(map(id, facts))
    rest = [line for line in parted.lines if id(line) not in named]
    cut = _with_panels(cut_columns(rest, space.walls, space.body, pictures), parted.panels)
    shown_too = (*cut.shown, *facts)
    cut = replace(cut, shown=tuple(_with_tag(line, space.walls) for line in shown_too))
    marked = framed and any(marks_advert(line, space.body) for line in free)
    if marked and not _abreast(cut.columns):
        cut = CutLines(columns=(), shown=tuple(free))  # an advertiser's lines are for show
    plates = [line for line in cut.shown if line.style.size >= space.plate]
    others = [line for line in cut.shown if line.style.size < space.plate]
    lefts = [c.edge for c in cut.columns]
    shown = [
        one for held in (plates, others) for one in clusters(held, space.walls, lefts, space.body)
    ]
    stories, loose = own(cut.columns, shown, uprights, space)
    return BoxFound(
        box=space.box,
        walls=space.walls,
        framed=framed,
        stories=stories,
        loose=loose,
        captions=noted,
    )


def _with_tag(line: PrintedLine, parted: Walls) -> PrintedLine:
    return replace(line, tagged=True) if parted.band(line.box) else line


def _with_panels(cut: CutLines, found: Sequence[Sequence[PrintedLine]]) -> CutLines:
    """Put panels into the columns that they stand in."""
    shown, alone = list(cut.shown), list[TextColumn]()
    for panel in sorted(found, key=lambda panel: panel[0].box.top):
        n = owner(panel, [column.box for column in cut.columns])
        if n < 0 and panel[0].panel == "row":
            alone.append(TextColumn(lines=list(panel), box=around(panel)))
            continue
        if n < 0:
            shown += panel
            continue
        into_column(cut.columns[n].lines, panel)
        cut.columns[n].box = around(cut.columns[n].lines)
    return CutLines(columns=(*cut.columns, *alone), shown=tuple(shown))


def _abreast(columns: Sequence[TextColumn]) -> bool:
    """Tell whether text stands in columns side by side."""
    deep = [c.box for c in columns if len(c.lines) >= _DEEP]
    return any(
        one.right <= two.left and min(one.bottom, two.bottom) > max(one.top, two.top)
        for one in deep
        for two in deep
    )


def give_panels(found: list[BoxFound], body: float) -> None:
    """Give a head that stands in a frame of its own to the headless columns beside or below it."""
    for panel in [one for one in found if one.shown_alone and not one.captions]:
        largest = max((n.style.size for c in panel.loose for n in c.lines), default=0.0)
        if largest < _HEAD * body:
            continue
        near = [
            story
            for one in found
            for story in one.stories
            if story.columns and not story.head and _adjoins(panel.box, story.box, body)
        ]
        if near:
            near[0].head = panel.loose
            found.remove(panel)


def _adjoins(panel: Rect, story: Rect, body: float) -> bool:
    across = max(story.left - panel.right, panel.left - story.right)
    down = max(story.top - panel.bottom, panel.top - story.bottom)
    beside = across <= 3 * body and down < -0.5 * panel.height
    below = -1 <= story.top - panel.bottom <= 3 * body and across < -0.5 * panel.width
    return beside or below


def items_of(found: BoxFound) -> list[PageItem]:
    """Return what a box holds as items of the page."""
    if found.shown_alone:
        return [_framed(found)]
    made = [_story(one) for one in found.stories]
    alone: list[PageItem] = []
    for caption in found.captions:
        _give(caption, found, made, alone)
    items = [PageItem(story=story, box=story.box, boxed=found.framed) for story in made]
    loose = [found.loose] if not items and found.loose else [[one] for one in found.loose]
    return items + [_loose(together) for together in loose] + alone


def _framed(found: BoxFound) -> PageItem:
    """Put all that a frame shows together: it is one advertisement or the like."""
    signs = [c for c in found.loose if c.lines[0].upright]
    level = [line for c in found.loose if c not in signs for line in c.lines]
    # couplets read from the left, as level lines do
    beside = [n for c in signs for n in sorted(c.lines, key=lambda n: -n.box.top)]
    shown = [*beside, *in_order(level)]
    noted = tuple(one.lines for one in found.captions)
    story = PrintedStory(head=tuple(shown), columns=(), captions=noted, box=found.box)
    return PageItem(story=story, box=found.box, framed=True)


def _story(owned: Owned) -> PrintedStory:
    signs = [c for c in owned.head if c.lines[0].upright]
    if owned.columns and owned.columns[0].lines[0].upright:
        signs = []
    beside = [n for c in signs for n in _sideways(c, owned)]
    over = [n for c in owned.head if c not in signs for n in c.lines]
    head = [*beside, *in_order(over)]
    columns = tuple(tuple(_by_level(c)) for c in owned.ordered())
    return PrintedStory(head=tuple(head), columns=columns, box=owned.box)


def in_order(held: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return lines from above; those at one height from the left."""
    rows: list[list[PrintedLine]] = []
    for line in sorted(held, key=lambda line: line.box.top):
        low = min(n.box.bottom for n in rows[-1]) if rows else 0.0
        if rows and low - line.box.top > 0.5 * line.box.height:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda n: n.box.left)]


def _sideways(sign: ShownLines, owned: Owned) -> list[PrintedLine]:
    """Return the lines of an upright head beside level columns, the nearest to them last."""
    if owned.columns:
        before = owned.columns[0].box.left >= sign.box.left
        return sorted(sign.lines, key=lambda n: -n.box.top if before else n.box.top)
    return in_order(sign.lines)


def _by_level(column: TextColumn) -> list[PrintedLine]:
    return sorted(column.lines, key=lambda line: (line.box.top, line.box.left))


def _loose(together: Sequence[ShownLines]) -> PageItem:
    """Return lines without a column; those of a page that has no column at all are one item."""
    held = [line for cluster in together for line in cluster.lines]
    box = union([cluster.box for cluster in together])
    return PageItem(story=PrintedStory(head=tuple(in_order(held)), columns=(), box=box), box=box)


def _give(
    caption: below.Captioned, found: BoxFound, made: list[PrintedStory], alone: list[PageItem]
) -> None:
    """Give a caption to the story that its picture stands in, over or next to."""
    whole = union([caption.picture, *(line.box for line in caption.lines)])
    away = [_distance(whole, owned, found.walls) for owned in found.stories]
    best = min(range(len(away)), key=lambda n: away[n], default=-1)
    if best >= 0 and away[best] <= _AWAY:
        made[best] = replace(made[best], captions=(*made[best].captions, caption.lines))
    else:
        story = PrintedStory(head=(), columns=(), captions=(caption.lines,), box=whole)
        alone.append(PageItem(story=story, box=whole))


def _distance(box: Rect, owned: Owned, walls: Walls) -> float:
    """Return how far a box is from a story, pt; what does not stand over or under it is farther."""
    story = owned.box
    if story.holds(box, 4):
        return 0.0
    shared = story.shared_width(box)
    if shared < _WITHIN * box.width:
        level = min(story.bottom, box.bottom) - max(story.top, box.top)
        beside = -_BESIDE < shared <= 4 and level > 0.5 * box.height
        return _AWAY * (1 if beside else 2)
    away = min(
        max(other.top - box.bottom, box.top - other.bottom, 0.0)
        for other in [*(c.box for c in owned.head), *(c.box for c in owned.columns)]
    )
    if away > _AWAY or _walled(box, story, walls):
        return 2 * _AWAY
    return away * (1 - 0.5 * shared / max(box.width, story.width))


def _walled(box: Rect, story: Rect, walls: Walls) -> bool:
    """Tell whether a rule parts a picture above or below a story from it."""
    if box.top >= story.bottom - 4:
        return walls.between(Rect(box.left, story.top, box.width, story.height), box)
    if box.bottom <= story.top + 4:
        return walls.between(box, Rect(box.left, story.top, box.width, story.height))
    return False
