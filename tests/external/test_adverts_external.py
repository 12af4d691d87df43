"""Advertisers' pages placed in files that conform: what the checkers of archive and tags say.

Needs qpdf, poppler-utils, mupdf-tools, ghostscript and pikepdf[pdfa], pdfua.
"""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from broadsheet.api import compose
from tests.external import standards_table as others
from tests.unit.pages_of import edition, small_spec, story
from tests.unit.test_advert_material import ad_pdf, page_of, written


def ours(path: Path) -> None:
    """A page of text with its faces."""
    path.write_bytes(written(compose(edition(story(1, [60])), small_spec("p p p p | auto"))))


def through_mupdf(path: Path) -> None:
    """The same page, written again by another program: other objects, no object streams."""
    ours(path)
    again = path.with_suffix(".again.pdf")
    subprocess.run(["mutool", "clean", "-gggg", "-z", path, again], check=True)
    again.rename(path)


def through_ghostscript(path: Path) -> None:
    """Shapes in ink with fonts and spaces of Ghostscript's making."""
    ours(path)
    again = path.with_suffix(".again.pdf")
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite"]
    command += ["-sColorConversionStrategy=CMYK", "-dProcessColorModel=/DeviceCMYK"]
    subprocess.run([*command, f"-sOutputFile={again}", path], check=True)
    again.rename(path)


def of_an_advertiser_s_archive(path: Path) -> None:
    """A page that is a PDF/A-2u itself, with structure left out and an output intent."""
    inner = compose(edition(story(1, [60])), small_spec("p p p p | auto"))
    path.write_bytes(written(inner, "a2u"))


MAKERS = [ad_pdf, ours, through_mupdf, through_ghostscript, of_an_advertiser_s_archive]


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_a_placed_page_keeps_the_standard(make: Callable[[Path], None], tmp_path: Path) -> None:
    make(tmp_path / "ad.pdf")
    pages = page_of(tmp_path, "ad.pdf")
    for standard in ("x4", "x1a", "a2u", "ua1"):
        made = tmp_path / f"{standard}.pdf"
        made.write_bytes(written(pages, standard))
        assert "WARNING" not in others.run("qpdf", "--check", made), standard
    assert others.archive_faults(tmp_path / "a2u.pdf", tmp_path) == []
    assert others.access_faults(tmp_path / "ua1.pdf") == []
    assert "帆" in _alternatives(tmp_path / "ua1.pdf")


def _alternatives(path: Path) -> set[str]:
    """Return the alternative texts of a file's structure."""
    reader = pypdf.PdfReader(path)
    objects = (reader.get_object(number) for number in range(1, reader.trailer["/Size"]))
    return {str(held["/Alt"]) for held in objects if isinstance(held, dict) and "/Alt" in held}
