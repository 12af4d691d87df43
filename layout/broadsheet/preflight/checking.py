"""Is this PDF fit for the press?

Takes the bytes of any PDF and the limits of a way of printing; returns a report of issues,
page by page in painting order.
"""

from typing import Any

from broadsheet.errors import Level
from broadsheet.geometry import MM, Rect
from broadsheet.models import frozen, replace
from broadsheet.opened_pdf import faults_told, open_pdf
from broadsheet.preflight.file import (
    boxes_of,
    check_annotations,
    check_boxes,
    check_claim,
    check_file,
    check_fonts,
    check_licences,
    claimed,
    is_x1a,
    trim_of,
)
from broadsheet.preflight.marks import check_marks
from broadsheet.preflight.masthead import (
    check_adverts,
    check_facts,
    check_imprint,
    check_masthead,
    check_nameplate,
)
from broadsheet.preflight.models import Issue, PressLimits
from broadsheet.preflight.operators import read_marks
from broadsheet.preflight.plan import named, parts_of, texts_of
from broadsheet.preflight.spots import check_spots

_MOST_PAGES = 1000
# A sheet of newsprint: a smaller one is an advertisement, and has no masthead.
_SHEET = 250 * MM
_NOT_IN_X1A = {"transparency", "coding"}
_LEVELS: dict[Level, int] = {"error": 0, "warning": 1, "note": 2}


@frozen(kw_only=True)
class Report:
    """What was found in a file."""

    limits: PressLimits
    sizes: tuple[tuple[float, float], ...]  # of the trimmed pages, pt
    origins: tuple[tuple[float, float], ...]  # left and top of each trim in the page's space
    issues: tuple[Issue, ...]

    def count(self, level: Level) -> int:
        """Return how many issues there are of a level."""
        return sum(issue.level == level for issue in self.issues)


def inspect(content: bytes, limits: PressLimits) -> Report:
    """Return a report on a PDF.

    Raises ``SourceError`` when the file can't be read.
    """
    reader = open_pdf(content)
    issues: list[Issue] = []
    sizes, origins = [], []
    words: list[str] = []  # of pages of a paper's size
    with faults_told("its structure"):
        issues += check_file(reader)
        issues += check_spots(reader)
        pages = [page for _, page in zip(range(_MOST_PAGES), reader.pages, strict=False)]
    with faults_told("its metadata"):
        bans = claimed(reader)
    for number, page in enumerate(pages, 1):
        with faults_told(f"page {number}"):
            issues += check_claim(page, bans, number) if bans else ()
            trim = trim_of(boxes_of(page))
            size, origin = (trim[2] - trim[0], trim[3] - trim[1]), (trim[0], trim[3])
            found, text = _page(reader, page, number, limits, Rect(0, 0, *size))
            issues += found
            words.append(text)
        sizes.append(size)
        origins.append(origin)
    issues += check_imprint("\n".join(words))
    if is_x1a(reader):
        issues = [replace(i, level="error") if i.code in _NOT_IN_X1A else i for i in issues]
    else:
        issues = [issue for issue in issues if issue.code != "coding"]
    ordered = sorted(issues, key=lambda issue: (issue.page, _LEVELS[issue.level]))
    return Report(limits=limits, sizes=tuple(sizes), origins=tuple(origins), issues=tuple(ordered))


def _page(
    reader: Any, page: Any, number: int, limits: PressLimits, trim: Rect
) -> tuple[list[Issue], str]:
    """Return what is wrong with a page, and its text if it is of a paper's size."""
    box = trim_of(boxes_of(page))
    origin = (box[0], box[3])
    issues = list(check_boxes(page, number))
    marks = read_marks(reader, page, origin)
    parts = parts_of(page, origin)
    issues += check_fonts(marks, number)
    issues += check_licences(marks, number)
    issues += check_marks(marks, trim, limits, number)
    issues += check_annotations(page, trim, origin, number)
    text = ""
    if trim.height > _SHEET and any(mark.kind == "text" for mark in marks):
        texts = texts_of(page, origin, parts)
        text = texts[""]
        issues += check_masthead(text, number)
        issues += check_facts(texts, parts, number)
        issues += check_nameplate(marks, parts, number)
        issues += check_adverts(texts, parts, number)
    return named(issues, parts), text
