"""``broadsheet batch``: a folder or a list of editions, set one beside the other."""

import logging
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from broadsheet.cli import inputs, overrides
from broadsheet.cli.terminal import say, warn
from broadsheet.errors import OutputError, UserError, shown
from broadsheet.messages.spoken import of

if TYPE_CHECKING:
    from rich.progress import Progress

    from broadsheet.batch import BatchOrder, Outcome
    from broadsheet.batch.cluster import Cluster


def batch_options(parser: ArgumentParser) -> None:
    """Declare the options of ``batch``."""
    parser.add_argument(
        "sources",
        metavar="EDITION|FOLDER|@LIST",
        nargs="+",
        help="editions, folders of them, or a file with a name in each line",
    )
    parser.add_argument(
        "-o", "--output", metavar="FOLDER", required=True, help="where the PDFs are written"
    )
    parser.add_argument("--spec", metavar="NAME|FILE", help="layout spec, as for render")
    overrides.option(parser)
    inputs.roots_option(parser)
    parser.add_argument(
        "--standard",
        choices=["pdf", "x4", "x1a", "a2u", "ua1", "a2a"],
        default="pdf",
        help="as for render",
    )
    parser.add_argument("--profile", metavar="FILE.icc", help="as for render")
    parser.add_argument("--draft", action="store_true", help="as for render")
    parser.add_argument("--repair", action="store_true", help="as for render")
    parser.add_argument(
        "-j", "--workers", metavar="N", type=_count, default=0,
        help="processes at once (default: one for each processor)",
    )  # fmt: skip
    parser.add_argument(
        "--scheduler",
        metavar="tcp://…",
        help="set them on a Dask cluster (extra 'dask'); whoever reaches it runs code there: "
        "only one of your own, on a closed network or by tls://",
    )
    parser.add_argument(
        "--again", action="store_true", help="set everything, what is in the journal too"
    )
    parser.add_argument(
        "--report", metavar="FILE.json|.csv", help="write what became of each edition"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="tell faults only")


def _count(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 1024:
        raise ArgumentTypeError(f"{text!r} is no count of processes: write 1 to 1024")
    return int(text)


def run_batch(given: Namespace) -> int:
    """Set many editions; return 0 when all are set, 1 with errors in copy, 2 or 3 as render."""
    from broadsheet import batch
    from broadsheet.batch import journal, table

    jobs = batch.jobs_of(given.sources, given.output, leave_out=given.report or "")
    order = batch.BatchOrder(
        spec=given.spec or "",
        overrides=tuple(overrides.pairs(given.overrides)),
        roots=tuple(given.roots),
        standard=given.standard,
        profile=given.profile,
        draft=given.draft,
        repair=given.repair,
    )
    _check(given, order)
    start = perf_counter()
    outcomes: list[Outcome] = []
    with ExitStack() as stack:
        cluster = stack.enter_context(_cluster(given.scheduler)) if given.scheduler else None
        kept = stack.enter_context(batch.Journal.open(Path(given.output) / journal.NAME))
        for place in kept.spoilt:
            warn(f"{place}: warning: can't be read: what it told is set again")
        if given.again:
            kept.done.clear()
        done = batch.run(jobs, order, executor=cluster, workers=given.workers, journal=kept)
        for outcome in _shown(done, len(jobs), quiet=given.quiet):
            outcomes.append(outcome)
    if not given.quiet:
        say(table.summary(outcomes, perf_counter() - start, of))
    if given.report:
        _write(given.report, outcomes)
    return _status(outcomes)


def _cluster(address: str) -> "Cluster":
    try:
        from broadsheet.batch.cluster import Cluster
    except ModuleNotFoundError:
        hint = "pip install 'broadsheet[dask]'"
        raise UserError("--scheduler needs Dask", hint=hint) from None
    for name in ("distributed", "distributed.client"):  # what they know, we tell in one line
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return Cluster(address)


def _check(given: Namespace, order: "BatchOrder") -> None:
    """Refuse a spec that can't be loaded, and what would be written over, beforehand."""
    from broadsheet import api, reach
    from broadsheet.batch import table

    read = [name.removeprefix("@") for name in given.sources]
    inputs.keep_apart([given.report], (*read, given.spec, given.profile))
    if given.report and not table.may_be_written(given.report):
        hint = "name a new file, or remove it"
        raise OutputError(f"{given.report}: is no report of a batch", hint=hint)
    roots = reach.folders(order.roots)
    if given.spec:
        api.load_spec(given.spec, overrides=order.overrides, roots=roots)


def _shown(done: "Iterable[Outcome]", count: int, *, quiet: bool) -> "Iterator[Outcome]":
    """Pass outcomes on: a line for each fault, and how far it is where somebody looks."""
    bar = None if quiet or not sys.stderr.isatty() else _bar(count)
    with ExitStack() as stack:
        if bar is not None:
            stack.enter_context(bar)
            task = bar.add_task("setting", total=count)
        for outcome in done:
            if not outcome.good:
                source = shown(outcome.job.source)
                warn(f"{source}: {of(outcome.state)}: {of(outcome.message)}")
            if bar is not None:
                bar.advance(task)
            yield outcome


def _bar(count: int) -> "Progress | None":
    """Return a progress bar, None without the extra."""
    try:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
    except ModuleNotFoundError:
        return None
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), disable=count < 2)


def _write(name: str, outcomes: "list[Outcome]") -> None:
    from broadsheet.batch import table

    text = table.as_csv(outcomes) if name.endswith(".csv") else table.as_json(outcomes)
    inputs.write_text(name, text)


def _status(outcomes: "list[Outcome]") -> int:
    status = {"errors": 1, "refused": 2, "fault": 3}
    return max((status.get(outcome.state, 0) for outcome in outcomes), default=0)
