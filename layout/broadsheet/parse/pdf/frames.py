"""Walls: rules, frames and tints.

Takes the boxes of what is drawn on a page; returns its rules, and the frames and tinted areas
that hold text, each in the smallest that holds it.  A rule that closes nothing is a wall between
what lies on its two sides.
"""

from collections.abc import Mapping, Sequence

from broadsheet.geometry import Rect
from broadsheet.models import frozen
from broadsheet.parse.pdf.values import PrintedLine

_THIN = 4.0  # pt: a rule's depth at the most
_LONG = 18.0  # pt: a rule's length at the least
_WHOLE = 0.9  # of the page's sides: its background
_ALIKE = 6.0  # pt between the edges of two frames that are one
_LABEL = 42.0  # pt: a column tag is no deeper
_SHORT = 0.7  # of the rule that runs on from it
_SLACK = 2.0  # pt by which letters stand out of their frame
_TAG = 2.4  # times its largest letters: a lower frame is a tag or a band, no box
_BAND = 1.6  # times as wide as its words: a band
_PICTURE = 40.0  # pt of a drawing's sides
_DEEP = 6.0  # times as deep as the word in it: a picture's place
_PLACES = 2000  # areas that may be tags
_CORNER = 2.0  # pt between the ends of rules that close a frame
_MOST = 400  # frames that are told apart; of more, the largest


@frozen(kw_only=True)
class Walls:
    """What parts the items of a page."""

    across: tuple[Rect, ...] = ()  # rules from left to right
    down: tuple[Rect, ...] = ()
    frames: tuple[Rect, ...] = ()  # larger ones first
    blanks: tuple[Rect, ...] = ()  # areas without text: drawings, places kept for pictures
    bands: tuple[Rect, ...] = ()  # areas behind a line or two, much wider than these

    tags: tuple[tuple[Rect, Rect], ...] = ()  # column tags, each with the rule that it stands on

    def tagged(self, upper: Rect, lower: Rect) -> bool:
        """Tell whether one box stands in a column tag, and another close under its rule."""
        return any(
            tag.holds(upper, _SLACK)
            and rule.left - 2 <= lower.left
            and lower.right <= rule.right + 2
            and 0 <= lower.top - rule.top <= tag.height
            for tag, rule in self.tags
        )

    def banded(self, box: Rect) -> bool:
        """Tell whether a line stands in a band across, which is no tag of what is near it."""
        return any(
            band.holds(box, _SLACK) and band.width > _BAND * box.width for band in self.bands
        )

    def band(self, box: Rect) -> Rect | None:
        """Return the area behind a line: a tag, or a band across."""
        return next((band for band in self.bands if band.holds(box, _SLACK)), None)

    def between(self, upper: Rect, lower: Rect) -> bool:
        """Tell whether a rule lies below one box and above another."""
        left, right = max(upper.left, lower.left), min(upper.right, lower.right)
        if right <= left:
            left, right = lower.left, lower.right
        middle = (left + right) / 2
        return any(
            rule.left - 1 <= middle <= rule.right + 1
            and upper.middle < rule.middle < lower.middle
            and rule.width >= 0.5 * (right - left)
            for rule in self.across
        )

    def beside(self, one: Rect, two: Rect) -> bool:
        """Tell whether an upright rule lies between two boxes, at the height of both."""
        left, right = min(one.right, two.right), max(one.left, two.left)
        top, bottom = max(one.top, two.top), min(one.bottom, two.bottom)
        return any(
            left - 1 <= rule.centre <= right + 1 and rule.top < bottom and top < rule.bottom
            for rule in self.down
        )


def walls(shapes: Sequence[Rect], lines: Sequence[PrintedLine], page: Rect) -> Walls:
    """Return the walls of a page; ``lines`` tell which areas hold text."""
    across = [s for s in shapes if s.height <= _THIN and s.width >= _LONG]
    labels = _labels(shapes, lines)
    tags = [(tag, rule) for rule in across if (tag := _tag_on(rule, labels))]
    tagged = {id(rule) for _, rule in tags}
    across = [rule for rule in across if id(rule) not in tagged]
    down = [s for s in shapes if s.width <= _THIN < _LONG <= s.height]
    closed, sides = _closed(across, down)
    across = [rule for rule in across if id(rule) not in sides]
    down = [rule for rule in down if id(rule) not in sides]
    areas = [
        s
        for s in (*shapes, *closed)
        if s.width >= _LONG
        and s.height >= _LONG
        and (s.width < _WHOLE * page.width or s.height < _WHOLE * page.height)
    ]
    areas = sorted({_key(s): s for s in areas}.values(), key=lambda s: -s.width * s.height)[:_MOST]
    kept: list[Rect] = []
    bands: list[Rect] = []
    blanks: list[Rect] = []
    for area in areas:
        if any(_alike(area, other) for other in kept):
            continue
        held = [line for line in lines if area.holds(line.box, _SLACK)]
        if _is_box(area, held):
            kept.append(area)
        elif _is_blank(area, held):
            blanks.append(area)
        elif held:
            bands.append(area)
    return Walls(
        across=tuple(across),
        down=tuple(down),
        frames=tuple(kept),
        bands=tuple(bands),
        blanks=tuple(blanks),
        tags=tuple(tags),
    )


