"""A hundred constructs of strangers' pages, as written: by the clauses, by checkers, on paper.

Needs pikepdf[pdfa] and pdfua.
"""

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

import broadsheet
from broadsheet.display import Pages, PlacedPicture
from tests.external import clauses
from tests.external import standards_table as others
from tests.unit.advert_constructs import TABLE, made
from tests.unit.test_advert_constructs import STANDARDS, only, placed, taken

ACROSS, ALIKE = 400, 4.0  # pixels; mean difference of 255


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    return placed(tmp_path_factory.mktemp("constructs"))


def picture(page: pypdfium2.PdfPage, across: float) -> Image.Image:
    return page.render(scale=across / page.get_width()).to_pil().convert("L")


@pytest.mark.parametrize("standard", STANDARDS)
def test_what_is_written_keeps_the_clauses_and_looks_the_same(
    pages: Pages, standard: str, tmp_path: Path
) -> None:
    names, out = taken(standard), io.BytesIO()
    chosen = only(pages, names)
    broadsheet.write_pdf(chosen, out, standard=standard)
    content, path = out.getvalue(), tmp_path / "constructs.pdf"
    path.write_bytes(content)
    if standard != "pdf":
        assert clauses.faults(content, standard) == []
    if standard in ("ua1", "a2a"):
        assert others.access_faults(path) == []
    if standard in ("a2u", "a2a"):
        faults = others.archive_faults(path, tmp_path, standard[-1].upper())
        assert [fault for fault in faults if "[unsupported]" not in fault] == []
    with pypdfium2.PdfDocument(content) as document:
        for name, page, drawn in zip(names, chosen.pages, document, strict=True):
            apart = _apart(made(TABLE[name].build), page, drawn)
            assert apart < ALIKE, (name, apart)


def _apart(advert: bytes, page: object, drawn: pypdfium2.PdfPage) -> float:
    with pypdfium2.PdfDocument(advert) as document:
        own = picture(document[0], ACROSS)
    marks = page.marks  # type: ignore[attr-defined]
    (mark,) = (m for m in marks if isinstance(m, PlacedPicture))
    scale = own.width / mark.rect.width
    left, top = round(mark.rect.left * scale), round(mark.rect.top * scale)
    whole = picture(drawn, page.width * scale)  # type: ignore[attr-defined]
    shown = whole.crop((left, top, left + own.width, top + own.height))
    blurred = [one.resize((own.width // 8, own.height // 8)) for one in (own, shown)]
    return float(ImageStat.Stat(ImageChops.difference(*blurred)).mean[0])
