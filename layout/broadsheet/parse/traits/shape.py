"""The shape of a block, in steps: what can be weighed without knowing any word.

Takes blocks with what was noticed of them; returns for each the names of its shapes, one of
each family: how wide it is, how much of it is marks, figures and Latin letters, how it opens
and ends, what white stands around it, and how its neighbours look.  Every name is declared in
``SHAPES`` with its words for ``explain``.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from broadsheet.models import frozen
from broadsheet.parse.text.broken_lines import width
from broadsheet.parse.text.characters import BULLETS, CLOSERS, NO_START, OPENERS, STOPS
from broadsheet.parse.traits.own import Seen

_WIDTHS = (4, 8, 12, 16, 20, 24, 32, 40, 52, 72, 120, 240)  # half ems
_SHARES = (0.001, 0.03, 0.06, 0.09, 0.13, 0.2, 0.35)  # of all letters and marks
_LATIN = (0.001, 0.15, 0.5, 0.85)
_INDENTS = (1, 3, 6, 12)  # half ems
_GAPS = (1, 2, 3)  # blank lines
_PHRASES = (2, 3, 4, 6)
_RATIOS = (0.35, 0.7, 0.95, 1.06, 1.5, 3.0)  # of one width to another
_GROUPS = (2, 3, 4, 7)  # blocks
_NEAR = 6  # half ems: about as wide as the page's common measure
_LOOKED = 400  # characters of a block that are counted
_KINDS = "none han latin digit stop comma colon open close bullet dash other".split()
_MARKS = frozenset(STOPS + NO_START + OPENERS + CLOSERS + BULLETS + ".-—")
# what is no such sign goes out in runs: that is several times as fast as asking each character
_NO_MARKS, _NO_FIGURES, _NO_LATIN = map(re.compile, (r"[\w\s]+", r"\D+", r"[^A-Za-z]+"))
_PLACES = "first second early middle late last".split()


def _ems(half: float) -> str:
    return f"{half / 2:g}"


def _lengths(says: str) -> list[str]:
    """Say each step of a width in ems."""
    pairs = pairwise(map(_ems, _WIDTHS))
    between = [says.format(f"{a} to {b} ems") for a, b in pairs]
    least, most = says.format(f"under {_ems(_WIDTHS[0])} ems"), f"{_ems(_WIDTHS[-1])} ems or more"
    return [least, *between, says.format(most)]


def _parts(limits: Sequence[float], of: str) -> list[str]:
    """Say each step of a share."""
    between = [f"{a:.0%} to {b:.0%} {of}" for a, b in pairwise(limits[1:])]
    few, most = f"up to {limits[1]:.0%} {of}", f"over {limits[-1]:.0%} {of}"
    return [f"no {of}", few, *between, most]


_WIDE = _lengths("{} long")
_KIND_WORDS = (
    "nothing", "an ideograph", "a Latin letter", "a figure", "a stop", "a comma", "a colon",
    "an opening mark", "a closing mark", "a bullet", "a dash", "another sign",
)  # fmt: skip
_RATIO_WORDS = (
    "far shorter than", "shorter than", "a little shorter than", "as long as", "longer than",
    "far longer than", "many times as long as",
)  # fmt: skip
_GAP_WORDS = ("no gap", "one gap", "two gaps", "some gaps", "many gaps")
_GROUP_WORDS = ("two", "three", "some", "many")
_PLACE_WORDS = (
    "the first line", "the second line", "early on the page", "amid the page", "late on the page",
    "the last line",
)  # fmt: skip
_MEASURES = "none short near full over".split()
_MEASURE_WORDS = (
    "no length that lines share", "shorter than most lines", "nearly as long as most lines",
    "as long as most lines", "longer than most lines",
)  # fmt: skip


def _whites(side: str) -> list[str]:
    return [
        f"{white} {side}" for white in ("no white", "a blank line", "two blank lines", "much white")
    ]


def _kinds(says: str) -> dict[str, str]:
    return {kind: says.format(word) for kind, word in zip(_KINDS, _KIND_WORDS, strict=True)}


def _numbered(words: Sequence[str], none: str = "") -> dict[str, str]:
    named = {str(n): word for n, word in enumerate(words)}
    return {"none": none, **named} if none else named


def _ratios(other: str) -> dict[str, str]:
    return _numbered(
        [f"{word} {other}" for word in _RATIO_WORDS], f"no {other.removeprefix('the ')}"
    )


def _ending() -> dict[str, str]:
    """Say each width with each ending."""
    ends = _kinds("ends with {}")
    return {
        f"{n}.{k}": f"{wide}, {says}" for n, wide in enumerate(_WIDE) for k, says in ends.items()
    }


# family, its steps, the words of each
_FAMILIES: dict[str, dict[str, str]] = {
    "wide": _numbered(_WIDE),
    "marks": _numbered(_parts(_SHARES, "marks")),
    "figures": _numbered(_parts(_SHARES, "figures")),
    "latin": _numbered(_parts(_LATIN, "Latin letters")),
    "indent": _numbered(["no indent", "a small indent", "an indent", "a deep indent", "far in"]),
    "above": _numbered(_whites("above")),
    "below": _numbered(_whites("below")),
    "phrases": _numbered([f"{count} inside" for count in _GAP_WORDS]),
    "group": _numbered(["stands alone", *(f"one of {count} lines" for count in _GROUP_WORDS)]),
    "opens": _kinds("opens with {}"),
    "ends": _kinds("ends with {}"),
    "place": dict(zip(_PLACES, _PLACE_WORDS, strict=True)),
    "measure": dict(zip(_MEASURES, _MEASURE_WORDS, strict=True)),
    "before_wide": _numbered(_lengths("below a line of {}"), "nothing before it"),
    "after_wide": _numbered(_lengths("above a line of {}"), "nothing after it"),
    "before_ends": _kinds("the line before ends with {}"),
    "after_opens": _kinds("the line after opens with {}"),
    "after_ends": _kinds("the line after ends with {}"),
    "to_before": _ratios("the line before"),
    "to_after": _ratios("the line after"),
    "wide_and_end": _ending(),
}  # fmt: skip
SHAPES = {
    f"{family}:{step}": says for family, steps in _FAMILIES.items() for step, says in steps.items()
}


def _named(family: str) -> Mapping[int | str, str]:
    """Return the names of a family's shapes by their steps: made once, not for each block."""
    steps = _FAMILIES[family]
    return {int(step) if step.isdecimal() else step: f"{family}:{step}" for step in steps}


