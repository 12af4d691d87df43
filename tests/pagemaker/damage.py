"""What bad extractions do to a page.

Takes items with their rows; returns rows in the order and the pieces in which a file would have
them, each still with its label.  No character is lost but by ``ascii``, which only trades marks.
"""

import random
import textwrap
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tests.pagemaker.rows import Made, Row

_WRAPPED = frozenset({"para", "note", "qa", "caption", "list", "notice"})
_NO_START = "，。、；：！？”’）》」』】,.;:!?)"
_ASCII = str.maketrans("，。：；！？（）", ",.:;!?()")
_MOST = str.maketrans("，：；！？（）", ",:;!?()")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_WIDE = str.maketrans({chr(n): chr(n + 0xFEE0) for n in (*range(48, 58), *range(65, 91))})


@dataclass(frozen=True, kw_only=True)
class Damage:
    """What was done to one page; shares are of rows or of items."""

    order: str = "kept"  # kept, columns, heads_after, heads_last, heads_first
    masthead: str = "first"  # first, last, parted, lost
    stray: float = 0.0  # items with another item's rows inside
    floats: bool = False  # captions stand somewhere else
    cut: float = 0.0  # paragraphs in two
    shatter: float = 0.0  # paragraphs in many pieces
    cut_heads: float = 0.0
    cut_bylines: float = 0.0
    measure: int = 0  # characters of a line; 0: paragraphs are whole
    torn: float = 0.0  # lines out of their paragraph
    indent: int = 0
    marks: str = "kept"  # kept, ascii, most, quotes
    wide: bool = False
    blanks: str = "items"  # items, none, every, some, paragraphs, after
    at_cuts: bool = False  # captions stand where paragraphs are cut
    holes: bool = False  # white where pictures were
    spaced: bool = False  # white around figures

    @staticmethod
    def drawn(chance: random.Random) -> "Damage":
        """Draw what befalls a page."""
        draw = chance.choice
        return Damage(
            order=draw(["kept"] * 9 + ["columns", "heads_after", "heads_last", "heads_first"]),
            masthead=draw(["first"] * 8 + ["last", "last", "parted", "lost"]),
            stray=draw([0.0, 0.0, 0.1, 0.3]),
            floats=draw([False, False, True]),
            cut=draw([0.0, 0.1, 0.3]),
            at_cuts=draw([False, True]),
            shatter=draw([0.0] * 11 + [0.1, 0.3]),
            cut_heads=draw([0.0, 0.0, 0.1, 0.4]),
            cut_bylines=draw([0.0, 0.0, 0.3, 0.7]),
            measure=draw([0] * 6 + [11, 13, 14, 16, 17, 18, 20, 22, 24, 28, 34]),
            torn=draw([0.0, 0.0, 0.03, 0.08]),
            indent=draw([0, 0, 2, 2]),
            marks=draw(["kept", "kept", "ascii", "most", "most", "quotes"]),
            wide=draw([False] * 9 + [True]),
            blanks=draw(["items"] * 5 + ["none", "none", "every", "some", "paragraphs", "after"]),
            holes=draw([False, False, True]),
            spaced=draw([False, False, False, True]),
        )


def damaged(items: Sequence[Made], damage: Damage, chance: random.Random) -> list[Row]:
    """Return the rows of a page as a bad extraction leaves them; the first item is its masthead."""
    rows = _ordered([_pieces(made, damage, chance) for made in items], damage, chance)
    rows = _wrapped(rows, damage, chance)
    rows = [replace(row, text=_marked(row.text, damage)) for row in rows]
    return _spaced(rows, damage, chance)


