"""Lines to columns of running text, and what is left: lines for show.

Takes the lines of one box in one direction, and its walls; returns columns, which are lines of
text below each other at one measure with the crossheads between them, and the further lines
(heads, captions, advertisers' words).  White, measure and size tell; no word is read.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from broadsheet.geometry import Rect
from broadsheet.models import field, frozen, record
from broadsheet.parse.pdf.frames import Walls
from broadsheet.parse.pdf.values import PrintedLine
from broadsheet.parse.text.characters import ends_sentence, is_han

_SIZES = 0.08  # relative change of size within a column
_PITCH = 2.3  # sizes from one baseline to the next
_INDENT = 2.6  # ems
_FULL = 0.8  # of the measure: a full line
_BODY = 1.32  # times the body's size: larger is no text
_CROSS = 1.45  # times the body's size: a crosshead at the most
_PART = 7.0  # pitches that a column goes on over, with a picture or crossheads in it
_EMPTY = 2.6  # sizes of white that a column goes on over
_AROUND = 3.4  # the same over and under what stands in it
_TITLE = 1.25  # times the body's size: larger than most crossheads
_CROSSHEADS = 3  # lines between two stretches of a column
_EDGE = 0.6  # ems by which the ends of justified lines differ
_MANY = 8  # lines of another size than the text's from which they are text though ragged
_DECK = 1.12  # times the text's size: a few lines so large are a head's
_LONG = 6  # lines of running text in such a size
_TWO_WIDE = 9.0  # ems: two lines of less are text when they end a sentence
_VERSE = 4  # lines
_FLUSH = 0.5  # pt by which the starts of lines of verse differ
_LONGER = 6.0  # ems by which one is longer than those before it
_RAGGED = 1.8  # ems that a short line lacks at the least
_SHORT = 0.5  # of the lines of verse are short
_ENDED = 0.75  # of its lines, or so many end with a mark
_LED = 0.4  # of the lines of a list of contents that have dots
_LEADERS = re.compile(r"(?:[…‥⋯]{2,}|[․·.]{4,})\s*[A-Z]?\d{1,3}\s*[版页頁]?$")
_PAGE = re.compile(r"\D\s?0?(\d{1,2})\s?(?:版|页|頁)?$")
_LEAST = 3  # lines of a column
_NARROW = 4.0  # ems of the narrowest column


@record()
class TextColumn:
    """Lines of text below each other."""

    lines: list[PrintedLine]
    box: Rect

    @property
    def size(self) -> float:
        """The size of most of its letters, pt."""
        return common_size(self.lines)

    @property
    def edge(self) -> float:
        """Where most of its lines begin, pt; marks may stand out of it."""
        lefts = Counter(round(line.box.left * 2) / 2 for line in self.lines)
        return max(lefts, key=lambda left: (lefts[left], -left))


@frozen(kw_only=True)
class CutLines:
    """The lines of a box, told apart."""

    columns: tuple[TextColumn, ...]
    shown: tuple[PrintedLine, ...]  # no running text


@frozen()
class _Around:
    """What stands around columns."""

    walls: Walls
    shown: Sequence[Rect]

    def depth(self, gap: Rect) -> float:
        """Return how much of a gap in a column pictures and frames take, pt."""
        return max(
            (
                min(gap.bottom, one.bottom) - max(gap.top, one.top)
                for one in self.shown
                if gap.overlaps(one)
            ),
            default=0.0,
        )


@record()
class _Stack:
    lines: list[PrintedLine] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0

    def add(self, line: PrintedLine) -> None:
        box = line.box
        self.left = min(self.left, box.left) if self.lines else box.left
        self.right = max(self.right, box.right) if self.lines else box.right
        self.lines.append(line)

    @property
    def last(self) -> PrintedLine:
        return self.lines[-1]


def common_size(lines: Iterable[PrintedLine]) -> float:
    """Return the size of most letters, pt; 0 of none."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.style.size * 4) / 4] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], -size), default=0.0)


