"""The likeliest row of labels.

Takes what was noticed of each block; weighs the traits and finds, by dynamic programming
over one label after another, the row with the most evidence in all.  Linear in the blocks.
"""

import math
from collections.abc import Mapping, Sequence

from broadsheet.models import frozen
from broadsheet.parse.features import Seen
from broadsheet.parse.weights import EVIDENCE, OTHER, PRIOR, STEPS

_SPAN = (
    0.01
    + max(v for row in STEPS.values() for v in row.values())
    - min(OTHER, *(v for row in STEPS.values() for v in row.values()))
)
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


def label_blocks(seen: Sequence[Seen]) -> tuple[Label, ...]:
    """Find the best row of labels, with reasons and confidence."""
    if not seen:
        return ()
    cache: dict[frozenset[str], dict[str, float]] = {}
    local: list[dict[str, float]] = []
    for one in seen:
        if one.traits not in cache:
            scores = weigh(one.traits)
            best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:_WIDEST]
            cache[one.traits] = {k: v for k, v in best if v >= best[0][1] - _BEAM}
        local.append(cache[one.traits])
    forward, back = _forward(local)
    rest = _backward(local)
    names = [max(forward[-1], key=lambda k: (forward[-1][k], k))]
    for n in range(len(seen) - 1, 0, -1):
        names.append(back[n][names[-1]])
    names.reverse()
    return tuple(
        _label(name, {k: f + rest[n][k] for k, f in forward[n].items()}, seen[n].traits)
        for n, name in enumerate(names)
    )


def _forward(
    local: Sequence[Mapping[str, float]],
) -> tuple[list[dict[str, float]], list[dict[str, str]]]:
    first = STEPS[""]
    rows = [{k: v + first.get(k, OTHER) for k, v in local[0].items()}]
    back: list[dict[str, str]] = [{}]
    for scores in local[1:]:
        row: dict[str, float] = {}
        origin: dict[str, str] = {}
        before = _able(rows[-1])
        for label, score in scores.items():
            gain, name = max([(b + STEPS[a].get(label, OTHER), a) for a, b in before])
            row[label], origin[label] = gain + score, name
        rows.append(row)
        back.append(origin)
    return rows, back


def _backward(local: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
    rows: list[dict[str, float]] = [dict.fromkeys(local[-1], 0.0)]
    for n in range(len(local) - 2, -1, -1):
        after, scores = rows[-1], local[n + 1]
        able = _able({b: score + after[b] for b, score in scores.items()})
        rows.append({a: max([STEPS[a].get(b, OTHER) + v for b, v in able]) for a in local[n]})
    rows.reverse()
    return rows


def _able(row: Mapping[str, float]) -> list[tuple[str, float]]:
    """Leave out labels that no step's gain could bring back to the best; nothing is lost."""
    least = max(row.values()) - _SPAN
    return [(label, value) for label, value in row.items() if value >= least]


def _label(name: str, totals: Mapping[str, float], traits: frozenset[str]) -> Label:
    others = [(v, k) for k, v in totals.items() if k != name]
    margin, second = max(others, default=(totals[name] - 20, ""))
    gap = totals[name] - margin
    reasons = sorted(((EVIDENCE[t][1].get(name, 0.0), t) for t in traits), reverse=True)
    return Label(
        name=name,
        confidence=round(1 / (1 + math.exp(-min(gap, 30))), 3),
        why=tuple(EVIDENCE[t][0] for weight, t in reasons if weight > 0),
        second=second,
    )
