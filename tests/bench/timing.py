"""Run commands in turn and compare them round by round.

A machine is never quiet for long: what is told is the median of ratios of runs that stood
side by side, not of times that lay minutes apart.
"""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

# A process is told the memory of the one that began it as its own: so a small one begins it.
_STARTER = """
import os, sys, time
start = time.perf_counter()
child = os.fork()
if not child:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    try:
        os.execvp(sys.argv[1], sys.argv[1:])
    finally:
        os._exit(127)
_, status, used = os.wait4(child, 0)
taken = time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss
print(*taken, os.waitstatus_to_exitcode(status))
"""


@dataclass
class Runs:
    """What the runs of one command took."""

    wall: list[float] = field(default_factory=list)  # s
    cpu: list[float] = field(default_factory=list)  # s, its own and its children's
    memory: list[int] = field(default_factory=list)  # bytes, the largest process

    @property
    def seconds(self) -> float:
        """The median of the wall times."""
        return statistics.median(self.wall)


def once(command: Sequence[str], runs: Runs) -> None:
    """Run a command to its end and note what it took; raises if it fails."""
    small = [sys.executable, "-I", "-S", "-c", _STARTER, *command]
    ran = subprocess.run(small, capture_output=True, check=True)
    wall, cpu, memory, status = ran.stdout.split()
    if int(status) not in (0, 1):  # 1: a draft with something over
        said = ran.stderr.decode("utf-8", "replace")[-2000:]
        raise RuntimeError(f"{command[0]} … ended with {int(status)}: {said}")
    runs.wall.append(float(wall))
    runs.cpu.append(float(cpu))
    runs.memory.append(int(memory) * 1024)


def in_turn(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Runs]:
    """Run all commands in turn, each round in the other order; the first round is not counted."""
    found = {name: Runs() for name in commands}
    for n in range(rounds + 1):
        order = list(commands) if n % 2 else list(commands)[::-1]
        for name in order:
            once(commands[name], found[name] if n else Runs())
    return found


def ratio(one: Runs, other: Runs, taken: str = "wall") -> float:
    """Return the median of one's times over the other's, round by round: ``wall`` or ``cpu``."""
    both = zip(getattr(one, taken), getattr(other, taken), strict=True)
    return statistics.median(a / b for a, b in both)


def instructions(command: Sequence[str]) -> int:
    """Return how many instructions a command takes on one processor: the same on a busy machine.

    Counted by valgrind's callgrind, without what the system does for it.
    """
    with tempfile.TemporaryDirectory() as folder:
        counted = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out"]
        said = _on_one([*counted, *command])
    return sum(int(count) for count in re.findall(r"Collected : (\d+)", said))


def stages(command: Sequence[str], rounds: int = 5) -> dict[str, float]:
    """Return the least that each stage of a command took on one processor, s."""
    least: dict[str, float] = {}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            trace = Path(folder) / "run.json"
            _on_one([*command, "--timings", str(trace)])
            events = json.loads(trace.read_text(encoding="utf-8"))["traceEvents"]
        sums: Counter[str] = Counter()
        for event in events:
            if event.get("cat") == "stage":
                sums[event["name"]] += event["dur"] / 1e6
        for stage, seconds in sums.items():
            least[stage] = min(least.get(stage, seconds), seconds)
    return least


def _on_one(command: Sequence[str]) -> str:
    """Run a command on one processor, where one can be bound to it; return what it says."""
    bound = shutil.which("taskset")
    first = ["taskset", "-c", str(min(os.sched_getaffinity(0)))] if bound else []
    ran = subprocess.run([*first, *command], capture_output=True, check=False)
    return ran.stderr.decode("utf-8", "replace")


def machine() -> str:
    """Tell the class of this machine: processors, their kind, memory, Python."""
    model = "unknown"
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = (line.partition(":") for line in info.read_text().splitlines())
        model = next(
            (value.strip() for key, _, value in lines if key.strip() == "model name"), model
        )
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    python = ".".join(map(str, __import__("sys").version_info[:3]))
    return f"{count} × {model}, Python {python}"
