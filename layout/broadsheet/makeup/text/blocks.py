"""How each kind of block is set: paragraphs, notes, lists, verse, questions, pull quotes.

Takes a block of the body and a measure; returns chunks in order.  Knows nothing of columns.
"""

import re
from collections.abc import Iterator, Mapping
from math import ceil
from typing import Final

from broadsheet.display import FURNITURE, Source
from broadsheet.edition import Article, Block
from broadsheet.flow import Choice, Slab
from broadsheet.headline import SetHead
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.ladder import Rung
from broadsheet.makeup.galley.setup import Type, source_of
from broadsheet.makeup.text.chunk import (
    SIDE_PAD,
    Chunk,
    display_rows,
    padded,
    panel_of,
    set_chunk,
    setting_of,
    span_of,
)
from broadsheet.makeup.text.names import set_opened
from broadsheet.models import frozen, replace
from broadsheet.paragraph import SetParagraph, Setting, Span, set_line

GAP = "\u3000"  # between 本报讯, byline and text: furniture of the run-in
STIFF = Rung()  # verse keeps its lines
TABLE_CLOSE = 0.8  # cost of a table without a row of white over or under it
UNDER_CROSSHEAD = 2  # lines that must follow it in its column
HANG = 2  # em, of an answer's lines under its label
NARROWEST = 5  # em, of lines that hang
LABEL_SLACK = 0.1  # em that a label may be wider than the white it stands in
WHOLE_STANZA = 8  # lines up to which a stanza stays in one column

# Large sets of characters take long to compile: kept by ``re`` when a page has a list.
LABEL: Final = r"[^：:\s，。？]{1,7}[：:]"
BULLET: Final = (
    r"(?:[●○■□◆◇★☆▲△•·*–—-]"
    r"|[0-9]{1,2}[.．、)）]|[(（][0-9一二三四五六七八九十]{1,3}[)）]"
    r"|[①-⑳]|[一二三四五六七八九十]{1,3}、)[ \u3000]?"
)


def set_block(
    galley: Galley, story: Article, n: int, measure: float, lead_in: tuple[Span, ...]
) -> list[Chunk]:
    """Set block ``n`` of a story's body, opened by its 本报讯 and byline."""
    block = story.body[n]
    source = source_of(story.id, block.kind, block.text, n)
    if block.kind == "para":
        if block.cuts and galley.as_cut:
            return list(_cut_paragraph(galley, block, source, measure, lead_in))
        return [_paragraph(galley, _Piece(block, source, 0, block.text), measure, lead_in)]
    own = galley.setup.has_style(block.kind, galley.box)
    type_ = galley.type(block.kind if own else "body")
    pieces = [_Piece(block, source, start, text) for start, text in split_lines(block.text)]
    if block.kind == "note":
        return _note(galley, story, n, pieces, type_, measure)
    setters = {"list": _list, "verse": _verse, "qa": _qa}
    setter = setters.get(block.kind)
    if setter is None or galley.down:
        first = [_paragraph(galley, pieces[0], measure, lead_in, type_)] if pieces else []
        return first + [_paragraph(galley, piece, measure, (), type_) for piece in pieces[1:]]
    return setter(galley, story, pieces, type_, measure)


class _Piece:
    """A line of a block: its text, and where it stands in the block."""

    __slots__ = ("block", "source", "start", "text")

    def __init__(self, block: Block, source: Source, start: int, text: str) -> None:
        self.block, self.source, self.start, self.text = block, source, start, text

    def spans(self, type_: Type, first: int = 0, last: int | None = None) -> tuple[Span, ...]:
        """Return its characters ``first`` to ``last`` in a style, with what is marked in them."""
        text = self.text[first:last]
        at = self.start + first
        source = self.source
        piece = Source(source.item, source.role, source.block, at, at + len(text))
        span = span_of(text, type_, piece)
        if not self.block.inlines:
            return (span,)
        from broadsheet.paragraph.inlines import marked_spans  # noqa: PLC0415 - rarely used

        return marked_spans(span, self.block.inlines)


