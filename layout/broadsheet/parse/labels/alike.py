"""Crossheads of one story are alike: a doubtful head that is built as they are is one of them.

Takes the blocks and their likeliest labels; returns the labels.  Weights look a few lines around
a block; what stands paragraphs further on, in the same two halves, is known when all are labelled.
"""

from collections.abc import Sequence

from broadsheet.models import replace
from broadsheet.parse.labels.sequence import Label
from broadsheet.parse.text.characters import letters
from broadsheet.parse.traits.own import Seen

_DOUBTFUL = 0.75  # confidence of a label that what it is like may decide
_STORY = frozenset({"para", "cross", "list", "qa", "caption", "note", "verse"})
_ALIKE = 0.6  # of the longer one's letters the shorter one has, at the least


def alike(seen: Sequence[Seen], labels: Sequence[Label]) -> tuple[Label, ...]:
    """Return labels in which a doubtful head amid paragraphs is what its like are."""
    told = tuple(labels)
    crosses = {n for n in range(len(told)) if _is_cross(seen, told, n)}
    if not crosses:
        return told
    return tuple(
        replace(label, name="cross", second="head") if n in crosses else label
        for n, label in enumerate(told)
    )


def _is_cross(seen: Sequence[Seen], labels: Sequence[Label], at: int) -> bool:
    """Tell whether a doubtful head between paragraphs has crossheads of its build after it."""
    one = labels[at]
    if one.name != "head" or one.second != "cross" or one.confidence > _DOUBTFUL:
        return False
    beside = (labels[at - 1].name if at else "", *(label.name for label in labels[at + 1 : at + 2]))
    if beside != ("para", "para"):
        return False
    for further, label in zip(seen[at + 1 :], labels[at + 1 :], strict=True):
        if label.name not in _STORY:
            return False
        if label.name == "cross" and _built_alike(seen[at].block.text, further.block.text):
            return True
    return False


def _built_alike(one: str, other: str) -> bool:
    """Tell whether two lines have as many parts, two at least, and are about as long."""
    parts, sizes = (len(one.split()), len(other.split())), sorted((letters(one), letters(other)))
    return parts[0] == parts[1] > 1 and sizes[0] >= _ALIKE * sizes[1]
