"""Advertisers' material: PDF pages as forms, pictures in slots, sizes, what is refused."""

import io
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PIL import Image
from pypdf.generic import DictionaryObject, NameObject, NumberObject
from reportlab.pdfgen.canvas import Canvas

import broadsheet
from broadsheet.api import compose, write_pdf
from broadsheet.display import Pages, PlacedPicture
from broadsheet.errors import PictureError
from broadsheet.models import replace
from broadsheet.opened_pdf.rules import Bans, mended, object_faults
from broadsheet.paint.artwork import artwork_size
from tests.unit.pages_of import edition, small_spec, story


def ad_pdf(path: Path, *, width: float = 300, height: float = 80, colour: str = "cmyk") -> None:
    """An advertiser's page: shapes alone, in inks or in light."""
    canvas = Canvas(str(path), pagesize=(width, height), invariant=1)
    canvas._code.clear()  # ReportLab's own first lines call for Helvetica
    if colour == "cmyk":
        canvas.setFillColorCMYK(0, 0.8, 0.6, 0)
    else:
        canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(10, 10, width - 20, height - 20, stroke=0, fill=1)
    if colour == "text":
        canvas.setFont("Times-Roman", 12)
        canvas.drawString(12, 12, "an advertiser's own words")
    canvas.showPage()
    canvas.save()
    if colour != "text":
        plain = pypdf.PdfWriter(clone_from=str(path))
        del plain.pages[0]["/Resources"]["/Font"]  # type: ignore[attr-defined]
        plain.write(str(path))


def page_of(folder: Path, src: str, **box: Any) -> Pages:
    copy = edition(story(1, [120]), {"kind": "ad", "id": "ad", "src": src, "alt": "帆"})
    boxes = {"p": {"story": "1"}, "q": {"ad": "1"} | box}
    spec = small_spec("p p p p | auto\nq q q q | 8行", boxes)
    return compose(replace(copy, folder=str(folder)), spec)


def written(pages: Pages, standard: str = "pdf") -> bytes:
    out = io.BytesIO()
    write_pdf(pages, out, standard=standard)
    return out.getvalue()


def codes(pages: Pages) -> list[str]:
    return sorted(f.code for f in pages.findings if f.item == "ad")


def forms(content: bytes) -> list[Any]:
    (page,) = pypdf.PdfReader(io.BytesIO(content)).pages
    return [one.get_object() for one in page["/Resources"]["/XObject"].get_object().values()]


@pytest.mark.parametrize("standard", ["pdf", "x4", "x1a", "a2u", "ua1", "a2a"])
def test_a_pdf_page_is_placed_as_vectors(tmp_path: Path, standard: str) -> None:
    ad_pdf(tmp_path / "ad.pdf")
    (form,) = forms(written(page_of(tmp_path, "ad.pdf"), standard))
    assert form["/Subtype"] == "/Form"
    assert [float(edge) for edge in form["/BBox"]] == [0, 0, 300, 80]
    assert b"0 0.8 0.6 0 k" in form.get_data()
    matrix = [float(value) for value in form["/Matrix"]]
    assert matrix == pytest.approx([1 / 300, 0, 0, 1 / 80, 0, 0], abs=1e-8)


def test_fonts_of_a_placed_page_come_along(tmp_path: Path) -> None:
    copy = edition(story(1, [60]))
    inner = compose(copy, small_spec("p p p p | auto"))
    (tmp_path / "ad.pdf").write_bytes(written(inner))
    content = written(page_of(tmp_path, "ad.pdf"), "x4")
    (form,) = forms(content)
    fonts = form["/Resources"]["/Font"].get_object().values()
    for font in fonts:
        (below,) = font.get_object()["/DescendantFonts"]
        assert "/FontFile3" in below.get_object()["/FontDescriptor"].get_object()
    text = pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert "第1条潮讯" in "".join(text.split())


def test_a_turned_page_is_turned(tmp_path: Path) -> None:
    ad_pdf(tmp_path / "ad.pdf", width=80, height=300)
    writer = pypdf.PdfWriter(clone_from=str(tmp_path / "ad.pdf"))
    writer.pages[0].rotate(90)
    writer.write(str(tmp_path / "ad.pdf"))
    pages = page_of(tmp_path, "ad.pdf")
    (picture,) = [mark for mark in pages.pages[0].marks if isinstance(mark, PlacedPicture)]
    assert picture.rect.width / picture.rect.height == pytest.approx(300 / 80, rel=0.001)
    (form,) = forms(written(pages))
    a, b, c, d, e, f = (float(value) for value in form["/Matrix"])
    corners = [(0, 0), (80, 0), (80, 300), (0, 300)]
    turned = [(a * x + c * y + e, b * x + d * y + f) for x, y in corners]
    assert [(round(x, 6), round(y, 6)) for x, y in turned] == [(0, 1), (0, 0), (1, 0), (1, 1)]


