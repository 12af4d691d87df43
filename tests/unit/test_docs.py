"""What the documents say is so: every command runs, every example is read, links lead on."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from broadsheet.cli import main
from broadsheet.edition import Advert, Article
from broadsheet.formats import edition_yaml

ROOT = Path(__file__).parents[2]
DOCS = (
    "README.md",
    "examples/README.md",
    "specs/README.md",
    "specs/EDITION.md",
    "layout/README.md",
    "CONTRIBUTING.md",
    "layout/FORMATS.md",
    "layout/READER.md",
    *(f"docs/pages/{path.name}" for path in sorted((ROOT / "docs" / "pages").glob("*.md"))),
)


def commands(document: str) -> list[list[str]]:
    """The lines of a document that start with ``$ broadsheet``."""
    text = (ROOT / document).read_text(encoding="utf-8")
    found = re.findall(r"^\$ broadsheet (.*)$", text, re.MULTILINE)
    return [shlex.split(line, comments=True) for line in found]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like the checkout, to run commands in."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copytree(ROOT / "specs", tmp_path / "specs")
    (tmp_path / "fonts").mkdir()
    shutil.copy(ROOT / "fonts" / "roman-regular.otf", tmp_path / "fonts")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "document",
    [
        "README.md",
        "layout/README.md",
        "examples/README.md",
        "specs/README.md",
        "specs/EDITION.md",
        "layout/FORMATS.md",
    ],
)
def test_every_command_of_a_document_runs(
    document: str, checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = commands(document)
    assert lines
    for argv in lines:
        assert main(argv) == 0, (argv, capsys.readouterr().err)
        if "-o" in argv:
            assert (checkout / argv[argv.index("-o") + 1]).stat().st_size > 1000


def test_the_code_of_the_readme_runs(checkout: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    [code] = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})
    assert (checkout / "page.pdf").read_bytes().startswith(b"%PDF-")


def test_the_specs_in_the_documents_are_read(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for document in ("README.md", "specs/README.md"):
        text = (ROOT / document).read_text(encoding="utf-8")
        blocks = [
            b for b in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if "broadsheet: 1" in b
        ]
        assert blocks
        for n, block in enumerate(blocks):
            (checkout / f"spec{n}.yaml").write_text(block, encoding="utf-8")
            argv = ["check", "examples/tinglan-front.yaml", "--spec", f"spec{n}.yaml"]
            assert main(argv) in (0, 1), capsys.readouterr().err


def test_the_edition_of_the_reference_reads() -> None:
    text = (ROOT / "specs" / "EDITION.md").read_text(encoding="utf-8")
    [block] = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    edition = edition_yaml.read(block)
    article, advert = edition.items
    assert isinstance(article, Article)
    assert isinstance(advert, Advert)
    assert (article.headline, len(article.body), advert.name) == ("大潮之后", 3, "海潮船厂")


@pytest.mark.parametrize("document", DOCS)
def test_links_lead_to_files(document: str) -> None:
    path = ROOT / document
    text = re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)#:]+)\)", text)
    for target in targets:
        assert (path.parent / target).exists(), target


def test_the_readme_s_two_commands_stand_whole_on_a_line() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert text.count("broadsheet render examples/tinglan-front.txt -o page.pdf") >= 1
    for line in text.splitlines():
        if line.startswith("    python3 -m venv"):
            assert line.endswith(("-o page.pdf", "pytest"))
