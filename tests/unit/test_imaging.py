"""Pages as pictures: PNG and SVG, from the library and from the command."""

import base64
import ctypes
import io
import math
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from pypdfium2 import raw

import broadsheet
from broadsheet.api.imaging import ImageOrder, form_of, write_images
from broadsheet.cli import main
from broadsheet.display import Anchor, Colour, Fill, Link, Page, Pages
from broadsheet.errors import OutputError
from broadsheet.geometry import Rect
from broadsheet.models import replace

EXAMPLES = Path(__file__).parents[2] / "examples"
SVG = "{http://www.w3.org/2000/svg}"
DAY = """\
masthead: {name: 潮信日报, date: 2026-11-23}
items:
- kind: article
  headline: 渡口开灯 <夜航> & 归人
  body:
  - 灯火照着归人，潮水退了三尺。
  pictures:
  - {src: a.png, alt: 一盏"灯", caption: 灯}
"""
NUMBER = re.compile(r"-?[\d.]+")


@pytest.fixture
def day(tmp_path: Path) -> Path:
    Image.new("RGB", (60, 40), (200, 30, 30)).save(tmp_path / "a.png")
    (tmp_path / "day.yaml").write_text(DAY, encoding="utf-8")
    return tmp_path / "day.yaml"


def example(spec: str) -> Pages:
    edition = broadsheet.read_edition(EXAMPLES / "tinglan-front.yaml")
    return broadsheet.compose(edition, broadsheet.load_spec(spec))


def two_pages() -> Pages:
    pages = tuple(
        Page(number=n, width=100 * n, height=50, marks=(Fill(Rect(0, 0, 50, 50), ink),))
        for n, ink in ((1, Colour(magenta=1, yellow=1)), (2, Colour(black=1)))
    )
    return Pages(pages=pages)


def origins_in_svg(text: str) -> set[tuple[int, int]]:
    """Return where glyphs that show something stand, in tenths of a point."""
    root, found = ET.fromstring(text), set()
    shown = {path.get("id") for path in root.iter(f"{SVG}path") if path.get("id")}
    for run in root.iter(f"{SVG}g"):
        if not run.get("transform"):
            continue
        steps = re.findall(r"(\w+)\(([^)]*)\)", run.get("transform", ""))
        for use in run.iter(f"{SVG}use"):
            if use.get("href", "")[1:] not in shown:
                continue
            x, y = float(use.get("x", 0)), float(use.get("y", 0))
            for name, given in reversed(steps):
                numbers = [float(number) for number in NUMBER.findall(given)]
                if name == "scale":
                    x, y = x * numbers[0], y * numbers[1]
                elif name == "translate":
                    x, y = x + numbers[0], y + numbers[1]
                else:
                    x, y = -y, x  # a quarter turn
            found.add((round(10 * x), round(10 * y)))
    return found


def origins_in_pdf(pages: Pages) -> set[tuple[int, int]]:
    out = io.BytesIO()
    broadsheet.write_pdf(pages, out)
    document = pypdfium2.PdfDocument(out.getvalue())
    height, text = document[0].get_height(), document[0].get_textpage()
    found, x, y = set(), ctypes.c_double(), ctypes.c_double()
    for n in range(text.count_chars()):
        if raw.FPDFText_GetCharOrigin(text, n, ctypes.byref(x), ctypes.byref(y)):
            found.add((round(10 * x.value), round(10 * (height - y.value))))
    text.close()
    document.close()
    return found


@pytest.mark.parametrize("spec", ["duikai-6", "shuzhi"])
def test_glyphs_stand_in_an_svg_where_they_stand_in_the_pdf(spec: str) -> None:
    pages = example(spec)
    drawn, printed = origins_in_svg(broadsheet.to_svg(pages)), origins_in_pdf(pages)
    near = {(x + i, y + k) for x, y in printed for i in (-1, 0, 1) for k in (-1, 0, 1)}
    assert len(drawn) > 3_000
    # PDFium gives no places for the letters of lines that say their text themselves
    assert len(drawn - near) < 0.02 * len(drawn)


def test_an_svg_asks_for_no_other_file_and_says_its_text(day: Path) -> None:
    text = broadsheet.to_svg(broadsheet.compose(broadsheet.read_edition(day)))
    root = ET.fromstring(text)
    said = "".join(group.get("aria-label", "") for group in root.iter(f"{SVG}g"))
    assert "渡口开灯 <夜航> & 归人" in said.replace("\u3000", " ")
    (image,) = root.iter(f"{SVG}image")
    assert image.get("aria-label") == '一盏"灯"'
    kind, content = image.get("href", "").split(";base64,")
    assert kind == "data:image/png"
    picture = Image.open(io.BytesIO(base64.b64decode(content)))
    assert (picture.size, picture.getpixel((30, 20))) == ((60, 40), (200, 30, 30))
    assert set(re.findall(r'(?:href|src)="(?!#|data:)', text)) == set()


