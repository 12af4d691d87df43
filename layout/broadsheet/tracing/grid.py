"""The grid of a page: its text, its rows, its columns.

Takes pages; returns the size of the text by its mass, the step of its baselines, and the columns
into which most edges fall.  What a page shows alone counts: a margin is white up to what is
printed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil, floor

from broadsheet.geometry import Rect
from broadsheet.models import frozen
from broadsheet.parse.pdf.values import PrintedLine
from broadsheet.tracing.values import ASCENT, FoundGrid, PrintedPage

_STEP = 0.02  # pt to which pitches are told apart
_NEAR = 1.6  # pt that an edge may be off a column
_MOST = 16  # columns
_INK = 1.6  # pt by which lines and frames stand out of what they edge
_NARROW = 0.8  # of the narrowest text: a basic column is no narrower
_LARGE = 4.0  # times the text's size: a nameplate's letters
_CAPS = 0.75  # of their size over the baseline
_HANG = 1.2  # ems that a full-width mark, and what is drawn around it, may hang out
_EVEN = 0.3  # pt by which the ends of justified lines differ
_OFTEN = 0.25  # of a column's lines that end at its edge, where it is justified
_LOOSE = 0.8  # ems by which a column may begin off its place, for each one before it
_LEAST, _WIDEST = 0.3, 4.0  # ems of a gutter
_GOOD = 0.96  # of the best score: fewer columns are taken


@frozen(kw_only=True)
class FoundRows:
    """The text's size, and its baselines."""

    size: float
    row: float
    phase: float  # the upper edge of any row, pt


def rows(pages: Sequence[PrintedPage]) -> FoundRows | None:
    """Return the text's size and rows; None for pages without running text."""
    columns = [lines for page in pages for lines in _columns(page)]
    sizes: Counter[float] = Counter()
    for lines in columns:
        for line in lines:
            sizes[line.style.size] += len(line.text)
    if not sizes:
        return None
    size = max(sizes, key=lambda one: (sizes[one], one))
    body = [[n for n in lines if abs(n.style.size - size) < 0.06] for lines in columns]
    body = [lines for lines in body if len(lines) > 1]
    steps: Counter[float] = Counter()
    for lines in body:
        for one, two in pairwise(lines):
            step = two.level - one.level
            if 0.9 * size < step < 2.2 * size:
                steps[round(step / _STEP) * _STEP] += 1
    if not steps:
        return None
    usual = max(steps, key=lambda one: (steps[one], -one))
    row = _exact(body, usual)
    return FoundRows(size=size, row=row, phase=_phase(body, row, size))


def _columns(page: PrintedPage) -> Iterable[Sequence[PrintedLine]]:
    for item in page.layout.items:
        for lines in item.story.columns:
            level = [line for line in lines if not line.upright]
            if level:
                yield level


def _exact(body: Sequence[Sequence[PrintedLine]], usual: float) -> float:
    """Return the step from long columns, in which roundings of places come to nothing."""
    total = count = 0.0
    for lines in body:
        away = lines[-1].level - lines[0].level
        steps = round(away / usual)
        if steps and abs(away - steps * usual) < 0.03 * steps + 0.05:
            total, count = total + away, count + steps
    return round(total / count, 3) if count else round(usual, 3)


