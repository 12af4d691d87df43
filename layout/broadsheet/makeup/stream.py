"""A story's text as a stream of chunks.

Takes a story and a measure; returns the set paragraphs and crossheads in order, each with
the depths that it can take, and draws them where ``flow`` put them.  Knows nothing of heads,
pictures or where columns lie on the page.
"""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import TYPE_CHECKING

from broadsheet.display import FURNITURE, Source, TextLine
from broadsheet.edition import Article, Block, Role
from broadsheet.flow import Choice, Piece, Slab
from broadsheet.geometry import Rect
from broadsheet.makeup.desk import ABOVE, Type, source_of
from broadsheet.makeup.galley import Galley
from broadsheet.makeup.ladder import SHORTER
from broadsheet.models import frozen
from broadsheet.paragraph import SetLine, SetParagraph, Setting, Span, set_paragraph, strokes_of

if TYPE_CHECKING:
    from broadsheet.makeup.tables import TablePart

TABLE_CLOSE = 0.8  # cost of a table without a row of white over or under it
UNDER_CROSSHEAD = 2  # lines that must follow it in its column
GAP = "\u3000"  # between 本报讯, byline and text: furniture of the run-in


@frozen()
class Chunk:
    """A block, set: its slab, and what is needed to set it one line longer or shorter."""

    slab: Slab
    natural: SetParagraph
    setting: Setting
    size: float
    spans: tuple[Span, ...] = ()
    crosshead: bool = False
    leading: float = 0.0  # pt, between the lines of a crosshead
    part: "TablePart | None" = None  # rows of a table

    def lines(self, rows: int) -> tuple[SetLine, ...]:
        """Return its lines when it takes ``rows``."""
        if self.crosshead or self.part or rows == len(self.natural.lines):
            return self.natural.lines
        return set_paragraph(self.spans, self.setting, lines=rows).lines


@frozen()
class Column:
    """A column of text on the page: its left edge, top and measure, pt; its depth in rows."""

    left: float
    top: float
    rows: int
    measure: float


def set_stream(galley: Galley, story: Article, measure: float) -> tuple[Chunk, ...]:
    """Set all of a story's body at ``measure`` pt, opened by its 本报讯 and byline."""
    body = galley.type("body")
    crosshead = _crosshead_type(galley, story, measure)
    chunks: list[Chunk] = []
    lead_in = _lead_in(galley, story)
    for n, block in enumerate(story.body):
        source = source_of(story.id, block.kind, block.text, n)
        galley.desk.look()
        if block.kind == "crosshead":
            if lead_in:
                chunks.append(_paragraph(galley, body, lead_in, measure))
            chunks.append(_crosshead(galley, crosshead, block, source, measure))
        elif block.kind == "table" and not galley.down and "\t" in block.text:
            if lead_in:
                chunks.append(_paragraph(galley, body, lead_in, measure))
            chunks += _table(galley, block, source, measure)
        else:
            chunks += _block(galley, block, source, measure, lead_in)
        lead_in = ()
    if lead_in:
        chunks.append(_paragraph(galley, body, lead_in, measure))
    jump = story.jump.raw if story.jump else ""
    ends: tuple[tuple[Role, str], ...] = (("signature", story.signature), ("jump", jump))
    for role, text in ends:
        if text:
            span = _span(text, galley.type("byline"), source_of(story.id, role, text))
            chunks.append(_paragraph(galley, body, (span,), measure, right=True))
    return tuple(chunks)


def _span(text: str, type_: Type, source: Source, size: float = 0.0) -> Span:
    return Span(
        text=text,
        typeface=type_.typeface,
        size=size or type_.size,
        source=source,
        colour=type_.style.colour,
        tracking=type_.style.tracking,
    )


