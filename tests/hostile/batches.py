"""Hostile archives, and workers that are killed: one line for each fault, and the rest is done."""

import os
import resource
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tests.hostile.basics import DAY, SMALL, put
from tests.hostile.running import Order, alive

Made = Callable[[Path], Order]


def make(name: str, folder: Path) -> Order:
    """Make an archive, and say how it is set."""
    put(folder, "spec.yaml", SMALL)
    order = CASES[name](folder)
    order.leaves = ("*",)
    return order


def days(folder: Path, count: int = 3, below: str = "days") -> Path:
    place = folder / below
    place.mkdir(parents=True, exist_ok=True)
    for n in range(count):
        put(place, f"d{n:04}.yaml", DAY.replace("渡口", f"渡口{n}"))
    return place


def batch(*words: str | bytes, workers: int = 1) -> Order:
    return Order(["batch", *words, "--spec", "spec.yaml", "-o", "out", "-j", str(workers)])


def counted(folder: Path) -> Callable[[], object]:
    """After the run, note whether so many pages are there, each whole."""

    def look() -> None:
        found = [path.read_bytes() for path in (folder / "out").rglob("*.pdf")]
        whole = all(one.startswith(b"%PDF-") and one.rstrip().endswith(b"%%EOF") for one in found)
        put(folder, "pages", f"{len(found)} {whole}")

    return look


def expecting(order: Order, folder: Path, count: int) -> Order:
    order.look = counted(folder)
    order.keeps = {"pages": f"{count} True".encode()}
    return order


def listed(*names: str, pages: int) -> Made:
    def made(folder: Path) -> Order:
        days(folder)
        days(folder, below="months/11")
        days(folder, below="months/12")
        put(folder, "days.lst", "".join(f"{name}\n" for name in names))
        return expecting(batch("@days.lst"), folder, pages)

    return made


def odd_folder(folder: Path) -> Order:
    place = days(folder)
    os.symlink("nowhere.yaml", place / "gone.yaml")
    os.symlink("ring.yaml", place / "ring.yaml")
    os.symlink("../days", place / "again")
    os.mkfifo(place / "pipe.yaml")
    days(folder, 1, "days/folder.yaml")
    days(folder, 1, "days/closed").chmod(0)
    put(place, "locked.yaml", DAY).chmod(0)
    put(place, "empty.json", "")
    order = expecting(batch("days"), folder, 4)
    order.unprivileged = True
    return order


def own_report(folder: Path) -> Order:
    days(folder)
    put(folder, "days/told.json", "[]\n")
    put(days(folder, 0, "days/out"), "old.json", "[]\n")
    order = batch("days", "--report", "days/told.json")
    order.argv[order.argv.index("out")] = "days/out"
    return order


def beside(folder: Path) -> Order:
    put(days(folder), "d0000.txt", "渡口开灯\n")
    return batch("days")


def odd_names(folder: Path) -> Order:
    place = days(folder, 0)
    put(place, "a\nb.yaml", DAY)
    put(place, os.fsdecode(b"\xff\xfe.yaml"), DAY)
    put(place, "\x1b[2J.yaml", DAY)
    return expecting(batch("days", "--report", "told.csv"), folder, 3)


def own_source(folder: Path) -> Order:
    put(folder, "out.pdf", b"%PDF-1.7")
    order = batch("out.pdf")
    order.argv[order.argv.index("out")] = "."
    order.keeps = {"out.pdf": b"%PDF-1.7"}
    return order


def thousand(folder: Path) -> Order:
    days(folder, 1_000)
    return expecting(batch("days", workers=2), folder, 1_000)