def _pieces(made: Made, damage: Damage, chance: random.Random) -> Made:
    """Cut paragraphs, heads and bylines; indent paragraphs."""
    rows: list[Row] = []
    leads, captions = made.leads, list[list[Row]]()
    for n, row in enumerate(made.rows):
        if damage.at_cuts and row.label == "caption" and n >= made.leads and len(made.rows) > 4:
            captions.append([row])
            continue
        row.indent = damage.indent if row.label in {"para", "note", "qa"} else row.indent
        cuts = _cuts(row, damage, chance, pictured=bool(captions))
        parts = [row.text[a:b].strip() for a, b in pairwise([0, *cuts, len(row.text)])]
        parts = [part for part in parts if part]
        leads += (len(parts) - 1) * (n < made.leads)
        rows += [replace(row, text=part) for part in parts[:1]]
        if row.label == "para" and len(parts) > 1 and captions and chance.random() < 0.8:
            rows += captions.pop()  # a picture parts the columns
        rows += [replace(row, text=part, gap=0, indent=0) for part in parts[1:]]
    return Made(
        rows=rows + [row for group in captions for row in group], truth=made.truth, leads=leads
    )


def _cuts(row: Row, damage: Damage, chance: random.Random, *, pictured: bool) -> list[int]:
    """Return where a row is cut, in order; ``pictured`` where a picture waits to part it."""
    long = row.label in {"para", "qa"} and len(row.text) > 40
    if long and chance.random() < damage.shatter:
        return sorted(chance.sample(range(2, len(row.text) - 2), chance.randint(2, 5)))
    if pictured and row.label == "para" and len(row.text) > 14 and chance.random() < 0.7:
        return [chance.randint(3, len(row.text) - 3)]
    cut = _cut_at(row, damage, chance)
    return [cut] if cut else []


def _cut_at(row: Row, damage: Damage, chance: random.Random) -> int:
    """Return where a row is cut in two; 0: it is not."""
    text = row.text
    if row.label == "para" and len(text) > 24 and chance.random() < damage.cut:
        return chance.randint(3, len(text) - 3)
    if row.label == "head" and len(text) > 7 and chance.random() < damage.cut_heads:
        at = chance.randint(3, len(text) - 2)
        return text.rfind(" ", 0, at) + 1 if text.isascii() else at
    if row.label in {"byline", "caption"} and chance.random() < damage.cut_bylines:
        at = max(text.rfind(" "), text.rfind("　"))
        return at if 1 < at < len(text) - 1 else 0
    return 0


def _ordered(items: list[Made], damage: Damage, chance: random.Random) -> list[Row]:
    """Put items in the order of the file; the first row of each has a gap of 1."""
    head, rest = items[0], items[1:]
    if damage.order == "columns":
        at = chance.randint(0, len(rest))
        rest = rest[at:] + rest[:at]
    groups = [_story_rows(made, damage) for made in rest]
    leads = [row for made in rest for row in _lead(made)]
    if damage.order == "heads_last":
        groups.append(leads)
    elif damage.order == "heads_first":
        groups.insert(0, leads)
    if damage.floats:
        _float_captions(groups, chance)
    groups = _strayed([group for group in groups if group], damage, chance)
    return _with_masthead(head.rows, groups, damage, chance)


def _lead(made: Made) -> list[Row]:
    return made.rows[: made.leads]


def _story_rows(made: Made, damage: Damage) -> list[Row]:
    rows = list(made.rows)
    if made.leads and damage.order == "heads_after":
        rows = rows[made.leads :] + rows[: made.leads]
    elif made.leads and damage.order in {"heads_last", "heads_first"}:
        rows = rows[made.leads :]
    if rows:
        rows[0] = replace(rows[0], gap=max(1, rows[0].gap))
    return rows


def _float_captions(groups: list[list[Row]], chance: random.Random) -> None:
    for group in groups:
        captions = [row for row in group if row.label == "caption"]
        if captions and len(captions) < len(group) and chance.random() < 0.6:
            for row in captions:
                group.remove(row)
            target = chance.choice(groups)
            at = chance.randint(0, len(target))
            target[at:at] = captions


def _strayed(groups: list[list[Row]], damage: Damage, chance: random.Random) -> list[list[Row]]:
    """Put some items into the middle of the one before, as at the turn of a column."""
    found: list[list[Row]] = []
    for group in groups:
        before = found[-1] if found else []
        if len(before) > 3 and chance.random() < damage.stray:
            at = chance.randint(2, len(before) - 1)
            found[-1] = before[:at] + group + before[at:]
        else:
            found.append(group)
    return found


