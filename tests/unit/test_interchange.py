"""Files of other systems through the library and the command."""

import io
import json
import sys
from pathlib import Path

import pytest

import broadsheet
from broadsheet import interchange
from broadsheet.cli import main
from broadsheet.edition import Article
from broadsheet.errors import OutputError, SourceError
from broadsheet.formats import strange

SAMPLES = Path(__file__).parent / "interchange"
DAY = str(Path(__file__).parents[2] / "examples" / "tinglan-front.yaml")


def said(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    status = main([str(arg) for arg in argv])
    out, err = capsys.readouterr()
    return status, out, err


@pytest.mark.parametrize(
    ("content", "file", "form"),
    [
        (b'{"uri": "a"}', "x.json", "ninjs"),
        (b'[{"headlines": []}]', "<stdin>", "ninjs"),
        (b'{"masthead": {}, "items": []}', "x.json", ""),
        (b'{"items": [{"kind": "info", "lines": ["\\"uri\\": 1"]}]}', "x.json", ""),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x --><nitf/>", "x.xml", "nitf"),
        (b"<!DOCTYPE nitf SYSTEM 'x'><nitf/>", "x.xml", "nitf"),
        ("<?xml version='1.0'?><nitf/>".encode("utf-16"), "x.xml", "nitf"),
        (b"<n:newsItem xmlns:n='x'/>", "x.xml", "newsml"),
        (b"<!doctype html><html>", "x", "html"),
        (b"<p>x", "x.html", "html"),
        (b"<p>x", "x.md", "markdown"),
        (b"<p>x", "x", ""),
        (b"# x", "x.md", "markdown"),
        (b"# x", "x.txt", ""),
        (b"---\nkicker: a\n---\n# x", "<stdin>", "markdown"),
        (b"---\nmasthead: {}\n", "x", ""),
        (b"PK\x03\x04", "x", "docx"),
        (b"<nitf/>", "x.txt", ""),
        (b"masthead:\n", "x.yaml", ""),
    ],
)
def test_forms_are_told_by_content_and_name(content: bytes, file: str, form: str) -> None:
    assert strange.form_of(content, file) == form


def test_read_edition_takes_every_form(tmp_path: Path) -> None:
    nitf = SAMPLES / "story.nitf.xml"
    by_file = broadsheet.read_edition(nitf)
    assert by_file.masthead.name == "汀澜日报"
    assert by_file.folder == str(SAMPLES)
    by_text = broadsheet.read_edition(nitf.read_text(encoding="utf-8"))
    assert by_text.items == by_file.items
    story = tmp_path / "a.md"
    story.write_text("# 题\n\n正文\n", encoding="utf-8")
    assert broadsheet.read_edition(story).items == broadsheet.read_edition(tmp_path).items


def test_several_files_are_one_page_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    first, second = tmp_path / "a.md", tmp_path / "b" / "b.md"
    first.write_text(
        "---\nmasthead: {name: 汀澜日报}\nbyline: 记者沈砚秋报道\n---\n# 题\n\n![x](x.png)\n",
        encoding="utf-8",
    )
    second.write_text(
        "---\nmasthead: {name: 另一报}\n---\n# 题\n\n![y](y.png)\n\n正文\n", encoding="utf-8"
    )
    found = broadsheet.import_files([first, second]).edition
    [page] = found.pages
    one, two = page.items
    assert isinstance(one, Article)
    assert isinstance(two, Article)
    assert (one.id, two.id) == ("题", "题-2")
    assert (one.pictures[0].src, two.pictures[0].src) == ("x.png", "b/y.png")
    assert one.byline is not None
    assert [(credit.role, credit.names) for credit in one.byline.roles] == [("记者", ("沈砚秋",))]
    assert found.masthead.name == "汀澜日报"
    assert [str(finding) for finding in found.findings] == [
        f"{second}: warning: name '另一报' is left out: another file says '汀澜日报'"
    ]


def test_a_folder_without_stories_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"holds no stories \(stories end in \.yaml"):
        broadsheet.import_files([tmp_path])
    (tmp_path / "raw.txt").write_text("x", encoding="utf-8")
    (tmp_path / "a.md").write_text("# x\n\ny\n", encoding="utf-8")
    [finding] = broadsheet.import_files([tmp_path]).edition.findings
    assert str(finding).startswith(f"{tmp_path / 'raw.txt'}: warning: is not read")
    with pytest.raises(SourceError, match="its form is not known"):
        broadsheet.import_files([tmp_path / "raw.txt"])
    with pytest.raises(SourceError, match="nothing to read"):
        broadsheet.import_files([])


def test_import_writes_an_edition_and_tells_losses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    day = tmp_path / "day.yaml"
    status, _, err = said(capsys, "import", str(SAMPLES / "story.nitf.xml"), "-o", str(day))
    assert status == 0
    assert "warning: body.head.distributor: 5 characters are not carried" in err
    assert "note:" not in err
    assert f"its pictures lie in {SAMPLES}" in err
    assert broadsheet.read_edition(day).masthead.name == "汀澜日报"
    status, out, err = said(capsys, "import", str(SAMPLES / "agency.ninjs.json"), "-v")
    assert status == 0
    assert "headline: A pool of its own" in out
    assert "note: subjects is not carried: 2 entries" in err


def test_pictures_are_named_from_where_the_edition_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    story = tmp_path / "in" / "a.md"
    story.write_text("# x\n\n![y](y.png)\n\nz\n", encoding="utf-8")
    assert said(capsys, "import", str(story), "-o", str(tmp_path / "day.json"))[0] == 0
    written = json.loads((tmp_path / "day.json").read_text(encoding="utf-8"))
    assert written["items"][0]["pictures"][0]["src"] == "in/y.png"


def test_standard_input_is_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Input:
        buffer = io.BytesIO(b"---\nkicker: a\n---\n# H\n\nText.\n")

    monkeypatch.setattr(sys, "stdin", Input())
    status, out, _ = said(capsys, "import", "-")
    assert status == 0
    assert "kicker: a" in out
    status, _, err = said(capsys, "import", "-", "x.md")
    assert (status, "standard input can't be one of several files" in err) == (2, True)


def test_render_takes_a_story(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = tmp_path / "story.md"
    story.write_text("# 东礁海堤昨日合龙\n\n昨日，东礁海堤合龙。\n", encoding="utf-8")
    for name in (str(story), str(tmp_path)):
        status, out, _ = said(capsys, "check", name)
        assert status in (0, 1)
        assert "东礁海堤昨日合龙" in out


def test_export_writes_each_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    day = broadsheet.read_edition(DAY)
    for form in ("ninjs", "ninjs2", "markdown", "yaml", "json"):
        out = tmp_path / f"{form}{interchange.TEXTS[form]}"
        assert said(capsys, "export", DAY, "--to", form, "-o", str(out))[0] == 0
        assert broadsheet.read_edition(out).masthead == day.masthead
        status, printed, _ = said(capsys, "export", DAY, "--to", form)
        assert (status, printed) == (0, out.read_text(encoding="utf-8"))
    folder = tmp_path / "stories"
    status, _, err = said(capsys, "export", DAY, "--to", "stories", "-o", str(folder), "-v")
    assert status == 0
    assert "where a paragraph stood in raw text" in err
    assert len(list(folder.iterdir())) == len(day.items)
    assert broadsheet.read_edition(folder).masthead == day.masthead
    status, _, err = said(capsys, "export", DAY, "--to", "stories")
    assert status == 2
    assert "-o names a folder" in err
    with pytest.raises(OutputError, match=r"no form 'pdf' \(one of ninjs"):
        broadsheet.export(day, "pdf")
