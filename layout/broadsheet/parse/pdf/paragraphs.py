"""The lines of a column to paragraphs and crossheads.

Takes the columns of a story; returns their lines in paragraphs, and tells which go on with the
column before.  An indent, a short line, white and another style part paragraphs; a column's end
doesn't.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from broadsheet.models import frozen
from broadsheet.parse.pdf.columns import common_size, is_ragged
from broadsheet.parse.pdf.marks import opens_footnote
from broadsheet.parse.pdf.values import PrintedLine, PrintedStyle
from broadsheet.parse.text.characters import NO_START, OPENERS, ends_sentence, is_han
from broadsheet.parse.text.continuation import glue
from broadsheet.parse.text.pairs import Pairs

_INDENT = 0.8  # ems
_IN = 2.6  # ems that a centred line is indented by at the least
_SHORT = 1.2  # ems that a paragraph's last line lacks at the least
_FEW = 4  # lines
_ROOM = 0.3  # ems that a line may be stretched by
_EVEN = 0.6  # ems by which the ends of justified lines differ
_JUSTIFIED = 0.45  # of a column's lines
_CLOSE = 1.25  # times the usual pitch: no more parts lines of one item
_WHITE = 1.6  # times the usual pitch: white between paragraphs
_OTHER = 0.06  # relative change of size that makes a style another
_WINDOW = 3  # lines above and below that tell the measure at a line
_MARKS = 0.025  # of the letters of verse
_STOPS = "：:；;—…"  # marks at which a paragraph may end
_SOFT = "\x02"  # what PDFium gives for a hyphen at a line's end


@frozen(kw_only=True)
class ColumnSetting:
    """How a story's columns are set."""

    style: PrintedStyle
    indented: bool  # paragraphs open with an indent
    justified: bool
    verse: bool  # lines without marks, of many lengths
    few: bool  # too few lines to tell a measure
    hanging: bool  # lines that go on are indented, those that open are not
    pitch: float  # pt

    @property
    def size(self) -> float:
        """The size of most of its letters, pt."""
        return self.style.size


def setting_of(columns: Sequence[Sequence[PrintedLine]]) -> ColumnSetting:
    """Tell how columns are set, from all their lines."""
    whole = list(columns)
    columns = [[line for line in lines if not line.panel] for lines in columns]
    columns = [lines for lines in columns if lines] or whole
    every = [line for lines in columns for line in lines]
    size = common_size(every)
    body = [n for n in every if abs(n.style.size - size) <= _OTHER * size] or every
    indents = full = 0
    for lines in columns:
        left = _left(lines)
        for n, line in enumerate(lines):
            indents += _INDENT * size <= line.box.left - left <= 3 * size
            full += line.box.right >= right_at(lines, n) - _EVEN * size
    steps = [
        two.level - one.level
        for lines in columns
        for one, two in pairwise(lines)
        if two.level > one.level
    ]
    return ColumnSetting(
        style=main_style(body),
        indented=indents > 0,
        justified=full >= _JUSTIFIED * len(every),
        verse=_is_verse(every) or is_ragged(columns),
        few=len(every) < _FEW,
        hanging=_hang(columns, size),
        pitch=median(steps) if steps else 1.4 * size,
    )


def _hang(columns: Sequence[Sequence[PrintedLine]], size: float) -> bool:
    """Tell whether lines that go on with a full one, amid a sentence, are mostly indented."""
    indented = level = 0
    for lines in columns:
        left = _left(lines)
        for n, (one, two) in enumerate(pairwise(lines)):
            full = one.box.right >= right_at(lines, n) - _EVEN * size
            if full and not ends_sentence(one.text):
                inside = two.box.left - left >= _INDENT * size
                indented, level = indented + inside, level + (not inside)
    return indented > 2 * level


def _is_verse(lines: Sequence[PrintedLine]) -> bool:
    """Tell whether lines are verse: short ones, hardly a mark in them."""
    text = "".join(line.text for line in lines)
    marks = sum(char in "，。；：、,.;:" for char in text)
    return marks < _MARKS * len(text) and any(map(is_han, text)) and len(text) < 20 * len(lines)


def main_style(lines: Sequence[PrintedLine]) -> PrintedStyle:
    """Return the style of most letters of some lines."""
    styles: Counter[PrintedStyle] = Counter()
    for line in lines:
        styles[line.style] += len(line.text)
    return max(styles, key=lambda style: (styles[style], style.size, style.face))


def _left(lines: Sequence[PrintedLine]) -> float:
    """Return the left edge of a column: what several lines begin at, or the first of all."""
    lefts = sorted(line.box.left for line in lines)
    slack = 0.3 * lines[0].style.size
    for left in lefts:
        if sum(abs(other - left) <= slack for other in lefts) >= max(2, 0.15 * len(lefts)):
            return left
    return lefts[0]


