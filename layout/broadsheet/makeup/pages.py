"""Compose an edition's pages.

Takes an edition, a spec, opened faces and the sizes of pictures; returns the display list
with all findings.  The wiring of this package: map → items → heights → boxes → marks in
reading order.  Opens nothing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from broadsheet.display import Anchor, Colour, Fill, Mark, Page, Pages, Run, Source, TextLine
from broadsheet.edition import Article, Edition, EditionPage
from broadsheet.errors import Fault, Finding
from broadsheet.fonts.typeface import FaceBook
from broadsheet.geometry import Rect
from broadsheet.makeup import complete
from broadsheet.makeup.desk import Desk
from broadsheet.makeup.forme import Forme, rows_above, set_box
from broadsheet.makeup.galley import Galley
from broadsheet.makeup.heights import Claim, Cost, fill_rows
from broadsheet.makeup.links import link_marks
from broadsheet.makeup.pick import leaves, pick_items
from broadsheet.makeup.plan import StoryPlan
from broadsheet.makeup.shape import Shape, lattice, shapes
from broadsheet.makeup.site import site_of
from broadsheet.makeup.story import plan_story
from broadsheet.makeup.unseen import unseen_characters
from broadsheet.models import replace
from broadsheet.spec import SLOTS, Box, ItemBox, RowHeight, Spec, StoryBox

if TYPE_CHECKING:
    from broadsheet.makeup.threads import Threads
    from broadsheet.makeup.upright import UprightPlan

LEAST_ITEM_ROWS = 5  # of a box without a story in a row that finds its own height
DRAFT_RED = Colour(0, 1, 1, 0)
DRAFT_BAR = 3.0  # pt


def compose(
    edition: Edition,
    spec: Spec,
    *,
    book: FaceBook,
    picture_sizes: Mapping[str, tuple[int, int]],
    draft: bool = False,
    watch: Callable[[str], None] | None = None,
) -> Pages:
    """Return the composed pages of an edition; ``draft`` marks what is overset in red.

    ``watch`` is told what is begun, and may raise to stop it.
    """
    desk = Desk(spec=spec, book=book, edition=edition, picture_sizes=picture_sizes, watch=watch)
    findings: list[Finding] = list(edition.findings)
    contents, unmatched = _matched(edition.pages or (EditionPage(),), spec)
    formes = [
        _picked(replace(desk, spec=spec.sheet(number)), content, number)
        for number, content in enumerate(contents, start=1)
    ]
    threads = _threads(formes, contents)
    for forme, content in zip(formes, contents, strict=True):
        _compose_page(forme, content, threads)
    _check_copy(formes, contents)
    for forme in formes:
        if draft:
            _mark_overset(forme)
        findings += forme.findings
    findings += (*unmatched, *book.findings())
    known = {m.name for forme in formes for m in _anchors(forme)} if _leads(formes) else set()
    pages = [_page(forme, content, known) for forme, content in zip(formes, contents, strict=True)]
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
        roots=edition.roots,
        typefaces=tuple(spec.typefaces.items()),
        face_folder=spec.folder,
        face_roots=spec.roots,
    )


def _matched(
    contents: Sequence[EditionPage], spec: Spec
) -> tuple[Sequence[EditionPage], list[Finding]]:
    """Return the pages that have a sheet, and findings for pages and sheets left over."""
    count = len(spec.pages) or len(contents)
    left = [
        Finding(
            level="error",
            code="no-sheet",
            message=f"the spec has no page {number}: {len(content.items)} items are not set",
            page=number,
            where=spec.where,
        )
        for number, content in enumerate(contents[count:], start=count + 1)
    ]
    left += [
        Finding(
            level="warning",
            code="no-page",
            message=f"the edition has no page {number}: this page is not made",
            page=number,
            where=spec.pages[number - 1].where,
        )
        for number in range(len(contents) + 1, count + 1)
    ]
    return contents[:count], left


def _runs(marks: "tuple[Mark, ...] | list[Mark]") -> Iterator[Run]:
    for mark in marks:
        if isinstance(mark, TextLine):
            yield from mark.runs


def _picked(desk: Desk, content: EditionPage, number: int) -> Forme:
    spec = desk.spec
    fold = {box.name: box for box in spec.seam.boxes} if spec.seam else {}
    picked = pick_items({**spec.boxes, **fold}, content.items, number)
    findings = list(picked.findings)
    return Forme(desk, number, content.items, picked.items, picked.briefs, findings=findings)


def _threads(formes: Sequence[Forme], contents: Sequence[EditionPage]) -> "Threads | None":
    """Return the stories that run through several boxes; nothing where no box goes on."""
    if not any(forme.desk.spec.goes_on for forme in formes):
        return None
    from broadsheet.makeup import threads  # noqa: PLC0415 - few specs have such boxes

    return threads.find_threads(formes, [content.folio for content in contents])


def _compose_page(forme: Forme, content: EditionPage, threads: "Threads | None") -> None:
    desk, spec = forme.desk, forme.desk.spec
    forms = shapes(spec.map)
    held = threads.courses(forme, forms, _plan) if threads else {}
    plans: dict[str, StoryPlan] = {}
    uprights: dict[str, UprightPlan] = {}
    claims: list[Claim] = []
    for name, shape in forms.items():
        desk.look(_doing("setting", forme, name))
        cost: Cost
        if name in held:
            continue
        if _is_upright(spec.boxes[name], forme):
            uprights[name] = _plan_upright(forme, spec.boxes[name], shape)
            cost = uprights[name].cost
        elif plan := _plan(forme, spec.boxes[name], shape):
            plans[name] = plan
            cost = plan.cost
        else:
            cost = _roomy(spec.boxes[name], shape, spec)
        claims.append(Claim(shape.bands[0], shape.bands[-1], _watched(desk, cost)))
    courses = list({id(course): course for course in held.values()}.values())
    for course in courses:
        cost = _watched(desk, course.cost)
        claims.append(Claim(course.first, course.last, cost, course.open))
    desk.look(f"finding the heights of page {forme.number}")
    heights, _ = fill_rows(spec.rows, _bands(spec, forms), claims)
    grid = lattice(spec, heights)
    for course in courses:
        plans |= course.close(heights)
    # the parts of a story are read in their order, wherever the map draws them
    for name in sorted(forms, key=lambda name: held[name].rank(name) if name in held else 0):
        desk.look(_doing("placing", forme, name))
        set_box(forme, forms[name], grid, plans.get(name), uprights.get(name))
    for course in courses:
        course.finish(forme)
    if spec.seam:
        from broadsheet.makeup import seam  # noqa: PLC0415 - few papers sell theirs

        seam.set_seam(forme, spec.seam)
    if spec.folio:
        from broadsheet.makeup import folio  # noqa: PLC0415 - front pages have none

        line, faults = folio.set_folio(forme.desk, content, forme.number)
        forme.below += line.below
        forme.findings += faults
    forme.findings += _missing_glyphs(forme)


def _doing(verb: str, forme: Forme, box: str) -> str:
    """Say what is done with a box, to who waits: ``setting story 3 in box c``."""
    item = forme.picked.get(box)
    name = forme.name(item).split(" “", 1)[0] + " in " if item else ""
    return f"{verb} {name}box {box}"


def _watched(desk: Desk, cost: Cost) -> Cost:
    """Return a cost that is looked at while heights are sought."""
    if desk.watch is None:
        return cost

    def looked(heights: tuple[int, ...]) -> float:
        desk.look()
        return cost(heights)

    return looked


def _plan(forme: Forme, box: Box, shape: Shape) -> StoryPlan | None:
    item = forme.picked.get(box.name)
    galley = Galley(forme.desk, box)
    spec = forme.desk.spec
    basic = lattice(spec, [0] * len(spec.map))
    if held := forme.briefs.get(box.name):
        from broadsheet.makeup import briefs  # noqa: PLC0415 - many pages have none

        return briefs.plan_briefs(galley, held, shape, basic, rows_above(box, shape, spec))
    if not isinstance(box.content, StoryBox) or not isinstance(item, Article):
        return None
    site = site_of(galley, box.content, shape, basic, rows_above(box, shape, spec))
    return plan_story(galley, box.content, item, site)


def _roomy(box: Box, shape: Shape, spec: Spec) -> Cost:
    """Cost of a box that takes whatever it gets from a few rows on."""
    least = rows_above(box, shape, spec)
    least += 1 if isinstance(box.content, StoryBox) else LEAST_ITEM_ROWS

    def cost(heights: tuple[int, ...]) -> float:
        return 1000.0 * max(0, least - sum(heights))

    return cost


def _bands(spec: Spec, forms: Mapping[str, Shape]) -> list[RowHeight]:
    """Return the heights of the map's rows; one that a slot of standard size fills has its."""
    bands = [row.height for row in spec.map]
    for name, shape in forms.items():
        first = shape.bands[0]
        sold = [
            SLOTS[leaf.content.size][1]
            for leaf in leaves(spec.boxes[name])
            if isinstance(leaf.content, ItemBox) and leaf.content.size
        ]
        if sold and len(shape.bands) == 1 and bands[first].kind != "rows":
            depth = round(max(sold) * spec.rows) + rows_above(spec.boxes[name], shape, spec)
            bands[first] = RowHeight(kind="rows", rows=depth)
    return bands


