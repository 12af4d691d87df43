"""The guides and the cookbook run as they stand: apart, as each of their recipes sets a page."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from broadsheet.cli import main

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "pages"


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["editor", "designer", "cookbook"])
def test_every_command_of_a_guide_runs(
    name: str, checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\$ broadsheet (.*)$", text, re.MULTILINE)
    assert len(lines) > 1
    for line in lines:
        argv = shlex.split(line, comments=True)
        assert main(argv) == 0, (argv, capsys.readouterr().err)
        if "-o" in argv:
            assert (checkout / argv[argv.index("-o") + 1]).stat().st_size > 1000


@pytest.mark.parametrize(("name", "least"), [("developer", 2), ("cookbook", 18)])
def test_every_piece_of_code_of_a_guide_runs(name: str, least: int, checkout: Path) -> None:
    text = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    pieces = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(pieces) >= least
    for piece in pieces:
        exec(compile(piece, name, "exec"), {"__name__": "__main__"})
    assert (checkout / "page.pdf").read_bytes().startswith(b"%PDF-")
