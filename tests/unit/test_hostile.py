"""Hostile files in the time of a unit test: those of ``tests/hostile`` that take no second.

All of them, as whole processes with limits, are run by ``python -m tests.hostile`` and in
``tests/external``.
"""

from pathlib import Path

import pytest

from broadsheet.cli import main
from tests.hostile import options, running, specs

CASES = {case.name: case for case in running.cases()}
SLOW = frozenset(
    {
        *("spec-boxes-10000", "spec-boxes-20000", "spec-boxes-across-10000", "spec-pages-many"),
        *("spec-many-keys", "spec-nested-mappings", "spec-is-device", "spec-long-name"),
        *("spec-huge-scalar", "spec-profile-outside", "spec-unknown-keys", "spec-nested-flow"),
        *("spec-boxes-10001", "option-scheduler", "option-limits-variable", "spec-nested-lists"),
        *("spec-map-wide", "spec-map-rows", "spec-styles-chain", "spec-masters-chain"),
    }
)
REFUSED = [
    case.name
    for case in CASES.values()
    if case.kind in ("spec", "option") and case.expect == ("refused",) and case.name not in SLOW
]


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_in_a_line_for_each_fault(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    (tmp_path / "secret.yaml").write_text("broadsheet: 1\nextends: duikai-6\n")
    case = CASES[name]
    order = (specs if case.kind == "spec" else options).make(name, folder)
    monkeypatch.chdir(folder)
    before = {path.name for path in folder.iterdir()}
    if any(isinstance(word, bytes) for word in order.argv):
        order.argv = [
            w.decode("utf-8", "surrogateescape") if isinstance(w, bytes) else w for w in order.argv
        ]
    status = main([str(word) for word in order.argv])
    _, err = capsys.readouterr()
    assert status == 2, err[-500:]
    lines = err.splitlines()
    alone = [n for n, line in enumerate(lines) if not running.FINDING.search(line)]
    assert running.refused_at_last(lines, alone), lines
    told = [lines[n] for n in alone]
    assert all(line.startswith("broadsheet: ") for line in told)
    assert case.says.lower() in told[0].lower()
    assert all(char.isprintable() or char == "\u3000" for line in told for char in line)
    assert {path.name for path in folder.iterdir()} == before


def test_cases_are_listed_each_once() -> None:
    assert len(CASES) >= 250
    assert len({case.kind for case in CASES.values()}) >= 10
    assert all(
        set(case.expect) <= {"refused", "told", "printed", "warned", "handled", "stopped"}
        for case in CASES.values()
    )
