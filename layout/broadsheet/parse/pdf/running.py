"""Running heads and feet, by comparing pages.

Takes the lines of all pages; returns for each page those that stand at the same height of
several pages with the same words, whatever their figures.  They are the page's, no story's.
"""

import re
from collections.abc import Sequence

from broadsheet.geometry import Rect
from broadsheet.parse.pdf.columns import common_size
from broadsheet.parse.pdf.values import PrintedLine

_EDGE = 0.1  # of the page's height, at its head and foot
_OUTER = 2  # lines at head and foot that may be such twice as far in
_LARGEST = 1.4  # times the text's size: what is larger is a headline that two pages have
_SAME = 3.0  # pt between the heights of one running line
_SHARE = 0.3  # of all pages that have it
_FIGURES = re.compile(r"[0-9０-９]+|[〇一二三四五六七八九十百]+(?=[页頁版])|\b[ivxlc]+\b")


def running(
    pages: Sequence[Sequence[PrintedLine]], sheets: Sequence[Rect]
) -> list[list[PrintedLine]]:
    """Return the running lines of each page; ``sheets`` are the pages' own boxes."""
    most = _LARGEST * common_size(line for lines in pages for line in lines)
    small = ([line for line in lines if line.style.size <= most] for lines in pages)
    outer = [_outer(lines, sheet) for lines, sheet in zip(small, sheets, strict=True)]
    seen: dict[str, list[tuple[int, float]]] = {}
    for number, lines in enumerate(outer):
        for line in lines:
            seen.setdefault(_words(line), []).append((number, line.box.top))
    least = max(2, _SHARE * len(pages))
    return [
        [line for line in lines if _count(seen[_words(line)], line.box.top) >= least]
        for lines in outer
    ]


def _words(line: PrintedLine) -> str:
    return _FIGURES.sub("0", "".join(line.text.split()))


def _count(places: Sequence[tuple[int, float]], top: float) -> int:
    return len({number for number, other in places if abs(other - top) <= _SAME})


def _outer(lines: Sequence[PrintedLine], sheet: Rect) -> list[PrintedLine]:
    """Return the lines at a page's head and foot."""
    ordered = sorted(lines, key=lambda line: line.box.middle)
    head = [line for line in ordered if line.box.bottom < _EDGE * sheet.height]
    foot = [line for line in ordered if line.box.top > (1 - _EDGE) * sheet.height]
    ends = [*ordered[:_OUTER], *ordered[-_OUTER:]]
    outer = [n for n in ends if abs(n.box.middle / sheet.height - 0.5) > 0.5 - 2 * _EDGE]
    found = {id(line): line for line in [*head, *foot, *outer]}
    return list(found.values())
