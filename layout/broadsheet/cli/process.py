"""The command as a process of its own: what only the owner of a process may do.

One page makes tens of thousands of small values and hardly a cycle among them; looking for
cycles, and at the end taking every module apart, is a tenth of a whole run.  So cycles are
looked for less often, and a command that sets one page leaves as soon as all is written.
A request to end (SIGTERM) stops it as Ctrl-C does, so that nothing unfinished is left.
Who calls ``main`` in a process of theirs gets none of this.
"""

import gc
import io
import os
import sys

from broadsheet.cli import via

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

# More than fifty pages hold at once, so that only a document without end is swept: the pages of
# twenty leave a thousand values in cycles, and looking for them was a twenty-fifth of the run.
_NEW_VALUES = 5_000_000
# They start nothing that would have to be waited for: no pool, no server.
_LEAVE_AT_ONCE = frozenset({"render", "check", "parse"})


def run() -> "NoReturn":
    """Run the command and end the process with its status."""
    service, words = via.taken_from(sys.argv[1:])
    if service:
        leave(via.run(service, words))
    import signal  # a client of a service needs it no more than what follows

    gc.set_threshold(_NEW_VALUES, 10, 10)
    signal.signal(signal.SIGTERM, _stop)
    status = answered()
    if not sys.argv[1:] or sys.argv[1] not in _LEAVE_AT_ONCE:
        sys.exit(status)
    leave(status)


def answered() -> int:
    """Run the command with this process's arguments and streams; return its status."""
    # a client of a service needs none of it
    from broadsheet.cli.entry import main

    _escape()
    return main()


def _escape() -> None:
    """Write what a terminal's or a pipe's encoding lacks as an escape: none holds everything."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")


def _stop(number: int, _: object) -> "NoReturn":
    raise KeyboardInterrupt(number)


def leave(status: int) -> "NoReturn":
    """End the process without taking it apart; what is said and not yet out goes out first."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        sys.exit(status)  # Python tells of streams that can't be written, as it always does
    os._exit(status)
