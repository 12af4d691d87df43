"""The table of STANDARDS.md: what other programs make of every bundled spec in every standard.

``python -m tests.external.standards_table`` prints it, in some minutes.  The tests beside this
file hold the same verdicts.  Needs qpdf, poppler-utils, mupdf-tools, ghostscript, pypdfium2,
pikepdf[pdfa] and pdfua.
"""

import io
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pdfua
import pikepdf
import pikepdf.pdfa
import pypdfium2
from PIL import Image, ImageChops, ImageStat

from broadsheet import api
from broadsheet.display import Pages
from broadsheet.edition import Edition
from broadsheet.proof import compare_text, extract
from broadsheet.resources import bundled
from broadsheet.spec import MastheadBox

EXAMPLES = Path(__file__).parents[2] / "examples"
SPECS = sorted(path.stem for path in bundled("specs").glob("*.yaml"))
# The editions of specs that are not made for the one of all others.
OTHERS = {
    "english-6": "saltmarsh-front",
    "house-english": "saltmarsh-front",
    "siban-4": "tinglan-evening",
}
READERS = ("pypdf", "poppler", "mupdf", "pdfium")
RENDERERS = ("poppler", "mupdf", "ghostscript", "pdfium")
PPI = 36
# pikepdf checks level B; these are what it says it has no rules for.
UNCHECKED = {"pikepdf:schema-Catalog", "pikepdf:schema-Page", "pikepdf:font-vertical"}

# It knows no property but PDF/A's own, nor the description of others that PDF/A asks for.
ACCESS_TOO = re.compile(
    rb" <rdf:Description[^>]*xmlns:(?:pdfaExtension|pdfuaid)=.*?</rdf:Description>\n", re.DOTALL
)


def edition_of(spec: str) -> Edition:
    """Return the example edition that a spec is made for."""
    return api.read_edition(EXAMPLES / f"{OTHERS.get(spec, 'tinglan-front')}.yaml")


def holds_all(spec: str, pages: Pages) -> bool:
    """Tell whether a spec holds all of its edition: an inside page has no masthead."""
    boxes = api.load_spec(spec).arrangement.boxes.values()
    errors = any(finding.level == "error" for finding in pages.findings)
    return not errors and any(isinstance(box.content, MastheadBox) for box in boxes)


def run(*command: str | Path) -> str:
    """Return what a program prints; raise when it fails."""
    done = subprocess.run([*map(str, command)], capture_output=True, check=False)
    if done.returncode:
        raise AssertionError(done.stderr.decode(errors="replace"))
    return done.stdout.decode(errors="replace")


def sound(path: Path) -> bool:
    """Tell whether qpdf finds nothing wrong, and poppler every font whole."""
    told = run("qpdf", "--check", path)
    rows = run("pdffonts", path).splitlines()[2:]
    fonts = r"CID (Type 0C|TrueType) +Identity-[HV] +yes yes yes"
    return "WARNING" not in told and bool(rows) and all(re.search(fonts, row) for row in rows)


def text_by(reader: str, path: Path) -> str:
    """Return a file's text as one program reads it."""
    if reader == "pypdf":
        return extract(path.read_bytes())
    if reader == "poppler":
        return run("pdftotext", "-raw", path, "-")
    if reader == "mupdf":
        return run("mutool", "draw", "-q", "-F", "txt", path)
    with pypdfium2.PdfDocument(path) as document:
        return "\f".join(str(page.get_textpage().get_text_range()) for page in document)


def archive_faults(path: Path, folder: Path, level: str = "U") -> list[str]:
    """Return what pikepdf's checker finds in a PDF/A-2, which it takes as level B."""
    plain = folder / "2b.pdf"
    with pikepdf.open(path) as pdf:
        xmp = pdf.Root.Metadata.read_bytes()
        claim = f"<pdfaid:conformance>{level}<".encode()
        if xmp.count(claim) != 1:
            return [f"the file does not claim level {level}"]
        xmp = ACCESS_TOO.sub(b"", xmp.replace(claim, b"<pdfaid:conformance>B<"))
        pdf.Root.Metadata.write(xmp)
        pdf.save(plain)
    findings = pikepdf.pdfa.validate_written(plain, "2b").findings
    return [str(f) for f in findings if f.kind == "violation" or f.rule not in UNCHECKED]


def access_faults(path: Path) -> list[str]:
    """Return what pdfua finds in a PDF/UA-1."""
    return [f"{found.rule_id}: {found.message}" for found in pdfua.validate(path).findings]


def drawn(path: Path, folder: Path) -> Iterator[tuple[str, Image.Image]]:
    """Yield the first page as each program draws it, grey, at 36 ppi."""
    poppler, mupdf, ghost = (folder / f"{name}.png" for name in ("poppler", "mupdf", "gs"))
    run("pdftoppm", "-r", str(PPI), "-l", "1", "-png", "-singlefile", path, poppler.with_suffix(""))
    run("mutool", "draw", "-q", "-r", str(PPI), "-o", mupdf, path, "1")
    run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dLastPage=1", "-dTextAlphaBits=4",
        "-dGraphicsAlphaBits=4", "-sDEVICE=png16m", f"-r{PPI}", f"-sOutputFile={ghost}",
        path)  # fmt: skip
    with pypdfium2.PdfDocument(path) as document:
        pdfium = document[0].render(scale=PPI / 72).to_pil()
    pictures = [Image.open(io.BytesIO(held.read_bytes())) for held in (poppler, mupdf, ghost)]
    size = (pictures[0].width // 4, pictures[0].height // 4)  # letters blur, grounds stay
    for name, picture in zip(RENDERERS, [*pictures, pdfium], strict=True):
        yield name, picture.convert("L").resize(size)


def apart(one: Image.Image, other: Image.Image) -> float:
    """Return the mean difference of two pictures, in levels of 255."""
    return float(ImageStat.Stat(ImageChops.difference(one, other.resize(one.size))).mean[0])


def rows() -> Iterator[str]:
    """Yield the table's lines."""
    yield "| spec | " + " | ".join(f"`{name}`" for name in api.STANDARDS) + " |"
    yield "|---|" + "---|" * len(api.STANDARDS)
    with tempfile.TemporaryDirectory() as name:
        for spec in SPECS:
            yield f"| `{spec}` | " + " | ".join(_cells(spec, Path(name))) + " |"


def _cells(spec: str, folder: Path) -> Iterator[str]:
    edition = edition_of(spec)
    pages = api.compose(edition, api.load_spec(spec))
    whole, plain = holds_all(spec, pages), dict[str, Image.Image]()
    for standard in api.STANDARDS:
        path = folder / f"{spec}-{standard}.pdf"
        api.write_pdf(pages, path, standard=standard, press=api.Press(date=edition.masthead.date))
        faults = [] if sound(path) else ["file"]
        level = {"a2u": "U", "a2a": "A"}.get(standard)
        faults += ["archive"] if level and archive_faults(path, folder, level) else []
        faults += ["access"] if standard in ("ua1", "a2a") and access_faults(path) else []
        text = "–"
        if whole:
            wrong = [r for r in READERS if compare_text(text_by(r, path), edition)]
            text = ("all but " + ", ".join(wrong)) if wrong else "4 of 4"
        pictures = dict(drawn(path, folder))
        plain = plain or pictures
        most = max(apart(pictures[name], plain[name]) for name in RENDERERS)
        verdict = f"**{', '.join(faults)}**" if faults else "sound"
        yield f"{verdict} · {text}" + ("" if standard == "pdf" else f" · {most:.1f}")


if __name__ == "__main__":
    for line in rows():
        print(line, flush=True)
