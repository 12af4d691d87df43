"""What speaks how strongly for which label: weights as a value.

Takes the text of a weights file; returns what each feature (a trait, a shape in steps, a letter)
is worth for each label, and what one label after another is, in nats of belief.  The file beside
this module is made by training, not by hand.

A feature is worth some whole steps of each of a few factors, and a factor so many nats a step for
each label: that is a fifth of the file that a number for each feature and label would be, and
features that pages seldom show lean on those that are like them.  A feature's steps are one large
integer, sixteen bits for each factor, so that the features of a block are summed at once, and a
factor's worth for all labels is another.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import add, mul
from struct import unpack

from broadsheet.errors import SourceError, Where
from broadsheet.models import frozen
from broadsheet.parse.labels.drawn_weights import DRAWN
from broadsheet.parse.labels.taught_weights import TAUGHT
from broadsheet.parse.text.step_rows import MIDDLE, step_rows, steps_of
from broadsheet.parse.traits import letters
from broadsheet.parse.traits.around import WHITES, said
from broadsheet.parse.traits.shape import SHAPES
from broadsheet.parse.traits.subjects import said as subjects_said
from broadsheet.parse.traits.vocabulary import TRAITS

LABELS = (
    "fact name name_en slogan ear earcap folio head byline para cross caption ad notice info jump "
    "sign note list verse qa table"
).split()
BIAS = "bias"  # every block has it: what speaks for a label before anything is known
_PARTS = (
    "pages", "labels", "first", "after", "pace", "factors", "features", "step", "thought",
)  # fmt: skip
Table = Mapping[str, Mapping[str, float]]
_KNOWN = frozenset({BIAS, *TRAITS, *SHAPES})
_HALF = 1 << 15  # the steps of a factor, summed, lie between as many below nothing and above
_HIGH = 1 << 63  # and what they are worth for a label
_FINE = 1e-4  # nats: what is told apart in a factor


@frozen(kw_only=True)
class Weights:
    """The worth of features and of rows of labels; nats."""

    rows: Mapping[str, int]  # by feature: its steps of each factor
    thought: Mapping[str, int]  # by trait: what people think, for LABELS, in sixty-four bits each
    spelt: Mapping[str, Mapping[str, int]]  # the same of letters, by family and piece
    factors: Sequence[int]  # of each, what a step is worth for LABELS, in sixty-four bits each
    first: Mapping[str, float]  # by each of LABELS: how likely it begins a page
    after: Sequence[Table]  # by each of WHITES above, and of LABELS: each label after it
    into: Sequence[Table]  # the same by the label that comes after
    raised: int  # half of what sixteen bits hold, in each factor
    lowered: int  # what takes that away again, and raises each label by half of sixty-four bits

    def summed(self, features: Iterable[str]) -> int:
        """Return the sum of what is known of some features; sums may be added to each other."""
        return sum(filter(None, map(self.rows.get, features)))

    def spelling(self, found: letters.Spelt) -> int:
        """Return the sum of what is known of a text's letters: asked piece by piece, unnamed."""
        total, spelt = 0, self.spelt
        for family, pieces in found:
            total += sum(filter(None, map(spelt[family].get, pieces)))
        return total

    def believed(self, traits: Iterable[str]) -> int:
        """Return the sum of what people think of some traits."""
        return sum(filter(None, map(self.thought.get, traits)))

    def worth(self, total: int, believed: int = 0) -> list[float]:
        """Return what a sum, and what people think, are worth for each of LABELS."""
        width = len(self.factors)
        steps = unpack(f"<{width}H", (total + self.raised).to_bytes(2 * width, "little"))
        sums = sum(map(mul, steps, self.factors), self.lowered + believed)
        held = unpack(f"<{len(LABELS)}Q", sums.to_bytes(8 * len(LABELS), "little"))
        return [(one - _HIGH) * _FINE for one in held]

    def drawn(self, traits: Iterable[str]) -> list[float]:
        """Return what a printed page's own evidence among some traits is worth for LABELS."""
        return _by_hand(DRAWN, traits)

    def taught(self, traits: Iterable[str]) -> list[float]:
        """Return what a person taught, among some traits, is worth for LABELS."""
        return _by_hand(TAUGHT, traits)

    def of(self, features: Sequence[str]) -> list[float]:
        """Return the sum of the features' worth for each of LABELS."""
        return list(
            map(
                add,
                self.worth(self.summed(features), self.believed(features)),
                map(add, self.drawn(features), self.taught(features)),
            )
        )

    def knows(self, name: str) -> bool:
        """Tell whether a feature is worth anything."""
        return name in self.rows or name in self.thought or name in DRAWN