def struck(number: int) -> Made:
    """Strike the batch when some pages are there; its workers must end with it."""

    def made(folder: Path) -> Order:
        days(folder, 300)
        order = batch("days", workers=2)

        def after(process: subprocess.Popen[bytes]) -> None:
            _wait_for(folder, 5)
            workers = below(process.pid)
            process.send_signal(number)
            end = time.monotonic() + 10
            while any(map(alive, workers)) and time.monotonic() < end:
                time.sleep(0.05)
            left = [worker for worker in workers if alive(worker)]
            put(folder, "workers", f"{len(workers) > 0} {len(left)}")
            for worker in left:
                os.kill(worker, signal.SIGKILL)

        order.after = after
        order.keeps = {"workers": b"True 0"}
        return order

    return made


def workers_struck(times: int, count: int) -> Made:
    """Kill a worker, or each new one, while pages are set: all of them are there after."""

    def made(folder: Path) -> Order:
        days(folder, count)
        order = batch("days", workers=2)

        def after(process: subprocess.Popen[bytes]) -> None:
            for n in range(times):
                _wait_for(folder, 5 * (n + 1))
                for worker in below(process.pid)[-1:]:
                    with suppress(ProcessLookupError):
                        os.kill(worker, signal.SIGKILL)

        order.after = after
        return expecting(order, folder, count)

    return made


def _wait_for(folder: Path, pages: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and len(list((folder / "out").glob("*.pdf"))) < pages:
        time.sleep(0.005)


def below(pid: int) -> list[int]:
    """The worker processes of a batch."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            found += [int(word) for word in task.read_text().split()]
    return [one for one in found if b"spawn_main" in _called(one)]


def _called(pid: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def held_to(most: int) -> Made:
    def made(folder: Path) -> Order:
        days(folder)
        order = batch("days", workers=1)
        order.before = lambda: resource.setrlimit(resource.RLIMIT_AS, (most, most))
        return order

    return made


def closed_journal(folder: Path) -> Order:
    days(folder)
    put(days(folder, 0, "out"), "journal.jsonl", "").chmod(0o400)
    order = batch("days")
    order.unprivileged = True
    return order


def closed_output(folder: Path) -> Order:
    days(folder)
    days(folder, 0, "out").chmod(0o500)
    order = batch("days")
    order.unprivileged = True
    return order


def file_there(folder: Path) -> Order:
    days(folder)
    put(folder, "out", "a file\n")
    order = batch("days")
    order.keeps = {"out": b"a file\n"}
    return order


def full_report(folder: Path) -> Order:
    days(folder)
    return batch("days", "--report", "/dev/full")


def ignored(folder: Path) -> Order:
    days(folder)
    order = expecting(batch("days", workers=2), folder, 3)
    order.before = lambda: signal.signal(signal.SIGCHLD, signal.SIG_IGN) and None
    return order


def handed(folder: Path) -> Order:
    days(folder)
    return Order([*batch("days", workers=2).argv, "--limit", "characters=3"])


CASES: dict[str, Made] = {
    "batch-list-missing": listed(
        "days/d0000.yaml", "days/nowhere.yaml", "days/d0002.yaml", pages=2
    ),
    "batch-list-twice": listed(
        "days/d0000.yaml", "days/d0000.yaml", "./days/../days/d0001.yaml", pages=2
    ),
    "batch-list-months": listed("months/11/d0000.yaml", "months/12/d0000.yaml", pages=2),
    "batch-folder-odd": odd_folder,
    "batch-own-report": own_report,
    "batch-same-target": beside,
    "batch-names-odd": odd_names,
    "batch-source-pdf": own_source,
    "batch-thousand": thousand,
    "batch-killed": struck(signal.SIGKILL),
    "batch-hung-up": struck(signal.SIGHUP),
    "batch-terminated": struck(signal.SIGTERM),
    "batch-worker-killed": workers_struck(1, 60),
    "batch-workers-killed": workers_struck(5, 60),
    "batch-memory": held_to(100_000_000),
    "batch-report-full": full_report,
    "batch-journal-read-only": closed_journal,
    "batch-output-file": file_there,
    "batch-output-closed": closed_output,
    "batch-children-ignored": ignored,
    "batch-limits-handed": handed,
}