def around(lines: Sequence[PrintedLine]) -> Rect:
    """Return the box around lines."""
    left, top = min(n.box.left for n in lines), min(n.box.top for n in lines)
    right, bottom = max(n.box.right for n in lines), max(n.box.bottom for n in lines)
    return Rect(left, top, right - left, bottom - top)


def cut_columns(
    lines: Sequence[PrintedLine], walls: Walls, body: float, shown: Sequence[Rect] = ()
) -> CutLines:
    """Tell running text from what is shown; ``body`` is the size of the page's text, pt.

    ``shown`` are pictures and frames, over which a column goes on.
    """
    stacks = _stacks(lines, walls)
    text = [s for s in stacks if _is_text(s, body)]
    text += [s for s in stacks if s not in text and _is_scrap(s, body, text, walls)]
    inside = {id(line) for stack in text for line in stack.lines}
    rest = [line for line in lines if id(line) not in inside]
    columns = _columns(text, rest, _Around(walls, shown), body)
    _crown(columns, rest, body)
    taken = {id(line) for column in columns for line in column.lines}
    return CutLines(columns=tuple(columns), shown=tuple(n for n in lines if id(n) not in taken))


def _stacks(lines: Sequence[PrintedLine], walls: Walls) -> list[_Stack]:
    """Put lines of one size that stand below each other together."""
    done: list[_Stack] = []
    alive: list[_Stack] = []
    for line in sorted(lines, key=lambda line: (line.box.top, line.box.left)):
        fallen = [s for s in alive if line.level - s.last.level > _PITCH * s.last.style.size]
        if fallen:
            done += fallen
            alive = [s for s in alive if s not in fallen]
        fits = [s for s in alive if _fits(s, line, walls)]
        best = min(fits, key=lambda s: line.level - s.last.level, default=None)
        if best is None:
            best = _Stack()
            alive.append(best)
        best.add(line)
    return done + alive


def _fits(stack: _Stack, line: PrintedLine, walls: Walls) -> bool:
    last, size = stack.last, line.style.size
    if abs(last.style.size - size) > _SIZES * size or line.level - last.level < 0.5 * size:
        return False
    if line.box.left < stack.left - _INDENT * size or line.box.left > stack.right:
        return False
    shared = min(stack.right, line.box.right) - max(stack.left, line.box.left)
    if shared < 0.6 * line.box.width:
        return False
    if line.box.right > stack.right + 1.5 * size and len(stack.lines) > 1:
        # lines of verse are as long as they like
        alike = line.style == last.style and abs(line.box.left - last.box.left) < _FLUSH
        if not alike or line.box.right > stack.right + _LONGER * size:
            return False
    return not walls.between(last.box, line.box)


def _is_text(stack: _Stack, body: float) -> bool:
    """Tell whether lines are running text: several, most of them as wide as the widest."""
    size = stack.last.style.size
    measure = stack.right - stack.left
    if size > _BODY * body or measure < _NARROW * size or _is_list(stack):
        return False
    if abs(size - body) <= _SIZES * body and is_ragged([stack.lines]):
        return True
    full = sum(line.box.right >= stack.left + _FULL * measure for line in stack.lines)
    if len(stack.lines) >= _LEAST:
        if abs(size - body) <= _SIZES * body:
            return full >= 0.4 * len(stack.lines)
        large = size > _DECK * body and len(stack.lines) < _LONG
        many = len(stack.lines) >= _MANY and full >= 0.7 * len(stack.lines)
        return not large and (_is_even(stack) or many)
    if measure < _TWO_WIDE * size and not ends_sentence(stack.last.text):
        return False
    first = stack.lines[0].box.width >= _FULL * measure
    return len(stack.lines) > 1 and first and abs(size - body) <= _SIZES * body and full > 0


def leads_on(line: PrintedLine) -> bool:
    """Tell whether dots lead to the number at a line's end, as in a list of contents."""
    return _LEADERS.search(line.text) is not None


def _is_list(stack: _Stack) -> bool:
    """Tell whether lines are a list of contents, or begin at no edge."""
    led = sum(map(leads_on, stack.lines)) >= _LED * len(stack.lines)
    return led or not _is_flush(stack) or _is_centred(stack) or _is_contents(stack)


