"""Briefs (简讯): many short items in one box, one under another through its columns.

Takes the items of a box and its columns; plans them as one row of chunks, each with the
item that it sets, and sets them when the heights are known.  The tag that all share stands
once over the box and is read with the first of them.
"""

from collections.abc import Iterator, Sequence
from math import ceil

from broadsheet.display import FURNITURE, Anchor, PlacedBox, TextLine
from broadsheet.edition import Article, Role
from broadsheet.errors import Fault, Level
from broadsheet.flow import Choice, Piece, Slab
from broadsheet.geometry import Rect
from broadsheet.makeup.galley.forme import Forme
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.picture import Stack
from broadsheet.makeup.galley.setup import ABOVE, Type, source_of
from broadsheet.makeup.shape.drawn import Lattice, Shape
from broadsheet.makeup.story.area import area_of
from broadsheet.makeup.story.copyfit import (
    name_chunk,
    overset_chunks,
    step_of,
    wide_chunks,
    wide_words,
)
from broadsheet.makeup.story.head import StoryHead, set_tag
from broadsheet.makeup.story.plan import StoryPlan
from broadsheet.makeup.story.story import Placing, draw_hairlines, place_story, set_head_in
from broadsheet.makeup.text.blocks import GAP, STIFF
from broadsheet.makeup.text.body import draw_chunk, draw_note_panels, set_body
from broadsheet.makeup.text.chunk import Chunk, Column, set_chunk, setting_of, span_of
from broadsheet.makeup.text.reading import in_reading_order, is_out_of_order
from broadsheet.models import replace
from broadsheet.paragraph import SetParagraph, Setting, Span, set_line
from broadsheet.spec import BriefsBox, Rule, StoryBox

FOLLOWS = 2  # lines that must stand under a head in its column
MARK_WHITE = 0.2  # em, after the mark before a head
WIDER = 1.0  # cost of one row more between two items


def plan_briefs(
    galley: Galley, items: Sequence[Article], shape: Shape, grid: Lattice, above: int
) -> StoryPlan:
    """Set the items of a box for its columns."""
    content = _content(galley)
    own = StoryBox(columns=content.columns, measure=content.measure)
    area = area_of(galley, own, shape, grid, above)
    first = items[0]
    head = _head(galley, items, area.head_width)
    chunks: list[Chunk] = []
    owners: list[Article] = []
    for n, item in enumerate(items):
        found = list(_item_chunks(galley, item, area.places[0].measure, tagged=_tagged(items, n)))
        if n and content.between and found:
            chunks.append(_between(galley, content.between, found[0], area.places[0].measure))
        chunks += found
        owners += [item] * (len(chunks) - len(owners))
    return StoryPlan(
        galley=galley,
        story=replace(Article(id=first.id), section=first.section),
        area=area,
        head=head,
        head_rows=head.rows if head else 0,
        pictures=Stack(first.id),
        pictures_below=False,
        chunks=tuple(chunks),
        owners=tuple(owners),
    )


def _content(galley: Galley) -> BriefsBox:
    content = galley.box.content
    if not isinstance(content, BriefsBox):
        raise Fault("briefs in a box of another kind")
    return content


def _tagged(items: Sequence[Article], n: int) -> bool:
    """Tell whether an item's tag is set with it: the first stands over the box."""
    return bool(n and items[n].section and items[n].section != items[n - 1].section)


def _head(galley: Galley, items: Sequence[Article], width: float) -> StoryHead | None:
    """Return the tag over the box: the first item's, or the spec's label where it has none."""
    text, source = items[0].section, source_of(items[0].id, "section", items[0].section)
    if not text:
        text, source = galley.setup.style.labels.get("briefs", ""), FURNITURE
    if not text:
        return None
    return StoryHead("", set_tag(galley, text, source, width), (), galley.setup.row)


def _item_chunks(galley: Galley, item: Article, measure: float, *, tagged: bool) -> Iterator[Chunk]:
    """Yield an item: its tag, its head, what else its head holds, its text."""
    content = _content(galley)
    text = list(set_body(galley, replace(item, standfirst=""), measure))
    body = galley.type("body")
    over: list[tuple[Role, str]] = [("section", item.section if tagged else "")]
    over.append(("kicker", item.kicker))
    for role, words in over:
        if words:
            yield _kept(_words(galley, item, role, words, measure), FOLLOWS)
    under: list[tuple[Role, str]] = [("deck", item.deck), ("standfirst", item.standfirst)]
    more = [_words(galley, item, role, words, measure) for role, words in under if words]
    runs_in = content.heads == "run-in" and text and not more and _runs_in(text[0])
    head = _head_type(galley)
    if item.headline and runs_in:
        source = source_of(item.id, "headline", item.headline)
        mark = (_mark_span(galley, content.mark, body.size),) if content.mark else ()
        named = span_of(item.headline, head, source, body.size)
        spans = (*mark, named, span_of(GAP, body, FURNITURE), *text[0].spans)
        text[0] = set_chunk(spans, text[0].setting, galley.ladder.paragraph)
    elif item.headline:
        follow = (more or text)[:1]
        yield _headline(galley, item, measure, min(FOLLOWS, _rows(follow)))
    yield from (*more, *text)


