"""Write a story's copy as HTML, the markup that every news system reads.

Takes blocks; returns text that ``blocks`` reads back as the same blocks: kinds and inlines are
classes, where a block stood in raw text are ``data-`` attributes.
"""

import json
from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from broadsheet.edition import Block, Inline

_TAGS: Final = {"dot": "em", "name": "u", "title": "cite", "note": "sup", "wide": "span"}


def body(blocks: Iterable[Block]) -> str:
    """Return blocks, one to a line."""
    return "\n".join(map(_block, blocks))


def lines(copy: Iterable[str]) -> str:
    """Return printed lines, a paragraph each."""
    return "\n".join(f"<p>{_text(line)}</p>" for line in copy)


def _block(block: Block) -> str:
    more = _source(block)
    if block.kind == "table":
        rows = "".join(f"<tr>{_cells(row)}</tr>" for row in block.text.split("\n"))
        return f"<table{more}>{rows}</table>"
    copy = inline(block.text, block.inlines)
    if block.kind == "crosshead":
        return f'<h2 class="crosshead"{more}>{copy}</h2>'
    return f'<p class="{block.kind}"{more}>{copy}</p>'


def _cells(row: str) -> str:
    return "".join(f"<td>{_text(cell)}</td>" for cell in row.split("\t"))


def _source(block: Block) -> str:
    """Return where the block stood in raw text."""
    found = f' data-lines="{" ".join(map(str, block.lines))}"' if block.lines else ""
    if block.cuts:
        cuts = [{"before": cut.before, "after": cut.after} for cut in block.cuts]
        found += f' data-cuts="{escape(json.dumps(cuts, ensure_ascii=False))}"'
    return found


def inline(text: str, inlines: Sequence[Inline]) -> str:
    """Return copy with its inlines; a line's end in it is a ``br``."""
    parts: list[str] = []
    at = 0
    for mark in inlines:
        parts.append(_text(text[at : mark.start]))
        inner = _text(text[mark.start : mark.end])
        if mark.kind == "ruby":
            parts.append(f"<ruby>{inner}<rt>{escape(mark.reading)}</rt></ruby>")
        else:
            tag = _TAGS[mark.kind]
            parts.append(f'<{tag} class="{mark.kind}">{inner}</{tag}>')
        at = mark.end
    return "".join([*parts, _text(text[at:])])


def _text(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")
