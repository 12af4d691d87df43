"""A part of a PDF's page as a PDF of its own, and the pictures that a page shows.

Takes a page of pypdf and a rectangle; returns the bytes of a page that draws what lies in it and
nothing else: what lies outside is taken out of the drawing, not hidden, so that no text of a
neighbour comes along.  Inks and faces stay as they are.
"""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ContentStream,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    RectangleObject,
)

from broadsheet.geometry import Rect
from broadsheet.models import field, frozen, record
from broadsheet.preflight.graphics import UNIT, Matrix, matrix_of, point, times

_PATH = frozenset({b"m", b"l", b"c", b"v", b"y", b"h", b"re"})
_PAINT = frozenset({b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"n"})
_SHOW = frozenset({b"Tj", b"TJ", b"'", b'"'})
_MARKED = frozenset({b"BDC", b"BMC", b"EMC", b"MP", b"DP"})
_SLACK = 0.8  # pt that ink may stand over the edge
_WIDE = 4.0  # times the part: what is larger belongs to the page
_NAMES = {b"Tf": "/Font", b"Do": "/XObject", b"gs": "/ExtGState", b"sh": "/Shading"}
_JPEG = "/DCTDecode"
Operations = Sequence[tuple[Any, bytes]]


@frozen(kw_only=True)
class ShownPicture:
    """A picture where a page shows it."""

    rect: Rect
    ending: str
    content: bytes


@record()
class _Pen:
    """Where an operator would draw, in the page's own space."""

    matrix: Matrix = UNIT
    stack: list[Matrix] = field(default_factory=list)
    line: Matrix = UNIT
    leading: float = 0.0
    path: list[tuple[float, float]] = field(default_factory=list)

    def take(self, operator: bytes, values: Sequence[Any]) -> None:
        """Follow an operator that moves the pen or the space."""
        if operator == b"q":
            self.stack.append(self.matrix)
        elif operator == b"Q" and self.stack:
            self.matrix = self.stack.pop()
        elif operator == b"cm":
            self.matrix = times(matrix_of(values), self.matrix)
        elif operator == b"BT":
            self.line = UNIT
        elif operator == b"Tm":
            self.line = matrix_of(values)
        elif operator in (b"Td", b"TD"):
            self.line = times((1, 0, 0, 1, float(values[0]), float(values[1])), self.line)
            self.leading = -float(values[1]) if operator == b"TD" else self.leading
        elif operator == b"TL":
            self.leading = float(values[0])
        elif operator in (b"T*", b"'", b'"'):
            self.line = times((1, 0, 0, 1, 0, -self.leading), self.line)
        elif operator in _PATH:
            self._draw(operator, [float(value) for value in values])

    def _draw(self, operator: bytes, numbers: list[float]) -> None:
        if operator == b"re":
            x, y, width, height = numbers
            corners = ((x, y), (x + width, y + height), (x + width, y), (x, y + height))
            self.path += [point(self.matrix, *at) for at in corners]
            return
        for n in range(0, len(numbers) - 1, 2):
            self.path.append(point(self.matrix, numbers[n], numbers[n + 1]))

    @property
    def text(self) -> tuple[float, float]:
        """Where the next letters would stand."""
        return point(times(self.line, self.matrix), 0.0, 0.0)

    def unit(self) -> list[tuple[float, float]]:
        """Return the corners of a picture."""
        return [point(self.matrix, x, y) for x in (0, 1) for y in (0, 1)]


class _Cutter:
    """What of a page's drawing stays."""

    def __init__(self, rect: Rect, holes: Sequence[Rect], place: "_Place") -> None:
        self.rect, self.holes, self.place = rect, holes, place
        self.pen = _Pen()
        self.kept: list[tuple[Any, bytes]] = []
        self.pending: list[tuple[Any, bytes]] = []
        self.opened: list[tuple[int, bool]] = []  # where a q stands, and whether it painted
        self.clips = False

    def run(self, operations: Operations) -> None:
        for values, operator in operations:
            self.pen.take(operator, values)
            if operator in _MARKED:
                continue
            if operator in _PATH:
                self.pending.append((values, operator))
            elif operator in (b"W", b"W*"):
                self.pending.append((values, operator))
                self.clips = True
            elif operator in _PAINT:
                self._paint(values, operator)
            elif operator in _SHOW:
                self._keep(values, operator, inked=self._holds([self.pen.text], 0.0))
            elif operator in (b"Do", b"INLINE IMAGE"):
                self._keep(values, operator, inked=self._holds(self.pen.unit(), _SLACK))
            elif operator == b"q":
                self.opened.append((len(self.kept), False))
                self.kept.append((values, operator))
            elif operator == b"Q":
                self._close(values)
            else:
                self.kept.append((values, operator))

    def _paint(self, values: Any, operator: bytes) -> None:
        inked = operator != b"n" and self._holds(self.pen.path, _SLACK)
        if inked or self.clips:
            self.kept += self.pending
            self.kept.append((values, operator if inked else b"n"))
        self._note(inked)
        self.pending, self.pen.path, self.clips = [], [], False

    def _keep(self, values: Any, operator: bytes, *, inked: bool) -> None:
        if inked:
            self.kept.append((values, operator))
        self._note(inked)

    def _note(self, inked: bool) -> None:
        if inked and self.opened:
            self.opened[-1] = (self.opened[-1][0], True)

    def _close(self, values: Any) -> None:
        start, painted = self.opened.pop() if self.opened else (0, True)
        if not painted:
            del self.kept[start:]  # nothing in it was painted: its state is gone with it
            return
        self._note(True)
        self.kept.append((values, b"Q"))

    def _holds(self, corners: Sequence[tuple[float, float]], slack: float) -> bool:
        if not corners:
            return False
        box = self.place.seen(corners)
        if any(hole.holds(box, 1.0) for hole in self.holes):
            return False
        if slack and box.width * box.height > _WIDE * self.rect.width * self.rect.height:
            return False
        x, y = box.centre, box.middle
        inside = self.rect.left <= x <= self.rect.right and self.rect.top <= y <= self.rect.bottom
        return inside or (bool(slack) and self.rect.inset(slack).overlaps(box))


