"""What training is fed with: how many pages of each kind, and how often each counts.

Takes the pages kept by hand, without those that are left out; returns samples with counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tests.training.learn import Settings
from tests.training.own_pages import Labels
from tests.training.recombine import parts, recombined
from tests.training.samples import Sample, made_samples, sample

Pages = Mapping[str, tuple[str, Labels]]  # text and labels by name
HELD = 900_000  # first seed of the made pages that training never sees


@dataclass(frozen=True)
class Plan:
    """How much of what."""

    made: int = 1100  # pages made by rule
    recombined: int = 300  # pages of our own put together anew
    own: int = 30  # how often a page kept by hand counts
    held: int = 190  # made pages that are only measured
    parts: int = 4  # of our own pages, each left out once
    settings: Settings = field(default_factory=Settings)


SMALL = Plan(made=40, recombined=10, own=2, held=10, parts=2, settings=Settings(rounds=20))


def counted(
    pages: Pages, plan: Plan, made: Iterable[Sample] | None = None
) -> list[tuple[Sample, int]]:
    """Return all that weights are learned from; ``made`` pages may be had already."""
    found = [(sample(name, *page), plan.own) for name, page in pages.items()]
    kept = parts(pages)
    found += [(recombined(kept, seed), 1) for seed in range(plan.recombined)]
    found += [(one, 1) for one in (made_samples(range(plan.made)) if made is None else made)]
    return found
