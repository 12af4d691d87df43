"""Pages as training is fed with them: blocks, what is weighed of each, the label of each.

Takes texts with a label for each line; returns samples.  A block that holds lines of several
labels has the one that most of its letters have.
"""

from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from broadsheet.parse.labels.order import heads_first
from broadsheet.parse.labels.sequence import Label, features
from broadsheet.parse.text.clean import clean
from broadsheet.parse.text.line_joints import NO_JOINTS
from broadsheet.parse.text.pairs import Pairs
from broadsheet.parse.text.text_blocks import cut_blocks
from broadsheet.parse.traits.around import white_above
from broadsheet.parse.traits.own import Seen
from broadsheet.parse.traits.portions import portions
from tests.pagemaker import make_page


@dataclass(frozen=True)
class Sample:
    """One page: for each block what is weighed, and its label."""

    name: str
    features: Sequence[Sequence[str]]
    labels: Sequence[str]
    whites: Sequence[int]  # above each block, one of WHITES


def sample(
    name: str, text: str, labels: Mapping[int, str], joints: Mapping[str, float] = NO_JOINTS
) -> Sample:
    """Look at a page; ``labels`` are by number of the line, from 1.

    Where heads come after their stories they are learned in the order of the page: that is how
    the reader takes it, if it can.
    """
    seen = looked(text, joints)
    own = labels_of(seen, text, labels)
    blocks = heads_first(seen, [Label(name=name, confidence=1.0, why=()) for name in own])
    if blocks:
        seen = [one for portion in portions(blocks, None, _pairs(text)) for one in portion.seen]
        own = labels_of(seen, text, labels)
    return Sample(name, features(seen), own, [white_above(one) for one in seen])


def labels_of(seen: Sequence[Seen], text: str, labels: Mapping[int, str]) -> list[str]:
    """Return the label of each block of a text whose lines have labels."""
    return [label_of((one.block.first, one.block.last), text, labels) for one in seen]


def label_of(span: tuple[int, int], text: str, labels: Mapping[int, str]) -> str:
    """Return the label that most letters of some lines have, the first and last given."""
    lines = text.splitlines()
    letters = Counter[str]()
    for number in range(span[0], span[1] + 1):
        if number in labels:
            letters[labels[number]] += len(lines[number - 1].strip())
    return max(letters, key=letters.__getitem__, default="para")


def made_samples(seeds: range, joints: Mapping[str, float] = NO_JOINTS) -> list[Sample]:
    """Return pages made by rule as samples."""
    found = []
    for seed in seeds:
        page = make_page(seed)
        labels = {n: label for n, label in enumerate(page.labels, 1) if label}
        found.append(sample(page.truth["case"], page.text, labels, joints))
    return found


def looked(text: str, joints: Mapping[str, float] = NO_JOINTS) -> list[Seen]:
    """Return the blocks of a text with all their traits; ``joints`` tell where lines go on."""
    pairs, found = _pairs(text), list[Seen]()
    for portion in portions(cut_blocks(deque(clean(text, {})), pairs, joints), None, pairs):
        found += portion.seen[portion.start : portion.stop]
    return found


def _pairs(text: str) -> Pairs:
    return Pairs(line.text for line in clean(text, {}))
