"""A warm service and the live page, attacked from this machine: they answer, and go on."""

import http.client
import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from email.message import Message
from pathlib import Path

import pytest

from broadsheet.cli import main, serving, taking, via
from tests.unit.test_serving import COMMAND, asked, service

ROOT = Path(__file__).parents[2]
DAY = str(ROOT / "examples" / "tinglan-front.yaml")


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("attacked") / "s"
    with service(place, "--at-once", "2"):
        yield place


def raw(place: Path, *pieces: bytes, streams: int = 4) -> bytes:
    """Say bytes to a service, with so many descriptors first; return what it answers."""
    with socket.socket(socket.AF_UNIX) as talk, open(os.devnull, "rb") as nothing:
        talk.settimeout(20)
        talk.connect(str(place))
        if streams:
            socket.send_fds(talk, [b"b"], [nothing.fileno()] * streams)
        for piece in pieces:
            talk.sendall(piece)
        talk.shutdown(socket.SHUT_WR)
        return talk.recv(64)


def sized(content: bytes) -> bytes:
    return len(content).to_bytes(8, "big") + content


@pytest.mark.parametrize(
    ("pieces", "streams"),
    [
        ((), 0),
        ((b"b",), 0),
        ((b"GET / HTTP/1.1\r\nHost: a\r\n\r\n",), 0),
        ((), 4),
        ((sized(b""),), 4),
        ((sized(b"0\0utf-8\0utf-8\x001\0--version"),), 1),  # too few streams
        ((sized(b"0\0utf-8\0utf-8\x001\0--version"),), 20),  # too many
        ((b"\xff" * 8, b"x" * 1000), 4),  # a length of 10^19
        (((2**40).to_bytes(8, "big"),), 4),
        ((sized(b"\0" * 100_000),), 4),
        ((sized(b"mask\0utf-8\0utf-8\x001\0--version"),), 4),
        ((sized(b"0\0no-such-coding\0utf-8\x001\0--version"),), 4),
        ((sized(b"0\0utf-8\0utf-8\x00-9\0--version"),), 4),
        ((sized(b"0\0utf-8\0utf-8\x00999999\0--version"),), 4),
        ((sized(b"\xff\xfe" * 500),), 4),
        ((os.urandom(3000),), 4),
    ],
)
def test_what_is_no_request_is_let_go(warm: Path, pieces: tuple[bytes, ...], streams: int) -> None:
    try:
        answer = raw(warm, *pieces, streams=streams)
    except (BrokenPipeError, ConnectionResetError):
        answer = b""  # it hung up before all was said
    assert answer.partition(b"\n")[0] in (b"", b"3", b"2", b"0")
    assert via.asked(str(warm), ["--version"]) == 0


def test_a_request_a_byte_at_a_time_is_not_waited_for() -> None:
    """Patience is for the whole of it, not for each byte."""
    ours, theirs = socket.socketpair(socket.AF_UNIX)
    patience, taking._PATIENCE = taking._PATIENCE, 0.5
    try:
        with ours, theirs, open(os.devnull, "rb") as nothing:
            socket.send_fds(theirs, [b"b"], [nothing.fileno()] * 4)
            theirs.sendall((1000).to_bytes(8, "big"))
            over = threading.Event()

            def drip() -> None:
                while not over.wait(0.05):
                    theirs.send(b"x")

            dripping = threading.Thread(target=drip)
            dripping.start()
            began = time.monotonic()
            with pytest.raises(TimeoutError):
                taking.request(ours)
            assert time.monotonic() - began < 2
            over.set()
            dripping.join()
    finally:
        taking._PATIENCE = patience


def test_a_crowd_that_hangs_up_keeps_nobody_waiting(warm: Path, tmp_path: Path) -> None:
    crowd = [socket.socket(socket.AF_UNIX) for _ in range(50)]
    for one in crowd:
        one.connect(str(warm))
    for one in crowd:  # each is a process that is told to end as it begins
        one.close()
    assert asked(warm, "--version", folder=tmp_path)[0] == 0
    assert warm.exists()


