"""What each line of a head is, by weights learned from heads.

Takes the lines of a head, what rules by hand make of them, and what the page tells; returns for
each line its role (section, kicker, headline, deck) or that it goes on with the line before.
A chain of roles as in ``labels.sequence``, small enough to follow every row.
"""

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise
from zlib import crc32

from broadsheet.errors import SourceError, Where
from broadsheet.models import frozen
from broadsheet.parse.text.broken_lines import width
from broadsheet.parse.text.characters import is_han
from broadsheet.parse.text.pairs import Pairs
from broadsheet.parse.text.step_rows import MIDDLE, step_rows
from broadsheet.parse.traits.own import Seen

# section, kicker, headline, deck; T a section below them; small: goes on with the line before
ROLES = "SKHDTskhd"
FOLLOW = {
    "S": "SsKH", "s": "SsKH", "K": "KkH", "k": "KkH", "H": "HhDT", "h": "HhDT", "D": "DdT",
    "d": "DdT", "T": "",
}  # fmt: skip
_WIDTHS = (5, 9, 13, 17, 21, 25, 29, 35, 41, 49, 61, 81)  # half ems
_RATIOS = (0.3, 0.5, 0.7, 0.85, 0.97, 1.04, 1.2, 1.5, 2.0, 3.0)
_SHORT, _FAR = (0.001, 0.5, 1.0, 1.7, 2.5, 3.5, 5.0), 9.0  # nats
_BUCKETS = 512
_BRIDGE = 2  # ideographs on each side of a break
_NEVER = -1e9
_UNSEEN = -3.0  # nats: one role after another that no head showed
_TRUST = 4.0  # nats that rules by hand are worth
_MARKS = "，、；：！？…·“”「」《》（）—,;:!?'\"()-|｜"


@frozen(kw_only=True)
class HeadContext:
    """What is known around a head."""

    copy: str = ""  # of its story
    pairs: Pairs | None = None
    wide: int = 0  # half ems: the measure that the page's lines were broken at; 0: none


@frozen(kw_only=True)
class ByHand:
    """What rules by hand make of a head's lines."""

    roles: str  # one of ROLES for each line
    short: Sequence[Mapping[str, float]] = ()  # by line: how much less another role is worth


@frozen(kw_only=True)
class RoleWeights:
    """The worth of features for each of ROLES, and of one role after another; nats."""

    rows: Mapping[str, tuple[float, ...]]
    after: Mapping[str, Mapping[str, float]]


NO_ROLES = RoleWeights(rows={}, after={})  # nothing learned: rules by hand decide


def read_roles(text: str, *, file: str) -> RoleWeights:
    """Read weights of a head's lines; SourceError for anything else.

    An object of ``after`` (role after role), ``step`` (nats) and ``features``, as
    ``text.step_rows`` has them, a number for each of ROLES.
    """
    try:
        held = json.loads(text)
        step = float(held["step"])
        rows = {
            name: tuple(step * (count - MIDDLE) for count in counts)
            for name, counts in step_rows(held["features"], len(ROLES))
        }
        after = {
            one: {two: float(w) for two, w in row.items()} for one, row in held["after"].items()
        }
    except (ValueError, TypeError, AttributeError, KeyError):
        hint = "train the weights anew: layout/READER.md tells how"
        raise SourceError("no weights of a head's lines", where=Where(file), hint=hint) from None
    return RoleWeights(rows=rows, after=after)


def role_features(
    lines: Sequence[Seen], by_hand: ByHand, context: HeadContext
) -> list[tuple[str, ...]]:
    """Return what is weighed of each line; ``by_hand`` tells what rules say."""
    roles = by_hand.roles
    wides = [width(one.block.text) for one in lines]
    most = max(wides)
    found = []
    for n, one in enumerate(lines):
        text = one.block.text
        hand = roles[n]
        names = ["bias", f"hand:{hand}", f"lines:{min(len(lines), 6)}.{min(n, 5)}"]
        if by_hand.short:
            names += [
                f"short:{role}.{bisect_right(_SHORT, by_hand.short[n].get(role, _FAR))}"
                for role in "SKHD"
            ]
        names += [f"t:{trait.name}" for trait in one.traits]
        names += [f"w:{bisect_right(_WIDTHS, wides[n])}", f"hand:{hand}.{min(len(lines), 4)}"]
        names.append(f"most:{bisect_right(_RATIOS, wides[n] / most)}")
        names.append(f"first:{text[0] if text[0] in _MARKS else _kind(text[0])}")
        names.append(f"last:{text[-1] if text[-1] in _MARKS else _kind(text[-1])}")
        names += [f"in:{mark}" for mark in _MARKS if mark in text]
        names.append(f"phrases:{min(4, len(text.split()))}")
        names += _beside("up", n - 1, n, lines, wides, roles)
        names += _beside("down", n + 1, n, lines, wides, roles)
        if n:
            names += _joint(lines[n - 1], one, wides[n - 1], wides[n], context)
        if n + 1 < len(lines):
            ahead = _joint(one, lines[n + 1], wides[n], wides[n + 1], context)
            names += [f"{name}+" for name in ahead]
        names += _grams(text)
        found.append(tuple(names))
    return found


