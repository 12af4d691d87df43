"""One paragraph on its own, to try a style: set, and written as a small PDF or picture."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet import outfile, printing
from broadsheet.api import imaging, materials
from broadsheet.api.spelling import spelled_text
from broadsheet.errors import OutputError
from broadsheet.spec import Spec

if TYPE_CHECKING:
    from broadsheet import trial

_PPI = 288  # of a paragraph's picture


def set_text(text: str, spec: Spec, order: "trial.TrialOrder") -> "trial.Trial":
    """Set one paragraph on its own in a style of a spec.

    Raises UserError for a style, a typeface or a length that is none.
    """
    from broadsheet import trial

    text = spelled_text(text, spec.style)
    book = materials.in_script_of(materials.open_faces(spec.style), [text], spec.style)
    return trial.set_text(text, spec.style, book, order)


def write_trial(done: "trial.Trial", spec: Spec, out: str | Path) -> None:
    """Write a set paragraph as PDF, PNG or SVG, told by the name's ending.

    Raises OutputError for another ending.
    """
    from broadsheet import trial

    ending = check_ending(out)
    pages = trial.as_pages(done, spec.style)
    if ending == ".png":
        content = imaging.to_png(pages, ppi=_PPI)
    elif ending == ".svg":
        content = imaging.to_svg(pages).encode("utf-8")
    else:
        pdf = io.BytesIO()
        printing.write_pdf(pages, pdf)
        content = pdf.getvalue()
    outfile.write_bytes(out, content)


def check_ending(out: str | Path) -> str:
    """Return the ending of what a paragraph is written to; OutputError for none that can be."""
    ending = Path(out).suffix.lower()
    if ending not in (".pdf", ".png", ".svg"):
        hint = "end it in .pdf, .png or .svg"
        raise OutputError(f"{out}: not a kind that can be written", hint=hint)
    return ending
