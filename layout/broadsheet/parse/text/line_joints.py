"""Whether a line goes on in the next one, by weights learned from pages.

Takes a few lines around a line's end and how the page was broken; returns what is weighed there,
and the sum of it.  Where lines were broken at a measure, a caption, a head or a line of a notice
goes on as a paragraph does; a caption between two columns stands within a sentence of another text.
"""

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache

from broadsheet.errors import SourceError, Where
from broadsheet.models import frozen
from broadsheet.parse.text.bylines import parse_byline, run_in
from broadsheet.parse.text.characters import CLOSERS, OPENERS, ends_sentence, is_bullet, is_han
from broadsheet.parse.text.clean import SourceLine
from broadsheet.parse.text.english import is_capitals, is_title
from broadsheet.parse.text.matching import Pattern
from broadsheet.parse.text.pairs import Pairs
from broadsheet.parse.text.patterns import ROLE_FIRST
from broadsheet.parse.text.step_rows import MIDDLE, step_rows

_CREDIT = Pattern(r"[\s。！？）)（(](?:\w{2,4}|\w\s\w)\s?[/／]?\s?[摄攝][）)]?$", last="摄攝)）")
_MADE = Pattern(r"\b[A-Z]{2,}(?: [A-Z]{2,})? / [A-Z]|[Pp]hoto(?:s|graph)? by ", needs=("/", "hoto"))
_NUMBERED = Pattern(
    r"[（(][一二三四五六七八九十\d]{1,3}[）)]|[①-⑳]|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,2}、",
    first="（(一二三四五六七八九十0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
)
_STEPS = (-12, -6, -4, -2, -1, 0, 1, 2, 3, 5, 9)  # half ems that a line is wider than another
_LENGTHS = (5, 9, 13, 17, 23, 31, 41, 61, 101)  # half ems
_OPENS = frozenset("“「『《（(【［[")
_OPEN, _SHUT = "“「『《（(【［[", "”」』》）)】］]"
NO_JOINTS: Mapping[str, float] = {}  # nothing learned: rules by hand decide
_KEPT = 16  # lines
_WORD = 5  # characters
_NEAR = 12  # characters at a line's end
_ROOM = (-12, -5, -2, 1, 4, 9)  # half ems that a word more would stand out
_INITIAL = 2  # J.
_ABBREVIATED = frozenset(
    "Mr. Mrs. Ms. Dr. Rev. St. Prof. Sen. Gov. Gen. Col. Capt. Lt. Jr. No.".split()
)
_SMALL = frozenset(
    "a an the of and or to in on at by for from with as is are was were be been has have had that "
    "which who whose but not its his her their our my your it he she they will would could can may "
    "if than into over under after before about".split()
)
_INSIDE = frozenset("，。、；：")


@frozen(kw_only=True)
class LineEnd:
    """The lines around the end of ``lines[0]``, and the page; None where white is, or nothing."""

    before: Sequence[SourceLine]  # up to two, the nearest first
    one: SourceLine
    two: SourceLine
    after: Sequence[SourceLine]  # up to two
    reach: Mapping[int, int]  # half ems of each line, by its number
    measure: int  # half ems: the page's measure that the first line is nearest to; 0: none
    indented: bool  # paragraphs open with an indent
    stopped: bool  # sentences end with a full stop here: old papers had commas alone
    by_rule: bool  # what rules by hand say


def joint_features(around: LineEnd, pairs: Pairs) -> list[str]:
    """Return the names of all that is weighed at a line's end."""
    one, two, reach = around.one, around.two, around.reach
    a, b = one.text, two.text
    end, start = _kind(a[-1]), _kind(b[0])
    rule = "yes" if around.by_rule else "no"
    wide = _step(reach[one.number] - around.measure) if around.measure else "none"
    beside = _step(reach[one.number] - reach[two.number])
    tie = _tie(a, b, pairs)
    other = _step(reach[two.number] - around.measure) if around.measure else "none"
    indents = f"{_indent(one)}{_indent(two)}{'y' if around.indented else 'n'}"
    stopped = "y" if around.stopped else "n"
    broken = _bracket(a, b)
    commas = f"{not _INSIDE.isdisjoint(a)}{not _INSIDE.isdisjoint(b)}"
    names = [
        "bias", f"rule:{rule}", f"end:{end}", f"start:{start}", f"wide:{wide}", f"tie:{tie}",
        f"rule:{rule}.{end}", f"rule:{rule}.{wide}", f"wide:{wide}.{end}", f"tie:{tie}.{wide}",
        f"tie:{tie}.{rule}", f"beside:{beside}", f"beside:{beside}.{end}",
        f"len:{bisect_right(_LENGTHS, reach[one.number])}",
        f"len2:{bisect_right(_LENGTHS, reach[two.number])}",
        f"indent:{indents}", f"indent:{indents}.{wide}", f"wide2:{other}", f"wides:{wide}.{other}",
        f"stopped:{stopped}.{end}", f"stopped:{stopped}.{end}.{wide}",
        f"stopped:{stopped}.{indents}",
        f"stopped:{stopped}.{wide}", f"bracket:{broken}",
        f"bracket:{broken}.{wide}",
        f"ended:{ends_sentence(a)}.{wide}",
        f"comma:{commas}", f"comma:{commas}.{wide}",
    ]  # fmt: skip
    names += [f"a:{name}" for name in _line(a)] + [f"b:{name}" for name in _line(b)]
    names += _further(around, pairs, tie)
    if latin_ends(a, b):
        names += _latin(around)
    return names


