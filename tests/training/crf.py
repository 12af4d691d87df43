"""What CRFsuite learns from rows of features and labels.

Takes rows and how hard training is held back; returns the weights of features and of steps
between labels.  Nothing of it is left on the disk.
"""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pycrfsuite

Row = tuple[Any, Sequence[str]]  # features as CRFsuite takes them, a label for each


@dataclass(frozen=True)
class Learned:
    """Weights, in nats."""

    states: Mapping[tuple[str, str], float]  # by feature and label
    steps: Mapping[tuple[str, str], float]  # by label and next label


def trained(rows: Iterable[tuple[Row, int]], sparse: float, even: float, rounds: int) -> Learned:
    """Train on rows, each counted so many times; ``sparse`` is L1, ``even`` L2."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for (features, labels), times in rows:
        for _ in range(times):
            trainer.append(features, list(labels))
    trainer.set_params({"c1": sparse, "c2": even, "max_iterations": rounds})
    with tempfile.TemporaryDirectory() as folder:
        model = str(Path(folder) / "model")
        trainer.train(model)
        tagger = pycrfsuite.Tagger()
        tagger.open(model)
        info = tagger.info()
        tagger.close()
    return Learned(info.state_features, info.transitions)
