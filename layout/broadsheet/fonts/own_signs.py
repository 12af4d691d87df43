"""A face of a paper's own signs (造字): drawings and glyphs of named fonts, each for a character.

Takes where each sign is drawn; returns a font program, in memory, that maps each character to
its sign.  Drawings are SVG, whose areas are taken, or PNG, whose dark places are; either is one em
high.  fontTools is imported here, for the few papers that have any.
"""

import hashlib
import io
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import ParseError

import uharfbuzz as hb
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.transform import Transform
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.svgLib.path import SVGPath

from broadsheet import files_read, reach
from broadsheet.errors import FaceError, UserError, Where
from broadsheet.fonts import instances
from broadsheet.fonts.face import Face, open_file
from broadsheet.models import frozen

EM: Final = 1000
FOOT: Final = -120  # of the em box, as the bundled faces have it
_MOST: Final = 500_000  # bytes of a drawing
_PIXELS: Final = 512  # of a side of a PNG
_DARK: Final = 128  # of 255
_FAR: Final = 16 * EM  # CFF holds 16 bits of a number
_PLACED: Final = frozenset({"use", "text", "image", "foreignObject"})  # not read as areas
_NEEDED: Final = "an SVG of filled areas, a PNG of two tones, or a font with glyph:"


@frozen(kw_only=True)
class OwnSign:
    """Where a sign is drawn."""

    reads: str  # the character that it stands for, in the copy and in the PDF
    file: str  # SVG, PNG or a font, beside the spec
    glyph: str = ""  # of a font: the character whose glyph it is

    @property
    def key(self) -> str:
        """The spec's key of it, for whom a fault is told."""
        return f"gaiji.{self.reads}"


def sign(named: tuple[str, str, str]) -> OwnSign:
    """Return a sign by its character, file and glyph."""
    return OwnSign(reads=named[0], file=named[1], glyph=named[2])


@frozen()
class _Drawn:
    outline: RecordingPen
    advance: int


class SignFace(Face):
    """The face of a paper's own signs, which lies in no file."""

    __slots__ = ("_content",)

    def __init__(self, content: bytes, name: str) -> None:
        """Open a font program that was made by ``program``."""
        self._content = content
        super().__init__(Path(name), 0, name, None)
        self._digest = hashlib.sha256(content).hexdigest()

    def _tables(self) -> hb.Face:
        return hb.Face(self._content)


def program(signs: Iterable[OwnSign], folders: tuple[Path, ...]) -> bytes:
    """Return an OpenType font of signs; FaceError for a file that is none or draws nothing."""
    drawn = {sign.reads: _drawn(sign, folders) for sign in signs}
    names = {char: f"sign{n}" for n, char in enumerate(drawn, 1)}
    blank = _Drawn(RecordingPen(), EM)
    glyphs = {".notdef": blank} | {names[char]: one for char, one in drawn.items()}
    font = FontBuilder(EM, isTTF=False)
    font.setupGlyphOrder(list(glyphs))
    font.setupCharacterMap({ord(char): name for char, name in names.items()})
    strings: dict[str, Any] = {}
    for name, one in glyphs.items():
        pen = T2CharStringPen(one.advance, None)
        one.outline.replay(pen)
        strings[name] = pen.getCharString()
    font.setupCFF("BroadsheetSigns", {"FullName": "Broadsheet Signs"}, strings, {})
    metrics = {name: (one.advance, _left(one.outline)) for name, one in glyphs.items()}
    font.setupHorizontalMetrics(metrics)
    font.setupHorizontalHeader(ascent=EM + FOOT, descent=FOOT)
    font.setupOS2(sTypoAscender=EM + FOOT, sTypoDescender=FOOT, usWeightClass=400)
    font.setupNameTable({"familyName": "Broadsheet Signs", "styleName": "Regular"})
    font.setupPost()
    written = io.BytesIO()
    font.font.recalcTimestamp = False
    font.font["head"].created = font.font["head"].modified = 0
    font.save(written)
    return written.getvalue()


def _drawn(sign: OwnSign, folders: tuple[Path, ...]) -> _Drawn:
    name = sign.file.partition("#")[0]
    try:
        path = reach.within(name, folders, "the spec's folder") if folders else Path(name)
    except UserError as fault:
        raise FaceError(f"{name!r} {fault.message}", key=sign.key, hint=fault.hint) from None
    if not os.path.isfile(path):
        raise FaceError(f"no file {name!r} in the spec's folder", key=sign.key)
    draw: Callable[[OwnSign, Path], _Drawn] | None = {
        ".svg": _of_svg,
        ".png": _of_png,
        ".otf": _of_font,
        ".ttf": _of_font,
        ".ttc": _of_font,
        ".otc": _of_font,
    }.get(path.suffix.lower())
    if draw is None:
        raise FaceError(f"{sign.file!r} is no drawing", key=sign.key, hint=f"name {_NEEDED}")
    found = draw(sign, path)
    if not found.outline.value:
        raise _nothing(sign, path)
    if not all(abs(n) <= _FAR for _, points in found.outline.value for xy in points for n in xy):
        hint = "give it a viewBox round what is drawn"
        raise FaceError(f"{sign.file!r} draws far off its place", where=Where(str(path)), hint=hint)
    return found


def _nothing(sign: OwnSign, path: Path) -> FaceError:
    return FaceError(
        f"{sign.file!r} draws nothing", where=Where(str(path)), key=sign.key, hint=f"give {_NEEDED}"
    )


def _content(sign: OwnSign, path: Path) -> bytes:
    files_read.note(path)
    content = reach.read_bytes(path)
    if len(content) > _MOST:
        hint = f"a sign takes {_MOST // 1000} kB at most"
        raise FaceError(f"{sign.file!r} is too large", where=Where(str(path)), hint=hint)
    return content


