# ruff: noqa: E501  # programs in other languages
"""Small advertisements as strangers' programs write them: made once, and kept beside this file.

Needs the makers: ReportLab, fpdf2, pypdf, pikepdf, PyMuPDF, cairocffi, WeasyPrint, Typst from
PyPI; Chromium, Ghostscript, qpdf, pdfTeX and LibreOffice from the system.

    python tests/external/adverts/make.py FOLDER

Each has a black frame of 4 pt about a page of 300 by 100 pt, so that what is placed can be held
against it.  ``expected.tsv`` says by hand what each has, and which standards must refuse it.
"""

import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

WIDE, HIGH = 300, 100
FACE = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
WORDS = "Lamp oil"
MADE: dict[str, Callable[[Path], None]] = {}


def makes(name: str) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    """Note a function that writes the advertisement of a name."""

    def noted(make: Callable[[Path], None]) -> Callable[[Path], None]:
        MADE[name] = make
        return make

    return noted


def run(*command: Any, **more: Any) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True, **more)


@cache
def face() -> str:
    """Return a small face: the letters of the words, without instructions."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    font = TTFont(FACE)
    options = subset.Options(
        hinting=False, layout_features=[], name_IDs=[1, 2, 4, 6], notdef_outline=True
    )
    cut = subset.Subsetter(options)
    cut.populate(text=WORDS)
    cut.subset(font)
    path = Path(tempfile.mkdtemp()) / "DejaVuSmall.ttf"
    font.save(path)
    return str(path)


def grey_picture(mode: str = "L") -> Any:
    from PIL import Image

    picture = Image.radial_gradient("L").resize((60, 60))
    return picture if mode == "L" else picture.convert(mode)


# ReportLab


def canvas(path: Path, **more: Any) -> Any:
    from reportlab.pdfgen.canvas import Canvas

    held = Canvas(str(path), pagesize=(WIDE, HIGH), invariant=1, **more)
    held.setStrokeColorCMYK(0, 0, 0, 1)
    held.setFillColorCMYK(0, 0, 0, 1)
    held.setLineWidth(4)
    held.rect(2, 2, WIDE - 4, HIGH - 4)
    return held


def reportlab(name: str, draw: Callable[[Any], None]) -> None:
    def make(path: Path) -> None:
        held = canvas(path)
        draw(held)
        held.save()

    MADE[f"reportlab-{name}"] = make


def _embedded(held: Any) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont("DejaVu", face()))
    held.setFont("DejaVu", 30)
    held.drawString(30, 40, WORDS)


def _core(held: Any) -> None:
    held.setFont("Helvetica", 30)
    held.drawString(30, 40, WORDS)


def _light(held: Any) -> None:
    held.setFillColorRGB(0.9, 0.2, 0.1)
    held.rect(40, 20, 100, 60, stroke=0, fill=1)


def _clear(held: Any) -> None:
    held.setFillAlpha(0.5)
    held.rect(40, 20, 100, 60, stroke=0, fill=1)


def _spot(held: Any) -> None:
    from reportlab.lib.colors import CMYKColorSep

    held.setFillColor(CMYKColorSep(0, 0.9, 0.8, 0, spotName="Harbour Red"))
    held.rect(40, 20, 100, 60, stroke=0, fill=1)


def _overprinted(held: Any) -> None:
    held.setFillColorCMYK(0, 0, 1, 0)
    held.rect(40, 20, 100, 60, stroke=0, fill=1)
    held.setFillOverprint(True)
    held.setFillColorCMYK(0, 0, 0, 1)
    held.rect(60, 30, 40, 40, stroke=0, fill=1)


def _grey_image(held: Any) -> None:
    from reportlab.lib.utils import ImageReader

    held.drawImage(ImageReader(grey_picture()), 40, 20, 60, 60)


def _light_image(held: Any) -> None:
    from reportlab.lib.utils import ImageReader

    held.drawImage(ImageReader(grey_picture("RGB")), 40, 20, 60, 60)


def _form(held: Any) -> None:
    held.beginForm("lamp")
    held.setFillColorCMYK(0.2, 0.3, 0, 0.1)
    held.circle(30, 30, 28, stroke=0, fill=1)
    held.endForm()
    held.translate(40, 20)
    held.doForm("lamp")


for _name, _draw in {
    "embedded": _embedded, "core": _core, "light": _light, "clear": _clear, "spot": _spot,
    "overprint": _overprinted, "grey-image": _grey_image, "light-image": _light_image,
    "form": _form,
}.items():  # fmt: skip
    reportlab(_name, _draw)


# fpdf2


def fpdf(name: str, draw: Callable[[Any], None]) -> None:
    def make(path: Path) -> None:
        from datetime import UTC, datetime

        from fpdf import FPDF

        held = FPDF(unit="pt", format=(WIDE, HIGH))
        held.set_auto_page_break(False)
        held.set_creation_date(datetime(2026, 11, 30, tzinfo=UTC))
        held.add_page()
        held.set_line_width(4)
        held.rect(2, 2, WIDE - 4, HIGH - 4)
        draw(held)
        held.output(str(path))

    MADE[f"fpdf2-{name}"] = make


def _fpdf_embedded(held: Any) -> None:
    held.add_font("DejaVu", fname=face())
    held.set_font("DejaVu", size=30)
    held.text(30, 60, WORDS)


def _fpdf_core(held: Any) -> None:
    held.set_font("Times", size=30)
    held.text(30, 60, WORDS)


def _fpdf_light(held: Any) -> None:
    held.set_fill_color(220, 40, 30)
    held.rect(40, 20, 100, 60, style="F")


def _fpdf_clear(held: Any) -> None:
    held.set_fill_color(0)
    with held.local_context(fill_opacity=0.4):
        held.rect(40, 20, 100, 60, style="F")


def _fpdf_ink(held: Any) -> None:
    from fpdf.drawing import DeviceCMYK

    with held.new_path() as path:
        path.style.fill_color = DeviceCMYK(0, 0.8, 0.9, 0)
        path.style.stroke_color = None
        path.style.auto_close = True
        path.rectangle(40, 20, 100, 60)


def _fpdf_image(held: Any) -> None:
    held.image(grey_picture(), 40, 20, 60, 60)


for _name, _draw in {
    "embedded": _fpdf_embedded, "core": _fpdf_core, "light": _fpdf_light,
    "clear": _fpdf_clear, "ink": _fpdf_ink, "grey-image": _fpdf_image,
}.items():  # fmt: skip
    fpdf(_name, _draw)


# pypdf: edits of a sound one


def pypdf_edit(name: str, edit: Callable[[Any], None], of: str = "reportlab-embedded") -> None:
    def make(path: Path) -> None:
        import pypdf

        MADE[of](path)
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(path.read_bytes()))
        edit(writer)
        with path.open("wb") as out:
            writer.write(out)

    MADE[f"pypdf-{name}"] = make


def _turned(writer: Any) -> None:
    writer.pages[0].rotate(90)


def _cropped(writer: Any) -> None:
    from pypdf.generic import RectangleObject

    page = writer.pages[0]
    page.mediabox = RectangleObject((-50, -50, WIDE + 50, HIGH + 50))
    page.cropbox = page.trimbox = RectangleObject((0, 0, WIDE, HIGH))


def _unit(writer: Any) -> None:
    from pypdf.generic import FloatObject, NameObject

    writer.pages[0][NameObject("/UserUnit")] = FloatObject(2.0)


def _script(writer: Any) -> None:
    from pypdf.generic import DictionaryObject, NameObject, TextStringObject

    action = DictionaryObject()
    action[NameObject("/S")] = NameObject("/JavaScript")
    action[NameObject("/JS")] = TextStringObject("app.alert('hello');")
    writer.root_object[NameObject("/OpenAction")] = action


def _attached(writer: Any) -> None:
    writer.add_attachment("prices.txt", b"lamp oil 3.50")


def _linked(writer: Any) -> None:
    from pypdf.annotations import Link

    writer.add_annotation(0, Link(rect=(30, 30, 200, 70), url="https://example.com"))


def _noted(writer: Any) -> None:
    from pypdf.annotations import FreeText

    writer.add_annotation(0, FreeText(text="approved", rect=(200, 30, 280, 70)))


def _locked(writer: Any) -> None:
    writer.encrypt("secret", algorithm="RC4-128")


for _name, _edit in {
    "turned": _turned, "cropped": _cropped, "unit": _unit, "script": _script,
    "attached": _attached, "linked": _linked, "noted": _noted, "locked": _locked,
}.items():  # fmt: skip
    pypdf_edit(_name, _edit)


# What qpdf writes again


def qpdf(name: str, *options: str, of: str = "reportlab-embedded") -> None:
    def make(path: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "source.pdf"
            MADE[of](source)
            run("qpdf", "--deterministic-id" if "--encrypt" not in options else "--no-warn",
                *options, source, path)  # fmt: skip

    MADE[f"qpdf-{name}"] = make


qpdf("linear", "--linearize")
qpdf("packed", "--object-streams=generate")
qpdf("open", "--qdf", "--object-streams=disable", of="reportlab-form")
qpdf("owner-locked", "--allow-weak-crypto", "--encrypt", "", "owner", "128", "--use-aes=y", "--")
qpdf("version", "--force-version=2.0")


# PyMuPDF


def mupdf(name: str, draw: Callable[[Any, Any], None]) -> None:
    def make(path: Path) -> None:
        import pymupdf

        held = pymupdf.open()
        page = held.new_page(width=WIDE, height=HIGH)
        page.draw_rect((2, 2, WIDE - 2, HIGH - 2), color=(0, 0, 0, 1), width=4)
        draw(held, page)
        held.save(str(path), garbage=3, deflate=True, no_new_id=True)

    MADE[f"pymupdf-{name}"] = make


def _mu_ink(_: Any, page: Any) -> None:
    page.draw_circle((90, 50), 30, color=None, fill=(0.7, 0, 0.2, 0))


def _mu_core(_: Any, page: Any) -> None:
    page.insert_text((30, 60), WORDS, fontname="helv", fontsize=30, color=(0,))


def _mu_embedded(held: Any, page: Any) -> None:
    page.insert_font(fontname="F0", fontfile=face())
    page.insert_text((30, 60), WORDS, fontname="F0", fontsize=30, color=(0, 0, 0, 1))
    held.subset_fonts()


def _mu_hidden(held: Any, page: Any) -> None:
    hidden = held.add_ocg("draft", on=False)
    page.draw_circle((90, 50), 30, color=None, fill=(0, 0, 0, 1), oc=hidden)
    page.draw_circle((200, 50), 30, color=None, fill=(0, 0.9, 0, 0))


def _mu_clear(_: Any, page: Any) -> None:
    page.draw_circle((90, 50), 30, color=None, fill=(0, 0, 0, 1), fill_opacity=0.5)


def _mu_stamp(_: Any, page: Any) -> None:
    page.add_rect_annot((150, 20, 280, 80)).update(fill_color=(0.2,))


for _name, _draw2 in {
    "ink": _mu_ink, "core": _mu_core, "embedded": _mu_embedded, "hidden": _mu_hidden,
    "clear": _mu_clear, "stamp": _mu_stamp,
}.items():  # fmt: skip
    mupdf(_name, _draw2)


# Cairo


def cairo(name: str, draw: Callable[[Any, Any], None]) -> None:
    def make(path: Path) -> None:
        import cairocffi

        surface = cairocffi.PDFSurface(str(path), WIDE, HIGH)
        context = cairocffi.Context(surface)
        context.set_source_rgb(0, 0, 0)
        context.set_line_width(4)
        context.rectangle(2, 2, WIDE - 4, HIGH - 4)
        context.stroke()
        draw(context, cairocffi)
        surface.finish()

    MADE[f"cairo-{name}"] = make


def _cairo_black(context: Any, _: Any) -> None:
    context.arc(90, 50, 30, 0, 6.3)
    context.fill()


def _cairo_light(context: Any, _: Any) -> None:
    context.set_source_rgb(0.1, 0.5, 0.2)
    context.arc(90, 50, 30, 0, 6.3)
    context.fill()


def _cairo_text(context: Any, _: Any) -> None:
    context.select_font_face("DejaVu Sans")
    context.set_font_size(30)
    context.move_to(30, 60)
    context.show_text(WORDS)


def _cairo_clear(context: Any, _: Any) -> None:
    context.set_source_rgba(0, 0, 0, 0.4)
    context.arc(90, 50, 30, 0, 6.3)
    context.fill()


def _cairo_gradient(context: Any, made: Any) -> None:
    gradient = made.LinearGradient(40, 0, 240, 0)
    gradient.add_color_stop_rgb(0, 1, 1, 1)
    gradient.add_color_stop_rgb(1, 0.1, 0.2, 0.6)
    context.set_source(gradient)
    context.rectangle(40, 20, 200, 60)
    context.fill()


def _cairo_image(context: Any, made: Any) -> None:
    picture = made.ImageSurface(made.FORMAT_RGB24, 16, 16)
    own = made.Context(picture)
    own.set_source_rgb(0.5, 0.5, 0.5)
    own.paint()
    context.set_source_surface(picture, 60, 40)
    context.paint()


for _name, _draw3 in {
    "black": _cairo_black, "light": _cairo_light, "text": _cairo_text, "clear": _cairo_clear,
    "gradient": _cairo_gradient, "image": _cairo_image,
}.items():  # fmt: skip
    cairo(_name, _draw3)


# WeasyPrint and Chromium, from the same pages

PAGES = {
    "text": "<p style='font: 30px DejaVu Sans; margin: 25px'>Lamp oil</p>",
    "light": "<div style='width: 100px; height: 60px; margin: 18px 40px; background: #c33'></div>",
    "clear": "<div style='width: 100px; height: 60px; margin: 18px 40px; background: #000;"
    " opacity: .4'></div>",
    "gradient": "<div style='width: 100px; height: 60px; margin: 18px 40px;"
    " background: linear-gradient(#fff, #147)'></div>",
    "vector": "<svg width=60 height=60 style='margin: 18px'><circle cx=30 cy=30 r=28></svg>",
}
INK = (
    "<div style='width: 100px; height: 60px; margin: 18px 40px;"
    " background: device-cmyk(0 .8 .9 0)'></div>"
)
_PAGE = (
    "<!doctype html><meta charset=utf-8><title>Lamp oil</title><style>"
    "@page {{ size: 300pt 100pt; margin: 0 }} * {{ margin: 0 }} html {{ background: none }}"
    "body {{ box-sizing: border-box; width: 300pt; height: 100pt; overflow: hidden;"
    " border: 4pt solid {black} }}</style><body>{body}</body>"
)


def html(body: str, black: str = "#000") -> str:
    return _PAGE.format(body=body, black=black)


def weasyprint(name: str, body: str, black: str = "#000", **more: Any) -> None:
    def make(path: Path) -> None:
        from weasyprint import HTML

        HTML(string=html(body, black)).write_pdf(str(path), **more)

    MADE[f"weasyprint-{name}"] = make


for _name, _body in PAGES.items():
    weasyprint(_name, _body)
weasyprint("ink", INK, "device-cmyk(0 0 0 1)")
weasyprint("archive", PAGES["text"], pdf_variant="pdf/a-2u")


def chromium(name: str, body: str) -> None:
    def make(path: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "page.html"
            page.write_text(html(body), encoding="utf-8")
            run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                f"--user-data-dir={folder}/profile", f"--print-to-pdf={path}", page.as_uri())  # fmt: skip

    MADE[f"chromium-{name}"] = make


for _name, _body in PAGES.items():
    chromium(_name, _body)


# Ghostscript

_PS = "%!PS\n<< /PageSize [300 100] >> setpagedevice\n0 0 0 1 setcmykcolor 4 setlinewidth\n"
_PS += "2 2 296 96 rectstroke\n{}\nshowpage\n"


def ghostscript(name: str, program: str, *options: str) -> None:
    def make(path: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "source.ps"
            source.write_text(_PS.format(program), encoding="latin-1")
            run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", *options,
                f"-sOutputFile={path}", source)  # fmt: skip

    MADE[f"ghostscript-{name}"] = make


ghostscript("text", "/Helvetica findfont 30 scalefont setfont 30 40 moveto (Lamp oil) show")
ghostscript(
    "spot",
    "[/Separation (Harbour Red) /DeviceCMYK {dup 0 exch dup 0.9 mul exch 0.8 mul 0}] "
    "pop [/Separation (Harbour Red) /DeviceCMYK {0 exch dup 0.9 mul exch 0.8 mul 0}] "
    "setcolorspace 1 setcolor 40 20 100 60 rectfill",
)
ghostscript(
    "shading",
    "gsave 40 20 200 60 rectclip << /ShadingType 2 /ColorSpace /DeviceCMYK /Coords [40 0 240 0] "
    "/Function << /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 0.8 0.9 0] /N 1 >> >> shfill "
    "grestore",
)
ghostscript(
    "bitmap",
    "gsave 40 20 translate 64 64 scale 8 8 true [8 0 0 8 0 0] {<aa55aa55aa55aa55>} imagemask grestore",
)
ghostscript(
    "pattern",
    "<< /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 8 8] /XStep 8 /YStep 8 /PaintProc "
    "{pop 0 0.6 1 0 setcmykcolor 0 0 4 4 rectfill} >> matrix makepattern setpattern "
    "40 20 100 60 rectfill",
)
ghostscript("light", "0.9 0.2 0.1 setrgbcolor 40 20 100 60 rectfill")
ghostscript(
    "converted", "0.9 0.2 0.1 setrgbcolor 40 20 100 60 rectfill",
    "-sColorConversionStrategy=CMYK", "-dProcessColorModel=/DeviceCMYK",
)  # fmt: skip
ghostscript(
    "type3",
    "/L << /FontType 3 /FontMatrix [0.001 0 0 0.001 0 0] /FontBBox [0 0 800 800] /Encoding 256 array "
    "/BuildChar {pop pop 800 0 0 0 800 800 setcachedevice 0 0 700 700 rectfill} >> definefont pop "
    "/L findfont 60 scalefont setfont 40 20 moveto (AB) show",
)


# pdfTeX


def pdftex(name: str, source: str) -> None:
    def make(path: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            head = (
                r"\pdfpagewidth=300bp\pdfpageheight=100bp\pdfhorigin=0bp\pdfvorigin=0bp"
                r"\hoffset=0pt\voffset=0pt\nopagenumbers\parindent=0pt\topskip=0pt"
                r"\hsize=300bp\vsize=100bp\pdfinfoomitdate=1\pdfobjcompresslevel=2\pdfcompresslevel=9\pdftrailerid{}"
                r"\def\ink#1{\pdfliteral{#1}}"
                "\n"
            )
            frame = r"\vbox to0pt{\kern100bp\ink{q 0 0 0 1 K 4 w 2 2 296 96 re S Q}\vss}"
            text = f"{head}{frame}\n{source}\n\\vfill\\eject\\end\n"
            (Path(folder) / "ad.tex").write_text(text, encoding="utf-8")
            run("pdftex", "-interaction=batchmode", "ad.tex", cwd=folder)
            shutil.copy(Path(folder) / "ad.pdf", path)

    MADE[f"pdftex-{name}"] = make


_TEX = r"\font\big=cmr17 scaled 1400 \vbox to0pt{\kern60bp\hbox{\kern30bp\big %s Lamp oil}\vss}"
pdftex("silent", _TEX % "")
pdftex("told", r"\input glyphtounicode.tex \pdfgentounicode=1 " + _TEX % r"\ink{0 0 0 1 k}")
pdftex("ink", r"\vbox to0pt{\kern80bp\ink{q 0 0.5 0.9 0.1 k 40 0 100 60 re f Q}\vss}")
pdftex("light", r"\vbox to0pt{\kern80bp\ink{q 0.9 0.2 0.1 rg 40 0 100 60 re f Q}\vss}")


# Typst


def typst(name: str, source: str, **more: Any) -> None:
    def make(path: Path) -> None:
        import typst as compiler

        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "ad.typ"
            head = (
                '#set document(title: "Lamp oil", date: datetime(year: 2026, month: 11, day: 30))\n'
                '#set text(lang: "en")\n'
                "#set page(width: 300pt, height: 100pt, margin: 0pt)\n"
                "#place(dx: 2pt, dy: 2pt, rect(width: 296pt, height: 96pt, "
                "stroke: 4pt + cmyk(0%, 0%, 0%, 100%)))\n"
            )
            page.write_text(head + source, encoding="utf-8")
            compiler.compile(str(page), output=str(path), **more)

    MADE[f"typst-{name}"] = make


_AT = "#place(dx: 40pt, dy: 20pt, {})"
typst("ink", _AT.format("rect(width: 100pt, height: 60pt, fill: cmyk(0%, 80%, 90%, 0%))"))
typst("text", _AT.format("text(size: 30pt, fill: cmyk(0%, 0%, 0%, 100%))[Lamp oil]"))
typst("light", _AT.format('rect(width: 100pt, height: 60pt, fill: rgb("#c33"))'))
typst("luma", _AT.format("circle(radius: 30pt, fill: luma(40%))"))
typst(
    "clear",
    _AT.format("rect(width: 100pt, height: 60pt, fill: luma(0%).transparentize(50%))"),
)


# LibreOffice


_FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="D"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" svg:font-family="DejaVu Sans"/>
</office:font-face-decls>
<office:automatic-styles>
<style:style style:name="P" style:family="paragraph"><style:paragraph-properties/>
<style:text-properties style:font-name="D" fo:font-size="30pt" fo:color="{colour}"/></style:style>
<style:page-layout style:name="A"><style:page-layout-properties fo:page-width="300pt"
 fo:page-height="100pt" fo:margin="10pt" fo:border="4pt solid #000000" fo:padding="5pt"/>
</style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A"/>
</office:master-styles>
<office:body><office:text><text:p text:style-name="P">Lamp oil</text:p></office:text></office:body>
</office:document>
"""


def libreoffice(name: str, colour: str = "#000000", options: str = "") -> None:
    def make(path: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "ad.fodt"
            page.write_text(_FODT.format(colour=colour), encoding="utf-8")
            run("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
                "--convert-to", f"pdf:writer_pdf_Export{options}", "--outdir", folder, page)  # fmt: skip
            shutil.copy(Path(folder) / "ad.pdf", path)

    MADE[f"libreoffice-{name}"] = make


libreoffice("black")
libreoffice("light", "#c03020")
libreoffice("tagged", options=':{"UseTaggedPDF":{"type":"boolean","value":"true"}}')


def main() -> int:
    """Make all advertisements, or those named."""
    folder, names = Path(sys.argv[1]), sys.argv[2:]
    folder.mkdir(exist_ok=True)
    for name, make in MADE.items():
        if not names or any(name.startswith(one) for one in names):
            make(folder / f"{name}.pdf")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
