"""Options that nobody means."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

from tests.hostile.basics import page, put
from tests.hostile.running import Order


def make(name: str, folder: Path) -> Order:
    """Return the command of a case."""
    plain = page(folder)
    put(folder, "file", "a file\n")
    argv = CASES[name]
    if name in PLACED:
        PLACED[name](folder)
    order = Order([*plain.argv, *argv[1:]] if argv[:1] == ["render+"] else list(argv))
    order.keeps = {name: (folder / name).read_bytes() for name in ("day.yaml", "spec.yaml")}
    if name == "option-limits-variable":
        order.env = {"BROADSHEET_LIMITS": "pages=many \x1b[2J"}
    if argv[:1] == ["render+"]:
        return order
    if argv[:1] == ["-o"]:
        order.argv = [*plain.argv[:4], *argv]
    return order


def write_page(folder: Path) -> None:
    put(folder, "page.txt", "渡口开灯\n灯火照着归人，潮水退了三尺。\n")


def socket_there(folder: Path) -> None:
    """A socket has to be bound by a short name."""
    before = os.getcwd()
    os.chdir(folder)
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind("there.pdf")
    finally:
        os.chdir(before)


def many_roots(folder: Path) -> None:
    for n in range(500):
        (folder / f"root{n}").mkdir()


PLACED: dict[str, Callable[[Path], object]] = {
    "option-over-link": lambda folder: os.symlink("day.yaml", folder / "link.pdf"),
    "option-over-raw": write_page,
    "option-output-ring": lambda folder: os.symlink("ring.pdf", folder / "ring.pdf"),
    "option-output-socket": socket_there,
    "option-roots-many": many_roots,
    "option-profile-pipe": lambda folder: os.mkfifo(folder / "pipe.icc"),
    "option-edition-line-end": lambda folder: put(folder, "a\nday.yaml", "items: [\n"),
    "option-edition-bytes": lambda folder: (folder / os.fsdecode(b"a\xff.yaml")).write_text(
        "items: ["
    ),
}
COVERED = "".join(chr(0x4E00 + n % 20_000) for n in range(30_000))
CASES: dict[str, list[str | bytes]] = {
    "option-over-edition": ["-o", "day.yaml"],
    "option-over-spec": ["render", "day.yaml", "--spec", "spec.yaml", "-o", "./spec.yaml"],
    "option-over-report": ["render+", "--report", "out.pdf"],
    "option-over-link": ["render", "day.yaml", "--spec", "spec.yaml", "-o", "link.pdf"],
    "option-over-raw": ["parse", "page.txt", "-o", "../case/page.txt"],
    "option-output-slash": ["-o", "out.pdf/"],
    "option-output-ring": ["-o", "ring.pdf"],
    "option-output-socket": ["-o", "there.pdf"],
    "option-output-nothing": ["-o", ""],
    "option-sets-many": ["render+", *["--set", "styles.body.size=10pt"] * 3_000],
    "option-set-empty": ["render+", "--set", "=1"],
    "option-set-class": ["render+", "--set", "__class__=1"],
    "option-set-lines": ["render+", "--set", "name=a\nboxes: {}\n\x1b[2J"],
    "option-timeout-nan": ["render+", "--timeout", "nan"],
    "option-workers-none": ["batch", "day.yaml", "-o", "out", "-j", "0"],
    "option-workers-many": ["batch", "day.yaml", "-o", "out", "-j", "99999"],
    "option-workers-figures": ["batch", "day.yaml", "-o", "out", "-j", "²"],
    "option-scheduler": ["batch", "day.yaml", "-o", "out", "--scheduler", "tcp://127.0.0.1:9"],
    "option-scheduler-nonsense": ["batch", "day.yaml", "-o", "out", "--scheduler", "\x1b[2J//"],
    "option-limits-variable": ["render+"],
    "option-roots-many": ["render+", *(w for n in range(500) for w in ("--root", f"root{n}"))],
    "option-root-proc": ["render+", "--root", "/proc"],
    "option-covers-long": ["fonts", "--covers", COVERED],
    "option-profile-folder": ["render+", "--standard", "x4", "--profile", "."],
    "option-profile-pipe": ["render+", "--standard", "x4", "--profile", "pipe.icc"],
    "option-edition-line-end": ["render", "a\nday.yaml", "--spec", "spec.yaml", "-o", "out.pdf"],
    "option-edition-bytes": ["render", b"a\xff.yaml", "--spec", "spec.yaml", "-o", "out.pdf"],
    "option-words-many": ["render+", *["word"] * 5_000],
    "option-ppi": ["export", "day.yaml", "--to", "digital", "-o", "out", "--ppi", "99999999999"],
    "option-schema-word": ["schema", "nonsense\x1b[2J"],
    "option-init-there": ["init", "file"],
    "option-init-device": ["init", "/dev/null"],
    "option-unknown": ["render+", "--nonsense"],
    "option-command": ["redner", "day.yaml"],
    "option-long": ["render+", "--only", "x" * 100_000],
    "option-set-nonsense": ["render+", "--set", "styles"],
    "option-set-deep": ["render+", "--set", ".".join(["a"] * 10_000) + "=1"],
    "option-set-huge": ["render+", "--set", "styles.body.size=1e999pt"],
    "option-set-yaml": ["render+", "--set", "name=!!python/object/apply:os.system ['x']"],
    "option-measure": ["set", "灯火", "--measure", "1e308pt"],
    "option-measure-nan": ["set", "灯火", "--measure", "nanpt"],
    "option-measure-tiny": ["set", "灯火" * 5_000, "--measure", "0.0001pt"],
    "option-only": ["render+", "--only", "nobody"],
    "option-root": ["render+", "--root", "file"],
    "option-output-nul": ["-o", b"out\xff\xfe/\xffout.pdf"],
    "option-output-long": ["-o", "o" * 5_000 + ".pdf"],
    "option-output-folder": ["-o", "."],
    "option-output-input": ["-o", "file/out.pdf"],
    "option-timeout": ["render+", "--timeout", "never"],
    "option-limit": ["render+", "--limit", "nonsense=1"],
    "option-limit-number": ["render+", "--limit", "characters=-5"],
    "option-surrogates": ["render", b"\xff\xfe.yaml", "-o", "out.pdf"],
    "option-init-name": ["init", "out.paper", "--name", 'a\n"b'],
}