@pytest.mark.parametrize(
    ("colour", "standard", "says"),
    [
        ("rgb", "x4", "is not fit for PDF/X-4: colours in red, green and blue"),
        ("rgb", "x1a", "is not fit for PDF/X-1a:2003: colours in red, green and blue"),
        ("text", "x4", "red, green and blue"),
        ("text", "ua1", "is not fit for PDF/UA-1: the face"),
    ],
)
def test_a_page_that_would_break_a_standard_is_refused(
    tmp_path: Path, colour: str, standard: str, says: str
) -> None:
    ad_pdf(tmp_path / "ad.pdf", colour=colour)
    pages = page_of(tmp_path, "ad.pdf")
    with pytest.raises(PictureError) as fault:
        written(pages, standard)
    assert says in str(fault.value)
    assert "\n" not in str(fault.value)
    assert forms(written(pages))  # a plain file takes it as it is


def test_transparency_is_refused_where_it_is_banned(tmp_path: Path) -> None:
    ad_pdf(tmp_path / "ad.pdf")
    writer = pypdf.PdfWriter(clone_from=str(tmp_path / "ad.pdf"))
    state = pypdf.generic.DictionaryObject({NameObject("/ca"): pypdf.generic.FloatObject(0.5)})
    own = pypdf.generic.DictionaryObject({NameObject("/G0"): state})
    writer.pages[0]["/Resources"][NameObject("/ExtGState")] = own  # type: ignore[index]
    drawn = pypdf.generic.DecodedStreamObject()
    drawn.set_data(b"/G0 gs 0 0 0 1 k 9 9 50 50 re f")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(drawn)
    writer.write(str(tmp_path / "ad.pdf"))
    pages = page_of(tmp_path, "ad.pdf")
    assert forms(written(pages, "x4"))
    with pytest.raises(PictureError, match="transparency"):
        written(pages, "x1a")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is not a PDF"),
        (b"%PDF-1.4\n%%EOF", "is broken"),
        (b"%PDF-1.7\ntrailer <</Root 1 0 R>>\nstartxref\n0\n%%EOF", "is broken"),
    ],
)
def test_a_broken_pdf_is_told_in_one_line(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "ad.pdf").write_bytes(content)
    pages = page_of(tmp_path, "ad.pdf")
    (found,) = [f for f in pages.findings if f.code == "picture"]
    assert says in found.message
    assert "\n" not in found.message


def test_a_locked_pdf_is_told(tmp_path: Path) -> None:
    ad_pdf(tmp_path / "ad.pdf")
    writer = pypdf.PdfWriter(clone_from=str(tmp_path / "ad.pdf"))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(str(tmp_path / "ad.pdf"))
    (found,) = [f for f in page_of(tmp_path, "ad.pdf").findings if f.code == "picture"]
    assert "is locked" in found.message


def test_scripts_and_links_of_a_placed_page_stay_behind(tmp_path: Path) -> None:
    ad_pdf(tmp_path / "ad.pdf")
    writer = pypdf.PdfWriter(clone_from=str(tmp_path / "ad.pdf"))
    script = {"/S": "/JavaScript", "/JS": "app.alert(1)"}
    action = pypdf.generic.DictionaryObject(
        {NameObject(k): pypdf.generic.TextStringObject(v) for k, v in script.items()}
    )
    writer.root_object[NameObject("/OpenAction")] = action
    writer.pages[0][NameObject("/AA")] = pypdf.generic.DictionaryObject({NameObject("/O"): action})
    writer.write(str(tmp_path / "ad.pdf"))
    assert b"app.alert" not in written(page_of(tmp_path, "ad.pdf"))


@pytest.mark.parametrize(
    ("size", "found"),
    [
        ((1000, 260), []),  # 159 ppi and the slot's ratio
        ((780, 203), ["ad-coarse"]),
        ((300, 78), ["ad-coarse"]),
        ((1000, 500), ["ad-ratio"]),
    ],
)
def test_coarse_material_and_wrong_ratios_are_told(
    tmp_path: Path, size: tuple[int, int], found: list[str]
) -> None:
    slot = page_of(tmp_path, "none.png").boxes[-1].rect
    width, height = size
    if found != ["ad-ratio"]:
        height = round(width * slot.height / slot.width)
    Image.new("CMYK", (width, height)).save(tmp_path / "ad.tif")
    pages = page_of(tmp_path, "ad.tif")
    assert codes(pages) == found
    levels = {f.level for f in pages.findings if f.code == "ad-coarse"}
    assert levels == ({"error"} if width == 300 else {"warning"} if width == 780 else set())


