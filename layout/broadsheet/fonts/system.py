"""The faces of the machine, for a spec that says ``system``.

Looks through the machine's font folders when the first character comes that no named face
holds, never before; returns a face that holds it.  What is found differs from machine to
machine, which is why a spec must ask for it and why each use is reported.
"""

import os
from collections.abc import Iterable
from pathlib import Path

import uharfbuzz as hb

from broadsheet.errors import FaceError
from broadsheet.fonts import instances, sfnt
from broadsheet.fonts.face import Face, open_file

_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
)
PREFIX = "system:"
_ENDINGS = frozenset({".ttf", ".otf", ".ttc", ".otc"})
_MOST_FILES = 5000


class SystemFaces:
    """The machine's faces, in the order of their paths."""

    def __init__(self, folders: Iterable[Path] | None = None) -> None:
        self._folders = list(folders) if folders is not None else machine_folders()
        self._places: list[tuple[Path, int]] | None = None
        self._sets: dict[tuple[Path, int], hb.Set] = {}
        self._instances: dict[str, Face] = {}  # of variable faces
        self._opened: dict[tuple[Path, int], Face | None] = {}

    def holding(self, char: str, weight_class: int, like: Face) -> Face | None:
        """Return a face that holds a character: serifs as ``like`` has, nearest in weight."""
        if self._places is None:
            self._places = list(places(self._folders))
        faces = [self._open(place) for place in self._places if ord(char) in self._held(place)]
        usable = [face for face in faces if face is not None and face.covers(char)]
        if not usable:
            return None
        # Collections hold a character in its Japanese, Korean and Chinese shapes.
        heavy = [self._at_weight(face, weight_class) for face in usable]
        return min(
            heavy,
            key=lambda face: (
                face.serif != like.serif,
                abs(face.weight_class - weight_class),
                "SC" not in face.family.split(),
            ),
        )

    def _at_weight(self, face: Face, weight_class: int) -> Face:
        """Return a variable face at a weight, another as it is."""
        if not face.variable:
            return face
        place = instances.place_on(instances.axes_of(face.hb_face), weight_class, "upright", {})
        name = instances.instance_id(face.id, place)
        if name not in self._instances:
            self._instances[name] = open_file(face.file, name, face.index, place)
        return self._instances[name]

    def called(self, name: str) -> Face | None:
        """Return the face of an id that ``holding`` has given, in this book or another."""
        if self._places is None:
            self._places = list(places(self._folders))
        item, at = instances.read_id(name)
        for place in self._places:
            if _id(*place) == item:
                return open_file(place[0], name, place[1], at) if at else self._open(place)
        return None

    def _held(self, place: tuple[Path, int]) -> hb.Set:
        """Return the code points of a face; opened for this alone, hundreds stay unmapped."""
        if place not in self._sets:
            path, index = place
            try:
                self._sets[place] = hb.Face(hb.Blob.from_file_path(str(path)), index).unicodes
            except hb.HarfBuzzError:
                self._sets[place] = hb.Set()
        return self._sets[place]

    def _open(self, place: tuple[Path, int]) -> Face | None:
        """Open a face; None for one that a PDF can't hold, such as bitmaps."""
        if place not in self._opened:
            path, index = place
            try:
                self._opened[place] = open_file(path, _id(path, index), index)
            except FaceError:
                self._opened[place] = None
        return self._opened[place]


def _id(path: Path, index: int) -> str:
    return f"{PREFIX}{path.name}" + (f"#{index}" if index else "")


def machine_folders() -> list[Path]:
    """Return the places where systems keep faces."""
    return [Path(os.path.expanduser(folder)) for folder in _FOLDERS]


def places(folders: Iterable[Path]) -> Iterable[tuple[Path, int]]:
    """Yield the files of folders, sorted, with the index of each face in them."""
    count = 0
    for folder in folders:
        for here, below, names in os.walk(folder):
            below.sort()
            for name in sorted(names):
                path = Path(here, name)
                if path.suffix.lower() in _ENDINGS and count < _MOST_FILES:
                    count += 1
                    yield from ((path, index) for index in range(sfnt.faces_in(path)))
