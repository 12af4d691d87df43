"""What stands around the engine: reports for other tools, colours, completion, the manual page."""

import io
import json
import re
import subprocess
from argparse import _SubParsersAction
from pathlib import Path
from typing import Any

import pytest

from broadsheet.api.sarif import sarif
from broadsheet.cli import main
from broadsheet.cli.main import ALL, parser
from broadsheet.cli.terminal import coloured
from broadsheet.errors import Finding, Where

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
