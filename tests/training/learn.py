"""Weights of labels learned from pages, written as the reader reads them.

Takes samples with how often each counts; returns the text of a weights file, no larger than it may
be: letters that pages seldom show are left out first.  The reader needs nothing of this package.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from broadsheet.parse.labels.weights import LABELS
from broadsheet.parse.text.step_rows import MIDDLE
from broadsheet.parse.traits import letters
from tests.training.factored import Factored, Pace, learned
from tests.training.samples import Sample
from tests.training.step_files import families, file_text

MOST = 108_000  # bytes of the file that is shipped
_HEAD = 16_000  # of them: labels, steps between labels, factors, what people think
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
    rows = [(one.features, one.labels) for one, _ in held]
    names = weighed(rows, settings)
    thought = started(settings.thought)
    counts = [times for _, times in held]
    found = learned(rows, counts, names, LABELS, settings.pace, thought)
    kept = {name: row for name, row in thought.items() if name in set(names)}
    return file_of(found, pages, kept)


def weighed(
    rows: Iterable[tuple[Sequence[Sequence[str]], Sequence[str]]], settings: Settings
) -> list[str]:
    """Return the features that are weighed: all that are seen often, of letters what fits."""
    seen = Counter(name for blocks, _ in rows for block in blocks for name in set(block))
    often = [name for name, count in seen.items() if count >= settings.least]
    spelt = {name for name in often if letters.said(name)}
    found = sorted(set(often) - spelt)
    room = MOST - _HEAD - sum(_size(name, settings) for name in found)
    for name in sorted(spelt, key=lambda one: (-seen[one], one)):
        room -= _size(name, settings)
        if room < 0:
            break
        found.append(name)
    return sorted(found)


def _size(name: str, settings: Settings) -> int:
    """Return the bytes of a feature: its name without its family, a blank, its row."""
    return len(name.partition(":")[2].encode() or name) + 1 + settings.pace.factors


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
    scales = np.quantile(np.abs(found.steps), _OFTEN, axis=0) / MIDDLE
    scales = np.where(scales > 0, scales, 1.0)
    rows = dict(zip(found.names, (found.steps / scales).tolist(), strict=True))
    return file_text(
        {
            "pages": pages,
            "labels": LABELS,
            "first": _rounded(found.first, 2),
            "after": [_rounded(row, 2) for row in found.after],
            "factors": [_rounded(row, 4) for row in found.factors * scales[:, None]],
            "features": families(rows),
            "step": step,
            "thought": families(worths, step),
        }
    )


def _rounded(row: Iterable[float], places: int) -> list[float]:
    return [round(float(worth), places) for worth in row]
