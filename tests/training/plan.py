"""What training is fed with: how many pages of each kind, and how often each counts.

Takes the pages kept by hand, without those that are left out; returns samples with counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from broadsheet.parse.text.line_joints import NO_JOINTS
from tests.training.factored import Pace
from tests.training.learn import Settings
from tests.training.own_pages import Kept
from tests.training.recombine import fragment, parts, recombined
from tests.training.samples import Sample, made_samples, sample

HELD = 900_000  # first seed of the made pages that training never sees


@dataclass(frozen=True)
class Plan:
    """How much of what."""

    made: int = 200  # pages made by rule
    recombined: int = 60  # pages of our own put together anew
    fragments: int = 700  # an item or two of our own by themselves
    own: int = 5  # how often a page kept by hand counts
    tested: int = 20  # and one that tests demand a score of
    small: int = 400  # pages made by rule, for line ends and small items
    strange: int = 3  # how often line ends, heads and small items count
    seen: int = 9  # and those of pages that rules by hand were set with
    held: int = 190  # made pages that are only measured
    parts: int = 4  # of our own pages, each left out once
    settings: Settings = field(default_factory=Settings)


SMALL = Plan(
    made=40,
    recombined=10,
    fragments=10,
    own=2,
    held=10,
    parts=2,
    small=20,
    settings=Settings(least=1, pace=Pace(rounds=12)),
)


def counted(
    pages: Mapping[str, Kept], plan: Plan, joints: Mapping[str, float] = NO_JOINTS
) -> list[tuple[Sample, int]]:
    """Return all that the weights of labels are learned from; ``joints`` make the blocks."""
    found = [
        (sample(n, page.text, page.labels, joints), plan.tested if page.seen else plan.own)
        for n, page in pages.items()
    ]
    kept = parts(pages)
    found += [(recombined(kept, seed, joints), 1) for seed in range(plan.recombined)]
    found += [(fragment(kept, seed, joints), 1) for seed in range(plan.fragments)]
    found += [(one, 1) for one in made_samples(range(plan.made), joints)]
    return found
