"""Many editions: pages a second by one process, by a pool, and by a Dask cluster.

    python -m tests.bench.many [--editions N] [--workers N]

Every edition has text of its own.  What a worker takes to start is told apart: an archive's
run is long, and pays it once.  Beside other work pages a second say little; what a page takes
of a processor, by all processes together, hardly changes.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import psutil

from broadsheet import api, batch
from broadsheet.formats import edition_yaml
from tests.bench import growth
from tests.bench.__main__ import EXAMPLE, strip_pictures


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
    given = parser.parse_args()
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


if __name__ == "__main__":
    main()
