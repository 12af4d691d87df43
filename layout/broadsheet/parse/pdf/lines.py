"""Pieces to lines.

Takes pieces of one direction; returns lines.  Pieces on one baseline are one line when no more
than a phrase's gap parts them and the second does not begin where other lines begin: there a
column does.  Small figures above or below the baseline stand in their line (上下标).
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from broadsheet.geometry import Rect
from broadsheet.models import replace
from broadsheet.parse.pdf.gutters import FrameSides, LineEdges
from broadsheet.parse.pdf.values import PrintedLine, PrintedPiece, PrintedStyle
from broadsheet.parse.text.characters import is_han

_LEVEL = 0.25  # of the size: baselines of one line differ by less
_EXACT_LEVEL = 0.1  # the same where nothing but the level tells
_ROWS = 24  # of those before that are asked
_SIZES = 0.12  # relative change of size that parts two lines
_CLOSE = 0.6  # ems: what is closer is one line without a gap
_NARROW = 0.3  # ems of the narrowest gutter, between marks that stand out of their columns
_FAR = 3.0  # ems: what is further is another line
_SPACE = 0.12  # ems between two Latin words
_EVEN = 2  # gaps of a line from which they are justification
_PHRASE = 0.85  # ems between Latin words from which a gap was set
_STOPS = frozenset(".!?”’")
_SMALL = 0.8  # of the size of its line: a small figure
_FIGURES = 4  # of them at most
_BESIDE = 0.35  # ems between a figure and its line
_COLUMN = 4.0  # ems of the narrowest column: what begins nearer is an indent, or a cell
_SPREAD = 0.3  # ems by which the gaps of letters that are set apart differ
_ALIKE = 0.08  # ems by which the gaps between the words of a justified line differ
_WIDEST = 2.2  # ems between letters that are set apart
_LED = 12.0  # ems between dots that lead to a number, and what they lead from
_LEADERS = frozenset("…․·‥⋯")
_GAP = "\u3000"


def lines(
    pieces: Sequence[PrintedPiece], shapes: Sequence[Rect] = (), pictures: Sequence[Rect] = ()
) -> tuple[PrintedLine, ...]:
    """Return the lines of pieces of one direction, from above and from the left.

    No line runs over the side of a frame, over an upright rule, or from below one picture to
    below the next: ``shapes`` are what is drawn.
    """
    sides = FrameSides(shapes, pictures)
    rows = _rows(_level_figures(pieces))
    closed = [part for row in rows for part in _closed(row)]
    edges = LineEdges(closed)
    closed = [part for whole in closed for part in _parted(whole, edges)]
    by_row: dict[int, list[list[PrintedPiece]]] = {}
    number = {id(piece): n for n, row in enumerate(rows) for piece in row}
    for part in closed:
        by_row.setdefault(number[id(part[0])], []).append(part)
    found = [line for parts in by_row.values() for line in _joined(parts, edges, sides)]
    return tuple(sorted(found, key=lambda line: (line.box.top, line.box.left)))


def _level_figures(pieces: Sequence[PrintedPiece]) -> list[PrintedPiece]:
    """Put small figures on the baseline of the line that they stand in."""
    order = sorted(pieces, key=lambda piece: piece.box.left)
    lefts = [piece.box.left for piece in order]
    widest = max((piece.box.width for piece in pieces), default=0.0)
    out: list[PrintedPiece] = []
    for piece in pieces:
        host = None
        if _is_figure(piece.text):
            start = bisect_left(lefts, piece.box.left - widest - 2 * piece.style.size)
            stop = bisect_right(lefts, piece.box.right + 2 * piece.style.size)
            near = (other for other in order[start:stop] if _hosts(other, piece))
            host = min(near, key=lambda other: abs(other.level - piece.level), default=None)
        if host:
            style = replace(piece.style, size=host.style.size)
            piece = replace(piece, level=host.level, style=style, figure=True)  # noqa: PLW2901
        out.append(piece)
    return out


def _is_figure(text: str) -> bool:
    numbered = text.isascii() and any(map(str.isdigit, text))
    return len(text) <= 2 or (len(text) <= _FIGURES and numbered)


def _hosts(line: PrintedPiece, figure: PrintedPiece) -> bool:
    """Tell whether a small figure stands at a piece's end or start, within its height."""
    size, box, other = line.style.size, figure.box, line.box
    if figure.style.size > _SMALL * size or figure.style.size < 0.35 * size:
        return False
    gap = max(box.left - other.right, other.left - box.right)
    if not -0.2 * size <= gap <= _BESIDE * size:
        return False
    shared = min(box.bottom, other.bottom) - max(box.top, other.top)
    return shared >= 0.5 * box.height


