"""Read a page beside the loading of what sets it.

Parsing it, or reading edition and spec, takes about as long as importing the painter and the
rest.  Where there are two processors a forked child reads meanwhile and hands over what it has
read, pickled, through a pipe.  Whatever the child can't give, a fault above all, the parent
reads again by itself, so that faults are told as ever.
"""

import os
import pickle
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def started(read: Callable[[], T]) -> Callable[[], T]:
    """Start reading in a child; return what waits for what was read."""
    if not _worth_it():
        return read
    inward, outward = os.pipe()
    child = os.fork()
    if not child:
        os.close(inward)
        _hand_over(read, outward)
    os.close(outward)

    def wait() -> T:
        with open(inward, "rb") as pipe:
            packed = pipe.read()
        os.waitpid(child, 0)
        if not packed:
            return read()
        found: T = pickle.loads(packed)
        return found

    return wait


def _worth_it() -> bool:
    """A second processor, and no threads whose locks a child would inherit."""
    processors = getattr(os, "sched_getaffinity", None)
    if processors is None or not hasattr(os, "fork"):
        return False
    return len(processors(0)) > 1 and threading.active_count() == 1


def _hand_over(read: Callable[[], object], outward: int) -> None:
    """Write what was read into the pipe, or nothing, and end the child at once."""
    try:
        packed = pickle.dumps(read(), protocol=pickle.HIGHEST_PROTOCOL)
        with open(outward, "wb") as pipe:
            pipe.write(packed)
    finally:
        os._exit(0)  # not even a fault goes on from here: the parent meets it itself


def load_the_rest() -> None:
    """Import what composing and painting need."""
    from broadsheet.makeup import pages  # noqa: F401 - loaded now, used after
    from broadsheet.paint.pdf import document  # noqa: F401
