"""Compose an edition's pages.

Takes an edition, a spec, opened faces and the sizes of pictures; returns the display list
with all findings.  The wiring of this package: map → items → heights → boxes → marks in
reading order.  Opens nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from broadsheet.display import Mark, Page, Pages, PlacedBox, TextLine
from broadsheet.edition import Article, Edition, EditionPage, Item
from broadsheet.errors import Finding
from broadsheet.fonts.typeface import FaceBook
from broadsheet.geometry import Rect
from broadsheet.makeup import furniture
from broadsheet.makeup.desk import Desk
from broadsheet.makeup.ear import set_ear
from broadsheet.makeup.heights import Claim, fill_rows
from broadsheet.makeup.items import item_depth_over, set_item
from broadsheet.makeup.links import link_marks
from broadsheet.makeup.masthead import set_masthead
from broadsheet.makeup.pick import name_of, pick_items
from broadsheet.makeup.shape import Lattice, Shape, lattice, shapes, stands_under
from broadsheet.makeup.story import StoryPlan, overset_bar, plan_story, set_story
from broadsheet.spec import AcrossBox, Box, EarBox, ItemBox, MastheadBox, Share, Spec, StoryBox

LEAST_ITEM_ROWS = 5  # of an advertisement in a row of its own making


@dataclass(slots=True)
class _Sheet:
    """A page in work: furniture, and copy by item."""

    desk: Desk
    number: int
    items: tuple[Item, ...]
    picked: Mapping[str, Item]
    draft: bool
    furniture: list[Mark] = field(default_factory=list)
    copy: dict[str, list[Mark]] = field(default_factory=dict)
    boxes: list[PlacedBox] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def add(self, item: str, below: list[Mark], copy: list[Mark]) -> None:
        """File what a box has set."""
        self.furniture += below
        self.copy.setdefault(item, []).extend(copy)


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
    for number, sheet in enumerate(edition.pages or (EditionPage(),), start=1):
        page, found = _compose_page(desk, sheet, number, draft)
        pages.append(page)
        findings += found
    used = sorted({run.face for page in pages for line in _lines(page) for run in line.runs})
    head = edition.masthead
    return Pages(
        pages=tuple(pages),
        findings=tuple(findings),
        title=" ".join(part for part in (head.name, head.date) if part) or spec.name,
        lang=desk.lang,
        spec=spec.name,
        faces=tuple((face, book.face(face).digest) for face in used),
        folder=edition.folder,
    )


def _lines(page: Page) -> list[TextLine]:
    return [mark for mark in page.marks if isinstance(mark, TextLine)]


def _compose_page(
    desk: Desk, content: EditionPage, number: int, draft: bool
) -> tuple[Page, list[Finding]]:
    spec = desk.spec
    picked = pick_items(spec.boxes, content.items, number)
    sheet = _Sheet(desk, number, content.items, picked.items, draft)
    sheet.findings += picked.findings
    forms = shapes(spec.map)
    basic = lattice(spec, [0] * len(spec.map))
    plans: dict[str, StoryPlan] = {}
    claims: list[Claim] = []
    for name, shape in forms.items():
        box = spec.boxes[name]
        above = _above(box, shape, spec)
        item = picked.items.get(name)
        if isinstance(box.content, StoryBox) and isinstance(item, Article):
            plan = plan_story(desk, box, box.content, item, shape, basic, above)
            plans[name] = plan
            claims.append(Claim(shape.bands[0], shape.bands[-1], plan.cost))
        else:
            least = above + (1 if isinstance(box.content, StoryBox) else LEAST_ITEM_ROWS)
            claims.append(Claim(shape.bands[0], shape.bands[-1], _roomy(least)))
    heights, _ = fill_rows(spec.grid.rows, [row.height for row in spec.map], claims)
    grid = lattice(spec, heights)
    for name, shape in forms.items():
        _set_box(sheet, spec.boxes[name], shape, grid, heights, plans.get(name))
    sheet.findings += _missing_glyphs(sheet)
    return _page(sheet, content), sheet.findings


def _roomy(least: int) -> "_Roomy":
    return _Roomy(least)


@dataclass(frozen=True, slots=True)
class _Roomy:
    """Cost of a box that takes whatever it gets from ``least`` rows on."""

    least: int

    def __call__(self, heights: tuple[int, ...]) -> float:
        return 0.0 if sum(heights) >= self.least else 1000.0 * (self.least - sum(heights))


def _above(box: Box, shape: Shape, spec: Spec) -> int:
    if box.above is not None:
        return box.above
    return spec.grid.gap if stands_under(shape, spec.map) else 0


def _set_box(
    sheet: _Sheet,
    box: Box,
    shape: Shape,
    grid: Lattice,
    heights: tuple[int, ...],
    plan: StoryPlan | None,
) -> None:
    above = _above(box, shape, sheet.desk.spec)
    bands = shape.bands
    top, foot = grid.starts[bands[0]] + above, grid.starts[bands[-1] + 1]
    rect = grid.rect(shape.spans[0].column, shape.spans[-1].column, top, foot)
    sheet.furniture += furniture.ground(box, rect) if shape.rectangular else []
    sheet.furniture += furniture.rules(sheet.desk, box, rect, above)
    if plan is None:
        _set_content(sheet, box, rect)
        return
    own = tuple(heights[bands[0] : bands[-1] + 1])
    below, copy, columns, findings, lines = set_story(plan, grid, own, sheet.number)
    sheet.add(plan.story.id, below, copy)
    sheet.findings += findings
    if sheet.draft and any(f.code == "overset" for f in findings):
        sheet.furniture.append(overset_bar(rect))
    row = sheet.desk.row
    sheet.boxes.append(
        PlacedBox(
            name=box.name,
            rect=rect,
            item=plan.story.id,
            where=box.where,
            columns=tuple(
                Rect(c.left, c.top, place.measure, c.rows * row)
                for c, place in zip(columns, plan.places, strict=True)
            ),
            lines=lines,
            room=sum(c.rows for c in columns),
        )
    )


def _set_content(sheet: _Sheet, box: Box, rect: Rect) -> None:
    """Set a box that holds no story into its rectangle."""
    desk, content = sheet.desk, box.content
    if isinstance(content, AcrossBox):
        _set_across(sheet, content, rect)
        return
    item = sheet.picked.get(box.name)
    if isinstance(content, MastheadBox):
        sheet.add("masthead", *set_masthead(desk, box, content, rect))
    elif isinstance(content, EarBox):
        sheet.add("masthead", *set_ear(desk, box, content, rect))
    elif isinstance(content, ItemBox) and item is not None:
        below, copy = set_item(desk, box, content, item, rect)
        sheet.add(item.id, below, copy)
        _check_item(sheet, box, item, copy, rect)
    sheet.boxes.append(
        PlacedBox(name=box.name, rect=rect, item=item.id if item else "", where=box.where)
    )


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
        own = share if width is None else width
        inner = Rect(left, rect.top, own, rect.height)
        sheet.furniture += furniture.ground(part, inner)
        _set_content(sheet, part, inner)
        left += own + content.gap


def _check_item(sheet: _Sheet, box: Box, item: Item, copy: list[Mark], rect: Rect) -> None:
    over = item_depth_over(copy, rect)
    wide = [
        mark
        for mark in copy
        if isinstance(mark, TextLine)
        and not mark.vertical
        and (mark.x < rect.left - 0.5 or mark.x + mark.width > rect.right + 0.5)
    ]
    if over > 0.5 or wide:
        text = wide[0].plain if wide else f"{over:.0f} pt deeper than its box"
        sheet.findings.append(
            Finding(
                level="error",
                code="overset",
                message=f"{name_of(item, sheet.items)}: 溢 {text!r} does not fit its box",
                page=sheet.number,
                box=box.name,
                item=item.id,
                where=box.where,
            )
        )


def _missing_glyphs(sheet: _Sheet) -> list[Finding]:
    """Name each character that no face has: the page is refused."""
    found: dict[tuple[str, str], Finding] = {}
    names = {item.id: name_of(item, sheet.items) for item in sheet.items}
    for marks in sheet.copy.values():
        for mark in marks:
            if not isinstance(mark, TextLine):
                continue
            for run in mark.runs:
                if 0 not in run.glyphs:
                    continue
                for glyph, char in zip(run.glyphs, run.text, strict=False):
                    if glyph == 0 and (char, run.source.item) not in found:
                        place = names.get(run.source.item, run.source.item)
                        finding = _no_face(sheet, char, place, run.source.role, run.source.block)
                        found[char, run.source.item] = finding
    return list(found.values())


def _no_face(sheet: _Sheet, char: str, place: str, role: str, block: int) -> Finding:
    part = f"paragraph {block + 1}" if role == "para" else role
    code = " ".join(f"U+{ord(c):04X}" for c in char)
    return Finding(
        level="error",
        code="no-glyph",
        message=f"{code} {char}: no face, {place.split(' “')[0]} {part}",
        page=sheet.number,
    )


def _page(sheet: _Sheet, content: EditionPage) -> Page:
    """Furniture below, then all copy in reading order, then links."""
    order = ["masthead", *(item.id for item in sheet.items)]
    copy = [mark for item in order for mark in sheet.copy.get(item, [])]
    links = list(link_marks(copy, sheet.desk.book))
    shape = sheet.desk.spec.page
    return Page(
        number=sheet.number,
        width=shape.width,
        height=shape.height,
        marks=(*sheet.furniture, *copy, *links),
        boxes=tuple(sheet.boxes),
        label=content.folio,
    )
