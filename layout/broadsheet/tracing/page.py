"""One page traced: the wiring of this room.

Takes pages as they were seen, with the edition read from them; returns the text of a style and of
a drawing, what each box was traced from, and what does not lie on the grid.
"""

from collections.abc import Sequence
from statistics import median
from typing import Any

from broadsheet.display import Pages
from broadsheet.edition import Edition
from broadsheet.errors import SourceError
from broadsheet.geometry import Rect
from broadsheet.models import frozen, record, replace
from broadsheet.parse.pdf.direction import turned_back
from broadsheet.parse.pdf.frames import walls
from broadsheet.parse.pdf.page import layout, page_lines
from broadsheet.parse.pdf.stories import union
from broadsheet.parse.pdf.values import PrintedSheet
from broadsheet.preflight.models import Mark
from broadsheet.tracing import areas as cells
from broadsheet.tracing import drawing, folio, grid, heads, masthead, places, strips, styles
from broadsheet.tracing.inks import Inks, written
from broadsheet.tracing.roles import MASTHEAD, Copy
from broadsheet.tracing.values import Area, Correction, FoundGrid, OffGrid, PrintedPage

FIT = {"crosshead": "2行", "paragraph": 1}
_RULE = 0.6  # pt: a hairline between columns is no wider


@frozen(kw_only=True)
class Traced:
    """What was traced."""

    style: str  # text of style.yaml
    page: str  # text of page.yaml
    areas: tuple[tuple[Area, ...], ...]  # of each page
    grids: tuple[FoundGrid, ...]
    told: tuple[OffGrid, ...]


@record(kw_only=True)
class Sketch:
    """A page with its areas, before it is written."""

    page: PrintedPage
    grid: FoundGrid
    areas: list[Area]
    extra: dict[str, Any]
    styles: dict[str, Any]
    told: list[OffGrid]
    head: int = 0  # rows of its folio line
    boxes: bool = False  # whether each box has its place on the sheet, not in a map
    gridless: bool = False  # whether too few stories stand on its grid


def printed(number: int, sheet: PrintedSheet, marks: Sequence[Mark]) -> PrintedPage:
    """Return a page with its lines, items and frames."""
    read = page_lines(sheet)
    upright = [replace(n, box=turned_back(n.box, sheet.width)) for n in read.upright]
    seen = [*read.level, *upright]
    found = walls(sheet.shapes, seen, Rect(0, 0, sheet.width, sheet.height))
    inks = Inks(marks)
    return PrintedPage(
        number=number,
        sheet=sheet,
        lines=tuple(seen),
        layout=layout(read),
        frames=tuple(inks.exact(frame) for frame in found.frames),
        marks=tuple(marks),
    )


def sketch(
    pages: Sequence[PrintedPage], edition: Edition, *, latin: bool, boxes: bool = False
) -> list[Sketch]:
    """Return the pages in cells of their grids; SourceError where there is no text to go by.

    With ``boxes`` each box has its own place on the sheet.
    """
    rows = grid.rows(pages)
    if rows is None:
        raise SourceError(
            "no column of text to find a grid by", hint="it may be a scan or outlines"
        )
    found = [_sketched(page, edition, rows, latin=latin) for page in pages]
    for one in found:
        _place_boxes(one) if boxes else _place_cells(one)
    return found


