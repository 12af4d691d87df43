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
from broadsheet.parse.build.picture_seams import (
    Pictured,
    news_by_rule,
    picture_features,
    whole_caption,
)
from broadsheet.parse.build.service import KINDS, RUNS
from broadsheet.parse.text.clean import clean
from broadsheet.parse.text.line_joints import NO_JOINTS
from broadsheet.parse.text.pairs import Pairs
from broadsheet.parse.traits.own import Seen
from tests.training.joints import learn_yes_no
from tests.training.own_pages import Labels
from tests.training.samples import labels_of, looked
from tests.training.truths import Known, known_lines

NO_LABELS: Labels = {}
_BODY = frozenset({"para", "cross", "list", "table", "qa", "verse"})
_STORY = _BODY | {"head", "byline", "sign", "note", "jump"}
_LEAST = 3  # seams that show a feature, else it is left out
MOST = 12_500  # bytes of the file that is shipped
_SPARSE, _EVEN = 1.5, 4.0  # how hard learning is held back
_HARDER = 1.2
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
    text: str,
    truth: Mapping[str, Any],
    joints: Mapping[str, float] = NO_JOINTS,
    labels: Labels = NO_LABELS,
) -> list[Seam]:
    """Return the seams of a page; without ``labels`` of its lines its truth tells them."""
    known, seen = known_lines(text, truth), looked(text, joints)
    pairs = Pairs(line.text for line in clean(text, {}))
    what = [known.get(one.block.first, Known()) for one in seen]
    own = labels_of(seen, text, labels) if labels else [_LABELS.get(w.role, w.role) for w in what]
    found = list(_pictures(seen, list(zip(own, what, strict=True)), truth, pairs))
    for kind, held in groupby(range(len(seen)), lambda n: what[n].role):
        places = list(held)
        if kind in RUNS and len(places) > 1:
            items = [what[n].rank if kind == "caption" else what[n].item for n in places]
            found += _between(kind, [seen[n] for n in places], items)
    return found


def sketched(sketch: str) -> Mapping[str, Any]:
    """Return what a sketch (``tests/unit/test_parse_pages.py``) tells of items: its whole lines.

    >>> sketched("article\\n  headline 茶\\nad\\n  出租\\n  5550101")["items"][1]["lines"]
    ['出租', '5550101']
    """
    items: list[dict[str, Any]] = []
    for line in sketch.splitlines():
        if not line.startswith("  "):
            items += [{"kind": line, "lines": [], "captions": [], "body": []}]
            continue
        role, _, words = line.strip().partition(" ")
        if items[-1]["kind"] != "article":
            items[-1]["lines"].append(line[2:])
        elif role == "caption":
            items[-1]["captions"].append(words)
        elif role == "headline":
            items[-1]["headline"] = words
    kept = [one for one in items if one["kind"] in {*KINDS, "article", "photo"}]
    for one in kept:
        if one["kind"] == "photo":
            one["text"] = "\n".join(one["lines"])
    return {"masthead": {}, "page": {}, "items": kept}


def _between(kind: str, seen: Sequence[Seen], items: Sequence[int]) -> Iterator[Seam]:
    """Yield the seams of a run, each asked with the item in hand begun where the truth has it."""
    run, start = run_of(kind, seen), 0
    for n in range(1, len(seen)):
        begins = items[n] != items[n - 1]
        told = f"{kind}: {seen[n - 1].block.text[-16:]} | {seen[n].block.text[:16]}"
        yield Seam([*seam_features(run, n), *item_features(run, start, n)], begins, told)
        start = n if begins else start


def _pictures(
    seen: Sequence[Seen],
    named: Sequence[tuple[str, Known]],
    truth: Mapping[str, Any],
    pairs: Pairs,
) -> Iterator[Seam]:
    """Yield what is weighed of pictures while a story is in hand: is each news by itself?"""
    story, bare, pictures = -1, True, 0  # the item in hand
    labels = [label for label, _ in named]
    for (label, item, _), held in groupby(
        range(len(seen)), lambda n: (named[n][0], named[n][1].item, named[n][1].rank)
    ):
        places = list(held)
        first, until = places[0], places[-1] + 1
        if label == "caption" and story >= 0 and item >= 0:
            news = item != story
            if news and truth["items"][item]["kind"] != "photo":
                continue  # it stands before its story's head
            follow = labels[until] if until < len(labels) else ""
            last, one = seen[first - 1], whole_caption(seen[first:until], pairs)[0]
            after, text = labels[first - 1], "" if bare else seen[first - 1].block.text
            pictured = Pictured(
                last=last, one=one, after=after, follow=follow, bare=bare, pictures=pictures,
                by_rule=news_by_rule(one, after=after, follow=follow, text=text),
            )  # fmt: skip
            told = f"photo: {last.block.text[-16:]} | {one.block.text[:16]}"
            yield Seam(picture_features(pictured), news, told)
            story, pictures = -1 if news else story, pictures + 1
        elif label in _STORY:
            opens = item not in {-1, story} or (label == "head" and not bare)
            bare = (opens or bare) and label not in _BODY
            story, pictures = story if item < 0 else item, 0 if opens else pictures


def learn_seams(seams: Iterable[tuple[Seam, int]]) -> str:
    """Return the text of the weights file that seams, each counted so many times, teach.

    Learning is held back until the file is no larger than it may be.
    """
    held = [(sorted(set(one.features)), one.begins, times) for one, times in seams]
    shown = Counter(name for names, _, _ in held for name in names)
    often = {name for name, count in shown.items() if count >= _LEAST}
    rows = [([n for n in names if n in often], begins, times) for names, begins, times in held]
    text, sparse = "", _SPARSE
    while not text or len(text.encode()) > MOST:
        text, sparse = learn_yes_no(rows, sparse, _EVEN), sparse * _HARDER
    return text