@frozen()
class _Place:
    """The part of a page's own space that is shown."""

    left: float
    top: float

    def seen(self, corners: Sequence[tuple[float, float]]) -> Rect:
        """Return the box of points as it is seen, y down."""
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return Rect(min(xs) - self.left, self.top - max(ys), max(xs) - min(xs), max(ys) - min(ys))


def place_of(page: Any) -> _Place:
    """Return where a page's shown part begins in its own space."""
    return _Place(float(page.cropbox.left), float(page.cropbox.top))


def steps_of(page: Any) -> Operations:
    """Return the operators of a page's drawing."""
    content = page.get_contents()
    return content.operations if content is not None else []


def part_of(page: Any, steps: Operations, rect: Rect, holes: Sequence[Rect] = ()) -> bytes:
    """Return a part of a page as a PDF; ``holes`` are what is left out of it."""
    place = place_of(page)
    cutter = _Cutter(rect, holes, place)
    cutter.run(steps)
    writer = PdfWriter()
    leaf = writer.add_blank_page(rect.width, rect.height)
    faces = _shown_faces(cutter.kept)
    kept = [one for one in cutter.kept if one[1] != b"Tf" or str(one[0][0]) in faces]
    drawn = ContentStream(None, writer)
    drawn.operations = kept
    stream = DecodedStreamObject()
    stream.set_data(drawn.get_data())
    packed = writer._add_object(stream.flate_encode())
    leaf[NameObject("/Contents")] = packed
    leaf[NameObject("/Resources")] = _used(page, kept).clone(writer)
    left, top = place.left + rect.left, place.top - rect.top
    box = RectangleObject((left, top - rect.height, left + rect.width, top))
    for name in ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
        leaf[NameObject(name)] = box
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _shown_faces(operations: Operations) -> set[str]:
    """Return the names of the faces in which letters are shown."""
    face, stack, found = "", [""], set()
    for values, operator in operations:
        if operator == b"Tf":
            face = str(values[0])
        elif operator == b"q":
            stack.append(face)
        elif operator == b"Q":
            face = stack.pop() if stack else face
        elif operator in _SHOW:
            found.add(face)
    return found


def _used(page: Any, operations: Operations) -> DictionaryObject:
    """Return the resources of a page, faces and pictures that a part shows alone."""
    used: dict[str, set[str]] = {kind: set() for kind in _NAMES.values()}
    for values, operator in operations:
        if operator in _NAMES and values:
            used[_NAMES[operator]].add(str(values[0]))
    resources = page.get("/Resources")
    held = resources.get_object() if resources is not None else {}
    found = DictionaryObject()
    for kind, own in held.items():
        names = used.get(kind)
        if names is None:
            found[NameObject(kind)] = own
            continue
        given = own.get_object()
        found[NameObject(kind)] = DictionaryObject(
            {NameObject(name): given.raw_get(name) for name in given if name in names}
        )
    return found


def pictures_of(page: Any, steps: Operations, wanted: Sequence[Rect]) -> Iterator[ShownPicture]:
    """Yield the pictures of a page that stand where one is wanted, as they are embedded."""
    held = (page.get("/Resources") or {}).get("/XObject")
    if held is None:
        return
    place, pen, known = place_of(page), _Pen(), held.get_object()
    for values, operator in steps:
        pen.take(operator, values)
        if operator in _PAINT:
            pen.path = []
        if operator != b"Do" or str(values[0]) not in known:
            continue
        image = known[str(values[0])].get_object()
        shown = place.seen(pen.unit())
        if image.get("/Subtype") == "/Image" and any(_stands(shown, spot) for spot in wanted):
            found = _file_of(image)
            if found:
                yield ShownPicture(rect=shown, ending=found[0], content=found[1])


def _stands(shown: Rect, spot: Rect) -> bool:
    """Tell whether a picture is the one of a place, which may show a part of it."""
    return shown.holds(spot, 1.5) and shown.width * shown.height < 6 * spot.width * spot.height


def _file_of(image: Any) -> tuple[str, bytes] | None:
    """Return a picture as a file: JPEG as it is embedded, else PNG, or TIFF of four inks."""
    filters = image.get("/Filter")
    names = [str(n) for n in filters] if isinstance(filters, list) else [str(filters)]
    if names == [_JPEG] and "/SMask" not in image and "/Decode" not in image:
        return "jpg", image._data
    drawn: Image.Image = image.decode_as_image()
    out = io.BytesIO()
    if drawn.mode == "CMYK":
        drawn.save(out, "TIFF", compression="tiff_lzw")
        return "tif", out.getvalue()
    drawn.save(out, "PNG")
    return "png", out.getvalue()
