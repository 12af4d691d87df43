"""Styles of an SVG drawing: colours, lines and what may be seen through.

Takes attributes, style sheets and style attributes; returns the style of an element under that
of its parent (SVG 1.1, 6 and 11).  Of selectors, names, classes and ids are known.
"""

import math
import re
from collections.abc import Callable, Mapping
from typing import Final

from broadsheet.models import field, frozen, record, replace

_UNITS: Final = {  # px: 96 to an inch (CSS 2.1, 4.3.2)
    "": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "mm": 96 / 25.4, "cm": 96 / 2.54,
    "q": 96 / 101.6,
}  # fmt: skip
_NUMBER: Final = r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
_KNOWN: Final = frozenset(
    "fill stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray "
    "stroke-dashoffset fill-rule clip-rule fill-opacity stroke-opacity opacity display visibility "
    "color clip-path stop-color stop-opacity font-size font-family font-weight font-style font "
    "text-anchor letter-spacing word-spacing text-decoration writing-mode baseline-shift "
    "dominant-baseline mask filter marker marker-start marker-mid marker-end "
    "mix-blend-mode".split()
)
_CAPS: Final = {"butt": 0, "round": 1, "square": 2}
_JOINS: Final = {"miter": 0, "round": 1, "bevel": 2}
_LONGEST: Final = 40  # characters of a length
_CLOSED: Final = 4.0  # miter limit (11.4)


@frozen()
class VectorPaint:
    """A colour: red, green and blue of 255, or four inks of 1; or a gradient's name."""

    light: tuple[int, int, int] = (0, 0, 0)
    inks: tuple[float, float, float, float] | None = None
    by: str = ""  # the name of a gradient that is to be looked up


def numbers(text: str) -> list[float]:
    """Return the numbers of a list, parted by white or commas; raises ValueError."""
    if re.sub(_NUMBER, "", text).strip(" \t\r\n,"):
        raise ValueError(f"numbers that are none: {text[:20]!r}")
    found = [float(one) for one in re.findall(_NUMBER, text)]
    if not all(map(math.isfinite, found)):
        raise ValueError("numbers without an end")
    return found


def length(text: str) -> float:
    """Return a length in px; raises ValueError."""
    found = re.fullmatch(rf"\s*({_NUMBER})\s*([a-zA-Z]*)\s*", text[:_LONGEST])
    if found is None or len(text) > _LONGEST or found[2].lower() not in _UNITS:
        raise ValueError(f"a length that is none: {text[:20]!r}")
    own = float(found[1]) * _UNITS[found[2].lower()]
    if not math.isfinite(own):
        raise ValueError("a length without an end")
    return own


@frozen(kw_only=True)
class VectorStyle:
    """How a shape is drawn; widths in its own units."""

    fill: VectorPaint | None = VectorPaint()
    stroke: VectorPaint | None = None
    colour: VectorPaint = VectorPaint()  # what ``currentColor`` is
    width: float = 1.0
    cap: int = 0
    join: int = 0
    miter: float = _CLOSED
    dash: tuple[float, ...] = ()
    phase: float = 0.0
    evenodd: bool = False
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    alpha: float = 1.0  # of the element as a whole; not inherited
    shown: bool = True
    visible: bool = True
    clip: str = ""  # name of the clipping path; not inherited
    stop: VectorPaint = VectorPaint()  # of a gradient's stop
    stop_alpha: float = 1.0
    size: float = 16.0  # of text, px
    family: str = ""
    weight: str = "normal"
    slant: str = "normal"
    anchor: str = "start"
    spacing: float = 0.0  # after each letter, px

    @property
    def faint(self) -> bool:
        """Tell whether a group lets through, all of it at once."""
        return self.alpha < 1

    def below(self, told: Mapping[str, str]) -> "VectorStyle":
        """Return the style of an element that says so of itself, under this one."""
        changes: dict[str, object] = {"alpha": 1.0, "clip": ""}
        colour = _paint(told["color"], self.colour) if "color" in told else self.colour
        changes["colour"] = colour or self.colour
        for key, value in told.items():
            if value != "inherit":
                changes |= _change(key, value, colour or self.colour)
        return replace(self, **changes)

    def alone(self) -> "VectorStyle":
        """Return the style of a shape: what lets through all of it, lets through its parts."""
        if self.alpha >= 1:
            return self
        if self.fill and self.stroke:
            raise ValueError("a shape that lets through, with a line over its own fill")
        return replace(
            self,
            fill_alpha=self.fill_alpha * self.alpha,
            stroke_alpha=self.stroke_alpha * self.alpha,
        )


def _change(key: str, value: str, colour: VectorPaint) -> dict[str, object]:
    """Return what a property changes."""
    if key in ("fill", "stroke"):
        return {key: _paint(value, colour)}
    if key == "stop-color":
        return {"stop": _paint(value, colour) or VectorPaint(light=(0, 0, 0))}
    field_and_reader = _CHANGES.get(key)
    if field_and_reader is None or (key == "clip-path" and value == "none"):
        return {}
    name, read = field_and_reader
    return {name: read(value)}


def _dashes(value: str) -> tuple[float, ...]:
    own = () if value == "none" else tuple(map(length, re.split(r"[\s,]+", value.strip())))
    return own if own and sum(own) > 0 and min(own) >= 0 else ()


def share(value: str, whole: float) -> float:
    """Return a length, or a share of a whole written in per cent; raises ValueError."""
    return whole * length(value[:-1]) / 100 if value.endswith("%") else length(value)


