"""The letters of a PDF's pages and where they are printed.

Takes a PDF's bytes; returns a sheet for each page: stretches of text with place, size and face,
drawn rules and areas, pictures.  It alone asks PDFium, which knows the character
sets of Chinese fonts that a file only names; layout/READER.md has what other extractors give.
Decides nothing: what is one line, a column, a head is for the modules after it.
"""

import ctypes
import re
from collections.abc import Iterator
from threading import Lock
from typing import Any

import pypdfium2
from pypdfium2 import raw

from broadsheet import limits
from broadsheet.deadline import Watch, untimed
from broadsheet.errors import SourceError
from broadsheet.geometry import Rect
from broadsheet.models import field, frozen, record
from broadsheet.parse.pdf.bounds import check_drawings
from broadsheet.parse.pdf.unset import Place, place, texts_at
from broadsheet.parse.pdf.values import PrintedPiece, PrintedSheet, PrintedStyle
from broadsheet.parse.text.broken_lines import width

# PDFium is for one thread at a time, in a whole process
_PDFIUM = Lock()
_BOLD = re.compile(r"bold|black|heavy|demi|medium|w[6-9]\b|黑|粗", re.IGNORECASE)
_BOLD_WEIGHT = 600  # from which a font's own figure says bold
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_SEGMENTS = 64  # of a clipping path that are looked at
_GAP = 0.22  # of the size between two letters of one stretch, more is a gap
_LATIN = "\u2e80"  # the first of the ideographs' blocks
_BELOW = 0.12  # of the size: how far an ideograph reaches below the baseline
_NO_WIDTH = 0.01  # pt
_HALF = 0.4  # ems of a letter that is no ideograph, at the least
_TOO_SMALL = 0.9  # of what a text needs: its box tells nothing
_DEEPEST = 8  # forms in forms
_NO_CHARACTER = frozenset("\0\ufffd\ufffe\uffff")
_WIDE = "\u3000"
_WHITE = frozenset(f" \u00a0\t\r\n{_WIDE}")


@frozen()
class _Letter:
    """One letter; its box is in the page's own space, y up."""

    char: str
    left: float
    bottom: float
    right: float
    top: float


def sheets(content: bytes, look: Watch = untimed) -> Iterator[PrintedSheet]:
    """Yield the pages of a PDF, one by one; SourceError says in one line why there are none.

    ``look`` is asked before each page, and may raise to stop.
    """
    if b"%PDF-" not in content[:1024]:
        raise SourceError("is not a PDF")
    with _PDFIUM:
        document = _opened(content)
        try:
            if len(document) > (most := limits.current().pages):
                raise SourceError(f"has {len(document)} pages", hint=f"the limit pages is {most}")
            check_drawings(content, len(document))
            for number in range(len(document)):
                look(f"reading page {number + 1}")
                yield _sheet(document, number, content)
        finally:
            document.close()