def _by_hand(table: Mapping[str, Mapping[str, float]], traits: Iterable[str]) -> list[float]:
    rows = [table[name] for name in traits if name in table]
    return [float(sum(row.get(label, 0) for row in rows)) for label in LABELS]


def read_weights(text: str, *, file: str, ours: bool = False) -> Weights:
    """Read a weights file; SourceError names what it has that the reader doesn't know.

    An object of ``pages`` (the digest of what was learned from), ``labels`` (all of LABELS),
    ``first`` (how likely each begins a page), ``after`` (for each of WHITES a row by label: each
    label after it, so many times ``pace``, nats), ``factors`` (a list for each: what a step is
    worth for each label) and ``features``, as ``text.step_rows`` has them, a number for each
    factor; ``thought`` is what people think of some of them, so many times ``step`` (nats) for
    each label.  The names of a file that is ``ours`` are known to be noticed.
    """
    try:
        held = json.loads(text)
    except ValueError as fault:
        raise _refused(f"is no JSON: {fault}", file) from None
    if not isinstance(held, dict) or set(held) != set(_PARTS):
        raise _refused(f"holds no {', '.join(_PARTS)}, or more than that", file)
    if held["labels"] != LABELS:
        raise _refused("has other labels than the reader", file)
    try:
        factors = [[round(float(worth) / _FINE) for worth in row] for row in held["factors"]]
        after = [
            _after(rows, float(held["pace"])) for rows, _ in zip(held["after"], WHITES, strict=True)
        ]
        first = dict(zip(LABELS, map(float, held["first"]), strict=True))
        rows = dict(_rows(held["features"], len(held["factors"])))
        fine = float(held["step"]) / _FINE
        thought = {
            name: _packed([round((count - MIDDLE) * fine) for count in row], 64)
            for name, row in step_rows(held["thought"], len(LABELS))
        }
    except (TypeError, ValueError, AttributeError):
        raise _refused("has rows of other lengths than it needs", file) from None
    if any(len(row) != len(LABELS) for row in factors):
        raise _refused("has factors for other labels than the reader", file)
    named = () if ours else (*rows, *thought)
    strange = sorted(name for name in named if not _noticed(name))
    if strange:
        raise _refused(f"weighs what nobody notices: {', '.join(strange[:5])}", file)
    spelt: dict[str, dict[str, int]] = {family: {} for family in letters.FAMILIES}
    for family in spelt.keys() & held["features"].keys():
        pieces = held["features"][family][0].split(" ")
        spelt[family] = {piece: rows[f"{family}:{piece}"] for piece in pieces}
    return Weights(
        rows=rows,
        thought=thought,
        spelt=spelt,
        factors=[_packed(row, 64) for row in factors],
        first=first,
        after=after,
        into=[
            {two: {one: row[two] for one, row in table.items()} for two in LABELS}
            for table in after
        ],
        raised=_packed([_HALF] * len(factors), 16),
        lowered=_packed([_HIGH - _HALF * sum(row) for row in zip(*factors, strict=True)], 64),
    )


def _after(rows: Sequence[str], pace: float) -> dict[str, dict[str, float]]:
    """Return what each label is worth after each."""
    counts = [steps_of(row) for row in rows]
    return {
        one: {two: (count - MIDDLE) * pace for two, count in zip(LABELS, row, strict=True)}
        for one, row in zip(LABELS, counts, strict=True)
    }


def _rows(families: Mapping[str, Sequence[str]], width: int) -> Iterator[tuple[str, int]]:
    none = _packed([MIDDLE] * width, 16)
    counts, number = bytearray(2 * width), int.from_bytes
    for name, row in step_rows(families, width):
        counts[::2] = row
        yield name, number(counts, "little") - none


def _packed(numbers: Sequence[int], bits: int) -> int:
    return sum(one << bits * n for n, one in enumerate(numbers))


def _noticed(name: str) -> bool:
    return name in _KNOWN or bool(letters.said(name) or said(name) or subjects_said(name))


def _refused(what: str, file: str) -> SourceError:
    hint = "train the weights anew: layout/READER.md tells how"
    return SourceError(f"a weights file {what}", where=Where(file), hint=hint)
