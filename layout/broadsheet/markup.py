"""Light markup inside text: emphasis, names, titles, readings, notes, wide names.

Takes text as it is written in an edition; returns the plain copy and its inlines, and writes
them back.  ``⟦`` (U+27E6) stands in no newspaper's copy and in no bundled face, so that
what is no markup is told on the page as a character without a face.

    ⟦dot:字⟧            emphasis dots
    ⟦name:字⟧           a line, for a proper name
    ⟦title:字⟧          a wave, for a title
    ⟦ruby:字|reading⟧   a reading above, or beside it down the line
    ⟦note:1⟧            a note's mark, superior
    ⟦wide:李明⟧         a name of two characters over three em
    ⟦name+dot:字⟧       a line and dots on the same characters; ruby+name, title+dot … likewise
    ⟦⟦                  the sign itself
"""

import re
from collections.abc import Sequence
from typing import Final, cast

from broadsheet.edition import Inline, InlineKind, together

OPEN: Final = "⟦"
_MARKED: Final = r"⟦⟦|⟦(?:([a-z+]+):([^⟦⟧|]+))(?:\|([^⟦⟧|]+))?⟧"
_ALONE: Final = ("note", "wide")


def read(text: str) -> tuple[str, tuple[Inline, ...]]:
    """Return the copy without its markup, and the inlines by their places in it.

    >>> read("读⟦ruby:骎|qīn⟧骎")
    ('读骎骎', (Inline(kind='ruby', start=1, end=2, reading='qīn'),))
    """
    if OPEN not in text:
        return text, ()
    parts: list[str] = []
    inlines: list[Inline] = []
    at = length = 0
    for found in re.finditer(_MARKED, text):
        kinds = _kinds(found[1] or "")
        if found[1] and (not kinds or ("ruby" in kinds) is not bool(found[3])):
            continue  # no markup
        before = text[at : found.start()]
        words = found[2] or OPEN
        parts += (before, words)
        start = length + len(before)
        length = start + len(words)
        at = found.end()
        if kinds:
            reading = " ".join((found[3] or "").split())
            inlines.append(Inline(kinds[0], start, length, reading, kinds[1:]))
    parts.append(text[at:])
    return "".join(parts), tuple(inlines)


def _kinds(written: str) -> tuple[InlineKind, ...]:
    """Return the kinds that ``name+dot`` names, in order; none where they are not markup."""
    if written in _ALONE:
        return (cast(InlineKind, written),)
    return together(written.split("+"))


def write(text: str, inlines: Sequence[Inline]) -> str:
    """Return copy with its markup, as ``read`` takes it.

    >>> write("新建", [Inline("dot", 0, 1)])
    '⟦dot:新⟧建'
    """
    parts: list[str] = []
    at = 0
    for inline in inlines:
        parts.append(_plain(text[at : inline.start]))
        reading = f"|{inline.reading}" if inline.kind == "ruby" else ""
        kinds = "+".join((inline.kind, *inline.also))
        parts.append(f"{OPEN}{kinds}:{text[inline.start : inline.end]}{reading}⟧")
        at = inline.end
    return "".join([*parts, _plain(text[at:])])


def _plain(text: str) -> str:
    return text.replace(OPEN, OPEN + OPEN)
