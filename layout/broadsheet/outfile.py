"""Write a file whole or not at all.

Takes a path and what writes to a stream; leaves the finished file, or what was there before,
also after a power cut.  Knows nothing of what is written.
"""

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from broadsheet import files_read
from broadsheet.errors import OutputError

_SEPARATORS = (os.sep, os.altsep or os.sep)
_FILES = Path("/proc/self/fd")  # where Linux names open files, those without a name too


def write_atomic(path: str | Path, write: Callable[[BinaryIO], None]) -> None:
    """Write beside ``path``, then rename; a device or pipe is written to when all is there.

    Whatever ``write`` raises goes through, and nothing is left behind.  Raises
    ``OutputError`` when the place can't be written, and for a file that this run has read.
    """
    target = place(path)
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as out:
                write_whole(out, write)
        else:
            _write_beside(target, write)
    except OSError as fault:
        raise OutputError(f"{path}: can't be written: {fault.strerror or fault}") from None


def place(path: str | Path) -> Path:
    """Return where a file of that name is written; raises as ``write_atomic`` does.

    Who writes several asks for all of them first, so that none is written when one can't be.
    """
    files_read.refuse(path)
    target = Path(os.path.realpath(path))  # a link stays, what it leads to is replaced
    try:
        if target.is_symlink():
            raise OutputError(f"{path}: is a link that leads to itself")
        if target.is_dir() or str(path).endswith(_SEPARATORS):
            raise OutputError(f"{path}: this is a folder", hint="name a file in it")
        if not target.parent.is_dir():
            raise OutputError(f"{path}: there is no folder {target.parent}", hint="make it first")
        if target.is_file() and not os.access(target, os.W_OK):
            raise OutputError(f"{path}: this file may not be changed")
    except OSError as fault:
        raise OutputError(f"{path}: can't be written: {fault.strerror or fault}") from None
    return target


def write_whole(out: BinaryIO, write: Callable[[BinaryIO], None]) -> None:
    """Write to a stream, which can't be renamed, when all is there: a fault leaves it as it was."""
    spool = BytesIO()
    write(spool)
    out.write(spool.getbuffer())


def write_bytes(path: str | Path, content: bytes) -> None:
    """Write a file's whole content; raises as ``write_atomic`` does."""

    def write(stream: BinaryIO) -> None:
        stream.write(content)

    write_atomic(path, write)


def write_text(path: str | Path, text: str) -> None:
    """Write text as UTF-8; a file's name that is none stands in it as JSON escapes it."""
    write_bytes(path, text.encode("utf-8", "backslashreplace"))


def _write_beside(target: Path, write: Callable[[BinaryIO], None]) -> None:
    """Write a file without a name where the system has such, so that a kill leaves nothing."""
    # Not the target's name and more: that could be too long.
    beside = target.with_name(f".{os.urandom(6).hex()}.part")
    unnamed = _unnamed(target.parent)
    try:  # before it is opened: an interrupt may come at once
        named = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        descriptor = os.open(beside, named, 0o666) if unnamed is None else unnamed
        with os.fdopen(descriptor, "wb") as out:
            write(out)
            out.flush()
            _keep_rights(target, descriptor)
            os.fsync(descriptor)  # else a power cut may leave the new name on an empty file
            if unnamed is not None:
                # with a folder given, Python follows the link to the open file
                os.link(_FILES / str(descriptor), beside, src_dir_fd=descriptor)
        files_read.refuse(target)  # what was written may have been read on the way
        beside.replace(target)
        _sync(target.parent)
    finally:
        beside.unlink(missing_ok=True)


def _keep_rights(target: Path, descriptor: int) -> None:
    """Let a file be read by whom the old one of its name was: a private page stays private."""
    if hasattr(os, "fchmod"):  # not on Windows before Python 3.13
        with suppress(OSError):  # there is no old one, or its disk knows no rights
            os.fchmod(descriptor, stat.S_IMODE(target.stat().st_mode))


def _unnamed(folder: Path) -> int | None:
    """Open a file that has no name yet; None where the system or the disk has none such."""
    kind = getattr(os, "O_TMPFILE", 0)
    if not kind or not _FILES.is_dir():
        return None
    try:
        return os.open(folder, os.O_WRONLY | kind, 0o666)
    except OSError:  # whatever it is, opening a file with a name tells it
        return None


def _sync(folder: Path) -> None:
    """Have the folder's names on the disk, where folders can be opened (not on Windows)."""
    if os.name != "nt":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
