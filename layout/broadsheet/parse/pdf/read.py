"""A PDF to the blocks of its pages: the way into this room.

Takes a PDF's bytes; returns for each page its blocks in reading order, with what the page shows
of them, and what is told of it.  Running heads and feet are left out, told once; a story that
goes on over the leaf stays one.
"""

from collections.abc import Iterable, Iterator, Sequence

from broadsheet.deadline import Watch, untimed
from broadsheet.errors import Finding, SourceError, Where
from broadsheet.geometry import Rect
from broadsheet.models import frozen, replace
from broadsheet.parse.pdf.blocks import page_blocks
from broadsheet.parse.pdf.boxes import PageItem
from broadsheet.parse.pdf.glyphs import sheets
from broadsheet.parse.pdf.letters import mended
from broadsheet.parse.pdf.page import PageLayout, PageLines, layout, page_lines
from broadsheet.parse.pdf.running import running
from broadsheet.parse.pdf.values import PrintedLine, PrintedSheet
from broadsheet.parse.text.clean import clean
from broadsheet.parse.text.folio_line import read_folio
from broadsheet.parse.text.pairs import Pairs
from broadsheet.parse.text.patterns import JUMP_FROM
from broadsheet.parse.text.printed_facts import coverage, find_facts
from broadsheet.parse.text.text_blocks import Printed, TextBlock

_FACTS = 0.5  # of a running line that are facts of the paper: it is kept
_SIZES = 0.06  # relative change of size between two pages of one story


