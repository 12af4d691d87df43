"""What speaks how strongly for which label: weights as a value.

Takes the text of a weights file; returns the worth of each feature (a trait, or a shape in
steps) for each label, and of one label after another, in nats of belief.  The file beside this
module is made by training, not by hand.
"""

import json
from collections.abc import Iterable, Mapping

from broadsheet.errors import SourceError, Where
from broadsheet.models import frozen
from broadsheet.parse.labels.drawn_weights import DRAWN
from broadsheet.parse.traits.around import said
from broadsheet.parse.traits.shape import SHAPES
from broadsheet.parse.traits.vocabulary import TRAITS

LABELS = (
    "fact name name_en slogan ear earcap folio head byline para cross caption ad notice info jump "
    "sign note list verse qa table"
).split()
BIAS = "bias"  # every block has it: what speaks for a label before anything is known
_PARTS = ("labels", "first", "after", "other", "features")
_NONE = (0.0,) * len(LABELS)


@frozen(kw_only=True)
class Weights:
    """The worth of features and of rows of labels; nats."""

    rows: Mapping[str, tuple[float, ...]]  # by feature: for each of LABELS
    first: Mapping[str, float]  # by each of LABELS: how likely it begins a page
    after: Mapping[str, Mapping[str, float]]  # by each of LABELS: each after it
    shaped: bool  # whether any shape is weighed

    def of(self, features: Iterable[str]) -> list[float]:
        """Return the sum of the features' worth for each of LABELS."""
        known = self.rows
        rows = [known[name] for name in features if name in known]
        return list(map(sum, zip(*rows, strict=True))) if rows else list(_NONE)


def read_weights(text: str, *, file: str) -> Weights:
    """Read a weights file; SourceError names what it has that the reader doesn't know.

    An object of ``labels`` (all of LABELS), ``first`` and ``after`` (label after label),
    ``other`` (a number: what neither of both names) and ``features`` (by the name of a trait or
    a shape, or ``bias``).
    """
    try:
        held = json.loads(text)
    except ValueError as fault:
        raise _refused(f"is no JSON: {fault}", file) from None
    if not isinstance(held, dict) or set(held) != set(_PARTS):
        raise _refused(f"holds no {', '.join(_PARTS)}, or more than that", file)
    if sorted(held["labels"]) != sorted(LABELS):
        raise _refused("has other labels than the reader", file)
    known = {BIAS, *TRAITS, *SHAPES}
    strange = sorted(n for n in held["features"] if n not in known and not said(n))
    if strange:
        raise _refused(f"weighs what nobody notices: {', '.join(strange[:5])}", file)
    tables = (held["first"], *held["after"].values(), *held["features"].values())
    odd = sorted({str(name) for table in tables for name in table} - set(LABELS))
    if odd:
        raise _refused(f"weighs for unknown labels: {', '.join(odd[:5])}", file)
    rows = {
        name: tuple(float(table.get(label, 0.0)) for label in LABELS)
        for name, table in {**held["features"], **DRAWN}.items()
    }
    return Weights(
        rows=rows,
        first=_filled(held["first"], held["other"]),
        after={a: _filled(held["after"].get(a, {}), held["other"]) for a in LABELS},
        shaped=not SHAPES.keys().isdisjoint(rows),
    )


def _filled(table: Mapping[str, float], other: float) -> Mapping[str, float]:
    return {label: float(table.get(label, other)) for label in LABELS}


def _refused(what: str, file: str) -> SourceError:
    hint = "train the weights anew: layout/READER.md tells how"
    return SourceError(f"a weights file {what}", where=Where(file), hint=hint)
