"""The sorts of each face that a file uses, dealt while its pages are written.

A glyph's code is its number in the face when that is cut down, which is known after the last
page.  Until then a character of its own stands for it in the content of pages.  Takes runs;
returns which reading each glyph is of, and what stands for it.
"""

from collections.abc import Callable, Iterator
from itertools import chain, groupby

from broadsheet import display
from broadsheet.errors import Fault
from broadsheet.fonts.face import Face
from broadsheet.models import record

# Content is Latin-1: what stands for glyphs lies beyond, surrogates left out.
_PLACES = (range(0x100, 0xD800), range(0xE000, 0x110000))


_BEHIND = _PLACES[1].start - _PLACES[0].stop  # of surrogates


def place_of(stood: str) -> int:
    """Return the place, from 0, of what stands for a sort: the order in which they were dealt."""
    code = ord(stood)
    return code - _PLACES[0].start - (_BEHIND if code >= _PLACES[1].start else 0)


class Sorts(dict[tuple[int, str], str]):
    """What stands for each sort, a glyph that sets a text; one that is new takes a place.

    ``readings`` say what each glyph reads as, by glyph id: the first text of all glyphs, then
    the second of those that have one, and so on.  Each is a font of its own in the file, as two
    codes of one glyph are not to be had and ActualText is not honoured everywhere.
    """

    def __init__(self, places: Iterator[str]) -> None:
        super().__init__()
        self.readings: list[dict[int, str]] = [{}]
        self.later: dict[tuple[int, str], int] = {}  # sorts that are of no first reading
        self.table = bytearray()  # what stands for first readings, as the kernel looks it up
        self._places = places

    def __missing__(self, sort: tuple[int, str]) -> str:
        glyph, text = sort
        if not text:
            raise Fault(f"glyph {glyph} sets no character")
        if self.readings[0].setdefault(glyph, text) != text:
            self._read_otherwise(sort)
        self[sort] = taken = next(self._places)
        return taken

    def _read_otherwise(self, sort: tuple[int, str]) -> None:
        """Note what a glyph reads as beside its first reading."""
        glyph, text = sort
        number = 1
        while number < len(self.readings) and glyph in self.readings[number]:
            number += 1
        if number == len(self.readings):
            self.readings.append({})
        self.later[sort] = number
        self.readings[number][glyph] = text


@record()
class Typecase:
    """A face in use."""

    face: Face
    number: int  # the first face called for is 1
    sorts: Sorts
    vertical: bool = False  # used upright in a vertical line
    horizontal: bool = False

    def note(self, *, upright: bool) -> None:
        """Note that the face is used upright in a vertical line, or not."""
        if upright:
            self.vertical = True
        else:
            self.horizontal = True

    def pieces(
        self, run: display.Run, *, upright: bool
    ) -> Iterator[tuple[int, int, str, list[str]]]:
        """Yield ranges of a run's glyphs, with the resource name of the font that sets them.

        And what stands for each glyph of the run.
        """
        if len(run.glyphs) != len(run.text):
            raise Fault(f"not one text for each of {len(run.glyphs)} glyphs: {run.plain!r}")
        self.note(upright=upright)
        sorts = self.sorts
        wanted = list(zip(run.glyphs, run.text, strict=True))
        held = [sorts[sort] for sort in wanted]
        later = sorts.later
        if later.keys().isdisjoint(wanted):
            yield 0, len(held), name(self.number, vertical=upright), held
            return
        start = 0
        for reading, group in groupby(later.get(sort, 0) for sort in wanted):
            end = start + len(list(group))
            yield start, end, name(self.number, vertical=upright, reading=reading), held
            start = end


def name(number: int, *, vertical: bool = False, reading: int = 0) -> str:
    """Return the resource name of a face for one way of setting and one reading."""
    return f"{'V' if vertical else 'F'}{number}{f'.{reading}' if reading else ''}"


class Typecases(dict[str, Typecase]):
    """The faces in use, by id in the order of first use; one that is new is opened.

    ``opened`` returns a face by its id.
    """

    def __init__(self, opened: Callable[[str], Face]) -> None:
        super().__init__()
        self._opened = opened
        self._places = map(chr, chain(*_PLACES))  # nothing leads back: freed with the file

    def __missing__(self, face: str) -> Typecase:
        number = len(self) + 1
        self[face] = case = Typecase(self._opened(face), number, Sorts(self._places))
        return case
