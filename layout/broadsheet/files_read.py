"""Which files a run has read: one list, known in one place.

Who opens a file of the user's notes it here; whoever writes one asks before it takes its name:
what was read is never written over.  The digest of the list is what a PDF of a batch depends
on.  A list is begun by ``listed`` for a ``with`` block of one thread or task; where none is
begun nothing is kept.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from broadsheet.errors import OutputError

ABSENT = "none"  # instead of a digest: it was looked for, and was not there
_UNKNOWN = ""  # it was read, and nobody has asked for its digest yet


class FilesRead:
    """The files of one run by their real paths, each with the sha256 of what was read."""

    def __init__(self, *, digests: bool = False) -> None:
        self.digests = digests
        self._files: dict[str, str] = {}

    def note(self, path: str, digest: Callable[[], str]) -> None:
        """Note a file; its digest is made only for a list that wants them."""
        if not self._files.get(path):
            self._files[path] = digest() if self.digests else _UNKNOWN

    def add(self, files: Mapping[str, str]) -> None:
        """Add what another list holds."""
        for path, digest in files.items():
            if not self._files.get(path):
                self._files[path] = digest

    def forget(self, path: str) -> None:
        """Take a file from the list."""
        self._files.pop(path, None)

    @property
    def files(self) -> Mapping[str, str]:
        """The files noted so far."""
        return self._files

    def __contains__(self, path: str) -> bool:
        return self._files.get(path, ABSENT) != ABSENT

    def digest(self, folder: str, elsewhere: Mapping[str, str] | None = None) -> str:
        """Return a digest of names and contents, the names as seen from ``folder``.

        Files below a folder of ``elsewhere`` are named from there: what is installed lies
        otherwise on each machine.
        """
        named = sorted(
            (_name(path, folder, elsewhere or {}), found) for path, found in self._files.items()
        )
        import hashlib  # noqa: PLC0415 - wanted by batches alone, and every run would pay

        return hashlib.sha256(repr(named).encode("utf-8", "surrogateescape")).hexdigest()


def _name(path: str, folder: str, elsewhere: Mapping[str, str]) -> str:
    for place, name in elsewhere.items():
        if path.startswith(place + os.sep):
            return name + path.removeprefix(place)
    try:
        return os.path.relpath(path, os.path.realpath(folder or "."))
    except ValueError:  # on another drive
        return path


_CURRENT: ContextVar[FilesRead | None] = ContextVar("broadsheet files read", default=None)


@contextmanager
def listed(*, digests: bool = False) -> Iterator[FilesRead]:
    """Begin a list; in the end, what is in it is in the list around it too."""
    around = _CURRENT.get()
    own = FilesRead(digests=digests or (around is not None and around.digests))
    before = _CURRENT.set(own)
    try:
        yield own
    finally:
        _CURRENT.reset(before)
        if around is not None:
            around.add(own.files)


@contextmanager
def listed_if_none() -> Iterator[None]:
    """Begin a list where there is none yet: of what a writer reads as it writes."""
    if _CURRENT.get() is not None:
        yield
        return
    with listed():
        yield


def note(path: str | Path, content: bytes | None = None, *, digest: str = "") -> None:
    """Note that a file is read, or will be; its content is looked at only for a digest."""
    current = _CURRENT.get()
    if current is None:
        return

    def made() -> str:
        return digest or _digest_of(path, content)

    current.note(os.path.realpath(path), made)


def note_absent(path: str | Path) -> None:
    """Note that a file was looked for and is not there: one that comes would be read."""
    current = _CURRENT.get()
    if current is not None:
        current.note(os.path.realpath(path), lambda: ABSENT)


def add(files: Mapping[str, str]) -> None:
    """Add what was noted elsewhere, such as by a child process or when a spec was kept."""
    current = _CURRENT.get()
    if current is not None:
        current.add(files)


def forget(path: str | Path) -> None:
    """Let a file that was read be written again: it is what the writing adds to."""
    current = _CURRENT.get()
    if current is not None:
        current.forget(os.path.realpath(path))


def refuse(path: str | Path) -> None:
    """Refuse to write over what was read.  Raises OutputError."""
    current = _CURRENT.get()
    if current is not None and os.path.realpath(path) in current:
        raise OutputError(f"{path}: is read from as well", hint="name another file")


def _digest_of(path: str | Path, content: bytes | None) -> str:
    import hashlib  # noqa: PLC0415 - wanted by batches alone, and every run would pay

    if content is not None:
        return hashlib.sha256(content).hexdigest()
    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ABSENT
