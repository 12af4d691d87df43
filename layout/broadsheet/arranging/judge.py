"""What an art editor has against a drawing before anything is set.

Takes the spots of a drawing and its forms; returns a price: rank against place, frames, gutters
that nothing crosses, heads all of one width.  Numbers only.
"""

from collections.abc import Sequence
from itertools import combinations

from broadsheet.arranging.forms import StoryForm
from broadsheet.arranging.rooms import LEFT, RIGHT, PlacedBlock

LOW, RIGHTWARD, SMALLER = 14.0, 8.0, 4.0  # a lead not at the head, at the left, the largest
LOUDER = 14.0  # a headline larger than the lead's
RANK = 0.9  # of a lesser story that stands higher
ALLEY = 25.0  # a gutter that nothing bridges (通缝)
BREAK = 40.0  # a white that runs across the whole page (断版)
FRAME, TOUCHING = 8.0, 4.0
ALIKE = 3.0  # all heads of one width
MEET = 28.0  # headlines side by side at one level (碰题)
INWARD, RAISED, AMID = 6.0, 25.0, 150.0  # an ad at the foot, at an edge, or at neither
LEVEL = 0.38  # of the smaller one that they share: lint allows a half, rows are added later


def price(spots: Sequence[PlacedBlock], forms: Sequence[Sequence[StoryForm]], levels: Sequence[int],
          columns: int, *, framed: int, alleys: bool) -> float:  # fmt: skip
    """Return what speaks against a drawing beside what its rooms cost."""
    high = max(spot.row + spot.rows for spot in spots)
    first: dict[int, PlacedBlock] = {}
    areas: dict[int, int] = {}
    for spot in spots:
        first.setdefault(spot.block, spot)
        areas[spot.block] = areas.get(spot.block, 0) + spot.width * spot.rows
    lead = first[0]
    found = LOW * (lead.row > 0) + RIGHTWARD * (lead.column > 0)
    found += SMALLER * (areas[0] < 0.9 * max(areas.values()))
    value = {block: 3.0 * (3 - levels[block]) - 0.4 * block for block in first}
    for one, two in combinations(sorted(value, key=lambda b: (-value[b], b)), 2):
        if first[two].row + 0.08 * high < first[one].row:
            found += RANK * min(6.0, value[one] - value[two])
    own = [forms[s.block][s.form] for s in first.values()]
    found += LOUDER * _louder(forms[0][lead.form], own)
    found += astray(spots, forms, columns)
    boxes = [s for s, form in zip(first.values(), own, strict=True) if form.kind == "framed"]
    found += FRAME * max(0, len(boxes) - framed)
    found += TOUCHING * sum(_touch(a, b) for a, b in combinations(boxes, 2))
    widths = {s.width for s in first.values()}
    found += ALIKE * (len(widths) == 1 and len(first) > 2)
    found += BREAK * _breaks(spots)
    found += MEET * _meetings(list(first.values()), own)
    if alleys:
        found += ALLEY * _alleys(list(first.values()), own, columns)
    return found


def astray(
    spots: Sequence[PlacedBlock], forms: Sequence[Sequence[StoryForm]], columns: int
) -> float:
    """Return the price of advertisements that stand neither at the foot nor at an edge."""
    high = max(spot.row + spot.rows for spot in spots)
    found = 0.0
    for spot in spots:
        if forms[spot.block][spot.form].kind != "ad":
            continue
        edge = spot.column == 0 or spot.column + spot.width == columns
        if spot.row + spot.rows == high:
            found += 0.0 if edge else INWARD
        else:
            found += RAISED if edge and spot.row else AMID
    return found


def _louder(lead: StoryForm, forms: Sequence[StoryForm]) -> int:
    """Count the headlines that are larger than the lead's."""
    size = lead.head.size if lead.head else 0.0
    return sum(form.head is not None and form.head.size > size > 0 for form in forms)


def _touch(one: PlacedBlock, two: PlacedBlock) -> bool:
    across = one.column <= two.column + two.width and two.column <= one.column + one.width
    return across and one.row <= two.row + two.rows and two.row <= one.row + one.rows


def _breaks(spots: Sequence[PlacedBlock]) -> int:
    """Count the rows at which every block ends or begins: white runs across the page there."""
    extents: dict[int, tuple[int, int]] = {}
    for spot in spots:
        top, foot = extents.get(spot.block, (spot.row, spot.row))
        extents[spot.block] = (min(top, spot.row), max(foot, spot.row + spot.rows))
    cuts = {top for top, _ in extents.values()} - {0}
    return sum(not any(top < cut < foot for top, foot in extents.values()) for cut in cuts)


def _alleys(first: Sequence[PlacedBlock], forms: Sequence[StoryForm], columns: int) -> int:
    """Count the gutters that no head, picture or ground crosses."""
    spans = [
        (spot.column + form.bridge[0], spot.column + form.bridge[1])
        for spot, form in zip(first, forms, strict=True)
    ]
    inner = {
        spot.column + gutter
        for spot, form in zip(first, forms, strict=True)
        for gutter in form.crossed
    }
    return sum(
        not any(left < gutter - 0.02 and right > gutter + 0.02 for left, right in spans)
        for gutter in range(1, columns)
        if gutter not in inner
    )


def _meetings(first: Sequence[PlacedBlock], forms: Sequence[StoryForm]) -> int:
    """Count heads of neighbours at one level with nothing but white between."""
    count = 0
    for (a, one), (b, two) in combinations(zip(first, forms, strict=True), 2):
        left, right = ((a, one), (b, two)) if a.column < b.column else ((b, two), (a, one))
        if left[0].column + left[0].width != right[0].column:
            continue
        if _parts(left[1], RIGHT) or _parts(right[1], LEFT):
            continue
        near, far = _head_rows(*left), _head_rows(*right)
        shared = min(near[1], far[1]) - max(near[0], far[0])
        count += shared > LEVEL * min(near[1] - near[0], far[1] - far[0]) > 0
    return count


def _parts(form: StoryForm, corner: int) -> bool:
    """Tell whether a frame, or text beside its head, parts a form from its neighbour there."""
    return form.kind == "framed" or form.corners == corner


def _head_rows(spot: PlacedBlock, form: StoryForm) -> tuple[float, float]:
    """Return where a headline begins and ends, rows from the head of the news."""
    if form.head is None:
        return (0.0, 0.0)
    top = spot.row + form.over - form.head.rows + form.head.over
    return (top, top + form.head.deep)
