"""Whether a page puts ink on paper at all: a sold place may not stay white.

Takes a page with the box of it that is placed, and what its document's layers show; tells whether
anything is painted there that is not white.  Goes by operators, forms and stamps, in whole boxes:
what a curve or a clip leaves out is not looked at, and a picture counts as ink.
"""

from collections.abc import Callable, Iterator
from typing import Any

from pypdf.generic import ArrayObject, ContentStream, NameObject, StreamObject

from broadsheet.models import field, record
from broadsheet.opened_pdf.annotations import appearances
from broadsheet.opened_pdf.content import named, read_content
from broadsheet.opened_pdf.spelling import INLINE, Operation, is_text, text_bytes

Box = tuple[float, float, float, float]  # left, bottom, right, top
Matrix = tuple[float, float, float, float, float, float]

_ONE: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_FILLS = {b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"}
_LINES = {b"S", b"s", b"B", b"B*", b"b", b"b*"}
_TEXTS = {b"Tj", b"TJ", b"'", b'"'}
_FILL, _STROKE = 0, 1
_SET = {
    b"g": _FILL, b"rg": _FILL, b"k": _FILL, b"sc": _FILL, b"scn": _FILL, b"cs": _FILL,
    b"G": _STROKE, b"RG": _STROKE, b"K": _STROKE, b"SC": _STROKE, b"SCN": _STROKE, b"CS": _STROKE,
}  # fmt: skip
_WHITE = {1: 1.0, 3: 1.0, 4: 0.0}  # of each part, by how many there are
_UNSEEN = (3, 7)  # ways to show text
_DEEPEST, _MOST = 20, 500


def draws(page: Any, box: Box, shows: Callable[[Any], bool]) -> bool:
    """Tell whether a page draws anything in a box.  Raises SourceError for what can't be read."""
    look = _Look(box=box, shows=shows)
    content, resources = page.get_contents(), page.get("/Resources")
    held = resources.get_object() if resources is not None else None
    if content is not None and look.at(content, held, _ONE):
        return True
    return any(True for _ in appearances(page, shows))


@record(kw_only=True)
class _State:
    """What is in force while operators are carried out."""

    matrix: Matrix = _ONE
    white: list[bool] = field(default_factory=lambda: [False, False])  # fills, strokes
    way: int = 0  # of showing text


@record(kw_only=True)
class _Look:
    """A look at what content streams paint."""

    box: Box
    shows: Callable[[Any], bool]
    forms: int = 0
    depth: int = 0

    def at(self, content: Any, resources: Any, matrix: Matrix) -> bool:
        """Tell whether a content stream paints anything in the box."""
        operations = read_content(content, resources, self.shows).operations
        return any(self._painted(operations, resources, matrix))

    def _painted(
        self, operations: list[Operation], resources: Any, matrix: Matrix
    ) -> Iterator[bool]:
        state, saved, points = _State(matrix=matrix), list[_State](), list[tuple[float, float]]()
        for operands, operator in operations:
            if operator == b"q":
                saved.append(_State(matrix=state.matrix, white=list(state.white), way=state.way))
            elif operator == b"Q" and saved:
                state = saved.pop()
            elif operator == b"cm":
                state.matrix = _times(state.matrix, _numbers(operands, 6))
            elif operator == b"Tr":
                state.way = int(operands[0])
            elif operator in _SET:
                state.white[_SET[operator]] = _is_white(operands, operator)
            elif operator in (b"m", b"l", b"c", b"v", b"y", b"re"):
                points += _points(operands, operator, state.matrix)
            elif operator in _FILLS | _LINES:
                inked = operator in _FILLS and not state.white[_FILL]
                inked = inked or (operator in _LINES and not state.white[_STROKE])
                yield inked and self._within(points)
                points = []
            elif operator == b"n":
                points = []
            elif operator == b"Do":
                yield self._shown(named(resources, "/XObject", str(operands[0])), resources, state)
            else:
                yield operator in (b"sh", INLINE) or self._said(operands, operator, state)

    def _said(self, operands: Any, operator: bytes, state: _State) -> bool:
        """Tell whether text is shown that is seen."""
        if operator not in _TEXTS or not operands or state.way in _UNSEEN or state.white[_FILL]:
            return False
        last = operands[-1]
        parts = list(last) if isinstance(last, ArrayObject) else [last]
        return any(is_text(part) and text_bytes(part).strip(b"\0 ") for part in parts)

    def _shown(self, held: Any, resources: Any, state: _State) -> bool:
        form = held.get_object() if held is not None else None
        if not isinstance(form, StreamObject):
            return False
        if str(form.get("/Subtype", "")) == "/Image":
            corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)]
            return self._within([_moved(state.matrix, *corner) for corner in corners])
        if str(form.get("/Subtype", "")) != "/Form":
            return False
        self.forms += 1
        if self.depth >= _DEEPEST or self.forms > _MOST:
            return True  # nobody looks further
        own = form.get("/Resources")
        inner = own.get_object() if own is not None else resources
        turned = form["/Matrix"].get_object() if "/Matrix" in form else _ONE
        self.depth += 1
        found = self.at(ContentStream(form, None), inner, _times(state.matrix, _numbers(turned, 6)))
        self.depth -= 1
        return found

    def _within(self, points: list[tuple[float, float]]) -> bool:
        """Tell whether what lies between points has a part in the box."""
        if not points:
            return False
        across, down = [x for x, _ in points], [y for _, y in points]
        left, bottom, right, top = self.box
        inside = min(across) < right and max(across) > left
        return inside and min(down) < top and max(down) > bottom


def _is_white(operands: Any, operator: bytes) -> bool:
    """Tell whether a colour is white: of a space that is none of ours, nobody knows."""
    if operator in (b"sc", b"scn", b"SC", b"SCN"):
        return False
    parts = [float(one) for one in operands if isinstance(one, int | float)]
    white = _WHITE.get(len(parts))
    return white is not None and all(part == white for part in parts)


def _points(operands: Any, operator: bytes, matrix: Matrix) -> list[tuple[float, float]]:
    parts = [float(one) for one in operands if not isinstance(one, NameObject)]
    if operator == b"re" and len(parts) > 3:
        x, y, across, down = parts[:4]
        corners = [(x, y), (x + across, y), (x, y + down), (x + across, y + down)]
    else:
        corners = list(zip(parts[::2], parts[1::2], strict=False))
    return [_moved(matrix, *corner) for corner in corners]


def _numbers(held: Any, count: int) -> Any:
    found = [float(one) for one in held]
    return tuple(found) if len(found) == count else _ONE


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _times(outer: Matrix, inner: Matrix) -> Matrix:
    """Return what does the inner first."""
    a, b, c, d, e, f = inner
    x, y = _moved(outer, e, f)
    p, q, r, s, _, _ = outer
    return (p * a + r * b, q * a + s * b, p * c + r * d, q * c + s * d, x, y)
