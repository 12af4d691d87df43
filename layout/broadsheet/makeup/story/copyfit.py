"""Say how a story fits its box, in editors' units.

Takes a story's plan and the fit that was found; returns an account (what is over, what is
short, which steps were taken) and the findings made of it.  Sets nothing.
"""

from collections.abc import Iterable, Iterator

from broadsheet.display import Adjusted
from broadsheet.edition import Article
from broadsheet.errors import Finding, Level
from broadsheet.headline import FITS
from broadsheet.makeup.galley.picture import left_out
from broadsheet.makeup.story.head import StoryHead
from broadsheet.makeup.story.plan import Fit, StoryPlan
from broadsheet.makeup.text.chunk import Chunk
from broadsheet.makeup.text.cuts import unfound
from broadsheet.models import frozen

BEGINNING = 10  # characters that name a paragraph
CROSSHEAD_WORDS = 6


@frozen(kw_only=True)
class Account:
    """What became of a story in its box."""

    over: int  # lines that don't go in
    over_letters: int
    cut_at: str  # the paragraph that is the first to be cut
    short: int  # lines of white
    steps: tuple[Adjusted, ...]


def account_of(plan: StoryPlan, heights: tuple[int, ...]) -> Account:
    """Tell what became of a story at its box's heights."""
    fit = plan.fit(heights)
    letters, first = 0, ""
    over = [] if plan.onward else list(overset_chunks(fit))  # what goes on is not over
    for n, rows in over:
        first = first or name_chunk(plan.chunks[n], plan.story)
        letters += rows
    return Account(
        over=0 if plan.onward else fit.poured.overset,
        over_letters=letters,
        cut_at=first,
        short=fit.short if not plan.galley.as_cut else _white(fit),
        steps=tuple(_steps(plan, fit)),
    )


def _white(fit: Fit) -> int:
    """Rows of white in all columns: those that end as the source does end where they will."""
    beyond = len(fit.depths)
    pieces = [piece for own in fit.poured.pieces for piece in own]
    return sum(fit.depths) - sum(piece.count for piece in pieces if piece.column < beyond)


def overset_chunks(fit: Fit) -> Iterator[tuple[int, int]]:
    """Yield the chunks that are overset, by number, and how many of their characters are."""
    beyond = len(fit.depths)
    poured = fit.poured
    for n, (rows, pieces) in enumerate(zip(poured.rows, poured.pieces, strict=True)):
        lost = [piece for piece in pieces if piece.column >= beyond]
        if lost:
            lines, blank = fit.chunks[n].lines(rows), fit.chunks[n].before
            ends = [(one.first - blank, one.first + one.count - blank) for one in lost]
            shown = [line for a, b in ends for line in lines[max(0, a) : max(0, b)]]
            yield n, sum(len(run.plain) for line in shown for run in line.runs)


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


def _steps(plan: StoryPlan, fit: Fit) -> Iterator[Adjusted]:
    trial = fit.trial
    yield from left_out(plan.hidden)
    if trial.variant:
        yield from trial.variant.steps
    if trial.head:
        rows = plan.head_rows_in(trial)
        yield Adjusted("head", rows - trial.head, rows)
    if trial.picture:
        rows = plan.pictures_in(trial).rows or plan.growing.rows
        yield Adjusted("picture", rows, rows + trial.picture)
    for chunk, rows in zip(fit.chunks, fit.poured.rows, strict=True):
        yield from step_of(chunk, rows, plan.story)


def step_of(chunk: Chunk, rows: int, story: Article) -> Iterator[Adjusted]:
    """Yield the step that a chunk took when it is ``rows`` deep and was not by itself."""
    natural = chunk.slab.choices[0].rows
    if rows == natural or chunk.part or chunk.rule:
        return
    kind, _, words = name_chunk(chunk, story).partition(" ")
    if chunk.crosshead:
        words = _words(chunk, CROSSHEAD_WORDS)
    yield Adjusted(kind, natural, rows, words)


def wide_words(head: StoryHead | None) -> Iterator[str]:
    """Yield what to say of words of a head that are wider than it."""
    if head and head.tag and head.tag.overset:
        words = "".join(run.plain for line in head.tag.set.lines for run in line.runs)
        yield f"溢 section {words!r} is too wide at {head.tag.set.size:g} pt"
    for part in head.parts if head else ():
        if part.overset:
            yield f"溢 {part.role} {part.text!r} is too wide at {part.set.size:g} pt"


def wide_chunks(chunks: Iterable[Chunk]) -> Iterator[str]:
    """Yield what to say of crossheads, pull quotes and tables that are wider than their columns."""
    before: Chunk | None = None
    for chunk in chunks:
        lines = chunk.natural.lines if chunk.crosshead and not chunk.rule else ()
        if any(line.width > chunk.setting.measure - chunk.inset + FITS for line in lines):
            runs = [run for line in lines for run in line.runs]
            words = "".join(run.plain for run in runs)
            yield f"溢 {runs[0].source.role} {words!r} is too wide at {chunk.size:g} pt"
        goes_on = before is not None and before.part is not None
        opens = chunk.part is not None and (chunk.part.opens or not goes_on)
        before = chunk
        if chunk.part and opens and (over := chunk.part.table.columns.over) > 0.05:
            yield f"溢 a table is {over:.0f} pt wider than its column at {chunk.size:g} pt"


def story_findings(
    plan: StoryPlan, heights: tuple[int, ...], name: str, page: int
) -> list[Finding]:
    """Say what is over or short in a story's box, and what was adjusted to fit it."""
    told, fit = account_of(plan, heights), plan.fit(heights)
    said: list[tuple[Level, str, str]] = []
    if told.over:
        cut = f", from {told.cut_at}" if told.cut_at else ""
        said.append(("error", "overset", f"溢 {told.over_letters} 字 / {told.over} 行{cut}"))
    elif told.short > 1:
        said.append(("warning", "short", f"缺 {told.short} 行"))
    for step in told.steps:
        dropped = step.kind == "drop"
        said.append(("warning" if dropped else "note", "left-out" if dropped else "fit", f"{step}"))
    if fit.lacking:
        said.append(("error", "overset", f"溢 head and picture, {fit.lacking} 行 too deep"))
    if plan.unplaced:
        message = f"溢 {plan.unplaced} of {len(plan.story.pictures)} pictures have no place"
        said.append(("error", "overset", message))
    if not plan.side_fits:
        said.append(("error", "overset", "溢 the head is too large for the block beside the text"))
    wide = (*wide_words(plan.head_in(fit.trial)), *wide_chunks(plan.chunks))
    said += [("error", "overset", message) for message in wide]
    if plan.galley.as_cut:
        for end in unfound(plan.story):
            message = f"a column of the source ended “{end.before}|{end.after}”: not in the text"
            said.append(("warning", "cut", message))
    box = plan.galley.box
    return [
        box.finding(level, code, f"{name}: {message}", page, plan.story.id)
        for level, code, message in said
    ]
