"""Is this PDF fit for the press?

Takes the bytes of any PDF and the limits of a way of printing; returns a report of issues,
page by page in painting order.
"""

from typing import Any

from broadsheet.errors import Level
from broadsheet.geometry import MM, Rect
from broadsheet.models import frozen
from broadsheet.opened_pdf import faults_told, open_pdf
from broadsheet.preflight.file import (
    boxes_of,
    check_annotations,
    check_boxes,
    check_file,
    check_fonts,
    trim_of,
)
from broadsheet.preflight.marks import check_marks
from broadsheet.preflight.masthead import check_masthead
from broadsheet.preflight.models import Issue, Limits
from broadsheet.preflight.operators import read_marks

_MOST_PAGES = 1000
# A sheet of newsprint: a smaller one is an advertisement, and has no masthead.
_SHEET = 250 * MM
_LEVELS: dict[Level, int] = {"error": 0, "warning": 1, "note": 2}


@frozen(kw_only=True)
class Report:
    """What was found in a file."""

    limits: Limits
    sizes: tuple[tuple[float, float], ...]  # of the trimmed pages, pt
    origins: tuple[tuple[float, float], ...]  # left and top of each trim in the page's space
    issues: tuple[Issue, ...]

    def count(self, level: Level) -> int:
        """Return how many issues there are of a level."""
        return sum(issue.level == level for issue in self.issues)


def inspect(content: bytes, limits: Limits) -> Report:
    """Return a report on a PDF.

    Raises ``SourceError`` when the file can't be read.
    """
    reader = open_pdf(content)
    issues: list[Issue] = []
    sizes, origins = [], []
    with faults_told("its structure"):
        issues += check_file(reader)
        pages = [page for _, page in zip(range(_MOST_PAGES), reader.pages, strict=False)]
    for number, page in enumerate(pages, 1):
        with faults_told(f"page {number}"):
            trim = trim_of(boxes_of(page))
            size, origin = (trim[2] - trim[0], trim[3] - trim[1]), (trim[0], trim[3])
            issues += _page(reader, page, number, limits, Rect(0, 0, *size))
        sizes.append(size)
        origins.append(origin)
    ordered = sorted(issues, key=lambda issue: (issue.page, _LEVELS[issue.level]))
    return Report(limits=limits, sizes=tuple(sizes), origins=tuple(origins), issues=tuple(ordered))


def _page(reader: Any, page: Any, number: int, limits: Limits, trim: Rect) -> list[Issue]:
    box = trim_of(boxes_of(page))
    origin = (box[0], box[3])
    issues = list(check_boxes(page, number))
    marks = read_marks(reader, page, origin)
    issues += check_fonts(marks, number)
    issues += check_marks(marks, trim, limits, number)
    issues += check_annotations(page, trim, origin, number)
    if trim.height > _SHEET and any(mark.kind == "text" for mark in marks):
        issues += check_masthead(page.extract_text(), number)
    return issues