def _opened(content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as fault:
        if "password" in str(fault).lower():
            message, hint = "is locked with a password", "save it without one"
            raise SourceError(message, hint=hint) from None
        raise SourceError("is broken: its text can't be read") from None


def _sheet(document: pypdfium2.PdfDocument, number: int, content: bytes) -> PrintedSheet:
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        raise SourceError(f"is broken: page {number + 1} can't be read") from None
    count = raw.FPDFText_CountChars(text.raw)
    if count > (most := limits.current().characters):
        hint = f"the limit characters is {most}"
        raise SourceError(f"has {count} characters on page {number + 1}", hint=hint)
    frame = _Frame(page)
    reading = _Reading(text.raw, frame)
    pieces = list(reading.pieces(count))
    drawn = _drawn(page, frame)
    if drawn.unset:
        found = texts_at(content, number, drawn.unset)
        pieces += [_unset(at, text, drawn.unset[at], frame) for at, text in found.items()]
        reading.unknown += len(drawn.unset) - len(found)
    return PrintedSheet(
        width=frame.width,
        height=frame.height,
        pieces=tuple(pieces),
        shapes=tuple(drawn.shapes),
        pictures=tuple(drawn.pictures),
        unknown=reading.unknown,
    )


def _unset(at: Place, text: str, style: PrintedStyle, frame: "_Frame") -> PrintedPiece:
    """Return a stretch whose text alone is known, about as wide as it must be."""
    x, y = at[0] / 10, at[1] / 10
    length = width(text) / 2 * style.size
    box = frame.rect(x, y - _BELOW * style.size, x + length, y + (1 - _BELOW) * style.size)
    return PrintedPiece(text=text, box=box, level=box.bottom - _BELOW * style.size, style=style)


class _Frame:
    """The part of the page that is shown, and how a viewer turns it."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.left, self.bottom, self.right, self.top = page.get_bbox()
        self.turn = page.get_rotation()
        self.width, self.height = page.get_size()

    def rect(self, left: float, bottom: float, right: float, top: float) -> Rect:
        """Return a box of the page's own space as it is seen."""
        x, y = left - self.left, self.top - top
        width, height = right - left, top - bottom
        across, down = self.right - self.left, self.top - self.bottom
        if self.turn == 90:
            x, y, width, height = down - y - height, x, height, width
        elif self.turn == 180:
            x, y = across - x - width, down - y - height
        elif self.turn == 270:
            x, y, width, height = y, across - x - width, height, width
        return Rect(x, y, width, height)

    def shows(self, box: Rect) -> bool:
        """Tell whether the middle of a box is on the page."""
        return bool(0 <= box.centre <= self.width and 0 <= box.middle <= self.height)


def _address(pointer: Any) -> int:
    """Return where PDFium holds a thing, 0 for none: what it is known by."""
    return ctypes.addressof(pointer.contents) if pointer else 0


@record()
class _Stretch:
    """Letters of one style, each right behind the one before it."""

    letters: list[_Letter]
    style: PrintedStyle
    level: float
    run: int  # of the last text object
    spaced: bool  # a space stands before it


class _Reading:
    """Letters of one page as they come, put together to stretches."""

    def __init__(self, text: Any, frame: _Frame) -> None:
        self.text, self.frame = text, frame
        self.unknown = 0
        self.faces: dict[int, PrintedStyle] = {}
        self.box, self.matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self.x, self.y = ctypes.c_double(), ctypes.c_double()

    def pieces(self, count: int) -> Iterator[PrintedPiece]:
        """Yield the stretches of the page."""
        held: _Stretch | None = None
        last, run, white, hinted, wide = -1, 0, False, False, False
        style = PrintedStyle(size=1.0, face="", bold=False)
        for n in range(count):
            char = chr(raw.FPDFText_GetUnicode(self.text, n))
            if char in _WHITE:
                # a space that PDFium has reckoned is one between Latin words alone
                white = white or not raw.FPDFText_IsGenerated(self.text, n)
                hinted = True
                wide = wide or char == _WIDE
                continue
            made = raw.FPDFText_GetTextObject(self.text, n)
            thing = _address(made)
            letter = self._letter(n, char, asked=thing != last)
            if thing != last:
                run, style = run + 1, self._style(made, n)
            if held and not _follows(held, letter, style, white):
                yield from self._piece(held)
                held = None
            if held is None:
                raw.FPDFText_GetCharOrigin(self.text, n, self.x, self.y)
                held = _Stretch([], style, self.y.value, run, white or hinted)
            elif white or (hinted and _wordy(held.letters[-1], letter)):
                held.letters.append(_Letter(_WIDE if wide else " ", *_edges(held.letters[-1])))
            held.letters.append(letter)
            held.run = run
            last, white, hinted, wide = thing, False, False, False
        if held:
            yield from self._piece(held)

    def _letter(self, n: int, char: str, *, asked: bool) -> _Letter:
        """Return a letter; of each text object one is ``asked`` whether its font names it."""
        raw.FPDFText_GetLooseCharBox(self.text, n, self.box)
        if char in _NO_CHARACTER or (asked and raw.FPDFText_HasUnicodeMapError(self.text, n) == 1):
            self.unknown += 1
        box = self.box
        return _Letter(char, box.left, box.bottom, box.right, box.top)

    def _style(self, made: Any, n: int) -> PrintedStyle:
        raw.FPDFText_GetMatrix(self.text, n, self.matrix)
        scale = (self.matrix.c**2 + self.matrix.d**2) ** 0.5
        size = abs(raw.FPDFText_GetFontSize(self.text, n)) * scale or 1.0
        font = raw.FPDFTextObj_GetFont(made)
        key = _address(font)
        face = self.faces.get(key)
        if face is None:
            face = self.faces[key] = _face(font)
        across = (self.matrix.a**2 + self.matrix.b**2) ** 0.5
        narrow = round(min(1.0, across / scale), 2) if scale else 1.0
        return PrintedStyle(size=round(size, 2), face=face.face, bold=face.bold, narrow=narrow)

    def _piece(self, held: _Stretch) -> Iterator[PrintedPiece]:
        letters = held.letters
        box = self.frame.rect(
            min(letter.left for letter in letters),
            min(letter.bottom for letter in letters),
            max(letter.right for letter in letters),
            max(letter.top for letter in letters),
        )
        if not self.frame.shows(box):
            return
        upright = len(letters) > 1 and _upright(letters) != (self.frame.turn in {90, 270})
        # letters of a text that the file gives for a drawing are spread over its width
        tall = box.height > 1.6 * held.style.size > box.width
        upright = upright or (len(letters) > 1 and tall)
        level = held.level
        level = self.frame.rect(0, level, 0, level).top if self.frame.turn == 0 else box.bottom
        yield PrintedPiece(
            text="".join(letter.char for letter in letters),
            box=box,
            level=level,
            style=held.style,
            upright=upright,
            run=held.run,
            spaced=held.spaced,
            needs=_needed(held, max(box.width, box.height)),
        )


def _wordy(one: _Letter, two: _Letter) -> bool:
    """Tell whether two letters belong to Latin words, with some white between them."""
    width = max(two.right - two.left, two.top - two.bottom)
    gap = max(two.left - one.right, one.bottom - two.top)
    return one.char < _LATIN and two.char < _LATIN and gap > 0.08 * width


def _edges(letter: _Letter) -> tuple[float, float, float, float]:
    return letter.left, letter.bottom, letter.right, letter.top


def _needed(held: _Stretch, length: float) -> float:
    """Return how long a text is at the least, where its box is too small for it; else 0.

    A file may give the text of many strokes with the first of them (ActualText, ISO 32000-2,
    14.9.4); where the others stand is not told.
    """
    text = "".join(letter.char for letter in held.letters)
    full, marks = width(text) - len(text), sum(not char.isalnum() for char in text)
    least = (full - 0.5 * marks + _HALF * (len(text) - full)) * held.style.size * held.style.narrow
    return least if len(text) > 2 and length < _TOO_SMALL * least else 0.0


def _follows(held: _Stretch, letter: _Letter, style: PrintedStyle, white: bool) -> bool:
    """Tell whether a letter goes on with a stretch; over white only Latin words do."""
    if style != held.style:
        return False
    last = held.letters[-1]
    if white:
        word = last.char < _LATIN and letter.char < _LATIN
        return word and _touches(held.letters, letter, 2 * style.size)
    return _touches(held.letters, letter, style.size)


def _upright(held: list[_Letter]) -> bool:
    one, two = held[0], held[-1]
    across = abs(one.left + one.right - two.left - two.right)
    return abs(one.top + one.bottom - two.top - two.bottom) > across


def _touches(held: list[_Letter], letter: _Letter, size: float) -> bool:
    """Tell whether a letter stands right behind the last one, in the line's direction."""
    last = held[-1]
    most = _GAP * size
    across = max(letter.left - last.right, last.left - letter.right)
    down = max(last.bottom - letter.top, letter.bottom - last.top)
    if max(across, down) > most:
        return False
    if len(held) == 1:
        return True
    if _upright(held):
        return letter.top < last.top + most and abs(letter.left - last.left) < size
    return abs(letter.bottom - last.bottom) < 0.7 * size


def _face(font: Any) -> PrintedStyle:
    name = ctypes.create_string_buffer(256)
    raw.FPDFFont_GetBaseFontName(font, name, 256)
    face = _SUBSET.sub("", name.value.decode("utf-8", "replace"))
    bold = raw.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT or _BOLD.search(face) is not None
    return PrintedStyle(size=1.0, face=face, bold=bold)


@record()
class _Drawn:
    """What else a page draws."""

    shapes: list[Rect] = field(default_factory=list)
    pictures: list[Rect] = field(default_factory=list)
    unset: dict[Place, PrintedStyle] = field(default_factory=dict)  # text without a width


def _drawn(page: pypdfium2.PdfPage, frame: _Frame) -> _Drawn:
    """Return the boxes of what is drawn and of pictures, and text that has no width."""
    most = limits.current().objects
    drawn = _Drawn()
    for seen, (thing, kind, matrix) in enumerate(_objects(page.raw, None, 0)):
        if seen > most:
            raise SourceError(f"draws over {most} objects", hint=f"the limit objects is {most}")
        if kind == raw.FPDF_PAGEOBJ_TEXT and not matrix:
            _keep_unset(thing, drawn)
        if kind not in {raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE}:
            continue
        bounds = _bounds(thing)
        if bounds and kind == raw.FPDF_PAGEOBJ_IMAGE:
            bounds = _clipped(thing, bounds)
        box = _seen(bounds, matrix, frame) if bounds else None
        if box is None or not frame.shows(box):
            continue
        (drawn.pictures if kind == raw.FPDF_PAGEOBJ_IMAGE else drawn.shapes).append(box)
    return drawn


def _keep_unset(thing: Any, drawn: _Drawn) -> None:
    bounds = _bounds(thing)
    if bounds is None or bounds[2] - bounds[0] > _NO_WIDTH:
        return
    font = raw.FPDFTextObj_GetFont(thing)
    if raw.FPDFFont_GetIsEmbedded(font):
        return  # white, or a mark without ink
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(thing, size)
    m = _matrix(thing)
    scale = (m[2] ** 2 + m[3] ** 2) ** 0.5
    face = _face(font)
    drawn.unset[place(m[4], m[5])] = PrintedStyle(
        size=round(abs(size.value) * scale or 1.0, 2), face=face.face, bold=face.bold
    )


_Matrix = tuple[float, float, float, float, float, float]


def _objects(
    holder: Any, matrix: _Matrix | None, depth: int
) -> Iterator[tuple[Any, int, _Matrix | None]]:
    """Yield a page's objects, those within forms too, with the form's matrix."""
    count, take = (
        (raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject)
        if depth
        else (raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject)
    )
    for n in range(max(0, count(holder))):
        thing = take(holder, n)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _objects(thing, _times(_matrix(thing), matrix), depth + 1)
        else:
            yield thing, kind, matrix


def _matrix(thing: Any) -> _Matrix:
    m = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, m)
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _times(one: _Matrix, two: _Matrix | None) -> _Matrix:
    if two is None:
        return one
    a, b, c, d, e, f = one
    p, q, r, s, t, u = two
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