def _is_upright(box: Box, forme: Forme) -> bool:
    content, item = box.content, forme.picked.get(box.name)
    return isinstance(content, StoryBox) and content.vertical and isinstance(item, Article)


def _plan_upright(forme: Forme, box: Box, shape: Shape) -> "UprightPlan":
    from broadsheet.makeup import upright  # noqa: PLC0415 - few pages have such stories

    item, content = forme.picked[box.name], box.content
    if not isinstance(content, StoryBox) or not isinstance(item, Article):
        raise Fault("a vertical story that is none")
    spec = forme.desk.spec
    basic = lattice(spec, [0] * len(spec.map))
    above = rows_above(box, shape, spec)
    return upright.plan_upright(Galley(forme.desk, box), content, item, shape, basic, above)


def _missing_glyphs(forme: Forme) -> list[Finding]:
    """Name each character that no face has: the page is refused."""
    found: dict[tuple[str, str], Finding] = {}
    names = {item.id: forme.name(item).split(" “", 1)[0] for item in forme.every}
    for run in (run for marks in forme.copy.values() for run in _runs(marks)):
        if 0 not in run.glyphs:
            continue
        for glyph, char in zip(run.glyphs, run.text, strict=False):
            source = run.source
            if glyph or (char, source.item) in found:
                continue
            part = _part(forme, source)
            code = " ".join(f"U+{ord(c):04X}" for c in char)
            found[char, source.item] = Finding(
                level="error",
                code="no-face",
                message=f"{code} {_called(char)}: no face, "
                f"{names.get(source.item, source.item)} {part}",
                page=forme.number,
                item=source.item,
            )
    return list(found.values())


