"""The items of a page to blocks of text.

Takes the items of a page; returns text blocks in reading order, each with what the page shows of
it: heads and captions put together from their lines, columns by ``paragraphs``.
"""

from collections.abc import Iterator, Sequence

from broadsheet.edition import Cut
from broadsheet.models import field, record, replace
from broadsheet.parse.pdf.boxes import PageItem
from broadsheet.parse.pdf.columns import around
from broadsheet.parse.pdf.direction import turned_back
from broadsheet.parse.pdf.marks import marks_advert
from broadsheet.parse.pdf.page import PageLayout
from broadsheet.parse.pdf.paragraphs import (
    continues,
    is_crosshead,
    joined,
    joined_head,
    lead,
    main_style,
    paragraphs,
    right_at,
    setting_of,
    with_word,
)
from broadsheet.parse.pdf.values import PrintedLine
from broadsheet.parse.text.characters import ends_sentence, is_han
from broadsheet.parse.text.pairs import Pairs
from broadsheet.parse.text.text_blocks import Part, Printed, TextBlock

_WHITE = 1.6  # times the usual pitch: white between paragraphs
_LARGE = 1.6  # times the text's size
_LEADING = 1.9  # sizes between the lines of one head
_CUT = 8  # characters kept on each side of a cut
_GOES_ON = "，、：；,—"  # marks behind which a caption's line was broken by its maker
_SOFT = "\x02"  # what PDFium gives for a hyphen at a line's end


@record()
class _Text:
    """Blocks of a page as they come."""

    page: int
    width: float  # of the page, pt
    body: float
    pairs: Pairs  # tell the file's words, which keep their hyphens
    item: int = 0
    line: int = 1  # the next line's number
    marked: bool = False  # the item in hand is marked as an advertisement
    marks: int = 0  # such marks so far
    boxed: bool = False  # the item in hand stands in a frame
    ragged: bool = False  # its lines end where they like
    blocks: list[TextBlock] = field(default_factory=list)

    def add(
        self,
        lines: Sequence[PrintedLine],
        text: str,
        part: Part,
        *,
        goes_on: bool | None,
        white: bool = False,
    ) -> None:
        """Add a block of lines."""
        first = not self.blocks or (last := self.blocks[-1].printed) is None
        new = first or (last is not None and last.item != self.item)
        style = main_style(lines)
        box = around(lines)
        box = turned_back(box, self.width) if lines[0].upright else box
        self.blocks.append(
            TextBlock(
                text=text.rstrip(_SOFT).replace(_SOFT, "\u00ad"),
                first=self.line,
                last=self.line + len(lines) - 1,
                gap=1 if (new and not first) or white else 0,
                group=self.item,
                printed=Printed(
                    part=part,
                    page=self.page,
                    box=box,
                    size=style.size,
                    scale=round(style.size / (self.body or style.size), 3),
                    bold=style.bold,
                    face=style.face,
                    upright=lines[0].upright,
                    item=self.item,
                    lead=lead(lines, text) if part == "text" else "",
                    marked=self.marked,
                    boxed=self.boxed,
                    ragged=self.ragged and part == "text",
                    tagged=all(line.tagged for line in lines),
                    goes_on=goes_on,
                ),
            )
        )
        self.line += len(lines)


def page_blocks(
    page: PageLayout, number: int, first_item: int, pairs: Pairs
) -> tuple[list[TextBlock], int]:
    """Return the blocks of a page's items, and how many marks of advertisements were left out.

    ``first_item`` is the number of the first of the items.
    """
    text = _Text(page=number, width=page.width, body=page.body, pairs=pairs, item=first_item)
    for item in page.items:
        _put_item(text, item)
        text.item += 1
    return text.blocks, text.marks


def _put_item(text: _Text, item: PageItem) -> None:
    story = item.story
    part: Part = "head" if story.columns else "boxed" if item.framed else "shown"
    marks = [line for line in story.head if marks_advert(line, text.body)]
    alone = not story.columns and len(marks) == len(story.head)  # on an advertiser's own drawing
    marks = marks if item.framed or alone else []
    text.marked, text.marks = bool(marks), text.marks + len(marks)
    text.boxed = item.boxed or item.framed
    head = [line for line in story.head if line not in marks]
    head = head if story.columns else _with_numbers(head)
    for lines in _heads(head, whole=bool(story.columns), body=text.body):
        text.add(lines, joined_head(lines), part, goes_on=False)
    if story.columns:
        _put_columns(text, story.columns)
    for caption in story.captions:
        for n, lines in enumerate(_wrapped(caption)):
            text.add(lines, joined(lines, text.pairs), "caption", goes_on=False, white=n == 0)


