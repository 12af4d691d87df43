"""A story's text as a stream of slabs.

Takes a story and a measure; returns the set paragraphs and crossheads in order, each with
the depths that it can take, and draws them where ``flow`` put them.  Knows nothing of heads,
pictures or where columns lie on the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.display import FURNITURE, Source, TextLine
from broadsheet.edition import Article, Block
from broadsheet.flow import Choice, Piece, Slab
from broadsheet.makeup.desk import ABOVE, Desk, Type, source_of
from broadsheet.paragraph import SetLine, SetParagraph, Setting, Span, set_paragraph
from broadsheet.spec import Box

LONGER = 2.2  # cost of a paragraph one line longer
SHORTER = 2.6  # or shorter
CROSSHEAD_ROW = 1.5  # cost of one more row at a crosshead, the next at three times that
UNDER_CROSSHEAD = 2  # lines that must follow it in its column
GAP = "\u3000"  # between 本报讯, byline and text: furniture of the run-in


@dataclass(frozen=True, slots=True)
class Chunk:
    """A block, set: its slab, and what is needed to set it one line longer or shorter."""

    slab: Slab
    spans: tuple[Span, ...]
    setting: Setting
    natural: SetParagraph
    size: float
    head: bool = False

    def lines(self, rows: int) -> tuple[SetLine, ...]:
        """Return its lines when it takes ``rows``."""
        if self.head or rows == len(self.natural.lines):
            return self.natural.lines
        return set_paragraph(self.spans, self.setting, lines=rows).lines


@dataclass(frozen=True, slots=True)
class Column:
    """A column of text on the page: its left edge and top, pt; its depth in rows."""

    left: float
    top: float
    rows: int


def set_stream(desk: Desk, box: Box, story: Article, measure: float) -> tuple[Chunk, ...]:
    """Set all of a story's body at ``measure`` pt, opened by its 本报讯 and byline."""
    chunks: list[Chunk] = []
    lead_in = _lead_in(desk, box, story)
    for n, block in enumerate(story.body):
        source = source_of(story.id, block.kind, block.text, n)
        if block.kind == "crosshead":
            if lead_in:
                chunks.append(_paragraph(desk, desk.type("body", box), lead_in, measure))
                lead_in = ()
            chunks.append(_crosshead(desk, box, block, source, measure))
            continue
        chunks += _block(desk, box, block, source, measure, lead_in)
        lead_in = ()
    if lead_in:
        chunks.append(_paragraph(desk, desk.type("body", box), lead_in, measure))
    if story.signature:
        text = story.signature
        span = _span(text, desk.type("byline", box), source_of(story.id, "signature", text))
        chunks.append(_paragraph(desk, desk.type("body", box), (span,), measure, align="right"))
    if story.jump and story.jump.raw:
        text = story.jump.raw
        span = _span(text, desk.type("byline", box), source_of(story.id, "jump", text))
        chunks.append(_paragraph(desk, desk.type("body", box), (span,), measure, align="right"))
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


def _lead_in(desk: Desk, box: Box, story: Article) -> tuple[Span, ...]:
    """本报讯 and the byline, run into the first paragraph in the body's size."""
    body = desk.type("body", box)
    spans: list[Span] = []
    if story.source:
        source = source_of(story.id, "source", story.source)
        spans.append(_span(story.source, desk.type("source", box), source, body.size))
    if story.byline and story.byline.raw:
        if spans:
            spans.append(_span(GAP, body, FURNITURE))
        raw = story.byline.raw
        source = source_of(story.id, "byline", raw)
        spans.append(_span(raw, desk.type("byline", box), source, body.size))
    return tuple(spans)


