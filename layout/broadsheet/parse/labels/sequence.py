"""The likeliest row of labels.

Takes what was noticed of each block, and weights; sums what it is worth and finds, by dynamic
programming over one label after another, the row with the most evidence in all.  Linear in
the blocks.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from operator import add, itemgetter

from broadsheet.models import frozen, replace
from broadsheet.parse.labels.taught_weights import TAUGHT
from broadsheet.parse.labels.weights import BIAS, LABELS, Weights
from broadsheet.parse.traits import letters
from broadsheet.parse.traits.around import Part, around, said, white_above
from broadsheet.parse.traits.letters import letters_of
from broadsheet.parse.traits.own import Seen
from broadsheet.parse.traits.shape import SHAPES, shapes
from broadsheet.parse.traits.subjects import said as subjects_said
from broadsheet.parse.traits.subjects import subjects
from broadsheet.parse.traits.vocabulary import TRAITS, Traits

_Names = tuple[str, ...]
_Row = tuple[float, ...]

_WIDEST = 9  # labels followed for one block
_BEAM = 9.0  # nats below the best label of a block: not followed further
_SAID = 0.2  # nats: what speaks less for a label is not told
_TOLD = 3  # letters, pairs or words


@frozen(kw_only=True)
class Label:
    """What a block was taken for."""

    name: str
    confidence: float  # 0 to 1, from the margin to the best row with another label here
    why: tuple[str, ...]
    second: str = ""


def features(seen: Sequence[Seen]) -> list[tuple[str, ...]]:
    """Return the names of all that is weighed of each block: what training is fed with.

    Traits first, in the order of their names, then shapes, what stands around, and letters.
    """
    return [
        (*chain.from_iterable(parts), *letters_of(one.block.text))
        for one, parts in zip(seen, _parts(seen, _spelt(seen)), strict=True)
    ]


def _spelt(seen: Sequence[Seen]) -> list[letters.Spelt]:
    """Return what each block is spelt with; texts that recur are looked at once."""
    known: dict[str, letters.Spelt] = {}
    for one in seen:
        if (text := one.block.text) not in known:
            known[text] = letters.spelt(text)
    return [known[one.block.text] for one in seen]


def _parts(seen: Sequence[Seen], spelt: Sequence[letters.Spelt]) -> list[list[Part]]:
    """Return the features of each block in parts that may recur in other blocks, letters aside."""
    known: dict[Traits, Part] = {}
    for one in seen:
        if one.traits not in known:
            known[one.traits] = (BIAS, *sorted(trait.name for trait in one.traits))
    return [
        [known[one.traits], *shape, *more, *about]
        for one, shape, more, about in zip(
            seen, shapes(seen), around(seen), subjects(spelt), strict=True
        )
    ]


@frozen(kw_only=True)
class _Choice:
    """The labels that may suit a block, and how well each does by itself."""

    names: _Names
    scores: tuple[float, ...]
    white: int  # one of WHITES


class _Costs:
    """What one label after another costs, as rows for any two choices; kept, as they recur."""

    __slots__ = ("into", "rows", "step")

    def __init__(self, weights: Weights) -> None:
        self.step, self.into = weights.after, weights.into
        self.rows: dict[tuple[_Names, _Names, int, bool], list[_Row]] = {}

    def after(self, before: _Choice, now: _Choice) -> list[_Row]:
        """One row for each label now: the cost after each label before."""
        return self._rows(now.names, before.names, now.white, ahead=False)

    def ahead(self, now: _Choice, follow: _Choice) -> list[_Row]:
        """One row for each label now: the cost of each label that may follow."""
        return self._rows(now.names, follow.names, follow.white, ahead=True)

    def _rows(self, now: _Names, beside: _Names, white: int, *, ahead: bool) -> list[_Row]:
        key = (now, beside, white, ahead)
        if (rows := self.rows.get(key)) is None:
            costs = self.step[white] if ahead else self.into[white]
            picked = itemgetter(*beside, beside[0])  # one more, as of one it gives no row
            rows = self.rows[key] = [picked(costs[name])[:-1] for name in now]
        return rows


@frozen(kw_only=True)
class LabelRow:
    """What each of some blocks was taken for, and the evidence for all in one."""

    labels: tuple[Label, ...] = ()
    score: float = 0.0  # nats; comparable for the same blocks in another order


def label_row(seen: Sequence[Seen], weights: Weights, *, reasons: bool = True) -> LabelRow:
    """Find the best row of labels, with confidence, and with ``reasons`` where they are wanted."""
    if not seen:
        return LabelRow()
    spelt = _spelt(seen)
    found = _parts(seen, spelt)
    choices = _choices(seen, found, spelt, weights)
    costs = _Costs(weights)
    forward, rest = _forward(choices, costs, weights.first), _backward(choices, costs)
    picks = _best_row(choices, forward, costs)
    labels: list[Label] = []
    for n, pick in enumerate(picks):
        label = _label(choices[n], pick, list(map(add, forward[n], rest[n])))
        if reasons:
            why = _why(found[n], letters_of(seen[n].block.text), label, weights)
            label = replace(label, why=why)
        labels.append(label)
    return LabelRow(labels=tuple(labels), score=max(forward[-1]))


def row_score(seen: Sequence[Seen], weights: Weights) -> float:
    """Return the score that ``label_row`` would give, without the labels."""
    spelt = _spelt(seen)
    choices = _choices(seen, _parts(seen, spelt), spelt, weights)
    return max(_forward(choices, _Costs(weights), weights.first)[-1]) if choices else 0.0


def _choices(
    seen: Sequence[Seen],
    found: Sequence[Sequence[Part]],
    letters_in: Sequence[letters.Spelt],
    weights: Weights,
) -> list[_Choice]:
    """Return the labels that may suit each block; parts that recur are summed once."""
    sums: dict[Part, int] = {}
    spelt: dict[str, int] = {}
    believed: dict[Part, int] = {}
    taught: dict[Part, list[float]] = {}
    choices: list[_Choice] = []
    for one, parts, pieces in zip(seen, found, letters_in, strict=True):
        for part in parts:
            if part not in sums:
                sums[part] = weights.summed(part)
        if (text := one.block.text) not in spelt:
            spelt[text] = weights.spelling(pieces)
        if (traits := parts[0]) not in believed:
            believed[traits] = weights.believed(traits)
            if not TAUGHT.keys().isdisjoint(traits):
                taught[traits] = weights.taught(traits)
        worth = weights.worth(sum(map(sums.__getitem__, parts), spelt[text]), believed[traits])
        if one.block.printed:
            worth = list(map(add, worth, weights.drawn(traits)))
        if traits in taught:
            worth = list(map(add, worth, taught[traits]))
        choices.append(_choice(worth, white_above(one)))
    return choices


def _choice(sums: Sequence[float], white: int) -> _Choice:
    least = max(sums) - _BEAM
    # in the order of LABELS, so that costs between two choices recur
    kept = [(k, v) for k, v in zip(LABELS, sums, strict=True) if v >= least]
    if len(kept) > _WIDEST:
        best = set(sorted(kept, key=lambda one: (-one[1], one[0]))[:_WIDEST])
        kept = [one for one in kept if one in best]
    return _Choice(
        names=tuple([k for k, _ in kept]), scores=tuple([v for _, v in kept]), white=white
    )


def _forward(
    choices: Sequence[_Choice], costs: _Costs, first: Mapping[str, float]
) -> list[list[float]]:
    """The best sum of every row of labels up to each label."""
    one = choices[0]
    rows = [list(map(add, one.scores, [first[name] for name in one.names]))]
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


def _label(choice: _Choice, pick: int, totals: list[float]) -> Label:
    name = choice.names[pick]
    others = list(zip(totals, choice.names, strict=True))
    del others[pick]
    margin, second = max(others, default=(totals[pick] - 20, ""))
    gap = totals[pick] - margin
    return Label(
        name=name,
        confidence=round(1 / (1 + math.exp(-min(gap, 30))), 3),
        why=(),
        second=second,
    )


def _why(
    parts: Sequence[Part], spelt: Sequence[str], label: Label, weights: Weights
) -> tuple[str, ...]:
    """Return what speaks for a label rather than for the next best, the strongest first.

    Of its letters, which are many, the strongest are told together, with the weight of them all.
    """
    own, other = LABELS.index(label.name), LABELS.index(label.second) if label.second else None

    def worths(names: Iterable[str]) -> list[tuple[float, str]]:
        rows = ((name, weights.of((name,))) for name in names if weights.knows(name))
        pairs = ((row[own] - (row[other] if other is not None else 0.0), n) for n, row in rows)
        return sorted(pairs, reverse=True)

    reasons = [
        (worth, words_of(name)) for worth, name in worths(chain.from_iterable(parts))
        if worth >= _SAID and name != BIAS
    ]  # fmt: skip
    found = worths(spelt)
    if (worth := sum(one for one, _ in found)) >= _SAID:
        strongest = [letters.spelling(name) for one, name in found if one > 0]
        told = ", ".join(f"“{one}”" for one in dict.fromkeys(strongest[:_TOLD]))
        reasons.append((worth, letters.SAYS.format(told)))
    return tuple(words for _, words in sorted(reasons, reverse=True))


@lru_cache(maxsize=4096)
def words_of(name: str) -> str:
    """Return the words of a feature for ``explain``; empty for what nobody notices."""
    if name in TRAITS:
        return TRAITS[name].says
    return SHAPES.get(name) or letters.said(name) or said(name) or subjects_said(name)
