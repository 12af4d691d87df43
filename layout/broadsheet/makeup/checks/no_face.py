"""Characters that their typeface does not hold.

Takes a page's copy as it is set; returns a finding for each: another face lends it, another
character is shown in its place, or a geta (〓).  Such a page is printed all the same; one with
characters that no page can show (controls, bidi, tags, noncharacters) is refused.
"""

import unicodedata
from collections.abc import Iterator

from broadsheet.display import Mark, Run, Source, TextLine
from broadsheet.edition import Article
from broadsheet.errors import UNSHOWN, Finding, Level
from broadsheet.fonts.face import Face
from broadsheet.fonts.stand_ins import GETA, equivalents
from broadsheet.makeup.galley.forme import Forme
from broadsheet.models import frozen

_KINDS = {"Cn": "unassigned", "Co": "private use", "Cc": "control character"}
_WAY_OUT = "name a face that holds it under typefaces, or a sign for it under gaiji"


@frozen()
class _Lack:
    """What became of a character: the finding's level and code, and what it says."""

    level: Level
    code: str
    says: str


def missing_glyphs(forme: Forme) -> list[Finding]:
    """Name each character that its typeface lacks, once in each item."""
    strays = forme.setup.book.strays
    if not strays:  # looked for only where some look-up failed
        return []
    found: dict[tuple[str, str], Finding] = {}
    names = {item.id: forme.name(item).split(" “", 1)[0] for item in forme.every}
    for run in (run for marks in forme.copy.values() for run in runs(marks)):
        if strays.isdisjoint(run.text):
            continue
        face = forme.setup.book.face(run.face)
        for glyph, char in zip(run.glyphs, run.text, strict=False):
            source = run.source
            if char not in strays or (char, source.item) in found:
                continue
            lack = _lack(char, glyph, face)
            found[char, source.item] = Finding(
                level=lack.level,
                code=lack.code,
                message=f"{_called(char)}: {lack.says}, "
                f"{names.get(source.item, source.item)} {_part(forme, source)}",
                page=forme.number,
                item=source.item,
            )
    return list(found.values())


def _lack(char: str, glyph: int, face: Face) -> _Lack:
    """Say what stands in place of a character."""
    if unshown(char):
        return _Lack("error", UNSHOWN, "it can't be shown (take it out)")
    if face.glyph(char) == glyph:
        return _Lack("note", "other-face", f"set in {face.family}, which is not its typeface")
    for other in equivalents(char):
        if glyph in (face.glyph(other), face.form(other, "full"), face.form(other, "vert")):
            return _Lack("warning", "stand-in", f"no face has it, shown as {other}")
    return _Lack("error", "no-face", f"no face has it, {GETA} is printed ({_WAY_OUT})")


def unshown(char: str) -> bool:
    """Tell whether a character has no shape, and changes how others are read."""
    code = ord(char)
    if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return True  # noncharacters
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _part(forme: Forme, source: Source) -> str:
    """Name a part of an item: ``paragraph 3``, paragraphs counted by themselves."""
    if source.role != "para":
        return source.role
    story = next((item for item in forme.every if item.id == source.item), None)
    body = story.body if isinstance(story, Article) else ()
    return f"paragraph {sum(block.kind == 'para' for block in body[: source.block + 1])}"


def _called(char: str) -> str:
    """Return a character with its number, or the name of one that can't be shown."""
    code = " ".join(f"U+{ord(c):04X}" for c in char)
    if char.isprintable():
        return f"{code} {char}"
    named = [unicodedata.name(c, _KINDS.get(unicodedata.category(c), "unnamed")) for c in char]
    return f"{code} {' '.join(named)}"


def runs(marks: tuple[Mark, ...] | list[Mark]) -> Iterator[Run]:
    """Yield the runs of all lines among marks."""
    for mark in marks:
        if isinstance(mark, TextLine):
            yield from mark.runs
