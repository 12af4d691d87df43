"""Faults of the machine: the old file stands or the new one, never half."""

import os
import resource
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tests.hostile.basics import page, put
from tests.hostile.running import ROOT, Order

OLD = b"the old page\n"


def make(name: str, folder: Path) -> Order:
    """Make the fault of a case about a page that is otherwise in order."""
    order = page(folder)
    return CASES[name](folder, order)


def output(order: Order, name: str) -> Order:
    order.argv[order.argv.index("out.pdf")] = name
    return order


def kept(folder: Path, order: Order) -> Order:
    """An old page that must stand."""
    put(folder, "out.pdf", OLD)
    order.keeps = {"out.pdf": OLD}
    return order


def disk_full(folder: Path, order: Order) -> Order:
    """A disk of 16 KB, half of it taken."""
    disk = folder / "disk"
    disk.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16k", "hostile", str(disk)], check=False
    )
    if done.returncode:  # no right to mount: the limit on files does the same
        return file_size(folder, order)
    put(disk, "old.pdf", OLD)
    order = output(order, "disk/old.pdf")
    order.keeps = {"disk/old.pdf": OLD}
    order.undo = lambda: subprocess.run(["umount", str(disk)], check=False)
    return order


def file_size(folder: Path, order: Order) -> Order:
    def before() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    order.before = before
    return kept(folder, order)


def closed_disk(name: str) -> Callable[[Path, Order], Order]:
    """A disk that may only be read, with an old page on it."""

    def made(folder: Path, order: Order) -> Order:
        disk = folder / "disk"
        disk.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "hostile", str(disk)]
        subprocess.run(mount, check=True)
        put(disk, "old.pdf", OLD)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        order = output(order, f"disk/{name}")
        order.keeps = {"disk/old.pdf": OLD}
        order.undo = lambda: subprocess.run(["umount", str(disk)], check=False)
        return order

    return made


def unfinished(process: subprocess.Popen[bytes]) -> bool:
    """Tell whether a process has a file open that is not finished, or has itself ended."""
    links: list[str] = []
    with suppress(OSError):  # one was closed meanwhile
        links += (os.readlink(path) for path in Path(f"/proc/{process.pid}/fd").iterdir())
        # one without a name is shown as a number in its folder
        return not links or any("/case/#" in link or ".part" in link for link in links)
    return False


def struck(number: int) -> Callable[[Path, Order], Order]:
    """Send a signal while the page is written: when its unfinished file is seen."""

    def made(folder: Path, order: Order) -> Order:
        day = ROOT / "examples" / "tinglan-front.yaml"
        order.argv = ["render", str(day), "-o", str(folder / "out.pdf")]

        def after(process: subprocess.Popen[bytes]) -> None:
            end = time.monotonic() + 30
            while time.monotonic() < end and not unfinished(process):
                time.sleep(0.0005)
            process.send_signal(number)

        order.after = after
        order.leaves = tuple("*") if number == signal.SIGKILL else ()
        return kept(folder, order)

    return made


def environment(**env: str) -> Callable[[Path, Order], Order]:
    def made(_: Path, order: Order) -> Order:
        order.env = env
        return order

    return made


def bare(_: Path, order: Order) -> Order:
    order.clean = True
    return order


def limited(what: int, most: int) -> Callable[[Path, Order], Order]:
    def made(_: Path, order: Order) -> Order:
        order.before = lambda: resource.setrlimit(what, (most, most))
        return order

    return made


def folder_gone(folder: Path, order: Order) -> Order:
    gone = folder / "gone"
    gone.mkdir()
    words = [str(folder / word) if str(word).endswith(".yaml") else word for word in order.argv]
    order.argv = [str(folder / word) if word == "out.pdf" else word for word in words]
    order.cwd = gone
    order.before = lambda: os.rmdir(gone)
    order.leaves = ("case/gone",)
    return order


def closed(_: Path, order: Order) -> Order:
    def before() -> None:
        os.close(0)
        os.close(1)

    order.before = before
    return order


def to_full(_: Path, order: Order) -> Order:
    order = output(order, "-")
    order.stdout = "/dev/full"
    return order


def small_memory(_: Path, order: Order) -> Order:
    order.argv += ["--limit", "memory=60M"]
    return order


def hurried(_: Path, order: Order) -> Order:
    order.argv += ["--timeout", "10ms"]
    return order


CASES: dict[str, Callable[[Path, Order], Order]] = {
    "fault-disk-full": disk_full,
    "fault-dev-full": lambda _, order: output(order, "/dev/full"),
    "fault-stdout-full": to_full,
    "fault-file-size": file_size,
    "fault-folder-gone": lambda _, order: output(order, "nowhere/out.pdf"),
    "fault-folder-read-only": closed_disk("new.pdf"),
    "fault-old-file-read-only": closed_disk("old.pdf"),
    "fault-killed": struck(signal.SIGKILL),
    "fault-interrupted": struck(signal.SIGINT),
    "fault-terminated": struck(signal.SIGTERM),
    "fault-no-home": bare,
    "fault-locale-c": environment(LC_ALL="C"),
    "fault-locale-turkish": environment(LC_ALL="tr_TR.UTF-8", LANG="tr_TR.UTF-8"),
    "fault-ascii-output": environment(PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C"),
    "fault-time-zone": environment(TZ="Nowhere/No\x7fTime"),
    "fault-no-memory": limited(resource.RLIMIT_AS, 150_000_000),
    "fault-few-files": limited(resource.RLIMIT_NOFILE, 24),
    "fault-no-folder": folder_gone,
    "fault-closed-streams": closed,
    "fault-memory-limit": small_memory,
    "fault-timeout": hurried,
}