_WIDE_NAMES, _WIDE_AND_END = _named("wide"), _named("wide_and_end")
_MARK_NAMES, _FIGURE_NAMES, _LATIN_NAMES = map(_named, ("marks", "figures", "latin"))
_PHRASE_NAMES, _OPEN_NAMES, _END_NAMES = map(_named, ("phrases", "opens", "ends"))
_ABOVE, _BELOW, _INDENT_NAMES = map(_named, ("above", "below", "indent"))
_GROUP_NAMES, _PLACE_NAMES, _MEASURE_NAMES = map(_named, ("group", "place", "measure"))
_BEFORE_WIDE, _BEFORE_ENDS, _TO_BEFORE = map(_named, ("before_wide", "before_ends", "to_before"))
_AFTER_WIDE, _AFTER_OPENS = map(_named, ("after_wide", "after_opens"))
_AFTER_ENDS, _TO_AFTER = map(_named, ("after_ends", "to_after"))
_NOTHING_BEFORE = (_BEFORE_WIDE["none"], _BEFORE_ENDS["none"], _TO_BEFORE["none"])
_NOTHING_AFTER = (
    _AFTER_WIDE["none"], _AFTER_OPENS["none"], _AFTER_ENDS["none"], _TO_AFTER["none"]
)  # fmt: skip


@frozen(kw_only=True)
class _Figure:
    """What is measured of one block, whatever stands around it."""

    wide: int  # half ems
    step: int  # of its width
    opens: str
    ends: str
    own: tuple[str, ...]  # names of its shapes


