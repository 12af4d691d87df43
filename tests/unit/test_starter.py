"""A paper's folder: what is started renders, and nothing is written over."""

import shlex
from pathlib import Path

import pytest
import yaml

from broadsheet import api, starter
from broadsheet.api import schema_text
from broadsheet.cli import main
from broadsheet.display import Pages
from broadsheet.edition import Article, Edition, Info, Notice, Photo
from broadsheet.errors import Finding, SpecError, UserError
from broadsheet.spec_yaml import bundled_specs
from tests.unit.pages_of import small_spec

EXAMPLES = Path(__file__).parents[2] / "examples"
# copy as short as a first edition's leaves white in these: it is told, and nothing is lost
UNFILLED = {"house-tabloid", "siban-4", "sikai"}


@pytest.mark.parametrize("name", sorted({*bundled_specs()} - UNFILLED))
def test_a_paper_of_every_bundled_spec_renders_as_it_stands(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init", "my paper", "--name", "听涛晚报", "--spec", name]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[0] == (
        "my paper: paper.yaml, first-edition.yaml, README.md, schemas/spec.schema.json, "
        "schemas/edition.schema.json, pictures/"
    )
    [following] = [line for line in out.splitlines() if line.startswith("next: ")]
    argv = shlex.split(following.removeprefix("next: "))
    assert argv == [
        "broadsheet", "render", "my paper/first-edition.yaml", "-o", "my paper/page.pdf",
    ]  # fmt: skip
    assert main(argv[1:]) == 0
    assert (tmp_path / "my paper/page.pdf").read_bytes().startswith(b"%PDF-")
    assert main(["proof", "my paper/page.pdf", "my paper/first-edition.yaml"]) == 0
    edition = api.read_edition(tmp_path / "my paper/first-edition.yaml")
    spec = api.load_spec(api.spec_of(edition))
    assert Path(str(spec.where).split(":")[0]) == Path(edition.folder) / "paper.yaml"
    pages = api.compose(edition, spec)
    assert {finding.level for finding in pages.findings} <= {"warning", "note"}
    assert not [finding for finding in pages.findings if finding.code in ("empty-box", "no-box")]
    stories = [box for box in pages.boxes if box.columns]
    assert sum(box.lines for box in stories) > 0.9 * sum(box.room for box in stories)


def test_the_started_files_are_what_they_say(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "paper"
    assert main(["init", str(folder), "--name", "听涛晚报"]) == 0
    assert (folder / "pictures").is_dir()
    assert len((folder / "README.md").read_text(encoding="utf-8").splitlines()) == 4
    paper = (folder / "paper.yaml").read_text(encoding="utf-8")
    assert paper.splitlines()[:5] == [
        "# yaml-language-server: $schema=schemas/spec.schema.json",
        "# 听涛晚报: what differs from duikai-6; 'broadsheet specs show duikai-6' prints every key",
        "broadsheet: 1",
        "extends: duikai-6",
        "",
    ]
    assert "  red: 0/100/95/10    # C/M/Y/K in percent\n" in paper
    assert api.load_spec(folder / "paper.yaml").style.colours == api.load_style().colours
    first = (folder / "first-edition.yaml").read_text(encoding="utf-8")
    assert first.startswith("# yaml-language-server: $schema=schemas/edition.schema.json\nspec: p")
    assert yaml.safe_load(first)["masthead"]["name"] == "听涛晚报"
    form = (folder / "schemas" / "spec.schema.json").read_text(encoding="utf-8")
    assert form == schema_text("spec")


def test_nothing_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "note.txt").write_text("kept", encoding="utf-8")
    assert main(["init", str(tmp_path)]) == 2
    assert "is there already (name a folder that is new or empty)" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]
    assert main(["init", str(tmp_path / "note.txt")]) == 2
    assert "is there already" in capsys.readouterr().err
    assert main(["init", str(tmp_path / "note.txt" / "in")]) == 2
    assert "can't be made: not a directory" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--name", "", "'' is no name for a paper"),
        ("--name", "海潮\n日报", "is no name for a paper (write 1 to 40 characters on one line)"),
        ("--name", "海" * 41, "is no name for a paper"),
        ("--spec", "duikai-7", "no bundled spec 'duikai-7' (did you mean duikai-6?"),
    ],
)
def test_a_wrong_name_is_said(
    option: str, value: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path / "new"), option, value]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_every_kind_of_box_gets_its_item() -> None:
    boxes = {
        "p": {"story": {"section": "副刊"}},
        "q": {"photo": "1"},
        "r": {"notice": {"id": "seek"}},
        "s": {"info": "2"},
    }
    spec = small_spec("p p q q | fill\nr r s s | fill", boxes)
    edition = starter.first_edition("海报", spec, lambda draft: api.compose(draft, spec))
    story, photo, notice, info = edition.items
    assert isinstance(story, Article)
    assert (story.id, story.section, story.headline) == ("story-1", "副刊", "第1条标题写在这里")
    assert isinstance(photo, Photo)
    assert isinstance(notice, Notice)
    assert notice.id == "seek"
    assert isinstance(info, Info)
    assert info.id == "info-2"
    assert edition.spec == "paper.yaml"