def _runs_in(chunk: Chunk) -> bool:
    """Tell whether a head can run into a chunk."""
    plain = not (chunk.crosshead or chunk.part or chunk.panel or chunk.inset)
    return plain and chunk.setting.align == "justify"


def _rows(chunks: Sequence[Chunk]) -> int:
    return min((choice.rows for chunk in chunks for choice in chunk.slab.choices), default=0)


def _kept(chunk: Chunk, keep: int) -> Chunk:
    """Return a chunk that stays whole, with rows under it in its column."""
    return replace(chunk, slab=replace(chunk.slab, splits=False, keep=keep))


def _words(galley: Galley, item: Article, role: Role, words: str, measure: float) -> Chunk:
    """A kicker, deck or tag: a line or two in its own face and the body's size."""
    own = galley.type("deck" if role == "kicker" else "source" if role == "section" else role)
    body = galley.type("body")
    setting = replace(setting_of(body, measure, down=False), indent=0.0, align="left")
    span = span_of(words, own.sized(body.size), source_of(item.id, role, words), body.size)
    return set_chunk((span,), setting, STIFF)


def _head_type(galley: Galley) -> Type:
    role = "brief-head" if galley.setup.has_style("brief-head", galley.box) else "crosshead"
    return galley.type(role)


def _mark_span(galley: Galley, mark: str, size: float) -> Span:
    type_ = galley.type("body")
    span = span_of(mark, type_, FURNITURE, size)
    return replace(span, colour=galley.accent(type_.ink))


def _headline(galley: Galley, item: Article, measure: float, keep: int) -> Chunk:
    """An item's head on lines of its own, never alone at a column's foot."""
    content, type_ = _content(galley), _head_type(galley)
    bullet = None
    inset = 0.0
    if content.mark:
        bullet = set_line([_mark_span(galley, content.mark, type_.size)])
        inset = bullet.width + MARK_WHITE * type_.size
    source = source_of(item.id, "headline", item.headline)
    words = "\n".join(block.text for block in item.body)
    room = measure - inset
    fitted = galley.fitted(item.headline, type_, source, width=room, story=words)
    depth = fitted.size + fitted.leading * (len(fitted.lines) - 1)
    rows = max(type_.style.rows, ceil(depth / galley.setup.row - 0.1))
    flush = bool(content.mark) or type_.style.align in ("left", "justify")
    return Chunk(
        Slab(choices=(Choice(rows),), splits=False, keep=keep),
        SetParagraph(lines=fitted.lines, missing=fitted.missing, shortest=rows, longest=rows),
        Setting(measure=measure, em=fitted.size, indent=0.0, align="left" if flush else "center"),
        fitted.size,
        crosshead=True,
        leading=fitted.leading,
        inset=inset,
        bullet=bullet,
    )


def _between(galley: Galley, rule: Rule, after: Chunk, measure: float) -> Chunk:
    """A row with a rule in it; at a column's head there is none."""
    size = galley.type("body").size
    span = Span(text="", typeface=galley.type("body").typeface, size=size, source=FURNITURE)
    least = _rows([after])
    keep = (least if after.crosshead else min(FOLLOWS, least)) + after.slab.keep
    choices = (Choice(1), Choice(2, WIDER)) if galley.ladder.crosshead.most else (Choice(1),)
    return Chunk(
        Slab(choices=choices, splits=False, keep=keep, repeat=-2),
        SetParagraph(lines=(), shortest=1, longest=1),
        Setting(measure=measure, em=size, indent=0.0, align="left"),
        size,
        spans=(span,),
        crosshead=True,
        rule=rule,
    )


def set_briefs(forme: Forme, plan: StoryPlan, grid: Lattice, rect: Rect) -> None:
    """Set a planned box of briefs, each item's copy by itself, and say how each fits."""
    bands = plan.area.shape.bands
    heights = grid.heights[bands.start : bands.stop]
    place = place_story(plan, grid, heights)
    columns = place.columns
    items = list({item.id: item for item in plan.owners}.values())
    set_head_in(place)
    draw_hairlines(plan.galley, place.layout, columns)
    forme.file(items[0].id, plan.galley)
    forme.shared |= {item.id for n, item in enumerate(items) if n and not _tagged(items, n)}
    forme.boxes.append(_whole(plan, place, rect))
    for n, item in enumerate(items, 1):
        _set_item(forme, place, item, n)
    if place.fit.short > 1:
        _say(forme, plan, None, ("warning", "short", f"缺 {place.fit.short} 行"))
    for told in wide_words(plan.head):
        _say(forme, plan, items[0], ("error", "overset", told))
    if place.fit.lacking:
        told = f"溢 the tag over the briefs, {place.fit.lacking} 行 too deep"
        _say(forme, plan, items[0], ("error", "overset", told))


