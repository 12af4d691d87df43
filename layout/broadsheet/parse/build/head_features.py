"""What is weighed of each line of a head.

Takes the blocks of a page and what each is; returns the rows of head lines, and the names of what
each line shows: its width, marks, traits and letters, the lines beside it, what stands before and
after the row, and how much of it the story's copy says again.  Decides nothing.
"""

from bisect import bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from operator import add

from broadsheet.models import frozen
from broadsheet.parse.text import trade_words
from broadsheet.parse.text.broken_lines import is_latin, width
from broadsheet.parse.text.characters import is_han
from broadsheet.parse.text.english import is_capitals, is_title
from broadsheet.parse.text.matching import WordList
from broadsheet.parse.text.pairs import Pairs
from broadsheet.parse.traits.letters import letters_of
from broadsheet.parse.traits.own import Seen

WITHIN = frozenset({"byline", "caption", "note", "jump"})  # may stand between lines of a head
_COPY_KINDS = WITHIN | {"para", "list", "qa", "verse", "table"}
_COPY = 600  # characters of a story that are looked at
_WIDTHS = (5, 7, 9, 11, 13, 17, 21, 25, 29, 35, 41, 49, 61, 81)  # half ems
_RATIOS = (0.3, 0.5, 0.7, 0.85, 0.97, 1.04, 1.2, 1.5, 2.0, 3.0)
_SHARES = (0.001, 0.1, 0.2, 0.35, 0.5, 0.7, 0.95)
_MARKS = "，、；：！？…·“”「」《》（）—,;:!?'\"()-|｜。.●■◆★【】"
# of the lines beside it, these traits
_BESIDE = frozenset(
    "tag boxed dash gaps mid_mark asks capitals title_case parallel org desk latin".split()
)
_KICKER_END = WordList(ends=trade_words.KICKER_ENDS)
_OPEN, _SHUT = '“「"', '”」"'
_BEHIND = 6  # characters from a quotation's end: “走读渡口”之二
_BRIDGE = 2  # ideographs on each side of a break


@frozen(kw_only=True)
class HeadsIn:
    """A page, or a part of it, whose heads are looked at."""

    seen: Sequence[Seen]
    kinds: Sequence[str]  # what each of them is, one of ``labels.weights.LABELS``
    pairs: Pairs  # ideographs that make words


@frozen(kw_only=True)
class _Line:
    """A line of a head by itself."""

    at: int  # among the blocks
    text: str
    wide: int  # half ems
    first: str
    last: str
    case: str  # of its letters; empty: they have none
    pairs: AbstractSet[str]  # its letters, two by two


def head_rows(page: HeadsIn) -> list[list[int]]:
    """Return the lines of heads, by their numbers, in rows that may each be one story's head.

    Between two lines of a row stands nothing but what a head may hold; in print both are of one
    item.
    """
    rows: list[list[int]] = []
    row: list[int] = []
    for n, kind in enumerate(page.kinds):
        if row and (_apart(page.seen[row[-1]], page.seen[n]) or kind not in {"head", *WITHIN}):
            rows.append(row)
            row = []
        if kind == "head":
            row.append(n)
    return [*rows, row] if row else rows


def _apart(before: Seen, one: Seen) -> bool:
    a, b = before.block.printed, one.block.printed
    return a is not None and b is not None and a.item != b.item


def row_features(page: HeadsIn, row: Sequence[int]) -> list[tuple[str, ...]]:
    """Return the names of what is weighed of each line of a row."""
    lines = [_line(page, n) for n in row]
    most, copy = max(line.wide for line in lines), _copy(page, row[-1] + 1)
    said = _two_by_two(copy)
    around = _around(page, row)
    found = []
    for n, line in enumerate(lines):
        names = [*_own(line, page.seen[line.at]), *_place(n, lines, most), *around]
        names.append(f"ends:{_kind(page, row[-1] + 1)}.{min(len(row) - 1 - n, 2)}")
        names.append(f"opens:{_kind(page, row[0] - 1)}.{min(n, 2)}")
        names += _beside("up", n, n - 1, lines, page)
        names += _beside("down", n, n + 1, lines, page)
        names += _said(n, lines, said)
        if n:
            names += [f"joint:{name}" for name in _joint(lines[n - 1], line, copy, page.pairs)]
        if n + 1 < len(lines):
            names += [f"ahead:{name}" for name in _joint(line, lines[n + 1], copy, page.pairs)]
        names += letters_of(line.text)
        found.append(tuple(names))
    return found


def _line(page: HeadsIn, at: int) -> _Line:
    text = page.seen[at].block.text
    return _Line(
        at=at,
        text=text,
        wide=max(1, width(text)),
        first=_mark(text[0]),
        last=_mark(text[-1]),
        case=_case(text) if is_latin(text) else "",
        pairs=_two_by_two(_solid(text)),
    )


def _case(text: str) -> str:
    if is_capitals(text) or text.isupper():
        return "capitals"
    return "lower" if text[0].islower() else "title" if is_title(text) else "sentence"


