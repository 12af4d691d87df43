"""Characters that no face has.

Takes a page's copy as it is set; returns a finding for each: such a page is refused.
"""

from collections.abc import Iterator

from broadsheet.display import Mark, Run, Source, TextLine
from broadsheet.edition import Article
from broadsheet.errors import Finding
from broadsheet.makeup.galley.forme import Forme


def missing_glyphs(forme: Forme) -> list[Finding]:
    """Name each character that no face has."""
    found: dict[tuple[str, str], Finding] = {}
    names = {item.id: forme.name(item).split(" “", 1)[0] for item in forme.every}
    for run in (run for marks in forme.copy.values() for run in runs(marks)):
        if 0 not in run.glyphs:
            continue
        for glyph, char in zip(run.glyphs, run.text, strict=False):
            source = run.source
            if glyph or (char, source.item) in found:
                continue
            part = _part(forme, source)
            code = " ".join(f"U+{ord(c):04X}" for c in char)
            found[char, source.item] = Finding(
                level="error",
                code="no-face",
                message=f"{code} {_called(char)}: no face, "
                f"{names.get(source.item, source.item)} {part}",
                page=forme.number,
                item=source.item,
            )
    return list(found.values())


def _part(forme: Forme, source: Source) -> str:
    """Name a part of an item: ``paragraph 3``, paragraphs counted by themselves."""
    if source.role != "para":
        return source.role
    story = next((item for item in forme.every if item.id == source.item), None)
    body = story.body if isinstance(story, Article) else ()
    return f"paragraph {sum(block.kind == 'para' for block in body[: source.block + 1])}"


def _called(char: str) -> str:
    """Return a character, or the name of one that can't be shown."""
    if char.isprintable():
        return char
    import unicodedata  # noqa: PLC0415 - such copy is rare

    kinds = {"Cn": "unassigned", "Co": "private use", "Cc": "control character"}
    named = [unicodedata.name(c, kinds.get(unicodedata.category(c), "unnamed")) for c in char]
    return " ".join(named)


def runs(marks: tuple[Mark, ...] | list[Mark]) -> Iterator[Run]:
    """Yield the runs of all lines among marks."""
    for mark in marks:
        if isinstance(mark, TextLine):
            yield from mark.runs
