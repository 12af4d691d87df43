"""Turn a stretch of matter into a set line.

Takes matter, the two gaps that bound a line and how it fills its measure; returns the runs,
split where the letter-spacing, the face or the span changes, and the line's width.
"""

import re
from collections.abc import Iterator
from typing import Final

from broadsheet import cjk
from broadsheet.display import Run, Source
from broadsheet.linebreak import LineFill
from broadsheet.models import frozen, replace
from broadsheet.paragraph import squeezing, strokes
from broadsheet.paragraph.matter import EXACT, Matter, SpanRange, opened
from broadsheet.paragraph.models import Gloss, SetLine, Stroke
from broadsheet.paragraph.squeezing import Given

# Readers of a PDF take wider gaps for spaces unless the characters are told again (measured).
# No emphasis dot stands beside a mark (CLREQ, Emphasis Dots).
_DOTTED: Final = "HISJxm34567anhA"

# Gaps that justification leaves alone.
_RIGID: Final = re.compile(
    b"[" + b"".join(re.escape(bytes([n])) for n in range(64) if not n & cjk.WIDEN) + b"]"
)
_ALIKE: Final = re.compile(b"(" + _RIGID.pattern + b"+)|[^" + _RIGID.pattern[1:] + b"+")


def set_line_of(
    matter: Matter, start: int, end: int, done: LineFill, left: float = 0.0, *, last: bool = True
) -> SetLine:
    """Return the line from one gap to another; ``end`` is before the white that vanishes.

    ``left`` is where it begins in its column, pt; ``last``: its paragraph ends with it.
    """
    em = matter.setting.em
    given = squeezing.edges_of(matter, start, end)
    if done.light or done.heavy:
        squeezed = squeezing.squeezed(matter, start, end, done, given)
        done = squeezing.evened(matter, start, end, done, squeezed)
        given |= squeezed
    runs = tuple(_runs(matter, start, end, done, given))
    if matter.ligating and not matter.setting.letterspace:
        runs = tuple(_ligated(matter, runs))
    hyphen = matter.hyphens.get(end, 0.0) if end < len(matter.text) else 0.0
    if hyphen:
        runs = (*runs, _hyphen(matter, end, runs[-1]))
    return SetLine(
        runs=runs,
        width=_width(matter, start, end, done, given) + hyphen,
        left=left,
        stretch=done.gap / em,
        exact=done.gap > EXACT * em or (matter.opened and _opened(matter, start, end)),
        start=start,
        end=end,
        last=last,
        torn=bool(matter.torn) and end in matter.torn,
        strokes=tuple(_strokes(matter, start, end, done, given)) if matter.marked else (),
        glosses=tuple(_glosses(matter, start, end, done, given)) if matter.marked else (),
    )


def _ligated(matter: Matter, runs: tuple[Run, ...]) -> Iterator[Run]:
    """Yield the runs with the ligatures that their faces have."""
    from broadsheet.paragraph.ligatures import ligated  # noqa: PLC0415 - of few papers' faces

    for run in runs:
        face = matter.ligating.get(run.face)
        plain = face is None or (matter.setting.vertical and run.upright)
        yield run if plain or face is None else ligated(run, face)


def width_of(matter: Matter, start: int, end: int, done: LineFill) -> float:
    """Return the width of a line without a hyphen, pt, for which no runs are made."""
    return _width(matter, start, end, done, squeezing.edges_of(matter, start, end))


def _hyphen(matter: Matter, end: int, before: Run) -> Run:
    """Return the hyphen of a broken word: in the file a soft one, so that the word reads whole."""
    stretch = matter.stretch_at(end - 1)
    cell = stretch.case.cell("-", "natural")
    source = before.source
    move = -before.tracking
    if matter.text[end - 1] == before.plain[-1] == "\u00ad":  # of the copy: it has no width
        move += stretch.case.cell("\u00ad", "natural").after * stretch.span.size
    return replace(
        before,
        face=cell.face.id,
        glyphs=(cell.glyph,),
        text="\u00ad",
        source=Source(source.item, source.role, source.block, source.end, source.end),
        shifts=((0, move),) if move else (),
    )


def _opened(matter: Matter, start: int, end: int) -> bool:
    """Tell whether a line holds characters set so wide that readers see spaces in them."""
    return any(
        stretch.start < end and start < stretch.end and opened(stretch.span)
        for stretch in matter.stretches
    )


