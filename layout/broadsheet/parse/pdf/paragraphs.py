"""The lines of a story to blocks of text.

Takes the items of a page; returns text blocks in reading order, each with what the page shows of
it.  An indent, a short line, white and another style part paragraphs; a column's end doesn't.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from broadsheet.edition import Cut
from broadsheet.models import field, frozen, record, replace
from broadsheet.parse.pdf.columns import around, common_size
from broadsheet.parse.pdf.direction import turned_back
from broadsheet.parse.pdf.page import PageItem, PageLayout
from broadsheet.parse.pdf.values import PrintedLine, PrintedStyle
from broadsheet.parse.text.characters import NO_START, OPENERS, ends_sentence, is_han
from broadsheet.parse.text.continuation import glue
from broadsheet.parse.text.pairs import Pairs
from broadsheet.parse.text.text_blocks import Part, Printed, TextBlock

_INDENT = 0.8  # ems
_SHORT = 1.2  # ems that a paragraph's last line lacks at the least
_FEW = 4  # lines
_ROOM = 0.3  # ems that a line may be stretched by
_EVEN = 0.6  # ems by which the ends of justified lines differ
_JUSTIFIED = 0.45  # of a column's lines
_WHITE = 1.6  # times the usual pitch: white between paragraphs
_OTHER = 0.06  # relative change of size that makes a style another
_CENTRED = 1.2  # ems between a crosshead's middle and its column's
_WINDOW = 3  # lines above and below that tell the measure at a line
_AD = frozenset({"广告", "廣告", "advertisement", "advertising", "advert"})
_MARKS = 0.025  # of the letters of verse
_LARGE = 1.6  # times the text's size
_LEADING = 1.9  # sizes between the lines of one head
_CUT = 8  # characters kept on each side of a cut
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
        style = _style(lines)
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
                    goes_on=goes_on,
                ),
            )
        )
        self.line += len(lines)


def _style(lines: Sequence[PrintedLine]) -> PrintedStyle:
    styles: Counter[PrintedStyle] = Counter()
    for line in lines:
        styles[line.style] += len(line.text)
    return max(styles, key=lambda style: (styles[style], style.size, style.face))


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
    marks = [line for line in story.head if item.framed and _marks(line, text.body)]
    text.marked, text.marks = bool(marks), text.marks + len(marks)
    head = [line for line in story.head if line not in marks]
    for lines in _heads(head, whole=bool(story.columns), body=text.body):
        text.add(lines, _joined_head(lines), part, goes_on=False)
    if story.columns:
        _put_columns(text, story.columns)
    for caption in story.captions:
        for lines in _wrapped(caption):
            text.add(lines, joined(lines, text.pairs), "caption", goes_on=False)


def _marks(line: PrintedLine, body: float) -> bool:
    """Tell whether a small line says that its frame is an advertisement."""
    return line.style.size <= body and "".join(line.text.split()).strip("（()）").lower() in _AD


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
    shared = min(one.box.right, two.box.right) - max(one.box.left, two.box.left)
    return alike and near and shared > 0


def _couplet(one: PrintedLine, two: PrintedLine) -> bool:
    """Tell whether two upright lines of a length stand on two sides of something."""
    apart = abs(two.box.top - one.box.top) > 3 * one.style.size
    even = len(one.text) == len(two.text) and one.style == two.style
    return one.upright and two.upright and apart and even


def _joined_head(lines: Sequence[PrintedLine]) -> str:
    """Return a head's lines as one: two of a length are two phrases, else one is cut."""
    text = lines[0].text
    for line in lines[1:]:
        if not (is_han(text[-1]) or is_han(line.text[0])):
            text = _with_word(text, line.text, None)
        else:
            even = len(line.text) == len(lines[0].text)
            text += ("\u3000" if even else "") + line.text
    return text