def _called(char: str) -> str:
    """Return a character, or the name of one that can't be shown."""
    if char.isprintable():
        return char
    import unicodedata  # noqa: PLC0415 - such copy is rare

    kinds = {"Cn": "unassigned", "Co": "private use", "Cc": "control character"}
    named = [unicodedata.name(c, kinds.get(unicodedata.category(c), "unnamed")) for c in char]
    return " ".join(named)


def _check_copy(formes: Sequence[Forme], contents: Sequence[EditionPage]) -> None:
    """The last net: copy that is on no page, and that nothing above has told."""
    copies = [[mark for copy in forme.copy.values() for mark in copy] for forme in formes]
    every = [mark for marks in copies for mark in marks]
    shown = complete.characters_set(every)
    every += [mark for forme in formes for mark in forme.below]
    unprinted = complete.unprinted_facts(every, formes[0].desk.edition.masthead)
    codes = ("overset", "no-box", "taken")
    told = {f.item for forme in formes for f in forme.findings if f.code in codes and f.item}
    left_out = {
        (box.item, step.words.split()[0])
        for forme in formes
        for box in forme.boxes
        for step in box.steps
        if step.kind == "drop"
    }
    left_out |= {(item, "section") for forme in formes for item in forme.shared}
    for forme, marks, content in zip(formes, copies, contents, strict=True):
        forme.findings += complete.lost_copy(shown, forme.items, told, forme.number, left_out)
        forme.findings += complete.loose_lines(marks, forme.number)
        forme.findings += unseen_characters(forme.items, forme.number)
        if "masthead" in forme.copy:
            forme.findings += complete.unprinted_findings(unprinted, forme.number)
        forme.findings += complete.unprinted_folio([*forme.below, *marks], content, forme.number)


def _part(forme: Forme, source: Source) -> str:
    """Name a part of an item: ``paragraph 3``, paragraphs counted by themselves."""
    if source.role != "para":
        return source.role
    story = next((item for item in forme.every if item.id == source.item), None)
    body = story.body if isinstance(story, Article) else ()
    return f"paragraph {sum(block.kind == 'para' for block in body[: source.block + 1])}"


def _mark_overset(forme: Forme) -> None:
    """Lay a red bar along the foot of each box that is overset, for a draft."""
    over = {finding.box for finding in forme.findings if finding.code == "overset"}
    for placed in forme.boxes:
        if placed.name in over:
            rect = placed.rect
            bar = Rect(rect.left, rect.bottom - DRAFT_BAR, rect.width, DRAFT_BAR)
            forme.below.append(Fill(bar, fill=DRAFT_RED, box=placed.name))


def _leads(formes: Sequence[Forme]) -> bool:
    return any(forme.leads for forme in formes)


def _anchors(forme: Forme) -> Iterator[Anchor]:
    for marks in forme.copy.values():
        yield from (mark for mark in marks if isinstance(mark, Anchor))


def _page(forme: Forme, content: EditionPage, known: set[str]) -> Page:
    """Furniture below, then all copy in reading order, then links."""
    order = dict.fromkeys(("masthead", *(item.id for item in forme.items), *forme.copy))
    copy = [mark for item in order for mark in forme.copy.get(item, [])]
    links = link_marks(copy, forme.desk.book)
    leads = (link for link in forme.leads if link.target[1:] in known)
    shape = forme.desk.spec.page
    return Page(
        number=forme.number,
        width=shape.width,
        height=shape.height,
        marks=(*forme.below, *copy, *links, *leads),
        boxes=tuple(forme.boxes),
        label=content.folio,
    )