def _block(
    desk: Desk,
    box: Box,
    block: Block,
    source: Source,
    measure: float,
    lead_in: tuple[Span, ...],
) -> list[Chunk]:
    """A block of text; each line of verse, of a list or a table is a paragraph of its own."""
    role = block.kind if block.kind in box.styles or block.kind in desk.spec.styles else "body"
    type_ = desk.type("body" if block.kind in ("para", "qa") else role, box)
    if block.kind == "para":
        pieces = [(0, block.text)]
    else:
        pieces = _split_lines(block.text)
    chunks: list[Chunk] = []
    for start, text in pieces:
        piece = Source(source.item, source.role, source.block, start, start + len(text))
        spans = (_span(text, type_, piece),)
        if lead_in:
            spans = (*lead_in, _span(GAP, type_, FURNITURE), *spans)
            lead_in = ()
        chunks.append(_paragraph(desk, type_, spans, measure))
    return chunks


def _split_lines(text: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            found.append((at, line))
        at += len(line) + 1
    return found


def _paragraph(
    desk: Desk, type_: Type, spans: tuple[Span, ...], measure: float, align: str = ""
) -> Chunk:
    style = type_.style
    setting = Setting(
        measure=measure,
        em=type_.size,
        indent=0.0 if align else style.indent,
        align="right" if align == "right" else style.align,
        level=style.level,
        scheme=style.scheme,
        hanging=style.hanging,
    )
    natural = set_paragraph(spans, setting)
    rows = len(natural.lines)
    choices = [Choice(rows)]
    if natural.longest > rows:
        choices.append(Choice(rows + 1, LONGER))
    if natural.shortest < rows:
        choices.append(Choice(rows - 1, SHORTER))
    return Chunk(Slab(choices=tuple(choices)), spans, setting, natural, type_.size)


def _crosshead(desk: Desk, box: Box, block: Block, source: Source, measure: float) -> Chunk:
    type_ = desk.type("crosshead", box)
    style = type_.style
    fitted = desk.fitted(block.text, type_, source, width=measure, lines=max(2, style.lines))
    need = -(-round(fitted.leading * (len(fitted.lines) - 1) + fitted.size, 3) // desk.row)
    rows = max(style.rows or 2, int(need) + (1 if len(fitted.lines) > 1 else 0))
    natural = SetParagraph(
        lines=fitted.lines, missing=fitted.missing, shortest=rows, longest=rows + 1
    )
    choices = (
        Choice(rows),
        Choice(rows + 1, CROSSHEAD_ROW),
        Choice(rows + 2, 3 * CROSSHEAD_ROW),
    )
    slab = Slab(choices=choices, splits=False, keep=UNDER_CROSSHEAD)
    setting = Setting(measure=measure, em=fitted.size, indent=0.0, align="center")
    return Chunk(slab, (), setting, natural, fitted.size, head=True)


def draw_chunk(
    desk: Desk,
    chunk: Chunk,
    rows: int,
    pieces: Sequence[Piece],
    columns: Sequence[Column],
    box: str,
) -> list[TextLine]:
    """Return the marks of a chunk at the places that ``flow`` gave it; overset is left out."""
    lines = chunk.lines(rows)
    marks: list[TextLine] = []
    for piece in pieces:
        if piece.column >= len(columns):
            continue
        column = columns[piece.column]
        top = column.top + piece.row * desk.row
        if chunk.head:
            marks += _draw_head(desk, chunk, lines, piece, column, top, box)
            continue
        for k in range(piece.count):
            line = lines[piece.first + k]
            baseline = top + k * desk.row + desk.baseline_drop(chunk.size)
            marks.append(desk.mark(line, column.left, baseline, box))
    return marks


def _draw_head(
    desk: Desk,
    chunk: Chunk,
    lines: Sequence[SetLine],
    piece: Piece,
    column: Column,
    top: float,
    box: str,
) -> list[TextLine]:
    """A crosshead in the middle of its rows; at a column's head, level with its neighbours."""
    leading = max(chunk.size * 1.15, desk.row if len(lines) > 1 else 0.0)
    depth = chunk.size + leading * (len(lines) - 1)
    room = piece.count * desk.row
    first = top + (room - depth) / 2 + ABOVE * chunk.size
    if piece.row == 0:
        first = top + desk.baseline_drop(chunk.size)
    centre = column.left + chunk.setting.measure / 2
    return [desk.centred(line, centre, first + k * leading, box) for k, line in enumerate(lines)]