def _with_masthead(
    head: list[Row], groups: list[list[Row]], damage: Damage, chance: random.Random
) -> list[Row]:
    body = [row for group in groups for row in group]
    if damage.masthead == "last":
        return body + _opened(head)
    if damage.masthead == "parted" and len(head) > 1:
        at = chance.randint(1, len(head) - 1)
        return head[:at] + body + _opened(head[at:])
    if damage.masthead == "lost":
        return body
    return head + body


def _opened(rows: list[Row]) -> list[Row]:
    return [replace(rows[0], gap=1), *rows[1:]] if rows else []


def _wrapped(rows: list[Row], damage: Damage, chance: random.Random) -> list[Row]:
    """Break paragraphs at the measure, and tear some lines out of them."""
    if not damage.measure:
        return rows
    found: list[Row] = []
    torn: list[Row] = []
    for row in rows:
        lines = [row]
        if row.label in _WRAPPED and not row.whole:
            lines = _lines(row, damage.measure)
        if len(lines) > 3 and chance.random() < 4 * damage.torn:
            torn.append(lines.pop(chance.randint(1, len(lines) - 2)))
        found += lines
        if torn and chance.random() < 0.4:
            found.append(torn.pop())
    return found + torn


def _lines(row: Row, measure: int) -> list[Row]:
    text = row.text
    if text.isascii() or sum(c.isascii() for c in text) > 0.8 * len(text):
        parts = textwrap.wrap(text, 2 * measure, break_long_words=False) or [text]
        return [
            replace(row, text=part, gap=row.gap if not n else 0) for n, part in enumerate(parts)
        ]
    parts, start = [], 0
    first = measure - row.indent
    while start < len(text):
        end = _line_end(text, start, first if not start else measure)
        parts.append(text[start:end])
        start = end
    return [
        replace(row, text=part, gap=row.gap if not n else 0, indent=row.indent if not n else 0)
        for n, part in enumerate(parts)
    ]


def _line_end(text: str, start: int, measure: int) -> int:
    """Return where a line of so many ems ends, figures half an em wide, marks not at a start."""
    wide, end = 0.0, start
    while end < len(text) and wide + (size := 0.5 if text[end].isascii() else 1.0) <= measure:
        wide, end = wide + size, end + 1
    if end < len(text) and text[end] in _NO_START and end - start > 2:
        end += 1 if end % 2 else -1
    return max(end, start + 1)


def _marked(text: str, damage: Damage) -> str:
    """Trade marks and figures for others of the same meaning."""
    tables = {"ascii": _ASCII, "most": _MOST, "quotes": _MOST}
    if damage.marks in tables:
        text = text.translate(tables[damage.marks])
    if damage.marks == "quotes":
        text = text.translate(_QUOTES)
    if damage.wide and not text.isascii():
        text = text.translate(_WIDE)
    elif damage.spaced:
        text = _aired(text)
    return text


def _aired(text: str) -> str:
    """Put white between figures and ideographs."""
    out = text[:1]
    for one, two in pairwise(text):
        sides = (one.isascii() and one.isdigit(), two.isascii() and two.isdigit())
        han = unicodedata.category(two if sides[0] else one) == "Lo"
        out += (" " if sides[0] != sides[1] and han else "") + two
    return out


def _spaced(rows: list[Row], damage: Damage, chance: random.Random) -> list[Row]:
    """Set the blank lines above each row."""
    found = []
    for n, row in enumerate(rows):
        gap = row.gap
        if damage.blanks == "none":
            gap = 0
        elif damage.blanks == "every":
            gap = 1 if gap == 0 else chance.choice([1, 1, 2, 3])
        elif damage.blanks == "some":
            gap = chance.choice([0, 0, 0, 1])
        elif damage.blanks == "paragraphs":
            gap = max(
                gap, int(row.label in {"para", "head"} or (n > 0 and rows[n - 1].label == "para"))
            )
        elif damage.blanks == "after":
            gap = 2 if gap else int(chance.random() < 0.1)
        if damage.holes and row.label == "caption" and chance.random() < 0.5:
            gap = chance.randint(2, 5)
        found.append(replace(row, gap=gap))
    return found
