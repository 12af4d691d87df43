"""Which head owns which columns.

Takes the columns and the lines for show of one box, its walls and the upright heads beside
them; returns stories, each with its columns in reading order, and the clusters that own none.
A head reaches to both sides until something stands at its height; a column belongs to what is
right above it, or, below a rule, to what stands beside it.
"""

from collections.abc import Iterable, Sequence
from itertools import islice

from broadsheet.geometry import Rect
from broadsheet.models import field, record
from broadsheet.parse.pdf.apart import BoxSpace, breaks_off, contents, folio_strip, in_sentences
from broadsheet.parse.pdf.columns import TextColumn
from broadsheet.parse.pdf.values import PrintedLine, ShownLines

_KICKER = 1.6  # sizes of white between a head and its kicker, by the kicker's
_CLOSE = 0.9  # the same by the head's
_ALONE = 2.2  # the same by the head's, where nothing else is near
_FAR = 6.0  # sizes of a head's line from which nothing belongs to it
_NEAREST = 64  # lines for show above a column among which its head is looked for
_RULED = 4.5  # sizes of white below a head that a rule parts from its columns
_WHITE = 2.6  # sizes of white below which a column is rather that of a head beside it
_OVER = 1.2  # times its letters: white over a head that is its own
_HEADS = 1.2  # times the text's size: a head at the least
_LEVEL = 0.3  # sizes by which the tops of columns under one head differ
_ALIGNED = 2.0  # sizes between the tops of a story's columns
_GUTTER = 4.0  # ems between two columns of a story
_UNDER = 0.6  # sizes that a column may begin above the foot of its head
_PART = 12.0  # sizes of white below which a column still belongs to what stands above it


@record()
class Owned:
    """A head with its columns, or columns that have none."""

    head: list[ShownLines] = field(default_factory=list)
    columns: list[TextColumn] = field(default_factory=list)

    @property
    def box(self) -> Rect:
        """The box around all of it."""
        boxes = [c.box for c in self.head] + [c.box for c in self.columns]
        return union(boxes)

    def ordered(self) -> list[TextColumn]:
        """Return the columns from the left, each from above."""
        size = max((c.size for c in self.columns), default=1.0)
        edges: list[float] = []
        for column in sorted(self.columns, key=lambda c: c.box.left):
            if not edges or column.box.left > edges[-1] + 3 * size:
                edges.append(column.box.left)
        rank = {id(c): sum(edge <= c.box.left for edge in edges) for c in self.columns}
        return sorted(self.columns, key=lambda c: (rank[id(c)], c.box.top))


def union(boxes: Iterable[Rect]) -> Rect:
    """Return the box around boxes, of which there is one at the least."""
    held = list(boxes)
    left, top = min(b.left for b in held), min(b.top for b in held)
    right, bottom = max(b.right for b in held), max(b.bottom for b in held)
    return Rect(left, top, right - left, bottom - top)


def own(
    columns: Sequence[TextColumn],
    shown: Sequence[ShownLines],
    uprights: Sequence[ShownLines],
    space: BoxSpace,
) -> tuple[list[Owned], list[ShownLines]]:
    """Return the stories, and the clusters that own no column."""
    finder = _Finder(columns, shown, uprights, space)
    for column in sorted(columns, key=lambda c: (c.box.top, c.box.left)):
        finder.place(column)
    finder.settle()
    finder.reflow()
    heads = {id(cluster) for story in finder.stories for cluster in story.head}
    loose = [c for c in [*shown, *uprights] if id(c) not in heads]
    left = finder.gathered(loose)
    return finder.stories, left


def _is_narrow(story: Owned) -> bool:
    """Tell whether a story's head is no wider than its first column."""
    width = story.ordered()[0].box.width
    return all(cluster.box.width <= 1.1 * width for cluster in story.head)


