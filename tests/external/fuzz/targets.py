"""What is fuzzed: each target takes any bytes, and either answers or raises a ``UserError``.

Used by the run with atheris and by the test that holds the corpus of findings against them.
"""

import functools
import io
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from broadsheet import api, intake, preflight, spec_yaml
from broadsheet.errors import UserError
from broadsheet.fonts.face import open_file
from broadsheet.fonts.subset import cut_subset
from broadsheet.formats import (  # noqa: F401 - else read when first used, and not traced
    docx_in,
    edition_yaml,
    html_in,
    markdown_in,
    newsml_in,
    ninjs_in,
    nitf_in,
)
from broadsheet.formats import strange as strange_files
from broadsheet.models import replace
from broadsheet.paint.pdf.images import image_object
from broadsheet.parse import reader
from broadsheet.proof import checking

ROOT = Path(__file__).parents[3]
TEXT = "word/document.xml"  # the part of a Word file that holds its text
NAMESPACES = "http://schemas.openxmlformats.org"
SPACES = {
    "w": "wordprocessingml/2006/main",
    "r": "officeDocument/2006/relationships",
    "a": "drawingml/2006/main",
}
ELEMENTS = (
    "p", "r", "t", "# 灯火，", "# A 1", "tbl", "tr", "tc", "pPr", 'pStyle w:val="Title"',
    'pStyle w:val="ListBullet"', 'pStyle w:val="Caption"', "rPr", "b", 'em w:val="dot"', "br",
    "tab", "ruby", "rubyBase", "rt", "ins", "del", "sdt", "sdtContent", "drawing",
    'blip r:embed="rId1"', "txbxContent", 'footnoteReference w:id="2"', "sectPr", "numPr",
    "body", "fldSimple", 'hyperlink r:id="rId2"', "sym", 'headerReference r:id="rId9"',
)  # fmt: skip
DAY = "items: [{kind: article, headline: 渡口开灯, body: [灯火照着归人。]}]\n"


def spec(content: bytes) -> None:
    """A layout spec, alone and over a bundled one."""
    text = content.decode("utf-8", "replace")
    for whole in (text + "\n", "broadsheet: 1\nextends: duikai-6\n" + text):
        try:
            spec_yaml.load(whole)
        except UserError as fault:
            check(fault)


def edition(content: bytes) -> None:
    """An edition in YAML or JSON; what is read is written and read back the same."""
    try:
        day = edition_yaml.read(content.decode("utf-8", "replace"))
    except UserError as fault:
        check(fault)
        return
    again = edition_yaml.read(edition_yaml.dump_yaml(day))
    assert again == day, "an edition does not read back"


def raw(content: bytes) -> None:
    """A raw page."""
    try:
        text, _ = reader.decode(content, file="page.txt")
        reader.read_text(text, file="page.txt", repair=True)
    except UserError as fault:
        check(fault)


def strange(content: bytes) -> None:
    """A file of another system."""
    for name in ("a.html", "a.xml", "a.json", "a.md"):
        try:
            intake.edition_from_bytes(content, file=name)
        except UserError as fault:
            check(fault)


def word(content: bytes) -> None:
    """A Word file: as it is, with these bytes as its text, and with a text that they choose.

    Few changes of a packed file reach what reads its text, and few of XML leave it well formed.
    """
    for whole in (content, package(content), package(grown(content))):
        try:
            found = strange_files.read(whole, "docx", file="a.docx").edition
        except UserError as fault:
            check(fault)
        else:
            assert edition_yaml.read(edition_yaml.dump_yaml(found)) == replace(found, findings=())


@functools.cache
def _parts() -> tuple[tuple[str, bytes], ...]:
    """Return the parts of a sound Word file, its text left out."""
    with zipfile.ZipFile(io.BytesIO(_word())) as sound:
        names = [name for name in sound.namelist() if name != TEXT]
        return tuple((name, sound.read(name)) for name in names)