def latin_ends(one: str, two: str) -> bool:
    """Tell whether neither of two lines has an ideograph where they meet."""
    return one[-_NEAR:].isascii() and two[:_NEAR].isascii()


def _latin(around: LineEnd) -> list[str]:
    """Return what lines of words tell: whether the next word had room, and what words they are.

    A line that was broken is one in which the next word had none; the measure is that of the lines
    around, as heads and notices have their own.
    """
    one, two, reach = around.one.text, around.two.text, around.reach
    last, first = one.rsplit(None, 1)[-1], two.split(None, 1)[0]
    wide = reach[around.one.number] + 1 + len(first)
    near = max(reach[n.number] for n in (around.one, around.two, *around.before, *around.after))
    room = f"{_room(wide, around.measure)}{_room(wide, near)}"
    ends = _word(last)
    starts = "low" if first[0].islower() else "up" if first[0].isupper() else _kind(first[0])
    shown = f"{_shown(one)}{_shown(two)}"
    beside = _step(reach[around.one.number] - reach[around.two.number])
    return [
        f"room:{room}", f"room:{room}.{ends}", f"room:{room}.{starts}", f"words:{ends}.{starts}",
        f"room:{room}.{shown}", f"shown:{shown}", f"shown:{shown}.{ends}",
        f"shown:{shown}.{beside}", f"shown:{shown}.{starts}",
    ]  # fmt: skip


def _room(wide: int, measure: int) -> str:
    """Tell whether a word more would have fitted."""
    return "0" if not measure else str(bisect_right(_ROOM, wide - measure))


def _word(word: str) -> str:
    """Tell what a line's last word says of the next one."""
    if word[-1] in ".!?":
        return "abbr" if word in _ABBREVIATED or len(word) == _INITIAL else "stop"
    if word[-1] in ",;:-":
        return word[-1]
    if word[-1] in "\"')”’":
        return "stop" if word[-2:-1] in (".", "!", "?") else "shut"
    return "open" if word.lower() in _SMALL else "digit" if word[-1].isdecimal() else "word"


def _shown(text: str) -> str:
    is_what = _line(text)
    return "C" if "capitals" in is_what else "T" if "title" in is_what else "t"


def _further(around: LineEnd, pairs: Pairs, tie: str) -> list[str]:
    """Return what the lines before and after tell: another text may stand between two lines."""
    one, two, reach = around.one, around.two, around.reach
    names = []
    if around.before:
        last = around.before[0]
        names.append(f"last:{_step(reach[last.number] - reach[one.number])}.{_kind(last.text[-1])}")
        lasttie = _tie(last.text, one.text, pairs)
        names.append(f"lasttie:{lasttie}.{tie}")
        names.append(f"over:{_tie(last.text, two.text, pairs)}.{lasttie}.{tie}")
        if len(around.before) > 1:
            names.append(f"over2:{_tie(around.before[1].text, two.text, pairs)}.{tie}")
        names += [f"last:{name}" for name in _line(last.text)]
    else:
        names.append("last:none")
    if around.after:
        follow = around.after[0]
        names.append(
            f"next:{_step(reach[two.number] - reach[follow.number])}.{_kind(two.text[-1])}"
        )
        names.append(
            f"skip:{_tie(one.text, follow.text, pairs)}.{tie}.{_tie(two.text, follow.text, pairs)}"
        )
        names.append(f"nextindent:{_indent(follow)}{_indent(two)}")
        if len(around.after) > 1:
            names.append(f"skip2:{_tie(one.text, around.after[1].text, pairs)}.{tie}")
        names += [f"next:{name}" for name in _line(follow.text)]
        near = [reach[n.number] for n in (one, two, follow, *around.before)]
        names.append(f"near:{_step(reach[one.number] - max(near))}")
    else:
        names.append("next:none")
        names.append(f"next:none.{_kind(two.text[-1])}")
    return names


