"""Small items of pages, line after line, and weights learned of where one ends.

Takes pages with full truths; returns what is weighed between two lines of one kind with what the
truth says, and the text of ``item_seams.json``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from broadsheet.parse.build.item_seams import Beside, seam_features
from broadsheet.parse.build.service import SmallItem
from broadsheet.parse.text.line_joints import NO_JOINTS
from tests.training.joints import learn_yes_no
from tests.training.samples import looked
from tests.training.truths import Known, known_lines

_KINDS = frozenset({"ad", "notice", "info"})


@dataclass(frozen=True)
class Seam:
    """What is weighed between two lines, and whether another item begins."""

    features: Sequence[str]
    begins: bool
    by_rule: bool
    told: str = ""


def seams_of(
    text: str, truth: Mapping[str, Any], joints: Mapping[str, float] = NO_JOINTS
) -> list[Seam]:
    """Return the seams of a page between lines of one kind."""
    known = known_lines(text, truth)
    found: list[Seam] = []
    run: SmallItem | None = None
    item = -1
    for one in looked(text, joints):
        what = known.get(one.block.first, Known())
        if what.role not in _KINDS:
            run = None
            continue
        if run and run.kind == what.role and run.first and run.last:
            begins, by_rule = what.item != item, run.ends_by_rule(one)
            beside = Beside(
                kind=run.kind, copy=run.copy, first=run.first, last=run.last, one=one,
                by_rule=by_rule,
            )  # fmt: skip
            told = f"{run.kind}: {run.last.block.text[-16:]} | {one.block.text[:16]}"
            found.append(Seam(seam_features(beside), begins, by_rule, told))
            run = None if begins else run
        elif run:
            run = None
        run = run or SmallItem(kind=what.role)
        run.add(one)
        item = what.item
    return found


def learn_seams(seams: Iterable[tuple[Seam, int]]) -> str:
    """Return the text of the weights file that seams, each counted so many times, teach."""
    return learn_yes_no((one.features, one.begins, times) for one, times in seams)
