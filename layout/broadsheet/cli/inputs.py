"""What the commands read: files, standard input, editions."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

T = TypeVar("T")

if TYPE_CHECKING:
    from broadsheet.deadline import Watch
    from broadsheet.edition import Edition


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


def timeout_option(options: ArgumentParser) -> None:
    """Declare ``--timeout``."""
    options.add_argument(
        "--timeout",
        metavar="TIME",
        help="stop when it takes longer, such as 30s or 2min, and say what was being done",
    )


def watch_of(given: Namespace) -> "Watch | None":
    """Return what keeps to ``--timeout``, from now on."""
    if given.timeout is None:
        return None
    from broadsheet import deadline

    return deadline.until(deadline.seconds(given.timeout))


def bytes_of(name: str) -> tuple[bytes, str]:
    """Return the bytes of a file, or of standard input for ``-``, and what to call it."""
    from broadsheet import reach
    from broadsheet.errors import Where

    if name == "-":
        return reach.read_stream(sys.stdin.buffer, Where("<stdin>")), "<stdin>"
    return reach.read_bytes(Path(name)), name


def edition_of(name: str, *, repair: bool = False) -> "Edition":
    """Read an edition."""
    return _reader(name, repair=repair)[0]()


def read_beside(
    name: str, with_spec: "Callable[[Callable[[], Edition]], T]", *, repair: bool = False
) -> T:
    """Read an edition and its spec while the rest is loaded.

    Raw text is parsed by a child while the spec is read here; an edition is read so fast that
    the child reads its spec too, and what reads YAML is not loaded here.
    """
    from broadsheet import reach
    from broadsheet.cli import beside

    read, file = _reader(name, repair=repair)
    if file.endswith(reach.YAML_ENDINGS):
        waiting = beside.started(lambda: with_spec(read))
        beside.load_the_rest()
        return waiting()
    reading = beside.started(read)
    beside.load_the_rest()
    return with_spec(reading)


def _reader(name: str, *, repair: bool) -> "tuple[Callable[[], Edition], str]":
    """Return what reads an edition, its bytes at hand, and its file."""
    from broadsheet import api, intake

    if name != "-" and Path(name).is_dir():
        return (lambda: api.read_edition(name)), f"{name}.yaml"
    content, file = bytes_of(name)
    folder = "." if name == "-" else str(Path(name).parent)

    def read() -> "Edition":
        return intake.edition_from_bytes(content, file=file, folder=folder, repair=repair)

    return read, file
