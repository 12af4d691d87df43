"""Odd input for a kernel: arguments that no paragraph makes, and those that it does, cut about.

Takes the file of a kernel, built with sanitizers; calls it until the time is up.  Whatever it is
handed it answers, or raises TypeError, ValueError or OverflowError:

    python -m tests.external.kernel_odd _kernel.abi3.so --seconds 30
"""

import argparse
import sys
import time
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from broadsheet import flow
from broadsheet.linebreak import table
from broadsheet.paragraph.matter import Spring
from tests.unit import random_paragraphs
from tests.unit.kernel_of import loaded

ODD = (
    *(None, True, -1, 0, 1, 2**31, 2**63, 10**400, -(10**400), 0.0, -0.0, 0.5, 1e-300, 1e300),
    *(float("nan"), float("inf"), float("-inf"), "", "text", b"bytes", (), [], {}, [[]], object()),
    *([0.0], [0.0, 1.0], (0.0, 1.0), range(3), [1e308] * 3, ["x", "y"], iter([1.0, 2.0])),
)
REFUSED = (TypeError, ValueError, OverflowError)


def stop() -> None:
    """Stop a paragraph that is under way."""
    raise ValueError("stop")


def arguments(dice: Random) -> list[Any]:
    """Return what a paragraph hands over, with some of it made odd."""
    breaks, measure = random_paragraphs.tallies(dice)
    size = len(breaks.width.starts)
    tallies: list[Any] = [list(side) for side in breaks.tallies]
    found: list[Any] = [tuple(tallies), breaks.penalty, measure.width, measure.em, measure.ragged]
    found += [measure.filled, measure.tail, dice.choice((-1, -1, dice.randrange(-2, size + 3)))]
    found.append(dice.choice((None, None, stop, lambda: None)))
    way = dice.random()
    if way < 0.3:
        return found
    if way < 0.5:  # one number of one list
        one = dice.choice(tallies)
        one[dice.randrange(size)] = dice.choice((dice.uniform(-1e6, 1e6), dice.choice(ODD)))
    elif way < 0.6:  # a list of another length, or none at all
        tallies[dice.randrange(len(tallies))] = dice.choice((*ODD, tallies[0] * 2, tallies[0][1:]))
        found[0] = tuple(tallies)
    elif way < 0.7:  # sums that do not rise
        for side in tallies:
            dice.shuffle(side)
    elif way < 0.95:
        found[dice.randrange(len(found))] = dice.choice(ODD)
    else:
        found = found[: dice.randrange(len(found))] + list(dice.choices(ODD, k=dice.randrange(3)))
    return found


def poured(core: Any, dice: Random) -> bool:
    """Pour a story, made odd at times; tell whether the answer is that of the rule."""
    slabs, depths, onward = random_paragraphs.story(dice)
    plain: list[Any] = [flow._plain(slab) for slab in slabs]
    rows: list[Any] = list(depths)
    over: Any = 0.0 if onward else flow.OVERSET
    way = dice.random()
    if way < 0.4 and plain:
        odd = list(dice.choice(plain))
        odd[dice.randrange(len(odd))] = dice.choice((*ODD, dice.randrange(-9, 99)))
        plain[dice.randrange(len(plain))] = tuple(odd[: dice.choice((6, 6, 6, 5))])
    elif way < 0.6:
        plain.append(((tuple(dice.choices((*ODD, 1, 2), k=4)),), True, False, 0, 0, 0))
    elif way < 0.8:
        rows[dice.randrange(len(rows))] = dice.choice((*ODD, 900, 10**6))
    try:
        found = core.pour(plain, tuple(rows), dice.choice(ODD) if way > 0.95 else over)
    except REFUSED:
        return True
    if way < 0.8 or way > 0.95 or found is None:
        return True
    by_rule = flow.pour_by_rule(slabs, depths, onward=onward)
    return bool(
        (found[0], found[2:]) == (by_rule.rows, (by_rule.cost, by_rule.overset, by_rule.short))
    )


def tallied(core: Any, dice: Random) -> None:
    """Take the tallies of matter whose parts don't go together."""
    size = dice.randrange(12)
    letters = "".join(dice.choices("HHH<>.,_Wa", k=size))

    def widths() -> dict[Any, Any]:
        keys = sorted(dice.sample(range(-1, size + 2), dice.randrange(size + 2)))
        return {dice.choice((at, at, at, dice.randrange(99))): dice.uniform(0, 9) for at in keys}

    springs = {at: Spring(1.0, 2.0, dice.choice((0.5, "x"))) for at in widths()}
    args: list[Any] = [letters, dice.randbytes(size + 1), [float(n) for n in range(size + 1)]]
    args += [springs, sorted(springs), widths(), widths(), widths(), widths(), 2.0]
    if dice.random() < 0.3:
        args[dice.randrange(len(args))] = dice.choice((*ODD, letters[1:], widths(), [1, 0, 2]))
    with suppress(*REFUSED, AttributeError):
        core.tally(*args)


def main() -> int:
    """Call the kernel until the time is up; 1 where its answer is not one of breaks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("core", type=Path)
    parser.add_argument("--seconds", type=float, default=30)
    options = parser.parse_args()
    core: Any = loaded(options.core)
    end, seed, answered = time.monotonic() + options.seconds, 0, 0
    while time.monotonic() < end:
        seed += 1
        if not poured(core, Random(seed)):
            sys.stderr.write(f"seed {seed}: poured otherwise than by rule\n")
            return 1
        tallied(core, Random(seed))
        args = arguments(Random(seed))
        try:
            found = core.choose(*args)
        except REFUSED:
            continue
        if found is None:
            continue
        answered += 1
        ends, last = found[0], len(args[0][0]) - 1
        if (ends[0], ends[-1]) != (0, last) or any(a >= b for a, b in pairwise(ends)):
            sys.stderr.write(f"seed {seed}: {ends}\n")
            return 1
        breaks, measure = random_paragraphs.tallies(Random(seed))
        if seed % 20 == 0:  # and the sanitizers change no sum
            sound = [*breaks.tallies], breaks.penalty, measure.width, measure.em
            by_rule = table.choose_by_rule(breaks, measure)
            rest = (measure.ragged, measure.filled, measure.tail, -1, None)
            if core.choose(tuple(sound[0]), *sound[1:], *rest)[0] != by_rule.ends:
                sys.stderr.write(f"seed {seed}: other breaks than by rule\n")
                return 1
    sys.stdout.write(f"{seed} calls, {answered} answered\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
