"""Advertisements as twelve programs write them, in every standard: written right, or refused.

``adverts/expected.tsv`` says by hand what each has and who must refuse it; ``adverts/make.py``
made them.  Needs pikepdf[pdfa] and pdfua.
"""

import io
from functools import cache
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

import broadsheet
from broadsheet import preflight
from broadsheet.display import Page, Pages, PlacedPicture
from broadsheet.errors import PictureError
from broadsheet.models import replace
from broadsheet.spec import Spec
from tests.external import clauses
from tests.external import standards_table as others
from tests.unit.pages_of import small_spec

FOLDER = Path(__file__).parent / "adverts"
STANDARDS = ("pdf", "x4", "x1a", "a2u", "ua1", "a2a")
AS = {"a2a": "a2u"}  # refuses what the other does
# Mixes an ink otherwise than another advertisement; archives take one recipe a file.
OTHERWISE = {"a2u": {"reportlab-spot"}, "a2a": {"reportlab-spot"}}
ACROSS = 480  # pixels
# What our preflight finds in a file of a standard that a placed page must not bring along.
BROUGHT = {"rgb", "font-missing", "encrypted", "annotation", "registration", "hidden-text"}
CLEAR = {"transparency", "coding"}
LIGHT = "red, green and blue"
ALIKE, TURNED, INK = 4.0, 14.0, 0.02  # mean difference of 255; share of black that may come or go


