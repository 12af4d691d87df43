"""Boxes set into their places on a page.

Takes a page in work, the rows that ``heights`` found and what was planned; draws what stands
around each box, sets it and enters its account.  Knows nothing of other pages.
"""

from broadsheet.makeup.galley import furniture
from broadsheet.makeup.galley.contract import Planned, enter
from broadsheet.makeup.galley.forme import Forme, rows_above
from broadsheet.makeup.shape.drawn import Lattice, Shape, box_rect, edges, tops


def set_box(forme: Forme, shape: Shape, grid: Lattice, planned: Planned) -> None:
    """Set a box into its place: what stands around it, then what was planned for it."""
    galley, spec = planned.galley, forme.spec
    box = galley.box
    above = rows_above(box, shape, spec)
    bands = shape.bands
    foot = grid.starts[bands[-1] + 1]
    if shape.rectangular:
        furniture.lay_ground(galley, box_rect(shape, grid, above))
    nudge = max(0, min(above, box.nudge))
    for first, last, band in tops(shape):
        over = grid.rect(first, last, grid.starts[band] + above, foot)
        furniture.draw_rule(galley, over, above, nudge=nudge if band == bands[0] else 0)
    if box.at is not None:
        furniture.draw_side(galley, box_rect(shape, grid, above))
    for column, head, end in edges(shape):
        along = grid.rect(column, column, grid.starts[head] + above, grid.starts[end + 1])
        furniture.draw_side(galley, along)
    enter(forme, planned.set(forme, grid, grid.heights[bands.start : bands.stop]))
