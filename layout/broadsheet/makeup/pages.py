"""Compose an edition's pages.

Takes an edition, a spec, opened faces and the sizes of pictures; returns the display list
with all findings.  The wiring of this package: map → items → heights → boxes → marks in
reading order.  Opens nothing.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from broadsheet.display import Colour, Fill, Mark, Page, Pages, PlacedBox, Run, Source, TextLine
from broadsheet.edition import Article, Edition, EditionPage, Item
from broadsheet.errors import Fault, Finding
from broadsheet.fonts.typeface import FaceBook
from broadsheet.geometry import Rect
from broadsheet.makeup import furniture
from broadsheet.makeup.complete import loose_lines, lost_copy, unprinted_facts
from broadsheet.makeup.desk import Desk
from broadsheet.makeup.ear import set_ear
from broadsheet.makeup.galley import Galley
from broadsheet.makeup.heights import Claim, Cost, fill_rows
from broadsheet.makeup.items import depth_over, set_item, too_wide
from broadsheet.makeup.links import link_marks
from broadsheet.makeup.masthead import set_masthead
from broadsheet.makeup.pick import name_of, pick_items
from broadsheet.makeup.plan import StoryPlan
from broadsheet.makeup.shape import Lattice, Shape, lattice, shapes, stands_under
from broadsheet.makeup.story import plan_story, set_story, site_of, story_findings
from broadsheet.models import field, record
from broadsheet.spec import AcrossBox, Box, EarBox, ItemBox, MastheadBox, Share, Spec, StoryBox

if TYPE_CHECKING:
    from broadsheet.makeup.upright import UprightPlan

LEAST_ITEM_ROWS = 5  # of a box without a story in a row that finds its own height
DRAFT_RED = Colour(0, 1, 1, 0)
DRAFT_BAR = 3.0  # pt


@record()
class _Sheet:
    """A page in work: furniture, and copy by item."""

    desk: Desk
    number: int
    items: tuple[Item, ...]
    picked: Mapping[str, Item]
    below: list[Mark] = field(default_factory=list)
    copy: dict[str, list[Mark]] = field(default_factory=dict)
    boxes: list[PlacedBox] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def file(self, item: str, galley: Galley) -> None:
        """File what a galley has set under an item."""
        self.below += galley.below
        self.copy.setdefault(item, []).extend(galley.copy)

    def name(self, item: Item) -> str:
        """Name an item to its editor."""
        return name_of(item, self.items)


def compose(
    edition: Edition,
    spec: Spec,
    *,
    book: FaceBook,
    picture_sizes: Mapping[str, tuple[int, int]],
    draft: bool = False,
) -> Pages:
    """Return the composed pages of an edition; ``draft`` marks what is overset in red."""
    desk = Desk(spec=spec, book=book, edition=edition, picture_sizes=picture_sizes)
    pages: list[Page] = []
    findings: list[Finding] = list(edition.findings)
    for number, content in enumerate(edition.pages or (EditionPage(),), start=1):
        sheet = _compose_page(desk, content, number)
        sheet.findings += _lost(sheet)
        if draft:
            _mark_overset(sheet)
        pages.append(_page(sheet, content))
        findings += sheet.findings
    findings += book.findings()
    used = sorted({run.face for page in pages for run in _runs(page.marks)})
    head = edition.masthead
    return Pages(
        pages=tuple(pages),
        findings=tuple(findings),
        title=" ".join(part for part in (head.name, head.date) if part) or spec.name,
        lang=desk.lang,
        spec=spec.name,
        faces=tuple((face, book.face(face).digest) for face in used),
        folder=edition.folder,
        typefaces=tuple(spec.typefaces.items()),
        face_folder=spec.folder,
    )


def _runs(marks: "tuple[Mark, ...] | list[Mark]") -> Iterator[Run]:
    for mark in marks:
        if isinstance(mark, TextLine):
            yield from mark.runs


def _compose_page(desk: Desk, content: EditionPage, number: int) -> _Sheet:
    spec = desk.spec
    picked = pick_items(spec.boxes, content.items, number)
    sheet = _Sheet(desk, number, content.items, picked.items, findings=list(picked.findings))
    forms = shapes(spec.map)
    plans: dict[str, StoryPlan] = {}
    uprights: dict[str, UprightPlan] = {}
    claims: list[Claim] = []
    for name, shape in forms.items():
        cost: Cost
        if _is_upright(spec.boxes[name], sheet):
            uprights[name] = _plan_upright(sheet, spec.boxes[name], shape)
            cost = uprights[name].cost
        elif plan := _plan(sheet, spec.boxes[name], shape):
            plans[name] = plan
            cost = plan.cost
        else:
            cost = _roomy(spec.boxes[name], shape, spec)
        claims.append(Claim(shape.bands[0], shape.bands[-1], cost))
    heights, _ = fill_rows(spec.grid.rows, [row.height for row in spec.map], claims)
    grid = lattice(spec, heights)
    for name, shape in forms.items():
        _set_box(sheet, shape, grid, plans.get(name), uprights.get(name))
    sheet.findings += _missing_glyphs(sheet)
    return sheet


def _plan(sheet: _Sheet, box: Box, shape: Shape) -> StoryPlan | None:
    item = sheet.picked.get(box.name)
    if not isinstance(box.content, StoryBox) or not isinstance(item, Article):
        return None
    galley = Galley(sheet.desk, box)
    spec = sheet.desk.spec
    basic = lattice(spec, [0] * len(spec.map))
    site = site_of(galley, box.content, shape, basic, _above(box, shape, spec))
    return plan_story(galley, box.content, item, site)


def _roomy(box: Box, shape: Shape, spec: Spec) -> Cost:
    """Cost of a box that takes whatever it gets from a few rows on."""
    least = _above(box, shape, spec)
    least += 1 if isinstance(box.content, StoryBox) else LEAST_ITEM_ROWS

    def cost(heights: tuple[int, ...]) -> float:
        return 1000.0 * max(0, least - sum(heights))

    return cost


def _above(box: Box, shape: Shape, spec: Spec) -> int:
    if box.above is not None:
        return box.above
    return spec.grid.gap if stands_under(shape, spec.map) else 0


def _set_box(
    sheet: _Sheet,
    shape: Shape,
    grid: Lattice,
    plan: StoryPlan | None,
    upright: "UprightPlan | None",
) -> None:
    box = sheet.desk.spec.boxes[shape.name]
    above = _above(box, shape, sheet.desk.spec)
    bands = shape.bands
    top, foot = grid.starts[bands[0]] + above, grid.starts[bands[-1] + 1]
    rect = grid.rect(shape.spans[0].column, shape.spans[-1].column, top, foot)
    planned = plan or upright
    galley = planned.galley if planned else Galley(sheet.desk, box)
    if shape.rectangular:
        furniture.lay_ground(galley, rect)
    heading = [span for span in shape.spans if span.top == bands[0]]
    crown = grid.rect(heading[0].column, heading[-1].column, top, foot)
    furniture.draw_rules(galley, crown, above)
    if upright is not None:
        _set_upright(sheet, upright, rect)
    elif plan is not None:
        _set_story(sheet, plan, grid, rect)
    else:
        _set_content(sheet, galley, rect)


def _set_story(sheet: _Sheet, plan: StoryPlan, grid: Lattice, rect: Rect) -> None:
    bands = plan.site.shape.bands
    heights = grid.heights[bands[0] : bands[-1] + 1]
    columns = set_story(plan, grid, heights)
    sheet.file(plan.story.id, plan.galley)
    sheet.findings += story_findings(plan, heights, sheet.name(plan.story), sheet.number)
    row = sheet.desk.row
    rects = tuple(
        Rect(column.left, column.top, place.measure, column.rows * row)
        for column, place in zip(columns, plan.site.places, strict=True)
    )
    room = sum(column.rows for column in columns)
    sheet.boxes.append(
        PlacedBox(
            name=plan.galley.box.name,
            rect=rect,
            item=plan.story.id,
            where=plan.galley.box.where,
            columns=rects,
            lines=room - plan.fit(heights).short,
            room=room,
        )
    )


def _is_upright(box: Box, sheet: _Sheet) -> bool:
    content, item = box.content, sheet.picked.get(box.name)
    return isinstance(content, StoryBox) and content.vertical and isinstance(item, Article)


def _plan_upright(sheet: _Sheet, box: Box, shape: Shape) -> "UprightPlan":
    from broadsheet.makeup import upright  # noqa: PLC0415 - few pages have such stories

    item, content = sheet.picked[box.name], box.content
    if not isinstance(content, StoryBox) or not isinstance(item, Article):
        raise Fault("a vertical story that is none")
    spec = sheet.desk.spec
    basic = lattice(spec, [0] * len(spec.map))
    above = _above(box, shape, spec)
    return upright.plan_upright(Galley(sheet.desk, box), content, item, shape, basic, above)


def _set_upright(sheet: _Sheet, plan: "UprightPlan", rect: Rect) -> None:
    from broadsheet.makeup import upright  # noqa: PLC0415

    tiers, fits = upright.set_upright(plan, rect)
    sheet.file(plan.story.id, plan.galley)
    name = sheet.name(plan.story)
    sheet.findings += upright.upright_findings(plan, len(tiers), name, sheet.number, fits=fits)
    box, room = plan.galley.box, len(tiers) * plan.lines
    sheet.boxes.append(
        PlacedBox(
            name=box.name,
            rect=rect,
            item=plan.story.id,
            where=box.where,
            columns=tiers,
            lines=room - plan.pour(len(tiers)).short,
            room=room,
        )
    )


def _set_content(sheet: _Sheet, galley: Galley, rect: Rect) -> None:
    """Set a box that holds no story into its rectangle."""
    box, content = galley.box, galley.box.content
    if isinstance(content, AcrossBox):
        sheet.below += galley.below
        _set_across(sheet, content, rect)
        return
    item = sheet.picked.get(box.name)
    if isinstance(content, MastheadBox):
        set_masthead(galley, content, rect)
    elif isinstance(content, EarBox):
        set_ear(galley, content, rect)
    elif isinstance(content, ItemBox) and item is not None:
        set_item(galley, content, item, rect)
        _check_item(sheet, galley, item, rect)
    sheet.file(item.id if item else "masthead", galley)
    placed = PlacedBox(name=box.name, rect=rect, item=item.id if item else "", where=box.where)
    sheet.boxes.append(placed)


def _set_across(sheet: _Sheet, content: AcrossBox, rect: Rect) -> None:
    """Boxes side by side: the widths given, and equal shares of what is left."""
    room = rect.width - content.gap * (len(content.parts) - 1)
    fixed = [
        part.width.of * rect.width if isinstance(part.width, Share) else part.width
        for part in content.parts
    ]
    free = sum(width is None for width in fixed)
    share = (room - sum(width or 0.0 for width in fixed)) / free if free else 0.0
    left = rect.left
    for part, width in zip(content.parts, fixed, strict=True):
        own = Rect(left, rect.top, share if width is None else width, rect.height)
        galley = Galley(sheet.desk, part)
        furniture.lay_ground(galley, own)
        _set_content(sheet, galley, own)
        left += own.width + content.gap


def _check_item(sheet: _Sheet, galley: Galley, item: Item, rect: Rect) -> None:
    over = depth_over(galley.copy, rect)
    wide = too_wide(galley.copy, rect)
    if over <= 0.5 and wide is None:
        return
    what = f"{wide.plain!r} is wider than its box" if wide else f"{over:.0f} pt deeper than its box"
    sheet.findings.append(
        Finding(
            level="error",
            code="overset",
            message=f"{sheet.name(item)}: 溢 {what}",
            page=sheet.number,
            box=galley.box.name,
            item=item.id,
            where=galley.box.where,
        )
    )


def _missing_glyphs(sheet: _Sheet) -> list[Finding]:
    """Name each character that no face has: the page is refused."""
    found: dict[tuple[str, str], Finding] = {}
    names = {item.id: sheet.name(item).split(" “", 1)[0] for item in sheet.items}
    for run in (run for marks in sheet.copy.values() for run in _runs(marks)):
        if 0 not in run.glyphs:
            continue
        for glyph, char in zip(run.glyphs, run.text, strict=False):
            source = run.source
            if glyph or (char, source.item) in found:
                continue
            part = _part(sheet, source)
            code = " ".join(f"U+{ord(c):04X}" for c in char)
            found[char, source.item] = Finding(
                level="error",
                code="no-face",
                message=f"{code} {char}: no face, {names.get(source.item, source.item)} {part}",
                page=sheet.number,
                item=source.item,
            )
    return list(found.values())


def _lost(sheet: _Sheet) -> list[Finding]:
    """The last net: copy that is not on the page, and that nothing above has told."""
    marks = [mark for copy in sheet.copy.values() for mark in copy]
    told = {f.item for f in sheet.findings if f.code in ("overset", "no-box", "taken") and f.item}
    found = lost_copy(marks, sheet.items, told, sheet.number)
    found += loose_lines(marks, sheet.number)
    if "masthead" in sheet.copy:
        found += unprinted_facts(marks, sheet.desk.edition.masthead, sheet.number)
    return found


def _part(sheet: _Sheet, source: Source) -> str:
    """Name a part of an item: ``paragraph 3``, paragraphs counted by themselves."""
    if source.role != "para":
        return source.role
    story = next(item for item in sheet.items if item.id == source.item)
    body = story.body if isinstance(story, Article) else ()
    return f"paragraph {sum(block.kind == 'para' for block in body[: source.block + 1])}"


def _mark_overset(sheet: _Sheet) -> None:
    """Lay a red bar along the foot of each box that is overset, for a draft."""
    over = {finding.box for finding in sheet.findings if finding.code == "overset"}
    for placed in sheet.boxes:
        if placed.name in over:
            rect = placed.rect
            bar = Rect(rect.left, rect.bottom - DRAFT_BAR, rect.width, DRAFT_BAR)
            sheet.below.append(Fill(bar, fill=DRAFT_RED, box=placed.name))


def _page(sheet: _Sheet, content: EditionPage) -> Page:
    """Furniture below, then all copy in reading order, then links."""
    order = ["masthead", *(item.id for item in sheet.items)]
    copy = [mark for item in order for mark in sheet.copy.get(item, [])]
    links = link_marks(copy, sheet.desk.book)
    shape = sheet.desk.spec.page
    return Page(
        number=sheet.number,
        width=shape.width,
        height=shape.height,
        marks=(*sheet.below, *copy, *links),
        boxes=tuple(sheet.boxes),
        label=content.folio,
    )
