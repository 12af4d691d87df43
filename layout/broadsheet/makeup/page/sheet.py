"""One page: its boxes planned, its rows given their heights, its copy set.

Takes a page's setup and content; fills its forme, and makes the page of it: map → items →
heights → boxes → marks in reading order.  Of other pages it knows the stories that go on.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from broadsheet.display import Colour, Fill, Page
from broadsheet.edition import EditionPage
from broadsheet.geometry import Rect
from broadsheet.makeup.checks.in_all import in_all
from broadsheet.makeup.checks.no_face import missing_glyphs
from broadsheet.makeup.galley.contract import Planned
from broadsheet.makeup.galley.forme import Forme, rows_above
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.links import link_marks
from broadsheet.makeup.galley.setup import PageSetup
from broadsheet.makeup.page.contents import plan_content
from broadsheet.makeup.page.places import lying_over, placed_shapes
from broadsheet.makeup.page.placing import set_box
from broadsheet.makeup.shape.drawn import Lattice, Shape, lattice, own_lattice, shapes
from broadsheet.makeup.shape.heights import Claim, Cost, fill_rows
from broadsheet.makeup.shape.pick import leaves, pick_items
from broadsheet.spec import RowHeight, Spec

if TYPE_CHECKING:
    from broadsheet.makeup.threads.threads import Threads

DRAFT_RED = Colour(0, 1, 1, 0)
DRAFT_BAR = 3.0  # pt


def picked(setup: PageSetup, spec: Spec, content: EditionPage, number: int) -> Forme:
    """Return the forme of a page with the items of its boxes picked."""
    drawn = spec.arrangement
    fold = {box.name: box for box in drawn.seam.boxes} if drawn.seam else {}
    picked = pick_items({**drawn.boxes, **fold}, content.items, number)
    findings = list(picked.findings)
    return Forme(setup, spec, number, content.items, picked.items, picked.briefs, findings=findings)


def compose_page(forme: Forme, content: EditionPage, threads: "Threads | None") -> None:
    """Find the heights of a page's rows, and set all its boxes."""
    setup, spec = forme.setup, forme.spec
    forms = {**shapes(spec.arrangement.map), **placed_shapes(spec.arrangement)}
    threaded = threads.on_page(forme, forms) if threads else {}
    stories = list({id(thread): thread for thread in threaded.values()}.values())
    plans = _planned(forme, {name: forms[name] for name in forms if name not in threaded})
    claims = [
        Claim(forms[name].bands[0], forms[name].bands[-1], _watched(setup, plan.cost))
        for name, plan in plans.items()
        if plan.galley.box.at is None
    ]
    for thread in stories:
        if not thread.mapped:
            continue
        cost = _watched(setup, thread.cost)
        claims.append(Claim(thread.first, thread.last, cost, thread.open))
    setup.look(f"finding the heights of page {forme.number}")
    heights, _ = fill_rows(spec.rows, _bands(spec, forms), claims)
    forme.bands = tuple(heights)
    grid = lattice(spec.style, spec.top, heights)
    for thread in stories:
        plans |= thread.close(heights)
    # the parts of a story are read in their order, wherever the map draws them
    for name in sorted(
        forms, key=lambda name: threaded[name].rank(name) if name in threaded else 0
    ):
        setup.look(_doing("placing", forme, name))
        set_box(forme, forms[name], _lattice_of(spec, name, grid), plans[name])
    for thread in stories:
        thread.finish(forme)
    _set_around(forme, content)
    forme.findings += lying_over(forme, forms, grid)
    forme.findings += [*in_all(forme), *missing_glyphs(forme)]


def _planned(forme: Forme, forms: Mapping[str, Shape]) -> dict[str, Planned]:
    """Plan what boxes hold."""
    setup, spec = forme.setup, forme.spec
    basic = lattice(spec.style, spec.top, [0] * len(spec.arrangement.map))
    plans: dict[str, Planned] = {}
    for name, shape in forms.items():
        setup.look(_doing("setting", forme, name))
        box = spec.arrangement.boxes[name]
        galley, above = Galley(setup, box), rows_above(box, shape, spec)
        own = _lattice_of(spec, name, basic)
        plans[name] = plan_content(forme, galley, shape, own, above)
    return plans


def _lattice_of(spec: Spec, name: str, grid: Lattice) -> Lattice:
    """Return the lattice that a box stands in: the page's, or its own outside the map."""
    at = spec.arrangement.boxes[name].at
    return grid if at is None else own_lattice(spec.style, at)


def _set_around(forme: Forme, content: EditionPage) -> None:
    """Set what lies outside the map: the fold between two pages, the folio line."""
    drawn = forme.spec.arrangement
    if drawn.seam:
        from broadsheet.makeup.page import seam  # noqa: PLC0415 - few papers sell theirs

        seam.set_seam(forme, drawn.seam)
    if drawn.folio:
        from broadsheet.makeup.page import folio  # noqa: PLC0415 - front pages have none

        line, faults = folio.set_folio(forme.setup, forme.spec, content, forme.number)
        forme.below += line.below
        forme.findings += faults


def _doing(verb: str, forme: Forme, box: str) -> str:
    """Say what is done with a box, to who waits: ``setting story 3 in box c``."""
    item = forme.picked.get(box)
    name = forme.name(item).split(" “", 1)[0] + " in " if item else ""
    return f"{verb} {name}box {box}"


def _watched(setup: PageSetup, cost: Cost) -> Cost:
    """Return a cost that is looked at while heights are sought."""
    if setup.watch is None:
        return cost

    def looked(heights: tuple[int, ...]) -> float:
        setup.look()
        return cost(heights)

    return looked


def _bands(spec: Spec, forms: Mapping[str, Shape]) -> list[RowHeight]:
    """Return the heights of the map's rows; one that a slot of standard size fills has its."""
    bands = [row.height for row in spec.arrangement.map]
    for name, shape in forms.items():
        first, box = shape.bands[0], spec.arrangement.boxes[name]
        if box.at is not None:
            continue
        sold = [leaf.slot[1] for leaf in leaves(box) if leaf.slot]
        if sold and len(shape.bands) == 1 and bands[first].kind != "rows":
            depth = round(max(sold) * spec.rows) + rows_above(box, shape, spec)
            bands[first] = RowHeight(kind="rows", rows=depth)
    return bands


def mark_overset(forme: Forme) -> None:
    """Lay a red bar along the foot of each box that is overset, for a draft."""
    over = {finding.box for finding in forme.findings if finding.code == "overset"}
    for placed in forme.boxes:
        if placed.name in over:
            rect = placed.rect
            bar = Rect(rect.left, rect.bottom - DRAFT_BAR, rect.width, DRAFT_BAR)
            forme.below.append(Fill(bar, fill=DRAFT_RED, box=placed.name))


def page_of(forme: Forme, content: EditionPage) -> Page:
    """Furniture below, then all copy in reading order, then links."""
    order = dict.fromkeys(("masthead", *(item.id for item in forme.items), *forme.copy))
    copy = [mark for item in order for mark in forme.copy.get(item, [])]
    links = link_marks(copy, forme.setup.book)
    shape = forme.setup.style.page
    return Page(
        number=forme.number,
        width=shape.width,
        height=shape.height,
        marks=(*forme.below, *copy, *links, *forme.leads),
        boxes=tuple(forme.boxes),
        label=content.folio,
        bands=forme.bands,
    )
