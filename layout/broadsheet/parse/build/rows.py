"""Rows of lists, tables and programmes, as they are printed.

Takes blocks of a list in their order; tells whether one is the rest of the row before, and puts
rows together whose cells an extraction wrote one under the other.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from broadsheet.edition import Block
from broadsheet.models import frozen
from broadsheet.parse.text.characters import letters
from broadsheet.parse.text.continuation import goes_on
from broadsheet.parse.text.english import starts_within
from broadsheet.parse.text.matching import Pattern
from broadsheet.parse.text.pairs import Pairs
from broadsheet.parse.text.patterns import CELLS, LABELLED, LIST, ORDINAL, QA
from broadsheet.parse.traits.own import Seen
from broadsheet.parse.traits.vocabulary import T

_OPENS_ITEM = frozenset({
    T.LIST, T.LIST_MARK, T.BULLET, T.ORDINAL, T.TIMED, T.QA, T.QA_SURE, T.ITEM_RUN, T.ORDINAL_RUN,
})  # fmt: skip
_FULL = 3  # half ems that a row which goes on may lack of the measure
_HALF = 0.6  # of the measure: a row that goes on is longer
_VERSE_ENDS = '，。；！？、：…—,.;!?:"”'
_OPENS_TIME = re.compile(r"(?:[01]?\d|2[0-4])[:：.][0-5]\d\b")
_LABELLED_EN = re.compile(r"[A-Z][a-z]{2,9}\.?: |[—–•]\s?[A-Z]")
_SIGNED = re.compile(r"(?:——|—|--)\s?[^\s，。,.！!？?；;、]{1,8}(?:\s[^\s，。,!！？?]{1,8})?\.?")
_NUMBERED = re.compile(r"\D+[\d—–()（） -]{5,}$")
_CELL = 24  # letters of a cell, at the most
_TIMES = 3  # of a programme, at the least
_COLUMNS = range(2, 11)
_ROWS = 3  # of a table under its heads, at the least
_MANY = 4  # columns of which one may be mixed
_EVEN = 0.85  # share of a column's cells that are of one form
_TIME = re.compile(r"(?:[01]?\d|2[0-4])[:：][0-5]\d")
_NUMBER = Pattern(
    r"^[+\-±−]?\d[\d.,:：/\-—~～O]*\s?(?:%|％|℃|[^\W\d_]{1,2})?$", first="+-±−0123456789"
)


@frozen(kw_only=True)
class RowEnd:
    """The row before a block, and how its last line ends."""

    text: str
    reach: int  # half ems: how far the line reaches
    wide: int  # half ems: the measure of the page's lines, 0 where none is known

    @property
    def full(self) -> bool:
        """Tell whether the line fills the measure."""
        return self.wide > 0 and self.wide - _FULL <= self.reach

    def has_room(self, word: str) -> bool:
        """Tell whether a word more would have fitted, or the line is none of the measure."""
        return not self.reach <= self.wide < self.reach + 1 + len(word)


def page_measure(seen: Sequence[Seen]) -> int:
    """Return the width that most of a page's texts are broken at; half ems, 0 for none."""
    found = Counter(one.block.measure for one in seen if one.block.measure)
    return found.most_common(1)[0][0] if found else 0


def row_goes_on(row: RowEnd, one: Seen, pairs: Pairs) -> bool:
    """Tell whether a block may be the rest of the row before: it opens none.

    Of rows without a mark of their own only a word that the measure cut tells it, or a small Latin
    letter where the next word had no room; a figure may be the next row's first.
    """
    text = one.block.text
    if one.traits & _OPENS_ITEM or row.text[-1] in "；;：:" or LABELLED.match(text):
        return False
    if any(form.match(row.text) for form in (LIST, ORDINAL, QA)):
        return row.full or not row.wide or row.reach >= _HALF * row.wide
    if starts_within(text) and not row.has_room(text.split(None, 1)[0]):
        return True
    return row.full and not text[0].isdecimal() and bool(goes_on(row.text, text, pairs))


def may_open_text(row: RowEnd, text: str, pairs: Pairs) -> bool:
    """Tell whether a row may go on in running text: it is a sentence, or its line cut a word."""
    if text[0].isascii() and text[0].isupper() and not row.full:
        return False
    sentence = any(mark in row.text for mark in "，。；,;")
    return sentence or (row.full and bool(goes_on(row.text, text, pairs)))


