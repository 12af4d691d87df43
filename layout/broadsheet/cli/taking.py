"""A command that came in over a socket, taken on by a process of its own.

Reads the request; takes on streams, folder, mask, arguments and environment of who asked, runs the
command, and tells its status before it ends.
"""

import gc
import os
import signal
import socket
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import NoReturn

from broadsheet.cli import warming

_LONGEST = 1_000_000  # bytes of arguments and environment
_PATIENCE = 5.0  # seconds in which a request must be said
_STREAMS = 3
_IDLE = 0.2  # seconds without a command, after which there is time for a page of its own


def run(talk: socket.socket, mask: Iterable[int], memory: int) -> NoReturn:
    """Run one command in this process, which is its own, and ends here whatever comes up.

    ``mask`` are the signals that are held back from then on, ``memory`` is MB at most.
    """
    status = 3
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        become(*request(talk), memory)
        from broadsheet.cli.process import answered, leave

        try:
            status = answered()
        except SystemExit as end:  # --help, --version
            status = int(end.code or 0)
        with suppress(OSError, ValueError):  # streams that can't be written are told as ever
            sys.stdout.flush()
            sys.stderr.flush()
            tell(talk, status)  # to take this process apart takes as long as to set a line or two
        leave(status)
    finally:
        os._exit(status)  # never back into the service's own loop


def wait(
    link: socket.socket, other: socket.socket, mask: Iterable[int], *, memory: int, edition: str
) -> NoReturn:
    """Wait for a command to be handed over on a link, and run it; end with the service.

    ``other`` is the service's end of the link.  Who has nothing to do for a moment sets an edition:
    what this process will write to of the memory it shares with the service is its own before.
    """
    other.close()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    held: list[int] = []
    link.settimeout(_IDLE)
    try:
        _, held, _, _ = socket.recv_fds(link, 1, 1)
    except TimeoutError:
        warming.rehearse(edition)
        gc.freeze()
        link.settimeout(None)
        _, held, _, _ = socket.recv_fds(link, 1, 1)
    if not held:
        os._exit(0)
    link.close()
    run(socket.socket(fileno=held[0]), mask, memory)


def tell(talk: socket.socket, status: int) -> None:
    """Tell who asked how it ended: what is told first counts."""
    with suppress(OSError):
        talk.sendall(f"{status}\n".encode("ascii"))


def request(talk: socket.socket) -> tuple[list[int], list[str]]:
    """Return the descriptors and the parts of a request; raises for one that is none."""
    ends = time.monotonic() + _PATIENCE
    talk.settimeout(_PATIENCE)
    _, held, _, _ = socket.recv_fds(talk, 1, _STREAMS + 1)
    size = int.from_bytes(_read(talk, 8, ends), "big")
    if len(held) != _STREAMS + 1 or size > _LONGEST:
        raise ValueError("not a request")
    return list(held), [os.fsdecode(part) for part in _read(talk, size, ends).split(b"\0")]


def _read(talk: socket.socket, count: int, ends: float) -> bytes:
    """Read so many bytes, all of them by an hour: a byte at a time is not waited for."""
    content = b""
    while len(content) < count:
        talk.settimeout(max(0.001, ends - time.monotonic()))
        piece = talk.recv(min(65536, count - len(content)))
        if not piece:
            raise ValueError("it hung up")
        content += piece
    return content


def become(held: Sequence[int], parts: Sequence[str], memory: int) -> None:
    """Take on streams, folder, mask, arguments and environment of who asked."""
    import resource

    for number, stream in enumerate(held[:_STREAMS]):
        os.dup2(stream, number)
        os.close(stream)
    os.fchdir(held[_STREAMS])
    os.close(held[_STREAMS])
    mask, *spoken = parts[:3]
    os.umask(int(mask))
    words, env = parts[4 : 4 + int(parts[3])], parts[4 + int(parts[3]) :]
    sys.argv = ["broadsheet", *words]
    os.environ.clear()
    os.environ.update(dict(part.split("=", 1) for part in env if "=" in part))
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding=spoken[0], closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding=spoken[1], errors="backslashreplace", closefd=False)
    resource.setrlimit(resource.RLIMIT_AS, (memory * 1_000_000,) * 2)
