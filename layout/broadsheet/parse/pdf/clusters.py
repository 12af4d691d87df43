"""Lines for show that stand together.

Takes lines that are no running text, walls, and where columns begin; returns clusters that no
white and no rule parts: a head with its kicker, an advertiser's words.
"""

from collections.abc import Sequence

from broadsheet.parse.pdf.columns import around
from broadsheet.parse.pdf.frames import Walls
from broadsheet.parse.pdf.values import PrintedLine, ShownLines
from broadsheet.parse.text.characters import OPENERS

_APART = 1.1  # times the smaller size: white within a cluster
_BESIDE = 1.2  # the same from side to side
_HEAD = 1.35  # times the text's size: a head
_EXACT = 1.5  # pt by which the starts of a column's lines differ


def clusters(
    lines: Sequence[PrintedLine], walls: Walls, lefts: Sequence[float], body: float
) -> list[ShownLines]:
    """Put lines for show together that no white and no rule parts.

    What begins where a column does (``lefts``) is no part of what stands before it.  Of heads in
    two sizes side by side each is one; ``body`` is the size of the page's text, pt.
    """
    done: list[list[PrintedLine]] = []
    alive: list[list[PrintedLine]] = []  # those that a line so far down may still belong to
    for line in sorted(lines, key=lambda line: (line.box.top, line.box.left)):
        alive, fallen = _parted_by(line, alive, walls)
        done += fallen
        mine = [
            g
            for g in alive
            if any(
                _together(other, line, walls, lefts) and not _two_heads(other, line, body)
                for other in g[-12:]
            )
        ]
        joined = [n for g in mine for n in g] + [line]
        alive = [g for g in alive if not any(g is m for m in mine)] + [joined]
    return [ShownLines(lines=tuple(g), box=around(g)) for g in done + alive]


def _two_heads(one: PrintedLine, two: PrintedLine, body: float) -> bool:
    """Tell whether large lines of two sizes stand side by side."""
    if one.text.isdecimal() or two.text.isdecimal():
        return False  # a page's number
    small, large = sorted((one.style.size, two.style.size))
    aside = one.box.right <= two.box.left or two.box.right <= one.box.left
    return aside and small >= _HEAD * body and small < 0.85 * large and not one.upright


def _parted_by(
    line: PrintedLine, groups: Sequence[list[PrintedLine]], walls: Walls
) -> tuple[list[list[PrintedLine]], list[list[PrintedLine]]]:
    """Return the groups that are near a line, and those that white parts from all to come."""
    near: list[list[PrintedLine]] = []
    far: list[list[PrintedLine]] = []
    for group in groups:
        foot = max(n.box.bottom + _APART * n.style.size for n in group[-12:])
        reaches = foot >= line.box.top or any(walls.tagged(n.box, line.box) for n in group[-12:])
        (near if reaches else far).append(group)
    return near, far


def _together(one: PrintedLine, two: PrintedLine, walls: Walls, lefts: Sequence[float]) -> bool:
    if walls.tagged(one.box, two.box) or walls.tagged(two.box, one.box):
        return True
    size = min(one.style.size, two.style.size)
    down = max(two.box.top - one.box.bottom, one.box.top - two.box.bottom)
    across = max(two.box.left - one.box.right, one.box.left - two.box.right)
    if down > _APART * size or across > _BESIDE * size:
        return False
    if walls.banded(one.box) != walls.banded(two.box):
        return False
    if across < 0:
        return not walls.between(one.box, two.box)
    after = max(one, two, key=lambda line: line.box.left)
    hangs = 0.6 * after.style.size if after.text[0] in OPENERS else 0.0
    if any(-_EXACT <= left - after.box.left <= _EXACT + hangs for left in lefts):
        return False
    level = down < -0.5 * min(one.box.height, two.box.height)
    return (
        level and walls.band(one.box) == walls.band(two.box) and not walls.beside(one.box, two.box)
    )