def split_lines(text: str) -> list[tuple[int, str]]:
    """Return the lines of a text that hold something, each with its place."""
    found: list[tuple[int, str]] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            found.append((at, line))
        at += len(line) + 1
    return found


def _paragraph(
    galley: Galley,
    piece: _Piece,
    measure: float,
    lead_in: tuple[Span, ...] = (),
    type_: Type | None = None,
) -> Chunk:
    type_ = type_ or galley.type("body")
    spans = piece.spans(type_)
    setting = setting_of(type_, measure, down=galley.down, look=galley.watched)
    if not lead_in:
        return set_chunk(spans, setting, galley.ladder.paragraph)
    spans = (span_of(GAP, type_, FURNITURE), *spans)
    return set_opened(
        lambda whole: set_chunk(whole, setting, galley.ladder.paragraph), lead_in, spans
    )


def _cut_paragraph(
    galley: Galley, block: Block, source: Source, measure: float, lead_in: tuple[Span, ...]
) -> Iterator[Chunk]:
    """Yield the parts of a paragraph that ends columns where the source was cut.

    The last line of a part fills the column; what follows begins flush.
    """
    from broadsheet.makeup.text import cuts  # noqa: PLC0415 - of facsimiles alone

    type_ = galley.type("body")
    setting = setting_of(type_, measure, down=galley.down, look=galley.watched)
    own = _Piece(block, source, 0, block.text).spans(type_)
    parts = cuts.cut_spans(own, cuts.places(block))
    if lead_in:
        parts[0] = (*lead_in, span_of(GAP, type_, FURNITURE), *parts[0])
    for n, part in enumerate(parts):
        how = replace(setting, filled=n + 1 < len(parts), indent=0.0 if n else setting.indent)
        yield set_chunk(part, how, galley.ladder.paragraph)


def set_table(galley: Galley, block: Block, source: Source, measure: float) -> Iterator[Chunk]:
    """Yield the rows of a table: its head, which holds on to the first row, and each other."""
    from broadsheet.makeup.text import tables  # noqa: PLC0415 - few stories have one

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


def _note(
    galley: Galley, story: Article, n: int, pieces: list[_Piece], type_: Type, measure: float
) -> list[Chunk]:
    """A note, in a panel where its style has one; notes that follow each other share it."""
    panel = None if galley.down else panel_of(galley, type_)
    type_ = type_.on_paper() if galley.down else type_
    inset = 0.0
    if panel and panel.closed:
        inner = int(measure / type_.size - 2 * SIDE_PAD + 1e-6) * type_.size
        measure, inset = inner, (measure - inner) / 2
    setting = setting_of(type_, measure, down=galley.down, look=galley.watched)
    chunks = [
        set_chunk(piece.spans(type_), setting, galley.ladder.paragraph, inset) for piece in pieces
    ]
    if panel is None:
        return chunks
    opens = not n or story.body[n - 1].kind != "note"
    closes = n + 1 == len(story.body) or story.body[n + 1].kind != "note"
    last = len(chunks) - 1
    return [
        padded(chunk, int(opens and not k), int(closes and k == last), panel)
        for k, chunk in enumerate(chunks)
    ]


