"""Hold the names of a byline together.

Takes a byline, or the span that sets it; returns its names, and the span in parts of which none
is broken within a name.  A name of two characters is often spaced out to the width of three
(张　三): that space is no joint.
"""

import re
from collections.abc import Callable, Collection, Iterator

from broadsheet.edition import Byline
from broadsheet.makeup.text.chunk import Chunk
from broadsheet.models import replace
from broadsheet.paragraph import Span
from broadsheet.paragraph.inlines import part_of

_WIDE = 0.09  # em that a line may give to a gap, more is seen: as make-up tells it
# Of what ``_kinds`` says: ranges of ideographs would take 5 ms of each run to compile.
# One character, a space, one character, and nothing of a word at either side.
_SPACED = re.compile("(?<!H)H_{1,2}H(?!H)")
_NAME = re.compile("(?<!H)(?:H_{1,2}H|H{2,4})(?!H)")


def names_in(byline: Byline) -> tuple[str, ...]:
    """Return the names as they are printed: those of its roles, else what may be one by length.

    >>> names_in(Byline(raw="记者 王小明 张 三"))
    ('记者', '王小明', '张 三')
    """
    told = tuple(name for credit in byline.roles for name in credit.names if name in byline.raw)
    return (*told, *spaced_in(byline.raw)) if told else _found(_NAME, byline.raw)


def held(span: Span, names: Collection[str]) -> Iterator[Span]:
    """Yield a span in parts: names hold together, what stands between may be broken.

    A span without any comes back as it is.
    """
    done = 0
    pattern = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    for found in re.finditer(pattern, span.text) if names else ():
        if done < found.start():
            yield part_of(span, done, found.start())
        yield replace(part_of(span, *found.span()), hold="inside")
        done = found.end()
    if done < len(span.text):
        yield part_of(span, done, len(span.text)) if done else span


def set_opened(
    set_: Callable[[tuple[Span, ...]], Chunk], lead_in: tuple[Span, ...], rest: tuple[Span, ...]
) -> Chunk:
    """Have a paragraph set that opens with a byline, whose names hold together where they can.

    In a narrow column better a name over two lines than a line with holes in it.
    """
    chunk = set_((*lead_in, *rest))
    if not any(span.hold for span in lead_in) or _widest(chunk) <= _WIDE:
        return chunk
    bare = tuple(replace(span, hold="") for span in lead_in)
    return min(chunk, set_((*bare, *rest)), key=_widest)


def _widest(chunk: Chunk) -> float:
    """Return the most that justification adds to a gap of a paragraph's lines, em."""
    return max((line.stretch for line in chunk.natural.lines), default=0.0)


def spaced_in(text: str) -> tuple[str, ...]:
    """Return the names that are spaced out.

    >>> spaced_in("记者 王小明 张 三 摄")
    ('张 三',)
    """
    return _found(_SPACED, text)


def _found(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple([text[slice(*match.span())] for match in pattern.finditer(_kinds(text))])


def _kinds(text: str) -> str:
    """Return a letter for each character: H an ideograph, _ white, else a point."""
    return "".join(["H" if _is_han(char) else "_" if char in " \u3000" else "." for char in text])


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U000323af"
