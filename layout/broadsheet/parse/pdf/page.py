"""One page's pieces to its items in reading order.

Takes a sheet; returns its stories, and what is shown without a column: each with its lines.
Upright and level text are cut by the same rules, the former turned; what stands in a frame is
read for itself.  The wiring of ``direction``, ``lines``, ``frames``, ``columns`` and ``stories``.
"""

from collections import Counter
from collections.abc import Sequence

from broadsheet.geometry import Rect
from broadsheet.models import frozen, replace
from broadsheet.parse.pdf import captions as below
from broadsheet.parse.pdf.apart import BoxSpace
from broadsheet.parse.pdf.boxes import (
    BoxFound,
    PageItem,
    give_panels,
    in_order,
    items_of,
    read_box,
)
from broadsheet.parse.pdf.columns import common_size
from broadsheet.parse.pdf.direction import directions, turn, turned_back
from broadsheet.parse.pdf.frames import Walls, holder, walls
from broadsheet.parse.pdf.initials import with_initials
from broadsheet.parse.pdf.lines import lines
from broadsheet.parse.pdf.marks import keeps_place
from broadsheet.parse.pdf.plate import plate_size
from broadsheet.parse.pdf.readings import without_readings
from broadsheet.parse.pdf.values import PrintedLine, PrintedSheet, PrintedStory, ShownLines

_TEXT = 20  # lines of a frame that holds a story
_CROWDED = 4000  # lines; the densest page of small print has some two thousand


@frozen(kw_only=True)
class PageLayout:
    """What a page holds, in reading order."""

    items: tuple[PageItem, ...]
    body: float  # size of the text, pt
    face: str  # of the text
    width: float
    height: float
    places: int = 0  # kept for pictures, whose word was left out
    readings: tuple[str, ...] = ()  # over characters, left out


@frozen(kw_only=True)
class PageLines:
    """A page and its lines, before they are told apart."""

    sheet: PrintedSheet
    level: tuple[PrintedLine, ...]
    upright: tuple[PrintedLine, ...]


@frozen(kw_only=True)
class _World:
    """The lines of one direction with the walls as that direction reads."""

    lines: tuple[PrintedLine, ...]
    walls: Walls
    pictures: tuple[Rect, ...]
    page: Rect


@frozen(kw_only=True)
class _Type:
    """The page's type."""

    body: float  # size of the text, pt
    face: str  # of the text
    plate: float  # size from which letters are the paper's name, pt


def page_lines(sheet: PrintedSheet) -> PageLines:
    """Return the lines of a page."""
    level, upright = directions(sheet.pieces, sheet.width)
    turned = [turn(box, sheet.width) for box in sheet.shapes] if upright else ()
    return PageLines(
        sheet=sheet,
        level=lines(level, sheet.shapes, sheet.pictures),
        upright=lines(upright, turned),
    )


def layout(page: PageLines) -> PageLayout:
    """Return the items of a page; one of too many lines is one item, in rows."""
    sheet = page.sheet
    body = common_size([*page.level, *page.upright])
    (level_lines, over), (upright_lines, beside) = (
        without_readings(with_initials(n, body), body) for n in (page.level, page.upright)
    )
    every = [*level_lines, *upright_lines]
    if len(every) > _CROWDED:
        return _as_rows(sheet, every)
    sizes = _Type(body=body, face=_common_face(every), plate=plate_size(level_lines, sheet, body))
    seen = [*level_lines, *(_stood(line, sheet.width) for line in upright_lines)]
    there = _upright_world(sheet, upright_lines, seen)
    read = _read(there, (), sizes) if there.lines else []
    stories = [one for one in read if one.story.columns]
    uprights = [one for one in read if not one.story.columns]
    blocks = tuple(turned_back(one.box, sheet.width) for one in stories)
    whole = Rect(0, 0, sheet.width, sheet.height)
    parted = walls(sheet.shapes, seen, whole)
    words = {id(line) for line in level_lines if _in_place(line, parted)}
    here = _World(
        lines=tuple(line for line in level_lines if id(line) not in words),
        walls=parted,
        pictures=(*sheet.pictures, *blocks),
        page=whole,
    )
    signs = [_sign(one, sheet.width) for one in uprights]
    items = _read(here, signs, sizes) + [_back(one, sheet.width) for one in stories]
    across = sum(len(n.text) for n in level_lines) >= sum(len(n.text) for n in upright_lines)
    return PageLayout(
        items=tuple(_ordered(items, sizes.body or 10.0, across)),
        body=sizes.body,
        face=sizes.face,
        width=sheet.width,
        height=sheet.height,
        places=len(words),
        readings=tuple(line.text for line in (*over, *beside)),
    )