def test_copy_is_latin_where_the_faces_have_no_han() -> None:
    lost = Finding(level="error", code="no-face", message="no face")

    def compose(draft: Edition) -> Pages:
        han = any("，" in block.text for item in draft.items if isinstance(item, Article)
                  for block in item.body)  # fmt: skip
        return Pages(pages=(), findings=(lost,) if han else ())

    edition = starter.first_edition("The Tide", small_spec(), compose)
    [first, _] = edition.items
    assert isinstance(first, Article)
    assert first.headline == "Headline 1 goes here"
    assert "hyphen and a space. The page finds" in first.body[0].text
    assert edition.masthead.weekday == "Thursday"


def test_an_edition_finds_its_spec_beside_itself(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("broadsheet: 1\nextends: duikai-6\n", encoding="utf-8")
    for named, found in {
        "own.yaml": str(tmp_path / "own.yaml"),
        "other.yaml": str(tmp_path / "other.yaml"),
        "zjgrb-front": "zjgrb-front",
        "": "house",
    }.items():
        assert api.spec_of(Edition(spec=named, folder=str(tmp_path))) == found
    with pytest.raises(SpecError, match=r"^spec: 'own\.yaml' no folder to look in"):
        api.spec_of(Edition(spec="own.yaml"))


def test_a_name_is_checked_by_itself() -> None:
    starter.check_name("海潮日报")
    with pytest.raises(UserError, match="is no name"):
        starter.check_name("\t")


DAY = """\
masthead: {name: 海潮日报, date: 2026-11-18}
items:
  - kind: article
    headline: 大潮之后
    body: [潮水退去的时候，码头上已经站满了人，三百条渔船同日归港，是今年的头一回。]
    pictures: [{src: shots/harbour.jpg, caption: 清晨的渔港}, {src: gone.jpg, caption: 夜里的渔港}]
  - {kind: article, headline: 灯塔重新点亮, body: [守塔人换了新的灯芯，渔船又能看见回来的路。]}
"""


def day(folder: Path) -> Path:
    """An edition with a picture that is there and one that is not."""
    (folder / "shots").mkdir()
    shown = EXAMPLES / "pictures"
    (folder / "shots" / "harbour.jpg").write_bytes(next(shown.glob("*.jpg")).read_bytes())
    (folder / "day.yaml").write_text(DAY, encoding="utf-8")
    return folder / "day.yaml"


def test_a_paper_starts_from_an_edition(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = day(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["render", str(source), "-o", "before.pdf"]) == 0
    capsys.readouterr()
    assert main(["init", "tide", "--from", str(source)]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[0] == (
        "tide: paper.yaml, page.yaml, first-edition.yaml, README.md, schemas/spec.schema.json, "
        "schemas/edition.schema.json, pictures/, shots/harbour.jpg"
    )
    [following] = [line for line in out.splitlines() if line.startswith("next: ")]
    assert main(shlex.split(following.removeprefix("next: broadsheet "))) == 0
    assert (tmp_path / "tide/page.pdf").read_bytes() == (tmp_path / "before.pdf").read_bytes()
    page = (tmp_path / "tide/page.yaml").read_text(encoding="utf-8")
    assert "extends: paper.yaml\n" in page
    edition = api.read_edition(tmp_path / "tide/first-edition.yaml")
    assert (edition.spec, edition.masthead.name) == ("page.yaml", "海潮日报")
    style = api.load_spec(tmp_path / "tide/paper.yaml")
    assert style.style.open is not None  # tomorrow's page draws itself with it
    tomorrow = ["dummy", "tide/first-edition.yaml", "--style", "tide/paper.yaml"]
    assert main([*tomorrow, "--near", "tide/page.yaml", "-o", "tide/tomorrow.yaml"]) == 0
    assert "--near page.yaml" in (tmp_path / "tide/README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--spec", "duikai-6"], "duikai-6 is drawn already: no page is drawn with it"),
        (["--from", "gone.yaml"], "gone.yaml"),
        (["--from", "empty.yaml"], "this edition has no items: there is no page to start from"),
        (["--spec", "haus"], "no bundled spec 'haus'"),
    ],
)
def test_what_no_paper_starts_from_is_said(
    more: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    source = day(tmp_path)
    (tmp_path / "empty.yaml").write_text(
        "masthead: {name: 海潮日报}\nitems: []\n", encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    assert main(["init", "new", "--from", source.name, *more]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_a_name_is_the_papers_where_the_edition_has_none(tmp_path: Path) -> None:
    items = [{"kind": "article", "headline": "大潮之后", "body": ["潮水退去的时候，人都来了。"]}]
    started = api.paper_from(tmp_path / "a", {"items": items}, name="听涛晚报")
    assert "page.yaml" in started.files
    assert api.read_edition(tmp_path / "a/first-edition.yaml").masthead.name == "听涛晚报"
