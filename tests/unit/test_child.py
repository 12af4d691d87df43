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
    monkeypatch.setattr(child, "_loaded", lambda: False)


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


def two_hands(monkeypatch: pytest.MonkeyPatch) -> None:
    forked(monkeypatch)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)


def test_pieces_of_work_come_back_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    two_hands(monkeypatch)
    parent = os.getpid()
    done = child.shared_out(7, lambda n: (n, "x" * 300_000 * (n % 2), os.getpid()))
    assert done is not None
    found = list(done)
    assert [piece and piece[:2] for piece in found] == [
        (n, "x" * 300_000 * (n % 2)) for n in range(7)
    ]
    hands = {piece[2] for piece in found if piece}
    assert len(hands) == 2
    assert parent not in hands


def test_a_piece_that_fails_is_nothing_and_the_others_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    two_hands(monkeypatch)
    done = child.shared_out(6, lambda n: 12 // (n - 2))
    assert done is not None
    assert list(done) == [-6, -12, None, 12, 6, 4]


def test_a_hand_that_dies_leaves_its_pieces_to_the_parent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    two_hands(monkeypatch)

    def work(number: int) -> int:
        if number == 3:
            os._exit(9)
        return number

    done = child.shared_out(6, work)
    assert done is not None
    assert list(done) == [0, 1, 2, None, 4, None]


def test_who_stops_early_ends_the_children(monkeypatch: pytest.MonkeyPatch) -> None:
    two_hands(monkeypatch)
    done = child.shared_out(1000, lambda _: b"x" * 100_000)
    assert done is not None
    assert next(done)
    done.close()
    with pytest.raises(ChildProcessError):  # none is left to wait for
        os.waitpid(-1, os.WNOHANG)


def test_for_few_pieces_or_alone_no_child_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    two_hands(monkeypatch)
    assert child.shared_out(3, abs) is None
    monkeypatch.setattr(child, "_worth_it", lambda: False)
    assert child.shared_out(30, abs) is None


def test_pages_composed_side_by_side_are_those_composed_in_turn(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = str(YAML.with_name("tinglan-evening.yaml"))
    given: list[int] = []
    shared_out = child.shared_out

    def counted(count: int, work: Callable[[int], object]) -> object:
        given.append(count)
        return shared_out(count, work)

    monkeypatch.setattr(child, "shared_out", counted)
    told = []
    for hands in (1, 2, 3):
        monkeypatch.setattr(child, "_worth_it", lambda n=hands: n > 1)
        monkeypatch.setattr(
            os, "sched_getaffinity", lambda _, n=hands: set(range(n)), raising=False
        )
        out = tmp_path / f"{hands}.pdf"
        status = main(["render", source, "--spec", "sikai", "--draft", "-o", str(out)])
        told.append((status, capsys.readouterr().err.replace(str(out), "OUT"), out.read_bytes()))
    assert told[0] == told[1] == told[2]
    assert given == [4, 4, 4]
