"""One paragraph on its own, to try a style: set, and written as a small PDF or picture."""

import io
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from broadsheet import outfile, printing
from broadsheet.api import materials
from broadsheet.errors import OutputError
from broadsheet.spec import Spec

if TYPE_CHECKING:
    from broadsheet import trial


def set_text(text: str, spec: Spec, order: "trial.TrialOrder") -> "trial.Trial":
    """Set one paragraph on its own in a style of a spec.

    Raises UserError for a style, a typeface or a length that is none.
    """
    from broadsheet import trial

    return trial.set_text(text, spec.style, materials.open_faces(spec.style), order)


def write_trial(done: "trial.Trial", spec: Spec, out: str | Path) -> None:
    """Write a set paragraph as PDF or PNG, told by the name's ending.

    Raises OutputError for another ending, and for a picture without the extra ``preview``.
    """
    from broadsheet import trial

    ending = check_ending(out)
    pdf = io.BytesIO()
    printing.write_pdf(trial.as_pages(done, spec.style), pdf)
    if ending == ".pdf":
        outfile.write_bytes(out, pdf.getvalue())
        return
    try:
        from broadsheet.paint import raster
    except ModuleNotFoundError:
        message = f"{out}: a picture needs pypdfium2"
        hint = "pip install 'broadsheet[preview]', or write a .pdf"
        raise OutputError(message, hint=hint) from None

    def write(stream: BinaryIO) -> None:
        raster.write_png(pdf.getvalue(), stream)

    outfile.write_atomic(out, write)


def check_ending(out: str | Path) -> str:
    """Return the ending of what a paragraph is written to; OutputError for none that can be."""
    ending = Path(out).suffix.lower()
    if ending not in (".pdf", ".png"):
        raise OutputError(f"{out}: not a kind that can be written", hint="end it in .pdf or .png")
    return ending
