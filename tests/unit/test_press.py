"""The command and the library on the way to the press."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from broadsheet import api
from broadsheet.cli import main
from broadsheet.errors import OutputError, SourceError, SpecError
from broadsheet.geometry import MM
from broadsheet.paint import profiles

EXAMPLE = Path(__file__).parents[2] / "examples" / "tinglan-front.yaml"


@pytest.fixture(scope="module")
def x4(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("press") / "page.pdf"
    assert main(["render", str(EXAMPLE), "--standard", "x4", "--marks", "-o", str(path)]) == 0
    return path


def test_the_file_is_dated_by_the_edition_and_has_marks(x4: Path) -> None:
    reader = pypdf.PdfReader(x4)
    date = api.read_edition(EXAMPLE).masthead.date.replace("-", "")
    assert reader.trailer["/Info"]["/CreationDate"] == f"D:{date}000000Z"  # type: ignore[index]
    page = reader.pages[0]
    assert float(page.mediabox.width) == pytest.approx(float(page.trimbox.width) + 56.7, abs=0.1)


def test_every_word_is_in_it(x4: Path) -> None:
    assert api.prove(x4, api.read_edition(EXAMPLE)) == ()


def test_preflight_has_nothing_to_say_of_the_painter_s_work(x4: Path) -> None:
    report = api.inspect_pdf(x4)
    design = {"reversed-type", "multi-ink-type", "small-type", "coarse-picture", "coarse-line-art"}
    assert {issue.code for issue in report.issues} - design == {"imprint", "marks"}


def test_every_glyph_of_a_tagged_page_is_in_the_tree_or_an_artifact() -> None:
    edition, spec = api.read_edition(EXAMPLE), api.load_spec()
    out = io.BytesIO()
    api.write_pdf(api.compose(edition, spec), out, standard="ua1")
    reader = pypdf.PdfReader(out)
    contents = reader.pages[0].get_contents()
    assert contents is not None
    open_tags: list[str] = []
    numbers: list[int] = []
    for operands, operator in contents.operations:
        if operator in (b"BDC", b"BMC"):
            open_tags.append(str(operands[0]))
            if operator == b"BDC" and "/MCID" in operands[1]:
                numbers.append(int(operands[1]["/MCID"]))
        elif operator == b"EMC":
            open_tags.pop()
        elif operator in (b"Tj", b"TJ", b"f", b"S", b"B", b"Do"):
            assert len(open_tags) == 1
    assert open_tags == []
    assert numbers == list(range(len(numbers)))
    keys = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]  # type: ignore[index]
    assert len(keys[1].get_object()) == len(numbers)


def test_a_profile_of_one_s_own(tmp_path: Path) -> None:
    path = tmp_path / "My Press.icc"
    path.write_bytes(profiles.coldset().profile)
    out = tmp_path / "page.pdf"
    arguments = ["render", str(EXAMPLE), "--standard", "a2u", "--profile", str(path)]
    assert main([*arguments, "-o", str(out)]) == 0
    intent = pypdf.PdfReader(out).trailer["/Root"]["/OutputIntents"][0].get_object()  # type: ignore[index]
    assert (intent["/OutputConditionIdentifier"], intent["/Info"]) == ("Custom", "My Press")


def test_a_spec_may_name_profile_and_marks(tmp_path: Path) -> None:
    (tmp_path / "ours.icc").write_bytes(profiles.coldset().profile)
    (tmp_path / "ours.yaml").write_text(
        "broadsheet: 1\nextends: duikai-6\n"
        "press: {profile: ours.icc, condition: PSRnewsprint, marks: yes, bleed: 2mm}\n",
        encoding="utf-8",
    )
    out = tmp_path / "page.pdf"
    spec = str(tmp_path / "ours.yaml")
    assert main(["render", str(EXAMPLE), "--spec", spec, "--standard", "x4", "-o", str(out)]) == 0
    reader = pypdf.PdfReader(out)
    intent = reader.trailer["/Root"]["/OutputIntents"][0].get_object()  # type: ignore[index]
    assert intent["/OutputConditionIdentifier"] == "PSRnewsprint"
    page = reader.pages[0]
    assert float(page.bleedbox.width - page.trimbox.width) == pytest.approx(4 * MM, abs=0.01)
    assert page.mediabox.width > page.bleedbox.width
    # where the standard has no place for these, the spec's are left aside
    assert main(["render", str(EXAMPLE), "--spec", spec, "-o", str(out)]) == 0


@pytest.mark.parametrize("name", ["../ours.icc", "/etc/ours.icc", "a/../../ours.icc"])
def test_a_spec_reaches_no_profile_outside_its_folder(name: str, tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(
        f"broadsheet: 1\nextends: duikai-6\npress: {{profile: {name}}}\n", encoding="utf-8"
    )
    spec = api.load_spec(path)
    with pytest.raises(
        SpecError, match=r"press\.profile: .* (lies outside|leads out of) the spec.s folder"
    ):
        api.press_of(spec, "x4")
    assert api.press_of(spec, "x4", profile="own.icc").profile == "own.icc"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--standard", "x3"], "invalid choice: 'x3'"),
        (["--marks"], "marks and bleed are for the press (standard x4 or x1a)"),
        (["--standard", "ua1", "--profile", "none.icc"], "has no place for a profile"),
        (["--standard", "x4", "--profile", "none.icc"], "none.icc: no such file"),
        (["--standard", "x4", "--profile", str(EXAMPLE)], "is no ICC profile"),
    ],
)
def test_a_wrong_standard_or_profile_is_one_line(
    arguments: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "page.pdf"
    assert main(["render", str(EXAMPLE), *arguments, "-o", str(out)]) == 2
    error = capsys.readouterr().err
    assert told in error.splitlines()[-1]
    assert not out.exists()


def test_the_library_names_the_standards() -> None:
    edition, spec = api.read_edition(EXAMPLE), api.load_spec()
    pages = api.compose(edition, spec)
    with pytest.raises(OutputError, match=r"no standard 'x9'.*one of pdf, x4, x1a, a2u, ua1, a2a"):
        api.write_pdf(pages, io.BytesIO(), standard="x9")


def test_the_command_tells_its_findings(x4: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = api.inspect_pdf(x4)
    status = main(["preflight", str(x4), "-v"])
    told = capsys.readouterr().out.splitlines()
    assert status == int(report.count("error") > 0)
    assert len(told) == len(report.issues) + 1
    assert told[-1].startswith(f"{x4}: 1 page for newspaper, coldset offset on newsprint")


def test_the_command_as_json_and_on_the_page(
    x4: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn = tmp_path / "drawn.pdf"
    main(["preflight", str(x4), "--json", "--annotate", str(drawn)])
    held = json.loads(capsys.readouterr().out)
    places = sum(max(1, len(issue["places_mm"])) for issue in held["issues"])
    assert len(pypdf.PdfReader(drawn).pages[0]["/Annots"]) == places  # type: ignore[arg-type]


def test_what_is_no_pdf_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preflight", str(EXAMPLE)]) == 2
    assert capsys.readouterr().err == f"broadsheet: {EXAMPLE}: is not a PDF\n"
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\n")
    assert main(["preflight", str(broken)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    with pytest.raises(SourceError, match="is not a PDF"):
        api.inspect_pdf(b"")
    assert main(["preflight", str(broken), "--profile", "gravure"]) == 2
    assert "no preflight profile 'gravure'" in capsys.readouterr().err


PLAIN = """
import sys
from broadsheet.cli import main
status = main(["render", sys.argv[1], "-o", sys.argv[2]])
late = ("broadsheet.paint.pdf.conforming", "broadsheet.paint.pdf.standards", "PIL.ImageCms",
        "broadsheet.preflight", "broadsheet.opened_pdf", "pypdf", "urllib.request")
print(status, [name for name in late if name in sys.modules])
"""


def test_a_plain_page_pays_for_none_of_this(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PLAIN, str(EXAMPLE), str(tmp_path / "page.pdf")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "0 []\n"
