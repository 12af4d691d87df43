"""Files for other tools are what the documents say, and ask for what there is."""

import json
import re
from pathlib import Path

import yaml

from broadsheet.cli.entry import parser

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "pages" / "tools.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_the_container_runs_the_readme_s_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = [line.strip() for line in readme.splitlines() if line.startswith("    python3 -m")]
    runs = re.findall(
        "^RUN (.*)$", (ROOT / ".ci" / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert [run.removeprefix("rm -rf .venv && ") for run in runs] == commands[::-1]
    assert len(commands) == 2


def test_hook_and_workflow_ask_for_commands_that_there_are() -> None:
    hook, workflow = (yaml.safe_load(block) for block in blocks("yaml")[:2])
    (entry,) = (each["entry"] for repo in hook["repos"] for each in repo["hooks"])
    steps = [step["run"] for step in workflow["jobs"]["page"]["steps"] if "run" in step]
    lines = [f"{entry} a.yaml b.yaml", *(step.partition(" > ")[0] for step in steps)]
    commands = [line.split()[1:] for line in lines if line.startswith("broadsheet ")]
    assert len(commands) == 3
    for words in commands:
        assert parser(words[0]).parse_args(words).command == words[0]


def test_a_hook_s_files_are_editions_not_hidden_ones() -> None:
    (hook,) = yaml.safe_load(blocks("yaml")[0])["repos"][0]["hooks"]
    taken = [
        name
        for name in ("days/day.yaml", "day.yml", "specs/paper.yaml", ".github/a.yml", "page.txt")
        if re.search(hook["files"], name) and not re.search(hook["exclude"], name)
    ]
    assert taken == ["days/day.yaml", "day.yml"]


def test_settings_of_an_editor_are_json() -> None:
    (settings,) = blocks("json")
    assert set(json.loads(settings)["yaml.schemas"]) == {"spec.schema.json", "edition.schema.json"}


def test_commands_in_the_manual_stand_as_they_are_typed() -> None:
    page = (ROOT / "layout" / "broadsheet.1").read_text(encoding="utf-8")
    ready = "".join(re.findall(r"^\.nf\n(.*?)^\.fi$", page, re.DOTALL | re.MULTILINE))
    typed = re.findall(r"^  broadsheet .*$", page, re.MULTILINE)
    assert len(typed) >= 6
    assert all(line in ready for line in typed)
    assert not re.findall("^'", page, re.MULTILINE)  # roff would take it for an order, and drop it
    orders = set(re.findall(r"^\.(\w+)", page, re.MULTILINE))
    assert orders <= {"TH", "SH", "SS", "TP", "B", "RS", "RE", "PP", "nf", "fi", "br"}
