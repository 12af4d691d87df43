"""What a corrected page teaches: the hints that its reading lacked.

Takes the raw text, the edition that the reader made of it and the one that a person made of
that; returns the lines of the source that were taken for something else, and what they are.  A
lesson is a whole line of the source: that is what hints know again on another day.
"""

from collections.abc import Iterable, Iterator

from broadsheet.edition import Advert, Article, Edition, Notice
from broadsheet.parse.text.characters import solid

_SHORTEST = 2  # characters of a line that may be known again


def lessons(raw: str, read: Edition, corrected: Edition) -> tuple[tuple[str, str], ...]:
    """Return kind and line of what is to be taught, in the order of the source."""
    lines = {solid(line): line.strip() for line in reversed(raw.splitlines())}
    order = {line: n for n, line in enumerate(reversed(lines))}
    known = set(_roles(read))
    wanted = [lesson for lesson in _roles(corrected) if lesson not in known]
    wanted += [("not-head", line) for line in _no_headlines(read, corrected)]
    found = {(kind, line) for kind, line in wanted if line in lines and len(line) >= _SHORTEST}
    taught = sorted(found, key=lambda lesson: (order[lesson[1]], lesson[0]))
    return tuple((kind, lines[line]) for kind, line in taught)


def _roles(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield what hints can say of an edition's lines: kind, and text without white."""
    yield "name", solid(edition.masthead.name)
    for item in edition.items:
        if isinstance(item, Article) and item.section:
            yield "tag", solid(item.section)
        elif isinstance(item, Advert) and item.copy:
            yield "ad", solid(item.copy[0])
        elif isinstance(item, Notice) and (item.title or item.copy):
            yield "notice", solid(item.title or item.copy[0])


def _no_headlines(read: Edition, corrected: Edition) -> Iterator[str]:
    """Yield headlines of the reading that stand in the body of a corrected story."""
    heads = set(_headlines(corrected))
    body = {
        solid(block.text)
        for item in corrected.items
        if isinstance(item, Article)
        for block in item.body
    }
    yield from (head for head in _headlines(read) if head in body and head not in heads)


def _headlines(edition: Edition) -> Iterable[str]:
    return (solid(item.headline) for item in edition.items if isinstance(item, Article))