def test_a_machine_without_room_for_a_process_ends_no_service(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Look:
        def register(self, *_: object) -> None:
            raise AssertionError("nothing was begun")

    def full() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", full)
    own = serving.Service(seconds=1, memory=100, at_once=1)
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        with socket.create_connection(door.getsockname()) as asking:
            own._begin(door, Look())  # type: ignore[arg-type]
            assert asking.recv(1) == b""
    assert own.running == {}


def test_a_link_is_no_place_to_listen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine").write_text("kept")
    (tmp_path / "link").symlink_to(tmp_path / "mine")
    (tmp_path / "loose").symlink_to(tmp_path / "none")
    for name in ("link", "loose"):
        assert main(["serve", str(tmp_path / name)]) == 2
    assert main(["serve", str(tmp_path / ("x" * 200))]) == 2
    assert main(["serve", str(tmp_path / "none" / "s")]) == 2
    said = capsys.readouterr().err.splitlines()
    assert [("is there already" in line, "can't be listened on" in line) for line in said] == [
        (True, False), (True, False), (False, True), (False, True),
    ]  # fmt: skip
    assert (tmp_path / "mine").read_text() == "kept"
    assert not (tmp_path / "none").exists()


def test_what_took_its_place_stays_when_a_service_ends(tmp_path: Path) -> None:
    with service(tmp_path / "s"):
        (tmp_path / "s").unlink()
        (tmp_path / "s").write_text("another's")
    assert (tmp_path / "s").read_text() == "another's"


def test_another_user_s_service_is_told_nothing(
    warm: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It would be handed open streams, the folder and all of the environment."""
    own = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: own + 1)
    assert via.run(str(warm), ["--version"]) == 2
    assert f"it is another user's, of number {own} (start it:" in capsys.readouterr().err


# --- the live page ---


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    line = [*COMMAND, "preview", DAY, "--spec", "duikai-6", "--no-open", "--port", "0"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(line, text=True, env=env, **pipes) as process:  # type: ignore[call-overload]
        said = process.stdout.readline().split()
        assert said[0] == "preview:"
        yield int(said[1].rstrip("/").rpartition(":")[2])
        assert process.poll() is None  # it is there yet, after all of this
        process.terminate()
        assert process.stderr.read() == ""


def spoken(port: int, content: bytes, wait: float = 10) -> bytes:
    """Say bytes to the live page; return the first line of what comes back."""
    with socket.create_connection(("127.0.0.1", port), wait) as line:
        try:
            line.sendall(content)
            return line.recv(4096).split(b"\r\n")[0]
        except (ConnectionResetError, BrokenPipeError):
            return b""


def fetched(port: int, method: str, path: str, **heads: str) -> tuple[int, Message, bytes]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as whole:
        whole.request(method, path, headers=heads)
        answer = whole.getresponse()
        return answer.status, answer.headers, answer.read()


def request(path: str, host: str = "127.0.0.1", method: str = "GET", *more: str) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", *more, "Connection: close", "", ""]
    return "\r\n".join(lines).encode()


REFUSED = (b"400", b"403", b"404", b"405", b"431")


@pytest.mark.parametrize(
    "content",
    [
        b"\0\1\2\3\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",  # no host
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
        request("/", "evil.example"),
        request("/", "127.0.0.1.evil.example"),
        request("/", "localhost.evil.example:80"),
        request("/", "[::1]:@evil.example"),
        request("/../../../../etc/passwd"),
        request("/..%2f..%2f..%2fetc%2fpasswd"),
        request("/%2e%2e/%2e%2e/etc/passwd"),
        request("/preview.css/../../session.py"),
        request("//etc/passwd"),
        request("/static/preview.html"),
        request("/pages/../1.png"),
        request("/pages/x/1.png"),
        request("/pages/x/" + "9" * 6000 + ".png"),
        request("/pages/x/1/nan/0/0.png"),
        request("/pages/x/1/1e400/0/0.png"),
        request("/pages/x/-1/1/0/0.png"),
        request("/%00"),
        request("/\udcff".encode("utf-8", "surrogateescape").decode("latin-1")),
        request("/drawing/next", "127.0.0.1", "POST"),  # without the header of our own page
        request("/drawing/save", "127.0.0.1", "POST", "Origin: http://evil.example"),
        request("/drawing/save", "evil.example", "POST", "X-Broadsheet: preview"),
        request("/drawing/sideways", "127.0.0.1", "POST", "X-Broadsheet: preview"),
        request("/", "127.0.0.1", "DELETE"),
        request("/events", "evil.example"),
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
    ],
)  # fmt: skip
def test_what_the_live_page_is_not_for_is_refused(port: int, content: bytes) -> None:
    answer = spoken(port, content)
    assert answer == b"" or answer.split()[1] in REFUSED, answer
    assert fetched(port, "GET", "/")[0] == 200


def test_slow_and_many_clients_keep_nobody_waiting(port: int) -> None:
    """Half-said requests and open streams of events; the honest one is answered at once."""
    held = [socket.create_connection(("127.0.0.1", port), 10) for _ in range(60)]
    for n, line in enumerate(held):
        half = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: "
        line.sendall(request("/events") if n % 2 else half)
    began = time.monotonic()
    status, _, content = fetched(port, "GET", "/preview.js")
    assert status == 200
    assert len(content) > 1000
    assert time.monotonic() - began < 5
    for line in held:
        line.close()


def test_nothing_of_the_live_page_is_for_another_site(port: int) -> None:
    """A page of another site may ask, and is not shown the answer: no CORS, same origin."""
    _, heads, _ = fetched(port, "GET", "/", Origin="http://evil.example")
    assert "Access-Control-Allow-Origin" not in heads
    assert heads["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "default-src 'none'" in heads["Content-Security-Policy"]
    status, heads, _ = fetched(port, "OPTIONS", "/drawing/save", Origin="http://evil.example")
    assert status in (400, 403, 404, 405)
    assert "Access-Control-Allow-Headers" not in heads


def test_it_listens_on_this_machine_alone(port: int) -> None:
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), port)}
    for address in others - {"127.0.0.1", "127.0.1.1", "::1"}:
        with pytest.raises(OSError, match=r"refused|unreachable|timed out"):
            socket.create_connection((address, port), 2)
