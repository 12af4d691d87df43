"""The seam (中缝): boxes one under another in the margin towards the fold.

Takes a page in work; sets what was picked for these boxes beside the rows of its map.
"""

from broadsheet.geometry import Rect
from broadsheet.makeup.galley import furniture
from broadsheet.makeup.galley.forme import Forme
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.page.contents import set_content
from broadsheet.spec import Box, Seam, Share


def set_seam(forme: Forme, seam: Seam) -> None:
    """Set the boxes of a seam; those without a depth share what the others leave."""
    spec = forme.spec
    page, depth = spec.style.page, spec.rows * spec.style.grid.baseline
    at = seam.at if seam.at != "inner" else "left" if forme.number % 2 else "right"
    left = page.left - seam.white - seam.width
    if at == "right":
        left = page.width - page.right + seam.white
    fixed = [_depth(box, depth) for box in seam.boxes]
    free = sum(own is None for own in fixed)
    room = depth - seam.gap * (len(fixed) - 1) - sum(own or 0.0 for own in fixed)
    top = spec.top
    for box, own in zip(seam.boxes, fixed, strict=True):
        forme.setup.look()
        rect = Rect(left, top, seam.width, room / free if own is None else own)
        galley = Galley(forme.setup, box)
        furniture.lay_ground(galley, rect)
        set_content(forme, galley, rect)
        top = rect.bottom + seam.gap


def _depth(box: Box, room: float) -> float | None:
    return box.width.of * room if isinstance(box.width, Share) else box.width