def _sketched(page: PrintedPage, edition: Edition, rows: grid.FoundRows, *, latin: bool) -> Sketch:
    """Return a page's areas with what stands around them, not yet spread out."""
    copy = Copy(edition, page.number)
    inks = Inks(page.marks)
    raw = cells.raw_areas(page, copy)
    own = grid.grid(page, rows, cells.lattice_boxes(raw))
    found = [area for area in raw if area.kind != MASTHEAD and area.kind]
    told = cells.place(found, page, own)
    first = min((own.row_top(a.row) for a in found if a.kind == "story"), default=0.0)
    zone = masthead.Zone(page, edition, first, latin)
    out = Sketch(page=page, grid=own, areas=found, extra={}, styles={}, told=told)
    if zone.name and max(n.style.size for n in zone.name) > 2.5 * rows.size:
        furniture, out.styles = masthead.areas(zone, own, inks)
        out.areas = [*furniture, *(a for a in found if not _in(a, furniture))]
    else:
        line, own_styles = folio.folio_of(page, edition, own, foot=first, latin=latin)
        if line:
            out.head = min((a.row for a in found), default=0)
            out.extra["folio"] = line | {"rows": out.head}
            out.styles |= own_styles
    for area in out.areas:
        if area.kind in ("story", *strips.KINDS):
            _tell_edges(area, page, own, inks)
    out.gridless = places.has_no_grid(found, own)
    return out


def _place_cells(one: Sketch) -> None:
    """Give each area its cells of the map."""
    cells.spread(one.areas, one.grid, one.head)
    for area in one.areas:
        if area.kind == "story":
            heads.tell(area, one.grid)


def _place_boxes(one: Sketch) -> None:
    """Give each area its place on the sheet."""
    one.boxes, one.told = True, []
    places.stand(one.areas, one.page, one.grid)
    for area in one.areas:
        if area.kind == "story" and area.own:
            heads.tell(area, area.own)
            places.tell_columns(area)
    if "folio" in one.extra:
        first = min((area.place.top for area in one.areas), default=one.grid.top)
        one.head = max(1, int(one.grid.row_at(first)))
        one.extra["folio"]["rows"] = one.head


def _in(area: Area, furniture: Sequence[Area]) -> bool:
    return any(f.kind == "ear" and f.box.holds(area.box, 3.0) for f in furniture)


def _tell_edges(area: Area, page: PrintedPage, own: FoundGrid, inks: Inks) -> None:
    """Write the rule over a box, its frame and its ground."""
    rule = cells.rule_over(area.box, page, own.row)
    if rule is not None:
        drawn = inks.rule(rule)
        weight = rule.height if drawn is None or drawn.kind == "fill" else drawn.size
        area.spec["rule"] = f"{round(weight, 2):g}pt"
        colour = written(drawn.paint) if drawn else ""
        if colour and colour != "0/0/0/100":
            area.spec["rule"] = {"weight": area.spec["rule"], "colour": colour}
    area.panel = _panel(area, inks)
    if not area.framed or area.kind == "ad":
        return
    if frame := inks.frame(area.box):
        area.spec["frame"] = frame
    if tint := inks.ground(area.box):
        area.spec["tint"] = tint


def _panel(area: Area, inks: Inks) -> Rect | None:
    """Return the ground that a story's headline stands on, less than all of its box."""
    lines = [n.box for n in area.head if n.role == "headline" and not n.line.upright]
    if area.kind != "story" or not lines:
        return None
    ground = inks.behind(union(lines))
    if ground is None or ground.rect.holds(area.box, 3.0):
        return None
    return ground.rect if area.box.inset(-3.0).holds(ground.rect) else None


def write(
    sketches: Sequence[Sketch], edition: Edition, fixes: Correction, *, base: str, latin: bool
) -> Traced:
    """Return the text of both files; ``fixes`` are what a first setting of them showed."""
    pages: list[tuple[dict[str, Any], dict[str, str]]] = []
    shared: dict[str, Any] = {"body": _body(sketches, latin=latin)}
    told: list[OffGrid] = []
    boxes: list[tuple[Area, ...]] = []
    sketches = [_lifted(one, fixes.over.get(one.page.number, 0)) for one in sketches]
    for one in sketches:
        inks = Inks(one.page.marks)
        shared |= styles.common(one.areas, inks, latin=latin)
        shared |= one.styles
        own, section = _page(one, edition, fixes, inks, latin=latin)
        shared |= _go_on(own, boxes, inks, latin=latin)
        if one is not sketches[0]:
            section = _other_sheet(one, sketches[0]) | section
        pages.append((section, {}))
        boxes.append(tuple(own))
        told += one.told
    first = sketches[0]
    text = drawing.style_text(base, first.page, first.grid, shared, _hairline(first))
    return Traced(
        style=text,
        page=drawing.page_text("style.yaml", pages, FIT),
        areas=tuple(boxes),
        grids=tuple(one.grid for one in sketches),
        told=tuple(told),
    )


