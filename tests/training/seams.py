"""Small items of pages, line after line, and weights learned of where one ends.

Takes pages with full truths; returns what is weighed between two lines of one kind with what the
truth says, and the text of ``item_seams.json``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from broadsheet.parse.build.assemble import own_news
from broadsheet.parse.build.item_seams import (
    Beside,
    Pictured,
    picture_features,
    seam_features,
)
from broadsheet.parse.build.service import SmallItem
from broadsheet.parse.text.line_joints import NO_JOINTS
from broadsheet.parse.traits.own import Seen
from tests.training.joints import learn_yes_no
from tests.training.samples import looked
from tests.training.truths import Known, known_lines

_KINDS = frozenset({"ad", "notice", "info"})
_LABELS = {
    **dict.fromkeys(("section", "kicker", "headline", "deck"), "head"), "crosshead": "cross",
    "source": "byline", "signature": "sign",
}  # fmt: skip


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
    known, seen = known_lines(text, truth), looked(text, joints)
    found = _pictures(seen, known, truth)
    run: SmallItem | None = None
    item = -1
    for one in seen:
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


def _pictures(
    seen: Sequence[Seen], known: Mapping[int, Known], truth: Mapping[str, Any]
) -> list[Seam]:
    """Return the captions below a story's text, and whether each is news by itself."""
    roles = [known.get(one.block.first, Known()) for one in seen]
    labels = [_LABELS.get(what.role, what.role) for what in roles]
    found: list[Seam] = []
    open_story = False
    for n, (one, what) in enumerate(zip(seen, roles, strict=True)):
        if labels[n] == "caption" and open_story:
            follow = labels[n + 1] if n + 1 < len(seen) else ""
            last, after = seen[n - 1], labels[n - 1]
            by_rule = own_news(one, after=after, follow=follow, text=last.block.text)
            begins = truth["items"][what.item]["kind"] == "photo"
            pictured = Pictured(last=last, one=one, after=after, follow=follow, by_rule=by_rule)
            told = f"photo: {last.block.text[-16:]} | {one.block.text[:16]}"
            found.append(Seam(picture_features(pictured), begins, by_rule, told))
            open_story = not begins
        elif labels[n] == "para":
            open_story = True
        elif labels[n] == "head" and after_text(labels, n):
            open_story = False
    return found


def after_text(labels: Sequence[str], n: int) -> bool:
    """Tell whether a head's first line stands at a place: another story begins."""
    return not n or labels[n - 1] != "head"


def learn_seams(seams: Iterable[tuple[Seam, int]]) -> str:
    """Return the text of the weights file that seams, each counted so many times, teach."""
    return learn_yes_no((one.features, one.begins, times) for one, times in seams)
