"""Marks inside a text, as spans.

Takes a span of plain text and the inlines of its block; returns the spans that it falls into.
Knows nothing of lines.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from unicodedata import combining, normalize

from broadsheet.display import Source
from broadsheet.edition import Inline
from broadsheet.models import replace
from broadsheet.paragraph.models import Beside, Ruby, Span

BESIDE: dict[str, Beside] = {"dot": "dot", "name": "line", "title": "wave"}
NOTE_SIZE = 0.6  # of the text's
NOTE_RISE = 0.6  # em of the mark
# Vowels that stand together are one syllable of pinyin: an apostrophe parts those of two.
_SYLLABLE = re.compile("[aeiou]+")
WIDE_NAME = 3  # em: a name of two characters takes the room of three (均排)


def marked_spans(span: Span, inlines: Sequence[Inline]) -> tuple[Span, ...]:
    """Cut a span where inlines begin and end; their places count in the passage."""
    return tuple(part for part in _parts(span, inlines) if part.text)


def _parts(span: Span, inlines: Sequence[Inline]) -> Iterator[Span]:
    begin, at = span.source.start, 0
    read = list(accumulate((len(n.reading) + 1 if n.reading else 0 for n in inlines), initial=0))
    for n, inline in enumerate(inlines):
        start, end = inline.start - begin, min(inline.end - begin, len(span.text))
        if start < at or start >= end:
            continue  # it lies in another line of the block
        yield part_of(span, at, start)
        yield from _marked(part_of(span, start, end), inline, read[n])
        at = end
    yield part_of(span, at, len(span.text))


def part_of(span: Span, start: int, end: int) -> Span:
    """Return a part of a span, which still knows what it sets."""
    source = span.source
    begin = source.start
    cut = Source(source.item, source.role, source.block, begin + start, begin + end)
    return replace(span, text=span.text[start:end], source=cut)


def _marked(span: Span, inline: Inline, read: int) -> Iterator[Span]:
    if inline.kind == "note":
        size = NOTE_SIZE * span.size
        yield replace(span, size=size, rise=NOTE_RISE, hold="before")
    elif inline.kind == "wide":
        yield from _wide(span)
    elif inline.kind == "ruby":
        yield from _read(_beside(span, inline.also), inline.reading, read)
    else:
        yield _beside(span, (inline.kind, *inline.also))


def _beside(span: Span, kinds: Sequence[str]) -> Span:
    """Return a span with what stands beside its characters; of a line and dots both."""
    found = [BESIDE[kind] for kind in kinds if kind in BESIDE]
    return replace(span, beside=found[0], dotted="dot" in found[1:]) if found else span


def _wide(span: Span) -> Iterator[Span]:
    """Spread a short name over three em; a longer one stays as it comes."""
    count = len(span.text)
    white = (WIDE_NAME - count) / (count - 1) if 1 < count < WIDE_NAME else 0.0
    if not white:
        yield replace(span, hold="inside")
        return
    yield replace(part_of(span, 0, count - 1), tracking=span.tracking + white, hold="inside")
    yield replace(part_of(span, count - 1, count), hold="before")


def _bare(word: str) -> str:
    """Return letters without their tones."""
    return "".join(c for c in normalize("NFD", word.casefold()) if not combining(c))


def _read(span: Span, reading: str, start: int) -> Iterator[Span]:
    """Give each character its own reading where there are as many, else each word its own.

    Where the syllables of words are as many as the characters (``rénmín dàhuì``), each word goes
    with its characters; else one reading goes with them all.  Lines may break between two
    readings, not within what one stands over (JLReq 3.3.8, of compound words).
    """
    source = span.source
    words = reading.split(" ")
    counts = [1] * len(words)
    if len(words) != len(span.text):
        counts = [len(_SYLLABLE.findall(_bare(word))) for word in words]
    if sum(counts) != len(span.text) or not all(counts):
        words, counts = [reading], [len(span.text)]
    first = 0
    for word, count in zip(words, counts, strict=True):
        at = Source(source.item, "ruby", source.block, start, start + len(word))
        part = part_of(span, first, first + count)
        yield replace(part, reading=Ruby(word, at), hold="inside")
        start += len(word) + 1
        first += count