def _wrapped(lines: Sequence[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """Yield the paragraphs of a caption: a line that is no full one ends it."""
    right = max(line.box.right for line in lines)
    run: list[PrintedLine] = []
    for line in lines:
        short = bool(run) and run[-1].box.right < right - 2 * line.style.size
        if run and (short or run[-1].style != line.style or ends_sentence(run[-1].text)):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


@frozen(kw_only=True)
class _Setting:
    """How a story's columns are set."""

    style: PrintedStyle
    indented: bool  # paragraphs open with an indent
    justified: bool
    verse: bool  # lines without marks, of many lengths
    few: bool  # too few lines to tell a measure
    pitch: float  # pt

    @property
    def size(self) -> float:
        return self.style.size


def _put_columns(text: _Text, columns: Sequence[Sequence[PrintedLine]]) -> None:
    setting = _setting(columns)
    before: PrintedLine | None = None  # the last line of the column before
    right = 0.0
    for lines in columns:
        last: PrintedLine | None = None
        for n, run in enumerate(_paragraphs(lines, setting)):
            if _is_crosshead(run, lines, setting):
                text.add(run, _joined_head(run), "crosshead", goes_on=False)
                continue
            goes_on: bool | None = False
            if n == 0 and before is not None:
                goes_on = _continues(before, right, run[0], lines, setting)
            words = joined(run, text.pairs)
            if goes_on and text.blocks and text.blocks[-1].printed:
                _join_last(text, run, words)
            else:
                white = last is not None and run[0].level - last.level > _WHITE * setting.pitch
                text.add(run, words, "text", goes_on=goes_on, white=white)
            last = run[-1]
        before, right = lines[-1], _right(lines, len(lines) - 1)


def _join_last(text: _Text, run: Sequence[PrintedLine], words: str) -> None:
    """Put what goes on in the next column behind what it goes on from."""
    last = text.blocks[-1]
    whole = _with_word(last.text, words, text.pairs)
    cut = Cut(before=last.text.rstrip(f"{_SOFT}\u00ad")[-_CUT:], after=words[:_CUT])
    end = text.line + len(run) - 1
    text.blocks[-1] = replace(last, text=whole, last=end, cuts=(*last.cuts, cut))
    text.line = end + 1


def _setting(columns: Sequence[Sequence[PrintedLine]]) -> _Setting:
    every = [line for lines in columns for line in lines]
    size = common_size(every)
    body = [n for n in every if abs(n.style.size - size) <= _OTHER * size] or every
    indents = full = 0
    for lines in columns:
        left = _left(lines)
        for n, line in enumerate(lines):
            indents += _INDENT * size <= line.box.left - left <= 3 * size
            full += line.box.right >= _right(lines, n) - _EVEN * size
    steps = [
        two.level - one.level
        for lines in columns
        for one, two in pairwise(lines)
        if two.level > one.level
    ]
    return _Setting(
        style=_style(body),
        indented=indents > 0,
        justified=full >= _JUSTIFIED * len(every),
        verse=_is_verse(every),
        few=len(every) < _FEW,
        pitch=median(steps) if steps else 1.4 * size,
    )


def _is_verse(lines: Sequence[PrintedLine]) -> bool:
    """Tell whether lines are verse: short ones, hardly a mark in them."""
    text = "".join(line.text for line in lines)
    marks = sum(char in "，。；：、,.;:" for char in text)
    return marks < _MARKS * len(text) and any(map(is_han, text)) and len(text) < 20 * len(lines)


def _left(lines: Sequence[PrintedLine]) -> float:
    """Return the left edge of a column: what several lines begin at, or the first of all."""
    lefts = sorted(line.box.left for line in lines)
    slack = 0.3 * lines[0].style.size
    for left in lefts:
        if sum(abs(other - left) <= slack for other in lefts) >= max(2, 0.15 * len(lefts)):
            return left
    return lefts[0]


def _right(lines: Sequence[PrintedLine], n: int) -> float:
    """Return the right edge of a column around a line."""
    near = lines[max(0, n - _WINDOW) : n + _WINDOW + 1]
    return max(line.box.right for line in near)


def _paragraphs(lines: Sequence[PrintedLine], setting: _Setting) -> Iterator[list[PrintedLine]]:
    """Yield the paragraphs of a column, and its crossheads."""
    left = _left(lines)
    run: list[PrintedLine] = []
    for n, line in enumerate(lines):
        if run and _parts(run[-1], line, setting, (left, _right(lines, n - 1))):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _parts(
    one: PrintedLine, two: PrintedLine, setting: _Setting, edges: tuple[float, float]
) -> bool:
    """Tell whether a paragraph ends between two lines of a column."""
    white = two.level - one.level > _WHITE * setting.pitch
    if white or setting.verse or _other_style(one, two, edges):
        return True
    if one.style == two.style and _stands_out(one.style, setting.style):
        return False  # a crosshead of two lines
    size, (left, right) = setting.size, edges
    indent = (two.box.left - left) / size
    lacks = 0.0 if one.open_end else (right - one.box.right) / size
    deeper = two.box.left > one.box.left + 0.5 * _INDENT * size
    if indent >= _INDENT and (deeper or lacks > _EVEN):
        return True
    ended = setting.few and ends_sentence(one.text)
    return ended or _ends_short(one, two, lacks, justified=setting.justified)


def _ends_short(one: PrintedLine, two: PrintedLine, lacks: float, *, justified: bool) -> bool:
    """Tell whether a line ends before its measure though more of the next would have fitted."""
    ended = ends_sentence(one.text)
    least = max(_SHORT, _first_word(two.text) + _ROOM)
    if not justified and not is_han(two.text[0]):
        return ended and lacks > least + _SHORT
    return lacks > (least if ended else least + _SHORT)


def _first_word(text: str) -> float:
    """Return about how wide what can't be broken at a line's start is, ems."""
    n = 0
    while n < len(text) and text[n] in OPENERS:
        n += 1
    start = n
    while n < len(text) and text[n] < "\u2e80" and text[n] != " ":
        n += 1
    latin = n - start
    n += not latin
    while n < len(text) and text[n] in NO_START:
        n += 1
    return (n - latin) + 0.5 * latin


def _other_style(one: PrintedLine, two: PrintedLine, edges: tuple[float, float]) -> bool:
    """Tell whether one of two lines is a crosshead: larger, or short and of another weight."""
    a, b = one.style, two.style
    if abs(a.size - b.size) > _OTHER * max(a.size, b.size):
        return True
    if a.bold == b.bold or a.face == b.face:
        return False
    # words in bold at a paragraph's start may fill its first line
    if b.bold:
        return True
    starts = two.box.left <= edges[0] + _EVEN * a.size
    full = one.open_end or one.box.right >= edges[1] - _SHORT * a.size
    return not (starts and full)


def _stands_out(style: PrintedStyle, base: PrintedStyle) -> bool:
    return abs(style.size - base.size) > _OTHER * base.size or style.bold != base.bold


def _is_crosshead(
    run: Sequence[PrintedLine], lines: Sequence[PrintedLine], setting: _Setting
) -> bool:
    """Tell whether lines stand out of their column: another style, and short."""
    style, base = _style(run), setting.style
    other = _stands_out(style, base) or style.face != base.face
    if not other or len(run) > 2:
        return False
    left, right = _left(lines), max(line.box.right for line in lines)
    widest = max(line.box.width for line in run)
    larger = style.size > (1 + _OTHER) * base.size or (style.bold and not base.bold)
    return larger or widest < 0.92 * (right - left)


def _continues(
    before: PrintedLine,
    right: float,
    first: PrintedLine,
    lines: Sequence[PrintedLine],
    setting: _Setting,
) -> bool | None:
    """Tell whether a column's first line goes on with the column before; None: no telling."""
    size = setting.size
    if _other_style(before, first, (_left(lines), right)):
        return False
    if first.box.left - _left(lines) >= _INDENT * size:
        return False
    lacks = 0.0 if before.open_end else (right - before.box.right) / size
    if _ends_short(before, first, lacks, justified=setting.justified):
        return None if not ends_sentence(before.text) else False
    return True if setting.indented else None


def joined(lines: Sequence[PrintedLine], pairs: Pairs) -> str:
    """Return the text of a paragraph's lines."""
    text = lines[0].text
    for one, two in pairwise(lines):
        # a byline in its own face ends with its line: a gap stood there
        gap = one.ends not in {two.opens, one.opens} and is_han(two.text[0])
        text = text + "\u3000" + two.text if gap else _with_word(text, two.text, pairs)
    return text


def lead(lines: Sequence[PrintedLine], text: str) -> str:
    """Return the words that open a paragraph in another face than the rest of it."""
    found = ""
    face = lines[0].opens
    for line in lines:
        if line.opens != face:
            break
        found = _with_word(found, line.lead, None) if found else line.lead
        if line.lead != line.text:
            break
    return found if face and found != text and text.startswith(found) else ""


def _with_word(text: str, more: str, pairs: Pairs | None) -> str:
    """Put the next line behind a text: Latin words by a space, parts of one without."""
    text, more = text.replace(_SOFT, "\u00ad"), more.replace(_SOFT, "\u00ad")
    taken, between = glue(text, more, pairs)
    return text[: len(text) - taken] + between + more
