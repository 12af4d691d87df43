"""Bands of a page's foot: boxes side by side, and the rows that are theirs.

Takes the parts of a band with their widths; returns its box in a spec, and how bands share the
rows of a page.  Numbers and keys only: measures nothing.
"""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from broadsheet.models import frozen, replace

GAP = 8.5  # pt, between boxes of a band
LEAST_LEFT = 20  # rows that stay of a band which gives some


@frozen()
class FootPart:
    """An item of a band: keys of its box, and its width."""

    box: Mapping[str, Any]
    width: float  # pt


@frozen()
class FootBand:
    """Boxes side by side, with the white over them among the rows."""

    parts: tuple[FootPart, ...]
    rows: int
    most: int
    ads: bool
    generous: int  # rows at most where copy is short

    def box(self, full: float) -> dict[str, Any]:
        """Return the band's box, ``full`` pt wide."""
        if len(self.parts) == 1 and self.parts[0].width > 0.97 * full:
            return {**self.parts[0].box, "rule": "1.2pt", "above": "1行"}
        boxes = []
        for part in self.parts:
            own = dict(part.box)
            if "size" not in own:
                own["width"] = f"{int(part.width * 100000 / full) / 1000:.3f}%"
            boxes.append(own)
        if sum(part.width for part in self.parts) + GAP * (len(self.parts) - 1) > 0.97 * full:
            free = [own for own in boxes if "width" in own]
            if free:
                free[-1].pop("width")  # it takes what rounding leaves
        return {"across": boxes, "gap": f"{GAP}pt", "rule": "1.2pt", "above": "1行"}


def levelled(
    widths: Sequence[float], wanted: Sequence[float], free: Sequence[bool], narrow: float
) -> list[float]:
    """Return the widths that are wanted, pt, none under ``narrow`` unless it was so before.

    Those that are ``free`` share what is left of the room; where none is, nothing changes.
    """
    floor = min(narrow, *widths)
    made = [max(floor, width) for width in wanted]
    left = sum(widths) - sum(made)
    share = sum(width for width, takes in zip(made, free, strict=True) if takes)
    if share + left < floor * sum(free) or not share:
        return list(widths)
    return [
        width * (1 + left / share) if takes else width
        for width, takes in zip(made, free, strict=True)
    ]


def spread(bands: Sequence[FootBand], more: int) -> list[int]:
    """Return the rows of each band when ``more`` are to spare; what is over stays."""
    rows = [band.rows for band in bands]
    for n, band in enumerate(bands):
        taken = min(more, band.most - band.rows)
        rows[n] += taken
        more -= taken
    return rows


def lowered(bands: Sequence[FootBand], lack: int) -> tuple[FootBand, ...]:
    """Return bands that take so many rows less: the deepest gives them, if it can."""
    n = max(range(len(bands)), key=lambda n: bands[n].rows, default=-1)
    if n < 0 or bands[n].rows < LEAST_LEFT + lack:
        return tuple(bands)
    rows = bands[n].rows - lack
    less = replace(bands[n], rows=rows, most=rows, generous=rows)
    return (*bands[:n], less, *bands[n + 1 :])


def room(bands: Sequence[FootBand]) -> tuple[int, int]:
    """Return the rows that bands take at least, and at most."""
    least, most = (
        list(accumulate(b))[-1:] for b in ([x.rows for x in bands], [x.most for x in bands])
    )
    return (least or [0])[0], (most or [0])[0]
