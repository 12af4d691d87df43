"""Read lengths, counts and colours of a spec.

Takes text nodes and a ``Scope`` (what an em, a row and a colour's name are here); returns
points, shares, ems and ``Colour`` values.  This is where units die.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import cast

from broadsheet.display import INK, PAPER, Colour
from broadsheet.errors import did_you_mean
from broadsheet.geometry import MM
from broadsheet.marked_yaml import Kind, Node, Place, Text, text_of
from broadsheet.models import field, frozen
from broadsheet.spec import Share, Size

HUGE = 14400.0  # pt, the largest page of PDF (ISO 32000-1, annex C)
BUILT_IN: Mapping[str, Colour] = MappingProxyType({"black": INK, "white": PAPER, "paper": PAPER})

_UNITS = ("mm", "cm", "pt", "字", "em", "行", "%")
_POINTS = {"mm": MM, "cm": 10 * MM, "pt": 1.0}
_LENGTH = re.compile(r"(-?[0-9]{1,6}(?:\.[0-9]{1,6})?)(\s*)(\D*)")
_WITH_UNIT = re.compile(rf"[0-9]({'|'.join(_UNITS)})")
_INKS = re.compile(r"([0-9.]{1,6})/([0-9.]{1,6})/([0-9.]{1,6})/([0-9.]{1,6})")
_INK = re.compile(r"[0-9]{1,3}(\.[0-9]{1,2})?")


@frozen(kw_only=True)
class Scope(Place):
    """A place in a spec, and what its units and names mean."""

    em: float = 0.0  # pt of 字 and em; 0: there is none here
    row: float = 0.0  # pt of 行; 0: there is none here
    colours: Mapping[str, Colour] = field(default_factory=lambda: BUILT_IN)
    typefaces: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    columns: int = 0  # of the grid
    box: str = ""  # name of the box that is read


def _measured(text: Text, scope: Scope, units: tuple[str, ...], example: str) -> tuple[float, str]:
    """Return the number and the unit of a length."""
    found = _LENGTH.fullmatch(text.value)
    if found is None:
        meant = unicodedata.normalize("NFKC", text.value).replace(",", ".")
        sample = meant if _LENGTH.fullmatch(meant) else example
        raise scope.fault(text.where, f"{text.value!r} is not a length", f"write {sample}")
    number, space, unit = found[1], found[2], found[3]
    if not unit and float(number) == 0:
        return 0.0, "pt"
    if not unit:
        raise scope.fault(
            text.where, f"{text.value!r} has no unit", _with_unit(text.value, example)
        )
    if unit not in _UNITS:
        known = did_you_mean(unit, _UNITS)
        raise scope.fault(text.where, f"{unit!r} is not a unit", known)
    if space:
        raise scope.fault(
            text.where, f"{text.value!r} has a space before its unit", f"write {number}{unit}"
        )
    if unit not in units:
        raise scope.fault(text.where, f"{unit} has no meaning here", f"write {example}")
    return float(number), unit


def _with_unit(number: str, example: str) -> str:
    """Return what to write for a number alone: itself, where there is one unit that is usual."""
    usual = set(_WITH_UNIT.findall(example))
    return f"write {number}{usual.pop()}" if len(usual) == 1 else f"write {example}"


def _per_unit(scope: Scope) -> dict[str, float]:
    own = {"字": scope.em, "em": scope.em, "行": scope.row}
    return _POINTS | {unit: points for unit, points in own.items() if points}


def _points(text: Text, scope: Scope, bounds: tuple[float, float], example: str) -> float:
    """Return a length in pt, within bounds that the message tells."""
    units = _per_unit(scope)
    count, unit = _measured(text, scope, tuple(units), example)
    return _bounded(count, unit, text, scope, bounds)


def _bounded(
    count: float, unit: str, text: Text, scope: Scope, bounds: tuple[float, float]
) -> float:
    """Return a length in pt; a fault tells the bounds in the unit that was written."""
    per = _per_unit(scope)[unit]
    least, most = bounds
    if not least - 1e-9 <= count * per <= most + 1e-9:
        # rounded inward, so that what the message tells to write is right
        lowest = math.ceil(least / per * 1000 - 1e-6) / 1000
        highest = math.floor(most / per * 1000 + 1e-6) / 1000
        hint = f"write {lowest:.12g}{unit} to {highest:.12g}{unit}"
        raise scope.fault(text.where, f"{text.value!r} is out of range", hint)
    return count * per


_LENGTH_SCHEMA = {"type": ["string", "number"]}


def length(least: float, most: float, example: str) -> Kind[Scope, float]:
    """Return the kind of a length between two bounds, pt."""
    return Kind(
        lambda node, scope: _points(text_of(node, scope), scope, (least, most), example),
        _LENGTH_SCHEMA,
    )


def _size(node: Node, scope: Scope) -> Size:
    text = text_of(node, scope)
    units = _per_unit(scope)
    count, unit = _measured(text, scope, (*units, "%"), "50%, 40mm or 12字")
    if unit != "%":
        return _bounded(count, unit, text, scope, (1.0, HUGE))
    if not 1 <= count <= 100:
        raise scope.fault(text.where, f"{text.value!r} is out of range", "write 1% to 100%")
    return Share(count / 100)


def _ems(least: float, most: float, example: str) -> Callable[[Node, Scope], float]:
    def read(node: Node, scope: Scope) -> float:
        text = text_of(node, scope)
        fixed = tuple(_POINTS) if scope.em else ()
        count, unit = _measured(text, scope, ("字", "em", *fixed), example)
        per = _POINTS.get(unit)
        ems = count if per is None else count * per / (scope.em or 1)
        if not least <= ems <= most:
            raise scope.fault(
                text.where, f"{text.value!r} is out of range", f"write {least:g}em to {most:g}em"
            )
        return ems

    return read


def ems(least: float, most: float, example: str) -> Kind[Scope, float]:
    """Return the kind of a length in ems of the style; other units need a fixed size."""
    return Kind(_ems(least, most, example), _LENGTH_SCHEMA)


def rows(least: int, most: int) -> Kind[Place, int]:
    """Return the kind of a count of rows, ``7`` or ``7行``."""

    def read(node: Node, place: Place) -> int:
        text = text_of(node, place)
        digits = text.value.removesuffix("行")
        if not re.fullmatch("[0-9]{1,6}", digits):
            raise place.fault(
                text.where, f"{text.value!r} is not a count of rows", f"write {least}行 to {most}行"
            )
        if not least <= int(digits) <= most:
            raise place.fault(
                text.where, f"{text.value!r} is out of range", f"write {least}行 to {most}行"
            )
        return int(digits)

    return Kind(read, {"type": ["integer", "string"], "pattern": "^[0-9]+行?$"})


def _inks(text: Text, place: Place) -> Colour:
    """Read C/M/Y/K in percent of ink."""
    found = _INKS.fullmatch(text.value)
    parts = found.groups() if found else ()
    if not parts or not all(_INK.fullmatch(part) for part in parts):
        raise place.fault(
            text.where,
            f"{text.value!r} is not a colour",
            "write C/M/Y/K in percent, such as 0/100/95/10",
        )
    if any(float(part) > 100 for part in parts):
        raise place.fault(text.where, f"{text.value!r} is out of range", "an ink is 0 to 100")
    # through hundredths of a percent, so that 95 becomes 0.95 and not its neighbour
    cyan, magenta, yellow, black = (round(float(part) / 100, 6) for part in parts)
    return Colour(cyan, magenta, yellow, black)


def _colour(node: Node, scope: Scope) -> Colour:
    text = text_of(node, scope)
    if "/" in text.value:
        return _inks(text, scope)
    known = scope.colours.get(text.value)
    if known is None:
        raise scope.fault(
            text.where,
            f"{text.value!r} is not a colour",
            did_you_mean(text.value, sorted(scope.colours)),
        )
    return known


def _ratio(node: Node, place: Place) -> float:
    text = text_of(node, place)
    form = "[0-9]{1,4}(?:\\.[0-9]{1,4})?"
    found = re.fullmatch(f"({form})(?::({form}))?", text.value)
    down = float(found[2] or 1) if found else 0.0
    ratio = float(cast(re.Match[str], found)[1]) / down if down else 0.0
    if found is None or not down:
        raise place.fault(
            text.where, f"{text.value!r} is not a ratio", "write width:height, such as 5:3"
        )
    if not 0.05 <= ratio <= 20:
        raise place.fault(text.where, f"{text.value!r} is out of range", "write 1:20 to 20:1")
    return ratio


INKS: Kind[Place, Colour] = Kind(
    lambda node, place: _inks(text_of(node, place), place),
    {"type": "string", "pattern": "^[0-9.]+/[0-9.]+/[0-9.]+/[0-9.]+$"},
)
COLOUR: Kind[Scope, Colour] = Kind(_colour, {"type": "string"})
SIZE: Kind[Scope, Size] = Kind(_size, _LENGTH_SCHEMA)
RATIO: Kind[Place, float] = Kind(_ratio, {"type": ["string", "number"]})
LINE = length(0.0, 20.0, "0.4pt")
WHITE = length(0.0, 2000.0, "3mm or 1.2字")
