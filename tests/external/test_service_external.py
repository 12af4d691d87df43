"""The example service holds fifty requests at once, without error or growth."""

import concurrent.futures
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
AT_ONCE = 50
SECONDS = float(os.environ.get("BROADSHEET_HOLD", "15"))  # a minute for the figures in a note
GROWTH = 1.25  # of the memory that the first pages took: caches fill, nothing else


@pytest.fixture(scope="module")
def service() -> Iterator[tuple[int, int]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    child = subprocess.Popen([sys.executable, str(EXAMPLES / "service.py"), str(port)])
    try:
        _wait_for(port)
        yield port, child.pid
    finally:
        child.terminate()
        child.wait(30)


def _wait_for(port: int) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > end:
                raise
            continue
        return


def _post(port: int, body: bytes, query: str = "") -> tuple[int, bytes]:
    url = f"http://127.0.0.1:{port}/page{query}"
    try:
        with urllib.request.urlopen(url, data=body, timeout=120) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as fault:
        return fault.code, fault.read()


def _memory(pid: int) -> int:
    """Resident bytes of a process and those below it."""
    total, waiting = 0, [pid]
    while waiting:
        one = waiting.pop()
        task = Path(f"/proc/{one}/task/{one}/children")
        waiting += [int(child) for child in task.read_text().split()]
        total += int(Path(f"/proc/{one}/statm").read_text().split()[1]) * 4096
    return total


def test_fifty_at_once_for_a_while(service: tuple[int, int]) -> None:
    port, pid = service
    body = (EXAMPLES / "tinglan-front.txt").read_bytes()
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as clients:  # every worker is warm then
        once = [clients.submit(_post, port, body) for _ in range(AT_ONCE)]
        (status, first), *_ = [one.result() for one in once]
    assert status == 200
    end = time.monotonic() + SECONDS
    answers: list[int] = []
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as clients:

        def keep_asking() -> None:
            while time.monotonic() < end:
                status, page = _post(port, body)
                assert page == first
                answers.append(status)

        asked = [clients.submit(keep_asking) for _ in range(AT_ONCE)]
        early = _memory(pid)
        for one in asked:
            one.result()
    late = _memory(pid)
    assert len(answers) >= AT_ONCE
    assert set(answers) == {200}
    assert late <= GROWTH * early, (early, late)
    print(f"{len(answers)} pages in {SECONDS:g} s, {early / 1e6:.0f} → {late / 1e6:.0f} MB")


def test_what_is_wrong_is_answered_and_the_service_stays(service: tuple[int, int]) -> None:
    port, _ = service
    assert _post(port, b"items: [\n")[0] == 400
    assert _post(port, b"x" * 9_000_000)[0] == 413
    assert _post(port, b"items: []\n", "?spec=../../etc/passwd")[0] == 400
    assert _post(port, b"items: []\n", "?spec=none")[0] == 400
    assert _post(port, (EXAMPLES / "tinglan-front.txt").read_bytes())[0] == 200


def test_workers_that_die_are_made_anew(service: tuple[int, int]) -> None:
    port, pid = service
    body = (EXAMPLES / "tinglan-front.txt").read_bytes()
    for _ in range(2):
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[1:]:
            os.kill(int(child), signal.SIGKILL)  # all but what looks after leftovers
        answers = [_post(port, body)[0] for _ in range(3)]
        assert answers == [200, 200, 200]


def test_a_body_that_does_not_come_is_given_up_and_others_are_answered(
    service: tuple[int, int],
) -> None:
    port, _ = service
    lines = [socket.create_connection(("127.0.0.1", port), 30) for _ in range(20)]
    for line in lines:
        line.sendall(b"POST /page HTTP/1.1\r\nHost: a\r\nContent-Length: 8000000\r\n\r\nmasthead:")
    assert _post(port, (EXAMPLES / "tinglan-front.txt").read_bytes())[0] == 200
    for line in lines:
        assert line.recv(12) == b"HTTP/1.1 408"
        line.close()