def test_material_is_placed_whole_and_marked(tmp_path: Path) -> None:
    Image.new("L", (1000, 500)).save(tmp_path / "ad.png")
    pages = page_of(tmp_path, "ad.png")
    marks = pages.pages[0].marks
    (picture,) = [mark for mark in marks if isinstance(mark, PlacedPicture)]
    assert picture.rect.width / picture.rect.height == pytest.approx(2.0)
    assert picture.crop == (0.0, 0.0, 1.0, 1.0)
    assert pages.boxes[-1].rect.holds(picture.rect)
    label = next(n for n, m in enumerate(marks) if getattr(m, "plain", "") == "广告")
    assert label > marks.index(picture)  # the mark lies over the picture


def test_four_inks_of_a_tiff_go_into_the_file_as_they_are(tmp_path: Path) -> None:
    Image.new("CMYK", (1000, 260), (10, 200, 30, 0)).save(tmp_path / "ad.tif")
    (image,) = forms(written(page_of(tmp_path, "ad.tif"), "x1a"))
    assert image["/ColorSpace"] == "/DeviceCMYK"
    assert image.get_data()[:4] == bytes((10, 200, 30, 0))


def test_a_larger_pdf_is_scaled_and_told(tmp_path: Path) -> None:
    ad_pdf(tmp_path / "ad.pdf", width=910, height=216)
    pages = page_of(tmp_path, "ad.pdf")
    (found,) = [f for f in pages.findings if f.code == "ad-size"]
    assert found.message.endswith("it is placed at 44 %")


def sold(size: str, height: str = "auto") -> Pages:
    advert = {"kind": "ad", "id": "ad", "lines": ["归帆银行", "出海有底气"]}
    boxes = {"p": {"story": "1"}, "q": {"ad": "1", "size": size}}
    drawn = f"p p p p | auto\nq q q q | {height}"
    return broadsheet.compose(edition(story(1, [300]), advert), small_spec(drawn, boxes))


@pytest.mark.parametrize(("size", "rows"), [("通栏", 5), ("半版", 15), ("1/4版", 8)])
def test_a_slot_finds_its_own_depth(size: str, rows: int) -> None:
    pages = sold(size)
    assert pages.boxes[-1].rect.height == pytest.approx(rows * 13.5, abs=0.1)
    assert "ad-slot" not in codes(pages)


def test_a_box_that_is_not_what_was_sold_is_told() -> None:
    (found,) = [f for f in sold("半版", "8行").findings if f.code == "ad-slot"]
    assert found.message == "the box is 160 × 33 mm, 半版 is 160 × 71 mm"


def test_half_strips_share_the_width() -> None:
    adverts = [{"kind": "ad", "id": f"a{n}", "lines": ["归帆银行"]} for n in (1, 2)]
    parts = [{"ad": "1", "size": "半通栏"}, {"ad": "2"}]
    boxes = {"p": {"story": "1"}, "q": {"across": parts, "gap": "3mm"}}
    spec = small_spec("p p p p | auto\nq q q q | 5行", boxes)
    left, right = broadsheet.compose(edition(story(1, [300]), *adverts), spec).boxes[-2:]
    assert left.rect.width == pytest.approx(right.rect.width, abs=0.01)


X4 = Bans(title="PDF/X-4", light=True)
X1A = Bans(title="PDF/X-1a:2003", light=True, clear=True)
A2U = Bans(title="PDF/A-2u", light=True, bare=True)
UA1 = Bans(title="PDF/UA-1", bare=True)


@pytest.mark.parametrize(
    ("kind", "entries", "refused"),
    [
        ("foreign", {"/Subtype": NameObject("/PS")}, (X4, X1A, A2U, UA1)),
        ("form", {"/Ref": DictionaryObject()}, (X4, X1A, A2U, UA1)),
        ("state", {"/TR": NameObject("/Default")}, (X4, X1A, A2U, UA1)),
        ("state", {"/TR": NameObject("/Identity")}, ()),  # it is left out
        ("state", {"/TR2": NameObject("/Default")}, ()),
        ("softmask", {"/S": NameObject("/Luminosity"), "/TR": NameObject("/Identity")}, (X1A,)),
        ("form", {"/Filter": NameObject("/LZWDecode")}, ()),  # it is packed anew
        ("image", {"/Filter": NameObject("/JPXDecode")}, (X1A,)),
        ("image", {"/Filter": NameObject("/JBIG2Decode")}, (X1A,)),
        ("image", {"/BitsPerComponent": NumberObject(16)}, (X1A,)),
        ("state", {"/BM": NameObject("/Foo")}, (X4, X1A, A2U)),
        ("state", {"/BM": NameObject("/Multiply")}, (X1A,)),
        ("descriptor", {"/FontName": NameObject("/Song")}, (X4, X1A, A2U, UA1)),
        (
            "simple",
            {"/Subtype": NameObject("/Type1"), "/FontDescriptor": DictionaryObject()},
            (A2U, UA1),
        ),
    ],
)
def test_what_few_files_have_is_refused_by_those_that_ban_it(
    kind: str, entries: dict[str, Any], refused: tuple[Bans, ...]
) -> None:
    held = DictionaryObject({NameObject(key): value for key, value in entries.items()})
    every = (X4, X1A, A2U, UA1)
    told = [
        bans.title for bans in every if list(object_faults(kind, mended(kind, held, bans), bans))
    ]
    assert told == [bans.title for bans in refused]


