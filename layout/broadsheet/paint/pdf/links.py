"""Where links lead: destinations in the file, its outline, addresses outside it.

Takes anchors and links of the display list as pages are written; returns annotations, and at
the end the tree of destinations (ISO 32000-1, 12.3 and 12.5.6.5).
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from broadsheet import display
from broadsheet.errors import Fault
from broadsheet.models import field, record
from broadsheet.paint.pdf import objects


@record()
class Links:
    """The places of a file that links may lead to, and those that they do lead to."""

    destinations: dict[str, Any] = field(default_factory=dict)  # by anchor name
    targets: set[str] = field(default_factory=set)  # names of anchors that links lead to
    level: int = -1  # of the last outline entry

    def anchor(self, anchor: display.Anchor, height: float, canvas: Any) -> None:
        """Add a destination and its outline entry; levels deepen by one at most.

        ``height`` is that of the page, pt; ``canvas`` is ReportLab's, at that page.
        """
        destination = canvas.bookmarkPage(
            anchor.name, fit="XYZ", left=anchor.x, top=height - anchor.y, zoom=0
        )
        self.destinations[anchor.name] = destination
        if anchor.title:
            self.level = min(anchor.level, self.level + 1)
            canvas.addOutlineEntry(anchor.title, anchor.name, self.level)

    def annotation(self, link: display.Link, height: float) -> Any:
        """Return a link without a frame, to a place in this file or an address."""
        rect = link.rect
        corners = (rect.left, height - rect.bottom, rect.right, height - rect.top)
        entries: dict[str, Any] = {
            "Type": "/Annot",
            "Subtype": "/Link",
            "Rect": objects.array(*map(objects.number, corners)),
            "Border": "[0 0 0]",
            "F": 4,  # printed, as PDF/A wants every annotation
        }
        if link.target.startswith("#"):
            self.targets.add(link.target[1:])
            entries["Dest"] = objects.text_string(link.target[1:])
        else:
            address = quote(link.target, safe="!#$%&'()*+,/:;=?@[]~")
            entries["A"] = objects.dictionary(S="/URI", URI=objects.text_string(address))
        return objects.dictionary(**entries)

    def names(self, document: Any) -> Any:
        """Return the tree of destinations, None if there is none.

        Raises Fault for links that lead nowhere.
        """
        if lost := sorted(self.targets - self.destinations.keys()):
            raise Fault(f"links lead nowhere: {', '.join(lost)}")
        return _tree(self.destinations, document) if self.destinations else None


def _tree(destinations: Mapping[str, Any], document: Any) -> Any:
    # A name tree is searched by bytes (ISO 32000-1, 7.9.6); ids beyond ASCII are UTF-16.
    keyed = sorted((_key(name), name) for name in destinations)
    pairs = [
        entry for _, name in keyed for entry in (objects.text_string(name), destinations[name])
    ]
    tree = objects.dictionary(Names=objects.array(*pairs))
    return objects.dictionary(Dests=document.Reference(tree))


def _key(name: str) -> bytes:
    """Return a name as the file holds it."""
    return name.encode("ascii") if name.isascii() else b"\xfe\xff" + name.encode("utf-16-be")
