"""Lines to blocks.

Takes clean lines; returns blocks: what one line of a well-made extraction holds, a whole
paragraph or one line of a head, a masthead or an advertisement.  Hard-wrapped lines are
put together again where the page shows a measure.  Knows nothing of what a block means.
"""

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import Literal

from broadsheet.edition import Cut
from broadsheet.geometry import Rect
from broadsheet.models import field, frozen, record, replace
from broadsheet.parse.text.broken_lines import (
    BrokenLines,
    credited,
    goes_on_by_rule,
    never_opens,
    setting_of,
    width,
)
from broadsheet.parse.text.clean import SourceLine
from broadsheet.parse.text.continuation import glue
from broadsheet.parse.text.english import english_byline, is_capitals, is_title
from broadsheet.parse.text.line_joints import (
    NO_JOINTS,
    LineEnd,
    is_caption,
    joint_features,
    speaks_for,
)
from broadsheet.parse.text.pairs import Pairs
from broadsheet.parse.text.pieces import between_pieces, is_piece

_FEW = 12  # lines of a page too short to tell its habits
_TRUST = 0.8  # nats that rules by hand are worth


Part = Literal[
    "text", "head", "crosshead", "caption", "shown", "boxed", "running", "note", "pull", "row",
    "foot",
]  # fmt: skip


@frozen(kw_only=True)
class Printed:
    """Where and how a page sets a block, and what part of the page that makes it.

    A ``text`` is set in columns; a ``head`` stands over such; ``shown`` lines own no column,
    ``boxed`` ones stand in a frame that holds none; a ``running`` line is on several pages.
    A ``note`` or ``pull`` stands between two rules of a column; a ``row`` is a table's, a ``foot``
    a footnote.
    """

    part: Part
    page: int  # from 1
    box: Rect  # pt
    size: float  # pt
    scale: float  # its size by that of the page's text
    bold: bool = False
    face: str = ""
    upright: bool = False
    item: int = 0  # blocks of one story or frame share a number
    lead: str = ""  # what opens it in another face
    marked: bool = False  # its frame is marked as an advertisement
    boxed: bool = False  # it stands in a frame
    ragged: bool = False  # a line of its own, as verse has them
    tagged: bool = False  # it stands in a tag, an area of its own
    goes_on: bool | None = None  # from the text before it; None: the page doesn't tell


@frozen(kw_only=True)
class TextBlock:
    """A paragraph, or one line of something else."""

    text: str
    first: int  # lines of the source
    last: int
    gap: int  # blank lines before it
    group: int  # blocks without a blank line between them share a number
    indent: int = 0  # half ems
    fresh: bool = False  # first after a form feed
    reach: int = 0  # half ems from the column's edge to the end of its last line
    measure: int = 0  # half ems that its lines were broken at; 0: it has one line
    ended: bool = False  # ends a sentence, as the page has no full stops
    printed: Printed | None = None  # None: nothing but the text is known
    cuts: tuple[Cut, ...] = ()  # where a column's end cut it, when that is known already
    breaks: tuple[int, ...] = ()  # where its lines ended, counted in characters of the text


def cut_blocks(
    lines: deque[SourceLine],
    pairs: Pairs | None = None,
    joints: Mapping[str, float] = NO_JOINTS,
    look: Callable[[LineEnd], None] | None = None,
) -> Iterator[TextBlock]:
    """Put lines together into blocks; blank lines only count; ``pairs`` tell words.

    ``joints`` are what speaks for a line's going on; without them rules by hand decide.
    ``look`` is told what is weighed at each line's end: training learns from that.
    The lines are used up: what has become a block is held no longer.
    """
    pairs = pairs or Pairs()
    spaced = _spaced(lines)
    page = setting_of([n for n in lines if n.text] if spaced else lines)
    ends = _Ends(page=page, pairs=pairs, joints=joints, look=look, spaced=spaced)
    run: list[SourceLine] = []
    gap = blank = group = 0
    fresh = pieced = False
    while lines:
        line = lines.popleft()
        fresh = fresh or line.fresh
        if not line.text:
            blank += line.blanks
            continue
        blank -= spaced and blank > 0
        if run and is_piece(run[-1].text, line.text, pieced=pieced, blanks=blank):
            run[-1] = _pieced(run[-1], line)
            ends.behind[0] = run[-1]
            pieced, blank = True, 0
            continue
        pieced = False
        flows = ends.goes_on(run, line, lines, white=blank > 0 or fresh)
        if run and not flows:
            yield _block(run, gap, group, pairs, page)
            run = []
        if not run:
            gap = blank + (1 if fresh and not blank else 0)
            group += 1 if gap or not group else 0
        run.append(line)
        blank, fresh = 0, False
    if run:
        yield _block(run, gap, group, pairs, page)


