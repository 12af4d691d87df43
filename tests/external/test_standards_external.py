"""What other programs make of files that conform to a standard, for all bundled specs.

Needs qpdf, poppler-utils, mupdf-tools, ghostscript, pypdfium2, pikepdf[pdfa] and pdfua.
"""

import re
from functools import partial
from pathlib import Path

import pypdf
import pytest
from PIL import Image, ImageStat

from broadsheet import api, display, preflight
from broadsheet.edition import Edition
from broadsheet.fonts.face import open_bundled
from broadsheet.fonts.manifest import read_manifest
from broadsheet.geometry import Rect
from broadsheet.paint import profiles
from broadsheet.paint.pdf import conforming, document, standards
from broadsheet.proof import compare_text
from tests.external import clauses
from tests.external import standards_table as others
from tests.external.standards_table import SPECS, run
from tests.unit.structure_of import structure

STANDARDS = api.STANDARDS
# pdfium takes vertical strings that follow one another and begin at one height for a line from
# left to right and sorts them so; ActualText does not keep it from that.  The others read well.
SORTED_BY_PDFIUM = {"shuzhi"}
ALIKE, PROGRAMS = 1.5, 10.0  # levels of 255: of a standard to the plain file, of two programs
Files = dict[tuple[str, str], Path]


@pytest.fixture(scope="module")
def editions() -> dict[str, Edition]:
    return {name: others.edition_of(name) for name in SPECS}


@pytest.fixture(scope="module")
def composed(editions: dict[str, Edition]) -> dict[str, display.Pages]:
    return {name: api.compose(editions[name], api.load_spec(name)) for name in SPECS}


@pytest.fixture(scope="module")
def whole(composed: dict[str, display.Pages]) -> list[str]:
    held = [name for name in SPECS if others.holds_all(name, composed[name])]
    assert {"duikai-6", "english-6", "shuzhi", "siban-4"} <= set(held)
    return held


@pytest.fixture(scope="module")
def files(
    editions: dict[str, Edition],
    composed: dict[str, display.Pages],
    tmp_path_factory: pytest.TempPathFactory,
) -> Files:
    """Every spec's example in every standard."""
    folder, made = tmp_path_factory.mktemp("standards"), {}
    for name in SPECS:
        press = api.Press(date=editions[name].masthead.date)
        for standard in STANDARDS:
            path = made[name, standard] = folder / f"{name}-{standard}.pdf"
            api.write_pdf(composed[name], path, standard=standard, press=press)
    return made


@pytest.mark.parametrize("standard", STANDARDS)
def test_qpdf_finds_nothing_and_poppler_every_font(files: Files, standard: str) -> None:
    for name in SPECS:
        assert others.sound(files[name, standard]), name


def test_the_archive_s_checker_finds_no_violation(files: Files, tmp_path: Path) -> None:
    """Level U asks for a ToUnicode map in every font besides, which poppler has seen above."""
    for name in SPECS:
        assert others.archive_faults(files[name, "a2u"], tmp_path) == []
        assert others.archive_faults(files[name, "a2a"], tmp_path, "A") == []


def test_our_own_reading_of_the_clauses_finds_nothing(files: Files) -> None:
    for name in SPECS:
        for standard in STANDARDS:
            if standard != "pdf":
                assert clauses.faults(files[name, standard].read_bytes(), standard) == [], name


def test_the_checker_of_tags_finds_nothing(files: Files) -> None:
    for name in SPECS:
        assert others.access_faults(files[name, "ua1"]) == []
        assert others.access_faults(files[name, "a2a"]) == []


def test_poppler_reads_every_passage_by_the_structure(
    files: Files, editions: dict[str, Edition], whole: list[str]
) -> None:
    for name in whole:
        told = run("pdfinfo", "-struct-text", files[name, "ua1"])
        text = "\n".join(re.findall(r'(?m)^ *"(.*)"$', told))
        assert compare_text(text, editions[name]) == (), name
        kinds = re.findall(KINDS, told)
        assert {"Document", "Art", "Sect", "H1", "H2", "H3", "P", "Figure", "Link"} <= set(kinds)


def test_poppler_finds_the_structure_that_our_goldens_are_read_with(files: Files) -> None:
    """Of every kind of page: front, inside, drawn, vertical, in English; kinds and letters."""
    for name in SPECS:
        for standard in ("ua1", "a2a"):
            told = run("pdfinfo", "-struct-text", files[name, standard])
            text = "\n".join(re.findall(r'(?m)^ *"(.*)"$', told))
            own = structure(pypdf.PdfReader(files[name, standard]))
            kinds = [kind for kind in re.findall(KINDS, told) if kind != "Object"]
            assert kinds == re.findall(r"(?m)^ *([A-Z]\w*)", own), name
            assert _letters(text) == _letters("".join(re.findall(r"(?m)“(.*)”$", own))), name


