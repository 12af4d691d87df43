"""Run one case as a whole process and say what came of it.

Takes a case and the argument list that its maker gave; returns status, time, peak memory, and
what is wrong with the outcome.
"""

import ctypes
import gc
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
KINDS = (
    *("spec", "edition", "raw", "picture", "pdf"),
    *("font", "profile", "option", "hints", "fault", "journal", "form", "place", "batch"),
    "drawing",
)
WALL = 150.0  # seconds, for a machine that does other things too
SPACE = 3 << 30  # bytes of address space
MISSING = "〓"  # set in place of a character that no face has: the page is written, and told
FINDING = re.compile(": (warning|note|refused): ")  # what may stand before a refusal
PICTURE = re.compile(r"warning: \S+: (is|has|can|no|leads|lies)")  # of a picture left out
RIGHTS = "-dac_override,-dac_read_search,-fowner"
PLAIN = ("setpriv", f"--bounding-set={RIGHTS}", f"--inh-caps={RIGHTS}") if os.geteuid() == 0 else ()
MEMORY = 1 << 30  # bytes that a case may really take


@dataclass(frozen=True)
class Case:
    """One line of ``cases.yaml``."""

    name: str
    kind: str
    does: str
    expect: tuple[str, ...]
    says: str = ""


@dataclass
class Order:
    """How a case is run: arguments of the command, and what is odd about the process."""

    argv: list[str | bytes]
    interpreter: tuple[str, ...] = ()  # its own options
    stdin: str | None = None  # a file to read from
    env: Mapping[str, str] = field(default_factory=dict)
    clean: bool = False  # nothing of our environment
    before: Callable[[], None] | None = None  # in the child, before the command
    after: Callable[[subprocess.Popen[bytes]], None] | None = None  # while it runs
    cwd: Path | None = None
    stdout: str | None = None  # a file to write to
    stderr: str | None = None
    unprivileged: bool = False  # without root's right to read and write everything
    keeps: Mapping[str, bytes] = field(default_factory=dict)  # files that must stay as they were
    leaves: tuple[str, ...] = ()  # names of files that may be there after, "*" for any
    look: Callable[[], object] | None = None  # when it has ended, before files are looked at
    undo: Callable[[], object] | None = None  # after all


@dataclass(frozen=True)
class Outcome:
    """What came of a case."""

    case: Case
    came: str
    seconds: float
    memory: int  # bytes
    said: str
    wrong: str  # empty when it is as expected


def cases() -> list[Case]:
    """All cases, in the order of the file."""
    found: Mapping[str, list[dict[str, Any]]] = yaml.safe_load(
        (HERE / "cases.yaml").read_text(encoding="utf-8")
    )
    made: list[Case] = []
    for kind, rows in found.items():
        for row in rows:
            expect = row["expect"]
            allowed = (expect,) if isinstance(expect, str) else tuple(expect)
            made.append(Case(kind=kind, **row | {"expect": allowed}))
    return made


def maker(case: Case) -> Callable[[Path], Order]:
    """Return what makes a case's files in a folder, and says how it is run."""
    module = import_module(f"tests.hostile.{MODULES[case.kind]}")
    found: Callable[[str, Path], Order] = module.make

    def make(folder: Path) -> Order:
        return found(case.name, folder)

    return make


MODULES = {
    "spec": "specs",
    "edition": "editions",
    "raw": "raws",
    "picture": "pictures",
    "pdf": "pdfs",
    "font": "fonts",
    "profile": "profiles",
    "option": "options",
    "hints": "raws",
    "fault": "faults",
    "journal": "journals",
    "form": "forms",
    "place": "places",
    "batch": "batches",
    "drawing": "drawings",
}


def run(case: Case) -> Outcome:
    """Make a case in a new folder and run it."""
    with tempfile.TemporaryDirectory(prefix="hostile-") as top:
        folder = Path(top) / "case"
        folder.mkdir()
        (Path(top) / "secret.yaml").write_text("broadsheet: 1\nextends: duikai-6\n")
        order = maker(case)(folder)
        _let_go()
        before = _listing(Path(top))
        started = time.monotonic()
        status, err, memory = _run(order, folder)
        seconds = time.monotonic() - started
        new = {name for name in _listing(Path(top)) - before if "*" not in order.leaves}
        if order.look:
            order.look()
        broken = [name for name, content in order.keeps.items() if _differs(folder, name, content)]
        if order.undo:
            order.undo()
        for path in Path(top).rglob("*"):  # so that all of it can be taken away
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o700)
    came = {0: "handled", 1: "told", 2: "refused", None: "hung"}.get(status, "broken")
    said = err.decode("utf-8", "replace")
    if came == "told" and MISSING in said and any("out." in name for name in new):
        came = "printed"
    if came == "handled" and (case.says in said if case.says else PICTURE.search(said)):
        came = "warned"
    if (
        status is not None
        and status in (-signal.SIGKILL, 130, 129, -1, 143)
        and case.kind in ("fault", "batch")
    ):
        came = "stopped"
    left = {name for name in new if name not in order.leaves and not _expected(name, came)}
    wrong = _wrong(case, came, said, memory, left, broken, deaf=bool(order.stderr))
    line = said.strip().splitlines()[-1] if said.strip() else ""
    return Outcome(case, came, seconds, memory, line.replace(top, ""), wrong)