def _list(
    galley: Galley, _: Article, pieces: list[_Piece], type_: Type, measure: float
) -> list[Chunk]:
    """Entries hang by their bullets or numbers; without them they are paragraphs."""
    found = [re.match(BULLET, piece.text) for piece in pieces]
    if not any(found):
        return [_paragraph(galley, piece, measure, (), type_) for piece in pieces]
    both = list(zip(pieces, found, strict=True))
    labels = [piece.spans(type_, 0, match.end()) if match else () for piece, match in both]
    # with a character after it, or the space that ends a label would not count
    after = span_of("国", type_, FURNITURE)
    widths = [
        set_line((*label, after)).width / type_.size - 1 if label else 0.0 for label in labels
    ]
    hang = ceil(max(widths) - LABEL_SLACK)
    chunks: list[Chunk] = []
    for (piece, match), width in zip(both, widths, strict=True):
        spans = piece.spans(type_)
        if match:
            # white after the label, so that the text begins where its further lines do
            end = match.end() - 1
            edge = piece.spans(type_, end, end + 1)[0]
            white = replace(edge, tracking=edge.tracking + max(0.0, hang - width))
            spans = (*(piece.spans(type_, 0, end) if end else ()), white)
            spans += piece.spans(type_, end + 1) if piece.text[end + 1 :] else ()
        chunks.append(_hanging(galley, spans, (type_, hang), measure))
    return chunks


def _hanging(
    galley: Galley, spans: tuple[Span, ...], how: tuple[Type, int], measure: float
) -> Chunk:
    """A paragraph in a type whose lines but the first stand so many em in."""
    type_, hang = how
    em = type_.size
    if measure - hang * em < NARROWEST * em:
        hang = 0
    setting = replace(setting_of(type_, measure - hang * em, down=False), indent=float(-hang))
    return set_chunk(spans, setting, galley.ladder.paragraph, hang * em)


def _verse(
    _galley: Galley, _: Article, pieces: list[_Piece], type_: Type, measure: float
) -> list[Chunk]:
    """Verse stands in the middle by its longest line, or as far in as its style says.

    A stanza stays in one column, unless it is long.
    """
    setting = replace(setting_of(type_, measure, down=False), align="left")
    if type_.style.indent:  # of every line, not of the first alone
        setting = replace(setting, measure=measure - type_.style.indent * type_.size, indent=0.0)
    stanzas = [_joined(lines) for lines in _stanzas(pieces)]
    chunks = [set_chunk(stanza.spans(type_), setting, STIFF) for stanza in stanzas]
    inset = type_.style.indent * type_.size
    if not inset:
        longest = max((line.width for c in chunks for line in c.natural.lines), default=0.0)
        inset = max(0.0, (measure - longest) / 2)
    found: list[Chunk] = []
    for n, chunk in enumerate(chunks):
        rows = chunk.slab.choices[0].rows
        slab = replace(chunk.slab, splits=rows > WHOLE_STANZA)
        found.append(padded(replace(chunk, inset=inset, slab=slab), int(n > 0), 0))
    return found