def package(text: bytes) -> bytes:
    """Return a Word file whose text is these bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, part in _parts():
            made.writestr(name, part)
        made.writestr(TEXT, text)
    return out.getvalue()


def grown(content: bytes) -> bytes:
    """Return a well-formed text whose elements the bytes choose, in any order and depth."""
    open_now: list[str] = []
    parts: list[str] = []
    for byte in content[:2000]:
        name, _, attributes = ELEMENTS[byte % len(ELEMENTS)].partition(" ")
        if byte >= 192 or len(open_now) > 60:
            parts.append(f"</w:{open_now.pop()}>" if open_now else "")
        elif name == "#":
            parts.append(attributes)
        else:
            parts.append(f"<w:{name} {attributes}>")
            open_now.append(name)
    parts += [f"</w:{name}>" for name in reversed(open_now)]
    spaces = " ".join(f'xmlns:{key}="{NAMESPACES}/{value}"' for key, value in SPACES.items())
    whole = f"<w:document {spaces}><w:body>{''.join(parts)}</w:body></w:document>"
    return whole.encode()


def pdf(content: bytes) -> None:
    """A PDF to prove and to preflight."""
    day = edition_yaml.read(DAY)
    for call in (
        lambda: checking.compare(content, day),
        lambda: preflight.inspect(content, preflight.limits_of("coldset")),
    ):
        try:
            call()
        except UserError as fault:
            check(fault)


def picture(content: bytes) -> None:
    """A picture, to its image object."""
    try:
        image_object("a.png", lambda _: content)
    except UserError as fault:
        check(fault)


def font(content: bytes) -> None:
    """A font: opened, asked, cut down."""
    with tempfile.NamedTemporaryFile(suffix=".ttf") as file:
        file.write(content)
        file.flush()
        try:
            face = open_file(Path(file.name), "a.ttf")
            glyphs = [face.glyph(char) for char in "a灯V中 "]
            for glyph in glyphs:
                face.advance(glyph), face.ink(glyph), face.vertical(glyph)
                face.kern(glyph, glyphs[0])
            cut_subset(face, glyphs)
        except UserError as fault:
            check(fault)


def check(fault: UserError) -> None:
    """A message is one line that any terminal can show."""
    text = str(fault)
    assert text, "an empty message"
    assert all(char.isprintable() or char == "\u3000" for char in text), repr(text)
    assert len(text) < 3000, "a message without end"


TARGETS: dict[str, Callable[[bytes], None]] = {
    "spec": spec,
    "edition": edition,
    "raw": raw,
    "strange": strange,
    "word": word,
    "pdf": pdf,
    "picture": picture,
    "font": font,
}


def seeds(target: str) -> Iterator[bytes]:
    """Yield sound files to start from."""
    if target == "spec":
        for path in sorted((ROOT / "specs").glob("*.yaml")):
            yield path.read_bytes()[:18_000]
    elif target == "edition":
        yield DAY.encode()
        yield from (p.read_bytes()[:18_000] for p in sorted((ROOT / "examples").glob("*.yaml")))
    elif target == "raw":
        for path in sorted((ROOT / "tests" / "unit" / "pages").glob("*.txt"))[:12]:
            yield path.read_bytes()[:6_000]
    elif target == "strange":
        yield from _strange()
    elif target == "word":
        yield _word()
        with zipfile.ZipFile(io.BytesIO(_word())) as sound:
            yield sound.read(TEXT)
    elif target == "pdf":
        out = io.BytesIO()
        small = "map: |\n  a a a a a a | fill\nboxes: {a: {story: 1}, M: null, E: null, b: null,"
        small = f"broadsheet: 1\nextends: duikai-6\n{small} c: null, d: null, F: null}}\n"
        api.write_pdf(api.compose(edition_yaml.read(DAY), api.load_spec(small)), out)
        yield out.getvalue()
    elif target == "picture":
        yield from _pictures()
    else:
        from tests.hostile import fonts

        with tempfile.TemporaryDirectory() as folder:
            yield fonts.sound(Path(folder))
            yield fonts.sound(Path(folder), cff=True)
            yield fonts.composites([0, 0], [1, 0])(Path(folder))


def _strange() -> Iterator[bytes]:
    from broadsheet import formats  # noqa: F401 - the package is there

    yield "<!doctype html><html><body><h1>渡口开灯</h1><p>灯火照着归人。</p></body></html>".encode()
    yield '{"uri": "a", "headline": "渡口开灯", "body_html": "<p>灯火。</p>"}'.encode()
    yield (
        "<nitf><head/><body><body.head><hedline><hl1>渡口</hl1></hedline></body.head>"
        "<body.content><p>灯火。</p></body.content></body></nitf>"
    ).encode()
    yield "# 渡口开灯\n\n灯火照着归人。\n\n- 一\n- 二\n".encode()


def _word() -> bytes:
    """Return a small Word file with all that is read: styles, a list, a table, a picture."""
    import docx

    document = docx.Document()
    for style, words in (
        ("Title", "渡口开灯"), ("Subtitle", "最后一班船"), ("Normal", "灯火照着归人。"),
        ("Heading 2", "票价"), ("List Bullet", "一"), ("Quote", "海不等人"),
    ):  # fmt: skip
        document.add_paragraph(words, style=style)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "段", "公里"
    document.add_picture(io.BytesIO(next(_pictures())))
    document.add_paragraph("合龙口。", style="Caption")
    body = document.element.body
    for sect in body.xpath("w:sectPr"):
        body.remove(sect)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _pictures() -> Iterator[bytes]:
    from PIL import Image

    picture = Image.effect_mandelbrot((24, 16), (-2, -1, 1, 1), 20).convert("RGB")
    for form in ("PNG", "JPEG", "TIFF", "GIF", "WEBP", "BMP"):
        out = io.BytesIO()
        picture.save(out, form)
        yield out.getvalue()
    out = io.BytesIO()
    picture.convert("CMYK").save(out, "TIFF", compression="tiff_lzw")
    yield out.getvalue()
