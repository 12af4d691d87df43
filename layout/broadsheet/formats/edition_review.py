"""An edition as YAML with its doubtful places marked, for a person to settle.

Takes an ``Edition`` as the reader made it, findings included; returns YAML whose comments
stand above the item or paragraph that they ask about.  The comments are no part of the
edition: the file reads back the same without them.
"""

import re
from collections.abc import Iterator

from broadsheet.edition import Edition
from broadsheet.errors import Finding
from broadsheet.formats.edition_yaml import dump_yaml

_RECORD = re.compile(r"( *)- (?:\{?kind|caption)\b")
_SPAN = re.compile(r"\b(?:at|lines): \[(\d+), (\d+)\]")
_ASKED = frozenset({"doubtful", "masthead-rest", "fact-twice", "no-headline", "repeated"})


def dump_review(edition: Edition) -> str:
    """Return the edition as YAML; each doubt is a comment with the line of the source."""
    text = dump_yaml(edition).splitlines()
    asked = [f for f in edition.findings if f.level != "note" or f.code in _ASKED]
    above: dict[int, list[str]] = {}
    records = list(_records(text))
    for finding in asked:
        at, indent = _place(records, _line_of(finding))
        above.setdefault(at, []).append(f"{' ' * indent}# {_words(finding)}")
    out = [f"# {len(asked)} places to look at" if asked else "# nothing doubtful"]
    for n, line in enumerate(text):
        out += [*above.get(n, ()), line]
    return "\n".join(out) + "\n"


def _line_of(finding: Finding) -> int:
    return finding.where.line if finding.where and finding.where.line else 0


def _words(finding: Finding) -> str:
    mark = "?" if finding.level == "note" else "!"
    line = _line_of(finding)
    message = " ".join(finding.message.split())
    return f"{mark} line {line}: {message}" if line else f"{mark} {message}"


def _records(text: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield place, indent, first and last source line of each item and paragraph."""
    starts: list[tuple[int, int]] = []
    for n, line in enumerate(text):
        opened = _RECORD.match(line)
        if opened:
            indent = len(opened[1])
            starts = [s for s in starts if s[1] < indent] + [(n, indent)]
        span = _SPAN.search(line)
        if span and starts:
            indent = len(line) - len(line.lstrip())
            own = [s for s in starts if s[1] <= indent - 2] or starts[-1:]
            place, depth = starts[-1] if opened else own[-1]
            yield place, depth, int(span[1]), int(span[2])


def _place(records: list[tuple[int, int, int, int]], line: int) -> tuple[int, int]:
    """Return where a doubt about a source line belongs: above the smallest span that holds it."""
    held = [
        (last - first, -indent, place)
        for place, indent, first, last in records
        if line and first <= line <= last
    ]
    if not held:
        return 0, 0
    _, indent, place = min(held)
    return place, -indent
