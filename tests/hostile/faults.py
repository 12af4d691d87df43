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
from tests.hostile.running import ROOT, Order, alive

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


def read_from(what: str | None) -> Callable[[Path, Order], Order]:
    """The edition from standard input, which is closed, or an empty file."""

    def made(folder: Path, order: Order) -> Order:
        order.argv[1] = "-"
        if what is None:
            order.before = lambda: os.close(0)
        else:
            order.stdin = str(put(folder, what, b""))
        return order

    return made


def no_output(_: Path, order: Order) -> Order:
    order.before = lambda: os.close(1)
    return output(order, "-")


def said_to(name: str) -> Callable[[Path, Order], Order]:
    def made(_: Path, order: Order) -> Order:
        order.stderr = name or None
        order.before = None if name else lambda: os.close(2)
        return order

    return made


def children(process: subprocess.Popen[bytes]) -> list[int]:
    with suppress(OSError):
        said = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
        return [int(word) for word in said.split()]
    return []


def kills(most: int) -> Callable[[Path, Order], Order]:
    """Kill the children that read and paint as soon as they are seen."""

    def made(folder: Path, order: Order) -> Order:
        order.argv = ["render", str(DAY), "-o", str(folder / "out.pdf")]

        def after(process: subprocess.Popen[bytes]) -> None:
            killed, end = 0, time.monotonic() + 10
            while killed < most and time.monotonic() < end and alive(process.pid):
                for child in children(process):
                    with suppress(ProcessLookupError):
                        os.kill(child, signal.SIGKILL)
                        killed += 1
                if Path(folder / "out.pdf").exists():
                    break

        order.after = after
        return order

    return made


def ignored(_: Path, order: Order) -> Order:
    order.before = lambda: signal.signal(signal.SIGCHLD, signal.SIG_IGN) and None
    return order


def reader_gone(folder: Path, order: Order) -> Order:
    """Standard output is a pipe, of which one byte is read."""
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    order.stdout = str(pipe)
    order.argv = ["render", str(DAY), "-o", "-"]

    def after(_: subprocess.Popen[bytes]) -> None:
        os.set_blocking(reader, True)
        os.read(reader, 1)
        os.close(reader)

    order.after = after
    return order


def seconds_of_processor(folder: Path, order: Order) -> Order:
    eight = ROOT / "examples" / "tinglan-eight.yaml"
    order.argv = ["render", str(eight), "-o", "out.pdf"]
    order.before = lambda: resource.setrlimit(resource.RLIMIT_CPU, (1, 2))
    return kept(folder, order)


def masked(_: Path, order: Order) -> Order:
    order.before = lambda: os.umask(0o777) and None
    return order


def rights(folder: Path, order: Order) -> Order:
    """An old page that others may not read: nor the new one."""
    put(folder, "out.pdf", OLD).chmod(0o600)
    order.look = lambda: put(folder, "rights", oct((folder / "out.pdf").stat().st_mode & 0o777))
    order.keeps = {"rights": b"0o600"}
    return order


def gbk(folder: Path, order: Order) -> Order:
    """A name in GBK, in a locale that may not be there: bytes that are no UTF-8."""
    name = "渡口.yaml".encode("gbk")
    put(folder, os.fsdecode(name), (folder / "day.yaml").read_bytes())
    order.argv[1] = name
    order.env = {"LC_ALL": "zh_CN.GBK", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    return order


def odd(*words: str, **env: str) -> Callable[[Path, Order], Order]:
    """An interpreter with options of its own."""

    def made(_: Path, order: Order) -> Order:
        order.interpreter, order.env = words, env
        return order

    return made


def past(folder: Path, order: Order) -> Order:
    """A clock that stands in 1970, as the program sees it."""
    put(folder, "sitecustomize.py", "import time\ntime.time = lambda: 0.0\n")
    order.env = {"PYTHONPATH": f"{ROOT / 'layout'}:{folder}"}
    return order


def vanishing(folder: Path, order: Order) -> Order:
    """The output folder goes as soon as the unfinished file is seen in it."""
    out = folder / "pages"
    out.mkdir()
    order.argv = ["render", str(DAY), "-o", str(out / "out.pdf")]

    def after(process: subprocess.Popen[bytes]) -> None:
        end = time.monotonic() + 30
        while time.monotonic() < end and not unfinished(process):
            time.sleep(0.0005)
        out.rename(folder / "moved")
        with suppress(OSError):
            (folder / "moved").rmdir()

    order.after = after
    order.leaves = ("case/moved", "case/moved/out.pdf")
    return order


def shrinking(folder: Path, order: Order) -> Order:
    """An edition of some size that is cut to nothing, again and again."""
    content = DAY.read_bytes()
    put(folder, "day.yaml", content)

    def after(process: subprocess.Popen[bytes]) -> None:
        while alive(process.pid):
            os.truncate(folder / "day.yaml", 100)
            put(folder, "day.yaml", content)

    order.after = after
    return order


def report_full(_: Path, order: Order) -> Order:
    order.argv += ["--report", "/dev/full"]
    return order


def parse_full(folder: Path, order: Order) -> Order:
    put(folder, "page.txt", "渡口开灯\n灯火照着归人，潮水退了三尺。\n" * 400)
    order = file_size(folder, order)
    order.argv = ["parse", "page.txt", "-o", "out.pdf"]
    return order


DAY = ROOT / "examples" / "tinglan-front.yaml"
CASES: dict[str, Callable[[Path, Order], Order]] = {
    "fault-stdin-closed": read_from(None),
    "fault-stdin-nothing": read_from("nothing"),
    "fault-stdout-closed": no_output,
    "fault-stderr-full": said_to("/dev/full"),
    "fault-stderr-closed": said_to(""),
    "fault-reader-killed": kills(1),
    "fault-children-killed": kills(9),
    "fault-children-ignored": ignored,
    "fault-hung-up": struck(signal.SIGHUP),
    "fault-reader-gone": reader_gone,
    "fault-processor-second": seconds_of_processor,
    "fault-stack-small": limited(resource.RLIMIT_STACK, 256 * 1024),
    "fault-files-six": limited(resource.RLIMIT_NOFILE, 6),
    "fault-processes-none": limited(resource.RLIMIT_NPROC, 1),
    "fault-memory-bare": limited(resource.RLIMIT_AS, 70_000_000),
    "fault-umask": masked,
    "fault-rights-kept": rights,
    "fault-no-temporary": environment(TMPDIR="/nowhere", TMP="/nowhere", TEMP="/nowhere"),
    "fault-home-file": environment(HOME="/dev/null", XDG_CACHE_HOME="/dev/null"),
    "fault-locale-gbk": gbk,
    "fault-warnings": odd("-W", "error"),
    "fault-optimised": odd("-OO"),
    "fault-time-past": past,
    "fault-folder-vanishes": vanishing,
    "fault-edition-shrinks": shrinking,
    "fault-interpreter-isolated": odd("-s", "-E", "-B"),
    "fault-report-full": report_full,
    "fault-parse-full": parse_full,
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
