"""What stands around the engine: reports for other tools, colours, completion, the manual page."""

import io
import json
import re
import subprocess
from argparse import _SubParsersAction
from pathlib import Path
from typing import Any

import pytest

import broadsheet
from broadsheet.api.sarif import sarif
from broadsheet.cli import main
from broadsheet.cli.entry import ALL, parser
from broadsheet.cli.terminal import LATE, ProgressLine, coloured
from broadsheet.errors import Finding, Where
from broadsheet.progress import Progress

ROOT = Path(__file__).parents[2]
DAY = str(ROOT / "examples" / "tinglan-front.yaml")


def findings_of(text: str) -> list[dict[str, Any]]:
    (run,) = json.loads(text)["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    found: list[dict[str, Any]] = run["results"]
    return found


def test_a_finding_is_shown_where_it_is_and_else_at_its_file() -> None:
    placed = Finding(level="warning", code="a", message="缺 3 行", where=Where("s x.yaml", 4, 7))
    loose = Finding(level="error", code="b", message="溢", page=2, box="c", item="s1")
    first, second, third = findings_of(sarif([placed, loose, placed], file="day.yaml"))
    assert first == third
    (place,) = first["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "s%20x.yaml"},
        "region": {"startLine": 4, "startColumn": 7},
    }
    assert (second["level"], second["message"]["text"]) == ("error", "page 2 box c: 溢")
    assert second["properties"] == {"page": 2, "box": "c", "item": "s1"}
    assert second["locations"][0]["physicalLocation"] == {"artifactLocation": {"uri": "day.yaml"}}


def test_check_prints_what_it_found_as_sarif(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", DAY, "--spec", "zjgrb-front", "--format", "sarif"]) == 0
    found = findings_of(capsys.readouterr().out)
    assert main(["check", DAY, "--spec", "zjgrb-front", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)["findings"]
    assert [result["ruleId"] for result in found] == [finding["code"] for finding in told]
    assert len(found) > 0


def test_preflight_prints_what_it_found_as_sarif(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf = str(tmp_path / "page.pdf")
    assert main(["render", DAY, "--spec", "duikai-6", "-o", pdf]) == 0
    capsys.readouterr()
    status = main(["preflight", pdf, "--format", "sarif"])
    found = findings_of(capsys.readouterr().out)
    main(["preflight", pdf, "--json"])
    told = json.loads(capsys.readouterr().out)["issues"]
    assert [result["level"] for result in found] == [issue["level"] for issue in told]
    assert status == int(any(issue["level"] == "error" for issue in told))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("env", "shown"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colours_are_for_terminals_that_want_them(
    monkeypatch: pytest.MonkeyPatch, env: dict[str, str], shown: bool
) -> None:
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert coloured(Terminal()) is shown
    assert coloured(io.StringIO()) is False


def test_a_long_run_says_what_it_is_at_and_takes_the_line_away() -> None:
    now, terminal = [0.0], Terminal()
    line = ProgressLine(terminal, clock=lambda: now[0])
    line(Progress(what="reading day.yaml", page=0, pages=0, share=0.05))
    assert terminal.getvalue() == ""
    now[0] = LATE + 0.5
    line(Progress(what="setting box a\x1b[2J", page=3, pages=12, share=0.4))
    line(Progress(what="not so soon after", page=3, pages=12, share=0.41))
    line.clear()
    shown = "\r\x1b[K 40%  setting box a\\x1b[2J, page 3 of 12"
    assert terminal.getvalue() == f"{shown}\r\x1b[K"
    line.clear()
    assert terminal.getvalue() == f"{shown}\r\x1b[K"
    assert ProgressLine(io.StringIO()).wanted is False


def test_progress_grows_to_the_whole_and_names_pages(tmp_path: Path) -> None:
    stories = "".join(
        f"- items:\n  - kind: article\n    headline: 第{n}件\n    body: [潮水退了三尺。]\n"
        for n in range(4)
    )
    (tmp_path / "day.yaml").write_text(f"pages:\n{stories}", encoding="utf-8")
    told: list[Progress] = []
    broadsheet.render(tmp_path / "day.yaml", tmp_path / "a.pdf", on_progress=told.append)
    shares = [progress.share for progress in told]
    assert shares == sorted(shares)
    assert (shares[-1], told[-1].what) == (1.0, "done")
    assert all(progress.what for progress in told)
    painted = [p for p in told if p.what.startswith("painting page")]
    assert [(p.page, p.pages) for p in painted] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert painted[1].share - painted[0].share == pytest.approx(0.67 / 4)


def options_of() -> dict[str, set[str]]:
    (commands,) = (a for a in parser(ALL)._actions if isinstance(a, _SubParsersAction))
    return {
        name: {long for action in each._actions for long in action.option_strings}
        for name, each in commands.choices.items()
    }


def completed(script: Path, *words: str) -> list[str]:
    """Return what bash would offer for the last word."""
    quoted = " ".join(f"'{word}'" for word in words)
    asked = f"source {script}; COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; "
    asked += "_shtab_broadsheet; printf '%s\\n' \"${COMPREPLY[@]}\""
    done = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_bash_completes_commands_options_and_choices(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["completion", "bash"]) == 0
    script = tmp_path / "broadsheet.bash"
    script.write_text(capsys.readouterr().out, encoding="utf-8")
    assert completed(script, "broadsheet", "pre") == ["preview", "preflight"]
    assert completed(script, "broadsheet", "render", "--stan") == ["--standard"]
    assert {"x4", "ua1"} <= set(completed(script, "broadsheet", "render", "--standard", ""))


def test_the_manual_page_has_every_command_and_option() -> None:
    page = (ROOT / "layout" / "broadsheet.1").read_text(encoding="utf-8").replace("\\-", "-")
    plain = re.sub(r"\\f[A-Z]|\\,|\\/", "", page)
    for command, options in options_of().items():
        section = plain.partition(f"OPTIONS 'broadsheet {command}'")[2].partition(".SH")[0]
        told = set(re.findall(r"--[a-z-]+|-[a-zA-Z]\b", section))
        assert options <= told | {"-h", "--help"}, f"python layout/tables/manual.py: {command}"
