"""The likeliest row of labels.

Takes what was noticed of each block; weighs the traits and finds, by dynamic programming
over one label after another, the row with the most evidence in all.  Linear in the blocks.
"""

import math
from collections.abc import Sequence
from itertools import pairwise
from operator import add

from broadsheet.models import frozen
from broadsheet.parse.labels.weights import EVIDENCE, OTHER, PRIOR, STEPS
from broadsheet.parse.traits.own import Seen

_WIDEST = 9  # labels followed for one block
_BEAM = 9.0  # nats below the best label of a block: not followed further


@frozen(kw_only=True)
class Label:
    """What a block was taken for."""

    name: str
    confidence: float  # 0 to 1, from the margin to the best row with another label here
    why: tuple[str, ...]
    second: str = ""


def weigh(traits: frozenset[str]) -> dict[str, float]:
    """Sum the evidence for each label."""
    scores: dict[str, float] = dict(PRIOR)
    for trait in traits:
        for label, weight in EVIDENCE[trait][1].items():
            scores[label] += weight
    return scores


@frozen(kw_only=True)
class _Choice:
    """The labels that may suit a block, and how well each does by itself."""

    names: tuple[str, ...]
    scores: tuple[float, ...]


class _Costs:
    """What one label after another costs, as rows for any two choices; kept, as they recur."""

    __slots__ = ("rows",)

    def __init__(self) -> None:
        self.rows: dict[tuple[tuple[str, ...], tuple[str, ...], bool], list[list[float]]] = {}

    def after(self, before: _Choice, now: _Choice) -> list[list[float]]:
        """One row for each label now: the cost after each label before."""
        key = (before.names, now.names, False)
        if key not in self.rows:
            rows = [[STEPS[a].get(b, OTHER) for a in before.names] for b in now.names]
            self.rows[key] = rows
        return self.rows[key]

    def ahead(self, now: _Choice, follow: _Choice) -> list[list[float]]:
        """One row for each label now: the cost of each label that may follow."""
        key = (now.names, follow.names, True)
        if key not in self.rows:
            rows = [[STEPS[a].get(b, OTHER) for b in follow.names] for a in now.names]
            self.rows[key] = rows
        return self.rows[key]


def label_blocks(seen: Sequence[Seen]) -> tuple[Label, ...]:
    """Find the best row of labels, with reasons and confidence."""
    if not seen:
        return ()
    known: dict[frozenset[str], _Choice] = {}
    choices: list[_Choice] = []
    reasons: dict[tuple[frozenset[str], str], tuple[str, ...]] = {}
    for one in seen:
        if one.traits not in known:
            known[one.traits] = _choice(one.traits)
        choices.append(known[one.traits])
    costs = _Costs()
    forward, rest = _forward(choices, costs), _backward(choices, costs)
    picks = _best_row(choices, forward, costs)
    return tuple(
        _label(choices[n], pick, list(map(add, forward[n], rest[n])), seen[n].traits, reasons)
        for n, pick in enumerate(picks)
    )


def _choice(traits: frozenset[str]) -> _Choice:
    scores = sorted(weigh(traits).items(), key=lambda pair: (-pair[1], pair[0]))[:_WIDEST]
    kept = [(k, v) for k, v in scores if v >= scores[0][1] - _BEAM]
    return _Choice(names=tuple(k for k, _ in kept), scores=tuple(v for _, v in kept))


def _forward(choices: Sequence[_Choice], costs: _Costs) -> list[list[float]]:
    """The best sum of every row of labels up to each label."""
    one = choices[0]
    rows = [[v + STEPS[""].get(k, OTHER) for k, v in zip(one.names, one.scores, strict=True)]]
    for before, now in pairwise(choices):
        last, table = rows[-1], costs.after(before, now)
        best = [max(map(add, last, cost)) for cost in table]
        rows.append(list(map(add, best, now.scores)))
    return rows


def _backward(choices: Sequence[_Choice], costs: _Costs) -> list[list[float]]:
    """The best sum of every row of labels that follows each label."""
    rows = [[0.0] * len(choices[-1].names)]
    for n in range(len(choices) - 2, -1, -1):
        after = list(map(add, choices[n + 1].scores, rows[-1]))
        table = costs.ahead(choices[n], choices[n + 1])
        rows.append([max(map(add, after, cost)) for cost in table])
    rows.reverse()
    return rows


def _best_row(
    choices: Sequence[_Choice], forward: Sequence[Sequence[float]], costs: _Costs
) -> list[int]:
    """Follow the best row back from its end; the later name wins a tie."""
    ends = zip(forward[-1], choices[-1].names, range(len(forward[-1])), strict=True)
    picks = [max(ends)[2]]
    for n in range(len(choices) - 1, 0, -1):
        cost = costs.after(choices[n - 1], choices[n])[picks[-1]]
        sums = list(map(add, forward[n - 1], cost))
        best = max(sums)
        if sums.count(best) == 1:
            picks.append(sums.index(best))
        else:
            picks.append(max(zip(sums, choices[n - 1].names, range(len(cost)), strict=True))[2])
    picks.reverse()
    return picks


def _label(
    choice: _Choice,
    pick: int,
    totals: list[float],
    traits: frozenset[str],
    known: dict[tuple[frozenset[str], str], tuple[str, ...]],
) -> Label:
    """Return a block's label; ``known`` keeps the reasons, as the same traits recur."""
    name = choice.names[pick]
    others = list(zip(totals, choice.names, strict=True))
    del others[pick]
    margin, second = max(others, default=(totals[pick] - 20, ""))
    gap = totals[pick] - margin
    why = known.get((traits, name))
    if why is None:
        why = known[traits, name] = _why(traits, name)
    return Label(
        name=name,
        confidence=round(1 / (1 + math.exp(-min(gap, 30))), 3),
        why=why,
        second=second,
    )


def _why(traits: frozenset[str], name: str) -> tuple[str, ...]:
    """Return what speaks for a label, the strongest first."""
    reasons = sorted(((EVIDENCE[t][1].get(name, 0.0), t) for t in traits), reverse=True)
    return tuple(EVIDENCE[t][0] for weight, t in reasons if weight > 0)