class _Finder:
    """Columns find their heads, from above to below."""

    def __init__(
        self,
        columns: Sequence[TextColumn],
        shown: Sequence[ShownLines],
        uprights: Sequence[ShownLines],
        space: BoxSpace,
    ) -> None:
        self.columns, self.shown, self.uprights, self.space = columns, shown, uprights, space
        self.stories: list[Owned] = []
        self.of_column: dict[int, Owned] = {}
        self.of_head: dict[int, Owned] = {}
        blocks = [c.box for c in columns] + [c.box for c in [*shown, *uprights]]
        self.blocks = [*blocks, *space.walls.down, *space.walls.bands, *space.pictures]
        self.strip = folio_strip(shown, columns, space) | contents(shown)
        shown = [c for c in shown if id(c) not in self.strip]
        self.reaches: dict[int, tuple[float, float]] = {}
        self.by_foot = sorted(shown, key=lambda c: -c.box.bottom)

    def place(self, column: TextColumn) -> None:
        """Give a column to its story."""
        story = (
            self._above(column, _WHITE)
            or self._level(column)
            or self._beside(column)
            or self._above(column, _PART)
            or self._below_rule(column)
        )
        if story is None:
            story = Owned()
            self.stories.append(story)
        story.columns.append(column)
        self.of_column[id(column)] = story

    def settle(self) -> None:
        """Give columns that came before their neighbours were placed to these."""
        for story in [one for one in self.stories if not one.head]:
            first = min(story.columns, key=lambda c: (c.box.left, c.box.top))
            other = self._beside(first)
            if other is not None and other is not story:
                other.columns += story.columns
                self.of_column |= {id(column): other for column in story.columns}
                self.stories.remove(story)
        for story in [one for one in self.stories if in_sentences(one.head)]:
            whole = next(
                (s for s in self.stories if s is not story and self._heads(s, story)), None
            )
            if whole:
                whole.head += story.head
                whole.columns += story.columns
                self.of_column |= {id(column): whole for column in story.columns}
                self.stories.remove(story)

    def _heads(self, upper: Owned, lower: Owned) -> bool:
        """Tell whether a head stands right over what another begins with: a standfirst."""
        if not upper.head:
            return False
        over, under = union(c.box for c in upper.head), union(c.box for c in lower.head)
        large = max(n.style.size for c in upper.head for n in c.lines)
        small = max(n.style.size for c in lower.head for n in c.lines)
        close = 0 <= under.top - over.bottom <= large
        within = over.shared_width(under) > 0.8 * min(over.width, under.width)
        return (
            close and within and 1.5 * small <= large and not self.space.walls.between(over, under)
        )

    def reflow(self) -> None:
        """Give a column to the story at the foot of the column before it, where that breaks off.

        Short items that run through the columns of one box go on at the next column's top, beside
        an item that has ended.
        """
        for column in sorted(self.columns, key=lambda c: (c.box.left, c.box.top)):
            story = self.of_column[id(column)]
            order = story.ordered()
            n = next(n for n, other in enumerate(order) if other is column)
            foot = self._foot_before(column) if n and not breaks_off(order[n - 1]) else None
            other = self.of_column[id(foot)] if foot else story
            narrow = _is_narrow(story) and _is_narrow(other)
            if other is not story and narrow and other.ordered()[-1] is foot and breaks_off(foot):
                story.columns.remove(column)
                other.columns.append(column)
                self.of_column[id(column)] = other

    def _foot_before(self, column: TextColumn) -> TextColumn | None:
        """Return the lowest column to the left of one, as wide as it and a gutter away."""
        box, size = column.box, column.size
        beside = [
            other
            for other in self.columns
            if 0 < box.left - other.box.right + size <= _GUTTER * size
            and abs(other.box.width - box.width) <= 2 * size
            and other.box.bottom > box.top
        ]
        return max(beside, key=lambda c: c.box.top, default=None)

    def gathered(self, loose: Sequence[ShownLines]) -> list[ShownLines]:
        """Give clusters right above or beside a head to it; return the others."""
        left: list[ShownLines] = []
        for cluster in sorted(loose, key=lambda c: -c.box.top):
            if id(cluster) in self.strip:
                left.append(cluster)
                continue
            story = next((s for s in self.stories if self._joins(cluster, s)), None)
            if story:
                story.head.append(cluster)
            else:
                left.append(cluster)
        return left

    def _joins(self, cluster: ShownLines, story: Owned) -> bool:
        return any(self._is_part(cluster, line, story) for c in story.head for line in c.lines)

    def _is_part(self, cluster: ShownLines, line: PrintedLine, story: Owned) -> bool:
        """Tell whether a cluster stands close to a line of a head, as a tag or kicker does."""
        walls, size = self.space.walls, line.style.size
        if line.box.top - cluster.box.bottom > _FAR * size:
            return False
        largest = max(n.style.size for n in cluster.lines)
        if largest >= self.space.plate or any(walls.banded(n.box) for n in cluster.lines):
            return False
        box = line.box if not line.upright or cluster.lines[0].upright else story.head[0].box
        down = box.top - cluster.box.bottom
        across = max(box.left - cluster.box.right, cluster.box.left - box.right, 0.0)
        if not (-0.3 * largest <= down and across <= largest):
            return False
        if not walls.between(cluster.box, box):
            if down <= max(_KICKER * largest, _CLOSE * size):
                return True
            kicks = largest >= self.space.body and down <= _ALONE * size
            return kicks and self._nothing_between(cluster.box, box, story)
        # a rule may part a tag from its headline, when it is the story's own
        wide = any(
            rule.width > 1.2 * story.box.width and cluster.box.bottom <= rule.middle <= box.top
            for rule in walls.across
        )
        own = not wide and not self._of_plate(cluster.box, down)
        return own and down <= max(_KICKER * largest, 1.2 * size)

    def _of_plate(self, box: Rect, down: float) -> bool:
        """Tell whether a line over a rule stands nearer to the paper's name above it."""
        return any(
            plate.box.bottom <= box.top + 0.5 * box.height
            and box.top - plate.box.bottom < down
            and plate.box.shared_width(box) > 0.5 * min(plate.box.width, box.width)
            for plate in self.shown
            if max(n.style.size for n in plate.lines) >= self.space.plate
        )

    def _nothing_between(self, upper: Rect, lower: Rect, story: Owned) -> bool:
        """Tell whether one thing stands over another with nothing but white between them."""
        if upper.left < lower.left - 0.5 * upper.width or upper.right > lower.right + 4:
            return False
        gap = Rect(upper.left, upper.bottom + 1, upper.width, lower.top - upper.bottom - 2)
        own = [cluster.box for cluster in story.head]
        return not any(
            gap.overlaps(other) and not other.overlaps(upper)
            for other in self.blocks
            if other not in own
        )

    def _covers(self, head: ShownLines, column: TextColumn) -> bool:
        """Tell whether a column lies within the reach of a head."""
        if id(head) not in self.reaches:
            self.reaches[id(head)] = self._reach(head.box)
        left, right = self.reaches[id(head)]
        box, size = column.box, column.size
        return left - size <= box.left and box.right <= right + size

    def _reach(self, box: Rect) -> tuple[float, float]:
        """Return how far a head's band is free of anything to its left and right."""
        top, bottom = box.top + 0.2 * box.height, box.bottom - 0.1 * box.height
        left, right = self.space.box.left, self.space.box.right
        for other in self.blocks:
            if other.top >= bottom or other.bottom <= top:
                continue
            if other.left >= box.right - 1:
                right = min(right, other.left)
            elif other.right <= box.left + 1:
                left = max(left, other.right)
        return min(left, box.left), max(right, box.right)

    def _above(self, column: TextColumn, white: float) -> Owned | None:
        """Return the story of the head over a column, or of a column within ``white`` ems."""
        box, size = column.box, column.size
        above = (c for c in self.by_foot if c.box.bottom <= box.top + _UNDER * size)
        near = [c for c in islice(above, _NEAREST) if self._covers(c, column)]
        best: ShownLines | TextColumn | None = self._nearest(near, column)
        lowest = best.box.bottom if best else -1.0
        for other in self.columns:
            shared = box.shared_width(other.box)
            over = other.box.bottom <= box.top + 1 and id(other) in self.of_column
            if over and shared > 0.3 * box.width and other.box.bottom > lowest:
                best, lowest = other, other.box.bottom
        if best is None or self._parted(best.box, box):
            return None
        if isinstance(best, TextColumn):
            close = self._white(best.box, box) <= white * size
            return self.of_column[id(best)] if close else None
        return self._of_head(best)

    def _nearest(self, near: Sequence[ShownLines], column: TextColumn) -> ShownLines | None:
        """Return the head that owns a column, of those that reach over it, the lowest first.

        Where none of two heads side by side stands over the column, it is the story's whose
        other columns begin where it does; else the one's to the left.
        """
        if not near or near[0].box.shared_width(column.box) > 0:
            return near[0] if near else None
        first = near[0]
        beside = [
            c for c in near if min(c.box.bottom, first.box.bottom) > max(c.box.top, first.box.top)
        ]
        slack = _LEVEL * column.size
        level = [
            c
            for c in beside
            if any(
                abs(other.box.top - column.box.top) <= slack
                for other in self.columns
                if c.box.shared_width(other.box) > 0.3 * other.box.width
            )
        ]
        if len(level) == 1:
            return level[0]
        return min(beside, key=lambda c: c.box.left)

    def _white(self, upper: Rect, lower: Rect) -> float:
        """Return the white between two boxes, less what pictures take of it, pt."""
        gap = Rect(lower.left, upper.bottom, lower.width, max(0.0, lower.top - upper.bottom))
        shown = [
            min(gap.bottom, one.bottom) - max(gap.top, one.top)
            for one in self.space.pictures
            if gap.overlaps(one)
        ]
        return lower.top - upper.bottom - max(shown, default=0.0)

    def _level(self, column: TextColumn) -> Owned | None:
        """Return the story of a head right beside a column's top, with nothing between them."""
        box, size = column.box, column.size
        # of two heads the one before the column
        for head in sorted(self.by_foot, key=lambda c: c.box.left > box.left):
            at = head.box
            apart = max(box.left - at.right, at.left - box.right)
            largest = max(n.style.size for n in head.lines)
            # a head stands in the middle of its rows, what kicks it over it
            kicks = [
                c.box.top
                for c in self.shown
                if c.box.shared_width(at) > 0.5 * c.box.width
                and 0 <= at.top - c.box.bottom <= largest
            ]
            level = min([at.top, *kicks]) - _OVER * largest <= box.top <= at.bottom
            if not (level and 0 <= apart <= 2 * box.width + 3 * size):
                continue
            if largest <= _HEADS * self.space.body:
                continue
            self._covers(head, column)
            left, right = self.reaches[id(head)]
            next_to = abs(right - box.left) <= 1 or abs(left - box.right) <= 1
            if next_to and not self.space.walls.beside(at, box):
                return self._of_head(head)
        return None

    def _below_rule(self, column: TextColumn) -> Owned | None:
        """Return the story of a head that a rule parts from its columns, as it owns no other."""
        box, size = column.box, column.size
        for cluster in self.by_foot:
            gap = box.top - cluster.box.bottom
            largest = max(n.style.size for n in cluster.lines)
            close = -1 <= gap <= _RULED * size and largest > 1.2 * size
            if close and self._covers(cluster, column):
                return self._of_head(cluster)
        return None

    def _parted(self, upper: Rect, lower: Rect) -> bool:
        reach = Rect(lower.left, upper.top, lower.width, upper.height)
        return self.space.walls.between(reach, lower)

    def _of_head(self, head: ShownLines) -> Owned:
        if id(head) not in self.of_head:
            story = Owned(head=[head])
            self.stories.append(story)
            self.of_head[id(head)] = story
        return self.of_head[id(head)]

    def _beside(self, column: TextColumn) -> Owned | None:
        """Return the story of what stands right before a column, at the same height."""
        box, size = column.box, column.size
        best: Owned | None = None
        nearest = -1.0
        for other in self.columns:
            if id(other) not in self.of_column or other.box.right > box.left + size:
                continue
            aligned = abs(other.box.top - box.top) <= _ALIGNED * size
            # beside its story's head a column may begin higher: then they end together
            ends = abs(other.box.bottom - box.bottom) <= _ALIGNED * size
            aligned = aligned or (ends and box.top < other.box.top)
            near = box.left - other.box.right <= _GUTTER * size
            if aligned and near and other.box.right > nearest:
                best, nearest = self.of_column[id(other)], other.box.right
        for head in self.uprights:
            other_box = head.box
            shared = min(box.bottom, other_box.bottom) - max(box.top, other_box.top)
            near = 0 <= box.left - other_box.right + size <= 3 * _GUTTER * size
            level = shared > 0.3 * min(box.height, other_box.height)
            if level and near and other_box.right > nearest:
                best, nearest = self._of_head(head), other_box.right
        return best
