"""What each sign of a page's reading is worth for how well it was read.

Takes readings of pages whose papers training had not seen, with how far each agrees with its
truth; returns the text of ``signs.json``: a line through them by least squares, held back (ridge).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from broadsheet.parse.account import Parsed
from broadsheet.parse.checks.verdict import ALONE, BADLY, Tally, number_of, read_signs, signs
from broadsheet.parse.labels.sequence import Label

_LOW, _HIGH = 0.7, 0.9  # scores of pages to warn of, and not to warn of
_HELD = 0.3  # how much a worth is held back: as many pages as would say that it is nothing


@dataclass(frozen=True)
class Read:
    """How one page was read."""

    shares: Mapping[str, float]  # of the page, by sign
    score: float  # agreement with the truth, 0 to 1


def signs_of(parsed: Parsed) -> dict[str, float]:
    """Return the signs of a reading whose account was kept."""
    tally = Tally()
    tally.add(Label(name=one.label, confidence=one.confidence, why=()) for one in parsed.decisions)
    return {sign.name: sign.share for sign in signs(tally, parsed.edition)}


def learn_signs(pages: Sequence[Read]) -> str:
    """Return the text of the file that some readings teach."""
    names = sorted({name for page in pages for name in page.shares})
    shares = np.array([[page.shares.get(name, 0.0) for name in names] for page in pages])
    scores = np.array([page.score for page in pages])
    middle, mean = shares.mean(0), float(scores.mean())
    off = shares - middle
    worth = np.linalg.solve(off.T @ off + _HELD * np.eye(len(names)), off.T @ (scores - mean))
    alone = mean - float(middle @ worth)
    held = {ALONE: round(alone, 3), **dict(zip(names, _rounded(worth), strict=True))}
    return "{\n" + ",\n".join(f"{json.dumps(k)}:{v}" for k, v in held.items()) + "\n}\n"


def _rounded(worth: Iterable[float]) -> list[float]:
    return [round(float(one), 3) for one in worth]


def verdict_left_out(parts: Sequence[Sequence[Read]]) -> str:
    """Say how well numbers learned from all parts but one tell the scores of that one."""
    numbers: list[float] = []
    scores: list[float] = []
    for n, part in enumerate(parts):
        others = [page for k, other in enumerate(parts) if k != n for page in other]
        worths = read_signs(learn_signs(others), file="signs")
        numbers += [number_of(page.shares, worths) for page in part]
        scores += [page.score for page in part]
    given, true = np.array(numbers), np.array(scores)
    low, high, warned = true < _LOW, true > _HIGH, given < BADLY
    return (
        f"verdict: correlation {np.corrcoef(given, true)[0, 1]:.2f}, mean error "
        f"{np.abs(given - true).mean():.3f}, warned of {warned[low].sum()} of {low.sum()} pages "
        f"under {_LOW} and of {warned[high].sum()} of {high.sum()} over {_HIGH}"
    )
