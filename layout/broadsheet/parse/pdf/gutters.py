"""Where columns part, as lines and drawings show it.

Takes parts of lines, and the boxes of what is drawn; tells whether a gap between two pieces is a
gutter: other lines begin or end there, a rule or the side of a frame stands in it, or the two
stand under two pictures.
"""

from collections.abc import Iterable, Iterator, Sequence

from broadsheet.geometry import Rect
from broadsheet.parse.pdf.values import PrintedPiece
from broadsheet.parse.text.characters import NO_START, OPENERS, is_han

_SIZES = 0.12  # relative change of size that parts two lines
_PICTURE = 40.0  # pt of the shorter side of what has a caption of its own
_MOST_AREAS = 2000
_UNDER = 3.5  # ems below a picture in which its caption stands
_SIDE = 18.0  # pt of the shortest side of a frame
_RULE = 4.0  # pt: what is no wider is a rule
_EDGE = 0.55  # ems by which the starts of a column's lines differ: marks hang out of it
_EXACT = 1.5  # pt by which they differ where a head begins over the column
_HANGS = 0.6  # ems by which an opening mark stands out to the left
_MANY = 8  # lines of text below a head that begin where its second part does
_SOME = 4  # the same where its first part begins over another column
_HEAD = 1.15  # times the size of these: it is a head
_DEEP = 24.0  # ems of the head's size in which they stand
_NEARBY = 9.0  # ems up and down in which a column's other lines stand


class LineEdges:
    """Where parts of lines begin and end, to tell columns."""

    def __init__(self, parts: Iterable[Sequence[PrintedPiece]]) -> None:
        self.starts: dict[int, list[tuple[float, PrintedPiece]]] = {}
        self.ends: dict[int, list[tuple[float, PrintedPiece]]] = {}
        for part in parts:
            left, right = part[0].box.left, part[-1].box.right
            self.starts.setdefault(int(left // 8), []).append((left, part[0]))
            self.ends.setdefault(int(right // 8), []).append((right, part[-1]))

    def part(self, first: PrintedPiece, one: PrintedPiece, two: PrintedPiece) -> bool:
        """Tell whether other lines near by end, or begin, in the gap between two pieces.

        ``first`` is what the line of the one begins with.
        """
        gap = (one.box.right, two.box.left)
        if _often(self.starts, gap, two) or _often(self.ends, gap, one):
            return True
        if self._under(two) >= _MANY:
            return True
        return self._under(two, _HEAD) >= _SOME and self._under(first, _HEAD) >= _SOME

    def both(self, one: PrintedPiece, two: PrintedPiece) -> bool:
        """Tell whether other lines near by end where one does, and begin where two does."""
        starts = _often(self.starts, (one.box.right, two.box.left), two)
        hangs = one.style.size if one.text[-1] in NO_START else 0.0
        return starts and _often(self.ends, (one.box.right - hangs, one.box.right), one)

    def _under(self, piece: PrintedPiece, larger: float = 0.0) -> int:
        """Return how many lines of a column below begin where a part of a head does.

        Those that it is so many times ``larger`` than, at the least.
        """
        left, size, cell = piece.box.left, piece.style.size, int(piece.box.left // 8)
        near = (pair for n in range(cell - 1, cell + 3) for pair in self.starts.get(n, ()))
        hangs = _HANGS * size if piece.text[0] in OPENERS else 0.0
        return sum(
            -_EXACT <= place - left <= _EXACT + hangs
            and 0 < other.level - piece.level <= _DEEP * size
            and larger * other.style.size <= size
            for place, other in near
        )


def _often(
    held: dict[int, list[tuple[float, PrintedPiece]]], gap: tuple[float, float], piece: PrintedPiece
) -> bool:
    """Tell whether several lines near a piece have their edges at one place in a gap."""
    size = piece.style.size
    slack = _EDGE * size if is_han(piece.text[0]) or piece.text[0] in OPENERS else _EXACT
    cells = range(int((gap[0] - slack) // 8), int((gap[1] + slack) // 8) + 1)
    found = sorted(
        place
        for cell in cells
        for place, other in held.get(cell, ())
        if gap[0] - slack <= place <= gap[1] + slack
        and abs(other.level - piece.level) <= _NEARBY * size
        and abs(other.style.size - size) <= _SIZES * size
    )
    return any(three - one <= slack for one, three in zip(found, found[2:], strict=False))


class FrameSides:
    """Upright rules and the sides of frames, by where they are."""

    def __init__(self, shapes: Sequence[Rect], pictures: Sequence[Rect]) -> None:
        areas = [one for one in (*shapes, *pictures) if min(one.width, one.height) >= _PICTURE]
        self.feet: dict[int, list[Rect]] = {}
        for area in areas[:_MOST_AREAS]:
            self.feet.setdefault(int(area.bottom // 16), []).append(area)
        self.held: dict[int, list[tuple[float, float, float]]] = {}
        for shape in shapes:
            if shape.height < _SIDE:
                continue
            for x in {shape.left, shape.right} if shape.width > _RULE else {shape.centre}:
                self.held.setdefault(int(x // 16), []).append((x, shape.top, shape.bottom))

    def over(self, piece: PrintedPiece) -> Iterator[Rect]:
        """Yield the areas right under which a piece stands."""
        box, reach = piece.box, _UNDER * piece.style.size
        for cell in range(int((box.top - reach) // 16), int((box.top + 2) // 16) + 1):
            for area in self.feet.get(cell, ()):
                slack = 0.5 * piece.style.size
                inside = area.left - slack <= box.left and box.right <= area.right + slack
                if inside and -2 <= box.top - area.bottom <= reach:
                    yield area

    def part(self, one: PrintedPiece, two: PrintedPiece) -> bool:
        """Tell whether a side lies between two pieces, or they stand under two pictures."""
        if any(a.right <= b.left + 1 for a in self.over(one) for b in self.over(two)):
            return True
        left, right, middle = one.box.right - 1, two.box.left + 1, one.box.middle
        return any(
            left <= x <= right and top <= middle <= bottom
            for cell in range(int(left // 16), int(right // 16) + 1)
            for x, top, bottom in self.held.get(cell, ())
        )
