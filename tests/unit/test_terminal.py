"""What is said shows control characters and never sends them; what strangers name can't act."""

import csv
import io
import os
import re
from pathlib import Path

import pytest

import broadsheet
from broadsheet.batch import Job, Outcome, table
from broadsheet.cli import main, terminal
from broadsheet.errors import OutputError, visible

ODD = "a\x9b31m\u202eb\x1b[2J\x07"
UNSHOWN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def test_what_a_terminal_would_obey_is_written_as_an_escape() -> None:
    assert visible(ODD) == r"a\x9b31m\u202eb\x1b[2J\x07"
    assert visible("潮　水") == "潮　水"


def test_the_commands_print_through_one_door() -> None:
    folder = Path(terminal.__file__).parent
    for path in folder.glob("*.py"):
        if path.name not in ("terminal.py", "entry.py", "report.py", "preview.py"):
            assert "print(" not in path.read_text(encoding="utf-8"), path.name


def test_ids_names_and_copy_reach_the_terminal_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    day = tmp_path / "day.yaml"
    day.write_text(
        'items:\n- {kind: article, id: "i\\x9b31mX\\u202e", headline: "潮\\u202e头", '
        'body: ["潮水退了。"]}\n',
        encoding="utf-8",
    )
    page = str(tmp_path / "p.pdf")
    for words in (
        ["check", str(day), "--spec", "duikai-6"],
        ["check", str(day), "--spec", "duikai-6", "--dump", "heights"],
        ["render", str(day), "--spec", ODD, "-o", page],
        ["render", str(tmp_path / ODD), "-o", page],
        ["proof", ODD, str(day)],
        ["fonts", "--covers", ODD],
        ["specs", ODD],
        ["batch", str(tmp_path / ODD), "-o", page],
        ["set", ODD, "--measure", "9em"],
    ):
        main(words)
        told = capsys.readouterr()
        out = told.out if "--dump" not in words else visible(told.out.replace("\n", " "))
        assert not UNSHOWN.search(out + told.err), (words, out, told.err)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_files_texts_go_out_as_they_are_but_for_a_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for held, shown in ((io.StringIO(), f"{ODD}\n潮\n"), (Terminal(), f"{visible(ODD)}\n潮\n")):
        monkeypatch.setattr("sys.stdout", held)
        terminal.hand_out(f"{ODD}\n潮\n")
        assert held.getvalue() == shown


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\t=1"])
def test_no_cell_of_a_table_is_a_formula(name: str) -> None:
    outcome = Outcome(job=Job(source=name, output="a.pdf"), state="refused", message=f"{name}: x")
    [row] = csv.DictReader(io.StringIO(table.as_csv([outcome])))
    assert row["source"] == f"'{name}"
    assert row["output"] == "a.pdf"
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row.values())


@pytest.mark.parametrize("said", ["abc", "1e9", "9" * 40, "-99999999999999999"])
def test_a_clock_that_is_none_is_the_user_s_fault(
    said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
    day = broadsheet.read_edition({"items": [{"kind": "ad", "lines": ["潮"]}]})
    spec = broadsheet.load_spec("duikai-6")
    pages = broadsheet.compose(day, spec)
    with pytest.raises(OutputError, match="SOURCE_DATE_EPOCH is no time"):
        broadsheet.write_pdf(pages, tmp_path / "page.pdf")
    assert os.listdir(tmp_path) == []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", " 1234567890 ")
    broadsheet.write_pdf(pages, tmp_path / "page.pdf")


def test_pictures_of_pages_count_against_the_limits() -> None:
    from broadsheet.paint import raster

    with broadsheet.limits.put(pixels=1000, memory=100_000):
        raster.check_pixels(10, 10, 3)
        with pytest.raises(OutputError, match=r"40 × 30 pixels is too large .*pixels=1200"):
            raster.check_pixels(10, 7.5, 4)
    with (
        broadsheet.limits.put(memory=10_000),
        pytest.raises(OutputError, match="raise the limit memory=14400"),
    ):
        raster.check_pixels(10, 10, 3)


def test_a_spec_that_an_edition_lacks_is_told_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    day, page = tmp_path / "day.yaml", str(tmp_path / "page.pdf")
    for name, says in (
        ("nowhere.yaml", "there is no such file"),
        ("duikai-7", "there is no spec 'duikai-7'"),
        ("../x.yaml", "leads out of"),
        ("/etc/x.yaml", "lies outside"),
    ):
        day.write_text(f"masthead: {{name: 潮报}}\nspec: {name}\nitems: []\n", encoding="utf-8")
        for words in (["render", str(day), "-o", page], ["check", str(day)]):
            assert main(words) == 2
            err = capsys.readouterr().err
            assert err.startswith(f"broadsheet: {day}:2:7: spec: ")
            assert says in err
    (tmp_path / "own.yaml").write_text("broadsheet: 1\nextends: duikai-6\ngrud: 1\n", "utf-8")
    day.write_text("spec: own.yaml\nitems: []\n", encoding="utf-8")
    assert main(["check", str(day)]) == 2
    assert f"{tmp_path / 'own.yaml'}:3:1: grud" in capsys.readouterr().err
