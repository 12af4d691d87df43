"""``broadsheet serve``: a warm service on a socket of this machine, a process for each command.

All that sets pages is loaded once.  A command that comes in is run by a fork, with the streams,
the folder and the environment of who asked, so that files and bytes are those of the command
itself; what one leaves behind in memory, no other meets.  Who may open the socket is its owner
alone: it runs commands in his name.
"""

import gc
import os
import select
import signal
import socket
import stat
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import NoReturn

from broadsheet.cli.terminal import say
from broadsheet.errors import OutputError, UserError
from broadsheet.messages.spoken import of
from broadsheet.models import field, record

_BACKLOG = 64
_LONGEST = 1_000_000  # bytes of arguments and environment
_PATIENCE = 5.0  # seconds in which a request must be said
_GRACE = 2.0  # seconds between asking a command to stop and killing it
_STREAMS = 3
_ENDS = {signal.SIGTERM, signal.SIGINT}
_REST = 0.1  # seconds, after which a machine without room for a process is asked again
_TICK = 200  # milliseconds, while commands run: their time is looked at so often


def serve_options(options: ArgumentParser) -> None:
    """Declare the options."""
    options.add_argument(
        "socket", metavar="SOCKET", help="where to listen: a name for a socket in a folder of yours"
    )
    options.add_argument(
        "--timeout",
        metavar="TIME",
        default="60s",
        help="stop a command that takes longer (default: 60s)",
    )
    options.add_argument(
        "--memory",
        metavar="MB",
        type=int,
        default=2_000,
        help="of a command, at most (default: 2000)",
    )
    options.add_argument(
        "--at-once",
        metavar="N",
        type=int,
        default=os.cpu_count() or 1,
        help="commands side by side; others wait (default: one for each processor)",
    )


def run_serve(given: Namespace) -> int:
    """Serve until Ctrl-C or SIGTERM."""
    from broadsheet import deadline

    if not hasattr(os, "fork") or not hasattr(socket, "AF_UNIX"):
        raise UserError("this system has no fork", hint="use examples/service.py, over HTTP")
    if given.at_once < 1 or given.memory < 1:
        raise UserError("--at-once and --memory are 1 or more")
    service = Service(
        seconds=deadline.seconds(given.timeout), memory=given.memory, at_once=given.at_once
    )
    with _listening(Path(given.socket)) as door:
        _loaded()
        _set_a_page()
        gc.collect()
        gc.freeze()  # what is made so far is none of the collector's business
        service.serve(door, lambda: say(of(f"serving: {given.socket} (Ctrl-C ends it)")))
    return 0


@record()
class Served:
    """A command that is being run."""

    talk: socket.socket
    ends: float  # by when it must
    asked_to_stop: bool = False