def table() -> dict[str, dict[str, str]]:
    """Return the words of the refusal by standard, for each advertisement."""
    found: dict[str, dict[str, str]] = {}
    for row in (FOLDER / "expected.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        name, _, refused = row.split("\t")
        standards, _, words = refused.partition(": ")
        found[name] = dict.fromkeys(standards.split(), words)
    return found


ADVERTS = table()


def test_the_table_has_every_file_of_twelve_makers() -> None:
    assert {path.stem for path in FOLDER.glob("*.pdf")} == set(ADVERTS)
    assert len(ADVERTS) >= 70
    assert len({name.split("-")[0] for name in ADVERTS}) == 12
    assert all(path.stat().st_size < 10_400 for path in FOLDER.glob("*.pdf"))


@cache
def spec() -> Spec:
    """Return a page that holds an advertisement alone, without its label."""
    return small_spec("q q q q | fill", {"q": {"ad": "1"}}, labels={"ad": ""})


def placed(*names: str) -> Pages:
    """Return a page for each advertisement."""
    ads = [{"kind": "ad", "id": name, "src": f"{name}.pdf", "alt": "灯油"} for name in names]
    copy = broadsheet.read_edition({"pages": [{"items": [one]} for one in ads]})
    return broadsheet.compose(replace(copy, folder=str(FOLDER)), spec())


@cache
def fit(standard: str) -> tuple[tuple[str, ...], Pages, bytes]:
    """Return those that a standard takes, their pages, and the file of them all."""
    names = tuple(
        name
        for name in ADVERTS
        if AS.get(standard, standard) not in ADVERTS[name]
        and name not in OTHERWISE.get(standard, set())
    )
    pages, out = placed(*names), io.BytesIO()
    broadsheet.write_pdf(pages, out, standard=standard)
    return names, pages, out.getvalue()


def test_what_breaks_a_standard_is_refused_in_one_line() -> None:
    count = 0
    for name, refused in ADVERTS.items():
        pages = placed(name) if refused else Pages(pages=())
        unread = [f for f in pages.findings if f.code == "picture"]
        for standard, words in refused.items():
            count += 1
            if unread:  # nothing of it can be read: it is told before a file is begun
                assert words in unread[0].message, name
                assert unread[0].level == "error"
                continue
            with pytest.raises(PictureError) as fault:
                broadsheet.write_pdf(pages, io.BytesIO(), standard=standard)
            told = str(fault.value)
            assert told.startswith(f"{name}.pdf: "), told
            assert words in told, (name, standard, told)
            assert fault.value.hint, name
            assert "\n" not in told
    assert count > 80


def test_an_ink_is_mixed_in_one_way_in_an_archive() -> None:
    both = placed("ghostscript-spot", "reportlab-spot")
    for standard in ("a2u", "a2a"):
        with pytest.raises(PictureError, match="mixes the ink Harbour Red otherwise"):
            broadsheet.write_pdf(both, io.BytesIO(), standard=standard)
        alone = placed("reportlab-spot")
        broadsheet.write_pdf(alone, io.BytesIO(), standard=standard)
    broadsheet.write_pdf(both, io.BytesIO(), standard="x4")


@pytest.mark.parametrize("standard", STANDARDS)
def test_what_is_written_has_nothing_that_the_standard_forbids(standard: str) -> None:
    names, _, content = fit(standard)
    assert len(names) > 40
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == len(names)
    if standard in ("x4", "x1a"):
        limits = preflight.limits_of("coldset")
        codes = {issue.code for issue in preflight.inspect(content, limits).issues}
        assert not codes & (BROUGHT | (CLEAR if standard == "x1a" else set())), codes
    assert standard == "pdf" or clauses.faults(content, standard) == []
    reader = pypdf.PdfReader(io.BytesIO(content))
    held = " ".join(str(reader.get_object(n)) for n in range(1, reader.trailer["/Size"]))
    for word in ("/JavaScript", "/EmbeddedFile", "https://example.com", "approved"):
        assert word not in held


def test_checkers_of_archive_and_tags_find_nothing(tmp_path: Path) -> None:
    path = tmp_path / "adverts.pdf"
    for standard, level in (("a2u", "U"), ("a2a", "A")):
        path.write_bytes(fit(standard)[2])
        faults = others.archive_faults(path, tmp_path, level)
        # spot colours and patterns are beyond it
        assert [fault for fault in faults if "[unsupported]" not in fault] == [], standard
    for standard in ("ua1", "a2a"):
        path.write_bytes(fit(standard)[2])
        assert others.access_faults(path) == [], standard


def picture(page: pypdfium2.PdfPage, across: float) -> Image.Image:
    return page.render(scale=across / page.get_width()).to_pil().convert("L")


def _both(name: str, page: Page, drawn: pypdfium2.PdfPage) -> list[Image.Image]:
    """Return an advertisement as it is alone and as it is placed, blurred."""
    with pypdfium2.PdfDocument((FOLDER / f"{name}.pdf").read_bytes()) as advert:
        own = picture(advert[0], ACROSS)
    (mark,) = (m for m in page.marks if isinstance(m, PlacedPicture))
    scale = own.width / mark.rect.width
    left, top = round(mark.rect.left * scale), round(mark.rect.top * scale)
    whole = picture(drawn, page.width * scale)
    shown = whole.crop((left, top, left + own.width, top + own.height))
    return [one.resize((own.width // 8, own.height // 8)) for one in (own, shown)]


@pytest.mark.parametrize("standard", ["x4", "x1a", "a2u"])
def test_light_becomes_inks_where_a_paper_asks_for_it(standard: str) -> None:
    """Found: 10.2 at most, of a gradient; the drawn shapes stay where they are."""
    names = [name for name, words in ADVERTS.items() if LIGHT in words.get(standard, "")]
    assert len(names) > 10
    pages, out = placed(*names), io.BytesIO()
    order = broadsheet.Press(adverts="convert")
    broadsheet.write_pdf(pages, out, standard=standard, press=order)
    assert clauses.faults(out.getvalue(), standard) == []
    limits = preflight.limits_of("coldset")
    codes = {issue.code for issue in preflight.inspect(out.getvalue(), limits).issues}
    assert not codes & (BROUGHT | {"total-ink"}), codes
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        for name, page, drawn in zip(names, pages.pages, document, strict=True):
            own, shown = _both(name, page, drawn)
            apart = ImageStat.Stat(ImageChops.difference(own, shown)).mean[0]
            assert apart < TURNED, (name, apart)


@pytest.mark.parametrize("standard", STANDARDS)
def test_what_is_on_paper_is_the_advertisement(standard: str) -> None:
    """Found: 3.0 at most, of glyphs of type 3 that fall on other pixels; 0.5 % of ink."""
    names, pages, content = fit(standard)
    with pypdfium2.PdfDocument(content) as document:
        for name, page, drawn in zip(names, pages.pages, document, strict=True):
            blurred = _both(name, page, drawn)
            apart = ImageStat.Stat(ImageChops.difference(*blurred)).mean[0]
            assert apart < ALIKE, (name, apart)
            inks = [1 - ImageStat.Stat(one).mean[0] / 255 for one in blurred]
            assert inks[0] > INK, name  # there is something on it
            assert abs(inks[0] - inks[1]) < INK, (name, inks)
