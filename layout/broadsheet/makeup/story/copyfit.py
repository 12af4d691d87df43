"""Say how a story fits its box, in editors' units.

Takes planned columns and the fit that was found; returns what is over, what is short, which
steps were taken and what is too wide.  Sets nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from broadsheet.display import Adjusted
from broadsheet.edition import Article, Picture
from broadsheet.flow import Poured
from broadsheet.headline import FITS
from broadsheet.makeup.galley.contract import Fitting, Said
from broadsheet.makeup.galley.galley import Galley
from broadsheet.makeup.galley.picture import left_out
from broadsheet.makeup.story.head import HeadPart, StoryHead
from broadsheet.makeup.story.plan import ColumnsPlan
from broadsheet.makeup.story.ways import Fit
from broadsheet.makeup.text.chunk import Chunk
from broadsheet.makeup.text.cuts import unfound

PHRASE = 1.5  # em by which a line of a headline is shorter than its room
BEGINNING = 10  # characters that name a paragraph
CROSSHEAD_WORDS = 6


def fitting_of(
    plan: ColumnsPlan, story: Article, heights: tuple[int, ...], hidden: Sequence[Picture] = ()
) -> Fitting:
    """Tell how a story fits columns; ``hidden`` are the pictures that the spec leaves out."""
    fit = plan.fit(heights)
    # what goes on is not over
    over = {} if plan.onward else overset(fit.chunks, fit.poured, len(fit.depths))
    lacking = (f"head and picture, {fit.lacking} 行 too deep",) if fit.lacking else ()
    return Fitting(
        short=fit.short if not plan.galley.as_cut else _white(fit),
        over=0 if plan.onward else fit.poured.overset,
        over_letters=sum(over.values()),
        how=f"from {name_chunk(plan.chunks[min(over)], story)}" if over else "",
        beyond=lacking,
        steps=(*left_out(hidden), *_steps(plan, fit, story)),
    )


def _white(fit: Fit) -> int:
    """Rows of white in all columns: those that end as the source does end where they will."""
    beyond = len(fit.depths)
    pieces = [piece for own in fit.poured.pieces for piece in own]
    return sum(fit.depths) - sum(piece.count for piece in pieces if piece.column < beyond)


def overset(chunks: Sequence[Chunk], poured: Poured, columns: int) -> dict[int, int]:
    """Return which chunks don't go into so many columns, by number, and their characters lost."""
    found: dict[int, int] = {}
    for n, (rows, pieces) in enumerate(zip(poured.rows, poured.pieces, strict=True)):
        lost = [piece for piece in pieces if piece.column >= columns]
        if lost:
            lines, blank = chunks[n].lines(rows), chunks[n].before
            ends = [(one.first - blank, one.first + one.count - blank) for one in lost]
            shown = [line for a, b in ends for line in lines[max(0, a) : max(0, b)]]
            found[n] = sum(len(run.plain) for line in shown for run in line.runs)
    return found


def _words(chunk: Chunk, count: int) -> str:
    runs = [run for line in chunk.natural.lines for run in line.runs]
    passages = [(one.source.role, one.text) for one in chunk.spans]
    passages = passages or [(run.source.role, run.plain) for run in runs]
    text = "".join([words for role, words in passages if role in _BODY]).strip()
    text = text or passages[0][1]
    return f"“{text}”" if len(text) <= count else f"“{text[:count]}…”"


_BODY = frozenset(
    {"para", "note", "list", "verse", "qa", "table", "crosshead", "pull", "signature"}
)


def name_chunk(chunk: Chunk, story: Article) -> str:
    """Name a chunk: ``paragraph 5 “潮水退去以后码头上的…”``, paragraphs counted by themselves."""
    sources = [run.source for line in chunk.natural.lines for run in line.runs]
    source = next((one for one in sources if one.role in _BODY), sources[0])
    words = _words(chunk, BEGINNING)
    if source.role != "para":
        return f"{source.role} {words}"
    number = sum(block.kind == "para" for block in story.body[: source.block + 1])
    return f"paragraph {number} {words}"