def is_caption(text: str) -> bool:
    """Tell whether a line is a whole sentence and who took the picture that it tells of.

    >>> is_caption("昨晚，渔民在加固船缆。 叶帆 摄"), is_caption("变压器。 苗青 摄")
    (True, False)
    """
    credited = text[-1] in "摄攝）)" and _CREDIT.search(text[-16:]) is not None
    return credited and len(text.partition("。")[0]) > _WORD


@lru_cache(maxsize=_KEPT)
def _line(text: str) -> tuple[str, ...]:
    """Return what a line is by itself; each is asked up to four times in a row."""
    short = len(text) <= 40
    digits = sum(map(str.isdecimal, text))
    credited = text[-1] in "摄攝）)" and _CREDIT.search(text[-16:]) is not None
    tests = (
        ("credit", credited and not is_caption(text)),
        ("captioned", credited and is_caption(text)),
        ("made", _MADE.search(text) is not None),
        ("signs", short and ROLE_FIRST.match(text) is not None and parse_byline(text) is not None),
        ("opens", text[0] in "本【[［据新中综（(" and bool(run_in(text).source)),
        ("number", _NUMBERED.match(text) is not None),
        ("bullet", is_bullet(text[0])),
        ("figures", digits > 0.3 * len(text)),
        ("gaps", " " in text and not text.isascii()),
        ("tab", "\t" in text),
        ("phone", digits >= 7),
        ("closer", text[-1] in CLOSERS),
        ("opener", text[0] in OPENERS),
        ("capital", text[0].isupper()),
        ("capitals", is_capitals(text)),
        ("title", is_title(text)),
    )
    return tuple(name for name, found in tests if found)


def _bracket(before: str, after: str) -> str:
    """Tell whether a bracket or a quotation is open at a line's end, and what the next does."""
    if _OPENS.isdisjoint(before):
        return "none"
    at = max(map(before.rfind, _OPEN))
    if at < max(map(before.rfind, _SHUT)):
        return "none"
    kind = "round" if before[at] in "（(【［[" else "quote"
    mark = next((c for c in after if c in _OPEN + _SHUT), "")
    return f"{kind}.{'shut' if mark and mark in _SHUT else 'open' if mark else 'none'}"


def _tie(before: str, after: str, pairs: Pairs) -> str:
    """Tell how two ends fit together."""
    a, b = before[-1], after[0]
    return _tied(a, b) or ("word" if pairs.hold(a, b) else "apart")


@lru_cache(maxsize=1024)
def _tied(a: str, b: str) -> str:
    """Tell how two characters fit together; empty for two ideographs, of which pairs tell."""
    if is_han(a) and is_han(b):
        return ""
    if a in "-‐\u00ad":
        return "hyphen" if b.islower() else "nohyphen"
    if b.isascii() and b.islower():
        return "lower"
    if a.isdecimal() and b.isdecimal():
        return "figure"
    return "other"


def _indent(line: SourceLine) -> str:
    return "i" if line.indent >= 2 else "f"


def _step(difference: int) -> str:
    return str(bisect_right(_STEPS, difference))


@lru_cache(maxsize=1024)
def _kind(char: str) -> str:
    if char.isdecimal():
        return "digit"
    if is_han(char):
        return "han"
    if char.isalpha():
        return "latin"
    return char if char in "。，、；：！？…”’」』）》“‘「『（《.,;:!?)(-—·\"'" else "other"


def read_worths(text: str, *, file: str) -> Mapping[str, float]:
    """Read what each of some features is worth for a yes; SourceError for anything else.

    An object of ``step`` (nats) and ``features``, as ``step_rows`` has them, one number each.
    """
    try:
        held = json.loads(text)
        step, rows = float(held["step"]), step_rows(held["features"], 1)
        return {name: step * (count[0] - MIDDLE) for name, count in rows}
    except (ValueError, TypeError, AttributeError, KeyError):
        hint = "train the weights anew: layout/READER.md tells how"
        raise SourceError("no steps of features", where=Where(file), hint=hint) from None


def speaks_for(
    weights: Mapping[str, float], names: Sequence[str], by_rule: bool, trust: float = 0.0
) -> bool:
    """Tell whether the sum of what is weighed speaks for a yes.

    What rules by hand say stands where the sum is within ``trust`` nats of neither.
    """
    worth = sum(filter(None, map(weights.get, names)))
    return worth > 0 if abs(worth) > trust else by_rule