def _with_numbers(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Put a page's number and the name of its section, in two sizes on one level, together."""
    out: list[PrintedLine] = []
    for line in lines:
        before = out[-1] if out else None
        if before and before.text.isdecimal() and _right_behind(before, line):
            text = f"{before.text}\u3000{line.text}"
            out[-1] = replace(before, text=text, lead=text, box=around([before, line]))
        else:
            out.append(line)
    return out


def _right_behind(one: PrintedLine, two: PrintedLine) -> bool:
    size = max(one.style.size, two.style.size)
    level = abs(one.level - two.level) <= 0.1 * size and one.upright == two.upright
    named = len(two.text) > 1 and not two.text[0].isdecimal()  # 日 behind a day is no section
    return level and named and 0 <= two.box.left - one.box.right <= size


def _heads(
    lines: Sequence[PrintedLine], *, whole: bool, body: float
) -> Iterator[list[PrintedLine]]:
    """Yield the lines of a head; those of one style below each other are one.

    Without columns (not ``whole``) only large ones are, and couplets on two sides.
    """
    run: list[PrintedLine] = []
    for line in lines:
        large = whole or line.style.size > _LARGE * body
        if run and not (_couplet(run[-1], line) or (large and _same_head(run[-1], line))):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _same_head(one: PrintedLine, two: PrintedLine) -> bool:
    size = one.style.size
    alike = abs(two.style.size - size) <= 0.03 * size and one.style.bold == two.style.bold
    near = 0.5 * size < two.level - one.level <= _LEADING * size
    shared = one.box.shared_width(two.box)
    return alike and near and shared > 0


def _couplet(one: PrintedLine, two: PrintedLine) -> bool:
    """Tell whether two upright lines of a length stand on two sides of something."""
    apart = abs(two.box.top - one.box.top) > 3 * one.style.size
    even = len(one.text) == len(two.text) and one.style == two.style
    return one.upright and two.upright and apart and even


def _wrapped(lines: Sequence[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """Yield the paragraphs of a caption: a line that is no full one ends it."""
    right = max(line.box.right for line in lines)
    widest = max(line.box.width for line in lines)
    run: list[PrintedLine] = []
    for line in lines:
        short = bool(run) and _ends_caption(run[-1], line, right, widest)
        if run and (short or run[-1].style != line.style or ends_sentence(run[-1].text)):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _ends_caption(one: PrintedLine, two: PrintedLine, right: float, widest: float) -> bool:
    """Tell whether a caption's line is no full one; Latin words go on in lower case."""
    size = one.style.size
    if not is_han(two.text[0]):
        return one.box.right < right - 2 * size and not two.text[0].islower()
    narrow = one.box.width < widest - 3 * size and one.text[-1] not in _GOES_ON
    return one.box.right < right - 2 * size or narrow


def _put_columns(text: _Text, columns: Sequence[Sequence[PrintedLine]]) -> None:
    setting = setting_of(columns)
    text.ragged = setting.verse
    before: PrintedLine | None = None  # the last line of the column before
    right = 0.0
    feet = [line for lines in columns for line in lines if line.panel == "foot"]
    flows = [[line for line in lines if line.panel != "foot"] for lines in columns]
    for lines in filter(None, flows):
        last: PrintedLine | None = None
        for n, run in enumerate(paragraphs(lines, setting)):
            if is_crosshead(run, lines, setting):
                text.add(run, joined_head(run), "crosshead", goes_on=False)
                continue
            if run[0].panel:
                text.add(run, joined(run, text.pairs), run[0].panel, goes_on=False)
                continue
            goes_on: bool | None = False
            if n == 0 and before is not None:
                goes_on = continues(before, right, run[0], lines, setting)
            words = joined(run, text.pairs)
            if goes_on and text.blocks and text.blocks[-1].printed:
                _join_last(text, run, words)
            else:
                white = last is not None and run[0].level - last.level > _WHITE * setting.pitch
                text.add(run, words, "text", goes_on=goes_on, white=white)
            last = run[-1]
        before, right = lines[-1], right_at(lines, len(lines) - 1)
    for run in paragraphs(feet, setting) if feet else ():
        text.add(run, joined(run, text.pairs), "foot", goes_on=False)


def _join_last(text: _Text, run: Sequence[PrintedLine], words: str) -> None:
    """Put what goes on in the next column behind what it goes on from."""
    last = text.blocks[-1]
    whole = with_word(last.text, words, text.pairs)
    cut = Cut(before=last.text.rstrip(f"{_SOFT}\u00ad")[-_CUT:], after=words[:_CUT])
    end = text.line + len(run) - 1
    text.blocks[-1] = replace(last, text=whole, last=end, cuts=(*last.cuts, cut))
    text.line = end + 1