def _width(matter: Matter, start: int, end: int, done: LineFill, given: Given) -> float:
    """Return the width of a line as set, pt."""
    width = matter.sums[end] - matter.sums[start]
    if start in matter.springs:
        width -= matter.springs[start].base
    if given:
        width -= squeezing.added(part for at, part in given.items() if start <= at < end)
    if end in matter.hung:
        width -= matter.tails[end]
    if done.gap:
        flags = matter.flags[start + 1 : end]
        width += done.gap * sum(flags.translate(cjk.flag_table(cjk.WIDEN)))
    if done.flex:
        springs = [matter.springs[gap] for gap in matter.springs_in(start, end)]
        width += squeezing.added(spring.at(done.flex) - spring.base for spring in springs)
    return width


def _strokes(
    matter: Matter, start: int, end: int, done: LineFill, given: Given
) -> Iterator[Stroke]:
    """Yield what stands beside the line: a dot for each ideograph, one line for each name."""
    for stretch in matter.stretches:
        span = stretch.span
        first, last = max(start, stretch.start), min(end, stretch.end)
        if not span.beside or first >= last:
            continue
        left = _width(matter, start, first, done, given) + _gap_before(matter, first, start, done)
        if span.beside != "dot":
            width = _width(matter, first, last, done, given)
            yield strokes.line_beside(span, matter.setting, left, left + width)
            if not span.dotted:
                continue
        for at in range(first, last):
            left = _width(matter, start, at, done, given) + _gap_before(matter, at, start, done)
            if matter.letters[at] in _DOTTED:
                width = matter.widths[at] - span.tracking * span.size
                yield strokes.dot_beside(span, matter.setting, left, left + width)


def _glosses(matter: Matter, start: int, end: int, done: LineFill, given: Given) -> Iterator[Gloss]:
    """Yield the readings of characters in a line, with where those stand."""
    for stretch in matter.stretches:
        if stretch.span.reading and start <= stretch.start < end:
            first, last = stretch.start, min(end, stretch.end)
            left = _width(matter, start, first, done, given)
            left += _gap_before(matter, first, start, done)
            width = _width(matter, first, last, done, given)
            yield Gloss(stretch.span, left, left + width)


def _gap_before(matter: Matter, at: int, start: int, done: LineFill) -> float:
    """Return the white between a character and the one before it in the line, pt."""
    if at <= start:
        return 0.0
    spring = matter.springs.get(at)
    white = done.gap if matter.flags[at] & cjk.WIDEN else 0.0
    return white + (spring.at(done.flex) if spring else 0.0)


@frozen()
class _Piece:
    """The part of a line that lies in one span, and how the line is filled."""

    matter: Matter
    stretch: SpanRange
    first: int
    last: int
    end: int  # of the line
    done: LineFill
    given: Given

    @property
    def white(self) -> float:
        """What the span itself adds after each character, pt."""
        return self.stretch.span.tracking * self.stretch.span.size


def _shifts(matter: Matter, after: int, before: int, flex: float) -> dict[int, float]:
    """Return the white of the springs between two gaps, pt, by the character after it."""
    springs = matter.springs
    if not springs:
        return {}
    moves = {gap: springs[gap].at(flex) for gap in matter.springs_in(after, before)}
    return {gap: move for gap, move in moves.items() if move}


def _runs(matter: Matter, start: int, end: int, done: LineFill, given: Given) -> list[Run]:
    """Return the runs of a line: one for each span and each stretch of it whose gaps are alike.

    White beside Latin is a move of the pen: readers that forget the letter-spacing after the
    last glyph of a string still find every glyph in its place.
    """
    found: list[Run] = []
    drawn = squeezing.drawn_in(matter, given)
    for stretch in matter.stretches:
        if stretch.end <= start:
            continue
        if stretch.start >= end:
            break
        first = stretch.start if stretch.start > start else start
        last = stretch.end if stretch.end < end else end
        shifts = _shifts(matter, max(start, first - 1), last, done.flex)
        for at, move in drawn.items():
            if first <= at < last:
                shifts[at] = shifts.get(at, 0.0) + move
        case, span = stretch.case, stretch.span
        text = matter.text[first:last]
        strange = matter.abreast or (case.strange and not case.strange.isdisjoint(text))
        if strange:
            piece = _Piece(matter, stretch, first, last, end, done, given)
            found += _odd_runs(piece, shifts)
            continue
        glyphs = matter.glyphs[first:last]
        for at in given:
            if first <= at < last and squeezing.is_half(matter, given, at):
                glyphs[at - first] = case.cell(matter.text[at], "half").glyph
        white = span.tracking * span.size
        for begin, until, gap in _alike(matter, first, last, end, done.gap):
            moves = [(at - begin, move) for at, move in shifts.items() if begin <= at < until]
            sort = (case.main.id, gap + white, True, 1.0)
            own = glyphs if until - begin == last - first else glyphs[begin - first : until - first]
            found.append(_run(stretch, sort, begin, own, matter.text[begin:until], moves))
    return found


