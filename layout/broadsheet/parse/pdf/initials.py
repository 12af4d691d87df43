"""Large letters that open a paragraph, sunk into its first lines.

Takes the lines of one direction; returns them with such a letter at its line's start, and the
lines beside it as wide as the column.  Size and place tell.
"""

from collections.abc import Sequence

from broadsheet.geometry import Rect
from broadsheet.models import replace
from broadsheet.parse.pdf.values import PrintedLine

_LARGE = 1.7  # times the text's size
_LARGEST = 9.0
_LETTERS = 2  # a quotation mark may stand before it
_NEAR = 1.4  # ems of the text between it and the lines beside it
_LEVEL = 0.9  # ems of the text between its top and that of its first line


def with_initials(lines: Sequence[PrintedLine], body: float) -> tuple[PrintedLine, ...]:
    """Put initials at their lines' starts; ``body`` is the size of the page's text, pt."""
    caps = [
        line
        for line in lines
        if len(line.text) <= _LETTERS
        and line.text[-1].isalpha()
        and _LARGE * body <= line.style.size <= _LARGEST * body
    ]
    if not caps:
        return tuple(lines)
    found = list(lines)
    for cap in caps:
        beside = [line for line in found if line is not cap and _is_beside(cap, line, body)]
        if len(beside) < _LETTERS or beside[0].box.top - cap.box.top > _LEVEL * body:
            continue
        for n, line in enumerate(beside):
            left = cap.box.left
            box = Rect(left, line.box.top, line.box.right - left, line.box.height)
            text = line.text if n else cap.text + line.text
            lead = line.lead if n else cap.text + line.lead
            found[_at(found, line)] = replace(line, box=box, text=text, lead=lead)
        del found[_at(found, cap)]
    return tuple(found)


def _at(lines: Sequence[PrintedLine], one: PrintedLine) -> int:
    return next(n for n, line in enumerate(lines) if line is one)


def _is_beside(cap: PrintedLine, line: PrintedLine, body: float) -> bool:
    """Tell whether a line of text stands right behind a large letter, within its height."""
    if abs(line.style.size - body) > 0.15 * body:
        return False
    near = -0.3 * body <= line.box.left - cap.box.right <= _NEAR * body
    return near and cap.box.top - body <= line.box.top and line.box.middle < cap.box.bottom
