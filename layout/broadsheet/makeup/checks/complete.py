"""Is all copy on the page, and is it set as it should be?

Takes the marks of a composed page and the items it should hold; returns findings for copy
that was neither set nor told of before, the last look after promise 1, and for lines that no
legal breaking could keep from being loose.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from broadsheet import cjk
from broadsheet.display import Mark, TextLine
from broadsheet.edition import MONTHS, EditionPage, Item, item_passages
from broadsheet.errors import Finding

SLACK = 1.0  # pt by which type may pass the trim: its white, not its ink
LOOSE = 0.09  # em
LATIN_LOOSE = 0.3  # em, over what a word space may grow by
PARTS = {"caption": "picture", "credit": "picture"}  # what goes with a picture's place
BODY = frozenset({"source", "byline", "para", "note", "list", "verse", "qa", "standfirst"})


def solid(text: str) -> int:
    """Count characters, white apart.

    >>> solid("春 天\\u3000来")
    3
    """
    return len(_close(text))


def _close(text: str) -> str:
    """Return a text without white: it may stand in several lines."""
    return "".join(text.split())


def characters_set(marks: Iterable[Mark]) -> Counter[tuple[str, str, int]]:
    """Count the characters set of each passage: item, role, block."""
    counts: Counter[tuple[str, str, int]] = Counter()
    for mark in marks:
        if isinstance(mark, TextLine):
            for run in mark.runs:
                source = run.source
                counts[source.item, source.role, source.block] += solid(run.plain)
    return counts


def lost_copy(
    shown: Mapping[tuple[str, str, int], int],
    items: Iterable[Item],
    told: set[str],
    page: int,
    left_out: Collection[tuple[str, str]] = (),
) -> list[Finding]:
    """Find passages that are set in part or not at all, by what all pages have set of each.

    Items in ``told`` are known to be; ``left_out`` are the parts of items that were left out to
    fit and told.
    """
    findings: list[Finding] = []
    for item in items:
        if item.id in told:
            continue
        for passage in item_passages(item):
            wanted = solid(passage.text)
            got = shown.get((passage.item, passage.role, passage.block), 0)
            part = PARTS.get(passage.role, passage.role)
            if got < wanted and (passage.item, part) not in left_out:
                text = passage.text if len(passage.text) <= 12 else passage.text[:12] + "…"
                findings.append(
                    Finding(
                        level="error",
                        code="lost",
                        message=f"{passage.role} “{text}”: {wanted - got} 字 are not set",
                        page=page,
                        item=item.id,
                    )
                )
    return findings


def unprinted_facts(
    marks: Iterable[Mark], facts: Mapping[int, tuple[str, str]]
) -> dict[int, tuple[str, str]]:
    """Return the facts of the masthead, by number, that a page does not show.

    Be it in an item's words.
    """
    if not facts:
        return {}
    shown: set[int] = set()
    words: list[str] = []
    for mark in marks:
        if isinstance(mark, TextLine):
            words.append(mark.plain)
            shown |= {run.source.block for run in mark.runs if run.source.role == "masthead"}
    text = _close("".join(words))
    return {
        n: (key, value)
        for n, (key, value) in facts.items()
        if n not in shown and not (_dated(value, text) if key == "date" else _close(value) in text)
    }


def _dated(value: str, text: str) -> bool:
    """Tell whether a day is printed: as it stands in the edition, or its year, month and day."""
    figures = [part.lstrip("0") for part in value.split("-")]
    if len(figures) != len(("year", "month", "day")) or not all(map(str.isdigit, figures)):
        return _close(value) in text
    year, month, day = figures
    month_name = MONTHS[int(month) - 1] if int(month) <= len(MONTHS) else month
    return year in text and day in text and (month in text or month_name in text)


def unprinted_findings(facts: Mapping[str, str], page: int) -> list[Finding]:
    """Tell of facts of the masthead that a page with one should show."""
    return [
        Finding(
            level="warning",
            code="unprinted",
            message=f"masthead {key} “{value}” is not printed by this spec",
            page=page,
        )
        for key, value in facts.items()
    ]


def unheaded_findings(facts: Mapping[str, str], page: int) -> list[Finding]:
    """Tell, in one, of facts of the masthead that no page shows where none has a masthead."""
    told = ", ".join(f"{key} “{value}”" for key, value in facts.items())
    message = f"masthead {told}: on no page (a folio line takes them as {{others}})"
    return [Finding(level="warning", code="unprinted", message=message, page=page)] if told else []


def _loose(text: str) -> float:
    return LATIN_LOOSE if cjk.latin_only(cjk.classify(text)) else LOOSE


def unprinted_folio(marks: Iterable[Mark], content: EditionPage, page: int) -> list[Finding]:
    """Find what the edition says of a page that the page does not show.

    A page with a masthead is known by it: it needs no folio.
    """
    if not (content.folio or content.section or content.editors):
        return []
    lines = [mark for mark in marks if isinstance(mark, TextLine)]
    headed = any(run.source.role == "masthead" for line in lines for run in line.runs)
    text = _close("".join(line.plain for line in lines))
    facts = (
        ("folio", "" if headed else content.folio),
        ("section", content.section),
        ("editors", content.editors),
    )
    return [
        Finding(
            level="warning",
            code="unprinted",
            message=f"page {key} “{value}” is not printed by this spec",
            page=page,
        )
        for key, value in facts
        if value and _close(value) not in text
    ]


def off_page(
    marks: Iterable[Mark], size: tuple[float, float], told: Collection[str | None], page: int
) -> list[Finding]:
    """Find type that leaves the trimmed page, where it would be cut off; one finding a passage.

    ``size`` is the page's, pt; items in ``told`` are known not to fit.
    """
    found: dict[tuple[str, str, int], Finding] = {}
    right, foot = size[0] + SLACK, size[1] + SLACK
    for mark in marks:
        if not isinstance(mark, TextLine):
            continue
        across, down = (0.0, mark.width) if mark.vertical else (mark.width, 0.0)
        inside = mark.x + across <= right and mark.y + down <= foot
        if inside and mark.x >= -SLACK and mark.y >= -SLACK:
            continue
        source = mark.runs[0].source
        if source.item not in told:
            found[source.item, source.role, source.block] = Finding(
                level="error",
                code="off-page",
                message=f"{source.role} “{mark.plain[:12]}…” runs off the page",
                page=page,
                box=mark.box,
                item=source.item,
            )
    return list(found.values())


def loose_lines(marks: Iterable[Mark], page: int) -> list[Finding]:
    """Find justified lines whose gaps are wider than 0.09 em: readers see those as spaces.

    Latin lines have gaps between words only, which may be as much wider as LATIN_LOOSE.
    """
    findings: list[Finding] = []
    for mark in marks:
        if not isinstance(mark, TextLine) or not mark.exact:
            continue
        source = mark.runs[0].source
        wide = max(run.tracking / run.size for run in mark.runs)
        if source.role in BODY and wide > _loose(mark.plain):
            findings.append(
                Finding(
                    level="note",
                    code="loose",
                    message=f"“{mark.plain}” is spaced {wide:.3f} em a gap",
                    page=page,
                    box=mark.box,
                    item=source.item,
                )
            )
    return findings
