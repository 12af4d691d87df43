"""Honest and hostile clients on the example service at once: how long the honest ones wait.

    python -m tests.external.service_mixed [SECONDS]

First honest clients alone, then the same among hostile ones: bodies that never end or come a
byte at a time, large ones, junk, broken editions, clients that leave, workers that are killed.
Prints the answers, the 95th percentile of both and their ratio, and the memory.
"""

import collections
import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.external.test_service_external import EXAMPLES, _memory, _post, _wait_for

HONEST, HOSTILE = 2, 12


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in found]


class Load:
    """Clients for some seconds; what they were answered."""

    def __init__(self, port: int, pid: int, seconds: float) -> None:
        self.port, self.pid, self.end = port, pid, time.monotonic() + seconds
        self.waits: list[float] = []
        self.answers: collections.Counter[str] = collections.Counter()
        self.memory = 0

    def honest(self) -> None:
        body = (EXAMPLES / "tinglan-front.txt").read_bytes()
        while time.monotonic() < self.end:
            began = time.monotonic()
            status, _ = _post(self.port, body)
            self.waits.append(time.monotonic() - began)
            self.answers[f"honest {status}"] += 1

    def hostile(self, number: int) -> None:
        dice = random.Random(number)
        kinds = (
            self._unended,
            self._dripping,
            self._large,
            self._junk,
            self._leaving,
            self._killing,
        )
        while time.monotonic() < self.end:
            with contextlib.suppress(OSError):
                dice.choice(kinds)(dice)
            self.memory = max(self.memory, _memory(self.pid))

    def _head(self, length: int) -> socket.socket:
        line = socket.create_connection(("127.0.0.1", self.port), 15)
        line.sendall(f"POST /page HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n".encode())
        return line

    def _unended(self, dice: random.Random) -> None:
        with self._head(8_000_000) as line:
            line.sendall(b"x" * dice.randrange(1_000_000))
            self.answers[f"unended {line.recv(12)[9:].decode()}"] += 1

    def _dripping(self, _: random.Random) -> None:
        with self._head(1000) as line:
            for _ in range(40):
                line.sendall(b"x")
                time.sleep(0.5)

    def _large(self, dice: random.Random) -> None:
        line = "　　潮水退去以后，码头上的灯一盏接着一盏亮起来。\n"
        status, _ = _post(self.port, (line * dice.randrange(3000, 60_000)).encode())
        self.answers[f"large {status}"] += 1

    def _junk(self, dice: random.Random) -> None:
        body = dice.choice(
            (b"items: [", dice.randbytes(20_000), b"[" * 90_000, b"%PDF-1.7", b"PK\3\4")
        )
        status, _ = _post(self.port, body)
        self.answers[f"junk {status}"] += 1

    def _leaving(self, _: random.Random) -> None:
        body = (EXAMPLES / "tinglan-front.txt").read_bytes()
        with self._head(len(body)) as line:
            line.sendall(body)

    def _killing(self, dice: random.Random) -> None:
        time.sleep(3)
        if workers := _children(self.pid)[1:]:  # the first looks after what was forgotten
            os.kill(dice.choice(workers), signal.SIGKILL)
            self.answers["worker killed"] += 1


def run(port: int, pid: int, seconds: float, hostile: int) -> Load:
    """Let honest clients ask among so many hostile ones."""
    load = Load(port, pid, seconds)
    clients = [threading.Thread(target=load.honest) for _ in range(HONEST)]
    clients += [threading.Thread(target=load.hostile, args=(n,)) for n in range(hostile)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return load


def main() -> None:
    """Measure alone, then mixed."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 120.0
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    child = subprocess.Popen([sys.executable, str(EXAMPLES / "service.py"), str(port)])
    try:
        _wait_for(port)
        run(port, child.pid, 10, 0)  # every worker is warm then
        for hostile in (0, HOSTILE):
            load = run(port, child.pid, seconds / (1 if hostile else 4), hostile)
            waits = sorted(load.waits)
            p95 = waits[int(0.95 * len(waits))]
            print(f"{hostile} hostile: honest p50 {waits[len(waits) // 2]:.2f} s, p95 {p95:.2f} s")
            print("  ", dict(sorted(load.answers.items())), f"{load.memory / 1e6:.0f} MB at most")
    finally:
        child.terminate()
        child.wait(30)


if __name__ == "__main__":
    main()
