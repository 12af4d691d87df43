"""Typefaces: for each name in a spec, faces in the order in which they are asked.

Takes the spec's lists of families, files and ``system``; opens faces when they are first
asked for; returns the first that holds a character.  Knows nothing of styles or sizes.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from broadsheet import reach
from broadsheet.errors import FaceError, Fault, Finding, UserError, did_you_mean
from broadsheet.fonts import scripts, sfnt
from broadsheet.fonts.face import NO_AXES, Face, open_bundled, open_file
from broadsheet.fonts.manifest import Manifest, read_manifest
from broadsheet.fonts.stand_ins import GETA, UNSEEN, equivalents
from broadsheet.fonts.system import PREFIX, SystemFaces
from broadsheet.fonts.weights import WEIGHTS, helping, nearest_entry
from broadsheet.models import frozen

SYSTEM = "system"
SIGNS = "gaiji"  # id of the face of signs of the paper's own
_NEAR = 150  # of the thousand of weights: no eye tells such weights apart
_ENDINGS = frozenset({".ttf", ".otf", ".ttc", ".otc"})
_PACKED = frozenset({".woff", ".woff2"})


@frozen()
class Lettering:
    """How letters of a typeface are asked to look, besides weight and slant."""

    axes: tuple[tuple[str, float], ...] = ()  # places on the axes of variable faces
    features: tuple[str, ...] = ()  # OpenType tags, for letters and figures
    quotes: str = ""  # the language whose quotes are shown for typed ones


PLAIN = Lettering()


@frozen()
class AskedFace:
    """What a style asks of a typeface besides its name."""

    weight: str
    slant: str
    lettering: Lettering


class Typeface:
    """Faces of one weight and slant, in the order of fallback.

    ``features`` are what its letters and figures are asked for (OpenType tags), ``quotes`` the
    language whose quotes are shown for typed ones.
    """

    __slots__ = (
        "_book",
        "_found",
        "_shown",
        "_system",
        "faces",
        "features",
        "name",
        "quotes",
        "weight",
    )

    def __init__(
        self,
        name: str,
        weight: str,
        faces: tuple[Face, ...],
        book: "FaceBook",
        *,
        system: bool,
        lettering: "Lettering | None" = None,
    ) -> None:
        self.features, self.quotes = (
            (lettering.features, lettering.quotes) if lettering else ((), "")
        )
        self.name, self.weight, self.faces = name, weight, faces
        self._book, self._system = book, system
        self._found: dict[str, Face | None] = {}
        self._shown: dict[str, str] = {}

    def __repr__(self) -> str:
        return f"Typeface({self.name!r}, {self.weight!r}, {self.faces!r})"

    def face_for(self, char: str) -> Face | None:
        """Return the face that sets a character, None when there is none.

        The first that holds it; where the main face does not, one of its weight goes before
        others.  After the typeface's own come the machine's, if it asks for them, and last the
        bundled ones.
        """
        try:
            return self._found[char]
        except KeyError:
            face = self._found[char] = self._find(char)
            return face

    def shown(self, char: str) -> str:
        """Return what is shown for a character: itself, one that reads alike, or a geta (〓)."""
        if self.face_for(char) is not None:
            return char
        if char not in self._shown:
            alike = (other for other in equivalents(char) if self.face_for(other))
            self._shown[char] = next(alike, GETA)
        return self._shown[char]

    def _find(self, char: str) -> Face | None:
        main = self.faces[0]
        if char in UNSEEN:
            return main
        if char in self._book.signed:
            return self._book.face(SIGNS)
        if main.glyph(char):
            return main
        holding = [face for face in self.faces if face.glyph(char)]
        if holding:
            return min(holding, key=lambda face: abs(face.weight_class - main.weight_class) > _NEAR)
        face = self._book.from_system(char, self.weight, main) if self._system else None
        return face or self._book.from_bundled(char, self.weight, main)


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
        self.signs: tuple[tuple[str, str, str], ...] = ()  # of the paper's own
        self.signed: frozenset[str] = frozenset()
        self._typefaces: dict[tuple[object, ...], Typeface] = {}
        self._places: dict[str, tuple[Path, int]] = {}  # of files beside the spec, by item
        self._system_used: dict[str, str] = {}
        self._static: dict[str, str] = {}  # families, by typefaces that are asked for axes
        self._without: dict[tuple[str, str], str] = {}  # families, by typeface and feature
        self._views: dict[tuple[str, bool], FaceBook] = {}  # by script
        self.script = ""  # of the edition; empty: not told
        self.strays: set[str] = set()  # what no face of some typeface holds

    @classmethod
    def open(
        cls,
        typefaces: Mapping[str, tuple[str, ...]],
        folders: Iterable[Path] = (),
        *,
        signs: Iterable[tuple[str, str, str]] = (),
        fonts: Path | None = None,
        system_folders: Iterable[Path] | None = None,
    ) -> "FaceBook":
        """Return the book of a spec's typefaces.

        ``folders`` are where font files named in the spec lie; without any, none are allowed.
        ``signs`` are of the paper's own: a character, the file where it is drawn, and of a font
        the character whose glyph it is.  ``fonts`` and ``system_folders`` stand in for the
        bundled faces and the machine's.
        """
        book = cls(typefaces, tuple(folders), read_manifest(fonts), SystemFaces(system_folders))
        book.signs = tuple(signs)
        book.signed = frozenset(char for char, _, _ in book.signs)
        return book

    def speaking(self, script: str, *, asked: bool) -> "FaceBook":
        """Return the book of the same typefaces with the families of a script (``scripts``).

        The faces that are opened are shared; the same script gives the same book.
        """
        key = (script, asked)
        if key not in self._views:
            lists = scripts.families_for(self._lists, self._manifest, script, asked=asked)
            view = FaceBook(lists, self._folders, self._manifest, self._system)
            view.signs, view.signed = self.signs, self.signed
            view.script, view._faces, view._views = script, self._faces, self._views
            if lists == self._lists:
                view._typefaces, view._system_used = self._typefaces, self._system_used
                view.strays = self.strays
            self._views[key] = view
        return self._views[key]

    @property
    def typefaces(self) -> Mapping[str, tuple[str, ...]]:
        """The lists of families and files, by the names of typefaces."""
        return self._lists

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
        if name == SIGNS and self.signs:
            from broadsheet.fonts import own_signs  # noqa: PLC0415 - brings fontTools along

            content = own_signs.program(map(own_signs.sign, self.signs), self._folders)
            return own_signs.SignFace(content, SIGNS)
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
        lettering: Lettering = PLAIN,
    ) -> Typeface:
        """Return a typeface of the spec, each family in its nearest weight and slant.

        Variable faces beside the spec are set at the weight, the slant and the places that the
        lettering names; an axis that a variable typeface has not is a FaceError.  A feature that
        none of its faces has is a finding, and axes where no face of the paper's own is variable.
        """
        key = (name, weight, slant, lettering)
        if key not in self._typefaces:
            self._typefaces[key] = self._open_typeface(name, AskedFace(weight, slant, lettering))
        return self._typefaces[key]

    def from_system(self, char: str, weight: str, like: Face) -> Face | None:
        """Return a face of the machine that holds a character, and note it."""
        face = self._system.holding(char, WEIGHTS[weight], like)
        if face is None:
            return None
        self._system_used[char] = face.id
        return self._faces.setdefault(face.id, face)

    def from_bundled(self, char: str, weight: str, like: Face) -> Face | None:
        """Return a bundled face that holds a character, and keep in mind that it was lent.

        Of the weight that is asked for and of the script of the edition, if there is one; of a
        role like that of ``like``.  None for a character that no bundled face has.
        """
        self.strays.add(char)
        lender = next((e for e in self._manifest.faces if e.id == like.id), None)
        role = lender.role if lender else "hei" if like.sans else "song"
        entries = helping(self._manifest, role, weight, self.script or scripts.SIMPLIFIED)
        faces = (self.face(entry.id) for entry in entries)
        return next((face for face in faces if face.covers(char)), None)

    @property
    def told(self) -> tuple[int, ...]:
        """How much was noted of characters and features that faces lack: it only grows."""
        noted = (self._system_used, self._without, self._static, self.strays)
        return tuple([len(held) for held in noted])

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
                f"no typeface {name!r}", key="typefaces", hint=did_you_mean(name, self._lists)
            )
        if cut.weight not in WEIGHTS:
            raise FaceError(f"no weight {cut.weight!r}", hint=did_you_mean(cut.weight, WEIGHTS))
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
        lost = [tag for tag, _ in cut.lettering.axes if tag not in known]
        if lost and known:
            raise FaceError(
                f"has no axis {lost[0]!r}", key=key, hint=did_you_mean(lost[0], sorted(known))
            )
        # Styles extend each other, and so axes come to bundled faces, which have none.
        if own := [face.family for face in faces if lost and not face.bundled]:
            self._static[name] = own[0]
        for tag in cut.lettering.features:
            if not any(face.has_feature(tag) for face in faces):
                self._without[name, tag] = faces[0].family
        return Typeface(
            name, cut.weight, faces, self, system=SYSTEM in wanted, lettering=cut.lettering
        )

    def _open_face(self, item: str, cut: AskedFace, key: str) -> Face:
        """Open a bundled family in its nearest weight, or a file beside the spec."""
        ending = PurePosixPath(item.partition("#")[0]).suffix.lower()
        if ending in _ENDINGS | _PACKED:
            return self._open_beside(item, cut, key)
        entries = self._manifest.weights(item)
        if not entries:
            raise FaceError(
                f"no face family {item!r}",
                key=key,
                hint=did_you_mean(item, self._manifest.families),
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
        asked = {tag: at for tag, at in cut.lettering.axes if any(tag == a.tag for a in axes)}
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
        if not os.path.isfile(path):
            beside = [found.name for found in path.parent.glob(f"*{path.suffix}")]
            hint = did_you_mean(path.name, beside) if beside else ""
            raise FaceError(f"no font file {item!r} in {path.parent}", key=key, hint=hint)
        from broadsheet.fonts import instances  # noqa: PLC0415 - for few papers

        sfnt.check_file(path)
        self._places[item] = path, instances.index_in(path, wanted)
        return self._places[item]
