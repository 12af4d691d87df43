"""Labels of a page's lines, told by its truth.

Takes a text with its full truth; returns the label of each line that is not blank.  Where the
truth leaves a choice (which fact of the masthead a line is), given weights choose.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from broadsheet.parse.labels.sequence import features
from broadsheet.parse.labels.weights import LABELS, Weights
from broadsheet.parse.learned import Learned
from broadsheet.parse.traits.around import white_above
from broadsheet.parse.traits.own import Seen
from tests.training.own_pages import Labels
from tests.training.samples import looked
from tests.training.truths import Known, known_lines

_ALL = frozenset(LABELS)


def labels_by_truth(text: str, truth: Mapping[str, Any], learned: Learned) -> Labels:
    """Return the label of each line that is not blank, by its number from 1."""
    known, seen = known_lines(text, truth), looked(text, learned.joints)
    lines = text.splitlines()
    chosen = _chosen(seen, [_allowed(one, known, lines) for one in seen], learned.labels)
    found: dict[int, str] = {}
    for one, label in zip(seen, chosen, strict=True):
        for number in range(one.block.first, one.block.last + 1):
            held = known.get(number)
            own = held.labels if held else _ALL
            if held:
                found[number] = label if label in own or not own else min(own)
    return found


def _allowed(one: Seen, known: Mapping[int, Known], lines: Sequence[str]) -> frozenset[str]:
    """Return the labels that most letters of a block may have."""
    votes = Counter[frozenset[str]]()
    for number in range(one.block.first, one.block.last + 1):
        if number in known and known[number].labels:
            votes[known[number].labels] += len(lines[number - 1].strip())
    return max(votes, key=votes.__getitem__) if votes else _ALL


def _chosen(seen: Sequence[Seen], allowed: Sequence[frozenset[str]], weights: Weights) -> list[str]:
    """Return the likeliest row of labels of those that are allowed."""
    rows: list[dict[str, float]] = []
    backs: list[dict[str, str]] = []
    for one, names, may in zip(seen, features(seen), allowed, strict=True):
        after = weights.after[white_above(one)]
        worth = dict(zip(LABELS, weights.of(names), strict=True))
        row: dict[str, float] = {}
        back: dict[str, str] = {}
        for label in sorted(may):
            last = rows[-1] if rows else {}
            before = max(last, key=lambda a: last[a] + after[a][label], default="")
            row[label] = worth[label]
            if before:
                row[label] += last[before] + after[before][label]
            back[label] = before
        rows.append(row)
        backs.append(back)
    if not rows:
        return []
    label = max(rows[-1], key=rows[-1].__getitem__)
    found = [label]
    for back in reversed(backs[1:]):
        label = back[label]
        found.append(label)
    found.reverse()
    return found
