"""A story's body as chunks, one after the other.

Takes a story and a measure; returns the set paragraphs and crossheads in order, each with
the depths that it can take, and draws them where ``flow`` put them.  Knows nothing of heads,
pictures or where columns lie on the page.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence

from broadsheet.display import FURNITURE, INK, Mark, TextLine
from broadsheet.edition import Article, Role
from broadsheet.flow import Piece
from broadsheet.geometry import Rect
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.interlinear import Struck
from broadsheet.makeup.galley.rules import rule_marks
from broadsheet.makeup.galley.setup import ABOVE, source_of
from broadsheet.makeup.text import names
from broadsheet.makeup.text.blocks import (
    GAP,
    STIFF,
    crossheads_of,
    set_block,
    set_display,
    set_table,
)
from broadsheet.makeup.text.chunk import (
    PANEL_ROW,
    SIDE_PAD,
    Chunk,
    Column,
    Panel,
    set_chunk,
    setting_of,
    span_of,
)
from broadsheet.models import replace
from broadsheet.paragraph import SetLine, Span
from broadsheet.spec import BylineAt

# what a story's text is set in; a name that a spec has no style for counts as well
TEXT_ROLES = (
    "body", "crosshead", "note", "list", "verse", "qa", "question", "table", "table-head",
    "pull", "byline", "source", "standfirst", "initial",
)  # fmt: skip

Shown = dict[int, list[Mark]]


def set_body(
    galley: Galley,
    story: Article,
    measure: float,
    byline: BylineAt = "start",
    *,
    headless: bool = False,
    without: Collection[int] = (),
) -> tuple[Chunk, ...]:
    """Set all of a story's body at ``measure`` pt, opened by its 本报讯 and byline.

    ``headless``: no head over it holds its standfirst.  Blocks ``without`` stand elsewhere.
    """
    apart = frozenset(without)

    def make() -> tuple[Chunk, ...]:
        return _set(galley, story, measure, byline, headless=headless, without=apart)

    kept = galley.setup.kept
    if kept is None:
        return make()
    return kept.value(("body", story, measure, byline, headless, apart, *_asked(galley)), make)


def _asked(galley: Galley) -> Iterator[Hashable]:
    """Yield all that a text takes from its box and its style."""
    box, styles = galley.box, galley.setup.style.styles
    for role in TEXT_ROLES:
        yield galley.type(role) if box.styles.get(role, role) in styles else None
    yield from (galley.ladder.paragraph, galley.ladder.crosshead, box.accent, galley.setup.row)
    yield from (galley.down, galley.as_cut, galley.story.table)


def _set(
    galley: Galley,
    story: Article,
    measure: float,
    byline: BylineAt,
    *,
    headless: bool,
    without: Collection[int],
) -> tuple[Chunk, ...]:
    crossheads = crossheads_of(galley, story, measure)
    chunks: list[Chunk] = []
    if headless and story.standfirst:
        chunks.append(_standfirst(galley, story, measure))
    lead_in = _lead_in(galley, story, byline)
    sunk = _opening(galley, story, measure, without)
    held = [(n, b) for n, b in enumerate(story.body) if n not in without and b.text.strip()]
    for n, block in held:
        galley.setup.look()
        source = source_of(story.id, block.kind, block.text, n)
        whole = block.kind == "table" and not galley.down and "\t" in block.text
        runs_in = block.kind in OPENED and not whole
        sinks = sunk is not None and n == sunk.block
        if lead_in and (sinks or (not runs_in and block.kind not in ("note", "pull"))):
            chunks.append(_loose_lead_in(galley, lead_in, measure, flush=sinks))
            lead_in = ()
        if sunk is not None and sinks:
            chunks.append(sunk)
        elif block.kind in ("crosshead", "pull"):
            type_ = crossheads.type if block.kind == "crosshead" else galley.type("pull")
            head = crossheads.heads.get(n)
            chunks.append(set_display(galley, type_, block, source, measure, head))
        elif whole:
            chunks += set_table(galley, block, source, measure)
        else:
            opens = lead_in if runs_in else ()
            chunks += set_block(galley, story, n, measure, opens)
            lead_in = () if opens else lead_in
    if lead_in:
        chunks.append(_loose_lead_in(galley, lead_in, measure))
    return (*chunks, *_ends(galley, story, measure, byline))


def _opening(
    galley: Galley, story: Article, measure: float, without: Collection[int]
) -> Chunk | None:
    """Set the first paragraph with a sunk initial, where its style asks for one.

    What would run into it, 本报讯 and the byline, then has a line of its own over it.
    """
    if galley.type("body").style.initial < 2:
        return None
    from broadsheet.makeup.text import initials  # noqa: PLC0415 - few styles have them

    paras = [n for n, b in enumerate(story.body) if b.kind == "para" and n not in without]
    return initials.set_opening(galley, story, paras[0], measure) if paras else None


OPENED = ("para", "table")  # blocks that 本报讯 and the byline run into


def _ends(galley: Galley, story: Article, measure: float, byline: BylineAt) -> list[Chunk]:
    """Set what stands at the right under the text: who wrote it, where it goes on."""
    chunks: list[Chunk] = []
    ends: list[tuple[Role, str]] = []
    if byline == "end" and story.byline:
        ends.append(("byline", story.byline.raw))
    ends += [("signature", story.signature), ("jump", story.jump.raw if story.jump else "")]
    body = galley.type("body")
    setting = replace(
        setting_of(body, measure, down=galley.down, look=galley.watched), indent=0.0, align="right"
    )
    for role, text in ends:
        if text:
            span = span_of(text, galley.type("byline"), source_of(story.id, role, text))
            own = names.names_in(story.byline) if role == "byline" and story.byline else ()
            chunks.append(set_chunk(tuple(names.held(span, own)), setting, STIFF))
    return chunks


def _lead_in(galley: Galley, story: Article, byline: BylineAt) -> tuple[Span, ...]:
    """本报讯 and the byline, run into the first paragraph in the body's size."""
    body = galley.type("body")
    spans: list[Span] = []
    if story.source:
        source = source_of(story.id, "source", story.source)
        spans.append(span_of(story.source, galley.type("source"), source, body.size))
    if byline == "start" and story.byline and story.byline.raw:
        if spans:
            spans.append(span_of(GAP, body, FURNITURE))
        source = source_of(story.id, "byline", story.byline.raw)
        line = span_of(story.byline.raw, galley.type("byline"), source, body.size)
        spans += names.held(line, names.spaced_in(line.text))  # the others give way to the text
    return tuple(spans)


