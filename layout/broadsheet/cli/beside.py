"""Read a page, and make ready to paint it, beside the loading of what sets it.

Parsing a page, or reading edition and spec, takes about as long as importing what composes;
what paints takes as long again.  Where there are two processors a forked child reads
meanwhile and hands over what it has read, pickled, through a pipe; another loads the painter
and waits for pages.  Whatever a child can't give, a fault above all, the parent does again by
itself, so that faults are told as ever.
"""

import os
import pickle
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Any, Self, TypeVar

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


class Helper:
    """A child that makes ready and waits for what it is to do, once.

    Used with ``with``, so that a child that was never asked ends.
    """

    def __init__(self, make_ready: Callable[[], object], work: Callable[..., bytes]) -> None:
        self.make_ready, self._work = make_ready, work
        self._pipes: list[int] = []
        self._child = 0

    def start(self) -> None:
        """Start the child, where that is worth it."""
        if not _worth_it():
            return
        asked, asking = os.pipe()
        inward, outward = os.pipe()
        child = _forked()
        if child is None:
            _close(asked, asking, inward, outward)
            return
        if not child:
            _close(asking, inward)
            _hand_over(lambda: self._when_asked(asked), outward)
        _close(asked, outward)
        self._child, self._pipes = child, [asking, inward]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        _close(*self._pipes)
        self._pipes = []
        if self._child:
            _ended(self._child)
            self._child = 0

    def done(self, *values: Any) -> bytes:
        """Hand values over and return what came of them.

        Nothing where there is no child, or it could not do it.
        """
        if not self._pipes:
            return b""
        asking, inward = self._pipes
        self._pipes = []
        with suppress(BrokenPipeError), open(asking, "wb", buffering=0) as pipe:
            pipe.write(pickle.dumps(values, protocol=pickle.HIGHEST_PROTOCOL))
        packed = _taken(inward)
        found: bytes = pickle.loads(packed) if packed else b""
        return found

    def _when_asked(self, asked: int) -> bytes:
        self.make_ready()
        with open(asked, "rb") as pipe:
            packed = pipe.read()
        return self._work(*pickle.loads(packed)) if packed else b""


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
