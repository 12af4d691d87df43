"""How well weights read pages: labels of blocks, and scores of whole pages.

Takes samples, weights and the truths of pages kept by hand; returns figures.  What is measured
are pages of papers that were left out of training.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass

from broadsheet.edition import Edition
from broadsheet.parse import read_text
from broadsheet.parse.learned import Learned
from tests.pagemaker import Page
from tests.training.losses import NONE, Losses, labels_given, losses
from tests.training.own_pages import Labels, folder_of, text_of
from tests.training.samples import label_of
from tests.training.signs import signs_of
from tests.unit.test_parse_pages import sketch
from tests.unit.test_parse_scored import agreement, lines, plain


@dataclass(frozen=True)
class Figures:
    """What was measured of one page."""

    name: str
    right: int  # blocks with the right label
    blocks: int
    score: float  # of the page read with the same weights, 0 to 1
    wrong: Counter[tuple[str, str]]  # by right and given label
    shares: Mapping[str, float]  # of the page, by sign of how well it was read
    lost: Losses  # of a page with a full truth


def page_score(name: str, edition: Edition) -> tuple[float, Losses]:
    """Return how far a reading and the truth of a page kept by hand agree, 0 to 1, and what not."""
    folder = folder_of(name)
    full = folder / f"{name}.truth.json"
    if full.exists():
        held = json.loads(full.read_text(encoding="utf-8"))
        return agreement(lines(held), lines(plain(edition))), losses(held, edition)
    truth = (folder / f"{name}.truth").read_text(encoding="utf-8").splitlines()
    told = Counter((line,) for line in truth), Counter((line,) for line in sketch(edition))
    return agreement(*told), NONE


def measured(name: str, labels: Labels, learned: Learned, *, given: bool = False) -> Figures:
    """Read a page kept by hand by what was learned; with its labels ``given``, by all else."""
    with labels_given(text_of(name), labels) if given else nullcontext():
        parsed = read_text(text_of(name), file=name, learned=learned)
    lines_of = {decision.lines: decision.label for decision in parsed.decisions}
    wanted = {span: label_of(span, text_of(name), labels) for span in lines_of}
    pairs = Counter((wanted[span], found) for span, found in lines_of.items())
    wrong = Counter({pair: count for pair, count in pairs.items() if pair[0] != pair[1]})
    score, lost = page_score(name, parsed.edition)
    right = len(wanted) - wrong.total()
    return Figures(name, right, len(wanted), score, wrong, signs_of(parsed), lost)


def told(title: str, figures: Sequence[Figures], worst: int = 6) -> str:
    """Write figures as a few lines."""
    blocks = sum(one.blocks for one in figures)
    right = sum(one.right for one in figures)
    scores = sorted((one.score, one.name) for one in figures)
    mean = sum(score for score, _ in scores) / len(scores)
    least = ", ".join(f"{name} {score:.2f}" for score, name in scores[:worst])
    return f"{title}: labels {right / blocks:.4f} of {blocks}, pages {mean:.4f}, least {least}"


def made_accuracy(pages: Iterable[Page], every: Sequence[Learned]) -> dict[str, float]:
    """Return the share of made pages' blocks with the right label, by kind of paper."""
    right, blocks = Counter[str](), Counter[str]()
    for page in pages:
        labels = {n: label for n, label in enumerate(page.labels, 1) if label}
        for learned in every:
            for decision in read_text(page.text, learned=learned).decisions:
                blocks[page.kind] += 1
                right[page.kind] += decision.label == label_of(decision.lines, page.text, labels)
    return {kind: right[kind] / count for kind, count in blocks.items()}
