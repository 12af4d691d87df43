"""A preview in a process of its own, and what its page tells of itself."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "examples"
TOLD = "document.documentElement.dataset"
DRAWN = f"{TOLD}.drawn && {TOLD}.drawn == {TOLD}.version"
IDLE = f"!{TOLD}.asked"
MAP = """\
map: |
  M M M M E E | 17行
  a a a a E E | 2行
  a a a a d d | auto
  b b b b d d | auto
  b b c c c c | auto
  F F F F F F | 10行
"""


@contextmanager
def started(*what: str) -> Iterator["subprocess.Popen[str]"]:
    """A preview in a process of its own."""
    command = [sys.executable, "-m", "broadsheet", "preview", *what, "--no-open"]
    with subprocess.Popen(
        command,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # a shell without job control starts what runs beside it deaf to Ctrl-C
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def address_of(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    line = process.stdout.readline()  # in either language
    found = re.search(r"http://127\.0\.0\.1:\d+/", line)
    assert found, line
    return found[0]


def text(selector: str) -> str:
    return f"document.querySelector('{selector}')?.innerText"
