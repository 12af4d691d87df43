"""What a batch is asked for, and what becomes of each edition."""

from collections.abc import Mapping
from typing import Literal

from broadsheet.limits import Limits
from broadsheet.models import frozen, names
from broadsheet.spec import Spec

State = Literal["done", "errors", "refused", "fault", "kept"]


@frozen(kw_only=True)
class Job:
    """One edition: the file it is read from and the PDF it becomes."""

    source: str
    output: str


@frozen(kw_only=True)
class BatchOrder:
    """What is to be done with each edition; the same for all, and sent to a worker once.

    ``spec`` is a name or a file, which each worker loads for itself, or a loaded spec.
    Empty: each edition's own ``spec:``, else the default.
    """

    spec: str | Spec = ""
    overrides: tuple[tuple[str, str], ...] = ()
    roots: tuple[str, ...] = ()
    standard: str = "pdf"
    profile: str | None = None
    draft: bool = False
    repair: bool = False
    run: str = ""  # given by ``run``: what workers keep is of one run
    limits: Limits | None = None  # given by ``run``: those in force where it was called


@frozen(kw_only=True, apart=frozenset({"seconds"}))
class Outcome:
    """What became of one edition.

    ``done``: the PDF is there.  ``errors``: the copy has errors, there is none unless it is a
    draft.  ``refused``: a file is wrong.  ``fault``: ours, or a worker died.  ``kept``: done
    by an earlier run of the same order.
    """

    job: Job
    state: State
    key: str = ""  # of source, spec, order and version: what the PDF depends on
    message: str = ""  # the first error, in one line
    pages: int = 0
    errors: int = 0
    warnings: int = 0
    size: int = 0  # bytes of the PDF
    seconds: float = 0.0

    @property
    def good(self) -> bool:
        """Whether the PDF is there and nothing is wrong with it."""
        return self.state in ("done", "kept")

    def facts(self) -> Mapping[str, object]:
        """Return all of it as plain values, for a journal or a table."""
        own = {name: getattr(self, name) for name in names(self) if name != "job"}
        return {"source": self.job.source, "output": self.job.output} | own
