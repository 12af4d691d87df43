"""Ink for the press: black text and colours that say so overprint; printer's marks.

Takes the marks of a page; writes operators around them.  Knows nothing of tags.
"""

from collections.abc import Iterator

from broadsheet import display
from broadsheet.models import frozen, record
from broadsheet.paint.pdf.around import Artifacts
from broadsheet.paint.pdf.objects import numbers
from broadsheet.paint.pdf.stream import ContentStream

# Graphics states: overprinting in mode 1, where an ink of nought leaves what lies below.
OVER, OUT = "/O1", "/O0"
STATES = {
    "O1": "<</Type /ExtGState /OP true /op true /OPM 1>>",
    "O0": "<</Type /ExtGState /OP false /op false /OPM 1>>",
}
_OUT = (OUT,)  # how a page begins: nothing overprints (ISO 32000-1, table 52)


@record()
class Overprint:
    """Artifacts as in a plain file; text in pure black prints over what lies below it.

    So does what is set in a colour that says it (``over``).
    """

    stream: ContentStream
    artifacts: Artifacts

    def open_line(self, line: display.TextLine) -> display.TextLine:
        """Enter or leave a stretch of artifacts before a line."""
        return self.artifacts.open_line(line)

    def open_run(self, run: display.Run) -> bool:
        """Open an artifact around what the spec adds to a line of copy."""
        return self.artifacts.open_run(run)

    def close_line(self) -> None:
        """Leave nothing: each run has closed its own."""

    def open_shape(self, shape: display.Fill | display.Outline) -> None:
        """Have a rule, a tint or a path knock out what lies below it, unless its colours say."""
        self.artifacts.open_shape(shape)
        used = [colour for colour in (shape.fill, shape.stroke) if colour is not None]
        over = bool(used) and all(colour.over for colour in used)
        self.stream.change(self._state(OVER if over else OUT))

    def open_picture(self, picture: display.PlacedPicture) -> None:
        """Have a picture knock out what lies below it."""
        self.artifacts.open_picture(picture)
        self.stream.change(self._state(OUT))

    def text_colour(self, colour: display.Colour) -> str:
        """Overprint text in pure black: no white edges where plates are out of register."""
        over = OVER if colour == display.INK or colour.over else OUT
        return " ".join(filter(None, (self._state(over), self.stream.colour(colour))))

    def close(self) -> None:
        """Leave the last stretch of artifacts."""
        self.artifacts.close()

    def _state(self, name: str) -> str:
        self.stream.state.setdefault("gs", _OUT)
        return self.stream.setting("gs", name)


@frozen(kw_only=True)
class Sheet:
    """What lies around the trimmed page, pt."""

    width: float
    height: float
    bleed: float = 0.0
    slug: float = 0.0  # beyond the bleed, for marks

    @property
    def margin(self) -> float:
        """From the trim to the edge of the sheet."""
        return self.bleed + self.slug

    def box(self, outward: float) -> tuple[float, float, float, float]:
        """Return the page's rectangle grown by so much: left, bottom, right, top."""
        return (-outward, -outward, self.width + outward, self.height + outward)


SLUG = 28.35  # 10 mm
_GAP = 8.5  # 3 mm between the trim and the marks at least (ISO 12647-2 leaves it to the press)
_REACH = 22.0  # where they end
_WEIGHT = 0.25
_PATCH = 14.17  # 5 mm
_GREYS = (1.0, 0.75, 0.5, 0.25, 0.1)
# Grey of three inks, near that of the black beside it: shows when one runs too heavy.
_BALANCE = ((0.5, 0.4, 0.4, 0.0), (0.25, 0.19, 0.19, 0.0))
REGISTRATION = "RegAll"  # resource name of the colour that prints on all plates


def printers_marks(sheet: Sheet) -> list[str]:
    """Return operators for trim and register marks and a grey bar, all outside the bleed."""
    written = ["/Artifact BMC", "q", f"/{REGISTRATION} CS 1 SCN {_WEIGHT} w"]
    written += _lines(sheet)
    written += _bar(sheet)
    return [*written, "Q", "EMC"]


def _lines(sheet: Sheet) -> Iterator[str]:
    """Yield the corners, and a cross at the middle of each side."""
    near = max(_GAP, sheet.bleed + 1)
    far = max(_REACH, near + 8)
    for x, out in ((0.0, -1), (sheet.width, 1)):
        for y, up in ((0.0, -1), (sheet.height, 1)):
            yield f"{numbers(x + out * near, y)} m {numbers(x + out * far, y)} l S"
            yield f"{numbers(x, y + up * near)} m {numbers(x, y + up * far)} l S"
    middle, arm = (near + far) / 2, (far - near) / 2
    for x, y in (
        (sheet.width / 2, -middle),
        (sheet.width / 2, sheet.height + middle),
        (-middle, sheet.height / 2),
        (sheet.width + middle, sheet.height / 2),
    ):
        yield f"{numbers(x - arm, y)} m {numbers(x + arm, y)} l S"
        yield f"{numbers(x, y - arm)} m {numbers(x, y + arm)} l S"


def _bar(sheet: Sheet) -> Iterator[str]:
    """Yield the patches of the bar at the foot, left of the middle."""
    inks = [tuple(float(n == ink) for n in range(4)) for ink in range(4)]
    inks += [(0.0, 0.0, 0.0, grey) for grey in _GREYS[1:]]
    inks += list(_BALANCE)
    y = -sheet.margin + (sheet.margin - sheet.bleed - _PATCH) / 2
    for n, ink in enumerate(inks):
        yield f"{numbers(*ink)} k {numbers(_REACH + n * _PATCH, y, _PATCH, _PATCH)} re f"
