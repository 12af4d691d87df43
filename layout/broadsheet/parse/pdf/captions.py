"""Lines below pictures.

Takes the lines of a box and its pictures; returns the captions: a few lines right below a
picture, no wider than it, and parted from what follows by white or by another face.
"""

from collections.abc import Sequence

from broadsheet.geometry import Rect
from broadsheet.models import frozen
from broadsheet.parse.pdf.values import PrintedLine

_BELOW = 1.6  # sizes below the picture, at the most
_MOST = 5  # lines
_PICTURES = 200  # of a page that are looked below
_PITCH = 1.75  # sizes from one baseline to the next


@frozen(kw_only=True)
class Captioned:
    """A picture and the lines below it."""

    picture: Rect
    lines: tuple[PrintedLine, ...]


def captions(lines: Sequence[PrintedLine], pictures: Sequence[Rect], face: str) -> list[Captioned]:
    """Return the captions; ``face`` is that of the page's text."""
    found: list[Captioned] = []
    ordered = sorted(lines, key=lambda line: (line.box.top, line.box.left))
    taken: set[int] = set()
    largest = sorted(pictures, key=lambda box: -box.width * box.height)[:_PICTURES]
    for picture in largest:
        run = _below(picture, ordered, taken)
        if run and (len(run) <= 3 or (run[0].style.face != face and len(run) <= _MOST)):
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


def _inside(line: PrintedLine, picture: Rect) -> bool:
    slack = line.style.size
    box = line.box
    if box.top < picture.bottom - 2 or box.top > picture.bottom + 12 * line.style.size:
        return False
    return picture.left - slack <= box.left and box.right <= picture.right + slack