def _alike(
    matter: Matter, first: int, last: int, end: int, gap: float
) -> list[tuple[int, int, float]]:
    """Return the parts of a line whose glyphs all have the same gap after them, and that gap, pt.

    The last glyph of a line goes with those before it.
    """
    until = min(last + 1, end)
    if not gap or not _RIGID.search(matter.flags, first + 1, until):
        return [(first, last, gap)]
    found = [
        (match.start() - 1, match.end() - 1, 0.0 if match.lastindex else gap)
        for match in _ALIKE.finditer(matter.flags, first + 1, until)
    ]
    begin, _, own = found.pop()
    return [*found, (begin, last, own)]


# What all glyphs of a run share: the face's id, tracking in pt, upright, stretch.
_Sort = tuple[str, float, bool, float]


class _Stick:
    """Collects glyphs into runs: a new one where the face, the spacing or the stance changes."""

    def __init__(self, piece: _Piece) -> None:
        self.piece = piece
        self.runs: list[Run] = []
        self.sort: _Sort | None = None
        self.begin = piece.first
        self.glyphs: list[int] = []
        self.shifts: list[tuple[int, float]] = []

    def add(self, at: int, sort: _Sort, glyph: int, move: float) -> None:
        """Add the glyph of a character, with what the pen moves before it, pt."""
        if sort != self.sort:
            self.close(at)
            self.sort = sort
        if move:
            self.shifts.append((at - self.begin, move))
        self.glyphs.append(glyph)

    def close(self, at: int) -> None:
        """End the run before a character."""
        if self.sort is not None:
            text = self.piece.matter.text[self.begin : at]
            stretch = self.piece.stretch
            self.runs.append(_run(stretch, self.sort, self.begin, self.glyphs, text, self.shifts))
        self.sort, self.begin, self.glyphs, self.shifts = None, at, [], []


def _odd_runs(piece: _Piece, white: dict[int, float]) -> list[Run]:
    """Return runs glyph by glyph."""
    matter, case, size = piece.matter, piece.stretch.case, piece.stretch.span.size
    stick = _Stick(piece)
    owed = 0.0  # pt, what the glyph before leaves to move
    for at in range(piece.first, piece.last):
        if at in matter.joined:
            continue
        char = matter.text[at]
        cell = matter.variants.get(at)
        half = at in piece.given and squeezing.is_half(matter, piece.given, at)
        if cell is None and (half or char in case.strange):
            body = "half" if half else matter.bodies.get(at) or case.body(char)
            cell = case.cell(char, body)
        tracking = _tracking(piece, at, stick.sort)
        if at in matter.abreast:
            _set_abreast(stick, at)
            owed = tracking
            continue
        sort = (cell.face.id if cell else case.main.id, tracking, char not in case.turned, 1.0)
        move = owed + white.get(at, 0.0) + (cell.before * size if cell else 0.0)
        stick.add(at, sort, cell.glyph if cell else matter.glyphs[at], move)
        owed = cell.after * size if cell else 0.0
    stick.close(piece.last)
    return stick.runs


def _set_abreast(stick: _Stick, at: int) -> None:
    """Set digits side by side in one cell of a vertical line (tate-chu-yoko)."""
    piece = stick.piece
    matter, case = piece.matter, piece.stretch.case
    end = matter.abreast[at]
    cells = [case.level(char) for char in matter.text[at:end]]
    # The painter knows such a run by its stretch, so it is never quite 1.
    stretch = min(0.999, 1 / sum(cell.width for cell in cells))
    stick.close(at)
    for n, cell in enumerate(cells):
        stick.add(at + n, (cell.face.id, 0.0, True, stretch), cell.glyph, 0.0)
    stick.close(end)


def _tracking(piece: _Piece, at: int, sort: _Sort | None) -> float:
    """Return the letter-spacing after a glyph, pt; the last of a line goes with its run."""
    gap = piece.matter.abreast.get(at, at + 1)
    if gap >= piece.end:
        return sort[1] if sort else piece.white
    wide = piece.matter.flags[gap] & cjk.WIDEN
    return piece.white + piece.done.gap if wide else piece.white


def _run(
    stretch: SpanRange,
    sort: _Sort,
    start: int,
    glyphs: list[int],
    text: str,
    shifts: list[tuple[int, float]],
) -> Run:
    span = stretch.span
    source = span.source
    offset = source.start - stretch.start + start
    face, tracking, upright, wide = sort
    return Run(  # by place: the page's most frequent value, and names cost as much as the rest
        face,
        span.size,
        tuple(glyphs),
        text,
        Source(source.item, source.role, source.block, offset, offset + len(text)),
        span.colour,
        tracking,
        span.rise * span.size,
        wide,
        upright,
        tuple(shifts),
    )
