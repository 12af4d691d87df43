"""The grid of a page: its text, its rows, its columns.

Takes pages; returns the size of the text by its mass, the step of its baselines, and the columns
into which most edges fall.  What a page shows alone counts: a margin is white up to what is
printed.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
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
    left, right = _sides(page, areas)
    columns, measure, gutter = _lattice(page, found, (left, right), areas)
    ink = [*areas, *(_inked(n, found.size) for n in page.lines)]
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


def _inked(line: PrintedLine, size: float) -> Rect:
    """Return a line's box; of a nameplate's letters, which do not fill it, the part with ink."""
    if line.upright or line.style.size < _LARGE * size:
        return line.box
    top = max(line.box.top, line.level - _CAPS * line.style.size)
    return Rect(line.box.left, top, line.box.width, max(0.0, line.level - top))


def _sides(page: PrintedPage, areas: Sequence[Rect]) -> tuple[float, float]:
    """Return the edges of the type area: where most of what stands farthest out ends."""
    edges = [*areas, *(s for s in page.sheet.shapes if 60 < s.width < 0.98 * page.sheet.width)]
    lefts = [box.left for box in edges] + [c[0] for c in column_edges(page)]
    rights = [box.right for box in edges]
    outer, far = min(lefts), max(rights)
    text = [left for left in lefts if left <= outer + 3]
    ends = [right for right in rights if right >= far - 3]
    return _most(text), _most(ends)


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
            left = _most([line.box.left for line in lines])
            rights = [round(line.box.right, 1) for line in lines]
            found.append((left, _most(rights) - left, float(len(lines))))
    return found


def _lattice(
    page: PrintedPage, found: FoundRows, sides: tuple[float, float], areas: Sequence[Rect]
) -> tuple[int, float, float]:
    """Return how many columns there are, their measure and the gutter."""
    left, right = sides
    width = right - left
    texts = column_edges(page)
    tried: dict[int, tuple[float, float]] = {}
    least = _NARROW * min((measure for _, measure, _ in texts), default=0.0)
    ems = {round(measure / found.size) for _, measure, _ in texts}
    for count in range(1, _MOST + 1):
        whole = (width + 0.95 * found.size) / count - 0.95 * found.size
        if whole < 4 * found.size and count > 1:
            break
        if count > 1 and whole < least:
            break
        measure = floor(whole / found.size + 1e-3) * found.size
        for own in sorted(ems):
            most = count * own * found.size + 0.6 * found.size * (count - 1)
            if own * found.size > 0.85 * whole and most <= width + 0.5:
                measure = own * found.size
        latin = [m for _, m, _ in texts if abs(m - round(m / found.size) * found.size) > 0.6]
        near = [m for m in latin if 0.85 * whole < m <= whole + 0.95 * found.size]
        measure = max(near) if near and len(latin) > 0.5 * len(texts) else measure
        gutter = (width - count * measure) / (count - 1) if count > 1 else 0.0
        tried[count] = (measure, gutter)
    scores = {n: _score(n, tried[n], left, (texts, areas)) for n in tried}
    best = max(scores.values())
    count = min(n for n, score in scores.items() if score >= _GOOD * best)
    return (count, *tried[count])


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
