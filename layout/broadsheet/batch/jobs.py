"""Find the editions of a batch.

Takes files, folders and lists; returns jobs, each with a PDF of its own in the output folder.
A folder's editions are taken in the order of their names, those of folders in it too; where
they lie there is where their PDFs lie below the output.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from broadsheet import reach
from broadsheet.batch.models import Job
from broadsheet.errors import OutputError, SourceError, Where

ENDINGS = (".txt", ".yaml", ".yml", ".json")
MOST_JOBS = 2_000_000


def jobs_of(sources: Iterable[str], output: str | Path, *, leave_out: str = "") -> tuple[Job, ...]:
    """Return the jobs of files, folders and ``@lists`` (a file's name in each line).

    A spec that lies among the editions is none of them, nor what lies in the output folder, nor
    the file to ``leave_out``.  What can't be read is a job that fails in its turn, but for a
    source that is not there.  Raises SourceError for that, OutputError where two editions would
    become one PDF, or a PDF would be written over its source.
    """
    found: dict[str, str] = {}
    own = tuple(map(os.path.abspath, (output, leave_out or output)))
    for source in sources:
        for file, below in _editions(source, own):
            target = str(Path(output) / below.with_suffix(".pdf"))
            other = found.get(target)
            if other is not None and other != file:
                raise OutputError(
                    f"{other} and {file} would both become {target}",
                    hint="rename one, or set them in two runs",
                )
            if file.endswith(".pdf") and os.path.realpath(file) == os.path.realpath(target):
                raise OutputError(f"{file} would be written over", hint="name another folder")
            found[target] = file
            if len(found) > MOST_JOBS:
                raise SourceError(f"more than {MOST_JOBS} editions", hint="set them in parts")
    return tuple(Job(source=file, output=target) for target, file in found.items())


def _editions(source: str, own: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    """Yield files, and where their PDFs lie below the output folder."""
    if source.startswith("@"):
        yield from _listed(Path(source[1:]), own)
    elif os.path.isdir(source):
        for file in _files(source, own):
            yield file, Path(file).relative_to(source)
    elif os.path.exists(source):
        yield source, Path(Path(source).name)
    else:
        raise SourceError("no such file", where=Where(source))


def _listed(path: Path, own: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    """Yield what a list names, its files below the folder that they all have in common."""
    files: list[str] = []
    for number, name in _lines(path):
        where = Where(str(path), number)
        if name.startswith("@"):
            hint = "write its lines here"
            raise SourceError("a list names another list", where=where, hint=hint)
        if len(name) > reach.LONGEST or not name.isprintable():
            raise SourceError("is no file's name", where=where, hint="write one name a line")
        if os.path.isdir(name):
            yield from _editions(name, own)
        else:
            files.append(name)
    if files:
        common = os.path.commonpath({os.path.dirname(os.path.abspath(file)) for file in files})
        for file in files:
            yield file, Path(os.path.abspath(file)).relative_to(common)


def _files(folder: str, own: tuple[str, ...]) -> Iterator[str]:
    """Yield the editions under a folder, and folders that may not be looked into."""
    closed: list[str] = []
    for place, folders, names in os.walk(
        folder, onerror=lambda fault: closed.append(fault.filename)
    ):
        folders[:] = sorted(name for name in folders if _is_ours(place, name, own))
        for name in sorted(names):
            file = os.path.join(place, name)
            ending = os.path.splitext(name)[1].lower()
            if ending in ENDINGS and _is_ours(place, name, own) and not _is_other(file, ending):
                yield file
    yield from sorted(closed)


def _is_ours(place: str, name: str, own: tuple[str, ...]) -> bool:
    """Tell a file or folder of the archive from hidden ones, and from what we have written."""
    return not name.startswith(".") and os.path.abspath(os.path.join(place, name)) not in own


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    text = reach.decoded(reach.read_bytes(path), str(path))
    for number, line in enumerate(text.split("\n"), 1):
        if (name := line.strip()) and not name.startswith("#"):
            yield number, name


def _is_other(file: str, ending: str) -> bool:
    """Tell a spec and a schema from an edition; what can't be read is told when it is set."""
    if file.endswith(".schema.json"):
        return True
    if ending not in (".yaml", ".yml") or not os.path.isfile(file):
        return False
    try:
        with open(file, "rb") as stream:
            head = stream.read(4096)
    except OSError:
        return False
    return any(line.startswith(b"broadsheet:") for line in head.splitlines())
