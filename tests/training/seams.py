"""Small items of pages, line after line, and weights learned of where one ends.

Takes pages with truths; returns what is weighed between two lines of one kind with what the
truth says, and the text of ``item_seams.json``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from broadsheet.parse.build.item_seams import item_features, run_of, seam_features
from broadsheet.parse.build.picture_seams import Pictured, news_by_rule, picture_features
from broadsheet.parse.build.service import KINDS
from broadsheet.parse.text.line_joints import NO_JOINTS
from broadsheet.parse.traits.own import Seen
from tests.training.joints import learn_yes_no
from tests.training.samples import looked
from tests.training.truths import Known, known_lines

_LEAST = 3  # seams that show a feature, else it is left out
_SPARSE, _EVEN = 1.5, 4.0  # how hard learning is held back
_LABELS = {
    **dict.fromkeys(("section", "kicker", "headline", "deck"), "head"), "crosshead": "cross",
    "source": "byline", "signature": "sign",
}  # fmt: skip


@dataclass(frozen=True)
class Seam:
    """What is weighed between two lines, and whether another item begins."""

    features: Sequence[str]
    begins: bool
    told: str = ""


def seams_of(
    text: str, truth: Mapping[str, Any], joints: Mapping[str, float] = NO_JOINTS
) -> list[Seam]:
    """Return the seams of a page between lines of one kind."""
    known, seen = known_lines(text, truth), looked(text, joints)
    found = _pictures(seen, known, truth)
    what = [known.get(one.block.first, Known()) for one in seen]
    for kind, held in groupby(range(len(seen)), lambda n: what[n].role):
        places = list(held)
        if kind in KINDS and len(places) > 1:
            items = [what[n].item for n in places]
            found += _between(kind, [seen[n] for n in places], items)
    return found


def sketched(sketch: str) -> Mapping[str, Any]:
    """Return what a sketch (``tests/unit/test_parse_pages.py``) tells of items that are no stories.

    >>> sketched("article\\n  headline 茶\\nad\\n  旺铺出租\\n  5550101")["items"]
    [{'kind': 'ad', 'lines': ['旺铺出租', '5550101']}]
    """
    items: list[dict[str, Any]] = []
    kind = ""
    for line in sketch.splitlines():
        if not line.startswith("  "):
            kind = line
            items += [{"kind": kind, "lines": []}] if kind in KINDS else []
        elif kind in KINDS:
            items[-1]["lines"].append(line[2:])
    return {"masthead": {}, "page": {}, "items": items}


def _between(kind: str, seen: Sequence[Seen], items: Sequence[int]) -> Iterator[Seam]:
    """Yield the seams of a run, each asked with the item in hand begun where the truth has it."""
    run, start = run_of(kind, seen), 0
    for n in range(1, len(seen)):
        begins = items[n] != items[n - 1]
        told = f"{kind}: {seen[n - 1].block.text[-16:]} | {seen[n].block.text[:16]}"
        yield Seam([*seam_features(run, n), *item_features(run, start, n)], begins, told)
        start = n if begins else start


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
            by_rule = news_by_rule(one, after=after, follow=follow, text=last.block.text)
            begins = truth["items"][what.item]["kind"] == "photo"
            pictured = Pictured(last=last, one=one, after=after, follow=follow, by_rule=by_rule)
            told = f"photo: {last.block.text[-16:]} | {one.block.text[:16]}"
            found.append(Seam(picture_features(pictured), begins, told))
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
    held = [(sorted(set(one.features)), one.begins, times) for one, times in seams]
    shown = Counter(name for names, _, _ in held for name in names)
    often = {name for name, count in shown.items() if count >= _LEAST}
    rows = (([n for n in names if n in often], begins, times) for names, begins, times in held)
    return learn_yes_no(rows, _SPARSE, _EVEN)