def _phase(body: Sequence[Sequence[PrintedLine]], row: float, size: float) -> float:
    tops: Counter[float] = Counter()
    for lines in body:
        for line in lines:
            top = line.level - (row - size) / 2 - ASCENT * size
            tops[round(top % row, 1) % round(row, 1)] += 1
    usual = max(tops, key=lambda one: (tops[one], -one))
    exact = [
        (top - usual + row / 2) % row - row / 2
        for lines in body
        for line in lines
        for top in [line.level - (row - size) / 2 - ASCENT * size]
    ]
    near = sorted(away for away in exact if abs(away) < 0.3)
    return usual + near[len(near) // 2] if near else usual


def grid(page: PrintedPage, found: FoundRows, areas: Sequence[Rect]) -> FoundGrid:
    """Return the grid of a page; ``areas`` are what its items and frames take."""
    left, right = _sides(page, found.size, areas)
    columns, measure, gutter = _lattice(page, found, (left, right), areas)
    ink = [*areas, *(inked(n, found.size) for n in page.lines)]
    ink += (s for s in page.sheet.shapes if s.width < 0.98 * page.sheet.width)
    ink = [box for box in ink if box.top > -1 and box.bottom < page.sheet.height + 1]
    first = floor((min(b.top for b in ink) + _INK - found.phase) / found.row)
    last = ceil((max(b.bottom for b in ink) - _INK - found.phase) / found.row)
    return FoundGrid(
        size=found.size,
        row=found.row,
        top=round(found.phase + first * found.row, 3),
        rows=last - first,
        left=round(left, 3),
        columns=columns,
        measure=round(measure, 3),
        gutter=round(gutter, 3),
    )


def inked(line: PrintedLine, size: float) -> Rect:
    """Return a line's box; of a nameplate's letters, which do not fill it, the part with ink."""
    if line.upright or line.style.size < _LARGE * size:
        return line.box
    top = max(line.box.top, line.level - _CAPS * line.style.size)
    return Rect(line.box.left, top, line.box.width, max(0.0, line.level - top))


def _sides(page: PrintedPage, size: float, areas: Sequence[Rect]) -> tuple[float, float]:
    """Return the edges of the type area: where most of what stands farthest out ends."""
    shapes = [s for s in page.sheet.shapes if 60 < s.width < 0.98 * page.sheet.width]
    edges = [(box.left, box.right, max(box.height, size)) for box in (*areas, *shapes)]
    edges += [(left, left + measure, lines * size) for left, measure, lines in column_edges(page)]
    lefts = [(left, weight) for left, _, weight in edges]
    rights = [(-right, weight) for _, right, weight in edges]
    return _outer(lefts, size), -_outer(rights, size)


def _outer(places: Sequence[tuple[float, float]], size: float) -> float:
    """Return the place of most weight within an em of the first: marks hang out."""
    first = min(place for place, _ in places)
    near = [(place, weight) for place, weight in places if place <= first + _HANG * size]
    counts: dict[float, float] = {}
    for place, weight in near:
        counts[round(place, 1)] = counts.get(round(place, 1), 0.0) + weight
    usual = max(counts, key=lambda one: (counts[one], -one))
    exact = sorted(place for place, _ in near if abs(place - usual) <= 0.06)
    return exact[len(exact) // 2] if exact else usual


def _most(places: Iterable[float]) -> float:
    counts: Counter[float] = Counter(round(place, 1) for place in places)
    usual = max(counts, key=lambda one: (counts[one], -one))
    near = sorted(place for place in places if abs(place - usual) <= 0.06)
    return near[len(near) // 2] if near else usual


def column_edges(page: PrintedPage) -> list[tuple[float, float, float]]:
    """Return left edge, measure and lines of each text column."""
    found = []
    for lines in _columns(page):
        if len(lines) > 2:
            left, right = text_edges([line.box for line in lines])
            found.append((left, right - left, float(len(lines))))
    return found


def text_edges(boxes: Sequence[Rect]) -> tuple[float, float]:
    """Return where most lines of a column begin, and where they end: ragged ones, the farthest."""
    left = _most([box.left for box in boxes])
    rights = [round(box.right, 1) for box in boxes]
    right = _most(rights)
    often = sum(abs(one - right) <= _EVEN for one in rights)
    return left, right if often >= _OFTEN * len(rights) else max(rights)


def _lattice(
    page: PrintedPage, found: FoundRows, sides: tuple[float, float], areas: Sequence[Rect]
) -> tuple[int, float, float]:
    """Return how many columns there are, their measure and the gutter."""
    left, right = sides
    texts = column_edges(page)
    least = _NARROW * min((measure for _, measure, _ in texts), default=0.0)
    tried: dict[int, tuple[float, tuple[float, float]]] = {}
    for count in range(1, _MOST + 1):
        whole = (right - left + 0.95 * found.size) / count - 0.95 * found.size
        if count > 1 and whole < max(4 * found.size, least):
            break
        ways = [_in_ems(texts, found.size, whole, (count, right - left))]
        ways += _by_starts(texts, found.size, sides, count)
        scores = [(_score(count, way, left, (texts, areas)), way) for way in ways]
        tried[count] = max(scores, key=lambda one: one[0])
    best = max(score for score, _ in tried.values())
    count = min(n for n, (score, _) in tried.items() if score >= _GOOD * best)
    return (count, *tried[count][1])


def _in_ems(
    texts: Sequence[tuple[float, float, float]], size: float, whole: float, over: tuple[int, float]
) -> tuple[float, float]:
    """Return measure and gutter where columns are as wide as text is, in whole characters.

    ``whole`` is about what a column takes, ``over`` how many there are and how wide all are.
    """
    count, width = over
    measure = floor(whole / size + 1e-3) * size
    for own in sorted({round(measure / size) for _, measure, _ in texts}):
        most = count * own * size + 0.6 * size * (count - 1)
        if own * size > 0.85 * whole and most <= width + 0.5:
            measure = own * size
    latin = [m for _, m, _ in texts if abs(m - round(m / size) * size) > 0.6]
    near = [m for m in latin if 0.85 * whole < m <= whole + 0.95 * size]
    near = [m for m in near if count == 1 or count * m < width]
    measure = max(near) if near and len(latin) > 0.5 * len(texts) else measure
    return measure, (width - count * measure) / (count - 1) if count > 1 else 0.0


def _by_starts(
    texts: Sequence[tuple[float, float, float]],
    size: float,
    sides: tuple[float, float],
    count: int,
) -> Iterator[tuple[float, float]]:
    """Yield measure and gutter by where columns begin: the ends of ragged ones tell nothing."""
    left, right = sides
    pitch = (right - left + size) / count
    away = weight = 0.0
    for start, _, lines in texts:
        steps = round((start - left) / pitch)
        if steps and abs(start - left - steps * pitch) < _LOOSE * size * steps:
            away, weight = away + lines * (start - left) * steps, weight + lines * steps**2
    if not weight:
        return
    pitch = away / weight
    gutter = count * pitch - (right - left)
    if _LEAST * size < gutter < _WIDEST * size:
        yield pitch - gutter, gutter


def _score(
    count: int,
    own: tuple[float, float],
    left: float,
    seen: tuple[Sequence[tuple[float, float, float]], Sequence[Rect]],
) -> float:
    """Return how many edges fall into columns, longer ones counting for more."""
    measure, gutter = own
    lefts = [left + n * (measure + gutter) for n in range(count)]
    rights = [edge + measure for edge in lefts]
    texts, areas = seen
    score = 0.0
    for start, wide, lines in texts:
        score += lines * any(abs(start - edge) < _NEAR for edge in lefts)
        score += lines * any(abs(start + wide - edge) < _NEAR for edge in rights)
    for box in areas:
        weight = box.height / 12
        score += weight * any(abs(box.left - edge) < _NEAR for edge in lefts)
        score += weight * any(abs(box.right - edge) < _NEAR for edge in rights)
    return score
