"""The sample page from raw text to a proved PDF, measured by others' programs."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import broadsheet
from broadsheet.cli import main
from broadsheet.edition import Edition
from broadsheet.geometry import MM
from broadsheet.proof.checking import compare_text

SPECS = ("zjgrb-front", "zjgrb-front-8", "duikai-6", "zjgrb-facsimile")
EXAMPLE = Path(__file__).parents[2] / "examples" / "tinglan-front.yaml"
RAW = "editions/zjgrb-2021-08-18.txt"


@pytest.fixture(scope="session")
def day(shared: Path) -> Edition:
    return broadsheet.read_edition(shared / RAW)


@pytest.fixture(scope="session")
def printed(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages set by the command: the sample with each spec, and the example."""
    folder = tmp_path_factory.mktemp("pages")
    found: dict[str, Path] = {}
    for spec in SPECS:
        found[spec] = folder / f"{spec}.pdf"
        assert main(["render", str(shared / RAW), "--spec", spec, "-o", str(found[spec])]) == 0
    found["example"] = folder / "example.pdf"
    drawn = ["--spec", "duikai-6"]  # by hand, as the measure knows it
    assert main(["render", str(EXAMPLE), *drawn, "-o", str(found["example"])]) == 0
    return found


def measured(shared: Path, pdf: Path) -> dict[str, float]:
    program = shared / "measure" / "typometrics.py"
    run = subprocess.run(
        [sys.executable, str(program), str(pdf), "--json"], capture_output=True, check=True
    )
    found: dict[str, float] = json.loads(run.stdout)
    return found


@pytest.mark.parametrize("name", [*SPECS, "example"])
def test_every_character_reads_back_in_order(
    name: str, printed: dict[str, Path], day: Edition
) -> None:
    edition = broadsheet.read_edition(EXAMPLE) if name == "example" else day
    assert broadsheet.prove(printed[name], edition) == ()
    raw = subprocess.run(
        ["pdftotext", "-raw", str(printed[name]), "-"], capture_output=True, check=True
    )
    assert compare_text(raw.stdout.decode("utf-8"), edition) == ()


@pytest.mark.parametrize("name", [*SPECS, "example"])
def test_composition_is_measured_clean(name: str, printed: dict[str, Path], shared: Path) -> None:
    found = measured(shared, printed[name])
    assert found["bad_starts"] == 0
    assert found["bad_ends"] == 0
    assert found["ragged_p95"] < 0.01
    assert found["ragged_max"] < 0.3
    assert found["orphans"] == 0
    # between two cuts lines fill the column, whatever they hold
    assert found["stretch_p95"] < (0.09 if name == "zjgrb-facsimile" else 0.06)


@pytest.mark.parametrize("name", [*SPECS, "example"])
def test_the_file_is_sound_and_its_fonts_are_embedded(name: str, printed: dict[str, Path]) -> None:
    check = subprocess.run(
        ["qpdf", "--check", str(printed[name])], capture_output=True, check=False
    )
    assert check.returncode == 0, check.stdout + check.stderr
    fonts = subprocess.run(["pdffonts", str(printed[name])], capture_output=True, check=True)
    rows = fonts.stdout.decode().splitlines()[2:]
    assert len(rows) >= 6
    for row in rows:
        assert re.search(r"CID (TrueType|Type 0C) +Identity-[HV] +yes yes yes", row), row


@pytest.mark.parametrize("spec", SPECS)
def test_the_page_is_filled_to_the_line(spec: str, day: Edition) -> None:
    loaded = broadsheet.load_spec(spec)
    pages = broadsheet.compose(day, loaded)
    known = ("quotes", "unbalanced", "no-picture")  # of the copy; its picture's place is kept
    bad = [f for f in pages.findings if f.level != "note" and f.code not in known]
    assert [f for f in bad if f.where is None or "editions" not in f.where.file] == []
    grid, page = loaded.style.grid, loaded.style.page
    foot = max(box.rect.bottom for box in pages.boxes)
    slack = page.height - page.top - page.bottom - grid.rows * grid.baseline
    assert abs(foot - (page.height - page.bottom - slack / 2)) < 0.01
    for box in pages.boxes:
        assert box.room - box.lines <= 1


def test_the_facsimile_shows_every_column_end_of_the_source(
    printed: dict[str, Path], shared: Path
) -> None:
    program = shared / "measure" / "cuts.py"
    ends = shared / "editions" / "zjgrb-2021-08-18.cuts.json"
    run = subprocess.run(
        [sys.executable, str(program), str(printed["zjgrb-facsimile"]), str(ends), "-v"],
        capture_output=True,
        check=False,
    )
    said = run.stdout.decode("utf-8")
    assert run.returncode == 0, said
    assert said.splitlines()[-1] == "11 of 11 column ends reproduced"


def test_the_facsimile_has_columns_of_fifteen_characters_and_unequal_depth(day: Edition) -> None:
    pages = broadsheet.compose(day, broadsheet.load_spec("zjgrb-facsimile"))
    boxes = {box.name: box for box in pages.boxes}
    for name, least in (("a", 2), ("b", 4), ("c", 3)):
        columns = boxes[name].columns
        assert {round(column.width / 10.5, 3) for column in columns} == {15.0}
        assert len({round(column.height) for column in columns}) >= least


def test_the_measures_of_the_reference(day: Edition) -> None:
    """ART.md, page A: rows of 13.5 pt, columns of 15 em, masthead and foot where they lie."""
    spec = broadsheet.load_spec("zjgrb-front")
    pages = broadsheet.compose(day, spec)
    boxes = {box.name: box.rect for box in pages.boxes}
    assert spec.style.grid.measure == pytest.approx(157.5)
    assert spec.style.grid.gutter == pytest.approx(10.5, abs=0.1)
    assert boxes["M"].width / MM == pytest.approx(233.4, abs=0.1)
    assert boxes["E"].width / MM == pytest.approx(114.8, abs=0.2)
    assert boxes["F.1"].height / MM == pytest.approx(42.9, abs=0.1)
    assert boxes["F.1"].width / MM == pytest.approx(100.2, abs=0.1)
    assert boxes["F.4"].width / MM == pytest.approx(41.6, abs=0.1)
    lead = next(box for box in pages.boxes if box.name == "a")
    assert len(lead.columns) == 3
    assert lead.columns[0].width == pytest.approx(210)  # 20 em of 10.5 pt
    third = next(box for box in pages.boxes if box.name == "c")
    assert [round(column.width / 10.5) for column in third.columns] == [17, 17, 17]
