"""Article threads: a bead for each column of a story, so that readers can follow it.

Takes pages and their boxes; returns objects (ISO 32000-1, 12.4.3).
"""

from collections.abc import Mapping
from typing import Any

from broadsheet import display
from broadsheet.geometry import Rect
from broadsheet.paint.pdf import objects


def columns(pages: display.Pages) -> dict[str, list[tuple[int, Rect]]]:
    """Return the columns of each story, with their pages counted from 0, in reading order.

    A column's rectangle ends where its box does.
    """
    found: dict[str, list[tuple[int, Rect]]] = {}
    placed = [(number, box) for number, page in enumerate(pages.pages) for box in page.boxes]
    for number, box in sorted(placed, key=lambda one: one[1].part):
        if box.item and box.columns:
            found.setdefault(box.item, []).extend((number, rect) for rect in box.columns)
    return found


def write(pages: display.Pages, titles: Mapping[str, str], document: Any) -> Any:
    """Put threads into the document and beads on its pages; return the array, None if empty."""
    threads = []
    beads: dict[int, list[Any]] = {}
    for item, places in columns(pages).items():
        thread = objects.dictionary(
            Type="/Thread", I=objects.dictionary(Title=objects.text_string(titles.get(item, item)))
        )
        home = document.Reference(thread)
        made = [objects.dictionary(Type="/Bead") for _ in places]
        references = [document.Reference(bead) for bead in made]
        thread["F"] = references[0]
        made[0]["T"] = home
        for n, (bead, (number, rect)) in enumerate(zip(made, places, strict=True)):
            height = pages.pages[number].height
            edges = (rect.left, height - rect.bottom, rect.right, height - rect.top)
            bead["P"] = objects.page_reference(number)
            bead["R"] = objects.array(*map(objects.number, edges))
            bead["N"] = references[(n + 1) % len(references)]
            bead["V"] = references[n - 1]
            beads.setdefault(number, []).append(references[n])
        threads.append(home)
    for number, held in beads.items():
        document.Pages.pages[number].B = objects.array(*held)
    return objects.array(*threads) if threads else None
