"""An edition as YAML with its doubtful places marked, for a person to settle.

Takes an ``Edition`` as the reader made it, findings included; returns YAML that opens with a
list of the doubts, each with its line in the source and in this file, and has a comment above
the item or paragraph that each asks about, with what to write if the other reading is right.
The comments are no part of the edition: the file reads back the same without them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from broadsheet.edition import Edition
from broadsheet.errors import Finding
from broadsheet.formats.edition_yaml import dump_yaml
from broadsheet.models import frozen

_RECORD = re.compile(r"( *)- (?:\{?kind|caption)\b")
_FACT = re.compile(r"  ([a-z_]+):")  # of the masthead
_SPAN = re.compile(r"\b(?:at|lines): \[(\d+), (\d+)\]")
_ASKED = frozenset({"doubtful", "masthead-rest", "fact-twice", "no-headline", "repeated"})
_DOUBT: Final = re.compile(r"taken for (\w+), perhaps (\w+): (.*)", re.DOTALL)
# what the reader calls a line: in the trade's words, and how the edition says it
_LABELS: Final = {
    "fact": ("masthead fact", "its key under masthead:, as in 'price: …'"),
    "name": ("nameplate", "name: … under masthead:"),
    "name_en": ("nameplate in English", "name_en: … under masthead:"),
    "slogan": ("slogan", "slogan: … under masthead:"),
    "ear": ("ear", "ear: {promo: …} under masthead:"),
    "earcap": ("words under the ear's code", "ear: {qr: {caption: …}} under masthead:"),
    "folio": ("folio line", "page: {folio: …, section: …, editors: …}"),
    "head": ("headline", "headline: … of this story, or '- kind: article' for a story of its own"),
    "byline": ("byline", "byline: … of the story"),
    "para": ("paragraph", "a line of body:, as '- …'"),
    "cross": ("crosshead", "kind: crosshead"),
    "caption": ("caption", "pictures: with '- caption: …' in the story"),
    "ad": ("advertisement", "an item '- kind: ad' with 'lines: [… ]'"),
    "notice": ("notice", "an item '- kind: notice' with 'title: …' and 'lines: [… ]'"),
    "info": ("service text", "an item '- kind: info' with 'lines: [… ]'"),
    "jump": ("jump line", "jump: {type: to, page: …, raw: …} of the story"),
    "sign": ("signature", "signature: … of the story"),
    "note": ("note", "kind: note"),
    "list": ("line of a list", "kind: list"),
    "verse": ("verse", "kind: verse"),
    "qa": ("question or answer", "kind: qa"),
    "table": ("table", "kind: table"),
}  # fmt: skip


@frozen()
class _Record:
    """An item or a paragraph in the YAML, and the lines of the source that it came from."""

    at: int
    indent: int
    page: int
    first: int
    last: int


@frozen()
class _Place:
    """Where a doubt stands: above which line of the YAML, how far in, and what it asks."""

    at: int
    indent: int
    words: str
    remedy: str


def dump_review(edition: Edition, files: Sequence[str] = (), of: Callable[[str], str] = str) -> str:
    """Return the edition as YAML; each doubt is a comment with the line of the source.

    ``files`` names the source of each page, as the findings do; needed only of several.  ``of``
    puts what the comments say into the reader's language; keys stay.
    """
    text = dump_yaml(edition).splitlines()
    asked = [f for f in edition.findings if f.level != "note" or f.code in _ASKED]
    places = sorted(
        (_asked(f, _Sheet(edition, text, files), of) for f in asked), key=lambda p: p.at
    )
    # the list: a line each, after its first and before a line of white
    begins = len(places) + 2 if places else 1
    comments: dict[int, list[str]] = {}
    listed: list[str] = []
    for n, place in enumerate(places, 1):
        above = sum(len(comments[at]) for at in comments if at <= place.at)
        here = of(f"here line {begins + place.at + above + 1}")
        listed.append(f"# {n}. {here}: {place.words}")
        lines = comments.setdefault(place.at, [])
        margin = " " * place.indent
        lines.append(f"{margin}# {place.words}")
        if place.remedy:
            lines.append(f"{margin}#   {place.remedy}")
    head = of(f"{len(places)} places to look at, each with a comment above it")
    out = [f"# {head}", *listed, ""] if places else [f"# {of('nothing doubtful')}"]
    for at, line in enumerate(text):
        out += [*comments.get(at, ()), line]
    return "\n".join(out) + "\n"


class _Sheet:
    """Where in the YAML each line of the source went."""

    def __init__(self, edition: Edition, text: list[str], files: Sequence[str]) -> None:
        self.several = len(edition.pages) > 1
        self._files = files if self.several else ()
        self._records = list(_records(text, several=self.several))
        head = next((n for n, line in enumerate(text) if line.startswith(("pages:", "items:"))), 0)
        keys = ((n, _FACT.match(line)) for n, line in enumerate(text[:head]))
        self._facts = {found[1]: n for n, found in keys if found}

    def place(self, finding: Finding, line: int) -> tuple[int, int]:
        """Return where a doubt belongs: above its fact, or the smallest span that holds it."""
        page = -1
        if self._files and finding.where and finding.where.file in self._files:
            page = self._files.index(finding.where.file)
        held = [
            (one.last - one.first, -one.indent, one.at)
            for one in self._records
            if line and one.first <= line <= one.last and page in (-1, one.page)
        ]
        if held:
            _, indent, at = min(held)
            return at, -indent
        named = finding.message.partition(" ")[0] if finding.code == "fact-twice" else finding.code
        fact = {"masthead-rest": "other"}.get(named, named.replace("-", "_"))
        return (self._facts[fact], 2) if fact in self._facts else (0, 0)


def _asked(finding: Finding, sheet: _Sheet, of: Callable[[str], str]) -> _Place:
    file = f"{finding.where.file} " if sheet.several and finding.where else ""
    line = finding.where.line if finding.where and finding.where.line else 0
    at, indent = sheet.place(finding, line)
    message = " ".join(finding.message.split())
    told, remedy = of(message), ""
    if found := _DOUBT.match(message):
        taken, _ = _LABELS.get(found[1], (found[1], ""))
        rival, write = _LABELS.get(found[2], (found[2], ""))
        told = f"{of(f'taken for {of(taken)}, perhaps {of(rival)}')}: {found[3]}"
        remedy = of(f"if so, write {of(write)}") if write else ""
    mark = "?" if finding.level == "note" else "!"
    words = f"{mark} {file}{of(f'line {line}')}: {told}" if line else f"{mark} {told}"
    return _Place(at, indent, words, remedy)


def _records(text: list[str], *, several: bool) -> Iterator[_Record]:
    """Yield each item and paragraph that says its lines."""
    starts: list[tuple[int, int]] = []
    page, within = -1 if several else 0, False
    for n, line in enumerate(text):
        within = within or line.startswith("pages:")
        page += several and within and line.startswith("- ")
        opened = _RECORD.match(line)
        if opened:
            indent = len(opened[1])
            starts = [s for s in starts if s[1] < indent] + [(n, indent)]
        span = _SPAN.search(line)
        if span and starts:
            indent = len(line) - len(line.lstrip())
            own = [s for s in starts if s[1] <= indent - 2] or starts[-1:]
            place, depth = starts[-1] if opened else own[-1]
            yield _Record(place, depth, page, int(span[1]), int(span[2]))
