"""How near a drawing is to another day's: the same stories in the same places, treated alike.

Takes a drawn spec and the blocks of a new drawing; returns a price for what moved.  Stories are
known by what their boxes select: their ranks, as a rule.  Widths and rows may differ; that is
what a page is drawn again for.
"""

from collections.abc import Mapping, Sequence

from broadsheet.arranging.forms import StoryForm
from broadsheet.arranging.ranking import RankedBlock
from broadsheet.arranging.rooms import PlacedBlock
from broadsheet.models import frozen
from broadsheet.spec import Arrangement, Box, BriefsBox, ItemBox, StoryBox

MOVED, BROADER, TREATED = 120.0, 30.0, 12.0  # prices of all of the page, and of another treatment


@frozen()
class FormerPlace:
    """Where a block stood: shares of the news area, and how it was treated."""

    left: float
    top: float
    width: float
    kind: str


def former_places(drawn: Arrangement) -> dict[str, FormerPlace]:
    """Return the places of a drawing's stories, by what their boxes select.

    A row of the map whose height is not written counts as much as the average of the others.
    """
    known = [row.height.rows for row in drawn.map if row.height.kind == "rows"]
    usual = max(1, round(sum(known) / len(known))) if known else 10
    held = [
        (row.cells, row.height.rows if row.height.kind == "rows" else usual) for row in drawn.map
    ]
    news = [(cells, deep) for cells, deep in held if any(_key(drawn.boxes, n) for n in cells)]
    whole = max(1, sum(deep for _, deep in news))
    found: dict[str, FormerPlace] = {}
    top = 0
    for cells, deep in news:
        for name in dict.fromkeys(cells):
            key = _key(drawn.boxes, name)
            if key and key not in found:
                first, count = cells.index(name), cells.count(name)
                kind = _kind(drawn.boxes[name])
                share = (first / len(cells), top / whole, count / len(cells))
                found[key] = FormerPlace(*share, kind)
        top += deep
    return found


def _key(boxes: Mapping[str, Box], name: str) -> str:
    """Return what a box's news is known by; empty for what is no news."""
    box = boxes.get(name)
    if box is None:
        return ""
    if isinstance(box.content, StoryBox):
        return f"story {box.content.select}"
    if isinstance(box.content, BriefsBox):
        return "briefs"
    photo = isinstance(box.content, ItemBox) and box.content.kind == "photo"
    return f"photo {box.content.select}" if photo and isinstance(box.content, ItemBox) else ""


def _kind(box: Box) -> str:
    if box.frame is not None:
        return "framed"
    content = box.content
    return "upright" if isinstance(content, StoryBox) and content.headline.vertical else "plain"


def moved(
    places: Mapping[str, FormerPlace],
    blocks: Sequence[RankedBlock],
    spots: Sequence[PlacedBlock],
    forms: Sequence[Sequence[StoryForm]],
    columns: int,
) -> float:
    """Return the price of what stands elsewhere, or is treated otherwise, than it did."""
    if not places:
        return 0.0
    rows = max(spot.row + spot.rows for spot in spots)
    price = 0.0
    seen: set[int] = set()
    for spot in spots:
        if spot.block in seen:
            continue
        seen.add(spot.block)
        block = blocks[spot.block]
        place = places.get("briefs" if block.kind == "briefs" else f"{block.kind} {_named(block)}")
        if place is None:
            continue
        price += MOVED * abs(spot.column / columns - place.left)
        price += MOVED * abs(spot.row / rows - place.top)
        price += BROADER * abs(spot.width / columns - place.width)
        kind = forms[spot.block][spot.form].kind
        price += TREATED * ((kind if kind in ("framed", "upright") else "plain") != place.kind)
    return price


def _named(block: RankedBlock) -> str:
    return str(block.select)