def shapes(seen: Sequence[Seen]) -> list[tuple[tuple[str, ...], ...]]:
    """Return the names of each block's shapes in parts: its own, the white, its neighbours'."""
    figures = [_figure(one.block.text) for one in seen]
    common = _common(figures)
    groups = Counter([one.block.group for one in seen])
    gaps = [bisect_right(_GAPS, one.block.gap) for one in seen]
    gaps.append(len(_GAPS))  # the page's end
    found: list[tuple[tuple[str, ...], ...]] = []
    for n, (one, figure) in enumerate(zip(seen, figures, strict=True)):
        white = (
            _ABOVE[gaps[n]],
            _BELOW[gaps[n + 1]],
            _INDENT_NAMES[bisect_right(_INDENTS, one.block.indent)],
            _GROUP_NAMES[bisect_right(_GROUPS, groups[one.block.group])],
            _PLACE_NAMES[_place(n, len(seen))],
            _MEASURE_NAMES[_against(figure.wide, common)],
        )
        found.append((figure.own, white, _beside(figures, n)))
    return found


def _beside(figures: Sequence[_Figure], n: int) -> tuple[str, ...]:
    """Return the names of what a block's neighbours are, and of its width by theirs."""
    wide, before, after = figures[n].wide, _NOTHING_BEFORE, _NOTHING_AFTER
    if n:
        other = figures[n - 1]
        ratio = bisect_right(_RATIOS, wide / max(1, other.wide))
        before = (_BEFORE_WIDE[other.step], _BEFORE_ENDS[other.ends], _TO_BEFORE[ratio])
    if n + 1 < len(figures):
        other = figures[n + 1]
        ratio = bisect_right(_RATIOS, wide / max(1, other.wide))
        opens, ends = _AFTER_OPENS[other.opens], _AFTER_ENDS[other.ends]
        after = (_AFTER_WIDE[other.step], opens, ends, _TO_AFTER[ratio])
    return before[:2] + after[:3] + before[2:] + after[3:]


def _figure(text: str) -> _Figure:
    looked = text[:_LOOKED]
    solid = len("".join(looked.split())) or 1
    wide = width(text)
    step = bisect_right(_WIDTHS, wide)
    opens, ends = _kind(text[0]), _kind(text[-1])
    marks = sum(map(_MARKS.__contains__, _NO_MARKS.sub("", looked))) / solid
    digits = len(_NO_FIGURES.sub("", looked)) / solid
    latin = len(_NO_LATIN.sub("", looked)) / solid
    return _Figure(
        wide=wide,
        step=step,
        opens=opens,
        ends=ends,
        own=(
            _WIDE_NAMES[step],
            _MARK_NAMES[bisect_right(_SHARES, marks)],
            _FIGURE_NAMES[bisect_right(_SHARES, digits)],
            _LATIN_NAMES[bisect_right(_LATIN, latin)],
            _PHRASE_NAMES[bisect_right(_PHRASES, len(text.split()))],
            _OPEN_NAMES[opens],
            _END_NAMES[ends],
            _WIDE_AND_END[f"{step}.{ends}"],
        ),
    )


@lru_cache(maxsize=1024)
def _kind(char: str) -> str:
    """Return what kind of character opens or ends a block."""
    if char.isdecimal():
        return "digit"
    if char.isalpha():
        return "latin" if char < "\u0250" else "han"
    for kind, marks in _CLASSES:
        if char in marks:
            return kind
    return "other"


_CLASSES = (
    ("stop", STOPS + "."),
    ("comma", "，、；,;"),
    ("colon", "：:"),
    ("open", OPENERS + '"'),
    ("close", CLOSERS),
    ("bullet", BULLETS),
    ("dash", "—-─–"),
)


def _common(figures: Sequence[_Figure]) -> int:
    """Return the width that most of the longer lines have, within an em; 0 for none."""
    found = Counter(figure.wide for figure in figures if figure.wide >= _WIDTHS[3])
    best = max(((found[w - 1] + n + found[w + 1], w) for w, n in found.items()), default=(0, 0))
    return best[1] if best[0] >= max(4, 0.15 * sum(found.values())) else 0


def _against(wide: int, common: int) -> str:
    if not common:
        return "none"
    if abs(wide - common) <= 2:
        return "full"
    if wide > common:
        return "over"
    return "near" if common - wide <= _NEAR else "short"


def _place(n: int, count: int) -> str:
    if n < 2:
        return _PLACES[n]
    if n == count - 1:
        return "last"
    return "early" if n < 8 else "late" if n >= count - 6 else "middle"