def _lead_in(galley: Galley, story: Article) -> tuple[Span, ...]:
    """本报讯 and the byline, run into the first paragraph in the body's size."""
    body = galley.type("body")
    spans: list[Span] = []
    if story.source:
        source = source_of(story.id, "source", story.source)
        spans.append(_span(story.source, galley.type("source"), source, body.size))
    if story.byline and story.byline.raw:
        if spans:
            spans.append(_span(GAP, body, FURNITURE))
        source = source_of(story.id, "byline", story.byline.raw)
        spans.append(_span(story.byline.raw, galley.type("byline"), source, body.size))
    return tuple(spans)


def _block(
    galley: Galley, block: Block, source: Source, measure: float, lead_in: tuple[Span, ...]
) -> list[Chunk]:
    """A block of text; each line of verse, of a list or a table is a paragraph of its own."""
    own = block.kind != "para" and galley.desk.has_style(block.kind, galley.box)
    type_ = galley.type(block.kind if own else "body")
    pieces = [(0, block.text)] if block.kind == "para" else _split_lines(block.text)
    chunks: list[Chunk] = []
    for start, text in pieces:
        piece = Source(source.item, source.role, source.block, start, start + len(text))
        spans: tuple[Span, ...] = (_span(text, type_, piece),)
        if block.inlines:
            from broadsheet.paragraph.inlines import marked_spans  # noqa: PLC0415 - rarely used

            spans = marked_spans(spans[0], block.inlines)
        if lead_in:
            spans = (*lead_in, _span(GAP, type_, FURNITURE), *spans)
            lead_in = ()
        chunks.append(_paragraph(galley, type_, spans, measure))
    return chunks


def _table(galley: Galley, block: Block, source: Source, measure: float) -> Iterator[Chunk]:
    """Yield the rows of a table: its head, which holds on to the first row, and each other."""
    from broadsheet.makeup import tables  # noqa: PLC0415 - few stories have one

    dress = tables.dress_of(galley, block.inlines)
    cells = tables.read_cells(block.text)
    if not any(cell.text for row in cells.rows for cell in row):
        return
    table = tables.set_table(cells, [source] * len(cells.rows), dress, measure)
    setting = Setting(measure=measure, em=table.size, indent=0.0, align="left")
    first = max(1, table.head)
    counts = [first] + [1] * (len(table.rows) - first)
    at = 0
    for count in counts:
        part = tables.TablePart(table, at, count)
        rows, white = part.lines, part.opens + part.closes
        choices = [Choice(rows + white), Choice(rows, TABLE_CLOSE)] if white else [Choice(rows)]
        slab = Slab(
            choices=tuple(choices),
            splits=False,
            keep=sum(row.lines for row in table.rows[count : count + 2]) if part.opens else 0,
            repeat=table.head_lines if at >= first and table.head else 0,
        )
        lines = part.joined()
        natural = SetParagraph(lines=lines, shortest=rows, longest=rows)
        yield Chunk(slab, natural, setting, table.size, part=part)
        at += count


