"""Find the editions of a batch.

Takes files, folders and lists; returns jobs, each with a PDF of its own in the output folder.
A folder's editions are taken in the order of their names, those of folders in it too; where
they lie there is where their PDFs lie below the output.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from broadsheet import reach
from broadsheet.batch.models import Job
from broadsheet.errors import OutputError, SourceError, Where

ENDINGS = (".txt", ".yaml", ".yml", ".json")
MOST_JOBS = 2_000_000


def jobs_of(sources: Iterable[str], output: str | Path) -> tuple[Job, ...]:
    """Return the jobs of files, folders and ``@lists`` (a file's name in each line).

    A spec that lies among the editions is none of them.  Raises SourceError for what is not
    there, OutputError where two editions would become one PDF.
    """
    found: dict[str, str] = {}
    for source in sources:
        for file, below in _editions(source):
            target = str(Path(output) / below.with_suffix(".pdf"))
            other = found.get(target)
            if other is not None and other != str(file):
                raise OutputError(
                    f"{other} and {file} would both become {target}",
                    hint="rename one, or set them in two runs",
                )
            found[target] = str(file)
            if len(found) > MOST_JOBS:
                raise SourceError(f"more than {MOST_JOBS} editions", hint="set them in parts")
    return tuple(Job(source=file, output=target) for target, file in found.items())


def _editions(source: str) -> Iterator[tuple[Path, Path]]:
    """Yield files, and where their PDFs lie below the output folder."""
    if source.startswith("@"):
        listed = Path(source[1:])
        for number, name in _lines(listed):
            where = Where(str(listed), number)
            if name.startswith("@"):
                hint = "write its lines here"
                raise SourceError("a list names another list", where=where, hint=hint)
            if len(name) > reach.LONGEST or not name.isprintable():
                raise SourceError("is no file's name", where=where, hint="write one name a line")
            yield from _editions(name)
        return
    path = Path(source)
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.suffix.lower() in ENDINGS and file.is_file() and not _is_other(file):
                yield file, file.relative_to(path)
    elif path.exists():
        yield path, Path(path.name)
    else:
        raise SourceError("no such file", where=Where(source))


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    text = reach.decoded(reach.read_bytes(path), str(path))
    for number, line in enumerate(text.split("\n"), 1):
        if (name := line.strip()) and not name.startswith("#"):
            yield number, name


def _is_other(file: Path) -> bool:
    """Tell a spec, a schema and a hidden file from an edition."""
    if file.name.startswith(".") or file.name.endswith(".schema.json"):
        return True
    if file.suffix.lower() not in (".yaml", ".yml"):
        return False
    with file.open("rb") as stream:
        head = stream.read(4096)
    return any(line.startswith(b"broadsheet:") for line in head.splitlines())
