"""What the browser is answered, and what nobody is."""

import asyncio
import json
import re
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from broadsheet.cli import preview as command
from broadsheet.cli.entry import main
from broadsheet.preview import server
from broadsheet.preview.app import FILES, WEB, application
from broadsheet.preview.session import Session
from broadsheet.preview.showing import Showing
from tests.unit.preview_of import change, paper

Answer = tuple[int, dict[str, str], bytes]


def ask(
    showing: Showing,
    path: str,
    host: str = "127.0.0.1:8000",
    *,
    method: str = "GET",
    more: tuple[tuple[bytes, bytes], ...] = (),
    content: bytes = b"",
) -> Answer:
    """Ask the application for a path, as a server would."""
    sent: list[dict[str, Any]] = []
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path.partition("?")[0],
        "raw_path": path.encode(),
        "query_string": path.partition("?")[2].encode(),
        "root_path": "",
        "headers": [(b"host", host.encode()), *more],
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": content, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(dict(message))

    asyncio.run(application(showing)(scope, receive, send))
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(part.get("body", b"") for part in sent[1:])


@pytest.fixture
def session(tmp_path: Path) -> Session:
    session = paper(tmp_path)
    session.set_again()
    return session


def test_the_page_of_the_preview_needs_nothing_from_elsewhere(session: Session) -> None:
    showing = Showing(session)
    for path, (name, kind) in FILES.items():
        status, headers, body = ask(showing, path)
        assert status == 200
        assert headers["content-type"].startswith(kind)
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert body == (WEB / name).read_bytes()
        text = body.decode().replace("http://www.w3.org/2000/svg", "")
        if name != "editor.js":  # built from packages: test_preview_editor looks at it
            assert not re.search(r"(https?:)?//[a-z]", text.replace("// ", ""))
    policy = ask(showing, "/")[1]["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'")
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:9", 200),
        ("localhost:9", 200),
        ("localhost", 200),
        ("evil.example", 400),
        ("evil.example:8000", 400),
        ("127.0.0.1.evil.example", 400),
        ("", 400),
    ],
)
def test_only_this_machine_s_own_name_is_answered(session: Session, host: str, status: int) -> None:
    assert ask(Showing(session), "/", host)[0] == status


def test_pieces_are_answered_and_nothing_else(session: Session) -> None:
    showing, digest = Showing(session), session.shown.digest
    status, headers, body = ask(showing, f"/pages/{digest}/1.png")
    assert (status, headers["content-type"], body[:4]) == (200, "image/png", b"\x89PNG")
    assert "immutable" in headers["cache-control"]
    assert ask(showing, f"/pages/{digest}/1/1.5/0/0.png")[0] == 200
    for path in (
        "/pages/other/1.png",
        f"/pages/{digest}/2.png",
        f"/pages/{digest}/one.png",
        f"/pages/{digest}/1/900/0/0.png",
        f"/pages/{digest}/1/nan/0/0.png",
        f"/pages/{digest}/1/1.5/x/0.png",
        f"/pages/{digest}/1/1.5/9/9.png",
        f"/pages/{digest}/1/1.5/{10**400}/0.png",
        f"/pages/{digest}/1/1.5/-1/0.png",
        f"/pages/{digest}/0.png",
        f"/pages/{digest}/{10**400}.png",
        "/day.yaml",
        "/../day.yaml",
        "/web/preview.html",
        "/preview.py",
    ):
        assert ask(showing, path)[0] == 404, path


async def told(news: AsyncIterator[str]) -> dict[str, Any]:
    event = await asyncio.wait_for(anext(news), 30)
    assert event.endswith("\n\n")
    found: dict[str, Any] = json.loads(event.split("data: ", 1)[1])
    return found


def test_each_change_is_told_at_once(session: Session, tmp_path: Path) -> None:
    async def watch() -> None:
        showing = Showing(session)
        news = showing.news()
        first = await told(news)
        assert (first["version"], first["fault"]) == (1, "")
        change(tmp_path / "ours.yaml", "rows: 5", "rows: x")
        await showing.set_again()
        second = await told(news)
        assert (second["version"], second["digest"]) == (2, first["digest"])
        assert second["fault"].startswith(str(tmp_path / "ours.yaml:6:42"))
        assert second["faults"][0]["place"]["line"] == 6
        showing.end()
        with pytest.raises(StopAsyncIteration):
            await anext(news)

    asyncio.run(watch())


def test_a_fault_of_ours_is_told_and_the_preview_goes_on(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise ZeroDivisionError("a test")

    monkeypatch.setattr(session, "set_again", broken)

    async def watch() -> None:
        showing = Showing(session)
        await showing.set_again()
        news = await told(showing.news())
        assert news["fault"] == "a fault of ours: ZeroDivisionError: a test (please report it)"
        assert news["pages"]

    asyncio.run(watch())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere.yaml"], "nowhere.yaml: no such file"),
        (["-"], "standard input can't be watched (name a file)"),
        (["x.yaml", "--port", "70000"], "'70000' is no port, write 0 to 65535"),
        (["x.yaml", "--port", "http"], "'http' is no port"),
        (["x.yaml", "--set", "x"], "--set 'x' is no setting"),
        (["x.yaml", "--root", "nowhere"], "root 'nowhere' is no folder"),
    ],
)
def test_what_is_wrong_at_the_start_is_told(
    arguments: list[str], says: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["preview", "--no-open", *arguments]) == 2
    assert says in capfd.readouterr().err


def test_a_spec_that_is_not_there_is_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    paper(tmp_path)
    arguments = ["preview", "--no-open", str(tmp_path / "day.yaml"), "--spec", "duikai-66"]
    assert main(arguments) == 2
    assert (
        "there is no spec 'duikai-66' (a file ends in .yaml; did you mean duikai-6?"
        in capfd.readouterr().err
    )


def test_a_port_that_is_taken_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    paper(tmp_path)
    with socket.socket() as taken:
        taken.bind((server.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        day = str(tmp_path / "day.yaml")
        words = ["preview", day, "--spec", str(tmp_path / "ours.yaml"), "--port", str(port)]
        assert main([*words, "--no-open"]) == 2
    assert f"port {port} can't be listened on: " in capfd.readouterr().err


def test_without_the_extra_one_line_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    import sys

    assert "uvicorn" in command.EXTRA
    monkeypatch.delitem(sys.modules, "broadsheet.preview.server")
    monkeypatch.delattr("broadsheet.preview.server")
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert main(["preview", "x.yaml"]) == 2
    assert capfd.readouterr().err == (
        "broadsheet: the preview needs uvicorn (pip install 'broadsheet[preview]')\n"
    )