def _of_svg(sign: OwnSign, path: Path) -> _Drawn:
    """Draw the areas of an SVG; its view box, or else what is drawn, becomes one em high."""
    content = _content(sign, path)
    if b"\0" in content or b"<!" in content.replace(b"<!--", b""):
        hint = "save it as plain SVG in UTF-8, without a document type"
        raise FaceError(f"{sign.file!r} is no plain SVG", where=Where(str(path)), hint=hint)
    raw = RecordingPen()
    try:
        image = SVGPath.fromstring(content)
        _plain(image.root, sign, path)
        image.draw(raw)
        box = [float(n) for n in image.root.get("viewBox", "").replace(",", " ").split()]
    except (ParseError, SyntaxError, ValueError, ArithmeticError, LookupError, TypeError):
        raise FaceError(f"{sign.file!r} can't be read as SVG", where=Where(str(path))) from None
    except NotImplementedError:
        raise _not_plain(sign, path, "a transform that is no matrix") from None
    if not raw.value:
        raise _nothing(sign, path)
    if len(box) != 4 or min(box[2:]) <= 0:
        left, top, right, bottom = _bounds(raw)
        box = [left, top, right - left, bottom - top]
    if not box[3]:
        raise _nothing(sign, path)
    scale = EM / box[3]
    turned = Transform(scale, 0, 0, -scale, -box[0] * scale, EM + FOOT + box[1] * scale)
    outline = RecordingPen()
    raw.replay(TransformPen(outline, turned))
    return _Drawn(outline, _body(box[2] * scale, sign, path))


def _plain(root: Any, sign: OwnSign, path: Path) -> None:
    """Refuse what fontTools passes over without a word: parts that are moved or drawn again."""
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2]
        if name in _PLACED:
            raise _not_plain(sign, path, f"an element {name}")
        if name in ("g", "svg") and "transform" in element.attrib:
            raise _not_plain(sign, path, "a group with a transform")


def _not_plain(sign: OwnSign, path: Path, what: str) -> FaceError:
    hint = "flatten it into plain paths"
    return FaceError(f"{sign.file!r} has {what}", where=Where(str(path)), key=sign.key, hint=hint)


def _of_png(sign: OwnSign, path: Path) -> _Drawn:
    """Draw the dark places of a PNG as rectangles, a row's stretches joined to those over it."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - for few papers

    try:
        with Image.open(io.BytesIO(_content(sign, path)), formats=["PNG"]) as image:
            if max(image.size) > _PIXELS:
                hint = f"a sign has {_PIXELS} px a side at most"
                raise FaceError(f"{sign.file!r} is too large", where=Where(str(path)), hint=hint)
            seen = image.convert("RGBA")
            paper = Image.new("RGBA", seen.size, "white")
            grey = Image.alpha_composite(paper, seen).convert("L")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        raise FaceError(f"{sign.file!r} can't be read as PNG", where=Where(str(path))) from None
    across, down = grey.size
    unit, outline = EM / down, RecordingPen()
    for left, right, top, bottom in _stretches(grey.tobytes(), across, down):
        head, foot = (EM + FOOT - y * unit for y in (top, bottom))
        outline.moveTo((left * unit, foot))
        for corner in ((right * unit, foot), (right * unit, head), (left * unit, head)):
            outline.lineTo(corner)
        outline.closePath()
    return _Drawn(outline, _body(across * unit, sign, path))


def _stretches(grey: bytes, across: int, down: int) -> Iterable[tuple[int, int, int, int]]:
    """Yield dark rectangles: left, right, top, bottom, px."""
    open_: dict[tuple[int, int], int] = {}  # stretches of the row before, and where they began
    for y in range(down + 1):
        row = grey[y * across : (y + 1) * across] if y < down else b""
        found: list[tuple[int, int]] = []
        start = -1
        for x, shade in enumerate((*row, 255)):
            if shade < _DARK and start < 0:
                start = x
            elif shade >= _DARK and start >= 0:
                found.append((start, x))
                start = -1
        for stretch in open_.keys() - set(found):
            yield *stretch, open_[stretch], y
        open_ = {stretch: open_.get(stretch, y) for stretch in found}


def _of_font(sign: OwnSign, path: Path) -> _Drawn:
    """Draw the glyph of a font."""
    try:
        face = open_file(path, sign.file, instances.index_in(path, sign.file.partition("#")[2]))
    except FaceError as fault:
        raise FaceError(fault.message, where=fault.where, key=sign.key, hint=fault.hint) from None
    glyph = face.glyph(sign.glyph or sign.reads)
    if not glyph:
        code = f"U+{ord(sign.glyph or sign.reads):04X}"
        raise FaceError(f"{sign.file!r} has no glyph for {code}", key=sign.key)
    scale, outline = EM / face.units, RecordingPen()
    face.hb_font.draw_glyph_with_pen(glyph, TransformPen(outline, (scale, 0, 0, scale, 0, 0)))
    return _Drawn(outline, round(face.advance(glyph) * EM))


def _body(width: float, sign: OwnSign, path: Path) -> int:
    """Return how wide a sign is set; one that is nearly square stands on a whole em."""
    if not 0.05 * EM <= width <= 4 * EM:
        raise FaceError(f"{sign.file!r} is too narrow or too wide", where=Where(str(path)))
    return EM if abs(width - EM) < 0.02 * EM else round(width)


def _left(outline: RecordingPen) -> int:
    return round(_bounds(outline)[0])


def _bounds(outline: RecordingPen) -> tuple[float, float, float, float]:
    pen = BoundsPen(None)
    outline.replay(pen)
    return pen.bounds or (0.0, 0.0, 0.0, 0.0)