def right_at(lines: Sequence[PrintedLine], n: int) -> float:
    """Return the right edge of a column around a line."""
    near = lines[max(0, n - _WINDOW) : n + _WINDOW + 1]
    return max(line.box.right for line in near)


def paragraphs(lines: Sequence[PrintedLine], setting: ColumnSetting) -> Iterator[list[PrintedLine]]:
    """Yield the paragraphs of a column, and its crossheads."""
    left = _left(lines)
    run: list[PrintedLine] = []
    for n, line in enumerate(lines):
        if run and _parts(run[-1], line, setting, (left, right_at(lines, n - 1))):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _parts(
    one: PrintedLine, two: PrintedLine, setting: ColumnSetting, edges: tuple[float, float]
) -> bool:
    """Tell whether a paragraph ends between two lines of a column."""
    if one.panel or two.panel:
        opens = one.panel == "foot" and opens_footnote(two.text)
        return one.panel != two.panel or one.panel == "row" or opens
    white = two.level - one.level > _WHITE * setting.pitch
    if white or setting.verse or _other_style(one, two, edges):
        return True
    if one.style == two.style and _stands_out(one.style, setting.style):
        return False  # a crosshead of two lines
    size, (left, right) = setting.size, edges
    indent = (two.box.left - left) / size
    lacks = 0.0 if one.open_end else (right - one.box.right) / size
    deeper = two.box.left > one.box.left + 0.5 * _INDENT * size
    # an item's lines may hang behind its number: no paragraph ends with a full line so
    hangs = (
        lacks <= _EVEN
        and one.ends == two.opens
        and one.text[-1] not in _STOPS
        and not ends_sentence(one.text)
    )
    hangs = hangs or (setting.hanging and lacks <= _EVEN and one.ends == two.opens)
    hangs = hangs and two.level - one.level <= _CLOSE * setting.pitch
    if indent >= _INDENT and (deeper or lacks > _EVEN):
        return not (hangs and (setting.justified or is_han(one.text[-1])))
    ended = ends_sentence(one.text) and (setting.few or (setting.hanging and indent < _EVEN))
    return ended or _ends_short(one, two, lacks, justified=setting.justified)


def _ends_short(one: PrintedLine, two: PrintedLine, lacks: float, *, justified: bool) -> bool:
    """Tell whether a line ends before its measure though more of the next would have fitted."""
    ended = ends_sentence(one.text)
    least = max(_SHORT, _first_word(two.text) + _ROOM)
    if not justified and max(one.text[-1], two.text[0]) < "\u2e80":
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


def is_crosshead(
    run: Sequence[PrintedLine], lines: Sequence[PrintedLine], setting: ColumnSetting
) -> bool:
    """Tell whether lines stand out of their column: another style, and short."""
    style, base = main_style(run), setting.style
    other = _stands_out(style, base) or style.face != base.face
    left, right = _left(lines), max(line.box.right for line in lines)
    if len(run) == 1 and not other and not run[0].panel:
        return _centred(run[0], left, right)
    if not other or len(run) > 2 or run[0].panel:
        return False
    widest = max(line.box.width for line in run)
    larger = style.size > (1 + _OTHER) * base.size or (style.bold and not base.bold)
    return larger or widest < 0.92 * (right - left)


def _centred(line: PrintedLine, left: float, right: float) -> bool:
    """Tell whether a short line stands in the middle of its column, no sentence in it."""
    size, before, after = line.style.size, line.box.left - left, right - line.box.right
    alone = before > _IN * size and abs(before - after) <= _EVEN * size
    return alone and not ends_sentence(line.text) and is_han(line.text[len(line.text) // 2])


def continues(
    before: PrintedLine,
    right: float,
    first: PrintedLine,
    lines: Sequence[PrintedLine],
    setting: ColumnSetting,
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
        text = text + "\u3000" + two.text if gap else with_word(text, two.text, pairs)
    return text


def joined_head(lines: Sequence[PrintedLine]) -> str:
    """Return a head's lines as one: two of a length are two phrases, else one is cut."""
    text = lines[0].text
    for line in lines[1:]:
        if not (is_han(text[-1]) or is_han(line.text[0])):
            text = with_word(text, line.text, None)
        else:
            even = len(line.text) == len(lines[0].text)
            text += ("\u3000" if even else "") + line.text
    return text


def lead(lines: Sequence[PrintedLine], text: str) -> str:
    """Return the words that open a paragraph in another face than the rest of it."""
    found = ""
    face = lines[0].opens
    for line in lines:
        if line.opens != face:
            break
        found = with_word(found, line.lead, None) if found else line.lead
        if line.lead != line.text:
            break
    return found if face and found != text and text.startswith(found) else ""


def with_word(text: str, more: str, pairs: Pairs | None) -> str:
    """Put the next line behind a text: Latin words by a space, parts of one without."""
    text, more = text.replace(_SOFT, "\u00ad"), more.replace(_SOFT, "\u00ad")
    taken, between = glue(text, more, pairs)
    return text[: len(text) - taken] + between + more