def test_links_lead_out_and_never_into_the_file() -> None:
    inward, outward = Link(Rect(0, 0, 9, 9), "#s1"), Link(Rect(9, 0, 9, 9), "https://a.cn/?b=1&c=<")
    page = Page(number=1, width=30, height=10, marks=(inward, outward))
    root = ET.fromstring(broadsheet.to_svg(Pages(pages=(page,))))
    assert [a.get("href") for a in root.iter(f"{SVG}a")] == ["https://a.cn/?b=1&c=<"]


def test_a_page_whose_links_lead_to_another_is_a_picture_alone() -> None:
    pages = two_pages()
    link, anchor = Link(Rect(0, 0, 9, 9), "#s2"), Anchor("s2", "潮", 0, 0)
    first, second = (
        replace(page, marks=(*page.marks, mark))
        for page, mark in zip(pages.pages, (link, anchor), strict=True)
    )
    both = replace(pages, pages=(first, second))
    assert broadsheet.to_png(both, page=1) == broadsheet.to_png(pages, page=1)
    assert broadsheet.to_svg(both, page=1) == broadsheet.to_svg(pages, page=1)


def test_the_same_inks_are_the_same_light_in_both() -> None:
    inks = [Colour(cyan=0.8, yellow=0.6, black=0.1), Colour(magenta=1, yellow=1), Colour(black=0.5)]
    marks = tuple(Fill(Rect(10 * n, 0, 10, 10), ink) for n, ink in enumerate(inks))
    pages = Pages(pages=(Page(number=1, width=30, height=10, marks=marks),))
    shown = Image.open(io.BytesIO(broadsheet.to_png(pages, ppi=72))).convert("RGB")
    drawn = [
        rect.get("fill", "") for rect in ET.fromstring(broadsheet.to_svg(pages)).iter(f"{SVG}rect")
    ]
    for n, fill in enumerate(drawn[1:]):
        light = bytes.fromhex(fill[1:])
        pixel = shown.getpixel((10 * n + 5, 5))
        assert isinstance(pixel, tuple)
        assert math.dist(light, pixel) < 40


def test_a_png_is_as_large_as_was_asked() -> None:
    pages = two_pages()
    first = Image.open(io.BytesIO(broadsheet.to_png(pages, ppi=72)))
    second = Image.open(io.BytesIO(broadsheet.to_png(pages, page=2, ppi=144)))
    assert (first.size, second.size) == ((100, 50), (400, 100))


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        ({"page": 3}, "there is no page 3 (write 1 to 2)"),
        ({"page": -1}, "there is no page -1 (write 1 to 2)"),
        ({"ppi": 0}, "ppi 0 is out of range (write 18 to 1200)"),
    ],
)
def test_what_is_out_of_reason_is_refused(ask: dict[str, int], says: str) -> None:
    with pytest.raises(OutputError) as caught:
        broadsheet.to_png(two_pages(), **ask)
    assert str(caught.value) == says


def rendered(
    capsys: pytest.CaptureFixture[str], day: Path, *argv: str
) -> tuple[int, list[str], str]:
    status = main(["render", str(day), *argv])
    err = capsys.readouterr().err
    return status, sorted(path.name for path in day.parent.glob("out*")), err


