"""Turn a stretch of matter into a set line.

Takes matter, the two gaps that bound a line and how it fills its measure; returns the runs,
split where the letter-spacing, the face or the span changes, and the line's width.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from broadsheet import cjk
from broadsheet.display import Run, Source
from broadsheet.linebreak import Fill
from broadsheet.paragraph.case import Body
from broadsheet.paragraph.matter import Matter, Stretch
from broadsheet.paragraph.models import SetLine
from broadsheet.paragraph.tallies import LATIN_LEAST, LATIN_MOST, WORD_LEAST, WORD_MOST

# Readers of a PDF take wider gaps for spaces unless the characters are told again (measured).
EXACT: Final = 0.09  # em

# Gaps where the spacing is not that of the line: not to be widened, or beside Latin.
_ODD: Final = re.compile(
    b"["
    + b"".join(
        re.escape(bytes([flag])) for flag in range(64) if not flag & cjk.WIDEN or flag & cjk.LATIN
    )
    + b"]"
)
# Which marks give first (CLREQ 6.2.2.3); those that end a sentence come after the spaces.
_ORDER: Final = ("M", "<>{}", ",:")
_HEAVY: Final = (".?",)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands in its column, and in its paragraph."""

    left: float  # pt
    last: bool


def set_line_of(matter: Matter, start: int, end: int, done: Fill, place: Place) -> SetLine:
    """Return the line from one gap to another; ``end`` is before the white that vanishes."""
    em = matter.setting.em
    bodies = _edges(matter, start, end)
    if done.light or done.heavy:
        bodies |= _squeezed(matter, start, end, done, bodies)
    runs = tuple(_runs(matter, start, end, done, bodies))
    return SetLine(
        runs=runs,
        width=_width(matter, start, end, done, bodies),
        left=place.left,
        stretch=done.gap / em,
        exact=done.gap > EXACT * em,
        start=start,
        end=end,
        last=place.last,
    )


def _edges(matter: Matter, start: int, end: int) -> dict[int, Body]:
    """Return the marks that lose half their body because they stand at an edge."""
    bodies: dict[int, Body] = {}
    if start in matter.heads:
        bodies[start] = "half"
    if end in matter.tails and end not in matter.hung:
        bodies[end - 1] = "half"
    return bodies


def _squeezed(
    matter: Matter, start: int, end: int, done: Fill, edges: dict[int, Body]
) -> dict[int, Body]:
    """Return the marks inside a line that give half an em, the last of each class first."""
    letters = matter.letters
    bodies: dict[int, Body] = {}
    marks = [
        at for at in range(end - 1, start - 1, -1) if at in matter.squeezable and at not in edges
    ]
    if end in matter.hung:
        marks = marks[1:]
    for wanted, order in ((done.light, _ORDER), (done.heavy, _HEAVY)):
        ranked = [at for classes in order for at in marks if letters[at] in classes]
        bodies |= dict.fromkeys(ranked[:wanted], "half")
    return bodies


def _width(matter: Matter, start: int, end: int, done: Fill, bodies: dict[int, Body]) -> float:
    """Return the width of a line as set, pt."""
    width = matter.sums[end] - matter.sums[start] - matter.leads.get(start, 0.0)
    width -= sum(matter.squeezable[at] for at in bodies)
    if end in matter.hung:
        width -= matter.tails[end]
    if done.gap:
        flags = matter.flags[start + 1 : end]
        width += done.gap * sum(flags.translate(cjk.flag_table(cjk.WIDEN)))
    if done.flex:
        width += sum(_flexed(matter, at, done.flex) for at in _springs(matter, start, end))
    return width


def _springs(matter: Matter, start: int, end: int) -> Iterator[int]:
    """Yield the gaps beside Latin inside a line, and its word spaces."""
    for at in matter.leads:
        if start < at < end:
            yield at
    for at in matter.words:
        if start <= at < end:
            yield at


def _flexed(matter: Matter, at: int, flex: float) -> float:
    """Return what a gap beside Latin or a word space takes (above 0) or gives, pt."""
    lead = matter.leads.get(at)
    if lead is not None:
        em = lead * 4
        return flex * em * ((LATIN_MOST - 0.25) if flex > 0 else (0.25 - LATIN_LEAST))
    width = matter.words[at]
    em = matter.stretch_at(at).span.size
    return flex * max(0.0, WORD_MOST * em - width if flex > 0 else width - WORD_LEAST * em)


