"""Read in a child process, beside the loading of what sets the page.

Parsing a page, or reading edition and spec, takes about as long as importing what composes.
Where there are two processors a forked child reads meanwhile and hands over what it has read,
pickled, through a pipe.  Whatever the child can't give, a fault above all, the parent does
again by itself, so that faults are told as ever.
"""

import os
import pickle
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")
_SIZE = 8  # bytes that tell how many follow


def started(read: Callable[[], T]) -> Callable[[], T]:
    """Start reading in a child; return what waits for what was read."""
    if not _worth_it():
        return read
    inward, outward = os.pipe()
    child = _forked()
    if child is None:
        _close(inward, outward)
        return read
    if not child:
        os.close(inward)
        _hand_over(read, outward)
    os.close(outward)

    def wait() -> T:
        packed = _taken(inward)
        _ended(child)
        if not packed:
            return read()
        found: T = pickle.loads(packed)
        return found

    return wait


def _forked() -> int | None:
    """Fork; None where the system has no room for another process."""
    try:
        return os.fork()
    except OSError:
        return None


def _close(*pipes: int) -> None:
    for pipe in pipes:
        os.close(pipe)


def _worth_it() -> bool:
    """A second processor, and no threads whose locks a child would inherit."""
    processors = getattr(os, "sched_getaffinity", None)
    if processors is None or not hasattr(os, "fork"):
        return False
    return len(processors(0)) > 1 and threading.active_count() == 1


def _taken(inward: int) -> bytes:
    """Return what a child handed over; nothing when it was killed before the end of it."""
    with open(inward, "rb") as pipe:
        size, packed = int.from_bytes(pipe.read(_SIZE), "big"), pipe.read()
    return packed if len(packed) == size else b""


def _ended(child: int) -> None:
    """Wait for the end of a child; where children are ignored, the system has done so itself."""
    with suppress(ChildProcessError):
        os.waitpid(child, 0)


def _hand_over(read: Callable[[], object], outward: int) -> None:
    """Write what was read into the pipe, its size first, or nothing; end the child at once."""
    try:
        packed = pickle.dumps(read(), protocol=pickle.HIGHEST_PROTOCOL)
        with open(outward, "wb") as pipe:
            pipe.write(len(packed).to_bytes(_SIZE, "big"))
            pipe.write(packed)
    finally:
        os._exit(0)  # not even a fault goes on from here: the parent meets it itself
