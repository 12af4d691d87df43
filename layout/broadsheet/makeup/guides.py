"""Guides over composed pages, and single boxes of them: for who designs a spec.

Takes composed pages, their spec and opened faces; returns pages with the grid, the baselines,
the boxes by name and what was found in each drawn upon them, or pages with one box alone.
Guides are furniture: they set no copy and change none.
"""

from collections.abc import Iterator

from broadsheet.display import (
    FURNITURE,
    PAPER,
    Anchor,
    Colour,
    Fill,
    Link,
    Mark,
    Page,
    Pages,
    PlacedBox,
    TextLine,
)
from broadsheet.errors import Finding, UserError, did_you_mean
from broadsheet.fonts.typeface import FaceBook, Lettering, Typeface
from broadsheet.geometry import Rect
from broadsheet.makeup.galley.setup import ABOVE, MIDDLE
from broadsheet.makeup.shape.drawn import lattice
from broadsheet.models import replace
from broadsheet.paragraph import Span, set_line
from broadsheet.spec import Spec

GRID = Colour(cyan=0.7)
FAINT = Colour(cyan=0.35)
BOX = Colour(magenta=0.8)
FAULT = Colour(magenta=1.0, yellow=1.0)
SIZE = 7.0  # pt, of names
HAIR, LINE, HEAVY = 0.1, 0.3, 1.5  # pt
NUMBERED = 10  # rows from number to number
TAG = 1.4  # of the size: depth of a name's ground


def with_guides(pages: Pages, spec: Spec, book: FaceBook) -> Pages:
    """Return the pages with guides drawn upon them."""
    styles = spec.style.styles
    style = styles.get("label") or next(iter(styles.values()))
    typeface = book.typeface(
        style.face, style.weight, style.slant, Lettering(style.axes, style.features, style.quotes)
    )
    drawn: list[Page] = []
    for page in pages.pages:
        own = [finding for finding in pages.findings if finding.page == page.number]
        marks = (*_grid(spec.sheet(page.number), typeface), *_boxes(page, own, typeface))
        drawn.append(replace(page, marks=(*page.marks, *marks)))
    used = {
        run.face
        for page in drawn
        for mark in page.marks
        if isinstance(mark, TextLine)
        for run in mark.runs
    }
    faces = tuple((face, book.face(face).digest) for face in sorted(used))
    return replace(pages, pages=tuple(drawn), faces=faces)


def only_box(pages: Pages, name: str) -> Pages:
    """Return the pages that have a box, with its marks and findings alone.

    ``2:a`` is the box on page 2 alone.

    The box around others side by side stands for them all.  Raises UserError for a name that
    no box has.
    """
    number, colon, word = name.partition(":")
    if colon:
        kept_pages = tuple(page for page in pages.pages if str(page.number) == number)
        if not kept_pages:
            raise UserError(f"there is no page {number!r}", hint=f"1 to {len(pages.pages)}")
        own = tuple(f for f in pages.findings if str(f.page) == number)
        return only_box(replace(pages, pages=kept_pages, findings=own), word)
    names = {box.name for box in pages.boxes}
    kept = {known for known in names if known == name or known.startswith(f"{name}.")}
    if not kept:
        raise UserError(
            f"there is no box {name!r} on these pages", hint=did_you_mean(name, sorted(names))
        )
    kept.add(name)
    alone = _without_ends([_alone(page, kept) for page in pages.pages])
    return replace(
        pages,
        pages=tuple(page for page in alone if page.boxes),
        findings=tuple(finding for finding in pages.findings if finding.box in kept),
    )


def _alone(page: Page, names: set[str]) -> Page:
    boxes = tuple(box for box in page.boxes if box.name in names)
    items = {box.item for box in boxes}
    marks = tuple(
        mark
        for mark in page.marks
        if (mark.name.partition("→")[0] in items if isinstance(mark, Anchor) else mark.box in names)
    )
    return replace(page, marks=marks, boxes=boxes)


def _without_ends(pages: list[Page]) -> list[Page]:
    """Take out the links that lead to what is not kept."""
    marks = [mark for page in pages for mark in page.marks]
    anchors = {f"#{mark.name}" for mark in marks if isinstance(mark, Anchor)}

    def leads(mark: Mark) -> bool:
        inside = isinstance(mark, Link) and mark.target.startswith("#")
        return not inside or (isinstance(mark, Link) and mark.target in anchors)

    return [replace(page, marks=tuple(filter(leads, page.marks))) for page in pages]


def _grid(spec: Spec, typeface: Typeface) -> Iterator[Mark]:
    """Yield columns and baselines, and every tenth row's number in the margin."""
    rows = spec.rows
    lines = lattice(spec.style, spec.top, [rows])
    area = lines.rect(0, spec.style.grid.columns - 1, 0, rows)
    drop = (lines.row - spec.style.grid.em) / 2 + ABOVE * spec.style.grid.em
    for row in range(rows):
        line = Rect(area.left, area.top + row * lines.row + drop - HAIR / 2, area.width, HAIR)
        yield Fill(line, fill=FAINT)
        if (row + 1) % NUMBERED == 0:
            text = _text(str(row + 1), typeface, area.left - 2 * SIZE, line.top, GRID)
            yield text
    for column in range(spec.style.grid.columns):
        yield Fill(lines.rect(column, column, 0, rows), stroke=GRID, weight=LINE)


def _boxes(page: Page, findings: list[Finding], typeface: Typeface) -> Iterator[Mark]:
    """Yield each box with its name at the head, and what was found in it at the foot."""
    for box in page.boxes:
        for column in box.columns:
            yield Fill(column, stroke=BOX, weight=HAIR, box=box.name)
        faults = [f for f in findings if f.box == box.name and f.level != "note"]
        weight, colour = (HEAVY, FAULT) if faults else (LINE, BOX)
        yield Fill(box.rect.inset(weight / 2), stroke=colour, weight=weight, box=box.name)
        for n, fault in enumerate(reversed(faults), start=1):
            top = box.rect.bottom - n * TAG * SIZE
            yield from _tag(fault.message, box, top, FAULT, typeface)
        yield from _tag(_told(box), box, box.rect.top, BOX, typeface)


def _told(box: PlacedBox) -> str:
    filled = f"{box.lines}/{box.room}" if box.columns else ""
    return " ".join(part for part in (box.name, box.item, filled) if part)


def _tag(
    text: str, box: PlacedBox, top: float, ground: Colour, typeface: Typeface
) -> Iterator[Mark]:
    """Yield a small reversed label at a box's left edge, no broader than the box."""
    line = _text(text, typeface, box.rect.left + SIZE / 2, top, PAPER, box.name)
    while len(text) > 1 and line.width > box.rect.width - SIZE:
        text = text[:-1]
        line = _text(text + "…", typeface, line.x, top, PAPER, box.name)
    panel = Rect(box.rect.left, top, line.width + SIZE, TAG * SIZE)
    yield Fill(panel, fill=ground, box=box.name)
    yield replace(line, y=panel.middle + MIDDLE * SIZE)


def _text(
    text: str, typeface: Typeface, left: float, baseline: float, colour: Colour, box: str = ""
) -> TextLine:
    span = Span(text=text, typeface=typeface, size=SIZE, source=FURNITURE, colour=colour)
    line = set_line([span])
    return TextLine(left, baseline, line.width, line.runs, exact=line.exact, box=box)
