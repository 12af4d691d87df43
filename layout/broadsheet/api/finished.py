"""A finished PDF: is it the edition's text, and is it fit for the press?

Takes any PDF; returns findings, a report, or the PDF with the places framed.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.api.spelling import spelled
from broadsheet.edition import Edition
from broadsheet.errors import Finding, SourceError, Where
from broadsheet.reach import read_bytes

if TYPE_CHECKING:
    from broadsheet.preflight import Report
    from broadsheet.spec import Spec


def prove(
    pdf: str | Path | bytes, edition: Edition, *, spec: "Spec | None" = None
) -> tuple[Finding, ...]:
    """Read a PDF back and say where its text is not the edition's; empty when it is.

    ``spec`` says what the edition's characters of the paper's own stand for (``gaiji``).  Raises
    SourceError when the file is no PDF that can be read.
    """
    from broadsheet.proof import checking

    edition = spelled(edition, spec.style if spec else None)
    if isinstance(pdf, bytes):
        return checking.compare(pdf, edition)
    try:
        return checking.compare(read_bytes(Path(pdf)), edition)
    except SourceError as fault:
        where = fault.where or Where(str(pdf))
        raise SourceError(fault.message, where=where, hint=fault.hint) from None


def inspect_pdf(pdf: str | Path | bytes, *, profile: str = "coldset") -> "Report":
    """Say what would go wrong with any PDF on the press.

    ``profile`` names a way of printing: ``preflight.PROFILES``.  Raises SourceError when the
    file is no PDF that can be read.
    """
    from broadsheet import preflight

    content = pdf if isinstance(pdf, bytes) else read_bytes(Path(pdf))
    return preflight.inspect(content, preflight.limits_of(profile))


def annotate_pdf(pdf: str | Path | bytes, report: "Report") -> bytes:
    """Return a PDF with a frame round each place that its report names.

    Raises SourceError when the file is no PDF that can be read.
    """
    from broadsheet import preflight

    content = pdf if isinstance(pdf, bytes) else read_bytes(Path(pdf))
    return preflight.annotated(content, report)
