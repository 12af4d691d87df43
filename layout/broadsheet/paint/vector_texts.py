"""Text of an SVG drawing as outlines (SVG 1.1, 10): in the bundled faces, as none comes with it.

Takes a text element and the style of what is in it; returns the outlines of its letters in the
drawing's units, run by run, and which faces stand in for those that it names.  What would be set
otherwise than it is meant (along a path, upright, squeezed) raises ValueError.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from broadsheet.models import field, frozen, record
from broadsheet.paint.vector_shapes import Step, VectorNode, steps_of
from broadsheet.paint.vector_styles import VectorStyle, length

if TYPE_CHECKING:
    from broadsheet.fonts.face import Face
    from broadsheet.fonts.typeface import FaceBook

TEXTS = frozenset({"text", "tspan"})
LETTERS = "#text"  # name of the nodes that hold characters
_SPACE = "http://www.w3.org/XML/1998/namespace space"
_FACES = {
    "serif": ("Broadsheet Roman", "Noto Serif SC", "Noto Emoji"),
    "sans": ("Noto Sans SC", "Noto Emoji"),
    "kai": ("Broadsheet Kai", "Noto Serif SC", "Noto Emoji"),
}
_OWN = {  # names that are not stood in for
    "serif": "serif", "sans-serif": "sans", "system-ui": "sans", "ui-serif": "serif",
    "ui-sans-serif": "sans", "noto serif sc": "serif", "noto serif cjk sc": "serif",
    "source han serif sc": "serif", "思源宋体": "serif", "noto sans sc": "sans",
    "noto sans cjk sc": "sans", "source han sans sc": "sans", "思源黑体": "sans",
    "broadsheet kai": "kai", "broadsheet roman": "serif", "": "serif",
}  # fmt: skip
_LIKE = (
    ("kai", r"kai|楷"),
    (
        "sans",
        r"sans|hei|黑|gothic|arial|helvetica|verdana|roboto|pingfang|苹方|等线|dengxian|futura|inter",
    ),
)
_PLAIN = {  # properties that are drawn in one way alone
    "text-decoration": {"none"}, "baseline-shift": {"baseline", "0"},
    "word-spacing": {"normal", "0"},
    "dominant-baseline": {"auto", "alphabetic"}, "writing-mode": {"lr", "lr-tb", "horizontal-tb"},
}  # fmt: skip
_BOLD = 600
_HEAVY = 800


@frozen(kw_only=True)
class LetterRun:
    """Letters of one style as one path, in the units of their text."""

    path: tuple[Step, ...]
    style: VectorStyle


@record(kw_only=True)
class _Letter:
    face: "Face"
    glyph: int
    style: VectorStyle
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0


@record()
class _Pen:
    """Where letters are set, and those of the stretch that is anchored together."""

    x: float = 0.0
    y: float = 0.0
    stretch: list[_Letter] = field(default_factory=list)
    letters: list[_Letter] = field(default_factory=list)
    white: bool = True  # the last character was a space, or there is none


@frozen(kw_only=True)
class _Above:
    """What a piece of text has of those that it is in."""

    kept: bool = False  # white, as it is
    places: Mapping[str, list[float]] = field(default_factory=dict)


@record(kw_only=True)
class VectorTexts:
    """Sets the texts of one drawing."""

    style: Callable[[VectorNode, VectorStyle], VectorStyle]
    told: Callable[[VectorNode], Mapping[str, str]]
    stood_in: dict[str, str] = field(default_factory=dict)  # faces that are not here, by which
    book: "FaceBook | None" = None

    def runs(self, node: VectorNode, style: VectorStyle) -> Iterator[LetterRun]:
        """Yield the letters of a text element; ``style`` is its own."""
        pen = _Pen()
        self._set(node, style, pen, _Above())
        self._close(pen)
        run: list[_Letter] = []
        for letter in pen.letters:
            if run and run[-1].style != letter.style:
                yield _run(run)
                run = []
            run.append(letter)
        if run:
            yield _run(run)

    def _set(self, node: VectorNode, style: VectorStyle, pen: _Pen, above: _Above) -> None:
        self._check(node)
        said = node.attributes.get(_SPACE, "")
        kept = {"preserve": True, "default": False}.get(said, above.kept)
        own = {key: _lengths(node, key) for key in ("x", "y", "dx", "dy")}
        places = {key: held or above.places.get(key, []) for key, held in own.items()}
        below = _Above(kept=kept, places=places)  # what is not used up goes on to what is inside
        for kid in node.kids:
            if kid.name in TEXTS:
                self._set(kid, self.style(kid, style), pen, below)
            elif kid.name != LETTERS:
                if kid.name not in ("title", "desc", ""):
                    raise ValueError(f"text in a way that is not set: {kid.name[:20]}")
            else:
                self._letters(_spaced(kid.text, pen, kept=kept), style, pen, places)

    def _check(self, node: VectorNode) -> None:
        told = self.told(node)
        for key, plain in _PLAIN.items():
            if told.get(key, "") not in plain | {""}:
                raise ValueError(f"text with {key}: {told[key][:20]}")
        odd = [key for key in ("textLength", "rotate", "font") if key in node.attributes]
        if odd or "font" in told:
            raise ValueError(f"text with {odd[0] if odd else 'font'}, which is not read")

    def _letters(
        self, text: str, style: VectorStyle, pen: _Pen, places: Mapping[str, list[float]]
    ) -> None:
        before: _Letter | None = None
        for char in text:
            if places["x"] or places["y"]:
                self._close(pen)
                pen.x = places["x"].pop(0) if places["x"] else pen.x
                pen.y = places["y"].pop(0) if places["y"] else pen.y
                before = None
            pen.x += places["dx"].pop(0) if places["dx"] else 0.0
            pen.y += places["dy"].pop(0) if places["dy"] else 0.0
            letter = self._letter(char, style)
            if before is not None and before.face is letter.face:
                pen.x += style.size * letter.face.kern(before.glyph, letter.glyph)
            letter.x, letter.y = pen.x, pen.y
            pen.x += letter.width
            pen.stretch.append(letter)
            before = letter

    def _letter(self, char: str, style: VectorStyle) -> _Letter:
        if self.book is None:
            from broadsheet.fonts.typeface import FaceBook  # noqa: PLC0415 - few drawings have text

            self.book = FaceBook.open(_FACES)
        weight = {"bold": "bold", "bolder": "bold", "normal": "regular"}.get(style.weight)
        if weight is None:
            number = int(style.weight) if style.weight.isdigit() else 400
            weight = "black" if number > _HEAVY else "bold" if number >= _BOLD else "regular"
        slant = "italic" if style.slant in ("italic", "oblique") else "upright"
        face = self.book.typeface(self._face(style.family), weight, slant).face_for(char)
        if face is None or not face.covers(char):
            raise ValueError(f"the character {char!r}, which no face here has")
        glyph = face.glyph(char)
        width = style.size * face.advance(glyph) + style.spacing
        return _Letter(face=face, glyph=glyph, style=style, width=width)

    def _face(self, family: str) -> str:
        """Return which face text is set in; notes the first that it names, if it is not here."""
        named = [one.strip().strip("'\"") for one in family.split(",")]
        for one in named:
            if one.lower() in _OWN:
                face = _OWN[one.lower()]
                break
        else:
            found = (face for face, like in _LIKE if re.search(like, named[0].lower()))
            face = next(found, "serif")
        if named[0].lower() not in _OWN:
            self.stood_in[named[0][:40]] = _FACES[face][0]
        return face

    @staticmethod
    def _close(pen: _Pen) -> None:
        """End a stretch: its anchor says where it lies (10.9.1)."""
        if pen.stretch:
            first, last = pen.stretch[0], pen.stretch[-1]
            width = last.x + last.width - first.x
            moved = {"middle": width / 2, "end": width}.get(first.style.anchor, 0.0)
            for letter in pen.stretch:
                letter.x -= moved
        pen.letters += pen.stretch
        pen.stretch = []


def _lengths(node: VectorNode, key: str) -> list[float]:
    return [length(one) for one in re.split(r"[\s,]+", node.attributes.get(key, "").strip()) if one]


def _spaced(text: str, pen: _Pen, *, kept: bool) -> str:
    """Return characters as they are set: white is one space, unless it is kept (10.15)."""
    if kept:
        pen.white = False
        return re.sub(r"[\t\r\n]", " ", text)
    found = re.sub(r"[\t ]+", " ", re.sub(r"[\r\n]+", "", text))
    if pen.white:
        found = found.lstrip(" ")
    pen.white = found.endswith(" ") if found else pen.white
    return found


def _run(letters: list[_Letter]) -> LetterRun:
    from broadsheet.fonts.outlines import outline  # noqa: PLC0415 - few drawings have text

    path: list[Step] = []
    for letter in letters:
        scale = letter.style.size / letter.face.units
        for kind, *given in steps_of(outline(letter.face, letter.glyph)):
            numbers = list(map(float, given))
            moved = [
                scale * number + (letter.y if n % 2 else letter.x)
                for n, number in enumerate(numbers)
            ]
            path.append((kind, *moved))
    return LetterRun(path=tuple(path), style=letters[0].style)