@pytest.mark.parametrize(("unit", "says"), [(2.0, "600 × 160 pt"), (0.25, "75 × 20 pt")])
def test_a_page_is_as_large_as_its_unit_says(tmp_path: Path, unit: float, says: str) -> None:
    """PDF 1.7, 14.11.2: a page's own unit may be more than a point, or less."""
    ad_pdf(tmp_path / "ad.pdf")
    writer = pypdf.PdfWriter(clone_from=str(tmp_path / "ad.pdf"))
    writer.pages[0][NameObject("/UserUnit")] = pypdf.generic.FloatObject(unit)
    writer.write(str(tmp_path / "ad.pdf"))
    width, height = artwork_size(tmp_path / "ad.pdf")
    assert f"{width} × {height} pt" == says
    pages = page_of(tmp_path, "ad.pdf")
    assert ("ad-size" in codes(pages)) == (unit > 1)
    (form,) = forms(written(pages))
    matrix = [float(value) for value in form["/Matrix"]]
    assert matrix == pytest.approx([1 / 300, 0, 0, 1 / 80, 0, 0], abs=1e-8)


@pytest.mark.parametrize("unit", ["/Two", 0, -1, 1e6])
def test_a_unit_that_is_none_is_refused(tmp_path: Path, unit: Any) -> None:
    ad_pdf(tmp_path / "ad.pdf")
    writer = pypdf.PdfWriter(clone_from=str(tmp_path / "ad.pdf"))
    value = NameObject(unit) if isinstance(unit, str) else pypdf.generic.FloatObject(unit)
    writer.pages[0][NameObject("/UserUnit")] = value
    writer.write(str(tmp_path / "ad.pdf"))
    with pytest.raises(PictureError):
        artwork_size(tmp_path / "ad.pdf")


@pytest.mark.parametrize(
    ("content", "lines", "level"),
    [
        (b"<svg/>", [], "error"),
        (b"<svg/>", ["潮声书店"], "error"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", [], "error"),
        (None, [], "error"),
        (None, ["潮声书店"], "warning"),  # its words stand there; the picture is to come
    ],
)
def test_a_sold_place_does_not_stay_white_in_silence(
    tmp_path: Path, content: bytes | None, lines: list[str], level: str
) -> None:
    if content is not None:
        (tmp_path / "ad.png").write_bytes(content)
    copy = edition(story(1, [120]), {"kind": "ad", "id": "ad", "src": "ad.png", "lines": lines})
    spec = small_spec("p p p p | auto\nq q q q | 8行", {"p": {"story": "1"}, "q": {"ad": "1"}})
    pages = compose(replace(copy, folder=str(tmp_path)), spec)
    (found,) = [finding for finding in pages.findings if finding.code == "picture"]
    assert (found.level, found.item) == (level, "ad")


@pytest.mark.parametrize("key", ["/CropBox", "/TrimBox"])
def test_a_page_that_reaches_out_of_its_sheet_is_refused(key: str, tmp_path: Path) -> None:
    ad_pdf(tmp_path / "ad.pdf")
    for box, fine in (((0, 0, 300.5, 80), True), ((400, 0, 700, 80), False)):
        writer = pypdf.PdfWriter(clone_from=str(tmp_path / "ad.pdf"))
        edges = [NumberObject(round(edge)) for edge in box]
        writer.pages[0][NameObject(key)] = pypdf.generic.ArrayObject(edges)
        writer.write(str(tmp_path / "moved.pdf"))
        if fine:
            assert artwork_size(tmp_path / "moved.pdf") == (300, 80)
            continue
        with pytest.raises(PictureError, match="reaches out of its MediaBox"):
            artwork_size(tmp_path / "moved.pdf")
