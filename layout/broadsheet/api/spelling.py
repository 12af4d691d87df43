"""Characters of a paper's own (造字), as the spec says they are read; letters that were joined.

Takes an edition and a house style; returns the edition whose copy has, for each character with
an entry under ``gaiji``, the one that it stands for, and for a ligature with a code point of its
own (ﬁ, common in text out of PDFs) its letters: few faces have those, and none is searched for so.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from broadsheet.edition import Edition
from broadsheet.errors import Finding
from broadsheet.models import names, replace
from broadsheet.spec import Style

# Ids, names of files and addresses are no copy.
_NO_COPY = frozenset({"id", "src", "url", "kind", "website", "email", "lines"})
# Unicode 16, Alphabetic Presentation Forms; a face joins the letters anew where it can.
JOINED: Final[Mapping[str, str]] = MappingProxyType(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_HELD: Final = frozenset(JOINED)


def spelled(edition: Edition, style: Style | None) -> Edition:
    """Return an edition as it is set and read: of signs that say no reading nothing changes.

    Joined letters that were taken apart are told among its findings.
    """
    counts: Counter[str] = Counter()
    for text in (*_texts(edition.masthead), *_texts(edition.pages)):
        if not _HELD.isdisjoint(text):
            counts.update(char for char in text if char in _HELD)
    table = _table(style, counts)
    if not table:
        return edition
    masthead, pages = _translated(edition.masthead, table), _translated(edition.pages, table)
    told = [
        Finding(
            level="note",
            code="stand-in",
            message=f"U+{ord(char):04X} {char}: taken as the letters {JOINED[char]} that it joins, "
            f"{times} times",
        )
        for char, times in sorted(counts.items())
    ]
    return replace(edition, masthead=masthead, pages=pages, findings=(*edition.findings, *told))


def spelled_text(text: str, style: Style) -> str:
    """Return a text as it is set and read."""
    return text.translate(_table(style, JOINED))


def _table(style: Style | None, joined: Mapping[str, object]) -> dict[int, str]:
    """Return what is read for signs of a style, and for some joined letters."""
    signs = style.gaiji.items() if style else ()
    table = {ord(char): JOINED[char] for char in joined}
    return table | {ord(char): sign.reads for char, sign in signs if sign.reads != char}


def _texts(value: Any) -> Iterator[str]:
    """Yield all copy of texts, tuples and models."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif hasattr(type(value), "__struct_fields__"):
        for name in names(value):
            if name not in _NO_COPY:
                yield from _texts(getattr(value, name))


def _translated(value: Any, table: dict[int, str]) -> Any:
    """Return texts, tuples and models with all their copy translated."""
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, tuple):
        return tuple(_translated(one, table) for one in value)
    if not hasattr(type(value), "__struct_fields__"):
        return value
    copy = {name: getattr(value, name) for name in names(value) if name not in _NO_COPY}
    return replace(value, **{name: _translated(one, table) for name, one in copy.items()})
