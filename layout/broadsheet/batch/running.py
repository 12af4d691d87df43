"""Have the jobs of a batch done, by whatever executor there is.

Keeps a few jobs ahead of the workers, so that a million editions wait in a list and not in a
queue; hands each outcome on as it comes.  A pool of its own that breaks, as when the system
kills a worker, is made anew and its jobs are tried once more; one that breaks it again is
told as a fault, and the rest goes on.
"""

import gc
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import lru_cache
from multiprocessing import connection

from broadsheet import limits
from broadsheet.batch import work
from broadsheet.batch.journal import Journal
from broadsheet.batch.models import BatchOrder, Job, Outcome
from broadsheet.models import record, replace

try:
    import resource
except ModuleNotFoundError:  # not on Windows
    resource = None  # type: ignore[assignment]

AHEAD = 4  # jobs waiting for each worker
_TRIES = 2
Submit = Callable[[Job, str], "Future[Outcome]"]
Waiting = deque[tuple[Job, str]]  # with the key of what is there from an earlier run


def run(
    jobs: Iterable[Job],
    order: BatchOrder,
    *,
    executor: Executor | None = None,
    workers: int = 0,
    journal: Journal | None = None,
) -> Iterator[Outcome]:
    """Set all editions; yield what became of each, in the order in which they are done.

    ``executor`` is any of ``concurrent.futures``; without one, as many processes as there are
    processors, or ``workers``.  Of an executor of the caller's ``workers`` says how many it has,
    so that none of them waits.  An executor of the caller's is not shut down.  Closing the
    iterator takes nothing further, and waits for what processes of our own have in work.
    """
    done = journal.done if journal else {}
    order = replace(order, run=os.urandom(8).hex(), limits=order.limits or limits.current())
    count = workers or getattr(executor, "workers", 0) or _processors()
    waiting = deque((job, done.get(job.output, "")) for job in jobs)
    if executor is not None:
        outcomes = _with(executor, waiting, order, count)
    elif count == 1 or len(waiting) == 1:
        outcomes = _in_a_thread(waiting, order)
    else:
        outcomes = _with_pools(waiting, order, count)
    for outcome in outcomes:
        if journal:
            journal.note(outcome)
        yield outcome


def _with(executor: Executor, waiting: Waiting, order: BatchOrder, count: int) -> Iterator[Outcome]:
    def submit(job: Job, key: str) -> "Future[Outcome]":
        return executor.submit(work.set_edition, job, order, key)

    return _Flow(waiting, submit, count * AHEAD).outcomes()


def _in_a_thread(waiting: Waiting, order: BatchOrder) -> Iterator[Outcome]:
    """Yield outcomes of this process; another would take longer to start than an edition."""
    with ThreadPoolExecutor(1) as thread:
        yield from _with(thread, waiting, order, 1)


def _processors() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


@record(kw_only=False)
class _Flow:
    """Jobs on their way through an executor."""

    waiting: Waiting
    submit: Submit
    ahead: int

    def outcomes(self) -> Iterator[Outcome]:
        """Yield outcomes; an executor that breaks leaves its jobs to the caller."""
        flying: dict[Future[Outcome], tuple[Job, str]] = {}
        try:
            while self.waiting or flying:
                while self.waiting and len(flying) < self.ahead:
                    flying[self.submit(*self.waiting[0])] = self.waiting[0]
                    self.waiting.popleft()
                ended, _ = wait(flying, return_when=FIRST_COMPLETED)
                for future in ended:
                    outcome = _outcome(future, flying[future][0])
                    del flying[future]
                    yield outcome
        finally:
            self.waiting.extendleft(reversed(flying.values()))
            for future in flying:
                future.cancel()


def _outcome(future: "Future[Outcome]", job: Job) -> Outcome:
    """Return what became of a job; an executor that broke is raised."""
    if future.cancelled():
        return Outcome(job=job, state="fault", message="its executor cancelled it")
    fault = future.exception()
    if fault is None or isinstance(fault, BrokenExecutor):
        return future.result()
    message = f"a fault of ours: {type(fault).__name__}: {fault}"
    return Outcome(job=job, state="fault", message=message)


def _with_pools(waiting: Waiting, order: BatchOrder, count: int) -> Iterator[Outcome]:
    """Yield outcomes of a pool of our own, made anew when it breaks."""
    broken = False
    while waiting:
        # After a break each suspect has a worker to itself: only the guilty one breaks it again.
        suspects = [waiting.popleft() for _ in range(min(len(waiting), count * AHEAD))]
        if broken:
            yield from _one_by_one(suspects, order)
        else:
            waiting.extendleft(reversed(suspects))
        broken = False
        with _pool(order, count) as pool:
            flow = _Flow(waiting, _submitter(pool), count * AHEAD)
            try:
                yield from flow.outcomes()
            except BrokenProcessPool:
                broken = True


def _one_by_one(suspects: Iterable[tuple[Job, str]], order: BatchOrder) -> Iterator[Outcome]:
    for job, key in suspects:
        for left in reversed(range(_TRIES)):
            with _pool(order, 1) as pool:
                try:
                    yield _outcome(pool.submit(_set_kept, job, key), job)
                    break
                except BrokenProcessPool:
                    if not left:
                        message = f"its worker died {_TRIES} times"
                        yield Outcome(job=job, state="fault", message=message)


def _pool(order: BatchOrder, count: int) -> ProcessPoolExecutor:
    # A fresh interpreter for each worker: a fork would inherit the locks of other threads.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(
        max_workers=count, mp_context=context, initializer=_keep, initargs=(order,)
    )


def _submitter(pool: ProcessPoolExecutor) -> Submit:
    return lambda job, key: pool.submit(_set_kept, job, key)


@lru_cache(maxsize=1)
def _held() -> list[BatchOrder]:
    """The order of this worker process, sent to it once."""
    return []


_NEW_VALUES = 100_000  # in this worker, which is ours alone, until cycles are looked for again


def _keep(order: BatchOrder) -> None:
    _held()[:] = [order]
    gc.freeze()  # hardly a value of a page is in a cycle: looking for them was a twentieth of it
    gc.set_threshold(_NEW_VALUES, 10, 10)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if order.limits is not None:
        _bound(2 * order.limits.memory)  # what is reckoned may be wrong by half


def _end_with_parent() -> None:
    """End this worker, which is ours alone, when who started it was killed.

    It would wait for jobs for ever: each worker of a pool holds the pipe open for the others.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _bound(most: int) -> None:
    """Let this worker, which is ours alone, have no more memory, where the system can say so."""
    if resource is None:
        return
    ours, hard = resource.getrlimit(resource.RLIMIT_AS)
    held = [limit for limit in (most, ours, hard) if limit != resource.RLIM_INFINITY]
    with suppress(OSError, ValueError):  # some systems know the limit and refuse to set it
        resource.setrlimit(resource.RLIMIT_AS, (min(held), hard))


def _set_kept(job: Job, key: str) -> Outcome:
    return work.set_edition(job, _held()[0], key)