@record(kw_only=True)
class _Ends:
    """What is asked at each line's end, and the lines before it."""

    page: BrokenLines
    pairs: Pairs
    joints: Mapping[str, float]
    look: Callable[[LineEnd], None] | None
    spaced: bool
    started: bool = False  # running text has begun; a masthead has none
    behind: deque[SourceLine] = field(default_factory=lambda: deque(maxlen=3))  # nearest first

    def goes_on(
        self,
        run: Sequence[SourceLine],
        line: SourceLine,
        lines: deque[SourceLine],
        *,
        white: bool,
    ) -> bool:
        """Tell whether a line goes on from the run before it; ``lines`` follow it."""
        self.started = (
            self.started or line.indent >= 2 or any(mark in line.text for mark in "，。,")
        )
        flows = False
        if white:
            self.behind.clear()
        elif run:
            after = lines[0] if lines else None
            flows = goes_on_by_rule(run, line, after, self.page, started=self.started)
            if self.page.broken:
                flows = self._weighed(run, line, lines, by_rule=flows)
        self.behind.appendleft(line)
        return flows

    def _weighed(
        self,
        run: Sequence[SourceLine],
        line: SourceLine,
        lines: deque[SourceLine],
        *,
        by_rule: bool,
    ) -> bool:
        around = _around(
            self.behind, line, _follow(lines, spaced=self.spaced), self.page, by_rule=by_rule
        )
        if self.look:
            self.look(around)
        if never_opens(line.text) or credited(run[-1].text):
            return never_opens(line.text)
        if not self.joints or (not by_rule and _apart(run[-1].text, line.text)):
            return by_rule
        return speaks_for(self.joints, joint_features(around, self.pairs), by_rule, _TRUST)


def _spaced(lines: Collection[SourceLine]) -> bool:
    """Tell whether blank lines part nothing, as there is one after every line."""
    filled = sum(bool(line.text) for line in lines)
    touching = sum(bool(one.text and two.text) for one, two in pairwise(lines))
    return filled > _FEW and touching <= 0.02 * filled


def _apart(one: str, two: str) -> bool:
    """Tell whether a caption begins, or a head or byline in Latin letters ends: all stay apart."""
    latin = [text for text in (one, two) if text.isascii()]
    shown = {is_capitals(text) or is_title(text) for text in latin}
    return is_caption(two) or len(shown) > 1 or any(map(english_byline, latin))


def _follow(lines: deque[SourceLine], *, spaced: bool) -> list[SourceLine]:
    """Return up to two lines that follow without white."""
    found: list[SourceLine] = []
    for line in islice(lines, 4):
        if line.fresh or (not line.text and line.blanks > spaced):
            break
        if line.text:
            found.append(line)
    return found[:2]


def _around(
    behind: Sequence[SourceLine],
    line: SourceLine,
    follow: Sequence[SourceLine],
    page: BrokenLines,
    *,
    by_rule: bool,
) -> LineEnd:
    """Put together what is known at the end of the line before."""
    one, before = behind[0], list(behind)[1:]
    reach = {n.number: page.extent(n) for n in (one, line, *before, *follow)}
    wide = reach[one.number]
    measures = page.measures or ({page.latin.measure} if page.latin.measure else set())
    measure = min(measures, key=lambda m: (abs(m - wide), m), default=0)
    return LineEnd(
        before=before,
        one=one,
        two=line,
        after=follow,
        reach=reach,
        measure=measure,
        indented=page.indented,
        stopped=page.stopped,
        by_rule=by_rule,
    )


def _pieced(before: SourceLine, line: SourceLine) -> SourceLine:
    """Put a line that was cut at a gap together with its next piece."""
    gap = between_pieces(before.text, line.text)
    return replace(before, text=f"{before.text}{gap}{line.text}", last=line.number)


def _block(
    run: Sequence[SourceLine], gap: int, group: int, pairs: Pairs | None, page: BrokenLines
) -> TextBlock:
    parts, breaks, size = [run[0].text], list[int](), len(run[0].text)
    for line in run[1:]:
        cut, between = glue(parts[-1], line.text, pairs)
        parts[-1] = parts[-1][: len(parts[-1]) - cut]
        parts += [between, line.text]
        breaks.append(size + len(between) - cut)
        size = breaks[-1] + len(line.text)
    return TextBlock(
        text="".join(parts),
        first=run[0].number,
        last=run[-1].last or run[-1].number,
        gap=gap,
        group=group,
        indent=run[0].indent,
        fresh=run[0].fresh,
        reach=width(run[-1].text) + run[-1].indent,
        ended=not page.stopped and run[-1].text[-1] in "、，,",
        measure=max((width(line.text) + line.indent for line in run[:-1]), default=0),
        breaks=tuple(breaks),
    )
