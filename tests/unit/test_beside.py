"""Reading beside: the same edition as reading at once, and the same faults."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from broadsheet import api
from broadsheet.cli import beside
from broadsheet.edition import Edition
from broadsheet.errors import SourceError

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
