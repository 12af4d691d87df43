"""Heads of pages with the role of each line, and weights learned from them.

Takes pages with full truths; returns heads as the reader sees them, each line with what it is in
the truth, and the text of ``head_roles.json``.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from broadsheet.parse.build.head_lines import hand_roles, page_measure
from broadsheet.parse.build.head_roles import ROLES, HeadContext, role_features
from broadsheet.parse.text.line_joints import NO_JOINTS
from broadsheet.parse.text.pairs import Pairs
from broadsheet.parse.traits.own import Seen
from tests.training.crf import trained
from tests.training.samples import looked
from tests.training.step_files import families, file_text
from tests.training.truths import Known, goes_on, known_lines

_STEP = 0.1  # nats
_ROLE = {"section": "S", "kicker": "K", "headline": "H", "deck": "D"}


@dataclass(frozen=True)
class Head:
    """What is weighed of each line of a head, and what each is."""

    features: Sequence[Sequence[str]]
    roles: str
    hand: str


def heads_of(
    text: str, truth: Mapping[str, Any], joints: Mapping[str, float] = NO_JOINTS
) -> list[Head]:
    """Return the heads of a page that have two lines or more."""
    known, seen = known_lines(text, truth), looked(text, joints)
    pairs, wide = Pairs(text.splitlines()), page_measure(seen)
    found: list[Head] = []
    run: list[tuple[Seen, Known]] = []
    for one in [*seen, None]:
        what = known.get(one.block.first, Known()) if one else Known()
        if one and what.role in _ROLE and (not run or run[-1][1].item == what.item):
            run.append((one, what))
            continue
        found += _head(run, truth, pairs, wide)
        run = [(one, what)] if one and what.role in _ROLE else []
    return found


def heads_by_hand(
    text: str, labels: Mapping[int, str], joints: Mapping[str, float] = NO_JOINTS
) -> list[Head]:
    """Return the heads of a page without a full truth: rules by hand read them right."""
    seen = looked(text, joints)
    pairs, wide = Pairs(text.splitlines()), page_measure(seen)
    found: list[Head] = []
    run: list[Seen] = []
    for one in [*seen, None]:
        if one and labels.get(one.block.first) == "head":
            run.append(one)
            continue
        if len(run) > 1:
            context = HeadContext(pairs=pairs, wide=wide)
            hand = hand_roles(run, context)
            found.append(Head(role_features(run, hand, context), hand.roles, hand.roles))
        run = []
    return found


def _head(
    run: Sequence[tuple[Seen, Known]], truth: Mapping[str, Any], pairs: Pairs, wide: int
) -> list[Head]:
    if len(run) < 2:
        return []
    item = truth["items"][run[0][1].item]
    roles = ""
    for n, (_, what) in enumerate(run):
        before = run[n - 1][1] if n else None
        on = before is not None and goes_on(before, what)
        roles += _ROLE[what.role].lower() if on else _ROLE[what.role]
    if len(roles) > 1 and roles.endswith("S") and "H" in roles:
        roles = roles[:-1] + "T"
    order = ["SKHDT".index(role.upper()) for role in roles]
    if order != sorted(order) or "H" not in roles:
        return []
    copy = "\n".join(block["text"] for block in item.get("body", []))
    lines = [one for one, _ in run]
    context = HeadContext(copy=copy, pairs=pairs, wide=wide)
    hand = hand_roles(lines, context)
    return [Head(role_features(lines, hand, context), roles, hand.roles)]


def learn_roles(heads: Iterable[tuple[Head, int]], sparse: float = 0.4, even: float = 1.0) -> str:
    """Return the text of the weights file that heads, each counted so many times, teach."""
    found = (
        (([list(names) for names in head.features], head.roles), times) for head, times in heads
    )
    learned = trained(found, sparse, even, rounds=150)
    rows: dict[str, list[float]] = {}
    for (name, role), weight in sorted(learned.states.items()):
        if abs(weight) >= _STEP / 2:
            rows.setdefault(name, [0.0] * len(ROLES))[ROLES.index(role)] = weight
    after: dict[str, dict[str, float]] = {}
    for (one, two), weight in sorted(learned.steps.items()):
        after.setdefault(one, {})[two] = round(weight, 2)
    return file_text({"after": after, "step": _STEP, "features": families(rows, _STEP)})


def agreed(pairs: Iterable[tuple[str, str]]) -> tuple[float, float]:
    """Return the share of lines and of heads whose roles are right, joints aside."""
    lines = Counter[bool]()
    whole = Counter[bool]()
    for want, got in pairs:
        same = [a.upper() == b.upper() for a, b in zip(want, got, strict=True)]
        lines.update(same)
        whole[all(same)] += 1
    return lines[True] / lines.total(), whole[True] / whole.total()
