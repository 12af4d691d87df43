"""Briefs (简讯): many short items in one box, one under another through its columns.

Takes the items of a box and its columns; plans them as one row of chunks, each with the
item that it sets, and sets them when the heights are known.  The tag that all share stands
once over the box and is read with the first of them.
"""

from collections.abc import Iterator, Sequence
from math import ceil

from broadsheet.display import FURNITURE, Anchor, PlacedBox, TextLine
from broadsheet.edition import Article, Role
from broadsheet.flow import Choice, Piece, Slab
from broadsheet.geometry import Rect
from broadsheet.headline import FITS
from broadsheet.makeup.galley.contract import Account, Fitting, account_of, content_of
from broadsheet.makeup.galley.forme import Forme
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.picture import Stack
from broadsheet.makeup.galley.setup import ABOVE, Type, source_of
from broadsheet.makeup.shape.drawn import Lattice, Shape
from broadsheet.makeup.story.area import area_of
from broadsheet.makeup.story.copyfit import (
    name_chunk,
    overset,
    step_of,
    unplaced,
    wide_chunks,
    wide_words,
)
from broadsheet.makeup.story.head import StoryHead, set_tag
from broadsheet.makeup.story.plan import ColumnsPlan
from broadsheet.makeup.story.story import (
    Placing,
    draw_hairlines,
    place_columns,
    placed_in,
    set_head_in,
)
from broadsheet.makeup.text.blocks import GAP, STIFF
from broadsheet.makeup.text.body import draw_chunk, draw_note_panels, set_body
from broadsheet.makeup.text.chunk import Chunk, Column, set_chunk, setting_of, span_of
from broadsheet.makeup.text.reading_order import in_reading_order, is_out_of_order
from broadsheet.models import record, replace
from broadsheet.paragraph import SetParagraph, Setting, Span, set_line
from broadsheet.spec import BriefsBox, Rule, StoryBox

FOLLOWS = 2  # lines that must stand under a head in its column
MARK_WHITE = 0.2  # em, after the mark before a head
MOST_LINES = 12  # of a head of a brief whose words go in nowhere else
WIDER = 1.0  # cost of one row more between two items


@record()
class BriefsPlan:
    """The items of a box, set; what its columns can do with them."""

    items: tuple[Article, ...]
    columns: ColumnsPlan
    owners: tuple[Article, ...]  # the item of each chunk

    @property
    def galley(self) -> Galley:
        """Where what they share is set."""
        return self.columns.galley

    def cost(self, heights: tuple[int, ...]) -> float:
        """Cost of the box with its bands ``heights`` rows deep."""
        return self.columns.cost(heights)

    def chunks_of(self, item: Article) -> list[int]:
        """Return the numbers of an item's chunks, the rules between items apart."""
        chunks = self.columns.chunks
        return [n for n, own in enumerate(self.owners) if own is item and not chunks[n].rule]

    def overset(self, at: Placing) -> dict[int, int]:
        """Return the characters that don't go in, by chunk."""
        return overset(at.fit.chunks, at.fit.poured, len(at.fit.depths))

    def set(self, forme: Forme, grid: Lattice, heights: tuple[int, ...]) -> Account:
        """Set each item's copy by itself, and tell how each fits, and the box."""
        at, items = place_columns(self.columns, grid, heights), self.items
        set_head_in(at)
        draw_hairlines(self.galley, at.layout, at.columns)
        forme.file(items[0].id, self.galley)
        forme.shared |= {item.id for n, item in enumerate(items) if n and not _tagged(items, n)}
        place = placed_in(self.galley.box, self.columns.area, grid, at.columns, at.fit.short)
        whole = account_of(forme, self.galley, "", "briefs", (place,), self._fitting(at))
        parts = tuple(_set_item(forme, self, at, n) for n in range(1, len(items) + 1))
        lost = [part.places[-1] for part in parts]  # told of each item
        over, letters = sum(box.over for box in lost), sum(box.over_letters for box in lost)
        place = replace(whole.places[0], over=over, over_letters=letters)
        return replace(whole, places=(place,), parts=parts)

    def _fitting(self, at: Placing) -> Fitting:
        """Tell how the box fits: the white in it, and the tag over all of it."""
        lacking = at.fit.lacking
        deep = (f"the tag over the briefs, {lacking} 行 too deep",) if lacking else ()
        return Fitting(short=at.fit.short, beyond=(*wide_words(self.columns.head), *deep))


