"""Line ends of pages with whether the line goes on, and weights learned from them.

Takes pages with full truths; returns what is weighed at each line's end with what the truth says,
and the text of ``line_joints.json``.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from broadsheet.parse.text.clean import clean
from broadsheet.parse.text.line_joints import LineEnd, joint_features
from broadsheet.parse.text.pairs import Pairs
from broadsheet.parse.text.text_blocks import cut_blocks
from tests.training.crf import trained
from tests.training.step_files import families, file_text
from tests.training.truths import Known, goes_on, known_lines

_STEP = 0.1  # nats


@dataclass(frozen=True)
class End:
    """What is weighed at a line's end, and whether the line goes on."""

    features: Sequence[str]
    goes_on: bool
    by_rule: bool
    told: str = ""


def ends_of(text: str, truth: Mapping[str, Any]) -> list[End]:
    """Return the line ends of a page that its truth knows."""
    known = known_lines(text, truth)
    pairs = Pairs(line.text for line in clean(text, {}))
    found: list[End] = []

    def look(around: LineEnd) -> None:
        one, two = (known.get(n.number, Known()) for n in (around.one, around.two))
        if one.role and two.role:
            told = f"{around.one.text[-18:]} | {around.two.text[:18]}"
            names = joint_features(around, pairs)
            opens = one.role in {"source", "byline"} and two.role == "para"
            on = around.by_rule if opens and one.item == two.item else goes_on(one, two)
            found.append(End(names, on, around.by_rule, told))

    deque(cut_blocks(deque(clean(text, {})), pairs, {}, look), maxlen=0)
    return found


def ends_by_rule(text: str) -> list[End]:
    """Return the line ends of a page without a full truth: rules by hand read it right."""
    pairs = Pairs(line.text for line in clean(text, {}))
    found: list[End] = []

    def look(around: LineEnd) -> None:
        found.append(End(joint_features(around, pairs), around.by_rule, around.by_rule))

    deque(cut_blocks(deque(clean(text, {})), pairs, {}, look), maxlen=0)
    return found


def learn_joints(ends: Iterable[tuple[End, int]]) -> str:
    """Return the text of the weights file that line ends, each counted so many times, teach."""
    asked = ((end.features, end.goes_on, times) for end, times in ends)
    return learn_yes_no(asked, sparse=1.0, even=0.5)


def learn_yes_no(
    asked: Iterable[tuple[Sequence[str], bool, int]], sparse: float = 0.3, even: float = 1.0
) -> str:
    """Return weights of features: above 0 in sum is yes."""
    rows = ((([list(names)], ["y" if yes else "n"]), times) for names, yes, times in asked)
    learned = trained(rows, sparse, even, rounds=150)
    worth: dict[str, float] = {}
    for (name, label), weight in sorted(learned.states.items()):
        worth[name] = worth.get(name, 0.0) + (weight if label == "y" else -weight)
    kept = {name: [w] for name, w in worth.items() if abs(w) >= _STEP / 2}
    return file_text({"step": _STEP, "features": families(kept, _STEP)})
