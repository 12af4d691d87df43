"""Which files a spec or an edition may reach: those of its own folder and of named roots.

Takes a name that stands in a file of unknown origin and the folders that are open to it;
returns a path, or what is wrong with the name.  A name leads out of its folder neither by
``..``, nor from the root of the disk, nor through a link.
"""

import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import BinaryIO, Literal

from broadsheet import files_read, limits
from broadsheet.errors import SourceError, UserError, Where

YAML_ENDINGS = (".yaml", ".yml", ".json")  # of editions and specs in languages of our own
RAW_ENDINGS = (".txt", ".text")  # of raw page text
LONGEST = 1000  # characters of a name; systems refuse longer ones, each in its own way


def folders(roots: Iterable[str | Path]) -> tuple[str, ...]:
    """Return named roots as they are kept; raise UserError for one that is no folder."""
    for root in roots:
        if not os.path.isdir(root):
            raise UserError(f"root {str(root)!r} is no folder", hint="name a folder that is there")
    return tuple(str(root) for root in roots)


def open_to(folder: str, roots: Iterable[str] = ()) -> tuple[Path, ...]:
    """Return the folders that are open to a file of ``folder``, empty when it has none."""
    return tuple(Path(name) for name in (folder, *roots) if name)


def within(name: str, folders: Iterable[Path], what: str) -> Path:
    """Return the path of a name in the first of ``folders`` that has it.

    The first folder's when none has: whoever opens it says that it is missing.  ``what`` names
    the first folder in messages.  Raises UserError, without a place, for a name that leads out
    of them all, and for what is no plain file (a pipe would keep its reader waiting).
    """
    open_to = tuple(folders)
    _check(name, what)
    roots = [folder.resolve() for folder in open_to]
    if not roots:
        raise UserError("no folder to look in", hint="give it a file's name, or name a root")
    first: Path | None = None
    for root in roots:
        path = _resolved(root / name)
        if path is None or not any(path.is_relative_to(open_root) for open_root in roots):
            continue
        kind = _kind(path)
        if kind == "file":
            return path
        if kind == "other":
            raise UserError("is no plain file", hint="name a file, no folder and no device")
        files_read.note_absent(path)
        first = first or path
    if first is None:
        raise UserError(f"leads out of {what} through a link", hint=f"put the file in {what}")
    return first


def _check(name: str, what: str) -> None:
    hint = f"write the name of a file in {what}"
    if not name or len(name) > LONGEST or not name.isprintable():
        raise UserError("is no file's name", hint=hint)
    if "\\" in name:
        raise UserError("has a backslash", hint="write / between folders")
    if PurePosixPath(name).is_absolute() or PureWindowsPath(name).drive:
        raise UserError(f"lies outside {what}", hint=hint)
    if ".." in PurePosixPath(name).parts:
        raise UserError(f"leads out of {what} with ..", hint=hint)


def _kind(path: Path) -> Literal["file", "other", "none"]:
    try:
        if os.path.isfile(path):
            return "file"
        return "other" if os.path.exists(path) else "none"
    except OSError:  # a folder that may not be searched, a name the system can't hold
        return "none"


def _resolved(path: Path) -> Path | None:
    """Return a path with its links followed; None when they lead round in a ring."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # Python 3.11 says a ring of links with RuntimeError
        return None


def read_bytes(path: Path) -> bytes:
    """Read a whole file, with every fault said in one line."""
    where = Where(str(path))
    try:
        if os.path.isdir(path):
            open_to_us = os.access(path, os.R_OK | os.X_OK)
            kind = "is a folder, not a file" if open_to_us else "is a folder that may not be read"
            raise SourceError(kind, where=where)
        if os.path.exists(path) and not os.path.isfile(path):
            raise SourceError("is no plain file", where=where)
        with path.open("rb") as file:
            content = read_stream(file, where)
    except OSError as fault:
        raise SourceError(_reason(fault), where=where) from None
    files_read.note(path, content)
    return content


def read_stream(file: BinaryIO, where: Where) -> bytes:
    """Read a stream to its end, which may never come: no more than the limit is taken."""
    most = limits.current().file
    content = file.read(most + 1)
    if len(content) > most:
        raise SourceError(
            f"is over {most / 1e6:g} MB", where=where, hint="raise the limit file, or cut it"
        )
    return content


def decoded(
    content: bytes, file: str, error: type[UserError] = SourceError, *, codec: str = "utf-8-sig"
) -> str:
    """Return a file's content as text; bytes that are none are a fault with their line.

    UTF-16 is told by its mark of byte order; ``codec`` is another that the file names.
    """
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        codec = "utf-16"
    try:
        return content.decode(codec)
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        called = codec.removesuffix("-sig").upper()
        raise error(f"is not {called}", where=Where(file, line), hint="save it as UTF-8") from None


def _reason(fault: OSError) -> str:
    if isinstance(fault, FileNotFoundError):
        return "no such file"
    if isinstance(fault, PermissionError):
        return "may not be read"
    return (fault.strerror or "can't be read").lower()
