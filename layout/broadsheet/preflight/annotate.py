"""The report drawn on the page: a frame and a note where something was found.

Takes the PDF's bytes and the report; returns a PDF with annotations.
"""

import io

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from broadsheet.geometry import Rect
from broadsheet.opened_pdf import faults_told, open_pdf
from broadsheet.preflight.checking import Report
from broadsheet.preflight.models import Issue

_COLOURS = {"error": (0.85, 0.0, 0.0), "warning": (0.95, 0.55, 0.0), "note": (0.0, 0.35, 0.8)}
_MOST = 200  # frames of one issue
_CORNER = Rect(0, 0, 24, 24)  # where what has no place is noted


def annotated(content: bytes, report: Report) -> bytes:
    """Return the PDF with a frame round every place of an issue."""
    with faults_told("its structure"):
        writer = PdfWriter(clone_from=open_pdf(content))
        for issue in report.issues:
            number = max(issue.page, 1) - 1
            if number >= len(report.origins):
                continue
            for rect in issue.places[:_MOST] or (_CORNER,):
                note = _note(issue, rect, report.origins[number])
                writer.add_annotation(number, note)
        out = io.BytesIO()
        writer.write(out)
    return out.getvalue()


def _note(issue: Issue, rect: Rect, origin: tuple[float, float]) -> DictionaryObject:
    left, top = origin[0] + rect.left, origin[1] - rect.top
    edges = (left - 2, top - rect.height - 2, left + rect.width + 2, top + 2)
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Square"),
            NameObject("/Rect"): ArrayObject([FloatObject(round(edge, 2)) for edge in edges]),
            NameObject("/C"): ArrayObject([FloatObject(v) for v in _COLOURS[issue.level]]),
            NameObject("/F"): NumberObject(4),
            NameObject("/T"): TextStringObject(f"preflight: {issue.code}"),
            NameObject("/Contents"): TextStringObject(str(issue)),
        }
    )