def plan_briefs(
    galley: Galley, items: Sequence[Article], shape: Shape, grid: Lattice, above: int
) -> BriefsPlan:
    """Set the items of a box for its columns."""
    content = content_of(galley.box, BriefsBox)
    own = StoryBox(columns=content.columns, measure=content.measure)
    area = area_of(galley, own, shape, grid, above)
    head = _head(galley, items, area.head_width)
    chunks: list[Chunk] = []
    owners: list[Article] = []
    for n, item in enumerate(items):
        found = list(_item_chunks(galley, item, area.places[0].measure, tagged=_tagged(items, n)))
        if n and content.between and found:
            chunks.append(_between(galley, content.between, found[0], area.places[0].measure))
        chunks += found
        owners += [item] * (len(chunks) - len(owners))
    columns = ColumnsPlan(
        galley=galley,
        area=area,
        head=head,
        head_rows=head.rows if head else 0,
        pictures=Stack(items[0].id),
        pictures_below=False,
        chunks=tuple(chunks),
    )
    return BriefsPlan(tuple(items), columns, tuple(owners))


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
    content = content_of(galley.box, BriefsBox)
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
    own = galley.type("source" if role == "section" else role)
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
    content, type_ = content_of(galley.box, BriefsBox), _head_type(galley)
    bullet = None
    inset = 0.0
    if content.mark:
        bullet = set_line([_mark_span(galley, content.mark, type_.size)])
        inset = bullet.width + MARK_WHITE * type_.size
    source = source_of(item.id, "headline", item.headline)
    words = "\n".join(block.text for block in item.body)
    room = measure - inset
    fitted = galley.fitted(item.headline, type_, source, width=room, story=words)
    if fitted.width > room + FITS:  # words of a small head are never cut: it takes more lines
        more = min(MOST_LINES, ceil(fitted.width * len(fitted.lines) / room) + type_.style.lines)
        fitted = galley.fitted(item.headline, type_, source, width=room, lines=more, story=words)
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


def _place_of(plan: BriefsPlan, at: Placing, item: Article, number: int) -> list[PlacedBox]:
    """Return where an item stands, once for each column; in the last row if none of it goes in."""
    box, row = plan.galley.box, plan.galley.setup.row
    pieces = [piece for n in plan.chunks_of(item) for piece in at.fit.poured.pieces[n]]
    places = [
        PlacedBox(
            name=f"{box.name}.{number}",
            rect=spot,
            item=item.id,
            where=box.where,
            columns=(spot,),
            lines=round(spot.height / row),
            room=round(spot.height / row),
            part=part,
        )
        for part, spot in enumerate(_spots(pieces, at.columns, row), 1)
    ]
    if places:
        return places
    foot = at.columns[-1]
    rect = Rect(foot.left, foot.top + (foot.rows - 1) * row, foot.measure, row)
    return [PlacedBox(name=f"{box.name}.{number}", rect=rect, item=item.id, where=box.where)]


def _spots(pieces: Sequence[Piece], columns: Sequence[Column], row: float) -> Iterator[Rect]:
    """Yield the part of each column that an item takes."""
    for n, column in enumerate(columns):
        held = [piece for piece in pieces if piece.column == n]
        if held:
            top = min(piece.row for piece in held)
            foot = max(piece.row + piece.count for piece in held)
            yield Rect(column.left, column.top + top * row, column.measure, (foot - top) * row)


def _set_item(forme: Forme, plan: BriefsPlan, at: Placing, number: int) -> Account:
    """Set one item into the box's columns, and tell what became of it."""
    item, poured = plan.items[number - 1], at.fit.poured
    galley = Galley(forme.setup, plan.galley.box)
    numbers = [n for n, owner in enumerate(plan.owners) if owner is item]
    chunks = [plan.columns.chunks[n] for n in numbers]
    pieces = [poured.pieces[n] for n in numbers]
    for n, chunk, placed in zip(numbers, chunks, pieces, strict=True):
        draw_chunk(galley, chunk, poured.rows[n], placed, at.columns)
    if any(chunk.panel and not chunk.crosshead for chunk in chunks):
        draw_note_panels(galley, chunks, pieces, at.columns)
    if is_out_of_order([chunk for chunk in chunks if not chunk.rule], ()):
        galley.copy[:] = in_reading_order(galley.copy, item, forme.setup.book)
    first = next((mark for mark in galley.copy if isinstance(mark, TextLine)), None)
    if first:
        top = first.y - ABOVE * first.runs[0].size
        galley.copy.insert(0, Anchor(item.id, item.headline or item.id, first.x, top))
    forme.file(item.id, galley)
    places = _place_of(plan, at, item, number)
    return account_of(forme, galley, item.id, forme.name(item), places, _fitting(plan, at, item))


def _fitting(plan: BriefsPlan, at: Placing, item: Article) -> Fitting:
    """Tell how one item fits."""
    poured, beyond = at.fit.poured, len(at.columns)
    numbers, chunks = plan.chunks_of(item), plan.columns.chunks
    pieces = [piece for n in numbers for piece in poured.pieces[n]]
    over = {n: lost for n, lost in plan.overset(at).items() if n in numbers}
    count = len(item.pictures)
    return Fitting(
        over=sum(piece.count for piece in pieces if piece.column >= beyond),
        over_letters=sum(over.values()),
        how=f"from {name_chunk(chunks[min(over)], item)}" if over else "",
        beyond=(*wide_chunks(chunks[n] for n in numbers), *unplaced(count, count)),
        steps=tuple(step for n in numbers for step in step_of(chunks[n], poured.rows[n], item)),
    )
