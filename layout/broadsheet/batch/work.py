"""One edition in a worker: read, set, written.

Takes a job, an order and a key; returns an outcome.  What it raises is a fault of ours, and the
executor's to tell.  Runs in whatever process or thread an executor gives it; what an order
needs, spec and faces, is made once in each process and kept.
"""

import hashlib
import os
import re
from functools import lru_cache
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from broadsheet import __version__, api, files_read, limits, reach
from broadsheet.batch.models import BatchOrder, Job, Outcome, State
from broadsheet.errors import Finding, OutputError, UserError, stops
from broadsheet.fonts import typeface
from broadsheet.fonts.system import machine_folders, places
from broadsheet.models import replace
from broadsheet.resources import bundled
from broadsheet.spec import Spec

if TYPE_CHECKING:
    from broadsheet.edition import Edition
    from broadsheet.fonts.typeface import FaceBook

_OURS = re.compile(rb"broadsheet \d")  # the producer of whatever we write
_KEPT = 8  # specs with their faces, of a batch whose editions ask for several


def set_edition(job: Job, order: BatchOrder, done: str = "") -> Outcome:
    """Set one edition; ``done`` is the key of the PDF that is there from an earlier run."""
    start = perf_counter()
    try:
        with limits.put_all(order.limits):
            outcome = _set(job, order, done)
    except UserError as fault:
        outcome = Outcome(job=job, state="refused", message=str(fault))
    except OSError as fault:
        outcome = Outcome(job=job, state="refused", message=f"{job.output}: {fault.strerror}")
    except MemoryError:
        message = f"{job.source}: there is not enough memory for this"
        outcome = Outcome(job=job, state="refused", message=message)
    return replace(outcome, seconds=round(perf_counter() - start, 3))


def _set(job: Job, order: BatchOrder, done: str) -> Outcome:
    with files_read.listed(digests=True) as files:
        roots = reach.folders(order.roots)
        edition = api.read_edition(Path(job.source), repair=order.repair, roots=roots)
        spec, book = _sheet(order, edition)
        date = edition.masthead.date
        press = api.press_of(spec, order.standard, profile=order.profile, date=date)
        key = _key(files, job, spec, order)
        output = Path(job.output)
        if key == done and os.path.isfile(output):
            return Outcome(job=job, state="kept", key=key, size=output.stat().st_size)
        if not done:
            _check_ours(output)
        output.parent.mkdir(parents=True, exist_ok=True)
        pages = api.typeset(
            edition,
            spec,
            output,
            draft=order.draft,
            standard=order.standard,
            press=press,
            book=book,
        )
    errors = [finding for finding in pages.findings if finding.level == "error"]
    written = order.draft or not stops(pages.findings)
    size = output.stat().st_size if written else 0
    state: State = "errors" if errors else "done"
    return Outcome(
        job=job,
        state=state,
        key=key if state == "done" else "",
        message=_first(errors),
        pages=len(pages.pages),
        errors=len(errors),
        warnings=sum(finding.level == "warning" for finding in pages.findings),
        size=size,
    )


def _check_ours(output: Path) -> None:
    """Refuse to write over a PDF of others: another edition may place it as an advertisement."""
    if os.path.isfile(output) and not _OURS.search(output.read_bytes()):
        hint = "move it, or name another folder"
        raise OutputError(f"{output}: is there already, and no page of ours", hint=hint)


def _first(errors: list[Finding]) -> str:
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    return f"{errors[0]}{more}" if errors else ""


def _sheet(order: BatchOrder, edition: "Edition") -> "tuple[Spec, FaceBook]":
    """Return the spec of an edition and its faces, both kept for the next one."""
    if isinstance(order.spec, Spec):
        spec = order.spec
    else:
        name = order.spec or api.spec_of(edition)
        with api.own_spec_told(edition):
            spec, read = _loaded(name, order.overrides, order.roots, order.run)
        files_read.add(read)
    book, opened = _books(_By(spec))
    files_read.add(opened)
    return spec, book


@lru_cache(maxsize=_KEPT)
def _loaded(
    name: str, overrides: tuple[tuple[str, str], ...], roots: tuple[str, ...], run: str
) -> tuple[Spec, dict[str, str]]:
    """Load a spec, and return the files that it was read from too."""
    del run  # a spec may change between two runs, so it only keeps them apart
    with files_read.listed(digests=True) as files:
        spec = api.load_spec(name, overrides=overrides, roots=reach.folders(roots))
    return spec, dict(files.files)


class _By:
    """A spec as a key: by itself, not by its values, which are many."""

    __slots__ = ("spec",)

    def __init__(self, spec: Spec) -> None:
        self.spec = spec

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _By) and other.spec is self.spec

    def __hash__(self) -> int:
        return id(self.spec)


@lru_cache(maxsize=_KEPT)
def _books(by: _By) -> "tuple[FaceBook, dict[str, str]]":
    """Open the faces of a spec, and return what they depend on too."""
    with files_read.listed(digests=True) as files:
        book = api.open_faces(by.spec.style)
        if any(typeface.SYSTEM in names for names in by.spec.style.typefaces.values()):
            for path, _ in places(machine_folders()):
                files_read.note(path, digest=_stamp(path))
    return book, dict(files.files)


def _key(files: files_read.FilesRead, job: Job, spec: Spec, order: BatchOrder) -> str:
    """Return a digest of all that the PDF depends on: what was read, the order, the version.

    Pictures and the profile have been noted by now; bundled faces are known by their manifest.
    """
    folder = str(Path(job.source).parent)
    installed = {os.path.realpath(bundled(kind)): kind for kind in ("fonts", "specs")}
    parts = (order.standard, order.draft, order.repair, __version__, order.overrides)
    held = (files.digest(folder, installed), parts, _spec_digest(_By(spec)))
    return hashlib.sha256(repr(held).encode()).hexdigest()


@lru_cache(maxsize=_KEPT)
def _spec_digest(by: _By) -> str:
    """Return a digest of a spec's values: of one that was handed over no file is known."""
    return hashlib.sha256(repr(by.spec).encode()).hexdigest()


def _stamp(path: Path) -> str:
    """Tell a face of the machine by its size and time: there are hundreds of them."""
    try:
        facts = path.stat()
    except OSError:
        return files_read.ABSENT
    return f"{facts.st_size} {facts.st_mtime_ns}"
