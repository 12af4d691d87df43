"""The text of PDF pages, as lines that the reader can read.

Takes a PDF's bytes; returns text whose blank lines, indents and form feeds say what the
positions on the page said: a new column, another size of type, the start of a paragraph.
Imported only when a PDF is read, as pypdf loads slowly.
"""

import re

from pypdf import PageObject

from broadsheet.errors import SourceError, Where
from broadsheet.models import frozen
from broadsheet.opened_pdf import faults_told, open_pdf
from broadsheet.parse.text.text_blocks import width

_SAME_LINE = 0.4  # of the size: runs whose baselines differ by less share a line
_INDENT = 1.5  # ems from the column's edge
_APART = 2.2  # ems from one baseline to the next; more is white
_CLOSE = 1.7  # the same where the size changes
_SIZES = 0.12  # relative change of size that parts two lines
_QUARTER = re.compile(r"(?<=[^\W\da-zA-Z_]) (?=[A-Za-z0-9])|(?<=[A-Za-z0-9%]) (?=[^\W\da-zA-Z_])")
_SPACE = 0.8  # ems from the end of a run to the next: a gap that was set
_FIGURES = 2  # characters
_FAR = 3.0  # ems; what is further is another line
_GAP = "\u3000"
_PARAGRAPH = "\u3000\u3000"


@frozen(kw_only=True)
class _Run:
    """A stretch of text where the page sets it; points, y upwards."""

    text: str
    x: float
    y: float
    size: float


def read_pdf(data: bytes, *, file: str) -> str:
    """Return the text of all pages, a form feed between two."""
    return "\f".join(pdf_pages(data, file=file))


def pdf_pages(data: bytes, *, file: str) -> tuple[str, ...]:
    """Return the text of each page; SourceError when no page has any."""
    try:
        with faults_told("its text"):
            pages = tuple(_page(page) for page in open_pdf(data, "its text").pages)
    except SourceError as fault:
        hint = fault.hint or "save it anew, or as text"
        raise SourceError(fault.message, where=Where(file), hint=hint) from None
    if not "".join(pages).strip():
        raise SourceError(
            "the PDF holds no text", where=Where(file), hint="a scanned page needs OCR first"
        )
    return pages


def _page(page: PageObject) -> str:
    runs: list[_Run] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if not text.strip():
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[2]) or 1.0
        runs.append(_Run(text=text, x=x, y=y, size=abs(size * scale) or 1.0))

    page.extract_text(visitor_text=visit)
    return _laid_out(_lines(runs))


def _lines(runs: list[_Run]) -> list[_Run]:
    """Put runs on one baseline together; a run's own line ends stand."""
    out: list[_Run] = []
    for run in runs:
        last = out[-1] if out else None
        level = last is not None and abs(last.y - run.y) < _SAME_LINE * run.size
        if last is not None and level and run.x >= last.x and _same_line(last, run):
            gap = _GAP if run.x - _end(last) > _SPACE * run.size else ""
            out[-1] = _Run(
                text=last.text.rstrip("\n") + gap + run.text, x=last.x, y=last.y, size=last.size
            )
        else:
            out.append(run)
    return [
        _Run(text=_closed(" ".join(r.text.split("\n")).strip()), x=r.x, y=r.y, size=r.size)
        for r in out
        if r.text.strip()
    ]


def _same_line(last: _Run, run: _Run) -> bool:
    """Tell whether two runs on one baseline are one line: of one size, not far apart."""
    if run.x - _end(last) > _FAR * run.size or "\n" in last.text.strip():
        return False
    if min(len(last.text.strip()), len(run.text.strip())) <= _FIGURES:
        return True  # the day of a date, a page's number: larger than what is beside it
    if last.text.endswith("\n"):
        return False
    return abs(last.size - run.size) <= _SIZES * max(last.size, run.size)


def _end(run: _Run) -> float:
    """Return about where a run ends, its ideographs being an em wide."""
    return run.x + width(run.text.strip()) / 2 * run.size


def _closed(text: str) -> str:
    """Close the gaps that a quarter em beside figures and Latin words is read as."""
    return _QUARTER.sub("", text)


def _laid_out(lines: list[_Run]) -> str:
    """Write blank lines and indents for what the positions say."""
    out: list[str] = []
    for n, line in enumerate(lines):
        before = lines[n - 1] if n else None
        if before and _parted(before, line):
            out.append("")
        edge = _edge(lines, n)
        indented = _INDENT * line.size <= line.x - edge <= 3 * line.size
        out.append(f"{_PARAGRAPH}{line.text}" if indented else line.text)
    return "\n".join(out)


def _parted(before: _Run, line: _Run) -> bool:
    """Tell whether white, a change of size or a new column parts two lines."""
    drop = before.y - line.y
    other_size = abs(before.size - line.size) > _SIZES * max(before.size, line.size)
    most = _CLOSE if other_size else _APART
    return drop < -_SAME_LINE * line.size or drop > most * max(before.size, line.size)


def _edge(lines: list[_Run], n: int) -> float:
    """Return the left edge of the column that a line stands in."""
    near = [
        two.x
        for two in lines[max(0, n - 3) : n + 4]
        if abs(two.x - lines[n].x) <= 3 * lines[n].size and abs(two.size - lines[n].size) < 0.5
    ]
    return min(near, default=lines[n].x)