def _is_centred(stack: _Stack) -> bool:
    """Tell whether lines of several lengths have one middle."""
    size = stack.last.style.size
    middles = [line.box.centre for line in stack.lines]
    widths = [line.box.width for line in stack.lines]
    one_middle = max(middles) - min(middles) <= 0.3 * size
    return one_middle and max(widths) - min(widths) > size


def _is_contents(stack: _Stack) -> bool:
    """Tell whether lines end with the numbers of pages, as those of a list of contents do."""
    ends = [_PAGE.search(line.text) for line in stack.lines]
    pages = [int(end[1]) for end in ends if end]
    return len(pages) >= _LEAST and len(pages) >= 0.7 * len(ends) and pages == sorted(pages)


def is_ragged(columns: Sequence[Sequence[PrintedLine]]) -> bool:
    """Tell whether lines of ideographs begin at one edge and end where they like, as verse.

    Its lines end with a mark or lack some of the measure; running text has full ones.
    """
    lines = [line for column in columns for line in column]
    if len(lines) < _VERSE or not all(any(map(is_han, line.text)) for line in lines):
        return False
    size, level, reach = common_size(lines), 0, list[float]()
    for column in columns:
        left = min((line.box.left for line in column), default=0.0)
        level += sum(line.box.left <= left + _EDGE * size for line in column)
        reach += [line.box.right - left for line in column]
    # the last line of a paragraph is short too
    short = sum(one < max(reach) - _RAGGED * size for one in reach[:-1]) / (len(lines) - 1)
    ends = sum(ends_sentence(line.text) or line.text[-1] in "，；、" for line in lines) / len(lines)
    return level >= len(lines) - 1 and (short >= _SHORT or (ends >= _ENDED and short > 0.2))


def _is_flush(stack: _Stack) -> bool:
    """Tell whether lines begin at one edge, or at it and an indent."""
    step = _EDGE * stack.last.style.size
    lefts = Counter(round((line.box.left - stack.left) / step) for line in stack.lines)
    most = sum(count for _, count in lefts.most_common(2))
    return most >= 0.7 * len(stack.lines)


def _is_even(stack: _Stack) -> bool:
    """Tell whether most lines but the last end at one place, as justified ones do."""
    size = stack.last.style.size
    ends = [line.box.right >= stack.right - _EDGE * size for line in stack.lines[:-1]]
    return sum(ends) >= 0.5 * len(ends) and len(ends) > 1


def _is_scrap(stack: _Stack, body: float, text: Sequence[_Stack], walls: Walls) -> bool:
    """Tell whether a line or two of the text's size go on with a column, or open one."""
    size = stack.last.style.size
    if abs(size - body) > _SIZES * body:
        return False
    first, last = stack.lines[0].box, stack.last.box
    for other in text:
        if not (
            other.left - 0.5 * size <= stack.left <= other.left + _INDENT * size
            and stack.right <= other.right + 0.8 * size
        ):
            continue
        above = first.top - other.last.box.bottom
        below = other.lines[0].box.top - last.bottom
        if -1 <= above <= _PART * size and not walls.between(other.last.box, first):
            return True
        if -1 <= below <= _AROUND * size and not walls.between(last, other.lines[0].box):
            return True
    return False


def _columns(
    text: Sequence[_Stack], rest: Sequence[PrintedLine], around_it: "_Around", body: float
) -> list[TextColumn]:
    """Put stretches of text at one measure together, with the short lines between them."""
    made: list[TextColumn] = []
    free = sorted(rest, key=lambda line: line.box.top)
    for stack in sorted(text, key=lambda s: (s.lines[0].box.top, s.left)):
        box = around(stack.lines)
        best = None
        for column in reversed(made):
            if _same_measure(column.box, box, body) and column.box.bottom <= box.top + 2:
                best = column
                break
        between = _between(best, stack, free, around_it, body) if best else None
        if best is None or between is None:
            made.append(TextColumn(lines=list(stack.lines), box=box))
            continue
        free = [line for line in free if not any(line is other for other in between)]
        best.lines += [*between, *stack.lines]
        best.box = around(best.lines)
    return made


