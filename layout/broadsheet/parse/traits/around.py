"""What stands around a block, in steps: what its neighbours show, and the run of lines it is in.

Takes blocks with what was noticed of them; returns for each the names of what is weighed, in parts
that recur: what each of the two blocks before and after shows by itself, where the block stands
among lines that are no text, and its form beside those of its neighbours.  ``said`` has the words
of each name for ``explain``.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise

from broadsheet.parse.text.broken_lines import width
from broadsheet.parse.traits.own import Seen
from broadsheet.parse.traits.vocabulary import TRAITS, T, Traits

Part = tuple[str, ...]

_SIDES = {-2: "before2", -1: "before", 1: "after", 2: "after2"}
_SIDE_WORDS = {
    "before2": "two lines before",
    "before": "the line before",
    "after": "the line after",
    "after2": "two lines after",
}
# own traits alone are weighed of neighbours: theirs of others would tell of the block itself
_OWN = frozenset(trait for trait in TRAITS.values() if trait.room == "own")
_BESIDE = {step: {one.name: f"{side}:{one.name}" for one in _OWN} for step, side in _SIDES.items()}
_REACH = 6  # blocks before and after that are looked over for what they show
_FAR = frozenset({
    T.LONG, T.STOP, T.MEDIUM, T.SHORT, T.TINY, T.CONTACT, T.SHOP, T.AD_WORDS, T.AD_SURE, T.FIRM,
    T.LATIN, T.ROW, T.TABLE, T.LIST, T.LIST_MARK, T.BULLET, T.TIMED, T.VERSE, T.RUNIN, T.BYLINE,
    T.SOURCE, T.NOTICE_TITLE, T.NOTICE_WORDS, T.ORG, T.DATE, T.QA, T.DIAL, T.INFO_WORDS, T.FACTS,
    T.FOLIO, T.CAPTION, T.CREDIT, T.CREDIT_LINE, T.NUMBER, T.INDEX, T.SIGN_NAME, T.COLON_END,
    T.DASH, T.CELL_RUN,
})  # fmt: skip
NEAR_WORDS = {
    "near_before": "within six lines before: {}",
    "near_after": "within six lines after: {}",
    "often_before": "twice or more within six lines before: {}",
    "often_after": "twice or more within six lines after: {}",
}
_BITS = {trait: 1 << n for n, trait in enumerate(sorted(_FAR, key=repr))}
_NEARBY = {
    family: {bit: f"{family}:{trait!r}" for trait, bit in _BITS.items()} for family in NEAR_WORDS
}
_REACHED = frozenset({T.CONTACT, T.DIAL, T.SHOP, T.AD_SURE, T.QR})
_LINES = (2, 3, 4, 5, 7, 10, 16, 30)
_AWAY = (1, 2, 3, 4, 6, 10)
_NEAR = (1, 2, 3, 5)
_MANY = 0.15  # of a run's lines: advertisers' ways to be reached are many
_LENGTHS, _LETTERS = (9, 21, 41, 81), "tsmlx"  # half ems: tiny, short, middle, long, very long
_INDENT = 2  # half ems
_NUMBER = 7  # figures of a telephone's number
_HAN = "\u0250"  # what is not before it is in no Latin letters
_NONE = "none"
_ENDS = ((".", "。！？!?.…”"), (":", "：:"), (",", "，、；,;"))
_NO_FIGURES = re.compile(r"\D+")
_FORM = re.compile(r"([tsmlx])([.:,fc])([CTle]?)([dD]?)(i?)(g?)")
_LENGTH_WORDS = dict(zip(_LETTERS, ("tiny", "short", "middling", "long", "very long"), strict=True))
_END_WORDS = {
    ".": "ends with a stop", ":": "ends with a colon", ",": "ends with a comma",
    "f": "ends with a figure", "c": "ends with a letter",
}  # fmt: skip
_CASE_WORDS = {
    "C": ", in capitals", "T": ", with capital initials", "l": ", which opens within a sentence",
    "e": ", in Latin letters",
}  # fmt: skip
_CASES = ((T.CAPITALS, "C"), (T.TITLE_CASE, "T"), (T.LOWER_START, "l"))
# what white may stand between two blocks
WHITES = ("none, as on all the page", "none", "a blank line", "more")
_TEXTS = {"text": "text", "none": "none"}
_WAYS = {"n": "no way to reach somebody", "f": "few ways to reach somebody",
         "m": "many ways to reach somebody"}  # fmt: skip
_OPENS = {"text": "after a text", "top": "from the page's top on"}
_THEN = {"text": "then text", "opened": "then a story opens", _NONE: "to the page's end"}


def _counts(limits: Sequence[int]) -> dict[str, str]:
    """Say each step of a count.

    >>> _counts((1, 2, 4))
    {'0': '0', '1': '1', '2': '2–3', '3': '4+'}
    """
    steps = [limits[0] - 1, *limits]
    words = [f"{a}" if b == a + 1 else f"{a}–{b - 1}" for a, b in pairwise(steps)]
    return {str(n): word for n, word in enumerate([*words, f"{steps[-1]}+"])}


# family: how it is said, and the words of each of its steps
RUN_WORDS = {
    "run_text": ("text, {} before and {} after it", (_TEXTS, _TEXTS)),
    "run_of": ("one of {} lines that are no text, {}", (_counts(_LINES), _WAYS)),
    "run_from": ("no text for {} lines before it, {}", (_counts(_AWAY), _OPENS)),
    "run_to": ("no text for {} lines after it, {}", (_counts(_AWAY), _THEN)),
    "run_at": (
        "no text for {} lines before and {} after it, {}, {}",
        (_counts(_NEAR), _counts(_NEAR), _OPENS, _THEN),
    ),
    "run_kind": ("among lines that are no text, {}, {}", (_WAYS, _THEN)),
}


def around(seen: Sequence[Seen]) -> list[list[Part]]:
    """Return for each block its parts; their names are those that ``said`` knows."""
    runs, forms = _runs(seen), _forms([_form(one) for one in seen])
    found: list[list[Part]] = [[run, form] for run, form in zip(runs, forms, strict=True)]
    own: dict[Traits, list[str]] = {}
    for one in seen:
        if one.traits not in own:
            own[one.traits] = sorted([trait.name for trait in one.traits & _OWN])
    for step, names in _BESIDE.items():
        known: dict[Traits, Part] = {}
        for n in range(max(0, -step), min(len(seen), len(seen) - step)):
            traits = seen[n + step].traits
            if traits not in known:
                known[traits] = tuple([names[name] for name in own[traits]])
            found[n].append(known[traits])
    for parts, more in zip(found, _nearby(seen), strict=True):
        parts.extend(more)
    return found


def said(name: str) -> str:
    """Return the words of a name; empty for one that nobody makes.

    >>> said("before:stop"), said("form:s.i")
    ('the line before: ends a sentence', 'a short line that ends with a stop, indented')
    """
    family, _, steps = name.partition(":")
    if family in NEAR_WORDS:
        near = TRAITS.get(steps)
        return NEAR_WORDS[family].format(near.says) if near in _FAR and near else ""
    if family in _SIDE_WORDS:
        trait = TRAITS.get(steps)
        return f"{_SIDE_WORDS[family]}: {trait.says}" if trait in _OWN and trait else ""
    if family in RUN_WORDS:
        words, kinds = RUN_WORDS[family]
        named = steps.split(".")
        told = [kind[step] for kind, step in zip(kinds, named, strict=False) if step in kind]
        return words.format(*told) if len(told) == len(kinds) == len(named) else ""
    forms = [_form_words(form) for form in steps.split("|")]
    if not all(forms):
        return ""
    if family == "form" and len(forms) == 1:
        return f"a {forms[0]}"
    says = {"form_before": "a {1} below a {0}", "form_after": "a {0} above a {1}"}.get(family, "")
    return says.format(*forms) if len(forms) == 2 else ""


def white_above(one: Seen) -> int:
    """Return which of ``WHITES`` stands above a block."""
    return 0 if T.GAPLESS in one.traits else 1 + min(one.block.gap, len(WHITES) - 2)


def _nearby(seen: Sequence[Seen]) -> list[tuple[Part, Part]]:
    """Return for each block what some blocks before it show, and some after it."""
    shown: dict[Traits, int] = {}
    for one in seen:
        if one.traits not in shown:
            shown[one.traits] = sum(map(_BITS.__getitem__, one.traits & _FAR))
    bits = [shown[one.traits] for one in seen]
    before: dict[tuple[int, int], Part] = {}
    after: dict[tuple[int, int], Part] = {}
    return [
        (
            _shown("before", bits[max(0, n - _REACH) : n], before),
            _shown("after", bits[n + 1 : n + 1 + _REACH], after),
        )
        for n in range(len(seen))
    ]


def _shown(side: str, bits: Sequence[int], known: dict[tuple[int, int], Part]) -> Part:
    """Name what blocks show, a bit for each trait, and what two or more of them do."""
    once = often = 0
    for held in bits:
        often |= once & held
        once |= held
    if (once, often) not in known:
        near, more = _named(once, _NEARBY[f"near_{side}"]), _named(often, _NEARBY[f"often_{side}"])
        known[once, often] = (*near, *more)
    return known[once, often]


def _named(bits: int, names: Mapping[int, str]) -> list[str]:
    found: list[str] = []
    while bits:
        lowest = bits & -bits
        found.append(names[lowest])
        bits ^= lowest
    return found


def _form_words(form: str) -> str:
    if form == _NONE:
        return "page's edge"
    match = _FORM.fullmatch(form)
    if not match:
        return ""
    length, end, case, figures, indent, gap = match.groups()
    words = f"{_LENGTH_WORDS[length]} line that {_END_WORDS[end]}" + _CASE_WORDS.get(case, "")
    more = {"d": ", with figures", "D": ", with a number"}.get(figures, "")
    return words + more + (", indented" if indent else "") + (", white above" if gap else "")


def _form(one: Seen) -> str:
    """Return how long a line is, how it ends, its capitals, figures, indent and white above."""
    text = one.block.text
    last = text[-1]
    end = next((kind for kind, marks in _ENDS if last in marks), "")
    figures = len(_NO_FIGURES.sub("", text))
    return "".join(
        (
            _LETTERS[bisect_right(_LENGTHS, width(text))],
            end or ("f" if last.isdecimal() else "c"),
            _case(one),
            "D" if figures >= _NUMBER else "d" if figures else "",
            "i" if one.block.indent >= _INDENT else "",
            "g" if one.block.gap else "",
        )
    )


def _case(one: Seen) -> str:
    """Return how a line in Latin letters has its capitals; empty for another."""
    if next(filter(str.isalpha, one.block.text), _HAN) >= _HAN:
        return ""
    return next((case for trait, case in _CASES if trait in one.traits), "e")


def _forms(forms: Sequence[str]) -> list[Part]:
    """Name each block's form, beside those of its neighbours too."""
    around = (_NONE, *forms, _NONE)
    return [
        (f"form:{form}", f"form_before:{before}|{form}", f"form_after:{form}|{after}")
        for before, form, after in zip(around, forms, around[2:], strict=False)
    ]