@record(kw_only=True)
class Service:
    """Runs commands as they come; ``seconds`` and ``memory`` (MB) are for each."""

    seconds: float
    memory: int
    at_once: int
    running: dict[int, Served] = field(default_factory=dict)  # by process

    def serve(self, door: socket.socket, begun: Callable[[], None]) -> None:
        """Take commands until a signal comes; ``begun`` is told when one would be heeded."""
        woken, wakes = socket.socketpair()
        for end in (woken, wakes):
            end.setblocking(False)
        before = signal.set_wakeup_fd(wakes.fileno())
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGTERM, _interrupt)
        look = select.poll()
        look.register(woken, select.POLLIN)
        try:
            begun()
            while True:
                self._turn(look, door, woken)
        except KeyboardInterrupt:
            pass
        finally:
            signal.set_wakeup_fd(before)
            for number in self.running:
                with suppress(ProcessLookupError):
                    os.kill(number, signal.SIGTERM)
            for end in (woken, wakes):
                end.close()

    def _turn(self, look: select.poll, door: socket.socket, woken: socket.socket) -> None:
        """Wait for something to happen, and see to it."""
        free = len(self.running) < self.at_once
        look.register(door, select.POLLIN if free else 0)
        for place, event in look.poll(_TICK if self.running else None):
            if place == door.fileno():
                if event & select.POLLIN and free:
                    self._begin(door, look)
            elif place == woken.fileno():
                with suppress(BlockingIOError):
                    woken.recv(4096)
            else:
                self._hung_up(place)
        self._collect(look)
        self._hurry()

    def _begin(self, door: socket.socket, look: select.poll) -> None:
        """Run the command that has come in a process of its own.

        Who went away before is nobody's fault, and a machine that is full for a moment ends no
        service: who asked is let go, and may ask again.
        """
        try:
            talk, _ = door.accept()
        except OSError:
            return
        # A child that is told to end before it is on its own would end the service's way: it
        # would take the socket away, and stop its neighbours.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)
        try:
            number = os.fork()
            if number == 0:
                door.close()
                self._child(talk, before)
        except OSError:
            talk.close()
            time.sleep(_REST)
            return
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        self.running[number] = Served(talk, time.monotonic() + self.seconds)
        look.register(talk, 0)  # its end alone is told: what is said on it is the child's to read

    def _child(self, talk: socket.socket, mask: Iterable[int]) -> NoReturn:
        """Run one command in this process, which is its own, and ends here whatever comes up."""
        status = 3
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
            _become(*_request(talk), self.memory)
            from broadsheet.cli.process import answered, leave

            try:
                status = answered()
            except SystemExit as end:  # --help, --version
                status = int(end.code or 0)
            leave(status)
        finally:
            os._exit(status)  # never back into the service's own loop

    def _hung_up(self, place: int) -> None:
        """Stop the command of who went away."""
        for number, command in self.running.items():
            if command.talk.fileno() == place and not command.asked_to_stop:
                self._stop(number, command)

    def _stop(self, number: int, command: Served) -> None:
        command.asked_to_stop, command.ends = True, time.monotonic() + _GRACE
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGTERM)

    def _hurry(self) -> None:
        """Stop what takes too long, and kill what does not stop."""
        for number, command in self.running.items():
            if time.monotonic() < command.ends:
                continue
            if command.asked_to_stop:
                with suppress(ProcessLookupError):
                    os.kill(number, signal.SIGKILL)
            else:
                self._stop(number, command)

    def _collect(self, look: select.poll) -> None:
        """Tell those who asked how their commands ended."""
        while self.running:
            number, told = os.waitpid(-1, os.WNOHANG)
            if not number:
                return
            command = self.running.pop(number, None)
            if command is None:
                continue
            ended = os.waitstatus_to_exitcode(told)
            with suppress(OSError):
                command.talk.sendall(str(ended if ended >= 0 else 128 - ended).encode("ascii"))
            look.unregister(command.talk)
            command.talk.close()


@contextmanager
def _listening(path: Path) -> Iterator[socket.socket]:
    """Listen on a socket that its owner alone may open; it goes when the service ends."""
    with suppress(FileNotFoundError):
        if not stat.S_ISSOCK(path.lstat().st_mode):
            raise OutputError(f"{path}: is there already", hint="name another place")
        if _answers(path):
            raise OutputError(f"{path}: another service is there", hint="end it first")
        path.unlink()  # of one that was killed
    with socket.socket(socket.AF_UNIX) as door:
        mask = os.umask(0o177)
        try:
            door.bind(str(path))
        except OSError as fault:
            reason = fault.strerror or str(fault)
            raise OutputError(f"{path}: can't be listened on: {reason}") from None
        finally:
            os.umask(mask)
        own = _number(path)
        try:
            door.listen(_BACKLOG)
            yield door
        finally:
            if own == _number(path):  # what took its place since is another's
                path.unlink(missing_ok=True)


def _number(path: Path) -> tuple[int, int] | None:
    """Return what a file is to the system, whatever its name; None for none."""
    try:
        about = path.lstat()
    except OSError:
        return None
    return about.st_dev, about.st_ino


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as talk:
        try:
            talk.connect(str(path))
        except OSError:
            return False
        return True


def _loaded() -> tuple[ModuleType, ...]:
    """Load what commands need, once, and return it."""
    from broadsheet.arranging import dummies
    from broadsheet.cli import rendering, report
    from broadsheet.formats import edition_yaml
    from broadsheet.lint import rules
    from broadsheet.makeup.page import pages
    from broadsheet.paint import pictures
    from broadsheet.paint.pdf import conforming, document
    from broadsheet.parse import reader
    from broadsheet.spec_yaml import loader

    read = (edition_yaml, loader, reader)
    made = (dummies, pages, rules)
    return (*read, *made, pictures, conforming, document, rendering, report)


def _set_a_page() -> None:
    """Set a page of placeholders: whatever is made when it is first wanted is there from then on.

    Opened faces above all, and the library's own tables; no child makes them again.
    """
    from io import BytesIO

    from broadsheet import starter
    from broadsheet.api import composing, specs

    spec = specs.load_spec()
    edition = starter.first_edition("broadsheet", spec, lambda day: composing.compose(day, spec))
    composing.typeset(edition, spec, BytesIO(), draft=True)


def _request(talk: socket.socket) -> tuple[list[int], list[str]]:
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


def _become(held: Sequence[int], parts: Sequence[str], memory: int) -> None:
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


def _interrupt(number: int, _: object) -> NoReturn:
    raise KeyboardInterrupt(number)
