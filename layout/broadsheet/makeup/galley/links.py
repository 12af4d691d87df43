"""Links for the web and mail addresses in set lines.

Takes set lines and the faces' advances; returns a place to click over each address, one in
each line where a line's end breaks it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from broadsheet.addresses import target_of
from broadsheet.display import Link, Mark, TextLine
from broadsheet.fonts.typeface import FaceBook
from broadsheet.geometry import Rect

# Compiled when a line may hold one; most pages have none.
ADDRESS = (
    r"(?P<url>https?://[!-~]+|www\.[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:[/?#][!-~]*)?)"
    r"|(?P<mail>[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
)
_BROKEN = ("www", "http:", "https:", "http:/", "https:/")  # an address may go on after it
_MOST_LINES = 8  # before and after the line that shows that there is one
_LEAST, _MOST = "!", "~"  # between them lie the characters of addresses


def link_marks(marks: Sequence[Mark], book: FaceBook) -> Iterator[Link]:
    """Yield a link for each address in the horizontal lines among ``marks``.

    Of one that a line's end breaks the links follow each other, as ``Link.goes_on`` tells.
    """
    lines = [mark for mark in marks if isinstance(mark, TextLine) and not mark.vertical]
    done = -1  # the last line of the stretch that was looked at
    for n, line in enumerate(lines):
        if n > done and _may_hold_one(line.plain):
            first = last = n
            while first > max(done + 1, n - _MOST_LINES) and _goes_on(
                *lines[first - 1 : first + 1]
            ):
                first -= 1
            while last < n + _MOST_LINES and _goes_on(*lines[last : last + 2]):
                last += 1
            done = last
            yield from _links(lines[first : last + 1], book)


def _may_hold_one(text: str) -> bool:
    """Tell whether a text has what every address has, before the expression is asked."""
    return "@" in text or "://" in text or "www." in text.lower() or text.endswith(_BROKEN)


def _goes_on(line: TextLine, after: TextLine | None = None) -> bool:
    """Tell whether an address may go on in the line after: its passage does, without white."""
    if after is None or not line.runs or not after.runs or line.cell or after.cell:
        return False
    last, first = line.runs[-1], after.runs[0]
    if not (_LEAST <= last.plain[-1:] <= _MOST and _LEAST <= first.plain[:1] <= _MOST):
        return False
    one, two = last.source, first.source
    same = (one.item, one.role, one.block) == (two.item, two.role, two.block)
    return bool(one.item) and same and one.end == two.start


def _links(lines: Sequence[TextLine], book: FaceBook) -> Iterator[Link]:
    """Yield the links of lines that are read as one."""
    text = "".join(line.plain for line in lines)
    known: dict[int, list[float]] = {}
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.plain))
    for found in re.finditer(ADDRESS, text, re.IGNORECASE):
        target = target_of(found["mail"] or found["url"]).rstrip(".,;:)")
        goes_on = False
        for n, (start, end) in enumerate(pairwise(starts)):
            first, last = max(start, found.start()), min(end, found.end())
            if first < last:
                places = known.setdefault(n, [])
                if not places:
                    places += edges(lines[n], book)
                spot = _over(lines[n], places[first - start], places[last - start])
                yield Link(spot, target, lines[n].box, goes_on)
                goes_on = True


def _over(line: TextLine, left: float, right: float) -> Rect:
    size = max(run.size for run in line.runs)
    return Rect(left, line.y - 0.88 * size, right - left, size)


def edges(line: TextLine, book: FaceBook) -> list[float]:
    """Return the left edge of each character, and the right edge of the last, pt."""
    edges = [line.x]
    x = line.x
    for run in line.runs:
        face = book.face(run.face)
        moves = dict(run.shifts)
        for n, (glyph, text) in enumerate(zip(run.glyphs, run.text, strict=False)):
            x += moves.get(n, 0.0)
            x += face.advance(glyph) * run.size + run.tracking
            edges += [x] * len(text)
    return edges
