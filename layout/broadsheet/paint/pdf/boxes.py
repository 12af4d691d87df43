"""The boxes of a page, written into its file so that preflight can name them.

Takes a page of the display list; returns its page-piece dictionary (ISO 32000-1, 14.5), which
programs that don't know it leave alone.  No ink, nothing to click: PDF/X allows it.
"""

from typing import Any

from broadsheet import display
from broadsheet.paint.pdf import objects

NAMEPLATE = ("masthead", "masthead", 0)  # item, role and block of the paper's name
OWNER = "broadsheet"
_KINDS = {"masthead", "ad"}  # of copy that preflight has rules for


def piece_info(page: display.Page, time: str) -> Any:
    """Return the dictionary; ``time`` is the page's, as PDF writes an instant.

    A box is an array: its name, item, kind of copy; left, bottom, right, top; the size of the
    paper's name if it stands there, else 0, all in pt.
    """
    kinds, names = _kinds(page), _nameplates(page)
    boxes = [
        objects.array(
            *map(objects.text_string, (box.name, box.item, kinds.get(box.name, ""))),
            *map(objects.number, (*_edges(box, page.height), names.get(box.name, 0.0))),
        )
        for box in page.boxes
    ]
    held = objects.dictionary(
        LastModified=objects.text_string(time),
        Private=objects.dictionary(Boxes=objects.array(*boxes)),
    )
    return objects.dictionary(**{OWNER: held})


def _edges(box: display.PlacedBox, height: float) -> tuple[float, float, float, float]:
    rect = box.rect
    return (rect.left, height - rect.bottom, rect.right, height - rect.top)


def _nameplates(page: display.Page) -> dict[str, float]:
    """Return the size of the paper's name, by the box that it stands in."""
    found: dict[str, float] = {}
    for mark in page.marks:
        if isinstance(mark, display.TextLine):
            for run in mark.runs:
                if (run.source.item, run.source.role, run.source.block) == NAMEPLATE:
                    found[mark.box] = max(run.size, found.get(mark.box, 0.0))
    return found


def _kinds(page: display.Page) -> dict[str, str]:
    found: dict[str, str] = {}
    for mark in page.marks:
        if isinstance(mark, display.TextLine):
            for run in mark.runs:
                if run.source.role in _KINDS:
                    found.setdefault(mark.box, run.source.role)
        elif isinstance(mark, display.PlacedPicture) and mark.source.role in _KINDS:
            found.setdefault(mark.box, mark.source.role)
    return found