def _in_place(line: PrintedLine, parted: Walls) -> bool:
    """Tell whether a line is the word in a place that is kept for a picture."""
    return keeps_place(line.text) and any(blank.holds(line.box, 2) for blank in parted.blanks)


def _as_rows(sheet: PrintedSheet, every: Sequence[PrintedLine]) -> PageLayout:
    """Return a page as its lines from above: what no newspaper prints is not searched."""
    whole = Rect(0, 0, sheet.width, sheet.height)
    story = PrintedStory(head=tuple(in_order(every)), columns=(), box=whole)
    return PageLayout(
        items=(PageItem(story=story, box=whole),),
        body=common_size(every),
        face=_common_face(every),
        width=sheet.width,
        height=sheet.height,
    )


def _common_face(every: Sequence[PrintedLine]) -> str:
    faces: Counter[str] = Counter()
    for line in every:
        faces[line.style.face] += len(line.text)
    return max(faces, key=lambda face: (faces[face], face), default="")


def _upright_world(
    sheet: PrintedSheet, found: tuple[PrintedLine, ...], seen: Sequence[PrintedLine]
) -> _World:
    page = Rect(0, 0, sheet.height, sheet.width)
    shapes = [turn(box, sheet.width) for box in sheet.shapes]
    pictures = tuple(turn(box, sheet.width) for box in sheet.pictures)
    also = [replace(line, box=turn(line.box, sheet.width)) for line in seen]
    also = [replace(line, level=line.box.bottom) for line in also]
    return _World(lines=found, walls=walls(shapes, also, page), pictures=pictures, page=page)


def _stood(line: PrintedLine, page_width: float) -> PrintedLine:
    """Return an upright line with its box as it stands on the page."""
    box = turned_back(line.box, page_width)
    return replace(line, box=box, level=box.bottom)


def _sign(one: PageItem, page_width: float) -> ShownLines:
    """Return upright lines without a column as they stand on the page."""
    noted = [line for lines in one.story.captions for line in lines]
    return ShownLines(lines=(*one.story.head, *noted), box=turned_back(one.box, page_width))


def _back(one: PageItem, page_width: float) -> PageItem:
    return replace(one, box=turned_back(one.box, page_width))


def _read(world: _World, uprights: Sequence[ShownLines], sizes: _Type) -> list[PageItem]:
    """Return the items of all boxes of a direction."""
    frames = world.walls.frames
    held: dict[int, list[PrintedLine]] = {}
    for line in world.lines:
        held.setdefault(holder(line.box, frames), []).append(line)
    signs: dict[int, list[ShownLines]] = {}
    for cluster in uprights:
        signs.setdefault(holder(cluster.box, frames), []).append(cluster)
    shown: dict[int, list[Rect]] = {}
    for picture in (*world.pictures, *world.walls.blanks):
        shown.setdefault(holder(picture, frames), []).append(picture)
    found: list[BoxFound] = []
    for number in sorted({*held, *signs}):
        box = frames[number] if number >= 0 else world.page
        inside = shown.get(number, ())
        # frames in it are blocks that no head reaches over
        inner = tuple(f for n, f in enumerate(frames) if n > number and box.holds(f))
        space = BoxSpace(
            box=box,
            walls=world.walls,
            pictures=(*inside, *inner),
            body=sizes.body,
            plate=sizes.plate,
            face=sizes.face,
            page=world.page,
        )
        # beside the emblem of an advertisement stand its words
        body = sizes.body if number < 0 or len(held.get(number, [])) > _TEXT else 0.0
        noted = below.captions(held.get(number, []), inside, sizes.face, body)
        here = held.get(number, []), signs.get(number, [])
        found.append(read_box(*here, space, noted, framed=number >= 0))
    give_panels(found, sizes.body)
    return [item for one in found for item in items_of(one)]


def _ordered(items: Sequence[PageItem], body: float, across: bool) -> list[PageItem]:
    """Return items from above; at one height from the left, or where text is upright the right."""
    side = 1 if across else -1
    return sorted(items, key=lambda one: (round(one.box.top / (2 * body)), side * one.box.left))
