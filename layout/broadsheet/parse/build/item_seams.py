"""Where one advertisement, notice or service text ends and the next begins, by learned weights.

Takes lines of one kind that follow each other; returns what is weighed between two of them, and
the lines that begin another item.  Each place is asked what lines around it look like and are
spelt with, and what an item would hold that began at any of the lines before: the likeliest
row of items is taken.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from math import exp, log1p

from broadsheet.models import frozen
from broadsheet.parse.text.broken_lines import width
from broadsheet.parse.text.characters import ends_sentence, is_han, letters
from broadsheet.parse.text.english import is_capitals, is_title
from broadsheet.parse.traits.own import Seen
from broadsheet.parse.traits.vocabulary import T

_WIDTHS = (9, 17, 25, 33, 45, 61, 101)  # half ems
_RATIOS = (0.35, 0.7, 0.95, 1.06, 1.5, 3.0)
_HELD = 12  # lines of an item that are asked for a number: a list may be long
_NUMBER = 7  # figures of a telephone's
_MARKS = "。，、：；！？…）】」”·-—.,:;!?)"
_CLOSES = frozenset({T.CONTACT, T.SHOP, T.DATE, T.DIAL, T.FIRM, T.ORG, T.STOP})
_FULL = 2  # half ems that a line of the run's measure may want
_SPELT = 14  # characters of a line that are weighed one by one
_WORDS = 8
_FIGURES = re.compile("[0-9０-９]")
_POINTS = ".,:;"
_OPENINGS = 8  # lines where the item in hand may have begun: more were never likelier
_NO_DOUBT = 30.0  # nats


@frozen(kw_only=True)
class LineRun:
    """Lines of one kind, and what each is by itself."""

    kind: str  # ad, notice, info or caption
    seen: Sequence[Seen]
    lines: Sequence["_Line"]
    white: str  # whether blank lines stand between some of them, all, or none
    measure: int  # half ems: the widest


@frozen(kw_only=True)
class _Line:
    """What is weighed of a line, in steps."""

    wide: int
    first: str  # kinds of characters
    last: str
    phone: bool
    shape: str
    stop: bool
    case: str  # how a line in Latin letters is written
    apart: str  # gap or flush


def run_of(kind: str, seen: Sequence[Seen]) -> LineRun:
    """Look at lines of one kind that follow each other."""
    gaps = {one.block.gap > 0 for one in seen[1:]}
    return LineRun(
        kind=kind,
        seen=seen,
        lines=[_line(one) for one in seen],
        white="some" if len(gaps) > 1 else "all" if True in gaps else "none",
        measure=max(width(one.block.text) for one in seen),
    )


def parts(run: LineRun, weights: Mapping[str, float]) -> frozenset[int]:
    """Return the lines of a run that begin another item, by their places in it."""
    openings = {0: 0.0}  # by where the item in hand began: nats of all that was chosen
    before: dict[int, int] = {}
    for n in range(1, len(run.seen)):
        here = _sum(weights, seam_features(run, n))
        begun: dict[int, float] = {}
        best, came = 0.0, -1
        for start, nats in openings.items():
            worth = here + _sum(weights, item_features(run, start, n))
            begun[start] = nats + _belief(-worth)
            other = nats + _belief(worth)
            if came < 0 or other > best:
                best, came = other, start
        begun[n], before[n] = best, came
        openings = dict(sorted(begun.items(), key=lambda one: one[1])[-_OPENINGS:])
    start = max(openings, key=openings.__getitem__)
    found = set[int]()
    while start:
        found.add(start)
        start = before[start]
    return frozenset(found)


def _sum(weights: Mapping[str, float], names: Sequence[str]) -> float:
    return round(sum(filter(None, map(weights.get, names))), 6)


def _belief(worth: float) -> float:
    """Return the logarithm of how likely it is what so many nats speak for."""
    return -log1p(exp(-worth)) if worth > -_NO_DOUBT else worth


def seam_features(run: LineRun, n: int) -> list[str]:
    """Return the names of all that is weighed before line ``n`` of a run, from 1."""
    kind, one, two = run.kind, run.seen[n - 1], run.seen[n]
    a, b = run.lines[n - 1], run.lines[n]
    apart = f"{b.apart}.{run.white}"
    wide, other = width(one.block.text), width(two.block.text)
    full = f"{wide >= run.measure - _FULL:d}{other >= run.measure - _FULL:d}"
    phones = f"phones:{a.phone:d}{b.phone:d}"
    names = [
        "bias", f"kind:{kind}", f"{kind}:{apart}", f"apart:{apart}",
        f"white:{min(two.block.gap, 3)}", phones, f"{phones}.{apart}",
        f"wide:{a.wide}", f"wide2:{b.wide}", f"wides:{a.wide}.{b.wide}",
        f"{kind}:wide2:{b.wide}", f"{kind}:wides:{a.wide}.{b.wide}",
        f"ratio:{bisect_right(_RATIOS, other / max(1, wide))}",
        f"end:{a.last}", f"start:{b.first}", f"ends:{a.last}.{b.last}", f"end:{a.last}.{apart}",
        f"{kind}:end:{a.last}", f"endw:{a.last}.{a.wide}.{b.wide}", f"shape:{a.shape}.{b.shape}",
        f"like1:{run.lines[0].shape == b.shape:d}.{apart}",
        f"size:{min(6, letters(two.block.text) // 3)}.{apart}",
        f"closes:{bool(one.traits & _CLOSES):d}.{apart}", f"stops:{a.stop:d}{b.stop:d}",
        f"{kind}:stops:{a.stop:d}{b.stop:d}.{b.wide}", f"full:{full}.{a.stop:d}",
        f"full:{full}.{b.wide}", f"{kind}:full:{full}", f"case:{a.case}.{b.case}",
    ]  # fmt: skip
    for place, seen in (("a", one), ("b", two)):
        for trait in seen.traits:
            names += [f"{place}:{trait.name}", f"{kind}:{place}:{trait.name}"]
    names += [*_around(run, n), *_spelling(one.block.text, two.block.text)]
    return _own(kind, names)


def _own(kind: str, names: list[str]) -> list[str]:
    """Keep what is weighed between captions apart from what is between items."""
    return [f"pictures:{name}" for name in names] if kind == "caption" else names


def _around(run: LineRun, n: int) -> list[str]:
    """Return what the line before the last and the line after the next tell."""
    a, b = run.lines[n - 1], run.lines[n]
    names = []
    before = run.lines[n - 2] if n > 1 else None
    after = run.lines[n + 1] if n + 1 < len(run.lines) else None
    for place, line in (("z", before), ("c", after)):
        if line is None:
            names.append(f"{place}:none")
            continue
        names += [
            f"{place}w:{line.wide}", f"{place}e:{line.last}", f"{place}s:{line.first}",
            f"{place}p:{line.phone:d}",
        ]  # fmt: skip
        seen = run.seen[n - 2 if place == "z" else n + 1]
        names += [f"{place}:{trait.name}" for trait in seen.traits]
    follow = str(after.wide) if after else "none"
    names += [f"bc:{b.wide}.{follow}", f"{run.kind}:bc:{b.wide}.{follow}"]
    case = after.case if after else "none"
    names += [f"casec:{a.case}.{b.case}.{case}", f"caseb:{b.case}.{case}.{b.last}"]
    if after:
        names += [
            f"abc:{a.wide}.{b.wide}.{after.wide}", f"gaps:{b.apart}.{after.apart}",
            f"cshape:{b.shape}.{after.shape}",
        ]  # fmt: skip
    if before:
        names.append(f"za:{before.wide}.{a.wide}.{b.wide}")
    if before and after:
        names.append(f"zabc:{before.shape}.{a.shape}.{b.shape}.{after.shape}")
    return names


def _spelling(one: str, two: str) -> list[str]:
    """Return what two lines are spelt with: names open items, numbers end them."""
    last, now = ("".join(_FIGURES.sub("0", text).lower().split()) for text in (one, two))
    names = [f"al:{last[-1]}", f"af:{last[0]}", f"bf:{now[0]}", f"bl:{now[-1]}"]
    if len(last) > 1:
        names += [f"al2:{last[-2:]}", f"af2:{last[:2]}"]
    if len(now) > 1:
        names += [f"bf2:{now[:2]}", f"bl2:{now[-2:]}"]
    names += [f"ah:{char}" for char in sorted(set(last[-_SPELT:]))]
    names += [f"bh:{char}" for char in sorted(set(now[:_SPELT]))]
    if two[0].isascii() and two[0].isalpha():
        words = [word.lower().strip(_POINTS) for word in two.split()[:_WORDS]]
        names += [f"wf:{words[0]}", *(f"wb:{word}" for word in sorted(set(words)))]
    return names


def item_features(run: LineRun, start: int, n: int) -> list[str]:
    """Return what is weighed of an item from line ``start`` on before its line ``n``."""
    kind, first, now = run.kind, run.lines[start], run.lines[n]
    held = f"{any(one.phone for one in run.lines[max(start, n - _HELD) : n]):d}{now.phone:d}"
    count = n - start
    few, apart = min(count, 3), now.apart
    white = any(one.apart == "gap" for one in run.lines[max(start, n - _HELD) + 1 : n])
    names = [
        f"held:{held}", f"held:{held}.{apart}", f"lines:{min(count, 6)}",
        f"{kind}:lines:{min(count, 6)}.{apart}", f"{kind}:held:{held}.{few}",
        f"{kind}:long:{min(count, 6)}.{now.wide}", f"like:{first.shape == now.shape:d}.{apart}",
        f"shapes:{first.shape}.{now.shape}.{few}", f"tail:{min(count, 4)}.{run.lines[n - 1].last}",
        f"parted:{white:d}.{apart}.{few}", f"opens:{first.wide}.{now.wide}.{few}",
    ]  # fmt: skip
    return _own(kind, names)


def _line(one: Seen) -> _Line:
    text = one.block.text
    wide, figures = width(text), sum(map(str.isdecimal, text))
    long = "l" if wide > _WIDTHS[2] else "s"
    return _Line(
        wide=bisect_right(_WIDTHS, wide),
        first=kind_of(text[0]),
        last=kind_of(text[-1]),
        phone=figures >= _NUMBER,
        shape=f"{long}{figures >= _NUMBER:d}{any(m in text for m in '，,。'):d}",
        stop=ends_sentence(text),
        case=_case(text),
        apart="gap" if one.block.gap else "flush",
    )


def _case(text: str) -> str:
    if is_capitals(text):
        return "capitals"
    if is_title(text):
        return "title"
    if not (text[0].isascii() and text[0].isalpha()):
        return "none"
    return "lower" if text[0].islower() else "upper"


def kind_of(char: str) -> str:
    """Return what a character is: a kind of letter, or the mark that it is."""
    if char.isdecimal():
        return "digit"
    if is_han(char):
        return "han"
    return "latin" if char.isalpha() else char if char in _MARKS else "other"
