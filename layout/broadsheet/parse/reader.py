"""Raw text of a page to an edition: the way in.

Takes text (or bytes, through ``decode``) and a file's name for messages; returns the
edition with its findings and the account of every decision.  Pure: opens nothing.
"""

from collections import Counter
from collections.abc import Sequence

from broadsheet.edition import (
    Advert,
    Article,
    Byline,
    Edition,
    Info,
    Item,
    Jump,
    Masthead,
    Notice,
    Photo,
    Picture,
)  # fmt: skip
from broadsheet.errors import Finding, SourceError, Where
from broadsheet.models import frozen, replace
from broadsheet.parse import checks, clean, ledger
from broadsheet.parse.assemble import Assembled, assemble
from broadsheet.parse.blocks import Block, cut_blocks
from broadsheet.parse.clean import decode
from broadsheet.parse.context import place
from broadsheet.parse.features import Seen, look
from broadsheet.parse.hints import Hints
from broadsheet.parse.joins import Seam
from broadsheet.parse.patterns import CELLS
from broadsheet.parse.punctuation import folded, full_width
from broadsheet.parse.sequence import Label, label_blocks

__all__ = ["Decision", "Parsed", "decode", "explain", "read_text"]

_DOUBT = 0.6  # confidence below which a decision is reported


@frozen(kw_only=True)
class Decision:
    """What one block of the source was taken for, and why."""

    lines: tuple[int, int]  # of the source, first and last
    text: str  # how it begins
    label: str
    confidence: float  # 0 to 1
    why: tuple[str, ...]
    second: str = ""  # the next best label
    joined: bool = False  # goes on from the paragraph before


@frozen(kw_only=True)
class Parsed:
    """An edition and how it was read."""

    edition: Edition
    decisions: tuple[Decision, ...]


def read_text(
    text: str, *, file: str = "", repair: bool = False, hints: Hints | None = None
) -> Parsed:
    """Read a page's text; ``repair`` puts missing quotes back, which is never done unasked.

    ``hints`` teach what lines of this paper are.

    Every character of the text that is not layout white is in the edition, or became a
    fact of its masthead; marks may have changed to full width.
    """
    lines, notes = clean.clean(text, file=file)
    blocks = cut_blocks(lines)
    if not blocks:
        raise SourceError("the page is empty", where=Where(file), hint="give a file with text")
    seen = place(_looked(blocks, hints))
    labels = label_blocks(seen)
    made = assemble(seen, labels, file=file)
    lost, invented = ledger.difference((b.text for b in blocks), made.spent, made.edition)
    findings = [*notes, *made.findings]
    if lost or invented:
        labels = _plain_labels(seen)
        made = assemble(seen, labels, file=file)
        findings += [*made.findings, _ledger_finding(lost, invented, file)]
    edition = _with_full_marks(made.edition)
    edition, mended = checks.repair_quotes(edition, file=file) if repair else (edition, ())
    findings += [*mended, *checks.check(edition, file=file, lines=made.lines)]
    findings += _account(seen, labels, made, file)
    decisions = tuple(
        _decision(one, label, made.seams.get(n))
        for n, (one, label) in enumerate(zip(seen, labels, strict=True))
    )
    return Parsed(edition=replace(edition, findings=tuple(findings)), decisions=decisions)


def _looked(blocks: Sequence[Block], hints: Hints | None = None) -> list[Seen]:
    """Look at each block; lines that recur, as in tables and lists, are looked at once."""
    known: dict[str, Seen] = {}
    out: list[Seen] = []
    for block in blocks:
        before = known.get(block.text)
        if before is None:
            before = look(block)
            taught = hints.traits(block.text) if hints else frozenset()
            before = replace(before, traits=before.traits | taught) if taught else before
            known[block.text] = before
        out.append(before if before.block is block else replace(before, block=block))
    return out


def explain(parsed: Parsed) -> str:
    """Return a readable account of all decisions, doubtful ones marked with a ``?``."""
    out: list[str] = []
    for d in parsed.decisions:
        first, last = d.lines
        span = f"{first}" if first == last else f"{first}-{last}"
        doubt = "?" if d.confidence < _DOUBT else " "
        kind = f"{d.label} (joined)" if d.joined else d.label
        why = "; ".join(d.why) or "nothing speaks for anything else"
        rival = f"; or else {d.second}" if d.second and d.confidence < 0.9 else ""
        out.append(
            f"{span:>9}{doubt} {kind:<15} {d.confidence:4.2f}  {d.text}\n{'':27}{why}{rival}"
        )
    out += [str(finding) for finding in parsed.edition.findings]
    return "\n".join(out) + "\n"


