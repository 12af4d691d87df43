"""What the commands read and write: files, standard input and output; options they share."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from broadsheet.models import frozen

if TYPE_CHECKING:
    from broadsheet.api.composing import Share
    from broadsheet.api.opening import Begin
    from broadsheet.api.reading import NamedBytes
    from broadsheet.deadline import Watch
    from broadsheet.timings import Step, Timings


@frozen(kw_only=True)
class Timed:
    """How a command is watched, and how it begins to read."""

    watch: "Watch | None"
    begin: "Begin[Any]"
    share: "Share[Any]"


def roots_option(options: ArgumentParser) -> None:
    """Declare ``--root``; it may be repeated."""
    options.add_argument(
        "--root",
        dest="roots",
        metavar="DIR",
        action="append",
        default=[],
        help="look for pictures and fonts in this folder too, after the edition's and the "
        "spec's own; may be repeated",
    )


def pictures_option(options: ArgumentParser) -> None:
    """Declare ``--pictures``."""
    options.add_argument(
        "--pictures",
        metavar="FOLDER",
        default="",
        help="pictures of this page, for captions, advertisements and the masthead's code: placed "
        "by name, number or order, and told with -v (those beside a raw page are found by name)",
    )


def form_option(options: ArgumentParser) -> None:
    """Declare ``--format``, and the shorter ``--json``."""
    options.add_argument(
        "--format",
        dest="form",
        choices=("text", "json", "sarif"),
        default="text",
        help="of what is printed: text (default), JSON, or SARIF 2.1.0 for code hosts and editors",
    )
    options.add_argument(
        "--json", dest="form", action="store_const", const="json", help="the same as --format json"
    )


def called(name: str) -> str:
    """Return what to call a file that may be standard input."""
    return "<stdin>" if name == "-" else name


def timeout_option(options: ArgumentParser) -> None:
    """Declare ``--timeout``."""
    options.add_argument(
        "--timeout",
        metavar="TIME",
        help="stop when it takes longer, such as 30s or 2min, and say what was being done",
    )


def timings_option(options: ArgumentParser) -> None:
    """Declare ``--timings``."""
    options.add_argument(
        "--timings",
        metavar="FILE.json",
        help="write what each stage took, as a trace that the profilers of browsers open "
        "(about:tracing, ui.perfetto.dev, the Performance panel)",
    )


@contextmanager
def timed(given: Namespace) -> "Iterator[Timed]":
    """Give what times a command, and write its ``--timings`` in the end, also of a failure."""
    if not given.timings:
        from broadsheet.cli import child

        yield Timed(watch=None, begin=child.started, share=child.shared_out)
        return
    from broadsheet.api.composing import by_itself
    from broadsheet.timings import Timings

    timings = Timings()
    try:
        # pages one after another: what each stage takes is to be seen
        yield Timed(watch=timings, begin=_begin_timed(timings), share=by_itself)
    finally:
        write_text(given.timings, timings.trace())


def _begin_timed(timings: "Timings") -> "Begin[Any]":
    """Return what reads in a child, and hands over what the reading took with it."""
    from broadsheet.cli import child

    def begin(read: Callable[[], Any]) -> Callable[[], Any]:
        def read_timed() -> "tuple[Any, tuple[Step, ...]]":
            found = read()
            timings.close()
            return found, () if os.getpid() == parent else timings.steps(os.getpid())

        parent = os.getpid()
        waiting = child.started(read_timed)

        def wait() -> Any:
            found, steps = waiting()
            timings.add(steps)
            return found

        return wait

    return begin


def timeout_of(given: Namespace) -> float | None:
    """Return the seconds of ``--timeout``."""
    if given.timeout is None:
        return None
    from broadsheet import deadline

    return deadline.seconds(given.timeout)


def bytes_of(name: str) -> tuple[bytes, str]:
    """Return the bytes of a file, or of standard input for ``-``, and what to call it."""
    from broadsheet import reach
    from broadsheet.errors import Where

    if name == "-":
        return reach.read_stream(standard_input(), Where("<stdin>")), "<stdin>"
    return reach.read_bytes(Path(name)), name


def standard_input() -> BinaryIO:
    """Return standard input, which who called us may have closed."""
    from broadsheet.errors import SourceError, Where

    if sys.stdin is None:
        raise SourceError("is closed", where=Where("<stdin>"), hint="name a file")
    return sys.stdin.buffer


def standard_output() -> BinaryIO:
    """Return standard output, which who called us may have closed."""
    from broadsheet.errors import OutputError

    if sys.stdout is None:
        raise OutputError("standard output is closed", hint="name a file")
    return sys.stdout.buffer


def keep_apart(written: Iterable[str | None], read: Iterable[str | None]) -> None:
    """Refuse to write over what is read, or two things into one file.

    Raises OutputError.  None and ``-`` are no files.
    """
    from broadsheet.errors import OutputError

    taken = {os.path.realpath(name): "is read from" for name in read if name and name != "-"}
    for name in written:
        if not name or name == "-":
            continue
        place = os.path.realpath(name)
        if place in taken:
            raise OutputError(f"{name}: {taken[place]} as well", hint="name another file")
        if os.path.isfile(place) or not os.path.exists(place):
            taken[place] = "is written to"


def source_of(name: str) -> "Path | NamedBytes":
    """Return what an edition is read from: a file, or the bytes of standard input."""
    if name != "-":
        return Path(name)
    from broadsheet.api.reading import NamedBytes

    content, called = bytes_of(name)
    return NamedBytes(content=content, name=called, folder=".")


def write_bytes(out: str, content: bytes) -> None:
    """Write a file whole or not at all; ``-`` is standard output."""
    from broadsheet import outfile

    if out == "-":
        standard_output().write(content)
    else:
        outfile.write_bytes(out, content)


def write_text(out: str, text: str) -> None:
    """Write text as UTF-8; a file's name that is none stands in it as JSON escapes it."""
    write_bytes(out, text.encode("utf-8", "backslashreplace"))
