"""What stands apart from the stories of a box: folio lines, bands of facts, lists of contents.

Takes lines and clusters of a box, and its walls; tells which of them head nothing, and where a
column breaks off.
"""

from collections.abc import Sequence
from itertools import pairwise

from broadsheet.geometry import Rect
from broadsheet.models import frozen
from broadsheet.parse.pdf.columns import TextColumn, leads_on
from broadsheet.parse.pdf.frames import Walls
from broadsheet.parse.pdf.values import PrintedLine, ShownLines
from broadsheet.parse.text.characters import ends_sentence

_ACROSS = 0.6  # of the page's width: a band, or a rule, across it
_LOW = 7.0  # times the text's size: a band of facts is no deeper
_LED = 0.4  # of the lines of a list of contents that have dots
_STRIP = 0.09  # of the page's height in which a folio line stands
_FOLIO = 3.2  # times the text's size: a page's number at the most


@frozen(kw_only=True)
class BoxSpace:
    """A box of the page, and what parts things in it."""

    box: Rect
    walls: Walls
    pictures: tuple[Rect, ...]
    body: float  # size of its text, pt
    plate: float  # size from which letters are the paper's name, pt
    face: str = ""  # of the page's text
    page: Rect = Rect(0, 0, 0, 0)


def in_strips(lines: Sequence[PrintedLine], space: BoxSpace) -> list[PrintedLine]:
    """Return the lines in low bands across the page: in these are facts, no columns.

    A band is a tinted area, or lies between two rules across the page.
    """
    wide, low = _ACROSS * space.page.width, _LOW * space.body
    if space.box.width >= wide and space.box.height <= low:
        return list(lines)
    rules = sorted(rule.middle for rule in space.walls.across if rule.width >= wide)
    bands = [(over, under) for over, under in pairwise(rules) if under - over <= low]
    return [line for line in lines if any(over < line.box.middle < under for over, under in bands)]


def folio_strip(
    shown: Sequence[ShownLines], columns: Sequence[TextColumn], space: BoxSpace
) -> set[int]:
    """Return the clusters of a folio line: small ones side by side at the page's top.

    What stands close over a column is its head, wherever the page has it.
    """
    top = min((c.box.top for c in shown), default=0.0)
    foot = space.box.top + _STRIP * space.box.height
    row = [
        c
        for c in shown
        if c.box.bottom <= foot
        and c.box.top <= top + 2 * space.body
        and len(c.lines) == 1
        and c.lines[0].style.size <= _FOLIO * space.body
        and not c.lines[0].upright
        and not any(close_over(c.box, column.box, space.body) for column in columns)
    ]
    return set(map(id, row)) if len(row) > 1 else set()


def contents(shown: Sequence[ShownLines]) -> set[int]:
    """Return the clusters that are lists of contents: they head nothing."""
    return {id(c) for c in shown if sum(map(leads_on, c.lines)) >= max(1, _LED * len(c.lines))}


def breaks_off(column: TextColumn) -> bool:
    """Tell whether a column ends amid a sentence, with a full line."""
    last = max(column.lines, key=lambda line: (line.box.top, line.box.left))
    full = last.box.right >= column.box.right - 1.2 * column.size
    return full and not ends_sentence(last.text)


def close_over(head: Rect, column: Rect, body: float) -> bool:
    """Tell whether a head stands close over a column."""
    level = min(head.right, column.right) > max(head.left, column.left)
    return level and -body <= column.top - head.bottom <= 3 * body


def in_sentences(head: Sequence[ShownLines]) -> bool:
    """Tell whether a head is lines of text that end a sentence."""
    lines = [line for cluster in head for line in cluster.lines]
    return len(lines) > 1 and ends_sentence(lines[-1].text)
