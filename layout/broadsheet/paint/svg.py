"""A page as SVG: vectors for the screen, from the display list.

Takes a page, opened faces and what reads pictures; returns a file that asks for nothing else:
glyphs are outlines, each written once, pictures lie in it.  Each line says its text
(``aria-label``), and links lead out.  Inks are shown as light, as PNG shows them.
"""

import base64
import io
from collections.abc import Callable, Iterator, Mapping
from html import escape
from math import prod

from PIL import Image

from broadsheet import display
from broadsheet.fonts.face import Face
from broadsheet.fonts.outlines import outline
from broadsheet.geometry import Rect
from broadsheet.models import field, record
from broadsheet.paint import pictures
from broadsheet.paint.own_mark import SVG_MARK

# Where the baseline of a run that lies on its side stands, left of the middle, em: as in PDF.
_SIDE = 0.34
_QUALITY = 88  # of JPEG
_WHOLE = (0.0, 0.0, 1.0, 1.0)
# Red, green and blue of full inks over each other, as PDFium shows them: measured, so that a
# page is the same as SVG and as PNG.  Cyan, magenta, yellow, black.
_OVERPRINTS = {
    (0, 0, 0, 0): (255, 255, 255), (0, 0, 0, 1): (35, 31, 32),
    (0, 0, 1, 0): (255, 241, 1), (0, 0, 1, 1): (25, 26, 0),
    (0, 1, 0, 0): (237, 2, 140), (0, 1, 0, 1): (21, 0, 0),
    (0, 1, 1, 0): (238, 29, 35), (0, 1, 1, 1): (23, 0, 0),
    (1, 0, 0, 0): (0, 174, 239), (1, 0, 0, 1): (0, 4, 36),
    (1, 0, 1, 0): (0, 165, 79), (1, 0, 1, 1): (0, 4, 0),
    (1, 1, 0, 0): (46, 48, 146), (1, 1, 0, 1): (0, 0, 1),
    (1, 1, 1, 0): (54, 53, 57), (1, 1, 1, 1): (0, 0, 0),
}  # fmt: skip

Read = Callable[[display.PlacedPicture], bytes]


def draw(page: display.Page, faces: Mapping[str, Face], read: Read) -> str:
    """Return a page as one SVG file.

    ``faces`` are the faces by the ids that runs call for; ``read`` returns the file of a
    placed picture, of an advertiser's page a picture of it.  The same page gives the same text.
    Raises PictureError for a picture that can't be read.
    """
    return "".join(f"{line}\n" for line in _SvgPage(page, faces, read).lines())


@record()
class _SvgPage:
    """One page on its way into a file."""

    page: display.Page
    faces: Mapping[str, Face]
    read: Read
    glyphs: dict[tuple[str, int], str] = field(default_factory=dict)  # ids of outlines

    def lines(self) -> Iterator[str]:
        """Yield the lines of the file; what is drawn comes first, to know its glyphs."""
        drawn = [line for mark in self.page.marks for line in self._mark(mark)]
        size = f'width="{_n(self.page.width)}pt" height="{_n(self.page.height)}pt"'
        box = f'viewBox="0 0 {_n(self.page.width)} {_n(self.page.height)}"'
        yield f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} {SVG_MARK}>'
        yield "<defs>"
        for (face, glyph), name in self.glyphs.items():
            if path := outline(self.faces[face], glyph):
                yield f'<path id="{name}" d="{path}"/>'
        yield "</defs>"
        yield f'<rect width="{_n(self.page.width)}" height="{_n(self.page.height)}" fill="#fff"/>'
        yield from drawn
        yield "</svg>"

    def _mark(self, mark: display.Mark) -> Iterator[str]:
        match mark:
            case display.TextLine():
                yield from self._line(mark)
            case display.Fill():
                corner = f' rx="{_n(mark.radius)}"' if mark.radius else ""
                yield f"<rect {_place(mark.rect)}{corner}{_paints(mark)}/>"
            case display.Outline():
                dash = f' stroke-dasharray="{" ".join(map(_n, mark.dash))}"' if mark.dash else ""
                yield f'<path d="{_path(mark.path)}"{_paints(mark)}{dash}/>'
            case display.PlacedPicture():
                yield from self._picture(mark)
            case display.Link() if not mark.target.startswith("#"):
                target = escape(mark.target, quote=True)
                yield f'<a href="{target}"><rect {_place(mark.rect)} fill-opacity="0"/></a>'
            case _:  # anchors, and links within the file, lead nowhere in a picture
                pass

    def _line(self, line: display.TextLine) -> Iterator[str]:
        if not line.runs:
            return
        said = escape(line.plain, quote=True)
        yield f'<g role="img" lang="{escape(line.lang)}" aria-label="{said}">'
        pen = 0.0
        for run in line.runs:
            if run.glyphs:
                place, length = self._placed(line, run, pen)
                shape = f'<g transform="{place}" fill="{_light(run.colour)}"'
                yield f"{shape}{self._edge(run)}>{self._uses(line, run)}</g>"
                pen += length
        yield "</g>"

    def _placed(self, line: display.TextLine, run: display.Run, pen: float) -> tuple[str, float]:
        """Return how a run's units lie on the page, and how far the pen moves along the line."""
        face, scale = self.faces[run.face], run.size / self.faces[run.face].units
        along = _length(run, face.advance)
        across = f"scale({_n(scale * run.stretch)} {_n(scale)})"
        if not line.vertical:
            return f"translate({_n(line.x + pen)} {_n(line.y - run.rise)}) {across}", along
        x, y = line.x + run.rise, line.y + pen
        if _stands(run):
            down = _length(run, lambda glyph: face.vertical(glyph)[0])
            return f"translate({_n(x)} {_n(y)}) {across}", down
        if run.upright:  # tate-chu-yoko: in the middle of a cell one em deep
            base = y + run.size * (1 + face.cap_height) / 2
            return f"translate({_n(x - along / 2)} {_n(base)}) {across}", run.size
        side = line.x - _SIDE * run.size + run.rise
        return f"translate({_n(side)} {_n(y)}) rotate(90) {across}", along

    def _uses(self, line: display.TextLine, run: display.Run) -> str:
        """Return a run's glyphs where the pen sets them, in units of the face."""
        face = self.faces[run.face]
        unit, down = face.units / run.size, line.vertical and _stands(run)
        tracking = run.tracking * unit / run.stretch
        moves = {n: move * unit / run.stretch for n, move in run.shifts}
        at, written = 0.0, []
        for n, glyph in enumerate(run.glyphs):
            at += moves.get(n, 0.0)
            name = self._named(run.face, glyph)
            if down:
                deep, x, y = (value * face.units for value in face.vertical(glyph))
                written.append(f'<use href="#{name}" x="{_n(-x)}" y="{_n(at + y)}"/>')
                at += deep + tracking
            else:
                written.append(f'<use href="#{name}" x="{_n(at)}"/>')
                at += face.advance(glyph) * face.units + tracking
        return "".join(written)

    def _named(self, face: str, glyph: int) -> str:
        return self.glyphs.setdefault((face, glyph), f"g{len(self.glyphs) + 1}")

    def _edge(self, run: display.Run) -> str:
        if not run.stroke:
            return ""
        weight = run.stroke * self.faces[run.face].units / run.size
        edge = f'stroke-width="{_n(weight)}" stroke-linejoin="round"'
        return f' stroke="{_light(run.colour)}" {edge}'

    def _picture(self, mark: display.PlacedPicture) -> Iterator[str]:
        rect, (left, top, right, bottom) = mark.rect, mark.crop
        width, height = rect.width / (right - left), rect.height / (bottom - top)
        whole = Rect(rect.left - left * width, rect.top - top * height, width, height)
        said = f' role="img" aria-label="{escape(mark.alt, quote=True)}"' if mark.alt else ""
        shown = (
            f'<image {_place(whole)} preserveAspectRatio="none"{said} '
            f'href="{_in_light(self.read(mark), mark.src)}"/>'
        )
        if mark.crop == _WHOLE:
            yield shown
            return
        yield f'<svg {_place(rect)} viewBox="{" ".join(_values(rect))}">{shown}</svg>'


