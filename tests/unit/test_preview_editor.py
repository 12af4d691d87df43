"""The editor of the source pane is what its lock file says, free to ship, and asks for nothing."""

import json
import re
from pathlib import Path

from broadsheet.preview.app import WEB

EDITOR = Path(__file__).parents[2] / "layout" / "editor"


def packages() -> dict[str, str]:
    """Return the packages that are built in, with their versions, as they are locked."""
    locked = json.loads((EDITOR / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    return {
        path.removeprefix("node_modules/"): about["version"]
        for path, about in locked.items()
        if path and not about.get("dev")
    }


def test_the_licences_of_all_that_is_built_in_stand_beside() -> None:
    text = (WEB / "editor.LICENSE.txt").read_text(encoding="utf-8")
    named = dict(re.findall(r"^(\S+) ([\d.]+) \(MIT\)$", text, re.MULTILINE))
    assert named.items() <= packages().items()
    assert named.keys() >= set(json.loads((EDITOR / "package.json").read_text())["dependencies"])
    assert len(re.findall(r"Permission is hereby granted", text)) == len(named)


def test_what_is_built_reaches_for_nothing() -> None:
    built = (WEB / "editor.js").read_text(encoding="utf-8")
    for word in ("fetch(", "XMLHttpRequest", "WebSocket", "eval(", "new Function", "import("):
        assert word not in built, word
    assert len(built) < 600_000


def test_the_page_asks_the_editor_for_what_it_has() -> None:
    source = (EDITOR / "editor.js").read_text(encoding="utf-8")
    pane = (WEB / "source.js").read_text(encoding="utf-8")
    for name in set(re.findall(r"\beditor\.(\w+)\(", pane)):
        assert re.search(rf"^    {name}(\(|: )", source, re.MULTILINE), name


def test_the_scripts_are_readable_modules() -> None:
    for path in WEB.glob("*.js"):
        if path.name != "editor.js":
            lines = path.read_text(encoding="utf-8").splitlines()
            assert lines[0].startswith("// "), path.name
            assert len(lines) < 400, path.name
