"""What was decided, and what is told of it.

Takes blocks with their labels and seams; returns a decision for each, the notes on what was
joined or is doubtful, and a readable account of both.  A text that is no page, with thousands
of like doubts, is told the first of them and how many more there are.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from broadsheet.edition import Edition
from broadsheet.errors import Finding, Where
from broadsheet.models import field, frozen, record
from broadsheet.parse.build.joins import Joint
from broadsheet.parse.labels.sequence import Label
from broadsheet.parse.text.broken_lines import width
from broadsheet.parse.traits.own import Seen

_DOUBT = 0.6  # confidence below which a decision is reported
_MOST = 400  # findings of one code that are told one by one


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
    traits: tuple[str, ...] = ()  # what it shows, by name


@frozen(kw_only=True)
class Parsed:
    """An edition and how it was read."""

    edition: Edition
    decisions: tuple[Decision, ...]


@record(kw_only=True)
class Told:
    """Findings as they come in, no more than so many of one code."""

    findings: list[Finding] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    further: dict[str, Finding] = field(default_factory=dict)  # the first that was left out

    def tell(self, found: Iterable[Finding]) -> None:
        """Keep findings, or count them."""
        for finding in found:
            count = self.counts.get(finding.code, 0) + 1
            self.counts[finding.code] = count
            if count <= _MOST or finding.level == "error":
                self.findings.append(finding)
            else:
                self.further.setdefault(finding.code, finding)

    def finished(self) -> tuple[Finding, ...]:
        """Return what is told; the last words of a code say how many more there are."""
        rest = (
            Finding(
                level=first.level,
                code=code,
                message=f"and {self.counts[code] - _MOST} more like it from here on",
                where=first.where,
            )
            for code, first in self.further.items()
        )
        return (*self.findings, *rest)


def decision(one: Seen, label: Label, seam: Joint | None) -> Decision:
    """Return the account of one block."""
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
        traits=tuple(sorted(trait.name for trait in one.traits)),
    )


def notes(
    seen: Sequence[Seen], labels: Sequence[Label], seams: dict[int, Joint], file: str
) -> Iterator[Finding]:
    """Yield notes on what was joined and on what is doubtful."""
    for n, (one, label) in enumerate(zip(seen, labels, strict=True)):
        where = Where(file, one.block.first)
        seam = seams.get(n)
        if seam and seam.joined:
            message = f"joined to the paragraph before: {'; '.join(seam.why)}"
            yield Finding(level="note", code="joined", message=message, where=where)
        if label.confidence < _DOUBT:
            message = f"taken for {label.name}, perhaps {label.second}: {one.block.text[:16]}"
            yield Finding(level="note", code="doubtful", message=message, where=where)


def _called(label: str, of: Callable[[str], str]) -> str:
    """Return what a label is called: itself, where there are no words for it."""
    asked = f"label {label}"
    told = of(asked)
    return label if told == asked else told


def explain(parsed: Parsed, of: Callable[[str], str] = str) -> str:
    """Return a readable account of all decisions, doubtful ones marked with a ``?``.

    ``of`` puts what is said into another language.
    """
    out: list[str] = []
    for d in parsed.decisions:
        first, last = d.lines
        span = f"{first}" if first == last else f"{first}-{last}"
        doubt = "?" if d.confidence < _DOUBT else " "
        kind = _called(d.label, of) + (f" ({of('joined')})" if d.joined else "")
        kind += " " * (15 - width(kind))
        why = [*map(of, d.why)] or [of("nothing speaks for anything else")]
        if d.second and d.confidence < 0.9:
            why.append(f"{of('or else')} {_called(d.second, of)}")
        out.append(
            f"{span:>9}{doubt} {kind} {d.confidence:4.2f}  {d.text}\n{'':27}{'; '.join(why)}"
        )
    out += [finding.line(of) for finding in parsed.edition.findings]
    return "\n".join(out) + "\n"
