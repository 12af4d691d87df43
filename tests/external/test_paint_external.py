"""What other programs make of our PDFs.

Needs qpdf, poppler-utils, mupdf-tools, ghostscript and pypdfium2; so it stands apart from the
unit tests.
"""

import io
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from broadsheet import display
from broadsheet.edition import Article, Block, Edition, EditionPage
from broadsheet.fonts.face import Face, open_bundled
from broadsheet.fonts.manifest import read_manifest
from broadsheet.geometry import Rect
from broadsheet.paint.pdf import paint
from broadsheet.proof import compare, compare_text

WIDTH, HEIGHT = 520, 420
BODY = (
    "渡口的老人说：“今年的水，比去年高了三尺。”",
    "运量比上年增长11.6%，创下《江渚志》以来的",
    "新高；船工（共42人）——个个都是好手……",
    "Open Air 茶座亮起灯火，远处“呜”的一声。",
)
VERTICAL = "灯火照归人，"
SHARED = "欧·亨利•欧·文"


class Setter:
    """Sets lines with the bundled faces."""

    def __init__(self, faces: Mapping[str, Face]) -> None:
        self.faces = faces

    def run(self, text: str, face: str, size: float = 12.0, **more: object) -> display.Run:
        glyph = self.faces[face].glyph
        glyphs = tuple(glyph("·" if char == "•" else char) for char in text)
        source = display.Source("one", "para")
        return display.Run(face, size, glyphs, text, **{"source": source, **more})  # type: ignore[arg-type]

    def squeezed(self, text: str, face: str, size: float = 12.0) -> display.Run:
        """Closing marks before another mark take their half-width forms."""
        chosen = self.faces[face]
        glyphs = []
        for n, char in enumerate(text):
            tight = char in "，。；：”）》" and text[n + 1 : n + 2] in tuple("“”，。；：（）《》")
            glyphs.append((tight and chosen.form(char, "half")) or chosen.glyph(char))
        return display.Run(face, size, tuple(glyphs), text, display.Source("one", "para"))

    def upright(self, text: str, face: str, size: float = 20.0) -> display.Run:
        chosen = self.faces[face]
        glyphs = tuple(chosen.form(char, "vert") or chosen.glyph(char) for char in text)
        return display.Run(face, size, glyphs, text, display.Source("one", "headline"))


@pytest.fixture(scope="module")
def lines_and_pdf(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], Path]:
    """Every way of writing a line, on one page; the texts in reading order."""
    manifest = read_manifest()
    faces = {entry.id: open_bundled(manifest, entry) for entry in manifest.faces}
    setter = Setter(faces)
    marks: list[display.Mark] = [
        display.Anchor("one", "渡口", 20, 20),
        display.Fill(Rect(10, 10, WIDTH - 20, 4), fill=display.Colour(magenta=1.0, yellow=0.9)),
        display.TextLine(40, 40, 200, (setter.upright(VERTICAL, "hei-black"),), vertical=True),
        display.TextLine(
            80,
            40,
            200,
            (
                setter.upright("共", "song-bold"),
                setter.run("42", "song-bold", 20.0, stretch=0.9),
                setter.upright("人坐", "song-bold"),
                setter.run("Open", "song-bold", 20.0, upright=False),
                setter.upright("船", "song-bold"),
            ),
            vertical=True,
        ),
    ]
    texts = [VERTICAL, "共42人坐Open船"]
    y = 40.0
    for face in ("song-regular", "hei-bold", "kai-regular"):
        for n, text in enumerate(BODY):
            run = setter.squeezed(text, face)
            tight = display.Run(
                face, 12.0, run.glyphs, run.text, run.source, tracking=(0, 0.6, 1.0, -0.3)[n]
            )
            marks.append(display.TextLine(120, y, 300, (tight,)))
            texts.append(text)
            y += 19
    wide = setter.run("拉得很开也要一字不差", "song-regular", tracking=1.4)
    marks.append(display.TextLine(120, y, 300, (wide,), exact=True))
    marks.append(display.TextLine(120, y + 19, 300, (setter.run(SHARED, "kai-regular"),)))
    mixed = (
        setter.run("船工", "song-regular"),
        setter.run("江一舟", "kai-regular", tracking=0.5),
        setter.run("掌舵", "hei-regular", colour=display.Colour(cyan=1.0)),
    )
    marks.append(display.TextLine(120, y + 38, 300, mixed))
    texts += [wide.plain, SHARED, "船工江一舟掌舵"]
    page = display.Page(number=1, width=WIDTH, height=HEIGHT, marks=tuple(marks))
    path = tmp_path_factory.mktemp("pdf") / "page.pdf"
    with path.open("wb") as out:
        paint(display.Pages(pages=(page,), title="渡口"), faces, out)
    return texts, path


def run(*command: str | Path) -> str:
    done = subprocess.run([*map(str, command)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def read_with_pdfium(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return str(document[0].get_textpage().get_text_range())


def test_qpdf_finds_nothing(lines_and_pdf: tuple[list[str], Path]) -> None:
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", lines_and_pdf[1])


def test_poppler_sees_only_cid_fonts_embedded_and_subset(
    lines_and_pdf: tuple[list[str], Path],
) -> None:
    rows = run("pdffonts", lines_and_pdf[1]).splitlines()[2:]
    assert len(rows) >= 6
    for row in rows:
        assert re.search(r"CID (Type 0C|TrueType) +Identity-[HV] +yes yes yes", row), row


def test_every_reader_takes_every_line_back(lines_and_pdf: tuple[list[str], Path]) -> None:
    texts, path = lines_and_pdf
    blocks = tuple(Block(text=text) for text in texts)
    edition = Edition(pages=(EditionPage(items=(Article(id="one", body=blocks),)),))
    assert compare(path.read_bytes(), edition) == ()
    assert compare_text(run("pdftotext", "-raw", path, "-"), edition) == ()
    assert compare_text(run("mutool", "draw", "-q", "-F", "txt", path), edition) == ()
    assert compare_text(read_with_pdfium(path), edition) == ()


def test_four_programs_draw_the_same_page(
    lines_and_pdf: tuple[list[str], Path], tmp_path: Path
) -> None:
    path = lines_and_pdf[1]
    run("pdftoppm", "-r", "72", "-png", "-singlefile", path, tmp_path / "poppler")
    run("mutool", "draw", "-q", "-r", "72", "-o", tmp_path / "mupdf.png", path)
    run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dTextAlphaBits=4", "-sDEVICE=png16m", "-r72",
        f"-sOutputFile={tmp_path / 'gs.png'}", path)  # fmt: skip
    with pypdfium2.PdfDocument(path) as document:
        document[0].render(scale=1).to_pil().save(tmp_path / "pdfium.png")
    drawn = {}
    for name in ("poppler", "mupdf", "gs", "pdfium"):
        content = io.BytesIO((tmp_path / f"{name}.png").read_bytes())
        drawn[name] = Image.open(content).convert("L").resize((WIDTH // 4, HEIGHT // 4))
    for name, picture in drawn.items():
        difference = ImageChops.difference(picture, drawn["poppler"])
        # found: up to 1.8 and 64; the page moved by a third of an em: 6.6 and 170
        assert ImageStat.Stat(difference).mean[0] < 3.0, name
        assert ImageStat.Stat(difference).extrema[0][1] < 75, name
