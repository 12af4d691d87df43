"""Which stretches run down the page.

Takes the pieces of a page; returns those of level lines and those of upright ones, the latter
with their boxes turned so that both read from left to right.  A piece of one letter tells
nothing by itself: what it stands beside tells.  Figures that stand level within an upright line
(纵中横) belong to it.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from broadsheet.geometry import Rect
from broadsheet.models import replace
from broadsheet.parse.pdf.values import PrintedPiece
from broadsheet.parse.text.characters import NO_START

_FEW = 4  # letters that may stand level in an upright line
_NEAR = 0.8  # ems between a piece and the next of its line
_GAP = 1.3  # ems between the letters of an upright line, with a gap in it
_BESIDE = 0.35  # ems between two middles on one line
_CLOSER = 0.12  # ems by which the next letter must stand nearer below than beside
_MARK = 0.8  # ems that the box of a mark lacks at the most
_FAR = 9.0  # ems: farther than any neighbour


def directions(
    pieces: Sequence[PrintedPiece], page_width: float
) -> tuple[tuple[PrintedPiece, ...], tuple[PrintedPiece, ...]]:
    """Return level and upright pieces; upright ones are turned."""
    pieces = _whole_marks(pieces)
    sure = {n for n, piece in enumerate(pieces) if piece.upright}
    unsure = {
        n
        for n, p in enumerate(pieces)
        if n not in sure and not _wide(p) and (len(p.text) <= _FEW or p.needs)
    }
    cells = _Cells(pieces)
    found = sure | {n for n in unsure if len(pieces[n].text) == 1 and _below(n, cells)}
    while more := {n for n in unsure - found if _within(n, found, cells)}:
        found |= more
    found = {n for n in found if n in sure or pieces[n].needs or _company(n, found, cells)}
    level = tuple(_whole(p, upright=False) for n, p in enumerate(pieces) if n not in found)
    upright = tuple(turned(_whole(pieces[n], upright=True), page_width) for n in sorted(found))
    return level, upright


def _whole_marks(pieces: Sequence[PrintedPiece]) -> list[PrintedPiece]:
    """Give marks in upright text the em that they stand in, where a font tells their ink alone.

    A mark alone follows the piece before it; one at a piece's end makes it as long as its letters.
    """
    out: list[PrintedPiece] = []
    for piece in pieces:
        box = _whole_mark(piece, out[-1] if out else None)
        out.append(replace(piece, box=box, upright=True) if box else piece)
    return out


def _whole_mark(piece: PrintedPiece, before: PrintedPiece | None) -> Rect | None:
    """Return the box of a piece with its mark's whole em; None where nothing is to be added."""
    size, box = piece.style.size, piece.box
    if piece.upright and piece.text[-1] in NO_START:
        full = size * sum(char >= "\u2e80" for char in piece.text)
        cut = full == size * len(piece.text) and full - _MARK * size < box.height < full
        return Rect(box.left, box.top, box.width, full) if cut else None
    if not before or not before.upright or piece.text not in NO_START or not _ink(box, size):
        return None
    at = before.box
    inside = at.left - 0.3 * size <= box.centre <= at.right + 0.3 * size
    follows = inside and -0.7 * size <= box.middle - at.bottom <= 1.2 * size
    return Rect(at.left, at.bottom, size, size) if follows else None


def _ink(box: Rect, size: float) -> bool:
    return max(box.width, box.height) < 0.6 * size


def turned(piece: PrintedPiece, page_width: float) -> PrintedPiece:
    """Return an upright piece as its direction reads: see ``values.PrintedLine``."""
    box = turn(piece.box, page_width)
    level = box.middle + piece.style.size / 2  # figures set level in it are narrower, or wider
    return replace(piece, box=box, level=level, upright=True)


def turn(box: Rect, page_width: float) -> Rect:
    """Return a box as upright text reads."""
    return Rect(box.top, page_width - box.right, box.height, box.width)


def turned_back(box: Rect, page_width: float) -> Rect:
    """Return a box that was turned as it stands on the page."""
    return Rect(page_width - box.bottom, box.left, box.height, box.width)


def _whole(piece: PrintedPiece, *, upright: bool) -> PrintedPiece:
    """Give a piece whose box is too small one that its text fits in."""
    if not piece.needs:
        return piece
    box = piece.box
    across, down = (box.width, piece.needs) if upright else (piece.needs, box.height)
    return replace(piece, box=Rect(box.left, box.top, across, down))