def _runs(
    matter: Matter, start: int, end: int, done: Fill, bodies: dict[int, Body]
) -> Iterator[Run]:
    """Yield the runs of a line; where all its gaps are alike each span is one run."""
    for stretch in matter.stretches:
        first, last = max(start, stretch.start), min(end, stretch.end)
        if first >= last:
            continue
        case = stretch.case
        text = matter.text[first:last]
        strange = case.strange and not case.strange.isdisjoint(text)
        if strange or _ODD.search(matter.flags, first + 1, min(last + 1, end)):
            yield from _odd_runs(matter, stretch, (first, last, end), done, bodies)
            continue
        glyphs = matter.glyphs[first:last]
        for at, body in bodies.items():
            if first <= at < last:
                glyphs[at - first] = case.cell(matter.text[at], body).glyph
        sort = _Sort(case.main.id, done.gap + stretch.span.tracking * stretch.span.size)
        yield _run(stretch, sort, first, glyphs, text)


@dataclass(slots=True)
class _Sort:
    """What all glyphs of a run share."""

    face: str
    tracking: float
    upright: bool = True
    stretch: float = 1.0


def _odd_runs(
    matter: Matter,
    stretch: Stretch,
    bounds: tuple[int, int, int],
    done: Fill,
    bodies: dict[int, Body],
) -> Iterator[Run]:
    """Yield runs glyph by glyph: a new one where the face, the spacing or the stance changes."""
    first, last, end = bounds
    text, case, size = matter.text, stretch.case, stretch.span.size
    begin = first
    sort: _Sort | None = None
    glyphs: list[int] = []
    shifts: list[tuple[int, float]] = []
    owed = 0.0  # pt, what the glyph before leaves to move
    for at in range(first, last):
        char = text[at]
        cell = None
        if at in bodies or (case.strange and char in case.strange):
            body = bodies.get(at) or matter.bodies.get(at) or case.body(char)
            cell = case.cell(char, body)
        face = cell.face.id if cell else case.main.id
        upright = char not in case.turned
        tracking = _tracking(matter, stretch, at, end, done)
        if (
            sort is None
            or face != sort.face
            or upright != sort.upright
            or (tracking is not None and abs(tracking - sort.tracking) > 1e-6)
        ):
            if sort is not None:
                yield _run(stretch, sort, begin, glyphs, text[begin:at], shifts)
            sort = _Sort(face, tracking or 0.0, upright)
            begin, glyphs, shifts = at, [], []
        if owed or (cell and cell.before):
            before = cell.before * size if cell else 0.0
            shifts.append((at - begin, before + owed))
        owed = cell.after * size if cell else 0.0
        glyphs.append(cell.glyph if cell else matter.glyphs[at])
    if sort is not None:
        yield _run(stretch, sort, begin, glyphs, text[begin:last], shifts)


def _tracking(matter: Matter, stretch: Stretch, at: int, end: int, done: Fill) -> float | None:
    """Return the white after a glyph, pt; None after the last of the line, where none shows."""
    gap = at + 1
    if gap >= end:
        return None
    white = stretch.span.tracking * stretch.span.size
    if matter.flags[gap] & cjk.WIDEN:
        white += done.gap
    if gap in matter.leads:
        white += matter.leads[gap] + (_flexed(matter, gap, done.flex) if done.flex else 0.0)
    if at in matter.words and done.flex:
        white += _flexed(matter, at, done.flex)
    return white


def _run(
    stretch: Stretch,
    sort: _Sort,
    start: int,
    glyphs: list[int],
    text: str,
    shifts: list[tuple[int, float]] | None = None,
) -> Run:
    span = stretch.span
    source = span.source
    offset = source.start - stretch.start + start
    return Run(
        face=sort.face,
        size=span.size,
        glyphs=tuple(glyphs),
        text=text,
        source=Source(source.item, source.role, source.block, offset, offset + len(text)),
        colour=span.colour,
        tracking=sort.tracking,
        upright=sort.upright,
        stretch=sort.stretch,
        shifts=tuple(shifts) if shifts else (),
    )
