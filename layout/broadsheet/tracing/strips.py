"""Advertisements, notices and service text: boxes of their own, or several side by side.

Takes areas in their cells; returns them with those that stand beside each other, off the grid's
columns, put together to one.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from broadsheet.parse.pdf.stories import union
from broadsheet.tracing.inks import Inks, written
from broadsheet.tracing.values import Area, FoundGrid

KINDS = ("ad", "info", "notice", "photo")
_OFF = 2.0  # pt from a column's edge
_LEVEL = 1  # rows by which heads and feet of a strip differ


def together(found: Sequence[Area], grid: FoundGrid) -> list[Area]:
    """Return areas, those of a strip as one whose parts are told ``across``."""
    loose = [area for area in found if area.kind in KINDS]
    kept = [area for area in found if area.kind not in KINDS]
    strips: list[list[Area]] = []
    for area in sorted(loose, key=lambda one: (one.row, one.box.left)):
        for strip in strips:
            if abs(strip[-1].row - area.row) <= _LEVEL and abs(
                strip[-1].row + strip[-1].rows - area.row - area.rows
            ) <= _LEVEL and 0 <= area.box.left - strip[-1].box.right < 3 * grid.size:  # fmt: skip
                strip.append(area)
                break
        else:
            strips.append([area])
    for strip in strips:
        if len(strip) == 1 or all(_fits(area, grid) for area in strip):
            kept += strip
        else:
            kept.append(_across(strip))
    return kept


def _fits(area: Area, grid: FoundGrid) -> bool:
    left = grid.column_left(area.column)
    right = grid.column_right(area.column + area.columns - 1)
    return abs(area.box.left - left) < _OFF and abs(area.box.right - right) < _OFF


def _across(strip: Sequence[Area]) -> Area:
    whole = union([area.box for area in strip])
    gaps = [two.box.left - one.box.right for one, two in pairwise(strip)]
    parts: list[dict[str, Any]] = []
    for n, area in enumerate(strip):
        wide = {"width": f"{round(area.box.width, 2):g}pt"} if n < len(strip) - 1 else {}
        parts.append(area.spec | wide)
    first = min(strip, key=lambda one: one.column)
    last = max(strip, key=lambda one: one.column + one.columns)
    row = min(area.row for area in strip)
    gap = f"{round(sum(gaps) / len(gaps), 2):g}pt"
    return Area(
        kind="strip",
        item="",
        box=whole,
        column=first.column,
        columns=last.column + last.columns - first.column,
        row=row,
        rows=max(area.row + area.rows for area in strip) - row,
        spec={"across": parts, "gap": gap},
    )


def tell(area: Area, rank: int, inks: Inks) -> None:
    """Write what an advertisement, a notice or service text is."""
    area.spec[area.kind] = rank
    colour = "" if area.kind == "ad" else _accent(area, inks)
    if colour:
        area.spec["accent"] = colour


def _accent(area: Area, inks: Inks) -> str:
    """Return the colour of the heaviest area in a box, else of its frame."""
    inside = [
        m for m in inks.fills
        if m.solid and area.box.inset(-2).holds(m.rect) and m.paint.total > 30 and m.rect.width > 20
    ]  # fmt: skip
    if inside:
        return written(max(inside, key=lambda m: m.rect.width * m.rect.height).paint)
    lines = inks.edges(area.box)
    return written(lines[0].paint) if lines else ""
