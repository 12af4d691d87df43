"""Odd input for a kernel: arguments that no paragraph makes, and those that it does, cut about.

Takes the file of a kernel, built with sanitizers; calls it until the time is up.  Whatever it is
handed it answers, or raises TypeError, ValueError or OverflowError:

    python -m tests.external.kernel_odd _kernel.abi3.so --seconds 30
"""

import argparse
import sys
import time
from contextlib import suppress
from functools import partial
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from broadsheet import cjk, flow
from broadsheet.cjk.pairs import pair_table
from broadsheet.errors import Fault
from broadsheet.linebreak import table
from broadsheet.paint.pdf.typecase import Sorts
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


class Face:
    """A face that kerns by anything."""

    def __init__(self, by: object) -> None:
        self.by = by

    def kern(self, left: int, right: int) -> object:
        """Return what the gap between two glyphs changes by; some are no numbers."""
        return self.by if (left + right) % 3 else 0.0


def letters_of(dice: Random) -> str:
    """Return text that the kernel has the sorts of."""
    return "".join(dice.choices("国家海港，。、：；？“”‘’《》—…·ab1. ()!", k=dice.randrange(1, 60)))


def table_of(core: Any, dice: Random) -> bytearray:
    """Return a table of sorts, some of them wanting, some of the table odd."""
    table = bytearray()
    for code in map(ord, "国家海港，。、：；？“”‘’《》—…·ab1. ()!"):
        for body in range(6):
            sort = (code, body, dice.randrange(99), dice.choice((0.5, 1.0)), "H", False)
            letter = cjk.letter_of(chr(code))
            if dice.random() < 0.999:
                core.stock(table, [(*sort[:4], letter, dice.random() < 0.001)])
    way = dice.random()
    if way < 0.1:
        table[:] = dice.randbytes(dice.choice((0, 23, 24 * 257, len(table))))
    elif way < 0.2:
        del table[dice.randrange(len(table)) :]
    elif way < 0.3:
        for _ in range(40):
            table[dice.randrange(len(table))] = dice.randrange(256)
    return table


def composed(core: Any, dice: Random) -> None:
    """Have text composed, what is handed over made odd at times."""
    table, text = table_of(core, dice), letters_of(dice)
    gaps: Any = dice.choice((partial(cjk.gaps, level="gb"), table.clear, bytearray, len, None))
    ends = sorted({len(text), dice.randrange(1, len(text) + 1)})
    facts: Any = ("face", 10.0, None, 0.0, "item", "para", 0, dice.choice((0, 7, "x", 2**70)))
    numbers = dice.choice(((10.0, 0.0, 1.0), (9.5, 0.05, 0.9), (1e-9, 0.0, 1.0), (1e14, 1.0, 9.0)))
    face = Face(dice.choice((0.1, -0.2, *ODD)))
    stretches = tuple([(end, table, face, *numbers, facts) for end in ends])
    measure = dice.choice((10.0, 85.0, 170.0, 1e9, 0.0, float("nan")))
    manner: list[Any] = [measure, 10.0, dice.choice((0.0, 2.0)), dice.randrange(4)]
    manner += [*(dice.random() < 0.2 for _ in range(3)), "<>{},:.?M", pair_table("gb"), gaps]
    args: list[Any] = [text, stretches, tuple(manner), dice.randrange(3)]
    args += [dice.choice((-1, 1, 3, 10**9)), dice.choice((None, stop)), (dict, tuple, list)]
    made: Any = tuple([lambda *given, **named: (given, named) for _ in range(3)])
    args[-1] = dice.choice((made, made, made, (dict, tuple, list)))
    way = dice.random()
    if way < 0.2:
        args[dice.randrange(len(args))] = dice.choice(ODD)
    elif way < 0.3:
        manner[dice.randrange(len(manner))] = dice.choice(ODD)
        args[2] = tuple(manner)
    elif way < 0.4:
        odd = list(stretches[0])
        odd[dice.randrange(len(odd))] = dice.choice(ODD)
        args[1] = (tuple(odd), *stretches[1:])
    with suppress(*REFUSED, AttributeError):
        core.compose(*args)
    with suppress(*REFUSED):
        core.stock(*dice.choices((table, [], *ODD, [(1, 2, 3, 0.5, "H", False)]), k=2))


def shown(core: Any, dice: Random) -> None:
    """Have runs shown and content recoded, what is handed over made odd at times."""
    sorts = Sorts(map(chr, range(0x100, 0x2000)))
    for _ in range(3):
        run = random_paragraphs.run(dice)
        dealt = sorts, sorts.readings[0], sorts.table
        args: list[Any] = [*dealt, run.glyphs, run.text, run.shifts, 100.0]
        if dice.random() < 0.4:
            glyphs, moves = list(run.glyphs), [list(one) for one in run.shifts]
            glyphs[dice.randrange(len(glyphs))] = dice.choice((*ODD, dice.randrange(1 << 17)))
            args[3] = dice.choice((tuple(glyphs), run.glyphs[1:], glyphs))
            moves.append([dice.choice(ODD), dice.choice(ODD)])
            args[5] = tuple([dice.choice((tuple, list))(one) for one in moves])
        elif dice.random() < 0.2:
            args[dice.randrange(len(args))] = dice.choice(ODD)
        if dice.random() < 0.1:
            args[2] = bytearray(dice.randbytes(dice.choice((0, 24, 24 * 257, 80_000))))
        with suppress(*REFUSED, Fault, KeyError, StopIteration):
            text = core.show(*args)
            if text is not None and dice.random() < 0.5:
                text = text.replace(dice.choice(text), dice.choice("()\u0100\ue000a"))
            core.recode(text, dice.randbytes(dice.choice((0, 1, 2000, 20_000))))


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
        composed(core, Random(seed))
        shown(core, Random(seed))
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