def _stands(run: display.Run) -> bool:
    """Tell whether a run of a vertical line stands upright, glyph under glyph."""
    return run.upright and run.stretch == 1.0


def _length(run: display.Run, advance: Callable[[int], float]) -> float:
    """Return how far a run moves the pen, pt."""
    along = run.size * run.stretch * sum(map(advance, run.glyphs))
    return along + run.tracking * len(run.glyphs) + sum(move for _, move in run.shifts)


def _in_light(content: bytes, name: str) -> str:
    """Return a picture as a data URL: as JPEG what was one, all else without loss."""
    out = io.BytesIO()
    with pictures.opened(io.BytesIO(content), name) as picture:
        photograph = picture.format in pictures.PHOTOGRAPHS
        light = pictures.upright(picture)
        light = _eight_bits(light).convert("L" if light.mode in ("1", "L") else "RGB")
        if photograph:
            light.save(out, "JPEG", quality=_QUALITY)
        else:
            light.save(out, "PNG")
    kind = "jpeg" if photograph else "png"
    return f"data:image/{kind};base64,{base64.b64encode(out.getvalue()).decode('ascii')}"


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Return a picture of greys of sixteen bits in eight."""
    if not picture.mode.startswith("I"):
        return picture
    return picture.convert("I").point(lambda value: value / 257).convert("L")


def _light(colour: display.Colour) -> str:
    """Return inks as red, green and blue, between those of the sixteen full overprints."""
    inks = (colour.cyan, colour.magenta, colour.yellow, colour.black)
    light = [0.0, 0.0, 0.0]
    for full, shown in _OVERPRINTS.items():
        share = prod(ink if on else 1 - ink for ink, on in zip(inks, full, strict=True))
        for n, part in enumerate(shown):
            light[n] += share * part
    return "#" + "".join(f"{round(part):02x}" for part in light)


def _paints(mark: display.Fill | display.Outline) -> str:
    fill = f' fill="{_light(mark.fill)}"' if mark.fill else ' fill="none"'
    if mark.stroke is None:
        return fill
    return f'{fill} stroke="{_light(mark.stroke)}" stroke-width="{_n(mark.weight)}"'


def _path(steps: tuple[tuple[str | float, ...], ...]) -> str:
    letters = {"m": "M", "l": "L", "c": "C", "h": "Z"}
    return "".join(
        letters[str(step)] + " ".join(_n(float(value)) for value in points)
        for step, *points in steps
    )


def _place(rect: Rect) -> str:
    names = ("x", "y", "width", "height")
    return " ".join(f'{n}="{v}"' for n, v in zip(names, _values(rect), strict=True))


def _values(rect: Rect) -> tuple[str, ...]:
    return tuple(map(_n, (rect.left, rect.top, rect.width, rect.height)))


def _n(value: float) -> str:
    """Return a number without needless digits: five behind the point, for scales of the em."""
    return f"{value:.5f}".rstrip("0").rstrip(".") or "0"
