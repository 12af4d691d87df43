"""Typefaces: for each name in a spec, faces in the order in which they are asked.

Takes the spec's lists of families, files and ``system``; opens faces when they are first
asked for; returns the first that holds a character.  Knows nothing of styles or sizes.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from broadsheet import reach
from broadsheet.errors import FaceError, Fault, Finding, UserError
from broadsheet.fonts import sfnt
from broadsheet.fonts.face import NO_AXES, WEIGHTS, Face, open_bundled, open_file
from broadsheet.fonts.manifest import FaceEntry, Manifest, read_manifest
from broadsheet.fonts.system import PREFIX, SystemFaces
from broadsheet.models import frozen

SYSTEM = "system"
_ENDINGS = frozenset({".ttf", ".otf", ".ttc", ".otc"})
_PACKED = frozenset({".woff", ".woff2"})


@frozen()
class AskedFace:
    """What a style asks of a typeface besides its name."""

    weight: str
    slant: str
    axes: Mapping[str, float]  # places by the tags of axes
    features: tuple[str, ...] = ()


class Typeface:
    """Faces of one weight and slant, in the order of fallback.

    ``features`` are what its letters and figures are asked for (OpenType tags).
    """

    __slots__ = ("_book", "_found", "_system", "faces", "features", "name", "weight")

    def __init__(
        self,
        name: str,
        weight: str,
        faces: tuple[Face, ...],
        book: "FaceBook",
        *,
        system: bool,
        features: tuple[str, ...] = (),
    ) -> None:
        self.features = features
        self.name, self.weight, self.faces = name, weight, faces
        self._book, self._system = book, system
        self._found: dict[str, Face | None] = {}

    def __repr__(self) -> str:
        return f"Typeface({self.name!r}, {self.weight!r}, {self.faces!r})"

    def face_for(self, char: str) -> Face | None:
        """Return the first face that holds a character, None when there is none."""
        try:
            return self._found[char]
        except KeyError:
            face = next((face for face in self.faces if face.glyph(char)), None)
            if face is None and self._system:
                face = self._book.from_system(char, self.weight, self.faces[0])
            self._found[char] = face
            return face


class FaceBook:
    """All faces that a spec may use; opened when asked for, then kept."""

    def __init__(
        self,
        typefaces: Mapping[str, tuple[str, ...]],
        folders: tuple[Path, ...],
        manifest: Manifest,
        system: SystemFaces,
    ) -> None:
        """Use ``FaceBook.open``."""
        self._lists, self._folders, self._manifest = dict(typefaces), folders, manifest
        self._system = system
        self._faces: dict[str, Face] = {}
        self._typefaces: dict[tuple[object, ...], Typeface] = {}
        self._places: dict[str, tuple[Path, int]] = {}  # of files beside the spec, by item
        self._system_used: dict[str, str] = {}
        self._static: dict[str, str] = {}  # families, by typefaces that are asked for axes
        self._without: dict[tuple[str, str], str] = {}  # families, by typeface and feature

    @classmethod
    def open(
        cls,
        typefaces: Mapping[str, tuple[str, ...]],
        folders: Iterable[Path] = (),
        *,
        fonts: Path | None = None,
        system_folders: Iterable[Path] | None = None,
    ) -> "FaceBook":
        """Return the book of a spec's typefaces.

        ``folders`` are where font files named in the spec lie; without any, none are allowed.
        ``fonts`` and ``system_folders`` stand in for the bundled faces and the machine's.
        """
        return cls(typefaces, tuple(folders), read_manifest(fonts), SystemFaces(system_folders))

    @property
    def faces(self) -> Mapping[str, Face]:
        """The faces opened so far, by id."""
        return self._faces

    def face(self, name: str) -> Face:
        """Return a face by the id that runs of the display list carry.

        Also one that another book of the same typefaces has given the id.
        """
        if name not in self._faces:
            self._faces[name] = self._face_of(name)
        return self._faces[name]

    def _face_of(self, name: str) -> Face:
        entry = next((entry for entry in self._manifest.faces if entry.id == name), None)
        if entry is not None:
            return open_bundled(self._manifest, entry)
        found = self._system.called(name) if name.startswith(PREFIX) else None
        if found is not None:
            return found
        if any(name in wanted for wanted in self._lists.values()):
            return self._open_at(name, name, NO_AXES, "typefaces")
        from broadsheet.fonts import instances  # noqa: PLC0415 - for few papers

        item, place = instances.read_id(name)
        if place and any(item in wanted for wanted in self._lists.values()):
            return self._open_at(name, item, place, "typefaces")
        raise Fault(f"nobody opened a face {name!r}")

    def typeface(
        self,
        name: str,
        weight: str = "regular",
        slant: str = "upright",
        axes: tuple[tuple[str, float], ...] = (),
        features: tuple[str, ...] = (),
    ) -> Typeface:
        """Return a typeface of the spec, each family in its nearest weight and slant.

        Variable faces beside the spec are set at the weight, the slant and the places that
        ``axes`` name; an axis that a variable typeface has not is a FaceError.  A feature that
        none of its faces has is a finding, and axes where no face of the paper's own is variable.
        """
        key = (name, weight, slant, axes, features)
        if key not in self._typefaces:
            asked = AskedFace(weight, slant, dict(axes), features)
            self._typefaces[key] = self._open_typeface(name, asked)
        return self._typefaces[key]

    def from_system(self, char: str, weight: str, like: Face) -> Face | None:
        """Return a face of the machine that holds a character, and note it."""
        face = self._system.holding(char, WEIGHTS[weight], like)
        if face is None:
            return None
        self._system_used[char] = face.id
        return self._faces.setdefault(face.id, face)

    def findings(self) -> tuple[Finding, ...]:
        """Report each face of the machine that was used, with the characters it gave."""
        by_face: dict[str, list[str]] = {}
        for char, id_ in self._system_used.items():
            by_face.setdefault(id_, []).append(char)
        machine = [
            Finding(
                level="warning",
                code="system-face",
                message=f"{self._faces[id_].family} of this machine sets {''.join(chars)}; "
                "another machine may have another face",
            )
            for id_, chars in by_face.items()
        ]
        plain = [
            Finding(
                level="warning",
                code="no-feature",
                message=f"{family} (typeface {name}) has no {tag}: what a style asks for by "
                "capitals or figures stays as it is",
            )
            for (name, tag), family in self._without.items()
        ]
        fixed = [
            Finding(
                level="warning",
                code="no-axis",
                message=f"{family} (typeface {name}) is not variable: axes change nothing",
            )
            for name, family in self._static.items()
        ]
        return (*machine, *plain, *fixed)

    def _open_typeface(self, name: str, cut: AskedFace) -> Typeface:
        if name not in self._lists:
            raise FaceError(
                f"no typeface {name!r}", key="typefaces", hint=nearest(name, self._lists)
            )
        if cut.weight not in WEIGHTS:
            raise FaceError(f"no weight {cut.weight!r}", hint=nearest(cut.weight, WEIGHTS))
        wanted = self._lists[name]
        key = f"typefaces.{name}"
        faces = tuple(
            self._open_face(item, cut, f"{key}.{n}")
            for n, item in enumerate(wanted, 1)
            if item != SYSTEM
        )
        if not faces:
            raise FaceError("names no face", key=key, hint="system may only follow a face")
        known = {tag for face in faces for tag in face.instance}
        lost = [tag for tag in cut.axes if tag not in known]
        if lost and known:
            raise FaceError(f"has no axis {lost[0]!r}", key=key, hint=nearest(lost[0], known))
        # Styles extend each other, and so axes come to bundled faces, which have none.
        if own := [face.family for face in faces if lost and not face.bundled]:
            self._static[name] = own[0]
        for tag in cut.features:
            if not any(face.has_feature(tag) for face in faces):
                self._without[name, tag] = faces[0].family
        return Typeface(
            name, cut.weight, faces, self, system=SYSTEM in wanted, features=cut.features
        )

    def _open_face(self, item: str, cut: AskedFace, key: str) -> Face:
        """Open a bundled family in its nearest weight, or a file beside the spec."""
        ending = PurePosixPath(item.partition("#")[0]).suffix.lower()
        if ending in _ENDINGS | _PACKED:
            return self._open_beside(item, cut, key)
        entries = self._manifest.weights(item)
        if not entries:
            raise FaceError(
                f"no face family {item!r}", key=key, hint=nearest(item, self._manifest.families)
            )
        return self.face(nearest_entry(entries, cut.weight, cut.slant).id)

    def _open_beside(self, item: str, cut: AskedFace, key: str) -> Face:
        """Open a font file in the spec's folder, a variable one at the place of a style."""
        plain = self._faces.get(item) or self._open_at(item, item, NO_AXES, key)
        if not plain.variable:
            self._faces[item] = plain
            return plain
        from broadsheet.fonts import instances  # noqa: PLC0415 - for few papers

        axes = instances.axes_of(plain.hb_face)
        asked = {tag: at for tag, at in cut.axes.items() if any(tag == a.tag for a in axes)}
        place = instances.place_on(axes, WEIGHTS[cut.weight], cut.slant, asked)
        name = instances.instance_id(item, place)
        if name not in self._faces:
            self._faces[name] = self._open_at(name, item, place, key)
        return self._faces[name]

    def _open_at(self, name: str, item: str, place: Mapping[str, float], key: str) -> Face:
        """Open a file under a name; ``f.ttc#2`` and ``f.ttc#Its Name`` are of a collection."""
        try:
            path, index = self._place_of(item, key)
            return open_file(path, name, index, place)
        except FaceError as fault:
            if fault.key:
                raise
            raise FaceError(
                f"{item!r} {fault.message}", where=fault.where, key=key, hint=fault.hint
            ) from None

    def _place_of(self, item: str, key: str) -> tuple[Path, int]:
        """Find a font file in the spec's folders, and the number of the face in it."""
        if item in self._places:
            return self._places[item]
        file, hashed, wanted = item.partition("#")
        if hashed and not wanted:
            raise FaceError(f"{item!r} names no face after #", key=key, hint=f"write {file}#0")
        if not self._folders:
            raise FaceError(f"no folder to look for {item!r} in", key=key)
        try:
            path = reach.within(file, self._folders, "the spec's folder")
        except UserError as fault:
            raise FaceError(f"{item!r} {fault.message}", key=key, hint=fault.hint) from None
        if not path.is_file():
            beside = [found.name for found in path.parent.glob(f"*{path.suffix}")]
            hint = nearest(path.name, beside) if beside else ""
            raise FaceError(f"no font file {item!r} in {path.parent}", key=key, hint=hint)
        from broadsheet.fonts import instances  # noqa: PLC0415 - for few papers

        sfnt.check_file(path)
        self._places[item] = path, instances.index_in(path, wanted)
        return self._places[item]


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a hint: the one or two names most like a wrong one, or all of them."""
    import difflib  # noqa: PLC0415 - a face is misspelt in few runs, and every run would pay

    names = sorted(known)
    alike = {known.casefold(): known for known in names}
    close = difflib.get_close_matches(name.casefold(), alike, n=2, cutoff=0.6)
    alike_names = " or ".join(sorted(alike[found] for found in close))
    return f"did you mean {alike_names}?" if close else f"one of {', '.join(names)}"


def nearest_entry(entries: Iterable[FaceEntry], weight: str, slant: str) -> FaceEntry:
    """Return the face of a slant, if there is one, that is nearest to a weight, or lighter."""
    wanted = WEIGHTS[weight]

    def distance(entry: FaceEntry) -> tuple[bool, int, int]:
        own = WEIGHTS[entry.weight]
        return entry.slant != slant, abs(own - wanted), own

    return min(entries, key=distance)


def listing(fonts: Path | None = None) -> tuple[FaceEntry, ...]:
    """Return all bundled faces, for a list of them."""
    return read_manifest(fonts).faces


def coverage(chars: str, fonts: Path | None = None) -> dict[str, list[str]]:
    """Return, for each character, the ids of the bundled faces that hold it."""
    manifest = read_manifest(fonts)
    faces = {entry.id: open_bundled(manifest, entry) for entry in manifest.faces}
    return {
        char: [name for name, face in faces.items() if face.covers(char)]
        for char in dict.fromkeys(chars)
    }
