"""The small day and the small spec that cases spoil."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

from tests.hostile.running import Order

SPEC = "broadsheet: 1\nextends: duikai-6\n"
HEAD = "masthead: {name: 潮信日报, date: 2026-11-23}\n"
STORY = "- kind: article\n  headline: 渡口开灯\n  body:\n  - 灯火照着归人，潮水退了三尺。\n"
DAY = f"{HEAD}items:\n{STORY}"
SMALL = """\
broadsheet: 1
extends: duikai-6
map: |
  M M M M M M | 17行
  a a a a a a | fill
boxes: {M: {masthead: {}}, a: {story: 1, columns: 6}, E: null, b: null, c: null, d: null, F: null}
"""


def page(folder: Path, *more: str, spec: str = "spec.yaml") -> Order:
    """Write the day beside what is there, and render it."""
    if not (folder / "day.yaml").exists():
        (folder / "day.yaml").write_text(DAY, encoding="utf-8")
    if spec == "spec.yaml" and not os.path.lexists(folder / spec):
        (folder / spec).write_text(SMALL, encoding="utf-8")
    return Order(["render", "day.yaml", "--spec", spec, "-o", "out.pdf", "-v", *more])


def put(folder: Path, name: str, content: str | bytes) -> Path:
    """Write a file."""
    path = folder / name
    path.write_bytes(
        content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    )
    return path


def noise(count: int, seed: int = 1) -> bytes:
    """Return bytes that look like nothing, the same every time."""
    state, out = seed, bytearray()
    while len(out) < count:
        state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        out += (state >> 16).to_bytes(6, "big")
    return bytes(out[:count])


def meanwhile(order: Order, change: Callable[[int], object], every: float) -> Order:
    """Change files while the command runs, each `every` seconds, with the number of the turn.

    It has ended when the order is undone: a last change would put a file into the folder
    while it is taken away.
    """
    ended = threading.Event()

    def changing() -> None:
        turn = 0
        while not ended.wait(every):
            turn += 1
            change(turn)

    def stop() -> None:
        ended.set()
        if changer.ident is not None:  # it was begun
            changer.join()

    changer = threading.Thread(target=changing, daemon=True)
    order.after = lambda _: changer.start()
    order.undo = stop
    return order
