"""A page in work: its boxes are set into it one by one.

Takes what the edition and the spec say of a page; files furniture, and copy by item, as boxes
are set.  Knows nothing of other pages, nor of how a box is set.
"""

from collections.abc import Mapping

from broadsheet import files_read
from broadsheet.display import Link, Mark, PlacedBox
from broadsheet.edition import Article, Item
from broadsheet.errors import Fault, Finding
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.setup import PageSetup
from broadsheet.makeup.shape.drawn import Shape, stands_under
from broadsheet.makeup.shape.pick import name_of
from broadsheet.models import field, frozen, names, record
from broadsheet.spec import Box, Spec


@record()
class Forme:
    """A page in work: furniture, and copy by item."""

    setup: PageSetup
    spec: Spec  # its sheet
    number: int
    items: tuple[Item, ...]
    picked: Mapping[str, Item]
    briefs: Mapping[str, tuple[Article, ...]] = field(default_factory=dict)
    below: list[Mark] = field(default_factory=list)
    copy: dict[str, list[Mark]] = field(default_factory=dict)
    boxes: list[PlacedBox] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    leads: list[Link] = field(default_factory=list)  # of an index, to stories of any page
    others: dict[str, tuple[Item, str]] = field(default_factory=dict)  # of other pages, named
    shared: set[str] = field(default_factory=set)  # items whose tag stands over another already
    parts: dict[str, int] = field(default_factory=dict)  # which part of its story a box holds
    bands: tuple[int, ...] = ()  # rows of each line of the map, once they are found

    def file(self, item: str, galley: Galley) -> None:
        """File what a galley has set under an item."""
        galley.draw_strokes()
        self.below += galley.below
        self.copy.setdefault(item, []).extend(galley.copy)
        for level, code, message in galley.said:
            self.findings.append(
                galley.box.finding(
                    level,
                    code,
                    message,
                    self.number,
                    None if item in ("", "masthead") else item,
                )
            )

    def name(self, item: Item) -> str:
        """Name an item to its editor."""
        other = self.others.get(item.id)
        return other[1] if other else name_of(item, self.items)

    @property
    def every(self) -> tuple[Item, ...]:
        """Its items, and those of other pages that go on here."""
        return (*self.items, *(item for item, _ in self.others.values()))


@frozen(kw_only=True)
class FilledForme:
    """What composing has put into a forme, without what it was composed from."""

    number: int
    below: list[Mark]
    copy: dict[str, list[Mark]]
    boxes: list[PlacedBox]
    findings: list[Finding]
    leads: list[Link]
    shared: set[str]
    parts: dict[str, int]
    bands: tuple[int, ...]
    files: dict[str, str]  # that were read, with their digests

    def put_into(self, forme: Forme) -> None:
        """Fill a forme of the same page with it."""
        if forme.number != self.number:
            raise Fault(f"page {self.number} for page {forme.number}")
        for name in names(self):
            if name not in ("number", "files"):
                setattr(forme, name, getattr(self, name))
        files_read.add(self.files)


def filled_forme(forme: Forme, files: Mapping[str, str]) -> FilledForme:
    """Return what is in a forme that has been composed."""
    held = {name: getattr(forme, name) for name in names(FilledForme) if name != "files"}
    return FilledForme(files=dict(files), **held)


def rows_above(box: Box, shape: Shape, spec: Spec) -> int:
    """Return the rows of white over a box: its own, or the grid's under another box."""
    gap = spec.style.grid.gap if stands_under(shape, spec.arrangement.map) else 0
    return max(0, (gap if box.above is None else box.above) + box.nudge)
