"""One page's marks, written as a content stream.

Takes the marks of a page, the fonts and the pictures; writes operators into a stream and notes
the resources they call for.  Here the axis is turned: y grows upward in the file.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from broadsheet import display, kernel
from broadsheet.geometry import Rect
from broadsheet.models import field, record, replace
from broadsheet.paint.pdf import typecase
from broadsheet.paint.pdf.around import Around
from broadsheet.paint.pdf.objects import hex_text, number, numbers
from broadsheet.paint.pdf.standard import OpenPage
from broadsheet.paint.pdf.stream import ContentStream
from broadsheet.paint.pdf.typecase import Typecase

# A quarter of a circle as a Bézier curve: distance of the handles, in radii.
_ARC = 0.5523
# Where the baseline of a run that lies on its side stands, left of the middle of the line, in
# em: between half the height of capitals and half the height of small letters.
_SIDE = 0.34
# Far below the page and back, showing nothing: pypdf takes what begins at heights met before
# for the same line still, and puts a space between (pypdf 6, crlf_space_check).
_AWAY = "1 0 0 1 0 -9999 Tm"


@record()
class PagePainter:
    """The marks of one page on their way into a stream."""

    opened: OpenPage
    pictures: Mapping[str, str]  # resource names by picture name
    around: Around
    shown: set[str] = field(default_factory=set)  # resource names of pictures
    called: set[str] = field(default_factory=set)  # resource names of fonts

    @property
    def stream(self) -> ContentStream:
        """Where operators go."""
        return self.opened.stream

    @property
    def height(self) -> float:
        """Of the page, pt: the axis is turned by it."""
        return self.opened.page.height

    def paint(self) -> None:
        """Write all marks in painting order."""
        around = self.around
        for mark in self.opened.page.marks:
            match mark:
                case display.TextLine():
                    self._line(around.open_line(mark))
                case display.Fill():
                    around.open_shape(mark)
                    self._fill(mark)
                case display.Outline():
                    around.open_shape(mark)
                    self._outline(mark)
                case display.PlacedPicture():
                    around.open_picture(mark)
                    self._picture(mark)
                case _:  # links and anchors are no ink
                    pass
        around.close()

    def _fill(self, mark: display.Fill) -> None:
        rect = mark.rect
        if mark.radius:
            shape = " ".join(_rounded(rect, mark.radius, self.height))
        else:
            bottom = self.height - rect.bottom
            shape = f"{numbers(rect.left, bottom, rect.width, rect.height)} re"
        self._shape(shape, mark.fill, mark.stroke, mark.weight, ())

    def _outline(self, mark: display.Outline) -> None:
        self._shape(_path(mark.path, self.height), mark.fill, mark.stroke, mark.weight, mark.dash)

    def _shape(
        self,
        shape: str,
        fill: display.Colour | None,
        stroke: display.Colour | None,
        weight: float,
        dash: tuple[float, ...],
    ) -> None:
        """Paint a path."""
        if fill is not None:
            self.stream.change(self.stream.colour(fill))
        if stroke is not None:
            self.stream.change(
                self.stream.colour(stroke, stroke=True),
                self.stream.setting("w", weight),
                self.stream.setting("d", f"[{numbers(*dash)}]", 0),
            )
        ends = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}
        self.stream.write(f"{shape} {ends[fill is not None, stroke is not None]}")

    def _picture(self, mark: display.PlacedPicture) -> None:
        """Show the part of a picture that ``crop`` names, filling the rectangle."""
        name, rect = self.pictures[mark.src], mark.rect
        left, top, right, bottom = mark.crop
        width, height = rect.width / (right - left), rect.height / (bottom - top)
        self.shown.add(name)
        self.stream.write("q")
        if mark.crop != (0.0, 0.0, 1.0, 1.0):
            frame = numbers(rect.left, self.height - rect.bottom, rect.width, rect.height)
            self.stream.write(f"{frame} re W n")
        x, y = rect.left - left * width, self.height - (rect.top - top * height) - height
        self.stream.write(f"{numbers(width, 0, 0, height, x, y)} cm /{name} Do", "Q")

    def _line(self, line: display.TextLine) -> None:
        """Write a line as one text object, its runs one after the other.

        One Tc for the whole line: some readers leave it out after a string's last glyph, and
        so lose a gap wherever Tc changes.  What a run spaces otherwise is moves in its array.
        """
        if not line.runs:
            return
        if line.exact:
            self.stream.write(f"/Span <</ActualText {hex_text(line.plain)}>> BDC")
        self.stream.write("BT")
        if line.vertical:
            self._down(line)
        else:
            self.stream.write(f"{numbers(line.x, self.height - line.y)} Td")
            for run in _steady(line.runs):
                self._run(run)
        self.around.close_line()
        self.stream.write("ET")
        if line.exact:
            self.stream.write("EMC")

    def _run(self, run: display.Run, *, upright: bool = False) -> None:
        """Write a run where the pen stands."""
        if not run.glyphs:
            return
        font = self.opened.fonts[run.face]
        # Tc is scaled by Tz in horizontal setting, and counts upward in vertical (9.4.4).
        tracking = -run.tracking if upright else run.tracking / run.stretch
        self.stream.change(
            self.around.text_colour(run.colour),
            *self.stream.text(
                tracking, 0.0 if upright else run.rise, 100 * run.stretch, 2 if run.stroke else 0
            ),
        )
        if run.stroke:
            self.stream.change(
                self.stream.colour(run.colour, stroke=True),
                self.stream.setting("w", run.stroke),
                self.stream.setting("d", "[]", 0),
                self.stream.setting("j", 1),  # sharp joins would stand out as spikes
            )
        opened = self.around.open_run(run)
        for called, shown in strings_of(run, font, upright=upright):
            self.called.add(called)
            self.stream.change(self.stream.setting("Tf", f"/{called}", run.size), shown)
        if opened:
            self.stream.write("EMC")

    def _down(self, line: display.TextLine) -> None:
        """Write the runs of a vertical line, each kind by its own matrix.

        The pen stands at the head of a cell, in the middle of the line.
        """
        x, pen = line.x, self.height - line.y
        self.stream.write(_AWAY)
        flowing = False  # the pen of the file stands where ours does
        for run in line.runs:
            face, em = self.opened.fonts[run.face].face, run.size
            if stands(line, run):
                if not flowing or run.rise:
                    self.stream.write(f"1 0 0 1 {numbers(x + run.rise, pen)} Tm")
                self._run(run, upright=True)
                flowing = not run.rise
                pen -= em * sum(face.vertical(glyph)[0] for glyph in run.glyphs)
                pen -= run.tracking * len(run.glyphs) + sum(move for _, move in run.shifts)
                continue
            along = em * run.stretch * sum(map(face.advance, run.glyphs))
            along += run.tracking * len(run.glyphs) + sum(move for _, move in run.shifts)
            if run.upright:  # tate-chu-yoko: in the middle of a cell one em deep
                base = pen - em * (1 + face.cap_height) / 2
                self.stream.write(f"1 0 0 1 {numbers(x + run.rise - along / 2, base)} Tm")
                self._run(replace(run, rise=0.0) if run.rise else run)
                along = em
            else:
                self.stream.write(f"0 -1 1 0 {numbers(x - _SIDE * em, pen)} Tm")
                self._run(run)
            pen -= along
            flowing = False


@lru_cache(maxsize=64)  # pages share their borders
def _path(steps: tuple[tuple[str | float, ...], ...], height: float) -> str:
    """Return the operators of a path, from points that count down the page."""
    written: list[str] = []
    for operator, *points in steps:
        written += [
            number(height - float(value) if n % 2 else float(value))
            for n, value in enumerate(points)
        ]
        written.append(str(operator))
    return " ".join(written)


def stands(line: display.TextLine, run: display.Run) -> bool:
    """Tell whether a run is set with the vertical font: upright, glyph under glyph.

    Digits set tate-chu-yoko and runs that lie on their side take the horizontal one.
    """
    return line.vertical and run.upright and run.stretch == 1.0


def _steady(runs: tuple[display.Run, ...]) -> tuple[display.Run, ...]:
    """Return the runs of a line with one tracking, the commonest, and moves for the rest."""
    if len(runs) == 1:
        return runs
    counts: dict[float, int] = {}
    for run in runs:
        counts[run.tracking] = counts.get(run.tracking, 0) + len(run.glyphs)
    common = max(counts, key=counts.__getitem__)
    if not common or any(run.stretch != 1 for run in runs):
        return runs
    found: list[display.Run] = []
    carried = 0.0  # what the run before owes after its last glyph
    for n, run in enumerate(runs):
        off = run.tracking - common
        moves = dict(run.shifts)
        if n:
            moves[0] = moves.get(0, 0.0) + carried
        if off:
            for k in range(1, len(run.glyphs)):
                moves[k] = moves.get(k, 0.0) + off
        found.append(replace(run, tracking=common, shifts=tuple(sorted(moves.items()))))
        carried = off
    return tuple(found)


def strings_of(run: display.Run, font: Typecase, *, upright: bool) -> Iterator[tuple[str, str]]:
    """Yield the font, by its resource name, and the operator that shows what it sets of a run.

    The kernel, where there is one, does as ``strings_by_rule`` for what one font sets.
    """
    # Thousandths of the size, to the left; in vertical setting downward (9.4.3).
    unit = 1000 / run.size if upright else -1000 / (run.size * run.stretch)
    shown = None
    if kernel.core is not None and isinstance(run.text, str):
        sorts = font.sorts
        dealt = sorts, sorts.readings[0], sorts.table
        shown = kernel.core.show(*dealt, run.glyphs, run.text, run.shifts, unit)
    if shown is None:
        yield from strings_by_rule(run, font, unit, upright=upright)
    else:
        font.note(upright=upright)
        yield typecase.name(font.number, vertical=upright), shown


def strings_by_rule(
    run: display.Run, font: Typecase, unit: float, *, upright: bool
) -> Iterator[tuple[str, str]]:
    """Yield what ``strings_of`` does, by the rule as it is written here."""
    for start, end, name, sorts in font.pieces(run, upright=upright):
        yield name, _shown(run, sorts, start, end, unit)


def _shown(run: display.Run, sorts: list[str], start: int, end: int, unit: float) -> str:
    """Return the operator that shows a range of glyphs, with the moves before them."""
    moves = {n: move for n, move in run.shifts if start <= n < end}
    if not moves:
        return f"({''.join(sorts[start:end])}) Tj"
    parts: list[str] = []
    first = start
    for n in sorted(moves):
        if first < n:
            parts.append(f"({''.join(sorts[first:n])})")
        parts.append(number(moves[n] * unit))
        first = n
    parts.append(f"({''.join(sorts[first:end])})")
    return f"[{''.join(parts)}] TJ"


def _rounded(rect: Rect, radius: float, page_height: float) -> Iterator[str]:
    """Yield the steps of a rectangle with round corners, anticlockwise from the lower left."""
    r = min(radius, rect.width / 2, rect.height / 2)
    k = r * (1 - _ARC)
    left, right = rect.left, rect.right
    low, high = page_height - rect.bottom, page_height - rect.top
    yield f"{numbers(left + r, low)} m"
    yield f"{numbers(right - r, low)} l"
    yield f"{numbers(right - k, low, right, low + k, right, low + r)} c"
    yield f"{numbers(right, high - r)} l"
    yield f"{numbers(right, high - k, right - k, high, right - r, high)} c"
    yield f"{numbers(left + r, high)} l"
    yield f"{numbers(left + k, high, left, high - k, left, high - r)} c"
    yield f"{numbers(left, low + r)} l"
    yield f"{numbers(left, low + k, left + k, low, left + r, low)} c h"