def _rows(pieces: Iterable[PrintedPiece]) -> list[list[PrintedPiece]]:
    """Return pieces by baseline and size, each row from left to right.

    Faces differ a little in their baselines: what stands beside a piece is of its row then too.
    """
    rows: list[list[PrintedPiece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.level):
        row = next((row for row in rows[: -_ROWS - 1 : -1] if _same_row(row, piece)), None)
        if row is None:
            rows.append([piece])
        else:
            row.append(piece)
    done: list[list[PrintedPiece]] = []
    for row in rows:
        row.sort(key=lambda piece: piece.box.left)
        host = next((n for n in range(len(done))[: -_ROWS - 1 : -1] if _meet(done[n], row)), None)
        if host is None:
            done.append(row)
        else:
            done[host] = sorted([*done[host], *row], key=lambda piece: piece.box.left)
    return done


def _same_row(row: Sequence[PrintedPiece], piece: PrintedPiece) -> bool:
    size = row[0].style.size
    alike = abs(size - piece.style.size) <= _SIZES * max(size, piece.style.size)
    step, all_ = piece.level - row[-1].level, piece.level - row[0].level
    return alike and step <= _EXACT_LEVEL * size and all_ <= _LEVEL * size


def _meet(row: Sequence[PrintedPiece], other: Sequence[PrintedPiece]) -> bool:
    """Tell whether two rows are nearly level, and pieces of one stand beside pieces of the other.

    Both are sorted from the left.
    """
    size, second = row[0].style.size, other[0].style.size
    if abs(size - second) > _SIZES * max(size, second):
        return False
    if abs(row[0].level - other[0].level) > _LEVEL * size:
        return False
    rights = [piece.box.right for piece in row]
    lefts = [piece.box.left for piece in row]
    for piece in other:
        box = piece.box
        n = bisect_left(lefts, box.right - 0.2 * size)
        after = n < len(row) and lefts[n] - box.right <= _FAR * size
        before = 0 < n <= len(row) and -0.2 * size <= box.left - rights[n - 1] <= _FAR * size
        if after or before:
            return True
    return False


def _closed(row: Sequence[PrintedPiece]) -> Iterator[list[PrintedPiece]]:
    """Cut a row where there is a gap, but not between letters set apart or justified words."""
    part: list[PrintedPiece] = []
    apart = _set_apart(row) | _justified(row)
    for n, piece in enumerate(row):
        if part and n not in apart and _gap(part[-1], piece) > _CLOSE:
            yield part
            part = []
        part.append(piece)
    if part:
        yield part


def _set_apart(row: Sequence[PrintedPiece]) -> set[int]:
    """Return the numbers of single letters that follow at the pitch of those before them."""
    found: set[int] = set()
    start = 0
    for n in range(1, len(row) + 1):
        even = n < len(row) and len(row[n].text) == len(row[n - 1].text) == 1
        gap = _gap(row[n - 1], row[n]) if even else 0.0
        first = _gap(row[start], row[start + 1]) if even and n - start >= 2 else gap
        if even and _CLOSE < gap <= _WIDEST and abs(gap - first) <= _SPREAD:
            continue
        if n - start >= 3:
            found.update(range(start + 1, n))
        start = n
    return found


def _justified(row: Sequence[PrintedPiece]) -> set[int]:
    """Return the numbers of Latin words that follow at the gap of the words before or after.

    In a narrow column a justified line is white all through, which parts nothing.
    """
    gaps = [_gap(one, two) for one, two in pairwise(row)]
    wordy = [
        gap <= _WIDEST and _latin(one.text[-1]) and _latin(two.text[0])
        for gap, (one, two) in zip(gaps, pairwise(row), strict=True)
    ]
    found: set[int] = set()
    for n in range(len(gaps) - 1):
        word = " " not in row[n + 1].text  # else it is a line between two gutters
        if word and wordy[n] and wordy[n + 1] and abs(gaps[n] - gaps[n + 1]) <= _ALIKE:
            found |= {n + 1, n + 2}
    return found


def _gap(one: PrintedPiece, two: PrintedPiece) -> float:
    """Return the gap between two pieces of a row, ems."""
    return (two.box.left - one.box.right) / min(one.style.size, two.style.size)


def _parted(part: Sequence[PrintedPiece], edges: LineEdges) -> Iterator[list[PrintedPiece]]:
    """Cut where one column ends and another begins, though marks at their edges nearly meet."""
    held = [part[0]]
    for one, two in pairwise(part):
        gutter = _gap(one, two) > _NARROW and one.run != two.run
        if gutter and edges.both(one, two):
            yield held
            held = []
        held.append(two)
    yield held


def _joined(
    parts: Sequence[list[PrintedPiece]], edges: LineEdges, sides: FrameSides
) -> Iterator[PrintedLine]:
    """Put the parts of a row together over phrase gaps."""
    held: list[PrintedPiece] = []
    for part in parts:
        if held and (sides.part(held[-1], part[0]) or not _goes_on(held, part[0], edges)):
            yield _line(held)
            held = []
        held += part
    if held:
        yield _line(held)


def _goes_on(held: Sequence[PrintedPiece], two: PrintedPiece, edges: LineEdges) -> bool:
    one = held[-1]
    if _leads(one.text[-1:]) or _leads(two.text[:1]):
        return _gap(one, two) <= _LED
    if _gap(one, two) - _unknown(one, two) > _FAR:
        return False
    indented = two.box.left - held[0].box.left < _COLUMN * two.style.size
    return one.run == two.run or indented or not edges.part(held[0], one, two)


def _unknown(one: PrintedPiece, two: PrintedPiece) -> float:
    """Return how much of a gap may be text that the file gives for a drawing, ems.

    Capitals and letters set apart take up to twice what Latin letters need at the least.
    """
    known = not one.needs or one.style.size != two.style.size
    known = known or not (_latin(one.text[-1]) and _latin(two.text[0]))
    return 0.0 if known else one.needs / one.style.size


def _leads(char: str) -> bool:
    """Tell whether a letter is one of the dots that lead to a page's number."""
    return char in _LEADERS


def _line(row: Sequence[PrintedPiece]) -> PrintedLine:
    apart, justified = _set_apart(row), _justified(row)
    gaps = [_gap(one, two) for one, two in pairwise(row)]
    least = min((gap for gap in gaps if gap > _SPACE), default=0.0)
    even = sum(_SPACE < gap <= _CLOSE for gap in gaps) > _EVEN  # a justified line's gaps
    texts = [row[0].text]
    for n in range(1, len(row)):
        spoken = row[n].spaced and not even
        white = "" if n in apart else _between(row[n - 1], row[n], least, spoken=spoken)
        white = " " if n in justified and white == _GAP else white
        texts += [white, row[n].text]
    left, top = min(p.box.left for p in row), min(p.box.top for p in row)
    right, bottom = max(p.box.right for p in row), max(p.box.bottom for p in row)
    return PrintedLine(
        text="".join(texts),
        box=Rect(left, top, right - left, bottom - top),
        level=row[0].level,
        style=_style(row),
        upright=row[0].upright,
        open_end=row[-1].needs > 0,
        lead=_lead(row, texts),
        opens=row[0].style.face,
        ends=row[-1].style.face,
    )


def _lead(row: Sequence[PrintedPiece], texts: Sequence[str]) -> str:
    """Return a line's text up to where another face begins."""
    face = row[0].style.face
    for n, piece in enumerate(row):
        if piece.style.face != face:
            return "".join(texts[: 2 * n - 1])
        if piece.needs and _GAP in piece.text:
            return "".join(texts[: 2 * n]) + piece.text.split(_GAP)[0]
    return "".join(texts)


def _between(one: PrintedPiece, two: PrintedPiece, least: float, *, spoken: bool) -> str:
    """Return the white between two pieces of a line whose narrowest gap is ``least`` ems.

    ``spoken``: the file has a space there.
    """
    gap = _gap(one, two)
    if one.figure or two.figure:
        # a section's name beside the page's number is no figure of it
        return _GAP if two.figure and len(two.text) > 1 and is_han(two.text[0]) else ""
    before, after = one.text[-1], two.text[0]
    if not (_latin(before) and _latin(after)):
        spoken = spoken and gap > _SPACE and not (_latin(before) or _latin(after))
        spoken = spoken and gap > 3 * _tracking(one)
        return _GAP if gap > _CLOSE or spoken else ""
    wide = 2 * _PHRASE if before in _STOPS else _PHRASE  # sentences stand apart in some settings
    if gap > wide and (gap > 2 * least or gap == least):
        return _GAP
    return " " if gap > _SPACE else ""


def _tracking(piece: PrintedPiece) -> float:
    """Return the white between the ideographs of a piece, ems; 0 when that can't be told."""
    if len(piece.text) < 2 or not all(map(is_han, piece.text)):
        return 0.0
    return max(0.0, piece.box.width / piece.style.size - len(piece.text)) / (len(piece.text) - 1)


def _latin(char: str) -> bool:
    return char < "\u2e80" and not is_han(char)


def _style(row: Sequence[PrintedPiece]) -> PrintedStyle:
    styles: Counter[PrintedStyle] = Counter()
    for piece in row:
        styles[piece.style] += len(piece.text)
    return styles.most_common(1)[0][0]
