"""What the commands read: files, standard input, editions."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

T = TypeVar("T")

if TYPE_CHECKING:
    from broadsheet.api import Press
    from broadsheet.cli.beside import Helper
    from broadsheet.deadline import Watch
    from broadsheet.display import Pages
    from broadsheet.edition import Edition

# More pages than this take longer to hand over than what paints takes to load.
FEW_PAGES = 4


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
    import os

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


def edition_of(name: str, *, repair: bool = False) -> "Edition":
    """Read an edition."""
    return _reader(name, repair=repair)[0]()


def read_beside(
    name: str,
    with_spec: "Callable[[Callable[[], Edition]], T]",
    *,
    repair: bool = False,
    painter: "Helper | None" = None,
) -> T:
    """Read an edition and its spec while what composes is loaded.

    Raw text is parsed by a child while the spec is read here, and what paints is loaded; an
    edition is read so fast that the child reads its spec too, and what reads YAML is not loaded
    here.  Then there is time for the ``painter``, a child of its own: it starts when what it
    has in common with us is there.
    """
    from broadsheet import reach
    from broadsheet.cli import beside

    read, file = _reader(name, repair=repair)
    if not file.endswith(reach.YAML_ENDINGS):
        reading = beside.started(read)
        _load_what_composes()
        if painter is not None:
            painter.make_ready()
        return with_spec(reading)
    waiting = beside.started(lambda: with_spec(read))
    if painter is not None:
        from broadsheet.fonts import typeface  # noqa: F401 - loaded now, used after

        painter.start()
    _load_what_composes()
    return waiting()


def _load_what_composes() -> None:
    from broadsheet.makeup.page import pages  # noqa: F401 - loaded now, used after


def painter(standard: str, watch: "Watch | None") -> "Helper":
    """Return who loads what paints while an edition is read and composed."""
    from broadsheet import api
    from broadsheet.cli.beside import Helper

    def make_ready() -> None:
        if standard == "pdf":
            from broadsheet.paint.pdf import document  # noqa: F401
        else:
            from broadsheet.paint.pdf import conforming  # noqa: F401

    def work(pages: "Pages", press: "Press") -> bytes:
        out = BytesIO()
        api.write_pdf(pages, out, standard=standard, press=press, watch=watch)
        return out.getvalue()

    return Helper(make_ready, work)


def painted(helper: "Helper", pages: "Pages", press: "Press") -> bytes:
    """Return a PDF that the helper painted; nothing where it is better painted here.

    A stranger's face would have to be looked through once more.
    """
    from broadsheet.fonts.manifest import read_manifest

    bundled = {entry.id for entry in read_manifest().faces}
    if len(pages.pages) > FEW_PAGES or not bundled.issuperset(face for face, _ in pages.faces):
        return b""
    return helper.done(pages, press)


def write_bytes(out: str, content: bytes) -> None:
    """Write a file whole or not at all; ``-`` is standard output."""
    from broadsheet import outfile

    if out == "-":
        standard_output().write(content)
    else:
        outfile.write_atomic(out, lambda stream: _whole(stream, content))


def write_text(out: str, text: str) -> None:
    """Write text as UTF-8; a file's name that is none stands in it as JSON escapes it."""
    write_bytes(out, text.encode("utf-8", "backslashreplace"))


def _whole(stream: BinaryIO, content: bytes) -> None:
    stream.write(content)


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
