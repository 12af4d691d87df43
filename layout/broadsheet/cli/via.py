"""Ask a warm service: ``broadsheet render … --via SOCKET``.

Takes the arguments of a command; hands them over a socket of this machine together with the open
standard streams and the working folder, and returns the status.  The service does the rest as
if it were here.  Imports hardly anything: starting is what it is there to save.  So it takes
``_socket``, which ``socket`` is made of: that turns hundreds of numbers into enumerations, which
takes as long as a quarter of Python's own start.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    import _socket
    from collections.abc import Sequence

OPTION = "--via"
_HINT = "start it: broadsheet serve"
_NO_SOCKETS = "leave out --via"
_STREAMS = (0, 1, 2)
_NUMBER = 4  # bytes of a descriptor, a C int


def taken_from(words: "Sequence[str]") -> tuple[str, list[str]]:
    """Return the socket that is asked for, empty for none, and the arguments without it."""
    path, left = "", []
    given = iter(words)
    for word in given:
        if word == OPTION:
            path = next(given, "")
        elif word.startswith(f"{OPTION}="):
            path = word.partition("=")[2]
        else:
            left.append(word)
            if word == "--":
                left += given
    return path, left


def asked(path: str, words: "Sequence[str]") -> int:
    """Have a service run a command; return its status.

    Raises ConnectionError, with words for who asked, when no service answers or it ends before
    the command does.
    """
    import _socket  # every command passes here, and few ask a service

    if not hasattr(_socket, "AF_UNIX"):
        raise ConnectionError(f"{path}: this system has no such sockets ({_NO_SOCKETS})")
    talk = _socket.socket(_socket.AF_UNIX)
    try:
        talk.connect(path)
        _check_owner(talk, path)
        _hand_over(talk, words)
        answer = _answer(talk)
    except OSError as fault:
        reason = fault.strerror or str(fault) or "it hung up"
        raise ConnectionError(f"{path}: no service answers: {reason} ({_HINT})") from None
    finally:
        talk.close()
    if not answer:
        raise ConnectionError(f"{path}: the service ended before the command did")
    return int(answer)


def _check_owner(talk: "_socket.socket", path: str) -> None:
    """Refuse another user's service: it would be handed streams, folder and environment."""
    import _socket

    if hasattr(_socket, "SO_PEERCRED"):  # Linux: process, user, group, three numbers of four bytes
        held = talk.getsockopt(_socket.SOL_SOCKET, _socket.SO_PEERCRED, 12)
        owner = int.from_bytes(held[4:8], sys.byteorder)
    else:
        owner = os.stat(path).st_uid
    if owner != os.geteuid():
        raise ConnectionError(f"it is another user's, of number {owner}")


def _hand_over(talk: "_socket.socket", words: "Sequence[str]") -> None:
    """Send streams and folder as descriptors, then what is to be done, its length first."""
    import _socket

    folder = os.open(".", os.O_RDONLY)
    mask = os.umask(0)
    os.umask(mask)
    try:
        held = b"".join([number.to_bytes(_NUMBER, sys.byteorder) for number in (*_STREAMS, folder)])
        talk.sendmsg([b"b"], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, held)])
    finally:
        os.close(folder)
    env = [f"{name}={value}" for name, value in os.environ.items()]
    spoken = [getattr(stream, "encoding", "") or "utf-8" for stream in (sys.stdout, sys.stderr)]
    parts = [str(mask), *spoken, str(len(words)), *words, *env]
    said = b"\0".join([os.fsencode(part) for part in parts])
    talk.sendall(len(said).to_bytes(8, "big") + said)


def _answer(talk: "_socket.socket") -> bytes:
    """Return what is told first; the rest of a process may take a moment to end."""
    answer = b""
    while b"\n" not in answer and (piece := talk.recv(64)):
        answer += piece
    return answer.partition(b"\n")[0]


def run(path: str, words: "Sequence[str]") -> int:
    """Ask a service, and tell what is wrong with it as any fault of an option is told."""
    try:
        return asked(path, words)
    except ConnectionError as fault:
        told, status = f"broadsheet: {fault}", 2
    except KeyboardInterrupt:
        told, status = "broadsheet: stopped", 130
    from broadsheet.cli.entry import asked_language
    from broadsheet.cli.terminal import warn
    from broadsheet.messages.languages import chosen
    from broadsheet.messages.spoken import put

    with put(chosen(asked_language(words), os.environ)):
        warn(told)
    return status
