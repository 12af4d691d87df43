"""Write a story's copy as HTML, the markup that every news system reads, or as NITF.

Takes blocks; returns text that ``blocks`` reads back as the same blocks: kinds and inlines are
classes, where a block stood in raw text are attributes of our own.  Both are one language but
for a few names: a ``Dialect`` says them.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from types import MappingProxyType
from typing import Final
from urllib.parse import quote

from broadsheet.edition import Block, Inline
from broadsheet.models import frozen


@frozen(kw_only=True)
class Dialect:
    """What the elements of a language are called."""

    crosshead: str
    marks: Mapping[str, str]  # element of each kind of inline
    ruby: str  # a base and its reading
    line_end: str
    own: str  # what our own attributes begin with


HTML: Final = Dialect(
    crosshead="h2",
    marks=MappingProxyType(
        {"dot": "em", "name": "u", "title": "cite", "note": "sup", "wide": "span"}
    ),
    ruby="<ruby>{base}<rt>{reading}</rt></ruby>",
    line_end="<br>",
    own="data-",
)
# nitf-3-6.xsd: enriched text has em and pronounce; sup stands in num alone, and no element
# takes the ruby that its module declares; each takes attributes of another namespace
NITF: Final = Dialect(
    crosshead="hl2",
    marks=MappingProxyType(
        {"dot": "em", "name": "em", "title": "object.title", "note": "em", "wide": "em"}
    ),
    ruby='<pronounce class="ruby" phonetic="{reading}">{base}</pronounce>',
    line_end="<br/>",
    own="bs:data-",
)
# white that reading would take for layout
_DRAWN: Final = re.compile(r"\A[ \t\n\u3000]|[ \t\n\u3000]\Z|  |[\t\r\f]| \n|\n ")
_DRAWN_TABLE: Final = re.compile(
    r"[\r\f]|  |(?:\A|[\t\n])[ \u3000]|[ \u3000](?:[\t\n]|\Z)|\A\s*(?:\n|\Z)|\n\Z"
)


def body(blocks: Iterable[Block], dialect: Dialect = HTML) -> str:
    """Return blocks, one to a line."""
    return "\n".join(block(one, dialect) for one in blocks)


def lines(copy: Iterable[str]) -> str:
    """Return printed lines, a paragraph each."""
    return "\n".join(
        f"<pre>{_bare(line)}</pre>" if _DRAWN.search(line) else f"<p>{_bare(line)}</p>"
        for line in copy
    )


def address(src: str) -> str:
    """Return a file's name as an address; letters beyond ASCII need no escape and read better.

    >>> address("图/海 1.jpg")
    '图/海%201.jpg'
    """
    return "".join(c if c > "\x7f" and c.isalnum() else quote(c, safe="/._-") for c in src)


def block(one: Block, dialect: Dialect = HTML) -> str:
    """Return one block."""
    more = _source(one, dialect.own)
    drawn = _DRAWN_TABLE if one.kind == "table" else _DRAWN
    if not one.inlines and drawn.search(one.text):
        return f'<pre class="{one.kind}"{more}>{_bare(one.text)}</pre>'
    if one.kind == "table":
        rows = "".join(f"<tr>{_cells(row)}</tr>" for row in one.text.split("\n"))
        return f"<table{more}>{rows}</table>"
    copy = inline(one.text, one.inlines, dialect)
    tag = dialect.crosshead if one.kind == "crosshead" else "p"
    return f'<{tag} class="{one.kind}"{more}>{copy}</{tag}>'


def _cells(row: str) -> str:
    return "".join(f"<td>{_bare(cell)}</td>" for cell in row.split("\t"))


def _source(one: Block, own: str) -> str:
    """Return where the block stood in raw text."""
    found = f' {own}lines="{" ".join(map(str, one.lines))}"' if one.lines else ""
    if one.cuts:
        cuts = [{"before": cut.before, "after": cut.after} for cut in one.cuts]
        found += f' {own}cuts="{escape(json.dumps(cuts, ensure_ascii=False))}"'
    return found


def inline(text: str, inlines: Sequence[Inline], dialect: Dialect = HTML) -> str:
    """Return copy with its inlines; a line's end in it is a ``br``."""

    def copy(words: str) -> str:
        return _bare(words).replace("\n", dialect.line_end)

    parts: list[str] = []
    at = 0
    for mark in inlines:
        parts.append(copy(text[at : mark.start]))
        inner = copy(text[mark.start : mark.end])
        if mark.kind == "ruby":
            read = dialect.ruby.format(base=inner, reading=escape(mark.reading))
            also = " ".join(mark.also)
            parts.append(f'<em class="{also}">{read}</em>' if also else read)
        else:  # what names a thing in one language holds words alone, in the other a br too
            tag = dialect.marks[mark.kind] if "\n" not in text[mark.start : mark.end] else "em"
            kinds = " ".join((mark.kind, *mark.also))
            parts.append(f'<{tag} class="{kinds}">{inner}</{tag}>')
        at = mark.end
    return "".join([*parts, copy(text[at:])])


def _bare(text: str) -> str:
    return escape(text, quote=False)