def _lifted(one: Sketch, rows: int) -> Sketch:
    """Return a page whose masthead begins some rows higher: white that shows no edge."""
    if not rows or one.boxes:
        return one
    at = one.grid
    own = replace(at, top=round(at.top - rows * at.row, 3), rows=at.rows + rows)
    found = []
    for area in one.areas:
        if area.kind == "masthead":
            found.append(replace(area, rows=area.rows + rows, spans=()))
            continue
        spans = tuple((first + rows, last + rows) for first, last in area.spans)
        found.append(replace(area, row=area.row + rows, spans=spans))
    return replace(one, grid=own, areas=found)


_STORY = ("story", "headline", "picture")  # what a box that goes on may not say


def _go_on(
    own: Sequence[Area], pages: Sequence[Sequence[Area]], inks: Inks, *, latin: bool
) -> dict[str, Any]:
    """Let boxes go on with stories of pages before; return the style of the heads over them."""
    found: dict[str, Any] = {}
    for area in own:
        if not area.origin:
            continue
        place = {"page": area.origin, "id": area.item}
        for boxes in pages[area.origin - 1 :]:
            for box in boxes:  # the last box that holds it is gone on with
                if box.item == area.item:
                    place = {"page": pages.index(boxes) + 1, "box": box.name}
        at = {"at": area.spec["at"]} if "at" in area.spec else {}
        rest = {k: v for k, v in area.spec.items() if k not in (*_STORY, "at", "styles")}
        heads_of = styles.of_heads(area, inks, latin=latin)
        again = {} if "headline" in heads_of else {"repeat": "none"}
        if "headline" in heads_of:
            found["jump-head"] = heads_of["headline"]
        area.spec.clear()
        area.spec |= at | {"continues": place} | again | rest
    return found


def _other_sheet(one: Sketch, first: Sketch) -> dict[str, Any]:
    """Return what the sheet and grid of a page change of those of the first."""
    shape, columns = drawing.sheet_sections(one.page, one.grid)
    usual, common = drawing.sheet_sections(first.page, first.grid)
    gone = {key: None for key in common if key not in columns}
    found = {"page": shape} if shape != usual else {}
    return found | ({"grid": columns | gone} if columns != common else {})


def _page(
    one: Sketch, edition: Edition, fixes: Correction, inks: Inks, *, latin: bool
) -> tuple[list[Area], dict[str, Any]]:
    copy = Copy(edition, one.page.number)
    for kind in ("story", *strips.KINDS):
        own = [a.item for a in one.areas if a.kind == kind]
        order = copy.order("article" if kind == "story" else kind, own)
        for area in one.areas:
            if area.kind == kind and area.item in order:
                rank = order.index(area.item) + 1
                if kind == "story":
                    area.spec = {"story": rank} | area.spec
                else:
                    strips.tell(area, rank, inks)
    if one.boxes:
        return _page_of_boxes(one, fixes, inks, latin=latin)
    whole = drawing.named(strips.together(one.areas, one.grid))
    own_styles: dict[str, Any] = {}
    for area in whole:
        if not area.spans:
            area.spans = ((area.row, area.row + area.rows),) * area.columns
            area.above = cells.white(area, [a for a in whole if a.spans], one.head)
        if area.kind == "story":
            rows = fixes.heads.get(f"{one.page.number}{area.name}", 0)
            _dress(area, own_styles, inks, rows, latin=latin)
        if area.kind not in ("masthead", "ear") and area.above != 1:
            area.spec["above"] = f"{area.above}行"
    for area in whole:
        if area.kind == "strip" and (rule := cells.rule_over(area.box, one.page, one.grid.row)):
            area.spec["rule"] = f"{round(rule.height, 2):g}pt"
    drawn = drawing.map_rows(whole, one.grid, one.head)
    whole = drawing.shown(whole, drawn)
    extra = {"styles": own_styles} | one.extra if own_styles else one.extra
    return whole, drawing.page_sections(whole, drawn, extra)


