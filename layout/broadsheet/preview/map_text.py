"""Write a moved map into a spec's text: the map's lines change, nothing else does.

Takes a text, the line at which its map begins and the map before and after; returns the text
with the map after.  Comments, order, line ends and blanks stay byte for byte.  Opens nothing.
"""

import re
from collections.abc import Sequence

from broadsheet.errors import OutputError, Where
from broadsheet.preview.drawn_map import Drawn, MapLine
from broadsheet.preview.written import LINE

_CELL = re.compile(r"\S+")
_ENDS = ("\n", "\r", "\x85", "\u2028", "\u2029")  # of lines, as YAML counts them (1.1, 4.1.4)


def rewritten(text: str, places: Sequence[Where], before: Drawn, after: Drawn) -> str:
    """Return the text with the map ``after`` in place of ``before``.

    ``places`` are where the lines of the map begin.  Raises OutputError when the map is not
    written as a block of lines of its own, or is not ``before`` there.
    """
    lines = LINE.findall(text)
    numbers = [place.line for place in places]
    for place, line in zip(places, before, strict=True):
        if numbers.count(place.line) > 1 or not _is(lines, place, line):
            raise OutputError(
                f"{place}: the map is not drawn in lines of its own here",
                hint="begin it with 'map: |' and give each row a line",
            )
    drawn: dict[int, list[str]] = {number: [] for number in numbers}
    for line in after:
        number = numbers[line.source]
        own = lines[number - 1]
        same = line == before[line.source]
        if drawn[number] and not drawn[number][-1].endswith(_ENDS):
            drawn[number][-1] += "\n"  # the file's last line, which has no end
        drawn[number].append(own if same else _redrawn(own, line, before[line.source]))
    return "".join(
        "".join(drawn[number]) if number in drawn else line for number, line in enumerate(lines, 1)
    )


def block(drawn: Drawn) -> list[str]:
    """Return a map as the lines of a key, its columns in line."""
    wide = max(len(cell) for line in drawn for cell in line.cells)
    rows = [" ".join(cell.ljust(wide) for cell in line.cells) for line in drawn]
    heights = [line.height for line in drawn]
    return ["map: |", *(f"  {row} | {high}" for row, high in zip(rows, heights, strict=True))]


def _is(lines: Sequence[str], place: Where, line: MapLine) -> bool:
    """Tell whether a line of a text draws a line of the map, and nothing beside it."""
    if not 1 <= place.line <= len(lines):
        return False
    own = lines[place.line - 1]
    cells, bar, height = own.partition("|")
    return bool(bar) and tuple(cells.split()) == line.cells and height.strip() == line.height


def _redrawn(own: str, line: MapLine, before: MapLine) -> str:
    """Return a line of the text with its cells and height otherwise, its blanks as they are."""
    cells, _, height = own.partition("|")
    fresh, at, drift = "", 0, 0  # drift: characters that names are longer than those before
    for found, cell in zip(_CELL.finditer(cells), line.cells, strict=True):
        white = cells[at : found.start()]
        if fresh:  # the columns of the drawing stay in line
            kept = white[: max(1, len(white) - max(0, drift))]
            drift -= len(white) - len(kept)
            white = kept + " " * max(0, -drift)
            drift = max(0, drift)
        fresh += white + cell
        drift += len(cell) - len(found[0])
        at = found.end()
    fresh += cells[at:]
    if line.height != before.height:
        lead = height[: len(height) - len(height.lstrip())]
        height = lead + line.height + height[len(lead) + len(height.strip()) :]
    return f"{fresh}|{height}"
