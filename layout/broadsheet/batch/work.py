"""One edition in a worker: read, set, written.

Takes a job, an order and a key; returns an outcome.  What it raises is a fault of ours, and the
executor's to tell.  Runs in whatever process or thread an executor gives it; what an order
needs, spec and faces, is made once in each process and kept.
"""

import hashlib
from functools import lru_cache
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from broadsheet import __version__, api, limits, reach
from broadsheet.batch.models import Job, Order, Outcome, State
from broadsheet.errors import Finding, UserError
from broadsheet.intake import edition_from_bytes
from broadsheet.models import replace
from broadsheet.spec import Spec

if TYPE_CHECKING:
    from broadsheet.edition import Edition
    from broadsheet.fonts.typeface import FaceBook

_KEPT = 8  # specs with their faces, of a batch whose editions ask for several


def set_edition(job: Job, order: Order, done: str = "") -> Outcome:
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


def _set(job: Job, order: Order, done: str) -> Outcome:
    content = reach.read_bytes(Path(job.source))
    folder = str(Path(job.source).parent)
    edition = edition_from_bytes(content, file=job.source, folder=folder, repair=order.repair)
    edition = replace(edition, roots=reach.folders(order.roots))
    spec, book = _sheet(order, edition)
    key = _key(content, edition, spec, order)
    if key == done and Path(job.output).is_file():
        return Outcome(job=job, state="kept", key=key, size=Path(job.output).stat().st_size)
    press = api.press_of(spec, order.standard, profile=order.profile, date=edition.masthead.date)
    output = Path(job.output)
    output.parent.mkdir(parents=True, exist_ok=True)
    pages = api.typeset(
        edition, spec, output, draft=order.draft, standard=order.standard, press=press, book=book
    )
    errors = [finding for finding in pages.findings if finding.level == "error"]
    size = output.stat().st_size if order.draft or not errors else 0
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


def _first(errors: list[Finding]) -> str:
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    return f"{errors[0]}{more}" if errors else ""


def _sheet(order: Order, edition: "Edition") -> "tuple[Spec, FaceBook]":
    """Return the spec of an edition and its faces, both kept for the next one."""
    if isinstance(order.spec, Spec):
        return order.spec, _opened(order.spec)
    name = order.spec or api.spec_of(edition)
    spec = _loaded(name, order.overrides, order.roots, order.run)
    return spec, _opened(spec)


@lru_cache(maxsize=_KEPT)
def _loaded(
    name: str, overrides: tuple[tuple[str, str], ...], roots: tuple[str, ...], run: str
) -> Spec:
    del run  # a spec may change between two runs, so it only keeps them apart
    return api.load_spec(name, overrides=overrides, roots=reach.folders(roots))


def _opened(spec: Spec) -> "FaceBook":
    return _books(_By(spec))


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
def _books(by: _By) -> "FaceBook":
    return api.open_faces(by.spec.style)


def _key(content: bytes, edition: "Edition", spec: Spec, order: Order) -> str:
    """Return a digest of all that the PDF depends on: copy, pictures, spec, order, version."""
    digest = hashlib.sha256(content)
    for name in api.picture_names(edition):
        digest.update(name.encode() + _stamp(Path(edition.folder) / name))
    parts = (order.standard, order.profile, order.draft, order.repair, __version__)
    digest.update(repr(parts).encode() + _spec_digest(_By(spec)))
    return digest.hexdigest()


@lru_cache(maxsize=_KEPT)
def _spec_digest(by: _By) -> bytes:
    return hashlib.sha256(repr(by.spec).encode()).digest()


def _stamp(path: Path) -> bytes:
    """Tell a picture's version by its size and time: reading it would cost more than setting."""
    try:
        facts = path.stat()
    except OSError:
        return b"none"
    return f"{facts.st_size} {facts.st_mtime_ns}".encode()
