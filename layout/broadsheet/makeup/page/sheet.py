"""One page: its boxes planned, its rows given their heights, its copy set.

Takes a page's setup and content; fills its forme, and makes the page of it: map → items →
heights → boxes → marks in reading order.  Of other pages it knows the stories that go on.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from broadsheet.display import Colour, Fill, Page
from broadsheet.edition import Article, EditionPage
from broadsheet.errors import Fault
from broadsheet.geometry import Rect
from broadsheet.makeup.checks.no_face import missing_glyphs
from broadsheet.makeup.galley.forme import Forme, rows_above
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.links import link_marks
from broadsheet.makeup.galley.setup import PageSetup
from broadsheet.makeup.page.placing import set_box
from broadsheet.makeup.shape.drawn import Shape, lattice, shapes
from broadsheet.makeup.shape.heights import Claim, Cost, fill_rows
from broadsheet.makeup.shape.pick import leaves, pick_items
from broadsheet.makeup.story.area import area_of
from broadsheet.makeup.story.plan import StoryPlan
from broadsheet.makeup.story.story import plan_story
from broadsheet.spec import SLOTS, Box, ItemBox, RowHeight, Spec, StoryBox

if TYPE_CHECKING:
    from broadsheet.makeup.story.upright import UprightPlan
    from broadsheet.makeup.threads.threads import PageThread, Threads

LEAST_ITEM_ROWS = 5  # of a box without a story in a row that finds its own height
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
    forms = shapes(spec.arrangement.map)
    held = threads.courses(forme, forms, _plan) if threads else {}
    courses = list({id(course): course for course in held.values()}.values())
    plans, uprights, claims = _planned(forme, forms, held)
    for course in courses:
        cost = _watched(setup, course.cost)
        claims.append(Claim(course.first, course.last, cost, course.open))
    setup.look(f"finding the heights of page {forme.number}")
    heights, _ = fill_rows(spec.rows, _bands(spec, forms), claims)
    grid = lattice(spec.style, spec.top, heights)
    for course in courses:
        plans |= course.close(heights)
    # the parts of a story are read in their order, wherever the map draws them
    for name in sorted(forms, key=lambda name: held[name].rank(name) if name in held else 0):
        setup.look(_doing("placing", forme, name))
        set_box(forme, forms[name], grid, plans.get(name), uprights.get(name))
    for course in courses:
        course.finish(forme)
    _set_around(forme, content)
    forme.findings += missing_glyphs(forme)


def _planned(
    forme: Forme, forms: Mapping[str, Shape], held: "Mapping[str, PageThread]"
) -> "tuple[dict[str, StoryPlan], dict[str, UprightPlan], list[Claim]]":
    """Plan what boxes hold, but those of ``held`` stories, and what it costs in any height."""
    setup, spec = forme.setup, forme.spec
    plans: dict[str, StoryPlan] = {}
    uprights: dict[str, UprightPlan] = {}
    claims: list[Claim] = []
    for name, shape in forms.items():
        setup.look(_doing("setting", forme, name))
        cost: Cost
        if name in held:
            continue
        if _is_upright(spec.arrangement.boxes[name], forme):
            uprights[name] = _plan_upright(forme, spec.arrangement.boxes[name], shape)
            cost = uprights[name].cost
        elif plan := _plan(forme, spec.arrangement.boxes[name], shape):
            plans[name] = plan
            cost = plan.cost
        else:
            cost = _roomy(spec.arrangement.boxes[name], shape, spec)
        claims.append(Claim(shape.bands[0], shape.bands[-1], _watched(setup, cost)))
    return plans, uprights, claims


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


def _plan(forme: Forme, box: Box, shape: Shape) -> StoryPlan | None:
    item = forme.picked.get(box.name)
    galley = Galley(forme.setup, box)
    spec = forme.spec
    basic = lattice(spec.style, spec.top, [0] * len(spec.arrangement.map))
    if held := forme.briefs.get(box.name):
        from broadsheet.makeup.page import briefs  # noqa: PLC0415 - many pages have none

        return briefs.plan_briefs(galley, held, shape, basic, rows_above(box, shape, spec))
    if not isinstance(box.content, StoryBox) or not isinstance(item, Article):
        return None
    area = area_of(galley, box.content, shape, basic, rows_above(box, shape, spec))
    return plan_story(galley, box.content, item, area)


def _roomy(box: Box, shape: Shape, spec: Spec) -> Cost:
    """Cost of a box that takes whatever it gets from a few rows on."""
    least = rows_above(box, shape, spec)
    least += 1 if isinstance(box.content, StoryBox) else LEAST_ITEM_ROWS

    def cost(heights: tuple[int, ...]) -> float:
        return 1000.0 * max(0, least - sum(heights))

    return cost


def _bands(spec: Spec, forms: Mapping[str, Shape]) -> list[RowHeight]:
    """Return the heights of the map's rows; one that a slot of standard size fills has its."""
    bands = [row.height for row in spec.arrangement.map]
    for name, shape in forms.items():
        first = shape.bands[0]
        sold = [
            SLOTS[leaf.content.size][1]
            for leaf in leaves(spec.arrangement.boxes[name])
            if isinstance(leaf.content, ItemBox) and leaf.content.size
        ]
        if sold and len(shape.bands) == 1 and bands[first].kind != "rows":
            depth = round(max(sold) * spec.rows) + rows_above(
                spec.arrangement.boxes[name], shape, spec
            )
            bands[first] = RowHeight(kind="rows", rows=depth)
    return bands


def _is_upright(box: Box, forme: Forme) -> bool:
    content, item = box.content, forme.picked.get(box.name)
    return isinstance(content, StoryBox) and content.vertical and isinstance(item, Article)


def _plan_upright(forme: Forme, box: Box, shape: Shape) -> "UprightPlan":
    from broadsheet.makeup.story import upright  # noqa: PLC0415 - few pages have such stories

    item, content = forme.picked[box.name], box.content
    if not isinstance(content, StoryBox) or not isinstance(item, Article):
        raise Fault("a vertical story that is none")
    spec = forme.spec
    basic = lattice(spec.style, spec.top, [0] * len(spec.arrangement.map))
    above = rows_above(box, shape, spec)
    return upright.plan_upright(Galley(forme.setup, box), content, item, shape, basic, above)


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
    )
