"""Work in child processes: read beside the loading of what sets the page, compose pages.

Parsing a page, or reading edition and spec, takes about as long as importing what composes.
Where there are two processors a forked child reads meanwhile and hands over what it has read,
pickled, through a pipe.  Pages of long editions are composed by as many children as there are
processors, each of them every so manieth page, while the parent writes.  Whatever a child can't
give, a fault above all, the parent does again by itself, so that faults are told as ever.
"""

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import suppress
from typing import BinaryIO, NoReturn, TypeVar

T = TypeVar("T")
_COMPOSES = "broadsheet.makeup.page.pages"
_SIZE = 8  # bytes that tell how many follow
_FEW = 4  # pieces of work; for fewer children cost more than they do
_MOST = 8  # children: one parent takes no more from them
_PIPE = 1 << 20  # bytes that a child may be ahead by, where a pipe's size can be set


def started(read: Callable[[], T]) -> Callable[[], T]:
    """Start reading in a child; return what waits for what was read.

    Where what sets the page is loaded already, there is nothing to be done beside.
    """
    if _loaded() or not _worth_it():
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


def shared_out(
    count: int, work: Callable[[int], T | None]
) -> Generator[T | None, None, None] | None:
    """Have children do so many pieces of work; return what yields them in their order.

    None instead of a piece that failed; None instead of all where it is not worth it.  Who
    closes the iterator before its end ends the children.
    """
    if count < _FEW or not _worth_it():
        return None
    hands = min(len(os.sched_getaffinity(0)), count, _MOST)
    pipes: list[BinaryIO] = []
    children: list[int] = []
    for hand in range(hands):
        inward, outward = os.pipe()
        child = _forked()
        if child is None:
            _close(inward, outward)
            break
        if not child:
            os.close(inward)
            for pipe in pipes:
                pipe.close()
            _work_through(range(hand, count, hands), work, outward)
        os.close(outward)
        pipes.append(os.fdopen(inward, "rb"))
        children.append(child)
    if len(children) == hands:
        return _collected(count, pipes, children)
    _let_go(pipes, children)
    return None


def _work_through(numbers: range, work: Callable[[int], object], outward: int) -> NoReturn:
    """Do one child's pieces of work, and hand over each as it is done; end the child."""
    try:
        _widen(outward)
        with open(outward, "wb") as pipe:
            for number in numbers:
                packed = b""
                with suppress(Exception):  # the parent meets the fault itself
                    packed = pickle.dumps(work(number), protocol=pickle.HIGHEST_PROTOCOL)
                pipe.write(len(packed).to_bytes(_SIZE, "big"))
                pipe.write(packed)
                pipe.flush()
    finally:
        os._exit(0)  # also when nobody takes it any more


def _widen(pipe: int) -> None:
    import fcntl

    with suppress(OSError, AttributeError):  # it is as wide as it is
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)


def _collected(
    count: int, pipes: list[BinaryIO], children: list[int]
) -> Generator[T | None, None, None]:
    """Yield what children hand over, in turn."""
    try:
        for number in range(count):
            pipe = pipes[number % len(pipes)]
            size = int.from_bytes(pipe.read(_SIZE), "big")
            packed = pipe.read(size)
            done = size and len(packed) == size  # else the child came to nothing, or to its end
            yield pickle.loads(packed) if done else None
    finally:
        _let_go(pipes, children)


def _let_go(pipes: list[BinaryIO], children: list[int]) -> None:
    """End what children still do: their pipes lead nowhere now."""
    for pipe in pipes:
        pipe.close()
    for child in children:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        _ended(child)


def _forked() -> int | None:
    """Fork; None where the system has no room for another process."""
    try:
        return os.fork()
    except OSError:
        return None


def _close(*pipes: int) -> None:
    for pipe in pipes:
        os.close(pipe)


def _loaded() -> bool:
    return _COMPOSES in sys.modules


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
