"""Findings as an editor reads them: lines, and a table of stories."""

import sys
from collections.abc import Iterable
from unicodedata import east_asian_width

from broadsheet.api.reporting import letters_of
from broadsheet.cli.terminal import coloured
from broadsheet.display import Pages, PlacedBox
from broadsheet.edition import Article, Edition
from broadsheet.errors import Finding
from broadsheet.messages.spoken import line_of, of

COLOURS = {"error": "31;1", "warning": "33;1", "note": "36"}  # ECMA-48 attributes


def tell(findings: Iterable[Finding], *, verbose: bool) -> int:
    """Print findings to standard error, notes only when verbose; return 1 if any is an error."""
    found = list(findings)
    for finding in found:
        if finding.level == "note" and not verbose:
            continue
        text, level = line_of(finding), of(finding.level)
        if coloured(sys.stderr):
            word = f"\x1b[{COLOURS[finding.level]}m{level}\x1b[0m"
            text = text.replace(f"{level}: ", f"{word}: ", 1)
        print(text, file=sys.stderr)
    return int(any(finding.level == "error" for finding in found))


HEADS = ("page", "box", "item", "chars", "lines", "cols", "room", "state", "fit", "story")


def story_table(pages: Pages, edition: Edition) -> str:
    """Return a table of the stories: copy, lines, room, what is over or short, steps to fit.

    Another box stands in it when it is over or short.
    """
    stories = {item.id: item for item in edition.items if isinstance(item, Article)}
    rows = [tuple(map(of, HEADS))]
    for page in pages.pages:
        for box in page.boxes:
            story = stories.get(box.item)
            if story is None and not box.state:
                continue
            letters = letters_of(story) if story else box.over_letters
            counts = (letters, box.lines + box.over, len(box.columns), box.room)
            chars, lines, columns, room = map(str, counts)
            title = story.headline or story.kicker if story else ""
            rows.append(
                (str(page.number), box.name, box.item or "-", chars, lines, columns, room,
                 of(box.state or "fits"), _steps(box), title)
            )  # fmt: skip
    widths = [max(wide(row[k]) for row in rows) for k in range(len(HEADS))]
    table: list[str] = []
    for row in rows:
        cells = [_padded(*cell) for cell in zip(row, widths, HEADS, strict=True)]
        table.append("  ".join(cells).rstrip())
    return "\n".join(table)


NUMBERS = frozenset({"chars", "lines", "cols", "room"})


def _padded(cell: str, width: int, head: str) -> str:
    white = " " * (width - wide(cell))
    return white + cell if head in NUMBERS else cell + white


def _steps(box: PlacedBox) -> str:
    """Name the steps that a story took to fit: rows of its own parts, counts of the rest."""
    named = [of(str(step)) for step in box.steps if not step.words or step.kind == "drop"]
    kinds = [step.kind for step in box.steps if step.words and step.kind != "drop"]
    for kind in dict.fromkeys(kinds):
        count = kinds.count(kind)
        named.append(of(f"{count} {kind}{'s' if count > 1 else ''}"))
    return ", ".join(named) or "-"


def wide(text: str) -> int:
    """Width of text in terminal cells: Han and full-width marks take two.

    >>> wide("溢 3 行"), wide("ｱa")
    (7, 2)
    """
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
