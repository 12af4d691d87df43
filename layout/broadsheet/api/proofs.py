"""Two PDFs held against each other: two proofs of a page, a page and what was to be it.

Takes any two PDFs; returns what moved and which words are others, or a picture of both.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.api.tracing import page_marks
from broadsheet.errors import OutputError, SourceError, UserError, Where
from broadsheet.models import frozen
from broadsheet.reach import read_bytes

if TYPE_CHECKING:
    from broadsheet.comparing.values import Comparison

AnyPdf = str | Path | bytes
PPI, LEAST_PPI, MOST_PPI = 72, 18, 600  # pixels to an inch of the picture
MOST_SLACK = 100.0  # pt


@frozen()
class _Opened:
    content: bytes
    name: str


def compare(was: AnyPdf, now: AnyPdf, *, slack: float = 0.1) -> "Comparison":
    """Say what differs between two PDFs: lines, stories, rules and pictures, the look of pages.

    ``slack`` is how far things may stand apart, in pt, and be in one place.  Raises SourceError
    when one is no PDF that can be read, UserError for a slack out of reason.
    """
    from broadsheet.comparing import held, inks, seen

    if not 0 <= slack <= MOST_SLACK:
        raise UserError(f"a slack of {slack:g} pt", hint=f"write 0 to {MOST_SLACK:g}")
    one, two = _opened(was, "the first"), _opened(now, "the second")
    for each in (one, two):
        try:
            page_marks(each.content)
        except SourceError as fault:
            raise SourceError(fault.message, where=Where(each.name), hint=fault.hint) from None
    before = seen.seen(one.content, file=one.name)
    after = seen.seen(two.content, file=two.name)
    changes = [inks.ink_change(*pair) for pair in inks.pictures(one.content, two.content)]
    return held.hold(before, after, slack=slack, inks=changes)


def comparison_sheet(
    was: AnyPdf, now: AnyPdf, found: "Comparison | None" = None, *, ppi: int = PPI
) -> bytes:
    """Return two PDFs side by side and laid over each other, as PNG, a row for each page.

    Black is ink of both, red of the first alone, blue-green of the second alone; what ``found``
    says has moved is framed.  Raises SourceError, OutputError for pixels out of reason.
    """
    from broadsheet.comparing import inks, sheet

    if not LEAST_PPI <= ppi <= MOST_PPI:
        raise OutputError(f"ppi {ppi} is out of range", hint=f"write {LEAST_PPI} to {MOST_PPI}")
    one, two = _opened(was, "the first"), _opened(now, "the second")
    changes = found or compare(one.content, two.content)
    return sheet.compared(inks.pictures(one.content, two.content, ppi=ppi), changes, ppi)


def _opened(pdf: AnyPdf, called: str) -> _Opened:
    if isinstance(pdf, bytes):
        if b"%PDF-" not in pdf[:1024]:
            raise SourceError("is not a PDF", where=Where(called))
        return _Opened(pdf, called)
    content = read_bytes(Path(pdf))
    if b"%PDF-" not in content[:1024]:
        raise SourceError("is not a PDF", where=Where(str(pdf)))
    return _Opened(content, str(pdf))
