"""Which faces are bundled.

Takes the folder of the faces, reads its ``fonts.yaml``, which the build wrote; returns frozen
entries.  Opens no face.  The file is JSON, which is YAML too: whatever reads YAML need not be
loaded for it, a thirtieth of a run.
"""

import json
from pathlib import Path

from broadsheet import files_read, resources
from broadsheet.errors import Fault
from broadsheet.models import frozen


@frozen(kw_only=True)
class FaceEntry:
    """One bundled face."""

    id: str
    family: str
    weight: str  # regular, bold, black
    role: str  # song, hei, kai, brush, signs, roman
    file: str  # beside the manifest; a collection serves several faces
    sha256: str
    characters: int
    source: str  # package and version it was built from
    licence: str  # SPDX
    licence_file: str
    slant: str = "upright"  # or italic
    script: str = ""  # whose forms it has: zh-Hans, zh-Hant-TW, zh-Hant-HK; empty: of no one's
    index: int = 0  # in its file


@frozen(kw_only=True)
class Manifest:
    """All bundled faces, in the order of the file."""

    folder: Path
    faces: tuple[FaceEntry, ...]

    @property
    def families(self) -> tuple[str, ...]:
        """Family names, each once."""
        return tuple(dict.fromkeys(entry.family for entry in self.faces))

    def weights(self, family: str) -> tuple[FaceEntry, ...]:
        """Return the faces of a family; none when it is not bundled."""
        return tuple(entry for entry in self.faces if entry.family == family)

    def path(self, entry: FaceEntry) -> Path:
        """Return the file of a face."""
        return self.folder / entry.file


def read_manifest(folder: Path | None = None) -> Manifest:
    """Read the manifest of the bundled faces, or of another folder built the same way."""
    folder = folder or resources.bundled("fonts")
    path = folder / "fonts.yaml"
    try:
        text = path.read_text(encoding="utf-8")
        files_read.note(path, text.encode())
        content = json.loads(text)
        faces = tuple(FaceEntry(**entry) for entry in content["faces"])
    except (OSError, ValueError, TypeError, KeyError) as cause:
        raise Fault(f"{path} is no manifest of faces: {cause}") from cause
    return Manifest(folder=folder, faces=faces)
