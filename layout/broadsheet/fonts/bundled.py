"""What the bundled faces are and hold, for lists of them.

Takes characters; returns entries of the manifest, or the ids of faces.
"""

from pathlib import Path

from broadsheet.fonts.face import open_bundled
from broadsheet.fonts.manifest import FaceEntry, read_manifest


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
