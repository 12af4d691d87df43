"""Colours of a PDF as inks.

Takes colour spaces and operands as pypdf gives them; returns paints.  Knows nothing of pages.
"""

from collections.abc import Sequence
from typing import Any

from broadsheet.models import frozen
from broadsheet.preflight.models import Paint

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
REGISTRATION = "All"
_DEPTH = 8  # of spaces within spaces
_GREY = {"/DeviceGray", "/CalGray", "/G"}
_LIGHT = {"/DeviceRGB", "/CalRGB", "/RGB", "/Lab"}
_INKS = {"/DeviceCMYK", "/CMYK"}


@frozen()
class ColourSpace:
    """A colour space: ``kind`` is grey, light, process, names, pattern, or indexed."""

    kind: str
    size: int
    names: tuple[str, ...] = ()
    base: "ColourSpace | None" = None
    table: bytes = b""


GREY, LIGHT, INKS = ColourSpace("grey", 1), ColourSpace("light", 3), ColourSpace("process", 4)
PATTERN = ColourSpace("pattern", 0)


def space_of(given: Any, resources: Any, depth: int = 0) -> ColourSpace:
    """Return a colour space, looked up in the page's resources when it is a name there."""
    held = given.get_object() if hasattr(given, "get_object") else given
    if isinstance(held, str):
        if held in _GREY:
            return GREY
        if held in _LIGHT:
            return LIGHT
        if held in _INKS:
            return INKS
        if held == "/Pattern":
            return PATTERN
        named = _looked_up(resources, "/ColorSpace", held)
        if named is None or depth > _DEPTH:
            raise ValueError(f"no colour space {held}")
        return space_of(named, resources, depth + 1)
    return _array_space(held, resources, depth)


def _array_space(held: Any, resources: Any, depth: int) -> ColourSpace:
    if depth > _DEPTH:
        raise ValueError("colour spaces within colour spaces")
    kind = str(held[0])
    if kind == "/ICCBased":
        count = int(held[1].get_object()["/N"])
        return {1: GREY, 3: LIGHT, 4: INKS}[count]
    if kind == "/Separation":
        return ColourSpace("names", 1, (str(held[1])[1:],))
    if kind == "/DeviceN":
        names = tuple(str(name)[1:] for name in held[1].get_object())
        return ColourSpace("names", len(names), names)
    if kind in ("/Indexed", "/I"):
        base = space_of(held[1], resources, depth + 1)
        table = held[3].get_object()
        content = table.get_data() if hasattr(table, "get_data") else _raw(table)
        return ColourSpace("indexed", 1, base=base, table=content)
    return space_of(held[0], resources, depth + 1)


def _looked_up(resources: Any, kind: str, name: str) -> Any:
    group = resources.get(kind) if resources is not None else None
    if group is None:
        return None
    return group.get_object().get(name)


def _raw(text: Any) -> bytes:
    held: bytes = getattr(text, "original_bytes", text)
    return held


def paint_of(space: ColourSpace, values: Sequence[float]) -> Paint:
    """Return the paint of a colour in a space."""
    if space.kind == "grey":
        amount = 1 - float(values[0])
        return _inks((("Black", amount),))
    if space.kind == "process":
        return _inks(tuple(zip(PROCESS, map(float, values[:4]), strict=True)))
    if space.kind == "light":
        parts = [float(value) for value in values[:3]]
        return Paint("light", (), min(parts) > 0.98, max(parts) < 0.02)
    if space.kind == "names":
        return _named(space.names, values)
    if space.kind == "indexed" and space.base is not None:
        size, place = space.base.size, int(values[0])
        entry = space.table[place * size : place * size + size]
        return paint_of(space.base, [value / 255 for value in entry])
    return Paint("pattern")


def _named(names: tuple[str, ...], values: Sequence[float]) -> Paint:
    found: list[tuple[str, float]] = []
    for name, value in zip(names, values, strict=False):
        if name == REGISTRATION:
            found += [(ink, float(value)) for ink in (*PROCESS, REGISTRATION)]
        elif name != "None":
            found.append((name, float(value)))
    return _inks(tuple(found))


def _inks(inks: tuple[tuple[str, float], ...]) -> Paint:
    return Paint("ink", inks, all(amount < 0.02 for _, amount in inks))


BLACK = paint_of(GREY, (0.0,))