def _solid(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _two_by_two(text: str) -> AbstractSet[str]:
    return set(map(add, text, text[1:]))


def _copy(page: HeadsIn, start: int) -> str:
    """Return the letters of what follows a head, up to the next one."""
    found, size = list[str](), 0
    for one, kind in zip(page.seen[start:], page.kinds[start:], strict=True):
        if kind == "head" or size >= _COPY:
            break
        if kind in _COPY_KINDS:
            found.append(_solid(one.block.text[:_COPY]))
            size += len(found[-1])
    return "".join(found)


def _kind(page: HeadsIn, at: int) -> str:
    return page.kinds[at] if 0 <= at < len(page.kinds) else "none"


def _around(page: HeadsIn, row: Sequence[int]) -> list[str]:
    """Return what the whole row shows: its length, what stands before it and ends it."""
    names = ["bias", f"lines:{min(len(row), 6)}", f"ends:{_kind(page, row[-1] + 1)}"]
    if row[0]:
        names.append(f"over:{_mark(page.seen[row[0] - 1].block.text[-1])}")
    return names


def _own(line: _Line, one: Seen) -> list[str]:
    """Return what a line shows by itself."""
    # sorted, as a set's own order differs from run to run, and with it the last digit of a sum
    names = sorted([f"t:{trait.name}" for trait in one.traits if trait.room == "own"])
    names += [f"wide:{bisect_right(_WIDTHS, line.wide)}"]
    names += [f"first:{line.first}", f"last:{line.last}"]
    names += [f"in:{mark}" for mark in _MARKS if mark in line.text[1:-1]]
    parts = line.text.split()
    if line.case:
        return [*names, f"case:{line.case}", f"words:{min(8, len(parts))}"]
    names.append(f"phrases:{min(4, len(parts))}")
    if len(parts) > 1:
        sizes = [len(part) for part in parts]
        names.append(f"phrases:{'even' if max(sizes) - min(sizes) <= 1 else 'odd'}")
    if any(map(str.isdecimal, line.text)):
        names.append("figures")
    if _KICKER_END.search(line.text):
        names.append("occasion")
    if line.text[0] in _OPEN and any(mark in _SHUT for mark in line.text[-_BEHIND:]):
        names.append("quoted")
    return names


def _place(n: int, lines: Sequence[_Line], most: int) -> list[str]:
    """Return where a line stands in its row, and how wide it is for that."""
    line, count = lines[n], min(len(lines), 4)
    share = bisect_right(_RATIOS, line.wide / most)
    names = [f"at:{min(n, 4)}.{min(len(lines) - 1 - n, 4)}", f"most:{share}"]
    names.append(f"most:{share}.{min(n, 2)}.{count}")
    if line.case:
        names.append(f"case:{line.case}.{min(n, 2)}.{min(count, 3)}")
    return names


def _beside(side: str, n: int, other: int, lines: Sequence[_Line], page: HeadsIn) -> list[str]:
    """Return what the line before or after one is, and how they differ; or what ends the row."""
    line, seen = lines[n], page.seen
    below = line.at + (side == "down")
    gap = min(seen[below].block.gap, 2) if below < len(seen) else 2
    if not 0 <= other < len(lines):
        kind = _kind(page, line.at + (1 if side == "down" else -1))
        return [f"{side}:{kind}", f"{side}:{kind}.{gap}", f"{side}gap:{gap}.end"]
    by = lines[other]
    ratio = bisect_right(_RATIOS, line.wide / by.wide)
    names = [
        f"{side}gap:{gap}",
        f"{side}by:{ratio}",
        f"{side}by:{ratio}.{min(n, 2)}.{min(len(lines), 4)}",
        f"{side}wide:{bisect_right(_WIDTHS, by.wide)}",
        f"{side}last:{by.last}",
        f"{side}first:{by.first}",
    ]
    names += [f"{side}t:{t.name}" for t in seen[by.at].traits if t.name in _BESIDE]
    if abs(by.at - line.at) > 1:
        names.append(f"{side}over:{page.kinds[min(by.at, line.at) + 1]}")
    if line.case:
        names.append(f"{side}case:{by.case}.{line.case}")
    return names


def _said(n: int, lines: Sequence[_Line], copy: AbstractSet[str]) -> list[str]:
    """Return how much of a line is said again: a column's name seldom is, a headline often."""
    share = _share(lines[n].pairs, copy)
    names = [f"said:{share}", f"said:{share}.{min(n, 1)}.{min(len(lines), 3)}"]
    if n:
        names.append(f"saidup:{_share(lines[n - 1].pairs, copy)}")
    if n + 1 < len(lines):
        names.append(f"saiddown:{_share(lines[n + 1].pairs, copy)}")
        below = set[str]().union(*(line.pairs for line in lines[n + 1 :]))
        names.append(f"saidbelow:{_share(lines[n].pairs, below)}")
    return names


def _share(own: AbstractSet[str], other: AbstractSet[str]) -> str:
    return str(bisect_right(_SHARES, len(own & other) / len(own))) if own else "none"


def _joint(one: _Line, two: _Line, copy: str, pairs: Pairs) -> list[str]:
    """Return what tells whether a line goes on in the next."""
    before, after = one.text, two.text
    names = ["lower" if after[0].islower() else "nolower"]
    if not (is_han(before[-1]) and is_han(after[0])):
        return names
    if pairs.hold(before[-1], after[0]):
        names += ["holds", f"holds.{bisect_right(_RATIOS, two.wide / one.wide)}"]
    else:
        names.append("apart")
    names += ["bridge"] if before[-_BRIDGE:] + after[:_BRIDGE] in copy else []
    names += ["bridged"] if before[-1] + after[0] in copy else []
    return names


def _mark(char: str) -> str:
    if char in _MARKS:
        return char
    if char.isdecimal():
        return "digit"
    if is_han(char):
        return "han"
    return ("upper" if char.isupper() else "lower") if char.isalpha() else "other"
