"""Lines below pictures.

Takes the lines of a box and its pictures; returns the captions: a few lines right below a
picture, no wider than it, and parted from what follows by white or by another face.
"""

from collections.abc import Sequence
from itertools import pairwise

from broadsheet.geometry import Rect
from broadsheet.models import frozen
from broadsheet.parse.pdf.columns import is_ragged
from broadsheet.parse.pdf.values import PrintedLine

_BELOW = 1.6  # sizes below the picture, at the most
_MOST = 5  # lines
_PICTURES = 200  # of a page that are looked below
_SIDE = 1.6  # sizes beside the picture, at the most
_SIDE_SIZE = 0.96  # of the text's size: a caption at a picture's side is smaller
_SIDE_LINES = 14
_PITCH = 1.75  # sizes from one baseline to the next


@frozen(kw_only=True)
class Captioned:
    """A picture and the lines below it."""

    picture: Rect
    lines: tuple[PrintedLine, ...]


def captions(
    lines: Sequence[PrintedLine], pictures: Sequence[Rect], face: str, body: float
) -> list[Captioned]:
    """Return the captions; ``face`` is that of the page's text, ``body`` its size.

    Where that is 0 nothing beside a picture is one.
    """
    found: list[Captioned] = []
    ordered = sorted(lines, key=lambda line: (line.box.top, line.box.left))
    taken: set[int] = set()
    largest = sorted(pictures, key=lambda box: -box.width * box.height)[:_PICTURES]
    for picture in largest:
        run = _below(picture, ordered, taken)
        below = run and (len(run) <= 3 or (run[0].style.face != face and len(run) <= _MOST))
        run = run if below else _beside(picture, ordered, taken, body)
        if run:
            found.append(Captioned(picture=picture, lines=tuple(run)))
            taken.update(map(id, run))
    return found


def _below(picture: Rect, ordered: Sequence[PrintedLine], taken: set[int]) -> list[PrintedLine]:
    """Return the lines right below a picture, up to white or larger type."""
    run: list[PrintedLine] = []
    for line in ordered:
        if id(line) in taken or not _inside(line, picture):
            continue
        if not run:
            if -2 <= line.box.top - picture.bottom <= _BELOW * line.style.size:
                run.append(line)
            continue
        last = run[-1]
        near = line.level - last.level <= _PITCH * last.style.size
        larger = line.style.size > 1.15 * last.style.size
        if not near or larger or len(run) > _MOST:
            break
        run.append(line)
    return run


def _beside(
    picture: Rect, ordered: Sequence[PrintedLine], taken: set[int], body: float
) -> list[PrintedLine]:
    """Return small lines right beside a picture and within its height, with none above or below."""
    held = [line for line in ordered if id(line) not in taken and _at_side(line, picture, body)]
    if not held:
        return []
    first, left, right = held[0].box, held[0].box.left, max(n.box.right for n in held)
    even = all(abs(n.style.size - held[0].style.size) < 0.1 for n in held)
    close = all(b.level - a.level <= _PITCH * a.style.size for a, b in pairwise(held))
    further = any(
        id(line) not in taken
        and all(line is not one for one in held)
        and line.box.left < right
        and line.box.right > left
        and abs(line.style.size - held[0].style.size) < 0.1
        and first.top - 2 * body < line.box.middle < held[-1].box.bottom + 2 * body
        for line in ordered
    )
    ends = min(first.top - picture.top, picture.bottom - held[-1].box.bottom)
    few = not is_ragged([held]) and (ends <= _PITCH * body or len(held) <= _MOST)
    few = few and len(held) <= _SIDE_LINES
    return held if even and close and few and not further else []


def _at_side(line: PrintedLine, picture: Rect, body: float) -> bool:
    box, size = line.box, line.style.size
    away = min(abs(box.left - picture.right), abs(picture.left - box.right))
    level = picture.top - 2 <= box.top and box.bottom <= picture.bottom + 0.5 * size
    return size < _SIDE_SIZE * body and level and away <= _SIDE * size


def _inside(line: PrintedLine, picture: Rect) -> bool:
    slack = line.style.size
    box = line.box
    if box.top < picture.bottom - 2 or box.top > picture.bottom + 12 * line.style.size:
        return False
    return picture.left - slack <= box.left and box.right <= picture.right + slack
