"""The letters of a PDF's pages and where they are printed.

Takes a PDF's bytes; returns a sheet for each page: stretches of text with place, size and face,
drawn rules and areas, pictures.  It alone asks PDFium, which knows the character
sets of Chinese fonts that a file only names; layout/READER.md has what other extractors give.
Decides nothing: what is one line, a column, a head is for the modules after it.
"""

import ctypes
from collections.abc import Iterator
from threading import Lock
from typing import Any

import pypdfium2
from pypdfium2 import raw

from broadsheet import limits
from broadsheet.deadline import Watch, untimed
from broadsheet.errors import SourceError
from broadsheet.models import frozen, record
from broadsheet.parse.pdf.bounds import check_drawings
from broadsheet.parse.pdf.drawn import drawn_on, is_hidden, spoken
from broadsheet.parse.pdf.shown import ShownPart, address, face_of
from broadsheet.parse.pdf.unset import Place, texts_at
from broadsheet.parse.pdf.values import PrintedPiece, PrintedSheet, PrintedStyle
from broadsheet.parse.text.broken_lines import width

# PDFium is for one thread at a time, in a whole process
_PDFIUM = Lock()
_GAP = 0.22  # of the size between two letters of one stretch, more is a gap
_LATIN = "\u2e80"  # the first of the ideographs' blocks
_BELOW = 0.12  # of the size: how far an ideograph reaches below the baseline
_HALF = 0.4  # ems of a letter that is no ideograph, at the least
_QUARTER = 0.22  # the same of a thin one
_THIN = frozenset("fijlrtsIJ1!|.,:;'()[]-")
_TOO_SMALL = 0.9  # of what a text needs: its box tells nothing
_FIRST_HALF, _SECOND_HALF = range(0xD800, 0xDC00), range(0xDC00, 0xE000)  # of UTF-16
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
    frame = ShownPart(page)
    reading = _Reading(text.raw, frame)
    pieces = list(reading.pieces(count))
    drawn = drawn_on(page, frame)
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


def _unset(at: Place, text: str, style: PrintedStyle, frame: "ShownPart") -> PrintedPiece:
    """Return a stretch whose text alone is known, about as wide as it must be."""
    x, y = at[0] / 10, at[1] / 10
    length = width(text) / 2 * style.size
    box = frame.rect(x, y - _BELOW * style.size, x + length, y + (1 - _BELOW) * style.size)
    return PrintedPiece(text=text, box=box, level=box.bottom - _BELOW * style.size, style=style)


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

    def __init__(self, text: Any, frame: ShownPart) -> None:
        self.text, self.frame = text, frame
        self.unknown = 0
        self.said: dict[int, int] = {}  # objects that texts were taken from
        self.faces: dict[int, PrintedStyle] = {}
        self.box, self.matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self.x, self.y = ctypes.c_double(), ctypes.c_double()

    def pieces(self, count: int) -> Iterator[PrintedPiece]:
        """Yield the stretches of the page."""
        held: _Stretch | None = None
        last, run, white, hinted, wide = -1, 0, False, False, False
        hidden = False
        style = PrintedStyle(size=1.0, face="", bold=False)
        for n, char in self._chars(count):
            if char in _WHITE:
                # a space that PDFium has reckoned is one between Latin words alone
                white = white or not raw.FPDFText_IsGenerated(self.text, n)
                hinted = True
                wide = wide or char == _WIDE
                continue
            made = raw.FPDFText_GetTextObject(self.text, n)
            thing = address(made)
            if thing != last:
                hidden = self._is_said(made, thing) or is_hidden(made)
            if hidden:
                last = thing
                continue
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

    def _chars(self, count: int) -> Iterator[tuple[int, str]]:
        """Yield each character with its number; one beyond U+FFFF comes in halves of UTF-16.

        A half alone is none: U+FFFD stands for it.
        """
        n = 0
        while n < count:
            unit = raw.FPDFText_GetUnicode(self.text, n)
            second = raw.FPDFText_GetUnicode(self.text, n + 1) if unit in _FIRST_HALF else 0
            if second in _SECOND_HALF:
                yield n, chr(0x10000 + ((unit & 0x3FF) << 10) + (second & 0x3FF))
                n += 2
                continue
            yield n, "\ufffd" if unit in _FIRST_HALF or unit in _SECOND_HALF else chr(unit)
            n += 1

    def _is_said(self, made: Any, thing: int) -> bool:
        """Tell whether another object gave the text that stands for this one's letters too."""
        text = spoken(made)
        return text > 0 and self.said.setdefault(text, thing) != thing

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
        key = address(font)
        face = self.faces.get(key)
        if face is None:
            face = self.faces[key] = face_of(font)
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
    thin = sum(char in _THIN for char in text)
    least = full - 0.5 * marks + _HALF * (len(text) - full - thin) + _QUARTER * thin
    least *= held.style.size * held.style.narrow
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