def _decision(one: Seen, label: Label, seam: Seam | None) -> Decision:
    joined = seam is not None and seam.joined
    text = one.block.text
    return Decision(
        lines=(one.block.first, one.block.last),
        text=text if len(text) <= 24 else f"{text[:23]}…",
        label=label.name,
        confidence=label.confidence,
        why=(*label.why[:5], *(seam.why if seam and joined else ())),
        second=label.second,
        joined=joined,
    )


def _plain_labels(seen: Sequence[Seen]) -> tuple[Label, ...]:
    """The reading that can't lose anything: every block is service text."""
    plain = Label(name="info", confidence=0.0, why=("the ledger did not balance",))
    return tuple(plain for _ in seen)


def _ledger_finding(lost: Counter[str], invented: Counter[str], file: str) -> Finding:
    what = f"{sum(lost.values())} lost, {sum(invented.values())} invented"
    return Finding(
        level="error",
        code="ledger",
        message=f"reading the page would have changed its text ({what}); kept as service text",
        where=Where(file),
    )


def _account(
    seen: Sequence[Seen], labels: Sequence[Label], made: Assembled, file: str
) -> list[Finding]:
    """Notes on what was joined and on what is doubtful."""
    out: list[Finding] = []
    for n, (one, label) in enumerate(zip(seen, labels, strict=True)):
        where = Where(file, one.block.first)
        seam = made.seams.get(n)
        if seam and seam.joined:
            message = f"joined to the paragraph before: {'; '.join(seam.why)}"
            out.append(Finding(level="note", code="joined", message=message, where=where))
        if label.confidence < _DOUBT:
            message = f"taken for {label.name}, perhaps {label.second}: {one.block.text[:16]}"
            out.append(Finding(level="note", code="doubtful", message=message, where=where))
    return out


def _marks(text: str, *, prose: bool = True, head: bool = False) -> str:
    new = full_width(text, prose=prose, head=head)
    return new if new == text or folded(new) == folded(text) else text


def _with_full_marks(edition: Edition) -> Edition:
    pages = tuple(
        replace(page, items=tuple(_item(item) for item in page.items)) for page in edition.pages
    )
    return replace(edition, masthead=_masthead(edition.masthead), pages=pages)


def _masthead(masthead: Masthead) -> Masthead:
    ear = replace(
        masthead.ear, promo=_marks(masthead.ear.promo), caption=_marks(masthead.ear.caption)
    )
    return replace(masthead, slogan=_marks(masthead.slogan), ear=ear)


def _item(item: Item) -> Item:
    if isinstance(item, Article):
        return _article(item)
    if isinstance(item, Photo):
        return replace(item, picture=_picture(item.picture))
    return _copy(item)


def _copy(item: Advert | Notice | Info) -> Item:
    return replace(item, copy=tuple(_marks(line, prose=False) for line in item.copy))


def _picture(picture: Picture) -> Picture:
    return replace(picture, caption=_marks(picture.caption))


def _article(story: Article) -> Article:
    byline = story.byline
    body = tuple(
        replace(b, text="\n".join(_row(t, b.kind) for t in b.text.split("\n"))) for b in story.body
    )
    return replace(
        story,
        section=_marks(story.section),
        kicker=_marks(story.kicker, head=True),
        headline=_marks(story.headline, head=True),
        deck=_marks(story.deck, head=True),
        source=_marks(story.source),
        byline=Byline(raw=_marks(byline.raw), roles=byline.roles) if byline else None,
        body=body,
        pictures=tuple(_picture(p) for p in story.pictures),
        signature=_marks(story.signature),
        jump=_jump(story.jump),
    )


def _row(text: str, kind: str) -> str:
    if kind != "table":
        return _marks(text, head=kind == "list")
    return "\t".join(_marks(cell, prose=False) for cell in CELLS.split(text))


def _jump(jump: Jump | None) -> Jump | None:
    return replace(jump, raw=_marks(jump.raw)) if jump else None