def _standfirst(galley: Galley, story: Article, measure: float) -> Chunk:
    type_ = galley.type("standfirst")
    source = source_of(story.id, "standfirst", story.standfirst)
    setting = setting_of(type_, measure, down=galley.down, look=galley.watched)
    span = span_of(story.standfirst, type_, source, setting.em)
    return set_chunk((span,), setting, galley.ladder.paragraph)


def _loose_lead_in(
    galley: Galley, lead_in: tuple[Span, ...], measure: float, *, flush: bool = False
) -> Chunk:
    """本报讯 and the byline in a line of their own; ``flush`` over a sunk initial."""
    setting = setting_of(galley.type("body"), measure, down=galley.down, look=galley.watched)
    if flush:
        setting = replace(setting, indent=0.0, align="left", hyphens="")
    return set_chunk(lead_in, setting, galley.ladder.paragraph)


def draw_all(
    copy: list[Mark], chunks: Sequence[Chunk], shown: Shown, last: int, draw: Callable[[int], None]
) -> None:
    """Draw chunks by number, each after the copy that is read before it.

    ``shown``: of pictures, by the block of the body before which it is read; ``last``: the
    place of what sets no block.
    """
    for n, chunk in enumerate(chunks):
        at = (chunk.block if chunk.block >= 0 else last) if n else 0
        for place in sorted([place for place in shown if place <= at]):
            copy += shown.pop(place)
        draw(n)
    for late in sorted(shown):
        copy += shown[late]


def draw_chunk(
    galley: Galley, chunk: Chunk, rows: int, pieces: Sequence[Piece], columns: Sequence[Column]
) -> None:
    """Add the lines of a chunk at the places that ``flow`` gave it; overset is left out."""
    lines = chunk.lines(rows)
    glosses: list[TextLine] = []  # a passage of their own, after the text
    for piece in pieces:
        if piece.column >= len(columns):
            continue
        column = columns[piece.column]
        if chunk.rule:
            row = galley.setup.row
            middle = column.top + (piece.row + piece.count / 2) * row
            right = column.left + column.measure
            galley.below += rule_marks(chunk.rule, column.left, right, middle, box=galley.box.name)
        elif chunk.crosshead:
            _draw_display(galley, chunk, piece, column)
        elif chunk.part:
            from broadsheet.makeup.text import tables  # noqa: PLC0415 - few stories have one

            row = galley.setup.row
            top = column.top + piece.row * row
            spot = Rect(column.left, top, chunk.setting.measure, piece.count * row)
            tables.draw_part(galley, chunk.part, spot, continued=piece.row == 0)
        else:
            glosses += _draw_lines(galley, chunk, lines, piece, column)
    galley.copy += glosses


