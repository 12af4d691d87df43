"""Advertisers' own material in its slot, and slots of standard size.

Takes an advertisement whose picture is all of it, and a rectangle; places it whole, marks it as
what it is, and says where it is too large, of another ratio, or too coarse.
"""

from broadsheet.display import Source
from broadsheet.edition import Advert
from broadsheet.geometry import MM, Rect
from broadsheet.makeup.galley import furniture
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.setup import source_of
from broadsheet.spec import SLOTS

COARSE, REFUSED = 150.0, 100.0  # pixels an inch, at the size it is placed
RATIO_SLACK = 0.02  # of the ratio: what nobody sees
SIZE_SLACK = 1.02  # PDF material this much larger than its slot is scaled in silence
SLOT_SLACK = 0.06  # of the depth that a slot has in the type area: rows are whole


def place_material(galley: Galley, item: Advert, rect: Rect) -> None:
    """Place material whole, in the middle of its slot."""
    width, height = galley.setup.picture_sizes[item.src]
    if min(rect.width, rect.height) <= 0:
        galley.say("error", "ad-room", f"{item.src} has no room: what is beside it fills the box")
        return
    scale = min(rect.width / width, rect.height / height)
    across, down = width * scale, height * scale
    spot = Rect(rect.centre - across / 2, rect.middle - down / 2, across, down)
    source: Source = source_of(item.id, "ad", "")
    galley.picture(spot, item.src, source, item.alt or item.name)
    furniture.corner_label(galley, spot, "ad", over=True)
    _check_ratio(galley, item, rect, width / height)
    if item.src.lower().endswith((".pdf", ".svg")):
        if width > SIZE_SLACK * rect.width or height > SIZE_SLACK * rect.height:
            galley.say(
                "warning",
                "ad-size",
                f"{item.src} is {_mm(width, height)}, its slot {_mm(rect.width, rect.height)}: "
                f"it is placed at {100 * scale:.0f} %",
            )
        return
    ppi = 72 / scale
    if ppi < COARSE:
        galley.say(
            "error" if ppi < REFUSED else "warning",
            "ad-coarse",
            f"{item.src} has {ppi:.0f} pixels an inch in its slot, under {COARSE:.0f}: "
            f"{round(across / 72 * COARSE)} × {round(down / 72 * COARSE)} pixels are needed",
        )


def _check_ratio(galley: Galley, item: Advert, rect: Rect, own: float) -> None:
    wanted = rect.width / rect.height
    if abs(own / wanted - 1) <= RATIO_SLACK:
        return
    if own < wanted:
        white, where = (rect.width - rect.height * own) / 2, "at each side"
    else:
        white, where = (rect.height - rect.width / own) / 2, "over and under it"
    galley.say(
        "warning",
        "ad-ratio",
        f"{item.src} is {own:.2f} : 1, its slot {wanted:.2f} : 1 "
        f"({_mm(rect.width, rect.height)}): {white / MM:.0f} mm stay white {where}",
    )


def check_slot(galley: Galley, size: str, rect: Rect) -> None:
    """Say when a box is not of the standard size that it is sold as."""
    width, height = slot_size(galley, size)
    off = max(abs(rect.width / width - 1), abs(rect.height / height - 1))
    if off > SLOT_SLACK:
        galley.say(
            "warning",
            "ad-slot",
            f"the box is {_mm(rect.width, rect.height)}, {size} is {_mm(width, height)}",
        )


def slot_size(galley: Galley, size: str) -> tuple[float, float]:
    """Return width and depth of a standard size in this spec's type area, pt."""
    page, grid = galley.setup.style.page, galley.setup.style.grid
    across, down = SLOTS[size]
    gutters = (1 - across) * grid.gutter
    width = (page.width - page.left - page.right) * across - gutters
    return width, round(grid.rows * down) * grid.baseline


def _mm(width: float, height: float) -> str:
    return f"{width / MM:.0f} × {height / MM:.0f} mm"
