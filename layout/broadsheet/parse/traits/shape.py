"""The shape of a block, in steps: what can be weighed without knowing any word.

Takes blocks with what was noticed of them; returns for each the names of its shapes, one of
each family: how wide it is, how much of it is marks, figures and Latin letters, how it opens
and ends, what white stands around it, and how its neighbours look.  Every name is declared in
``SHAPES`` with its words for ``explain``.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
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
    figures = [_figure(one) for one in seen]
    common = _common(figures)
    groups = Counter(one.block.group for one in seen)
    found: list[tuple[tuple[str, ...], ...]] = []
    for n, (one, figure) in enumerate(zip(seen, figures, strict=True)):
        before = figures[n - 1] if n else None
        after = figures[n + 1] if n + 1 < len(figures) else None
        gap = seen[n + 1].block.gap if n + 1 < len(seen) else _GAPS[-1]
        found.append(
            (
                figure.own,
                (
                    f"above:{bisect_right(_GAPS, one.block.gap)}",
                    f"below:{bisect_right(_GAPS, gap)}",
                    f"indent:{bisect_right(_INDENTS, one.block.indent)}",
                    f"group:{bisect_right(_GROUPS, groups[one.block.group])}",
                    f"place:{_place(n, len(seen))}",
                    f"measure:{_against(figure.wide, common)}",
                ),
                (
                    f"before_wide:{before.step if before else 'none'}",
                    f"after_wide:{after.step if after else 'none'}",
                    f"before_ends:{before.ends if before else 'none'}",
                    f"after_opens:{after.opens if after else 'none'}",
                    f"after_ends:{after.ends if after else 'none'}",
                    f"to_before:{_ratio(figure, before)}",
                    f"to_after:{_ratio(figure, after)}",
                ),
            )
        )
    return found


def _figure(one: Seen) -> _Figure:
    text = one.block.text
    looked = text[:_LOOKED]
    solid = len(looked) - sum(map(str.isspace, looked)) or 1
    wide = width(text)
    step = bisect_right(_WIDTHS, wide)
    opens, ends = _kind(text[0]), _kind(text[-1])
    marks = sum(map(_MARKS.__contains__, looked)) / solid
    digits = sum(map(str.isdecimal, looked)) / solid
    latin = sum(c.isascii() and c.isalpha() for c in looked) / solid
    return _Figure(
        wide=wide,
        step=step,
        opens=opens,
        ends=ends,
        own=(
            f"wide:{step}",
            f"marks:{bisect_right(_SHARES, marks)}",
            f"figures:{bisect_right(_SHARES, digits)}",
            f"latin:{bisect_right(_LATIN, latin)}",
            f"phrases:{bisect_right(_PHRASES, len(text.split()))}",
            f"opens:{opens}",
            f"ends:{ends}",
            f"wide_and_end:{step}.{ends}",
        ),
    )


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


def _ratio(one: _Figure, two: _Figure | None) -> str:
    return str(bisect_right(_RATIOS, one.wide / max(1, two.wide))) if two else "none"