def _beside(
    side: str, at: int, n: int, lines: Sequence[Seen], wides: Sequence[int], by_hand: str
) -> list[str]:
    if not 0 <= at < len(lines):
        return [f"{side}:none"]
    text = lines[at].block.text
    ratio = bisect_right(_RATIOS, wides[n] / max(1, wides[at]))
    names = [
        f"{side}:{ratio}",
        f"{side}hand:{by_hand[at]}",
        f"{side}w:{bisect_right(_WIDTHS, wides[at])}",
    ]
    names.append(f"{side}last:{text[-1] if text[-1] in _MARKS else _kind(text[-1])}")
    gap = lines[max(at, n)].block.gap
    return [*names, f"{side}gap:{min(gap, 2)}"]


def _joint(one: Seen, two: Seen, wide: int, other: int, context: HeadContext) -> list[str]:
    """Return what tells whether a line goes on in the next."""
    before, after = one.block.text, two.block.text
    names = []
    if context.wide:
        names.append("full" if abs(wide - context.wide) <= 2 else "notfull")
        names.append("over" if wide > context.wide + 3 else "within")
    if is_han(before[-1]) and is_han(after[0]):
        if context.pairs and context.pairs.hold(before[-1], after[0]):
            names.append("holds")
            names.append(f"holds:{bisect_right(_RATIOS, other / max(1, wide))}")
        else:
            names.append("apart")
        bridge = before[-_BRIDGE:] + after[:_BRIDGE]
        names += ["bridge"] if bridge in context.copy else []
        names += ["bridge1"] if before[-1] + after[0] in context.copy else []
    names.append("lower" if after[0].islower() else "nolower")
    return [f"j:{name}" for name in names]


def _grams(text: str) -> list[str]:
    """Return what a line's ends and pairs of characters are, each in one of few buckets."""
    found = {f"<{text[:2]}", f">{text[-2:]}", f">{text[-1:]}"}
    found.update(text[n : n + 2] for n in range(min(len(text), 24) - 1))
    return sorted({f"g:{crc32(gram.encode()) % _BUCKETS}" for gram in found})


def _kind(char: str) -> str:
    if char.isdecimal():
        return "digit"
    if is_han(char):
        return "han"
    return ("upper" if char.isupper() else "lower") if char.isalpha() else "other"


def chosen(
    found: Sequence[Sequence[str]], weights: RoleWeights, by_hand: str, barred: Sequence[str]
) -> str:
    """Return the likeliest row of roles, or that by hand where little speaks against it."""
    best = likeliest(found, weights, barred)
    against = _worth(found, weights, best) - _worth(found, weights, by_hand)
    return best if against > _TRUST else by_hand


def _worth(found: Sequence[Sequence[str]], weights: RoleWeights, way: str) -> float:
    steps = (weights.after.get(a, {}).get(b, _UNSEEN) for a, b in pairwise(way))
    lines = zip(found, way, strict=True)
    return sum(steps) + sum(_scores(names, weights, "")[role] for names, role in lines)


def likeliest(found: Sequence[Sequence[str]], weights: RoleWeights, barred: Sequence[str]) -> str:
    """Return the likeliest row of roles; ``barred`` are those that a line can't have.

    >>> likeliest([("x",)], RoleWeights(rows={"x": (0, 0, 5, 0, 0, 0, 0, 0, 0)}, after={}), [""])
    'H'
    """
    scores = [_scores(names, weights, no) for names, no in zip(found, barred, strict=True)]
    rows = [{role: scores[0][role] if role in "SKH" else _NEVER for role in ROLES}]
    backs: list[dict[str, str]] = []
    for now in scores[1:]:
        last, row, back = rows[-1], {}, {}
        for role in ROLES:
            ways = [
                (last[a] + weights.after.get(a, {}).get(role, _UNSEEN), a)
                for a in ROLES
                if role in FOLLOW[a]
            ]
            best, before = max(ways)
            row[role], back[role] = best + now[role], before
        rows.append(row)
        backs.append(back)
    role = max("HhDdT", key=rows[-1].__getitem__)
    way = role
    for back in reversed(backs):
        role = back[role]
        way = role + way
    return way


def _scores(names: Sequence[str], weights: RoleWeights, barred: str) -> dict[str, float]:
    rows = [weights.rows[name] for name in names if name in weights.rows]
    sums = list(map(sum, zip(*rows, strict=True))) if rows else [0.0] * len(ROLES)
    return {
        role: _NEVER if role in barred else value for role, value in zip(ROLES, sums, strict=True)
    }