def _let_go() -> None:
    """Give back what making the case took: what is forked counts it as its own."""
    gc.collect()
    with suppress(OSError, AttributeError):  # another system's library
        ctypes.CDLL(None).malloc_trim(0)


def refused_at_last(lines: list[str], alone: list[int]) -> bool:
    """Tell whether it ends with what is wrong: one line, or one for each place of a file."""
    last = list(range(len(lines) - len(alone), len(lines)))
    placed = all(re.match(r"broadsheet: [^ ]+:\d+:\d+: ", lines[n]) for n in alone)
    return bool(alone) and alone == last and (len(alone) == 1 or (placed and len(alone) <= 20))


def _wrong(
    case: Case, came: str, said: str, memory: int, left: set[str], broken: list[str], *, deaf: bool
) -> str:
    faults = []
    allowed = set(case.expect)
    if "warned" in allowed and "handled" not in allowed and came == "handled":
        faults.append("said nothing")
    elif came not in allowed:
        faults.append(f"came out {came}: {said.strip()[-300:]}")
    if "Traceback" in said or "fault of ours" in said:
        faults.append("a traceback")
    lines = said.splitlines()
    alone = [n for n, line in enumerate(lines) if not FINDING.search(line)]
    many = case.kind == "batch" and not alone  # a line for each edition that is refused
    if came == "refused" and not many and not refused_at_last(lines, alone) and not deaf:
        faults.append(f"{len(lines)} lines on standard error")
    if (
        came in ("refused", "told", "printed")
        and case.says
        and case.says.lower() not in said.lower()
    ):
        faults.append(f"does not say {case.says!r}: {said.strip()[:300]}")
    if any(ord(char) < 32 and char != "\n" for char in said):
        faults.append("control characters on standard error")
    if left:
        faults.append(f"left {sorted(left)}")
    if broken:
        faults.append(f"{broken} are not as they were")
    if memory > MEMORY:
        faults.append(f"{memory >> 20} MB")
    return "; ".join(faults)


def _expected(name: str, came: str) -> bool:
    return came in ("handled", "warned", "printed") and "out." in name


def _differs(folder: Path, name: str, content: bytes) -> bool:
    path = folder / name
    found = path.read_bytes() if path.is_file() else b""
    whole = found.startswith(b"%PDF-") and found.rstrip().endswith(b"%%EOF")
    return found != content and not whole  # the old file stands, or the new one


def _listing(top: Path) -> set[str]:
    return {str(path.relative_to(top)) for path in top.rglob("*")}


def _run(order: Order, folder: Path) -> tuple[int | None, bytes, int]:
    """Return status, standard error, and the peak of memory."""
    env = {} if order.clean else {k: v for k, v in os.environ.items() if k != "BROADSHEET_TRACE"}
    env |= {"PYTHONPATH": str(ROOT / "layout"), "PYTHONDONTWRITEBYTECODE": "1", **order.env}
    top = folder.parent

    def limited() -> None:
        os.setsid()
        signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where the tests run
        signal.signal(signal.SIGHUP, signal.SIG_DFL)  # in the background, or beyond a terminal
        resource.setrlimit(resource.RLIMIT_AS, (SPACE, SPACE))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if order.before:
            order.before()

    with (
        ExitStack() as stack,
        tempfile.TemporaryFile() as said,
        open(order.stdin or os.devnull, "rb") as stdin,
        open(order.stdout or os.devnull, "wb") as stdout,
    ):
        process = subprocess.Popen(
            [*(PLAIN if order.unprivileged else ()), *command(order)],
            cwd=order.cwd or folder,
            env=env,
            stdin=stdin,
            stdout=stdout,
            stderr=stack.enter_context(open(order.stderr, "wb")) if order.stderr else said,
            preexec_fn=limited,  # noqa: PLW1509 - one thread
        )
        if order.after:
            order.after(process)
        status, memory = _wait(process)
        said.seek(0)
        err = said.read(2_000_000)
    assert top.is_dir()
    return status, err, memory


def alive(pid: int) -> bool:
    """Whether a process still works: one that nobody has waited for does not."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def command(order: Order) -> list[str | bytes]:
    """Return what is run: the command, in a plain interpreter or an odd one."""
    return [sys.executable, *order.interpreter, "-m", "broadsheet", *order.argv]


def _wait(process: subprocess.Popen[bytes]) -> tuple[int | None, int]:
    end = time.monotonic() + WALL
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, usage.ru_maxrss * 1024
        if time.monotonic() > end:
            os.killpg(process.pid, signal.SIGKILL)
            _, _, usage = os.wait4(process.pid, 0)
            process.returncode = -9
            return None, usage.ru_maxrss * 1024
        time.sleep(0.005)
