"""How well boxes of pages by other programs are traced: ``python -m tests.external.makers.scored``.

Takes layouts; sets each with every program that is there, traces the PDF, sets the trace, and
holds its boxes against the layout's.  ``--set second`` takes the layouts that trace was not
developed on, ``--keep DIR`` keeps the pages and takes those that are there already.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2

import broadsheet
from broadsheet import api
from broadsheet.geometry import Rect
from broadsheet.models import frozen
from tests.external.makers import first, second
from tests.external.makers.engines import makers
from tests.external.makers.layouts import Layout, ToSet, to_set, truth

SETS = {"first": first.LAYOUTS, "second": second.LAYOUTS}
GOOD = 0.9


@frozen(kw_only=True)
class MadeElsewhere:
    """A page by another program, and how its boxes were traced."""

    layout: str
    maker: str
    boxes: tuple[float, ...]  # intersection over union
    extra: int = 0  # boxes that the layout does not have
    seconds: float = 0.0
    error: str = ""


def overlap(one: Rect, two: Rect) -> float:
    """Return the intersection of two boxes over their union."""
    across = min(one.right, two.right) - max(one.left, two.left)
    down = min(one.bottom, two.bottom) - max(one.top, two.top)
    both = max(0.0, across) * max(0.0, down)
    return both / (one.width * one.height + two.width * two.height - both)


def letters(content: bytes) -> list[Rect]:
    """Return the place of each letter of the first page."""
    with pypdfium2.PdfDocument(content) as document:
        page = document[0]
        text, tall = page.get_textpage(), page.get_height()
        found = []
        for n in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(n, loose=True)
            if right > left and text.get_text_range(n, 1).strip():
                found.append(Rect(left, tall - top, right - left, top - bottom))
        return found


def scored(page: ToSet, content: bytes, name: str) -> MadeElsewhere:
    """Trace a page and hold the boxes that are set again against the layout."""
    wanted = list(zip(page.boxes, truth(page, letters(content)), strict=True))
    start = time.perf_counter()
    try:
        traced = api.trace(content)
    except broadsheet.UserError as fault:
        none = (0.0,) * len(wanted)
        return MadeElsewhere(layout=page.layout.name, maker=name, boxes=none, error=str(fault))
    seconds = time.perf_counter() - start
    found = [box.rect for box in traced.pages.pages[0].boxes if box.name not in ("M", "E")]
    best, taken = matched(wanted, found)
    return MadeElsewhere(
        layout=page.layout.name, maker=name, boxes=tuple(best), extra=len(found) - taken,
        seconds=seconds,
    )  # fmt: skip


def matched(wanted: Sequence[tuple[Rect, Rect]], found: Sequence[Rect]) -> tuple[list[float], int]:
    """Return for each box how much of it was found, none found twice, and how many were taken.

    A box is as it was drawn, or without the white under its last line: which of the two a page
    means can't be seen.
    """
    pairs = sorted(
        (
            (max(overlap(one, two) for one in both), n, m)
            for n, both in enumerate(wanted)
            for m, two in enumerate(found)
        ),
        reverse=True,
    )
    best, taken = [0.0] * len(wanted), set()
    for share, n, m in pairs:
        if share > 0 and not best[n] and m not in taken:
            best[n] = share
            taken.add(m)
    return best, len(taken)


def every(
    layouts: Sequence[Layout], names: Sequence[str] = (), keep: Path | None = None
) -> Iterator[MadeElsewhere]:
    """Yield the score of each layout with each program."""
    for layout in layouts:
        page = to_set(layout)
        for name, make in makers().items():
            if names and name not in names and layout.name not in names:
                continue
            kept = keep / f"{layout.name}-{name}.pdf" if keep else None
            content = kept.read_bytes() if kept and kept.exists() else make(page)
            if kept:
                kept.parent.mkdir(parents=True, exist_ok=True)
                kept.write_bytes(content)
            yield scored(page, content, name)


def told(found: Sequence[MadeElsewhere]) -> str:
    """Return the table: a row for each layout, a column for each program, and sums."""
    names = list(dict.fromkeys(one.maker for one in found))
    rows = ["layout".ljust(18) + "".join(name.rjust(14) for name in names)]
    for layout in dict.fromkeys(one.layout for one in found):
        cells = {one.maker: one for one in found if one.layout == layout}
        rows.append(layout.ljust(18) + "".join(_cell(cells.get(name)).rjust(14) for name in names))
    good = {n: [b >= GOOD for one in found if one.maker == n for b in one.boxes] for n in names}
    rows.append("boxes at 0.9".ljust(18) + "".join(
        f"{sum(good[n])}/{len(good[n])}".rjust(14) for n in names
    ))  # fmt: skip
    boxes = [box for one in found for box in one.boxes]
    rows.append(
        f"{len(found)} pages, {sum(b >= GOOD for b in boxes)} of {len(boxes)} boxes at 0.9 "
        f"({sum(b >= GOOD for b in boxes) / max(1, len(boxes)):.0%}), mean "
        f"{sum(boxes) / max(1, len(boxes)):.3f}, {sum(one.extra for one in found)} too many, "
        f"{max(one.seconds for one in found):.1f} s at most"
    )
    return "\n".join(rows) + "\n"


def _cell(one: MadeElsewhere | None) -> str:
    """Return the least box of a page, and how many are under the mark."""
    if one is None:
        return "-"
    low = sum(box < GOOD for box in one.boxes)
    return f"{min(one.boxes):.2f}" + (f" ({low} low)" if low else "") + ("!" if one.error else "")


def main() -> int:
    """Print the table."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("names", nargs="*", help="layouts or programs")
    given.add_argument("--set", default="first", choices=tuple(SETS))
    given.add_argument("--keep", type=Path)
    order = given.parse_args()
    found = list(every(SETS[order.set], order.names, order.keep))
    sys.stdout.write(told(found))
    for one in found:
        if one.error:
            sys.stdout.write(f"{one.layout} {one.maker}: {one.error}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