def _wide(piece: PrintedPiece) -> bool:
    return piece.box.width > 1.4 * piece.style.size and len(piece.text) > 1


class _Cells:
    """Pieces by where they are, so that neighbours are found at once."""

    def __init__(self, pieces: Sequence[PrintedPiece]) -> None:
        self.pieces = pieces
        self.side = max(4.0, 1.5 * max((p.style.size for p in pieces), default=1.0) ** 0.5 * 3)
        self.held: dict[tuple[int, int], list[int]] = {}
        for n, piece in enumerate(pieces):
            for cell in self._cells(piece.box, 0.0):
                self.held.setdefault(cell, []).append(n)

    def _cells(self, box: Rect, reach: float) -> Iterable[tuple[int, int]]:
        side = self.side
        across = range(int((box.left - reach) // side), int((box.right + reach) // side) + 1)
        down = range(int((box.top - reach) // side), int((box.bottom + reach) // side) + 1)
        return product(across, down)

    def near(self, n: int, reach: float) -> Iterator[int]:
        """Yield the pieces around one."""
        seen = {n}
        for cell in self._cells(self.pieces[n].box, reach):
            for other in self.held.get(cell, ()):
                if other not in seen:
                    seen.add(other)
                    yield other


def _like(one: PrintedPiece, two: PrintedPiece) -> bool:
    return abs(one.style.size - two.style.size) <= 0.25 * max(one.style.size, two.style.size)


def _below(n: int, cells: _Cells) -> bool:
    """Tell whether a letter stands nearer to those above and below it than to those beside."""
    one = cells.pieces[n]
    size, box = one.style.size, one.box
    beside = down = _FAR
    for k in cells.near(n, size):
        two = cells.pieces[k]
        if not _like(one, two) or two.upright:
            continue
        other = two.box
        if abs(other.middle - box.middle) <= _BESIDE * size:
            gap = max(other.left - box.right, box.left - other.right)
            beside = min(beside, max(0.0, gap) / size)
        elif len(two.text) == 1 and abs(other.centre - box.centre) <= _BESIDE * size:
            gap = max(other.top - box.bottom, box.top - other.bottom)
            down = min(down, max(0.0, gap) / size)
    return down <= _NEAR and down < beside - _CLOSER


def _within(n: int, found: set[int], cells: _Cells) -> bool:
    """Tell whether a few letters stand in an upright line: on its middle, close to its letters."""
    one = cells.pieces[n]
    for k in cells.near(n, 1.5 * one.style.size):
        if k not in found:
            continue
        two = cells.pieces[k]
        size, box, other = two.style.size, one.box, two.box
        wide = box.width > 1.3 * size and not one.needs
        if one.style.size > 1.3 * size or wide:
            continue
        away = abs(other.centre - box.centre)
        # of a text whose place is not all known, the lines to its sides tell
        beside = one.needs and box.width < 1.3 * size and 0.8 * size < away < 2 * size
        if beside and two.upright and other.top - 2 <= box.top <= other.bottom:
            return True
        centred = away <= _BESIDE * size
        gap = max(other.top - box.bottom, box.top - other.bottom)
        if centred and gap <= _GAP * size and not _in_a_row(n, cells):
            return True
    return False


def _in_a_row(n: int, cells: _Cells) -> bool:
    """Tell whether a piece has level neighbours closer than any upright line's are."""
    one = cells.pieces[n]
    size = one.style.size
    for k in cells.near(n, size):
        two = cells.pieces[k]
        if two.upright or two.box.width < 1.3 * size or not _like(one, two):
            continue
        gap = max(two.box.left - one.box.right, one.box.left - two.box.right)
        if abs(two.box.middle - one.box.middle) <= _BESIDE * size and gap <= 0.3 * size:
            return True
    return False


def _company(n: int, found: set[int], cells: _Cells) -> bool:
    """Tell whether other pieces of the line are upright too: no line is one letter, or two.

    Letters at the ends of two level lines may stand below each other.
    """
    one = cells.pieces[n]
    size = one.style.size
    with_it = 0
    figures = one.text.isdecimal()
    for k in cells.near(n, 3 * size):
        two = cells.pieces[k]
        beside = abs(two.box.centre - one.box.centre)
        if k in found and beside <= _BESIDE * max(size, two.style.size):
            with_it += 2 if len(two.text) > 1 else 1
            figures = figures and two.text.isdecimal()
    return with_it > 1 and not figures  # figures below each other end level lines
