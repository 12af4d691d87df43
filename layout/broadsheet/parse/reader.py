"""Raw text of a page to an edition: the way in.

Takes text (or bytes, through ``decode``) and a file's name for messages; returns the
edition with its findings and the account of every decision.  Pure: opens nothing.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from broadsheet import limits
from broadsheet.deadline import Watch, untimed
from broadsheet.errors import Finding, SourceError, Where
from broadsheet.models import replace
from broadsheet.parse.account import Decision, Parsed, Told, decision, explain, notes
from broadsheet.parse.build.assemble import Assembly
from broadsheet.parse.checks import doubts, ledger, verdict
from broadsheet.parse.hints import Hints
from broadsheet.parse.labels.alike import alike
from broadsheet.parse.labels.order import heads_first
from broadsheet.parse.labels.sequence import Label, label_row, row_score
from broadsheet.parse.labels.weights import Weights
from broadsheet.parse.learned import Learned, shipped
from broadsheet.parse.text import clean, scrambled
from broadsheet.parse.text.clean import SourceLine, decode
from broadsheet.parse.text.pairs import Pairs
from broadsheet.parse.text.text_blocks import TextBlock, cut_blocks
from broadsheet.parse.traits.own import Seen
from broadsheet.parse.traits.portions import Portion, portions

_TOGETHER = 32  # blocks whose characters are counted at once

__all__ = ["Decision", "Parsed", "decode", "explain", "read_text"]


def read_text(  # noqa: PLR0913 - what each of its users has at hand
    text: str | Sequence[TextBlock],
    *,
    file: str = "",
    repair: bool = False,
    hints: Hints | None = None,
    learned: Learned | None = None,
    account: bool = True,
    watch: Watch | None = None,
) -> Parsed:
    """Read a page's text, or its blocks as ``pdf`` finds them in print.

    ``repair`` puts missing quotes back, which is never done unasked.
    ``hints`` teach what lines of this paper are; without ``account`` no decisions are kept;
    what was ``learned`` other than what is shipped decides instead.  ``watch`` is asked block
    by block, and may raise to stop.

    Every character of the text that is not layout white is in the edition, or became a
    fact of its masthead; marks may have changed to full width.
    """
    told, tally = Told(), verdict.Tally()
    decisions: list[Decision] = []
    learned = learned or shipped()
    page, read = Assembly(file=file, roles=learned.roles, seams=learned.seams), Counter[str]()
    taught, weights = hints.traits if hints else None, learned.labels
    raw = _put_back(text, told, file) if isinstance(text, str) else _as_lines(text)
    lines, rest = _lines(raw, file, told)
    pairs = page.pairs = Pairs(line.text for line in lines)
    # a printed page's blocks were its lines, one for one
    cut = cut_blocks(lines, pairs, learned.joints) if isinstance(text, str) else text[: len(lines)]
    blocks = _counted(cut, read, watch or untimed)
    known: dict[str, Seen] = {}
    for taken in portions(blocks, taught, pairs, known):
        again = partial(portions, taught=taught, pairs=pairs, known=known)
        portion, labels = _in_order(taken, weights, again, reasons=account)
        tally.add(labels[portion.start : portion.stop])
        why = _take(portion, labels, page, told, file)
        if account:
            decisions += why
    if rest:
        page.take_unread(rest)
        read.update(chain.from_iterable(rest.values()))
    if not read:
        raise SourceError("the page is empty", where=Where(file), hint="give a file with text")
    edition = page.finished()
    lost, invented = ledger.difference(read, page.written)
    if lost or invented:
        told, tally = Told(findings=[_ledger_finding(lost, invented, file)]), verdict.Tally()
        page = Assembly(file=file)  # what reads nothing loses nothing
        page.take_unread({line.number: line.text for line in clean.clean(raw, {}) if line.text})
        edition = page.finished()
    edition, mended = doubts.repair_quotes(edition, file=file) if repair else (edition, ())
    told.tell([*page.findings, *mended])
    if not edition.items:
        told.tell([_empty_finding(file)])
    told.tell(doubts.check(edition, file=file, lines=page.lines))
    number, found = verdict.reading(tally, edition, learned.signs, file=file)
    told.tell(found)
    edition = replace(edition, findings=told.finished(), reading=number)
    return Parsed(edition=edition, decisions=tuple(decisions))


def _as_lines(blocks: Sequence[TextBlock]) -> str:
    """Return the text of a printed page, a block a line."""
    return "\n".join(block.text for block in blocks)


def _in_order(
    portion: Portion,
    weights: Weights,
    again: Callable[[Iterable[TextBlock]], Iterator[Portion]],
    *,
    reasons: bool,
) -> tuple[Portion, Sequence[Label]]:
    """Label a portion; a page whose heads may come after their stories is tried both ways.

    ``again`` looks at its blocks in the other order.
    """
    row = label_row(portion.seen, weights, reasons=reasons)
    labels = alike(portion.seen, row.labels)
    whole = portion.stop - portion.start == len(portion.seen)
    whole = whole and not any(one.block.printed for one in portion.seen)
    blocks = heads_first(portion.seen, labels) if whole else ()
    for other in again(blocks):
        if row_score(other.seen, weights) > row.score:
            row = label_row(other.seen, weights, reasons=reasons)
            return other, alike(other.seen, row.labels)
    return portion, labels


def _take(
    portion: Portion, labels: Sequence[Label], page: Assembly, told: Told, file: str
) -> Iterator[Decision]:
    """Put a portion of a page into its edition; return what each of its blocks is, and why."""
    start, stop = portion.start, portion.stop
    seams = page.take(portion.seen, labels, start, stop)
    own, named = portion.seen[start:stop], labels[start:stop]
    told.tell(notes(own, named, seams, file))
    return map(decision, own, named, map(seams.get, range(len(own))))


def _lines(text: str, file: str, told: Told) -> tuple[deque[SourceLine], dict[int, str]]:
    """Return the lines that are read as a page, and the further ones by number.

    What no page holds is not read: it costs the time of as many pages, and could not be set.
    """
    seen: dict[str, tuple[int, int]] = {}
    every = clean.clean(text, seen)
    most, lines = limits.current().passages, deque[SourceLine]()
    filled = 0
    while filled < most and (line := next(every, None)):
        lines.append(line)
        filled += not line.blanks
    rest = {line.number: line.text for line in every if line.text}
    told.tell(clean.notes(seen, file=file))
    if rest:
        told.tell([_unread_finding(most, rest, file)])
    return lines, rest


def _counted(blocks: Iterable[TextBlock], read: Counter[str], look: Watch) -> Iterator[TextBlock]:
    """Yield blocks, counting their characters, each looked at by who may stop the work."""
    held: list[str] = []
    for block in blocks:
        look("")
        held.append(block.text)
        if len(held) == _TOGETHER:
            read.update("".join(held))
            held.clear()
        yield block
    read.update("".join(held))


def _ledger_finding(lost: Counter[str], invented: Counter[str], file: str) -> Finding:
    what = f"{sum(lost.values())} lost, {sum(invented.values())} invented"
    return Finding(
        level="error",
        code="ledger",
        message=f"reading the page would have changed its text ({what}); kept as service text",
        where=Where(file),
    )


def _put_back(text: str, told: Told, file: str) -> str:
    """Return a text as it was before a wrong coding, which is told."""
    text, count = scrambled.put_back(text)
    if count:
        what = "UTF-8 that was taken for Latin-1 and saved again"
        message = f"{what}: {count} characters of Chinese put back, compare with the source"
        where = Where(file)
        told.tell([Finding(level="warning", code="input-scrambled", message=message, where=where)])
    return text


def _empty_finding(file: str) -> Finding:
    return Finding(
        level="error",
        code="no-items",
        message="the page has no story, no advertisement and no notice: there is nothing to set",
        where=Where(file),
    )


def _unread_finding(most: int, rest: Mapping[int, str], file: str) -> Finding:
    what = f"a page of more than {most} lines: from here on they are kept as service text, unread"
    return Finding(
        level="warning",
        code="long-page",
        message=f"{what} (--limit passages={most + len(rest)} reads them)",
        where=Where(file, min(rest)),
    )
