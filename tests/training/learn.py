"""Weights learned from pages: a linear-chain CRF by CRFsuite, written as the reader reads them.

Takes samples with how often each counts; returns the text of a weights file: rounded, without
what weighs next to nothing, no larger than it may be.  The reader needs neither CRFsuite nor
this package.
"""

import json
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from broadsheet.parse.labels.weights import LABELS
from tests.training.samples import Sample

MOST = 150_000  # bytes of the file that is shipped
_OTHER = -4.0  # nats: one label after another that no page showed
_LEAST = (0.03, 0.05, 0.08, 0.12, 0.2)  # nats: what weighs less is left out, the first that fits
Table = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Settings:
    """How training is held back from learning pages by heart."""

    sparse: float = 0.3  # L1
    even: float = 0.05  # L2
    rounds: int = 120


def learn(counted: Iterable[tuple[Sample, int]], settings: Settings = Settings()) -> str:
    """Return the weights file that samples, each counted so many times, teach."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for one, times in counted:
        items = pycrfsuite.ItemSequence([list(names) for names in one.features])
        for _ in range(times):
            trainer.append(items, list(one.labels))
    trainer.set_params(
        {"c1": settings.sparse, "c2": settings.even, "max_iterations": settings.rounds}
    )
    with tempfile.TemporaryDirectory() as folder:
        model = str(Path(folder) / "model")
        trainer.train(model)
        tagger = pycrfsuite.Tagger()
        tagger.open(model)
        info = tagger.info()
        tagger.close()
    return file_of(info.state_features, info.transitions)


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