DRAWN = ("x4", "ua1", "a2a")
KINDS = r"(?m)^ *([A-Z]\w*)(?= |:|$)(?! \d)"


def _letters(text: str) -> str:
    return "".join(text.replace("\xad", "").split())


@pytest.mark.parametrize("standard", STANDARDS)
def test_every_reader_takes_the_edition_back(
    files: Files, editions: dict[str, Edition], whole: list[str], standard: str
) -> None:
    for name in whole:
        for reader in others.READERS:
            if reader == "pdfium" and name in SORTED_BY_PDFIUM:
                continue
            text = others.text_by(reader, files[name, standard])
            assert compare_text(text, editions[name]) == (), (name, reader)


@pytest.mark.parametrize("name", SPECS)
def test_every_standard_looks_the_same_in_four_programs(
    files: Files, name: str, tmp_path: Path
) -> None:
    """Found: up to 0.9, from pictures that a profile has separated; of two programs up to 7.6.

    X-1a and A-2u are drawn by the same steps as X-4 and A-2a: of one spec alone, as the drawing is
    what takes the time here.
    """
    plain = dict(others.drawn(files[name, "pdf"], tmp_path))
    for standard in STANDARDS[1:] if name == "zjgrb-front" else DRAWN:
        for program, picture in others.drawn(files[name, standard], tmp_path):
            assert others.apart(picture, plain[program]) < ALIKE, (standard, program)
            assert others.apart(picture, plain["poppler"]) < PROGRAMS, (standard, program)


def plates(path: Path, folder: Path) -> dict[str, Image.Image]:
    """The plates that Ghostscript makes of a page, by ink; white where there is none."""
    folder.mkdir()
    run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-r72", "-dSimulateOverprint=true",
        f"-sOutputFile={folder / 'page.tif'}", path)  # fmt: skip
    return {
        held.stem.split("(")[1].rstrip(")"): Image.open(held).convert("L")
        for held in folder.glob("page*(*).tif")
    }


def test_black_text_leaves_the_ink_below_it(tmp_path: Path) -> None:
    """Ghostscript's yellow plate has no holes where text in black stands on yellow."""
    manifest = read_manifest()
    (entry,) = (face for face in manifest.faces if face.id == "hei-black")
    face = open_bundled(manifest, entry)
    glyph, source = face.glyph("国"), display.Source("one", "para", 0)
    letter = display.Run("hei-black", 60.0, (glyph,), "国", source)
    ground = display.Fill(Rect(0, 0, 100, 100), fill=display.Colour(yellow=0.8))
    marks = (ground, display.TextLine(20, 75, 60, (letter,)))
    page = display.Page(number=1, width=100, height=100, marks=marks)
    pages = display.Pages(pages=(page,))
    faces = {"hei-black": face}
    order = standards.FileOrder(standard=standards.STANDARDS["x4"], intent=profiles.coldset())
    lightest = {}
    for name, paint in (
        ("x4", partial(conforming.paint, pages, faces, order=order)),
        ("pdf", partial(document.paint, pages, faces)),
    ):
        with (tmp_path / f"{name}.pdf").open("wb") as out:
            paint(out=out)
        made = plates(tmp_path / f"{name}.pdf", tmp_path / name)
        inside = made["Yellow"].crop((10, 10, 90, 90))
        lightest[name] = ImageStat.Stat(inside).extrema[0][1]
        assert ImageStat.Stat(made["Black"]).extrema[0][0] == 0
    assert lightest["x4"] < 60  # 80 % of yellow throughout
    assert lightest["pdf"] > 200


def test_conforming_costs_no_more_than_a_tenth_in_bytes(files: Files) -> None:
    profile = 77_000
    for name in SPECS:
        plain = files[name, "pdf"].stat().st_size
        for standard in STANDARDS[1:]:
            assert files[name, standard].stat().st_size < 1.1 * plain + profile


@pytest.mark.parametrize("standard", ["x4", "x1a"])
def test_preflight_finds_the_file_fit_and_only_the_design_wanting(
    files: Files, standard: str
) -> None:
    """Sizes of type are the spec's; all else is the painter's, and has to be right."""
    design = {"reversed-type", "multi-ink-type", "small-type", "coarse-picture", "coarse-line-art"}
    design |= {"imprint", "masthead-fact"}  # facts of the edition
    for name in SPECS:
        content = files[name, standard].read_bytes()
        report = preflight.inspect(content, preflight.limits_of("coldset"))
        assert {issue.code for issue in report.issues} - design == set()