@frozen(kw_only=True)
class PdfPage:
    """One page as it is read."""

    number: int  # from 1
    blocks: tuple[TextBlock, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def text(self) -> str:
        """The page's text, a block a line, white between its items."""
        lines = [("\n" if block.gap else "") + block.text for block in self.blocks]
        return "\n".join(lines)


def pdf_pages(content: bytes, *, file: str, watch: Watch | None = None) -> tuple[PdfPage, ...]:
    """Return the pages that hold text; SourceError in one line when there is none.

    ``watch`` is asked page by page, and may raise to stop.
    """
    look = watch or untimed
    try:
        found = tuple(sheets(content, look))
    except SourceError as fault:
        hint = fault.hint or "save it anew, or as text"
        raise SourceError(fault.message, where=Where(file), hint=hint) from None
    if not any(sheet.pieces for sheet in found):
        scanned = all(sheet.pictures for sheet in found)
        what = "the PDF holds no text" + (", only pictures of it" if scanned and found else "")
        raise SourceError(what, where=Where(file), hint="a scanned page needs OCR first")
    read = mended(found, file=file)
    pages = [_lined(sheet, look) for sheet in read.sheets]
    kept, told = _without_running(pages, file)
    layouts = _over_the_leaf([_laid_out(page, look) for page in kept])
    pairs = Pairs(line.text for page in kept for line in page.level)
    out: list[PdfPage] = []
    item, marked = 1, 0
    for number, (page, lines) in enumerate(zip(layouts, told.lines, strict=True), start=1):
        blocks, marks = page_blocks(page, number, item, pairs)
        marked += marks
        blocks = [*_running_blocks(lines, number, blocks[-1].last if blocks else 0), *blocks]
        item += len(page.items)
        if blocks := list(_cleaned(blocks)):
            out.append(PdfPage(number=number, blocks=tuple(blocks)))
    if not out:
        where, hint = Where(file), "save it anew, or as text"
        raise SourceError("the PDF holds no text that can be read", where=where, hint=hint)
    findings = (
        *read.findings, *told.findings, *_marks_told(marked, file),
        *_places_told(sum(page.places for page in layouts), file),
        *_readings_told([text for page in layouts for text in page.readings], file),
        *_empty(pages, out, file),
    )  # fmt: skip
    return (replace(out[0], findings=findings), *out[1:])


def _lined(sheet: PrintedSheet, look: Watch) -> PageLines:
    look("")
    return page_lines(sheet)


def _laid_out(page: PageLines, look: Watch) -> PageLayout:
    look("")
    return layout(page)


def _cleaned(blocks: Iterable[TextBlock]) -> Iterator[TextBlock]:
    """Yield blocks without odd white and characters that have no shape."""
    for block in blocks:
        text = " ".join(line.text for line in clean(block.text, {}) if line.text)
        if text:
            yield replace(block, text=text)


@frozen(kw_only=True)
class _Running:
    """What stands on several pages alike."""

    lines: tuple[
        tuple[PrintedLine, ...], ...
    ]  # of each page: those that say something of the paper
    findings: tuple[Finding, ...]


def _without_running(
    pages: Sequence[PageLines], file: str
) -> tuple[tuple[PageLines, ...], _Running]:
    """Take running heads and feet off the pages."""
    if len(pages) < 2:
        return tuple(pages), _Running(lines=((),) * len(pages), findings=())
    own = [Rect(0, 0, page.sheet.width, page.sheet.height) for page in pages]
    free = [[n for n in page.level if not _framed(n, page)] for page in pages]
    found = running(free, own)
    kept = tuple(tuple(n for n in lines if _tells(n.text)) for lines in found)
    left = {line.text: None for lines in found for line in lines if not _tells(line.text)}
    gone = [{id(line) for line in lines} for lines in found]
    cut = tuple(
        replace(page, level=tuple(n for n in page.level if id(n) not in out))
        for page, out in zip(pages, gone, strict=True)
    )
    return cut, _Running(lines=kept, findings=_left_out(list(left), file))


def _framed(line: PrintedLine, page: PageLines) -> bool:
    return any(
        shape.holds(line.box, 2) and 3 * line.style.size < shape.height < 0.9 * page.sheet.height
        for shape in page.sheet.shapes
    )


def _tells(text: str) -> bool:
    """Tell whether a running line is a folio line, or facts of the paper."""
    folio = read_folio(text)
    return bool(folio and (folio.sure or folio.folio)) or coverage(text, find_facts(text)) >= _FACTS


def _left_out(texts: Sequence[str], file: str) -> tuple[Finding, ...]:
    if not texts:
        return ()
    more = f" and {len(texts) - 3} like it" if len(texts) > 3 else ""
    said = ", ".join(repr(text[:24]) for text in texts[:3])
    message = f"running heads or feet of several pages left out: {said}{more}"
    return (Finding(level="note", code="running-line", message=message, where=Where(file)),)


def _marks_told(count: int, file: str) -> tuple[Finding, ...]:
    if not count:
        return ()
    message = f"the word that marks advertisements left out, {count} times: a page marks them anew"
    return (Finding(level="note", code="ad-mark", message=message, where=Where(file)),)


def _places_told(count: int, file: str) -> tuple[Finding, ...]:
    if not count:
        return ()
    message = f"the word in a kept picture's place left out, {count} times: a page prints it anew"
    return (Finding(level="note", code="picture-place", message=message, where=Where(file)),)


def _readings_told(texts: Sequence[str], file: str) -> tuple[Finding, ...]:
    if not texts:
        return ()
    said = ", ".join(repr(text) for text in texts[:3])
    message = f"readings over characters left out, {len(texts)} of them ({said}): write them anew"
    return (Finding(level="warning", code="readings", message=message, where=Where(file)),)


def _running_blocks(lines: Sequence[PrintedLine], number: int, start: int) -> list[TextBlock]:
    return [
        TextBlock(
            text=line.text,
            first=start + n,
            last=start + n,
            gap=1,
            group=-n,
            printed=Printed(
                part="running",
                page=number,
                box=line.box,
                size=line.style.size,
                scale=1.0,
                item=-n,
                goes_on=False,
            ),
        )
        for n, line in enumerate(lines, start=1)
    ]


def _over_the_leaf(layouts: Sequence[PageLayout]) -> list[PageLayout]:
    """Give what a page opens with, without a head, to the story that the page before ends with."""
    out: list[PageLayout] = []
    holder = -1  # the page whose last story goes on
    for page in layouts:
        before = out[holder] if holder >= 0 else None
        opening = page.items[0] if page.items else None
        if before and opening and before.items and _goes_over(before, opening):
            ended = before.items[-1]
            story = replace(ended.story, columns=(*ended.story.columns, *opening.story.columns))
            out[holder] = replace(before, items=(*before.items[:-1], replace(ended, story=story)))
            page = replace(page, items=page.items[1:])  # noqa: PLW2901 - without its opening
        out.append(page)
        if page.items:
            holder = len(out) - 1
    return out


def _goes_over(before: PageLayout, opening: PageItem) -> bool:
    last, story = before.items[-1].story, opening.story
    if story.head or not story.columns or not last.columns or opening.framed:
        return False
    first = story.columns[0][0]
    end = last.columns[-1][-1]
    same = abs(first.style.size - end.style.size) <= _SIZES * end.style.size
    return same and not JUMP_FROM.search(first.text)


def _empty(pages: Sequence[PageLines], out: Sequence[PdfPage], file: str) -> list[Finding]:
    """Tell of pages that hold pictures and no letters: they may be scans."""
    bare = [
        str(number)
        for number, page in enumerate(pages, start=1)
        if not page.sheet.pieces and page.sheet.pictures
    ]
    if not bare or not out:
        return []
    some = ", ".join(bare[:5]) + (" …" if len(bare) > 5 else "")
    message = f"no text on page {some}: a scan needs OCR first"
    return [Finding(level="warning", code="no-text", message=message, where=Where(file))]