def test_the_command_writes_pictures_by_the_names_ending(
    day: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = day.parent / "out.png"
    assert rendered(capsys, day, "-o", str(out), "--ppi", "36")[:2] == (0, ["out.png"])
    assert out.read_bytes().startswith(b"\x89PNG")
    small = Image.open(io.BytesIO(out.read_bytes())).size
    rendered(capsys, day, "-o", str(out), "--ppi", "72")
    large = Image.open(io.BytesIO(out.read_bytes())).size
    assert all(abs(2 * a - b) <= 1 for a, b in zip(small, large, strict=True))
    status, names, _ = rendered(capsys, day, "-o", str(day.parent / "out"), "--to", "svg")
    assert (status, names) == (0, ["out", "out.png"])
    assert ET.fromstring((day.parent / "out").read_text(encoding="utf-8")).tag == f"{SVG}svg"


def test_pages_of_an_edition_are_a_file_each(day: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = "- items:\n  - kind: article\n    headline: 第{n}件\n    body: [潮水退了三尺。]\n"
    day.write_text("pages:\n" + story.format(n=1) + story.format(n=2), encoding="utf-8")
    status, names, err = rendered(capsys, day, "-o", str(day.parent / "out.png"), "--ppi", "18")
    assert (status, names) == (0, ["out-1.png", "out-2.png"])
    assert "2 pages, " in err
    status, names, _ = rendered(capsys, day, "-o", str(day.parent / "out.svg"), "--page", "2")
    assert (status, names) == (0, ["out-1.png", "out-2.png", "out.svg"])
    status, _, err = rendered(capsys, day, "-o", "-", "--to", "png")
    assert status == 2
    assert err.endswith("broadsheet: 2 pages for one stream (ask for one page)\n")


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (("-o", "out.jpg"), "out.jpg: jpg is not written (end it in .pdf, .png or .svg)"),
        (("-o", "out.png", "--standard", "x4"), "x4 is a standard of PDFs (end the name in .pdf)"),
        (("-o", "out.png", "--page", "9"), "there is no page 9 (there is one)"),
        (("-o", "out.png", "--ppi", "5"), "ppi 5 is out of range (write 18 to 1200)"),
        (("-o", "out.png", "--choice", "0"), "there is no drawing 0 of this edition"),
        (("-o", "out.pdf", "--page", "2"), "--page and --ppi are of pictures"),
    ],
)
def test_what_can_be_no_picture_is_one_line(
    day: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    argv: tuple[str, ...],
    says: str,
) -> None:
    monkeypatch.chdir(day.parent)
    status, names, err = rendered(capsys, day, *argv)
    assert (status, names) == (2, [])
    assert says in err
    assert err.splitlines()[-1].startswith("broadsheet: ")


def test_faults_of_the_copy_write_no_picture(day: Path, capsys: pytest.CaptureFixture[str]) -> None:
    day.write_text(DAY.replace("潮水退了三尺", "潮水退了三尺" * 3000), encoding="utf-8")
    out = str(day.parent / "out.svg")
    status, names, err = rendered(capsys, day, "--spec", "duikai-6", "-o", out)
    assert (status, names) == (1, [])
    assert "is not written" in err


def test_no_page_is_written_when_another_has_no_place(tmp_path: Path) -> None:
    page = Page(number=1, width=90.0, height=60.0, marks=())
    (tmp_path / "out-2.svg").mkdir()
    with pytest.raises(OutputError, match=r"out-2\.svg: this is a folder"):
        write_images(Pages(pages=(page, page)), tmp_path / "out.svg", ImageOrder(form="svg"))
    assert [path.name for path in tmp_path.iterdir()] == ["out-2.svg"]


def test_a_name_says_its_form_or_is_refused() -> None:
    assert form_of(".svg") == "svg"
    assert form_of("out", "png") == form_of("out.PNG", "png") == "png"
    with pytest.raises(OutputError, match="its ending is not that of png"):
        form_of("out.svg", "png")


def test_pieces_of_a_page_put_together_are_the_page() -> None:
    import io

    from PIL import Image

    from broadsheet import api
    from broadsheet.paint.raster import OpenPdf
    from tests.unit.test_dummy import day

    edition, spec = day(300, ads=0), api.load_spec("duikai-6")
    book = api.open_faces(spec.style)
    out = io.BytesIO()
    api.write_pdf(api.compose(edition, spec, book=book), out, book=book)
    pdf = OpenPdf(out.getvalue())
    whole = Image.open(io.BytesIO(pdf.png(0, 0.3)))
    together = Image.new("RGB", whole.size)
    for left in range(0, whole.width, 128):
        for top in range(0, whole.height, 128):
            piece = Image.open(io.BytesIO(pdf.png(0, 0.3, (left, top, 128, 128))))
            assert piece.width == min(128, whole.width - left)
            assert piece.height == min(128, whole.height - top)
            together.paste(piece, (left, top))
    assert together.tobytes() == whole.convert("RGB").tobytes()
    pdf.close()


def test_an_ending_of_another_kind_of_file_is_refused_unless_the_form_is_said() -> None:
    for name in ("page.doc", "page.docx", "day/page.tiff"):
        with pytest.raises(OutputError, match=r"is not written \(end it in .pdf, .png or .svg\)"):
            form_of(name)
        assert form_of(name, "pdf") == "pdf"
    for name in ("page", "page.PDF", "page.2026-05-04", "/dev/stdout"):
        assert form_of(name) == "pdf"