def _stanzas(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Part the lines of verse where an empty line stands between."""
    found: list[list[_Piece]] = []
    for piece in pieces:
        before = piece.block.text[: piece.start]
        if not found or before.count("\n") - before.rstrip("\n \t\u3000").count("\n") > 1:
            found.append([])
        found[-1].append(piece)
    return found


def _joined(lines: list[_Piece]) -> _Piece:
    """Return lines that follow each other as one piece, their line ends kept."""
    first, last = lines[0], lines[-1]
    text = first.block.text[first.start : last.start + len(last.text)]
    return _Piece(first.block, first.source, first.start, text)


def _qa(
    galley: Galley, story: Article, pieces: list[_Piece], type_: Type, measure: float
) -> list[Chunk]:
    """Questions and answers: labels in the style ``qa``, lines hang under them."""
    body = galley.type("body")
    asked = galley.type("question") if galley.setup.has_style("question", galley.box) else type_
    asker = _asker(story)
    chunks: list[Chunk] = []
    for piece in pieces:
        label = re.match(LABEL, piece.text)
        if label is None:
            chunks.append(_hanging_text(galley, piece, body, measure))
            continue
        end = label.end()
        words = asked if label[0] == asker else body
        spans = piece.spans(type_, 0, end) + (piece.spans(words, end) if piece.text[end:] else ())
        chunks.append(_hanging(galley, spans, (body, HANG), measure))
    return chunks


def _hanging_text(galley: Galley, piece: _Piece, type_: Type, measure: float) -> Chunk:
    """A further paragraph of an answer, as far in as its lines."""
    chunk = _hanging(galley, piece.spans(type_), (type_, HANG), measure)
    setting = replace(chunk.setting, indent=type_.style.indent)
    return set_chunk(chunk.spans, setting, galley.ladder.paragraph, chunk.inset)


def _asker(story: Article) -> str:
    """Return the label of who asks: the first that a story has."""
    for block in story.body:
        if block.kind == "qa":
            found = re.match(LABEL, block.text.lstrip())
            return found[0] if found else ""
    return ""


@frozen()
class Crossheads:
    """How a story's crossheads are set, and those of them that are set, by block."""

    type: Type
    heads: Mapping[int, SetHead]


def crossheads_of(galley: Galley, story: Article, measure: float) -> Crossheads:
    """One size for all crossheads of a story: the largest at which each takes a line, or two."""
    type_ = galley.type("crosshead")
    sizes = [type_.size]
    heads: dict[int, SetHead] = {}
    for n, block in enumerate(story.body):
        if block.kind == "crosshead":
            source = source_of(story.id, "crosshead", block.text, n)
            width = _display_width(galley, type_, measure)
            heads[n] = fitted = _crosshead(galley, type_, source, block.text, width)
            if fitted.width <= width + 0.1:
                sizes.append(fitted.size)
    if min(sizes) == type_.size:
        return Crossheads(type_, heads)
    return Crossheads(type_.scaled(min(sizes) / type_.size), {})


def _crosshead(galley: Galley, type_: Type, source: Source, text: str, width: float) -> SetHead:
    """Fit a crosshead in one line, or in two where one is too short for it."""
    fitted = galley.fitted(text, type_, source, width=width, lines=1)
    if fitted.width > width + 0.1:
        return galley.fitted(text, type_, source, width=width, lines=2)
    return fitted


def _one_head(galley: Galley, type_: Type, source: Source, text: str, width: float) -> SetHead:
    return galley.fitted(text, type_, source, width=width)


def _display_width(galley: Galley, type_: Type, measure: float) -> float:
    panel = panel_of(galley, type_)
    return measure - (2 * SIDE_PAD * type_.size if panel and panel.closed else 0.0)


def set_display(
    galley: Galley,
    type_: Type,
    block: Block,
    source: Source,
    measure: float,
    fitted: SetHead | None = None,
) -> Chunk:
    """Set a crosshead or a pull quote, as display type that stays whole; or take it as fitted."""
    width = _display_width(galley, type_, measure)
    crosshead = block.kind == "crosshead"
    if fitted is None:
        fit = _crosshead if crosshead else _one_head
        fitted = fit(galley, type_, source, block.text, width)
    depth = fitted.size + fitted.leading * (len(fitted.lines) - 1)
    panel = panel_of(galley, type_)
    if panel:
        depth += 2 * panel.pad * fitted.size
    rows = display_rows(depth, galley.setup.row, type_.style.rows)
    rung, least = galley.ladder.crosshead, ceil(depth / galley.setup.row)
    steps = [*range(rung.most + 1), *range(-1, rung.least - 1, -1)]
    choices = tuple(Choice(rows + n, rung.cost(n)) for n in steps if rows + n >= least or not n)
    natural = SetParagraph(lines=fitted.lines, missing=fitted.missing, shortest=rows, longest=rows)
    flush = type_.style.align in ("left", "justify") and not (panel and panel.closed)
    return Chunk(
        Slab(choices=choices, splits=False, keep=UNDER_CROSSHEAD if crosshead else 0),
        natural,
        Setting(measure=measure, em=fitted.size, indent=0.0, align="left" if flush else "center"),
        fitted.size,
        crosshead=True,
        leading=fitted.leading,
        panel=panel,
    )