def _split_lines(text: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            found.append((at, line))
        at += len(line) + 1
    return found


def _paragraph(
    galley: Galley, type_: Type, spans: tuple[Span, ...], measure: float, *, right: bool = False
) -> Chunk:
    style = type_.style
    setting = Setting(
        measure=measure,
        em=type_.size,
        indent=0.0 if right else style.indent,
        align="right" if right else style.align,
        level=style.level,
        scheme=style.scheme,
        hanging=style.hanging,
        hyphens=style.hyphens,
        corners=style.corners,
        vertical=galley.down,
    )
    natural = set_paragraph(spans, setting)
    rows, rung = len(natural.lines), galley.ladder.paragraph
    choices = [Choice(rows)]
    for more in range(1, min(rung.most, natural.longest - rows) + 1):
        choices.append(Choice(rows + more, rung.cost(more)))
    for less in range(1, min(-rung.least, rows - natural.shortest) + 1):
        choices.append(Choice(rows - less, SHORTER * rung.cost(less)))
    return Chunk(Slab(choices=tuple(choices)), natural, setting, type_.size, spans)


def _crosshead_type(galley: Galley, story: Article, measure: float) -> Type:
    """One size for all crossheads of a story: the largest at which each takes one line."""
    type_ = galley.type("crosshead")
    sizes = [type_.size]
    for block in story.body:
        if block.kind == "crosshead":
            source = source_of(story.id, "crosshead", block.text)
            fitted = galley.fitted(block.text, type_, source, width=measure, lines=1)
            if fitted.width <= measure + 0.1:
                sizes.append(fitted.size)
    return type_.scaled(min(sizes) / type_.size)


def _crosshead(galley: Galley, type_: Type, block: Block, source: Source, measure: float) -> Chunk:
    fitted = galley.fitted(block.text, type_, source, width=measure, lines=1)
    if fitted.width > measure + 0.1:
        fitted = galley.fitted(block.text, type_, source, width=measure, lines=2)
    depth = fitted.size + fitted.leading * (len(fitted.lines) - 1)
    rows = max(type_.style.rows, ceil(depth / galley.desk.row + 0.6))
    rung, least = galley.ladder.crosshead, ceil(depth / galley.desk.row)
    steps = [*range(rung.most + 1), *range(-1, rung.least - 1, -1)]
    choices = tuple(Choice(rows + n, rung.cost(n)) for n in steps if rows + n >= least or not n)
    natural = SetParagraph(lines=fitted.lines, missing=fitted.missing, shortest=rows, longest=rows)
    return Chunk(
        Slab(choices=choices, splits=False, keep=UNDER_CROSSHEAD),
        natural,
        Setting(measure=measure, em=fitted.size, indent=0.0, align="center"),
        fitted.size,
        crosshead=True,
        leading=fitted.leading,
    )


def draw_chunk(
    galley: Galley, chunk: Chunk, rows: int, pieces: Sequence[Piece], columns: Sequence[Column]
) -> None:
    """Add the lines of a chunk at the places that ``flow`` gave it; overset is left out."""
    desk = galley.desk
    lines = chunk.lines(rows)
    glosses: list[TextLine] = []  # a passage of their own, after the text
    for piece in pieces:
        if piece.column >= len(columns):
            continue
        column = columns[piece.column]
        top = column.top + piece.row * desk.row
        if chunk.crosshead:
            _draw_crosshead(galley, chunk, piece, column, top)
            continue
        if chunk.part:
            from broadsheet.makeup import tables  # noqa: PLC0415

            spot = Rect(column.left, top, chunk.setting.measure, piece.count * desk.row)
            tables.draw_part(galley, chunk.part, spot, continued=piece.row == 0)
            continue
        drop = desk.baseline_drop(chunk.size)
        for k in range(piece.count):
            line = lines[piece.first + k]
            mark = galley.mark(line, column.left, top + k * desk.row + drop)
            galley.copy.append(mark)
            if line.strokes:
                galley.below += strokes_of(line, mark.x, mark.y, colour=chunk.spans[-1].colour)
            if line.glosses:
                from broadsheet.paragraph.glosses import glosses_of  # noqa: PLC0415 - rarely used

                glosses += glosses_of(line, mark.x, mark.y, lang=mark.lang, box=mark.box)
    galley.copy += glosses


def _draw_crosshead(galley: Galley, chunk: Chunk, piece: Piece, column: Column, top: float) -> None:
    """A crosshead in the middle of its rows; at a column's head, level with its neighbours."""
    row = galley.desk.row
    depth = chunk.size + chunk.leading * (len(chunk.natural.lines) - 1)
    first = top + (piece.count * row - depth) / 2 + ABOVE * chunk.size
    if piece.row == 0:
        first = top + galley.desk.baseline_drop(chunk.size)
    centre = column.left + chunk.setting.measure / 2
    for k, line in enumerate(chunk.natural.lines):
        galley.copy.append(galley.centred(line, centre, first + k * chunk.leading))
