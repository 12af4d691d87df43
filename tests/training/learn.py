"""Weights of labels learned from pages, written as the reader reads them.

Takes samples with how often each counts; returns the text of a weights file, no larger than it may
be: of what was learned, the features that decide least are left out.  The reader needs nothing of
this package.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from broadsheet.parse.labels.weights import LABELS
from broadsheet.parse.text.step_rows import MIDDLE
from broadsheet.parse.traits import letters
from broadsheet.parse.traits.around import WHITES
from tests.training.factored import Array, Factored, Pace, Row, learned
from tests.training.samples import Sample
from tests.training.step_files import families, file_text, in_steps

MOST = 105_000  # bytes of the file that is shipped
_LEARNED = 154_000  # bytes of all features that are learned, letters that are seldom seen aside
START = Path(__file__).with_name("start.json")
Table = Mapping[str, Mapping[str, float]]
NO_THOUGHT: Table = {}
_OFTEN = 0.999  # share of a factor's numbers that keep within the widest step


@dataclass(frozen=True)
class Settings:
    """How training is held back from learning pages by heart."""

    least: int = 6  # blocks that show a feature, else it is left out
    thought: float = 0.3  # share of what people think
    pace: Pace = field(default_factory=Pace)


def learn(
    counted: Iterable[tuple[Sample, int]], settings: Settings = Settings(), pages: str = ""
) -> str:
    """Return the weights file that samples, each counted so many times, teach.

    ``pages`` is the digest of what they were made of.
    """
    held = list(counted)
    rows = [(one.features, one.labels, one.whites) for one, _ in held]
    names = weighed(rows, settings)
    thought = started(settings.thought)
    counts = [times for _, times in held]
    found = learned(rows, counts, names, LABELS, settings.pace, thought)
    kept = {name: row for name, row in thought.items() if name in set(names)}
    seen = Counter(name for blocks, *_ in rows for block in blocks for name in set(block))
    room, text = MOST, ""
    while not text or len(text.encode()) > MOST:
        room -= max(0, len(text.encode()) - MOST)
        text = file_of(_without(found, telling(found, seen, room)), pages, kept)
    return text


def telling(found: Factored, seen: Mapping[str, int], room: int) -> set[str]:
    """Return the features that decide most, of as many bytes as there is room for.

    What one decides is how far it moves labels apart, by the root of how often it is seen.  Traits
    stay: one that is seen once in a hundred pages is there because nothing else tells it.
    """
    worths = found.steps @ found.factors
    apart = np.sqrt(((worths - worths.mean(1, keepdims=True)) ** 2).sum(1))
    width = found.steps.shape[1]
    decides = {
        name: float(worth) * seen.get(name, 0) ** 0.5 / _size(name, width)
        for name, worth in zip(found.names, apart, strict=True)
    }
    kept = {name for name in found.names if ":" not in name}
    room -= sum(_size(name, width) for name in kept)
    for name in sorted(decides.keys() - kept, key=lambda one: (-decides[one], one)):
        room -= _size(name, width)
        if room < 0:
            break
        kept.add(name)
    return kept


def _without(found: Factored, kept: Collection[str]) -> Factored:
    held = [n for n, name in enumerate(found.names) if name in kept]
    return replace(found, names=[found.names[n] for n in held], steps=found.steps[held])


def weighed(rows: Iterable[Row], settings: Settings) -> list[str]:
    """Return the features that are learned: all that are seen often, of letters what fits."""
    seen = Counter(name for blocks, *_ in rows for block in blocks for name in set(block))
    often = [name for name, count in seen.items() if count >= settings.least]
    spelt = {name for name in often if letters.said(name)}
    found = sorted(set(often) - spelt)
    width = settings.pace.factors
    room = _LEARNED - sum(_size(name, width) for name in found)
    for name in sorted(spelt, key=lambda one: (-seen[one], one)):
        room -= _size(name, width)
        if room < 0:
            break
        found.append(name)
    return sorted(found)


def _size(name: str, width: int) -> int:
    """Return the bytes of a feature: its name without its family, a blank, its row."""
    return len(name.partition(":")[2].encode() or name) + 1 + width


def started(share: float) -> Table:
    """Return a share of what people think that features are worth, by label."""
    held = json.loads(START.read_text(encoding="utf-8"))["features"]
    return {
        name: {label: share * worth for label, worth in row.items()} for name, row in held.items()
    }


def file_of(found: Factored, pages: str = "", thought: Table = NO_THOUGHT) -> str:
    """Write what was learned as a weights file; ``pages`` is the digest of what from."""
    worths = {name: [row.get(label, 0.0) for label in LABELS] for name, row in thought.items()}
    step = max((abs(one) for row in worths.values() for one in row), default=1.0) / MIDDLE
    steps = np.abs(found.steps) if len(found.steps) else np.ones((1, found.steps.shape[1]))
    scales = np.quantile(steps, _OFTEN, axis=0) / MIDDLE
    scales = np.where(scales > 0, scales, 1.0)
    pace = round(float(np.abs(found.after).max()) / MIDDLE, 4) or 1.0
    rows = dict(zip(found.names, (found.steps / scales).tolist(), strict=True))
    return file_text(
        {
            "pages": pages,
            "labels": LABELS,
            "first": _rounded(found.first, 2),
            "after": [in_steps(table, pace) for table in _all(found.after).tolist()],
            "pace": pace,
            "factors": [_rounded(row, 4) for row in found.factors * scales[:, None]],
            "features": families(rows),
            "step": step,
            "thought": families(worths, step),
        }
    )


def _all(after: Array) -> Array:
    """Return what labels are worth after each other for each of WHITES; pages may lack the last."""
    return after[np.minimum(np.arange(len(WHITES)), len(after) - 1)]


def _rounded(row: Iterable[float], places: int) -> list[float]:
    return [round(float(worth), places) for worth in row]
