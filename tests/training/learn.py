"""Weights learned from pages: a linear-chain CRF by CRFsuite, written as the reader reads them.

Takes samples with how often each counts; returns the text of a weights file: rounded, without
what weighs next to nothing, no larger than it may be.  The reader needs neither CRFsuite nor
this package.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from broadsheet.parse.labels.weights import LABELS
from tests.training.crf import trained
from tests.training.samples import Sample

MOST = 155_000  # bytes of the file that is shipped
_OTHER = -4.0  # nats: one label after another that no page showed
_LEAST = (0.03, 0.05, 0.08, 0.12, 0.2)  # nats: what weighs less is left out, the first that fits
_SUM = "start/"  # before a label: what all features of a block are worth for it at the start
_SCALE = 1.5  # nats: the sums in the measure of other features, which are 0 or 1
START = Path(__file__).with_name("start.json")
Table = dict[str, dict[str, float]]
States = Mapping[tuple[str, str], float]


@dataclass(frozen=True)
class Settings:
    """How training is held back from learning pages by heart."""

    sparse: float = 0.7  # L1
    even: float = 0.3  # L2
    rounds: int = 100
    kept: float = 0.1  # share of what people think, in the end


def learn(counted: Iterable[tuple[Sample, int]], settings: Settings = Settings()) -> str:
    """Return the weights file that samples, each counted so many times, teach.

    Training begins with ``start.json``, what people think that each trait is worth: a trait that
    pages seldom show keeps its worth, and what pages say otherwise is learned.
    """
    start = started()
    rows = (
        ((pycrfsuite.ItemSequence([_item(names, start) for names in one.features]), one.labels), n)
        for one, n in counted
    )
    found = trained(rows, settings.sparse, settings.even, settings.rounds)
    learned = file_of(_summed(found.states, start), found.steps)
    return pooled(learned, START.read_text(encoding="utf-8"), settings.kept)


def started() -> Table:
    """Return what people think that features are worth, by label."""
    return dict(json.loads(START.read_text(encoding="utf-8"))["features"])


def pooled(learned: str, start: str, kept: float) -> str:
    """Return weights between two files: ``kept`` is the share of the second.

    Pages made by rule are not those of the world, nor were those that hands were set on: what
    both say is surer than what either does.
    """
    new, old = json.loads(learned), json.loads(start)

    def between(one: float, two: float) -> float:
        return round((1 - kept) * one + kept * two, 2)

    features: Table = {}
    for name in sorted({*new["features"], *old["features"]}):
        one, two = (held["features"].get(name, {}) for held in (new, old))
        row = {
            label: between(one.get(label, 0), two.get(label, 0)) for label in sorted({*one, *two})
        }
        told = {label: weight for label, weight in row.items() if abs(weight) >= _LEAST[1]}
        features |= {name: told} if told else {}
    after = {
        before: {
            label: between(
                new["after"].get(before, {}).get(label, new["other"]),
                old["after"].get(before, {}).get(label, old["other"]),
            )
            for label in LABELS
        }
        for before in LABELS
    }
    first = {label: between(0, old["first"].get(label, old["other"])) for label in LABELS}
    held = {"labels": LABELS, "first": first, "after": after, "other": new["other"]}
    return _text({**held, "features": features})


def _item(names: Iterable[str], start: Table) -> dict[str, float]:
    """Return the features of a block, and what they are worth in all at the start."""
    item = dict.fromkeys(names, 1.0)
    sums: dict[str, float] = {}
    for name in item:
        for label, worth in start.get(name, {}).items():
            sums[_SUM + label] = sums.get(_SUM + label, 0.0) + worth / _SCALE
    return item | sums


def _summed(states: States, start: Table) -> States:
    """Return weights of features alone: those of the sums are shared out to what was summed."""
    found = {key: weight for key, weight in states.items() if not key[0].startswith(_SUM)}
    learned = [
        (key[0].removeprefix(_SUM), key[1], weight)
        for key, weight in states.items()
        if key[0].startswith(_SUM)
    ]
    for name, worths in start.items():
        for label, target, weight in learned:
            if label in worths:
                more = worths[label] / _SCALE * weight
                found[name, target] = found.get((name, target), 0.0) + more
    return found


def file_of(states: Mapping[tuple[str, str], float], steps: Mapping[tuple[str, str], float]) -> str:
    """Write weights of (feature, label) and (label, next label) as a weights file."""
    for least in _LEAST:
        features: Table = {}
        for (name, label), weight in sorted(states.items()):
            if abs(weight) >= least:
                features.setdefault(name, {})[label] = round(weight, 2)
        after: Table = {label: {} for label in LABELS}
        for (one, two), weight in sorted(steps.items()):
            after[one][two] = round(weight, 2)
        held = {"labels": LABELS, "first": dict.fromkeys(LABELS, 0), "after": after}
        text = _text({**held, "other": _OTHER, "features": features})
        if len(text) <= MOST:
            break
    return text


def _text(held: Mapping[str, object]) -> str:
    """Write one feature a line, so that two files can be compared."""
    lines = []
    for key, value in held.items():
        if isinstance(value, dict):
            rows = ",\n".join(f"{json.dumps(k)}:{_bare(v)}" for k, v in value.items())
            lines.append(f"{json.dumps(key)}:{{\n{rows}\n}}")
        else:
            lines.append(f"{json.dumps(key)}:{_bare(value)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _bare(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
