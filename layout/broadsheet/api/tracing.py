"""A printed page becomes a paper's folder: its edition, its style, its drawing.

Takes a PDF; returns texts of files that set it again.  The drawing is set once, and what it shows
of heads' rows is put right.
"""

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet import interchange, limits, outfile
from broadsheet.api import composing, reading, specs
from broadsheet.edition import Edition
from broadsheet.errors import Finding, OutputError, SourceError, SpecError, Where
from broadsheet.geometry import MM
from broadsheet.models import frozen, replace
from broadsheet.opened_pdf import faults_told, open_pdf
from broadsheet.reach import read_bytes
from broadsheet.spec_yaml.masters import MOST_PAGES
from broadsheet.spec_yaml.values import HUGE

if TYPE_CHECKING:
    from broadsheet.display import Pages
    from broadsheet.preflight.models import Mark
    from broadsheet.tracing.page import Sketch, Traced

BASES = ("duikai-6", "english-6")  # what a page does not show is theirs
NAMES = EDITION, STYLE, PAGE = "edition.yaml", "style.yaml", "page.yaml"
_ROUNDS = 3


@frozen(kw_only=True)
class TracedPaper:
    """A traced page.

    - ``edition``: its copy
    - ``files``: by name
    - ``told``: what does not lie on the grid
    - ``gridless``: pages that have none: their map is a guess
    - ``pages``: as it is set again
    """

    edition: Edition
    files: dict[str, bytes]
    told: tuple[str, ...]
    gridless: tuple[int, ...]
    pages: "Pages"

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the page as it is set again has of faults, each with its place in the files."""
        return tuple(_placed(finding) for finding in self.pages.findings)


def trace(pdf: str | Path | bytes, *, boxes: bool = False) -> TracedPaper:
    """Trace a printed page; raises SourceError in one line for a page that can't be.

    With ``boxes`` each box is written where it stands, in millimetres, and no map is drawn: for
    pages whose boxes lie on no common grid.
    """
    name = "the page" if isinstance(pdf, bytes) else str(pdf)
    content = pdf if isinstance(pdf, bytes) else read_bytes(Path(pdf))
    try:
        _check_sheets(content)
        marks = page_marks(content)  # its bounds stand before any other reader
        edition = reading.read_edition(reading.NamedBytes(content=content, name=name))
        sketches, latin = _sketches(content, edition, marks, boxes=boxes)
    except SourceError as fault:
        where = fault.where or Where(name)
        raise SourceError(fault.message, where=where, hint=fault.hint) from None
    base = BASES[latin]
    try:
        traced, pages = _settled(sketches, edition, base=base, latin=latin)
    except SpecError as fault:
        message = f"no spec draws this page: {fault.message}"
        hint = "its type may lie beyond what the page shows"
        raise SourceError(message, where=Where(name), hint=hint) from None
    edition, cut = _cut_out(content, sketches, edition)
    files = cut | {
        EDITION: interchange.to_yaml(edition).encode(),
        STYLE: traced.style.encode(),
        PAGE: traced.page.encode(),
    }
    return TracedPaper(
        edition=edition,
        files=files,
        told=tuple(map(str, traced.told)),
        gridless=tuple(one.page.number for one in sketches if one.gridless and not one.boxes),
        pages=pages,
    )


def _cut_out(
    content: bytes, sketches: "list[Sketch]", edition: Edition
) -> tuple[Edition, dict[str, bytes]]:
    from broadsheet.tracing import cutouts

    with faults_told("its pictures"):
        return cutouts.cut_out(sketches, edition, open_pdf(content))


def _placed(finding: Finding) -> Finding:
    """Return a finding with its place in the file that is written."""
    if finding.where is None:
        return finding
    where = replace(finding.where, file=Path(finding.where.file).name)
    return replace(finding, where=where)


def write_trace(traced: TracedPaper, folder: str | Path) -> list[str]:
    """Write a traced page to a folder; return the files' names.

    Raises OutputError, before anything is written, where a file of such a name says otherwise: a
    style or an edition that was corrected by hand is not written over.
    """
    out = Path(folder)
    for name, content in traced.files.items():
        _free(out / name, content)
    try:
        for name in traced.files:
            (out / name).parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise OutputError(f"{out}: {fault.strerror}", hint="name a folder") from None
    for name, content in traced.files.items():
        outfile.write_bytes(out / name, content)
    return list(traced.files)


def _free(path: Path, content: bytes) -> None:
    """Refuse a place where something else stands than what is to be written."""
    if not os.path.lexists(path):
        return
    outfile.place(path)
    if not path.is_file() or path.read_bytes() != content:
        hint = "name another folder, or take it away"
        raise OutputError(f"{path}: is there already, and says otherwise", hint=hint)


def _check_sheets(content: bytes) -> None:
    """Refuse at once what no spec could say: more pages than it has, or a larger sheet."""
    pages = open_pdf(content).pages
    with faults_told("its pages"):
        if len(pages) > MOST_PAGES:
            raise SourceError(f"has {len(pages)} pages", hint=f"a spec has {MOST_PAGES} at most")
        for number, leaf in enumerate(pages, start=1):
            unit = float(leaf.get("/UserUnit", 1.0)) / MM
            box = leaf.cropbox
            across, down = unit * float(box.width), unit * float(box.height)
            if max(across, down) * MM > HUGE:
                raise SourceError(
                    f"page {number} is {across:.0f} mm x {down:.0f} mm",
                    hint=f"a sheet has {HUGE / MM:.0f} mm at most",
                )


def page_marks(content: bytes) -> "list[list[Mark]]":
    """Return what each page paints; SourceError for more than a page can show.

    Forms that call forms cost nothing to write and gigabytes to draw: who counts comes first.
    """
    from broadsheet.preflight.operators import read_marks

    reader = open_pdf(content)
    found = []
    with faults_told("its drawing"):
        if len(reader.pages) > (most := limits.current().pages):
            raise SourceError(f"has {len(reader.pages)} pages", hint=f"the limit pages is {most}")
        for leaf in reader.pages:
            box = leaf.cropbox
            found.append(read_marks(reader, leaf, (float(box.left), float(box.top))))
    return found


def _sketches(
    content: bytes, edition: Edition, marks: "list[list[Mark]]", *, boxes: bool
) -> "tuple[list[Sketch], bool]":
    from broadsheet.parse.pdf.glyphs import sheets
    from broadsheet.parse.pdf.letters import mended
    from broadsheet.tracing import page as tracing

    found = mended(tuple(sheets(content)), file="").sheets
    pages = [
        tracing.printed(number, sheet, own)
        for number, (sheet, own) in enumerate(zip(found, marks, strict=False), start=1)
    ]
    text = "".join(line.text for page in pages for line in page.lines)
    latin = sum(char < "\u2e80" for char in text) > 0.7 * len(text)
    return tracing.sketch(pages, edition, latin=latin, boxes=boxes), latin


def _settled(
    sketches: "list[Sketch]", edition: Edition, *, base: str, latin: bool
) -> "tuple[Traced, Pages]":
    """Return the trace whose heads take the rows that they take on the page, and it set."""
    from broadsheet.tracing import page as tracing
    from broadsheet.tracing.values import Correction

    fixes = Correction()
    traced = tracing.write(sketches, edition, fixes, base=base, latin=latin)
    pages = _composed(traced, edition)
    for _ in range(_ROUNDS):
        found = tracing.corrected(traced, pages, fixes)
        if found == fixes:
            break
        fixes = found
        traced = tracing.write(sketches, edition, fixes, base=base, latin=latin)
        pages = _composed(traced, edition)
    return traced, pages


def _composed(traced: "Traced", edition: Edition) -> "Pages":
    """Set a trace as it will be set from its files."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / STYLE).write_text(traced.style, encoding="utf-8")
        (Path(folder) / PAGE).write_text(traced.page, encoding="utf-8")
        return composing.compose(edition, specs.load_spec(Path(folder) / PAGE))
