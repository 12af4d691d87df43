"""Boxes that stand outside the map: each in a rectangle of its own on the sheet (``at``).

Takes a page in work and where its boxes came to stand; returns findings for what lies over what.
Such a box is one cell of a lattice of its own, whose rows begin at its head.
"""

from collections.abc import Iterator, Mapping

from broadsheet.errors import Finding
from broadsheet.geometry import MM, Rect
from broadsheet.makeup.galley.forme import Forme
from broadsheet.makeup.shape.drawn import Lattice, Shape
from broadsheet.spec import Arrangement, Box

SLACK = 0.5  # pt, too little to see


def placed_shapes(drawn: Arrangement) -> dict[str, Shape]:
    """Return the shape of each box outside the map: one cell."""
    return {box.name: Shape.cell(box.name) for box in drawn.placed}


def lying_over(forme: Forme, forms: Mapping[str, Shape], grid: Lattice) -> Iterator[Finding]:
    """Yield an error for each box outside the map that lies over another, or the folio line."""
    drawn = forme.spec.arrangement
    for box in drawn.placed:
        for name, rects in (*_of_map(drawn, forms, grid), *_around(forme)):
            shared = [_shared(rect, box) for rect in rects]
            across, down = max(shared, key=lambda one: one[0] * one[1], default=(0.0, 0.0))
            if across > SLACK and down > SLACK:
                both = f"{_mm(across)} x {_mm(down)}"
                told = (
                    f"box {box.name} lies over box {name}: they share {both} "
                    "(write . in the map there, or move its at)"
                )
                if not name:
                    told = f"box {box.name} lies over the folio line: they share {both}"
                yield box.finding("error", "overlap", told, forme.number)


def _of_map(
    drawn: Arrangement, forms: Mapping[str, Shape], grid: Lattice
) -> Iterator[tuple[str, list[Rect]]]:
    """Yield the boxes that the map draws, each column of theirs by itself."""
    for name, shape in forms.items():
        if drawn.boxes[name].at is None:
            yield (
                name,
                [
                    grid.rect(s.column, s.column, grid.starts[s.top], grid.starts[s.foot + 1])
                    for s in shape.spans
                ],
            )


def _around(forme: Forme) -> Iterator[tuple[str, list[Rect]]]:
    """Yield what stands in the margin towards the fold, and the folio line, which has no name."""
    spec = forme.spec
    if spec.arrangement.seam:
        own = {box.name for box in spec.arrangement.seam.boxes}
        for box in forme.boxes:
            if box.name in own:
                yield box.name, [box.rect]
    if spec.arrangement.folio:
        page, row = spec.style.page, spec.style.grid.baseline
        top = spec.top - spec.band * row
        if spec.arrangement.folio.at == "bottom":
            top = spec.top + spec.rows * row
        wide = page.width - page.left - page.right
        yield "", [Rect(page.left, top, wide, spec.band * row)]


def _shared(rect: Rect, box: Box) -> tuple[float, float]:
    at = box.at or Rect(0, 0, 0, 0)
    across = rect.shared_width(at)
    return max(0.0, across), max(0.0, min(rect.bottom, at.bottom) - max(rect.top, at.top))


def _mm(points: float) -> str:
    return f"{round(points / MM, 1):g} mm"
