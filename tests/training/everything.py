"""All that the reader learns, of one set of pages.

Takes pages with labels, some of them with full truths; returns the text of each file that the
reader reads: line ends first, as all else is learned of blocks, which they make.
"""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from broadsheet.parse.build.head_roles import read_roles
from broadsheet.parse.labels.weights import Weights, read_weights
from broadsheet.parse.learned import FILES, Learned
from broadsheet.parse.text.line_joints import read_worths
from tests.pagemaker import make_page
from tests.training.heads import Head, heads_of, learn_roles, truth_of
from tests.training.joints import End, ends_by_rule, ends_of, learn_joints
from tests.training.learn import learn
from tests.training.own_pages import Kept
from tests.training.plan import Plan, counted
from tests.training.seams import Seam, learn_seams, seams_of, sketched

NO_SIGNS: Mapping[str, float] = {}  # of how well a page was read nothing is known


def learn_all(pages: Mapping[str, Kept], plan: Plan) -> dict[str, str]:
    """Return the text of each of ``FILES`` but the signs; the same pages give the same texts."""
    texts = learn_around(pages, plan)
    joints = read_worths(texts["joints"], file="joints")
    texts["labels"] = learn(counted(pages, plan, joints), plan.settings, digest(pages, plan))
    return texts


def learn_around(pages: Mapping[str, Kept], plan: Plan) -> dict[str, str]:
    """Return the texts of what makes blocks and what is made of them, without their labels."""
    made = [make_page(seed) for seed in range(plan.small)]
    texts = {"joints": learn_joints(_ends(pages, made_pages(made), plan))}
    joints = read_worths(texts["joints"], file="joints")
    texts["roles"] = learn_roles(_heads(pages, joints, plan))
    texts["seams"] = learn_seams(_seams(pages, made_pages(made), joints, plan))
    return texts


def digest(pages: Mapping[str, Kept], plan: Plan) -> str:
    """Return what tells whether something was learned of other pages, or by another plan."""
    held = [
        (name, page.text, sorted(page.labels.items()), json.dumps(page.truth, sort_keys=True))
        for name, page in sorted(pages.items())
    ]
    return sha256(repr((held, plan)).encode()).hexdigest()


def made_pages(made) -> list[Kept]:
    """Return pages made by rule as pages that are kept."""
    return [Kept(text=page.text, labels={}, truth=page.truth) for page in made]


def read_texts(texts: Mapping[str, str]) -> Learned:
    """Return what was learned, as the reader takes it; of signs nothing is known."""
    return _read(texts, read_weights(texts["labels"], file="labels"))


def read_around(texts: Mapping[str, str], held: Learned) -> Learned:
    """Return what ``learn_around`` learned, with the labels of what is ``held``."""
    return _read(texts, held.labels)


def _read(texts: Mapping[str, str], labels: Weights) -> Learned:
    return Learned(
        joints=read_worths(texts["joints"], file="joints"),
        labels=labels,
        roles=read_roles(texts["roles"], file="roles"),
        seams=read_worths(texts["seams"], file="seams"),
        signs=NO_SIGNS,
    )


def write_all(texts: Mapping[str, str], folder: Path) -> None:
    """Write the files to their places under a folder."""
    for key, text in texts.items():
        file = folder / FILES[key]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _ends(pages: Mapping[str, Kept], made: Iterable[Kept], plan: Plan) -> Iterable[tuple[End, int]]:
    for page in pages.values():
        if page.truth is None:
            yield from ((end, plan.seen) for end in ends_by_rule(page.text))
        else:
            times = plan.seen if page.seen else plan.strange
            yield from ((end, times) for end in ends_of(page.text, page.truth))
    for page in made:
        yield from ((end, 1) for end in ends_of(page.text, page.truth or {}))


def _heads(
    pages: Mapping[str, Kept], joints: Mapping[str, float], plan: Plan
) -> Iterable[tuple[Head, int]]:
    for page in pages.values():
        times = plan.seen if page.seen else 1
        truth = page.truth or truth_of(page.sketch)
        yield from ((head, times) for head in heads_of(page.text, truth, page.labels, joints))


def _seams(
    pages: Mapping[str, Kept], made: Iterable[Kept], joints: Mapping[str, float], plan: Plan
) -> Iterable[tuple[Seam, int]]:
    for page in pages.values():
        times = plan.seen if page.seen else plan.strange
        truth = page.truth or sketched(page.sketch)
        found = seams_of(page.text, truth, joints, page.labels)
        yield from ((seam, times) for seam in found)
    for page in made:
        yield from ((seam, 1) for seam in seams_of(page.text, page.truth or {}, joints))