def _same_measure(one: Rect, two: Rect, size: float) -> bool:
    """Tell whether two stretches stand in one column; the second may be short or indented."""
    starts = one.left - 0.7 * size <= two.left <= one.left + _INDENT * size
    starts = starts or two.left - 0.7 * size <= one.left <= two.left + _INDENT * size
    narrower, wider = sorted((one, two), key=lambda box: box.width)
    return starts and narrower.right <= wider.right + 0.8 * size


def _between(
    column: TextColumn,
    stack: _Stack,
    free: Sequence[PrintedLine],
    around_it: "_Around",
    body: float,
) -> list[PrintedLine] | None:
    """Return the short lines between a column and its next stretch; None: it is another's."""
    last, first = column.lines[-1], stack.lines[0]
    gap = first.box.top - last.box.bottom
    size = first.style.size
    if gap > _PART * 1.4 * size or around_it.walls.between(last.box, first.box):
        return None
    left, right = min(column.box.left, stack.left), max(column.box.right, stack.right)
    inside: list[PrintedLine] = []
    for line in free:
        box = line.box
        if box.bottom <= last.box.bottom or box.top >= first.box.top:
            continue
        if box.right < left or box.left > right:
            continue
        own = left - size <= box.left and box.right <= right + size
        if not own or line.style.size > _CROSS * body:
            return None
        inside.append(line)
    # large and far below the text it is the head of what comes
    heads = inside and inside[0].style.size > _TITLE * body
    if len(inside) > _CROSSHEADS or (heads and inside[0].box.top - last.box.bottom > _EMPTY * size):
        return None
    reach = Rect(left, last.box.bottom, right - left, max(0.0, gap))
    shown = around_it.depth(reach)
    held = sum(line.box.height for line in inside) + shown
    whites = len(inside) + (shown > 0) + 1
    most = _EMPTY if whites == 1 else _AROUND * whites
    return inside if gap - held <= most * size else None


def _crown(columns: Sequence[TextColumn], rest: Sequence[PrintedLine], body: float) -> None:
    """Put crossheads on top of their columns: a column before them begins where they stand.

    What stands over the first of several columns is a head, and so are lines in two styles.
    """
    for column in columns:
        over = _right_over(column.box, rest, body)
        if not over or len({(n.style.face, n.style.size) for n in over}) > 1 or _opens_anew(column):
            continue
        if any(_level(other.box, over[0], column.box, rest) for other in columns):
            column.lines[:0] = over
            column.box = around(column.lines)


def _opens_anew(column: TextColumn) -> bool:
    """Tell whether a column begins in another face than its text has: with who wrote it."""
    faces = Counter(line.style.face for line in column.lines)
    return column.lines[0].opens != faces.most_common(1)[0][0]


def _right_over(own: Rect, rest: Sequence[PrintedLine], body: float) -> list[PrintedLine]:
    """Return the lines no wider than a column that stand close over it, from above."""
    found: list[PrintedLine] = []
    top = own.top
    for line in sorted(rest, key=lambda line: -line.box.top):
        size, box = line.style.size, line.box
        inside = own.left - size <= box.left and box.right <= own.right + size
        if inside and size <= _CROSS * body and 0 <= top - box.bottom <= 2.5 * size:
            found.insert(0, line)
            top = box.top
    headed = any(
        line.style.size > _CROSS * body
        and own.left - line.style.size <= line.box.left < own.right
        and 0 <= top - line.box.bottom <= line.style.size
        for line in rest
    )
    return [] if headed else found


def _level(other: Rect, line: PrintedLine, own: Rect, rest: Sequence[PrintedLine]) -> bool:
    """Tell whether the column before a line's own begins at its height, with no head of its own."""
    before = other.right <= own.left and own.left - other.right <= 0.5 * own.width
    if not before or abs(other.top - line.box.top) > line.style.size:
        return False
    size = line.style.size
    return not any(
        other.left - size <= head.box.left
        and head.box.right <= other.right + size
        and 0 <= other.top - head.box.bottom <= 2.5 * size
        for head in rest
    )