def _whole(plan: StoryPlan, place: Placing, rect: Rect) -> PlacedBox:
    box, poured = plan.galley.box, place.fit.poured
    room = sum(column.rows for column in place.columns)
    row = plan.galley.setup.row
    return PlacedBox(
        name=box.name,
        rect=rect,
        where=box.where,
        columns=tuple(Rect(c.left, c.top, c.measure, c.rows * row) for c in place.columns),
        lines=room - place.fit.short,
        room=room,
        short=place.fit.short,
        over=poured.overset,
    )


def _set_item(forme: Forme, place: Placing, item: Article, number: int) -> None:
    """Set one item into the box's columns; add its place and what became of it."""
    plan, poured, columns = place.plan, place.fit.poured, place.columns
    own = Galley(forme.setup, plan.galley.box)
    numbers = [n for n, owner in enumerate(plan.owners) if owner is item]
    chunks = [plan.chunks[n] for n in numbers]
    pieces = [poured.pieces[n] for n in numbers]
    for n, chunk, placed in zip(numbers, chunks, pieces, strict=True):
        draw_chunk(own, chunk, poured.rows[n], placed, columns)
    if any(chunk.panel and not chunk.crosshead for chunk in chunks):
        draw_note_panels(own, chunks, pieces, columns)
    text = [chunk for chunk in chunks if not chunk.rule]
    if is_out_of_order(text, ()):
        own.copy[:] = in_reading_order(own.copy, item, forme.setup.book)
    first = next((mark for mark in own.copy if isinstance(mark, TextLine)), None)
    if first:
        top = first.y - ABOVE * first.runs[0].size
        own.copy.insert(0, Anchor(item.id, item.headline or item.id, first.x, top))
    forme.file(item.id, own)
    _account(forme, place, item, number)


def _nowhere(place: Placing, row: float) -> Rect:
    """Return the last row, for an item of which nothing goes in."""
    foot = place.columns[-1]
    return Rect(foot.left, foot.top + (foot.rows - 1) * row, foot.measure, row)


def _account(forme: Forme, place: Placing, item: Article, number: int) -> None:
    """Add the places of an item, one in each column, and say what is over or was adjusted."""
    plan, poured, row = place.plan, place.fit.poured, forme.setup.row
    beyond = len(place.columns)
    numbers = [n for n, one in enumerate(plan.owners) if one is item and not plan.chunks[n].rule]
    pieces = [piece for n in numbers for piece in poured.pieces[n]]
    rows = sum(piece.count for piece in pieces if piece.column >= beyond)
    over = {n: letters for n, letters in overset_chunks(place.fit) if n in numbers}
    steps = [step for n in numbers for step in step_of(plan.chunks[n], poured.rows[n], item)]
    if rows:
        first = name_chunk(plan.chunks[min(over)], item)
        told = f"溢 {sum(over.values())} 字 / {rows} 行, from {first}"
        _say(forme, plan, item, ("error", "overset", told))
    for told in wide_chunks(plan.chunks[n] for n in numbers):
        _say(forme, plan, item, ("error", "overset", told))
    for step in steps:
        _say(forme, plan, item, ("note", "fit", str(step)))
    if count := len(item.pictures):
        told = f"溢 {count} of {count} pictures have no place"
        _say(forme, plan, item, ("error", "overset", told))
    spots = list(_spots(pieces, place.columns, row))
    for part, spot in enumerate(spots or [_nowhere(place, row)], 1):
        last = part >= len(spots)
        lines = round(spot.height / row) if spots else 0
        forme.boxes.append(
            PlacedBox(
                name=f"{plan.galley.box.name}.{number}",
                rect=spot,
                item=item.id,
                where=plan.galley.box.where,
                columns=(spot,) if spots else (),
                lines=lines,
                room=lines,
                over=rows if last else 0,
                over_letters=sum(over.values()) if last else 0,
                steps=tuple(steps) if last else (),
                part=part,
            )
        )


def _spots(pieces: Sequence[Piece], columns: Sequence[Column], row: float) -> Iterator[Rect]:
    """Yield the part of each column that an item takes."""
    for n, column in enumerate(columns):
        held = [piece for piece in pieces if piece.column == n]
        if held:
            top = min(piece.row for piece in held)
            foot = max(piece.row + piece.count for piece in held)
            yield Rect(column.left, column.top + top * row, column.measure, (foot - top) * row)


def _say(forme: Forme, plan: StoryPlan, item: Article | None, said: tuple[Level, str, str]) -> None:
    level, code, message = said
    named = forme.name(item) if item else "briefs"
    told = plan.galley.box.finding(
        level, code, f"{named}: {message}", forme.number, item.id if item else None
    )
    forme.findings.append(told)