_Bounds = tuple[float, float, float, float]  # left, bottom, right, top


def _bounds(thing: Any) -> _Bounds | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
        return None
    return left.value, bottom.value, right.value, top.value


def _clipped(thing: Any, bounds: _Bounds) -> _Bounds:
    """Cut a picture's box to what is shown of it."""
    left, bottom, right, top = bounds
    clip = raw.FPDFPageObj_GetClipPath(thing)
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(max(0, raw.FPDFClipPath_CountPaths(clip)) if clip else 0):
        xs: list[float] = []
        ys: list[float] = []
        for n in range(min(_SEGMENTS, max(0, raw.FPDFClipPath_CountPathSegments(clip, path)))):
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, n), x, y)
            xs.append(x.value)
            ys.append(y.value)
        if xs:
            left, right = max(left, min(xs)), min(right, max(xs))
            bottom, top = max(bottom, min(ys)), min(top, max(ys))
    return (left, bottom, right, top) if left < right and bottom < top else bounds


def _seen(bounds: _Bounds, matrix: _Matrix | None, frame: _Frame) -> Rect:
    xs, ys = bounds[::2], bounds[1::2]
    if matrix:
        a, b, c, d, e, f = matrix
        corners = [(a * x + c * y + e, b * x + d * y + f) for x in xs for y in ys]
        xs = (min(x for x, _ in corners), max(x for x, _ in corners))
        ys = (min(y for _, y in corners), max(y for _, y in corners))
    return frame.rect(xs[0], ys[0], xs[1], ys[1])
