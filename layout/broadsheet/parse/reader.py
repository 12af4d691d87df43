"""Raw text of a page to an edition: the way in.

Takes text (or bytes, through ``decode``) and a file's name for messages; returns the
edition with its findings and the account of every decision.  Pure: opens nothing.
"""

from collections import Counter, deque
from collections.abc import Iterator

from broadsheet.errors import Finding, SourceError, Where
from broadsheet.models import replace
from broadsheet.parse import checks, clean, ledger
from broadsheet.parse.account import Decision, Parsed, Told, decision, explain, notes
from broadsheet.parse.assemble import Assembly
from broadsheet.parse.blocks import Block, cut_blocks
from broadsheet.parse.clean import decode
from broadsheet.parse.features import Seen
from broadsheet.parse.hints import Hints
from broadsheet.parse.pairs import Pairs
from broadsheet.parse.sequence import Label, label_blocks
from broadsheet.parse.stretches import stretches

__all__ = ["Decision", "Parsed", "decode", "explain", "read_text"]


def read_text(
    text: str,
    *,
    file: str = "",
    repair: bool = False,
    hints: Hints | None = None,
    account: bool = True,
) -> Parsed:
    """Read a page's text; ``repair`` puts missing quotes back, which is never done unasked.

    ``hints`` teach what lines of this paper are; without ``account`` no decisions are kept.

    Every character of the text that is not layout white is in the edition, or became a
    fact of its masthead; marks may have changed to full width.
    """
    told = Told()
    decisions: list[Decision] = []
    pairs = Pairs()
    page, read = Assembly(file=file, pairs=pairs), Counter[str]()
    for stretch in stretches(_blocks(text, file, read, told), hints, pairs):
        start, stop = stretch.start, stretch.stop
        labels = label_blocks(stretch.seen)
        seams = page.take(stretch.seen, labels, start, stop)
        own, named = stretch.seen[start:stop], labels[start:stop]
        told.tell(notes(own, named, seams, file))
        if account:
            decisions += map(decision, own, named, map(seams.get, range(len(own))))
    if not read:
        raise SourceError("the page is empty", where=Where(file), hint="give a file with text")
    edition = page.finished()
    lost, invented = ledger.difference(read, page.written)
    if lost or invented:
        told = Told(findings=[_ledger_finding(lost, invented, file)])
        page = _plainly(_blocks(text, file, Counter(), told), file)
        edition = page.finished()
    edition, mended = checks.repair_quotes(edition, file=file) if repair else (edition, ())
    told.tell([*page.findings, *mended])
    told.tell(checks.check(edition, file=file, lines=page.lines))
    return Parsed(edition=replace(edition, findings=told.finished()), decisions=tuple(decisions))


def _blocks(text: str, file: str, read: Counter[str], told: Told) -> Iterator[Block]:
    """Yield the blocks of a text, telling what was cleaned and counting their characters."""
    lines, notes_on = clean.clean(text, file=file)
    told.tell(notes_on)
    for block in cut_blocks(deque(lines)):
        read.update(block.text)
        yield block


def _plainly(blocks: Iterator[Block], file: str) -> Assembly:
    """Read a text in the way that can't lose anything: every block is service text."""
    page = Assembly(file=file)
    plain = Label(name="info", confidence=0.0, why=("the ledger did not balance",))
    for block in blocks:
        one = Seen(block=block, size=0, traits=frozenset())
        page.take((one,), (plain,), 0, 1)
    return page


def _ledger_finding(lost: Counter[str], invented: Counter[str], file: str) -> Finding:
    what = f"{sum(lost.values())} lost, {sum(invented.values())} invented"
    return Finding(
        level="error",
        code="ledger",
        message=f"reading the page would have changed its text ({what}); kept as service text",
        where=Where(file),
    )