def _page_of_boxes(
    one: Sketch, fixes: Correction, inks: Inks, *, latin: bool
) -> tuple[list[Area], dict[str, Any]]:
    whole = drawing.named(one.areas, any_number=True)
    own_styles: dict[str, Any] = {}
    for area in whole:
        if area.kind == "story":
            rows = fixes.heads.get(f"{one.page.number}{area.name}", 0)
            _dress(area, own_styles, inks, rows, latin=latin)
        if area.first:
            area.spec = {"continues": {"box": area.first.name}} | area.spec
        if area.above:
            area.spec["above"] = f"{area.above}行"
        area.spec = {"at": places.at_of(area)} | area.spec
    extra = {"styles": own_styles} | one.extra if own_styles else one.extra
    return whole, drawing.page_sections(whole, (), extra)


def _dress(area: Area, own_styles: dict[str, Any], inks: Inks, rows: int, *, latin: bool) -> None:
    """Give a story the styles of its head, and the rows that it takes."""
    roles: dict[str, str] = {}
    for role, style in styles.of_heads(area, inks, latin=latin).items():
        roles[role] = f"{area.name}-{role}"
        own_styles[roles[role]] = style
    if roles:
        area.spec["styles"] = roles
    if rows:
        area.spec["headline"] = dict(area.spec.get("headline", {})) | {"rows": f"{rows}行"}


def _body(sketches: Sequence[Sketch], *, latin: bool) -> dict[str, Any]:
    size = sketches[0].grid.size
    for one in sketches:
        for item in one.page.layout.items:
            for lines in item.story.columns:
                for line in lines:
                    if (
                        abs(line.style.size - size) < 0.06
                        and line.style.face == one.page.layout.face
                    ):
                        return styles.face_of(line.style, latin=latin) | {"size": f"{size:g}pt"}
    return {"size": f"{size:g}pt"}


def _hairline(one: Sketch) -> float:
    """Return the weight of the hairline between columns; 0 where there is none."""
    thin = [
        s.width for s in one.page.sheet.shapes if s.width < _RULE and s.height > 5 * one.grid.row
    ]
    return round(median(thin), 2) if thin else 0.0


def corrected(traced: Traced, set_pages: Pages, before: Correction) -> Correction:
    """Return what the trace, as it was set, shows to be put right: rows of heads."""
    heads_of, lifted = dict(before.heads), dict(before.over)
    for own, page, at in zip(traced.areas, set_pages.pages, traced.grids, strict=False):
        boxes = {box.name: box for box in page.boxes}
        if more := masthead.rows_lacking(own, page, at):
            lifted[page.number] = lifted.get(page.number, 0) + more
        for area in own:
            box = boxes.get(area.name)
            own_grid = area.own or at
            columns = heads.text_columns(area, own_grid)
            if area.kind != "story" or box is None or not box.columns or columns is None:
                continue
            head = area.spec.get("headline", {})
            if (
                area.origin
                or "width" in head
                or not head.get("at", "top").startswith(("top", "left", "right"))
            ):
                continue  # beside its columns, a head has all their rows; others have their own
            key = f"{page.number}{area.name}"
            wanted = round(max(columns.tops))
            now = round(own_grid.row_at(max(column.top for column in box.columns)))
            if wanted != now:
                over = round(own_grid.row_at(box.rect.top)) + heads.rows_of_pictures(area, own_grid)
                rows = heads_of.get(key, now - over)
                heads_of[key] = max(1, rows + wanted - now)
    return Correction(heads=heads_of, over=lifted)