def _closed(across: Sequence[Rect], down: Sequence[Rect]) -> tuple[list[Rect], set[int]]:
    """Return frames that are drawn as four rules, and which rules these are."""
    found: list[Rect] = []
    sides: set[int] = set()
    posts = sorted(down, key=lambda rule: rule.left)[:_MOST]
    beams = sorted(across, key=lambda rule: rule.top)[:_MOST]
    tops = {id(post): [beam for beam in beams if _meets(beam, post, post.top)] for post in posts}
    feet = {id(post): [beam for beam in beams if _meets(beam, post, post.bottom)] for post in posts}
    for n, left in enumerate(posts):
        for right in posts[n + 1 :]:
            over = [beam for beam in tops[id(left)] if any(beam is one for one in tops[id(right)])]
            under = [beam for beam in feet[id(left)] if any(beam is one for one in feet[id(right)])]
            closed = over and under and over[0] is not under[0] and _spans(over[0], left, right)
            if closed and not _is_grid(over[0], under[0], beams, posts):
                top, foot = min(over[0].top, left.top), max(under[0].bottom, left.bottom)
                found.append(Rect(left.left, top, right.right - left.left, foot - top))
                sides |= {id(left), id(right), id(over[0]), id(under[0])}
    return found, sides


def _is_grid(over: Rect, under: Rect, beams: Sequence[Rect], posts: Sequence[Rect]) -> bool:
    """Tell whether rules across and down part what they close into the cells of a table."""
    across = any(
        over.bottom + _CORNER < beam.top < under.top - _CORNER
        and abs(beam.left - over.left) <= _CORNER
        and abs(beam.right - over.right) <= _CORNER
        for beam in beams
    )
    return across and any(
        over.left + _LONG < post.left < over.right - _LONG
        and abs(post.top - over.top) <= _CORNER
        and abs(post.bottom - under.bottom) <= _CORNER
        for post in posts
    )


def _meets(beam: Rect, post: Rect, end: float) -> bool:
    """Tell whether a rule across ends, or begins, where an upright one does."""
    level = abs(beam.middle - end) <= _CORNER
    return level and min(abs(beam.left - post.left), abs(beam.right - post.right)) <= _CORNER


def _spans(beam: Rect, left: Rect, right: Rect) -> bool:
    return abs(beam.left - left.left) <= _CORNER and abs(beam.right - right.right) <= _CORNER


def _labels(shapes: Sequence[Rect], lines: Sequence[PrintedLine]) -> dict[int, list[Rect]]:
    """Return low areas, and by their left edges which of them hold a line."""
    low = [s for s in shapes if _THIN < s.height < _LABEL and s.width >= _LONG][:_PLACES]
    found: dict[int, list[Rect]] = {}
    for area in low:
        if any(area.holds(line.box, _SLACK) for line in lines):
            found.setdefault(round(area.left), []).append(area)
    return found


def _tag_on(rule: Rect, labels: Mapping[int, Sequence[Rect]]) -> Rect | None:
    """Return the column tag from whose foot a rule runs on: both belong to what is under."""
    left = round(rule.left)
    for tag in (tag for place in (left - 1, left, left + 1) for tag in labels.get(place, ())):
        if (
            tag.width < _SHORT * rule.width
            and abs(tag.left - rule.left) < 1
            and rule.top - 1 <= tag.bottom <= rule.bottom + 1
        ):
            return tag
    return None


def _key(area: Rect) -> tuple[int, int, int, int]:
    return (round(area.left), round(area.top), round(area.right), round(area.bottom))


def _alike(one: Rect, two: Rect) -> bool:
    sides = (
        (one.left, two.left),
        (one.top, two.top),
        (one.right, two.right),
        (one.bottom, two.bottom),
    )
    return all(abs(a - b) <= _ALIKE for a, b in sides)


def _is_box(area: Rect, held: Sequence[PrintedLine]) -> bool:
    """Tell whether an area holds lines below each other, and is no tag behind a few words."""
    if not held:
        return False
    most = max(line.style.size for line in held)
    rows = {round(line.level / most) for line in held}
    return area.height >= _TAG * most and len(rows) > 1


def _is_blank(area: Rect, held: Sequence[PrintedLine]) -> bool:
    """Tell whether an area shows a drawing, or keeps a picture's place with a word in it."""
    if min(area.width, area.height) < _PICTURE:
        return False
    return not held or (len(held) == 1 and area.height > _DEEP * held[0].style.size)


def holder(box: Rect, frames: Sequence[Rect]) -> int:
    """Return the number of the smallest frame that holds a box, -1 for the page."""
    for n in range(len(frames) - 1, -1, -1):
        if frames[n].holds(box, _SLACK):
            return n
    return -1
