"""A warm service: what comes over its socket is as if the command had run here."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from broadsheet.cli import main, serving, via

ROOT = Path(__file__).parents[2]
DAY = str(ROOT / "examples" / "tinglan-front.yaml")
COMMAND = [sys.executable, "-m", "broadsheet"]


@contextmanager
def service(place: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """Start a service, and wait until it says that it serves."""
    line = [*COMMAND, "serve", str(place), *options]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("serving: ")
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(20) == 0


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("warm") / "s"
    with service(place):
        yield place
    assert not place.exists()


def asked(warm: Path, *words: str, folder: Path, said: bytes = b"") -> tuple[int, bytes, str]:
    line = [*COMMAND, *words, "--via", str(warm)]
    done = subprocess.run(line, cwd=folder, input=said, capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr.decode("utf-8")


def test_the_bytes_are_those_of_the_command(warm: Path, tmp_path: Path) -> None:
    assert main(["render", DAY, "--spec", "duikai-6", "-o", str(tmp_path / "here.pdf")]) == 0
    status, out, err = asked(
        warm, "render", DAY, "--spec", "duikai-6", "-o", "there.pdf", folder=tmp_path
    )
    assert (status, out, err) == (0, b"", "")
    assert (tmp_path / "there.pdf").read_bytes() == (tmp_path / "here.pdf").read_bytes()


def test_streams_faults_and_status_come_through(warm: Path, tmp_path: Path) -> None:
    status, _, err = asked(warm, "render", "none.yaml", "-o", "a.pdf", folder=tmp_path)
    assert (status, err) == (2, "broadsheet: none.yaml: no such file\n")
    day = "items:\n- kind: article\n  headline: 渡口\n  body: [灯火照着归人。]\n".encode()
    status, out, _ = asked(warm, "render", "-", "-o", "-", folder=tmp_path, said=day)
    assert (status, out[:5]) == (0, b"%PDF-")
    status, out, _ = asked(warm, "check", "--help", folder=tmp_path)
    assert (status, out.startswith(b"usage: broadsheet check")) == (0, True)


def test_only_its_owner_may_open_it(warm: Path) -> None:
    assert stat.S_IMODE(warm.stat().st_mode) == 0o600


def test_no_second_service_and_no_file_gives_way(
    warm: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", str(warm)]) == 2
    (tmp_path / "kept").write_text("mine")
    assert main(["serve", str(tmp_path / "kept")]) == 2
    err = capsys.readouterr().err
    assert "another service is there (end it first)" in err
    assert "is there already (name another place)" in err
    assert (tmp_path / "kept").read_text() == "mine"


def test_what_takes_too_long_is_stopped_and_the_next_is_served(tmp_path: Path) -> None:
    with service(tmp_path / "s", "--timeout", "500ms", "--at-once", "1"):
        line = [*COMMAND, "render", "-", "-o", "-", "--via", str(tmp_path / "s")]
        waits = subprocess.Popen(line, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        with waits:
            assert waits.wait(20) == 128 + signal.SIGTERM
            assert waits.stderr is not None
            assert waits.stderr.read() == b"broadsheet: stopped\n"
        assert asked(tmp_path / "s", "--version", folder=tmp_path)[0] == 0


def test_a_command_ends_with_who_asked_for_it(tmp_path: Path) -> None:
    with service(tmp_path / "s", "--at-once", "1"):
        line = [*COMMAND, "render", "-", "-o", "-", "--via", str(tmp_path / "s")]
        with subprocess.Popen(line, stdin=subprocess.PIPE) as gone:
            gone.kill()
        # only one is run at once: this one is, when the other has ended
        assert asked(tmp_path / "s", "--version", folder=tmp_path)[0] == 0


def test_a_process_holds_no_end_of_its_neighbours() -> None:
    """Who is answered waits for nobody: an end that another process held would stay open."""
    own = serving.Service(seconds=1, memory=100, at_once=2)
    talk, asking = socket.socketpair()
    link, waiting = socket.socketpair()
    own.running[1] = serving.Served(talk, 0.0)
    own.spares[2] = link
    with socket.socket() as door, talk, asking, link, waiting:
        number = own._forked(door, lambda _: time.sleep(30))  # type: ignore[arg-type,return-value]
        assert number is not None
        try:
            for ours, theirs in ((talk, asking), (link, waiting)):
                ours.close()
                theirs.settimeout(10)
                assert theirs.recv(1) == b""
        finally:
            os.kill(number, signal.SIGKILL)
            os.waitpid(number, 0)


def test_each_command_has_a_process_of_its_own_and_one_that_died_is_made_up_for(
    tmp_path: Path,
) -> None:
    with service(tmp_path / "s", "--at-once", "2") as process:
        serving = psutil.Process(process.pid)
        assert via.asked(str(tmp_path / "s"), ["--version"]) == 0
        waiting = serving.children()
        assert 1 <= len(waiting) <= 2
        for one in waiting:
            with suppress(psutil.NoSuchProcess):  # the first command's own, which has ended
                one.kill()
        psutil.wait_procs(waiting, timeout=20)
        assert [via.asked(str(tmp_path / "s"), ["--version"]) for _ in range(3)] == [0, 0, 0]
        assert not set(waiting) & set(serving.children())
        left = serving.children()
    psutil.wait_procs(left, timeout=20)
    assert not any(one.is_running() for one in left)  # they end with the service


def test_where_nobody_serves_it_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert via.run(str(tmp_path / "none"), ["--version"]) == 2
    assert "no service answers: No such file or directory (start it:" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "socket", "left"),
    [
        (["render", "a", "--via", "s", "-o", "b"], "s", ["render", "a", "-o", "b"]),
        (["render", "--via=s", "a"], "s", ["render", "a"]),
        (["render", "a"], "", ["render", "a"]),
        (["render", "--", "--via", "s"], "", ["render", "--", "--via", "s"]),
        (["render", "--via"], "", ["render"]),
    ],
)
def test_the_option_is_found_and_taken_out(words: list[str], socket: str, left: list[str]) -> None:
    assert via.taken_from(words) == (socket, left)


def test_an_environment_of_strange_bytes_is_handed_over(warm: Path, tmp_path: Path) -> None:
    line = [*COMMAND, "--version", "--via", str(warm)]
    env = {**os.environb, b"ODD": b"\xff\n=\xfe"}
    done = subprocess.run(line, cwd=tmp_path, env=env, capture_output=True, check=False)
    assert done.stderr.decode() == ""
    assert done.returncode == 0
    assert done.stdout.startswith(b"broadsheet ")
