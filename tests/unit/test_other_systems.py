"""What Windows and macOS lack is nowhere needed without a way round."""

import subprocess
import sys
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "examples"
# what only Unix, or only Linux, has
LACKING = """
import _socket, os, socket, sys
for name in ("fcntl", "resource", "pwd", "grp", "termios", "tty"):
    sys.modules[name] = None
for name in ("fork", "forkpty", "sched_getaffinity", "O_TMPFILE", "fchmod", "getuid", "geteuid"):
    vars(os).pop(name, None)
for name in ("AF_UNIX", "send_fds", "recv_fds"):
    vars(socket).pop(name, None)
    vars(_socket).pop(name, None)
"""
ALL_MODULES = """
import importlib, pkgutil
import broadsheet
names = [module.name for module in pkgutil.walk_packages(broadsheet.__path__, "broadsheet.")]
theirs = ("broadsheet.__main__", "broadsheet.batch.cluster")  # Dask has a way of its own for each
for name in names:
    if name not in theirs:
        importlib.import_module(name)
assert len(names) > 400
"""
COMMANDS = """
import sys
from broadsheet.cli import main
day, raw, folder = sys.argv[1:]
assert main(["render", day, "-o", folder + "/page.pdf", "--spec", "duikai-6"]) == 0
assert main(["parse", raw, "-o", folder + "/day.yaml"]) == 0
assert main(["batch", day, "-o", folder + "/all", "--workers", "1"]) == 0
assert main(["batch", day, "-o", folder + "/all", "--workers", "1"]) == 0
assert main(["dummy", day, "-o", folder + "/drawn.yaml"]) == 0
assert main(["render", raw, "--pictures", folder + "/photos", "-o", folder + "/page.png"]) == 0
assert main(["compare", folder + "/page.pdf", folder + "/page.pdf"]) == 0
assert main(["export", day, "--to", "idml", "-o", folder + "/page.idml"]) == 0
assert main(["fonts", "--covers", "潮", "--lang", "zh"]) == 0
assert main(["serve", folder + "/socket"]) == 2
from broadsheet.cli import via
assert via.run(folder + "/socket", ["render", day]) == 2
"""


def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LACKING + program, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_all_modules_are_imported() -> None:
    done = run(ALL_MODULES)
    assert (done.returncode, done.stderr) == (0, "")


def test_commands_do_without(tmp_path: Path) -> None:
    day, raw = EXAMPLES / "tinglan-front.yaml", EXAMPLES / "tinglan-front.txt"
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "1.pdf").write_bytes(b"%PDF-1.4")
    done = run(COMMANDS, str(day), str(raw), str(tmp_path))
    assert done.returncode == 0, done.stderr
    told = done.stderr.splitlines()
    assert "broadsheet: this system has no fork (use examples/service.py, over HTTP)" in told
    assert told[-1] == (
        f"broadsheet: {tmp_path}/socket: this system has no such sockets (leave out --via)"
    )
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    made = {"page.pdf", "all/tinglan-front.pdf", "page.png", "page.idml"}
    assert made <= written