def _steps(plan: ColumnsPlan, fit: Fit, story: Article) -> Iterator[Adjusted]:
    trial = fit.trial
    if trial.variant:
        yield from trial.variant.steps
    if trial.head:
        rows = plan.head_rows_in(trial)
        yield Adjusted("head", rows - trial.head, rows)
    if trial.picture:
        rows = plan.pictures_in(trial).rows or plan.growing.rows
        yield Adjusted("picture", rows, rows + trial.picture)
    for chunk, rows in zip(fit.chunks, fit.poured.rows, strict=True):
        yield from step_of(chunk, rows, story)


def step_of(chunk: Chunk, rows: int, story: Article) -> Iterator[Adjusted]:
    """Yield the step that a chunk took when it is ``rows`` deep and was not by itself."""
    natural = chunk.slab.choices[0].rows
    if rows == natural or chunk.part or chunk.rule:
        return
    kind, _, words = name_chunk(chunk, story).partition(" ")
    if chunk.crosshead:
        words = _words(chunk, CROSSHEAD_WORDS)
    yield Adjusted(kind, natural, rows, words)


def wide_words(head: StoryHead | None, room: float = 0.0) -> Iterator[str]:
    """Yield what to say of words of a head that are wider than it, ``room`` pt if that is known."""
    if head and head.tag and head.tag.overset:
        words = "".join(run.plain for line in head.tag.set.lines for run in line.runs)
        yield f"section {words!r} is too wide at {head.tag.set.size:g} pt"
    for part in head.parts if head else ():
        if part.overset:
            told = f"{part.role} {part.text!r} is too wide at {part.set.size:g} pt"
            yield told + (_held_by(part, head.row, room) if head and room else "")


def _held_by(part: HeadPart, row: float, room: float) -> str:
    """Say what would hold words that are too wide: fewer of them, or more lines and rows."""
    lines = part.set.lines
    em = part.set.size
    over = sum(ceil(max(0.0, line.width - room) / em) for line in lines)
    # a line ends with a phrase: on the average it stays a word shorter
    count = ceil(sum(line.width for line in lines) / max(em, room - PHRASE * em))
    count = max(count, len(lines) + 1)
    rows = ceil((part.set.size + part.set.leading * (count - 1)) / row)
    return f": {over} 字 too many for {len(lines)} lines; {count} lines, {rows} 行, would hold it"


def wide_chunks(chunks: Iterable[Chunk]) -> Iterator[str]:
    """Yield what to say of crossheads, pull quotes and tables that are wider than their columns."""
    before: Chunk | None = None
    for chunk in chunks:
        lines = chunk.natural.lines if chunk.crosshead and not chunk.rule else ()
        if any(line.width > chunk.setting.measure - chunk.inset + FITS for line in lines):
            runs = [run for line in lines for run in line.runs]
            words = "".join(run.plain for run in runs)
            yield f"{runs[0].source.role} {words!r} is too wide at {chunk.size:g} pt"
        goes_on = before is not None and before.part is not None
        opens = chunk.part is not None and (chunk.part.opens or not goes_on)
        before = chunk
        if chunk.part and opens and (over := chunk.part.table.columns.over) > 0.05:
            yield f"a table is {over:.0f} pt wider than its column at {chunk.size:g} pt"


def unplaced(count: int, of: int) -> tuple[str, ...]:
    """Say that pictures have no place."""
    return (f"{count} of {of} pictures have no place",) if count else ()


def cuts_unfound(galley: Galley, story: Article) -> Iterator[Said]:
    """Say which ends of the source's columns are not in the text, where columns end as they do."""
    for end in unfound(story) if galley.as_cut else ():
        message = f"a column of the source ended “{end.before}|{end.after}”: not in the text"
        yield "warning", "cut", message
