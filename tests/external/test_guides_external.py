"""The guides and the cookbook run as they stand: apart, as each of their recipes sets a page."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from broadsheet.cli import main
from broadsheet.parse.learned import read_learned
from tests.pagemaker.__main__ import main as pagemaker
from tests.training.__main__ import main as training
from tests.training.own_pages import FILE
from tests.training.plan import SMALL

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


def test_every_command_of_the_reader_s_screen_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (ROOT / "layout" / "READER.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\$ python -m tests\.(\w+) (.*)$", text, re.MULTILINE)
    assert {name for name, _ in lines} == {"pagemaker", "training"}
    (tmp_path / "layout/broadsheet/parse/labels").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tests.training.own_pages.FILE", Path(shutil.copy(FILE, tmp_path)))
    for name, line in lines:
        argv = shlex.split(line, comments=True)
        assert (training(argv, SMALL) if name == "training" else pagemaker(argv)) == 0
        assert capsys.readouterr().out
    assert read_learned(tmp_path / "layout/broadsheet/parse").labels.rows
