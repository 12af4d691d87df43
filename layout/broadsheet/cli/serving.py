"""``broadsheet serve``: a warm service on a socket of this machine, a process for each command.

All that sets pages is loaded once (``warming``).  A command that comes in is run by a fork
(``taking``), with the streams, the folder and the environment of who asked, so that files and bytes
are those of the command itself; what one leaves behind in memory, no other meets.  Forks are made
beforehand and run one command each.  Who may open the socket is its owner
alone: it runs commands in his name.
"""

import gc
import os
import select
import signal
import socket
import stat
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import NoReturn

from broadsheet.cli import taking, warming
from broadsheet.cli.terminal import say
from broadsheet.errors import OutputError, UserError
from broadsheet.messages.spoken import of
from broadsheet.models import field, record

_BACKLOG = 64
_GRACE = 2.0  # seconds between asking a command to stop and killing it
_ENDS = {signal.SIGTERM, signal.SIGINT}
_REST = 0.1  # seconds, after which a machine without room for a process is asked again
_SPARES = 2  # processes that wait for commands, at most: each holds some 40 MB of its own
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
        service.edition = warming.warm()
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
    edition: str = ""  # what who waits for a command sets meanwhile
    running: dict[int, Served] = field(default_factory=dict)  # by process
    spares: dict[int, socket.socket] = field(default_factory=dict)  # who waits, by process

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
                self._prepare(door)
                self._turn(look, door, woken)
        except KeyboardInterrupt:
            pass
        finally:
            signal.set_wakeup_fd(before)
            for number in self.running:
                with suppress(ProcessLookupError):
                    os.kill(number, signal.SIGTERM)
            for end in (woken, wakes, *self.spares.values()):  # who waits ends with its link
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
        """Have the command that has come in run by a process of its own.

        Who went away before is nobody's fault, and a machine that is full for a moment ends no
        service: who asked is let go, and may ask again.
        """
        try:
            talk, _ = door.accept()
        except OSError:
            return
        number = self._handed_over(talk)
        if number is None:
            number = self._forked(door, lambda mask: taking.run(talk, mask, self.memory))
        if number is None:
            talk.close()
            time.sleep(_REST)
            return
        self.running[number] = Served(talk, time.monotonic() + self.seconds)
        look.register(talk, 0)  # its end alone is told: what is said on it is the child's to read

    def _handed_over(self, talk: socket.socket) -> int | None:
        """Hand a command to a process that waits for one; return its number, None for none."""
        while self.spares:
            number, link = self.spares.popitem()
            with link, suppress(OSError):  # it may have come to its end meanwhile
                socket.send_fds(link, [b"c"], [talk.fileno()])
                return number
        return None

    def _prepare(self, door: socket.socket) -> None:
        """Have processes wait for commands, as many as may run and two at most."""
        while len(self.spares) < min(_SPARES, self.at_once - len(self.running)):
            link, theirs = socket.socketpair()
            with theirs:
                made = partial(taking.wait, theirs, link, memory=self.memory, edition=self.edition)
                number = self._forked(door, made)
            if number is None:
                link.close()
                return
            self.spares[number] = link

    def _forked(self, door: socket.socket, run: Callable[[Iterable[int]], NoReturn]) -> int | None:
        """Run something in a process of its own; return its number, None where there is no room.

        A child that is told to end before it is on its own would end the service's way: it would
        take the socket away, and stop its neighbours.
        """
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)
        try:
            number = os.fork()
        except OSError:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            return None
        if number == 0:
            try:
                signal.set_wakeup_fd(-1)
                door.close()
                for held in (*self.spares.values(), *(one.talk for one in self.running.values())):
                    held.close()  # what is others' ends when they end
                run(before)
            finally:
                os._exit(3)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        return number

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
        while self.running or self.spares:
            number, told = os.waitpid(-1, os.WNOHANG)
            if not number:
                return
            command = self.running.pop(number, None)
            if command is None:
                if link := self.spares.pop(number, None):
                    link.close()
                continue
            ended = os.waitstatus_to_exitcode(told)
            taking.tell(command.talk, ended if ended >= 0 else 128 - ended)
            look.unregister(command.talk)
            command.talk.close()


@contextmanager
def _listening(path: Path) -> Iterator[socket.socket]:
    """Listen on a socket that its owner alone may open; it goes when the service ends."""
    if os.path.lexists(path):  # a place that can't be is told when it is bound
        if not stat.S_ISSOCK(path.lstat().st_mode):
            raise OutputError(f"{path}: is there already", hint="name another place")
        if _answers(path):
            raise OutputError(f"{path}: another service is there", hint="end it first")
        path.unlink(missing_ok=True)  # of one that was killed
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


def _interrupt(number: int, _: object) -> NoReturn:
    raise KeyboardInterrupt(number)
