"""Which boxes hold the parts of one story, on one page or on several.

Takes each page's boxes with the items that they picked; returns the legs of every story that
goes on in another box, each with the one before and the one after it, and findings for boxes
with nothing to go on with.  Knows nothing of text.
"""

from collections.abc import Iterator, Mapping, Sequence

from broadsheet.edition import Article, Item
from broadsheet.errors import Finding
from broadsheet.makeup.shape.pick import find_item, name_of
from broadsheet.models import frozen, record
from broadsheet.spec import Arrangement, Box, Continued, StoryBox

Key = tuple[int, str]  # number of the page and name of the box


@frozen()
class PageContent:
    """A page's sheet, its items, and the items in its boxes."""

    drawn: Arrangement
    items: tuple[Item, ...]
    picked: Mapping[str, Item]


@record()
class Leg:
    """A box that holds a part of a story, and its neighbours."""

    page: int
    box: Box
    story: Article
    name: str  # of the story, to its editor
    number: int = 1  # counts from the story's own box
    before: "Leg | None" = None
    after: "Leg | None" = None

    @property
    def first(self) -> "Leg":
        """The story's own box."""
        return self.before.first if self.before else self

    @property
    def jumps(self) -> bool:
        """Whether the text goes on on another page."""
        return self.after is not None and self.after.page != self.page

    @property
    def lands(self) -> bool:
        """Whether the text comes from another page."""
        return self.before is not None and self.before.page != self.page


def find_legs(pages: Sequence[PageContent]) -> tuple[Mapping[Key, Leg], list[Finding]]:
    """Return the legs of all stories that go on in another box, by page and box."""
    legs: dict[Key, Leg] = {}
    findings: list[Finding] = []
    waiting = [
        (number, box, box.content.continues)
        for number, page in enumerate(pages, 1)
        for box in _in_map_order(page.drawn)
        if isinstance(box.content, StoryBox) and box.content.continues
    ]
    moved = True
    while waiting and moved:  # a box may go on with one that is drawn after it
        moved = False
        for step in list(waiting):
            number, box, goes_on = step
            before = _before(goes_on, number, pages, legs)
            if before is None:
                continue
            waiting.remove(step)
            moved = True
            if before.after is not None:
                taken = f"{before.name} goes on in box {before.after.box.name} already"
                findings.append(box.finding("error", "taken", taken, number))
                continue
            leg = Leg(number, box, before.story, before.name, before.number + 1, before)
            before.after = leg
            legs[before.page, before.box.name] = before
            legs[number, box.name] = leg
    for number, box, _ in waiting:
        white = "there is no story for this box to go on with: it stays white"
        findings.append(box.finding("warning", "empty-box", white, number))
    return legs, findings


def _in_map_order(drawn: Arrangement) -> Iterator[Box]:
    names = dict.fromkeys(name for row in drawn.map for name in row.cells)
    names |= dict.fromkeys(box.name for box in drawn.placed)
    return (drawn.boxes[name] for name in names if name in drawn.boxes)


def _before(
    goes_on: Continued, number: int, pages: Sequence[PageContent], legs: Mapping[Key, Leg]
) -> Leg | None:
    """Return the leg that a box goes on with; None while it is not known, or for ever."""
    page = goes_on.page or number
    if page > min(number, len(pages)):
        return None
    held = pages[page - 1]
    if goes_on.box:
        return legs.get((page, goes_on.box)) or _own(held, page, goes_on.box)
    story = find_item(held.items, "article", goes_on.select)
    name = next((n for n, item in held.picked.items() if item is story), "") if story else ""
    leg = legs.get((page, name)) or _own(held, page, name)
    while leg is not None and leg.after is not None:
        leg = leg.after
    return leg


def _own(held: PageContent, page: int, name: str) -> Leg | None:
    """Return a story's first leg: its own box."""
    item, box = held.picked.get(name), held.drawn.boxes.get(name)
    if box is None or not isinstance(item, Article) or not isinstance(box.content, StoryBox):
        return None
    return None if box.content.vertical else Leg(page, box, item, name_of(item, held.items))
