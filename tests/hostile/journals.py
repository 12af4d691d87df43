"""Hostile journals and lists of a batch."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

from tests.hostile.basics import noise, page, put
from tests.hostile.running import Order

LINE = '{"source": "day.yaml", "output": "out/day.pdf", "key": "1", "state": "done"}\n'


def make(name: str, folder: Path) -> Order:
    """Make a case's journal or list, and set a batch of one day with it."""
    page(folder)
    order = Order(["batch", "day.yaml", "--spec", "spec.yaml", "-j", "1", "-o", "out"])
    order.leaves = tuple(f"case/{name}" for name in ("out", "out/journal.jsonl", "out/day.pdf"))
    made = CASES[name]
    if callable(made):
        made(folder, order)
    elif name.startswith("journal-list"):
        listed(folder, order, made)
    else:
        journal(folder, made)
    return order


def journal(folder: Path, content: str | bytes) -> Path:
    (folder / "out").mkdir()
    return put(folder / "out", "journal.jsonl", content)


def listed(folder: Path, order: Order, content: str | bytes) -> None:
    put(folder, "days.lst", content)
    order.argv[1] = "@days.lst"


def is_folder(folder: Path, _: Order) -> None:
    (folder / "out" / "journal.jsonl").mkdir(parents=True)


def is_pipe(folder: Path, _: Order) -> None:
    (folder / "out").mkdir()
    os.mkfifo(folder / "out" / "journal.jsonl")


def held(folder: Path, order: Order) -> None:
    """Another batch has it open."""
    stream = journal(folder, LINE).open("a")
    fcntl.flock(stream, fcntl.LOCK_EX)
    order.undo = stream.close


def list_pipe(folder: Path, order: Order) -> None:
    os.mkfifo(folder / "days.lst")
    order.argv[1] = "@days.lst"


CASES: dict[str, str | bytes | Callable[[Path, Order], None]] = {
    "journal-torn": LINE + LINE[:40],
    "journal-foreign": "Dear diary, today\n",
    "journal-noise": b"\xff" + noise(100_000),
    "journal-version": LINE.replace('"key": "1"', '"keys": {"of": 2}') * 2,
    "journal-deep": LINE + "[" * 60_000 + "\n",
    "journal-long": LINE + "x" * 30_000_000,
    "journal-lines": LINE * 300_000,
    "journal-is-folder": is_folder,
    "journal-is-pipe": is_pipe,
    "journal-held": held,
    "journal-list-same": "day.yaml\n" * 100_000,
    "journal-list-itself": "@days.lst\n",
    "journal-list-nul": "day.yaml\nda\0y.yaml\n",
    "journal-list-long": "d" * 5_000 + "\n",
    "journal-list-outside": "../case/day.yaml\n",
    "journal-list-binary": b"\xff" + noise(10_000),
    "journal-list-pipe": list_pipe,
}
