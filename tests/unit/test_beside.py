"""Reading beside: the same edition as reading at once, and the same faults."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from broadsheet import api
from broadsheet.cli import beside, main
from broadsheet.edition import Edition
from broadsheet.errors import SourceError

YAML = Path(__file__).parents[2] / "examples" / "tinglan-front.yaml"
RAW = Path(__file__).parents[2] / "examples" / "tinglan-front.txt"


def read() -> Edition:
    return api.edition_from_bytes(RAW.read_bytes(), file=str(RAW), folder="here")


def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "_worth_it", lambda: hasattr(os, "fork"))


def test_the_edition_comes_through_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    forked(monkeypatch)
    got = beside.started(read)()
    assert got == read()
    assert got.findings == read().findings
    assert got.folder == "here"


def test_a_fault_is_met_by_the_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    forked(monkeypatch)

    def broken() -> Edition:
        raise SourceError("a test")

    with pytest.raises(SourceError, match="a test"):
        beside.started(broken)()


def test_a_child_that_dies_is_made_up_for(monkeypatch: pytest.MonkeyPatch) -> None:
    forked(monkeypatch)
    parent = os.getpid()

    def killed_in_the_child() -> Edition:
        if os.getpid() != parent:
            os._exit(9)
        return read()

    assert beside.started(killed_in_the_child)() == read()


def test_alone_it_reads_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "_worth_it", lambda: False)
    once: Callable[[], Edition] = read
    assert beside.started(once) is once


def test_where_there_is_no_room_for_a_process_it_reads_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full() -> int:
        raise BlockingIOError(11, "no room")

    forked(monkeypatch)
    monkeypatch.setattr(os, "fork", full)
    once: Callable[[], Edition] = read
    assert beside.started(once) is once
    with beside.Helper(list, joined) as helper:
        helper.start()
        assert helper.done("a", "b") == b""


def joined(*words: str) -> bytes:
    return f"{os.getpid()} {' '.join(words)}".encode()


def test_a_helper_does_what_it_is_asked_in_a_process_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    forked(monkeypatch)
    with beside.Helper(list, joined) as helper:
        helper.start()
        process, _, words = helper.done("a", "b").decode().partition(" ")
        assert words == "a b"
        assert int(process) != os.getpid()
        assert helper.done("a", "b") == b""  # once


def test_a_helper_that_faults_or_was_never_asked_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    forked(monkeypatch)
    files = Path("/proc/self/fd") if Path("/proc/self/fd").is_dir() else Path("/dev/fd")
    before = len(list(files.iterdir()))
    with beside.Helper(list, lambda _: bytes(1 // 0)) as faulty:
        faulty.start()
        assert faulty.done(1) == b""
    with beside.Helper(list, joined) as idle:
        idle.start()
        child = idle._child
    assert child
    with pytest.raises(ChildProcessError):
        os.waitpid(child, 0)
    assert len(list(files.iterdir())) == before


def test_the_helper_paints_the_same_bytes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    files = []
    for alone in (False, True):
        monkeypatch.setattr(beside, "_worth_it", lambda alone=alone: not alone)
        files.append(tmp_path / f"{alone}.pdf")
        assert main(["render", str(YAML), "--only", "a", "-o", str(files[-1]), "--draft"]) == 0
    assert files[0].read_bytes() == files[1].read_bytes()


def test_half_of_what_a_child_read_is_nothing() -> None:
    for held, taken in ((b"whole", b"whole"), (b"who", b""), (b"", b"")):
        inward, outward = os.pipe()
        os.write(outward, (5).to_bytes(8, "big") + held if held else b"")
        os.close(outward)
        assert beside._taken(inward) == taken
