"""What is fuzzed: each target takes any bytes, and either answers or raises a ``UserError``.

Used by the run with atheris and by the test that holds the corpus of findings against them.
"""

import io
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from broadsheet import api, intake, preflight, spec_yaml
from broadsheet.errors import UserError
from broadsheet.fonts.face import open_file
from broadsheet.fonts.subset import cut_subset
from broadsheet.formats import edition_yaml
from broadsheet.paint.pdf.images import image_object
from broadsheet.parse import reader
from broadsheet.proof import checking

ROOT = Path(__file__).parents[3]
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
