"""Squeeze the marks of a line: which give of their bodies, and how much.

Takes matter, the two gaps that bound a line and how it fills its measure; returns what each mark
gives (CLREQ 6.2.2.3 and 6.3.2.3), and how the pen moves beside those that stand on less than a
whole body and more than half of one.  Knows nothing of runs.
"""

from collections.abc import Iterable
from functools import reduce
from operator import add
from typing import Final

from broadsheet import cjk
from broadsheet.linebreak import LineFill
from broadsheet.models import replace
from broadsheet.paragraph.matter import Matter

_RANKS: Final = ("M", "<>{}", ",:", ".?")  # which marks give first (CLREQ 6.2.2.3)
_SLIGHT: Final = 1e-3  # pt, less is nothing: to give, to keep, to move by

Given = dict[int, float]  # pt that marks give, by place


def added(parts: Iterable[float]) -> float:
    """Return a sum, added in order: Python's own is another from 3.12 on, and the kernel's not."""
    return reduce(add, parts, 0.0)


def edges_of(matter: Matter, start: int, end: int) -> Given:
    """Return the marks that lose half their body because they stand at an edge."""
    given: Given = {}
    if start in matter.heads:
        given[start] = matter.squeezable[start]
    if end in matter.tails and end not in matter.hung:
        given[end - 1] = matter.squeezable[end - 1]
    return given


def squeezed(matter: Matter, start: int, end: int, done: LineFill, edges: Given) -> Given:
    """Return the marks inside a line that give, rank by rank, those of one rank alike.

    In two turns: none gives more than a quarter em while another has not given that.  Down the
    page a mark with white ahead of its ink gives all or nothing, and last: readers of the PDF
    take what is left of that white for a space.
    """
    marks = [at for at in range(start, end) if at in matter.squeezable and at not in edges]
    if end in matter.hung:
        marks = marks[:-1]
    ranked = [at for rank in _RANKS for at in marks if matter.letters[at] in rank]
    stiff = {at for at in ranked if matter.setting.vertical and _ahead(matter, at)}
    want = (done.light + done.heavy) * matter.em / 2
    lacks = want - added(matter.squeezable[at] for at in ranked if at not in stiff)
    given: Given = {}
    for at in ranked:
        if at in stiff and lacks > _SLIGHT:
            given[at] = matter.squeezable[at]
            lacks -= given[at]
    want -= added(given.values())
    for part in (0.5, 1.0):
        for rank in _RANKS:
            own = [at for at in ranked if matter.letters[at] in rank and at not in stiff]
            rooms = [part * matter.squeezable[at] - given.get(at, 0.0) for at in own]
            all_of_them = added(rooms)
            share = min(1.0, want / all_of_them) if want > _SLIGHT and own else 0.0
            for at, room in zip(own, rooms, strict=True) if share else ():
                given[at] = given.get(at, 0.0) + share * room
            want -= share * all_of_them
    return given


def _ahead(matter: Matter, at: int) -> float:
    """Return which part of what a mark can give lies ahead of its ink."""
    return matter.stretch_at(at).case.ahead(matter.text[at])


def evened(matter: Matter, start: int, end: int, done: LineFill, given: Given) -> LineFill:
    """Return how a line is filled whose marks give more than it wants: its gaps have the rest."""
    over = added(given.values()) - (done.light + done.heavy) * matter.em / 2
    gaps = sum(matter.flags[start + 1 : end].translate(cjk.flag_table(cjk.WIDEN)))
    return replace(done, gap=over / gaps) if over > _SLIGHT and gaps else done


def is_half(matter: Matter, given: Given, at: int) -> bool:
    """Tell whether a mark that gives stands on half a body.

    Down the page all of them do, with white behind them: a move up is a space to some readers.
    """
    return matter.setting.vertical or matter.squeezable[at] - given[at] < _SLIGHT


def drawn_in(matter: Matter, given: Given) -> dict[int, float]:
    """Return the pen's moves beside marks that give less than half an em, pt."""
    moves: dict[int, float] = {}
    for at, part in given.items():
        rest = matter.squeezable[at] - part
        if rest < _SLIGHT:
            continue
        move = rest if is_half(matter, given, at) else -part
        before = move * _ahead(matter, at)
        for gap, white in ((at, before), (at + 1, move - before)):
            if abs(white) > _SLIGHT:
                moves[gap] = moves.get(gap, 0.0) + white
    return moves
