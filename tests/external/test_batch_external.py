"""A batch over processes and over a cluster: same bytes, and a worker killed loses nothing."""

import multiprocessing
import os
import shutil
import signal
from pathlib import Path

import pytest
from distributed import LocalCluster

from broadsheet import batch
from broadsheet.batch.cluster import Cluster

EXAMPLES = Path(__file__).parents[2] / "examples"
COUNT = 12


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    shutil.copytree(EXAMPLES / "pictures", folder / "pictures")
    for day in range(COUNT):
        shutil.copy(EXAMPLES / "tinglan-front.yaml", folder / f"day{day:02}.yaml")
    return folder


@pytest.fixture(scope="module")
def single(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("single")
    jobs = batch.jobs_of([str(archive)], out)
    assert all(done.good for done in batch.run(jobs, batch.BatchOrder(), workers=1))
    return pdfs(out)


def pdfs(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.glob("*.pdf")}


def test_a_worker_killed_in_the_middle_loses_nothing(
    archive: Path, single: dict[str, bytes], tmp_path: Path
) -> None:
    jobs = batch.jobs_of([str(archive)], tmp_path)
    states: list[str] = []
    for done in batch.run(jobs, batch.BatchOrder(), workers=2):
        states.append(done.state)
        if len(states) == 2:
            victim = multiprocessing.active_children()[0]
            os.kill(victim.pid or 0, signal.SIGKILL)
    assert states == ["done"] * COUNT
    assert pdfs(tmp_path) == single


def test_a_cluster_writes_the_same_bytes_though_a_worker_is_killed(
    archive: Path, single: dict[str, bytes], tmp_path: Path
) -> None:
    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
        ) as workers,
        Cluster(workers.scheduler_address) as cluster,
    ):
        assert cluster.workers == 2
        jobs = batch.jobs_of([str(archive)], tmp_path)
        states: list[str] = []
        for done in batch.run(jobs, batch.BatchOrder(), executor=cluster):
            states.append(done.state)
            if len(states) == 2:
                os.kill(next(iter(workers.workers.values())).pid, signal.SIGKILL)
    assert states == ["done"] * COUNT
    assert pdfs(tmp_path) == single
