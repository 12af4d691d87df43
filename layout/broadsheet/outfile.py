"""Write a file whole or not at all.

Takes a path and what writes to a stream; leaves the finished file, or what was there before.
Knows nothing of what is written.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from broadsheet.errors import OutputError


def write_atomic(path: str | Path, write: Callable[[BinaryIO], None]) -> None:
    """Write beside ``path``, then rename; a device or pipe is written to as it stands.

    Whatever ``write`` raises goes through, and nothing is left behind.  Raises
    ``OutputError`` when the place can't be written.
    """
    target = Path(os.path.realpath(path))  # a link stays, what it leads to is replaced
    try:
        if target.is_dir():
            raise OutputError(f"{path}: this is a folder", hint="name a file in it")
        if not target.parent.is_dir():
            raise OutputError(f"{path}: there is no folder {target.parent}", hint="make it first")
        if not target.exists():
            _write_beside(target, write)
        elif not target.is_file():
            with target.open("wb") as out:
                write(out)
        elif os.access(target, os.W_OK):
            _write_beside(target, write)
        else:
            raise OutputError(f"{path}: this file may not be changed")
    except OSError as fault:
        raise OutputError(f"{path}: can't be written: {fault.strerror or fault}") from None


def _write_beside(target: Path, write: Callable[[BinaryIO], None]) -> None:
    # Not the target's name and more: that could be too long.
    beside = target.with_name(f".{os.urandom(6).hex()}.part")
    try:  # before it is opened: an interrupt may come at once
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        with os.fdopen(descriptor, "wb") as out:
            write(out)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