def _runs(seen: Sequence[Seen]) -> list[Part]:
    """Say of each block where it stands among the lines between two texts."""
    texts = [one.is_text or {T.MEDIUM, T.STOP} <= one.traits for one in seen]
    found: list[Part] = []
    start, count = 0, len(seen)
    while start < count:
        stop = start
        while stop < count and not texts[stop]:
            stop += 1
        if stop == start:
            before = "text" if start and texts[start - 1] else "none"
            after = "text" if start + 1 < count and texts[start + 1] else "none"
            found.append((f"run_text:{before}.{after}",))
            start += 1
            continue
        found += _run(seen, start, stop)
        start = stop
    return found


def _run(seen: Sequence[Seen], start: int, stop: int) -> list[Part]:
    length = stop - start
    reached = sum(not seen[n].traits.isdisjoint(_REACHED) for n in range(start, stop))
    ways = "n" if not reached else "f" if reached < _MANY * length else "m"
    opens = "text" if start else "top"
    then = _NONE if stop == len(seen) else "opened" if T.RUNIN in seen[stop].traits else "text"
    of, kind = f"run_of:{bisect_right(_LINES, length)}.{ways}", f"run_kind:{ways}.{then}"
    found: list[Part] = []
    for n in range(length):
        rest = length - 1 - n
        found.append(
            (
                of,
                kind,
                f"run_from:{bisect_right(_AWAY, n)}.{opens}",
                f"run_to:{bisect_right(_AWAY, rest)}.{then}",
                f"run_at:{bisect_right(_NEAR, n)}.{bisect_right(_NEAR, rest)}.{opens}.{then}",
            )
        )
    return found
