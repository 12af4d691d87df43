"""Which face of a file a style asks for: a member of a collection, an instance of a variable face.

Takes a font file's path, what a spec writes after ``#``, and a style's weight, slant and axes;
returns an index and places on the axes, within their bounds.  Knows nothing of typefaces.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import uharfbuzz as hb

from broadsheet.errors import FaceError
from broadsheet.fonts import sfnt
from broadsheet.fonts.face import open_tables
from broadsheet.models import frozen

_NUMBER: Final = re.compile(r"[0-9]{1,3}")
_PLACE: Final = re.compile(
    r"@((?:[ -~]{4}=-?[0-9]+(?:\.[0-9]+)?)(?:,[ -~]{4}=-?[0-9]+(?:\.[0-9]+)?)*)$"
)
_NAMES: Final = (
    4,
    1,
    6,
    16,
)  # full name, family, PostScript's, typographic family (OpenType, name)
_SLANTED: Final = -12.0  # degrees, where a face leans by an axis and not by another drawing


@frozen()
class Axis:
    """An axis on which a variable face changes, in its own units (OpenType, fvar)."""

    tag: str
    least: float
    usual: float
    most: float
    name: str = ""

    def within(self, place: float) -> float:
        """Return the place nearest to one that is wanted."""
        return min(self.most, max(self.least, place))


def axes_of(face: hb.Face) -> tuple[Axis, ...]:
    """Return the axes of a face; none for a static one."""
    if "fvar" not in face.table_tags:
        return ()
    return tuple(
        Axis(
            info.tag,
            info.min_value,
            info.default_value,
            info.max_value,
            face.get_name(info.name_id) or "",
        )
        for info in face.axis_infos
    )


def place_on(
    axes: tuple[Axis, ...], weight: int, slant: str, asked: Mapping[str, float]
) -> dict[str, float]:
    """Return where on its axes a face is set: what is asked by name, else by weight and slant.

    Places beyond the ends of an axis become its ends.  Raises FaceError for an axis that the
    face has not.
    """
    known = {axis.tag: axis for axis in axes}
    for tag in asked:
        if tag not in known:
            named = ", ".join(known) or "none: it is not variable"
            raise FaceError(f"has no axis {tag!r}", hint=f"it has {named}")
    wanted = {tag: axis.usual for tag, axis in known.items()}
    if "wght" in wanted:
        wanted["wght"] = weight
    if slant == "italic" and "ital" in wanted:
        wanted["ital"] = 1.0
    elif slant == "italic" and "slnt" in wanted:
        wanted["slnt"] = _SLANTED
    wanted |= asked
    return {tag: known[tag].within(place) for tag, place in wanted.items()}


def instance_id(item: str, place: Mapping[str, float]) -> str:
    """Return the id of an instance of a face.

    >>> instance_id("own.ttf", {"wght": 350.0, "opsz": 12.5})
    'own.ttf@wght=350,opsz=12.5'
    """
    return (
        f"{item}@{','.join(f'{tag}={value:g}' for tag, value in place.items())}" if place else item
    )


def read_id(name: str) -> tuple[str, dict[str, float]]:
    """Return the item and the place that an id was made of.

    >>> read_id("own.ttf@wght=350,opsz=12.5"), read_id("own.ttf")
    (('own.ttf', {'wght': 350.0, 'opsz': 12.5}), ('own.ttf', {}))
    """
    match = _PLACE.search(name)
    if match is None:
        return name, {}
    pairs = (part.rpartition("=") for part in match[1].split(","))
    return name[: match.start()], {tag: float(value) for tag, _, value in pairs}


def index_in(path: Path, wanted: str) -> int:
    """Return the number of a face in its file: by number, by name, or the first.

    Raises FaceError for a name that no face of the file bears, with those that they bear.
    """
    if not wanted:
        return 0
    if _NUMBER.fullmatch(wanted):
        return int(wanted)
    members = [names for _, names in named_faces(path)]
    for number, names in enumerate(members):
        if wanted.casefold() in {name.casefold() for name in names}:
            return number
    held = ", ".join(names[0] for names in members if names)
    raise FaceError(f"has no face {wanted!r}", hint=f"it holds {held}; write #0 or a name")


def named_faces(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield each face of a file with its names, the full one first."""
    for index in range(sfnt.faces_in(path)):
        sfnt.check_file(path, index)
        yield index, names_of(open_tables(path, index))


def names_of(face: hb.Face) -> list[str]:
    """Return a face's names in all languages, the full one in English first."""
    entries = list(face.list_names())
    found = [face.get_name(number) for number in _NAMES]
    found += [
        face.get_name(entry.name_id, entry.language)
        for number in _NAMES
        for entry in entries
        if int(entry.name_id) == number
    ]
    return list(dict.fromkeys(name for name in found if name))
