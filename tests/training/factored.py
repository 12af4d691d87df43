"""A linear chain whose features share a few factors, trained by stochastic gradients.

Takes rows of features and labels with how often each counts; returns what each feature is worth
for each factor, each factor for each label, and one label after another.  A feature has as many
numbers as there are factors, not as there are labels: what is seldom seen leans on what it is like.

While it learns, some features of each block are left out at random (Srivastava et al. 2014,
dropout), so that no answer hangs on one of them; steps are those of Adam (Kingma and Ba 2015).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from broadsheet.parse.traits.letters import said

Array = NDArray[np.float32]
# features of each block, the label of each, the white above each
Row = tuple[Sequence[Sequence[str]], Sequence[str], Sequence[int]]


_LEAST = 1e-30  # of a chance that something is shared by


@dataclass(frozen=True)
class Pace:
    """How training goes."""

    factors: int = 16
    rounds: int = 32
    step: float = 0.01  # of Adam at the start; it shrinks to a twentieth
    left_out: float = 0.5  # share of features
    unspelt: float = 0.3  # share of blocks whose ``spelt`` features are all left out
    pages: int = 16  # looked at before each step
    decay: float = 2e-3  # of weights, a step
    alike: float = 0.1  # and of what one white has labels follow each other otherwise than all
    seed: int = 1


@dataclass(frozen=True)
class Factored:
    """What was learned; nats."""

    names: Sequence[str]
    steps: Array  # features x factors
    factors: Array  # factors x labels
    first: Array  # labels
    after: Array  # whites x labels x labels


@dataclass(frozen=True)
class _Pages:
    """All blocks of all pages, one below another."""

    shown: csr_matrix  # blocks x features
    labels: NDArray[np.int64]
    whites: NDArray[np.int64]
    kinds: int  # of white
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]
    counts: Array
    thought: Array  # blocks x labels: what people think of each
    spelt: NDArray[np.bool_]  # by feature: it is a letter, of which a block has many


def learned(
    rows: Sequence[Row], counts: Sequence[int], names: Sequence[str], labels: Sequence[str],
    pace: Pace, thought: Mapping[str, Mapping[str, float]] | None = None,
) -> Factored:  # fmt: skip
    """Learn what ``names`` are worth for ``labels``; each row counts so many times.

    What people think, ``thought``, is added to what is learned: a feature that pages seldom show
    keeps that worth, and what pages say otherwise is learned.
    """
    pages = _pages(rows, counts, names, labels, thought or {})
    chance = np.random.default_rng(pace.seed)
    held = {
        "steps": chance.normal(size=(len(names), pace.factors)).astype(np.float32) * 0.15,
        "factors": chance.normal(size=(pace.factors, len(labels))).astype(np.float32) * 0.3,
        "first": np.zeros(len(labels), np.float32),
        "after": np.zeros((1, len(labels), len(labels)), np.float32),
        "white": np.zeros((pages.kinds, len(labels), len(labels)), np.float32),
    }
    mean = {key: np.zeros_like(value) for key, value in held.items()}
    spread = {key: np.zeros_like(value) for key, value in held.items()}
    batches = -(-len(rows) // pace.pages)
    done, total = 0, batches * pace.rounds
    for _ in range(pace.rounds):
        # pages of about a length go together: the shorter ones are filled up
        order = np.argsort(pages.lengths + chance.random(len(rows)) * 15, kind="stable")
        parts = np.array_split(order, batches)
        chance.shuffle(parts)
        for part in parts:
            slope = _slope(pages, part, held, chance, pace)
            done += 1
            size = pace.step * (1 - 0.95 * done / total)
            for key, value in tuple(held.items()):
                mean[key] += 0.1 * (slope[key] - mean[key])
                spread[key] += 0.001 * (slope[key] ** 2 - spread[key])
                much = np.sqrt(spread[key] / (1 - 0.999**done)) + 1e-8
                held[key] = value - size * mean[key] / (1 - 0.9**done) / much
            held["steps"] *= 1 - size * pace.decay
            held["white"] *= 1 - size * pace.alike
    held["after"] = held["after"] + held.pop("white")
    return Factored(names=names, **held)


def _pages(
    rows: Sequence[Row],
    counts: Sequence[int],
    names: Sequence[str],
    labels: Sequence[str],
    thought: Mapping[str, Mapping[str, float]],
) -> _Pages:
    place = {name: n for n, name in enumerate(names)}
    number = {label: n for n, label in enumerate(labels)}
    found: list[int] = []
    ends = [0]
    for blocks, *_ in rows:
        for block in blocks:
            found += sorted({place[name] for name in block if name in place})
            ends.append(len(found))
    shape = (len(ends) - 1, len(names))
    lengths = np.array([len(own) for _, own, _ in rows])
    shown = csr_matrix((np.ones(len(found), np.float32), found, ends), shape=shape)
    worths = np.array([[thought.get(n, {}).get(k, 0.0) for k in labels] for n in names], np.float32)
    whites = [white for *_, own in rows for white in own]
    return _Pages(
        shown=shown,
        thought=shown @ worths,
        labels=np.array([number[label] for _, own, _ in rows for label in own]),
        whites=np.array(whites),
        kinds=max(whites) + 1,
        starts=np.concatenate([[0], np.cumsum(lengths)[:-1]]),
        lengths=lengths,
        counts=np.array(counts, np.float32),
        spelt=np.array([bool(said(name)) for name in names]),
    )


def _slope(
    pages: _Pages,
    part: NDArray[np.int64],
    held: Mapping[str, Array],
    chance: np.random.Generator,
    pace: Pace,
) -> dict[str, Array]:
    """Return the slope of the loss of some pages, a tenth of it for each that counts once."""
    spans = [np.arange(pages.starts[n], pages.starts[n] + pages.lengths[n]) for n in part]
    own = np.concatenate(spans)
    shown = _partly(pages.shown[own], pages.spelt, chance, pace)
    steps = shown @ held["steps"]
    worth = steps @ held["factors"] + pages.thought[own]
    chain = _Chain(worth, pages.labels[own], pages.whites[own], pages.lengths[part])
    scale = pages.counts[part] / pages.counts[part].sum() / 10
    blocks, first, after = chain.slopes(held["first"], held["after"] + held["white"], scale)
    return {
        "steps": shown.T @ (blocks @ held["factors"].T),
        "factors": steps.T @ blocks,
        "first": first,
        "after": after.sum(0, keepdims=True),
        "white": after if pages.kinds > 1 else np.zeros_like(after),
    }


def _partly(
    shown: csr_matrix, spelt: NDArray[np.bool_], chance: np.random.Generator, pace: Pace
) -> csr_matrix:
    """Return what blocks show without what is left out at random; the rest counts for more."""
    kept = chance.random(len(shown.data), np.float32) > pace.left_out
    silent = np.repeat(chance.random(shown.shape[0]) < pace.unspelt, np.diff(shown.indptr))
    kept &= ~(silent & spelt[shown.indices])
    ends = np.concatenate([[0], np.cumsum(kept)])[shown.indptr]
    counts = np.full(int(kept.sum()), 1 / (1 - pace.left_out), np.float32)
    return csr_matrix((counts, shown.indices[kept], ends), shape=shown.shape)


class _Chain:
    """Labels of some pages side by side, forward and backward (Rabiner 1989, V)."""

    def __init__(
        self,
        worth: Array,
        labels: NDArray[np.int64],
        whites: NDArray[np.int64],
        lengths: NDArray[np.int64],
    ) -> None:
        self.worth, self.lengths = worth, lengths
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        longest = np.arange(lengths.max())
        self.there = longest[None, :] < lengths[:, None]  # pages x blocks
        self.at = np.where(self.there, starts[:, None] + longest[None, :], 0)
        self.labels, self.whites = labels[self.at], whites[self.at]

    def slopes(self, first: Array, after: Array, scale: Array) -> tuple[Array, Array, Array]:
        """Return the slopes of the loss by the worth of blocks, of first labels and of steps."""
        worth = np.where(self.there[..., None], self.worth[self.at], np.float32(0))
        own = np.exp(worth - worth.max(2, keepdims=True))
        step = np.exp(after)
        forward, backward = self._forward(own, np.exp(first), step), self._backward(own, step)
        share = forward * backward
        share /= share.sum(2, keepdims=True)
        opens = (share[0] * scale[:, None]).sum(0)
        np.subtract.at(opens, self.labels[:, 0], scale)
        page, block = np.nonzero(self.there)
        found = share[block, page]
        found[np.arange(len(page)), self.labels[page, block]] -= 1
        blocks = np.zeros_like(self.worth)
        blocks[self.at[page, block]] = found * scale[page][:, None]
        ahead = backward[1:] * own.transpose(1, 0, 2)[1:]
        return blocks, opens, self._pairs(forward[:-1], ahead, step, scale)

    def _pairs(self, before: Array, ahead: Array, step: Array, scale: Array) -> Array:
        """Return the slope by the worth of each label after each, for each white between."""
        found = np.zeros_like(step)
        more, white = self.there[:, 1:], self.whites[:, 1:]
        times = np.broadcast_to(scale[:, None], more.shape)
        for kind in range(len(step)):
            here = more & (white == kind)
            one, two = before[here.T], ahead[here.T]
            joint = ((one @ step[kind]) * two).sum(1)
            weight = times.T[here.T] / np.maximum(joint, _LEAST)
            found[kind] = (one * weight[:, None]).T @ two * step[kind]
        np.subtract.at(
            found, (white[more], self.labels[:, :-1][more], self.labels[:, 1:][more]), times[more]
        )
        return found

    def _forward(self, own: Array, first: Array, step: Array) -> Array:
        count = own.shape[1]
        found = np.zeros((count, *own[:, 0].shape), np.float32)
        now = own[:, 0] * first
        found[0] = now / now.sum(1, keepdims=True)
        for n in range(1, count):
            now = np.matmul(found[n - 1][:, None], step[self.whites[:, n]])[:, 0] * own[:, n]
            now /= now.sum(1, keepdims=True)
            found[n] = np.where(self.there[:, n][:, None], now, found[n - 1])
        return found

    def _backward(self, own: Array, step: Array) -> Array:
        count = own.shape[1]
        found = np.ones((count, *own[:, 0].shape), np.float32)
        for n in range(count - 2, -1, -1):
            ahead = found[n + 1] * own[:, n + 1]
            now = np.matmul(step[self.whites[:, n + 1]], ahead[:, :, None])[:, :, 0]
            now /= now.sum(1, keepdims=True)
            found[n] = np.where(self.there[:, n + 1][:, None], now, np.float32(1))
        return found
