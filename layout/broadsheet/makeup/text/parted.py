"""Passages of several lines, for who hears a page: where each line begins, and its label.

Takes an edition; returns the places, by characters.  Knows nothing of setting: a line's end
that was set does not tell whether the copy had one there.
"""

import re
from collections.abc import Iterator

from broadsheet.display import Parted
from broadsheet.edition import Article, Block, Edition
from broadsheet.makeup.text.blocks import BULLET, LABEL, split_lines

LABELS = {"list": BULLET, "qa": LABEL}  # how a line begins that has a label
KINDS = {"list", "qa", "verse", "note"}


def parted_passages(edition: Edition) -> Iterator[Parted]:
    """Yield the lists, verses, questions and notes of all stories.

    Notes and verse of one line are left out: they are paragraphs.
    """
    for item in edition.items:
        if isinstance(item, Article):
            for n, block in enumerate(item.body):
                if block.kind in LABELS or (block.kind in KINDS and "\n" in block.text):
                    yield _parted(item.id, n, block)


def _parted(item: str, n: int, block: Block) -> Parted:
    lines = split_lines(block.text)
    label = LABELS.get(block.kind)
    ends = []
    for start, text in lines:
        found = re.match(label, text) if label else None
        ends.append(start + (found.end() if found else 0))
    return Parted(
        item=item,
        role=block.kind,
        block=n,
        starts=tuple(start for start, _ in lines),
        labels=tuple(ends),
        stanzas=tuple(k for k, (start, _) in enumerate(lines) if _white(block.text[:start])),
    )


def _white(before: str) -> bool:
    """Tell whether a text ends with an empty line."""
    ends = before[len(before.rstrip("\n \t\u3000")) :]
    return ends.count("\n") > 1
