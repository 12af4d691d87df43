"""Heads of pages with the role of each line, and weights learned from them.

Takes pages with full truths or sketches; returns heads as the reader sees them, each line with what
it is in the truth, and the text of ``head_roles.json``.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from broadsheet.parse.build.head_features import HeadsIn, head_rows, row_features
from broadsheet.parse.build.head_roles import ROLES
from broadsheet.parse.labels.order import heads_first
from broadsheet.parse.labels.sequence import Label
from broadsheet.parse.text.line_joints import NO_JOINTS
from broadsheet.parse.text.pairs import Pairs
from broadsheet.parse.traits.own import Seen
from broadsheet.parse.traits.portions import portions
from tests.training.factored import Array, Pace, Row, learned
from tests.training.samples import labels_of, looked
from tests.training.step_files import families, file_text
from tests.training.truths import Known, goes_on, known_lines
from tests.unit.test_parse_scored import bare

MOST = 19_000  # bytes of the file that is shipped
_HEAD = 1_400  # of them: roles that open a row, roles after roles
_STEP = 0.1  # nats
_SEEDS = (1, 2, 3)  # what several trainings say is surer than what one does
_PACE = Pace(factors=12, rounds=20, left_out=0.3)
_LEAST = 5  # lines that show a feature, else it is left out
_ROLE = {"section": "S", "kicker": "K", "headline": "H", "deck": "D"}
_OPENING = {"S": "1", "K": "2", "H": "3"}


@dataclass(frozen=True)
class Head:
    """What is weighed of each line of a row of head lines, and what each is."""

    features: Sequence[Sequence[str]]
    roles: str


def heads_of(
    text: str,
    truth: Mapping[str, Any],
    labels: Mapping[int, str],
    joints: Mapping[str, float] = NO_JOINTS,
) -> list[Head]:
    """Return the heads of a page, in rows as the reader has them when all labels are right."""
    known, page = known_lines(text, truth), _page(text, labels, joints)
    found = []
    for row in head_rows(page):
        roles = _roles([_known(page.seen[n], known) for n in row])
        if roles:
            found.append(Head(row_features(page, row), roles))
    return found


def truth_of(sketch: str) -> dict[str, Any]:
    """Return the heads that the sketch of a page tells of, as a truth that has nothing else."""
    items: list[dict[str, Any]] = []
    for line in sketch.splitlines():
        if line == "article":
            items.append({"kind": "article", "body": []})
        key, _, value = line.strip().partition(" ")
        if line.startswith(" ") and key in _ROLE and items:
            items[-1][key] = value
    return {"masthead": {}, "page": {}, "items": items}


def _page(text: str, labels: Mapping[int, str], joints: Mapping[str, float]) -> HeadsIn:
    """Return a page as the reader takes it: heads that come after their stories before them."""
    seen: Sequence[Seen] = looked(text, joints)
    pairs = Pairs(text.splitlines())
    kinds = labels_of(seen, text, labels)
    blocks = heads_first(seen, [Label(name=name, confidence=1.0, why=()) for name in kinds])
    if blocks:
        seen = [one for portion in portions(blocks, None, pairs) for one in portion.seen]
        kinds = labels_of(seen, text, labels)
    return HeadsIn(seen=seen, kinds=kinds, pairs=pairs)


def _known(one: Seen, known: Mapping[int, Known]) -> Known:
    """Return what a line is; one that holds a kicker and its headline is the headline."""
    what = known.get(one.block.first, Known())
    more = what.role == "kicker" and len(bare(one.block.text)) > len(bare(what.text))
    return replace(what, role="headline") if more else what


def _roles(row: Sequence[Known]) -> str:
    """Return the roles of some lines; nothing for a row that is no head, or in no order."""
    heads: list[str] = []
    for n, what in enumerate(row):
        role = "H" if what.role == "caption" else _ROLE.get(what.role)  # the title of a picture
        if role is None:
            return ""
        if not n or row[n - 1].item != what.item:
            heads.append("")
        heads[-1] += role.lower() if heads[-1] and goes_on(row[n - 1], what) else role
    return (
        "" if None in (found := [_in_order(head) for head in heads]) else "".join(map(str, found))
    )


def _in_order(head: str) -> str | None:
    """Return one head with its first line marked, or None."""
    if len(head) > 1 and head.endswith("S") and "H" in head:
        head = f"{head[:-1]}T"
    places = ["SKHDT".index(role.upper()) for role in head]
    return _OPENING[head[0]] + head[1:] if places == sorted(places) and head[0] in "SKH" else None


def learn_roles(heads: Iterable[tuple[Head, int]]) -> str:
    """Return the text of the weights file that heads, each counted so many times, teach."""
    held = list(heads)
    rows = [(head.features, list(head.roles), [0] * len(head.roles)) for head, _ in held]
    counts = [times for _, times in held]
    seen = Counter(name for features, *_ in rows for line in features for name in set(line))
    often = sorted(name for name, count in seen.items() if count >= _LEAST)
    names = _telling(often, _averaged(rows, counts, often)[0], seen)
    worths, first, after = _averaged(rows, counts, names)
    kept = dict(zip(names, worths.tolist(), strict=True))
    return file_text(
        {
            "first": _rounded(first),
            "after": [_rounded(row) for row in after],
            "step": _STEP,
            "features": families(kept, _STEP),
        }
    )


def _averaged(
    rows: Sequence[Row], counts: Sequence[int], names: Sequence[str]
) -> tuple[Array, Array, Array]:
    """Return what several trainings say: the worth of features, of first roles, of role by role."""
    tries = [learned(rows, counts, names, ROLES, replace(_PACE, seed=seed)) for seed in _SEEDS]
    found = [(one.steps @ one.factors, one.first, one.after[0]) for one in tries]
    worths, first, after = (np.mean(part, axis=0) for part in zip(*found, strict=True))
    return worths, first, after


def _telling(names: Sequence[str], worths: Array, seen: Mapping[str, int]) -> list[str]:
    """Return the features that tell most, as many as the file has room for.

    What sets the roles apart counts, and how often it is seen.
    """
    apart = np.abs(worths - worths.mean(1, keepdims=True)).max(1)
    tells = {name: apart[n] * seen[name] ** 0.5 for n, name in enumerate(names)}
    room, found = MOST - _HEAD, []
    for name in sorted(names, key=lambda one: (-tells[one], one)):
        room -= len(name.partition(":")[2].encode() or name) + 1 + len(ROLES)
        if room < 0:
            break
        found.append(name)
    return sorted(found)


def _rounded(row: Iterable[float]) -> list[float]:
    return [round(float(worth), 2) for worth in row]
