"""Draw the gallery: every bundled spec with an edition of this folder.

Writes a picture of each page to ``gallery/`` beside this file, in few colours so that it stays
small.  ``specs/GALLERY.md`` shows them.  Needs the extra ``preview``.

    python examples/gallery.py [SPEC…]
"""

import io
import sys
from pathlib import Path

import pypdfium2

import broadsheet

HERE = Path(__file__).parent
EDITIONS = {  # bundled spec -> the edition that it is shown with
    "duikai-6": "tinglan-front",
    "english-6": "saltmarsh-front",
    "house": "tinglan-front",
    "house-inside": "tinglan-front",
    "house-tabloid": "tinglan-sikai",
    "neiye-6": "tinglan-front",
    "shuzhi": "tinglan-front",
    "siban-4": "tinglan-evening",
    "sikai": "tinglan-sikai",
    "zjgrb-front": "tinglan-front",
    "zjgrb-front-8": "tinglan-eight",
}
RAW = "tinglan-front"  # the page of the README's first command
SCALE = 60 / 72  # pixels for a point
COLOURS = 32


def draw(name: str) -> list[Path]:
    """Draw the pages of a bundled spec; return the files."""
    edition = broadsheet.read_edition(HERE / f"{EDITIONS[name]}.yaml")
    pages = broadsheet.compose(edition, broadsheet.load_spec(name))  # a house draws its own
    return drawn(pages, HERE / "gallery" / name, COLOURS)


def hero() -> list[Path]:
    """Draw the raw page as the README's first command sets it."""
    edition = broadsheet.read_edition(HERE / f"{RAW}.txt")
    return drawn(broadsheet.compose(edition), HERE / "tinglan-drawn", 2 * COLOURS)


def drawn(pages: broadsheet.Pages, name: Path, colours: int) -> list[Path]:
    """Write pictures of pages; return the files."""
    for finding in pages.findings:
        if finding.level != "note":
            sys.stderr.write(f"{name.name}: {finding.message}\n")
    out = io.BytesIO()
    broadsheet.write_pdf(pages, out)
    files: list[Path] = []
    for number, page in enumerate(pypdfium2.PdfDocument(out.getvalue()), start=1):
        image = page.render(scale=SCALE).to_pil().convert("RGB").quantize(colours, dither=0)
        part = f"-{number}" if len(pages.pages) > 1 else ""
        files.append(name.with_name(f"{name.name}{part}.png"))
        image.save(files[-1], optimize=True)
    return files


if __name__ == "__main__":
    (HERE / "gallery").mkdir(exist_ok=True)
    for wanted in sys.argv[1:] or [*sorted(EDITIONS), "hero"]:
        for file in hero() if wanted == "hero" else draw(wanted):
            sys.stdout.write(f"{file.name}: {file.stat().st_size / 1000:.0f} kB\n")