def _share(value: str) -> float:
    part = length(value[:-1]) / 100 if value.endswith("%") else length(value)
    return min(1.0, max(0.0, part))


def _reference(value: str) -> str:
    found = re.fullmatch(r"url\(\s*['\"]?#([^'\")]+)['\"]?\s*\)", value)
    if found is None:
        raise ValueError(f"a clipping path outside of it: {value[:20]!r}")
    return found[1]


_CHANGES: Final[Mapping[str, tuple[str, Callable[[str], object]]]] = {
    "stroke-width": ("width", length),
    "stroke-linecap": ("cap", lambda value: _CAPS.get(value, 0)),
    "stroke-linejoin": ("join", lambda value: _JOINS.get(value, 0)),
    "stroke-miterlimit": ("miter", lambda value: max(1.0, length(value))),
    "stroke-dasharray": ("dash", _dashes),
    "stroke-dashoffset": ("phase", length),
    "fill-rule": ("evenodd", lambda value: value == "evenodd"),
    "fill-opacity": ("fill_alpha", _share),
    "stroke-opacity": ("stroke_alpha", _share),
    "opacity": ("alpha", _share),
    "display": ("shown", lambda value: value != "none"),
    "visibility": ("visible", lambda value: value == "visible"),
    "clip-path": ("clip", _reference),
    "stop-opacity": ("stop_alpha", _share),
    "font-size": ("size", length),
    "font-family": ("family", str),
    "font-weight": ("weight", str),
    "font-style": ("slant", str),
    "text-anchor": ("anchor", str),
    "letter-spacing": ("spacing", lambda value: 0.0 if value == "normal" else length(value)),
}


def _paint(value: str, colour: VectorPaint) -> VectorPaint | None:
    """Return a colour; None for none.  Raises ValueError for a gradient, and for no colour."""
    value = value.strip()
    if value in ("none", "transparent"):
        return None
    if value.lower() == "currentcolor":
        return colour
    if value.startswith("url("):
        found = re.match(r"url\(\s*['\"]?#([^'\")]+)['\"]?\s*\)", value)
        if found is None:
            raise ValueError(f"a colour from elsewhere: {value[:30]!r}")
        return VectorPaint(by=found[1])
    inks = re.fullmatch(r"device-cmyk\(([^()/]*)\)", value)
    if inks:
        parts = [_share(one) for one in re.split(r"[\s,]+", inks[1].strip())]
        if len(parts) != 4:
            raise ValueError(f"a colour that is none: {value[:30]!r}")
        return VectorPaint(inks=(parts[0], parts[1], parts[2], parts[3]))
    from PIL import ImageColor  # noqa: PLC0415 - few pages have a drawing

    try:
        light = ImageColor.getrgb(value)
    except ValueError:
        raise ValueError(f"a colour that is none: {value[:30]!r}") from None
    if len(light) > 3 and light[3] < 255:
        raise ValueError(f"a colour that lets through: {value[:30]!r}")
    return VectorPaint(light=(light[0], light[1], light[2]))


@record()
class StyleSheet:
    """What a file's style sheets say, by selector and property, with its place among all."""

    rules: dict[str, dict[str, tuple[int, str]]] = field(default_factory=dict)
    count: int = 0

    def add(self, text: str) -> None:
        """Add the rules of a sheet; raises ValueError for selectors that are not known."""
        for rule in _uncommented(text).split("}"):
            selectors, brace, body = rule.partition("{")
            selectors = re.sub(r"@(charset|namespace)\b[^;]*;", "", selectors)
            if "@import" in selectors:
                raise ValueError("a sheet of style from elsewhere")
            told = _declared(body) if brace else {}
            for selector in selectors.split(",") if brace else ():
                own = selector.strip()
                if own == "@font-face":
                    continue  # none is asked for
                if not re.fullmatch(r"[.#]?[\w-]+|\*", own):
                    raise ValueError(f"a rule of style that is not known: {own[:30]!r}")
                self.count += 1
                said = {key: (self.count, value) for key, value in told.items()}
                self.rules.setdefault(own, {}).update(said)

    def told(self, name: str, attributes: Mapping[str, str]) -> dict[str, str]:
        """Return what is said of an element: by attributes, by rules, by its own style."""
        found = {key: value.strip() for key, value in attributes.items() if key in _KNOWN}
        classes = [f".{one}" for one in attributes.get("class", "").split()]
        for selectors in (["*"], [name], classes, [f"#{attributes.get('id', '')}"]):
            latest: dict[str, tuple[int, str]] = {}
            for selector in selectors:
                for key, said in self.rules.get(selector, {}).items():
                    latest[key] = max(said, latest.get(key, said))
            found |= {key: value for key, (_, value) in latest.items()}
        return found | _declared(attributes.get("style", ""))


def _uncommented(text: str) -> str:
    """Return a sheet without its comments; one that does not end takes all that follows."""
    kept: list[str] = []
    at = 0
    while at < len(text):
        begins = text.find("/*", at)
        kept.append(text[at : begins if begins >= 0 else len(text)])
        ends = text.find("*/", begins + 2) if begins >= 0 else -1
        at = ends + 2 if ends >= 0 else len(text)
    return "".join(kept).replace("<!--", "").replace("-->", "")


def _declared(text: str) -> dict[str, str]:
    """Return the properties of a declaration that are known."""
    found: dict[str, str] = {}
    for one in text.split(";"):
        key, _, value = one.partition(":")
        if key.strip().lower() in _KNOWN and value.strip():
            found[key.strip().lower()] = value.replace("!important", "").strip()
    return found
