"""What each line of a head is, by weights learned from heads.

Takes the blocks of a page with what each is; returns for each line of a head its role (section,
kicker, headline, deck), whether it goes on with the line before, and whether another story's head
begins with it.  The likeliest row of all lines between two texts is chosen at once.
"""

import json
from collections.abc import Mapping, Sequence

from broadsheet.errors import SourceError, Where
from broadsheet.models import frozen
from broadsheet.parse.build.head_features import HeadsIn, head_rows, row_features
from broadsheet.parse.build.printed import roles_printed
from broadsheet.parse.text.broken_lines import is_latin
from broadsheet.parse.text.step_rows import MIDDLE, STEPS, step_rows
from broadsheet.parse.traits.own import Seen
from broadsheet.parse.traits.vocabulary import T

# section, kicker, headline, deck; T a section below them; small: goes on with the line before;
# figures: section, kicker, headline that open another head
ROLES = "SKHDTskhd123"
OPENS = "123"
_NEW = "SKHDT123"  # all that don't go on with the line before
_NO_SECTION = "KHDskhd23"
_FOLLOW = {
    "1": "SsKH", "S": "SsKH", "s": "SsKH", "2": "KkHD", "K": "KkHD", "k": "KkHD", "3": "HhDT",
    "H": "HhDT", "h": "HhDT", "D": "DdT", "d": "DdT", "T": "",
}  # fmt: skip
# by role: those that may stand before it, by their places
_BEFORE = [
    [n for n, one in enumerate(ROLES) if two in _FOLLOW[one] + OPENS] for two in ROLES
]  # fmt: skip
_NEVER = -1e6
_NOTHING: Sequence[float] = (0.0,) * len(ROLES)


@frozen(kw_only=True)
class RoleWeights:
    """The worth of features for each of ROLES, and of one role after another; nats."""

    rows: Mapping[str, Sequence[float]]
    first: Sequence[float]  # of each that opens a row
    after: Sequence[Sequence[float]]  # by the role before


NO_ROLES = RoleWeights(rows={}, first=_NOTHING, after=[_NOTHING] * len(ROLES))  # nothing learned


def read_roles(text: str, *, file: str) -> RoleWeights:
    """Read weights of a head's lines; SourceError for anything else.

    An object of ``first`` and ``after`` (nats for ROLES, and for ROLES after each), ``step``
    (nats) and ``features``, as ``text.step_rows`` has them, a number for each of ROLES.
    """
    try:
        held = json.loads(text)
        step = float(held["step"])
        worths = [step * (count - MIDDLE) for count in range(len(STEPS))]
        rows = {
            name: tuple(map(worths.__getitem__, counts))
            for name, counts in step_rows(held["features"], len(ROLES))
        }
        first, *after = (
            [float(worth) for _, worth in zip(ROLES, row, strict=True)]
            for _, row in zip(("", *ROLES), (held["first"], *held["after"]), strict=True)
        )
    except (ValueError, TypeError, AttributeError, KeyError):
        hint = "train the weights anew: layout/READER.md tells how"
        raise SourceError("no weights of a head's lines", where=Where(file), hint=hint) from None
    return RoleWeights(rows=rows, first=first, after=after)


def head_roles(page: HeadsIn, weights: RoleWeights) -> dict[int, str]:
    """Return one of ROLES for each line of a head, by its number among the blocks."""
    found: dict[int, str] = {}
    for row in head_rows(page):
        barred = [a + b for a, b in zip(*_barred([page.seen[n] for n in row]), strict=True)]
        found |= zip(row, likeliest(row_features(page, row), weights, barred), strict=True)
    return found


def _barred(lines: Sequence[Seen]) -> tuple[Sequence[str], Sequence[str]]:
    """Return the roles that each line can't have by what was taught or its words, and by print.

    A line of Latin letters that opens in lower case goes on with the one before.
    """
    said = []
    for n, one in enumerate(lines):
        lower = n and one.block.text[0].islower() and is_latin(lines[n - 1].block.text)
        said.append(_NO_SECTION if T.TAUGHT_TAG in one.traits else _NEW if lower else "")
    return said, roles_printed(lines) or [""] * len(lines)


def likeliest(found: Sequence[Sequence[str]], weights: RoleWeights, barred: Sequence[str]) -> str:
    """Return the likeliest row of roles; ``barred`` are those that a line can't have.

    >>> likeliest([("x",)], NO_ROLES, ["13"])
    '2'
    """
    scores = [_scores(names, weights, no) for names, no in zip(found, barred, strict=True)]
    rows = [
        own + first if role in OPENS else _NEVER
        for role, own, first in zip(ROLES, scores[0], weights.first, strict=True)
    ]
    backs: list[list[int]] = []
    for own in scores[1:]:
        row, back = [], []
        for role, before in enumerate(_BEFORE):
            best, last = max((rows[one] + weights.after[one][role], -one) for one in before)
            row.append(best + own[role])
            back.append(-last)
        rows = row
        backs.append(back)
    at = max(range(len(ROLES)), key=rows.__getitem__)
    way = ROLES[at]
    for back in reversed(backs):
        at = back[at]
        way = ROLES[at] + way
    return way


def _scores(names: Sequence[str], weights: RoleWeights, barred: str) -> list[float]:
    known = filter(None, map(weights.rows.get, names))
    sums = map(sum, zip(_NOTHING, *known, strict=True))
    return [_NEVER if role in barred else worth for role, worth in zip(ROLES, sums, strict=True)]
