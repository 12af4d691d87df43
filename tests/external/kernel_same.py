"""The kernel against the rule: paragraphs and lines of all scripts, any tallies, stories poured.

Takes how many; says which seeds came to other values.  It needs a kernel:

    python -m tests.external.kernel_same --count 100000

``--start`` leaves the seeds before it to another process.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from random import Random

from broadsheet import flow, kernel, linebreak
from broadsheet.linebreak import table
from broadsheet.paragraph import SetParagraph, line_width, set_line, set_paragraph
from tests.unit import random_paragraphs

Without = Callable[[Callable[[], object]], object]  # calls something with no kernel at work


def without(call: Callable[[], object]) -> object:
    """Return what a call returns where no kernel is at work."""
    core = kernel.core
    kernel.core = None  # type: ignore[misc]  # for the time of the call
    try:
        return call()
    finally:
        kernel.core = core  # type: ignore[misc]


def paragraph_differs(seed: int, without: Without = without) -> bool:
    """Tell whether a random paragraph is set otherwise by the kernel, in any count of lines."""
    spans, setting = random_paragraphs.paragraph(Random(seed))
    own = set_paragraph(spans, setting)
    if own != without(lambda: set_paragraph(spans, setting)):
        return True
    return any(
        _counted(lines, spans, setting) != without(lambda n=lines: _counted(n, spans, setting))
        for lines in range(own.shortest, own.longest + 1)
        if lines != len(own.lines)
    )


def line_differs(seed: int, without: Without = without) -> bool:
    """Tell whether a random line of its own, or its width, is another by the kernel."""
    spans, setting = random_paragraphs.paragraph(Random(seed))
    scheme, vertical, corners = setting.scheme, setting.vertical, setting.corners

    def both() -> object:
        return (
            set_line(spans, scheme=scheme, vertical=vertical, corners=corners),
            line_width(spans, scheme=scheme, vertical=vertical, corners=corners),
        )

    return both() != without(both)


def _counted(lines: int, spans: object, setting: object) -> SetParagraph:
    return set_paragraph(spans, setting, lines=lines)  # type: ignore[arg-type]


def tallies_differ(seed: int) -> bool:
    """Tell whether the kernel chooses other breaks of random tallies than the rule."""
    breaks, measure = random_paragraphs.tallies(Random(seed))
    own = linebreak.choose(breaks, measure)
    counts = (None, *range(own.shortest, own.longest + 1))
    return any(
        linebreak.choose(breaks, measure, lines) != table.choose_by_rule(breaks, measure, lines)
        for lines in counts
    )


def story_differs(seed: int) -> bool:
    """Tell whether the kernel pours a random story otherwise than the rule."""
    slabs, depths, onward = random_paragraphs.story(Random(seed))
    by_rule = flow.pour_by_rule(slabs, depths, onward=onward)
    return flow.pour(slabs, depths, onward=onward) != by_rule


def differing(seeds: Iterable[int]) -> Iterator[str]:
    """Yield the names of what differs among paragraphs, lines, tallies and stories, one a seed."""
    for seed in seeds:
        if paragraph_differs(seed):
            yield f"paragraph {seed}"
        if line_differs(seed):
            yield f"line {seed}"
        if tallies_differ(seed):
            yield f"tallies {seed}"
        if story_differs(seed):
            yield f"story {seed}"


def main() -> int:
    """Compare; exit status 1 where something differs, 2 where there is no kernel."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--start", type=int, default=0)
    given = parser.parse_args()
    if kernel.core is None:
        sys.stderr.write("there is no kernel here\n")
        return 2
    found = 0
    for name in differing(range(given.start, given.start + given.count)):
        found += 1
        sys.stdout.write(f"differs: {name}\n")
    seeds = f"{given.count} from {given.start} on"
    sys.stdout.write(f"{seeds}: paragraphs, lines, tallies and stories, {found} differ\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
