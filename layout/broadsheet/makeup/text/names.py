"""Hold the names of a byline together.

Takes a byline, or the span that sets it; returns its names, and the span in parts of which none
is broken within a name.  A name of two characters is often spaced out to the width of three
(张　三): that space is no joint.  Sets nothing.
"""

import re
from collections.abc import Collection, Iterator

from broadsheet.edition import Byline
from broadsheet.models import replace
from broadsheet.paragraph import Span
from broadsheet.paragraph.inlines import part_of

_HAN = r"[\u3400-\u9fff\U00020000-\U000323af]"
# one character, a space, one character, and nothing of a word at either side
_SPACED = re.compile(rf"(?<!{_HAN}){_HAN}[ \u3000]{{1,2}}{_HAN}(?!{_HAN})")
_NAME = re.compile(rf"(?<!{_HAN})(?:{_HAN}[ \u3000]{{1,2}}{_HAN}|{_HAN}{{2,4}})(?!{_HAN})")


def names_in(byline: Byline) -> tuple[str, ...]:
    """Return the names as they are printed: those of its roles, else what may be one by length.

    >>> names_in(Byline(raw="记者 王小明 张 三"))
    ('记者', '王小明', '张 三')
    """
    told = tuple(name for credit in byline.roles for name in credit.names if name in byline.raw)
    spaced = tuple(_SPACED.findall(byline.raw))
    return (*told, *spaced) if told else tuple(_NAME.findall(byline.raw))


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


def spaced_in(text: str) -> tuple[str, ...]:
    """Return the names that are spaced out.

    >>> spaced_in("记者 王小明 张 三 摄")
    ('张 三',)
    """
    return tuple(_SPACED.findall(text))
