"""Many editions: pages a second by one process, by a pool, and by a Dask cluster.

    python -m tests.bench.many [--editions N] [--workers N] [--apart]

Every edition has text of its own.  What a worker takes to start is told apart: an archive's
run is long, and pays it once.  Beside other work pages a second say little; what a page takes
of a processor, by all processes together, hardly changes.  ``--apart`` holds one process
against one Dask worker on the same processor, scheduler and client on another, as they are on
a cluster (Linux, two processors).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import psutil

from broadsheet import api, batch
from broadsheet.formats import edition_yaml
from tests.bench import growth
from tests.bench.__main__ import EXAMPLE, strip_pictures

_PORT = 18786  # of a scheduler that is kept for a moment
_START = 5  # seconds in which it and its worker are there


def archive(folder: Path, count: int) -> tuple[batch.Job, ...]:
    """Write so many editions and return their jobs."""
    edition = edition_yaml.read(strip_pictures(edition_yaml.dump_json(api.read_edition(EXAMPLE))))
    facts = json.loads(growth.many(edition, count))
    for n, page in enumerate(facts.pop("pages")):
        text = json.dumps({**facts, "items": page["items"]}, ensure_ascii=False)
        (folder / f"day{n:05}.json").write_text(text, encoding="utf-8")
    return batch.jobs_of([str(folder)], folder / "out")


def timed(jobs: tuple[batch.Job, ...], **how: Executor | int) -> tuple[float, float, int]:
    """Return seconds, seconds of processors, and bytes of a run whose workers are warm."""
    order = batch.BatchOrder(spec="duikai-6", draft=True)
    start, used = time.perf_counter(), processor()
    done = list(batch.run(jobs, order, **how))  # type: ignore[arg-type]
    assert all(one.state in ("done", "errors") for one in done), done[0]
    seconds = time.perf_counter() - start
    return seconds, processor() - used, sum(one.size for one in done)


def processor() -> float:
    """Return the seconds that this process and those under it have had of a processor."""
    us = psutil.Process()
    times = [one.cpu_times() for one in (us, *us.children(recursive=True))]
    return sum(one.user + one.system for one in times)


def warmed(executor: Executor, workers: int) -> Executor:
    """Return an executor whose workers have all been started."""
    for _ in range(2):
        list(executor.map(_nap, range(workers * 2)))
    return executor


def _nap(_: int) -> None:
    from broadsheet.makeup.page import pages  # noqa: F401 - what a worker loads once
    from broadsheet.paint.pdf import document  # noqa: F401

    time.sleep(0.3)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.many", description=__doc__)
    parser.add_argument("--editions", type=int, default=100)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--apart", action="store_true")
    given = parser.parse_args()
    if given.apart:
        _apart(given.editions)
        return
    print("| by | pages a second | of one process, each worker | processor s a page | kB a page |")
    print("|---|--:|--:|--:|--:|")
    rates: list[float] = []

    def told(name: str, workers: int, run: Callable[[], tuple[float, float, int]]) -> None:
        seconds, used, size = run()
        rate = given.editions / seconds
        rates.append(rate / workers)
        part = rates[-1] / rates[0]
        count = given.editions
        cells = (f"{rate:.2f}", f"{part:.2f}", f"{used / count:.3f}", f"{size / count / 1e3:.0f}")
        print(f"| {name} | {' | '.join(cells)} |", flush=True)

    with tempfile.TemporaryDirectory() as work:
        jobs = archive(Path(work), given.editions)
        timed(jobs[:3], workers=1)  # warm
        told("one process", 1, lambda: timed(jobs, workers=1))
        context = get_context("spawn")
        with ProcessPoolExecutor(given.workers, mp_context=context) as pool:
            warmed(pool, given.workers)
            told(f"{given.workers} processes", given.workers, lambda: timed(jobs, executor=pool))
        _dask(jobs, given.workers, told)


def _dask(jobs: tuple[batch.Job, ...], workers: int, told: Callable[..., None]) -> None:
    from distributed import LocalCluster

    from broadsheet.batch.cluster import Cluster

    with (
        LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as local,
        Cluster(local.scheduler_address) as cluster,
    ):
        timed(jobs[: workers * 4], executor=cluster)  # warm
        told(f"Dask, {workers} workers", workers, lambda: timed(jobs, executor=cluster))


def _apart(count: int) -> None:
    """Print what an edition takes of a processor, by one process and by a Dask worker there."""
    from broadsheet.batch.cluster import Cluster

    ours, theirs = sorted(os.sched_getaffinity(0))[:2]
    with tempfile.TemporaryDirectory() as work:
        jobs = archive(Path(work), count)
        os.sched_setaffinity(0, {theirs})
        timed(jobs[:3], workers=1)
        seconds, used, _ = timed(jobs, workers=1)
        print(f"one process: {count / seconds:.2f} pages a second, {used / count:.4f} s a page")
        os.sched_setaffinity(0, {ours})
        with _worker(theirs) as (worker, address), Cluster(address) as cluster:
            timed(jobs[:4], executor=cluster)
            before = sum(worker.cpu_times()[:2])
            by_dask, _, _ = timed(jobs, executor=cluster)
            own = sum(worker.cpu_times()[:2]) - before
    print(f"a worker:    {count / by_dask:.2f} pages a second, {own / count:.4f} s a page")
    print(f"{seconds / by_dask:.2f} of a process by the clock, {used / own:.2f} by the processor")


@contextmanager
def _worker(place: int) -> Iterator[tuple[psutil.Process, str]]:
    """Keep a scheduler, and a worker on one processor; yield the worker and who leads it."""
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--no-dashboard"]
    dask += ["--host", "127.0.0.1", "--port", str(_PORT)]
    address, quiet = f"tcp://127.0.0.1:{_PORT}", subprocess.DEVNULL
    with subprocess.Popen(dask, stderr=quiet) as scheduler:
        dask = ["taskset", "-c", str(place), sys.executable, "-m", "distributed.cli.dask_worker"]
        dask += [address, "--nworkers", "1", "--nthreads", "1", "--no-dashboard", "--no-nanny"]
        with subprocess.Popen(dask, stderr=quiet) as worker:
            try:
                time.sleep(_START)
                yield psutil.Process(worker.pid), address
            finally:
                worker.kill()
                scheduler.kill()


if __name__ == "__main__":
    main()