def _draw_lines(
    galley: Galley, chunk: Chunk, lines: Sequence[SetLine], piece: Piece, column: Column
) -> Iterable[TextLine]:
    """Add the lines of a piece; return the readings beside them."""
    setup = galley.setup
    glosses: list[TextLine] = []
    top = column.top + piece.row * setup.row + setup.baseline_drop(chunk.size)
    for k in range(piece.count):
        n = piece.first + k - chunk.before
        if not 0 <= n < len(lines):
            continue
        line = lines[n]
        room = column.rooms[piece.row + k] if column.rooms else None
        left = column.left + chunk.inset + (room.inset if room else 0.0)
        mark = galley.mark(line, left, top + k * setup.row)
        galley.copy.append(mark)
        if line.strokes:
            galley.struck.append(Struck(line, mark.x, mark.y, chunk.spans[-1].colour))
        if line.glosses:
            from broadsheet.paragraph.glosses import glosses_of  # noqa: PLC0415 - rarely used

            glosses += glosses_of(line, mark.x, mark.y, lang=mark.lang, box=mark.box)
    return glosses


def _draw_display(galley: Galley, chunk: Chunk, piece: Piece, column: Column) -> None:
    """Display type in the middle of its rows; at a column's head, level with its neighbours."""
    row = galley.setup.row
    rows = column.rect(piece.row, piece.count, row)
    depth = display_depth(chunk)
    over = (rows.height - depth) / 2
    if piece.row == 0:
        over = (row - galley.type("body").size) / 2  # level with the type of its neighbours
        if not chunk.panel:
            over = galley.setup.baseline_drop(chunk.size) - ABOVE * chunk.size
    lay_display(galley, chunk, Rect(rows.left, rows.top + over, rows.width, depth))


def display_depth(chunk: Chunk) -> float:
    """Return the depth of display type with its panel, pt."""
    pad = chunk.panel.pad * chunk.size if chunk.panel else 0.0
    return chunk.size + chunk.leading * (len(chunk.natural.lines) - 1) + 2 * pad


def lay_display(galley: Galley, chunk: Chunk, rect: Rect) -> None:
    """Set display type, and its panel, into a rectangle as deep as both."""
    lines = chunk.natural.lines
    pad = chunk.panel.pad * chunk.size if chunk.panel else 0.0
    first = rect.top + pad + ABOVE * chunk.size
    centre = rect.centre
    if chunk.panel:
        widest = max(line.width for line in lines) + 2 * SIDE_PAD * chunk.size
        width = min(widest, rect.width) if chunk.panel.closed else rect.width
        draw_panel(galley, chunk.panel, Rect(centre - width / 2, rect.top, width, rect.height))
    for k, line in enumerate(lines):
        baseline = first + k * chunk.leading
        if chunk.bullet and not k:
            galley.copy.append(galley.mark(chunk.bullet, rect.left, baseline))
        if chunk.setting.align == "left":
            galley.copy.append(galley.mark(line, rect.left + chunk.inset, baseline))
        else:
            galley.copy.append(galley.centred(line, centre, baseline))


def draw_panel(galley: Galley, panel: Panel, rect: Rect) -> None:
    """Lay a panel under its text."""
    if panel.fill is not None:
        galley.fill(rect, panel.fill)
    if panel.box:
        galley.edge(rect, panel.box, panel.colour if panel.fill is None else INK)
    if panel.rules:
        for middle in (rect.top, rect.bottom):
            galley.across(rect.left, rect.right, middle, panel.rules, panel.colour)


def draw_note_panels(
    galley: Galley,
    chunks: Sequence[Chunk],
    pieces: Sequence[Sequence[Piece]],
    columns: Sequence[Column],
) -> None:
    """Lay the panels of notes: one in each column that chunks in a row stand in."""
    row = galley.setup.row
    inset = (row - galley.type("body").size) / 2
    open_panels: dict[int, tuple[Panel, float, float]] = {}
    for chunk, placed in zip(chunks, pieces, strict=True):
        panel = None if chunk.crosshead else chunk.panel
        if panel is None or chunk.before:
            _close(galley, open_panels, columns)
        if panel is None:
            continue
        for piece in placed:
            if piece.column >= len(columns):
                continue
            column = columns[piece.column]
            top = column.top + piece.row * row
            foot = top + piece.count * row
            if piece.row == 0:
                top += inset
            elif chunk.before and not piece.first:
                top += PANEL_ROW * row
            if chunk.after and piece.first + piece.count == sum(p.count for p in placed):
                foot -= PANEL_ROW * row
            known = open_panels.get(piece.column)
            open_panels[piece.column] = (panel, known[1] if known else top, foot)
    _close(galley, open_panels, columns)


def _close(
    galley: Galley, panels: dict[int, tuple[Panel, float, float]], columns: Sequence[Column]
) -> None:
    for n, (panel, top, foot) in sorted(panels.items()):
        rect = Rect(columns[n].left, top, columns[n].measure, foot - top)
        draw_panel(galley, panel, rect)
    panels.clear()