def printed_lines(one: Seen, kind: str) -> Sequence[str]:
    """Return the lines of verse, or the rows of a list, that were put together for one text.

    A line of verse ends with a mark or before a capital; a row is one more where it opens as
    the first does.
    """
    text, at, found = one.block.text, 0, list[str]()
    opening = _opening(text)
    for n in one.block.breaks:
        before, after = text[at:n].rstrip(), text[n:]
        if kind == "verse":
            ends = before[-1:] in _VERSE_ENDS or (after[0].isupper() and before[-1:].isascii())
        else:
            ends = bool(opening) and _opening(after) == opening and before[-1:] not in "，、,"
        if ends:
            found.append(before)
            at = n
    return [*found, text[at:]]


def signs_verse(text: str) -> bool:
    """Tell whether a line under verse is who wrote it: a dash and a name.

    >>> signs_verse("——柳三"), signs_verse("——风把它带走了，")
    (True, False)
    """
    return _SIGNED.fullmatch(text) is not None


def table_rows(table: str) -> list[str]:
    """Return the rows of a table, their cells an em apart."""
    return ["\u3000".join(CELLS.split(row)) for row in table.split("\n")]


def counts_only(table: str) -> bool:
    """Tell whether each row of a table names a service and its number: 供电抢修 95598."""
    return all(_NUMBERED.match(row) for row in table.split("\n"))


def _opening(text: str) -> str:
    """Tell how a row opens: by a time, a label, a mark of a list; empty for words."""
    if _OPENS_TIME.match(text):
        return "time"
    if LIST.match(text) or ORDINAL.match(text):
        return "mark"
    return "label" if LABELLED.match(text) or _LABELLED_EN.match(text) else ""


def regrouped(body: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks, rows put together of cells that stand one under the other."""
    for cells, run in groupby(body, _is_cell):
        blocks = list(run)
        yield from _rows(blocks) if cells else blocks


def _is_cell(block: Block) -> bool:
    one_line = block.lines[0] == block.lines[1] if block.lines else False
    return block.kind == "list" and one_line and letters(block.text) <= _CELL


def _rows(cells: Sequence[Block]) -> Sequence[Block]:
    forms = [_form(cell.text) for cell in cells]
    cuts = _columns(forms)
    if not cuts and forms.count("time") >= _TIMES:
        cuts = _timed(cells, forms)
    if not cuts:
        return cells
    edges = [*cuts, len(cells)]
    return [
        *cells[: edges[0]],
        *(_joined(cells[a:b]) for a, b in pairwise(edges)),
    ]


def _form(text: str) -> str:
    if _TIME.fullmatch(text):
        return "time"
    if not _NUMBER.match(text):
        return "words"
    unit = text[-1] if not text[-1].isdecimal() and text[-1] != "O" else ""
    return f"number {unit}"  # 4日 and 6℃ stand in two columns


def _timed(cells: Sequence[Block], forms: Sequence[str]) -> Sequence[int]:
    """Return where rows begin that a time opens, with as many cells as most have."""
    times = [n for n, form in enumerate(forms) if form == "time"]
    ends = [*times[1:], len(forms)]
    sizes = [
        sum(cells[k].text[-1] not in "：:" for k in range(n + 1, end))
        for n, end in zip(times, ends, strict=True)
    ]
    usual = Counter(sizes).most_common(1)[0][0]
    if not usual or 2 * sizes.count(usual) < len(sizes):
        return ()
    cuts: list[int] = []
    for n, end in zip(times, ends, strict=True):
        cuts.append(n)
        at, held = n + 1, 0
        while at < end and held < usual:
            held += cells[at].text[-1] not in "：:"
            at += 1
        cuts += range(at, end)  # what stands before the next time is a row by itself
    return cuts


def _columns(forms: Sequence[str]) -> Sequence[int]:
    """Return where the rows of a table begin whose columns have one form each, heads or none."""
    for wide in _COLUMNS:
        rows, over = divmod(len(forms), wide)
        if over or rows < _ROWS:
            continue
        for heads in (1, 0):
            columns = [forms[n + heads * wide :: wide] for n in range(wide)]
            if rows - heads >= _ROWS and _tabular(columns):
                return range(0, len(forms), wide)
    return ()


def _tabular(columns: Sequence[Sequence[str]]) -> bool:
    """Tell whether columns have one form each, words some and figures others.

    Of four or more one may be mixed: 每日 beside 1357.
    """
    usual = [Counter(column).most_common(1)[0] for column in columns]
    even = [count >= _EVEN * len(columns[0]) for _, count in usual]
    kinds = {form == "words" for (form, _), sure in zip(usual, even, strict=True) if sure}
    return len(kinds) > 1 and even.count(False) <= (len(columns) >= _MANY)


def _joined(cells: Sequence[Block]) -> Block:
    if len(cells) == 1:
        return cells[0]
    text = "\u3000".join(cell.text for cell in cells)
    return Block(kind="list", text=text, lines=(cells[0].lines[0], cells[-1].lines[1]))
