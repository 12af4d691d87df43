"""Reading beside: the same edition as reading at once, and the same faults."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from broadsheet import api
from broadsheet.cli import child, main
from broadsheet.edition import Edition
from broadsheet.errors import SourceError

YAML = Path(__file__).parents[2] / "examples" / "tinglan-front.yaml"
RAW = Path(__file__).parents[2] / "examples" / "tinglan-front.txt"


def read() -> Edition:
    return api.edition_from_bytes(RAW.read_bytes(), file=str(RAW), folder="here")


def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_worth_it", lambda: hasattr(os, "fork"))


def test_the_edition_comes_through_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    forked(monkeypatch)
    got = child.started(read)()
    assert got == read()
    assert got.findings == read().findings
    assert got.folder == "here"


def test_a_fault_is_met_by_the_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    forked(monkeypatch)

    def broken() -> Edition:
        raise SourceError("a test")

    with pytest.raises(SourceError, match="a test"):
        child.started(broken)()


def test_a_child_that_dies_is_made_up_for(monkeypatch: pytest.MonkeyPatch) -> None:
    forked(monkeypatch)
    parent = os.getpid()

    def killed_in_the_child() -> Edition:
        if os.getpid() != parent:
            os._exit(9)
        return read()

    assert child.started(killed_in_the_child)() == read()


def test_alone_it_reads_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_worth_it", lambda: False)
    once: Callable[[], Edition] = read
    assert child.started(once) is once


def test_where_there_is_no_room_for_a_process_it_reads_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full() -> int:
        raise BlockingIOError(11, "no room")

    forked(monkeypatch)
    monkeypatch.setattr(os, "fork", full)
    once: Callable[[], Edition] = read
    assert child.started(once) is once


def test_a_child_reads_what_this_process_would_have(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    files = []
    for source in (RAW, YAML):
        for alone in (False, True):
            monkeypatch.setattr(child, "_worth_it", lambda alone=alone: not alone)
            files.append(tmp_path / f"{source.suffix}-{alone}.pdf")
            assert main(["render", str(source), "-o", str(files[-1])]) == 0
    beside_raw, alone_raw, beside_yaml, alone_yaml = [path.read_bytes() for path in files]
    assert beside_raw == alone_raw
    assert beside_yaml == alone_yaml


def test_half_of_what_a_child_read_is_nothing() -> None:
    for held, taken in ((b"whole", b"whole"), (b"who", b""), (b"", b"")):
        inward, outward = os.pipe()
        os.write(outward, (5).to_bytes(8, "big") + held if held else b"")
        os.close(outward)
        assert child._taken(inward) == taken
